//! The form of an offer, and what the check finds in it.

use serde::Serialize;

use crate::{
    models::offers::{
        checking::{Field as Part, Finding, Level},
        claims::Claims,
        reviewing::Check,
        typed::{EXPERIENCES, Typed},
    },
    refusals::Refusal,
    views::{Choice, Field},
    words::Lang,
};

/// Characters shown around what was found.
const AROUND: usize = 60;

/// `offers/form.html`
#[derive(Clone, Debug, Serialize)]
pub struct OfferForm {
    /// new, edit
    pub mode: &'static str,
    pub action: String,
    pub back: String,
    pub organisation: (String, String),
    /// What the reader has seen of it (see `EditedMeanwhile`).
    pub seen: String,
    /// Whether anyone reads it already: then it is published again as soon as it is sent.
    pub public: bool,
    pub proven: bool,
    pub title: Field,
    pub text: Field,
    pub trade: Field,
    pub skills: Field,
    pub contracts: Vec<Choice>,
    pub duration: Field,
    pub hours: Field,
    pub times: Vec<Choice>,
    pub remotes: Vec<Choice>,
    pub places: Vec<(String, Field)>,
    pub pay_min: Field,
    pub pay_max: Field,
    pub pay_periods: Vec<Choice>,
    pub pay_months: Field,
    pub pay_net: bool,
    pub pay_extras: Field,
    pub pay_agreement: Field,
    pub start: Field,
    pub posts: Field,
    pub experiences: Vec<Choice>,
    pub education: Field,
    pub no_degree: bool,
    pub apply: Field,
    pub until: Field,
    pub justification: Field,
    /// Whether what was found may be essential to the work, and a word can say so.
    pub justifiable: bool,
    pub findings: Vec<FindingRow>,
    /// It was checked, and nothing was found.
    pub clean: bool,
    pub refusal: Option<String>,
}

/// The fields that show their own refusal.
pub const FIELDS: [&str; 20] = [
    "title",
    "text",
    "trade_code",
    "skills",
    "duration",
    "hours",
    "place_1",
    "place_2",
    "place_3",
    "pay_min",
    "pay_max",
    "pay_months",
    "pay_extras",
    "pay_agreement",
    "start",
    "posts",
    "education",
    "apply",
    "until",
    "justification",
];

impl OfferForm {
    /// The fields as they were typed; what stands around them is the caller's.
    pub fn typed(lang: Lang, typed: &Typed, refusal: Option<&Refusal>) -> Self {
        let field = |name, value: &str| Field::typed(lang, name, value, refusal);
        let any = |values: &[&'static str]| -> Vec<&'static str> { [&[""][..], values].concat() };
        let contracts = any(&crate::models::offers::claims::Contract::NAMES);
        Self {
            mode: "new",
            action: String::new(),
            back: String::new(),
            organisation: Default::default(),
            seen: String::new(),
            public: false,
            proven: true,
            title: field("title", &typed.title),
            text: field("text", &typed.text),
            trade: field("trade_code", &typed.trade_code),
            skills: field("skills", &typed.skills),
            contracts: Choice::among("offer-contract", &contracts, &typed.contract, false),
            duration: field("duration", &typed.duration),
            hours: field("hours", &typed.hours),
            times: Choice::among("offer-time", &any(&["full", "part"]), &typed.time, false),
            remotes: Choice::among("offer-remote", &["no", "partly", "wholly"], said_or(&typed.remote, "no"), false),
            places: (1..)
                .zip(&typed.places)
                .map(|(number, value)| {
                    let name = ["place_1", "place_2", "place_3"][number - 1];
                    (name.to_owned(), field(name, value))
                })
                .collect(),
            pay_min: field("pay_min", &typed.pay_min),
            pay_max: field("pay_max", &typed.pay_max),
            pay_periods: Choice::among(
                "offer-period",
                &["month", "hour", "day", "week", "year"],
                said_or(&typed.pay_period, "month"),
                false,
            ),
            pay_months: field("pay_months", &typed.pay_months),
            pay_net: typed.pay_net,
            pay_extras: field("pay_extras", &typed.pay_extras),
            pay_agreement: field("pay_agreement", &typed.pay_agreement),
            start: field("start", &typed.start),
            posts: field("posts", &typed.posts),
            experiences: Choice::among("offer-experience", &any(&EXPERIENCES), &typed.experience, false),
            education: field("education", &typed.education),
            no_degree: typed.no_degree,
            apply: field("apply", &typed.apply),
            until: field("until", &typed.until),
            justification: field("justification", &typed.justification),
            justifiable: false,
            findings: vec![],
            clean: false,
            refusal: None,
        }
    }
}

fn said_or<'a>(said: &'a str, otherwise: &'a str) -> &'a str {
    if said.is_empty() { otherwise } else { said }
}

/// Something the check found (`offers/_finding.html`).
#[derive(Clone, Debug, Serialize)]
pub struct FindingRow {
    /// Its place in the list: the button that puts it right says it.
    pub number: usize,
    /// unlawful, warning (Fluent: `offer-finding-unlawful`…)
    pub level: &'static str,
    /// Where it was found (Fluent: `offer-part-title`…).
    pub part: &'static str,
    /// The words around it and the words meant, where it is in words.
    pub before: String,
    pub words: String,
    pub after: String,
    pub explanation: String,
    pub article: String,
    /// What could stand there instead.
    pub rewrite: Option<String>,
}

impl FindingRow {
    pub fn all(lang: Lang, check: &Check, claims: &Claims, found: &[Finding]) -> Vec<Self> {
        found.iter().enumerate().map(|(number, finding)| Self::of(lang, check, claims, number, finding)).collect()
    }

