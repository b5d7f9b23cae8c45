//! What the two write to each other, once it was accepted and until one of them ends
//! it. It stays readable by both for three months.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    MESSAGE_LIMIT, Readable, held, now,
    telling::{Told, tell},
};
use crate::{
    access::Person,
    database::Db,
    models::{_entities::contact_messages, activities::Verb, keyset::Slice},
    refusals::{Outcome, Refusal, check_text},
    text,
};

/// Messages on a page.
pub const PAGE: u64 = 50;
/// Messages rendered anew together.
const BATCH: u64 = 200;

impl Readable {
    /// # Errors
    /// [`Refusal::ContactOver`] before it is accepted, and once it is over.
    pub async fn write(&self, db: &Db, me: &Person, body: &str) -> Outcome<i64> {
        me.may_write()?;
        let body = check_text("body", body, MESSAGE_LIMIT, true)?;
        let html = text::render(&body, Default::default()).await.html;
        let txn = db.write().await?;
        if !held(&txn, self.id).await?.is_accepted() {
            return Err(Refusal::ContactOver.into());
        }
        let message = contact_messages::Entity::insert(contact_messages::ActiveModel {
            contact_id: Set(self.id),
            author_id: Set(me.id),
            body: Set(body),
            body_html: Set(html),
            renderer: Set(text::RENDERER),
            created_at: Set(now()),
            ..Default::default()
        })
        .exec(&txn)
        .await?;
        self.record(&txn, Some(me.id), Verb::ContactWritten, self.other.id).await?;
        tell(&txn, self.other.id, Told::Contact(self.id), "contact-written", Some(me.id)).await?;
        txn.commit().await?;
        Ok(message.last_insert_id)
    }

    /// The latest of what they wrote, in the order they wrote it, before this one; and
    /// where what is older begins.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn messages(&self, db: &Db, before: Option<i64>) -> Result<Slice<contact_messages::Model, i64>, DbErr> {
        use contact_messages::Column as M;
        let mut messages =
            contact_messages::Entity::find().filter(M::ContactId.eq(self.id)).order_by_desc(M::Id).limit(PAGE + 1);
        if let Some(before) = before {
            messages = messages.filter(M::Id.lt(before));
        }
        let mut slice = Slice::cut(messages.all(db).await?, PAGE, |message| message.id);
        slice.rows.reverse();
        Ok(slice)
    }
}

/// Renders anew one batch of what an older version of `text.rs` rendered; returns how
/// many, zero when all is up to date.
///
/// # Errors
/// When the database refuses.
pub async fn render_older(db: &Db) -> Outcome<usize> {
    use contact_messages::Column as M;
    let older = contact_messages::Entity::find()
        .filter(M::Renderer.lt(text::RENDERER))
        .order_by_asc(M::Id)
        .limit(BATCH)
        .all(db)
        .await?;
    let mut rendered = Vec::with_capacity(older.len());
    for message in older {
        rendered.push((message.id, text::render(&message.body, Default::default()).await.html));
    }
    let count = rendered.len();
    let txn = db.write().await?;
    for (id, html) in rendered {
        contact_messages::Entity::update_many()
            .col_expr(M::BodyHtml, Expr::value(html))
            .col_expr(M::Renderer, Expr::value(text::RENDERER))
            .filter(M::Id.eq(id))
            .exec(&txn)
            .await?;
    }
    txn.commit().await?;
    Ok(count)
}
