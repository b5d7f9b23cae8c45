//! A page of a conversation: the posts, who wrote them, what they quote, and the
//! gestures, in two queries. Pages are cut by post, so that a deep one costs what
//! the first costs.

use std::collections::BTreeSet;

use sea_orm::{
    ConnectionTrait, DbErr, FromQueryResult, QueryResult, Statement, TryGetable, Value, prelude::DateTimeWithTimeZone,
};

use super::Readable;
use crate::{
    database::Db,
    refusals::{Failure, Outcome},
};

/// Replies on a page.
pub const PAGE: i64 = 20;

/// Where a page begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    #[default]
    Start,
    After(i64),
    Before(i64),
    /// The page that holds this post.
    Near(i64),
}

/// A post as its page shows it.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// 1 for the opening post and the accepted answer, which come apart.
    pub apart: i32,
    pub id: i64,
    pub author_id: Option<i64>,
    pub body_html: String,
    pub quote_id: Option<i64>,
    pub edits_count: i32,
    pub edited_at: Option<DateTimeWithTimeZone>,
    pub gestures_count: i32,
    pub removed_at: Option<DateTimeWithTimeZone>,
    pub hidden_at: Option<DateTimeWithTimeZone>,
    pub hidden_reason: Option<String>,
    pub created_at: DateTimeWithTimeZone,
    pub author_handle: Option<String>,
    pub author_name: Option<String>,
    pub author_kind: Option<String>,
    pub author_claim: Option<String>,
    pub author_ambassador: Option<bool>,
    pub author_manages: Option<i64>,
    pub quoted_author: Option<String>,
    pub quoted_author_id: Option<i64>,
}

/// Read in the order of [`SPOKEN`]: a page has hundreds of these values, and looking
/// each up by its name would take longer than reading it.
impl FromQueryResult for Spoken {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let mut columns = Columns { row, next: 0 };
        Ok(Self {
            apart: columns.next()?,
            id: columns.next()?,
            author_id: columns.next()?,
            body_html: columns.next()?,
            quote_id: columns.next()?,
            edits_count: columns.next()?,
            edited_at: columns.next()?,
            gestures_count: columns.next()?,
            removed_at: columns.next()?,
            hidden_at: columns.next()?,
            hidden_reason: columns.next()?,
            created_at: columns.next()?,
            author_handle: columns.next()?,
            author_name: columns.next()?,
            author_kind: columns.next()?,
            author_claim: columns.next()?,
            author_ambassador: columns.next()?,
            author_manages: columns.next()?,
            quoted_author: columns.next()?,
            quoted_author_id: columns.next()?,
        })
    }
}

struct Columns<'a> {
    row: &'a QueryResult,
    next: usize,
}

impl Columns<'_> {
    fn next<T: TryGetable>(&mut self) -> Result<T, DbErr> {
        let value = self.row.try_get_by_index(self.next)?;
        self.next += 1;
        Ok(value)
    }
}

/// A gesture, and who made it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Made {
    pub post_id: i64,
    pub user_id: i64,
    pub kind: String,
    pub sentence: String,
    pub handle: String,
    pub name: String,
}

#[derive(Clone, Debug, Default)]
pub struct Conversation {
    /// The opening post, on the first page.
    pub opening: Option<Spoken>,
    pub solution: Option<Spoken>,
    pub replies: Vec<Spoken>,
    pub gestures: Vec<Made>,
    pub earlier: bool,
    pub later: bool,
}

/// The columns of [`Spoken`] after the first, in its order.
const SPOKEN: &str = "p.id, p.author_id, p.body_html, p.quote_id, p.edits_count, p.edited_at, \
    p.gestures_count, p.removed_at, p.hidden_at, p.hidden_reason, p.created_at, \
    u.handle AS author_handle, COALESCE(u.display_name, p.pseudonym) AS author_name, u.kind AS author_kind, u.claim AS author_claim, \
    u.is_ambassador AS author_ambassador, m.id AS author_manages, COALESCE(q_u.display_name, q.pseudonym) AS quoted_author, \
    q_u.id AS quoted_author_id \
    FROM posts p \
    LEFT JOIN users u ON u.id = p.author_id \
    LEFT JOIN memberships m ON m.user_id = p.author_id AND m.community_id = $1 AND m.role = 'manager' \
    LEFT JOIN posts q ON q.id = p.quote_id AND q.hidden_at IS NULL AND q.removed_at IS NULL \
    LEFT JOIN users q_u ON q_u.id = q.author_id ";

impl Conversation {
    /// Everyone named on the page: who wrote, who is quoted, who made a gesture.
    pub fn people(&self) -> BTreeSet<i64> {
        let posts = self.opening.iter().chain(&self.solution).chain(&self.replies);
        posts
            .flat_map(|post| [post.author_id, post.quoted_author_id])
            .flatten()
            .chain(self.gestures.iter().map(|made| made.user_id))
            .collect()
    }
}

