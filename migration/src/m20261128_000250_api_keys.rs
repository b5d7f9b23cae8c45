//! What an organisation's own software comes with, and is told: keys that open the API to
//! it, the address to which it is written after each run, and what was written there.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let keys = Table::create()
            .table("api_keys")
            .col(big_pk_auto("id"))
            .col(big_integer("organisation_id"))
            .col(big_integer("made_by_id"))
            .col(string("name"))
            // offers:read, offers:write; separated by spaces
            .col(string("scopes"))
            .col(string_uniq("token_digest"))
            // Its first characters, to tell it from others.
            .col(string("head"))
            .col(moment("created_at"))
            .col(maybe_moment("last_used_at"))
            .foreign_key(&mut belongs_to("api_keys", "organisation_id", "organisations"))
            .foreign_key(&mut belongs_to("api_keys", "made_by_id", "users"))
            .to_owned();
        let hooks = Table::create()
            .table("webhooks")
            .col(big_pk_auto("id"))
            .col(big_integer_uniq("organisation_id"))
            .col(text("address"))
            // Its secret is made of this and of the house's own: a copy of the database signs nothing.
            .col(string("salt"))
            // Deliveries given up one after the other.
            .col(integer("failures").default(0))
            .col(maybe_moment("paused_at"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("webhooks", "organisation_id", "organisations"))
            .to_owned();
        let deliveries = Table::create()
            .table("webhook_deliveries")
            .col(big_pk_auto("id"))
            .col(big_integer("webhook_id"))
            // offers.run, ping
            .col(string("event"))
            .col(big_integer_null("run_id"))
            // The lines of the run that it tells: after this one, until that one.
            .col(big_integer("after_line").default(0))
            .col(big_integer("until_line").default(0))
            // waiting, delivered, given_up; held while the webhook is paused
            .col(string("state"))
            .col(integer("attempts").default(0))
            .col(moment("next_at"))
            // Why it was not taken the last time, and what was answered.
            .col(string("said").default(""))
            .col(integer_null("answered"))
            .col(moment("created_at"))
            .col(maybe_moment("settled_at"))
            .foreign_key(&mut belongs_to("webhook_deliveries", "webhook_id", "webhooks"))
            .foreign_key(&mut belongs_to("webhook_deliveries", "run_id", "offer_runs"))
            .to_owned();
        create(
            manager,
            vec![keys, hooks, deliveries],
            vec![
                index("api_keys", &["organisation_id"]),
                index("api_keys", &["made_by_id"]),
                index("webhook_deliveries", &["webhook_id", "id"]),
                index("webhook_deliveries", &["run_id"]),
                index("webhook_deliveries", &["state", "next_at"]),
            ],
        )
        .await?;
        // A run about one item of its source, which leaves the rest as it is.
        add(manager, "offer_runs", boolean("part").default(false)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager, "offer_runs", "part").await?;
        drop(manager, &["webhook_deliveries", "webhooks", "api_keys"]).await
    }
}
