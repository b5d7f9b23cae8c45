//! Threads. What a list shows of one is kept on its row.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let threads = Table::create()
            .table("threads")
            .col(big_pk_auto("id"))
            .col(big_integer("community_id"))
            .col(big_integer_null("author_id"))
            // question, discussion, experience, announcement
            .col(string("kind"))
            .col(string("title"))
            // Empty while the opening post is hidden or removed: an address must not tell a title.
            .col(string("slug"))
            // The first line of sense of the opening post, plain text.
            .col(text("sense").default(""))
            // Slugs separated by spaces, for lists; `thread_tags` is what is queried.
            .col(text("tag_slugs").default(""))
            .col(big_integer_null("opening_post_id"))
            .col(big_integer_null("solution_post_id"))
            .col(integer("replies_count").default(0))
            .col(moment("last_post_at"))
            .col(big_integer_null("last_post_id"))
            .col(maybe_moment("closed_at"))
            .col(big_integer_null("closed_by_id"))
            .col(maybe_moment("pinned_at"))
            // Set while the opening post is hidden or removed: the thread leaves every list.
            .col(maybe_moment("withdrawn_at"))
            .col(integer("edits_count").default(0))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("threads", "community_id", "communities"))
            .foreign_key(&mut may_belong_to("threads", "author_id", "users"))
            .foreign_key(&mut may_belong_to("threads", "closed_by_id", "users"))
            .to_owned();
        create(
            manager,
            vec![threads],
            vec![
                index("threads", &["community_id", "last_post_at", "id"]),
                index("threads", &["last_post_at", "id"]),
                index("threads", &["author_id", "id"]),
            ],
        )
        .await?;
        // The questions that wait for someone, oldest need first to see: a
        // partial index stays small whatever the size of the house.
        let db = manager.get_connection();
        db.execute_unprepared(
            "CREATE INDEX idx_threads_unanswered ON threads (last_post_at, id) \
             WHERE kind = 'question' AND replies_count = 0 AND closed_at IS NULL AND withdrawn_at IS NULL",
        )
        .await?;
        db.execute_unprepared(
            "CREATE INDEX idx_threads_pinned ON threads (community_id, pinned_at) WHERE pinned_at IS NOT NULL",
        )
        .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["threads"]).await
    }
}
