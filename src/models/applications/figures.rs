//! How an organisation answers those who answer its offers: of the last three months, how
//! many had their answer, and how fast. What is not due yet counts for nothing; what was
//! closed without an answer counts as unanswered. Never of one recruiter.

use chrono::Duration;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::DateTimeWithTimeZone, sea_query::Expr,
};

use super::{Column, Entity};
use crate::{
    clock,
    database::{Db, Write},
    freshness::Tag,
    models::{
        habits::{self, Habits, MOST, WINDOW},
        organisations,
    },
};

/// Of a hundred who asked, so many had their answer, half of them within this.
const QUICK: (usize, Duration) = (80, Duration::days(7));

/// Whether this is to answer quickly.
pub fn is_quick(habits: Habits) -> bool {
    habits.answered >= QUICK.0 && habits.delay.is_some_and(|delay| delay <= QUICK.1)
}

/// Keeps whether an organisation answers quickly, after it answered or failed to: lists ask
/// for those that do.
///
/// # Errors
/// When the database refuses.
pub async fn keep(txn: &Write, organisation: i64) -> Result<(), DbErr> {
    use organisations::Column as O;
    let quick = habits(txn, organisation).await?.is_some_and(is_quick);
    let kept = organisations::Entity::update_many()
        .col_expr(O::AnswersQuickly, Expr::value(quick))
        .filter(O::Id.eq(organisation))
        .filter(O::AnswersQuickly.ne(quick));
    if kept.exec(txn).await?.rows_affected > 0 {
        txn.also_forget(Tag::Offers);
    }
    Ok(())
}

/// The same of those that did, whose answers grow old.
///
/// # Errors
/// When the database refuses.
pub async fn keep_all(db: &Db) -> Result<(), DbErr> {
    use organisations::Column as O;
    let quick = organisations::Entity::find().select_only().column(O::Id).filter(O::AnswersQuickly.eq(true));
    for organisation in quick.into_tuple::<i64>().all(db).await? {
        let txn = db.write().await?;
        keep(&txn, organisation).await?;
        txn.commit().await?;
    }
    Ok(())
}

/// How this organisation answers, once that is public.
///
/// # Errors
/// When the database cannot be read.
pub async fn habits<C: ConnectionTrait>(db: &C, organisation: i64) -> Result<Option<Habits>, DbErr> {
    let now = clock::now();
    let decided = Condition::any().add(Column::State.ne("waiting")).add(Column::DueAt.lte(now));
    let asked: Vec<(DateTimeWithTimeZone, Option<DateTimeWithTimeZone>)> = Entity::find()
        .select_only()
        .columns([Column::AskedAt, Column::AnsweredAt])
        .filter(Column::OrganisationId.eq(organisation))
        .filter(Column::AskedAt.gt(now - WINDOW))
        .filter(Column::State.ne("withdrawn"))
        .filter(decided)
        .order_by_desc(Column::AskedAt)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?;
    Ok(habits::of(asked.iter().map(|(asked, answered)| answered.map(|answered| answered - *asked)).collect()))
}
