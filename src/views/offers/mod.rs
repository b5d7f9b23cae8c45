//! Offers: the list, one of them. Its form is in `form`, what an organisation's own
//! people see in `console`.

pub mod channels;
pub mod console;
pub mod desk;
pub mod form;
pub mod mapping;
pub mod receipts;
pub mod software;
pub mod sources;
pub mod truth;
mod words;

use std::collections::HashSet;

use serde::Serialize;

use super::{Choice, Field, alerts::Relayed, contacts::Habits, trades::TradeLine, when};
use crate::{
    models::offers::{claims::Claims, listing::Listed, typed::name_of},
    words::{Lang, When},
};
use channels::Switch;
use form::FindingRow;
use truth::KnownRow;
pub use words::pay;

/// An offer in a list (`offers/_row.html`), and at the head of its page.
#[derive(Clone, Debug, Serialize)]
pub struct OfferRow {
    pub id: i64,
    pub path: String,
    pub title: String,
    pub organisation: String,
    pub organisation_path: String,
    /// Another employer, where the organisation publishes for one.
    pub employer: Option<String>,
    pub trade: Option<TradeLine>,
    pub places: Vec<String>,
    /// Fluent: `offer-contract-permanent`…
    pub contract: Option<String>,
    /// partly, wholly (Fluent: `offer-remote-wholly`…); none on the spot.
    pub remote: Option<String>,
    pub part_time: bool,
    pub pay: Option<String>,
    /// draft, checked, published… (Fluent: `offer-state-draft`…)
    pub state: String,
    pub when: Option<When>,
    /// Whoever reads saved it.
    pub saved: bool,
    /// It opened since they last looked.
    pub new: bool,
    /// Its organisation answers quickly.
    pub quick: bool,
}

impl OfferRow {
    pub fn of(lang: Lang, listed: &Listed) -> Self {
        let (offer, claims) = (&listed.offer, listed.offer.claims());
        Self {
            id: offer.id,
            path: offer.path(),
            title: offer.title.clone(),
            organisation: listed.organisation.name.clone(),
            organisation_path: listed.organisation.path(),
            trade: listed.trade.as_ref().map(TradeLine::of),
            places: listed.places.iter().map(|place| place.label.clone()).collect(),
            contract: offer.contract.clone(),
            remote: Some(offer.remote.clone()).filter(|remote| remote != "no"),
            part_time: offer.part_time,
            pay: claims.pay.as_ref().and_then(|said| pay(lang, said)),
            employer: claims.employer,
            state: offer.state_now().to_owned(),
            when: offer.published_at.as_ref().map(|at| when(lang, at)),
            saved: false,
            new: false,
            quick: listed.organisation.answers_quickly,
        }
    }

    /// With what its reader saved.
    pub fn marked_by(self, saved: &HashSet<i64>) -> Self {
        Self { saved: saved.contains(&self.id), ..self }
    }

    pub fn all(lang: Lang, listed: &[Listed]) -> Vec<Self> {
        listed.iter().map(|one| Self::of(lang, one)).collect()
    }
}

/// `offers/index.html`
#[derive(Clone, Debug, Serialize)]
pub struct IndexPage {
    pub rows: Vec<OfferRow>,
    pub next: Option<String>,
    /// Whose offers these are, when they are one organisation's.
    pub organisation: Option<(String, String)>,
    pub action: String,
    /// Words that were asked for.
    pub q: Field,
    pub contracts: Vec<Choice>,
    pub remotes: Vec<Choice>,
    pub times: Vec<Choice>,
    pub trade: Field,
    pub near: Field,
    pub km: Field,
    pub pay: Field,
    pub no_degree: bool,
    pub quick: bool,
    pub filtered: bool,
    /// Of what is shown, where it was understood.
    pub feed: Option<String>,
    /// Where one is told of what is new in this list.
    pub alert: Option<String>,
    /// This very page, for who marks offers in it.
    pub here: String,
    /// Offers that the reader hid.
    pub hidden: u64,
}

/// `organisations/embed.html`
#[derive(Clone, Debug, Serialize)]
pub struct EmbedPage {
    pub called: String,
    pub rows: Vec<OfferRow>,
    /// What stands before every path, and where all of them are.
    pub base: String,
    pub all: String,
    pub more: bool,
}

