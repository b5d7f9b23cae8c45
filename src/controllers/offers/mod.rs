//! Offers: the list, one of them; writing one and what becomes of it.

mod acts;
mod closures;
mod desk;
pub(super) mod filter;
mod marks;
mod relays;
mod statements;
pub mod writing;

use axum::http::StatusCode;
use loco_rs::prelude::*;

use self::filter::{Filter, about};
use super::{
    answers::{Answer, Page, only_at},
    extractors::{Asked, At, Numbered, Visit},
    feeds::{self, offers::Shape},
};
use crate::{
    freshness::Tag,
    initializers::page_cache::is_crawler,
    models::{
        applications::{
            asking::{self, Way},
            figures,
        },
        keyset::Slice,
        offers::{
            self, Readable,
            channels::Channel,
            claims::Contract,
            listing::{self, Listed, PAGE},
            marks::{self as marking, Mark},
            posting::{self, Stands},
            relaying,
            seeking::{REMOTES, Sought, TIMES, Wanted},
        },
        organisations::{self, Role},
        places,
    },
    refusals::{Failure, Outcome, Refusal},
    text,
    views::{
        Choice, Field,
        alerts::Relayed,
        at_the_top,
        contacts::Habits,
        offers::{
            Apply, Facts, Here, IndexPage, Mine, OfferPage, OfferRow, channels::Switch, console, form::FindingRow,
        },
        when,
    },
};

async fn index(visit: Visit, Asked(filter): Asked<Filter>) -> Answer {
    list(&visit, filter, None).await
}

/// `/organisations/{slug}/offers`
pub(super) async fn of_organisation(visit: Visit, At(slug): At<String>, Asked(filter): Asked<Filter>) -> Answer {
    let organisation = organisations::Model::proven_at(&visit.house.db, &slug).await?;
    list(&visit, filter, Some(&organisation)).await
}

