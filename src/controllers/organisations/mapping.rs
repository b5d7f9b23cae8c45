//! Which field of a source says what of an offer: what is proposed, and what a person says
//! instead, shown on the first offers of the feed before anything is kept.

use serde::Deserialize;

use super::sources::recruited;
use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Numbered, Posted},
};
use crate::{
    initializers::limits::Limit,
    models::{
        _entities::offer_sources,
        offers::{
            feeds::Mapping,
            importing::{
                correcting::{self, Choices, PARTS},
                sampling,
            },
        },
        organisations,
    },
    refusals::{Outcome, Refusal},
    views::{
        at_the_top,
        offers::mapping::{MappingPage, Preview},
        when,
    },
};

/// Offers of the feed that are shown as they would be read.
const PREVIEWED: usize = 3;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Act {
    #[default]
    Keep,
    /// Only shows what the first offers would say.
    Preview,
    /// Back to what is proposed.
    Propose,
}

/// A choice a part, and the button that was pressed.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "Vec<(String, String)>")]
pub(super) struct Typed {
    act: Act,
    choices: Choices,
}

impl TryFrom<Vec<(String, String)>> for Typed {
    type Error = &'static str;

    fn try_from(fields: Vec<(String, String)>) -> Result<Self, Self::Error> {
        let mut typed = Self::default();
        let mut pressed = false;
        for (name, value) in fields {
            let again = if name == "act" {
                typed.act = match value.as_str() {
                    "" | "keep" => Act::Keep,
                    "preview" => Act::Preview,
                    "propose" => Act::Propose,
                    _ => return Err("no such act"),
                };
                std::mem::replace(&mut pressed, true)
            } else {
                let (name, _) = PARTS.iter().find(|(part, _)| *part == name).ok_or("no such field")?;
                typed.choices.insert(name, value).is_some()
            };
            if again {
                return Err("a field is sent twice");
            }
        }
        Ok(typed)
    }
}

pub(super) async fn show(me: Member, At((slug, source)): At<(String, Numbered)>) -> Answer {
    let organisation = recruited(&me, &slug).await?;
    let source = correcting::source(&me.house.db, &organisation, source.id).await?;
    let choices = correcting::choices(&source.corrections());
    page(&me, &organisation, &source, &choices, None).await
}

pub(super) async fn update(
    me: Member,
    At((slug, source)): At<(String, Numbered)>,
    Posted(typed): Posted<Typed>,
) -> Answer {
    me.count(Limit::Acts)?;
    let organisation = recruited(&me, &slug).await?;
    let source = correcting::source(&me.house.db, &organisation, source.id).await?;
    let done = match typed.act {
        Act::Preview => return page(&me, &organisation, &source, &typed.choices, None).await,
        Act::Propose => keep(&me, &organisation, &source, &Mapping::default()).await,
        Act::Keep => match choose(&me, &source, &typed.choices).await {
            Ok(corrections) => keep(&me, &organisation, &source, &corrections).await,
            Err(failure) => Err(failure),
        },
    };
    match done {
        Ok(()) => {
            let kept = if typed.act == Act::Propose { "mapping-proposed" } else { "mapping-kept" };
            then(organisation.act(&format!("sources/{}/mapping", source.id))).saying(&me, kept).go()
        }
        Err(failure) => page(&me, &organisation, &source, &typed.choices, Some(failure.refusal()?)).await,
    }
}

async fn choose(me: &Member, source: &offer_sources::Model, choices: &Choices) -> Outcome<Mapping> {
    let sample = sampling::of(&me.house.db, source.id).await?.map(|(sample, _)| sample).unwrap_or_default();
    Ok(correcting::chosen(choices, &sample, &source.corrections())?)
}

async fn keep(
    me: &Member,
    of: &organisations::Model,
    source: &offer_sources::Model,
    corrections: &Mapping,
) -> Outcome<()> {
    correcting::correct(&me.house.db, of, &me.person, source.id, corrections).await.map(|_| ())
}

/// The form with these choices, and what the first offers say by them.
async fn page(
    me: &Member,
    organisation: &organisations::Model,
    source: &offer_sources::Model,
    choices: &Choices,
    refusal: Option<Refusal>,
) -> Answer {
    let lang = me.lang;
    let kept = sampling::of(&me.house.db, source.id).await?;
    let taken = kept.as_ref().map(|(_, at)| when(lang, &(*at).into()));
    let sample = kept.map(|(sample, _)| sample).unwrap_or_default();
    let chosen = correcting::chosen(choices, &sample, &source.corrections());
    let (corrections, refusal) = match (chosen, refusal) {
        (Ok(corrections), refusal) => (Some(corrections), refusal),
        (Err(not_one), refusal) => (None, refusal.or(Some(not_one))),
    };
    let refusal = refusal.as_ref();
    let previews = corrections.map(|corrections| {
        let mapping = sample.proposed.clone().corrected(&corrections);
        sample.items.iter().take(PREVIEWED).map(|item| Preview::of(lang, &mapping, item)).collect()
    });
    let shown = if taken.is_some() { PARTS.map(|(name, _)| name).to_vec() } else { vec![] };
    Page::new("organisations/mapping.html", lang.say("mapping-title"))
        .noindex()
        .section("offers")
        .refused(refusal)
        .show(
            me,
            &MappingPage {
                taken,
                previews: previews.unwrap_or_default(),
                refusal: at_the_top(lang, refusal, &shown),
                ..MappingPage::of(lang, organisation, source, &sample, choices, refusal)
            },
        )
}
