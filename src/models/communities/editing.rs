//! What a room says of itself, checked once for creating and editing alike.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};

use super::{
    DESCRIPTION_LIMIT, KINDS, Model, NAME_LIMIT, RESERVED_SLUGS, RULES_LIMIT, creating::slug_is_taken, former,
};
use crate::{
    access::{Audience, Person},
    database::Db,
    models::{
        activities::{self, About, Verb},
        slugs, tags,
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
        room.usual_tags = Set(tags::slugs(&fields.usual_tags));
        room.kind = Set(fields.kind);
        room.audience = Set(fields.audience.name());
        let room = room.update(&txn).await?;
        activities::record(&txn, Some(by.id), Verb::RoomEdited, About::room(room.id), "").await?;
        txn.commit().await?;
        Ok(room)
    }

    pub fn may_be_edited_by(&self, person: &Person) -> bool {
        person.manages(self.id) || person.is_admin
    }
}
