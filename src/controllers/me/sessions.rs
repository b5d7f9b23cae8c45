//! Where I am signed in.

use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{Asked, At, Deeper, Member, Posted},
    sessions::Nothing,
};
use crate::{
    initializers::limits::Limit,
    models::sessions,
    views::{
        account::{SessionRow, SessionsPage},
        when,
    },
};

pub(super) async fn sessions_page(me: Member, Asked(deeper): Asked<Deeper>) -> Answer {
    let db = &me.house.db;
    let sessions = sessions::of(db, me.person.id, deeper.place()).await?;
    let rows: Vec<SessionRow> = sessions
        .rows
        .into_iter()
        .map(|session| SessionRow {
            id: session.id,
            device: session.device,
            since: when(me.lang, &session.created_at),
            last_used: when(me.lang, &session.last_used_at),
            current: me.session == Some(session.id),
        })
        .collect();
    let others = sessions::elsewhere(db, me.person.id, me.session).await?;
    let next = sessions.next.map(|next| format!("/me/sessions?after={next}"));
    Page::new("accounts/sessions.html", me.lang.say("account-sessions-title"))
        .noindex()
        .section("me")
        .show(&me, &SessionsPage { sessions: rows, next, others })
}

pub(super) async fn end_session(me: Member, At(id): At<i64>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    sessions::end(&me.house.db, me.person.id, id).await?;
    then("/me/sessions").saying(&me, "session-ended").go()
}

pub(super) async fn end_others(me: Member, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let txn = me.house.db.write().await?;
    sessions::end_others(&txn, me.person.id, me.session).await?;
    txn.commit().await?;
    then("/me/sessions").saying(&me, "sessions-ended").go()
}
