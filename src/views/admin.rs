//! What admins, and in development anyone, look after.

use serde::Serialize;

use super::{Author, Field};
use crate::words::When;

/// `admin/people.html` (`/admin/people?q=`): POST /admin/people/{handle}/suspension
/// {reason*, until*: yyyy-mm-dd}, POST /admin/people/{handle}/suspension/removal
#[derive(Clone, Debug, Serialize)]
pub struct PeoplePage {
    pub q: String,
    pub people: Vec<PersonRow>,
    pub next: Option<String>,
    /// A refusal that belongs to no field.
    pub refusal: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PersonRow {
    pub person: Author,
    pub email: String,
    pub kind: String,
    pub claim: String,
    pub confirmed: bool,
    pub since: When,
    pub suspended_until: Option<When>,
    pub reason: Field,
    pub until: Field,
    /// Open because it was refused.
    pub open: bool,
}

/// `admin/claims.html`: POST /admin/claims/{handle} {decision*: confirm|refuse, reason}
#[derive(Clone, Debug, Serialize)]
pub struct ClaimsPage {
    pub claims: Vec<ClaimRow>,
    pub next: Option<String>,
    /// A refusal that belongs to no field.
    pub refusal: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ClaimRow {
    pub person: Author,
    pub kind: String,
    pub organisation: Option<String>,
    pub email: String,
    pub since: When,
    pub reason: Field,
    /// Open because it was refused.
    pub open: bool,
}

/// `dev/letters.html`, `dev/letter.html`
#[derive(Clone, Debug, Serialize)]
pub struct LettersPage {
    pub letters: Vec<LetterRow>,
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct LetterRow {
    pub id: i64,
    pub recipient: String,
    pub subject: String,
    pub kind: String,
    pub state: String,
    pub when: When,
    pub text: String,
    pub html: String,
    pub links: Vec<String>,
    pub last_error: Option<String>,
}

/// `pages/show.html`: an operator's page (legal notice…), from Markdown.
#[derive(Clone, Debug, Serialize)]
pub struct OperatorPage {
    pub title: String,
    pub html: String,
}

/// `errors/show.html`. Fluent: `error-{status}-title`, `error-{status}-text`
/// (403, 404, 409, 413, 422, 429, 500, 503, spent, gone-post, gone-thread, gone-export).
#[derive(Clone, Debug, Serialize)]
pub struct ErrorPage {
    pub status: u16,
    pub key: String,
    /// A refusal's own sentence, in the reader's words.
    pub sentence: Option<String>,
    /// What to quote when writing to us about a 500.
    pub reference: Option<String>,
    /// Where to go on, when something is gone (Fluent: `error-way-gone-post`…).
    pub way: Option<String>,
    pub signed_in: bool,
    /// The form that could not be taken, to send again.
    pub again: Option<Again>,
}

/// A form that comes back: what it said and where it goes; nowhere when only its
/// words are left.
#[derive(Clone, Debug, Serialize)]
pub struct Again {
    pub action: Option<String>,
    pub fields: Vec<Words>,
    /// Nothing of it is shown: it is not said to be there to read.
    pub unseen: bool,
}

impl Again {
    fn sent_to(action: &str, fields: Vec<Words>) -> Self {
        Self { action: Some(action.to_owned()), unseen: !fields.iter().any(|words| words.shown), fields }
    }

    /// Long words are shown, the rest is sent along.
    pub fn of(action: &str, fields: Vec<(String, String)>) -> Self {
        let words = |(name, value): (String, String)| {
            let shown = name == "body" || value.contains('\n') || value.chars().count() > 80;
            Words { name, value, shown, rows: 8 }
        };
        Self::sent_to(action, fields.into_iter().map(words).collect())
    }

    /// Everything that was typed is shown, to be read before it is sent; what was
    /// chosen (one short word) and what numbers the form is sent along.
    pub fn whole(action: &str, fields: Vec<(String, String)>) -> Self {
        const CHOSEN: [&str; 5] = ["kind", "audience", "locale", "version", "draft"];
        let words = |(name, value): (String, String)| {
            let shown = !value.is_empty() && !CHOSEN.contains(&name.as_str());
            let rows = if value.contains('\n') || value.chars().count() > 80 { 8 } else { 1 };
            Words { name, value, shown, rows }
        };
        Self::sent_to(action, fields.into_iter().map(words).collect())
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Words {
    pub name: String,
    pub value: String,
    /// A text its author wants to see again; otherwise it is sent along unseen.
    pub shown: bool,
    /// How tall its box is.
    pub rows: u8,
}

/// `admin/letters.html`
#[derive(Clone, Debug, Serialize)]
pub struct UndeliveredPage {
    pub letters: Vec<UndeliveredRow>,
    pub next: Option<String>,
}

/// A letter that failed: to whom, why; not what it said.
#[derive(Clone, Debug, Serialize)]
pub struct UndeliveredRow {
    pub id: i64,
    pub recipient: String,
    pub kind: String,
    pub dead: bool,
    pub attempts: i32,
    pub last_error: String,
    pub next_try: When,
    pub when: When,
}