async fn list(visit: &Visit, filter: Filter, of: Option<&organisations::Model>) -> Answer {
    let (db, lang) = (&visit.house.db, visit.lang);
    let (wanted, after) = filter.wanted();
    let me = visit.viewer.id();
    let about = about(visit, &visit.viewer, &wanted.q).await?;
    // A trade or a place that nobody knows: said beside its field.
    let (found, refusal) = match Sought::understood(db, &wanted, of.map(|of| of.id), about).await {
        Ok(sought) => (listing::list(db, &sought.for_reader(me), after, PAGE).await?, None),
        Err(failure) => (Slice { rows: vec![], next: None }, Some(failure.refusal()?)),
    };
    let base = of.map_or_else(|| "/offers".to_owned(), |of| of.act("offers"));
    let field = |name, value: &str| Field::typed(lang, name, value, refusal.as_ref());
    let any = |values: &[&'static str]| -> Vec<&'static str> { [&[""][..], values].concat() };
    let filtered = wanted.is_filtered();
    let (saved, hidden) = match me {
        Some(me) => {
            let saved = marking::saved_among(db, me, found.rows.iter().map(|listed| listed.offer.id)).await?;
            (saved, marking::count(db, me, Mark::Hidden).await?)
        }
        None => Default::default(),
    };
    let title = match of {
        Some(of) => lang.say_with("offers-of", &[("name", of.name.clone().into())]),
        None => lang.say("offers-title"),
    };
    // What was not understood is no feed either.
    let feed = refusal.is_none().then(|| wanted.path(&format!("{base}.atom"), None));
    let page = Page::new("offers/index.html", title)
        .describe(lang.say("offers-lead"))
        .canonical(&base)
        .section("offers")
        .feed(feed.clone());
    // The index follows a moment later: what it answers is not kept.
    let page = if wanted.q.trim().is_empty() { page.depends_on([Tag::Offers, Tag::References]) } else { page };
    let page = if filtered || after.is_some() { page.noindex() } else { page };
    page.show(
        visit,
        &IndexPage {
            rows: found.rows.iter().map(|listed| OfferRow::of(lang, listed).marked_by(&saved)).collect(),
            next: found.next.map(|next| wanted.path(&base, Some(next))),
            organisation: of.map(|of| (of.name.clone(), of.path())),
            alert: (filtered && refusal.is_none()).then(|| alert_of(&wanted, of)),
            here: wanted.path(&base, after),
            hidden,
            action: base,
            contracts: Choice::among("offer-contract", &any(&Contract::NAMES), &wanted.contract, false),
            remotes: Choice::among("offer-remote", &any(&REMOTES), &wanted.remote, false),
            times: Choice::among("offer-time", &any(&TIMES), &wanted.time, false),
            q: Field::holding(&wanted.q),
            trade: field("trade_code", &wanted.trade),
            near: field("place_code", &wanted.near),
            km: field("km", if wanted.km.is_empty() { "20" } else { &wanted.km }),
            pay: field("pay", &wanted.pay),
            no_degree: wanted.no_degree,
            quick: wanted.quick,
            filtered,
            feed,
        },
    )
}

/// Where one asks to be told of what is new in this list.
fn alert_of(wanted: &Wanted, of: Option<&organisations::Model>) -> String {
    let mut asked = form_urlencoded::Serializer::new(String::from("/me/alerts/new?"));
    asked.append_pair("asked", &wanted.asked());
    if let Some(of) = of {
        asked.append_pair("organisation", &of.slug);
    }
    asked.finish()
}

async fn show(visit: Visit, At(asked): At<Numbered>) -> Answer {
    if asked.format.is_some() {
        return Err(Failure::Missing);
    }
    let offer = found(&visit, &asked).await?;
    only_at(&visit, &offer.path())?;
    page(&visit, &offer, None).await
}

/// The offer asked for, through the reader's eyes.
pub(super) async fn found(visit: &Visit, asked: &Numbered) -> Outcome<Readable> {
    offers::Model::readable_by(&visit.house.db, &visit.viewer, asked.id).await
}

async fn page(visit: &Visit, offer: &Readable, refusal: Option<&Refusal>) -> Answer {
    let (db, lang) = (&visit.house.db, visit.lang);
    let listed = listing::listed(db, &offer.offer).await?.ok_or(Failure::Missing)?;
    let claims = offer.claims();
    let check = visit.house.check();
    let published = offer.is_published();
    let posting = match published && offer.goes_through(Channel::Engines, &offer.organisation) {
        true => Some(json_ld(visit, &listed).await?),
        false => None,
    };
    let applications = match visit.viewer.person() {
        Some(me) if offer.organisation.is_recruited_by(db, me).await? => {
            Some(offer.organisation.act(&format!("applications?offer={}", offer.id)))
        }
        _ => None,
    };
    let mark = match visit.viewer.id() {
        Some(me) => Some(marking::on(db, me, offer.id).await?.map_or("", Mark::name)),
        None => None,
    };
    let relayed = relaying::relayed(db, &visit.viewer, offer.id).await?;
    let page = Page::new("offers/show.html", &offer.title)
        .describe(text::sense(&claims.text))
        .canonical(offer.path())
        .section("offers")
        .refused(refusal);
    let page = if published {
        // Its last day comes without anyone doing anything: the clock tells then.
        let tags = [Tag::Offer(offer.id), Tag::Organisation(offer.organisation_id), Tag::References];
        page.depends_on(tags.into_iter().chain(relayed.iter().map(|thread| Tag::Thread(thread.id))))
    } else {
        page.noindex()
    };
    // Read by others than its own people.
    let page = page.counts(Some(offer.id).filter(|_| published && offer.role.is_none()));
    // What is over is gone for those who only list what they find (RFC 9110 §15.5.11);
    // people still read what became of it.
    let page = if offer.has_ended() && refusal.is_none() && is_crawler(&visit.user_agent) {
        page.status(StatusCode::GONE)
    } else {
        page
    };
    page.show(
        visit,
        &OfferPage {
            row: OfferRow::of(lang, &listed),
            text_html: offer.text_html.clone(),
            facts: Facts::of(lang, &claims),
            apply: claims.apply.as_deref().filter(|_| published).map(Apply::of),
            until: offer.expires_at.as_ref().filter(|_| published).map(|at| when(lang, at)),
            here: here(visit, offer).await?,
            ended: offer.has_ended(),
            findings: FindingRow::all(lang, &check, &claims, &offer.found()),
            justification: offer.justification.clone(),
            json_ld: posting,
            mine: offer.role.map(|role| Mine {
                applications,
                console: offer.organisation.act("console"),
                may_write: role >= Role::Recruiter,
                acts: if role >= Role::Recruiter { console::acts(offer.state_now()) } else { vec![] },
                channels: if role >= Role::Recruiter { Switch::all(offer, &offer.organisation) } else { vec![] },
                channels_path: offer.organisation.act("channels"),
            }),
            mark,
            relayed: relayed.iter().map(Relayed::of).collect(),
            known: statements::known(visit, offer).await?,
            truth: offer.act("statements"),
            may_say: statements::may_say(visit, offer).await?,
            proof: offer.organisation.proof.clone(),
            proof_domain: offer.organisation.proof_domain.clone(),
            refusal: at_the_top(lang, refusal, &[]),
        },
    )
}

/// Answering it here, as this reader can.
async fn here(visit: &Visit, offer: &Readable) -> Outcome<Option<Here>> {
    let (db, of) = (&visit.house.db, &offer.organisation);
    let (way, path) = match asking::way(db, &visit.viewer, offer).await? {
        Way::Nothing => return Ok(None),
        Way::Sent(sent) => ("sent", sent.path()),
        Way::Slowed => ("slowed", String::new()),
        Way::Open => ("open", offer.act("applications/new")),
    };
    let habits = figures::habits(db, of.id).await?;
    let habits = habits.map(|habits| Habits::named(visit.lang, &of.name, habits));
    Ok(Some(Here { way, path, days: of.answer_days, habits }))
}

async fn json_ld(visit: &Visit, listed: &Listed) -> Outcome<String> {
    let seat = &listed.organisation.place_code;
    let codes = listed.places.iter().filter_map(|place| place.place_code.as_ref()).chain(seat);
    let known = places::of_codes(&visit.house.db, codes.cloned().collect()).await?;
    let stands = Stands {
        address: &visit.house.address(&listed.offer.path()),
        seat: known.iter().find(|place| Some(&place.code) == seat.as_ref()),
        places: &known,
    };
    Ok(posting::json_ld(listed, &stands).to_string())
}

pub fn routes() -> Routes {
    Routes::new()
        .add("/offers", get(index))
        .add("/offers.xml", feeds::offers::all(Shape::Indeed))
        .add("/offers.linkedin.xml", feeds::offers::all(Shape::LinkedIn))
        .add("/offers.atom", feeds::offers::all(Shape::Atom))
        .add("/offers.json", feeds::offers::all(Shape::Json))
        .add("/offers/{id}", get(show).post(writing::update))
        .add("/offers/{id}/edit", get(writing::edit))
        .add("/offers/{id}/mark", post(marks::mark))
        .add("/offers/{id}/mark/removal", post(marks::unmark))
        .add("/offers/{id}/relays", post(relays::create))
        .add("/offers/{id}/relays/new", get(relays::new))
        .add("/me/offers", get(marks::saved))
        .add("/me/offers/hidden", get(marks::hidden))
        .add("/offers/{id}/publication", post(acts::publish))
        .add("/offers/{id}/pause", post(acts::pause))
        .add("/offers/{id}/channels", post(acts::switch))
        .add("/offers/{id}/filling", post(acts::fill))
        .add("/offers/{id}/closure", get(closures::new).post(closures::create))
        .add("/offers/{id}/renewal", post(acts::renew))
        .add("/offers/{id}/desk", get(desk::show))
        .add("/offers/{id}/care", post(desk::take_care))
        .add("/offers/{id}/care/removal", post(desk::leave_care))
        .add("/offers/{id}/notes", post(desk::note))
        .add("/offers/{id}/notes/{note}/removal", post(desk::remove_note))
        .add("/offers/{id}/statements", get(statements::show).post(statements::state))
        .add("/offers/{id}/statements/removal", post(statements::unstate))
        .add("/offers/{id}/replies", post(statements::reply))
        .add("/offers/{id}/replies/removal", post(statements::remove_reply))
        .add("/offers/{id}/copy", post(acts::copy))
        .add("/offers/{id}/removal", post(acts::withdraw))
        .add("/offers/{id}/removal/undo", post(acts::put_back))
}
