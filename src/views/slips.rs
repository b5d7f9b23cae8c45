//! Slips: the form that writes one, the paper, what its code opens, an adviser's list.

use serde::Serialize;

use super::{
    Author, Choice, Field,
    profiles::{SkillView, cautions::CautionView, paragraphs},
    when,
};
use crate::{
    initializers::view_engine::Part,
    models::{
        _entities::communities,
        profiles,
        slips::{Model, listing::Listed},
    },
    words::{Lang, When},
};

/// A room one may choose.
#[derive(Clone, Debug, Serialize)]
pub struct RoomChoice {
    pub slug: String,
    pub name: String,
    pub audience: String,
    pub chosen: bool,
}

impl RoomChoice {
    pub fn all(rooms: &[communities::Model], chosen: &str) -> Vec<Self> {
        let choice = |room: &communities::Model| Self {
            slug: room.slug.clone(),
            name: room.name.clone(),
            audience: room.audience.clone(),
            chosen: room.slug == chosen,
        };
        rooms.iter().map(choice).collect()
    }
}

/// `slips/new.html` → POST /me/slips {display_name*, kind*, locale, room, title, body, headline, project,
/// skill_1…3, story_1…3, agreed*, anyway, draft}
#[derive(Clone, Debug, Serialize)]
pub struct NewSlip {
    pub display_name: Field,
    pub kinds: Vec<Choice>,
    pub kind_error: Option<String>,
    pub locales: Vec<Choice>,
    pub rooms: Vec<RoomChoice>,
    pub room_error: Option<String>,
    pub title: Field,
    pub body: Field,
    pub headline: Field,
    pub project: Field,
    /// A skill, and what shows it.
    pub skills: Vec<(Field, Field)>,
    pub skills_error: Option<String>,
    /// The sentence to read out. Fluent: `slip-consent-2026-11`.
    pub consent: &'static str,
    pub agreed: bool,
    pub agreed_error: Option<String>,
    pub cautions: Vec<CautionView>,
    pub draft: String,
    pub refusal: Option<String>,
}

/// What was written down (`slips/_written.html`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct Written {
    pub title: Option<String>,
    /// Whoever reads it: public, members.
    pub audience: String,
    pub room: String,
    pub question: Option<Part>,
    pub profile: Option<WrittenProfile>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WrittenProfile {
    pub headline: String,
    pub project: Vec<String>,
    pub skills: Vec<SkillView>,
}

impl WrittenProfile {
    pub fn of(lang: Lang, profile: &profiles::Model, skills: &[profiles::skills::Model]) -> Self {
        Self {
            headline: profile.headline.clone(),
            project: paragraphs(&profile.project),
            skills: skills.iter().map(|skill| SkillView::of(lang, skill, &[])).collect(),
        }
    }
}

/// `slips/paper.html`: what one leaves with. The code is told here and never again.
#[derive(Clone, Debug, Serialize)]
pub struct PaperPage {
    pub name: String,
    pub written: Written,
    /// `7K3M-Q9TX-2WHD`
    pub code: String,
    /// Where the code is typed, spelled out.
    pub address: String,
    /// The code as a phone sees it: the side of the SVG's `viewBox`, and the `d` of its path.
    pub qr: Option<(i32, String)>,
    pub until: String,
    pub adviser: String,
    pub consent: &'static str,
    pub back: &'static str,
}

/// `slips/enter.html` → POST /slips {code*}
#[derive(Clone, Debug, Serialize)]
pub struct EnterPage {
    pub code: Field,
}

/// `slips/show.html` → POST /slips/{code} {email*}, …/joining, …/removal {sure*}
#[derive(Clone, Debug, Serialize)]
pub struct SlipPage {
    pub name: String,
    pub action: String,
    pub written: Written,
    pub solution: Option<Part>,
    pub replies: Vec<Part>,
    /// There are more answers than are shown; those who may read the room find them there.
    pub more: Option<String>,
    pub until: String,
    pub adviser: Option<Author>,
    pub email: Field,
    pub sure_error: Option<String>,
    pub refusal: Option<String>,
}

/// One slip in its adviser's list.
#[derive(Clone, Debug, Serialize)]
pub struct SlipLine {
    pub id: i64,
    pub name: String,
    /// The title of the question, and where it is.
    pub question: Option<(String, String)>,
    pub replies: i32,
    pub with_profile: bool,
    /// waiting, claimed
    pub state: String,
    pub made: When,
    pub until: String,
    pub claimed: Option<When>,
}

impl SlipLine {
    pub fn of(lang: Lang, listed: &Listed) -> Self {
        let Listed { slip, person, thread } = listed;
        let asked = thread.as_ref().filter(|thread| !thread.is_withdrawn());
        Self {
            id: slip.id,
            name: person.display_name.clone(),
            question: asked.map(|thread| (thread.title.clone(), thread.path())),
            replies: asked.map_or(0, |thread| thread.replies_count),
            with_profile: slip.with_profile,
            state: slip.state.clone(),
            made: when(lang, &slip.made_at),
            until: until(lang, slip),
            claimed: slip.claimed_at.as_ref().map(|at| when(lang, at)),
        }
    }
}

/// `slips/list.html` → POST /me/slips/{id}/renewal, …/removal {sure*}
#[derive(Clone, Debug, Serialize)]
pub struct SlipsPage {
    pub slips: Vec<SlipLine>,
    pub next: Option<String>,
    pub refusal: Option<String>,
}

/// The last day of a code.
pub fn until(lang: Lang, slip: &Model) -> String {
    lang.day(slip.expires_at.to_utc())
}
