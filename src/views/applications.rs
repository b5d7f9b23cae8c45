//! Applications: answering an offer, what one sent, what an organisation received, and
//! the end of an offer to which people wait for an answer.

use serde::Serialize;

use super::{Author, Choice, Field, contacts::Habits, when};
use crate::{
    models::{
        applications::{
            Mine, Model, Received,
            listing::{Row, Sent},
            reasons,
            reminding::{closes_at, kept_until},
        },
        offers, organisations,
        profiles::Field as Part,
    },
    text,
    words::{Lang, When},
};

/// `applications/new.html` → POST /offers/{id}/applications {message*, name, photo, place,
/// contact, log}
#[derive(Clone, Debug, Serialize)]
pub struct NewApplication {
    pub act: String,
    pub offer: (String, String),
    pub organisation: String,
    /// Within how many days it says that it answers.
    pub days: i32,
    pub habits: Option<Habits>,
    /// What the profile holds that can be given (Fluent: `field-name`…), and what is ticked.
    pub to_give: Vec<(&'static str, bool)>,
    pub message: Field,
    pub refusal: Option<String>,
}

/// What one sent, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SentRow {
    pub path: String,
    pub title: String,
    pub organisation: String,
    /// Fluent: `application-mine-waiting`…
    pub state: String,
    /// While it waits: the day by which an answer was promised.
    pub due: Option<When>,
    pub overdue: bool,
    pub when: When,
}

impl SentRow {
    pub fn of(lang: Lang, sent: &Sent) -> Self {
        let application = &sent.application;
        Self {
            path: application.path(),
            title: sent.offer.title.clone(),
            organisation: sent.organisation.name.clone(),
            state: application.state.clone(),
            due: due(lang, application),
            overdue: application.is_overdue(),
            when: when(lang, &application.asked_at),
        }
    }
}

/// `applications/index.html`
#[derive(Clone, Debug, Serialize)]
pub struct SentPage {
    pub rows: Vec<SentRow>,
    pub next: Option<String>,
}

/// `applications/show.html` → POST /me/applications/{id}/removal, …/removal/undo
#[derive(Clone, Debug, Serialize)]
pub struct MinePage {
    pub act: String,
    pub title: String,
    /// Its page, while anyone reads it, and where one says what was proposed.
    pub offer: Option<String>,
    pub statements: Option<String>,
    pub organisation: (String, String),
    pub message: String,
    /// What is given with it, while it is (Fluent: `field-name`…).
    pub given: Vec<&'static str>,
    pub state: String,
    pub when: When,
    pub due: Option<When>,
    pub overdue: bool,
    /// When it is closed, if nobody answers.
    pub closes: When,
    pub answered: Option<When>,
    /// Of a refusal (Fluent: `application-reason-filled`…), and its words.
    pub reason: String,
    pub words: String,
    /// Where the two write to each other, once it was accepted.
    pub conversation: Option<String>,
    pub kept_until: Option<When>,
    pub refusal: Option<String>,
}

impl MinePage {
    /// `given`: what it gives now.
    pub fn of(lang: Lang, mine: &Mine, given: &[Part]) -> Self {
        let application = &mine.application;
        Self {
            act: application.path(),
            title: mine.offer.title.clone(),
            offer: read_by_anyone(&mine.offer, &mine.organisation).then(|| mine.offer.path()),
            statements: read_by_anyone(&mine.offer, &mine.organisation).then(|| mine.offer.act("statements")),
            organisation: (mine.organisation.path(), mine.organisation.name.clone()),
            message: application.message.clone(),
            given: given.iter().map(|field| field.name()).collect(),
            state: application.state.clone(),
            when: when(lang, &application.asked_at),
            due: due(lang, application),
            overdue: application.is_overdue(),
            closes: When::new(lang, closes_at(application)),
            answered: application.answered_at.as_ref().map(|at| when(lang, at)),
            reason: application.reason.clone(),
            words: reasons::said(lang, &application.reason, &application.words),
            conversation: None,
            kept_until: kept_until(application).map(|until| When::new(lang, until)),
            refusal: None,
        }
    }
}

