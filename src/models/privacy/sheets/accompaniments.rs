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
