//! Applications: what one sent, and what was answered. Of what an organisation received,
//! nothing is in its recruiters' exports: it is other people's.

use super::{
    Shape::{Moment, Path, Text},
    Sheet, is,
};

pub const APPLICATIONS: Sheet = Sheet {
    file: "applications",
    id: "a.id",
    from: "applications a JOIN offers f ON f.id = a.offer_id WHERE a.person_id = $1",
    columns: &[
        is("address", "'/me/applications/' || a.id", Path),
        is("offer", "'/offers/' || f.id", Path),
        is("title", "f.title", Text),
        is("body", "a.message", Text),
        is("fields", "a.fields", Text),
        is("state", "a.state", Text),
        is("reason", "a.reason", Text),
        is("answer", "a.words", Text),
        is("asked_at", "a.asked_at", Moment),
        is("answered_at", "a.answered_at", Moment),
        is("due_at", "a.due_at", Moment),
    ],
};
