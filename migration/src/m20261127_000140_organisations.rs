//! Organisations: who they are, how it was proven, and who speaks for them.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let organisations = Table::create()
            .table("organisations")
            .col(big_pk_auto("id"))
            .col(string("slug"))
            .col(string("name"))
            // company, public, association, branch
            .col(string("kind"))
            // Fourteen digits.
            .col(string_null("siret"))
            .col(text("about").default(""))
            .col(text("about_html").default(""))
            .col(integer("renderer"))
            .col(string("website").default(""))
            .col(string_null("place_code"))
            // How it was proven: domain, admin; since when, and by which domain.
            .col(string_null("proof"))
            .col(string("proof_domain").default(""))
            .col(maybe_moment("proven_at"))
            .col(big_integer_null("opened_by_id"))
            .col(moment("created_at"))
            .foreign_key(&mut may_belong_to("organisations", "opened_by_id", "users"))
            .to_owned();
        let members = Table::create()
            .table("organisation_members")
            .col(big_pk_auto("id"))
            .col(big_integer("organisation_id"))
            .col(big_integer("user_id"))
            // owner, recruiter, reader
            .col(string("role"))
            // invited, here
            .col(string("state"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("organisation_members", "organisation_id", "organisations"))
            .foreign_key(&mut belongs_to("organisation_members", "user_id", "users"))
            .to_owned();
        create(
            manager,
            vec![organisations, members],
            vec![
                unique("organisations", &["slug"]),
                unique("organisations", &["siret"]),
                index("organisations", &["created_at", "id"]),
                index("organisations", &["kind", "created_at", "id"]),
                index("organisations", &["opened_by_id"]),
                unique("organisation_members", &["organisation_id", "user_id"]),
                index("organisation_members", &["user_id", "state"]),
            ],
        )
        .await?;
        add(manager, "activities", big_integer_null("organisation_id")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager, "activities", "organisation_id").await?;
        drop(manager, &["organisation_members", "organisations"]).await
    }
}