/// `offers/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct OfferPage {
    pub row: OfferRow,
    pub text_html: String,
    pub facts: Facts,
    /// The official way to apply, while one can.
    pub apply: Option<Apply>,
    pub until: Option<When>,
    /// Answering it here, where that can be done.
    pub here: Option<Here>,
    pub ended: bool,
    /// What the check found, and what the organisation answers to it.
    pub findings: Vec<FindingRow>,
    pub justification: String,
    /// The `JobPosting`, while it is one.
    pub json_ld: Option<String>,
    pub mine: Option<Mine>,
    /// saved, hidden, or nothing yet; none for who is not signed in.
    pub mark: Option<&'static str>,
    /// Threads that pass it on, of rooms the reader may read.
    pub relayed: Vec<Relayed>,
    /// What people found of its claims, where that is said, and whether the reader may say.
    pub known: Vec<KnownRow>,
    pub truth: String,
    pub may_say: bool,
    pub proof: Option<String>,
    pub proof_domain: String,
    pub refusal: Option<String>,
}

/// Answering an offer here (`offers/_here.html`).
#[derive(Clone, Debug, Serialize)]
pub struct Here {
    /// open, sent, slowed
    pub way: &'static str,
    /// Where one goes for it.
    pub path: String,
    /// Within how many days its organisation says that it answers.
    pub days: i32,
    /// How it does, once that is public.
    pub habits: Option<Habits>,
}

/// What it says besides its text; a fact that is not said is not shown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Facts {
    pub contract: Option<String>,
    pub duration: Option<String>,
    pub hours: Option<String>,
    /// full, part (Fluent: `offer-time-full`…)
    pub time: String,
    pub pay: Option<String>,
    pub pay_extras: String,
    pub agreement: Option<String>,
    pub start: Option<String>,
    pub posts: Option<u32>,
    pub experience: Option<String>,
    /// What diploma is asked.
    pub education: Option<String>,
    /// None is, and that is said.
    pub no_degree: bool,
    pub skills: Vec<String>,
}

impl Facts {
    pub fn of(lang: Lang, claims: &Claims) -> Self {
        let pay = claims.pay.clone().unwrap_or_default();
        Self {
            contract: claims.contract.map(|contract| name_of(&Some(contract))),
            duration: claims.duration_days.map(|days| words::duration(lang, days)),
            hours: claims.weekly_hours.map(|hours| words::hours(lang, hours)),
            time: name_of(&claims.working_time),
            pay: words::pay(lang, &pay),
            pay_extras: pay.extras,
            agreement: pay.agreement,
            start: claims.start.map(|day| lang.date(day)),
            posts: claims.posts.filter(|posts| *posts > 1),
            experience: claims
                .experience_months
                .map(|months| lang.say_with("offer-experience-said", &[("months", months.into())])),
            no_degree: claims.education.as_deref() == Some(""),
            education: claims.education.clone().filter(|asked| !asked.is_empty()),
            skills: claims.skills.clone(),
        }
    }
}

/// Where one applies, and what is said of it: a site's name, or an address to write to.
#[derive(Clone, Debug, Serialize)]
pub struct Apply {
    pub address: String,
    pub at: String,
    pub by_mail: bool,
}

impl Apply {
    pub fn of(address: &str) -> Self {
        let url = url::Url::parse(address).ok();
        let by_mail = address.starts_with("mailto:");
        let at = match &url {
            Some(url) if by_mail => url.path().to_owned(),
            Some(url) => url.domain().unwrap_or_default().trim_start_matches("www.").to_owned(),
            None => String::new(),
        };
        Self { address: address.to_owned(), at, by_mail }
    }
}

/// What an organisation's own people may do with its offer.
#[derive(Clone, Debug, Serialize)]
pub struct Mine {
    pub console: String,
    pub may_write: bool,
    /// Acts that make sense now, in the order of use: publication, renewal, pause…
    pub acts: Vec<&'static str>,
    /// What was sent to it, for those who recruit.
    pub applications: Option<String>,
    /// Where else it goes, for those who may say so; and where that is said of all.
    pub channels: Vec<Switch>,
    pub channels_path: String,
}
