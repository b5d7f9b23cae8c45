//! Replying. The text is rendered before the transaction, which then only
//! writes: SQLite has one writer and nobody waits in it for Markdown.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, LockType},
};

use super::{Column, Entity, Readable};
use crate::{
    access::Person,
    clock,
    database::Db,
    models::{
        _entities::{communities, posts},
        activities::{self, About, Verb},
        drafts::{self, Place},
        pictures,
        posts::{mentioning, sending},
    },
    refusals::{Failure, Outcome, Refusal, check_text},
    text::{self, BODY_LIMIT},
};

/// What a person typed in the box at the foot.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub body: String,
    /// The post quoted, of the same thread.
    pub quote: Option<i64>,
    pub draft: String,
}

impl Readable {
    /// Adds a reply. The same form sent twice adds one.
    ///
    /// # Errors
    /// [`Refusal::ThreadClosed`], or the refusal to show beside the field.
    pub async fn reply(&self, db: &Db, me: &Person, reply: &Reply) -> Outcome<posts::Model> {
        me.may_write()?;
        let body = check_text("body", &reply.body, BODY_LIMIT, true)?;
        let number = drafts::check_number(&reply.draft)?;
        if self.is_closed() {
            return Err(Refusal::ThreadClosed.into());
        }
        let quote = self.quotable(db, reply.quote).await?;
        let mentioned = mentioning::who(db, me, &self.room, &body).await?;
        let shown = pictures::using::in_text(db, me.id, Some(self.id), &body).await?;
        let rendered = text::illustrated(&body, mentioned.handles(), shown.sizes()).await;

        let txn = db.write().await?;
        if !db.is_sqlite() {
            // One at a time in a thread: the last to come is the last by number.
            Entity::find_by_id(self.id).lock(LockType::NoKeyUpdate).one(&txn).await?;
        }
        let now = clock::now();
        let sent = posts::ActiveModel {
            thread_id: Set(self.id),
            author_id: Set(Some(me.id)),
            body: Set(body),
            body_html: Set(rendered.html),
            renderer: Set(text::RENDERER),
            quote_id: Set(quote),
            draft: Set(number.clone()),
            created_at: Set(now.into()),
            ..Default::default()
        };
        let Some(post) = sending::once(&txn, sent).await? else {
            // Acknowledged when the first is: they may still be on their way together.
            let post = sending::already_posted(&txn, me.id, &number).await?.ok_or(Failure::Missing)?;
            txn.commit().await?;
            return Ok(post);
        };
        let touched = Entity::update_many()
            .col_expr(Column::RepliesCount, Expr::col(Column::RepliesCount).add(1))
            .col_expr(Column::LastPostAt, Expr::value(now))
            .col_expr(Column::LastPostId, Expr::value(post.id))
            .filter(Column::Id.eq(self.id))
            // Closed meanwhile: the post goes with the transaction.
            .filter(Column::ClosedAt.is_null())
            .exec(&txn)
            .await?;
        if touched.rows_affected == 0 {
            return Err(Refusal::ThreadClosed.into());
        }
        communities::Entity::update_many()
            .col_expr(communities::Column::PostsCount, Expr::col(communities::Column::PostsCount).add(1))
            .col_expr(communities::Column::LastPostAt, Expr::value(now))
            .filter(communities::Column::Id.eq(self.room.id))
            .exec(&txn)
            .await?;
        mentioning::keep(&txn, post.id, &mentioned).await?;
        pictures::using::keep(&txn, post.id, &shown).await?;
        drafts::sent(&txn, me, Place::Thread(self.id)).await?;
        let about = About { post: Some(post.id), ..self.about() };
        activities::record(&txn, Some(me.id), Verb::Replied, about, "").await?;
        txn.commit().await?;
        Ok(post)
    }

    /// A quote is of a post of this thread, or it is none.
    async fn quotable(&self, db: &Db, quote: Option<i64>) -> Outcome<Option<i64>> {
        let Some(id) = quote else { return Ok(None) };
        let post = posts::Entity::find_by_id(id).filter(posts::Column::ThreadId.eq(self.id)).one(db).await?;
        post.map(|post| Some(post.id)).ok_or_else(|| Refusal::NotAChoice { field: "quote" }.into())
    }
}
