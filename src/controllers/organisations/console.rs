//! The console: every offer of an organisation on a line, for its own people.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page},
    extractors::{Asked, At, Member},
};
use crate::{
    models::{
        applications::{
            listing as answers,
            slowing::{self, SLOWED},
        },
        keyset::After,
        offers::{ENDED, listing},
        organisations::{self, Role},
    },
    views::{
        Choice,
        offers::console::{ConsolePage, ConsoleRow},
    },
};

/// What one may look at: all, and each group of states.
const STATES: [&str; 6] = ["", "draft", "published", "paused", "ended", "withdrawn"];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    state: String,
    after: String,
}

pub(super) async fn show(me: Member, At(slug): At<String>, Asked(filter): Asked<Filter>) -> Answer {
    let (db, lang) = (&me.house.db, me.lang);
    let (organisation, role) = organisations::Model::of(db, &me.person, &slug).await?;
    let states: &[&str] = match filter.state.as_str() {
        "draft" => &["draft", "checked"],
        "published" => &["published"],
        "paused" => &["paused"],
        "ended" => &ENDED,
        "withdrawn" => &["withdrawn"],
        _ => &[],
    };
    let found = listing::of_organisation(db, organisation.id, states, After::parse(&filter.after)).await?;
    let recruits = organisation.is_recruited_by(db, &me.person).await?;
    let (unanswered, overdue) = match recruits {
        true => {
            (answers::unanswered(db, &me.person, organisation.id).await?, slowing::overdue(db, organisation.id).await?)
        }
        false => Default::default(),
    };
    let waiting = |offer: i64| unanswered.get(&offer).copied().unwrap_or_default();
    let path = organisation.act("console");
    let kept = if states.is_empty() { String::new() } else { format!("state={}&", filter.state) };
    Page::new("organisations/console.html", lang.say("console-title")).noindex().section("offers").show(
        &me,
        &ConsolePage {
            path: organisation.path(),
            called: organisation.name.clone(),
            proven: organisation.is_proven(),
            may_write: role >= Role::Recruiter,
            states: Choice::among("console-state", &STATES, &filter.state, false),
            filtered: !states.is_empty(),
            rows: found.rows.iter().map(|listed| ConsoleRow::of(lang, listed, waiting(listed.offer.id))).collect(),
            next: found.next.map(|next| format!("{path}?{kept}after={next}")),
            recruits,
            overdue: Some(overdue).filter(|overdue| *overdue >= SLOWED),
        },
    )
}
