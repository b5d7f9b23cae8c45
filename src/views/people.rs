//! A person, as anyone may see them for now: a name, a role, what they said in
//! rooms the reader may read.

use serde::Serialize;

use super::{Author, threads::ThreadRow};
use crate::words::When;

/// `people/show.html`
#[derive(Clone, Debug, Serialize)]
pub struct PersonPage {
    pub person: Author,
    pub about: String,
    pub organisation: Option<String>,
    pub since: When,
    pub rows: Vec<ThreadRow>,
    pub next: Option<String>,
    pub me: bool,
    pub signed_in: bool,
    /// mute, block or none: POST /people/{handle}/silence {kind*: mute|block},
    /// POST /people/{handle}/silence/removal
    pub silenced: Option<String>,
}
