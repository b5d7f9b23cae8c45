//! Rooms: the directory, one room, joining it, opening and settling one.

use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, then},
    extractors::{Asked, At, Member, Posted, Slugged, Visit},
    feeds,
    sessions::Nothing,
};
use crate::{
    access::{Audience, Viewer},
    freshness::Tag,
    initializers::limits::Limit,
    models::{
        communities::{self, KINDS, creating, editing::Wished, entering, listing},
        memberships, tags,
        threads::listing::{After, PAGE, Show, Which, list},
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Author, Choice, Field, at_the_top,
        communities::{DirectoryPage, EnterForm, RoomForm, RoomPage, RoomPeople, RoomRow},
        slugs,
        threads::{ThreadRow, no_compose},
    },
    words::When,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    kind: String,
    audience: String,
    mine: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Within {
    show: String,
    after: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Form {
    name: String,
    slug: String,
    description: String,
    rules: String,
    tags: String,
    kind: String,
    audience: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Decision {
    decision: String,
    reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Named {
    handle: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Reason {
    reason: String,
}

async fn index(visit: Visit, Asked(filter): Asked<Filter>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let wanted = listing::Wanted { kind: filter.kind, audience: filter.audience, mine: filter.mine.is_some() };
    let rooms = listing::open(db, viewer, &wanted).await?;
    let proposed = listing::proposed(db, viewer).await?;
    let person = viewer.person();
    let readable: Vec<String> = Audience::ALL.map(Audience::name).into();
    let audiences: Vec<&str> = std::iter::once("").chain(readable.iter().map(String::as_str)).collect();
    let kinds: Vec<&str> = std::iter::once("").chain(KINDS).collect();
    let page = Page::new("communities/index.html", lang.say("rooms-title"))
        .describe(lang.say("rooms-lead"))
        .canonical("/communities")
        .section("communities")
        .depends_on([Tag::Lists]);
    let page = if wanted.is_filtered() { page.noindex() } else { page };
    page.show(
        &visit,
        &DirectoryPage {
            rooms: RoomRow::all(lang, viewer, &rooms),
            proposed: RoomRow::all(lang, viewer, &proposed),
            kinds: Choice::among("room-kind", &kinds, &wanted.kind, false),
            audiences: Choice::among("audience", &audiences, &wanted.audience, false),
            mine: wanted.mine,
            filtered: wanted.is_filtered(),
            may_create: person.is_some_and(|person| person.is_admin),
            may_propose: person.is_some_and(|person| !person.is_admin && person.may_propose_rooms()),
        },
    )
}

async fn show(visit: Visit, At(Slugged { slug, format }): At<Slugged>, Asked(within): Asked<Within>) -> Answer {
    let (db, viewer, lang) = (&visit.house.db, &visit.viewer, visit.lang);
    let room = match communities::Model::readable_by(db, viewer, &slug).await {
        Err(Failure::Missing) if viewer.is_admin() => return threshold(&visit, &slug, "", None).await,
        room => room?,
    };
    match format.as_deref() {
        None => {}
        Some("atom") => return feeds::room(&visit, &room).await,
        Some(_) => return Err(Failure::Missing),
    }
    let shown = Show::named(&within.show);
    let after = After::parse(&within.after);
    let threads = list(db, viewer, &Which::In { room: room.id, show: shown }, after, PAGE).await?;
    let pinned = match (after, shown) {
        (None, Show::All) => list(db, viewer, &Which::Pinned { room: room.id }, None, 10).await?.rows,
        _ => vec![],
    };
    let managers = room.managers(db).await?;
    let me = viewer.person();
    let manages = viewer.manages(room.id);
    let row = RoomRow::of(lang, viewer, &room);
    let path = room.path();
    let next = threads.next.map(|next| match shown {
        Show::All => format!("{path}?after={next}"),
        shown => format!("{path}?show={}&after={next}", shown.name()),
    });
    let feed = room.is_public().then(|| format!("{path}.atom"));
    let no_compose = no_compose(viewer, room.state != "open");
    let page = Page::new("communities/show.html", &room.name)
        .describe(&room.description)
        .canonical(&path)
        .section("communities")
        .feed(feed.clone());
    // Authors' names are on the page: one who changes theirs is seen to.
    let authors = threads.rows.iter().chain(&pinned).filter_map(|row| row.author_id).map(Tag::Person);
    let people = managers.iter().map(|manager| Tag::Person(manager.id));
    let page = if room.is_public() && after.is_none() && shown == Show::All { page } else { page.noindex() };
    let page = if room.is_public() {
        page.depends_on([Tag::Room(room.id), Tag::RoomLife(room.id)].into_iter().chain(authors).chain(people))
    } else {
        page
    };
    page.show(
        &visit,
        &RoomPage {
            rules_html: room.rules_html.clone(),
            managers: managers.iter().map(Author::of).collect(),
            tags: tags::carried_in(db, room.id, &slugs(&room.usual_tags)).await?,
            pinned: ThreadRow::all(lang, &pinned),
            rows: ThreadRow::all(lang, &threads.rows),
            next,
            deeper: after.is_some(),
            shows: Choice::among("show", &Show::NAMES, shown.name(), false),
            feed,
            ask_path: format!("{path}/threads/new"),
            may_write: no_compose.is_none(),
            no_compose,
            joined: row.joined,
            signed_in: me.is_some(),
            manages,
            settings_path: me.is_some_and(|person| room.may_be_edited_by(person)).then(|| format!("{path}/settings")),
            entered_until: entered_until(&visit, &room),
            may_decide: room.state == "proposed" && viewer.is_admin(),
            room: row,
        },
    )
}

/// Until when an admin's look into this room lasts.
fn entered_until(visit: &Visit, room: &communities::Model) -> Option<When> {
    let person = visit.viewer.person()?;
    let (_, until) = person.entrances.iter().find(|(id, until)| *id == room.id && until.is_some())?;
    until.map(|until| When::new(visit.lang, until))
}

/// To an admin, and to an admin only, a room that is not theirs shows its door.
async fn threshold(visit: &Visit, slug: &str, reason: &str, refusal: Option<&Refusal>) -> Answer {
    let admin = visit.signed_in()?;
    let room = entering::behind_the_door(&visit.house.db, admin, slug).await?;
    Page::new("communities/enter.html", visit.lang.say("room-enter-title"))
        .noindex()
        .section("communities")
        .refused(refusal)
        .show(
            visit,
            &EnterForm {
                action: format!("{}/entrance", room.path()),
                room_name: room.name,
                reason: Field::typed(visit.lang, "reason", reason, refusal),
            },
        )
}

async fn enter(me: Member, At(slug): At<String>, Posted(typed): Posted<Reason>) -> Answer {
    let db = &me.house.db;
    let room = entering::behind_the_door(db, &me.person, &slug).await?;
    match room.look_into(db, &me.person, &typed.reason).await {
        Ok(()) => then(room.path()).saying(&me, "entered").go(),
        Err(failure) => threshold(&me, &slug, &typed.reason, Some(&failure.refusal()?)).await,
    }
}

async fn join(me: Member, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    me.count(Limit::Acts)?;
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    memberships::join(&me.house.db, &me.person, &room).await?;
    then(room.path()).undoable(&me, "joined", &format!("{}/membership/removal", room.path()), &[]).go()
}

async fn leave(me: Member, At(slug): At<String>, Posted(Nothing {}): Posted<Nothing>) -> Answer {
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    memberships::leave(&me.house.db, &me.person, &room).await?;
    then(room.path()).undoable(&me, "left", &format!("{}/membership", room.path()), &[]).go()
}

async fn new(me: Member) -> Answer {
    if !me.person.may_propose_rooms() {
        return Err(Failure::Missing);
    }
    form(&me, None, &Form { kind: "theme".into(), audience: "public".into(), ..Form::default() }, None, "").await
}

async fn create(me: Member, Posted(typed): Posted<Form>) -> Answer {
    me.count(Limit::Acts)?;
    match creating::create(&me.house.db, &me.person, &typed.wished()).await {
        Ok(room) => {
            let said = if room.state == "open" { "room-created" } else { "room-proposed" };
            then(room.path()).saying(&me, said).go()
        }
        Err(failure) => form(&me, None, &typed, Some(&failure.refusal()?), "").await,
    }
}

async fn settings(me: Member, At(slug): At<String>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    let typed = Form::of(&room);
    form(&me, Some(&room), &typed, None, "").await
}

async fn update(me: Member, At(slug): At<String>, Posted(typed): Posted<Form>) -> Answer {
    me.count(Limit::Acts)?;
    let room = settled_by(&me, &slug).await?;
    match room.clone().edit(&me.house.db, &me.person, &typed.wished()).await {
        Ok(room) => then(room.path()).saying(&me, "room-edited").go(),
        Err(failure) => form(&me, Some(&room), &typed, Some(&failure.refusal()?), "").await,
    }
}

async fn decide(me: Member, At(slug): At<String>, Posted(typed): Posted<Decision>) -> Answer {
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, &slug).await?;
    let open = match typed.decision.as_str() {
        "open" => true,
        "decline" => false,
        _ => return Err(Refusal::NotAChoice { field: "decision" }.into()),
    };
    room.decide(&me.house.db, &me.person, open, &typed.reason).await?;
    then("/communities").saying(&me, "room-decided").go()
}

async fn name_manager(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    let done = room.name_manager(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "manager-named").await
}

async fn stand_down(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    let done = room.stand_down(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "manager-removed").await
}

async fn let_in(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    let done = room.let_in(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "let-in").await
}

async fn show_out(me: Member, At(slug): At<String>, Posted(typed): Posted<Named>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    let done = room.show_out(&me.house.db, &me.person, &typed.handle).await;
    after_people(&me, &room, &typed, done, "shown-out").await
}

async fn after_people(me: &Member, room: &communities::Model, typed: &Named, done: Outcome<()>, said: &str) -> Answer {
    match done {
        Ok(()) => then(format!("{}/settings", room.path())).saying(me, said).go(),
        Err(failure) => form(me, Some(room), &Form::of(room), Some(&failure.refusal()?), &typed.handle).await,
    }
}

/// A room its settings are open to: read by this person, and theirs to settle.
async fn settled_by(me: &Member, slug: &str) -> Outcome<communities::Model> {
    let room = communities::Model::readable_by(&me.house.db, &me.viewer, slug).await?;
    if room.may_be_edited_by(&me.person) { Ok(room) } else { Err(Failure::Missing) }
}

impl Form {
    fn wished(&self) -> Wished {
        Wished {
            name: self.name.clone(),
            slug: self.slug.clone(),
            description: self.description.clone(),
            rules: self.rules.clone(),
            tags: self.tags.clone(),
            kind: self.kind.clone(),
            audience: self.audience.clone(),
        }
    }

    fn of(room: &communities::Model) -> Self {
        Self {
            name: room.name.clone(),
            slug: room.slug.clone(),
            description: room.description.clone(),
            rules: room.rules.clone(),
            tags: slugs(&room.usual_tags).join(", "),
            kind: room.kind.clone(),
            audience: room.audience.clone(),
        }
    }
}

async fn form(
    me: &Member,
    room: Option<&communities::Model>,
    typed: &Form,
    refusal: Option<&Refusal>,
    handle: &str,
) -> Answer {
    let lang = me.lang;
    let field = |name, value: &str| Field::typed(lang, name, value, refusal);
    let mode = match room {
        Some(_) => "settings",
        None if me.person.is_admin => "create",
        None => "propose",
    };
    let people = match room {
        None => None,
        Some(room) => Some(people(me, room, field("handle", handle)).await?),
    };
    let names = Audience::ALL.map(Audience::name);
    let audiences: Vec<&str> = names.iter().map(String::as_str).collect();
    let path = room.map_or_else(|| "/communities".to_owned(), communities::Model::path);
    Page::new("communities/form.html", lang.say(&format!("room-form-{mode}-title")))
        .noindex()
        .section("communities")
        .refused(refusal)
        .show(
            me,
            &RoomForm {
                mode,
                action: if room.is_some() { format!("{path}/settings") } else { path.clone() },
                back: path,
                name: field("name", &typed.name),
                slug: field("slug", &typed.slug),
                description: field("description", &typed.description),
                rules: field("rules", &typed.rules),
                tags: field("tags", &typed.tags),
                kinds: Choice::among("room-kind", &KINDS, &typed.kind, true),
                audiences: Choice::among("audience", &audiences, &typed.audience, true),
                refusal: at_the_top(lang, refusal, &["name", "slug", "description", "rules", "tags", "handle"]),
                people,
            },
        )
}

async fn people(me: &Member, room: &communities::Model, handle: Field) -> Outcome<RoomPeople> {
    let db = &me.house.db;
    let path = room.path();
    Ok(RoomPeople {
        managers: room.managers(db).await?.iter().map(Author::of).collect(),
        managers_path: format!("{path}/managers"),
        managers_removal_path: format!("{path}/managers/removal"),
        named: room.audience() == Audience::Named,
        let_in: room.people_let_in(db).await?.iter().map(Author::of).collect(),
        entrances_path: format!("{path}/entrances"),
        entrances_removal_path: format!("{path}/entrances/removal"),
        handle,
    })
}

/// People to suggest after an `@` in a new thread of this room.
async fn mentions(me: Member, At(slug): At<String>, Asked(asked): Asked<super::threads::Q>) -> Answer {
    me.count(Limit::Previews)?;
    let viewer = Viewer::Member(me.person.clone());
    let room = communities::Model::readable_by(&me.house.db, &viewer, &slug).await?;
    super::threads::suggestions(&me, &room, None, &asked.q).await
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/communities", get(index).post(create))
        .add("/communities/new", get(new))
        .add("/communities/{slug}", get(show))
        .add("/communities/{slug}/settings", get(settings).post(update))
        .add("/communities/{slug}/membership", post(join))
        .add("/communities/{slug}/membership/removal", post(leave))
        .add("/communities/{slug}/decision", post(decide))
        .add("/communities/{slug}/entrance", post(enter))
        .add("/communities/{slug}/managers", post(name_manager))
        .add("/communities/{slug}/managers/removal", post(stand_down))
        .add("/communities/{slug}/entrances", post(let_in))
        .add("/communities/{slug}/entrances/removal", post(show_out))
        .add("/communities/{slug}/mentions", get(mentions))
}
