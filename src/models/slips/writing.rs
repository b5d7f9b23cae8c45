//! Writing it down: the account, the question and the profile are there together, or
//! nothing is.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::LockType,
};

use super::{ActiveModel, CONSENT, Column, Entity, LASTS, Model, code, only_advisers};
use crate::{
    access::{Audience, Kind, Person, Viewer},
    clock,
    database::{Db, Write},
    house::House,
    models::{
        activities::{self, About, Verb},
        communities, drafts,
        following::{self, Level, Subject},
        links::{digest, secret, spend_all},
        profiles::prepared::Typed,
        threads::opening::{self, Opening},
        users::{self, NAME_LIMIT, handles, signing_up::new_account},
    },
    refusals::{Failure, Outcome, Refusal, check_line},
};

/// In one day, by one adviser: more is not people in front of a desk.
pub const A_DAY: u64 = 60;

/// Rooms to choose among; a house with more is asked for from the room itself.
const ROOMS: u64 = 300;

/// Bytes of a room's name in addresses; none of ours is longer.
const SLUG_LIMIT: usize = 200;

/// Kinds of people for whom one writes.
pub const KINDS: [&str; 2] = ["seeker", "other"];

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// What the person is to be called.
    pub name: String,
    pub kind: String,
    /// The language in which the house will speak to them, and in which it was read out.
    pub locale: String,
    /// The slug of the room, when there is a question.
    pub room: String,
    pub title: String,
    pub body: String,
    pub profile: Typed,
    /// They are here, it was read out to them, they agree.
    pub agreed: bool,
    pub number: String,
}

/// A slip, and the code that is told here and never again.
#[derive(Clone, Debug)]
pub struct Made {
    pub slip: Model,
    pub code: String,
}

/// Writes it. The same form sent twice makes one slip, with another code.
///
/// # Errors
/// [`Refusal::ConsentNeeded`], [`Refusal::SlipsToday`], or the refusal to show beside a field.
pub async fn make(house: &House, me: &Person, draft: &Draft) -> Outcome<Made> {
    only_advisers(me)?;
    me.may_write()?;
    let name = check_line("display_name", &draft.name, NAME_LIMIT, true)?;
    let kind = Kind::named(&draft.kind)
        .filter(|_| KINDS.contains(&draft.kind.as_str()))
        .ok_or(Refusal::NotAChoice { field: "kind" })?;
    let locale = match draft.locale.as_str() {
        "" | "fr" => "fr",
        "en" => "en",
        _ => return Err(Refusal::NotAChoice { field: "locale" }.into()),
    };
    let number = drafts::check_number(&draft.number)?;
    let question = question(house, me, draft).await?;
    let profile = draft.profile.checked()?;
    if question.is_none() && profile.is_none() {
        return Err(Refusal::Required { field: "title" }.into());
    }
    if !draft.agreed {
        return Err(Refusal::ConsentNeeded.into());
    }
    let code = code::fresh();
    let txn = house.db.write().await?;
    if !house.db.is_sqlite() {
        // One at a time for an adviser: a double click waits for its first half.
        users::Entity::find_by_id(me.id).lock(LockType::NoKeyUpdate).one(&txn).await?;
    }
    if let Some(made) = made_already(&txn, me, number.as_deref()).await? {
        let slip = made.with_code(&txn, digest(house, &code)).await?;
        txn.commit().await?;
        return Ok(Made { slip, code });
    }
    check_day(&txn, me).await?;
    let person = open_account(&txn, &name, kind, locale).await?;
    let now = clock::now();
    let mut slip = ActiveModel {
        person_id: Set(person),
        adviser_id: Set(Some(me.id)),
        with_profile: Set(profile.is_some()),
        state: Set("waiting".to_owned()),
        code_digest: Set(Some(digest(house, &code))),
        draft: Set(number),
        consent: Set(format!("{CONSENT} {locale}")),
        made_at: Set(now.into()),
        expires_at: Set((now + LASTS).into()),
        ..Default::default()
    };
    if let Some((room, opening)) = question {
        let thread = opening.write(&txn, &room, person).await?;
        // Who wrote it down hears of the answers, for when the person comes by.
        following::set_within(&txn, me.id, Subject::Thread(thread.id), Level::All).await?;
        slip.thread_id = Set(Some(thread.id));
    }
    if let Some(profile) = profile {
        profile.write(&txn, person).await?;
    }
    let slip = slip.insert(&txn).await?;
    record(&txn, me, Verb::SlipMade, &slip).await?;
    txn.commit().await?;
    Ok(Made { slip, code })
}

