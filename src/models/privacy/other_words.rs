//! What others wrote of someone who leaves: the mentions, the address of their
//! page, their e-mail address. And letters to others that carry their words.
//! Looked for in every text the house keeps, window by window, on a reader: only
//! what is found is written.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
    QueryResult, Statement, Value, sea_query::Expr,
};

use super::erasure::Leaving;
use crate::{
    freshness::Tag,
    models::{
        _entities::{letters, mentions, posts, threads},
        activities::About,
        letters::neutral,
        pictures,
        posts::mentioning,
        slugs,
    },
    refusals::Outcome,
    text,
};

/// Rows looked at in one query.
const WINDOW: i64 = 20_000;

/// Every text that people write and that may name someone else. A test walks the
/// schema after an erasure, and finds what is missing here.
const TEXTS: [(&str, &[&str]); 27] = [
    ("organisations", &["name", "about", "about_html"]),
    ("offers", &["title", "claims", "text_html", "justification"]),
    ("offer_versions", &["claims", "justification"]),
    ("revisions", &["before", "after", "reason"]),
    ("gestures", &["sentence"]),
    ("drafts", &["title", "body", "reason", "tags"]),
    ("bookmarks", &["note"]),
    ("aid_requests", &["title", "body", "thanks"]),
    ("aid_messages", &["body"]),
    ("contacts", &["message", "reason", "organisation"]),
    ("contact_messages", &["body", "body_html"]),
    ("introductions", &["message"]),
    ("applications", &["message", "words"]),
    ("accompaniments", &["message"]),
    ("calls", &["about", "page"]),
    ("pictures", &["alt"]),
    ("communities", &["name", "description", "rules", "rules_html"]),
    ("entrances", &["reason"]),
    ("suspensions", &["reason"]),
    ("activities", &["detail"]),
    ("users", &["about", "organisation_name"]),
    ("letters", &["last_error"]),
    (
        "profiles",
        &[
            "headline",
            "project",
            "offers",
            "seeks",
            "trades",
            "places",
            "steps",
            "languages",
            "licences",
            "links",
            "full_name",
            "contact",
        ],
    ),
    ("profile_skills", &["label", "context", "action", "result"]),
    ("attestations", &["words", "by_name"]),
    ("profile_entries", &["body"]),
    ("entry_gestures", &["sentence"]),
];

pub(super) async fn erase(leaving: &mut Leaving<'_>) -> Outcome<()> {
    if leaving.names.is_empty() {
        return Ok(());
    }
    mentioned(leaving).await?;
    for row in found(leaving, "posts", &["body", "hidden_reason"]).await? {
        post(leaving, row.id).await?;
    }
    for row in found(leaving, "threads", &["title", "sense"]).await? {
        thread(leaving, row.id).await?;
    }
    for (table, columns) in TEXTS {
        for row in found(leaving, table, columns).await? {
            plain(leaving, table, columns, row).await?;
        }
    }
    letters_about(leaving).await
}

struct Row {
    id: i64,
    texts: Vec<Option<String>>,
}

/// The rows of a table in which one of these columns names them.
async fn found(leaving: &Leaving<'_>, table: &str, columns: &[&str]) -> Result<Vec<Row>, DbErr> {
    let db = &leaving.house.db;
    let patterns = leaving.names.patterns();
    let mut conditions = vec![];
    for column in columns {
        for number in 0..patterns.len() {
            conditions.push(format!("LOWER(\"{column}\") LIKE ${} ESCAPE '\\'", number + 3));
        }
    }
    let named: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let sql = format!(
        "SELECT id, {} FROM {table} WHERE id > $1 AND id <= $2 AND ({})",
        named.join(", "),
        conditions.join(" OR ")
    );
    let most = Statement::from_string(db.get_database_backend(), format!("SELECT MAX(id) FROM {table}"));
    let most: Option<i64> = db.query_one_raw(most).await?.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    let (mut from, mut rows) = (0, vec![]);
    while from < most.unwrap_or_default() {
        let values = [Value::from(from), Value::from(from + WINDOW)].into_iter();
        let values = values.chain(patterns.iter().map(|pattern| Value::from(pattern.clone())));
        let statement = Statement::from_sql_and_values(db.get_database_backend(), &sql, values);
        for row in db.query_all_raw(statement).await? {
            rows.push(read(&row, columns.len())?);
        }
        from += WINDOW;
    }
    Ok(rows)
}

