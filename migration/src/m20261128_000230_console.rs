//! What an organisation's people keep of an offer among themselves: how often it was read
//! each day, who takes care of it, what they note; and how the check found it, to be
//! chosen by.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let views = Table::create()
            .table("offer_views")
            .col(big_pk_auto("id"))
            .col(big_integer("offer_id"))
            .col(date("day"))
            // Pages shown, of nobody in particular.
            .col(integer("count"))
            .foreign_key(&mut belongs_to("offer_views", "offer_id", "offers"))
            .to_owned();
        let keepers = Table::create()
            .table("offer_keepers")
            .col(big_pk_auto("id"))
            .col(big_integer("offer_id"))
            .col(big_integer("user_id"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("offer_keepers", "offer_id", "offers"))
            .foreign_key(&mut belongs_to("offer_keepers", "user_id", "users"))
            .to_owned();
        let notes = Table::create()
            .table("offer_notes")
            .col(big_pk_auto("id"))
            .col(big_integer("offer_id"))
            .col(big_integer("author_id"))
            .col(text("body"))
            .col(moment("created_at"))
            .foreign_key(&mut belongs_to("offer_notes", "offer_id", "offers"))
            .foreign_key(&mut belongs_to("offer_notes", "author_id", "users"))
            .to_owned();
        create(
            manager,
            vec![views, keepers, notes],
            vec![
                unique("offer_views", &["offer_id", "day"]),
                index("offer_views", &["day"]),
                unique("offer_keepers", &["offer_id", "user_id"]),
                index("offer_keepers", &["user_id"]),
                index("offer_notes", &["offer_id", "id"]),
                index("offer_notes", &["author_id"]),
            ],
        )
        .await?;
        // The gravest of what the check found: unlawful, warning, or nothing.
        add(manager, "offers", string("found").default("")).await?;
        let found = "UPDATE offers SET found = CASE WHEN findings LIKE '%\"unlawful\"%' THEN 'unlawful' ELSE 'warning' END \
                     WHERE findings LIKE '%\"rule\"%'";
        manager.get_connection().execute_unprepared(found).await?;
        // Its title without case, accents and marks, to be found by its words.
        add(manager, "offers", text("folded_title").default("")).await?;
        let folded = "UPDATE offers SET folded_title = LOWER(title)";
        manager.get_connection().execute_unprepared(folded).await?;
        manager.create_index(index("offers", &["organisation_id", "folded_title"])).await?;
        manager.create_index(index("offers", &["organisation_id", "found", "id"])).await?;
        manager.create_index(index("offers", &["organisation_id", "expires_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["organisation_id_expires_at", "organisation_id_found_id", "organisation_id_folded_title"] {
            let name = format!("idx_offers_{name}");
            manager.drop_index(Index::drop().name(name).table("offers").to_owned()).await?;
        }
        remove(manager, "offers", "folded_title").await?;
        remove(manager, "offers", "found").await?;
        drop(manager, &["offer_notes", "offer_keepers", "offer_views"]).await
    }
}
