//! `task import_offers organisation:… file:… dry_run:…`: a feed of offers, and the ledger of
//! its items as JSON Lines, on stdout and nothing else.

use std::{fs::File, io::Write as _, path::Path};

use loco_rs::{prelude::*, task::Vars};
use serde_json::json;

use crate::models::{
    offers::importing::{self, Line, Run},
    organisations,
};

#[derive(Debug)]
pub struct ImportOffers;

#[async_trait]
impl Task for ImportOffers {
    fn task(&self) -> TaskInfo {
        TaskInfo {
            name: "import_offers".to_owned(),
            detail: "Imports a feed of offers: organisation:SLUG file:PATH dry_run:true|false".to_owned(),
        }
    }

    async fn run(&self, ctx: &AppContext, vars: &Vars) -> Result<()> {
        let house = super::ready(ctx).await?;
        let (slug, path) = (vars.cli_arg("organisation")?, vars.cli_arg("file")?);
        let dry = match vars.cli_arg("dry_run") {
            Err(_) | Ok("false") => false,
            Ok("true") => true,
            Ok(other) => return Err(Error::Message(format!("dry_run is true or false, not `{other}`"))),
        };
        let organisation = organisations::Model::at(&house.db, slug)
            .await
            .map_err(|_| Error::Message(format!("no organisation is at /organisations/{slug}")))?;
        let file = File::open(path).map_err(|error| Error::Message(format!("{path}: {error}")))?;
        let source = Path::new(path).file_name().and_then(|name| name.to_str()).unwrap_or(path);
        let run = Run { organisation: &organisation, source, dry, part: None };
        let mut tell = |line: &Line| say(&serde_json::to_string(line).unwrap_or_default());
        let ended = importing::run(&house.db, &house.check(), &run, file, &mut tell)
            .await
            .map_err(|error| Error::Message(error.to_string()))?;
        let mut totals = json!({ "totals": ended.totals, "dry_run": dry });
        if let Some(broken) = &ended.broken {
            totals["broken"] = broken.as_str().into();
        }
        if let Some(held) = ended.held {
            totals["held"] = held.into();
        }
        say(&totals.to_string());
        Ok(())
    }
}

/// A reader that goes away is no reason to stop halfway.
fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
