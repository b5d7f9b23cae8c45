//! Where I am signed in.

use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{At, Member, Posted},
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

pub(super) async fn sessions_page(me: Member) -> Answer {
    let sessions = sessions::of(&me.house.db, me.person.id).await?;
    let rows: Vec<SessionRow> = sessions
        .into_iter()
        .map(|session| SessionRow {
            id: session.id,
            device: session.device,
            since: when(me.lang, &session.created_at),
            last_used: when(me.lang, &session.last_used_at),
            current: me.session == Some(session.id),
        })
        .collect();
    let others = rows.len() > 1;
    Page::new("accounts/sessions.html", me.lang.say("account-sessions-title"))
        .noindex()
        .section("me")
        .show(&me, &SessionsPage { sessions: rows, others })
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
