//! A person: a name, a role, of their profile what its reader sees, what they said
//! in rooms the reader may read.

use serde::Serialize;

use super::{Author, contacts::Habits, profiles::ProfileView, threads::ThreadRow};
use crate::words::When;

/// `people/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct PersonPage {
    pub person: Author,
    pub about: String,
    pub organisation: Option<String>,
    pub since: When,
    /// How the organisation answers, once that is public.
    pub habits: Option<Habits>,
    /// Its reader may ask them: GET /people/{handle}/contacts/new, …/introductions/new
    pub may_ask: bool,
    /// ask or propose: how its reader may begin an accompaniment with them
    /// (GET /people/{handle}/accompaniments/new).
    pub accompaniment: Option<&'static str>,
    pub profile: Option<ProfileView>,
    pub rows: Vec<ThreadRow>,
    pub next: Option<String>,
    pub me: bool,
    pub signed_in: bool,
    /// mute, block or none: POST /people/{handle}/silence {kind*: mute|block},
    /// POST /people/{handle}/silence/removal
    pub silenced: Option<String>,
}