fn read(row: &QueryResult, columns: usize) -> Result<Row, DbErr> {
    let texts = (1..=columns).map(|at| row.try_get_by_index(at)).collect::<Result<_, DbErr>>()?;
    Ok(Row { id: row.try_get_by_index(0)?, texts })
}

/// Posts rendered from now on no longer link them.
async fn mentioned(leaving: &mut Leaving<'_>) -> Outcome<()> {
    use sea_orm::{QueryOrder, QuerySelect};
    loop {
        let rows = mentions::Entity::find()
            .filter(mentions::Column::UserId.eq(leaving.person))
            .order_by_asc(mentions::Column::Id)
            .limit(super::erasure::BATCH)
            .all(&leaving.house.db)
            .await?;
        if rows.is_empty() {
            return Ok(());
        }
        for row in &rows {
            post(leaving, row.post_id).await?;
        }
        let txn = leaving.batch().await?;
        mentions::Entity::delete_many()
            .filter(mentions::Column::Id.is_in(rows.iter().map(|row| row.id)))
            .exec(&txn)
            .await?;
        leaving.done(txn).await?;
    }
}

/// A post of someone else's, rendered anew without them.
async fn post(leaving: &mut Leaving<'_>, id: i64) -> Outcome<()> {
    let db = &leaving.house.db;
    let Some(post) = posts::Entity::find_by_id(id).one(db).await? else { return Ok(()) };
    let reason = post.hidden_reason.as_deref().and_then(|reason| leaving.names.leave(reason));
    let Some(body) = leaving.names.leave(&post.body).or_else(|| reason.as_ref().map(|_| post.body.clone())) else {
        return Ok(());
    };
    let mut others = mentioning::of(db, id).await?;
    others.remove(&leaving.names.handle);
    let shown = pictures::using::of_post(db, id).await?;
    let rendered = text::illustrated(&body, others, shown).await;
    let (read, thread, before) = (post.edits_count, post.thread_id, post.body.clone());
    let txn = leaving.batch().await?;
    txn.also_forget(Tag::Thread(thread));
    // Edited meanwhile: what the author sent now is looked at with the rest, next time round.
    let mut update = posts::Entity::update_many()
        .col_expr(posts::Column::Body, Expr::value(body))
        .col_expr(posts::Column::BodyHtml, Expr::value(rendered.html))
        .col_expr(posts::Column::Renderer, Expr::value(text::RENDERER))
        .filter(posts::Column::Id.eq(id))
        .filter(posts::Column::EditsCount.eq(read))
        .filter(posts::Column::Body.eq(before));
    if let Some(reason) = reason {
        update = update.col_expr(posts::Column::HiddenReason, Expr::value(Some(reason)));
    }
    if update.exec(&txn).await?.rows_affected == 1 {
        threads::Entity::update_many()
            .col_expr(threads::Column::Sense, Expr::value(rendered.sense))
            .filter(threads::Column::Id.eq(thread))
            .filter(threads::Column::OpeningPostId.eq(id))
            .filter(threads::Column::Sense.ne(""))
            .exec(&txn)
            .await?;
    }
    leaving.done_about(txn, About { thread: Some(thread), ..About::default() }).await
}

