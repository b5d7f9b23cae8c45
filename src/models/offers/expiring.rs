//! What the clock ends: an offer, at its last day.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Column, Entity, held};
use crate::{database::Db, models::activities::Verb, refusals::Outcome};

/// Offers ended in one write.
const BATCH: u64 = 200;

/// Ends what is past its day; it was over for its readers already.
///
/// # Errors
/// When the database refuses.
pub async fn expire_due(db: &Db, now: DateTime<Utc>) -> Outcome<()> {
    loop {
        let due: Vec<i64> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::State.eq("published"))
            .filter(Column::ExpiresAt.lte(now))
            .order_by_asc(Column::ExpiresAt)
            .limit(BATCH)
            .into_tuple()
            .all(db)
            .await?;
        if due.is_empty() {
            return Ok(());
        }
        let txn = db.write().await?;
        for id in due {
            let offer = held(&txn, id).await?;
            // Of two processes, one ends it; and what was renewed meanwhile goes on.
            if offer.state == "published" && offer.expires_at.is_some_and(|end| end.to_utc() <= now) {
                let offer = offer.become_state(&txn, "expired").await?;
                offer.record(&txn, None, Verb::OfferEnded).await?;
            }
        }
        txn.commit().await?;
    }
}
