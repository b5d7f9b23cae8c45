//! What of a profile someone sees, and giving it. The first view has a public; each
//! field has one of its own, inside it; and a field can be given to one person by
//! name, who then sees the first view too, until it is taken back.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict,
};

use super::{Field, Model, PUBLICS};
use crate::{
    access::{Audience, Person, Viewer},
    clock,
    database::{Db, Write},
    models::{
        _entities::{blocks, disclosures, profiles, users},
        activities::{self, About, Verb},
        applications::sharing,
        organisations::members,
    },
    refusals::{Outcome, Refusal},
};

/// Why someone sees something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is their own.
    Own,
    /// Everyone does.
    Public,
    /// They are of those it is shown to.
    Audience,
    /// It was given to them.
    Given,
}

impl Why {
    /// As `accesses.why` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Public => "public",
            Self::Audience => "audience",
            Self::Given => "given",
        }
    }
}

/// What of a profile someone sees.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// The first view.
    pub profile: Option<Why>,
    fields: Vec<(Field, Why)>,
}

impl Sight {
    pub fn contains(&self, field: Field) -> bool {
        self.why(field).is_some()
    }

    pub fn why(&self, field: Field) -> Option<Why> {
        self.fields.iter().find(|(seen, _)| *seen == field).map(|(_, why)| *why)
    }

    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.fields.iter().map(|(field, _)| *field)
    }
}

/// # Errors
/// When the database cannot be read.
pub async fn sight<C: ConnectionTrait>(db: &C, viewer: &Viewer, profile: &Model) -> Result<Sight, DbErr> {
    let kept_away = match viewer.id() {
        Some(me) if me != profile.user_id => is_kept_away(db, profile.user_id, me).await?,
        _ => false,
    };
    sight_of(db, viewer, profile, kept_away).await
}

/// The same, when whether its owner keeps this viewer at a distance is known.
///
/// # Errors
/// When the database cannot be read.
pub async fn sight_of<C: ConnectionTrait>(
    db: &C,
    viewer: &Viewer,
    profile: &Model,
    kept_away: bool,
) -> Result<Sight, DbErr> {
    let Some(me) = viewer.id() else { return Ok(seen(viewer, profile, &[])) };
    if me == profile.user_id {
        return Ok(Sight { profile: Some(Why::Own), fields: Field::ALL.map(|field| (field, Why::Own)).into() });
    }
    if kept_away {
        return Ok(seen(&Viewer::Visitor, profile, &[]));
    }
    let mut given = given_to(db, profile.user_id, me).await?;
    if viewer.person().is_some_and(|me| members::may_recruit(me)) {
        // Given to an organisation, with an answer to one of its offers.
        given.extend(sharing::given_to(db, profile.user_id, me).await?);
    }
    Ok(seen(viewer, profile, &given))
}

/// The same for someone who is not there: what they would see, given this.
pub fn seen(viewer: &Viewer, profile: &Model, given: &[Field]) -> Sight {
    let among = |audience: Option<Audience>| match audience {
        Some(Audience::Public) => Some(Why::Public),
        Some(audience) if viewer.is_among(audience) => Some(Why::Audience),
        _ => None,
    };
    let first = among(profile.shown_to()).or((!given.is_empty()).then_some(Why::Given));
    let Some(first) = first else { return Sight::default() };
    let field = |field: Field| {
        // What is open to those who do not see the profile is open to nobody.
        let open = among(profile.shown_to()).and(among(profile.audience(field)));
        Some((field, open.or(given.contains(&field).then_some(Why::Given))?))
    };
    Sight { profile: Some(first), fields: Field::ALL.into_iter().filter_map(field).collect() }
}

/// Whether the owner keeps this person at a distance.
///
/// # Errors
/// When the database cannot be read.
pub(in crate::models) async fn is_kept_away<C: ConnectionTrait>(
    db: &C,
    owner: i64,
    person: i64,
) -> Result<bool, DbErr> {
    use blocks::Column as B;
    let block = blocks::Entity::find().filter(B::UserId.eq(owner)).filter(B::OtherId.eq(person));
    Ok(block.filter(B::Kind.eq("block")).one(db).await?.is_some())
}

/// What one person was given by name.
///
/// # Errors
/// When the database cannot be read.
pub async fn given_to<C: ConnectionTrait>(db: &C, owner: i64, to: i64) -> Result<Vec<Field>, DbErr> {
    use disclosures::Column as D;
    let given = disclosures::Entity::find().filter(D::UserId.eq(owner)).filter(D::ToId.eq(to)).all(db).await?;
    Ok(given.iter().filter_map(|given| Field::named(&given.field)).collect())
}

/// Whether someone's photo is shown to this viewer.
///
/// # Errors
/// When the database cannot be read.
pub async fn sees_photo<C: ConnectionTrait>(db: &C, viewer: &Viewer, owner: i64) -> Result<bool, DbErr> {
    match Model::of(db, owner).await? {
        None => Ok(viewer.is(Some(owner))),
        Some(profile) => Ok(sight(db, viewer, &profile).await?.contains(Field::Photo)),
    }
}

