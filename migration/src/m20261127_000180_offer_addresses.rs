//! A source of offers may be an address, read now and again.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

const TABLE: &str = "offer_sources";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Empty: a file, sent by someone.
        add(manager, TABLE, text("address").default("")).await?;
        add(manager, TABLE, integer("every_hours").default(0)).await?;
        // When it is read next; nothing while it is left alone.
        add(manager, TABLE, maybe_moment("next_at")).await?;
        // What its server said of what was read last (RFC 9110, §8.8).
        add(manager, TABLE, text("etag").default("")).await?;
        add(manager, TABLE, text("last_modified").default("")).await?;
        // When its server last answered, and since then how often it did not, and why.
        add(manager, TABLE, maybe_moment("checked_at")).await?;
        add(manager, TABLE, integer("failures").default(0)).await?;
        add(manager, TABLE, string("said").default("")).await?;
        manager.create_index(index(TABLE, &["next_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name("idx_offer_sources_next_at").table(TABLE).to_owned()).await?;
        for column in ["said", "failures", "checked_at", "last_modified", "etag", "next_at", "every_hours", "address"] {
            remove(manager, TABLE, column).await?;
        }
        Ok(())
    }
}
