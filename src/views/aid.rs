//! Mutual aid: the list, an entry with what is between its two people, the form,
//! one's own, and a gift of time.

use serde::Serialize;

use super::{Author, Choice, Field, trades::TradeLine, when};
use crate::{
    access::Viewer,
    models::{
        aid_requests::{
            self, Readable, Shown,
            answering::Answer,
            matching::{Giver, Match, Reason},
            slots::{Slot, Typed},
        },
        pledges,
    },
    text,
    words::{Lang, When, midnight},
};

/// An entry in a list.
#[derive(Clone, Debug, Serialize)]
pub struct AidRow {
    pub path: String,
    pub title: String,
    /// request, offer (Fluent: `aid-direction-request`…)
    pub direction: String,
    /// Fluent: `aid-kind-proofreading`…
    pub kind: String,
    pub sense: String,
    pub author: Author,
    pub audience: String,
    pub remote: bool,
    pub place: Option<String>,
    pub trade: Option<TradeLine>,
    pub when: When,
    pub until: When,
    /// open, taken, done, expired (Fluent: `aid-state-open`…)
    pub state: String,
    /// Why it is proposed, in the reader's words.
    pub reasons: Vec<String>,
    /// What of mine it goes with; none outside such a list.
    pub goes_with: Option<String>,
}

impl AidRow {
    pub fn of(lang: Lang, shown: &Shown) -> Self {
        let entry = &shown.entry;
        Self {
            path: entry.path(),
            title: entry.title.clone(),
            direction: entry.direction.clone(),
            kind: entry.kind.clone(),
            sense: text::sense(&entry.body),
            author: Author::of(&shown.author),
            audience: entry.audience.clone(),
            remote: entry.remote,
            place: shown.place.as_ref().map(|place| place.label()),
            trade: shown.trade.as_ref().map(TradeLine::of),
            when: when(lang, &entry.created_at),
            until: when(lang, &entry.expires_at),
            state: entry.state_now().to_owned(),
            reasons: vec![],
            goes_with: None,
        }
    }

    pub fn all(lang: Lang, rows: &[Shown]) -> Vec<Self> {
        rows.iter().map(|shown| Self::of(lang, shown)).collect()
    }

    pub fn matched(lang: Lang, matches: &[Match]) -> Vec<Self> {
        let row = |found: &Match| {
            let mine = found.mine.clone().unwrap_or_else(|| lang.say("aid-pledge-title"));
            Self { reasons: said(lang, &found.reasons), goes_with: Some(mine), ..Self::of(lang, &found.theirs) }
        };
        matches.iter().map(row).collect()
    }
}

fn said(lang: Lang, reasons: &[Reason]) -> Vec<String> {
    let say = |reason: &Reason| match reason {
        Reason::Trade(title) => lang.say_with("aid-why-trade", &[("trade", title.clone().into())]),
        Reason::Place(name) => lang.say_with("aid-why-place", &[("place", name.clone().into())]),
        Reason::Km(km) => lang.say_with("aid-why-km", &[("km", km.to_string().into())]),
        Reason::Remote => lang.say("aid-why-remote"),
    };
    reasons.iter().map(say).collect()
}

/// `aid/index.html`
#[derive(Clone, Debug, Serialize)]
pub struct IndexPage {
    pub rows: Vec<AidRow>,
    pub next: Option<String>,
    pub matches: Vec<AidRow>,
    pub directions: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub trade: Field,
    pub near: Field,
    pub km: Field,
    pub remote: bool,
    pub filtered: bool,
    pub signed_in: bool,
}

/// `aid/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct AidPage {
    pub row: AidRow,
    pub id: i64,
    pub body: String,
    pub slots: Vec<String>,
    pub km: Option<i32>,
    /// Its author looks.
    pub mine: bool,
    pub signed_in: bool,
    pub answers: Vec<AnswerView>,
    /// The box to answer in; none when one may not.
    pub compose: Option<Field>,
    /// Fluent: why there is no box.
    pub no_compose: Option<&'static str>,
    pub may_thank: bool,
    pub may_reopen: bool,
    pub sentence: Field,
    pub thanks: Option<Thanks>,
    pub givers: Vec<GiverRow>,
    pub refusal: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Thanks {
    pub sentence: String,
    pub when: When,
}

/// An answer, for one of the two.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    /// Where acts on it are sent: `/aid/12/answers/3`
    pub act: String,
    pub id: i64,
    pub person: Author,
    /// asked, waiting, accepted, declined (Fluent: `aid-answer-waiting`…)
    pub state: String,
    pub mine: bool,
    pub messages: Vec<MessageView>,
    pub may_accept: bool,
    pub may_decline: bool,
    pub may_reconsider: bool,
    pub may_take_back: bool,
    /// The box to write to the other in.
    pub write: Option<Field>,
    /// Who reads it besides me.
    pub other: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct MessageView {
    pub name: String,
    pub mine: bool,
    pub body: String,
    pub when: When,
}

#[derive(Clone, Debug, Serialize)]
pub struct GiverRow {
    pub person: Author,
    pub reasons: Vec<String>,
}

impl GiverRow {
    pub fn all(lang: Lang, givers: &[Giver]) -> Vec<Self> {
        let row = |giver: &Giver| Self { person: Author::of(&giver.user), reasons: said(lang, &giver.reasons) };
        givers.iter().map(row).collect()
    }
}