/// The question, when one was typed, and the room that takes it: one that anyone signed
/// in reads, so that whoever writes it down reads it too.
async fn question(house: &House, me: &Person, draft: &Draft) -> Outcome<Option<(communities::Model, Opening)>> {
    if draft.title.trim().is_empty() && draft.body.trim().is_empty() {
        return Ok(None);
    }
    let slug = check_line("room", &draft.room, SLUG_LIMIT, true)?;
    let viewer = Viewer::Member(me.clone().into());
    let room = match communities::Model::readable_by(&house.db, &viewer, &slug).await {
        Ok(room) if takes_slips(&room) => room,
        Ok(_) | Err(Failure::Missing) => return Err(Refusal::NotAChoice { field: "room" }.into()),
        Err(failure) => return Err(failure),
    };
    let typed = opening::Draft { title: draft.title.clone(), body: draft.body.clone(), ..opening::Draft::default() };
    let opening = room.takes(&house.db, me, &typed).await?;
    Ok(Some((room, opening)))
}

/// The rooms where one may write for someone, by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn rooms(db: &Db, viewer: &Viewer) -> Result<Vec<communities::Model>, DbErr> {
    communities::Entity::find()
        .filter(viewer.readable_rooms())
        .filter(communities::Column::State.eq("open"))
        .filter(communities::Column::Audience.is_in([Audience::Public.name(), Audience::Members.name()]))
        .order_by_asc(communities::Column::Name)
        .limit(ROOMS)
        .all(db)
        .await
}

/// Whether anyone who signs in reads and writes there.
pub fn takes_slips(room: &communities::Model) -> bool {
    let audience = Audience::named(&room.audience);
    room.state == "open" && matches!(audience, Some(Audience::Public | Audience::Members))
}

async fn made_already(txn: &Write, me: &Person, number: Option<&str>) -> Outcome<Option<Model>> {
    let Some(number) = number else { return Ok(None) };
    let made = Entity::find()
        .filter(Column::AdviserId.eq(me.id))
        .filter(Column::Draft.eq(number))
        .filter(Column::State.eq("waiting"));
    Ok(made.one(txn).await?)
}

async fn check_day(txn: &Write, me: &Person) -> Outcome<()> {
    let since = clock::now() - chrono::Duration::days(1);
    let lately = Entity::find().filter(Column::AdviserId.eq(me.id)).filter(Column::MadeAt.gt(since));
    if lately.count(txn).await? >= A_DAY {
        return Err(Refusal::SlipsToday { most: A_DAY }.into());
    }
    Ok(())
}

/// An account that nobody signs in to: what stands in for its address is nobody's
/// (RFC 2606, section 2).
async fn open_account(txn: &Write, name: &str, kind: Kind, locale: &str) -> Outcome<i64> {
    let handle = handles::propose(txn, name).await?;
    let address = format!("{}@slip.invalid", &secret()[..24]);
    let person = users::ActiveModel {
        handle_skeleton: Set(handles::skeleton(&handle)),
        handle: Set(handle),
        ..new_account(&address, name, kind, locale)
    };
    let person = person.insert(txn).await?;
    activities::record(txn, Some(person.id), Verb::SignedUp, About::person(person.id), "").await?;
    Ok(person.id)
}

impl Model {
    /// Another code, and sixty days more; the one before opens nothing.
    ///
    /// # Errors
    /// [`Refusal::SlipSpent`] when it was taken up meanwhile.
    pub async fn renew(&self, house: &House, me: &Person) -> Outcome<Made> {
        let code = code::fresh();
        let txn = house.db.write().await?;
        let waiting = Entity::find_by_id(self.id).filter(Column::State.eq("waiting")).lock(LockType::Update);
        let waiting = waiting.one(&txn).await?.ok_or(Refusal::SlipSpent)?;
        let slip = waiting.with_code(&txn, digest(house, &code)).await?;
        record(&txn, me, Verb::SlipMade, &slip).await?;
        txn.commit().await?;
        Ok(Made { slip, code })
    }

    async fn with_code(self, txn: &Write, digest: String) -> Outcome<Self> {
        // Whoever found the paper before may have asked an address of theirs to answer.
        spend_all(txn, self.person_id).await?;
        let mut slip = self.into_active_model();
        slip.code_digest = Set(Some(digest));
        slip.expires_at = Set((clock::now() + LASTS).into());
        Ok(slip.update(txn).await?)
    }
}

pub(super) async fn record(txn: &Write, by: &Person, verb: Verb, slip: &Model) -> Outcome<()> {
    let note = format!("slips/{}", slip.id);
    Ok(activities::record(txn, Some(by.id), verb, About::person(slip.person_id), &note).await?)
}
