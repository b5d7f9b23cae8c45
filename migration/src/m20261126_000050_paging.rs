//! What lists that are turned by the page are read by.

use crate::steps::*;
use sea_orm_migration::prelude::*;

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// Table, name, and what it covers.
const INDICES: [(&str, &str, &str); 6] = [
    // The directory: by the last message, or by the opening while there is none.
    ("communities", "idx_communities_life", "(state, (COALESCE(last_post_at, created_at)), id)"),
    (
        "threads",
        "idx_threads_unanswered_in",
        "(community_id) \
         WHERE kind = 'question' AND replies_count = 0 AND closed_at IS NULL AND withdrawn_at IS NULL",
    ),
    ("revisions", "idx_revisions_thread_id_post_id_id", "(thread_id, post_id, id)"),
    ("sessions", "idx_sessions_user_id_last_used_at_id", "(user_id, last_used_at, id)"),
    ("blocks", "idx_blocks_user_id_id", "(user_id, id)"),
    ("bookmarks", "idx_bookmarks_user_id_id", "(user_id, id)"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name, covers) in INDICES {
            let sql = format!("CREATE INDEX {name} ON {table} {covers}");
            manager.get_connection().execute_unprepared(&sql).await?;
        }
        manager.create_index(index("entrances", &["community_id", "id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let entrances = [("entrances", "idx_entrances_community_id_id")];
        for (table, name) in INDICES.map(|(table, name, _)| (table, name)).into_iter().chain(entrances) {
            manager.drop_index(Index::drop().name(name).table(table).to_owned()).await?;
        }
        Ok(())
    }
}
