//! An offer as search engines and job boards read it on its page: a schema.org
//! `JobPosting` in JSON-LD, with everything that Google requires and recommends
//! (developers.google.com/search/docs/appearance/structured-data/job-posting) and
//! nothing that the offer does not say.

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};

use super::{
    claims::{Contract, Pay, Period, Remote},
    listing::Listed,
};
use crate::models::places;

/// What it takes besides the offer: its full address, and its places as the house knows them.
#[derive(Debug)]
pub struct Stands<'a> {
    pub address: &'a str,
    pub places: &'a [places::Model],
    /// Of the organisation, where the offer names none.
    pub seat: Option<&'a places::Model>,
}

/// # Panics
/// Never: every value is made here.
pub fn json_ld(listed: &Listed, stands: &Stands<'_>) -> Value {
    let (offer, of, claims) = (&listed.offer, &listed.organisation, listed.offer.claims());
    let employer = claims.employer.as_deref().unwrap_or(&of.name);
    let mut organisation = json!({ "@type": "Organization", "name": employer });
    if claims.employer.is_none() && !of.website.is_empty() {
        organisation["sameAs"] = of.website.as_str().into();
    }
    let mut posting = Map::new();
    let mut say = |name: &str, value: Value| posting.insert(name.to_owned(), value);
    say("@context", "https://schema.org/".into());
    say("@type", "JobPosting".into());
    say("title", offer.title.as_str().into());
    say("description", offer.text_html.as_str().into());
    say("identifier", json!({ "@type": "PropertyValue", "name": of.name, "value": offer.id.to_string() }));
    say("datePosted", day(offer.published_at).into());
    say("validThrough", day(offer.expires_at).into());
    say("url", stands.address.into());
    say("hiringOrganization", organisation);
    say("directApply", false.into());
    say("jobLocation", locations(listed, stands));
    if claims.remote == Remote::Wholly {
        say("jobLocationType", "TELECOMMUTE".into());
        say("applicantLocationRequirements", json!({ "@type": "Country", "name": "France" }));
    }
    let kinds = employment_types(claims.contract, claims.is_part_time());
    if !kinds.is_empty() {
        say("employmentType", kinds.into());
    }
    if let Some(pay) = claims.pay.as_ref().and_then(base_salary) {
        say("baseSalary", pay);
    }
    if let Some(code) = &claims.trade {
        let trade = listed.trade.as_ref().map(|trade| trade.title.as_str()).unwrap_or_default();
        say(
            "occupationalCategory",
            json!({ "@type": "CategoryCode", "inCodeSet": "ROME", "codeValue": code, "name": trade }),
        );
    }
    if !claims.skills.is_empty() {
        say("skills", claims.skills.join(", ").into());
    }
    if let Some(months) = claims.experience_months {
        say(
            "experienceRequirements",
            match months {
                0 => "no requirements".into(),
                months => json!({ "@type": "OccupationalExperienceRequirements", "monthsOfExperience": months }),
            },
        );
    }
    match claims.education.as_deref() {
        Some("") => {
            say("educationRequirements", "no requirements".into());
        }
        Some(asked) => {
            say("qualifications", asked.into());
        }
        None => {}
    }
    if let Some(posts) = claims.posts {
        say("totalJobOpenings", posts.into());
    }
    if let Some(start) = claims.start {
        say("jobStartDate", start.to_string().into());
    }
    if let Some(hours) = claims.weekly_hours {
        say("workHours", format!("{hours} h / semaine").replace('.', ",").into());
    }
    Value::Object(posting)
}

/// ISO 8601, with its offset.
fn day(moment: Option<DateTime<FixedOffset>>) -> String {
    moment.map(|moment| moment.to_utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)).unwrap_or_default()
}

/// Where one works; the seat of the organisation where nothing is said. A country always
/// stands there: it is required.
fn locations(listed: &Listed, stands: &Stands<'_>) -> Value {
    let known = |code: &str| stands.places.iter().find(|place| place.code == code);
    let mut found: Vec<Value> = listed
        .places
        .iter()
        .map(|place| match place.place_code.as_deref().and_then(known) {
            Some(known) => at(known),
            None => postal(json!({ "addressLocality": place.label })),
        })
        .collect();
    if found.is_empty() {
        found.push(stands.seat.map_or_else(|| postal(json!({})), at));
    }
    if found.len() == 1 { found.remove(0) } else { found.into() }
}

fn at(place: &places::Model) -> Value {
    let mut address = Map::new();
    match place.kind.as_str() {
        "commune" | "arrondissement" => {
            address.insert("addressLocality".into(), place.name.as_str().into());
            address.insert("addressRegion".into(), place.department.as_str().into());
            if let Some(postcode) = place.postcodes.split_whitespace().next() {
                address.insert("postalCode".into(), postcode.into());
            }
        }
        _ => {
            address.insert("addressRegion".into(), place.name.as_str().into());
        }
    }
    let mut location = postal(Value::Object(address));
    if let (Some(latitude), Some(longitude)) = (place.lat, place.lon) {
        location["geo"] = json!({ "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude });
    }
    location
}

fn postal(mut address: Value) -> Value {
    address["@type"] = "PostalAddress".into();
    address["addressCountry"] = "FR".into();
    json!({ "@type": "Place", "address": address })
}

/// Google's words for kinds of contract; several are allowed.
fn employment_types(contract: Option<Contract>, part_time: bool) -> Vec<&'static str> {
    let time = if part_time { "PART_TIME" } else { "FULL_TIME" };
    match contract {
        None => vec![],
        Some(Contract::Permanent | Contract::Public) => vec![time],
        Some(Contract::FixedTerm | Contract::Seasonal | Contract::Temporary) => vec![time, "TEMPORARY"],
        Some(Contract::Apprenticeship | Contract::Professionalisation) => vec![time, "OTHER"],
        Some(Contract::Internship) => vec!["INTERN"],
        Some(Contract::Freelance) => vec!["CONTRACTOR"],
        Some(Contract::Volunteering) => vec!["VOLUNTEER"],
        Some(Contract::Other) => vec!["OTHER"],
    }
}

/// The employer's own figures, never an estimate.
fn base_salary(pay: &Pay) -> Option<Value> {
    let unit = match pay.period? {
        Period::Hour => "HOUR",
        Period::Day => "DAY",
        Period::Week => "WEEK",
        Period::Month => "MONTH",
        Period::Year => "YEAR",
    };
    let mut value = json!({ "@type": "QuantitativeValue", "unitText": unit });
    match (pay.min, pay.max) {
        (Some(min), Some(max)) if min < max => {
            value["minValue"] = min.into();
            value["maxValue"] = max.into();
        }
        (Some(amount), _) => value["value"] = amount.into(),
        (None, Some(max)) => value["maxValue"] = max.into(),
        (None, None) => return None,
    }
    let currency = if pay.currency.is_empty() { "EUR" } else { &pay.currency };
    Some(json!({ "@type": "MonetaryAmount", "currency": currency, "value": value }))
}
