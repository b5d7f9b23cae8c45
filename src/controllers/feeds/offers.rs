//! Published offers, for boards and for programs: whole, streamed a batch at a time
//! whatever there is of them; and the latest as Atom. XML has the shape that Indeed
//! describes and most boards read (docs.indeed.com, XML job feed): CDATA everywhere, no
//! entity, an offer on this site and in the feed says the same.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use bytes::Bytes;
use futures_util::stream;
use sea_orm::{QueryOrder as _, QuerySelect as _, prelude::DateTimeWithTimeZone};
use serde_json::json;

use super::{ATOM, Content, ENTRIES, Entry, XML, atom, clean, date};
use crate::{
    controllers::{
        answers::{Answer, xml},
        extractors::{At, Visit},
    },
    freshness::Tag,
    house::House,
    models::{
        keyset::After,
        offers::{
            Column,
            claims::{Contract, Remote},
            listing::{self, Listed},
            posting::{self, Stands},
        },
        organisations,
        places::{self, Model as Place},
        slugs,
    },
    refusals::{Failure, Outcome},
    views::offers::pay,
    words::Lang,
};

const JSON: &str = "application/json; charset=utf-8";

pub async fn atom_all(visit: Visit) -> Answer {
    latest(&visit, None).await
}

pub async fn atom_of(visit: Visit, At(slug): At<String>) -> Answer {
    let of = proven(&visit, &slug).await?;
    latest(&visit, Some(&of)).await
}

pub async fn xml_all(visit: Visit) -> Answer {
    Ok(whole(visit.house, None, Shape::Xml))
}

pub async fn xml_of(visit: Visit, At(slug): At<String>) -> Answer {
    let of = proven(&visit, &slug).await?;
    Ok(whole(visit.house, Some(of), Shape::Xml))
}

pub async fn json_all(visit: Visit) -> Answer {
    Ok(whole(visit.house, None, Shape::Json))
}

pub async fn json_of(visit: Visit, At(slug): At<String>) -> Answer {
    let of = proven(&visit, &slug).await?;
    Ok(whole(visit.house, Some(of), Shape::Json))
}

/// For the site map: the latest, and when each last changed.
pub(super) async fn mapped(house: &House, most: u64) -> Outcome<Vec<(String, Option<String>)>> {
    let offers: Vec<(i64, String, DateTimeWithTimeZone)> = listing::open(None)
        .select_only()
        .columns([Column::Id, Column::Title, Column::UpdatedAt])
        .order_by_desc(Column::PublishedAt)
        .order_by_desc(Column::Id)
        .limit(most)
        .into_tuple()
        .all(&house.db)
        .await?;
    let address = |id, title: &str| house.address(&slugs::path("offers", id, &slugs::slug(title)));
    Ok(offers.iter().map(|(id, title, changed)| (address(*id, title), Some(date(changed)))).collect())
}

async fn proven(visit: &Visit, slug: &str) -> Outcome<organisations::Model> {
    let of = organisations::Model::at(&visit.house.db, slug).await?;
    if of.is_proven() { Ok(of) } else { Err(Failure::Missing) }
}

/// RFC 4287: the latest, each with its text.
async fn latest(visit: &Visit, of: Option<&organisations::Model>) -> Answer {
    let house = &visit.house;
    let found = listing::list(&house.db, &Default::default(), of.map(|of| of.id), None, None).await?;
    let entries: Vec<Entry> = found.rows.iter().take(ENTRIES as usize).map(|listed| entry(house, listed)).collect();
    let (path, title, tag) = match of {
        Some(of) => {
            let title = Lang::Fr.say_with("offers-of", &[("name", of.name.clone().into())]);
            (of.act("offers.atom"), title, Tag::Organisation(of.id))
        }
        None => ("/offers.atom".to_owned(), Lang::Fr.say("offers-title"), Tag::Offers),
    };
    Ok(xml(ATOM, atom(house, &path, &title, &entries)?, vec![tag]))
}

fn entry(house: &House, listed: &Listed) -> Entry {
    Entry {
        id: house.address(&format!("/offers/{}", listed.offer.id)),
        title: listed.offer.title.clone(),
        author: Some(listed.organisation.name.clone()),
        author_id: None,
        updated: date(listed.offer.published_at.as_ref().unwrap_or(&listed.offer.created_at)),
        content: Content::Html(listed.offer.text_html.clone()),
    }
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Xml,
    Json,
}

impl Shape {
    fn content_type(self) -> &'static str {
        match self {
            Self::Xml => XML,
            Self::Json => JSON,
        }
    }
}

/// Where a feed stands while it is sent.
enum Step {
    Head,
    /// After this offer; none: from the first.
    From(Option<After>),
    Foot,
    Done,
}

struct Sending {
    house: House,
    of: Option<Arc<organisations::Model>>,
    shape: Shape,
    step: Step,
    begun: bool,
}

/// Everything there is, a page of the list at a time: no more than one is in memory.
fn whole(house: House, of: Option<organisations::Model>, shape: Shape) -> Response {
    let sending = Sending { house, of: of.map(Arc::new), shape, step: Step::Head, begun: false };
    let body = Body::from_stream(stream::try_unfold(sending, |mut sending| async move {
        match sending.next().await {
            Ok(Some(part)) => Ok(Some((Bytes::from(part), sending))),
            Ok(None) => Ok(None),
            // The reader sees that it broke off: a whole feed ends with its foot.
            Err(failure) => {
                tracing::warn!(%failure, "a feed of offers broke off");
                Err(std::io::Error::other("the feed broke off"))
            }
        }
    }));
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(shape.content_type()));
    response
}

