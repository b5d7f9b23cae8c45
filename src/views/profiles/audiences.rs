//! To whom a profile is shown, who saw what of it, and how it looks to them.

use serde::Serialize;

use super::ProfileView;
use crate::{
    models::{
        _entities::users,
        keyset::Slice,
        profiles::{Field, Model, PUBLICS, accesses::Seen, disclosure::Given},
    },
    refusals::Refusal,
    views::{Author, Choice, slugs, when},
    words::{Lang, When},
};

/// `profiles/audiences.html` → POST /me/audiences {shown_to*, name_to*, photo_to*, place_to*,
/// contact_to*, log_to*}; → POST /me/audiences/removal {handle*}
#[derive(Clone, Debug, Serialize)]
pub struct AudiencesPage {
    /// Fluent: `public-members`…
    pub shown_to: Vec<Choice>,
    pub fields: Vec<FieldPublics>,
    pub given: Vec<GivenLine>,
    pub refusal: Option<String>,
}

/// One field and those it may be shown to (Fluent: `field-name`, `field-name-hint`).
#[derive(Clone, Debug, Serialize)]
pub struct FieldPublics {
    pub name: &'static str,
    pub choices: Vec<Choice>,
}

/// What one person was given by name.
#[derive(Clone, Debug, Serialize)]
pub struct GivenLine {
    pub person: Author,
    pub organisation: Option<String>,
    /// Fluent: `field-name`…
    pub fields: Vec<&'static str>,
}

impl AudiencesPage {
    pub fn of(lang: Lang, profile: Option<&Model>, given: &[Given], refusal: Option<&Refusal>) -> Self {
        let among = |chosen: &str, hinted| Choice::among("public", &PUBLICS, chosen, hinted);
        let field = |field: Field| FieldPublics {
            name: field.name(),
            choices: among(profile.map_or("me", |profile| profile.public_of(field)), false),
        };
        Self {
            shown_to: among(profile.map_or("me", |profile| &profile.shown_to), true),
            fields: Field::ALL.map(field).into(),
            given: given.iter().map(GivenLine::of).collect(),
            refusal: refusal.map(|refusal| lang.refuse(refusal)),
        }
    }
}

impl GivenLine {
    fn of(given: &Given) -> Self {
        Self {
            person: Author::of(&given.person),
            organisation: organisation(&given.person),
            fields: given.fields.iter().map(|field| field.name()).collect(),
        }
    }
}

/// The organisation of someone whose claim was confirmed.
fn organisation(person: &users::Model) -> Option<String> {
    person.organisation_name.clone().filter(|_| person.claim == "confirmed")
}

/// `profiles/accesses.html`
#[derive(Clone, Debug, Serialize)]
pub struct AccessesPage {
    pub lines: Vec<AccessLine>,
    pub next: Option<String>,
}

/// Who, what, when and why.
#[derive(Clone, Debug, Serialize)]
pub struct AccessLine {
    /// None once their account is closed.
    pub by: Option<Author>,
    pub organisation: String,
    /// Fluent: `field-name`…, and `field-profile` for the first view.
    pub fields: Vec<String>,
    /// Fluent: `access-why-audience`, `access-why-given`.
    pub why: String,
    pub when: When,
}

impl AccessesPage {
    pub fn of(lang: Lang, lines: &Slice<Seen, i64>) -> Self {
        let line = |line: &Seen| AccessLine {
            by: line.by.as_ref().map(Author::named),
            organisation: line.organisation.clone(),
            fields: slugs(&line.fields),
            why: line.why.clone(),
            when: when(lang, &line.at),
        };
        Self {
            lines: lines.rows.iter().map(line).collect(),
            next: lines.next.map(|next| format!("/me/access-log?before={next}")),
        }
    }
}

/// `profiles/seen.html`: my profile as someone else sees it.
#[derive(Clone, Debug, Serialize)]
pub struct SeenPage {
    /// Those one may stand in for (Fluent: `seen-as-visitor`…).
    pub standins: Vec<&'static str>,
    pub who: String,
    /// The name of someone something was given to.
    pub name: Option<String>,
    pub person: Author,
    /// As the page of a person has them: one does not answer one's own log.
    pub me: bool,
    pub signed_in: bool,
    /// None: they would not know there is one.
    pub profile: Option<ProfileView>,
}

impl SeenPage {
    pub fn of(
        standins: &[&'static str],
        who: &str,
        name: Option<String>,
        person: &users::Model,
        profile: Option<ProfileView>,
    ) -> Self {
        Self {
            standins: standins.to_vec(),
            who: who.to_owned(),
            name,
            person: Author::of(person),
            me: true,
            signed_in: true,
            profile,
        }
    }
}
