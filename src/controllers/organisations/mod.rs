//! Organisations: the directory, one of them, opening and settling one.

mod addresses;
pub(super) mod channels;
mod console;
mod embed;
mod keys;
mod mapping;
mod people;
mod proofs;
mod settings;
mod sources;
mod webhook;

use axum::extract::DefaultBodyLimit;
use loco_rs::prelude::*;
use serde::Deserialize;

use super::{
    answers::{Answer, Page, only_at},
    extractors::{Asked, At, SENDING_LIMIT, Visit},
    feeds::{self, offers::Shape},
    offers,
};
use crate::{
    freshness::Tag,
    models::{
        alerts,
        applications::figures,
        keyset::After,
        offers::{listing as published, seeking::Sought},
        organisations::{self, KINDS, Role, listing, members},
        places,
    },
    refusals::Refusal,
    text,
    views::{
        Choice, at_the_top,
        communities::PlaceLine,
        contacts::Habits,
        offers::OfferRow,
        organisations::{DirectoryPage, Follow, MineRow, OrganisationPage, OrganisationRow},
    },
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    kind: String,
    after: String,
}

async fn index(visit: Visit, Asked(filter): Asked<Filter>) -> Answer {
    let (db, lang) = (&visit.house.db, visit.lang);
    let after = After::parse(&filter.after);
    let found = listing::list(db, &filter.kind, after).await?;
    let counts = listing::published(db, &found.rows).await?;
    let filtered = KINDS.contains(&filter.kind.as_str());
    let kind = if filtered { format!("kind={}&", filter.kind) } else { String::new() };
    let (mine, unproven) = match visit.viewer.person() {
        Some(me) if after.is_none() => {
            (members::of_person(db, me.id).await?, if me.is_admin { listing::unproven(db).await? } else { vec![] })
        }
        _ => (vec![], vec![]),
    };
    let kinds: Vec<&str> = std::iter::once("").chain(KINDS).collect();
    let page = Page::new("organisations/index.html", lang.say("organisations-title"))
        .describe(lang.say("organisations-lead"))
        .canonical("/organisations")
        .section("offers")
        .depends_on([Tag::Offers]);
    let page = if filtered || after.is_some() { page.noindex() } else { page };
    page.show(
        &visit,
        &DirectoryPage {
            rows: OrganisationRow::all(&found.rows, &counts),
            next: found.next.map(|next| format!("/organisations?{kind}after={next}")),
            kinds: Choice::among("organisation-kind", &kinds, &filter.kind, false),
            filtered,
            mine: mine.iter().map(MineRow::of).collect(),
            unproven: unproven.iter().map(|one| OrganisationRow::of(one, 0)).collect(),
            may_open: visit.viewer.person().is_some_and(|me| members::may_recruit(me)),
        },
    )
}

async fn show(visit: Visit, At(slug): At<String>) -> Answer {
    let (organisation, role) = seen(&visit, &slug).await?;
    only_at(&visit, &organisation.path())?;
    page(&visit, &organisation, role, None).await
}

/// An organisation through the reader's eyes: before it is proven it is there for its own
/// people, for those it invited and for admins.
async fn seen(visit: &Visit, slug: &str) -> Result<(organisations::Model, Option<Role>), crate::refusals::Failure> {
    let db = &visit.house.db;
    let organisation = organisations::Model::at(db, slug).await?;
    let Some(me) = visit.viewer.person() else {
        return organisation.is_proven().then_some((organisation, None)).ok_or(crate::refusals::Failure::Missing);
    };
    let role = organisation.role_of(db, me).await?;
    if organisation.is_proven() || role.is_some() || organisation.has_invited(db, me).await? {
        return Ok((organisation, role));
    }
    Err(crate::refusals::Failure::Missing)
}

