//! An offer that ends while people wait: whoever ends it answers them, all of them, in
//! the write that ends it. Nothing automatic answers in a person's place: an offer that a
//! feed takes away, or that is past its day, leaves them waiting and its people are told.

use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};

use super::{Column, Entity, figures, now, reasons::Reasoned, subject, telling};
use crate::{
    access::Person,
    database::Write,
    models::activities::{self, Verb},
};

/// Told in one statement.
const CHUNK: usize = 500;

/// How many wait for an answer to this offer.
///
/// # Errors
/// When the database cannot be read.
pub async fn waiting<C: ConnectionTrait>(db: &C, offer: i64) -> Result<u64, DbErr> {
    Entity::find().filter(Column::OfferId.eq(offer)).filter(Column::State.eq("waiting")).count(db).await
}

/// Gives everyone who waits this answer; says how many.
///
/// # Errors
/// When the database refuses.
pub(in crate::models) async fn answer_all(
    txn: &Write,
    me: &Person,
    offer: i64,
    why: &Reasoned,
) -> Result<usize, DbErr> {
    let waiting = Entity::find().filter(Column::OfferId.eq(offer)).filter(Column::State.eq("waiting"));
    let waiting = waiting.order_by_asc(Column::Id).all(txn).await?;
    for part in waiting.chunks(CHUNK) {
        let answered = Entity::update_many()
            .col_expr(Column::State, Expr::value("refused"))
            .col_expr(Column::StateAt, Expr::value(now()))
            .col_expr(Column::AnsweredAt, Expr::value(now()))
            .col_expr(Column::AnsweredById, Expr::value(Some(me.id)))
            .col_expr(Column::Reason, Expr::value(why.reason.as_str()))
            .col_expr(Column::Words, Expr::value(why.words.as_str()))
            .filter(Column::Id.is_in(part.iter().map(|application| application.id)))
            .filter(Column::State.eq("waiting"));
        answered.exec(txn).await?;
        let told = part.iter().map(|application| (application.about(), subject(application.id))).collect();
        activities::record_all(txn, Some(me.id), Verb::ApplicationAnswered, told).await?;
        telling::tell(txn, part, "application-refused").await?;
    }
    if let Some(one) = waiting.first() {
        figures::keep(txn, one.organisation_id).await?;
    }
    Ok(waiting.len())
}
