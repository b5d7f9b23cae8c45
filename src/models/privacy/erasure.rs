//! Erasing someone, everywhere, from the list. In batches, each a transaction that
//! says that the work is still in hand: someone with ten thousand posts keeps
//! nobody waiting, and after `kill -9` what is left is what remains to be done.

use chrono::NaiveTime;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Statement, Value,
    prelude::DateTimeWithTimeZone, sea_query::Expr,
};

use super::{
    Erased, LIST,
    closing::{Last, Posts, close},
    journal,
    names::Names,
    other_words, own_words,
    work::{self, Hold},
};
use crate::{
    clock,
    database::Write,
    house::House,
    models::{
        _entities::{erasures, gestures, memberships, posts, threads},
        activities::{self, About, Verb},
        users,
    },
    refusals::{Failure, Outcome},
};

mod doings;

/// Rows in one transaction.
pub(super) const BATCH: u64 = 200;

/// An erasure in hand.
pub(super) struct Leaving<'a> {
    pub house: &'a House,
    pub hold: Hold,
    pub person: i64,
    pub posts: Posts,
    pub names: Names,
}

impl Leaving<'_> {
    /// Begins a batch, which commits only while the work is in these hands.
    pub async fn batch(&mut self) -> Outcome<Write> {
        let txn = self.house.db.write().await?;
        self.hold.again(&txn).await?;
        Ok(txn)
    }

    /// Commits it; every page that showed them is forgotten, here and elsewhere.
    pub async fn done(&self, txn: Write) -> Outcome<()> {
        self.done_about(txn, About::default()).await
    }

    /// The same, where words about them left something of someone else's.
    pub async fn done_about(&self, txn: Write, about: About) -> Outcome<()> {
        activities::record(&txn, None, Verb::Erased, about, "").await?;
        txn.commit().await?;
        Ok(())
    }

    /// Runs a statement over and over, a batch at a time, until it changes nothing.
    /// `{batch}` in it stands for the size of a batch; `$1` for the person.
    pub async fn until_none(&mut self, sql: &str, more: &[Value]) -> Outcome<()> {
        let sql = sql.replace("{batch}", &BATCH.to_string());
        loop {
            let values = [Value::from(self.person)].into_iter().chain(more.iter().cloned());
            let statement = Statement::from_sql_and_values(self.house.db.get_database_backend(), &sql, values);
            let txn = self.batch().await?;
            let changed = txn.execute_raw(statement).await?.rows_affected();
            if changed == 0 {
                return Ok(txn.commit().await?);
            }
            self.done(txn).await?;
        }
    }
}

/// Today, to the day: of what was erased at once, nothing says so by its hour.
pub(super) fn today() -> DateTimeWithTimeZone {
    let now = clock::now();
    now.date_naive().and_time(NaiveTime::MIN).and_utc().into()
}

/// Makes an erasure again, after an older backup was restored. Once it was made,
/// making it again changes nothing.
///
/// # Errors
/// When the database or the disk refuses.
pub async fn replay(house: &House, person: i64, posts: Posts) -> Outcome<()> {
    match users::Model::by_id(&house.db, person).await {
        Ok(_) => {
            let txn = house.db.write().await?;
            close(&txn, person, posts, Last::Allowed).await?;
            txn.commit().await?;
        }
        Err(Failure::Missing) => {}
        Err(failure) => return Err(failure),
    }
    work::run(house).await
}

/// Erases everything that is left of someone.
pub(super) async fn carry_out(house: &House, hold: Hold, id: i64) -> Outcome<()> {
    let erasure = erasures::Entity::find_by_id(id).one(&house.db).await?.ok_or(Failure::Missing)?;
    // Before the rest: a backup restored tomorrow must not bring them back.
    journal::append(house, &erasure)?;
    let mut leaving = Leaving {
        house,
        hold,
        person: erasure.person_id,
        posts: Posts::named(&erasure.posts).unwrap_or(Posts::Keep),
        names: Names::of(&erasure),
    };
    loop {
        doings::pictures_shown(&mut leaving).await?;
        own_words::erase(&mut leaving).await?;
        doings::gestures_made(&mut leaving).await?;
        doings::belonging(&mut leaving).await?;
        doings::proposals(&mut leaving).await?;
        doings::told_of_them(&mut leaving).await?;
        doings::exports_made(&mut leaving).await?;
        other_words::erase(&mut leaving).await?;
        listed(&mut leaving).await?;
        if finish(&mut leaving, id).await? {
            tracing::info!("an account was erased");
            return Ok(());
        }
    }
}

/// What the list says of each column, where nothing more has to be done.
async fn listed(leaving: &mut Leaving<'_>) -> Outcome<()> {
    for held in &LIST {
        for (column, erased) in held.people {
            let table = held.table;
            let rows = format!("SELECT id FROM {table} WHERE {column} = $1 LIMIT {{batch}}");
            match erased {
                Erased::Row => {
                    leaving.until_none(&format!("DELETE FROM {table} WHERE id IN ({rows})"), &[]).await?;
                }
                Erased::Emptied => {
                    leaving
                        .until_none(&format!("UPDATE {table} SET {column} = NULL WHERE id IN ({rows})"), &[])
                        .await?;
                }
                Erased::ByHand | Erased::Stays => {}
            }
        }
    }
    Ok(())
}

/// The account goes, unless something was written meanwhile by a request that was
/// on its way: then the rest is done once more.
async fn finish(leaving: &mut Leaving<'_>, id: i64) -> Outcome<bool> {
    let person = leaving.person;
    let txn = leaving.batch().await?;
    let written = posts::Entity::find().filter(posts::Column::AuthorId.eq(person)).count(&txn).await?
        + threads::Entity::find().filter(threads::Column::AuthorId.eq(person)).count(&txn).await?
        + memberships::Entity::find().filter(memberships::Column::UserId.eq(person)).count(&txn).await?
        + gestures::Entity::find().filter(gestures::Column::UserId.eq(person)).count(&txn).await?;
    if written > 0 {
        txn.commit().await?;
        return Ok(false);
    }
    users::Entity::delete_by_id(person).exec(&txn).await?;
    let nothing = || Expr::value(None::<String>);
    erasures::Entity::update_many()
        .col_expr(erasures::Column::Email, nothing())
        .col_expr(erasures::Column::Handle, nothing())
        .col_expr(erasures::Column::Name, nothing())
        .col_expr(erasures::Column::FinishedAt, Expr::value(Some(clock::now())))
        .filter(erasures::Column::Id.eq(id))
        .exec(&txn)
        .await?;
    leaving.done(txn).await?;
    Ok(true)
}
