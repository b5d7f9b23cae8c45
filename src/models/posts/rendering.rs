//! Rendering anew what an older version of `text.rs` rendered.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

use super::{Column, Entity, mentioning};
use crate::{
    database::Db,
    models::{
        activities::{self, About, Verb},
        pictures,
    },
    refusals::Outcome,
    text,
};

const BATCH: u64 = 200;

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
    for post in older {
        let mentioned = mentioning::of(db, post.id).await?;
        let shown = pictures::using::of_post(db, post.id).await?;
        let html = text::illustrated(&post.body, mentioned, shown).await.html;
        rendered.push((post, html));
    }
    let count = rendered.len();
    let txn = db.write().await?;
    let mut threads = BTreeSet::new();
    for (post, html) in rendered {
        // Edited meanwhile: then it was rendered by this version, from other words.
        Entity::update_many()
            .col_expr(Column::BodyHtml, Expr::value(html))
            .col_expr(Column::Renderer, Expr::value(text::RENDERER))
            .filter(Column::Id.eq(post.id))
            .filter(Column::EditsCount.eq(post.edits_count))
            .filter(Column::Renderer.lt(text::RENDERER))
            .exec(&txn)
            .await?;
        threads.insert(post.thread_id);
    }
    // Servers keep pages of these; this is another process.
    for thread in threads {
        let about = About { thread: Some(thread), ..About::default() };
        activities::record(&txn, None, Verb::Rendered, about, "").await?;
    }
    txn.commit().await?;
    Ok(count)
}
