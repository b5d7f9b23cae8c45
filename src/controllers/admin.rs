//! What admins look after: people and claims.

use chrono::{NaiveDate, NaiveTime};
use loco_rs::prelude::*;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Func},
};
use serde::Deserialize;

use super::{
    answers::{Answer, Page, then},
    extractors::{Admin, Asked, At, Posted},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::{
        keyset::Slice,
        users::{self, claims},
    },
    refusals::{Outcome, Refusal},
    views::{
        Author, Field,
        admin::{ClaimRow, ClaimsPage, PeoplePage, PersonRow},
        at_the_top, when,
    },
    words::Lang,
};

const PAGE: u64 = 30;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Find {
    q: String,
    after: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Suspension {
    reason: String,
    until: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Decision {
    decision: String,
    reason: String,
}

async fn people(admin: Admin, Asked(find): Asked<Find>) -> Answer {
    let q: String = find.q.trim().to_lowercase().chars().take(100).collect();
    let mut query = users::Entity::find().order_by_desc(users::Column::Id).limit(PAGE + 1);
    if !q.is_empty() {
        query = query.filter(
            sea_orm::Condition::any()
                .add(users::Column::Handle.contains(&q))
                .add(users::Column::Email.starts_with(&q))
                .add(users::Column::DisplayName.contains(find.q.trim()))
                .add(Expr::expr(Func::lower(Expr::col(users::Column::DisplayName))).like(format!("%{q}%"))),
        );
    }
    if let Some(after) = find.after {
        query = query.filter(users::Column::Id.lt(after));
    }
    let found = Slice::cut(query.all(&admin.house.db).await?, PAGE, |user| user.id);
    let next = found.next.map(|last| {
        let q: String = form_urlencoded::byte_serialize(find.q.as_bytes()).collect();
        format!("/admin/people?q={q}&after={last}")
    });
    let people = found.rows.iter().map(|user| row(admin.lang, user, &Suspension::default(), None)).collect();
    show_people(&admin, PeoplePage { q: find.q, people, next, refusal: None }, None)
}

fn show_people(admin: &Admin, page: PeoplePage, refusal: Option<&Refusal>) -> Answer {
    Page::new("admin/people.html", admin.lang.say("admin-people-title"))
        .noindex()
        .section("admin")
        .refused(refusal)
        .show(admin, &page)
}

fn row(lang: Lang, user: &users::Model, typed: &Suspension, refusal: Option<&Refusal>) -> PersonRow {
    PersonRow {
        person: Author::of(user),
        email: user.email.clone(),
        kind: user.kind.clone(),
        claim: user.claim.clone(),
        confirmed: user.is_confirmed(),
        since: when(lang, &user.created_at),
        suspended_until: user
            .suspended_until
            .as_ref()
            .filter(|until| until.to_utc() > crate::clock::now())
            .map(|until| when(lang, until)),
        reason: Field::typed(lang, "reason", &typed.reason, refusal),
        until: Field::typed(lang, "until", &typed.until, refusal),
        open: refusal.is_some(),
    }
}

async fn suspend(admin: Admin, At(handle): At<String>, Posted(typed): Posted<Suspension>) -> Answer {
    admin.count(Limit::Acts)?;
    let db = &admin.house.db;
    let user = users::Model::by_handle(db, &handle).await?;
    let until =
        NaiveDate::parse_from_str(&typed.until, "%Y-%m-%d").ok().map(|day| day.and_time(NaiveTime::MIN).and_utc());
    match user.clone().suspend(db, &admin.person, &typed.reason, until).await {
        Ok(()) => then(format!("/admin/people?q={handle}"))
            .undoable(&admin, "suspended", &format!("/admin/people/{handle}/suspension/removal"), &[])
            .go(),
        Err(failure) => {
            let refusal = failure.refusal()?;
            let people = vec![row(admin.lang, &user, &typed, Some(&refusal))];
            show_people(
                &admin,
                PeoplePage {
                    q: handle,
                    people,
                    next: None,
                    refusal: at_the_top(admin.lang, Some(&refusal), &["reason", "until"]),
                },
                Some(&refusal),
            )
        }
    }
}

async fn restore(admin: Admin, At(handle): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    admin.count(Limit::Acts)?;
    let user = users::Model::by_handle(&admin.house.db, &handle).await?;
    user.restore(&admin.house.db, &admin.person).await?;
    then(format!("/admin/people?q={handle}")).saying(&admin, "restored").go()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Onwards {
    after: Option<i64>,
}

async fn claims(admin: Admin, Asked(onwards): Asked<Onwards>) -> Answer {
    let claims = claims::waiting(&admin.house.db, onwards.after).await?;
    claims_page(&admin, claims, "", &Decision::default(), None)
}

/// The claims that wait; the one decided about comes back with its words.
fn claims_page(
    admin: &Admin,
    waiting: Slice<users::Model, i64>,
    handle: &str,
    typed: &Decision,
    refusal: Option<&Refusal>,
) -> Answer {
    let claims: Vec<ClaimRow> = waiting
        .rows
        .iter()
        .map(|user| {
            let mine = refusal.filter(|_| user.handle == handle);
            let reason = if mine.is_some() { typed.reason.as_str() } else { "" };
            ClaimRow {
                person: Author::of(user),
                kind: user.kind.clone(),
                organisation: user.organisation_name.clone(),
                email: user.email.clone(),
                since: when(admin.lang, &user.created_at),
                reason: Field::typed(admin.lang, "reason", reason, mine),
                open: mine.is_some(),
            }
        })
        .collect();
    let beside: &[&str] = if claims.iter().any(|row| row.open) { &["reason"] } else { &[] };
    Page::new("admin/claims.html", admin.lang.say("admin-claims-title"))
        .noindex()
        .section("admin")
        .refused(refusal)
        .show(
            admin,
            &ClaimsPage {
                claims,
                next: waiting.next.map(|next| format!("/admin/claims?after={next}")),
                refusal: at_the_top(admin.lang, refusal, beside),
            },
        )
}

async fn decide(admin: Admin, At(handle): At<String>, Posted(typed): Posted<Decision>) -> Answer {
    admin.count(Limit::Acts)?;
    match decided(&admin, &handle, &typed).await {
        Ok(()) => then("/admin/claims").saying(&admin, "claim-decided").go(),
        Err(failure) => {
            let refusal = failure.refusal()?;
            let db = &admin.house.db;
            let user = users::Model::by_handle(db, &handle).await?;
            let mut claims = claims::waiting(db, None).await?;
            if claims.next.is_some_and(|last| last < user.id) {
                // Further down: from the one decided about on.
                claims = claims::waiting(db, Some(user.id - 1)).await?;
            }
            claims_page(&admin, claims, &handle, &typed, Some(&refusal))
        }
    }
}

async fn decided(admin: &Admin, handle: &str, typed: &Decision) -> Outcome<()> {
    let confirm = match typed.decision.as_str() {
        "confirm" => true,
        "refuse" => false,
        _ => return Err(Refusal::NotAChoice { field: "decision" }.into()),
    };
    let user = users::Model::by_handle(&admin.house.db, handle).await?;
    user.decide_claim(&admin.house.db, &admin.person, confirm, &typed.reason).await
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/admin/people", get(people))
        .add("/admin/people/{handle}/suspension", post(suspend))
        .add("/admin/people/{handle}/suspension/removal", post(restore))
        .add("/admin/claims", get(claims))
        .add("/admin/claims/{handle}", post(decide))
}
