//! People to suggest after an `@`.

use axum::Json;
use axum::response::IntoResponse as _;
use serde::{Deserialize, Serialize};

use crate::controllers::{
    answers::Answer,
    extractors::{Asked, At, Member, Numbered},
};
use crate::{
    initializers::limits::Limit,
    models::{
        communities,
        posts::mentioning,
        threads::{self},
        users,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::controllers) struct Q {
    pub q: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Suggestion {
    handle: String,
    name: String,
}

pub(super) async fn mentions(me: Member, At(asked): At<Numbered>, Asked(asked_q): Asked<Q>) -> Answer {
    me.count(Limit::Previews)?;
    let thread = threads::Model::readable_by(&me.house.db, &me.viewer, asked.id).await?;
    suggestions(&me, &thread.room, Some(thread.id), &asked_q.q).await
}

/// People to suggest after an `@`, as JSON: `[{handle, name}]`.
pub(in crate::controllers) async fn suggestions(
    me: &Member,
    room: &communities::Model,
    thread: Option<i64>,
    q: &str,
) -> Answer {
    let people = mentioning::suggest(&me.house.db, &me.person, room, thread, q).await?;
    let suggestion = |person: users::Model| Suggestion { handle: person.handle, name: person.display_name };
    let people: Vec<Suggestion> = people.into_iter().map(suggestion).collect();
    Ok(Json(people).into_response())
}
