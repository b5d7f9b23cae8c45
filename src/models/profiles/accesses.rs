//! The access journal: each time a recruiter or an adviser sees of a profile what is
//! not for everyone, a line says who, what, when and why. It is written before the
//! page is answered: what cannot be written down is not shown.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QueryResult, QuerySelect, RelationTrait, prelude::DateTimeWithTimeZone,
};

pub use super::super::_entities::accesses::{ActiveModel, Column, Entity, Model, Relation};
use super::{
    Field,
    disclosure::{Sight, Why},
};
use crate::{
    access::{Kind, Person, Viewer},
    clock,
    database::Db,
    models::{
        keyset::Slice,
        users::{self, named::Named},
    },
};

/// On a page.
pub const PAGE: u64 = 30;
/// What stands for the first view among fields.
pub const FIRST_VIEW: &str = "profile";

/// Whether what someone of this kind sees is written down.
fn is_watched(person: &Person) -> bool {
    person.is_admin || matches!(person.kind, Kind::Recruiter | Kind::Branch | Kind::Adviser)
}

/// What of this is to be written down: the names of what is not for everyone, and
/// why it is seen. `filled` are the fields that say something.
pub fn watched(viewer: &Viewer, sight: &Sight, filled: &[Field]) -> Option<(Vec<&'static str>, Why)> {
    viewer.person().filter(|person| is_watched(person))?;
    let kept = |why: &Option<Why>| matches!(why, Some(Why::Audience | Why::Given));
    let fields = filled.iter().copied().filter(|field| kept(&sight.why(*field)));
    let names: Vec<&'static str> =
        kept(&sight.profile).then_some(FIRST_VIEW).into_iter().chain(fields.map(Field::name)).collect();
    let given = filled.iter().any(|field| sight.why(*field) == Some(Why::Given)) || sight.profile == Some(Why::Given);
    (!names.is_empty()).then_some((names, if given { Why::Given } else { Why::Audience }))
}

/// Writes a line.
///
/// # Errors
/// When the database refuses: then nothing may be shown.
pub async fn note(db: &Db, by: &Person, whose: i64, fields: &[&str], why: Why) -> Result<(), DbErr> {
    let organisation = users::Entity::find_by_id(by.id).one(db).await?.and_then(|user| user.organisation_name);
    let txn = db.write().await?;
    Entity::insert(ActiveModel {
        user_id: Set(whose),
        by_id: Set(Some(by.id)),
        organisation: Set(organisation.unwrap_or_default()),
        fields: Set(fields.join(" ")),
        why: Set(why.name().to_owned()),
        at: Set(clock::now().into()),
        ..Default::default()
    })
    .exec_without_returning(&txn)
    .await?;
    txn.commit().await
}

/// A line of the journal: of whoever saw, what the page says of them and no more.
#[derive(Clone, Debug)]
pub struct Seen {
    pub id: i64,
    /// None once their account is closed.
    pub by: Option<Named>,
    /// As it was then.
    pub organisation: String,
    /// Names of fields, and [`FIRST_VIEW`], between spaces.
    pub fields: String,
    pub why: String,
    pub at: DateTimeWithTimeZone,
}

impl FromQueryResult for Seen {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let text = |place: usize| row.try_get_by_index::<String>(place);
        Ok(Self {
            id: row.try_get_by_index(0)?,
            organisation: text(1)?,
            fields: text(2)?,
            why: text(3)?,
            at: row.try_get_by_index(4)?,
            by: row.try_get_by_index::<Option<i64>>(5)?.map(|_| Named::from_columns(row, 5)).transpose()?,
        })
    }
}

/// Who saw what of mine, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of<C: ConnectionTrait>(db: &C, me: i64, before: Option<i64>) -> Result<Slice<Seen, i64>, DbErr> {
    let mut lines = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Organisation, Column::Fields, Column::Why, Column::At])
        .columns(Named::COLUMNS)
        .join(JoinType::LeftJoin, Relation::Users2.def())
        .filter(Column::UserId.eq(me))
        .order_by_desc(Column::Id)
        .limit(PAGE + 1);
    if let Some(before) = before {
        lines = lines.filter(Column::Id.lt(before));
    }
    Ok(Slice::cut(lines.into_model().all(db).await?, PAGE, |line: &Seen| line.id))
}

/// Lines older than that go (see `privacy/retention`).
pub fn too_old(now: DateTime<Utc>) -> DateTime<Utc> {
    now - chrono::Months::new(12)
}
