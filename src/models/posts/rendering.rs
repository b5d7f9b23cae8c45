//! Rendering anew what an older version of `text.rs` rendered.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::{Column, Entity, mentioning};
use crate::{database::Db, freshness::Tag, refusals::Outcome, text};

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
        let html = text::render(&post.body, mentioned).await.html;
        rendered.push((post, html));
    }
    let count = rendered.len();
    let txn = db.write().await?;
    for (post, html) in rendered {
        txn.also_forget(Tag::Thread(post.thread_id));
        let mut post = post.into_active_model();
        post.body_html = Set(html);
        post.renderer = Set(text::RENDERER);
        post.update(&txn).await?;
    }
    txn.commit().await?;
    Ok(count)
}
