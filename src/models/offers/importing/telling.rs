//! Telling those who recruit for an organisation that one of its addresses is not read any
//! more: a line each, and a letter, until someone has it read again.

use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use crate::{
    access::Viewer,
    clock,
    database::Write,
    freshness::Tag,
    house::House,
    models::{
        _entities::offer_sources,
        letters::Letter,
        notifications::{self, between, telling::mail_at},
        organisations::{self, members},
        unsubscribing::{self, Scope},
        users,
    },
    refusals::Outcome,
};

const GIVEN_UP: &str = "source-given-up";

/// Its line in the page of its organisation's sources, after a slash.
pub fn subject(of: &organisations::Model, source: i64) -> String {
    format!("organisations/{}/sources#source-{source}", of.slug)
}

/// Tells them that it was given up.
pub(super) async fn given_up(txn: &Write, source: &offer_sources::Model) -> Result<(), DbErr> {
    let of = organisations::Entity::find_by_id(source.organisation_id).one(txn).await?;
    let Some(of) = of else { return Ok(()) };
    let now = clock::now();
    let line = |person: &users::Model| notifications::ActiveModel {
        user_id: Set(person.id),
        subject: Set(subject(&of, source.id)),
        source_id: Set(Some(source.id)),
        reason: Set(GIVEN_UP.to_owned()),
        updated_at: Set(now.into()),
        mail_at: Set(mail_at(person, GIVEN_UP, now).map(Into::into)),
        ..Default::default()
    };
    let lines = members::recruiters(txn, of.id).await?.iter().map(line).collect();
    between::put_all(txn, lines).await
}

/// Someone has it read again: there is nothing to look at any more.
pub(super) async fn taken_up(txn: &Write, source: i64) -> Result<(), DbErr> {
    use notifications::Column as N;
    let lines = notifications::Entity::find().filter(N::SourceId.eq(source));
    let people: Vec<i64> = lines.select_only().column(N::UserId).into_tuple().all(txn).await?;
    notifications::Entity::delete_many().filter(N::SourceId.eq(source)).exec(txn).await?;
    people.into_iter().for_each(|person| txn.also_forget(Tag::Told(person)));
    Ok(())
}

/// What they were told of an organisation's sources is not for this person any more.
///
/// # Errors
/// When the database refuses.
pub async fn untell(txn: &Write, of: i64, person: i64) -> Result<(), DbErr> {
    use notifications::Column as N;
    let sources = offer_sources::Entity::find()
        .select_only()
        .column(offer_sources::Column::Id)
        .filter(offer_sources::Column::OrganisationId.eq(of));
    let lines = notifications::Entity::delete_many()
        .filter(N::UserId.eq(person))
        .filter(N::SourceId.in_subquery(sources.into_query()));
    lines.exec(txn).await?;
    txn.also_forget(Tag::Told(person));
    Ok(())
}

/// What is due of it, unless it is read again meanwhile, or was read about.
///
/// # Errors
/// When the database cannot be read.
pub async fn letter(house: &House, user: &users::Model, line: &notifications::Model) -> Outcome<Option<Letter>> {
    let db = &house.db;
    let Some(source) = line.source_id.filter(|_| line.read_at.is_none()) else { return Ok(None) };
    let source = offer_sources::Entity::find_by_id(source).one(db).await?;
    let Some(source) = source.filter(offer_sources::Model::is_given_up) else { return Ok(None) };
    let of = organisations::Entity::find_by_id(source.organisation_id).one(db).await?;
    let Some(of) = of else { return Ok(None) };
    let reader = Viewer::Member(std::sync::Arc::new(user.at_the_door(db).await?));
    let recruits = match reader.person() {
        Some(person) => of.is_recruited_by(db, person).await?,
        None => false,
    };
    if !recruits {
        return Ok(None);
    }
    let letter = Letter::to(user, "source")
        .with("source", &source.name)
        .with("organisation", &of.name)
        .link(house.address(&notifications::at(&line.subject)))
        .unsubscribe(unsubscribing::token(house, user.id, Scope::All));
    let why = letter.lang().say_with("refusal-unfetched", &[("why", source.said.into())]);
    Ok(Some(letter.with_ours("why", why)))
}
