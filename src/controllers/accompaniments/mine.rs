//! My adviser: who it is, or whom I asked; what I share with them.

use crate::controllers::{
    answers::{Answer, Page},
    extractors::Member,
};
use crate::{
    models::{
        accompaniments::{ADVISER, Readable, listing, sharing::MOST},
        calls::listing::between,
        contacts::{giving::to_give, listing::open_between},
        profiles::disclosure::given_to,
        threads::listing::{Which, list},
    },
    refusals::{Outcome, Refusal},
    views::{
        Field,
        accompaniments::{AccompanimentLine, MinePage, PointedThread, Sharing, names},
        at_the_top,
        calls::CallLine,
    },
};

/// Of one's own threads, how many are proposed.
const MINE: u64 = 8;

/// What was typed in one of the page's forms.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Typed<'a> {
    pub handle: &'a str,
    pub message: &'a str,
    pub thread: &'a str,
}

pub(super) async fn show(me: Member) -> Answer {
    page(&me, Typed::default(), None).await
}

pub(super) async fn page(me: &Member, typed: Typed<'_>, refusal: Option<&Refusal>) -> Answer {
    let (db, lang, mine) = (&me.house.db, me.lang, me.person.id);
    let place = listing::place_of(db, mine).await?;
    let proposed = listing::proposed_to(db, mine).await?;
    let last = if place.is_none() { listing::last_of(db, mine).await? } else { None };
    let sharing = match place.as_ref().filter(|place| place.is_accepted()) {
        None => None,
        Some(place) => Some(sharing(me, place, typed.thread, refusal).await?),
    };
    let write = match &place {
        None => String::new(),
        Some(place) => open_between(db, mine, place.other.id)
            .await?
            .map_or_else(|| format!("{}/contacts/new", place.other.path()), |contact| contact.path()),
    };
    let call = match place.as_ref().filter(|place| place.is_accepted()) {
        None => None,
        Some(place) => between(db, place.id).await?.into_iter().next(),
    };
    let field = |name, value| Field::typed(lang, name, value, refusal);
    let shown: &[&str] = if sharing.is_some() { &["thread"] } else { &["handle", "message"] };
    // Fetched ahead, it is not read yet.
    if !me.prefetch {
        me.house.marks.note_told(mine, ADVISER.to_owned());
    }
    Page::new("accompaniments/mine.html", lang.say("adviser-title"))
        .canonical("/me/adviser")
        .noindex()
        .section("me")
        .refused(refusal)
        .show(
            me,
            &MinePage {
                place: place.as_ref().map(|place| AccompanimentLine::of(lang, place)),
                sharing,
                write,
                call: call.map(|call| CallLine::of(lang, &call, &me.person.time_zone)),
                proposed: AccompanimentLine::all(lang, &proposed),
                last: last.as_ref().map(|last| AccompanimentLine::of(lang, last)),
                handle: field("handle", typed.handle),
                message: field("message", typed.message),
                refusal: at_the_top(lang, refusal, shown),
            },
        )
}

async fn sharing(me: &Member, place: &Readable, thread: &str, refusal: Option<&Refusal>) -> Outcome<Sharing> {
    let (db, lang, mine) = (&me.house.db, me.lang, me.person.id);
    let given = given_to(db, mine, place.adviser_id).await?;
    let mut not_given = to_give(db, mine).await?;
    not_given.retain(|field| !given.contains(field));
    let ids = place.pointed_at(db).await?;
    let threads = list(db, &me.viewer, &Which::These(ids.clone()), None, MOST).await?;
    let mut own = list(db, &me.viewer, &Which::By(mine), None, MINE).await?;
    own.rows.retain(|row| !ids.contains(&row.id));
    Ok(Sharing {
        given: names(&given),
        not_given: names(&not_given),
        threads: PointedThread::all(lang, &threads.rows),
        mine: PointedThread::all(lang, &own.rows),
        address: Field::typed(lang, "thread", thread, refusal),
    })
}
