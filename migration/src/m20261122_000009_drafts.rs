//! What is being written: kept until it is sent, on whichever device.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let drafts = Table::create()
            .table("drafts")
            .col(big_pk_auto("id"))
            // Empty while nobody has signed in again: see `held`.
            .col(big_integer_null("user_id"))
            // Where it is written: `threads/12`, `communities/5`, `posts/33`.
            .col(string("place"))
            // The form's own number, which its post takes over.
            .col(string("number").default(""))
            .col(text("title").default(""))
            .col(text("body").default(""))
            .col(string("kind").default(""))
            .col(text("tags").default(""))
            .col(text("reason").default(""))
            .col(big_integer_null("quote_id"))
            // Sent after the session had ended: the digest of what the browser holds
            // to find it again.
            .col(string_null("held"))
            .col(moment("updated_at"))
            .foreign_key(&mut belongs_to("drafts", "user_id", "users"))
            .to_owned();
        create(
            manager,
            vec![drafts],
            vec![
                unique("drafts", &["user_id", "place"]),
                index("drafts", &["user_id", "updated_at"]),
                unique("drafts", &["held"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["drafts"]).await
    }
}
