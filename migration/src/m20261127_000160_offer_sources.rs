//! Where offers come from besides a form: sources, the ledger of their items, their runs.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sources = Table::create()
            .table("offer_sources")
            .col(big_pk_auto("id"))
            .col(big_integer("organisation_id"))
            // A file's name.
            .col(string("name"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("offer_sources", "organisation_id", "organisations"))
            .to_owned();
        let runs = Table::create()
            .table("offer_runs")
            .col(big_pk_auto("id"))
            .col(big_integer("source_id"))
            // running, done, held, failed
            .col(string("state"))
            // How many items ended in each state, as JSON.
            .col(text("totals").default("{}"))
            // Why it failed, or is held.
            .col(text("said").default(""))
            .col(moment("begun_at"))
            .col(maybe_moment("ended_at"))
            .foreign_key(&mut belongs_to("offer_runs", "source_id", "offer_sources"))
            .to_owned();
        let items = Table::create()
            .table("offer_items")
            .col(big_pk_auto("id"))
            .col(big_integer("source_id"))
            .col(string("reference"))
            // The offer it is, or is another channel of.
            .col(big_integer_null("offer_id"))
            // Of what it said, to know whether it says the same.
            .col(string("digest"))
            // published, duplicate, quarantined, withdrawn
            .col(string("state"))
            .col(string("reason").default(""))
            // As the source wrote it, field by field, as JSON.
            .col(text("original"))
            // The run that saw it last.
            .col(big_integer("run_id"))
            .col(moment("first_seen_at"))
            .foreign_key(&mut belongs_to("offer_items", "source_id", "offer_sources"))
            .foreign_key(&mut may_belong_to("offer_items", "offer_id", "offers"))
            .to_owned();
        let lines = Table::create()
            .table("offer_run_lines")
            .col(big_pk_auto("id"))
            .col(big_integer("run_id"))
            .col(string("reference"))
            // published, updated, unchanged, duplicate, quarantined, rejected, withdrawn
            .col(string("state"))
            .col(text("reason").default(""))
            .col(big_integer_null("offer_id"))
            .foreign_key(&mut belongs_to("offer_run_lines", "run_id", "offer_runs"))
            .foreign_key(&mut may_belong_to("offer_run_lines", "offer_id", "offers"))
            .to_owned();
        create(
            manager,
            vec![sources, runs, items, lines],
            vec![
                unique("offer_sources", &["organisation_id", "name"]),
                index("offer_runs", &["source_id", "id"]),
                unique("offer_items", &["source_id", "reference"]),
                index("offer_items", &["source_id", "run_id"]),
                index("offer_items", &["offer_id"]),
                index("offer_run_lines", &["run_id", "id"]),
                index("offer_run_lines", &["offer_id"]),
            ],
        )
        .await?;
        // The same title, place, contract and employer, in one word.
        add(manager, "offers", string_null("fingerprint")).await?;
        manager.create_index(index("offers", &["organisation_id", "fingerprint"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let known = Index::drop().name("idx_offers_organisation_id_fingerprint").table("offers").to_owned();
        manager.drop_index(known).await?;
        remove(manager, "offers", "fingerprint").await?;
        drop(manager, &["offer_run_lines", "offer_items", "offer_runs", "offer_sources"]).await
    }
}
