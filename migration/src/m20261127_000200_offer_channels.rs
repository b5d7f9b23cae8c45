//! Channels: where else than in this house an organisation's offers go. What is closed is
//! written; of an offer, and of all those of an organisation.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Names of the channels that are closed, between spaces.
        add(manager, "organisations", string("closed_channels").default("")).await?;
        add(manager, "offers", string("closed_channels").default("")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager, "offers", "closed_channels").await?;
        remove(manager, "organisations", "closed_channels").await
    }
}
