//! Writing an offer, and writing it again. A draft is kept as it is; what is published
//! is kept in each of its versions, and is checked before anyone reads it.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::OnConflict,
};

use sha2::{Digest, Sha256};

use super::{
    ActiveModel, JUSTIFICATION_LIMIT, Model, Readable,
    checking::{Finding, Level},
    claims::Claims,
    held, life,
    reviewing::Check,
    typed::{Typed, name_of},
};
use crate::{
    access::Person,
    backups, clock,
    database::{Db, Write},
    models::{
        _entities::{offer_places, offer_versions},
        activities::Verb,
        folded::fold,
        organisations::{self, Role},
    },
    refusals::{Outcome, Refusal, check_text},
    text,
};

/// An offer as it was typed, understood and read by the check.
#[derive(Clone, Debug)]
pub struct Draft {
    pub claims: Claims,
    pub justification: String,
    pub found: Vec<Finding>,
}

impl Draft {
    /// # Errors
    /// The refusal to show beside a field.
    pub async fn of(db: &Db, check: &Check, of: &organisations::Model, typed: &Typed) -> Outcome<Self> {
        let claims = typed.claims(db).await?;
        let justification = check_text("justification", &typed.justification, JUSTIFICATION_LIMIT, false)?;
        let found = check.offer(&claims, of);
        Ok(Self { claims, justification, found })
    }

    fn state(&self, check: &Check) -> &'static str {
        if check.allows(&self.found, &self.justification) { "checked" } else { "draft" }
    }

    fn columns(&self) -> ActiveModel {
        let html = text::render_now(&self.claims.text, &Default::default()).html;
        ActiveModel { justification: Set(self.justification.clone()), ..columns(&self.claims, &self.found, html) }
    }
}

/// The columns that follow from what an offer says; `html` is its text, rendered.
pub(super) fn columns(claims: &Claims, found: &[Finding], html: String) -> ActiveModel {
    let pay = claims.pay.as_ref().and_then(|pay| pay.monthly(claims.weekly_hours));
    ActiveModel {
        title: Set(claims.title.clone()),
        folded_title: Set(fold(&claims.title)),
        claims: Set(serde_json::to_string(claims).unwrap_or_default()),
        text_html: Set(html),
        renderer: Set(text::RENDERER),
        findings: Set(kept(found)),
        found: Set(gravest(found).to_owned()),
        trade_code: Set(claims.trade.clone()),
        contract: Set(claims.contract.map(|contract| name_of(&Some(contract)))),
        remote: Set(name_of(&Some(claims.remote))),
        pay_month: Set(pay.map(|(least, _)| least as i32)),
        no_degree: Set(claims.education.as_deref() == Some("")),
        part_time: Set(claims.is_part_time()),
        updated_at: Set(clock::now().into()),
        fingerprint: Set(Some(claims.fingerprint())),
        ..Default::default()
    }
}

impl Claims {
    /// What makes two offers of one employer the same, wherever they were read: the title
    /// without who it is for, the contract, the places and the employer's name.
    pub fn fingerprint(&self) -> String {
        let title = fold(&self.title);
        let title: Vec<&str> =
            title.split(' ').filter(|word| !matches!(*word, "h" | "f" | "x" | "hf" | "fh")).collect();
        let mut places: Vec<String> =
            self.places.iter().map(|place| place.commune.clone().unwrap_or_else(|| fold(&place.label))).collect();
        places.sort_unstable();
        let employer = fold(self.employer.as_deref().unwrap_or_default());
        let said = [title.join(" "), name_of(&self.contract), places.join(" "), employer].join("|");
        digest(said.as_bytes())
    }

    /// Said so, or less than the legal week (code du travail, art. L3123-1).
    pub fn is_part_time(&self) -> bool {
        use super::claims::WorkingTime;
        match self.working_time {
            Some(time) => time == WorkingTime::Part,
            None => self.weekly_hours.is_some_and(|hours| hours < 35.0),
        }
    }
}

/// Keeps a first draft of an offer.
///
/// # Errors
/// [`Refusal::NotYours`] for an organisation's readers.
pub async fn begin(
    db: &Db,
    check: &Check,
    me: &Person,
    (of, role): (&organisations::Model, Role),
    draft: &Draft,
) -> Outcome<Model> {
    role.at_least(Role::Recruiter)?;
    me.may_write()?;
    let now = clock::now();
    let txn = db.write().await?;
    let offer = ActiveModel {
        organisation_id: Set(of.id),
        version: Set(1),
        state: Set(draft.state(check).to_owned()),
        state_at: Set(now.into()),
        written_by_id: Set(Some(me.id)),
        created_at: Set(now.into()),
        ..draft.columns()
    };
    let offer = offer.insert(&txn).await?;
    place(&txn, &offer, &draft.claims).await?;
    offer.record(&txn, Some(me.id), Verb::OfferWritten).await?;
    txn.commit().await?;
    Ok(offer)
}

