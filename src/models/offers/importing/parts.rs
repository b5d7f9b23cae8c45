//! One item of a source, sent or taken back alone: a run of its own, with its line in the
//! ledger, which leaves the rest of the source as it is.

use std::io::Read;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Ended, Line, Run, begin, correcting, deciding::Known, finish, run, writing};
use crate::{
    database::Db,
    models::{_entities::offer_items, offers::reviewing::Check, organisations},
    refusals::{Failure, Outcome, Refusal},
};

/// Bytes of a reference.
pub const REFERENCE_LIMIT: usize = 200;
/// Why it is withdrawn.
const TAKEN_BACK: &str = "its source took it back";

/// Says one item, under this reference.
///
/// # Errors
/// [`Refusal::NotOneOffer`] when nothing in it is like an offer.
pub async fn put(
    db: &Db,
    check: &Check,
    of: &organisations::Model,
    (source, reference): (&str, &str),
    item: impl Read + Send + 'static,
) -> Outcome<Ended> {
    let part = Run { organisation: of, source, dry: false, part: Some(reference) };
    let ended = run(db, check, &part, item, &mut |_: &Line| ()).await?;
    if ended.totals.all() == 0 { Err(Refusal::NotOneOffer.into()) } else { Ok(ended) }
}

/// Takes one item back; what another source still says goes on.
///
/// # Errors
/// [`Failure::Missing`] when its source does not say it, or is none.
pub async fn remove(db: &Db, of: &organisations::Model, source: &str, reference: &str) -> Outcome<Ended> {
    let source = correcting::named(db, of.id, source).await?.ok_or(Failure::Missing)?;
    let item = offer_items::Entity::find()
        .filter(offer_items::Column::SourceId.eq(source.id))
        .filter(offer_items::Column::Reference.eq(reference))
        .filter(offer_items::Column::State.ne("withdrawn"))
        .one(db)
        .await?
        .ok_or(Failure::Missing)?;
    let begun = begin(db, source.id, true).await?;
    let known = Known::of(of.id, Some(source.id), Some(begun.id));
    let mut ended = Ended { run: known.run, ..Ended::default() };
    ended.totals.add(&writing::withdraw(db, &known, vec![item], TAKEN_BACK).await?);
    finish(db, of, begun, &ended).await?;
    Ok(ended)
}
