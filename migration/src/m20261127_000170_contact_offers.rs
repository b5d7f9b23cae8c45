//! A contact may be about an offer.

use crate::steps::*;
use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let about = "ALTER TABLE contacts ADD COLUMN offer_id BIGINT REFERENCES offers (id) ON DELETE SET NULL";
        manager.get_connection().execute_unprepared(about).await?;
        manager.create_index(index("contacts", &["offer_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let about = Index::drop().name("idx_contacts_offer_id").table("contacts").to_owned();
        manager.drop_index(about).await?;
        remove(manager, "contacts", "offer_id").await
    }
}
