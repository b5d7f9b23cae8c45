//! What is too old goes by itself. An account without an act for nearly two years
//! is warned, then erased (CNIL: two years from the last contact, after a warning);
//! letters lose their traces after ninety days; what is out of date goes.
//!
//! The hour is given: a day in a test takes no day.

use chrono::{DateTime, Duration, Months, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, Statement, Value, sea_query::Expr,
};

use super::{
    closing::{Last, Posts, alone_in_charge_of, close},
    export,
    work::folder,
};
use crate::{
    database::Db,
    house::House,
    models::{
        _entities::exports, accompaniments, aid_requests, applications, calls, contacts, drafts, letters::Letter,
        pictures, profiles::accesses, slips, users,
    },
    refusals::{Failure, Outcome, Refusal},
    words::Lang,
};

/// People looked at in one query.
const BATCH: u64 = 200;
/// Nobody is erased sooner after being warned.
const NOTICE: Duration = Duration::days(28);

/// How long it is known that someone asked for an export.
const REMEMBERED: Duration = Duration::days(30);

/// Looks at everything that time decides.
///
/// # Errors
/// When the database refuses; what was done stays done.
pub async fn run(house: &House, now: DateTime<Utc>) -> Outcome<()> {
    warn(house, now).await?;
    let old = now - house.settings.retention.letters();
    // A letter is tried for the last time when it is sent or given up on.
    for state in ["sent", "dead", "withdrawn"] {
        let letters = "DELETE FROM letters WHERE id IN \
            (SELECT id FROM letters WHERE state = $1 AND next_try_at < $2 LIMIT 500)";
        until_none(&house.db, letters, &[state.into(), old.into()]).await?;
    }
    // A house without a mail server keeps no address for the sake of a farewell.
    let farewells = "DELETE FROM letters WHERE id IN \
        (SELECT id FROM letters WHERE state = 'waiting' AND kind = 'erased' AND next_try_at < $1 LIMIT 500)";
    until_none(&house.db, farewells, &[(now - Duration::days(7)).into()]).await?;
    for table in ["sessions", "links"] {
        let sql = format!("DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE expires_at < $1 LIMIT 500)");
        until_none(&house.db, &sql, &[now.into()]).await?;
    }
    let lines = "DELETE FROM accesses WHERE id IN (SELECT id FROM accesses WHERE at < $1 LIMIT 500)";
    until_none(&house.db, lines, &[accesses::too_old(now).into()]).await?;
    until_none(&house.db, "DELETE FROM reserved_handles WHERE until < $1", &[now.into()]).await?;
    drafts::forget_held(&house.db).await?;
    aid_requests::expiring::forget(&house.db, now).await?;
    contacts::reminding::forget(&house.db, now).await?;
    applications::reminding::forget(&house.db, now).await?;
    applications::figures::keep_all(&house.db).await?;
    accompaniments::reminding::forget(&house.db, now).await?;
    calls::timing::forget(&house.db, now).await?;
    slips::ending::forget(house, now).await?;
    exports_too_old(house, now).await?;
    pictures::removing::tidy(house, now).await?;
    erase(house, now).await
}

/// Batch after batch: nobody waits behind a long deletion.
async fn until_none(db: &Db, sql: &str, values: &[Value]) -> Result<(), DbErr> {
    loop {
        let txn = db.write().await?;
        let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, values.iter().cloned());
        let gone = txn.execute_raw(statement).await?.rows_affected();
        txn.commit().await?;
        if gone == 0 {
            return Ok(());
        }
    }
}

/// Those whose last act (their first, when they made no other) is before `moment`.
fn silent_since(moment: DateTime<Utc>) -> Select<users::Entity> {
    use users::Column as U;
    users::Entity::find().filter(
        Condition::any()
            .add(U::LastSeenAt.lt(moment))
            .add(Condition::all().add(U::LastSeenAt.is_null()).add(U::CreatedAt.lt(moment))),
    )
}

fn months_before(now: DateTime<Utc>, months: u32) -> DateTime<Utc> {
    now.checked_sub_months(Months::new(months)).unwrap_or(now)
}

async fn warn(house: &House, now: DateTime<Utc>) -> Outcome<()> {
    let silent = months_before(now, house.settings.retention.warn_months);
    loop {
        let people = silent_since(silent)
            .filter(users::Column::WarnedAt.is_null())
            .order_by_asc(users::Column::Id)
            .limit(BATCH)
            .all(&house.db)
            .await?;
        if people.is_empty() {
            return Ok(());
        }
        for user in people {
            let lang = Lang::named(&user.locale).unwrap_or(Lang::Fr);
            let letter = Letter::to(&user, "soon-erased")
                .with("until", &lang.day(due(house, &user, now)))
                .link(house.address("/sign-in"))
                .write(house)?;
            let txn = house.db.write().await?;
            // Of two processes, one warns; who came back meanwhile is not warned.
            let warned = users::Entity::update_many()
                .col_expr(users::Column::WarnedAt, Expr::value(Some(now)))
                .filter(users::Column::Id.eq(user.id))
                .filter(users::Column::WarnedAt.is_null())
                .filter(same_silence(&user))
                .exec(&txn)
                .await?;
            if warned.rows_affected == 1 && !user.email.ends_with(".invalid") {
                letter.post(&txn, Some(user.id)).await?;
            }
            txn.commit().await?;
        }
    }
}

