//! What one looks for, and the offers one saved or hid.

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
