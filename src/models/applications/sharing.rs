//! What an application gives of a profile, and to whom: to those who recruit for the
//! organisation, at this moment, while it waits and while the conversation it opened is
//! open. There is no row for each recruiter: who joins or leaves is right at once.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SelectStatement},
};

use super::{Column, Entity, Model};
use crate::{
    database::Write,
    models::{
        _entities::{contacts, organisation_members},
        organisations::members,
        profiles::Field,
    },
};

/// What someone gives this reader by applications.
///
/// # Errors
/// When the database cannot be read.
pub async fn given_to<C: ConnectionTrait>(db: &C, owner: i64, to: i64) -> Result<Vec<Field>, DbErr> {
    let live = live(owner, to).select_only().column(Column::Fields);
    let fields: Vec<String> = live.into_tuple().all(db).await?;
    Ok(Field::ALL.into_iter().filter(|field| fields.iter().any(|given| names(given, *field))).collect())
}

impl Model {
    /// What of the profile it gives now, to all of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn gives<C: ConnectionTrait>(&self, db: &C) -> Result<Vec<Field>, DbErr> {
        let lasts = Entity::find_by_id(self.id).filter(lasting(self.person_id)).one(db).await?.is_some();
        Ok(if lasts { self.given() } else { vec![] })
    }
}

/// Takes back one field, or all of them, from what this reader sees by applications: what
/// is said to be taken back is not seen another way.
///
/// # Errors
/// When the database refuses.
pub(in crate::models) async fn take_back(txn: &Write, owner: i64, to: i64, field: Option<Field>) -> Result<(), DbErr> {
    for application in live(owner, to).all(txn).await? {
        let kept = application.given().into_iter().filter(|given| field.is_some_and(|field| field != *given));
        let kept: Vec<Field> = kept.collect();
        Entity::update_many()
            .col_expr(Column::Fields, Expr::value(joined(&kept)))
            .filter(Column::Id.eq(application.id))
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// As the column has them.
pub(super) fn joined(fields: &[Field]) -> String {
    fields.iter().map(|field| field.name()).collect::<Vec<_>>().join(" ")
}

fn names(given: &str, field: Field) -> bool {
    given.split_whitespace().any(|name| name == field.name())
}

/// The applications of someone that give something to this reader.
fn live(owner: i64, to: i64) -> Select<Entity> {
    Entity::find()
        .filter(Column::PersonId.eq(owner))
        .filter(Column::Fields.ne(""))
        .filter(lasting(owner))
        .filter(Column::OrganisationId.in_subquery(recruits_for(to)))
}

/// Of someone's applications: those that wait, and those whose conversation is open.
fn lasting(owner: i64) -> Condition {
    let conversing = Condition::all()
        .add(Column::State.eq("accepted"))
        .add(Column::ContactId.in_subquery(open_conversations(owner)));
    Condition::any().add(Column::State.eq("waiting")).add(conversing)
}

fn open_conversations(owner: i64) -> SelectStatement {
    use contacts::Column as C;
    let open = Condition::all().add(C::OpenPair.is_not_null());
    let theirs = Condition::any().add(C::ById.eq(owner)).add(C::ToId.eq(owner));
    contacts::Entity::find().select_only().column(C::Id).filter(open).filter(theirs).into_query()
}

/// The organisations that someone recruits for.
fn recruits_for(person: i64) -> SelectStatement {
    use organisation_members::Column as M;
    members::recruiting().select_only().column(M::OrganisationId).filter(M::UserId.eq(person)).into_query()
}
