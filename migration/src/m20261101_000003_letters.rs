//! The outbox: every letter is a row before it is a mail.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let letters = Table::create()
            .table("letters")
            .col(big_pk_auto("id"))
            .col(big_integer_null("user_id"))
            .col(string("recipient"))
            .col(string("kind"))
            .col(string("locale"))
            .col(string("subject"))
            .col(text("body_text"))
            .col(text("body_html"))
            // waiting, sent, dead
            .col(string("state").default("waiting"))
            .col(integer("attempts").default(0))
            .col(moment("next_try_at"))
            .col(text_null("last_error"))
            .col(moment("created_at"))
            .col(maybe_moment("sent_at"))
            .foreign_key(&mut belongs_to("letters", "user_id", "users"))
            .to_owned();
        create(
            manager,
            vec![letters],
            vec![index("letters", &["state", "next_try_at"]), index("letters", &["user_id"])],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["letters"]).await
    }
}
