//! The console: every offer of an organisation on a line, for its own people, to choose
//! among and to act on, one or several at once.

use serde::Deserialize;

use crate::{
    access::Person,
    controllers::{
        answers::{Answer, Page, then},
        extractors::{Asked, At, Member, Posted, Rows, Ticked},
    },
    initializers::limits::Limit,
    models::{
        applications::slowing::{self, SLOWED},
        offers::{
            self, Readable,
            console::{self, Chosen, STATES},
        },
        organisations::{self, Role},
    },
    refusals::{Failure, Outcome, Refusal},
    views::Choice,
    views::offers::console::{Choices, ConsolePage, ConsoleRow, Left, LeftRow, StateTab},
};

/// Acts on several at once, each the end of a Fluent key: `console-act-pause`.
const ACTS: [&str; 6] = ["publication", "pause", "renewal", "removal", "care", "leave"];
/// Offers that one act is about, at most: those of a page, and those of one before it.
const MOST: usize = 50;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    state: String,
    found: String,
    q: String,
    source: String,
    waiting: Ticked,
    ending: Ticked,
    mine: Ticked,
    after: String,
}

impl Filter {
    fn chosen(&self) -> Chosen {
        // What no field could send chooses nothing.
        let state = if STATES.contains(&self.state.as_str()) { self.state.clone() } else { String::new() };
        let found = if console::FOUND.contains(&self.found.as_str()) { self.found.clone() } else { String::new() };
        let number = self.source == "here" || self.source.parse::<i64>().is_ok();
        Chosen {
            state,
            found,
            words: self.q.replace('\0', " "),
            source: if number { self.source.clone() } else { String::new() },
            waiting: self.waiting.is(),
            ending: self.ending.is(),
            mine: self.mine.is(),
        }
    }
}

/// The same choice as an address says it, in this state, after this offer.
fn query(chosen: &Chosen, state: &str, after: Option<i64>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let after = after.map(|after| after.to_string()).unwrap_or_default();
    for (name, value) in [
        ("state", state),
        ("found", &chosen.found),
        ("q", chosen.words.trim()),
        ("source", &chosen.source),
        ("waiting", if chosen.waiting { "on" } else { "" }),
        ("ending", if chosen.ending { "on" } else { "" }),
        ("mine", if chosen.mine { "on" } else { "" }),
        ("after", &after),
    ] {
        if !value.is_empty() {
            query.append_pair(name, value);
        }
    }
    query.finish()
}

fn at(organisation: &organisations::Model, query: &str) -> String {
    let path = organisation.act("console");
    if query.is_empty() { path } else { format!("{path}?{query}") }
}

pub(super) async fn show(me: Member, At(slug): At<String>, Asked(filter): Asked<Filter>) -> Answer {
    let of = organisations::Model::of(&me.house.db, &me.person, &slug).await?;
    page(&me, of, &filter, None).await
}

/// One act on those that are ticked; what cannot be done is said, offer by offer, and the
/// rest is done.
pub(super) async fn act(me: Member, At(slug): At<String>, Posted(mut sent): Posted<Rows>) -> Answer {
    me.count(Limit::Acts)?;
    let (organisation, role) = organisations::Model::of(&me.house.db, &me.person, &slug).await?;
    role.at_least(Role::Recruiter)?;
    let act = sent.take("act");
    let act = ACTS.into_iter().find(|known| *known == act).ok_or(Refusal::NotAChoice { field: "act" })?;
    let filter: Filter = serde_urlencoded::from_str(&sent.take("next")).unwrap_or_default();
    let ticked = sent.take_ticked("offer")?;
    sent.end()?;
    if ticked.len() > MOST {
        return Err(Refusal::TooMany { field: "offer", most: MOST }.into());
    }
    let (mut done, mut left) = (vec![], vec![]);
    for id in ticked {
        let offer = offers::Model::readable_by(&me.house.db, &me.viewer, id).await?;
        if offer.organisation_id != organisation.id {
            return Err(Failure::Missing);
        }
        match one(&me, &offer, act).await {
            Ok(()) => done.push(id),
            Err(failure) => left.push((offer, failure.refusal()?)),
        }
    }
    if left.is_empty() {
        let chosen = filter.chosen();
        let here = query(&chosen, &chosen.state, filter.after.parse().ok());
        let way = then(at(&organisation, &here));
        let Some(undo) = contrary(act).filter(|_| !done.is_empty()) else {
            return way.saying(&me, if done.is_empty() { "console-none-ticked" } else { "console-done" }).go();
        };
        let names: Vec<String> = done.iter().map(|id| format!("offer_{id}")).collect();
        let fields: Vec<(&str, &str)> = [("act", undo), ("next", &here)]
            .into_iter()
            .chain(names.iter().map(|name| (name.as_str(), "on")))
            .collect();
        return way.undoable(&me, &format!("console-done-{act}"), &organisation.act("console"), &fields).go();
    }
    page(&me, (organisation, role), &filter, Some((done.len(), left))).await
}

