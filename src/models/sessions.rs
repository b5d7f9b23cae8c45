//! Sessions: revocable, visible to the person, known by a digest of their token.
//! Kept in memory between requests, with the person they open, and forgotten
//! when anything that decides about that person changes.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};

pub use super::_entities::sessions::{ActiveModel, Column, Entity, Model};
use super::{
    activities::{self, About, Verb},
    keyset::{After, Slice},
    links::{digest, secret},
    users,
};
use crate::clock;
use crate::{
    access::Person,
    database::{Db, Write},
    freshness::{Freshness, Hour, Tag},
    house::House,
    refusals::{Failure, Outcome, Refusal},
};

/// A session unused for this long is over.
const LIVES: Duration = Duration::days(60);
/// What changes how one signs in asks for a password this recent.
const RECENT: Duration = Duration::minutes(15);

/// A session met in memory.
#[derive(Clone, Debug)]
pub struct Known {
    pub session: i64,
    pub person: Arc<Person>,
    begun: Hour,
}

#[derive(Debug)]
pub struct InMemory {
    known: moka::sync::Cache<String, Known>,
    freshness: Arc<Freshness>,
    /// Last uses, written in batches: reading a page writes nothing.
    used: Mutex<HashMap<i64, (i64, DateTime<Utc>)>>,
}

impl InMemory {
    pub fn new(freshness: Arc<Freshness>) -> Self {
        let known =
            moka::sync::Cache::builder().max_capacity(20_000).time_to_live(std::time::Duration::from_secs(60)).build();
        Self { known, freshness, used: Mutex::default() }
    }
}

/// The session a token opens, and whom.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(house: &House, token: &str) -> Result<Option<Known>, DbErr> {
    if token.len() != 64 {
        return Ok(None);
    }
    if let Some(known) = remembered(house, token) {
        return Ok(Some(known));
    }
    let memory = &house.sessions;
    let digest = digest(house, token);
    let begun = memory.freshness.hour();
    let found = Entity::find()
        .filter(Column::TokenDigest.eq(&digest))
        .filter(Column::ExpiresAt.gt(clock::now()))
        .find_also_related(users::Entity)
        .one(&house.db)
        .await?;
    let Some((session, Some(user))) = found else { return Ok(None) };
    let person = Arc::new(user.at_the_door(&house.db).await?);
    let known = Known { session: session.id, person, begun };
    memory.known.insert(digest, known.clone());
    note_use(memory, session.id, known.person.id);
    Ok(Some(known))
}

/// The same, as far as this process remembers.
pub fn remembered(house: &House, token: &str) -> Option<Known> {
    let memory = &house.sessions;
    let known = memory.known.get(&digest(house, token))?;
    if !memory.freshness.holds(known.begun, &[Tag::Person(known.person.id)]) {
        return None;
    }
    note_use(memory, known.session, known.person.id);
    Some(known)
}

fn note_use(memory: &InMemory, session: i64, person: i64) {
    memory.used.lock().unwrap_or_else(PoisonError::into_inner).insert(session, (person, clock::now()));
}

/// Writes the last uses gathered since the last time.
///
/// # Errors
/// When the database refuses; these uses are then lost, which costs nobody anything.
pub async fn write_last_uses(house: &House) -> Result<(), DbErr> {
    let used = std::mem::take(&mut *house.sessions.used.lock().unwrap_or_else(PoisonError::into_inner));
    if used.is_empty() {
        return Ok(());
    }
    let txn = house.db.write().await?;
    for (session, (person, at)) in used {
        Entity::update_many()
            .col_expr(Column::LastUsedAt, Expr::value(at))
            .col_expr(Column::ExpiresAt, Expr::value(at + LIVES))
            .filter(Column::Id.eq(session))
            .exec(&txn)
            .await?;
        users::viewing::seen(&txn, person, at).await?;
    }
    txn.commit().await
}

