//! Offers: what they say now, what they said before, where.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let offers = Table::create()
            .table("offers")
            .col(big_pk_auto("id"))
            .col(big_integer("organisation_id"))
            .col(string("title"))
            // Everything it says, as JSON; the columns below are what lists ask for.
            .col(text("claims"))
            .col(text("text_html"))
            .col(integer("renderer"))
            .col(integer("version").default(1))
            // What the check found in this version, as JSON.
            .col(text("findings").default("[]"))
            // Why a requirement that the law forbids is essential to this work, where it is.
            .col(text("justification").default(""))
            .col(string_null("trade_code"))
            .col(string_null("contract"))
            .col(string("remote"))
            // Of the lowest pay, in euros a month before contributions.
            .col(integer_null("pay_month"))
            .col(boolean("no_degree").default(false))
            .col(boolean("part_time").default(false))
            // draft, checked, published, paused, filled_here, filled_elsewhere, expired,
            // withdrawn; and since when
            .col(string("state"))
            .col(moment("state_at"))
            .col(maybe_moment("published_at"))
            .col(maybe_moment("expires_at"))
            .col(big_integer_null("written_by_id"))
            .col(moment("created_at"))
            .col(moment("updated_at"))
            .foreign_key(&mut belongs_to("offers", "organisation_id", "organisations"))
            .foreign_key(&mut may_belong_to("offers", "written_by_id", "users"))
            .to_owned();
        let versions = Table::create()
            .table("offer_versions")
            .col(big_pk_auto("id"))
            .col(big_integer("offer_id"))
            .col(integer("version"))
            .col(text("claims"))
            .col(text("justification").default(""))
            .col(big_integer_null("by_id"))
            .col(moment("at"))
            .foreign_key(&mut belongs_to("offer_versions", "offer_id", "offers"))
            .foreign_key(&mut may_belong_to("offer_versions", "by_id", "users"))
            .to_owned();
        let places = Table::create()
            .table("offer_places")
            .col(big_pk_auto("id"))
            .col(big_integer("offer_id"))
            // A place of ours, or only the words.
            .col(string_null("place_code"))
            .col(string("label"))
            .foreign_key(&mut belongs_to("offer_places", "offer_id", "offers"))
            .to_owned();
        create(
            manager,
            vec![offers, versions, places],
            vec![
                index("offers", &["state", "published_at", "id"]),
                index("offers", &["state", "trade_code", "published_at", "id"]),
                index("offers", &["state", "contract", "published_at", "id"]),
                index("offers", &["state", "expires_at"]),
                index("offers", &["organisation_id", "state", "published_at", "id"]),
                index("offers", &["organisation_id", "id"]),
                index("offers", &["written_by_id"]),
                unique("offer_versions", &["offer_id", "version"]),
                index("offer_versions", &["by_id"]),
                index("offer_places", &["offer_id", "id"]),
                index("offer_places", &["place_code", "offer_id"]),
            ],
        )
        .await?;
        add(manager, "activities", big_integer_null("offer_id")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        remove(manager, "activities", "offer_id").await?;
        drop(manager, &["offer_places", "offer_versions", "offers"]).await
    }
}
