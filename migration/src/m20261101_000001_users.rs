//! People, and what restricts or claims them.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let users = Table::create()
            .table("users")
            .col(big_pk_auto("id"))
            .col(string("email"))
            .col(maybe_moment("email_confirmed_at"))
            .col(string("handle"))
            // The shape of the handle once look-alike letters are folded (UTS 39):
            // two handles that a reader could confuse share it.
            .col(string("handle_skeleton"))
            .col(string("display_name"))
            .col(string_null("password_hash"))
            .col(string("kind"))
            // none, pending, confirmed, refused
            .col(string("claim").default("none"))
            .col(string_null("organisation_name"))
            .col(text("about").default(""))
            .col(boolean("is_admin").default(false))
            .col(boolean("is_ambassador").default(false))
            .col(maybe_moment("suspended_until"))
            .col(string("locale").default("fr"))
            // Home blocks switched off, separated by spaces.
            .col(string("home_without").default(""))
            .col(moment("created_at"))
            .to_owned();
        let suspensions = Table::create()
            .table("suspensions")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(big_integer_null("by_id"))
            .col(text("reason"))
            .col(moment("until"))
            .col(moment("created_at"))
            .col(maybe_moment("lifted_at"))
            .col(big_integer_null("lifted_by_id"))
            .foreign_key(&mut belongs_to("suspensions", "user_id", "users"))
            .foreign_key(&mut may_belong_to("suspensions", "by_id", "users"))
            .foreign_key(&mut may_belong_to("suspensions", "lifted_by_id", "users"))
            .to_owned();
        let blocks = Table::create()
            .table("blocks")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(big_integer("other_id"))
            // mute: I no longer see them. block: nor may they mention or contact me.
            .col(string("kind"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("blocks", "user_id", "users"))
            .foreign_key(&mut belongs_to("blocks", "other_id", "users"))
            .to_owned();
        create(
            manager,
            vec![users, suspensions, blocks],
            vec![
                unique("users", &["email"]),
                unique("users", &["handle"]),
                unique("users", &["handle_skeleton"]),
                index("users", &["claim", "id"]),
                index("users", &["display_name"]),
                index("suspensions", &["user_id", "id"]),
                unique("blocks", &["user_id", "other_id"]),
                index("blocks", &["other_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["blocks", "suspensions", "users"]).await
    }
}
