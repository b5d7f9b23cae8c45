//! What I can do, and the story of each.

use serde::Deserialize;

use super::{PATH, steps::near};
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{At, Member, Posted, Wrote},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        profiles::skills::{self, Story},
        references::Kind,
    },
    refusals::Refusal,
    views::profiles::{cautions, editing::SkillForm},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Typed {
    label: String,
    context: String,
    action: String,
    result: String,
    /// `on` once what should be looked at was read.
    anyway: String,
}

impl From<Typed> for Story {
    fn from(typed: Typed) -> Self {
        Self { label: typed.label, context: typed.context, action: typed.action, result: typed.result }
    }
}

/// What its author should look at once more comes before it is kept.
fn looked_at(me: &Member, id: Option<i64>, story: &Story, anyway: &str) -> Option<Answer> {
    let cautions = cautions::of(&[&story.label, &story.context, &story.action, &story.result], anyway);
    (!cautions.is_empty())
        .then(|| show_form(me, id, None, &SkillForm { cautions, ..SkillForm::of(me.lang, id, story, None) }))
}

fn page(me: &Member, id: Option<i64>, story: &Story, refusal: Option<&Refusal>) -> Answer {
    show_form(me, id, refusal, &SkillForm::of(me.lang, id, story, refusal))
}

fn show_form(me: &Member, id: Option<i64>, refusal: Option<&Refusal>, form: &SkillForm) -> Answer {
    let title = me.lang.say(if id.is_some() { "profile-skill-title" } else { "profile-skill-new-title" });
    Page::new("profiles/skill.html", title).noindex().section("me").refused(refusal).show(me, form)
}

pub(super) async fn blank(me: Member) -> Answer {
    page(&me, None, &Story::default(), None)
}

pub(super) async fn add(Wrote(me, typed): Wrote<Typed>) -> Answer {
    me.count(Limit::Acts)?;
    let anyway = typed.anyway.clone();
    let story = Story::from(typed);
    if let Some(look) = looked_at(&me, None, &story, &anyway) {
        return look;
    }
    match skills::add(&me.house.db, &me.person, &story).await {
        Ok(_) => {
            drafts::sent(&me).await?;
            then(format!("{PATH}#skills")).saying(&me, "profile-saved").go()
        }
        Err(failure) => page(&me, None, &story, Some(&failure.refusal()?)),
    }
}

pub(super) async fn show(me: Member, At(id): At<i64>) -> Answer {
    let skill = skills::mine(&me.house.db, &me.person, id).await?;
    let story = Story { label: skill.label, context: skill.context, action: skill.action, result: skill.result };
    let near = near(&me, Kind::Skill, &story.label).await?;
    show_form(&me, Some(id), None, &SkillForm { near, ..SkillForm::of(me.lang, Some(id), &story, None) })
}

pub(super) async fn edit(At(id): At<i64>, Wrote(me, typed): Wrote<Typed>) -> Answer {
    me.count(Limit::Acts)?;
    let anyway = typed.anyway.clone();
    let story = Story::from(typed);
    let skill = skills::mine(&me.house.db, &me.person, id).await?;
    if let Some(look) = looked_at(&me, Some(id), &story, &anyway) {
        return look;
    }
    match skill.edit(&me.house.db, &me.person, &story).await {
        Ok(_) => {
            drafts::sent(&me).await?;
            then(format!("{PATH}#skills")).saying(&me, "profile-saved").go()
        }
        Err(failure) => page(&me, Some(id), &story, Some(&failure.refusal()?)),
    }
}

pub(super) async fn remove(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let skill = skills::mine(&me.house.db, &me.person, id).await?;
    skill.remove(&me.house.db, &me.person).await?;
    then(format!("{PATH}#skills")).saying(&me, "profile-skill-removed").go()
}

pub(super) async fn rise(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let skill = skills::mine(&me.house.db, &me.person, id).await?;
    skill.raise(&me.house.db, &me.person).await?;
    then(format!("{PATH}#skills")).go()
}
