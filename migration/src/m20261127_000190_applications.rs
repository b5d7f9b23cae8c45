//! Answering an offer here: who asked, what they give with it, and the answer; and that
//! an organisation takes such answers, within a delay it says.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "organisations", boolean("takes_answers").default(false)).await?;
        // Days: 3, 7, 14, 30.
        add(manager, "organisations", integer("answer_days").default(14)).await?;
        let applications = Table::create()
            .table("applications")
            .col(big_pk_auto("id"))
            .col(big_integer("offer_id"))
            .col(big_integer("organisation_id"))
            .col(big_integer("person_id"))
            .col(text("message"))
            // Names of the fields of the profile given with it, between spaces.
            .col(string("fields").default(""))
            // waiting, accepted, refused, withdrawn, closed; and since when
            .col(string("state").default("waiting"))
            .col(moment("state_at"))
            // Of a refusal: one of the twelve, and its words where they are not the usual ones.
            .col(string("reason").default(""))
            .col(text("words").default(""))
            .col(big_integer_null("answered_by_id"))
            // The conversation that a yes opened.
            .col(big_integer_null("contact_id"))
            .col(moment("asked_at"))
            .col(maybe_moment("answered_at"))
            // The day the organisation said it would answer by.
            .col(moment("due_at"))
            .col(integer("reminded").default(0))
            .foreign_key(&mut belongs_to("applications", "offer_id", "offers"))
            .foreign_key(&mut belongs_to("applications", "organisation_id", "organisations"))
            .foreign_key(&mut belongs_to("applications", "person_id", "users"))
            .foreign_key(&mut may_belong_to("applications", "answered_by_id", "users"))
            .foreign_key(&mut may_belong_to("applications", "contact_id", "contacts"))
            .to_owned();
        create(
            manager,
            vec![applications],
            vec![
                unique("applications", &["offer_id", "person_id"]),
                index("applications", &["person_id", "id"]),
                index("applications", &["person_id", "asked_at"]),
                index("applications", &["organisation_id", "state", "id"]),
                index("applications", &["organisation_id", "state", "due_at"]),
                index("applications", &["organisation_id", "asked_at"]),
                index("applications", &["offer_id", "state", "id"]),
                index("applications", &["state", "due_at"]),
                index("applications", &["state", "state_at"]),
                index("applications", &["answered_by_id"]),
                index("applications", &["contact_id"]),
            ],
        )
        .await?;
        // What one is told of may be one of these, and goes with it.
        let told =
            "ALTER TABLE notifications ADD COLUMN application_id BIGINT REFERENCES applications (id) ON DELETE CASCADE";
        manager.get_connection().execute_unprepared(told).await?;
        manager.create_index(index("notifications", &["application_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = Index::drop().name("idx_notifications_application_id").table("notifications").to_owned();
        manager.drop_index(told).await?;
        remove(manager, "notifications", "application_id").await?;
        drop(manager, &["applications"]).await?;
        remove(manager, "organisations", "answer_days").await?;
        remove(manager, "organisations", "takes_answers").await
    }
}
