//! Passing an offer on, with a word of one's own: as a thread of a room, where it can be
//! talked about, or as a message to someone one already writes to. A room has it once.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, sea_query::OnConflict,
};

use super::{
    Readable,
    listing::{self, Listed},
};
use crate::{
    access::{Person, Viewer},
    database::Db,
    freshness::Tag,
    house::House,
    models::{
        _entities::{communities, contacts, offer_relays, threads, users},
        contacts as between,
        threads::{self as talk, TITLE_LIMIT, opening::Draft},
    },
    refusals::{Failure, Outcome, Refusal, check_text},
};

/// Bytes.
pub const WORDS_LIMIT: usize = 3_000;
/// People and rooms one chooses among.
const MOST: u64 = 100;

/// Where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    Room(i64),
    /// A conversation of mine.
    Contact(i64),
}

impl To {
    /// `room-12`, `contact-3`.
    ///
    /// # Errors
    /// [`Refusal::Required`] for nothing, [`Refusal::NotAChoice`] for anything else.
    pub fn named(name: &str) -> Result<Self, Refusal> {
        let to = match name.split_once('-') {
            Some(("room", id)) => id.parse().ok().map(Self::Room),
            Some(("contact", id)) => id.parse().ok().map(Self::Contact),
            None if name.is_empty() => return Err(Refusal::Required { field: "to" }),
            _ => None,
        };
        to.ok_or(Refusal::NotAChoice { field: "to" })
    }
}

impl std::fmt::Display for To {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Room(id) => write!(f, "room-{id}"),
            Self::Contact(id) => write!(f, "contact-{id}"),
        }
    }
}

/// People I write to, by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn people(db: &Db, me: i64) -> Result<Vec<(i64, users::Model)>, DbErr> {
    use contacts::Column as C;
    let mine = Condition::any().add(C::ById.eq(me)).add(C::ToId.eq(me));
    let open = contacts::Entity::find().filter(mine).filter(C::State.eq("accepted")).order_by_desc(C::Id).limit(MOST);
    let open = open.all(db).await?;
    let other = |contact: &contacts::Model| if contact.by_id == me { contact.to_id } else { contact.by_id };
    let people = users::Entity::find().filter(users::Column::Id.is_in(open.iter().map(other))).all(db).await?;
    let named = open.iter().filter_map(|contact| {
        let person = people.iter().find(|person| person.id == other(contact))?;
        Some((contact.id, person.clone()))
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|(_, person)| person.display_name.to_lowercase());
    Ok(named)
}

/// Threads that pass it on, of rooms the reader may read, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn relayed(db: &Db, viewer: &Viewer, offer: i64) -> Result<Vec<talk::Readable>, DbErr> {
    let found = threads::Entity::find()
        .join(JoinType::InnerJoin, offer_relays::Relation::Threads.def().rev())
        .find_also_related(communities::Entity)
        .filter(offer_relays::Column::OfferId.eq(offer))
        .filter(threads::Column::WithdrawnAt.is_null())
        .filter(viewer.readable_rooms())
        .order_by_desc(threads::Column::Id)
        .limit(MOST);
    let found = found.all(db).await?.into_iter();
    Ok(found.filter_map(|(thread, room)| Some(talk::Readable { thread, room: room? })).collect())
}

/// The offer that a thread passes on, while anyone may read it.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_thread<C: ConnectionTrait>(db: &C, thread: i64) -> Result<Option<Listed>, DbErr> {
    let relay = offer_relays::Entity::find().filter(offer_relays::Column::ThreadId.eq(thread)).one(db).await?;
    let Some(relay) = relay else { return Ok(None) };
    Ok(listing::still_told(db, vec![relay.offer_id]).await?.pop())
}

impl Readable {
    /// Passes it on; returns where it can be read.
    ///
    /// # Errors
    /// [`Refusal::OfferOver`] unless it is published; [`Refusal::NotAChoice`] of `to` where
    /// one may not write, or of a room that has it; the refusal to show beside `words`.
    pub async fn relay(
        &self,
        house: &House,
        viewer: &Viewer,
        me: &Person,
        to: To,
        (words, draft): (&str, &str),
    ) -> Outcome<String> {
        me.may_write()?;
        if !self.is_published() {
            return Err(Refusal::OfferOver { state: self.state.clone() }.into());
        }
        let words = check_text("words", words, WORDS_LIMIT, true)?;
        let plain = |text: &str| text.replace(['[', ']'], " ");
        let link = house.address(&self.path());
        let body = format!("{words}\n\n[{}, {}]({link})", plain(&self.title), plain(&self.organisation.name));
        match to {
            To::Room(room) => self.relay_to_room(&house.db, viewer, me, room, (body, draft)).await,
            To::Contact(contact) => {
                let contact = between::Model::readable_by(&house.db, me, contact).await.map_err(as_choice)?;
                if !contact.is_accepted() {
                    return Err(Refusal::NotAChoice { field: "to" }.into());
                }
                let message = contact.write(&house.db, me, &body).await?;
                Ok(format!("{}#message-{message}", contact.path()))
            }
        }
    }

    async fn relay_to_room(
        &self,
        db: &Db,
        viewer: &Viewer,
        me: &Person,
        room: i64,
        (body, draft): (String, &str),
    ) -> Outcome<String> {
        let not_there = || Failure::from(Refusal::NotAChoice { field: "to" });
        let room = communities::Entity::find_by_id(room).one(db).await?.ok_or_else(not_there)?;
        if !me.rooms.iter().any(|mine| mine.id == room.id) || !viewer.may_read(&room) {
            return Err(not_there());
        }
        if relayed(db, viewer, self.id).await?.iter().any(|thread| thread.room.id == room.id) {
            return Err(not_there());
        }
        let mut title = format!("{}, {}", self.title, self.organisation.name);
        title.truncate(title.floor_char_boundary(TITLE_LIMIT));
        let draft = Draft { title, body, kind: "discussion".to_owned(), draft: draft.to_owned(), ..Draft::default() };
        let thread = room.open_thread(db, me, &draft).await?;
        // The thread says what it passes on: without this line it only lacks its card.
        let txn = db.write().await?;
        let relay =
            offer_relays::ActiveModel { offer_id: Set(self.id), thread_id: Set(thread.id), ..Default::default() };
        let once = OnConflict::column(offer_relays::Column::ThreadId).do_nothing().to_owned();
        offer_relays::Entity::insert(relay).on_conflict(once).exec_without_returning(&txn).await?;
        txn.also_forget(Tag::Offer(self.id));
        txn.also_forget(Tag::Thread(thread.id));
        txn.commit().await?;
        Ok(thread.path())
    }
}

/// What is not mine to write to is no choice.
fn as_choice(failure: Failure) -> Failure {
    match failure {
        Failure::Missing => Refusal::NotAChoice { field: "to" }.into(),
        failure => failure,
    }
}
