//! `task backup to:…`: everything the house knows, in a new folder.

use std::path::Path;

use loco_rs::{prelude::*, task::Vars};

use crate::{backups, house::House};

#[derive(Debug)]
pub struct Backup;

#[async_trait]
impl Task for Backup {
    fn task(&self) -> TaskInfo {
        TaskInfo {
            name: "backup".to_owned(),
            detail: "Writes a backup to a new folder, while the server runs".to_owned(),
        }
    }

    async fn run(&self, ctx: &AppContext, vars: &Vars) -> Result<()> {
        // No migration here: what is kept is what is there.
        let house = House::of(ctx);
        let to = vars.cli_arg("to")?;
        let taken = backups::take(&house.db, house.settings.shared_dir(), Path::new(to)).await;
        let manifest = taken.map_err(|trouble| Error::Message(trouble.to_string()))?;
        println!(
            "{to}: {} rows of {} tables, {} uploads.",
            manifest.rows(),
            manifest.tables.len(),
            manifest.uploads.len()
        );
        Ok(())
    }
}