async fn one(me: &Member, offer: &Readable, act: &str) -> Outcome<()> {
    let (db, check, person): (_, _, &Person) = (&me.house.db, me.house.check(), &me.person);
    match act {
        "publication" => offer.publish(db, &check, person).await.map(drop),
        "pause" => offer.pause(db, person).await.map(drop),
        "renewal" => offer.renew(db, &check, person).await.map(drop),
        "removal" => offer.withdraw(db, person).await.map(drop),
        "care" => offer.take_care(db, person).await,
        _ => offer.leave_care(db, person).await,
    }
}

/// The act that brings them back to where they were, where one does.
fn contrary(act: &str) -> Option<&'static str> {
    match act {
        "pause" => Some("publication"),
        "care" => Some("leave"),
        "leave" => Some("care"),
        _ => None,
    }
}

async fn page(
    me: &Member,
    (organisation, role): (organisations::Model, Role),
    filter: &Filter,
    left: Option<(usize, Vec<(Readable, Refusal)>)>,
) -> Answer {
    let (db, lang) = (&me.house.db, me.lang);
    let chosen = filter.chosen();
    let recruits = organisation.is_recruited_by(db, &me.person).await?;
    let after = filter.after.parse().ok();
    let found = console::list(db, &me.person, organisation.id, (&chosen, recruits), after).await?;
    let overdue = if recruits { slowing::overdue(db, organisation.id).await? } else { 0 };
    let counts = console::counts(db, organisation.id).await?;
    let tab = |state: &'static str| StateTab {
        label: if state.is_empty() { "all" } else { state },
        path: at(&organisation, &query(&chosen, state, None)),
        count: counts.get(state).copied().unwrap_or_default(),
        chosen: chosen.state == state,
    };
    let kept: Vec<i64> = left.iter().flat_map(|(_, left)| left.iter().map(|(offer, _)| offer.id)).collect();
    let left = left.map(|(done, left)| Left {
        done,
        offers: left
            .iter()
            .map(|(offer, why)| LeftRow { title: offer.title.clone(), path: way(offer, why), why: lang.refuse(why) })
            .collect(),
    });
    let title = lang.say("console-title");
    let page = Page::new("organisations/console.html", title).noindex().section("offers");
    let page = if left.is_some() { page.status(axum::http::StatusCode::CONFLICT) } else { page };
    page.show(
        me,
        &ConsolePage {
            path: organisation.path(),
            called: organisation.name.clone(),
            proven: organisation.is_proven(),
            may_write: role >= Role::Recruiter,
            states: STATES.map(tab).into(),
            choices: Choices::of(&chosen, console::sources(db, organisation.id).await?),
            narrow: chosen.is_narrow(),
            filtered: chosen.is_narrow() || !chosen.state.is_empty(),
            rows: found
                .rows
                .iter()
                .map(|line| ConsoleRow::of(lang, line, kept.contains(&line.listed.offer.id)))
                .collect(),
            next: found.next.map(|next| at(&organisation, &query(&chosen, &chosen.state, Some(next)))),
            here: query(&chosen, &chosen.state, after),
            recruits,
            overdue: Some(overdue).filter(|overdue| *overdue >= SLOWED),
            acts: Choice::among("console-act", &[&[""][..], &ACTS].concat(), "", false),
            left,
        },
    )
}

/// Where what is in the way is dealt with.
fn way(offer: &Readable, why: &Refusal) -> String {
    match why {
        Refusal::AnswersWait { .. } => offer.act("closure?how=withdrawn"),
        Refusal::Required { .. } | Refusal::OfferUnlawful | Refusal::BadDate { .. } => offer.act("edit"),
        _ => offer.path(),
    }
}
