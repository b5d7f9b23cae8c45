//! Asking or offering, and saying it otherwise while nobody was chosen. Who reads
//! it is said once: those who read it have read it.

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::LockType,
};

use super::{
    AUDIENCES, ActiveModel, BODY_LIMIT, Column, DIRECTIONS, Entity, FARTHEST, KINDS, KM, Model, Readable, TITLE_LIMIT,
    held, slots,
};
use crate::{
    access::{Audience, Person, Viewer},
    clock,
    database::Db,
    models::{activities::Verb, places, trades, users},
    refusals::{Outcome, Refusal, check_line, check_text},
};

/// For so long it is proposed when nothing is said, and at most.
pub const LASTS: Duration = Duration::days(30);
const LONGEST: Duration = Duration::days(90);
/// The same form sent twice within this is one.
const TWICE: Duration = Duration::minutes(2);

/// What the form sends.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub direction: String,
    pub kind: String,
    pub title: String,
    pub body: String,
    pub audience: String,
    pub remote: bool,
    pub trade_code: String,
    pub place_code: String,
    pub km: String,
    /// `2026-12-24`, that day included; empty: thirty days.
    pub until: String,
    pub slots: Vec<slots::Typed>,
}

/// The same, fit to be kept.
struct Fit {
    kind: String,
    title: String,
    body: String,
    trade_code: Option<String>,
    place_code: Option<String>,
    km: i32,
    slots: String,
    expires_at: DateTime<Utc>,
}

impl Draft {
    async fn check(&self, db: &Db, me: &Person, now: DateTime<Utc>) -> Outcome<Fit> {
        let zone: Tz = me.time_zone.parse().unwrap_or(Tz::Europe__Paris);
        let kind = KINDS.contains(&self.kind.as_str()).then(|| self.kind.clone());
        Ok(Fit {
            kind: kind.ok_or(Refusal::NotAChoice { field: "kind" })?,
            title: check_line("title", &self.title, TITLE_LIMIT, true)?,
            body: check_text("body", &self.body, BODY_LIMIT, true)?,
            trade_code: trades::understood(db, &self.trade_code).await?.map(|trade| trade.code),
            place_code: places::understood(db, &self.place_code).await?.map(|place| place.code),
            km: km(&self.km)?,
            expires_at: until(&self.until, zone, now)?,
            slots: slots::understood(&self.slots, now.with_timezone(&zone).date_naive())?,
        })
    }
}

/// # Errors
/// [`Refusal::NotAChoice`] beyond the farthest one goes.
pub fn km(typed: &str) -> Result<i32, Refusal> {
    match typed.trim() {
        "" => Some(KM),
        typed => typed.parse().ok().filter(|km| (0..=FARTHEST).contains(km)),
    }
    .ok_or(Refusal::NotAChoice { field: "km" })
}

/// The end of that day where they live.
fn until(typed: &str, zone: Tz, now: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
    if typed.is_empty() {
        return Ok(now + LASTS);
    }
    let day: Option<NaiveDate> = typed.parse().ok();
    let end = day.and_then(|day| zone.from_local_datetime(&day.succ_opt()?.and_hms_opt(0, 0, 0)?).earliest());
    let end = end.map(|end| end.to_utc()).filter(|end| *end > now && *end <= now + LONGEST + Duration::days(1));
    end.ok_or(Refusal::BadDate { field: "until" })
}

/// Those among whom this person may speak: whoever writes somewhere reads there.
pub fn audiences_of(viewer: &Viewer) -> Vec<Audience> {
    AUDIENCES.into_iter().filter(|audience| viewer.is_among(*audience)).collect()
}

