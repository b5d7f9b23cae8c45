//! Contacts with a purpose, what the two write to each other once it is accepted,
//! and introductions by someone who knows both.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Who may ask: members, peers (seekers and advisers), recruiters, nobody.
        add(manager, "profiles", string("contacts_from").default("members")).await?;
        let introductions = Table::create()
            .table("introductions")
            .col(big_pk_auto("id"))
            // By whom, and the two it is for.
            .col(big_integer("by_id"))
            .col(big_integer("one_id"))
            .col(big_integer("other_id"))
            .col(text("message"))
            // yes, no, or nothing yet
            .col(string("one_says").default(""))
            .col(string("other_says").default(""))
            // waiting, accepted, refused, closed
            .col(string("state").default("waiting"))
            .col(moment("state_at"))
            .col(integer("reminded").default(0))
            .col(moment("asked_at"))
            .foreign_key(&mut belongs_to("introductions", "by_id", "users"))
            .foreign_key(&mut belongs_to("introductions", "one_id", "users"))
            .foreign_key(&mut belongs_to("introductions", "other_id", "users"))
            .to_owned();
        let contacts = Table::create()
            .table("contacts")
            .col(big_pk_auto("id"))
            .col(big_integer("by_id"))
            .col(big_integer("to_id"))
            // What it came of, when someone who knows both proposed it.
            .col(big_integer_null("introduction_id"))
            .col(string("purpose"))
            .col(text("message"))
            // waiting, later, accepted, refused, closed, withdrawn; and since when
            .col(string("state").default("waiting"))
            .col(moment("state_at"))
            // `3-8` while something is open between the two, whoever asked: one at a time.
            .col(string_null("open_pair"))
            .col(text("reason").default(""))
            .col(moment("asked_at"))
            .col(maybe_moment("answered_at"))
            // Since when an answer is awaited: the question, or the day it was put off to.
            .col(moment("due_from"))
            .col(integer("reminded").default(0))
            // Whose answer it is, for public figures; empty when it counts for nobody.
            .col(string("organisation").default(""))
            .foreign_key(&mut belongs_to("contacts", "by_id", "users"))
            .foreign_key(&mut belongs_to("contacts", "to_id", "users"))
            .foreign_key(&mut may_belong_to("contacts", "introduction_id", "introductions"))
            .to_owned();
        let messages = Table::create()
            .table("contact_messages")
            .col(big_pk_auto("id"))
            .col(big_integer("contact_id"))
            .col(big_integer("author_id"))
            .col(text("body"))
            .col(text("body_html"))
            .col(integer("renderer"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("contact_messages", "contact_id", "contacts"))
            .foreign_key(&mut belongs_to("contact_messages", "author_id", "users"))
            .to_owned();
        create(
            manager,
            vec![introductions, contacts, messages],
            vec![
                index("introductions", &["by_id", "id"]),
                index("introductions", &["one_id", "state"]),
                index("introductions", &["other_id", "state"]),
                index("introductions", &["state", "asked_at"]),
                unique("contacts", &["open_pair"]),
                index("contacts", &["to_id", "id"]),
                index("contacts", &["to_id", "state"]),
                index("contacts", &["by_id", "id"]),
                index("contacts", &["introduction_id"]),
                index("contacts", &["state", "due_from"]),
                index("contacts", &["state", "state_at"]),
                index("contacts", &["organisation", "asked_at"]),
                index("contact_messages", &["contact_id", "id"]),
                index("contact_messages", &["author_id"]),
                index("contact_messages", &["renderer"]),
            ],
        )
        .await?;
        // What one is told of may be one of these, and goes with it.
        for (column, table) in [("contact_id", "contacts"), ("introduction_id", "introductions")] {
            let told = format!(
                "ALTER TABLE notifications ADD COLUMN {column} BIGINT REFERENCES {table} (id) ON DELETE CASCADE"
            );
            manager.get_connection().execute_unprepared(&told).await?;
            manager.create_index(index("notifications", &[column])).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["introduction_id", "contact_id"] {
            let told = Index::drop().name(format!("idx_notifications_{column}")).table("notifications").to_owned();
            manager.drop_index(told).await?;
            remove(manager, "notifications", column).await?;
        }
        drop(manager, &["contact_messages", "contacts", "introductions"]).await?;
        remove(manager, "profiles", "contacts_from").await
    }
}
