//! Sessions, and the single-use links that letters carry. Only digests of secrets are kept.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sessions = Table::create()
            .table("sessions")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(string("token_digest"))
            .col(string("device"))
            .col(moment("created_at"))
            .col(moment("last_used_at"))
            // When the password was last given in this session.
            .col(maybe_moment("password_at"))
            .col(moment("expires_at"))
            .foreign_key(&mut belongs_to("sessions", "user_id", "users"))
            .to_owned();
        let links = Table::create()
            .table("links")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            // confirm, sign_in, reset, change_email
            .col(string("purpose"))
            .col(string("token_digest"))
            // The address the link was sent to; for change_email, the new one.
            .col(string("email"))
            .col(moment("expires_at"))
            .col(maybe_moment("used_at"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("links", "user_id", "users"))
            .to_owned();
        create(
            manager,
            vec![sessions, links],
            vec![
                unique("sessions", &["token_digest"]),
                index("sessions", &["user_id", "id"]),
                unique("links", &["token_digest"]),
                index("links", &["user_id", "purpose"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["links", "sessions"]).await
    }
}