fn same_silence(user: &users::Model) -> sea_orm::sea_query::Expr {
    match user.last_seen_at {
        Some(seen) => users::Column::LastSeenAt.eq(seen),
        None => users::Column::LastSeenAt.is_null(),
    }
}

/// The day on which the account goes, for its owner to read.
fn due(house: &House, user: &users::Model, now: DateTime<Utc>) -> DateTime<Utc> {
    let last = user.last_seen_at.unwrap_or(user.created_at).to_utc();
    let due = last.checked_add_months(Months::new(house.settings.retention.erase_months)).unwrap_or(now);
    due.max(now + NOTICE)
}

/// Erases those who were warned and did not come back. Their posts stay, each under
/// a name of its own: nobody is there to choose, and others answered them.
///
/// Whoever is alone to care for a room, or for the house, is warned and stays: the
/// others would lose more than they would. The log says so, for the operator.
async fn erase(house: &House, now: DateTime<Utc>) -> Outcome<()> {
    let silent = months_before(now, house.settings.retention.erase_months);
    let mut after = 0;
    loop {
        let people = silent_since(silent)
            .filter(users::Column::WarnedAt.lt(now - NOTICE))
            .filter(users::Column::Id.gt(after))
            .order_by_asc(users::Column::Id)
            .limit(BATCH)
            .all(&house.db)
            .await?;
        let Some(last) = people.last() else { return Ok(()) };
        after = last.id;
        for user in people {
            if is_needed(house, &user).await? {
                tracing::warn!(person = user.id, "silent for two years, and alone in charge: someone has to take over");
                continue;
            }
            match erase_one(house, user).await {
                Ok(()) | Err(Failure::Missing | Failure::Refused(Refusal::LastManager)) => {}
                Err(failure) => return Err(failure),
            }
        }
        house.works.ring();
    }
}

async fn is_needed(house: &House, user: &users::Model) -> Result<bool, DbErr> {
    if user.is_admin && users::Entity::find().filter(users::Column::IsAdmin.eq(true)).count(&house.db).await? <= 1 {
        return Ok(true);
    }
    Ok(!alone_in_charge_of(&house.db, user.id, false).await?.is_empty())
}

async fn erase_one(house: &House, user: users::Model) -> Outcome<()> {
    let letter = Letter::to(&user, "erased").write(house)?;
    let txn = house.db.write().await?;
    // As they are now: who came back this minute stays.
    let still = users::Entity::find_by_id(user.id)
        .filter(users::Column::WarnedAt.is_not_null())
        .filter(same_silence(&user))
        .one(&txn)
        .await?;
    if still.is_some() && close(&txn, user.id, Posts::Keep, Last::Refused).await? {
        letter.post(&txn, None).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// Files of exports out of date, and those that no row knows. That there was one is
/// known a while longer: to whoever comes late for theirs it is said.
async fn exports_too_old(house: &House, now: DateTime<Utc>) -> Outcome<()> {
    use exports::Column as E;
    let old = exports::Entity::find()
        .filter(E::State.is_in(["ready", "failed"]))
        .filter(E::AskedAt.lt(now - REMEMBERED))
        .filter(Condition::any().add(E::ExpiresAt.is_null()).add(E::ExpiresAt.lt(now)))
        .all(&house.db)
        .await?;
    let txn = house.db.write().await?;
    exports::Entity::delete_many().filter(E::Id.is_in(old.iter().map(|one| one.id))).exec(&txn).await?;
    txn.commit().await?;
    // Of these, and of those whose week is over, no file is kept.
    let kept = Condition::any().add(E::ExpiresAt.is_null()).add(E::ExpiresAt.gte(now));
    let known: Vec<String> =
        exports::Entity::find().select_only().column(E::File).filter(kept).into_tuple().all(&house.db).await?;
    let Ok(files) = std::fs::read_dir(folder(house)) else { return Ok(()) };
    for file in files.flatten() {
        let path = file.path();
        let row = path.with_extension("zip");
        if !known.iter().any(|known| row.file_name().is_some_and(|name| name == known.as_str())) {
            export::forget_file(&path);
        }
    }
    Ok(())
}
