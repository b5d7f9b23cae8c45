//! What a person says of a feed's fields against what is proposed, the beginning of what
//! a source said last, by which they say it, and who is told of a source that was given up.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The paths of each part of an offer that a person corrected, as JSON; nothing: none.
        add(manager, "offer_sources", text_null("mapping")).await?;
        let samples = Table::create()
            .table("source_samples")
            .col(big_pk_auto("id"))
            .col(big_integer("source_id"))
            // Some items, each a list of places and values, as JSON.
            .col(text("items"))
            // What was proposed from them, as JSON.
            .col(text("proposed"))
            .col(moment("taken_at"))
            .foreign_key(&mut belongs_to("source_samples", "source_id", "offer_sources"))
            .to_owned();
        create(manager, vec![samples], vec![unique("source_samples", &["source_id"])]).await?;
        let told =
            "ALTER TABLE notifications ADD COLUMN source_id BIGINT REFERENCES offer_sources (id) ON DELETE CASCADE";
        manager.get_connection().execute_unprepared(told).await?;
        manager.create_index(index("notifications", &["source_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = Index::drop().name("idx_notifications_source_id").table("notifications").to_owned();
        manager.drop_index(told).await?;
        remove(manager, "notifications", "source_id").await?;
        drop(manager, &["source_samples"]).await?;
        remove(manager, "offer_sources", "mapping").await
    }
}
