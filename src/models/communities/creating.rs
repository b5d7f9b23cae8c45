//! Opening a room: admins create, advisers propose, an admin decides.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::{
    ActiveModel, Entity, Model,
    editing::{self, Wished},
    former,
};
use crate::{
    access::{Kind, Person},
    clock,
    database::Db,
    models::{
        activities::{self, About, Verb},
        memberships, tags,
    },
    refusals::{Failure, Outcome, Refusal, check_text},
    text,
};

impl Person {
    /// Whether this person may at least propose a room.
    pub fn may_propose_rooms(&self) -> bool {
        self.is_admin || self.kind == Kind::Adviser
    }
}

/// Creates a room, or proposes it when the person is no admin.
///
/// # Errors
/// The refusal to show beside a field; [`Failure::Missing`] for those who may not.
pub async fn create(db: &Db, by: &Person, wished: &Wished) -> Outcome<Model> {
    if !by.may_propose_rooms() {
        return Err(Failure::Missing);
    }
    by.may_write()?;
    let fields = wished.check()?;
    let slug = editing::free_slug(db, &wished.slug, &fields.name, None).await?;
    let about = wished.about(db, &editing::About::default()).await?;
    let state = if by.is_admin { "open" } else { "proposed" };
    let txn = db.write().await?;
    tags::make(&txn, &fields.usual_tags).await?;
    former::forget(&txn, &slug).await?;
    let room = ActiveModel {
        slug: Set(slug),
        name: Set(fields.name),
        description: Set(fields.description),
        rules_html: Set(fields.rules_html),
        rules_renderer: Set(text::RENDERER),
        rules: Set(fields.rules),
        kind: Set(fields.kind),
        audience: Set(fields.audience.name()),
        state: Set(state.to_owned()),
        proposed_by_id: Set(Some(by.id)),
        usual_tags: Set(tags::slugs(&fields.usual_tags)),
        trade_code: Set(about.trade_code),
        place_code: Set(about.place_code),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    let room = match room.insert(&txn).await {
        Ok(room) => room,
        Err(error) if matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_))) => {
            return Err(Refusal::SlugTaken.into());
        }
        Err(error) => return Err(error.into()),
    };
    memberships::enter(&txn, &room, by.id, "manager").await?;
    let verb = if by.is_admin { Verb::RoomOpened } else { Verb::RoomProposed };
    activities::record(&txn, Some(by.id), verb, About::room(room.id).and_person(Some(by.id)), "").await?;
    txn.commit().await?;
    Ok(room)
}

impl Model {
    /// An admin opens a proposed room, or declines it and says why.
    ///
    /// # Errors
    /// [`Refusal::ReasonNeeded`] when it is declined without a word.
    pub async fn decide(self, db: &Db, by: &Person, open: bool, reason: &str) -> Outcome<Self> {
        let reason = check_text("reason", reason, 1_000, false)?;
        if !by.is_admin || self.state != "proposed" {
            return Err(Failure::Missing);
        }
        if !open && reason.is_empty() {
            return Err(Refusal::ReasonNeeded.into());
        }
        let proposer = self.proposed_by_id;
        let txn = db.write().await?;
        let mut room = self.into_active_model();
        room.state = Set(if open { "open" } else { "declined" }.to_owned());
        let room = room.update(&txn).await?;
        let verb = if open { Verb::RoomOpened } else { Verb::RoomDeclined };
        activities::record(&txn, Some(by.id), verb, About::room(room.id).and_person(proposer), &reason).await?;
        txn.commit().await?;
        Ok(room)
    }
}

/// Whether a slug already names a room.
pub(super) async fn slug_is_taken(db: &Db, slug: &str) -> Result<bool, sea_orm::DbErr> {
    use sea_orm::{ColumnTrait, QueryFilter};
    Ok(Entity::find().filter(super::Column::Slug.eq(slug)).one(db).await?.is_some())
}
