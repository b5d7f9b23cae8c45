//! A person's page: a name, a role, of their profile what the reader sees, what they
//! opened in rooms the reader reads; and silencing them. `listing` finds people.

mod listing;

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, only_at, then},
    extractors::{Asked, At, Member, Posted, Visit},
    sessions::Nothing,
};
use crate::{
    database::Db,
    freshness::Tag,
    initializers::limits::Limit,
    models::{
        accompaniments::{
            asking::{Way, way_between},
            listing::is_open_between,
        },
        blocks::{self, Silences},
        contacts::{figures, reachable},
        keyset::After,
        pictures, places,
        profiles::{
            self, Field,
            accesses::{self, watched},
            attesting,
            disclosure::{Sight, sight_of},
            logging, skills,
        },
        threads::listing::{PAGE, Which, list},
        users,
    },
    refusals::{Failure, Outcome},
    views::{
        Author,
        contacts::Habits,
        people::PersonPage,
        profiles::{Beside, EntryView, LogView, ProfileView},
        threads::ThreadRow,
        when,
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Silence {
    kind: String,
}

/// Which page of their threads, and of their log.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Pages {
    after: String,
    /// The last entry of the page before.
    log: Option<i64>,
}

async fn show(visit: Visit, At(handle): At<String>, Asked(pages): Asked<Pages>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let person = match users::Model::by_handle(db, &handle).await {
        Err(Failure::Missing) => {
            // Called otherwise now: there, with what was asked.
            let person = users::former::called(db, &handle).await?.ok_or(Failure::Missing)?;
            only_at(&visit, &person.path())?;
            person
        }
        found => found?,
    };
    let after = After::parse(&pages.after);
    let silences = match viewer.id() {
        Some(me) if me != person.id => blocks::both_ways(db, me, person.id).await?,
        _ => Silences::default(),
    };
    let profile = profiles::Model::of(db, person.id).await?;
    let from = reachable::said_by(profile.as_ref());
    let may_ask =
        !silences.keep_apart() && viewer.person().is_some_and(|me| reachable::may_be_asked(me, &person, from));
    let profile = match &profile {
        None => None,
        Some(profile) => profile_of(&visit, &person, profile, &silences, pages.log).await?,
    };
    let threads = list(db, viewer, &Which::By(person.id), after, PAGE).await?;
    let habits = figures::habits(db, &person).await?;
    let accompaniment = match viewer.person() {
        None => None,
        Some(me) => match way_between(db, me, &person, may_ask, silences.keep_apart()).await? {
            // It is begun, or it is there: on its own page.
            Some(_) if is_open_between(db, me.id, person.id).await? => None,
            way => way.map(Way::name),
        },
    };
    let path = person.path();
    // A person is not a search result: names stay out of indices.
    Page::new("people/show.html", &person.display_name).noindex().depends_on([Tag::Person(person.id), Tag::Lists]).show(
        &visit,
        &PersonPage {
            about: person.about.clone(),
            organisation: person.organisation_name.clone().filter(|_| person.claim == "confirmed"),
            since: when(lang, &person.created_at),
            habits: habits.map(|habits| Habits::of(lang, &person, habits)),
            may_ask,
            accompaniment,
            profile,
            rows: ThreadRow::all(lang, &threads.rows),
            next: threads.next.map(|next| format!("{path}?after={next}")),
            me: viewer.is(Some(person.id)),
            signed_in: viewer.person().is_some(),
            silenced: silences.mine,
            person: Author::of(&person),
        },
    )
}

/// Of someone's profile what this visit sees, written down when it has to be.
async fn profile_of(
    visit: &Visit,
    person: &users::Model,
    profile: &profiles::Model,
    silences: &Silences,
    log: Option<i64>,
) -> Outcome<Option<ProfileView>> {
    let db = &visit.house.db;
    let sight = sight_of(db, &visit.viewer, profile, silences.keep_me_away()).await?;
    if sight.profile.is_none() {
        return Ok(None);
    }
    let view = profile_view(visit, person, profile, &sight, log).await?;
    if let Some(reader) = visit.viewer.person()
        && let Some((fields, why)) = watched(&visit.viewer, &sight, &filled(&view))
    {
        // Nobody looks yet: what would have to be written down waits until someone does.
        if visit.prefetch {
            return Err(Failure::Unavailable("not before someone looks".to_owned()));
        }
        accesses::note(db, reader, person.id, &fields, why).await?;
    }
    Ok(Some(view))
}

/// The fields that say something on this page.
fn filled(view: &ProfileView) -> Vec<Field> {
    let said = [
        (Field::Name, view.full_name.is_some()),
        (Field::Photo, view.photo.is_some()),
        (Field::Place, view.place.is_some()),
        (Field::Contact, view.contact.is_some()),
        (Field::Log, view.log.as_ref().is_some_and(|log| !log.entries.is_empty())),
    ];
    said.into_iter().filter_map(|(field, is_said)| is_said.then_some(field)).collect()
}

/// A profile as these eyes see it.
pub(super) async fn profile_view(
    visit: &Visit,
    person: &users::Model,
    profile: &profiles::Model,
    sight: &Sight,
    log: Option<i64>,
) -> Outcome<ProfileView> {
    let db = &visit.house.db;
    let place = match &profile.place_code {
        None => None,
        Some(code) => place(db, code, sight.contains(Field::Place)).await?,
    };
    let log = if sight.contains(Field::Log) { Some(log_view(visit, person, log).await?) } else { None };
    let skills = skills::of(db, person.id).await?;
    let beside = Beside {
        attestations: if skills.is_empty() { vec![] } else { attesting::of(db, person.id).await? },
        skills,
        photo: if sight.contains(Field::Photo) { photo(db, person.id).await? } else { None },
        place,
        log,
    };
    Ok(ProfileView::of(visit.lang, profile, sight, beside))
}

/// A town, or no more than its department.
async fn place(db: &Db, code: &str, exactly: bool) -> Outcome<Option<String>> {
    let place = if exactly { places::find(db, code).await? } else { places::department_of(db, code).await? };
    Ok(place.map(|place| place.label()))
}

async fn photo(db: &Db, person: i64) -> Outcome<Option<String>> {
    Ok(pictures::photo_of(db, person).await?.map(|photo| photo.path()))
}

async fn log_view(visit: &Visit, person: &users::Model, before: Option<i64>) -> Outcome<LogView> {
    let told = logging::of(&visit.house.db, person.id, before).await?;
    Ok(LogView {
        entries: told.rows.iter().map(|told| EntryView::of(visit.lang, told, visit.viewer.id())).collect(),
        next: told.next.map(|next| format!("{}?log={next}#log", person.path())),
    })
}

async fn silence(me: Member, At(handle): At<String>, Posted(typed): Posted<Silence>) -> Answer {
    me.count(Limit::Acts)?;
    let other = users::Model::by_handle(&me.house.db, &handle).await?;
    blocks::silence(&me.house.db, &me.person, &other, &typed.kind).await?;
    then(other.path()).undoable(&me, "silenced", &format!("{}/silence/removal", other.path()), &[]).go()
}

async fn hear_again(me: Member, At(handle): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let other = users::Model::by_handle(&me.house.db, &handle).await?;
    let way = then(other.path());
    match blocks::hear_again(&me.house.db, &me.person, &other).await? {
        None => way.saying(&me, "unsilenced").go(),
        Some(kind) => way.undoable(&me, "unsilenced", &format!("{}/silence", other.path()), &[("kind", &kind)]).go(),
    }
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/people", get(listing::index))
        .add("/people/{handle}", get(show))
        .add("/people/{handle}/silence", post(silence))
        .add("/people/{handle}/silence/removal", post(hear_again))
}
