//! The access journal as rows: three lines of four are about the account of the world,
//! whom everyone looks at; the others about everyone.

use std::sync::Arc;

use indicatif::ProgressBar;
use loco_rs::{Error, Result};
use tokio::sync::mpsc;

use super::{Scribe, moment};
use crate::{
    database::Db,
    fixtures::rows,
    models::_entities::accesses,
    tasks::world::{plan::family, words::Dice},
};

/// Lines in one transaction.
const BATCH: usize = 20_000;
/// Seconds that the journal covers: less than the year that lines are kept.
const SPAN: i64 = 360 * 86_400;
const SEEN: [&str; 4] = ["profile", "name", "profile place", "profile name contact"];

/// Makes lines on one core while the other writes them.
pub(super) async fn write(db: &Db, scribe: &Arc<Scribe>, bar: &ProgressBar) -> Result<()> {
    let (made, mut ready) = mpsc::channel(1);
    let scribe = scribe.clone();
    let maker = tokio::task::spawn_blocking(move || {
        // Nobody looks at what nobody shows.
        let total = if scribe.profiles == 0 { 0 } else { scribe.accesses };
        for from in (0..total).step_by(BATCH) {
            let lines: Vec<_> = (from..total.min(from + BATCH)).map(|number| scribe.access(number)).collect();
            if made.blocking_send(lines).is_err() {
                return;
            }
        }
    });
    while let Some(lines) = ready.recv().await {
        let count = lines.len() as u64;
        let txn = db.write().await?;
        rows::insert(&txn, lines).await?;
        txn.commit().await?;
        bar.inc(count);
    }
    maker.await.map_err(Error::msg)
}

impl Scribe {
    /// The oldest first.
    fn access(&self, number: usize) -> accesses::Model {
        let mut dice = Dice::of(self.plan.seed, family::ACCESS, number as u64);
        let whose = if dice.chance(75) { 0 } else { dice.below(self.profiles) };
        let (by, organisation) = self.some_recruiter(&mut dice);
        let left = (self.accesses - number) as f64 / self.accesses as f64;
        accesses::Model {
            id: self.first.access + number as i64,
            user_id: self.user(self.owner(whose)),
            by_id: Some(by),
            organisation,
            fields: SEEN[dice.skewed(SEEN.len())].to_owned(),
            why: if dice.chance(90) { "audience" } else { "given" }.to_owned(),
            at: moment(self.plan.until - (left * SPAN as f64) as i64),
        }
    }
}
