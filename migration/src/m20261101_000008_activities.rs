//! The log of everything that happened, and where each of its readers stands.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let activities = Table::create()
            .table("activities")
            .col(big_pk_auto("id"))
            .col(xid(manager))
            .col(big_integer_null("actor_id"))
            .col(string("verb"))
            .col(big_integer_null("community_id"))
            .col(big_integer_null("thread_id"))
            .col(big_integer_null("post_id"))
            .col(big_integer_null("user_id"))
            .col(text("detail").default(""))
            .col(moment("created_at"))
            .foreign_key(&mut may_belong_to("activities", "actor_id", "users"))
            .to_owned();
        let cursors = Table::create()
            .table("cursors")
            .col(string("reader").primary_key())
            .col(big_integer("xid").default(0))
            .col(big_integer("activity_id").default(0))
            .col(moment("moved_at"))
            .to_owned();
        create(
            manager,
            vec![activities, cursors],
            vec![index("activities", &["xid", "id"]), index("activities", &["actor_id"])],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["cursors", "activities"]).await
    }
}

/// The transaction an activity was written in. On PostgreSQL an id can commit
/// after a higher one; (xid, id) below the oldest running transaction is what
/// has been seen for good. SQLite has one writer: 0 everywhere.
fn xid(manager: &SchemaManager) -> ColumnDef {
    let mut column = ColumnDef::new("xid").big_integer().not_null().take();
    match manager.get_database_backend() {
        sea_orm_migration::sea_orm::DatabaseBackend::Postgres => {
            column.default(Expr::cust("(pg_current_xact_id()::text::bigint)"))
        }
        _ => column.default(0),
    };
    column
}
