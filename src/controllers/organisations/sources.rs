//! Where an organisation's offers come from: a file is sent, what it would change is
//! shown, and nothing happens before a second press. Each run keeps its receipts.

use std::{fs::File, path::PathBuf};

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use serde::Deserialize;
use serde_json::json;

use super::addresses;
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{Asked, At, Member, Numbered, Posted, Received},
    sessions::Nothing,
};
use crate::{
    house::House,
    initializers::limits::Limit,
    models::{
        offers::importing::{
            self, Ended, Line, Run, State,
            addresses::{self as following, EVERY},
            correcting,
            receipts::{self, PAGE},
            telling,
        },
        organisations::{self, Role},
        profiles::importing::FILE_LIMIT,
    },
    refusals::{Failure, Outcome, Refusal, check_line},
    views::{
        Choice, Field, at_the_top,
        offers::sources::{DryPage, LineRow, RunPage, SourceRow, SourcesPage, counts, mapping_of, totals},
    },
};

/// Lines shown of what a file would change; the rest is counted.
const SHOWN: usize = 200;
const NAME_LIMIT: usize = 120;
/// How often an address is read, unless one says otherwise, in hours.
const USUALLY: &str = "6";

pub(super) async fn list(me: Member, At(slug): At<String>) -> Answer {
    let (organisation, role) = organisations::Model::of(&me.house.db, &me.person, &slug).await?;
    show_all(&me, &organisation, role, &Sent::default(), None).await
}

/// What was typed of an address.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub address: String,
    pub every: String,
}

/// The same for one of its recruiters, who hears why nothing was done.
pub(super) async fn refuse(me: &Member, organisation: &organisations::Model, sent: &Sent, refusal: &Refusal) -> Answer {
    show_all(me, organisation, Role::Recruiter, sent, Some(refusal)).await
}

async fn show_all(
    me: &Member,
    organisation: &organisations::Model,
    role: Role,
    sent: &Sent,
    refusal: Option<&Refusal>,
) -> Answer {
    let lang = me.lang;
    let sources = receipts::sources(&me.house.db, organisation.id).await?;
    // Fetched ahead, it is not read yet.
    for given_up in sources.iter().filter(|source| !me.prefetch && source.source.is_given_up()) {
        me.house.marks.note_told(me.person.id, telling::subject(organisation, given_up.source.id));
    }
    Page::new("organisations/sources.html", lang.say("sources-title"))
        .noindex()
        .section("offers")
        .refused(refusal)
        .show(
            me,
            &SourcesPage {
                path: organisation.path(),
                called: organisation.name.clone(),
                sources: sources.iter().map(|source| SourceRow::of(lang, organisation, source)).collect(),
                file: Field::typed(lang, "file", "", refusal),
                address: Field::typed(lang, "address", &sent.address, refusal),
                every: Choice::among(
                    "source-every",
                    &EVERY,
                    if sent.every.is_empty() { USUALLY } else { &sent.every },
                    false,
                ),
                may_write: role >= Role::Recruiter,
                refusal: at_the_top(lang, refusal, &["file", "address"]),
            },
        )
}

/// A file is kept until it is imported, and what it would change is shown.
pub(super) async fn send(
    At(slug): At<String>,
    Received { me, typed: Nothing {}, name, file }: Received<Nothing>,
) -> Answer {
    let organisation = recruited(&me, &slug).await?;
    let name = named(&name)?;
    if file.is_empty() || name.is_empty() {
        return refuse(&me, &organisation, &Sent::default(), &Refusal::Required { field: "file" }).await;
    }
    // Read to its limit only: its end would pass for offers that are gone.
    if file.len() > FILE_LIMIT {
        let refusal = Refusal::TooLong { field: "file", bytes: FILE_LIMIT };
        return refuse(&me, &organisation, &Sent::default(), &refusal).await;
    }
    let kept = kept_at(&me.house, &organisation, &name);
    if let Some(folder) = kept.parent() {
        std::fs::create_dir_all(folder)?;
    }
    tokio::fs::write(&kept, &file).await?;
    propose(&me, &organisation, &name, "").await
}

