//! Stopping letters by the link each of them carries (RFC 8058): no account has
//! to be opened, and the link does nothing else. It is signed, not kept.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, prelude::DateTimeWithTimeZone, sea_query::Expr};

use super::{
    _entities::notifications,
    alerts,
    following::{self, Level, Subject},
    links::digest,
    threads, users,
};
use crate::{
    freshness::Tag,
    house::House,
    refusals::{Failure, Outcome},
};

/// What a link stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Anything about this thread.
    Thread(i64),
    /// What an alert finds.
    Alert(i64),
    /// Grouped letters about what one follows.
    Followed,
    /// Grouped letters that also tell what was addressed to one.
    All,
}

impl Scope {
    fn name(self) -> String {
        match self {
            Self::Thread(id) => format!("t{id}"),
            Self::Alert(id) => format!("a{id}"),
            Self::Followed => "f".to_owned(),
            Self::All => "a".to_owned(),
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "f" => Some(Self::Followed),
            "a" => Some(Self::All),
            numbered => {
                let (kind, id) = numbered.split_at_checked(1)?;
                let id = id.parse().ok()?;
                match kind {
                    "t" => Some(Self::Thread(id)),
                    "a" => Some(Self::Alert(id)),
                    _ => None,
                }
            }
        }
    }
}

fn signature(house: &House, person: i64, scope: &str) -> String {
    digest(house, &format!("unsubscribe/{person}/{scope}"))[..40].to_owned()
}

pub fn token(house: &House, person: i64, scope: Scope) -> String {
    let scope = scope.name();
    format!("{person}-{scope}-{}", signature(house, person, &scope))
}

/// Whose letters a token stops, and which.
///
/// # Errors
/// [`Failure::Missing`] for one that we did not sign.
pub fn read(house: &House, token: &str) -> Outcome<(i64, Scope)> {
    let mut parts = token.splitn(3, '-');
    let (Some(person), Some(scope), Some(signed)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(Failure::Missing);
    };
    let person = person.parse().map_err(|_| Failure::Missing)?;
    if signature(house, person, scope) != signed {
        return Err(Failure::Missing);
    }
    Ok((person, Scope::named(scope).ok_or(Failure::Missing)?))
}

/// Stops them; twice is once.
///
/// # Errors
/// When the database refuses.
pub async fn stop(house: &House, person: i64, scope: Scope) -> Outcome<()> {
    use notifications::Column as N;
    let lines = notifications::Entity::update_many()
        .col_expr(N::MailAt, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(N::UserId.eq(person));
    let lines = match scope {
        Scope::Thread(thread) => {
            let there = threads::Entity::find_by_id(thread).one(&house.db).await?.is_some();
            if !there || users::Entity::find_by_id(person).one(&house.db).await?.is_none() {
                // The person or the thread is gone: there is nothing left to stop.
                return Ok(());
            }
            following::set(&house.db, person, Subject::Thread(thread), Level::Muted).await?;
            lines.filter(N::Subject.eq(format!("threads/{thread}")))
        }
        Scope::Alert(alert) => lines.filter(N::Subject.eq(alerts::subject(alert))),
        Scope::Followed => lines.filter(N::Reason.eq("followed")),
        Scope::All => lines,
    };
    let wishes: &[users::Column] = match scope {
        Scope::Thread(_) | Scope::Alert(_) => &[],
        Scope::Followed => &[users::Column::MailFollowed],
        Scope::All => &[users::Column::MailDirect, users::Column::MailFollowed],
    };
    let txn = house.db.write().await?;
    if let Scope::Alert(alert) = scope {
        alerts::telling::stop(&txn, person, alert).await?;
    }
    for wish in wishes {
        users::Entity::update_many()
            .col_expr(*wish, Expr::value("never"))
            .filter(users::Column::Id.eq(person))
            .exec(&txn)
            .await?;
        txn.also_forget(Tag::Person(person));
    }
    lines.exec(&txn).await?;
    txn.commit().await?;
    Ok(())
}
