//! One's own data: exports asked for, erasures made, and what retention looks at.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let exports = Table::create()
            .table("exports")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            // asked, running, ready, failed
            .col(string("state").default("asked"))
            .col(integer("done").default(0))
            .col(integer("total").default(0))
            .col(big_integer("bytes").default(0))
            // Its name under DATA_DIR/exports: nobody guesses it.
            .col(string("file"))
            .col(moment("asked_at"))
            .col(maybe_moment("ready_at"))
            .col(maybe_moment("expires_at"))
            .foreign_key(&mut belongs_to("exports", "user_id", "users"))
            .to_owned();
        // Made again after an older backup is restored: the number outlives the person.
        let erasures = Table::create()
            .table("erasures")
            .col(big_pk_auto("id"))
            .col(big_integer("person_id"))
            // remove: their posts go; keep: they stay, each under a name of its own
            .col(string("posts"))
            .col(moment("erased_at"))
            .to_owned();
        create(
            manager,
            vec![exports, erasures],
            vec![index("exports", &["user_id"]), index("exports", &["state"]), unique("erasures", &["person_id"])],
        )
        .await?;
        // The last time they did anything, and when they were warned of the end.
        add(manager, "users", maybe_moment("last_seen_at")).await?;
        add(manager, "users", maybe_moment("warned_at")).await?;
        manager.create_index(index("users", &["last_seen_at"])).await?;
        // The name of who wrote it, for this post alone, once they left.
        add(manager, "posts", string_null("pseudonym")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager, "posts", "pseudonym").await?;
        manager.drop_index(Index::drop().name("idx_users_last_seen_at").table("users").to_owned()).await?;
        remove(manager, "users", "warned_at").await?;
        remove(manager, "users", "last_seen_at").await?;
        drop(manager, &["erasures", "exports"]).await
    }
}