/// What a file or an address would change.
pub(super) async fn propose(me: &Member, organisation: &organisations::Model, name: &str, every: &str) -> Answer {
    let (lines, ended) = read(&me.house, organisation, name, true).await?;
    let lang = me.lang;
    let known = correcting::named(&me.house.db, organisation.id, name).await?;
    Page::new("organisations/dry_run.html", lang.say("source-dry-title")).noindex().section("offers").show(
        me,
        &DryPage {
            path: organisation.path(),
            called: organisation.name.clone(),
            source: name.to_owned(),
            every: every.to_owned(),
            counts: counts(&ended.totals),
            broken: ended.broken,
            held: ended.held,
            more: lines.len().saturating_sub(SHOWN),
            lines: lines.iter().take(SHOWN).map(LineRow::of).collect(),
            lacking: ended.totals.of(State::Quarantined) > 0,
            mapping: known.map(|source| mapping_of(organisation, source.id)),
        },
    )
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Named {
    source: String,
    /// Of an address: how often it is read from now on, in hours.
    every: String,
}

/// The second press: what was shown happens.
pub(super) async fn import(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    me.count(Limit::Threads)?;
    let organisation = recruited(&me, &slug).await?;
    me.person.may_write()?;
    let followed = !typed.every.is_empty();
    let name = match agreed(&me, &organisation, &typed).await {
        Ok(name) => name,
        Err(failure) => {
            let address = if followed { typed.source } else { String::new() };
            let sent = Sent { address, every: typed.every };
            return refuse(&me, &organisation, &sent, &failure.refusal()?).await;
        }
    };
    read(&me.house, &organisation, &name, false).await?;
    tokio::fs::remove_file(kept_at(&me.house, &organisation, &name)).await?;
    let sources = receipts::sources(&me.house.db, organisation.id).await?;
    let run = sources.into_iter().find(|source| source.source.name == name).and_then(|source| source.last);
    let way = run.map_or_else(|| organisation.act("sources"), |run| organisation.act(&format!("runs/{}", run.id)));
    then(way).saying(&me, if followed { "source-followed" } else { "source-imported" }).go()
}

/// What the source is called, when it was shown before; an address is read from now on.
async fn agreed(me: &Member, organisation: &organisations::Model, typed: &Named) -> Outcome<String> {
    let followed = !typed.every.is_empty();
    let name = if followed { addresses::address(&me.house, &typed.source)? } else { named(&typed.source)? };
    if !kept_at(&me.house, organisation, &name).exists() {
        return Err(Refusal::Required { field: if followed { "address" } else { "file" } }.into());
    }
    if followed {
        following::follow(&me.house.db, organisation, &name, &typed.every).await?;
    }
    Ok(name)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Within {
    state: String,
    after: i64,
}

/// A run as a page, or as its receipt: `12`, `12.csv`, `12.json`.
pub(super) async fn show(
    me: Member,
    At((slug, asked)): At<(String, Numbered)>,
    Asked(within): Asked<Within>,
) -> Answer {
    let (organisation, role) = organisations::Model::of(&me.house.db, &me.person, &slug).await?;
    match asked.format.as_deref() {
        None => run_page(&me, &organisation, role, asked.id, &within, None).await,
        Some(format @ ("csv" | "json")) => receipt(&me, &organisation, asked.id, format).await,
        Some(_) => Err(Failure::Missing),
    }
}

async fn run_page(
    me: &Member,
    organisation: &organisations::Model,
    role: Role,
    id: i64,
    within: &Within,
    refusal: Option<&Refusal>,
) -> Answer {
    let (db, lang) = (&me.house.db, me.lang);
    let (run, source) = receipts::run(db, organisation, id).await?;
    let state = State::named(&within.state);
    let found = receipts::lines(db, run.id, state, within.after, PAGE).await?;
    let path = organisation.act(&format!("runs/{}", run.id));
    let kept = state.map(|state| format!("state={}&", state.name())).unwrap_or_default();
    Page::new("organisations/run.html", &source.name).noindex().section("offers").refused(refusal).show(
        me,
        &RunPage {
            lines: found.rows.iter().map(LineRow::kept).collect(),
            next: found.next.map(|next| format!("{path}?{kept}after={next}")),
            may_release: role >= Role::Recruiter && run.state == "held",
            mapping: Some(mapping_of(organisation, source.id))
                .filter(|_| role >= Role::Recruiter && totals(&run).of(State::Quarantined) > 0),
            refusal: at_the_top(lang, refusal, &[]),
            ..RunPage::of(lang, organisation, &run, &source, state)
        },
    )
}

pub(super) async fn release(
    me: Member,
    At((slug, asked)): At<(String, Numbered)>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = recruited(&me, &slug).await?;
    match receipts::release(&me.house.db, &organisation, &me.person, asked.id).await {
        Ok(()) => then(organisation.act(&format!("runs/{}", asked.id))).saying(&me, "source-released").go(),
        Err(failure) => {
            let refusal = failure.refusal()?;
            run_page(&me, &organisation, Role::Recruiter, asked.id, &Within::default(), Some(&refusal)).await
        }
    }
}

/// Every line of a run, for a program: the reference its own software knows, what became
/// of it, why, and where it is.
async fn receipt(me: &Member, organisation: &organisations::Model, id: i64, format: &str) -> Answer {
    let (db, house) = (&me.house.db, &me.house);
    let (run, _) = receipts::run(db, organisation, id).await?;
    let (mut rows, mut after) = (vec![], 0);
    loop {
        let part = receipts::lines(db, run.id, None, after, 5_000).await?;
        rows.extend(part.rows);
        match part.next {
            Some(next) => after = next,
            None => break,
        }
    }
    let url = |offer: Option<i64>| offer.map(|id| house.address(&format!("/offers/{id}"))).unwrap_or_default();
    let (kind, body) = if format == "csv" {
        let mut csv = csv::Writer::from_writer(vec![]);
        let broken = |error: csv::Error| Failure::Broken(error.to_string());
        csv.write_record(["reference", "state", "reason", "url"]).map_err(broken)?;
        for row in &rows {
            csv.write_record([&row.reference, &row.state, &row.reason, &url(row.offer_id)]).map_err(broken)?;
        }
        ("text/csv; charset=utf-8", csv.into_inner().map_err(|error| Failure::Broken(error.to_string()))?)
    } else {
        let line = |row: &crate::models::_entities::offer_run_lines::Model| json!({ "reference": row.reference, "state": row.state, "reason": row.reason, "url": url(row.offer_id) });
        let lines: Vec<_> = rows.iter().map(line).collect();
        let totals: serde_json::Value = serde_json::from_str(&run.totals).unwrap_or_default();
        let said = json!({ "run": run.id, "state": run.state, "totals": totals, "lines": lines });
        ("application/json; charset=utf-8", said.to_string().into_bytes())
    };
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// The organisation, for one of its recruiters.
pub(super) async fn recruited(me: &Member, slug: &str) -> Outcome<organisations::Model> {
    let (organisation, role) = organisations::Model::of(&me.house.db, &me.person, slug).await?;
    role.at_least(Role::Recruiter)?;
    Ok(organisation)
}

/// A file's own name, as a source is called.
fn named(sent: &str) -> Result<String, Refusal> {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    check_line("file", name, NAME_LIMIT, false)
}

/// Where a file waits: under a digest of its name, which is anybody's words.
pub(super) fn kept_at(house: &House, organisation: &organisations::Model, name: &str) -> PathBuf {
    let name = crate::models::links::digest(house, &format!("feed of {}: {name}", organisation.id));
    house.settings.shared_dir().join("feeds").join(name)
}

async fn read(
    house: &House,
    organisation: &organisations::Model,
    name: &str,
    dry: bool,
) -> Outcome<(Vec<Line>, Ended)> {
    let file = File::open(kept_at(house, organisation, name))?;
    let run = Run { organisation, source: name, dry, part: None };
    let mut lines = vec![];
    let mut tell = |line: &Line| {
        if lines.len() < SHOWN * 10 {
            lines.push(line.clone());
        }
    };
    let ended = importing::run(&house.db, &house.check(), &run, file, &mut tell).await?;
    Ok((lines, ended))
}
