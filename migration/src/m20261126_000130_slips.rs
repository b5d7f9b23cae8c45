//! Slips: what an adviser wrote for someone present, until that person takes it up.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let slips = Table::create()
            .table("slips")
            .col(big_pk_auto("id"))
            // The account without an address that it opened; once claimed, its owner's.
            .col(big_integer("person_id"))
            // Who wrote it down; empty once they left.
            .col(big_integer_null("adviser_id"))
            // The question, when there is one.
            .col(big_integer_null("thread_id"))
            .col(boolean("with_profile").default(false))
            // waiting, claimed
            .col(string("state").default("waiting"))
            // Of the code on the paper; empty once it was used.
            .col(string_null("code_digest"))
            // The number of the form: sent twice, it is one slip.
            .col(string_null("draft"))
            // Which sentence the person agreed to, and in which language.
            .col(string("consent"))
            .col(moment("made_at"))
            .col(moment("expires_at"))
            .col(maybe_moment("claimed_at"))
            .foreign_key(&mut belongs_to("slips", "person_id", "users"))
            .foreign_key(&mut may_belong_to("slips", "adviser_id", "users"))
            .foreign_key(&mut may_belong_to("slips", "thread_id", "threads"))
            .to_owned();
        create(
            manager,
            vec![slips],
            vec![
                unique("slips", &["code_digest"]),
                unique("slips", &["adviser_id", "draft"]),
                index("slips", &["adviser_id", "id"]),
                index("slips", &["adviser_id", "made_at"]),
                index("slips", &["person_id"]),
                index("slips", &["thread_id"]),
                index("slips", &["state", "expires_at"]),
                index("slips", &["state", "claimed_at"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["slips"]).await
    }
}
