//! The accepted answer.

use serde::Deserialize;

use super::found;
use crate::controllers::{
    answers::{Answer, then},
    extractors::{At, Member, Numbered, Posted},
    sessions::Nothing,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Solution {
    post_id: i64,
}

pub(super) async fn solve(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Solution>) -> Answer {
    let thread = found(&me, &asked).await?;
    thread.accept(&me.house.db, &me.person, typed.post_id).await?;
    then(thread.path()).undoable(&me, "solved", &format!("/threads/{}/solution/removal", thread.id), &[]).go()
}

pub(super) async fn unsolve(me: Member, At(asked): At<Numbered>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let thread = found(&me, &asked).await?;
    let before = thread.solution_post_id;
    thread.unaccept(&me.house.db, &me.person).await?;
    let way = then(thread.path());
    match before {
        None => way.go(),
        Some(post) => {
            let post = post.to_string();
            way.undoable(&me, "unsolved", &format!("/threads/{}/solution", thread.id), &[("post_id", &post)]).go()
        }
    }
}
