//! Accounts: signing up and in, links, sessions, what one may change of oneself.

use serde::Serialize;

use super::{Author, Choice, Field, admin::Again};
use crate::{models::drafts::placing::Way, words::When};

/// `accounts/sign_up.html` → POST /accounts
#[derive(Clone, Debug, Serialize)]
pub struct SignUpForm {
    pub email: Field,
    pub display_name: Field,
    pub password: Field,
    /// Fluent: `kind-of-person-seeker`, `kind-of-person-seeker-hint`…
    pub kinds: Vec<Choice>,
    pub kind_error: Option<String>,
    pub refusal: Option<String>,
}

/// `accounts/sign_in.html` → POST /session, and → POST /session/links
#[derive(Clone, Debug, Serialize)]
pub struct SignInForm {
    pub email: Field,
    pub password: Field,
    pub next: String,
    pub refusal: Option<String>,
    pub demo: bool,
}

/// `accounts/told.html`: something was sent, or done; what to do next.
/// Fluent: `told-{what}-title`, `told-{what}-text` (with `$email`).
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// confirm, link, reset
    pub what: &'static str,
    pub email: String,
    pub letters: bool,
}

/// `accounts/button.html`: a letter's link, opened; only the button acts.
/// Fluent: `button-{what}-title`, `-text` (with `$email` and `$name`), `-send`.
#[derive(Clone, Debug, Serialize)]
pub struct ButtonPage {
    /// confirm, sign_in, change_email
    pub what: &'static str,
    pub action: String,
    pub email: String,
    /// To whom the account says it belongs, where an address is confirmed.
    pub name: String,
    /// Asked where somebody else may have opened the account: POST {password}
    pub password: Option<Field>,
}

impl ButtonPage {
    pub fn new(what: &'static str, action: String, email: String) -> Self {
        Self { what, action, email, name: String::new(), password: None }
    }
}

/// `accounts/reset.html` (GET|POST /resets/{token}); `accounts/reset_ask.html` (GET /resets/new, POST /resets {email})
#[derive(Clone, Debug, Serialize)]
pub struct ResetForm {
    pub action: String,
    pub email: Field,
    pub password: Field,
    pub refusal: Option<String>,
}

/// `accounts/account.html` (`/me/account`): forms post to
/// /me/account {display_name, handle, about, locale}, /me/email {email*, password*},
/// /me/password {current*, password*}.
#[derive(Clone, Debug, Serialize)]
pub struct AccountPage {
    pub display_name: Field,
    pub handle: Field,
    pub about: Field,
    pub locales: Vec<Choice>,
    pub email: String,
    pub email_confirmed: bool,
    /// Fluent: `kind-of-person-{kind}`, and `claim-{claim}` (none, pending, confirmed, refused).
    pub kind: String,
    pub claim: String,
    pub new_email: Field,
    pub email_password: Field,
    pub current: Field,
    pub password: Field,
    /// Which form was refused: profile, email, password or none.
    pub refused: Option<&'static str>,
    pub refusal: Option<String>,
    pub suspension: Option<Suspension>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Suspension {
    pub reason: String,
    pub until: When,
}

/// `accounts/sessions.html`: POST /me/sessions/{id}/end, POST /me/sessions/others/end
#[derive(Clone, Debug, Serialize)]
pub struct SessionsPage {
    pub sessions: Vec<SessionRow>,
    pub next: Option<String>,
    /// Signed in elsewhere too, on this page or another.
    pub others: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct SessionRow {
    pub id: i64,
    pub device: String,
    pub since: When,
    pub last_used: When,
    pub current: bool,
}

/// `accounts/blocks.html` (`/me/blocks`)
#[derive(Clone, Debug, Serialize)]
pub struct BlocksPage {
    pub people: Vec<Silenced>,
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Silenced {
    pub person: Author,
    /// mute or block (Fluent: `silence-mute`, `silence-block`)
    pub kind: String,
}

/// `accounts/drafts.html`
#[derive(Clone, Debug, Serialize)]
pub struct DraftsPage {
    pub drafts: Vec<DraftRow>,
    /// Whole forms, sent after the session had ended.
    pub forms: Vec<FormRow>,
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct FormRow {
    pub again: Again,
    pub when: When,
    pub removal: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct DraftRow {
    /// reply, thread or edit (Fluent: `draft-reply`…)
    pub what: &'static str,
    /// Back to where it was begun, while that may be read.
    pub way: Option<Way>,
    pub title: String,
    pub sense: String,
    /// The words themselves, for who can no longer go back there.
    pub body: String,
    pub when: When,
    pub removal: String,
}

/// `accounts/bookmarks.html`
#[derive(Clone, Debug, Serialize)]
pub struct BookmarksPage {
    pub bookmarks: Vec<BookmarkRow>,
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct BookmarkRow {
    /// The thread's number.
    pub id: i64,
    /// None once it can no longer be read.
    pub title: Option<String>,
    pub path: String,
    pub room_name: Option<String>,
    pub note: String,
    pub remind: Option<When>,
    pub reminded: bool,
    pub when: When,
}

/// `accounts/writings.html`
#[derive(Clone, Debug, Serialize)]
pub struct WritingsPage {
    pub writings: Vec<WritingRow>,
    pub next: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WritingRow {
    pub path: Option<String>,
    pub title: Option<String>,
    pub room_name: Option<String>,
    /// It opened its thread.
    pub opening: bool,
    /// removed or hidden (Fluent: `writing-removed`…)
    pub state: Option<&'static str>,
    pub sense: String,
    pub when: When,
}

/// `accounts/preferences.html`
#[derive(Clone, Debug, Serialize)]
pub struct PreferencesPage {
    pub direct: Vec<Choice>,
    pub followed: Vec<Choice>,
    pub time_zone: Field,
    pub zones: Vec<&'static str>,
    pub refusal: Option<String>,
}
