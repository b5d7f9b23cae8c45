//! Which version of `text.rs` made the rules of a room, as posts say it of theirs.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Zero: nobody knows, and the next `task render` makes them again.
        add(manager, "communities", integer("rules_renderer").default(0)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager, "communities", "rules_renderer").await
    }
}
