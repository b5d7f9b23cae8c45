//! An offer while it is checked: its claims, each of its texts read once, and the day.

use super::{
    Checked, Field,
    meeting::{Met, PatternId, Table},
};
use crate::models::offers::claims::Claims;

pub(super) struct Offer<'a> {
    pub claims: &'a Claims,
    pub checked: &'a Checked,
    /// Title and text first, empty or not.
    pub said: Vec<Said<'a>>,
}

/// One field that was written in somebody's own words.
pub(super) struct Said<'a> {
    pub field: Field,
    pub met: Met<'a>,
}

impl<'a> Offer<'a> {
    pub fn read(claims: &'a Claims, checked: &'a Checked, table: &Table) -> Self {
        let mut texts = vec![(Field::Title, claims.title.as_str()), (Field::Text, claims.text.as_str())];
        texts.extend(claims.skills.iter().enumerate().map(|(at, skill)| (Field::Skill(at), skill.as_str())));
        texts.extend(claims.education.as_deref().map(|education| (Field::Education, education)));
        if let Some(pay) = &claims.pay {
            texts.extend([(Field::Pay, pay.said.as_str()), (Field::Extras, pay.extras.as_str())]);
        }
        let kept = texts.into_iter().enumerate().filter(|(at, (_, text))| *at < 2 || !text.is_empty());
        let said = kept.map(|(_, (field, text))| Said { field, met: table.read(text) }).collect();
        Self { claims, checked, said }
    }

    pub fn title(&self) -> &Met<'a> {
        &self.said[0].met
    }

    pub fn text(&self) -> &Met<'a> {
        &self.said[1].met
    }

    /// Whether a pattern stands in the title or the text.
    pub fn says(&self, pattern: PatternId) -> bool {
        self.said[..2].iter().any(|said| !said.met.hits(pattern).is_empty())
    }
}