/// What was received, in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ReceivedRow {
    pub path: String,
    pub person: Author,
    pub title: String,
    /// What else was sent to the same offer.
    pub others: String,
    pub sense: String,
    /// Fluent: `application-state-waiting`…
    pub state: String,
    pub due: Option<When>,
    pub overdue: bool,
    pub when: When,
}

impl ReceivedRow {
    pub fn of(lang: Lang, of: &organisations::Model, row: &Row) -> Self {
        let application = &row.application;
        Self {
            path: of.act(&format!("applications/{}", application.id)),
            person: Author::of(&row.person),
            title: row.offer.title.clone(),
            others: of.act(&format!("applications?offer={}", application.offer_id)),
            sense: text::sense(&application.message),
            state: application.state.clone(),
            due: due(lang, application),
            overdue: application.is_overdue(),
            when: when(lang, &application.asked_at),
        }
    }
}

/// `applications/received.html`
#[derive(Clone, Debug, Serialize)]
pub struct ReceivedPage {
    pub path: String,
    pub called: String,
    pub days: i32,
    pub waiting: Vec<ReceivedRow>,
    pub answered: Vec<ReceivedRow>,
    pub next: Option<String>,
    /// Of one offer.
    pub narrowed: bool,
}

/// `applications/answer.html` → POST /organisations/{slug}/applications/{id}/acceptance,
/// …/refusal {reason*, words*}; GET field `reason` shows its usual words
#[derive(Clone, Debug, Serialize)]
pub struct ReceivedOne {
    pub act: String,
    /// The organisation's page, its name, and the list of what it received.
    pub organisation: (String, String),
    pub list: String,
    pub offer: (String, String),
    pub person: Author,
    pub message: String,
    pub given: Vec<&'static str>,
    pub state: String,
    pub when: When,
    pub due: Option<When>,
    pub overdue: bool,
    pub answered: Option<When>,
    /// Of a refusal that was sent.
    pub why: String,
    pub said: String,
    /// Where whoever accepted writes to the person.
    pub conversation: Option<String>,
    pub reasons: Vec<Choice>,
    /// The one whose words are shown.
    pub reason: String,
    pub reason_error: Option<String>,
    pub words: Field,
    pub refusal: Option<String>,
}

impl ReceivedOne {
    /// `given`: what it gives now.
    pub fn of(lang: Lang, received: &Received, me: i64, given: &[Part]) -> Self {
        let (application, of) = (&received.application, &received.organisation);
        let mine = application.answered_by_id == Some(me);
        Self {
            act: received.path(),
            organisation: (of.path(), of.name.clone()),
            list: of.act("applications"),
            offer: (received.offer.path(), received.offer.title.clone()),
            person: Author::of(&received.person),
            message: application.message.clone(),
            given: given.iter().map(|field| field.name()).collect(),
            state: application.state.clone(),
            when: when(lang, &application.asked_at),
            due: due(lang, application),
            overdue: application.is_overdue(),
            answered: application.answered_at.as_ref().map(|at| when(lang, at)),
            why: application.reason.clone(),
            said: reasons::said(lang, &application.reason, &application.words),
            conversation: application.contact_id.filter(|_| mine).map(|contact| format!("/me/contacts/{contact}")),
            reasons: vec![],
            reason: String::new(),
            reason_error: None,
            words: Field::default(),
            refusal: None,
        }
    }
}

/// `offers/closure.html` → POST /offers/{id}/closure {how*, reason*, words*}; GET fields `how`
/// and `reason` show the usual words
#[derive(Clone, Debug, Serialize)]
pub struct ClosurePage {
    pub act: String,
    pub offer: (String, String),
    pub waiting: u64,
    /// Fluent: `closure-how-here`…
    pub ways: Vec<Choice>,
    pub how: String,
    pub how_error: Option<String>,
    pub reasons: Vec<Choice>,
    pub reason: String,
    pub reason_error: Option<String>,
    pub words: Field,
    pub refusal: Option<String>,
}

fn due(lang: Lang, application: &Model) -> Option<When> {
    application.is_waiting().then(|| when(lang, &application.due_at))
}

fn read_by_anyone(offer: &offers::Model, of: &organisations::Model) -> bool {
    !offer.is_prepared() && offer.state != "withdrawn" && of.is_proven()
}
