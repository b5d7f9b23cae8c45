//! What someone asked and offered, and what they answered.

use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity, Model, readable::who_blocked};
use crate::{
    access::Viewer,
    database::Db,
    models::{_entities::aid_answers, keyset::Slice},
};

/// Entries on a page.
pub const PAGE: u64 = 30;

/// What this person asked and offered, latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(db: &Db, me: i64, before: Option<i64>) -> Result<Slice<Model, i64>, DbErr> {
    let mut mine = Entity::find()
        .filter(Column::AuthorId.eq(me))
        .filter(Column::State.ne("withdrawn"))
        .order_by_desc(Column::Id)
        .limit(PAGE + 1);
    if let Some(before) = before {
        mine = mine.filter(Column::Id.lt(before));
    }
    Ok(Slice::cut(mine.all(db).await?, PAGE, |entry| entry.id))
}

/// What they answered or were asked, latest first; of what is still theirs to read.
///
/// # Errors
/// When the database cannot be read.
pub async fn answered(db: &Db, viewer: &Viewer, me: i64) -> Result<Vec<(aid_answers::Model, Model)>, DbErr> {
    use aid_answers::Column as A;
    let found = aid_answers::Entity::find()
        .find_also_related(Entity)
        .filter(A::AuthorId.eq(me))
        .filter(A::State.ne("withdrawn"))
        .filter(
            Condition::all().add(Column::State.ne("withdrawn")).add(Column::AuthorId.not_in_subquery(who_blocked(me))),
        )
        .order_by_desc(A::Id)
        .limit(PAGE)
        .all(db)
        .await?;
    let theirs = found.into_iter().filter_map(|(answer, entry)| Some((answer, entry?)));
    // Asked by name, they read it as anyone of its audience does.
    Ok(theirs.filter(|(answer, entry)| answer.state != "asked" || entry.is_alive() && entry.is_for(viewer)).collect())
}
