//! Telling those who recruit that something became known of an offer: a line each, and a
//! letter, so that they can correct it or reply. Never by whom.

use sea_orm::{ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::{super::Model, Known};
use crate::{
    clock,
    database::Write,
    freshness::Tag,
    models::{
        _entities::offers,
        notifications::{self, between, telling::mail_at},
        organisations::{self, members},
        users,
    },
};

const KNOWN: &str = "truth-known";

/// What the line of an offer is called, and where it leads, after a slash.
pub fn subject(offer: i64) -> String {
    format!("offers/{offer}/statements")
}

/// Tells them of a gap that is new; takes the line back when none is left.
pub(super) async fn what_is_known(
    txn: &Write,
    of: &organisations::Model,
    offer: &Model,
    before: &[Known],
    after: &[Known],
) -> Result<(), DbErr> {
    let gaps = |known: &[Known]| -> Vec<&'static str> {
        known.iter().filter(|known| known.gap.is_some()).map(|known| known.claim).collect()
    };
    let (before, after) = (gaps(before), gaps(after));
    if after.is_empty() {
        return untell_all(txn, offer.id).await;
    }
    if after.iter().all(|claim| before.contains(claim)) {
        return Ok(());
    }
    let now = clock::now();
    let line = |person: &users::Model| notifications::ActiveModel {
        user_id: Set(person.id),
        subject: Set(subject(offer.id)),
        offer_id: Set(Some(offer.id)),
        reason: Set(KNOWN.to_owned()),
        updated_at: Set(now.into()),
        mail_at: Set(mail_at(person, KNOWN, now).map(Into::into)),
        ..Default::default()
    };
    let lines = members::recruiters(txn, of.id).await?.iter().map(line).collect();
    between::put_all(txn, lines).await
}

async fn untell_all(txn: &Write, offer: i64) -> Result<(), DbErr> {
    use notifications::Column as N;
    let lines = notifications::Entity::find().filter(N::OfferId.eq(offer));
    let people: Vec<i64> = lines.select_only().column(N::UserId).into_tuple().all(txn).await?;
    notifications::Entity::delete_many().filter(N::OfferId.eq(offer)).exec(txn).await?;
    people.into_iter().for_each(|person| txn.also_forget(Tag::Told(person)));
    Ok(())
}

/// What they were told of an organisation's offers is not for this person any more.
///
/// # Errors
/// When the database refuses.
pub async fn untell(txn: &Write, of: i64, person: i64) -> Result<(), DbErr> {
    use notifications::Column as N;
    let offers = offers::Entity::find().select_only().column(offers::Column::Id);
    let offers = offers.filter(offers::Column::OrganisationId.eq(of)).into_query();
    let theirs =
        notifications::Entity::delete_many().filter(N::UserId.eq(person)).filter(N::OfferId.in_subquery(offers));
    theirs.exec(txn).await?;
    txn.also_forget(Tag::Told(person));
    Ok(())
}