/// Gives fields to one person; what was given stays given.
///
/// # Errors
/// When the database refuses.
pub async fn give(txn: &Write, owner: i64, to: i64, fields: &[Field], contact: Option<i64>) -> Result<(), DbErr> {
    use disclosures::{ActiveModel, Column as D, Entity};
    if fields.is_empty() {
        return Ok(());
    }
    Entity::insert_many(fields.iter().map(|field| ActiveModel {
        user_id: Set(owner),
        to_id: Set(to),
        field: Set(field.name().to_owned()),
        contact_id: Set(contact),
        given_at: Set(clock::now().into()),
        ..Default::default()
    }))
    .on_conflict(OnConflict::columns([D::UserId, D::ToId, D::Field]).do_nothing().to_owned())
    .exec_without_returning(txn)
    .await?;
    activities::record(txn, Some(owner), Verb::ProfileEdited, About::person(owner), "given").await
}

/// Takes back one field that was given to one person.
///
/// # Errors
/// When the database refuses.
pub async fn take_back_one(txn: &Write, owner: i64, to: i64, field: Field) -> Result<(), DbErr> {
    use disclosures::Column as D;
    sharing::take_back(txn, owner, to, Some(field)).await?;
    let given = disclosures::Entity::delete_many().filter(D::UserId.eq(owner)).filter(D::ToId.eq(to));
    if given.filter(D::Field.eq(field.name())).exec(txn).await?.rows_affected > 0 {
        activities::record(txn, Some(owner), Verb::ProfileEdited, About::person(owner), "taken_back").await?;
    }
    Ok(())
}

/// Takes back all that was given to one person.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(txn: &Write, owner: i64, to: i64) -> Result<(), DbErr> {
    use disclosures::Column as D;
    let given = disclosures::Entity::delete_many().filter(D::UserId.eq(owner)).filter(D::ToId.eq(to));
    if given.exec(txn).await?.rows_affected > 0 {
        activities::record(txn, Some(owner), Verb::ProfileEdited, About::person(owner), "taken_back").await?;
    }
    Ok(())
}

/// What was given to one person, as [`give`] takes it.
#[derive(Clone, Debug)]
pub struct Given {
    pub person: users::Model,
    pub fields: Vec<Field>,
}

/// To whom something was given by name, the latest first; a few people, all of them.
///
/// # Errors
/// When the database cannot be read.
pub async fn given_by<C: ConnectionTrait>(db: &C, owner: i64) -> Result<Vec<Given>, DbErr> {
    use disclosures::Column as D;
    let rows = disclosures::Entity::find().filter(D::UserId.eq(owner)).order_by_desc(D::Id).all(db).await?;
    let ids: Vec<i64> = rows.iter().map(|given| given.to_id).collect();
    let people = users::Entity::find().filter(users::Column::Id.is_in(ids)).all(db).await?;
    let mut all: Vec<Given> = vec![];
    for given in rows {
        let Some(field) = Field::named(&given.field) else { continue };
        if let Some(known) = all.iter_mut().find(|known| known.person.id == given.to_id) {
            known.fields.push(field);
        } else if let Some(person) = people.iter().find(|person| person.id == given.to_id) {
            all.push(Given { person: person.clone(), fields: vec![field] });
        }
    }
    Ok(all)
}

/// Whom the first view, and each field, is shown to: names of [`PUBLICS`].
#[derive(Clone, Debug, Default)]
pub struct Publics {
    pub shown_to: String,
    pub fields: Vec<(Field, String)>,
}

/// Says to whom one's profile is shown.
///
/// # Errors
/// [`Refusal::NotAChoice`].
pub async fn show_to(db: &Db, me: &Person, publics: &Publics) -> Outcome<()> {
    let check = |field: &'static str, public: &str| match PUBLICS.contains(&public) {
        true => Ok(()),
        false => Err(Refusal::NotAChoice { field }),
    };
    check("shown_to", &publics.shown_to)?;
    for (field, public) in &publics.fields {
        check(field.name(), public)?;
    }
    let txn = db.write().await?;
    let mut profile = super::editing::begun(&txn, me).await?;
    if profile.shown_at.as_ref().is_none() {
        profile.shown_at = Set((publics.shown_to != "me").then(|| clock::now().into()));
    }
    profile.shown_to = Set(publics.shown_to.clone());
    for (field, public) in &publics.fields {
        let column = match field {
            Field::Name => &mut profile.name_to,
            Field::Photo => &mut profile.photo_to,
            Field::Place => &mut profile.place_to,
            Field::Contact => &mut profile.contact_to,
            Field::Log => &mut profile.log_to,
        };
        *column = Set(public.clone());
    }
    super::editing::keep(&txn, me, profile).await?;
    txn.commit().await?;
    Ok(())
}

/// Takes back what was given to someone, by one's own act.
///
/// # Errors
/// When the database refuses.
pub async fn take_back_from(db: &Db, me: &Person, person: &users::Model) -> Outcome<()> {
    let txn = db.write().await?;
    sharing::take_back(&txn, me.id, person.id, None).await?;
    take_back(&txn, me.id, person.id).await?;
    txn.commit().await?;
    Ok(())
}

/// Whose profiles a condition on `profiles` keeps for this viewer, by their public alone.
pub fn open_to(viewer: &Viewer) -> sea_orm::Condition {
    let publics = Audience::ALL.into_iter().filter(|audience| viewer.is_among(*audience)).map(Audience::name);
    sea_orm::Condition::all().add(profiles::Column::ShownTo.is_in(publics))
}
