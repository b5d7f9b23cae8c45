//! What someone wrote and did, sheet by sheet.

use super::{
    Shape::{Html, Moment, Number, Path, Text},
    Sheet, TITLE, is,
};

pub const THREADS: Sheet = Sheet {
    file: "threads",
    id: "t.id",
    from: "threads t LEFT JOIN communities c ON c.id = t.community_id AND c.id IN ({rooms}) WHERE t.author_id = $1",
    columns: &[
        is("address", "'/threads/' || t.id", Path),
        is("room", "c.name", Text),
        is("title", "t.title", Text),
        is("kind", "t.kind", Text),
        is("tags", "t.tag_slugs", Text),
        is("created_at", "t.created_at", Moment),
        is("closed_at", "t.closed_at", Moment),
    ],
};

pub const POSTS: Sheet = Sheet {
    file: "posts",
    id: "p.id",
    from: "posts p LEFT JOIN threads t ON t.id = p.thread_id AND t.community_id IN ({rooms}) \
        LEFT JOIN communities c ON c.id = t.community_id \
        LEFT JOIN posts q ON q.id = p.quote_id AND t.id IS NOT NULL AND q.hidden_at IS NULL AND q.removed_at IS NULL \
        LEFT JOIN users q_u ON q_u.id = q.author_id WHERE p.author_id = $1",
    columns: &[
        is("id", "p.id", Number),
        is("address", "'/posts/' || p.id", Path),
        is("room", "c.name", Text),
        is("thread_id", "p.thread_id", Number),
        is("thread", TITLE, Text),
        is("quoted", "q_u.display_name", Text),
        is("body", "p.body", Text),
        is("body_html", "p.body_html", Html),
        is("created_at", "p.created_at", Moment),
        is("edited_at", "p.edited_at", Moment),
        is("removed_at", "p.removed_at", Moment),
        is("hidden_at", "p.hidden_at", Moment),
        is("hidden_reason", "p.hidden_reason", Text),
    ],
};

pub const REVISIONS: Sheet = Sheet {
    file: "revisions",
    id: "r.id",
    from: "revisions r WHERE r.editor_id = $1",
    columns: &[
        is("thread_id", "r.thread_id", Number),
        is("post_id", "r.post_id", Number),
        is("before", "r.before", Text),
        is("after", "r.after", Text),
        is("reason", "r.reason", Text),
        is("created_at", "r.created_at", Moment),
    ],
};

pub const GESTURES: Sheet = Sheet {
    file: "gestures",
    id: "g.id",
    from: "gestures g WHERE g.user_id = $1",
    columns: &[
        is("address", "'/posts/' || g.post_id", Path),
        is("kind", "g.kind", Text),
        is("sentence", "g.sentence", Text),
        is("created_at", "g.created_at", Moment),
    ],
};

pub const MENTIONS: Sheet = Sheet {
    file: "mentions",
    id: "m.id",
    from: "mentions m JOIN posts p ON p.id = m.post_id AND p.hidden_at IS NULL AND p.removed_at IS NULL \
        JOIN threads t ON t.id = p.thread_id AND t.community_id IN ({rooms}) \
        LEFT JOIN users u ON u.id = p.author_id WHERE m.user_id = $1",
    columns: &[
        is("address", "'/posts/' || p.id", Path),
        is("thread", TITLE, Text),
        is("by", "COALESCE(u.display_name, p.pseudonym)", Text),
        is("created_at", "p.created_at", Moment),
    ],
};

/// Their files are in the export too, under the name that `file` gives.
pub const PICTURES: Sheet = Sheet {
    file: "pictures",
    id: "i.id",
    from: "pictures i WHERE i.user_id = $1 AND i.removed_at IS NULL",
    columns: &[
        is("address", "'/pictures/' || i.token", Path),
        is("file", "'pictures/' || i.token || CASE i.media_type WHEN 'image/png' THEN '.png' ELSE '.jpg' END", Text),
        is("kind", "i.kind", Text),
        is("alt", "i.alt", Text),
        is("width", "i.width", Number),
        is("height", "i.height", Number),
        is("bytes", "i.bytes", Number),
        is("created_at", "i.created_at", Moment),
    ],
};

pub const DRAFTS: Sheet = Sheet {
    file: "drafts",
    id: "d.id",
    from: "drafts d WHERE d.user_id = $1",
    columns: &[
        is("place", "d.place", Text),
        is("title", "d.title", Text),
        is("body", "d.body", Text),
        is("kind", "d.kind", Text),
        is("tags", "d.tags", Text),
        is("reason", "d.reason", Text),
        is("updated_at", "d.updated_at", Moment),
    ],
};

/// Without the text of those that carry a link: it would open the account.
pub const LETTERS: Sheet = Sheet {
    file: "letters",
    id: "l.id",
    from: "letters l WHERE l.user_id = $1",
    columns: &[
        is("email", "l.recipient", Text),
        is("kind", "l.kind", Text),
        is("subject", "l.subject", Text),
        is(
            "body",
            "CASE WHEN l.kind NOT IN ('confirm', 'sign-in', 'reset', 'change-email') THEN l.body_text END",
            Text,
        ),
        is("state", "l.state", Text),
        is("created_at", "l.created_at", Moment),
        is("sent_at", "l.sent_at", Moment),
    ],
};
