//! What rooms can point at: places, and trades with their names, skills and bridges.

use crate::steps::*;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(Debug, DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (tables, indices) = places();
        create(manager, tables, indices).await?;
        let (tables, indices) = trades();
        create(manager, tables, indices).await?;
        // Codes, not references: what a room chose stays when a release forgets it.
        add(manager, "communities", string_null("trade_code")).await?;
        add(manager, "communities", string_null("place_code")).await?;
        manager.create_index(index("communities", &["trade_code"])).await?;
        manager.create_index(index("communities", &["place_code"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["place_code", "trade_code"] {
            let name = format!("idx_communities_{column}");
            manager.drop_index(Index::drop().name(name).table("communities").to_owned()).await?;
            remove(manager, "communities", column).await?;
        }
        drop(manager, &["bridges", "trade_skills", "skills", "trade_titles", "trades"]).await?;
        drop(manager, &["place_postcodes", "places"]).await
    }
}

fn places() -> (Vec<TableCreateStatement>, Vec<IndexCreateStatement>) {
    let places = Table::create()
        .table("places")
        // INSEE's for communes; D44 a department, R52 a region.
        .col(string("code").primary_key())
        .col(string("name"))
        // The name as it is looked up: small letters, no accents, no hyphens.
        .col(string("folded"))
        // commune, arrondissement, department, region
        .col(string("kind"))
        .col(text("postcodes").default(""))
        // INSEE's codes, without their letter: 44, 52.
        .col(string("department").default(""))
        .col(string("region").default(""))
        .col(integer("population").default(0))
        .col(double_null("lat"))
        .col(double_null("lon"))
        .to_owned();
    let postcodes = Table::create()
        .table("place_postcodes")
        .col(string("postcode"))
        .col(string("place_code"))
        .primary_key(Index::create().col("postcode").col("place_code"))
        .foreign_key(
            ForeignKey::create()
                .name("fk_place_postcodes_place_code")
                .from("place_postcodes", "place_code")
                .to("places", "code")
                .on_delete(ForeignKeyAction::Cascade),
        )
        .to_owned();
    let indices =
        vec![index("places", &["folded"]), index("places", &["lat", "lon"]), index("place_postcodes", &["place_code"])];
    (vec![places, postcodes], indices)
}

fn trades() -> (Vec<TableCreateStatement>, Vec<IndexCreateStatement>) {
    let trades = Table::create()
        .table("trades")
        .col(big_pk_auto("id"))
        // ROME: K1304
        .col(string("code"))
        // The ROME 3 trade it comes from; its own code when it is one.
        .col(string("parent"))
        .col(string("title"))
        .col(text("description").default(""))
        // current, retired
        .col(string("state").default("current"))
        .col(string_null("replaced_by"))
        // starter, rome
        .col(string("source"))
        .col(moment("updated_at"))
        .to_owned();
    let titles = Table::create()
        .table("trade_titles")
        .col(big_integer("trade_id"))
        .col(integer("position"))
        .col(string("title"))
        .col(string("folded"))
        // The number France Travail gives a title, by which it is followed when it moves.
        .col(string_null("ogr"))
        .col(boolean("principal"))
        .primary_key(Index::create().col("trade_id").col("position"))
        .foreign_key(&mut belongs_to("trade_titles", "trade_id", "trades"))
        .to_owned();
    let skills = Table::create().table("skills").col(big_pk_auto("id")).col(string("label")).to_owned();
    let trade_skills = Table::create()
        .table("trade_skills")
        .col(big_integer("trade_id"))
        .col(big_integer("skill_id"))
        .col(integer("position"))
        // starter, rome, derived
        .col(string("source"))
        .primary_key(Index::create().col("trade_id").col("skill_id"))
        .foreign_key(&mut belongs_to("trade_skills", "trade_id", "trades"))
        .foreign_key(&mut belongs_to("trade_skills", "skill_id", "skills"))
        .to_owned();
    let bridges = Table::create()
        .table("bridges")
        .col(big_integer("from_trade_id"))
        .col(big_integer("to_trade_id"))
        // near, step
        .col(string("kind"))
        .col(text("why").default(""))
        // starter, rome, derived
        .col(string("source"))
        .primary_key(Index::create().col("from_trade_id").col("to_trade_id"))
        .foreign_key(&mut belongs_to("bridges", "from_trade_id", "trades"))
        .foreign_key(&mut belongs_to("bridges", "to_trade_id", "trades"))
        .to_owned();
    let indices = vec![
        unique("trades", &["code"]),
        index("trades", &["parent"]),
        index("trade_titles", &["folded"]),
        unique("skills", &["label"]),
        index("trade_skills", &["skill_id"]),
        index("bridges", &["to_trade_id"]),
    ];
    (vec![trades, titles, skills, trade_skills, bridges], indices)
}