async fn thread(leaving: &mut Leaving<'_>, id: i64) -> Outcome<()> {
    let Some(thread) = threads::Entity::find_by_id(id).one(&leaving.house.db).await? else { return Ok(()) };
    let title = leaving.names.leave(&thread.title);
    let sense = leaving.names.leave(&thread.sense);
    let txn = leaving.batch().await?;
    txn.also_forget(Tag::Thread(id));
    let withdrawn = thread.is_withdrawn();
    let mut thread = thread.into_active_model();
    if let Some(title) = title {
        if !withdrawn {
            thread.slug = Set(slugs::slug(&title));
        }
        thread.title = Set(title);
    }
    if let Some(sense) = sense {
        thread.sense = Set(sense);
    }
    if thread.is_changed() {
        thread.update(&txn).await?;
    }
    leaving.done_about(txn, About { thread: Some(id), ..About::default() }).await
}

/// A text that nothing is made from.
async fn plain(leaving: &mut Leaving<'_>, table: &str, columns: &[&str], row: Row) -> Outcome<()> {
    for (column, text) in columns.iter().zip(&row.texts) {
        let Some(left) = text.as_deref().and_then(|text| leaving.names.leave(text)) else { continue };
        let sql = format!("UPDATE {table} SET \"{column}\" = $1 WHERE id = $2 AND \"{column}\" = $3");
        let values = [left.into(), row.id.into(), text.clone().into()];
        let txn = leaving.batch().await?;
        txn.execute_raw(Statement::from_sql_and_values(txn.get_database_backend(), sql, values)).await?;
        leaving.done(txn).await?;
    }
    Ok(())
}

/// Letters to others that say their name. One already sent keeps its trace and loses
/// its text; a notification that waits is not sent: what it tells of is erased.
async fn letters_about(leaving: &mut Leaving<'_>) -> Outcome<()> {
    let names = &leaving.names;
    let db = &leaving.house.db;
    let mut sought: Vec<String> = vec![];
    let called = names.handles().flat_map(|handle| [format!("@{handle}"), format!("/people/{handle}")]);
    for name in called.chain([names.email.clone()]) {
        sought.extend([neutral(&name), name]);
    }
    if names.name.chars().count() >= 3 {
        sought.extend([neutral(&names.name), names.name.clone()]);
    }
    let most = Statement::from_string(db.get_database_backend(), "SELECT MAX(id) FROM letters");
    let most: Option<i64> = db.query_one_raw(most).await?.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    let (mut from, mut about) = (0, vec![]);
    while from < most.unwrap_or_default() {
        // Read window by window and looked at here: their text holds joiners that no `LIKE` sees.
        let rows = letters::Entity::find()
            .filter(letters::Column::Id.gt(from))
            .filter(letters::Column::Id.lte(from + 500))
            .filter(letters::Column::Kind.ne("erased"))
            .all(db)
            .await?;
        let says = |letter: &letters::Model| {
            let text = [&letter.subject, &letter.body_text].map(|text| text.to_lowercase());
            sought.iter().any(|name| text.iter().any(|text| text.contains(&name.to_lowercase())))
        };
        about.extend(rows.into_iter().filter(says).map(|letter| letter.id));
        from += 500;
    }
    for ids in about.chunks(500) {
        let ids = || ids.iter().copied();
        let txn = leaving.batch().await?;
        letters::Entity::delete_many()
            .filter(letters::Column::Id.is_in(ids()))
            .filter(letters::Column::State.eq("waiting"))
            .filter(letters::Column::Unsubscribe.is_not_null())
            .exec(&txn)
            .await?;
        letters::Entity::update_many()
            .col_expr(letters::Column::Subject, Expr::value(""))
            .col_expr(letters::Column::BodyText, Expr::value(""))
            .col_expr(letters::Column::BodyHtml, Expr::value(""))
            .filter(letters::Column::Id.is_in(ids()))
            .filter(letters::Column::State.ne("waiting"))
            .exec(&txn)
            .await?;
        leaving.done(txn).await?;
    }
    Ok(())
}
