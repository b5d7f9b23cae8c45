//! How each table of the list is exported: a file, its columns, and the query
//! that reads them. `$1` is the person, `$2` the last row read; `{rooms}` stands
//! for the rooms the person may read today: what stands in another one keeps
//! their own words and loses the others'.

/// One file of an export: `posts.json` and `posts.html`.
#[derive(Debug)]
pub struct Sheet {
    /// The name of the file, without its end. Never changed: programs read it.
    pub file: &'static str,
    /// What rows are counted and read by.
    pub id: &'static str,
    pub from: &'static str,
    pub columns: &'static [Column],
}

#[derive(Debug)]
pub struct Column {
    /// In JSON; and the end of its Fluent key, `data-field-…`, with dashes.
    pub name: &'static str,
    pub sql: &'static str,
    pub shape: Shape,
}

/// What a value is, and so how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    Number,
    Flag,
    /// RFC 3339, in UTC.
    Moment,
    /// HTML that `text.rs` made.
    Html,
    /// A path of the house, given with its address.
    Path,
    /// A short list kept as JSON.
    List,
}

/// The title of a thread in a room they read, unless it was withdrawn.
const TITLE: &str = "CASE WHEN t.withdrawn_at IS NULL OR t.author_id = $1 THEN t.title END";

const fn is(name: &'static str, sql: &'static str, shape: Shape) -> Column {
    Column { name, sql, shape }
}

use Shape::{Flag, Moment, Number, Path, Text};

mod accompaniments;
mod aid;
mod applications;
mod contacts;
mod offers;
mod profiles;
mod seeking;
mod words;

pub use accompaniments::{ACCOMPANIMENTS, CALL_SLOTS, CALLS, SHARED_THREADS, SLIPS};
pub use aid::{AID_ANSWERS, AID_MESSAGES, AID_REQUESTS, PLEDGES};
pub use applications::APPLICATIONS;
pub use contacts::{CONTACT_MESSAGES, CONTACTS, INTRODUCTIONS};
pub use offers::{API_KEYS, OFFER_VERSIONS, OFFERS, ORGANISATION_MEMBERS, ORGANISATIONS};
pub use profiles::{ACCESSES, ATTESTATIONS, DISCLOSURES, ENTRIES, ENTRY_GESTURES, PROFILE, SKILLS};
pub use seeking::{ALERTS, OFFER_KEEPERS, OFFER_MARKS, OFFER_NOTES, OFFER_REPLIES, OFFER_STATEMENTS};
pub use words::{DRAFTS, GESTURES, LETTERS, MENTIONS, PICTURES, POSTS, REVISIONS, THREADS};

/// Columns of `users` that are not exported: a secret, and two shapes of what is.
pub const WITHHELD: [&str; 3] = ["id", "password_hash", "handle_skeleton"];

pub const ACCOUNT: Sheet = Sheet {
    file: "account",
    id: "u.id",
    from: "users u WHERE u.id = $1",
    columns: &[
        is("email", "u.email", Text),
        is("email_confirmed_at", "u.email_confirmed_at", Moment),
        is("handle", "u.handle", Text),
        is("display_name", "u.display_name", Text),
        is("kind", "u.kind", Text),
        is("claim", "u.claim", Text),
        is("organisation_name", "u.organisation_name", Text),
        is("about", "u.about", Text),
        is("is_admin", "u.is_admin", Flag),
        is("is_ambassador", "u.is_ambassador", Flag),
        is("suspended_until", "u.suspended_until", Moment),
        is("locale", "u.locale", Text),
        is("home_without", "u.home_without", Text),
        is("time_zone", "u.time_zone", Text),
        is("mail_direct", "u.mail_direct", Text),
        is("mail_followed", "u.mail_followed", Text),
        is("created_at", "u.created_at", Moment),
        is("last_seen_at", "u.last_seen_at", Moment),
        is("warned_at", "u.warned_at", Moment),
    ],
};

pub const SESSIONS: Sheet = Sheet {
    file: "sessions",
    id: "s.id",
    from: "sessions s WHERE s.user_id = $1",
    columns: &[
        is("device", "s.device", Text),
        is("created_at", "s.created_at", Moment),
        is("last_used_at", "s.last_used_at", Moment),
        is("expires_at", "s.expires_at", Moment),
    ],
};

pub const LINKS: Sheet = Sheet {
    file: "links",
    id: "l.id",
    from: "links l WHERE l.user_id = $1",
    columns: &[
        is("purpose", "l.purpose", Text),
        is("email", "l.email", Text),
        is("created_at", "l.created_at", Moment),
        is("used_at", "l.used_at", Moment),
        is("expires_at", "l.expires_at", Moment),
    ],
};

pub const MEMBERSHIPS: Sheet = Sheet {
    file: "memberships",
    id: "m.id",
    from: "memberships m LEFT JOIN communities c ON c.id = m.community_id AND c.id IN ({rooms}) WHERE m.user_id = $1",
    columns: &[
        is("room", "c.name", Text),
        is("room_address", "'/communities/' || c.slug", Path),
        is("role", "m.role", Text),
        is("created_at", "m.created_at", Moment),
    ],
};