/// Opens a session. Returns the token for the cookie; it is nowhere else.
///
/// # Errors
/// When the database refuses.
pub async fn open(house: &House, user: i64, device: &str, by_password: bool) -> Outcome<String> {
    let token = secret();
    let now = clock::now();
    let txn = house.db.write().await?;
    Entity::insert(ActiveModel {
        user_id: Set(user),
        token_digest: Set(digest(house, &token)),
        device: Set(self::device(device)),
        created_at: Set(now.into()),
        last_used_at: Set(now.into()),
        password_at: Set(by_password.then(|| now.into())),
        expires_at: Set((now + LIVES).into()),
        ..Default::default()
    })
    .exec_without_returning(&txn)
    .await?;
    activities::record(&txn, Some(user), Verb::SignedIn, About::person(user), "").await?;
    txn.commit().await?;
    Ok(token)
}

/// What a browser says of itself, as a person would: “Firefox, Android”.
fn device(user_agent: &str) -> String {
    let find = |names: &[(&str, &str)]| {
        names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| (*name).to_owned())
    };
    let browser =
        find(&[("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Sessions on a page.
pub const PAGE: u64 = 20;

/// Where this person is signed in, last used first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, user: i64, after: Option<After>) -> Result<Slice<Model>, DbErr> {
    let mut sessions = open_of(user).order_by_desc(Column::LastUsedAt).order_by_desc(Column::Id).limit(PAGE + 1);
    if let Some(after) = after {
        sessions = sessions.filter(after.earlier(Expr::col(Column::LastUsedAt), Expr::col(Column::Id)));
    }
    let place = |session: &Model| After { at: session.last_used_at.to_utc(), id: session.id };
    Ok(Slice::cut(sessions.all(db).await?, PAGE, place))
}

/// Whether they are signed in elsewhere than in this session.
///
/// # Errors
/// When the database cannot be read.
pub async fn elsewhere(db: &Db, user: i64, here: Option<i64>) -> Result<bool, DbErr> {
    let other = open_of(user).filter(Column::Id.ne(here.unwrap_or_default())).select_only().column(Column::Id);
    Ok(other.into_tuple::<i64>().one(db).await?.is_some())
}

fn open_of(user: i64) -> Select<Entity> {
    Entity::find().filter(Column::UserId.eq(user)).filter(Column::ExpiresAt.gt(clock::now()))
}

/// Ends one session of this person.
///
/// # Errors
/// [`Failure::Missing`] when it is not theirs.
pub async fn end(db: &Db, person: i64, session: i64) -> Outcome<()> {
    let txn = db.write().await?;
    let ended =
        Entity::delete_many().filter(Column::Id.eq(session)).filter(Column::UserId.eq(person)).exec(&txn).await?;
    if ended.rows_affected == 0 {
        return Err(Failure::Missing);
    }
    activities::record(&txn, Some(person), Verb::SessionEnded, About::person(person), "").await?;
    txn.commit().await?;
    Ok(())
}

/// Ends every session of a person but one, within a larger act.
///
/// # Errors
/// When the database refuses.
pub async fn end_others(txn: &Write, person: i64, keep: Option<i64>) -> Result<(), DbErr> {
    let mut others = Entity::delete_many().filter(Column::UserId.eq(person));
    if let Some(keep) = keep {
        others = others.filter(Column::Id.ne(keep));
    }
    others.exec(txn).await?;
    activities::record(txn, Some(person), Verb::SessionEnded, About::person(person), "").await
}

/// Whether this session's password is recent enough for what changes an account;
/// otherwise `password` has to open it now.
///
/// # Errors
/// [`Refusal::PasswordNeeded`] or [`Refusal::WrongPassword`].
pub async fn recent_password(house: &House, session: i64, user: &users::Model, password: &str) -> Outcome<()> {
    if password.is_empty() {
        let session = Entity::find_by_id(session).one(&house.db).await?;
        let recent =
            session.and_then(|session| session.password_at).is_some_and(|at| at.to_utc() > clock::now() - RECENT);
        return if recent { Ok(()) } else { Err(Refusal::PasswordNeeded.into()) };
    }
    if !users::passwords::opens(Some(user), password).await {
        return Err(Refusal::WrongPassword.into());
    }
    let txn = house.db.write().await?;
    Entity::update_many()
        .col_expr(Column::PasswordAt, Expr::value(Some(clock::now())))
        .filter(Column::Id.eq(session))
        .filter(Column::UserId.eq(user.id))
        .exec(&txn)
        .await?;
    Ok(txn.commit().await?)
}
