//! Mutual aid, sheet by sheet: one's own words, and the name of what they answered.

use super::{
    Shape::{Flag, Moment, Number, Path, Text},
    Sheet, is,
};

pub const AID_REQUESTS: Sheet = Sheet {
    file: "aid_requests",
    id: "r.id",
    from: "aid_requests r WHERE r.author_id = $1",
    columns: &[
        is("address", "'/aid/' || r.id", Path),
        is("direction", "r.direction", Text),
        is("kind", "r.kind", Text),
        is("title", "r.title", Text),
        is("body", "r.body", Text),
        is("audience", "r.audience", Text),
        is("remote", "r.remote", Flag),
        is("trade", "r.trade_code", Text),
        is("place", "r.place_code", Text),
        is("km", "r.km", Number),
        is("slots", "r.slots", Text),
        is("state", "r.state", Text),
        is("created_at", "r.created_at", Moment),
        is("expires_at", "r.expires_at", Moment),
        // From whom they helped, of an offer; said by themselves, of a request.
        is("thanks", "r.thanks", Text),
        is("thanked_at", "r.thanked_at", Moment),
    ],
};

/// What was asked of them and never answered is not theirs: only that it was.
pub const AID_ANSWERS: Sheet = Sheet {
    file: "aid_answers",
    id: "a.id",
    from: "aid_answers a JOIN aid_requests r ON r.id = a.request_id WHERE a.author_id = $1",
    columns: &[
        is("address", "'/aid/' || r.id", Path),
        is(
            "title",
            "CASE WHEN a.state IN ('waiting', 'accepted', 'declined') AND r.state <> 'withdrawn' \
             AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.user_id = r.author_id AND b.other_id = $1 \
             AND b.kind = 'block') THEN r.title END",
            Text,
        ),
        is("state", "a.state", Text),
        is("minutes", "a.minutes", Number),
        is("counted_on", "CAST(a.counted_on AS TEXT)", Text),
        is("created_at", "a.created_at", Moment),
    ],
};

pub const AID_MESSAGES: Sheet = Sheet {
    file: "aid_messages",
    id: "m.id",
    from: "aid_messages m JOIN aid_answers a ON a.id = m.answer_id WHERE m.author_id = $1",
    columns: &[
        is("address", "'/aid/' || a.request_id", Path),
        is("body", "m.body", Text),
        is("created_at", "m.created_at", Moment),
    ],
};

pub const PLEDGES: Sheet = Sheet {
    file: "pledges",
    id: "p.id",
    from: "pledges p WHERE p.user_id = $1",
    columns: &[
        is("kinds", "p.kinds", Text),
        is("hours", "p.hours", Number),
        is("remote", "p.remote", Flag),
        is("trade", "p.trade_code", Text),
        is("place", "p.place_code", Text),
        is("km", "p.km", Number),
        is("quiet_from", "p.quiet_from", Text),
        is("quiet_until", "p.quiet_until", Text),
        is("quiet_days", "p.quiet_days", Text),
        is("created_at", "p.created_at", Moment),
        is("updated_at", "p.updated_at", Moment),
    ],
};