    fn of(lang: Lang, check: &Check, claims: &Claims, number: usize, finding: &Finding) -> Self {
        let text = said(claims, finding.field);
        let span = finding.span.clone().filter(|span| text.get(span.clone()).is_some());
        let (before, words, after) = span.map_or_else(Default::default, |span| {
            let (before, after) = (&text[..span.start], &text[span.end..]);
            (last(before), text[span].to_owned(), first(after))
        });
        Self {
            number,
            level: match finding.level {
                Level::Unlawful => "unlawful",
                Level::Warning => "warning",
            },
            part: name(finding.field),
            before,
            words,
            after,
            explanation: check.explanation(&finding.rule, lang),
            article: check.article(&finding.rule),
            rewrite: finding.rewrite.clone(),
        }
    }
}

/// What the part of an offer says in which something was found.
fn said(claims: &Claims, part: Part) -> &str {
    match part {
        Part::Title => &claims.title,
        Part::Text => &claims.text,
        Part::Skill(number) => claims.skills.get(number).map(String::as_str).unwrap_or_default(),
        Part::Education => claims.education.as_deref().unwrap_or_default(),
        Part::Extras => claims.pay.as_ref().map(|pay| pay.extras.as_str()).unwrap_or_default(),
        Part::Apply => claims.apply.as_deref().unwrap_or_default(),
        Part::Pay | Part::Employer | Part::Date => "",
    }
}

/// The end of its Fluent key.
fn name(part: Part) -> &'static str {
    match part {
        Part::Title => "title",
        Part::Text => "text",
        Part::Skill(_) => "skills",
        Part::Education => "education",
        Part::Pay => "pay",
        Part::Extras => "extras",
        Part::Employer => "employer",
        Part::Apply => "apply",
        Part::Date => "date",
    }
}

/// The last words before, in one line; cut at a word.
fn last(text: &str) -> String {
    let from = text.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let line = text[from..].rsplit('\n').next().unwrap_or_default();
    let cut = if from > 0 && line.len() == text.len() - from {
        line.split_once(' ').map_or(line, |(_, rest)| rest)
    } else {
        line
    };
    if cut.len() < text.trim_start().len() && from > 0 { format!("…{cut}") } else { cut.to_owned() }
}

/// The first words after, the same way.
fn first(text: &str) -> String {
    let to = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    let line = text[..to].split('\n').next().unwrap_or_default();
    if to < text.len() && line.len() == to {
        return format!("{}…", line.rsplit_once(' ').map_or(line, |(words, _)| words));
    }
    line.to_owned()
}
