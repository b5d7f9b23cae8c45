//! Saying what was really proposed: who can, and what they say, all of an offer at once.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};

use super::{
    super::{Readable, held},
    answers, asked, known, telling, wording,
};
use crate::{
    access::{Person, Viewer},
    clock,
    database::{Db, Write},
    models::{
        _entities::{
            applications, contacts,
            offer_statements::{ActiveModel, Column, Entity, Model},
            organisations, users,
        },
        activities::{self, About, Verb},
        organisations::members::may_recruit,
    },
    refusals::{Failure, Outcome, Refusal},
    words::Lang,
};

/// After so long without an answer one may say what came of it elsewhere.
const PATIENCE: Duration = Duration::days(3);

/// What a reader may say of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// They did not follow it up, not here.
    Nothing,
    /// They recruit, somewhere.
    Recruits,
    /// Nothing was proposed yet, as far as can be known: from this day on they may speak.
    Later(DateTime<Utc>),
    Open,
}

/// # Errors
/// When the database cannot be read.
pub async fn way<C: ConnectionTrait>(db: &C, viewer: &Viewer, offer: i64) -> Result<Way, DbErr> {
    let Some(me) = viewer.person() else { return Ok(Way::Nothing) };
    let Some(from) = followed_up(db, me.id, offer).await? else { return Ok(Way::Nothing) };
    if recruits(db, me).await? {
        return Ok(Way::Recruits);
    }
    Ok(if from > clock::now() { Way::Later(from) } else { Way::Open })
}

/// From when on someone may know what was proposed: they answered the offer here, or wrote to
/// someone about it, and had an answer, or waited for one long enough.
async fn followed_up<C: ConnectionTrait>(db: &C, me: i64, offer: i64) -> Result<Option<DateTime<Utc>>, DbErr> {
    use applications::Column as A;
    use contacts::Column as C;
    let application =
        applications::Entity::find().filter(A::OfferId.eq(offer)).filter(A::PersonId.eq(me)).one(db).await?;
    let contacts = contacts::Entity::find().filter(C::OfferId.eq(offer)).filter(C::ById.eq(me)).all(db).await?;
    let answered = application.map(|one| (one.asked_at, one.answered_at)).into_iter();
    let answered = answered.chain(contacts.into_iter().map(|one| (one.asked_at, one.answered_at)));
    Ok(answered.map(|(asked, answer)| answer.map_or(asked.to_utc() + PATIENCE, |at| at.to_utc())).min())
}

/// Whether this person speaks for organisations, as they say they do, or by the domain of their
/// address.
async fn recruits<C: ConnectionTrait>(db: &C, me: &Person) -> Result<bool, DbErr> {
    if may_recruit(me) {
        return Ok(true);
    }
    let email = users::Entity::find_by_id(me.id).select_only().column(users::Column::Email);
    let email: Option<String> = email.into_tuple().one(db).await?;
    let proven = organisations::Entity::find()
        .filter(organisations::Column::ProofDomain.is_in(domains(&email.unwrap_or_default())))
        .filter(organisations::Column::Proof.eq("domain"));
    Ok(proven.count(db).await? > 0)
}

/// The domain of an address, and those above it: of `a@rh.fournil.example` `rh.fournil.example`
/// and `fournil.example`.
fn domains(email: &str) -> Vec<String> {
    let host = email.rsplit_once('@').map_or("", |(_, host)| host).to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    (0..labels.len().saturating_sub(1)).map(|from| labels[from..].join(".")).collect()
}

/// What one said of an offer.
///
/// # Errors
/// When the database cannot be read.
pub async fn mine(db: &Db, me: i64, offer: i64) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::OfferId.eq(offer)).filter(Column::UserId.eq(me)).all(db).await
}

impl Readable {
    /// Says this of its claims, in the place of what one said before; a claim that is not
    /// spoken of is one that is not known. Its people are told of what becomes known by it.
    ///
    /// # Errors
    /// [`Failure::Missing`] for who did not follow it up here; [`Refusal::NotYours`] for who
    /// recruits; [`Refusal::TruthLater`]; [`Refusal::NotAChoice`].
    pub async fn state(&self, db: &Db, me: &Person, viewer: &Viewer, found: &[(&'static str, String)]) -> Outcome<()> {
        me.may_write()?;
        match way(db, viewer, self.id).await? {
            Way::Nothing => return Err(Failure::Missing),
            Way::Recruits => return Err(Refusal::NotYours.into()),
            Way::Later(from) => {
                let lang = Lang::named(&me.locale).unwrap_or(Lang::Fr);
                return Err(Refusal::TruthLater { day: lang.day(from) }.into());
            }
            Way::Open => {}
        }
        let claims = self.claims();
        for (claim, found) in found {
            if !answers(claim).contains(&found.as_str()) || !asked(&claims).any(|asked| asked == *claim) {
                return Err(Refusal::NotAChoice { field: claim }.into());
            }
        }
        let row = |(claim, found): &(&'static str, String)| ActiveModel {
            offer_id: Set(self.id),
            user_id: Set(me.id),
            claim: Set((*claim).to_owned()),
            found: Set(found.clone()),
            wording: Set(wording(&claims, claim)),
            created_at: Set(clock::now().into()),
            ..Default::default()
        };
        self.said_anew(db, me, found.iter().map(row).collect()).await
    }

    /// Takes back all that one said of it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn unstate(&self, db: &Db, me: &Person) -> Outcome<()> {
        self.said_anew(db, me, vec![]).await
    }

    async fn said_anew(&self, db: &Db, me: &Person, rows: Vec<ActiveModel>) -> Outcome<()> {
        let txn = db.write().await?;
        // One after the other: of three at once the last finds the two before.
        let offer = held(&txn, self.id).await?;
        let claims = offer.claims();
        let before = known(&txn, offer.id, &claims).await?;
        Entity::delete_many().filter(Column::OfferId.eq(offer.id)).filter(Column::UserId.eq(me.id)).exec(&txn).await?;
        if !rows.is_empty() {
            Entity::insert_many(rows).exec_without_returning(&txn).await?;
        }
        let after = known(&txn, offer.id, &claims).await?;
        if before != after {
            telling::what_is_known(&txn, &self.organisation, &offer, &before, &after).await?;
            touched(&txn, &[offer.id]).await?;
        }
        Ok(txn.commit().await?)
    }
}

/// What is known of these offers changed: nobody says by whom.
async fn touched(txn: &Write, offers: &[i64]) -> Result<(), DbErr> {
    let about = |offer: &i64| (About { offer: Some(*offer), ..About::default() }, String::new());
    activities::record_all(txn, None, Verb::OfferSpokenOf, offers.iter().map(about).collect()).await
}

/// What this person said counts no more, or counts again.
///
/// # Errors
/// When the database refuses.
pub(in crate::models) async fn weighed_anew(txn: &Write, person: i64) -> Result<(), DbErr> {
    let spoken = Entity::find().select_only().column(Column::OfferId).distinct().filter(Column::UserId.eq(person));
    let offers: Vec<i64> = spoken.into_tuple().all(txn).await?;
    if offers.is_empty() {
        return Ok(());
    }
    touched(txn, &offers).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_its_domain_and_of_those_above_it() {
        assert_eq!(domains("awa@rh.Fournil.example"), ["rh.fournil.example", "fournil.example"]);
        assert!(domains("awa").is_empty() && domains("").is_empty());
    }
}
