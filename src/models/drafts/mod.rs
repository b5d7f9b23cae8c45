//! What is being written, kept on the server as one writes: closed by mistake, on
//! a phone whose network went, begun here and finished there, it is found again
//! where it was begun. One draft a place and a person; sent, it is gone.
//!
//! What is sent after the session ended is held without a name ([`held`]) and
//! becomes a draft of whoever signs in next in the same browser; so are forms that have
//! no draft otherwise ([`forms`]).

pub mod forms;
pub mod held;
pub mod placing;

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};

pub use super::_entities::drafts::{ActiveModel, Column, Entity, Model};
use super::{
    communities,
    keyset::{After, Slice},
    posts,
};
use crate::{
    access::Person,
    clock,
    database::{Db, Write},
    freshness::Tag,
    house::House,
    models::{
        links::{digest, secret},
        tags,
        threads::TITLE_LIMIT,
    },
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
    text::BODY_LIMIT,
};

/// Bytes.
const NUMBER_LIMIT: usize = 64;
/// Drafts of one person; beyond, the oldest goes.
const MOST: u64 = 100;

/// Where something is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A reply.
    Thread(i64),
    /// A new thread.
    Room(i64),
    /// An edit.
    Post(i64),
}

impl Place {
    /// As it is kept: `threads/12`.
    pub fn name(self) -> String {
        match self {
            Self::Thread(id) => format!("threads/{id}"),
            Self::Room(id) => format!("communities/{id}"),
            Self::Post(id) => format!("posts/{id}"),
        }
    }

    /// The room at this address, whoever may read it: words are kept for it, and
    /// nothing is told of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn room_at(db: &Db, slug: &str) -> Result<Self, DbErr> {
        let room = communities::Model::at(db, slug).await?;
        Ok(Self::Room(room.map_or(0, |room| room.id)))
    }

    pub fn named(name: &str) -> Option<Self> {
        let (noun, id) = name.split_once('/')?;
        let id = id.parse().ok()?;
        match noun {
            "threads" => Some(Self::Thread(id)),
            "communities" => Some(Self::Room(id)),
            "posts" => Some(Self::Post(id)),
            _ => None,
        }
    }
}

/// The words of a form, whichever it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub number: String,
    pub title: String,
    pub body: String,
    pub kind: String,
    pub tags: String,
    pub reason: String,
    pub quote: Option<i64>,
}

impl Words {
    fn check(&self) -> Result<Self, Refusal> {
        // Unfinished words are kept as they are; only what no column holds is refused.
        Ok(Self {
            number: check_line("draft", &self.number, NUMBER_LIMIT, false)?,
            title: check_line("title", &self.title, TITLE_LIMIT, false)?,
            body: check_text("body", &self.body, BODY_LIMIT, false)?,
            kind: check_line("kind", &self.kind, 40, false)?,
            tags: check_line("tags", &self.tags, tags::FIELD_LIMIT, false)?,
            reason: check_line("reason", &self.reason, 300, false)?,
            quote: self.quote,
        })
    }

    /// Nothing that anyone would look for again.
    pub fn is_empty(&self) -> bool {
        [&self.title, &self.body, &self.tags, &self.reason].iter().all(|words| words.trim().is_empty())
    }

    fn onto(self, mut row: ActiveModel) -> ActiveModel {
        row.number = Set(self.number);
        row.title = Set(self.title);
        row.body = Set(self.body);
        row.kind = Set(self.kind);
        row.tags = Set(self.tags);
        row.reason = Set(self.reason);
        row.quote_id = Set(self.quote);
        row.updated_at = Set(clock::now().into());
        row
    }
}

impl Model {
    pub fn words(&self) -> Words {
        Words {
            number: self.number.clone(),
            title: self.title.clone(),
            body: self.body.clone(),
            kind: self.kind.clone(),
            tags: self.tags.clone(),
            reason: self.reason.clone(),
            quote: self.quote_id,
        }
    }
}

/// A new form's number.
pub fn number() -> String {
    secret()[..24].to_owned()
}

/// # Errors
/// When it cannot be one of ours.
pub fn check_number(number: &str) -> Result<Option<String>, Refusal> {
    let number = check_line("draft", number, NUMBER_LIMIT, false)?;
    Ok((!number.is_empty()).then_some(number))
}

/// Keeps these words for this place, in the place of what was kept there. Words
/// that were sent meanwhile, or that are no longer any, are not kept.
///
/// # Errors
/// The refusal of what is too long.
pub async fn save(db: &Db, me: &Person, place: Place, words: &Words) -> Outcome<()> {
    let words = words.check()?;
    let number = Some(words.number.clone()).filter(|number| !number.is_empty());
    let txn = db.write().await?;
    if words.is_empty() {
        sent(&txn, me, place).await?;
    } else if posts::sending::already_posted(&txn, me.id, &number).await?.is_none() {
        put(&txn, me.id, &place.name(), words).await?;
        if !me.is_writing(place) {
            make_room(&txn, me.id).await?;
            txn.also_forget(Tag::Person(me.id));
        }
    }
    txn.commit().await?;
    Ok(())
}

