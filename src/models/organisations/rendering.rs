//! Rendering anew what organisations say of themselves, where an older version of
//! `text.rs` rendered it.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Column, Entity, Verb};
use crate::{database::Db, refusals::Outcome, text};

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
    let count = older.len();
    let mut rendered = Vec::with_capacity(count);
    for organisation in older {
        let html = text::render(&organisation.about, Default::default()).await.html;
        rendered.push((organisation, html));
    }
    let txn = db.write().await?;
    for (organisation, html) in rendered {
        // Edited meanwhile: then it was rendered by this version, from other words.
        Entity::update_many()
            .col_expr(Column::AboutHtml, Expr::value(html))
            .col_expr(Column::Renderer, Expr::value(text::RENDERER))
            .filter(Column::Id.eq(organisation.id))
            .filter(Column::About.eq(organisation.about.as_str()))
            .filter(Column::Renderer.lt(text::RENDERER))
            .exec(&txn)
            .await?;
        organisation.record(&txn, None, Verb::Rendered, None).await?;
    }
    txn.commit().await?;
    Ok(count)
}