impl Sending {
    async fn next(&mut self) -> Outcome<Option<String>> {
        Ok(match self.step {
            Step::Head => {
                self.step = Step::From(None);
                Some(self.head())
            }
            Step::From(after) => {
                let of = self.of.as_ref().map(|of| of.id);
                let page = listing::list(&self.house.db, &Default::default(), of, None, after).await?;
                let codes =
                    page.rows.iter().flat_map(|listed| &listed.places).filter_map(|place| place.place_code.clone());
                let seats = page.rows.iter().filter_map(|listed| listed.organisation.place_code.clone());
                let known = places::of_codes(&self.house.db, codes.chain(seats).collect()).await?;
                self.step = page.next.map_or(Step::Foot, |next| Step::From(Some(next)));
                let mut part = String::with_capacity(page.rows.len() * 4_096);
                for listed in &page.rows {
                    self.write(&mut part, listed, &known);
                }
                Some(part)
            }
            Step::Foot => {
                self.step = Step::Done;
                Some(self.foot().to_owned())
            }
            Step::Done => None,
        })
    }

    fn head(&self) -> String {
        let publisher = Lang::Fr.say("site-name");
        let address = self.house.address("/");
        match self.shape {
            Shape::Xml => {
                let mut head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<source>\n".to_owned();
                element(&mut head, "publisher", &publisher);
                element(&mut head, "publisherurl", &address);
                head
            }
            Shape::Json => {
                format!("{{\"publisher\":{},\"publisherUrl\":{},\"offers\":[", json!(publisher), json!(address))
            }
        }
    }

    fn foot(&self) -> &'static str {
        match self.shape {
            Shape::Xml => "</source>\n",
            Shape::Json => "\n]}\n",
        }
    }

    fn write(&mut self, out: &mut String, listed: &Listed, known: &[Place]) {
        let address = self.house.address(&listed.offer.path());
        match self.shape {
            Shape::Xml => job(out, listed, &address, known),
            Shape::Json => {
                let seat = listed.organisation.place_code.as_ref();
                let seat = known.iter().find(|place| Some(&place.code) == seat);
                let posting = posting::json_ld(listed, &Stands { address: &address, places: known, seat });
                out.push_str(if self.begun { ",\n" } else { "\n" });
                let _ = write!(out, "{posting}");
                self.begun = true;
            }
        }
    }
}

/// One `<job>`: an element a fact, left out where the offer does not say it.
fn job(out: &mut String, listed: &Listed, address: &str, known: &[Place]) {
    let (offer, of, claims) = (&listed.offer, &listed.organisation, listed.offer.claims());
    let place =
        listed.places.first().and_then(|place| known.iter().find(|one| Some(&one.code) == place.place_code.as_ref()));
    let moment = |at: Option<DateTimeWithTimeZone>| at.as_ref().map(date).unwrap_or_default();
    out.push_str("<job>\n");
    let mut say = |name: &str, text: &str| {
        if !text.is_empty() {
            element(out, name, text);
        }
    };
    say("title", &offer.title);
    say("date", &moment(offer.published_at));
    say("referencenumber", &offer.id.to_string());
    say("requisitionid", &offer.id.to_string());
    say("url", address);
    say("company", claims.employer.as_deref().unwrap_or(&of.name));
    say("sourcename", &of.name);
    let label = listed.places.first().map(|place| place.label.as_str()).unwrap_or_default();
    say("city", place.map_or(label, |place| place.name.as_str()));
    say("state", place.map(|place| place.department.as_str()).unwrap_or_default());
    say("country", "FR");
    let postcode = place.and_then(|place| place.postcodes.split_whitespace().next());
    say("postalcode", postcode.unwrap_or_default());
    say("description", &offer.text_html);
    say("salary", &claims.pay.as_ref().and_then(|said| pay(Lang::Fr, said)).unwrap_or_default());
    say("education", claims.education.as_deref().unwrap_or_default());
    say("jobtype", job_type(claims.contract, claims.is_part_time()));
    say("category", claims.trade.as_deref().unwrap_or_default());
    let months = claims.experience_months.filter(|months| *months > 0);
    say("experience", &months.map(|months| format!("{months} mois")).unwrap_or_default());
    say(
        "remotetype",
        match claims.remote {
            Remote::No => "",
            Remote::Partly => "Hybrid remote",
            Remote::Wholly => "Fully remote",
        },
    );
    say("expirationdate", &moment(offer.expires_at));
    say("lastactivitydate", &date(&offer.updated_at));
    out.push_str("</job>\n");
}

/// Indeed's words.
fn job_type(contract: Option<Contract>, part_time: bool) -> &'static str {
    match contract {
        Some(Contract::Internship) => "internship",
        Some(Contract::Apprenticeship | Contract::Professionalisation) => "apprenticeship",
        Some(Contract::FixedTerm | Contract::Seasonal | Contract::Temporary) => "temporary",
        Some(Contract::Freelance) => "contract",
        Some(Contract::Volunteering) => "volunteer",
        Some(_) if part_time => "parttime",
        Some(_) => "fulltime",
        None => "",
    }
}

/// Text in CDATA, which cannot hold its own end: that is parted in two.
fn element(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "<{name}><![CDATA[{}]]></{name}>", clean(text).replace("]]>", "]]]]><![CDATA[>"));
}
