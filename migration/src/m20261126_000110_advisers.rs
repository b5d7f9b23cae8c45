//! An adviser within reach (*accompagnement*): one adviser a person, and the threads
//! the person points at.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let accompaniments = Table::create()
            .table("accompaniments")
            .col(big_pk_auto("id"))
            .col(big_integer("person_id"))
            .col(big_integer("adviser_id"))
            // The adviser proposed it; otherwise the person asked.
            .col(boolean("by_adviser").default(false))
            .col(text("message"))
            // waiting, accepted, refused, closed, withdrawn; and since when
            .col(string("state").default("waiting"))
            .col(moment("state_at"))
            // The person, while what they asked waits or someone advises them: one at a time.
            .col(big_integer_null("place"))
            // `3-8` while something is open between the two: one at a time.
            .col(string_null("open_pair"))
            .col(moment("asked_at"))
            .col(maybe_moment("answered_at"))
            .col(integer("reminded").default(0))
            .foreign_key(&mut belongs_to("accompaniments", "person_id", "users"))
            .foreign_key(&mut belongs_to("accompaniments", "adviser_id", "users"))
            .to_owned();
        let threads = Table::create()
            .table("shared_threads")
            .col(big_pk_auto("id"))
            .col(big_integer("accompaniment_id"))
            .col(big_integer("thread_id"))
            // Whose pointing it is: the person's.
            .col(big_integer("user_id"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("shared_threads", "accompaniment_id", "accompaniments"))
            .foreign_key(&mut belongs_to("shared_threads", "thread_id", "threads"))
            .foreign_key(&mut belongs_to("shared_threads", "user_id", "users"))
            .to_owned();
        create(
            manager,
            vec![accompaniments, threads],
            vec![
                unique("accompaniments", &["place"]),
                unique("accompaniments", &["open_pair"]),
                index("accompaniments", &["person_id", "asked_at"]),
                index("accompaniments", &["person_id", "state"]),
                index("accompaniments", &["adviser_id", "asked_at"]),
                index("accompaniments", &["adviser_id", "state", "id"]),
                index("accompaniments", &["state", "asked_at"]),
                index("accompaniments", &["state", "state_at"]),
                unique("shared_threads", &["accompaniment_id", "thread_id"]),
                index("shared_threads", &["thread_id"]),
                index("shared_threads", &["user_id"]),
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["shared_threads", "accompaniments"]).await
    }
}
