//! Contacts: asking, what was asked, one of them with what its two write, and
//! introductions.

mod rows;

use chrono::Duration;
use serde::Serialize;

use super::{Author, Choice, Field, when};
use crate::{
    models::{
        contacts::{
            self, AWAITING, FARTHEST, PURPOSES,
            asking::Draft,
            figures,
            introducing::{self, Readable as Introduction},
        },
        profiles, users,
    },
    refusals::Refusal,
    words::{Lang, When},
};
pub use rows::{ContactRow, ContactsPage, IntroductionRow, ProposedRow, SentPage};

/// How an organisation answers, once it is public.
#[derive(Clone, Debug, Serialize)]
pub struct Habits {
    pub organisation: String,
    pub asked: usize,
    /// Of a hundred.
    pub answered: usize,
    /// “en moins d’une heure”, “en 5 heures”, “en 2 jours”; none when nothing was.
    pub delay: Option<String>,
}

impl Habits {
    pub fn of(lang: Lang, person: &users::Model, habits: figures::Habits) -> Self {
        Self::named(lang, person.organisation_name.as_deref().unwrap_or_default(), habits)
    }

    pub fn named(lang: Lang, organisation: &str, habits: figures::Habits) -> Self {
        Self {
            organisation: organisation.to_owned(),
            asked: habits.asked,
            answered: habits.answered,
            delay: habits.delay.map(|delay| in_words(lang, delay)),
        }
    }
}

/// Hours up to two days, then days.
fn in_words(lang: Lang, delay: Duration) -> String {
    let hours = delay.num_hours();
    match hours {
        0 => lang.say("habits-within-the-hour"),
        1..48 => lang.say_with("habits-hours", &[("count", hours.into())]),
        _ => lang.say_with("habits-days", &[("count", delay.num_days().into())]),
    }
}

/// `contacts/new.html` → POST /people/{handle}/contacts {purpose*, message*, offer_id}
#[derive(Clone, Debug, Serialize)]
pub struct NewContact {
    pub person: Author,
    pub organisation: Option<String>,
    pub habits: Option<Habits>,
    /// Fluent: `purpose-offer`, `purpose-offer-hint`…
    pub purposes: Vec<Choice>,
    pub purpose_error: Option<String>,
    pub message: Field,
    /// What of the asker the other reads: their organisation, once confirmed.
    pub my_organisation: bool,
    pub refusal: Option<String>,
}

impl NewContact {
    pub fn purposes(typed: &Draft) -> Vec<Choice> {
        Choice::among("purpose", &PURPOSES, &typed.purpose, true)
    }
}

/// The organisation of someone whose claim was confirmed.
pub fn organisation(person: &users::Model) -> Option<String> {
    person.organisation_name.clone().filter(|_| person.claim == "confirmed")
}

#[derive(Clone, Debug, Serialize)]
pub struct MessageView {
    pub id: i64,
    pub mine: bool,
    pub html: String,
    pub when: When,
}

/// `contacts/show.html` → POST /me/contacts/{id}/acceptance {name, photo, place, contact, log},
/// …/refusal {reason}, …/refusal/removal, …/delay {until*}, …/block, …/removal,
/// …/messages {body*}, …/given {field*}, …/given/removal {field*}, …/closure
#[derive(Clone, Debug, Serialize)]
pub struct ContactPage {
    /// Where acts on it are sent.
    pub act: String,
    pub other: Author,
    pub organisation: Option<String>,
    /// One asked; otherwise one was asked.
    pub asked: bool,
    /// Someone who knows both proposed it.
    pub introduced: bool,
    /// What it is about: an offer, its path and its title.
    pub offer: Option<(String, String)>,
    pub purpose: String,
    pub message: String,
    pub state: String,
    pub when: When,
    /// The day it was put off to.
    pub until: Option<When>,
    pub answered: Option<When>,
    pub reason: String,
    pub may_answer: bool,
    pub may_reconsider: bool,
    pub may_withdraw: bool,
    pub reason_field: Field,
    pub until_field: Field,
    /// The latest day it can be put off to.
    pub farthest: String,
    /// What one's profile holds that can be given (Fluent: `field-name`…).
    pub to_give: Vec<&'static str>,
    /// Of that, what the other does not have yet; what they have.
    pub not_given: Vec<&'static str>,
    pub given: Vec<&'static str>,
    pub given_to_me: Vec<&'static str>,
    pub messages: Vec<MessageView>,
    pub older: Option<String>,
    pub compose: Option<Field>,
    /// Why there is no box (Fluent), when there would be one.
    pub no_compose: Option<&'static str>,
    /// Until when what is over can be read.
    pub kept_until: Option<When>,
    pub refusal: Option<String>,
}

