//! Rendering anew the rules that an older version of `text.rs` rendered.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Column, Entity};
use crate::{
    database::Db,
    models::activities::{self, About, Verb},
    refusals::Outcome,
    text,
};

const BATCH: u64 = 50;

/// Renders one batch; returns how many, zero when all is up to date.
///
/// # Errors
/// When the database refuses.
pub async fn render_older(db: &Db) -> Outcome<usize> {
    let older = Entity::find()
        .filter(Column::RulesRenderer.lt(text::RENDERER))
        .order_by_asc(Column::Id)
        .limit(BATCH)
        .all(db)
        .await?;
    let mut rendered = Vec::with_capacity(older.len());
    for room in older {
        let html = text::render(&room.rules, Default::default()).await.html;
        rendered.push((room, html));
    }
    let count = rendered.len();
    let txn = db.write().await?;
    for (room, html) in rendered {
        // Edited meanwhile: then they were rendered by this version, from other words.
        Entity::update_many()
            .col_expr(Column::RulesHtml, Expr::value(html))
            .col_expr(Column::RulesRenderer, Expr::value(text::RENDERER))
            .filter(Column::Id.eq(room.id))
            .filter(Column::Rules.eq(room.rules))
            .filter(Column::RulesRenderer.lt(text::RENDERER))
            .exec(&txn)
            .await?;
        // Servers keep the page of this room; this is another process.
        activities::record(&txn, None, Verb::Rendered, About::room(room.id), "").await?;
    }
    txn.commit().await?;
    Ok(count)
}
