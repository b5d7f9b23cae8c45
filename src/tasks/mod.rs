//! What a hand or the clock sets off: reload, call a verb, say what was done.

pub mod backup;
pub mod import_offers;
pub mod import_places;
pub mod import_rome;
pub mod make_admin;
mod progress;
pub mod reindex;
pub mod render;
pub mod restore;
pub mod world;

use loco_rs::prelude::*;
use migration::{Migrator, MigratorTrait};

use crate::house::House;

/// Loco runs no migration before a task: every task begins here.
///
/// # Errors
/// When the schema cannot be brought up to date.
pub async fn ready(ctx: &AppContext) -> Result<House> {
    let house = House::of(ctx);
    Migrator::up(house.db.readers(), None).await?;
    Ok(house)
}
