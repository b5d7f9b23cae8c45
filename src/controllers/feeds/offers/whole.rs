//! A feed with everything there is: sent a page of the list at a time, so that no more than
//! one is in memory. It is whole when its foot is there.

use std::fmt::Write as _;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};
use bytes::Bytes;
use futures_util::stream;
use serde_json::json;

use super::{Shape, indeed, linkedin};
use crate::{
    clock,
    controllers::feeds::{XML, clean},
    house::House,
    models::{
        keyset::After,
        offers::{
            listing::{self, Listed, PAGE},
            posting::{self, Stands},
            seeking::Sought,
        },
        places::{self, Model as Place},
    },
    refusals::Outcome,
    words::Lang,
};

const JSON: &str = "application/json; charset=utf-8";

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
    sought: Sought,
    shape: Shape,
    step: Step,
    begun: bool,
}

pub(super) fn sent(house: House, sought: Sought, shape: Shape) -> Response {
    let sending = Sending { house, sought, shape, step: Step::Head, begun: false };
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
    let content_type = if shape == Shape::Json { JSON } else { XML };
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
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
                let page = listing::list(&self.house.db, &self.sought, after, PAGE).await?;
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
        let mut head = String::new();
        match self.shape {
            Shape::Json => {
                let (publisher, address) = (json!(publisher), json!(address));
                let _ = write!(head, "{{\"publisher\":{publisher},\"publisherUrl\":{address},\"offers\":[");
            }
            shape => {
                head.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<source>\n");
                let its_address = if shape == Shape::LinkedIn { "publisherUrl" } else { "publisherurl" };
                if shape == Shape::LinkedIn {
                    // RFC 9110, §5.6.7: as a header says a moment.
                    let now = clock::now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
                    element(&mut head, "lastBuildDate", &now);
                }
                element(&mut head, "publisher", &publisher);
                element(&mut head, its_address, &address);
            }
        }
        head
    }

    fn foot(&self) -> &'static str {
        if self.shape == Shape::Json { "\n]}\n" } else { "</source>\n" }
    }

    fn write(&mut self, out: &mut String, listed: &Listed, known: &[Place]) {
        let address = self.house.address(&listed.offer.path());
        match self.shape {
            Shape::LinkedIn => linkedin::job(out, listed, &address, known),
            Shape::Json => {
                let stands = Stands { address: &address, places: known, seat: seat(listed, known) };
                out.push_str(if self.begun { ",\n" } else { "\n" });
                let _ = write!(out, "{}", posting::json_ld(listed, &stands));
                self.begun = true;
            }
            Shape::Indeed | Shape::Atom => indeed::job(out, listed, &address, known),
        }
    }
}

/// Where its organisation is.
pub(super) fn seat<'a>(listed: &Listed, known: &'a [Place]) -> Option<&'a Place> {
    let seat = listed.organisation.place_code.as_ref()?;
    known.iter().find(|place| place.code == *seat)
}

/// Text in CDATA, which cannot hold its own end: that is parted in two.
pub(super) fn element(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "<{name}><![CDATA[{}]]></{name}>", clean(text).replace("]]>", "]]]]><![CDATA[>"));
}
