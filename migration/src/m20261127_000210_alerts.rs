//! What one keeps of offers: some saved, some not to be shown again; what one looks for,
//! an organisation's offers or those a search finds, told as they come; offers passed on
//! in a room; and which organisations answer quickly.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let offer_marks = Table::create()
            .table("offer_marks")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            .col(big_integer("offer_id"))
            // saved, hidden
            .col(string("kind"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("offer_marks", "user_id", "users"))
            .foreign_key(&mut belongs_to("offer_marks", "offer_id", "offers"))
            .to_owned();
        let alerts = Table::create()
            .table("alerts")
            .col(big_pk_auto("id"))
            .col(big_integer("user_id"))
            // Whose offers alone; none: anyone's.
            .col(big_integer_null("organisation_id"))
            .col(string("name"))
            // What is looked for, as the address of the list says it: `trade=M1203&km=30`.
            .col(text("asked"))
            // never, morning, weekly
            .col(string("letters").default("morning"))
            .col(moment("created_at"))
            // Offers opened before were looked at; and when the next are.
            .col(moment("looked_at"))
            .col(moment("look_at"))
            // Offers opened before were seen on its page; or told by a letter.
            .col(moment("read_at"))
            .col(moment("told_at"))
            // New ones since it was read, as far as one counts.
            .col(integer("found").default(0))
            .foreign_key(&mut belongs_to("alerts", "user_id", "users"))
            .foreign_key(&mut belongs_to("alerts", "organisation_id", "organisations"))
            .to_owned();
        // Threads that pass an offer on, in the words of whoever does.
        let offer_relays = Table::create()
            .table("offer_relays")
            .col(big_pk_auto("id"))
            .col(big_integer("offer_id"))
            .col(big_integer("thread_id"))
            .foreign_key(&mut belongs_to("offer_relays", "offer_id", "offers"))
            .foreign_key(&mut belongs_to("offer_relays", "thread_id", "threads"))
            .to_owned();
        create(
            manager,
            vec![offer_marks, alerts, offer_relays],
            vec![
                unique("offer_relays", &["thread_id"]),
                index("offer_relays", &["offer_id"]),
                unique("offer_marks", &["user_id", "offer_id"]),
                index("offer_marks", &["user_id", "kind", "id"]),
                index("offer_marks", &["offer_id"]),
                index("alerts", &["user_id", "id"]),
                index("alerts", &["organisation_id"]),
                index("alerts", &["look_at"]),
            ],
        )
        .await?;
        // As their figures say, once they are public.
        add(manager, "organisations", boolean("answers_quickly").default(false)).await?;
        // Since when one can answer it here: not the day that its feed says.
        add(manager, "offers", maybe_moment("opened_at")).await?;
        let connection = manager.get_connection();
        let opened = "UPDATE offers SET opened_at = created_at WHERE published_at IS NOT NULL";
        connection.execute_unprepared(opened).await?;
        manager.create_index(index("offers", &["opened_at"])).await?;
        let told = "ALTER TABLE notifications ADD COLUMN alert_id BIGINT REFERENCES alerts (id) ON DELETE CASCADE";
        connection.execute_unprepared(told).await?;
        manager.create_index(index("notifications", &["alert_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = Index::drop().name("idx_notifications_alert_id").table("notifications").to_owned();
        manager.drop_index(told).await?;
        remove(manager, "notifications", "alert_id").await?;
        let opened = Index::drop().name("idx_offers_opened_at").table("offers").to_owned();
        manager.drop_index(opened).await?;
        remove(manager, "offers", "opened_at").await?;
        remove(manager, "organisations", "answers_quickly").await?;
        drop(manager, &["offer_relays", "alerts", "offer_marks"]).await
    }
}