impl Readable {
    /// Says it otherwise. What anyone reads is said so at once, in a version of its own.
    ///
    /// # Errors
    /// [`Refusal::EditedMeanwhile`] when `version` is no longer the one that was read; of
    /// an offer that anyone reads, as [`Readable::publish`].
    pub async fn rewrite(&self, db: &Db, check: &Check, me: &Person, draft: &Draft, seen: &str) -> Outcome<Model> {
        self.recruited_by_me()?;
        me.may_write()?;
        let txn = db.write().await?;
        let offer = held(&txn, self.id).await?;
        if offer.seen() != seen {
            return Err(Refusal::EditedMeanwhile.into());
        }
        let public = !offer.is_prepared() && offer.state != "withdrawn";
        if public {
            may_be_published(&self.organisation, &draft.claims, check, &draft.found, &draft.justification)?;
        }
        let change = ActiveModel { id: Set(offer.id), version: Set(offer.version + 1), ..draft.columns() };
        let change = if public {
            let end = life::end_of(&draft.claims, clock::now())?;
            let end = if draft.claims.valid_through.is_some() { Set(Some(end.into())) } else { NotSet };
            ActiveModel { expires_at: end, ..change }
        } else {
            ActiveModel { state: Set(draft.state(check).to_owned()), state_at: Set(clock::now().into()), ..change }
        };
        let offer = change.update(&txn).await?;
        offer_places::Entity::delete_many().filter(offer_places::Column::OfferId.eq(offer.id)).exec(&txn).await?;
        place(&txn, &offer, &draft.claims).await?;
        if public {
            keep_version(&txn, &offer, Some(me.id)).await?;
        }
        let verb = if offer.is_published() { Verb::OfferPublished } else { Verb::OfferWritten };
        offer.record(&txn, Some(me.id), verb).await?;
        txn.commit().await?;
        Ok(offer)
    }

    /// The same, to begin another with.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn copy(&self, db: &Db, check: &Check, me: &Person) -> Outcome<Model> {
        let role = self.role.ok_or(crate::refusals::Failure::Missing)?;
        let claims = Claims { valid_through: None, published_on: None, ..self.claims() };
        let found = check.offer(&claims, &self.organisation);
        let draft = Draft { claims, justification: self.justification.clone(), found };
        begin(db, check, me, (&self.organisation, role), &draft).await
    }
}

impl Model {
    /// What an editor has seen of it: sent back with the form, so that two who write at
    /// once both know.
    pub fn seen(&self) -> String {
        self.version.to_string()
    }

    /// What the check found in it, when it was last read.
    pub fn found(&self) -> Vec<Finding> {
        serde_json::from_str(&self.findings).unwrap_or_default()
    }
}

/// Whether anyone may read it.
///
/// # Errors
/// [`Refusal::NotProven`]; [`Refusal::Required`] beside what is missing;
/// [`Refusal::OfferUnlawful`].
pub(super) fn may_be_published(
    of: &organisations::Model,
    claims: &Claims,
    check: &Check,
    found: &[Finding],
    justification: &str,
) -> Result<(), Refusal> {
    if !of.is_proven() {
        return Err(Refusal::NotProven);
    }
    let missing = [("text", claims.text.is_empty()), ("apply", claims.apply.is_none())];
    if let Some((field, _)) = missing.into_iter().find(|(_, missing)| *missing) {
        return Err(Refusal::Required { field });
    }
    if check.allows(found, justification) { Ok(()) } else { Err(Refusal::OfferUnlawful) }
}

/// Of some bytes, in hexadecimal: SHA-256.
pub(super) fn digest(bytes: &[u8]) -> String {
    backups::hex(&Sha256::digest(bytes))
}

pub(super) fn kept(found: &[Finding]) -> String {
    serde_json::to_string(found).unwrap_or_else(|_| "[]".to_owned())
}

/// The gravest of what the check found, by its name; empty where it found nothing.
pub fn gravest(found: &[Finding]) -> &'static str {
    match found.iter().map(|finding| finding.level).max() {
        Some(Level::Unlawful) => "unlawful",
        Some(Level::Warning) => "warning",
        None => "",
    }
}

/// Keeps what anyone may read from now on; what they have read already is kept once.
pub(super) async fn keep_version(txn: &Write, offer: &Model, by: Option<i64>) -> Result<(), DbErr> {
    use offer_versions::Column as V;
    let version = offer_versions::ActiveModel {
        offer_id: Set(offer.id),
        version: Set(offer.version),
        claims: Set(offer.claims.clone()),
        justification: Set(offer.justification.clone()),
        by_id: Set(by),
        at: Set(clock::now().into()),
        ..Default::default()
    };
    let once = OnConflict::columns([V::OfferId, V::Version]).do_nothing().to_owned();
    offer_versions::Entity::insert(version).on_conflict(once).exec_without_returning(txn).await.map(|_| ())
}

async fn place(txn: &Write, offer: &Model, claims: &Claims) -> Result<(), DbErr> {
    let places = claims.places.iter().map(|place| offer_places::ActiveModel {
        offer_id: Set(offer.id),
        place_code: Set(place.commune.clone()),
        label: Set(place.label.clone()),
        ..Default::default()
    });
    let places: Vec<_> = places.collect();
    if places.is_empty() {
        return Ok(());
    }
    offer_places::Entity::insert_many(places).exec_without_returning(txn).await.map(|_| ())
}
