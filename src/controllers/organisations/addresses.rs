//! Addresses that an organisation's offers are read from: what one says now is shown, and
//! from a second press on it is read on its own.

use std::{fs::File, io, path::Path, time::Duration};

use serde::Deserialize;

use super::sources::{self, Sent};
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Numbered, Posted},
    sessions::Nothing,
};
use crate::{
    fetching::{Fetched, Seen, Unfetched, check_address},
    house::House,
    initializers::limits::Limit,
    models::{
        offers::importing::addresses::{self, ADDRESS_LIMIT},
        organisations,
    },
    refusals::{Failure, Outcome, Refusal, check_line},
};

/// How long a person waits to be shown what an address says.
const PATIENCE: Duration = Duration::from_secs(25);

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Followed {
    address: String,
    every: String,
}

/// Reads an address once, and shows what it would change.
pub(super) async fn propose(me: Member, At(slug): At<String>, Posted(typed): Posted<Followed>) -> Answer {
    me.count(Limit::Threads)?;
    let organisation = sources::recruited(&me, &slug).await?;
    me.person.may_write()?;
    match proposed(&me.house, &organisation, &typed).await {
        Ok(address) => sources::propose(&me, &organisation, &address, &typed.every).await,
        Err(failure) => {
            let sent = Sent { address: typed.address, every: typed.every };
            sources::refuse(&me, &organisation, &sent, &failure.refusal()?).await
        }
    }
}

/// The address as it is kept, once what it says is kept beside the files.
async fn proposed(house: &House, of: &organisations::Model, typed: &Followed) -> Outcome<String> {
    addresses::hours(&typed.every)?;
    let address = address(house, &typed.address)?;
    let kept = sources::kept_at(house, of, &address);
    let seen = Seen::default();
    match tokio::time::timeout(PATIENCE, house.fetcher.get(&address, &seen)).await {
        Ok(Ok(Fetched::Body { file, .. })) => keep(file, &kept).await?,
        // Nothing was seen before.
        Ok(Ok(Fetched::Unchanged { .. })) => return Err(unfetched(&Unfetched::Broken).into()),
        Ok(Err(Unfetched::Disk(error))) => return Err(error.into()),
        Ok(Err(error)) => return Err(unfetched(&error).into()),
        Err(_) => return Err(unfetched(&Unfetched::TooSlow).into()),
    }
    Ok(address)
}

async fn keep(mut body: File, kept: &Path) -> Outcome<()> {
    let kept = kept.to_owned();
    let copied = tokio::task::spawn_blocking(move || {
        if let Some(folder) = kept.parent() {
            std::fs::create_dir_all(folder)?;
        }
        io::copy(&mut body, &mut File::create(kept)?)
    });
    copied.await.map_err(|error| Failure::Broken(error.to_string()))??;
    Ok(())
}

/// An address that may be asked, in its one way of being written.
pub(super) fn address(house: &House, typed: &str) -> Result<String, Refusal> {
    let typed = check_line("address", typed, ADDRESS_LIMIT, true)?;
    let address = check_address(&typed, &house.settings.fetching).map_err(|why| unfetched(&Unfetched::Refused(why)))?;
    Ok(address.to_string())
}

fn unfetched(error: &Unfetched) -> Refusal {
    Refusal::Unfetched { why: error.name() }
}

/// Read again as soon as its turn comes.
pub(super) async fn resume(
    me: Member,
    At((slug, source)): At<(String, Numbered)>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = sources::recruited(&me, &slug).await?;
    addresses::resume(&me.house.db, &organisation, &me.person, source.id).await?;
    then(organisation.act("sources")).saying(&me, "source-resumed").go()
}

pub(super) async fn pause(
    me: Member,
    At((slug, source)): At<(String, Numbered)>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = sources::recruited(&me, &slug).await?;
    let source = addresses::pause(&me.house.db, &organisation, &me.person, source.id).await?;
    let undo = organisation.act(&format!("sources/{}/reading", source.id));
    then(organisation.act("sources")).undoable(&me, "source-paused", &undo, &[]).go()
}
