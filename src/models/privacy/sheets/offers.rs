//! Organisations and offers, sheet by sheet: what one opened, speaks for and wrote. The
//! words are the organisation's; that one wrote them is one's own.

use super::{
    Shape::{Moment, Number, Path, Text},
    Sheet, is,
};

pub const ORGANISATIONS: Sheet = Sheet {
    file: "organisations",
    id: "o.id",
    from: "organisations o WHERE o.opened_by_id = $1",
    columns: &[
        is("address", "'/organisations/' || o.slug", Path),
        is("name", "o.name", Text),
        is("kind", "o.kind", Text),
        is("created_at", "o.created_at", Moment),
    ],
};

pub const ORGANISATION_MEMBERS: Sheet = Sheet {
    file: "organisation_members",
    id: "m.id",
    from: "organisation_members m JOIN organisations o ON o.id = m.organisation_id WHERE m.user_id = $1",
    columns: &[
        is("address", "'/organisations/' || o.slug", Path),
        is("name", "o.name", Text),
        is("role", "m.role", Text),
        is("state", "m.state", Text),
        is("created_at", "m.created_at", Moment),
    ],
};

pub const API_KEYS: Sheet = Sheet {
    file: "api_keys",
    id: "k.id",
    from: "api_keys k JOIN organisations o ON o.id = k.organisation_id WHERE k.made_by_id = $1",
    columns: &[
        is("organisation", "o.name", Text),
        is("name", "k.name", Text),
        is("head", "k.head", Text),
        is("scopes", "k.scopes", Text),
        is("created_at", "k.created_at", Moment),
        is("last_used_at", "k.last_used_at", Moment),
    ],
};

pub const OFFERS: Sheet = Sheet {
    file: "offers",
    id: "f.id",
    from: "offers f WHERE f.written_by_id = $1",
    columns: &[
        is("address", "'/offers/' || f.id", Path),
        is("title", "f.title", Text),
        is("state", "f.state", Text),
        is("created_at", "f.created_at", Moment),
    ],
};

pub const OFFER_VERSIONS: Sheet = Sheet {
    file: "offer_versions",
    id: "v.id",
    from: "offer_versions v WHERE v.by_id = $1",
    columns: &[
        is("address", "'/offers/' || v.offer_id", Path),
        is("version", "v.version", Number),
        is("at", "v.at", Moment),
    ],
};
