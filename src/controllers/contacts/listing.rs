//! What I was asked, what I asked, and who may ask me.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page, then},
    extractors::{Asked, Member, Posted, Turned},
};
use crate::{
    initializers::limits::Limit,
    models::contacts::{introducing, listing, reachable},
    refusals::Refusal,
    views::contacts::{ContactRow, ContactsPage, IntroductionRow, ProposedRow, SentPage},
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct From {
    contacts_from: String,
}

pub(super) async fn received(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    page(&me, turned.before, None).await
}

pub(super) async fn choose(me: Member, Posted(typed): Posted<From>) -> Answer {
    me.count(Limit::Acts)?;
    match reachable::choose(&me.house.db, &me.person, &typed.contacts_from).await {
        Ok(()) => then("/me/contacts").saying(&me, "contacts-from").go(),
        Err(failure) => page(&me, None, Some(&failure.refusal()?)).await,
    }
}

async fn page(me: &Member, before: Option<i64>, refusal: Option<&Refusal>) -> Answer {
    let (db, lang, mine) = (&me.house.db, me.lang, me.person.id);
    let (mut introductions, mut awaiting) = (vec![], vec![]);
    if before.is_none() {
        introductions = introducing::awaiting(db, mine).await?;
        awaiting = listing::awaiting(db, mine).await?;
    }
    let received = listing::received(db, mine, before).await?;
    let row = |(introduction, by): &_| IntroductionRow::of(lang, introduction, by);
    Page::new("contacts/index.html", lang.say("contacts-title"))
        .canonical("/me/contacts")
        .noindex()
        .section("me")
        .refused(refusal)
        .show(
            me,
            &ContactsPage {
                introductions: introductions.iter().map(row).collect(),
                awaiting: ContactRow::all(lang, &awaiting),
                received: ContactRow::all(lang, &received.rows),
                next: received.next.map(|next| format!("/me/contacts?before={next}")),
                first: before.is_none(),
                from: ContactsPage::from(&reachable::from(db, mine).await?),
                refusal: refusal.map(|refusal| lang.refuse(refusal)),
            },
        )
}

pub(super) async fn sent(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    let (db, lang, mine) = (&me.house.db, me.lang, me.person.id);
    let sent = listing::sent(db, mine, turned.before).await?;
    let proposed = if turned.before.is_none() { introducing::proposed_by(db, mine).await? } else { vec![] };
    Page::new("contacts/sent.html", lang.say("contacts-sent-title")).noindex().section("me").show(
        &me,
        &SentPage {
            sent: ContactRow::all(lang, &sent.rows),
            next: sent.next.map(|next| format!("/me/contacts/sent?before={next}")),
            proposed: proposed.iter().map(|proposed| ProposedRow::of(lang, proposed)).collect(),
        },
    )
}
