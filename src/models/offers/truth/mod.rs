//! The truth file of an offer (*ce qui a vraiment été proposé*): people who followed it up
//! say, by a choice among few answers, whether what was proposed is what it says. What
//! three independent people find otherwise is shown beside the claim, and its organisation
//! may reply.
//!
//! Against revenge: nobody is told who said what, nor how many they are before three, nor
//! exactly how many after; no word is written freely, and no day is shown. Against rivals:
//! only who answered the offer here, or wrote to someone about it, has something to say,
//! and nobody who recruits or writes from an organisation's own domain; two addresses of
//! one mailbox are one person; who is suspended counts no more.
//!
//! A claim that is corrected afterwards keeps what was said of it, and that it was changed:
//! to correct is honest, and hides nothing.

pub mod replying;
pub mod stating;
pub mod telling;

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::claims::Claims;
use crate::{
    clock,
    models::{
        _entities::{
            offer_replies,
            offer_statements::{Column, Entity, Relation},
            users,
        },
        links::hex,
    },
};

/// So many independent people who say it make it known.
pub const ENOUGH: usize = 3;
/// How many they are is said in steps: one more, seen on the day someone was refused, would
/// tell who it was.
const STEPS: [usize; 5] = [ENOUGH, 5, 10, 20, 50];
/// What an offer says or lets suppose, in the order in which it is asked about, and what may
/// be found of it: as it says first, then otherwise (Fluent: `truth-pay-lower`).
pub const CLAIMS: [(&str, &[&str]); 7] = [
    ("post", &[SAME, "gone"]),
    ("work", &[SAME, "other"]),
    ("contract", &[SAME, "weaker", "stronger"]),
    ("hours", &[SAME, "more", "fewer", "changing"]),
    ("pay", &[SAME, "lower", "higher"]),
    ("place", &[SAME, "elsewhere"]),
    ("money", &[SAME, "asked"]),
];
/// As it is said.
pub const SAME: &str = "same";

/// What is known of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub claim: &'static str,
    /// What people found instead, where enough did.
    pub gap: Option<Gap>,
    /// At least so many found it as it is said, where enough did.
    pub confirmed: Option<usize>,
    /// What the organisation replies to a gap.
    pub reply: Option<String>,
}

/// What people found instead of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The answer that enough of them gave; none when they found different things.
    pub found: Option<&'static str>,
    /// At least so many found something else.
    pub at_least: usize,
    /// The offer says something else of it since some of them spoke.
    pub changed: bool,
}

/// The answers that may be given of a claim; none of what is no claim.
pub fn answers(claim: &str) -> &'static [&'static str] {
    CLAIMS.iter().find(|(name, _)| *name == claim).map_or(&[], |(_, answers)| answers)
}

/// What can be asked about an offer that says this: what it says nothing of has no gap.
pub fn asked(claims: &Claims) -> impl Iterator<Item = &'static str> {
    CLAIMS.into_iter().map(|(claim, _)| claim).filter(|claim| match *claim {
        "pay" => claims.pay.as_ref().is_some_and(|pay| pay.min.or(pay.max).is_some()),
        "contract" => claims.contract.is_some(),
        "hours" => claims.weekly_hours.is_some() || claims.working_time.is_some(),
        "place" => !claims.places.is_empty(),
        _ => true,
    })
}

/// What an offer says of a claim, shortened to sixteen digits that tell whether it changed.
pub fn wording(claims: &Claims, claim: &str) -> String {
    let said = match claim {
        "pay" => kept(&claims.pay),
        "contract" => kept(&(claims.contract, claims.duration_days)),
        "hours" => kept(&(claims.weekly_hours, claims.working_time)),
        "place" => kept(&claims.places),
        "work" => kept(&(&claims.title, &claims.text)),
        _ => String::new(),
    };
    hex(&Sha256::digest(said)[..8])
}

fn kept(said: &impl Serialize) -> String {
    serde_json::to_string(said).unwrap_or_default()
}

/// What is known of an offer's claims, of those of which enough people spoke, in the order
/// of [`CLAIMS`].
///
/// # Errors
/// When the database cannot be read.
pub async fn known<C: ConnectionTrait>(db: &C, offer: i64, claims: &Claims) -> Result<Vec<Known>, DbErr> {
    let said = said(db, offer).await?;
    let mut known: Vec<Known> =
        CLAIMS.into_iter().filter_map(|(claim, answers)| weigh(claim, answers, &said, claims)).collect();
    if known.iter().any(|known| known.gap.is_some()) {
        let replies = offer_replies::Entity::find().filter(offer_replies::Column::OfferId.eq(offer)).all(db).await?;
        let mut replies: HashMap<String, String> = replies.into_iter().map(|reply| (reply.claim, reply.body)).collect();
        for known in known.iter_mut().filter(|known| known.gap.is_some()) {
            known.reply = replies.remove(known.claim);
        }
    }
    Ok(known)
}

