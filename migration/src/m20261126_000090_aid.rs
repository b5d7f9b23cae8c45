//! Mutual aid: what is asked and offered, the answers, what the two then write,
//! and the time people give.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let requests = Table::create()
            .table("aid_requests")
            .col(big_pk_auto("id"))
            .col(big_integer("author_id"))
            // request, offer
            .col(string("direction"))
            .col(string("kind"))
            .col(string("title"))
            .col(text("body"))
            // public, members, seekers
            .col(string("audience"))
            .col(boolean("remote").default(false))
            .col(string_null("trade_code"))
            .col(string_null("place_code"))
            .col(integer("km").default(20))
            // A line each: `2026-12-01 18:00 19:30`, at the author's own clock.
            .col(text("slots").default(""))
            // open, taken, done, expired, withdrawn; and since when
            .col(string("state").default("open"))
            .col(moment("state_at"))
            .col(moment("created_at"))
            .col(moment("expires_at"))
            .col(text("thanks").default(""))
            .col(maybe_moment("thanked_at"))
            .foreign_key(&mut belongs_to("aid_requests", "author_id", "users"))
            .to_owned();
        let answers = Table::create()
            .table("aid_answers")
            .col(big_pk_auto("id"))
            .col(big_integer("request_id"))
            .col(big_integer("author_id"))
            // asked, waiting, accepted, declined, withdrawn
            .col(string("state"))
            // What it takes of the time they give, and of which day's week.
            .col(integer("minutes").default(0))
            .col(date_null("counted_on"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("aid_answers", "request_id", "aid_requests"))
            .foreign_key(&mut belongs_to("aid_answers", "author_id", "users"))
            .to_owned();
        let messages = Table::create()
            .table("aid_messages")
            .col(big_pk_auto("id"))
            .col(big_integer("answer_id"))
            .col(big_integer("author_id"))
            .col(text("body"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("aid_messages", "answer_id", "aid_answers"))
            .foreign_key(&mut belongs_to("aid_messages", "author_id", "users"))
            .to_owned();
        let pledges = Table::create()
            .table("pledges")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            // Separated by spaces, as are the days: 1 is Monday.
            .col(string("kinds"))
            // A week, at most.
            .col(integer("hours"))
            .col(boolean("remote").default(false))
            .col(string_null("trade_code"))
            .col(string_null("place_code"))
            .col(integer("km").default(20))
            .col(string("quiet_from").default(""))
            .col(string("quiet_until").default(""))
            .col(string("quiet_days").default(""))
            .col(moment("created_at"))
            .col(moment("updated_at"))
            .foreign_key(&mut belongs_to("pledges", "user_id", "users"))
            .to_owned();
        create(
            manager,
            vec![requests, answers, messages, pledges],
            vec![
                index("aid_requests", &["state", "created_at", "id"]),
                index("aid_requests", &["state", "kind", "direction", "created_at"]),
                index("aid_requests", &["state", "expires_at"]),
                index("aid_requests", &["state", "state_at"]),
                index("aid_requests", &["author_id", "id"]),
                unique("aid_answers", &["request_id", "author_id"]),
                index("aid_answers", &["author_id", "id"]),
                index("aid_answers", &["author_id", "counted_on"]),
                index("aid_messages", &["answer_id", "id"]),
                index("aid_messages", &["author_id"]),
                unique("pledges", &["user_id"]),
                index("pledges", &["created_at"]),
            ],
        )
        .await?;
        // What one is told of may be an entry of mutual aid, and goes with it.
        let told = "ALTER TABLE notifications ADD COLUMN aid_request_id BIGINT \
                    REFERENCES aid_requests (id) ON DELETE CASCADE";
        manager.get_connection().execute_unprepared(told).await?;
        manager.create_index(index("notifications", &["aid_request_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = Index::drop().name("idx_notifications_aid_request_id").table("notifications").to_owned();
        manager.drop_index(told).await?;
        remove(manager, "notifications", "aid_request_id").await?;
        drop(manager, &["pledges", "aid_messages", "aid_answers", "aid_requests"]).await
    }
}
