//! The truth file of an offer: what people who followed it up say was really proposed, one
//! choice a claim, and what its organisation replies.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = Table::create()
            .table("offer_statements")
            .col(big_pk_auto("id"))
            .col(big_integer("offer_id"))
            .col(big_integer("user_id"))
            // pay, contract, hours, place, work, post, money
            .col(string("claim"))
            // What was found of it: same, lower, weaker…
            .col(string("found"))
            // A digest of what the offer said of it at that moment.
            .col(string("wording"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("offer_statements", "offer_id", "offers"))
            .foreign_key(&mut belongs_to("offer_statements", "user_id", "users"))
            .to_owned();
        let replies = Table::create()
            .table("offer_replies")
            .col(big_pk_auto("id"))
            .col(big_integer("offer_id"))
            .col(string("claim"))
            .col(text("body"))
            .col(big_integer_null("author_id"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("offer_replies", "offer_id", "offers"))
            .foreign_key(&mut may_belong_to("offer_replies", "author_id", "users"))
            .to_owned();
        create(
            manager,
            vec![statements, replies],
            vec![
                unique("offer_statements", &["offer_id", "user_id", "claim"]),
                index("offer_statements", &["user_id"]),
                unique("offer_replies", &["offer_id", "claim"]),
                index("offer_replies", &["author_id"]),
                // Whose people an address of e-mail is of.
                index("organisations", &["proof_domain"]),
            ],
        )
        .await?;
        let told = "ALTER TABLE notifications ADD COLUMN offer_id BIGINT REFERENCES offers (id) ON DELETE CASCADE";
        manager.get_connection().execute_unprepared(told).await?;
        manager.create_index(index("notifications", &["offer_id"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let told = Index::drop().name("idx_notifications_offer_id").table("notifications").to_owned();
        manager.drop_index(told).await?;
        remove(manager, "notifications", "offer_id").await?;
        let domain = Index::drop().name("idx_organisations_proof_domain").table("organisations").to_owned();
        manager.drop_index(domain).await?;
        drop(manager, &["offer_replies", "offer_statements"]).await
    }
}