impl AnswerView {
    pub fn of(lang: Lang, viewer: &Viewer, entry: &Readable, answer: &Answer) -> Self {
        let author = &entry.shown.author;
        let leads = viewer.is(Some(entry.author_id));
        let state = answer.answer.state.as_str();
        let message = |message: &crate::models::_entities::aid_messages::Model| MessageView {
            name: if message.author_id == author.id { &author.display_name } else { &answer.author.display_name }
                .clone(),
            mine: viewer.is(Some(message.author_id)),
            body: message.body.clone(),
            when: when(lang, &message.created_at),
        };
        let (open, taken) = (entry.is_open(), entry.is_taken());
        Self {
            act: entry.act(&format!("answers/{}", answer.answer.id)),
            id: answer.answer.id,
            person: Author::of(&answer.author),
            state: state.to_owned(),
            mine: !leads,
            messages: answer.messages.iter().map(message).collect(),
            may_accept: leads && open && matches!(state, "waiting" | "declined"),
            may_decline: leads && open && state == "waiting",
            may_reconsider: leads && (taken && state == "accepted" || open && state == "declined"),
            may_take_back: !leads && (matches!(state, "asked" | "waiting") || taken && state == "accepted"),
            write: (taken && state == "accepted").then(Field::default),
            other: if leads { &answer.author.display_name } else { &author.display_name }.clone(),
        }
    }
}

/// “1er décembre 2026, de 18 h 00 à 19 h 30”.
pub fn slot(lang: Lang, slot: &Slot) -> String {
    let hour = |hour: chrono::NaiveTime| {
        let (hour, minute) = (hour.format("%-H").to_string(), hour.format("%M").to_string());
        lang.say_with("aid-hour", &[("hour", hour.into()), ("minute", minute.into())])
    };
    let day = midnight(slot.day).map(|day| lang.day(day)).unwrap_or_default();
    lang.say_with(
        "aid-slot",
        &[("day", day.into()), ("from", hour(slot.from).into()), ("until", hour(slot.until).into())],
    )
}

/// `aid/form.html`
#[derive(Clone, Debug, Serialize)]
pub struct AidForm {
    /// new, edit (Fluent: `aid-form-new-title`…)
    pub mode: &'static str,
    pub action: String,
    pub back: String,
    /// Said once: empty when editing.
    pub directions: Vec<Choice>,
    pub audiences: Vec<Choice>,
    /// And who reads it, when editing.
    pub audience: String,
    pub kinds: Vec<Choice>,
    pub title: Field,
    pub body: Field,
    pub remote: bool,
    pub trade: Field,
    pub place: Field,
    pub km: Field,
    pub until: Field,
    pub slots: Vec<SlotFields>,
    pub slots_error: Option<String>,
    pub kind_error: Option<String>,
    pub direction_error: Option<String>,
    pub audience_error: Option<String>,
    pub refusal: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SlotFields {
    pub number: usize,
    pub day: String,
    pub from: String,
    pub until: String,
}

impl SlotFields {
    pub fn all(typed: Vec<Typed>) -> Vec<Self> {
        let line =
            |(number, typed): (usize, Typed)| Self { number, day: typed.day, from: typed.from, until: typed.until };
        (1..).zip(typed).map(line).collect()
    }
}

/// `aid/mine.html`
#[derive(Clone, Debug, Serialize)]
pub struct MinePage {
    pub entries: Vec<MineRow>,
    pub next: Option<String>,
    pub answers: Vec<MineRow>,
    pub pledge: Option<PledgeLine>,
}

#[derive(Clone, Debug, Serialize)]
pub struct MineRow {
    pub path: String,
    pub title: String,
    pub direction: String,
    pub kind: String,
    pub state: String,
    /// Of my answer, in the list of those.
    pub answer: Option<String>,
    pub when: When,
    pub until: When,
}

impl MineRow {
    pub fn of(lang: Lang, entry: &aid_requests::Model, answer: Option<&str>) -> Self {
        Self {
            path: entry.path(),
            title: entry.title.clone(),
            direction: entry.direction.clone(),
            kind: entry.kind.clone(),
            state: entry.state_now().to_owned(),
            answer: answer.map(str::to_owned),
            when: when(lang, &entry.created_at),
            until: when(lang, &entry.expires_at),
        }
    }
}

/// What I give, and what this week took of it: for me alone.
#[derive(Clone, Debug, Serialize)]
pub struct PledgeLine {
    pub kinds: Vec<&'static str>,
    pub hours: i32,
    pub used: String,
    pub full: bool,
}

impl PledgeLine {
    pub fn of(pledge: &pledges::Model, minutes: i32) -> Self {
        Self {
            kinds: pledge.kinds(),
            hours: pledge.hours,
            used: format!("{} h {:02}", minutes / 60, minutes % 60),
            full: pledge.is_full(minutes),
        }
    }
}

/// `aid/pledge.html`
#[derive(Clone, Debug, Serialize)]
pub struct PledgeForm {
    pub given: Option<PledgeLine>,
    /// Checkboxes: name, Fluent key, whether it is on.
    pub kinds: Vec<Choice>,
    pub kinds_error: Option<String>,
    pub hours: Field,
    pub remote: bool,
    pub trade: Field,
    pub place: Field,
    pub km: Field,
    pub quiet_from: Field,
    pub quiet_until: Field,
    pub quiet_days: Vec<Choice>,
    pub quiet_days_error: Option<String>,
    pub refusal: Option<String>,
}