pub const ENTRANCES: Sheet = Sheet {
    file: "entrances",
    id: "e.id",
    from: "entrances e LEFT JOIN communities c ON c.id = e.community_id AND c.id IN ({rooms}) WHERE e.user_id = $1",
    columns: &[
        is("room", "c.name", Text),
        is("reason", "e.reason", Text),
        is("until", "e.until", Moment),
        is("created_at", "e.created_at", Moment),
    ],
};

pub const COMMUNITIES: Sheet = Sheet {
    file: "proposed_rooms",
    id: "c.id",
    from: "communities c WHERE c.proposed_by_id = $1 AND c.id IN ({rooms})",
    columns: &[
        is("room", "c.name", Text),
        is("room_address", "'/communities/' || c.slug", Path),
        is("description", "c.description", Text),
        is("state", "c.state", Text),
        is("created_at", "c.created_at", Moment),
    ],
};

pub const FORMER_HANDLES: Sheet = Sheet {
    file: "former-handles",
    id: "f.id",
    from: "former_handles f WHERE f.user_id = $1",
    columns: &[is("handle", "f.handle", Text), is("created_at", "f.created_at", Moment)],
};

pub const BLOCKS: Sheet = Sheet {
    file: "blocks",
    id: "b.id",
    from: "blocks b JOIN users u ON u.id = b.other_id WHERE b.user_id = $1",
    columns: &[
        is("handle", "u.handle", Text),
        is("display_name", "u.display_name", Text),
        is("kind", "b.kind", Text),
        is("created_at", "b.created_at", Moment),
    ],
};

pub const FOLLOWS: Sheet = Sheet {
    file: "follows",
    id: "f.id",
    from: "follows f LEFT JOIN threads t ON t.id = f.thread_id AND t.community_id IN ({rooms}) \
        LEFT JOIN communities c ON c.id = f.community_id AND c.id IN ({rooms}) \
        LEFT JOIN tags g ON g.id = f.tag_id WHERE f.user_id = $1",
    columns: &[
        is("room", "c.name", Text),
        is("thread_id", "f.thread_id", Number),
        is("thread", TITLE, Text),
        is("tag", "g.name", Text),
        is("level", "f.level", Text),
        is("created_at", "f.created_at", Moment),
    ],
};

pub const BOOKMARKS: Sheet = Sheet {
    file: "bookmarks",
    id: "b.id",
    from: "bookmarks b LEFT JOIN threads t ON t.id = b.thread_id AND t.community_id IN ({rooms}) WHERE b.user_id = $1",
    columns: &[
        is("thread_id", "b.thread_id", Number),
        is("thread", TITLE, Text),
        is("post_id", "b.post_id", Number),
        is("note", "b.note", Text),
        is("remind_at", "b.remind_at", Moment),
        is("created_at", "b.created_at", Moment),
    ],
};

pub const READ_MARKS: Sheet = Sheet {
    file: "read_marks",
    id: "m.id",
    from: "read_marks m LEFT JOIN threads t ON t.id = m.thread_id AND t.community_id IN ({rooms}) WHERE m.user_id = $1",
    columns: &[
        is("thread_id", "m.thread_id", Number),
        is("thread", TITLE, Text),
        is("post_id", "m.post_id", Number),
        is("read_at", "m.read_at", Moment),
    ],
};

pub const NOTIFICATIONS: Sheet = Sheet {
    file: "notifications",
    id: "n.id",
    from: "notifications n LEFT JOIN threads t ON t.id = n.thread_id AND t.community_id IN ({rooms}) \
        WHERE n.user_id = $1",
    columns: &[
        is("subject", "n.subject", Text),
        is("thread", TITLE, Text),
        is("reason", "n.reason", Text),
        is("count", "n.count", Number),
        is("updated_at", "n.updated_at", Moment),
        is("read_at", "n.read_at", Moment),
    ],
};

pub const SUSPENSIONS: Sheet = Sheet {
    file: "suspensions",
    id: "s.id",
    from: "suspensions s WHERE s.user_id = $1",
    columns: &[
        is("reason", "s.reason", Text),
        is("until", "s.until", Moment),
        is("created_at", "s.created_at", Moment),
        is("lifted_at", "s.lifted_at", Moment),
    ],
};

pub const ACTIVITIES: Sheet = Sheet {
    file: "activities",
    id: "a.id",
    from: "activities a WHERE a.actor_id = $1",
    columns: &[
        is("verb", "a.verb", Text),
        is("thread_id", "a.thread_id", Number),
        is("post_id", "a.post_id", Number),
        is("detail", "a.detail", Text),
        is("created_at", "a.created_at", Moment),
    ],
};

pub const EXPORTS: Sheet = Sheet {
    file: "exports",
    id: "x.id",
    from: "exports x WHERE x.user_id = $1",
    columns: &[
        is("state", "x.state", Text),
        is("asked_at", "x.asked_at", Moment),
        is("ready_at", "x.ready_at", Moment),
    ],
};
