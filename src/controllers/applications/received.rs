//! What an organisation received, for those who recruit there.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page},
    extractors::{Asked, At, Member},
};
use crate::{
    models::{
        applications::{
            self, Received, listing,
            reasons::{REASONS, usual},
            telling,
        },
        keyset::Slice,
        organisations,
    },
    refusals::{Outcome, Refusal},
    views::{
        Choice, Field,
        applications::{ReceivedOne, ReceivedPage, ReceivedRow},
        at_the_top,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Within {
    offer: Option<i64>,
    /// Of what waits, the oldest first; then of the rest, the latest first.
    after: Option<i64>,
    before: Option<i64>,
}

pub(super) async fn list(me: Member, At(slug): At<String>, Asked(within): Asked<Within>) -> Answer {
    let (db, lang) = (&me.house.db, me.lang);
    let of = organisations::Model::recruited_by(db, &me.person, &slug).await?;
    let nothing = || Slice { rows: vec![], next: None };
    let waiting = match within.before {
        None => listing::waiting(db, &me.person, of.id, within.offer, within.after).await?,
        Some(_) => nothing(),
    };
    let answered = match waiting.next {
        None => listing::answered(db, &me.person, of.id, within.offer, within.before).await?,
        Some(_) => nothing(),
    };
    // Fetched ahead, it is not read yet.
    if !me.prefetch {
        me.house.marks.note_told(me.person.id, telling::received_subject(&of));
    }
    let path = of.act("applications");
    let kept = within.offer.map(|offer| format!("offer={offer}&")).unwrap_or_default();
    let next = waiting.next.map(|next| format!("after={next}"));
    let next = next.or_else(|| answered.next.map(|next| format!("before={next}")));
    let rows = |rows: &[listing::Row]| rows.iter().map(|row| ReceivedRow::of(lang, &of, row)).collect();
    Page::new("applications/received.html", lang.say("applications-received-title")).noindex().section("offers").show(
        &me,
        &ReceivedPage {
            path: of.path(),
            called: of.name.clone(),
            days: of.answer_days,
            waiting: rows(&waiting.rows),
            answered: rows(&answered.rows),
            next: next.map(|next| format!("{path}?{kept}{next}")),
            narrowed: within.offer.is_some(),
        },
    )
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    reason: String,
}

pub(super) async fn show(me: Member, At((slug, id)): At<(String, i64)>, Asked(chosen): Asked<Chosen>) -> Answer {
    let received = found(&me, &slug, id).await?;
    let reason = REASONS.into_iter().find(|reason| *reason == chosen.reason).unwrap_or_default();
    let words = if reason.is_empty() { String::new() } else { usual(me.lang, reason) };
    page(&me, &received, (reason, &words), None).await
}

/// The application asked for, through the eyes of one who recruits there.
pub(super) async fn found(me: &Member, slug: &str, id: i64) -> Outcome<Received> {
    let of = organisations::Model::recruited_by(&me.house.db, &me.person, slug).await?;
    applications::Model::received_by(&me.house.db, &me.person, &of, id).await
}

pub(super) async fn page(
    me: &Member,
    received: &Received,
    (reason, words): (&str, &str),
    refusal: Option<&Refusal>,
) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let given = received.gives(&me.house.db).await?;
    Page::new("applications/answer.html", lang.say("application-title"))
        .canonical(received.path())
        .noindex()
        .section("offers")
        .refused(refusal)
        .show(
            me,
            &ReceivedOne {
                reasons: Choice::among("application-reason", &REASONS, reason, false),
                reason: reason.to_owned(),
                reason_error: field("reason", "").error,
                words: field("words", words),
                refusal: at_the_top(lang, refusal, &["reason", "words"]),
                ..ReceivedOne::of(lang, received, me.person.id, &given)
            },
        )
}