/// Asks for help, or offers some.
///
/// # Errors
/// The refusal to show beside a field.
pub async fn open(db: &Db, viewer: &Viewer, me: &Person, draft: &Draft) -> Outcome<Model> {
    me.may_write()?;
    if !DIRECTIONS.contains(&draft.direction.as_str()) {
        return Err(Refusal::NotAChoice { field: "direction" }.into());
    }
    let audience = if draft.audience.is_empty() { Some(Audience::Members) } else { Audience::named(&draft.audience) };
    let audience = audience.filter(|audience| audiences_of(viewer).contains(audience));
    let audience = audience.ok_or(Refusal::NotAChoice { field: "audience" })?;
    let now = clock::now();
    let fit = draft.check(db, me, now).await?;

    let txn = db.write().await?;
    if !db.is_sqlite() {
        // One at a time for a person: a double click waits for its first half.
        users::Entity::find_by_id(me.id).lock(LockType::NoKeyUpdate).one(&txn).await?;
    }
    let before = Entity::find()
        .filter(Column::AuthorId.eq(me.id))
        .filter(Column::Title.eq(&fit.title))
        .filter(Column::Body.eq(&fit.body))
        .filter(Column::Direction.eq(&draft.direction))
        .filter(Column::State.eq("open"))
        .filter(Column::CreatedAt.gt(now - TWICE))
        .order_by_desc(Column::Id)
        .one(&txn)
        .await?;
    if let Some(already) = before {
        txn.commit().await?;
        return Ok(already);
    }
    let entry = ActiveModel {
        author_id: Set(me.id),
        direction: Set(draft.direction.clone()),
        kind: Set(fit.kind),
        title: Set(fit.title),
        body: Set(fit.body),
        audience: Set(audience.name()),
        remote: Set(draft.remote),
        trade_code: Set(fit.trade_code),
        place_code: Set(fit.place_code),
        km: Set(fit.km),
        slots: Set(fit.slots),
        state: Set("open".to_owned()),
        state_at: Set(now.into()),
        created_at: Set(now.into()),
        expires_at: Set(fit.expires_at.into()),
        thanks: Set(String::new()),
        ..Default::default()
    }
    .insert(&txn)
    .await?;
    entry.record(&txn, Some(me.id), Verb::AidOpened, None).await?;
    txn.commit().await?;
    Ok(entry)
}

impl Readable {
    /// Says it otherwise. Whether it asks or offers, and to whom, stays.
    ///
    /// # Errors
    /// The refusal to show beside a field; [`Refusal::AidTaken`] and
    /// [`Refusal::AidOver`] once it is no longer open.
    pub async fn edit(&self, db: &Db, me: &Person, draft: &Draft) -> Outcome<Model> {
        self.led_by(me)?;
        me.may_write()?;
        for (field, typed, said) in
            [("direction", &draft.direction, &self.direction), ("audience", &draft.audience, &self.audience)]
        {
            if !typed.is_empty() && typed != said {
                return Err(Refusal::NotAChoice { field }.into());
            }
        }
        let fit = draft.check(db, me, clock::now()).await?;
        let txn = db.write().await?;
        let entry = held(&txn, self.id).await?;
        entry.must_be_open()?;
        let mut change = entry.into_active_model();
        change.kind = Set(fit.kind);
        change.title = Set(fit.title);
        change.body = Set(fit.body);
        change.remote = Set(draft.remote);
        change.trade_code = Set(fit.trade_code);
        change.place_code = Set(fit.place_code);
        change.km = Set(fit.km);
        change.slots = Set(fit.slots);
        change.expires_at = Set(fit.expires_at.into());
        let entry = change.update(&txn).await?;
        entry.record(&txn, Some(me.id), Verb::AidEdited, None).await?;
        txn.commit().await?;
        Ok(entry)
    }
}

impl Model {
    /// # Errors
    /// [`Refusal::AidTaken`] when someone was chosen, [`Refusal::AidOver`] afterwards.
    pub(super) fn must_be_open(&self) -> Result<(), Refusal> {
        match self.state_now() {
            "open" => Ok(()),
            "taken" => Err(Refusal::AidTaken),
            _ => Err(Refusal::AidOver),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_lasts_thirty_days_or_to_the_end_of_a_day_within_three_months() {
        let now: DateTime<Utc> = "2026-11-26T10:00:00Z".parse().unwrap();
        let at = |typed: &str| until(typed, Tz::Europe__Paris, now).map(|end| end.to_string());
        assert_eq!(at("").as_deref(), Ok("2026-12-26 10:00:00 UTC"));
        assert_eq!(at("2026-11-26").as_deref(), Ok("2026-11-26 23:00:00 UTC"));
        for bad in ["2026-11-25", "2027-06-01", "bientôt"] {
            assert_eq!(at(bad), Err(Refusal::BadDate { field: "until" }));
        }
    }
}
