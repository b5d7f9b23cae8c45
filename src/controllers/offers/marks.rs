//! Saving an offer, hiding it, and the two lists of one's own.

use serde::Deserialize;

use super::found;
use crate::controllers::{
    answers::{Answer, Page, is_path, then},
    extractors::{Asked, At, Member, Numbered, Posted, Turned},
};
use crate::{
    initializers::limits::Limit,
    models::offers::marks::{self, Mark},
    views::alerts::{MarkedPage, MarkedRow},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Marking {
    kind: String,
    /// The list one stays on; none: the offer's page.
    next: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Unmarking {
    next: String,
}

pub(super) async fn mark(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Marking>) -> Answer {
    me.count(Limit::Acts)?;
    let mark = Mark::named(&typed.kind)?;
    let offer = found(&me, &asked).await?;
    marks::put(&me.house.db, me.person.id, offer.id, mark).await?;
    let way = then(back(&typed.next, offer.path()));
    let fields = [("next", typed.next.as_str())];
    way.undoable(&me, &format!("offer-{}", mark.name()), &offer.act("mark/removal"), &fields).go()
}

/// Of an offer that is gone, too: what one marked is one's own.
pub(super) async fn unmark(me: Member, At(asked): At<Numbered>, Posted(typed): Posted<Unmarking>) -> Answer {
    me.count(Limit::Acts)?;
    let (db, id) = (&me.house.db, asked.id);
    let before = marks::on(db, me.person.id, id).await?;
    marks::take_off(db, me.person.id, id).await?;
    let way = then(back(&typed.next, format!("/offers/{id}")));
    match before {
        Some(mark) => {
            let fields = [("kind", mark.name()), ("next", typed.next.as_str())];
            way.undoable(&me, &format!("offer-not-{}", mark.name()), &format!("/offers/{id}/mark"), &fields).go()
        }
        None => way.go(),
    }
}

/// A list of this house, or nothing: a form of elsewhere leads nowhere else.
fn back(next: &str, otherwise: String) -> String {
    let list = ["/offers?", "/me/offers", "/organisations/", "/me/alerts/"].iter().any(|list| next.starts_with(list));
    if (list || next == "/offers") && is_path(next) { next.to_owned() } else { otherwise }
}

pub(super) async fn saved(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    list(&me, Mark::Saved, &turned).await
}

pub(super) async fn hidden(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    list(&me, Mark::Hidden, &turned).await
}

async fn list(me: &Member, mark: Mark, turned: &Turned) -> Answer {
    let (db, id) = (&me.house.db, me.person.id);
    let marked = marks::of(db, id, mark, turned.before).await?;
    let other = match mark {
        Mark::Saved => marks::count(db, id, Mark::Hidden).await?,
        Mark::Hidden => 0,
    };
    let (path, title) = match mark {
        Mark::Saved => ("/me/offers", "saved-offers-title"),
        Mark::Hidden => ("/me/offers/hidden", "hidden-offers-title"),
    };
    Page::new("offers/marked.html", me.lang.say(title)).canonical(path).noindex().section("me").show(
        me,
        &MarkedPage {
            kind: mark.name(),
            path,
            rows: marked.rows.iter().map(|(mark, listed)| MarkedRow::of(me.lang, mark, listed.as_ref())).collect(),
            next: marked.next.map(|next| format!("{path}?before={next}")),
            hidden: other,
        },
    )
}