async fn page(
    visit: &Visit,
    organisation: &organisations::Model,
    role: Option<Role>,
    refusal: Option<&Refusal>,
) -> Answer {
    let (db, lang) = (&visit.house.db, visit.lang);
    let path = organisation.path();
    let offers = published::list(db, &Sought::of(organisation.id), None, published::PAGE).await?;
    let place = match &organisation.place_code {
        Some(code) => places::find(db, code).await?,
        None => None,
    };
    let me = visit.viewer.person();
    let invited = match me {
        Some(me) if role.is_none() => organisation.has_invited(db, me).await?,
        _ => false,
    };
    let page = Page::new("organisations/show.html", &organisation.name)
        .describe(text::sense(&organisation.about))
        .canonical(&path)
        .section("offers")
        .refused(refusal)
        .feed(Some(organisation.act("offers.atom")));
    let page = if organisation.is_proven() {
        page.depends_on([Tag::Organisation(organisation.id), Tag::References])
    } else {
        page.noindex()
    };
    page.show(
        visit,
        &OrganisationPage {
            place: place.as_ref().map(PlaceLine::of),
            offers: OfferRow::all(lang, &offers.rows),
            more: offers.next.map(|_| format!("{path}/offers")),
            invited,
            may_prove: role.is_some()
                && !organisation.is_proven()
                && me.is_some_and(|me| organisation.is_provable_by(me)),
            may_answer_for: me.is_some_and(|me| me.is_admin),
            habits: figures::habits(db, organisation.id)
                .await?
                .map(|habits| Habits::named(lang, &organisation.name, habits)),
            recruits: match me {
                Some(me) => organisation.is_recruited_by(db, me).await?,
                None => false,
            },
            follow: match me {
                Some(me) if organisation.is_proven() => {
                    Some(Follow::of(organisation, alerts::following(db, me.id, organisation.id).await?.as_ref()))
                }
                _ => None,
            },
            refusal: at_the_top(lang, refusal, &[]),
            ..OrganisationPage::of(organisation, role)
        },
    )
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/organisations", get(index).post(settings::create))
        .add("/organisations/new", get(settings::new))
        .add("/organisations/{slug}", get(show))
        .add("/organisations/{slug}/settings", get(settings::settings).post(settings::update))
        .add("/organisations/{slug}/proof", post(proofs::prove))
        .add("/organisations/{slug}/verification", post(proofs::answer_for))
        .add("/organisations/{slug}/verification/removal", post(proofs::take_back))
        .add("/organisations/{slug}/people", get(people::list).post(people::invite))
        .add("/organisations/{slug}/people/acceptance", post(people::come_in))
        .add("/organisations/{slug}/people/removal", post(people::leave))
        .add("/organisations/{slug}/console", get(console::show).post(console::act))
        .add("/organisations/{slug}/channels", get(channels::show).post(channels::update))
        .add("/organisations/{slug}/keys", get(keys::list).post(keys::make))
        .add("/organisations/{slug}/keys/{id}/removal", post(keys::remove))
        .add("/organisations/{slug}/webhook", get(webhook::show).post(webhook::open))
        .add("/organisations/{slug}/webhook/removal", post(webhook::close))
        .add("/organisations/{slug}/webhook/trial", post(webhook::ping))
        .add("/organisations/{slug}/webhook/deliveries/{id}", post(webhook::again))
        .add(
            "/organisations/{slug}/sources",
            get(sources::list).post(sources::send).layer(DefaultBodyLimit::max(SENDING_LIMIT)),
        )
        .add("/organisations/{slug}/sources/addresses", post(addresses::propose))
        .add("/organisations/{slug}/sources/{source}/reading", post(addresses::resume))
        .add("/organisations/{slug}/sources/{source}/mapping", get(mapping::show).post(mapping::update))
        .add("/organisations/{slug}/sources/{source}/pause", post(addresses::pause))
        .add("/organisations/{slug}/runs", post(sources::import))
        .add("/organisations/{slug}/runs/{run}", get(sources::show))
        .add("/organisations/{slug}/runs/{run}/withdrawal", post(sources::release))
        .add("/organisations/{slug}/offers", get(offers::of_organisation).post(offers::writing::create))
        .add("/organisations/{slug}/offers/new", get(offers::writing::new))
        .add("/organisations/{slug}/offers/embed", get(embed::show))
        .add("/organisations/{slug}/offers.xml", feeds::offers::of_organisation(Shape::Indeed))
        .add("/organisations/{slug}/offers.linkedin.xml", feeds::offers::of_organisation(Shape::LinkedIn))
        .add("/organisations/{slug}/offers.atom", feeds::offers::of_organisation(Shape::Atom))
        .add("/organisations/{slug}/offers.json", feeds::offers::of_organisation(Shape::Json))
}
