//! Opening a thread. Anyone confirmed who reads the room may; only managers announce.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait, LockType},
};

use super::{ActiveModel, KINDS, Model, TITLE_LIMIT};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    models::{
        _entities::{communities, posts},
        activities::{self, Verb},
        drafts::{self, Place},
        pictures,
        posts::{mentioning, sending},
        slugs, tags, users,
    },
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
    text::{self, BODY_LIMIT},
};

/// What a person typed to open a thread.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub title: String,
    pub body: String,
    pub kind: String,
    pub tags: String,
    pub draft: String,
}

/// What was typed, once a room takes it; nothing is written yet.
#[derive(Debug)]
pub(in crate::models) struct Opening {
    title: String,
    body: String,
    kind: String,
    tags: Vec<tags::Named>,
    number: Option<String>,
    mentioned: mentioning::Mentioned,
    shown: pictures::using::Used,
    rendered: text::Rendered,
}

impl communities::Model {
    /// Opens a thread in this room. The same form sent twice opens one.
    ///
    /// # Errors
    /// The refusal to show beside a field.
    pub async fn open_thread(&self, db: &Db, me: &Person, draft: &Draft) -> Outcome<Model> {
        let opening = self.takes(db, me, draft).await?;
        let txn = db.write().await?;
        if !db.is_sqlite() {
            // One at a time for a person: a double click waits for its first half.
            users::Entity::find_by_id(me.id).lock(LockType::NoKeyUpdate).one(&txn).await?;
        }
        if let Some(post) = sending::already_posted(&txn, me.id, &opening.number).await? {
            // Read when the first is there for everyone.
            txn.commit().await?;
            return super::Entity::find_by_id(post.thread_id).one(db).await?.ok_or(Failure::Missing);
        }
        let thread = opening.write(&txn, self, me.id).await?;
        drafts::sent(&txn, me, Place::Room(self.id)).await?;
        txn.commit().await?;
        Ok(thread)
    }

    /// Whether this room takes these words from someone.
    ///
    /// # Errors
    /// The refusal to show beside a field.
    pub(in crate::models) async fn takes(&self, db: &Db, me: &Person, draft: &Draft) -> Outcome<Opening> {
        me.may_write()?;
        let title = check_line("title", &draft.title, TITLE_LIMIT, true)?;
        let body = check_text("body", &draft.body, BODY_LIMIT, true)?;
        let kind = if draft.kind.is_empty() { "question" } else { draft.kind.as_str() };
        if !KINDS.contains(&kind) {
            return Err(Refusal::NotAChoice { field: "kind" }.into());
        }
        if kind == "announcement" && !me.manages(self.id) {
            return Err(Refusal::ManagersAnnounce.into());
        }
        if self.state != "open" {
            return Err(Refusal::ThreadClosed.into());
        }
        let tags = tags::parse(&draft.tags, tags::MOST)?;
        let number = drafts::check_number(&draft.draft)?;
        let mentioned = mentioning::who(db, me, self, &body).await?;
        let shown = pictures::using::in_text(db, me.id, None, &body).await?;
        let rendered = text::illustrated(&body, mentioned.handles(), shown.sizes()).await;
        Ok(Opening { title, body, kind: kind.to_owned(), tags, number, mentioned, shown, rendered })
    }
}

impl Opening {
    /// Writes it as this person's, and says so.
    ///
    /// # Errors
    /// When the database refuses.
    pub(in crate::models) async fn write(self, txn: &Write, room: &communities::Model, author: i64) -> Outcome<Model> {
        let now = clock::now();
        let thread = ActiveModel {
            community_id: Set(room.id),
            author_id: Set(Some(author)),
            kind: Set(self.kind),
            slug: Set(slugs::slug(&self.title)),
            title: Set(self.title),
            sense: Set(self.rendered.sense),
            tag_slugs: Set(tags::slugs(&self.tags)),
            last_post_at: Set(now.into()),
            created_at: Set(now.into()),
            ..Default::default()
        }
        .insert(txn)
        .await?;
        let post = posts::ActiveModel {
            thread_id: Set(thread.id),
            author_id: Set(Some(author)),
            body: Set(self.body),
            body_html: Set(self.rendered.html),
            renderer: Set(text::RENDERER),
            draft: Set(self.number),
            created_at: Set(now.into()),
            ..Default::default()
        }
        .insert(txn)
        .await?;
        let mut thread = thread.into_active_model();
        thread.opening_post_id = Set(Some(post.id));
        thread.last_post_id = Set(Some(post.id));
        let thread = thread.update(txn).await?;
        tags::put_on(txn, thread.id, &self.tags).await?;
        mentioning::keep(txn, post.id, &self.mentioned).await?;
        pictures::using::keep(txn, post.id, &self.shown).await?;
        communities::Entity::update_many()
            .col_expr(communities::Column::ThreadsCount, Expr::col(communities::Column::ThreadsCount).add(1))
            .col_expr(communities::Column::PostsCount, Expr::col(communities::Column::PostsCount).add(1))
            .col_expr(communities::Column::LastPostAt, Expr::value(now))
            .filter(communities::Column::Id.eq(room.id))
            .exec(txn)
            .await?;
        let about = activities::About { post: Some(post.id), ..thread.about() };
        activities::record(txn, Some(author), Verb::ThreadOpened, about, "").await?;
        Ok(thread)
    }
}
