//! The outbox. A letter is a row, written in the transaction of what it tells;
//! the courier sends it after (see `initializers/courier.rs`). Text first, HTML
//! second, in the reader's language.

use chrono::{DateTime, Utc};
use fluent_templates::fluent_bundle::FluentValue;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::Expr,
};
use serde::Serialize;

pub use super::_entities::letters::{ActiveModel, Column, Entity, Model};
use super::users;
use crate::clock;
use crate::{
    database::{Db, Write},
    house::House,
    refusals::{Failure, Outcome},
    words::Lang,
};

/// A letter to be written. Its sentences are `letter-{kind}-…` in `letters.ftl`.
#[derive(Clone, Debug)]
pub struct Letter {
    kind: &'static str,
    lang: Lang,
    email: String,
    name: String,
    args: Vec<(&'static str, String)>,
    link: Option<String>,
    items: Vec<Item>,
    thread: Option<i64>,
    about: Option<String>,
    unsubscribe: Option<String>,
}

/// One of the things a letter tells.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Item {
    name: String,
    note: String,
    words: String,
    href: String,
}

impl Item {
    /// Something to go and read.
    pub fn named(name: &str, note: String, href: String) -> Self {
        Self { name: neutral(name), note, href, ..Self::default() }
    }

    /// What a person wrote, made unable to become a link.
    pub fn words(words: &str) -> Self {
        Self { words: words.lines().map(neutral).collect::<Vec<_>>().join("\n"), ..Self::default() }
    }

    /// What stands for a name that may not be said.
    pub fn unnamed(mut self, instead: String) -> Self {
        if self.name.is_empty() {
            self.name = instead;
        }
        self
    }
}

/// A letter written, ready for the outbox.
#[derive(Clone, Debug)]
pub struct Written {
    kind: &'static str,
    lang: Lang,
    email: String,
    subject: String,
    text: String,
    html: String,
    thread: Option<i64>,
    about: Option<String>,
    unsubscribe: Option<String>,
}

#[derive(Debug, Serialize)]
struct Sheet {
    lang: &'static str,
    subject: String,
    greeting: String,
    paragraphs: Vec<String>,
    items: Vec<Item>,
    button: Option<Button>,
    after: Vec<String>,
    footer: String,
    /// Where such letters are stopped, and what that stops.
    stop: Option<Button>,
}

#[derive(Debug, Serialize)]
struct Button {
    href: String,
    label: String,
}

impl Letter {
    pub fn new(kind: &'static str, locale: &str, email: &str, name: &str) -> Self {
        Self {
            kind,
            lang: Lang::named(locale).unwrap_or(Lang::Fr),
            email: email.to_owned(),
            name: neutral(name),
            args: vec![],
            link: None,
            items: vec![],
            thread: None,
            about: None,
            unsubscribe: None,
        }
    }

    pub fn to(user: &users::Model, kind: &'static str) -> Self {
        Self::new(kind, &user.locale, &user.email, &user.display_name)
    }

    /// To another address than the account's: its new one, or its old one.
    pub fn at(mut self, email: &str) -> Self {
        self.email = email.to_owned();
        self
    }

    /// Something a person wrote, said in the letter: made unable to become a link.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.args.push((name, neutral(value)));
        self
    }

    /// A sentence of our own, said within another.
    pub fn with_ours(mut self, name: &'static str, sentence: String) -> Self {
        self.args.push((name, sentence));
        self
    }

    /// A sentence with what this letter knows.
    pub fn say(&self, key: &str) -> String {
        let args: Vec<_> = self.args.iter().map(|(name, value)| (*name, value.clone().into())).collect();
        self.lang.say_with(key, &args)
    }

    pub fn item(mut self, item: Item) -> Self {
        self.items.push(item);
        self
    }

    /// The thread it belongs to, for mail programs to put it there.
    pub fn of_thread(mut self, thread: i64) -> Self {
        self.thread = Some(thread);
        self
    }

    /// What it tells (`12:345 15:400`, thread and post), to look at again when it is sent.
    pub fn about(mut self, about: String) -> Self {
        self.about = Some(about);
        self
    }

    /// The token that stops such letters (see `models/unsubscribing`).
    pub fn unsubscribe(mut self, token: String) -> Self {
        self.unsubscribe = Some(token);
        self
    }

    pub fn link(mut self, href: String) -> Self {
        self.link = Some(href);
        self
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// # Errors
    /// When a template of ours is wrong.
    pub fn write(self, house: &House) -> Outcome<Written> {
        let kind = self.kind;
        let mut args: Vec<(&'static str, FluentValue<'static>)> =
            self.args.iter().map(|(name, value)| (*name, FluentValue::from(value.clone()))).collect();
        let site = house.settings.public_url.clone();
        args.push(("name", self.name.clone().into()));
        args.push(("email", self.email.clone().into()));
        args.push(("site", site.clone().into()));
        args.push(("link", self.link.clone().unwrap_or_default().into()));
        let say = |part: &str| {
            let key = format!("letter-{kind}-{part}");
            let sentence = self.lang.say_if(&key, &args)?;
            Some(sentence)
        };
        let sheet = Sheet {
            lang: self.lang.code(),
            subject: say("subject").unwrap_or_default().replace(['\r', '\n'], " "),
            greeting: self
                .lang
                .say_with(if self.name.is_empty() { "letter-greeting-nobody" } else { "letter-greeting" }, &args),
            paragraphs: ["p1", "p2", "p3"].into_iter().filter_map(say).collect(),
            button: self.link.clone().and_then(|href| Some(Button { href, label: say("button")? })),
            after: say("after").into_iter().collect(),
            items: self.items.clone(),
            stop: self.unsubscribe.as_ref().map(|token| Button {
                href: house.address(&format!("/unsubscribe/{token}")),
                label: say("stop").unwrap_or_else(|| self.lang.say("letter-stop")),
            }),
            footer: say("footer").unwrap_or_else(|| self.lang.say_with("letter-footer", &args)),
        };
        Ok(Written {
            kind,
            lang: self.lang,
            email: self.email.clone(),
            text: house.views.fragment(self.lang, "letters/letter.txt", &sheet)?,
            html: house.views.fragment(self.lang, "letters/letter.html", &sheet)?,
            subject: sheet.subject,
            thread: self.thread,
            about: self.about,
            unsubscribe: self.unsubscribe,
        })
    }
}

