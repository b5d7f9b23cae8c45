//! Who may ask someone: those they chose, and nobody they or the asker keep at a
//! distance. What is said to anyone else is what is said of someone who takes no
//! contact, so that a block does not show.

use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr};

use crate::{
    access::{Kind, Person},
    database::Db,
    models::{blocks, profiles, users},
    refusals::{Outcome, Refusal},
};

/// Everyone signed in; seekers and advisers; confirmed recruiters and branches; nobody.
pub const FROM: [&str; 4] = ["members", "peers", "recruiters", "nobody"];

/// Those whom this person lets ask; everyone signed in, when they said nothing.
///
/// # Errors
/// When the database cannot be read.
pub async fn from<C: ConnectionTrait>(db: &C, person: i64) -> Result<String, DbErr> {
    Ok(said_by(profiles::Model::of(db, person).await?.as_ref()).to_owned())
}

/// The same, of a profile that was read.
pub fn said_by(profile: Option<&profiles::Model>) -> &str {
    profile.map_or(FROM[0], |profile| &profile.contacts_from)
}

/// Whether `me` may ask this person.
///
/// # Errors
/// When the database cannot be read.
pub async fn is_open<C: ConnectionTrait>(db: &C, me: &Person, to: &users::Model) -> Result<bool, DbErr> {
    let from = from(db, to.id).await?;
    Ok(may_be_asked(me, to, &from) && !blocks::both_ways(db, me.id, to.id).await?.keep_apart())
}

/// The same, but for what one of the two may have against the other; `from` is whom
/// they let ask.
pub fn may_be_asked(me: &Person, to: &users::Model, from: &str) -> bool {
    // Nobody answers yet for an account whose address did not.
    me.id != to.id && to.is_confirmed() && lets_ask(from, me)
}

/// Whether those whom someone lets ask, one of [`FROM`], are this person's kind.
pub fn lets_ask(from: &str, me: &Person) -> bool {
    match from {
        "members" => true,
        "peers" => me.email_confirmed && matches!(me.kind, Kind::Seeker | Kind::Adviser),
        "recruiters" => me.email_confirmed && is_recruiter(me),
        _ => false,
    }
}

/// A recruiter or a branch, once confirmed.
pub fn is_recruiter(me: &Person) -> bool {
    matches!(me.kind, Kind::Recruiter | Kind::Branch)
}

/// Says who may ask.
///
/// # Errors
/// [`Refusal::NotAChoice`].
pub async fn choose(db: &Db, me: &Person, from: &str) -> Outcome<()> {
    if !FROM.contains(&from) {
        return Err(Refusal::NotAChoice { field: "contacts_from" }.into());
    }
    let txn = db.write().await?;
    let mut profile = profiles::editing::begun(&txn, me).await?;
    profile.contacts_from = Set(from.to_owned());
    profiles::editing::keep(&txn, me, profile).await?;
    txn.commit().await?;
    Ok(())
}
