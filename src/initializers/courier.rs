//! Carries letters from the outbox to the mail server. A letter leaves the outbox
//! only when the server took it; one that fails is tried again, later and later;
//! after two days of refusals it is given up on, and stays to be seen.

use std::time::Duration;

use chrono::{DateTime, Duration as Span, Utc};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
    transport::smtp::authentication::Credentials,
};
use sea_orm::{
    ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    clock,
    house::House,
    models::{
        letters::{self, Column, Entity, Model},
        notifications,
    },
    settings::Mail,
};

/// Attempts before a letter is given up on: with the delays below, two days.
const ATTEMPTS: i32 = 16;
const BATCH: u64 = 20;
/// While a letter is being sent nobody else tries: another process would wait
/// this long after a crash in the middle.
const IN_HAND: Span = Span::minutes(5);

/// A header of one line, said as it is.
macro_rules! plain_header {
    ($type:ident, $name:literal) => {
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
            }
        }
    };
}

plain_header!(ListId, "List-Id");
plain_header!(ListUnsubscribe, "List-Unsubscribe");
plain_header!(ListUnsubscribePost, "List-Unsubscribe-Post");
plain_header!(AutoSubmitted, "Auto-Submitted");

pub type Smtp = AsyncSmtpTransport<Tokio1Executor>;

/// Sets the courier to work, when there is a mail server to carry to.
pub fn start(house: House) {
    if house.settings.mail.host.is_empty() {
        tracing::info!("no mail server is configured: letters stay in the outbox");
        return;
    }
    tokio::spawn(async move {
        let smtp = match transport(&house.settings.mail) {
            Ok(smtp) => smtp,
            Err(error) => return tracing::error!(%error, "the mail server's settings cannot be used"),
        };
        let mut at_work = house.closing().at_work();
        while !at_work.is_closing() {
            let rung = house.db.letterbox.notified();
            let pause = Duration::from_secs(5);
            match carry(&house, &smtp, clock::now()).await {
                Ok(0) => {
                    tokio::select! {
                        _ = tokio::time::timeout(pause, rung) => {}
                        () = at_work.closing() => {}
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "the courier will try again");
                    tokio::select! {
                        () = tokio::time::sleep(pause) => {}
                        () = at_work.closing() => {}
                    }
                }
            }
        }
    });
}

/// The way to the mail server these settings name.
///
/// # Errors
/// When its name or its certificate store cannot be used.
pub fn transport(mail: &Mail) -> Result<Smtp, lettre::transport::smtp::Error> {
    let builder = match mail.tls.as_str() {
        "implicit" => Smtp::relay(&mail.host)?,
        "starttls" => Smtp::starttls_relay(&mail.host)?,
        _ => Smtp::builder_dangerous(&mail.host),
    };
    let builder = if mail.port == 0 { builder } else { builder.port(mail.port) };
    let builder = if mail.user.is_empty() {
        builder
    } else {
        builder.credentials(Credentials::new(mail.user.clone(), mail.password.clone()))
    };
    Ok(builder.timeout(Some(Duration::from_secs(mail.patience))).build())
}

/// Sends what is due by `now`; returns how many were tried.
///
/// # Errors
/// When the outbox cannot be read or written.
pub async fn carry(house: &House, smtp: &Smtp, now: DateTime<Utc>) -> Result<usize, DbErr> {
    let due = Entity::find()
        .filter(Column::State.eq("waiting"))
        .filter(Column::NextTryAt.lte(now))
        .order_by_asc(Column::NextTryAt)
        .limit(BATCH)
        .all(&house.db)
        .await?;
    let mut tried = 0;
    for letter in due {
        if house.closing().has_begun() {
            break;
        }
        if !take(house, &letter, now).await? {
            continue;
        }
        tried += 1;
        if !may_still_be_sent(house, &letter, now).await? {
            continue;
        }
        let outcome = match message(&house.settings.mail, &house.settings.public_url, &letter) {
            Ok(message) => hand_over(smtp, message, house.settings.mail.patience).await,
            Err(error) => Err(error),
        };
        settle(house, &letter, outcome, now).await?;
    }
    Ok(tried)
}

/// A server that takes the call and says nothing is not waited for: the
/// transport's own time-out ends with the connection.
async fn hand_over(smtp: &Smtp, message: Message, patience: u64) -> Result<(), String> {
    match tokio::time::timeout(Duration::from_secs(patience), smtp.send(message)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("the mail server said nothing for {patience} s")),
    }
}