impl Written {
    /// Puts it in the outbox, in the transaction of what it tells.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn post(self, txn: &Write, user: Option<i64>) -> Result<(), DbErr> {
        txn.has_a_letter();
        Entity::insert(ActiveModel {
            user_id: Set(user),
            recipient: Set(self.email),
            kind: Set(self.kind.to_owned()),
            locale: Set(self.lang.code().to_owned()),
            subject: Set(self.subject),
            body_text: Set(self.text),
            body_html: Set(self.html),
            thread_id: Set(self.thread),
            about: Set(self.about),
            unsubscribe: Set(self.unsubscribe),
            state: Set("waiting".to_owned()),
            attempts: Set(0),
            next_try_at: Set(clock::now().into()),
            created_at: Set(clock::now().into()),
            ..Default::default()
        })
        .exec_without_returning(txn)
        .await
        .map(|_| ())
    }
}

/// How the outbox stands.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    pub waiting: i64,
    /// Given up on.
    pub dead: i64,
    /// When the oldest that waits was written.
    pub oldest: Option<DateTime<Utc>>,
}

/// # Errors
/// When the database cannot be read.
pub async fn outbox(db: &Db) -> Result<Outbox, DbErr> {
    let states: Vec<(String, i64, Option<DateTime<Utc>>)> = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "letters")
        .column_as(Column::CreatedAt.min(), "oldest")
        .filter(Column::State.is_in(["waiting", "dead"]))
        .group_by(Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let mut outbox = Outbox::default();
    for (state, letters, oldest) in states {
        if state == "waiting" {
            (outbox.waiting, outbox.oldest) = (letters, oldest);
        } else {
            outbox.dead = letters;
        }
    }
    Ok(outbox)
}

/// Letters on a page.
pub const PAGE: u64 = 30;

/// Those given up on, and those that failed at least once; latest first, and one
/// more than a page.
///
/// # Errors
/// When the database cannot be read.
pub async fn undelivered(db: &Db, before: Option<i64>) -> Result<Vec<Model>, DbErr> {
    let mut query = Entity::find()
        .filter(Column::State.is_in(["dead", "waiting"]))
        .filter(Column::LastError.is_not_null())
        .order_by_desc(Column::Id)
        .limit(PAGE + 1);
    if let Some(before) = before {
        query = query.filter(Column::Id.lt(before));
    }
    query.all(db).await
}

/// Puts one that failed back in the outbox, as if it had just been written.
///
/// # Errors
/// [`Failure::Missing`] when it did not fail.
pub async fn try_again(db: &Db, id: i64) -> Outcome<()> {
    let txn = db.write().await?;
    let put_back = Entity::update_many()
        .col_expr(Column::State, Expr::value("waiting"))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::NextTryAt, Expr::value(clock::now()))
        .filter(Column::Id.eq(id))
        .filter(Column::State.is_in(["dead", "waiting"]))
        .filter(Column::LastError.is_not_null())
        .exec(&txn)
        .await?;
    if put_back.rows_affected == 0 {
        return Err(Failure::Missing);
    }
    txn.commit().await?;
    Ok(())
}

/// The last letter to someone who left keeps nothing of them once it is sent.
pub fn forgetting(update: UpdateMany<Entity>, letter: &Model) -> UpdateMany<Entity> {
    if letter.kind != "erased" {
        return update;
    }
    [Column::Recipient, Column::Subject, Column::BodyText, Column::BodyHtml]
        .into_iter()
        .fold(update, |update, column| update.col_expr(column, Expr::value("")))
}

/// Mail programs make links of what looks like one, even in a name
/// (CVE-2026-30913): a joiner that nobody sees keeps `nasty.example` a word, and
/// the marks of Markdown links go.
pub(crate) fn neutral(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '[' | ']' | '<' | '>'))
        .flat_map(|c| {
            let joiner = matches!(c, '.' | '@' | ':' | '/').then_some('\u{2060}');
            [Some(c), joiner].into_iter().flatten()
        })
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
