//! Closing an account: at once, in one transaction. From then on nobody signs in,
//! the address and the handle are no longer anyone's, and what is left to erase is
//! written down before the first of it is erased.

use chrono::{Duration, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, LockType, OnConflict},
};
use sha2::{Digest, Sha256};

use crate::{
    access::Person,
    clock,
    database::Write,
    house::House,
    models::{
        _entities::{communities, erasures, links, memberships, reserved_handles, sessions},
        accompaniments,
        activities::{self, About, Verb},
        letters::Letter,
        links::secret,
        users::{self, handles},
    },
    refusals::{Failure, Outcome, Refusal},
};

/// For so long nobody else takes the handle of someone who left.
const RESERVED: Duration = Duration::days(365);

/// What becomes of the posts of someone who leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posts {
    /// Each stays, under a name of its own.
    Keep,
    /// They go; the conversation keeps the trace that something was there.
    Remove,
}

impl Posts {
    pub fn name(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Remove => "remove",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        match name {
            "keep" => Some(Self::Keep),
            "remove" => Some(Self::Remove),
            _ => None,
        }
    }
}

/// Someone asks to be erased. Their account is closed when this returns; the rest
/// follows.
///
/// # Errors
/// [`Refusal::LastManager`] for whoever is alone to care for a room.
pub async fn ask(house: &House, person: &Person, posts: Posts) -> Outcome<()> {
    let user = users::Model::by_id(&house.db, person.id).await?;
    let letter = Letter::to(&user, "erased").write(house)?;
    let txn = house.db.write().await?;
    if close(&txn, user.id, posts, Last::Refused).await? {
        letter.post(&txn, None).await?;
    }
    txn.commit().await?;
    house.works.ring();
    Ok(())
}

/// Whether a room may be left without anyone to care for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Last {
    Refused,
    /// It was decided already: an erasure made again.
    Allowed,
}

/// Closes the account, and writes down that it is to be erased; false when that was
/// done already.
pub(in crate::models) async fn close(txn: &Write, id: i64, posts: Posts, last: Last) -> Outcome<bool> {
    let user = users::Entity::find_by_id(id).lock(LockType::Update).one(txn).await?.ok_or(Failure::Missing)?;
    let begun = erasures::Entity::find()
        .filter(erasures::Column::PersonId.eq(id))
        .filter(erasures::Column::FinishedAt.is_null());
    if begun.one(txn).await?.is_some() {
        return Ok(false);
    }
    if last == Last::Refused && !alone_in_charge_of(txn, id, true).await?.is_empty() {
        return Err(Refusal::LastManager.into());
    }
    // What they cared for is cared for by the others from now on.
    memberships::Entity::update_many()
        .col_expr(memberships::Column::Role, Expr::value("member"))
        .filter(memberships::Column::UserId.eq(id))
        .exec(txn)
        .await?;
    // Whatever they were called: looked for in others' words, and nobody's for a while.
    let mut called = vec![user.handle.clone()];
    called.extend(users::former::take(txn, id).await?);
    erasures::Entity::insert(erasures::ActiveModel {
        person_id: Set(id),
        posts: Set(posts.name().to_owned()),
        erased_at: Set(clock::now().into()),
        email: Set(Some(user.email.clone())),
        handle: Set(Some(called.join(" "))),
        name: Set(Some(user.display_name.clone())),
        ..Default::default()
    })
    .on_conflict(
        OnConflict::column(erasures::Column::PersonId)
            .update_columns([
                erasures::Column::Posts,
                erasures::Column::Email,
                erasures::Column::Handle,
                erasures::Column::Name,
                erasures::Column::HeldUntil,
                erasures::Column::FinishedAt,
            ])
            .to_owned(),
    )
    .exec_without_returning(txn)
    .await?;
    for handle in &called {
        reserve(txn, handle).await?;
    }
    accompaniments::ending::leave(txn, id, true).await?;
    sessions::Entity::delete_many().filter(sessions::Column::UserId.eq(id)).exec(txn).await?;
    links::Entity::delete_many().filter(links::Column::UserId.eq(id)).exec(txn).await?;
    empty(user).update(txn).await?;
    activities::record(txn, None, Verb::Erased, About::default(), "").await?;
    Ok(true)
}

/// The account while the rest is being erased: it opens to nobody and tells nothing.
fn empty(user: users::Model) -> users::ActiveModel {
    let mark = &secret()[..16];
    let mut user = user.into_active_model();
    user.email = Set(format!("{mark}@erased.invalid"));
    user.email_confirmed_at = Set(None);
    user.handle = Set(format!("x-{mark}"));
    user.handle_skeleton = Set(format!("x-{mark}"));
    user.display_name = Set(super::names::NOBODY.to_owned());
    user.password_hash = Set(None);
    user.kind = Set("other".to_owned());
    user.claim = Set("none".to_owned());
    user.organisation_name = Set(None);
    user.about = Set(String::new());
    user.is_admin = Set(false);
    user.is_ambassador = Set(false);
    user
}

/// The rooms that nobody else cares for.
///
/// # Errors
/// When the database cannot be read.
pub async fn alone_in_charge_of<C: ConnectionTrait>(
    db: &C,
    person: i64,
    hold: bool,
) -> Result<Vec<communities::Model>, DbErr> {
    let managed: Vec<i64> = memberships::Entity::find()
        .select_only()
        .column(memberships::Column::CommunityId)
        .filter(memberships::Column::UserId.eq(person))
        .filter(memberships::Column::Role.eq("manager"))
        .into_tuple()
        .all(db)
        .await?;
    if managed.is_empty() {
        return Ok(vec![]);
    }
    let mut rooms = communities::Entity::find()
        .filter(communities::Column::Id.is_in(managed))
        .filter(communities::Column::State.eq("open"))
        .order_by_asc(communities::Column::Id);
    if hold {
        // Of the last two who care for it, one stays: see `memberships::leave`.
        rooms = rooms.lock(LockType::NoKeyUpdate);
    }
    let mut alone = vec![];
    for room in rooms.all(db).await? {
        let managers = memberships::Entity::find()
            .filter(memberships::Column::CommunityId.eq(room.id))
            .filter(memberships::Column::Role.eq("manager"));
        if managers.count(db).await? <= 1 {
            alone.push(room);
        }
    }
    Ok(alone)
}

async fn reserve(txn: &Write, handle: &str) -> Result<(), DbErr> {
    // To the day: the hour would lead back to whoever left then.
    let until = (clock::now() + RESERVED).date_naive().and_time(chrono::NaiveTime::MIN).and_local_timezone(Utc);
    reserved_handles::Entity::insert(reserved_handles::ActiveModel {
        digest: Set(digest(handle)),
        until: Set(until.single().unwrap_or_else(clock::now).into()),
        ..Default::default()
    })
    .on_conflict(
        OnConflict::column(reserved_handles::Column::Digest).update_column(reserved_handles::Column::Until).to_owned(),
    )
    .exec_without_returning(txn)
    .await
    .map(|_| ())
}

/// Whether someone who left a short while ago was called so, or much like it.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_reserved<C: ConnectionTrait>(db: &C, handle: &str) -> Result<bool, DbErr> {
    Ok(reserved_handles::Entity::find()
        .filter(reserved_handles::Column::Digest.eq(digest(handle)))
        .filter(reserved_handles::Column::Until.gt(clock::now()))
        .one(db)
        .await?
        .is_some())
}

/// A handle was public: the digest keeps it from being read, not from being guessed.
fn digest(handle: &str) -> String {
    let digest = Sha256::digest(format!("passerelle handle\0{}", handles::skeleton(handle)));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
