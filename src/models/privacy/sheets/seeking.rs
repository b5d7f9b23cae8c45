//! What one looks for, and the offers one saved or hid; those one takes care of for an
//! organisation, and what one noted of them; what one said of what they proposed.

use super::{
    Shape::{Moment, Path, Text},
    Sheet, is,
};

pub const ALERTS: Sheet = Sheet {
    file: "alerts",
    id: "a.id",
    from: "alerts a LEFT JOIN organisations o ON o.id = a.organisation_id WHERE a.user_id = $1",
    columns: &[
        is("address", "'/me/alerts/' || a.id", Path),
        is("name", "a.name", Text),
        is("asked", "a.asked", Text),
        is("organisation", "o.name", Text),
        is("letters", "a.letters", Text),
        is("created_at", "a.created_at", Moment),
        is("looked_at", "a.looked_at", Moment),
        is("read_at", "a.read_at", Moment),
    ],
};

pub const OFFER_MARKS: Sheet = Sheet {
    file: "offer_marks",
    id: "m.id",
    from: "offer_marks m JOIN offers f ON f.id = m.offer_id WHERE m.user_id = $1",
    columns: &[
        is("offer", "'/offers/' || f.id", Path),
        is("title", "f.title", Text),
        is("kind", "m.kind", Text),
        is("created_at", "m.created_at", Moment),
    ],
};

pub const OFFER_KEEPERS: Sheet = Sheet {
    file: "offer_keepers",
    id: "k.id",
    from: "offer_keepers k JOIN offers f ON f.id = k.offer_id WHERE k.user_id = $1",
    columns: &[
        is("offer", "'/offers/' || f.id", Path),
        is("title", "f.title", Text),
        is("created_at", "k.created_at", Moment),
    ],
};

pub const OFFER_NOTES: Sheet = Sheet {
    file: "offer_notes",
    id: "n.id",
    from: "offer_notes n JOIN offers f ON f.id = n.offer_id WHERE n.author_id = $1",
    columns: &[
        is("offer", "'/offers/' || f.id", Path),
        is("title", "f.title", Text),
        is("body", "n.body", Text),
        is("created_at", "n.created_at", Moment),
    ],
};

pub const OFFER_STATEMENTS: Sheet = Sheet {
    file: "offer_statements",
    id: "s.id",
    from: "offer_statements s JOIN offers f ON f.id = s.offer_id WHERE s.user_id = $1",
    columns: &[
        is("offer", "'/offers/' || f.id", Path),
        is("title", "f.title", Text),
        is("point", "s.claim", Text),
        is("found", "s.found", Text),
        is("created_at", "s.created_at", Moment),
    ],
};

pub const OFFER_REPLIES: Sheet = Sheet {
    file: "offer_replies",
    id: "r.id",
    from: "offer_replies r JOIN offers f ON f.id = r.offer_id WHERE r.author_id = $1",
    columns: &[
        is("offer", "'/offers/' || f.id", Path),
        is("title", "f.title", Text),
        is("point", "r.claim", Text),
        is("body", "r.body", Text),
        is("created_at", "r.created_at", Moment),
    ],
};
