//! Organisations: the directory, one of them, its people, how it is settled.

use std::collections::HashMap;

use serde::Serialize;

use super::{Author, Choice, Field, communities::PlaceLine, contacts::Habits, offers::OfferRow};
use crate::models::{
    alerts,
    applications::asking::takes_answers,
    organisations::{self, Role, members, siret},
};

/// An organisation in a list (`organisations/_row.html`), and at the head of its page.
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationRow {
    pub path: String,
    pub name: String,
    /// company, public, association, branch (Fluent: `organisation-kind-company`…)
    pub kind: String,
    /// domain, admin; none when nobody has proven it.
    pub proof: Option<String>,
    pub proof_domain: String,
    /// Offers published now; zero in lists that do not say it.
    pub offers: i64,
}

impl OrganisationRow {
    pub fn of(organisation: &organisations::Model, offers: i64) -> Self {
        Self {
            path: organisation.path(),
            name: organisation.name.clone(),
            kind: organisation.kind.clone(),
            proof: organisation.proof.clone(),
            proof_domain: organisation.proof_domain.clone(),
            offers,
        }
    }

    pub fn all(organisations: &[organisations::Model], offers: &HashMap<i64, i64>) -> Vec<Self> {
        let row = |one: &organisations::Model| Self::of(one, offers.get(&one.id).copied().unwrap_or_default());
        organisations.iter().map(row).collect()
    }
}

/// `organisations/index.html`
#[derive(Clone, Debug, Serialize)]
pub struct DirectoryPage {
    pub rows: Vec<OrganisationRow>,
    pub next: Option<String>,
    /// GET field `kind` (empty value first: all).
    pub kinds: Vec<Choice>,
    pub filtered: bool,
    /// Those one speaks for or is invited to.
    pub mine: Vec<MineRow>,
    /// Those that wait for a proof, for admins.
    pub unproven: Vec<OrganisationRow>,
    pub may_open: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct MineRow {
    pub row: OrganisationRow,
    /// reader, recruiter, owner (Fluent: `organisation-role-owner`…)
    pub role: &'static str,
    pub invited: bool,
}

impl MineRow {
    pub fn of(mine: &members::Mine) -> Self {
        Self { row: OrganisationRow::of(&mine.organisation, 0), role: mine.role.name(), invited: mine.invited }
    }
}

/// `organisations/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationPage {
    pub row: OrganisationRow,
    pub about_html: String,
    pub website: String,
    pub siret: Option<String>,
    pub place: Option<PlaceLine>,
    pub offers: Vec<OfferRow>,
    /// All its offers, when there are more.
    pub more: Option<String>,
    pub feed: String,
    /// What the reader may do there; none for most.
    pub role: Option<&'static str>,
    pub invited: bool,
    pub may_write: bool,
    pub may_settle: bool,
    /// Their own address would prove it.
    pub may_prove: bool,
    /// An admin answers for it, or takes that back.
    pub may_answer_for: bool,
    /// Within how many days it answers those who answer its offers here, when they can.
    pub answers_within: Option<i32>,
    /// How it answers them, once that is public.
    pub habits: Option<Habits>,
    /// The reader recruits there: what was sent is theirs to read.
    pub recruits: bool,
    /// Being told of its offers, for who is signed in.
    pub follow: Option<Follow>,
    pub refusal: Option<String>,
}

/// Following its offers, or not any more.
#[derive(Clone, Debug, Serialize)]
pub struct Follow {
    /// The alert by which one follows it.
    pub alert: Option<String>,
    pub slug: String,
    pub name: String,
}

impl Follow {
    pub fn of(organisation: &organisations::Model, alert: Option<&alerts::Model>) -> Self {
        let (slug, name) = (organisation.slug.clone(), organisation.name.clone());
        Self { alert: alert.map(alerts::Model::path), slug, name }
    }
}

impl OrganisationPage {
    pub fn of(organisation: &organisations::Model, role: Option<Role>) -> Self {
        Self {
            row: OrganisationRow::of(organisation, 0),
            about_html: organisation.about_html.clone(),
            website: organisation.website.clone(),
            siret: organisation.siret.as_deref().map(siret::spaced),
            place: None,
            offers: vec![],
            more: None,
            feed: organisation.act("offers.atom"),
            role: role.map(Role::name),
            invited: false,
            may_write: role.is_some_and(|role| role >= Role::Recruiter),
            may_settle: role == Some(Role::Owner),
            may_prove: false,
            may_answer_for: false,
            answers_within: takes_answers(organisation).then_some(organisation.answer_days),
            habits: None,
            recruits: false,
            follow: None,
            refusal: None,
        }
    }
}

/// `organisations/form.html`
#[derive(Clone, Debug, Serialize)]
pub struct OrganisationForm {
    /// new, settings
    pub mode: &'static str,
    pub action: String,
    pub back: String,
    pub called: String,
    pub name: Field,
    pub kinds: Vec<Choice>,
    pub kind_error: Option<String>,
    pub siret: Field,
    pub about: Field,
    pub website: Field,
    pub place: Field,
    pub takes_answers: bool,
    /// Fluent: `answer-days-7`…
    pub days: Vec<Choice>,
    pub days_error: Option<String>,
    pub refusal: Option<String>,
}

/// `organisations/people.html`
#[derive(Clone, Debug, Serialize)]
pub struct PeoplePage {
    pub path: String,
    pub called: String,
    pub people: Vec<OfRow>,
    pub handle: Field,
    pub roles: Vec<Choice>,
    pub refusal: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct OfRow {
    pub person: Author,
    pub role: &'static str,
    pub invited: bool,
}

impl OfRow {
    pub fn of(of: &members::Of) -> Self {
        Self { person: Author::of(&of.person), role: of.role.name(), invited: of.invited }
    }
}
