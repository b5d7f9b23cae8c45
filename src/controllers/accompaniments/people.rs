//! An adviser's people: who waits for an answer, whom they advise, and one of them. To
//! anyone else there is no such page.

use serde::Deserialize;

use crate::controllers::{
    answers::{Answer, Page},
    extractors::{Asked, At, Member},
};
use crate::{
    access::Kind,
    models::{
        accompaniments::{Model, Readable, listing, sharing::MOST},
        calls::{self, listing as listing_of_calls},
        profiles::disclosure::given_to,
        threads::listing::{Which, list as threads},
        users,
    },
    refusals::{Failure, Refusal},
    views::{
        Author, Field,
        accompaniments::{AccompanimentLine, PeoplePage, PersonPage, PointedThread, names},
        at_the_top,
        calls::CallLine,
    },
};

/// After whom the next page begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Turned {
    after: Option<i64>,
}

pub(super) async fn list(me: Member, Asked(turned): Asked<Turned>) -> Answer {
    if me.person.kind != Kind::Adviser {
        return Err(Failure::Missing);
    }
    let (db, lang, mine) = (&me.house.db, me.lang, me.person.id);
    let waiting = if turned.after.is_none() { listing::waiting_at(db, mine).await? } else { vec![] };
    let people = listing::people_of(db, mine, turned.after).await?;
    let due = if turned.after.is_none() { listing_of_calls::due_from(db, mine).await? } else { vec![] };
    let call = |(call, person): &(calls::Model, users::Model)| {
        let person = Some(Author::of(person));
        CallLine { person, ..CallLine::of(lang, call, &me.person.time_zone) }
    };
    if !me.prefetch {
        me.house.marks.note_told(mine, "people".to_owned());
    }
    Page::new("accompaniments/people.html", lang.say("people-advised-title"))
        .canonical("/me/people")
        .noindex()
        .section("me")
        .show(
            &me,
            &PeoplePage {
                calls: due.iter().map(call).collect(),
                waiting: AccompanimentLine::all(lang, &waiting),
                people: AccompanimentLine::all(lang, &people.rows),
                next: people.next.map(|next| format!("/me/people?after={next}")),
            },
        )
}

pub(super) async fn show(me: Member, At(id): At<i64>) -> Answer {
    let read = Model::readable_by(&me.house.db, &me.person, id).await?;
    if read.adviser_id != me.person.id {
        return Err(Failure::Missing);
    }
    page(&me, &read, None, ("", "")).await
}

/// `when` is the day and the hour that were typed to agree to a call.
pub(super) async fn page(me: &Member, read: &Readable, refusal: Option<&Refusal>, when: (&str, &str)) -> Answer {
    let (db, lang, mine) = (&me.house.db, me.lang, me.person.id);
    let (mut given, mut pointed) = (vec![], vec![]);
    if read.is_accepted() {
        given = names(&given_to(db, read.person_id, mine).await?);
        // Through the adviser's own eyes: what they do not read is not there.
        let ids = read.pointed_at(db).await?;
        pointed = PointedThread::all(lang, &threads(db, &me.viewer, &Which::These(ids), None, MOST).await?.rows);
    }
    let calls = listing_of_calls::between(db, read.id).await?;
    if !me.prefetch {
        me.house.marks.note_told(mine, read.subject_for(mine));
    }
    Page::new("accompaniments/person.html", &read.other.display_name)
        .canonical(format!("/me/people/{}", read.id))
        .noindex()
        .section("me")
        .refused(refusal)
        .show(
            me,
            &PersonPage {
                line: AccompanimentLine::of(lang, read),
                given,
                threads: pointed,
                calls: calls.iter().map(|call| CallLine::of(lang, call, &me.person.time_zone)).collect(),
                day: Field::typed(lang, "day", when.0, refusal),
                hour: Field::holding(when.1),
                refusal: at_the_top(lang, refusal, &["day"]),
            },
        )
}
