//! Call-backs: when an adviser calls, and who asked to be called about what.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let slots = Table::create()
            .table("call_slots")
            .col(big_pk_auto("id"))
            .col(big_integer("adviser_id"))
            // `2 14:00` each Tuesday, `2026-12-01 14:00` once; at the adviser's clock.
            .col(string("starts"))
            .col(string("until"))
            // Of one that comes once.
            .col(ColumnDef::new("day").date().null())
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("call_slots", "adviser_id", "users"))
            .to_owned();
        let calls = Table::create()
            .table("calls")
            .col(big_pk_auto("id"))
            .col(big_integer("accompaniment_id"))
            .col(big_integer("person_id"))
            .col(big_integer("adviser_id"))
            .col(text("about"))
            // The page it was asked from, as the person let it be said.
            .col(string("page").default(""))
            // For this call alone: emptied when it is over.
            .col(string("phone").default(""))
            .col(maybe_moment("at"))
            // `12 2026-12-01` while that slot is theirs: of two, one has it.
            .col(string_null("taken"))
            // The accompaniment, while it is open: one call at a time.
            .col(big_integer_null("open_of"))
            // waiting, agreed, done, cancelled; and since when
            .col(string("state").default("waiting"))
            .col(moment("state_at"))
            .col(moment("asked_at"))
            .col(integer("reminded").default(0))
            .foreign_key(&mut belongs_to("calls", "accompaniment_id", "accompaniments"))
            .foreign_key(&mut belongs_to("calls", "person_id", "users"))
            .foreign_key(&mut belongs_to("calls", "adviser_id", "users"))
            .to_owned();
        create(
            manager,
            vec![slots, calls],
            vec![
                unique("call_slots", &["adviser_id", "starts"]),
                index("call_slots", &["day"]),
                unique("calls", &["taken"]),
                unique("calls", &["open_of"]),
                index("calls", &["accompaniment_id", "id"]),
                index("calls", &["person_id"]),
                index("calls", &["adviser_id", "state"]),
                index("calls", &["state", "asked_at"]),
                index("calls", &["state", "state_at"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["calls", "call_slots"]).await
    }
}
