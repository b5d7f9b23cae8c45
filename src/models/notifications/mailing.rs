//! From lines that are due to letters. Asked again at this moment: who may still
//! read, what is still shown, whom they no longer wish to hear. What people wrote
//! travels by mail only from rooms that anyone signed in may read; of the others
//! a letter says that there is something, and nothing more.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::DateTimeWithTimeZone,
    sea_query::{Condition, Expr, ExprTrait},
};

use super::{Column, Entity, Model};
use crate::{
    access::{Audience, Viewer},
    database::Write,
    house::House,
    models::{
        _entities::follows,
        aid_requests,
        alerts::telling,
        communities,
        letters::{Item, Letter},
        offers::importing::telling as sources,
        posts,
        threads::{self, Readable},
        unsubscribing::{self, Scope},
        users,
    },
    refusals::{Failure, Outcome},
    text,
};

/// Lines looked at together.
const BATCH: u64 = 200;
/// Characters of a message in a letter.
const WORDS: usize = 1_500;

/// Writes the letters that are due by `now`; returns how many lines were looked at.
///
/// # Errors
/// When the database refuses.
pub async fn send_due(house: &House, now: DateTime<Utc>) -> Outcome<usize> {
    let due =
        Entity::find().filter(Column::MailAt.lte(now)).order_by_asc(Column::MailAt).limit(BATCH).all(&house.db).await?;
    let looked_at = due.len();
    let spoken = Spoken::of(house, &due).await?;
    // What two people say to each other in private has a letter of its own.
    let mut by_person: BTreeMap<(i64, Talk), Vec<Model>> = BTreeMap::new();
    for line in due {
        by_person.entry((line.user_id, Talk::of(&line))).or_default().push(line);
    }
    for ((person, talk), lines) in by_person {
        write(house, person, talk, lines, &spoken).await?;
    }
    Ok(looked_at)
}

/// Where it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Talk {
    Threads,
    Aid,
    Contacts,
    Applications,
    Adviser,
    /// Each has a letter of its own.
    Alert(i64),
    /// So has each address that is given up.
    Source(i64),
    /// Of offers, what became known.
    Truth,
}

impl Talk {
    fn of(line: &Model) -> Self {
        match (line.thread_id, line.aid_request_id) {
            _ if line.reason.starts_with(super::OF_ADVISER) => Self::Adviser,
            _ if line.application_id.is_some() => Self::Applications,
            _ if line.offer_id.is_some() => Self::Truth,
            (Some(_), _) => Self::Threads,
            (None, Some(_)) => Self::Aid,
            (None, None) => match (line.alert_id, line.source_id) {
                (Some(alert), _) => Self::Alert(alert),
                (None, Some(source)) => Self::Source(source),
                (None, None) => Self::Contacts,
            },
        }
    }
}

/// The threads and posts that lines speak of, read once.
struct Spoken {
    threads: HashMap<i64, Readable>,
    posts: HashMap<i64, posts::Model>,
}

impl Spoken {
    async fn of(house: &House, lines: &[Model]) -> Result<Self, DbErr> {
        let threads = threads::Entity::find()
            .filter(threads::Column::Id.is_in(lines.iter().filter_map(|line| line.thread_id)))
            .find_also_related(communities::Entity)
            .all(&house.db)
            .await?
            .into_iter()
            .filter_map(|(thread, room)| Some((thread.id, Readable { thread, room: room? })))
            .collect();
        let posts = posts::Entity::find()
            .filter(posts::Column::Id.is_in(lines.iter().filter_map(|line| line.last_post_id)))
            .all(&house.db)
            .await?
            .into_iter()
            .map(|post| (post.id, post))
            .collect();
        Ok(Self { threads, posts })
    }

    /// What a line speaks of, while this person may read it and wishes to hear: its
    /// thread, and the last message of it that is still shown to them. A reminder
    /// was asked for by themselves, and is about the thread.
    async fn for_reader(
        &self,
        house: &House,
        line: &Model,
        reader: &Viewer,
    ) -> Result<Option<(&Readable, posts::Model)>, DbErr> {
        let Some(thread) = line.thread_id.and_then(|thread| self.threads.get(&thread)) else { return Ok(None) };
        if line.read_at.is_some() || !reader.may_read(&thread.room) || thread.is_withdrawn() {
            return Ok(None);
        }
        if line.reason != REMINDER && is_muted(house, line.user_id, thread).await? {
            return Ok(None);
        }
        let last = line.last_post_id.and_then(|post| self.posts.get(&post));
        if let Some(post) = last.filter(|post| is_heard(post, reader)) {
            return Ok(Some((thread, post.clone())));
        }
        // The last one was taken back: those before it are still to be told.
        let silenced = reader.person().map(|me| me.silenced.clone()).unwrap_or_default();
        let mut others = posts::Entity::find()
            .filter(posts::Column::ThreadId.eq(thread.id))
            .filter(posts::Column::RemovedAt.is_null())
            .filter(posts::Column::HiddenAt.is_null())
            .filter(posts::Column::AuthorId.is_null().or(posts::Column::AuthorId.is_not_in(silenced)))
            .order_by_desc(posts::Column::Id);
        if line.reason != REMINDER {
            let (Some(first), Some(last)) = (line.first_post_id, line.last_post_id) else { return Ok(None) };
            others = others
                .filter(posts::Column::Id.between(first, last))
                .filter(posts::Column::AuthorId.is_null().or(posts::Column::AuthorId.ne(line.user_id)));
        }
        Ok(others.one(&house.db).await?.map(|post| (thread, post)))
    }
}

