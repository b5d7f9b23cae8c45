//! A profile, to whom it is shown and who saw it.

use super::{
    Shape::{List, Moment, Text},
    Sheet, is,
};

pub const PROFILE: Sheet = Sheet {
    file: "profile",
    id: "p.id",
    from: "profiles p LEFT JOIN places l ON l.code = p.place_code WHERE p.user_id = $1",
    columns: &[
        is("headline", "p.headline", Text),
        is("project", "p.project", Text),
        is("trades", "p.trades", List),
        is("places", "p.places", List),
        is("rhythms", "p.rhythms", Text),
        is("remote", "p.remote", Text),
        is("available_from", "CAST(p.available_from AS text)", Text),
        is("steps", "p.steps", List),
        is("offers", "p.offers", Text),
        is("seeks", "p.seeks", Text),
        is("languages", "p.languages", List),
        is("licences", "p.licences", List),
        is("links", "p.links", List),
        is("full_name", "p.full_name", Text),
        is("place", "l.name", Text),
        is("contact", "p.contact", Text),
        is("shown_to", "p.shown_to", Text),
        is("name_to", "p.name_to", Text),
        is("photo_to", "p.photo_to", Text),
        is("place_to", "p.place_to", Text),
        is("contact_to", "p.contact_to", Text),
        is("log_to", "p.log_to", Text),
        is("contacts_from", "p.contacts_from", Text),
        is("created_at", "p.created_at", Moment),
        is("updated_at", "p.updated_at", Moment),
        is("shown_at", "p.shown_at", Moment),
    ],
};

pub const SKILLS: Sheet = Sheet {
    file: "skills",
    id: "s.id",
    from: "profile_skills s WHERE s.user_id = $1",
    columns: &[
        is("skill", "s.label", Text),
        is("context", "s.context", Text),
        is("action", "s.action", Text),
        is("result", "s.result", Text),
        is("created_at", "s.created_at", Moment),
        is("updated_at", "s.updated_at", Moment),
    ],
};

/// Those one was given, and those one gave: one's own words are one's own.
pub const ATTESTATIONS: Sheet = Sheet {
    file: "attestations",
    id: "a.id",
    from: "attestations a JOIN profile_skills s ON s.id = a.skill_id \
        WHERE (a.user_id = $1 OR a.by_id = $1) AND a.confirmed_at IS NOT NULL",
    columns: &[
        is("skill", "s.label", Text),
        is("relation", "a.relation", Text),
        is("by", "a.by_name", Text),
        is("body", "a.words", Text),
        is("asked_at", "a.asked_at", Moment),
        is("confirmed_at", "a.confirmed_at", Moment),
    ],
};

pub const ENTRIES: Sheet = Sheet {
    file: "project_log",
    id: "e.id",
    from: "profile_entries e WHERE e.user_id = $1",
    columns: &[is("body", "e.body", Text), is("created_at", "e.created_at", Moment)],
};

pub const ENTRY_GESTURES: Sheet = Sheet {
    file: "project_log_gestures",
    id: "g.id",
    from: "entry_gestures g WHERE g.user_id = $1",
    columns: &[
        is("kind", "g.kind", Text),
        is("sentence", "g.sentence", Text),
        is("created_at", "g.created_at", Moment),
    ],
};

pub const DISCLOSURES: Sheet = Sheet {
    file: "given",
    id: "d.id",
    from: "disclosures d JOIN users u ON u.id = d.to_id WHERE d.user_id = $1",
    columns: &[
        is("handle", "u.handle", Text),
        is("display_name", "u.display_name", Text),
        is("field", "d.field", Text),
        is("given_at", "d.given_at", Moment),
    ],
};

/// Who saw what of mine (GDPR, article 15(1)(c)).
pub const ACCESSES: Sheet = Sheet {
    file: "access_log",
    id: "a.id",
    from: "accesses a LEFT JOIN users u ON u.id = a.by_id WHERE a.user_id = $1",
    columns: &[
        is("display_name", "u.display_name", Text),
        is("organisation_name", "a.organisation", Text),
        is("fields", "a.fields", Text),
        is("why", "a.why", Text),
        is("at", "a.at", Moment),
    ],
};
