//! Rendering anew the texts of offers that an older version of `text.rs` rendered.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Column, Entity};
use crate::{database::Db, models::activities::Verb, refusals::Outcome, text};

const BATCH: u64 = 50;

/// Renders one batch; returns how many, zero when all is up to date.
///
/// # Errors
/// When the database refuses.
pub async fn render_older(db: &Db) -> Outcome<usize> {
    let older = Entity::find()
        .filter(Column::Renderer.lt(text::RENDERER))
        .order_by_asc(Column::Id)
        .limit(BATCH)
        .all(db)
        .await?;
    let mut rendered = Vec::with_capacity(older.len());
    for offer in older {
        let html = text::render(&offer.claims().text, Default::default()).await.html;
        rendered.push((offer, html));
    }
    let count = rendered.len();
    let txn = db.write().await?;
    for (offer, html) in rendered {
        // Edited meanwhile: then it was rendered by this version, from other words.
        Entity::update_many()
            .col_expr(Column::TextHtml, Expr::value(html))
            .col_expr(Column::Renderer, Expr::value(text::RENDERER))
            .filter(Column::Id.eq(offer.id))
            .filter(Column::Version.eq(offer.version))
            .filter(Column::Renderer.lt(text::RENDERER))
            .exec(&txn)
            .await?;
        offer.record(&txn, None, Verb::Rendered).await?;
    }
    txn.commit().await?;
    Ok(count)
}
