//! Trades: the list, and one of them.

use serde::Serialize;

use super::{Field, communities::RoomRow, threads::ThreadRow};
use crate::{
    access::Viewer,
    models::{
        communities,
        threads::listing::Listed,
        trades::{
            self,
            listing::{Listing, Wanted},
            picture::Kind,
            sheet::{Leads, Sheet},
        },
    },
    words::Lang,
};

/// A trade named on another page: a link.
#[derive(Clone, Debug, Serialize)]
pub struct TradeLine {
    pub path: String,
    pub code: String,
    pub title: String,
}

/// `trades/index.html`
#[derive(Clone, Debug, Serialize)]
pub struct IndexPage {
    pub title: String,
    /// Of this page, without where it begins.
    pub path: String,
    /// GET field `q`, with `domain` kept.
    pub q: Field,
    /// The letter of the domain chosen; empty: all.
    pub domain: String,
    pub domains: Vec<Domain>,
    pub narrowed: bool,
    pub rows: Vec<TradeRow>,
    pub next: Option<String>,
}

/// A great domain (Fluent: `trade-domain-a`…).
#[derive(Clone, Debug, Serialize)]
pub struct Domain {
    pub path: String,
    pub key: String,
    pub count: usize,
    pub chosen: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct TradeRow {
    pub trade: TradeLine,
    /// Another of its names, when that one has the words looked for.
    pub also: Option<String>,
}

/// `trades/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct TradePage {
    pub trade: TradeLine,
    pub domain_path: String,
    /// Fluent: `trade-domain-k`
    pub domain_key: String,
    pub description: String,
    /// The first few of its other names, then those that are folded away.
    pub other_titles: Vec<String>,
    pub more_titles: Vec<String>,
    pub skills: Vec<String>,
    pub more_skills: Vec<String>,
    pub skills_are_derived: bool,
    pub near: Vec<BridgeRow>,
    pub step: Vec<BridgeRow>,
    pub bridges_are_derived: bool,
    pub retired: bool,
    pub replacement: Option<TradeLine>,
    pub rooms: Vec<RoomRow>,
    /// To the rest of them, in the directory.
    pub rooms_next: Option<String>,
    pub rows: Vec<ThreadRow>,
}

#[derive(Clone, Debug, Serialize)]
pub struct BridgeRow {
    pub trade: TradeLine,
    pub why: String,
}

/// Other names, and skills, that are read at a glance.
const AT_A_GLANCE: usize = 12;

impl TradeLine {
    pub fn of(trade: &trades::Model) -> Self {
        Self::new(&trade.code, &trade.title)
    }

    fn new(code: &str, title: &str) -> Self {
        Self { path: trades::path(code), code: code.to_owned(), title: title.to_owned() }
    }
}

fn domain_path(domain: char) -> String {
    format!("/trades?domain={domain}")
}

fn domain_key(domain: char) -> String {
    format!("trade-domain-{}", domain.to_ascii_lowercase())
}

impl IndexPage {
    pub fn of(lang: Lang, wanted: &Wanted, domains: &[(char, usize)], listing: Listing) -> Self {
        let mut asked = form_urlencoded::Serializer::new(String::new());
        if !wanted.words.is_empty() {
            asked.append_pair("q", &wanted.words);
        }
        if let Some(domain) = wanted.domain {
            asked.append_pair("domain", &domain.to_string());
        }
        let asked = asked.finish();
        let path = if asked.is_empty() { "/trades".to_owned() } else { format!("/trades?{asked}") };
        let title = match (wanted.domain, wanted.words.as_str()) {
            (Some(domain), "") => lang.say(&domain_key(domain)),
            (_, "") => lang.say("trades-title"),
            (_, words) => lang.say_with("trades-found-title", &[("words", words.to_owned().into())]),
        };
        Self {
            title,
            next: listing.next.map(|after| format!("{path}&after={after}")),
            path,
            q: Field::holding(&wanted.words),
            domain: wanted.domain.map(String::from).unwrap_or_default(),
            domains: domains
                .iter()
                .map(|(domain, count)| Domain {
                    path: domain_path(*domain),
                    key: domain_key(*domain),
                    count: *count,
                    chosen: wanted.domain == Some(*domain),
                })
                .collect(),
            narrowed: wanted.is_narrowed(),
            rows: listing
                .rows
                .into_iter()
                .map(|row| TradeRow { trade: TradeLine::new(&row.code, &row.title), also: row.also })
                .collect(),
        }
    }
}

impl TradePage {
    pub fn of(lang: Lang, viewer: &Viewer, sheet: &Sheet, rooms: &[communities::Model], threads: &[Listed]) -> Self {
        let domain = sheet.trade.code.chars().next().unwrap_or('A');
        let bridges = |kind: Kind| {
            let of_kind = sheet.bridges.iter().filter(|leads| leads.kind == kind);
            of_kind.map(|leads| BridgeRow { trade: line(leads), why: leads.why.clone() }).collect()
        };
        let (other_titles, more_titles) = at_a_glance(&sheet.other_titles);
        let (skills, more_skills) = at_a_glance(&sheet.skills);
        Self {
            trade: TradeLine::of(&sheet.trade),
            domain_path: domain_path(domain),
            domain_key: domain_key(domain),
            description: sheet.trade.description.clone(),
            other_titles,
            more_titles,
            skills,
            more_skills,
            skills_are_derived: sheet.skills_are_derived,
            near: bridges(Kind::Near),
            step: bridges(Kind::Step),
            bridges_are_derived: sheet.bridges.iter().any(|leads| leads.is_derived),
            retired: !sheet.trade.is_current(),
            replacement: sheet.replacement.as_ref().map(TradeLine::of),
            rooms: RoomRow::all(lang, viewer, rooms),
            rooms_next: None,
            rows: ThreadRow::all(lang, threads),
        }
    }
}

fn line(leads: &Leads) -> TradeLine {
    TradeLine::new(&leads.code, &leads.title)
}

/// A fold that hides two lines is not worth its press.
fn at_a_glance(all: &[String]) -> (Vec<String>, Vec<String>) {
    let cut = if all.len() <= AT_A_GLANCE + 3 { all.len() } else { AT_A_GLANCE };
    (all[..cut].to_vec(), all[cut..].to_vec())
}