/// Takes a letter in hand; false when another process did.
async fn take(house: &House, letter: &Model, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let txn = house.db.write().await?;
    let taken = Entity::update_many()
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .col_expr(Column::NextTryAt, Expr::value(now + IN_HAND))
        .filter(Column::Id.eq(letter.id))
        .filter(Column::State.eq("waiting"))
        .filter(Column::Attempts.eq(letter.attempts))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(taken.rows_affected == 1)
}

/// Writes down what became of a letter.
///
/// # Errors
/// When the database refuses.
pub async fn settle(
    house: &House,
    letter: &Model,
    outcome: Result<(), String>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let attempts = letter.attempts + 1;
    let update = Entity::update_many().filter(Column::Id.eq(letter.id));
    let update = match outcome {
        Ok(()) => {
            let update =
                update.col_expr(Column::State, Expr::value("sent")).col_expr(Column::SentAt, Expr::value(Some(now)));
            letters::forgetting(update, letter)
        }
        Err(error) => {
            tracing::warn!(letter = letter.id, attempts, error, "a letter was not taken by the mail server");
            let state = if attempts >= ATTEMPTS { "dead" } else { "waiting" };
            update
                .col_expr(Column::State, Expr::value(state))
                .col_expr(Column::LastError, Expr::value(Some(error)))
                .col_expr(Column::NextTryAt, Expr::value(now + delay(attempts)))
        }
    };
    let txn = house.db.write().await?;
    update.exec(&txn).await?;
    txn.commit().await
}

/// Whether its reader may still read what it tells. One that is not sent is kept
/// without a word of it; what remains to be told is told by another.
async fn may_still_be_sent(house: &House, letter: &Model, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let (Some(user), Some(about)) = (letter.user_id, &letter.about) else { return Ok(true) };
    let may = notifications::mailing::may_still_be_sent(house, user, about)
        .await
        .map_err(|failure| DbErr::Custom(failure.to_string()))?;
    if may {
        return Ok(true);
    }
    let txn = house.db.write().await?;
    Entity::update_many()
        .col_expr(Column::State, Expr::value("withdrawn"))
        .col_expr(Column::Subject, Expr::value(""))
        .col_expr(Column::BodyText, Expr::value(""))
        .col_expr(Column::BodyHtml, Expr::value(""))
        .filter(Column::Id.eq(letter.id))
        .exec(&txn)
        .await?;
    notifications::mailing::due_again(&txn, user, about, now).await?;
    txn.commit().await?;
    tracing::info!(letter = letter.id, "a letter was withdrawn: its reader may no longer read what it told");
    Ok(false)
}

/// Half a minute, then twice as long each time, six hours at most.
fn delay(attempts: i32) -> Span {
    Span::seconds(30 << attempts.clamp(1, 12)).min(Span::hours(6))
}

fn message(mail: &Mail, public_url: &str, letter: &Model) -> Result<Message, String> {
    let from: Mailbox = mail.from.parse().map_err(|error| format!("the sender's address: {error}"))?;
    let to: Mailbox = letter.recipient.parse().map_err(|error| format!("the recipient's address: {error}"))?;
    let host = public_url.split("://").nth(1).unwrap_or("localhost").split([':', '/']).next().unwrap_or("localhost");
    let mut message = Message::builder()
        .from(from)
        .to(to)
        .subject(&letter.subject)
        // The same for each try: a mail program shows a letter sent twice once.
        .message_id(Some(format!("<letter-{}@{host}>", letter.id)));
    if let Some(thread) = letter.thread_id {
        // Letters about a thread all answer one that was never sent: they are shown together.
        let thread_id = format!("<thread-{thread}@{host}>");
        message = message.references(thread_id.clone()).in_reply_to(thread_id);
    }
    if let Some(token) = &letter.unsubscribe {
        let list = letter.thread_id.map_or_else(|| "followed".to_owned(), |thread| format!("thread-{thread}"));
        // RFC 2919; RFC 8058: one https address, one line, and what is posted to it.
        message = message
            .header(ListId(format!("<{list}.{host}>")))
            .header(ListUnsubscribe(format!("<{public_url}/unsubscribe/{token}>")))
            .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
    }
    message
        // Nobody answers a machine, and no machine answers it (RFC 3834).
        .header(AutoSubmitted("auto-generated".to_owned()))
        .multipart(MultiPart::alternative_plain_html(letter.body_text.clone(), letter.body_html.clone()))
        .map_err(|error| error.to_string())
}