impl Readable {
    /// # Errors
    /// [`Failure::Missing`] when the post asked for is not of this thread.
    pub async fn conversation(&self, db: &Db, from: From) -> Outcome<Conversation> {
        let opening = self.opening_post_id.unwrap_or_default();
        let solution = self.solution_post_id.unwrap_or_default();
        let from = match from {
            From::Near(post) => self.page_around(db, post).await?,
            from => from,
        };
        let (condition, bound) = match from {
            From::Start => ("p.id > $3", opening),
            From::After(id) => ("p.id > $3", id),
            From::Before(id) => ("p.id < $3", id),
            From::Near(id) => ("p.id >= $3", id),
        };
        let backwards = matches!(from, From::Before(_));
        let order = if backwards { "DESC" } else { "ASC" };
        // The opening post and the accepted answer come apart, in the same query.
        let sql = format!(
            "SELECT * FROM (SELECT 0 AS apart, {SPOKEN} WHERE p.thread_id = $2 AND p.id <> $4 AND {condition} \
             ORDER BY p.id {order} LIMIT {}) page \
             UNION ALL SELECT 1 AS apart, {SPOKEN} WHERE p.id IN ($4, $5) AND p.thread_id = $2",
            PAGE + 1
        );
        let values: [Value; 5] = [self.room.id.into(), self.id.into(), bound.into(), opening.into(), solution.into()];
        let rows: Vec<Spoken> = all(db, &sql, values).await?;
        let (apart, mut replies): (Vec<Spoken>, Vec<Spoken>) = rows.into_iter().partition(|row| row.apart == 1);
        replies.sort_by_key(|row| row.id);
        let more = replies.len() as i64 > PAGE;
        if more && backwards {
            replies.remove(0);
        } else {
            replies.truncate(usize::try_from(PAGE).unwrap_or_default());
        }
        let (earlier, later) = match from {
            From::Start => (false, more),
            From::Before(_) => (more, true),
            From::After(_) | From::Near(_) => (true, more),
        };
        let (opening, solution): (Vec<Spoken>, Vec<Spoken>) = apart.into_iter().partition(|row| row.id == opening);
        let shown = replies.iter().chain(&opening).chain(&solution).filter(|row| row.gestures_count > 0);
        let ids: Vec<i64> = shown.map(|row| row.id).collect();
        let gestures = if ids.is_empty() { vec![] } else { gestures(db, &ids).await? };
        Ok(Conversation {
            opening: opening.into_iter().next(),
            solution: solution.into_iter().next().filter(|_| !earlier),
            replies,
            gestures,
            earlier,
            later,
        })
    }

    /// One post, as its page shows it, with its gestures.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn one(&self, db: &Db, post: i64) -> Result<Option<(Spoken, Vec<Made>)>, DbErr> {
        let sql = format!("SELECT 0 AS apart, {SPOKEN} WHERE p.thread_id = $2 AND p.id = $3");
        let found: Vec<Spoken> = all(db, &sql, [self.room.id.into(), self.id.into(), post.into()]).await?;
        let Some(post) = found.into_iter().next() else { return Ok(None) };
        let gestures = if post.gestures_count > 0 { gestures(db, &[post.id]).await? } else { vec![] };
        Ok(Some((post, gestures)))
    }

    /// The first message of a day, or the first after it; `None` for no day at all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn first_on(&self, db: &Db, day: &str) -> Result<Option<i64>, DbErr> {
        let Some(midnight) = day.parse().ok().and_then(crate::words::midnight) else { return Ok(None) };
        #[derive(FromQueryResult)]
        struct Id {
            id: i64,
        }
        let sql = "SELECT id FROM posts WHERE thread_id = $1 AND created_at >= $2 ORDER BY created_at, id LIMIT 1";
        let first: Vec<Id> = all(db, sql, [self.id.into(), midnight.into()]).await?;
        Ok(first.first().map(|first| first.id).or(self.last_post_id))
    }

    /// The page that holds `post`, with a few before it for sense.
    async fn page_around(&self, db: &Db, post: i64) -> Outcome<From> {
        #[derive(FromQueryResult)]
        struct Id {
            id: i64,
        }
        let sql = "SELECT id FROM posts WHERE thread_id = $1 AND id <= $2 ORDER BY id DESC LIMIT 7";
        let before: Vec<Id> = all(db, sql, [self.id.into(), post.into()]).await?;
        if before.first().is_none_or(|first| first.id != post) {
            return Err(Failure::Missing);
        }
        match (before.get(5), before.get(6)) {
            (Some(start), Some(earlier)) if Some(earlier.id) != self.opening_post_id => Ok(From::Near(start.id)),
            _ => Ok(From::Start),
        }
    }
}

async fn gestures(db: &Db, posts: &[i64]) -> Result<Vec<Made>, DbErr> {
    let list = posts.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let sql = format!(
        "SELECT g.post_id, g.user_id, g.kind, g.sentence, u.handle, u.display_name AS name \
         FROM gestures g JOIN users u ON u.id = g.user_id WHERE g.post_id IN ({list}) ORDER BY g.id LIMIT 500"
    );
    all(db, &sql, []).await
}

async fn all<T: FromQueryResult>(db: &Db, sql: &str, values: impl IntoIterator<Item = Value>) -> Result<Vec<T>, DbErr> {
    T::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await
}
