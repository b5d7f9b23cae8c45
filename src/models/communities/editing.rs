//! What a room says of itself, checked once for creating and editing alike.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use super::{
    DESCRIPTION_LIMIT, KINDS, Model, NAME_LIMIT, RESERVED_SLUGS, RULES_LIMIT, creating::slug_is_taken, former,
};
use crate::{
    access::{Audience, Person},
    database::Db,
    models::{
        activities::{self, Verb},
        places, slugs, tags, trades,
    },
    refusals::{Failure, Outcome, Refusal, check_line, check_text},
    text,
};

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Wished {
    pub name: String,
    pub slug: String,
    pub description: String,
    pub rules: String,
    pub tags: String,
    pub kind: String,
    pub audience: String,
    /// A code or a name; empty: none.
    pub trade_code: String,
    pub place_code: String,
}

/// The same, fit to be kept.
#[derive(Debug)]
pub(super) struct Fit {
    pub name: String,
    pub description: String,
    pub rules: String,
    pub rules_html: String,
    pub usual_tags: Vec<tags::Named>,
    pub kind: String,
    pub audience: Audience,
}

impl Wished {
    pub(super) fn check(&self) -> Result<Fit, Refusal> {
        let rules = check_text("rules", &self.rules, RULES_LIMIT, false)?;
        Ok(Fit {
            name: check_line("name", &self.name, NAME_LIMIT, true)?,
            description: check_text("description", &self.description, DESCRIPTION_LIMIT, true)?,
            rules_html: text::render_now(&rules, &Default::default()).html,
            rules,
            usual_tags: tags::parse(&self.tags, 10)?,
            kind: KINDS
                .contains(&self.kind.as_str())
                .then(|| self.kind.clone())
                .ok_or(Refusal::NotAChoice { field: "kind" })?,
            audience: Audience::named(&self.audience).ok_or(Refusal::NotAChoice { field: "audience" })?,
        })
    }
}

/// What a room is about, by codes.
#[derive(Debug, Default)]
pub(super) struct About {
    pub trade_code: Option<String>,
    pub place_code: Option<String>,
}

impl Wished {
    /// The trade and the place meant. A room that has one keeps it as it is, even
    /// when nobody lists it any more.
    pub(super) async fn about(&self, db: &Db, current: &About) -> Outcome<About> {
        let trade_code = match &current.trade_code {
            Some(code) if self.trade_code.trim() == code => Some(code.clone()),
            _ => trades::understood(db, &self.trade_code).await?.map(|trade| trade.code),
        };
        let place_code = match &current.place_code {
            Some(code) if self.place_code.trim() == code => Some(code.clone()),
            _ => places::understood(db, &self.place_code).await?.map(|place| place.code),
        };
        Ok(About { trade_code, place_code })
    }
}

/// The slug wished for, or one made from the name; free, and not reserved.
pub(super) async fn free_slug(db: &Db, wished: &str, name: &str, room: Option<&Model>) -> Outcome<String> {
    let slug = slugs::slug(if wished.trim().is_empty() { name } else { wished });
    if room.is_some_and(|room| room.slug == slug) {
        return Ok(slug);
    }
    let taken = slug_is_taken(db, &slug).await? || former::is_reserved(db, &slug, room.map(|room| room.id)).await?;
    if slug.len() < 2 || RESERVED_SLUGS.contains(&slug.as_str()) || taken {
        return Err(Refusal::SlugTaken.into());
    }
    Ok(slug)
}

impl Model {
    /// A manager of the room, or an admin who reads it, edits what it says.
    ///
    /// # Errors
    /// The refusal to show beside a field.
    pub async fn edit(self, db: &Db, by: &Person, wished: &Wished) -> Outcome<Self> {
        if !self.may_be_edited_by(by) {
            return Err(Failure::Missing);
        }
        by.may_write()?;
        let fields = wished.check()?;
        // Opening a closed room to more people is not a manager's to decide alone:
        // what was said in confidence would be read.
        if fields.audience != self.audience() && !by.is_admin {
            return Err(Refusal::NotAChoice { field: "audience" }.into());
        }
        let slug = free_slug(db, &wished.slug, &fields.name, Some(&self)).await?;
        let current = About { trade_code: self.trade_code.clone(), place_code: self.place_code.clone() };
        let about = wished.about(db, &current).await?;
        let txn = db.write().await?;
        tags::make(&txn, &fields.usual_tags).await?;
        if slug != self.slug {
            former::keep(&txn, self.id, &self.slug, &slug).await?;
        }
        let mut room = self.into_active_model();
        room.slug = Set(slug);
        room.name = Set(fields.name);
        room.description = Set(fields.description);
        room.rules = Set(fields.rules);
        room.rules_html = Set(fields.rules_html);
        room.rules_renderer = Set(text::RENDERER);
        room.usual_tags = Set(tags::slugs(&fields.usual_tags));
        room.kind = Set(fields.kind);
        room.audience = Set(fields.audience.name());
        room.trade_code = Set(about.trade_code);
        room.place_code = Set(about.place_code);
        let room = room.update(&txn).await?;
        activities::record(&txn, Some(by.id), Verb::RoomEdited, activities::About::room(room.id), "").await?;
        txn.commit().await?;
        Ok(room)
    }

    pub fn may_be_edited_by(&self, person: &Person) -> bool {
        person.manages(self.id) || person.is_admin
    }
}
