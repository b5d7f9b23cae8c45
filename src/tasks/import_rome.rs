//! `task import_rome dir:…`: France Travail's official trades, in the layout of
//! ROME 3, as the lists of ROME 4, or both.

use std::{path::Path, time::Instant};

use loco_rs::{prelude::*, task::Vars};

use super::progress::Bar;
use crate::models::trades::{
    importing::{self, Level, Summary},
    picture::Written,
};

#[derive(Debug)]
pub struct ImportRome;

#[async_trait]
impl Task for ImportRome {
    fn task(&self) -> TaskInfo {
        TaskInfo {
            name: "import_rome".to_owned(),
            detail: "Imports the official trades (ROME 3, ROME 4 or both): dir:FOLDER".to_owned(),
        }
    }

    async fn run(&self, ctx: &AppContext, vars: &Vars) -> Result<()> {
        let house = super::ready(ctx).await?;
        let folder = Path::new(vars.cli_arg("dir")?);
        let begun = Instant::now();
        let bar = Bar::new();
        let summary = importing::import(&house.db, folder, &|stage, done, all| bar.at(stage, done, all))
            .await
            .map_err(|error| Error::Message(error.to_string()))?;
        bar.gone();
        for line in lines(&summary) {
            println!("{line}");
        }
        println!("{:.1} s.", begun.elapsed().as_secs_f32());
        Ok(())
    }
}

/// What was read and done, for a person.
pub fn lines(summary: &Summary) -> Vec<String> {
    let read = &summary.read;
    let level = match read.level {
        Level::Rome3 => "ROME 3",
        Level::Rome4 => "ROME 4",
    };
    let mut lines = vec![format!("{level}: {} trades with {} titles read.", read.trades.len(), read.titles())];
    match (&read.skills, &read.bridges) {
        (Some(skills), Some(bridges)) => {
            lines.push(format!("Skills of {} trades and {} bridges read.", skills.len(), bridges.len()))
        }
        (None, None) => lines.push("No skills and no bridges in this folder: those that are there stay.".to_owned()),
        (Some(skills), None) => {
            lines.push(format!("Skills of {} trades read; no bridges in this folder.", skills.len()))
        }
        (None, Some(bridges)) => lines.push(format!("{} bridges read; no skills in this folder.", bridges.len())),
    }
    if read.unusable > 0 {
        lines.push(format!("{} rows name what is not in these files, and were left out.", read.unusable));
    }
    if summary.changed_nothing() {
        lines.push("Nothing has changed.".to_owned());
    } else {
        let Written { added, changed, retired, back, rows } = summary.names;
        lines.push(format!(
            "Trades: {added} added, {changed} changed, {retired} retired, {back} back; {rows} titles written."
        ));
        lines.push(format!("Skills: {} written for {} trades.", summary.skills.rows, summary.skills.changed));
        lines.push(format!("Bridges: {} written for {} trades.", summary.bridges.rows, summary.bridges.changed));
    }
    lines.push(format!("This house now has {} trades, and {} retired.", summary.current, summary.retired));
    lines
}
