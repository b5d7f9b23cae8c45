//! What a post said before.

use super::found;
use crate::controllers::{
    answers::{Answer, Page},
    extractors::{Asked, At, Member, Turned},
};
use crate::{
    models::posts::history,
    refusals::Failure,
    views::threads::{HistoryPage, RevisionView},
};

/// For its author and the managers: an edit often takes back what should not
/// have been said, and publishing it again would undo that.
pub(super) async fn show_history(me: Member, At(id): At<i64>, Asked(turned): Asked<Turned>) -> Answer {
    let post = found(&me, id).await?;
    if !post.is_kept_for(&me.person) {
        return Err(Failure::Missing);
    }
    let revisions = history::of_post(&me.house.db, post.id, turned.before).await?;
    Page::new("posts/history.html", me.lang.say("history-title")).noindex().section("communities").show(
        &me,
        &HistoryPage {
            thread_title: post.thread.title_for(&me.viewer).unwrap_or_default().to_owned(),
            back: post.place(),
            revisions: revisions.rows.iter().map(|revision| RevisionView::of(me.lang, revision)).collect(),
            next: revisions.next.map(|next| format!("/posts/{id}/history?before={next}")),
        },
    )
}
