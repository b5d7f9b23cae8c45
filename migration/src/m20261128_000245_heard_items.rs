//! By what the server knows again an item of a feed that is written as it was.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A digest of it as it was written, and of who read it; none: read again.
        add(manager, "offer_items", big_integer_null("heard")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager, "offer_items", "heard").await
    }
}
