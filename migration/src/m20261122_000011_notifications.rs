//! What people are told: a row per person and subject, and the letters about it.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let notifications = Table::create()
            .table("notifications")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            // What it is about, once per person: `threads/12`.
            .col(string("subject"))
            .col(big_integer_null("community_id"))
            .col(big_integer_null("thread_id"))
            // The first post not read yet, and the last one told.
            .col(big_integer_null("first_post_id"))
            .col(big_integer_null("last_post_id"))
            // Who did the last of it.
            .col(big_integer_null("actor_id"))
            // The strongest of: mentioned, answered, quoted, solved, thanked, followed, reminder
            .col(string("reason"))
            // Messages since it was last read.
            .col(integer("count").default(0))
            // How far in the log it tells, (xid, id): told twice, it is told once.
            .col(big_integer("activity_xid").default(0))
            .col(big_integer("activity_id").default(0))
            .col(moment("updated_at"))
            .col(maybe_moment("read_at"))
            // When a letter about it is due; empty: none is.
            .col(maybe_moment("mail_at"))
            .foreign_key(&mut belongs_to("notifications", "user_id", "users"))
            .foreign_key(&mut belongs_to("notifications", "community_id", "communities"))
            .foreign_key(&mut belongs_to("notifications", "thread_id", "threads"))
            .foreign_key(&mut may_belong_to("notifications", "first_post_id", "posts"))
            .foreign_key(&mut may_belong_to("notifications", "last_post_id", "posts"))
            .foreign_key(&mut may_belong_to("notifications", "actor_id", "users"))
            .to_owned();
        create(
            manager,
            vec![notifications],
            vec![
                unique("notifications", &["user_id", "subject"]),
                index("notifications", &["user_id", "updated_at", "id"]),
                index("notifications", &["user_id", "read_at"]),
                index("notifications", &["mail_at"]),
                index("notifications", &["thread_id"]),
                index("notifications", &["community_id"]),
                index("notifications", &["actor_id"]),
                index("notifications", &["first_post_id"]),
                index("notifications", &["last_post_id"]),
            ],
        )
        .await?;
        // How each wants to be told, by mail: at_once, morning, never.
        add(manager, "users", string("mail_direct").default("at_once")).await?;
        add(manager, "users", string("mail_followed").default("morning")).await?;
        add(manager, "users", string("time_zone").default("Europe/Paris")).await?;
        // The thread a letter belongs to, and the token that stops such letters.
        add(manager, "letters", big_integer_null("thread_id")).await?;
        add(manager, "letters", string_null("unsubscribe")).await?;
        // What it tells (`12:345`: thread and post), looked at again when it is sent.
        add(manager, "letters", text_null("about")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager, "letters", "about").await?;
        remove(manager, "letters", "unsubscribe").await?;
        remove(manager, "letters", "thread_id").await?;
        remove(manager, "users", "time_zone").await?;
        remove(manager, "users", "mail_followed").await?;
        remove(manager, "users", "mail_direct").await?;
        drop(manager, &["notifications"]).await
    }
}