/// Why one is told of a thread one kept.
const REMINDER: &str = "reminder";

/// Whether a message is shown, and is not by someone its reader muted or blocked.
fn is_heard(post: &posts::Model, reader: &Viewer) -> bool {
    let silenced = |author: i64| reader.person().is_some_and(|me| me.silenced.contains(&author));
    post.is_shown() && !post.author_id.is_some_and(silenced)
}

/// Whether they muted the thread, or its room without following the thread.
async fn is_muted(house: &House, user: i64, thread: &Readable) -> Result<bool, DbErr> {
    let levels = follows::Entity::find()
        .filter(follows::Column::UserId.eq(user))
        .filter(
            Condition::any()
                .add(follows::Column::ThreadId.eq(thread.id))
                .add(follows::Column::CommunityId.eq(thread.room.id)),
        )
        .all(&house.db)
        .await?;
    let of_thread = levels.iter().find(|follow| follow.thread_id.is_some());
    let of_room = levels.iter().find(|follow| follow.community_id.is_some());
    Ok(of_thread.or(of_room).is_some_and(|follow| follow.level == "muted"))
}

async fn write(house: &House, person: i64, talk: Talk, lines: Vec<Model>, spoken: &Spoken) -> Outcome<()> {
    let letter = match users::Model::by_id(&house.db, person).await {
        Ok(user) => match talk {
            Talk::Threads => letter(house, &user, &lines, spoken).await?,
            Talk::Aid => letter_of_aid(house, &user, &lines).await?,
            Talk::Contacts => letter_of_two(house, &user, &lines, ("contact", "/me/contacts")),
            Talk::Applications => letter_of_two(house, &user, &lines, ("application", "/notifications")),
            Talk::Truth => letter_of_two(house, &user, &lines, ("truth", "/notifications")),
            Talk::Adviser => letter_of_two(house, &user, &lines, ("adviser", "/notifications")),
            Talk::Alert(alert) => telling::letter(house, &user, alert).await?,
            Talk::Source(_) => match lines.first() {
                Some(line) => sources::letter(house, &user, line).await?,
                None => None,
            },
        },
        Err(Failure::Missing) => None,
        Err(failure) => return Err(failure),
    };
    let letter = letter.map(|letter| letter.write(house)).transpose()?;
    let ids: Vec<i64> = lines.iter().map(|line| line.id).collect();
    let txn = house.db.write().await?;
    let taken = Entity::update_many()
        .col_expr(Column::MailAt, Expr::value(None::<DateTimeWithTimeZone>))
        .filter(Column::Id.is_in(ids))
        .filter(Column::MailAt.is_not_null())
        .exec(&txn)
        .await?;
    // Read meanwhile, or written about by another process: looked at again next time.
    if taken.rows_affected != lines.len() as u64 {
        return Ok(());
    }
    if let Some(letter) = letter {
        letter.post(&txn, Some(person)).await?;
    }
    if let Talk::Alert(alert) = talk {
        telling::told(&txn, alert).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// One letter for everything that is due to this person, or none.
async fn letter(house: &House, user: &users::Model, lines: &[Model], spoken: &Spoken) -> Outcome<Option<Letter>> {
    let reader = Viewer::Member(std::sync::Arc::new(user.at_the_door(&house.db).await?));
    let mut told = vec![];
    for line in lines {
        told.extend(spoken.for_reader(house, line, &reader).await?.map(|found| (line, found)));
    }
    let letter = match told.as_slice() {
        [] => return Ok(None),
        [(line, (thread, post))] => one(house, user, line, thread, post).await?,
        several => {
            let followed = several.iter().all(|(line, _)| line.reason == "followed");
            let scope = if followed { Scope::Followed } else { Scope::All };
            let mut letter = Letter::to(user, "digest")
                .with("count", &several.len().to_string())
                .link(house.address("/notifications"))
                .unsubscribe(unsubscribing::token(house, user.id, scope));
            for (line, (thread, _)) in several {
                let item = item(house, &letter, line, thread);
                letter = letter.item(item);
            }
            letter
        }
    };
    let about = told.iter().map(|(_, (thread, post))| format!("{}:{}", thread.id, post.id));
    Ok(Some(letter.about(about.collect::<Vec<_>>().join(" "))))
}

/// That something awaits, and where: neither its words nor anyone's name leave by mail.
async fn letter_of_aid(house: &House, user: &users::Model, lines: &[Model]) -> Outcome<Option<Letter>> {
    let reader = Viewer::Member(std::sync::Arc::new(user.at_the_door(&house.db).await?));
    let mut waiting = vec![];
    for line in lines.iter().filter(|line| line.read_at.is_none()) {
        let Some(entry) = line.aid_request_id else { continue };
        match aid_requests::Model::readable_by(&house.db, &reader, entry).await {
            Ok(entry) => waiting.push(entry),
            Err(Failure::Missing) => {}
            Err(failure) => return Err(failure),
        }
    }
    let way = match waiting.as_slice() {
        [] => return Ok(None),
        [entry] => format!("/aid/{}", entry.id),
        _ => "/me/aid".to_owned(),
    };
    let letter = Letter::to(user, "aid").link(house.address(&way));
    Ok(Some(letter.unsubscribe(unsubscribing::token(house, user.id, Scope::All))))
}

/// The same of what is between two: the line goes with what is no longer theirs to read.
fn letter_of_two(
    house: &House,
    user: &users::Model,
    lines: &[Model],
    (kind, all): (&'static str, &str),
) -> Option<Letter> {
    let waiting: Vec<&Model> = lines.iter().filter(|line| line.read_at.is_none()).collect();
    let way = match waiting.as_slice() {
        [] => return None,
        [line] => super::at(&line.subject),
        _ => all.to_owned(),
    };
    let letter = Letter::to(user, kind).link(house.address(&way));
    Some(letter.unsubscribe(unsubscribing::token(house, user.id, Scope::All)))
}

async fn one(
    house: &House,
    user: &users::Model,
    line: &Model,
    thread: &Readable,
    post: &posts::Model,
) -> Outcome<Letter> {
    let private = !travels(thread.room.audience());
    let author = users::named(&house.db, post.author_id).await?.unwrap_or_default();
    let letter = Letter::to(user, if private { "told-private" } else { "told" })
        .of_thread(thread.id)
        .link(house.address(&format!("/posts/{}", line.first_post_id.unwrap_or(post.id))))
        .unsubscribe(unsubscribing::token(house, user.id, Scope::Thread(thread.id)));
    if private {
        return Ok(letter);
    }
    let letter = letter.with("title", &thread.title).with("room", &thread.room.name).with("author", &author);
    let why = letter.say(&format!("letter-told-why-{}", line.reason));
    Ok(letter.with_ours("why", why).item(Item::words(&cut(&text::plain_text(&post.body)))))
}

/// A thread as a grouped letter names it.
fn item(house: &House, letter: &Letter, line: &Model, thread: &Readable) -> Item {
    let lang = letter.lang();
    let count = lang.say_with("letter-digest-count", &[("count", i64::from(line.count).into())]);
    let path = line.first_post_id.map_or_else(|| thread.path(), |post| format!("/posts/{post}"));
    let name = if travels(thread.room.audience()) { thread.title.as_str() } else { "" };
    Item::named(name, count, house.address(&path)).unnamed(lang.say("letter-digest-private"))
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(WORDS) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

/// Whether what is said in such a room may be said in a mail.
fn travels(audience: Audience) -> bool {
    matches!(audience, Audience::Public | Audience::Members)
}

/// Whether a letter written a while ago may still be sent to this person: each
/// thread it speaks of is theirs to read, each post still shown.
///
/// # Errors
/// When the database cannot be read.
pub async fn may_still_be_sent(house: &House, user: i64, about: &str) -> Outcome<bool> {
    let user = match users::Model::by_id(&house.db, user).await {
        Ok(user) => user,
        Err(Failure::Missing) => return Ok(false),
        Err(failure) => return Err(failure),
    };
    let reader = Viewer::Member(std::sync::Arc::new(user.at_the_door(&house.db).await?));
    for (_, post) in about.split(' ').filter_map(|pair| pair.split_once(':')) {
        let Ok(post) = post.parse() else { return Ok(false) };
        let found = match posts::Model::readable_by(&house.db, &reader, post).await {
            Ok(found) => found,
            Err(Failure::Missing) => return Ok(false),
            Err(failure) => return Err(failure),
        };
        if found.thread.is_withdrawn() || !is_heard(&found, &reader) {
            return Ok(false);
        }
        if is_muted(house, user.id, &found.thread).await? && !is_reminded(house, user.id, found.thread.id).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn is_reminded(house: &House, user: i64, thread: i64) -> Result<bool, DbErr> {
    let lines = Entity::find().filter(Column::UserId.eq(user)).filter(Column::ThreadId.eq(thread));
    Ok(lines.filter(Column::Reason.eq(REMINDER)).one(&house.db).await?.is_some())
}

/// A letter that spoke of these is not sent: what of it is still unread and still
/// theirs to hear is due again, in another.
///
/// # Errors
/// When the database refuses.
pub async fn due_again(txn: &Write, user: i64, about: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    let threads = about.split(' ').filter_map(|pair| pair.split_once(':')?.0.parse::<i64>().ok());
    Entity::update_many()
        .col_expr(Column::MailAt, Expr::value(Some(now)))
        .filter(Column::UserId.eq(user))
        .filter(Column::ThreadId.is_in(threads))
        .filter(Column::ReadAt.is_null())
        .filter(Column::MailAt.is_null())
        .exec(txn)
        .await
        .map(|_| ())
}
