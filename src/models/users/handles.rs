//! Handles: how one is mentioned. Chosen freely among lower-case letters, digits
//! and dashes; never one that a reader could take for another's, or for ours.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use unicode_normalization::UnicodeNormalization;

use super::{Column, Entity, former};
use crate::{
    models::privacy::closing,
    refusals::{Outcome, Refusal},
};

/// Names that would speak for the house, or stand in the way of its addresses.
const RESERVED: [&str; 40] = [
    "admin",
    "administrateur",
    "administratrice",
    "administration",
    "moderateur",
    "moderatrice",
    "moderation",
    "animateur",
    "animatrice",
    "community-manager",
    "conseil",
    "conseiller",
    "conseillere",
    "equipe",
    "support",
    "aide",
    "help",
    "contact",
    "root",
    "system",
    "systeme",
    "passerelle",
    "officiel",
    "official",
    "france-travail",
    "pole-emploi",
    "service-public",
    "webmaster",
    "postmaster",
    "abuse",
    "security",
    "securite",
    "staff",
    "team",
    "tous",
    "everyone",
    "here",
    "new",
    "settings",
    "me",
];

/// The shape a reader sees once look-alikes are folded (UTS 39 §4), with the
/// digits that pass for letters: `c1aire`, `claire` and `cIaire` share it.
pub fn skeleton(handle: &str) -> String {
    let folded = handle.to_lowercase().replace("rn", "m").replace("vv", "w").replace(['-', '_', '.'], "");
    let folded: String = folded
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | 'i' | '|' => 'l',
            '5' => 's',
            '3' => 'e',
            c => c,
        })
        .collect();
    unicode_security::confusable_detection::skeleton(&folded).collect()
}

/// A handle someone typed, as it will be kept.
///
/// # Errors
/// [`Refusal::BadHandle`] for other letters than `a-z 0-9 -`, mixed scripts or a
/// length outside 3 to 40; [`Refusal::HandleTaken`] when it is reserved.
pub fn check(typed: &str) -> Result<String, Refusal> {
    let handle = typed.trim().trim_start_matches('@').to_lowercase();
    let fits = (3..=40).contains(&handle.len())
        && handle.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !handle.starts_with('-')
        && !handle.ends_with('-')
        && !handle.contains("--")
        && handle.bytes().any(|byte| byte.is_ascii_lowercase());
    if !fits {
        return Err(Refusal::BadHandle);
    }
    if is_reserved(&handle) {
        return Err(Refusal::HandleTaken);
    }
    Ok(handle)
}

fn is_reserved(handle: &str) -> bool {
    let shape = skeleton(handle);
    RESERVED.iter().any(|reserved| skeleton(reserved) == shape)
}

/// A free handle made from a name, for someone who has not chosen one yet.
///
/// # Errors
/// When the database cannot be read.
pub async fn propose<C: ConnectionTrait>(db: &C, name: &str) -> Result<String, DbErr> {
    let plain: String = name.nfkd().filter(|c| c.is_alphanumeric() || c.is_whitespace() || *c == '-').collect();
    let mut base = slug::slugify(plain);
    base.truncate(30);
    let base = base.trim_matches('-');
    let base = if base.len() < 3 || check(base).is_err() { "membre" } else { base };
    for number in 1.. {
        let handle =
            if number == 1 && base != "membre" { base.to_owned() } else { format!("{base}-{}", suffix(number)) };
        if is_free(db, &handle, None).await? {
            return Ok(handle);
        }
    }
    Ok(base.to_owned())
}

/// Short and not guessable after a few: a thousand people may share a name.
fn suffix(number: u32) -> u32 {
    if number < 10 { number } else { rand::random_range(10..1_000_000) }
}

/// # Errors
/// When the database cannot be read.
pub async fn is_free<C: ConnectionTrait>(db: &C, handle: &str, but: Option<i64>) -> Result<bool, DbErr> {
    let mut others = Entity::find().filter(Column::HandleSkeleton.eq(skeleton(handle)));
    if let Some(me) = but {
        others = others.filter(Column::Id.ne(me));
    }
    Ok(others.one(db).await?.is_none()
        && !former::is_reserved(db, handle, but).await?
        && !closing::is_reserved(db, handle).await?)
}

/// # Errors
/// The refusal to show beside the field.
pub async fn check_free<C: ConnectionTrait>(db: &C, typed: &str, me: i64) -> Outcome<String> {
    let handle = check(typed)?;
    if is_free(db, &handle, Some(me)).await? { Ok(handle) } else { Err(Refusal::HandleTaken.into()) }
}