/// What someone said, and from which mailbox.
struct Said {
    claim: String,
    found: String,
    wording: String,
    mailbox: String,
}

/// What is said of an offer by people who are not suspended.
async fn said<C: ConnectionTrait>(db: &C, offer: i64) -> Result<Vec<Said>, DbErr> {
    let free = Condition::any()
        .add(users::Column::SuspendedUntil.is_null())
        .add(users::Column::SuspendedUntil.lte(clock::now()));
    let rows: Vec<(String, String, String, String)> = Entity::find()
        .select_only()
        .columns([Column::Claim, Column::Found, Column::Wording])
        .column(users::Column::Email)
        .join(JoinType::InnerJoin, Relation::Users.def())
        .filter(Column::OfferId.eq(offer))
        .filter(free)
        .into_tuple()
        .all(db)
        .await?;
    let said =
        |(claim, found, wording, email): (_, _, _, String)| Said { claim, found, wording, mailbox: mailbox(&email) };
    Ok(rows.into_iter().map(said).collect())
}

fn weigh(claim: &'static str, answers: &'static [&'static str], said: &[Said], claims: &Claims) -> Option<Known> {
    let of_claim = || said.iter().filter(|said| said.claim == claim);
    let people = |found: &dyn Fn(&str) -> bool| -> usize {
        of_claim().filter(|said| found(&said.found)).map(|said| &said.mailbox).collect::<BTreeSet<_>>().len()
    };
    let most_found = || {
        let counted = answers[1..].iter().map(|answer| (people(&|found| found == *answer), *answer));
        counted.max().filter(|(count, _)| *count >= ENOUGH).map(|(_, answer)| answer)
    };
    let now = wording(claims, claim);
    let gap = step(people(&|found| found != SAME)).map(|at_least| Gap {
        found: most_found(),
        at_least,
        changed: of_claim().any(|said| said.found != SAME && said.wording != now),
    });
    let confirmed = step(people(&|found| found == SAME));
    (gap.is_some() || confirmed.is_some()).then_some(Known { claim, gap, confirmed, reply: None })
}

/// At least so many; none while they are too few.
fn step(count: usize) -> Option<usize> {
    STEPS.into_iter().rev().find(|step| count >= *step)
}

/// What is before a plus sign or between full stops is one mailbox for most of those who
/// keep them: one person does not count twice by writing it otherwise.
fn mailbox(email: &str) -> String {
    let (local, domain) = email.rsplit_once('@').unwrap_or((email, ""));
    let name = local.split('+').next().unwrap_or_default();
    format!("{}@{domain}", name.replace('.', "").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(claim: &str, found: &str, mailbox: &str) -> Said {
        let wording = wording(&Claims::default(), claim);
        Said { claim: claim.to_owned(), found: found.to_owned(), wording, mailbox: mailbox.to_owned() }
    }

    fn pay(said: &[Said]) -> Option<Known> {
        weigh("pay", answers("pay"), said, &Claims::default())
    }

    #[test]
    fn what_three_people_find_is_known_and_what_two_find_is_not() {
        let mut all = vec![said("pay", "lower", "a"), said("pay", "lower", "b"), said("hours", "more", "c")];
        assert_eq!(pay(&all), None);
        // The same mailbox again is the same person.
        all.push(said("pay", "lower", "b"));
        assert_eq!(pay(&all), None);
        all.push(said("pay", "lower", "c"));
        let gap = pay(&all).unwrap().gap.unwrap();
        assert_eq!((gap.found, gap.at_least, gap.changed), (Some("lower"), 3, false));
    }

    #[test]
    fn three_who_find_different_things_agree_that_it_is_not_as_said() {
        let all = [said("pay", "lower", "a"), said("pay", "higher", "b"), said("pay", "lower", "c")];
        let known = pay(&all).unwrap();
        assert_eq!((known.gap.map(|gap| gap.found), known.confirmed), (Some(None), None));
    }

    #[test]
    fn how_many_they_are_is_said_in_steps() {
        let people =
            |count: usize| -> Vec<Said> { (0..count).map(|number| said("pay", SAME, &number.to_string())).collect() };
        let confirmed = |count| pay(&people(count)).and_then(|known| known.confirmed);
        assert_eq!([2, 3, 4, 5, 9, 12].map(confirmed), [None, Some(3), Some(3), Some(5), Some(5), Some(10)]);
    }

    #[test]
    fn two_addresses_of_one_mailbox_are_one() {
        let same =
            ["Jean.Valjean@mail.example", "jeanvaljean+deux@mail.example", "jeanvaljean@mail.example"].map(mailbox);
        assert!(same.iter().all(|mailbox| mailbox == "jeanvaljean@mail.example"), "{same:?}");
        assert_ne!(mailbox("jean@mail.example"), mailbox("jean@courrier.example"));
    }

    #[test]
    fn what_an_offer_does_not_say_is_not_asked_about() {
        let said: Vec<&str> = asked(&Claims::default()).collect();
        assert_eq!(said, ["post", "work", "money"]);
    }
}
