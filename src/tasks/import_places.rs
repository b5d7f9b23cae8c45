//! `task import_places file:…`: places from `places.csv` of this house or from the
//! `communes.csv` of official data.

use std::fs::File;

use loco_rs::{prelude::*, task::Vars};

use super::progress::Bar;
use crate::models::places::shipping;

#[derive(Debug)]
pub struct ImportPlaces;

#[async_trait]
impl Task for ImportPlaces {
    fn task(&self) -> TaskInfo {
        TaskInfo { name: "import_places".to_owned(), detail: "Imports places: file:communes.csv".to_owned() }
    }

    async fn run(&self, ctx: &AppContext, vars: &Vars) -> Result<()> {
        let house = super::ready(ctx).await?;
        let path = vars.cli_arg("file")?;
        let file = File::open(path).map_err(|error| Error::Message(format!("{path}: {error}")))?;
        let bar = Bar::new();
        let changes = shipping::import(&house.db, file, |done, all| bar.at("places", done as u64, all as u64))
            .await
            .map_err(|error| Error::Message(format!("{path}: {error}")))?;
        bar.gone();
        if changes.added + changes.changed == 0 {
            println!("{} places read: nothing has changed.", changes.read);
        } else {
            println!("{} places read: {} added, {} changed.", changes.read, changes.added, changes.changed);
        }
        Ok(())
    }
}