/// Adds words at the end of what is being written here; of an edit that was not
/// begun, at the end of the post.
///
/// # Errors
/// The refusal of what becomes too long.
pub async fn add(db: &Db, me: &Person, place: Place, more: &str) -> Outcome<()> {
    let mine = Entity::find().filter(Column::UserId.eq(me.id)).filter(Column::Place.eq(place.name()));
    let mut words = match (mine.one(db).await?, place) {
        (Some(draft), _) => draft.words(),
        (None, Place::Post(id)) => {
            let post = posts::Entity::find_by_id(id).filter(posts::Column::AuthorId.eq(me.id)).one(db).await?;
            Words { body: post.ok_or(Failure::Missing)?.body, ..Words::default() }
        }
        (None, _) => Words::default(),
    };
    let before = words.body.trim_end();
    words.body = if before.is_empty() { more.to_owned() } else { format!("{before}\n\n{more}") };
    save(db, me, place, &words).await
}

async fn put(txn: &Write, user: i64, place: &str, words: Words) -> Result<(), DbErr> {
    use Column as C;
    let kept = [C::Number, C::Title, C::Body, C::Kind, C::Tags, C::Reason, C::QuoteId, C::UpdatedAt];
    Entity::insert(words.onto(ActiveModel {
        user_id: Set(Some(user)),
        place: Set(place.to_owned()),
        ..Default::default()
    }))
    .on_conflict(OnConflict::columns([C::UserId, C::Place]).update_columns(kept).to_owned())
    .exec_without_returning(txn)
    .await
    .map(|_| ())
}

async fn make_room(txn: &Write, user: i64) -> Result<(), DbErr> {
    let beyond = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::UserId.eq(user))
        .filter(Column::Held.is_null())
        .order_by_desc(Column::UpdatedAt)
        .offset(MOST)
        .limit(100)
        .into_tuple::<i64>()
        .all(txn)
        .await?;
    if !beyond.is_empty() {
        Entity::delete_many().filter(Column::Id.is_in(beyond)).exec(txn).await?;
    }
    Ok(())
}

/// Throws one away. For a day its writer can have it back with the key that is
/// returned; it stays theirs until then, and goes with them.
///
/// # Errors
/// [`Failure::Missing`] when it is not theirs.
pub async fn forget(house: &House, me: &Person, id: i64) -> Outcome<String> {
    let key = secret();
    let txn = house.db.write().await?;
    let theirs = Entity::find_by_id(id).filter(Column::UserId.eq(me.id)).filter(Column::Held.is_null());
    let draft = theirs.one(&txn).await?.ok_or(Failure::Missing)?;
    let place = held::forgotten(&draft);
    let mut draft = draft.into_active_model();
    draft.place = Set(place);
    draft.held = Set(Some(digest(house, &key)));
    draft.updated_at = Set(clock::now().into());
    draft.update(&txn).await?;
    txn.also_forget(Tag::Person(me.id));
    txn.commit().await?;
    Ok(key)
}

/// The words of this place were sent: within the transaction that posts them.
///
/// # Errors
/// When the database refuses.
pub async fn sent(txn: &Write, me: &Person, place: Place) -> Result<(), DbErr> {
    if !me.is_writing(place) {
        return Ok(());
    }
    Entity::delete_many().filter(Column::UserId.eq(me.id)).filter(Column::Place.eq(place.name())).exec(txn).await?;
    txn.also_forget(Tag::Person(me.id));
    Ok(())
}

/// What this person was writing here.
///
/// # Errors
/// When the database cannot be read.
pub async fn at(db: &Db, me: &Person, place: Place) -> Result<Option<Model>, DbErr> {
    if !me.is_writing(place) {
        return Ok(None);
    }
    Entity::find().filter(Column::UserId.eq(me.id)).filter(Column::Place.eq(place.name())).one(db).await
}

/// Drafts on a page.
pub const PAGE: u64 = 25;

/// Everything this person is writing, latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, me: i64, after: Option<After>) -> Result<Slice<Model>, DbErr> {
    let mut kept = Entity::find().filter(Column::UserId.eq(me)).filter(Column::Held.is_null());
    if let Some(after) = after {
        kept = kept.filter(after.earlier(Expr::col(Column::UpdatedAt), Expr::col(Column::Id)));
    }
    let kept = kept.order_by_desc(Column::UpdatedAt).order_by_desc(Column::Id).limit(PAGE + 1);
    let place = |draft: &Model| After { at: draft.updated_at.to_utc(), id: draft.id };
    Ok(Slice::cut(kept.all(db).await?, PAGE, place))
}

/// Held words that nobody came back for, and drafts thrown away, are not kept longer than a day.
///
/// # Errors
/// When the database refuses.
pub async fn forget_held(db: &Db) -> Result<(), DbErr> {
    let yesterday = clock::now() - chrono::Duration::days(1);
    let old = Entity::delete_many().filter(Column::Held.is_not_null()).filter(Column::UpdatedAt.lt(yesterday));
    let txn = db.write().await?;
    old.exec(&txn).await?;
    txn.commit().await
}

/// The places where someone is writing, for [`Person::is_writing`].
///
/// # Errors
/// When the database cannot be read.
pub async fn places<C: sea_orm::ConnectionTrait>(db: &C, user: i64) -> Result<Vec<String>, DbErr> {
    let kept = Entity::find().filter(Column::UserId.eq(user)).filter(Column::Held.is_null());
    kept.select_only().column(Column::Place).into_tuple().all(db).await
}
