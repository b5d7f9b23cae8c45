//! The profile in place of a CV: a project, what one can do and the stories that
//! tell it, and to whom each thing is shown.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Whom: public, members, seekers, recruiters, staff, or `me`: nobody but those to
        // whom it was given by name.
        let profiles = Table::create()
            .table("profiles")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(string("shown_to").default("me"))
            .col(string("headline").default(""))
            .col(text("project").default(""))
            .col(text("offers").default(""))
            .col(text("seeks").default(""))
            // Names, separated by spaces.
            .col(string("rhythms").default(""))
            .col(string("remote").default(""))
            .col(date_null("available_from"))
            // Short lists, as JSON: read whole, never looked into by the database.
            .col(text("trades").default("[]"))
            .col(text("places").default("[]"))
            .col(text("steps").default("[]"))
            .col(text("languages").default("[]"))
            .col(text("licences").default("[]"))
            .col(text("links").default("[]"))
            .col(string("full_name").default(""))
            .col(string_null("place_code"))
            .col(string("contact").default(""))
            .col(string("name_to").default("me"))
            .col(string("photo_to").default("me"))
            .col(string("place_to").default("me"))
            .col(string("contact_to").default("me"))
            .col(string("log_to").default("me"))
            .col(moment("created_at"))
            .col(moment("updated_at"))
            .col(maybe_moment("shown_at"))
            .foreign_key(&mut belongs_to("profiles", "user_id", "users"))
            .to_owned();
        // What one can do, and the story that shows it.
        let skills = Table::create()
            .table("profile_skills")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(integer("position"))
            .col(string("label"))
            .col(text("context").default(""))
            .col(text("action").default(""))
            .col(text("result").default(""))
            .col(moment("created_at"))
            .col(moment("updated_at"))
            .foreign_key(&mut belongs_to("profile_skills", "user_id", "users"))
            .to_owned();
        // Someone else who was there says so.
        let attestations = Table::create()
            .table("attestations")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(big_integer("skill_id"))
            // peer, employer, adviser: what the one who attests was to them.
            .col(string("relation"))
            .col(string("token_digest"))
            // Who answered, when they have an account; how they signed, in any case.
            .col(big_integer_null("by_id"))
            .col(string("by_name").default(""))
            .col(text("words").default(""))
            .col(moment("asked_at"))
            .col(moment("expires_at"))
            .col(maybe_moment("confirmed_at"))
            .foreign_key(&mut belongs_to("attestations", "user_id", "users"))
            .foreign_key(&mut belongs_to("attestations", "skill_id", "profile_skills"))
            .foreign_key(&mut may_belong_to("attestations", "by_id", "users"))
            .to_owned();
        // The project from day to day.
        let entries = Table::create()
            .table("profile_entries")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(text("body"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("profile_entries", "user_id", "users"))
            .to_owned();
        let entry_gestures = Table::create()
            .table("entry_gestures")
            .col(big_pk_auto("id"))
            .col(big_integer("entry_id"))
            .col(big_integer("user_id"))
            .col(string("kind"))
            .col(string("sentence").default(""))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("entry_gestures", "entry_id", "profile_entries"))
            .foreign_key(&mut belongs_to("entry_gestures", "user_id", "users"))
            .to_owned();
        // One field given to one person by an act; gone when it is taken back.
        let disclosures = Table::create()
            .table("disclosures")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(big_integer("to_id"))
            .col(string("field"))
            .col(big_integer_null("contact_id"))
            .col(moment("given_at"))
            .foreign_key(&mut belongs_to("disclosures", "user_id", "users"))
            .foreign_key(&mut belongs_to("disclosures", "to_id", "users"))
            .to_owned();
        // Who saw what was not for everyone, when and why.
        let accesses = Table::create()
            .table("accesses")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(big_integer_null("by_id"))
            .col(string("organisation").default(""))
            .col(string("fields"))
            // audience: one of those it is shown to; given: by name.
            .col(string("why"))
            .col(moment("at"))
            .foreign_key(&mut belongs_to("accesses", "user_id", "users"))
            .foreign_key(&mut may_belong_to("accesses", "by_id", "users"))
            .to_owned();
        create(
            manager,
            vec![profiles, skills, attestations, entries, entry_gestures, disclosures, accesses],
            vec![
                unique("profiles", &["user_id"]),
                index("profile_skills", &["user_id", "position"]),
                index("attestations", &["user_id"]),
                index("attestations", &["skill_id"]),
                index("attestations", &["by_id"]),
                unique("attestations", &["token_digest"]),
                index("profile_entries", &["user_id", "id"]),
                unique("entry_gestures", &["entry_id", "user_id", "kind"]),
                index("entry_gestures", &["user_id"]),
                unique("disclosures", &["user_id", "to_id", "field"]),
                index("disclosures", &["to_id"]),
                index("accesses", &["user_id", "id"]),
                index("accesses", &["by_id"]),
                index("accesses", &["at"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(
            manager,
            &[
                "accesses",
                "disclosures",
                "entry_gestures",
                "profile_entries",
                "attestations",
                "profile_skills",
                "profiles",
            ],
        )
        .await
    }
}
