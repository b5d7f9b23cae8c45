//! What exports and erasures need to be taken up again where they stopped, by one
//! process at a time, and to find a person everywhere without reading everything.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

/// Columns that are empty on nearly every row: their indices hold the others only.
const SELDOM: [(&str, &str); 6] = [
    ("posts", "hidden_by_id"),
    ("threads", "closed_by_id"),
    ("revisions", "editor_id"),
    ("activities", "user_id"),
    ("suspensions", "by_id"),
    ("suspensions", "lifted_by_id"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Until when the work is in someone's hands.
        add(manager, "exports", maybe_moment("held_until")).await?;
        add(manager, "erasures", maybe_moment("held_until")).await?;
        // What to look for in other people's words; emptied when nothing is left to find.
        add(manager, "erasures", string_null("email")).await?;
        add(manager, "erasures", string_null("handle")).await?;
        add(manager, "erasures", string_null("name")).await?;
        add(manager, "erasures", maybe_moment("finished_at")).await?;
        // Handles of people who left, for a while, without the people.
        let reserved = Table::create()
            .table("reserved_handles")
            .col(big_pk_auto("id"))
            .col(string("digest"))
            .col(moment("until"))
            .to_owned();
        let indices = vec![
            unique("reserved_handles", &["digest"]),
            index("reserved_handles", &["until"]),
            index("erasures", &["finished_at"]),
            index("letters", &["recipient"]),
            index("sessions", &["expires_at"]),
            index("links", &["expires_at"]),
        ];
        create(manager, vec![reserved], indices).await?;
        let db = manager.get_connection();
        for (table, column) in SELDOM {
            db.execute_unprepared(&format!(
                "CREATE INDEX idx_{table}_{column} ON {table} ({column}) WHERE {column} IS NOT NULL"
            ))
            .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let more = [
            ("letters", "recipient"),
            ("sessions", "expires_at"),
            ("links", "expires_at"),
            ("erasures", "finished_at"),
        ];
        for (table, column) in SELDOM.into_iter().chain(more) {
            manager.drop_index(Index::drop().name(format!("idx_{table}_{column}")).table(table).to_owned()).await?;
        }
        drop(manager, &["reserved_handles"]).await?;
        for column in ["finished_at", "name", "handle", "email", "held_until"] {
            remove(manager, "erasures", column).await?;
        }
        remove(manager, "exports", "held_until").await
    }
}
