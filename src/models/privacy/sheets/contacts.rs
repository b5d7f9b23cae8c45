//! Contacts, sheet by sheet: what one asked and was asked, and one's own words. What
//! was withdrawn before an answer stays its asker's.

use super::{
    Shape::{Flag, Html, Moment, Path, Text},
    Sheet, is,
};

pub const CONTACTS: Sheet = Sheet {
    file: "contacts",
    id: "c.id",
    from: "contacts c WHERE (c.by_id = $1 OR c.to_id = $1 AND c.state <> 'withdrawn')",
    columns: &[
        is("address", "'/me/contacts/' || c.id", Path),
        is("mine", "c.by_id = $1", Flag),
        is("purpose", "c.purpose", Text),
        // An introduction is in the words of whoever proposed it.
        is("body", "CASE WHEN c.introduction_id IS NULL THEN c.message END", Text),
        is("offer", "CASE WHEN c.offer_id IS NOT NULL THEN '/offers/' || c.offer_id END", Path),
        is("state", "c.state", Text),
        is("reason", "c.reason", Text),
        is("asked_at", "c.asked_at", Moment),
        is("answered_at", "c.answered_at", Moment),
    ],
};

pub const CONTACT_MESSAGES: Sheet = Sheet {
    file: "contact_messages",
    id: "m.id",
    from: "contact_messages m WHERE m.author_id = $1",
    columns: &[
        is("address", "'/me/contacts/' || m.contact_id", Path),
        is("body", "m.body", Text),
        is("body_html", "m.body_html", Html),
        is("created_at", "m.created_at", Moment),
    ],
};

/// Of an introduction one was proposed: that it was, and what one said.
pub const INTRODUCTIONS: Sheet = Sheet {
    file: "introductions",
    id: "i.id",
    from: "introductions i WHERE (i.by_id = $1 OR i.one_id = $1 OR i.other_id = $1)",
    columns: &[
        is("address", "'/me/introductions/' || i.id", Path),
        is("mine", "i.by_id = $1", Flag),
        is("body", "CASE WHEN i.by_id = $1 THEN i.message END", Text),
        is("state", "i.state", Text),
        is("answer", "CASE WHEN i.one_id = $1 THEN i.one_says WHEN i.other_id = $1 THEN i.other_says END", Text),
        is("asked_at", "i.asked_at", Moment),
    ],
};
