//! Tags, and who is mentioned where.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tags = Table::create()
            .table("tags")
            .col(big_pk_auto("id"))
            .col(string("slug"))
            .col(string("name"))
            .col(moment("created_at"))
            .to_owned();
        let thread_tags = Table::create()
            .table("thread_tags")
            .col(big_pk_auto("id"))
            .col(big_integer("thread_id"))
            .col(big_integer("tag_id"))
            .foreign_key(&mut belongs_to("thread_tags", "thread_id", "threads"))
            .foreign_key(&mut belongs_to("thread_tags", "tag_id", "tags"))
            .to_owned();
        let mentions = Table::create()
            .table("mentions")
            .col(big_pk_auto("id"))
            .col(big_integer("post_id"))
            .col(big_integer("user_id"))
            .foreign_key(&mut belongs_to("mentions", "post_id", "posts"))
            .foreign_key(&mut belongs_to("mentions", "user_id", "users"))
            .to_owned();
        create(
            manager,
            vec![tags, thread_tags, mentions],
            vec![
                unique("tags", &["slug"]),
                unique("thread_tags", &["tag_id", "thread_id"]),
                index("thread_tags", &["thread_id"]),
                unique("mentions", &["post_id", "user_id"]),
                index("mentions", &["user_id", "id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["mentions", "thread_tags", "tags"]).await
    }
}
