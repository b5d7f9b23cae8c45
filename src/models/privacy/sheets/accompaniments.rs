//! Being advised: what was asked between the two, and the threads one points at. What was
//! withdrawn before an answer stays its asker's.

use super::{
    Shape::{Flag, Moment, Number, Path, Text},
    Sheet, TITLE, is,
};

pub const ACCOMPANIMENTS: Sheet = Sheet {
    file: "accompaniments",
    id: "a.id",
    from: "accompaniments a JOIN users u ON u.id = CASE WHEN a.person_id = $1 THEN a.adviser_id ELSE a.person_id END \
        WHERE (a.person_id = $1 OR a.adviser_id = $1) \
        AND (a.state <> 'withdrawn' OR (a.adviser_id = $1) = a.by_adviser)",
    columns: &[
        is("address", "CASE WHEN a.person_id = $1 THEN '/me/adviser' ELSE '/me/people/' || a.id END", Path),
        is("display_name", "u.display_name", Text),
        is("mine", "(a.adviser_id = $1) = a.by_adviser", Flag),
        is("body", "a.message", Text),
        is("state", "a.state", Text),
        is("asked_at", "a.asked_at", Moment),
        is("answered_at", "a.answered_at", Moment),
    ],
};

/// Calls one asked for, and was asked for. The number is in the export of whoever gave it.
pub const CALLS: Sheet = Sheet {
    file: "calls",
    id: "c.id",
    from: "calls c JOIN users u ON u.id = CASE WHEN c.person_id = $1 THEN c.adviser_id ELSE c.person_id END \
        WHERE (c.person_id = $1 OR c.adviser_id = $1)",
    columns: &[
        is("display_name", "u.display_name", Text),
        is("mine", "c.person_id = $1", Flag),
        is("body", "c.about", Text),
        is("page", "c.page", Text),
        is("phone", "CASE WHEN c.person_id = $1 THEN c.phone END", Text),
        is("at", "c.at", Moment),
        is("state", "c.state", Text),
        is("asked_at", "c.asked_at", Moment),
    ],
};

pub const CALL_SLOTS: Sheet = Sheet {
    file: "call_hours",
    id: "s.id",
    from: "call_slots s WHERE s.adviser_id = $1",
    columns: &[is("starts", "s.starts", Text), is("ends", "s.until", Text), is("created_at", "s.created_at", Moment)],
};

pub const SHARED_THREADS: Sheet = Sheet {
    file: "shared_threads",
    id: "s.id",
    from: "shared_threads s LEFT JOIN threads t ON t.id = s.thread_id AND t.community_id IN ({rooms}) \
        WHERE s.user_id = $1",
    columns: &[
        is("thread_id", "s.thread_id", Number),
        is("thread", TITLE, Text),
        is("created_at", "s.created_at", Moment),
    ],
};

/// What was written down with one, and what one wrote down for others.
pub const SLIPS: Sheet = Sheet {
    file: "slips",
    id: "s.id",
    from: "slips s \
        LEFT JOIN users u ON u.id = CASE WHEN s.person_id = $1 THEN s.adviser_id ELSE s.person_id END \
        LEFT JOIN threads t ON t.id = s.thread_id AND t.community_id IN ({rooms}) \
        WHERE (s.person_id = $1 OR s.adviser_id = $1)",
    columns: &[
        is("display_name", "u.display_name", Text),
        is("mine", "s.adviser_id = $1", Flag),
        is("thread_id", "s.thread_id", Number),
        is("thread", TITLE, Text),
        is("with_profile", "s.with_profile", Flag),
        is("state", "s.state", Text),
        is("consent", "s.consent", Text),
        is("made_at", "s.made_at", Moment),
        is("expires_at", "s.expires_at", Moment),
        is("claimed_at", "s.claimed_at", Moment),
    ],
};