/// What stands beside a contact on its page.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    pub to_give: Vec<profiles::Field>,
    pub given: Vec<profiles::Field>,
    pub given_to_me: Vec<profiles::Field>,
    pub messages: Vec<MessageView>,
    pub older: Option<String>,
    pub offer: Option<(String, String)>,
}

impl ContactPage {
    pub fn of(lang: Lang, contact: &contacts::Readable, beside: Beside) -> Self {
        let state = contact.state.as_str();
        let names = |fields: &[profiles::Field]| fields.iter().map(|field| field.name()).collect::<Vec<_>>();
        let not_given = beside.to_give.iter().copied().filter(|field| !beside.given.contains(field));
        let not_given: Vec<profiles::Field> = not_given.collect();
        let over = matches!(state, "refused" | "closed");
        let kept = contact.state_at.to_utc().checked_add_months(contacts::reminding::KEPT);
        let farthest = contact.asked_at.to_utc() + FARTHEST;
        Self {
            act: contact.path(),
            other: Author::of(&contact.other),
            organisation: organisation(&contact.other),
            asked: contact.asked,
            introduced: contact.introduction_id.is_some(),
            offer: beside.offer,
            purpose: contact.purpose.clone(),
            message: contact.message.clone(),
            state: state.to_owned(),
            when: when(lang, &contact.asked_at),
            until: (state == "later").then(|| when(lang, &contact.due_from)),
            answered: contact.answered_at.as_ref().map(|at| when(lang, at)),
            reason: contact.reason.clone(),
            may_answer: !contact.asked && AWAITING.contains(&state),
            may_reconsider: !contact.asked && state == "refused",
            may_withdraw: contact.asked && AWAITING.contains(&state),
            reason_field: Field::default(),
            until_field: Field::default(),
            farthest: farthest.format("%Y-%m-%d").to_string(),
            to_give: names(&beside.to_give),
            not_given: names(&not_given),
            given: names(&beside.given),
            given_to_me: names(&beside.given_to_me),
            messages: beside.messages,
            older: beside.older,
            compose: contact.is_accepted().then(Field::default),
            no_compose: None,
            kept_until: kept.filter(|_| over).map(|until| When::new(lang, until)),
            refusal: None,
        }
    }
}

/// `contacts/introduce.html` → POST /people/{handle}/introductions {to*, message*}
#[derive(Clone, Debug, Serialize)]
pub struct Introduce {
    pub person: Author,
    pub to: Field,
    pub message: Field,
    pub refusal: Option<String>,
}

/// `contacts/introduction.html` → POST /me/introductions/{id}/consent, …/refusal
#[derive(Clone, Debug, Serialize)]
pub struct IntroductionPage {
    pub act: String,
    pub by: Author,
    /// The name the other goes by, and nothing more of them.
    pub other: String,
    pub message: String,
    pub when: When,
    pub state: String,
    /// yes, no, or nothing yet.
    pub said: String,
    pub refusal: Option<String>,
}

impl IntroductionPage {
    pub fn of(lang: Lang, read: &Introduction, refusal: Option<&Refusal>) -> Self {
        let introduction = &read.introduction;
        Self {
            act: format!("/me/{}", introducing::subject(introduction.id)),
            by: Author::of(&read.by),
            other: read.other.display_name.clone(),
            message: introduction.message.clone(),
            when: when(lang, &introduction.asked_at),
            state: introduction.state.clone(),
            said: read.said.clone(),
            refusal: refusal.map(|refusal| lang.refuse(refusal)),
        }
    }
}
