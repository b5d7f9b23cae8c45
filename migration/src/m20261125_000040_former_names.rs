//! What people and rooms were called before: their old addresses lead to the new ones,
//! and an old handle is nobody else's for a while.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let handles = Table::create()
            .table("former_handles")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(string("handle"))
            .col(string("handle_skeleton"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("former_handles", "user_id", "users"))
            .to_owned();
        let slugs = Table::create()
            .table("former_slugs")
            .col(big_pk_auto("id"))
            .col(big_integer("community_id"))
            .col(string("slug"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("former_slugs", "community_id", "communities"))
            .to_owned();
        let indices = vec![
            unique("former_handles", &["handle"]),
            index("former_handles", &["handle_skeleton"]),
            index("former_handles", &["user_id"]),
            unique("former_slugs", &["slug"]),
            index("former_slugs", &["community_id"]),
        ];
        create(manager, vec![handles, slugs], indices).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["former_slugs", "former_handles"]).await
    }
}
