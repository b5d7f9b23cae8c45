//! What a room says of itself: creating, proposing, editing.

use serde::Deserialize;

use super::at_its_address;
use crate::controllers::{
    answers::{Answer, Page, then},
    drafts,
    extractors::{Asked, At, Member, Wrote},
};
use crate::{
    access::Audience,
    house::House,
    initializers::limits::Limit,
    models::{
        communities::{self, KINDS, creating, editing::Wished},
        tags,
    },
    refusals::{Failure, Outcome, Refusal},
    views::{
        Author, Choice, Field, at_the_top,
        communities::{RoomForm, RoomPeople},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Form {
    pub(super) name: String,
    pub(super) slug: String,
    pub(super) description: String,
    pub(super) rules: String,
    pub(super) tags: String,
    pub(super) kind: String,
    pub(super) audience: String,
    pub(super) trade_code: String,
    pub(super) place_code: String,
}

/// What the lists of people under the form show: a handle that was refused, and from
/// whom on those let in are listed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shown<'a> {
    pub(super) handle: &'a str,
    pub(super) after: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Onwards {
    after: Option<i64>,
}

pub(super) async fn new(me: Member) -> Answer {
    if !me.person.may_propose_rooms() {
        return Err(Failure::Missing);
    }
    form(
        &me,
        None,
        &Form { kind: "theme".into(), audience: "public".into(), ..Form::default() },
        None,
        Shown::default(),
    )
    .await
}

pub(super) async fn create(Wrote(me, typed): Wrote<Form>) -> Answer {
    me.count(Limit::Acts)?;
    match creating::create(&me.house.db, &me.person, &typed.wished()).await {
        Ok(room) => {
            drafts::sent(&me).await?;
            let said = if room.state == "open" { "room-created" } else { "room-proposed" };
            then(room.path()).saying(&me, said).go()
        }
        Err(failure) => form(&me, None, &typed, Some(&failure.refusal()?), Shown::default()).await,
    }
}

pub(super) async fn settings(me: Member, At(slug): At<String>, Asked(onwards): Asked<Onwards>) -> Answer {
    let room = settled_by(&me, &slug).await?;
    at_its_address(&me, &room, &slug, Some("/settings"))?;
    let typed = Form::of(&me.house, &room).await?;
    form(&me, Some(&room), &typed, None, Shown { after: onwards.after, ..Shown::default() }).await
}

pub(super) async fn update(At(slug): At<String>, Wrote(me, typed): Wrote<Form>) -> Answer {
    me.count(Limit::Acts)?;
    let room = settled_by(&me, &slug).await?;
    match room.clone().edit(&me.house.db, &me.person, &typed.wished()).await {
        Ok(room) => {
            drafts::sent(&me).await?;
            then(room.path()).saying(&me, "room-edited").go()
        }
        Err(failure) => form(&me, Some(&room), &typed, Some(&failure.refusal()?), Shown::default()).await,
    }
}

/// A room its settings are open to: read by this person, and theirs to settle.
pub(super) async fn settled_by(me: &Member, slug: &str) -> Outcome<communities::Model> {
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
            trade_code: self.trade_code.clone(),
            place_code: self.place_code.clone(),
        }
    }

    pub(super) async fn of(house: &House, room: &communities::Model) -> Outcome<Self> {
        // As people read them; a code that nobody lists any more stays as it is.
        let (trade, place) = (room.trade(&house.db).await?, room.place(&house.db).await?);
        Ok(Self {
            trade_code: trade.map(|trade| trade.label()).or_else(|| room.trade_code.clone()).unwrap_or_default(),
            place_code: place.map(|place| place.full_label()).or_else(|| room.place_code.clone()).unwrap_or_default(),
            name: room.name.clone(),
            slug: room.slug.clone(),
            description: room.description.clone(),
            rules: room.rules.clone(),
            tags: tags::names(&tags::named(house, &room.usual_tags).await?),
            kind: room.kind.clone(),
            audience: room.audience.clone(),
        })
    }
}

pub(super) async fn form(
    me: &Member,
    room: Option<&communities::Model>,
    typed: &Form,
    refusal: Option<&Refusal>,
    shown: Shown<'_>,
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
        Some(room) => Some(people(me, room, field("handle", shown.handle), shown.after).await?),
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
                called: room.map(|room| room.name.clone()).unwrap_or_default(),
                name: field("name", &typed.name),
                slug: field("slug", &typed.slug),
                description: field("description", &typed.description),
                rules: field("rules", &typed.rules),
                tags: field("tags", &typed.tags),
                trade: field("trade_code", &typed.trade_code),
                place: field("place_code", &typed.place_code),
                kinds: Choice::among("room-kind", &KINDS, &typed.kind, true),
                audiences: Choice::among("audience", &audiences, &typed.audience, true),
                refusal: at_the_top(lang, refusal, &FIELDS),
                people,
            },
        )
}

/// Beside which a refusal is shown.
const FIELDS: [&str; 8] = ["name", "slug", "description", "rules", "tags", "trade_code", "place_code", "handle"];

async fn people(me: &Member, room: &communities::Model, handle: Field, after: Option<i64>) -> Outcome<RoomPeople> {
    let db = &me.house.db;
    let path = room.path();
    let let_in = room.people_let_in(db, after).await?;
    Ok(RoomPeople {
        managers: room.managers(db).await?.iter().map(Author::of).collect(),
        managers_path: format!("{path}/managers"),
        managers_removal_path: format!("{path}/managers/removal"),
        named: room.audience() == Audience::Named,
        let_in: let_in.rows.iter().map(Author::of).collect(),
        let_in_next: let_in.next.map(|next| format!("{path}/settings?after={next}")),
        entrances_path: format!("{path}/entrances"),
        entrances_removal_path: format!("{path}/entrances/removal"),
        handle,
    })
}
