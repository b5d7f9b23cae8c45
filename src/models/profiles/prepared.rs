//! A profile written down for someone present (see [`slips`](crate::models::slips)): where
//! they are going and what they can do, in their words. Shown to nobody until they say to
//! whom.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};

use super::{ActiveModel, HEADLINE_LIMIT, LABEL_LIMIT, TEXT_LIMIT, skills};
use crate::{
    clock,
    database::Write,
    models::activities::{self, About, Verb},
    refusals::{Outcome, Refusal, check_line, check_text},
};

/// Skills that are written down at a desk; the others can be added at home.
pub const SKILLS: usize = 3;

/// As it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub headline: String,
    pub project: String,
    /// A skill, and what shows it.
    pub skills: Vec<(String, String)>,
}

/// As it can be kept.
#[derive(Clone, Debug)]
pub struct Prepared {
    headline: String,
    project: String,
    skills: Vec<(String, String)>,
}

impl Typed {
    /// None when nothing was typed.
    ///
    /// # Errors
    /// The refusal to show beside a field; a story without the skill it shows lacks it.
    pub fn checked(&self) -> Result<Option<Prepared>, Refusal> {
        let headline = check_line("headline", &self.headline, HEADLINE_LIMIT, false)?;
        let project = check_text("project", &self.project, TEXT_LIMIT, false)?;
        let mut told = vec![];
        for (label, story) in &self.skills {
            let story = check_text("skills", story, skills::STORY_LIMIT, false)?;
            let label = check_line("skills", label, LABEL_LIMIT, !story.is_empty())?;
            if !label.is_empty() {
                told.push((label, story));
            }
        }
        let nothing = headline.is_empty() && project.is_empty() && told.is_empty();
        Ok((!nothing).then_some(Prepared { headline, project, skills: told }))
    }
}

impl Prepared {
    /// # Errors
    /// When the database refuses.
    pub(in crate::models) async fn write(self, txn: &Write, person: i64) -> Outcome<()> {
        let now = clock::now();
        let profile = ActiveModel {
            user_id: Set(person),
            shown_to: Set("me".to_owned()),
            headline: Set(self.headline),
            project: Set(self.project),
            created_at: Set(now.into()),
            updated_at: Set(now.into()),
            ..Default::default()
        };
        profile.insert(txn).await?;
        for ((label, story), position) in self.skills.into_iter().zip(0_i32..) {
            skills::Entity::insert(skills::ActiveModel {
                user_id: Set(person),
                position: Set(position),
                label: Set(label),
                context: Set(String::new()),
                action: Set(story),
                result: Set(String::new()),
                created_at: Set(now.into()),
                updated_at: Set(now.into()),
                ..Default::default()
            })
            .exec_without_returning(txn)
            .await?;
        }
        activities::record(txn, Some(person), Verb::ProfileEdited, About::person(person), "").await?;
        Ok(())
    }
}
