//! The shape that LinkedIn reads, by which jobs are wrapped (learn.microsoft.com, LinkedIn
//! Talent Solutions, XML feeds development guide). What LinkedIn alone knows, such as the
//! number of a company's page there, is left out.

use sea_orm::prelude::DateTimeWithTimeZone;

use super::whole::{element, seat};
use crate::models::{
    offers::{
        claims::{Claims, Contract, Pay, Period, Remote},
        listing::Listed,
    },
    places::Model as Place,
};

/// One `<job>`: an element a fact, left out where the offer does not say it.
pub(super) fn job(out: &mut String, listed: &Listed, address: &str, known: &[Place]) {
    let (offer, claims) = (&listed.offer, listed.offer.claims());
    let spots = spots(listed, known);
    let (first, others) = (&spots[0], &spots[1..]);
    out.push_str("<job>\n");
    say(out, "partnerJobId", &offer.id.to_string());
    say(out, "company", claims.employer.as_deref().unwrap_or(&listed.organisation.name));
    say(out, "title", &offer.title);
    say(out, "description", &offer.text_html);
    say(out, "applyUrl", claims.apply.as_deref().filter(|way| way.starts_with("http")).unwrap_or(address));
    say(out, "location", &first.said);
    if let Some(place) = first.place {
        say(out, "city", if place.is_town() { &place.name } else { "" });
        say(out, "state", &place.department);
    }
    say(out, "country", "FR");
    say(out, "postalCode", first.place.and_then(|place| place.postcodes.split_whitespace().next()).unwrap_or_default());
    if !others.is_empty() {
        out.push_str("<alternateLocations>\n");
        others.iter().for_each(|spot| say(out, "location", &spot.said));
        out.push_str("</alternateLocations>\n");
    }
    say(out, "workplaceTypes", workplace(&claims));
    say(out, "jobtype", job_type(claims.contract, claims.is_part_time()));
    say(out, "experienceLevel", experience(&claims));
    if let Some(pay) = &claims.pay {
        salaries(out, pay);
    }
    say(out, "listDate", &day(offer.published_at));
    say(out, "expirationDate", &day(offer.expires_at));
    out.push_str("</job>\n");
}

fn say(out: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        element(out, name, text);
    }
}

/// Where one works, as LinkedIn reads it, and as the house knows it.
struct Spot<'a> {
    said: String,
    place: Option<&'a Place>,
}

/// The places of an offer, one at least: a job without a location is not taken.
fn spots<'a>(listed: &Listed, known: &'a [Place]) -> Vec<Spot<'a>> {
    let mut spots: Vec<Spot<'a>> = listed
        .places
        .iter()
        .map(|one| match known.iter().find(|place| Some(&place.code) == one.place_code.as_ref()) {
            Some(place) => spot(place),
            None => Spot { said: format!("{}, France", one.label), place: None },
        })
        .collect();
    if spots.is_empty() {
        spots.push(seat(listed, known).map_or_else(|| Spot { said: "France".to_owned(), place: None }, spot));
    }
    spots
}

fn spot(place: &Place) -> Spot<'_> {
    Spot { said: format!("{}, France", place.name), place: Some(place) }
}

/// Nothing said is on the spot, where a place is.
fn workplace(claims: &Claims) -> &'static str {
    match claims.remote {
        Remote::Wholly => "Remote",
        Remote::Partly => "Hybrid",
        Remote::No if claims.places.is_empty() => "",
        Remote::No => "On-site",
    }
}

/// LinkedIn's words.
fn job_type(contract: Option<Contract>, part_time: bool) -> &'static str {
    match contract {
        Some(Contract::Internship) => "INTERNSHIP",
        Some(Contract::FixedTerm | Contract::Seasonal | Contract::Temporary) => "TEMPORARY",
        Some(Contract::Freelance) => "CONTRACT",
        Some(Contract::Volunteering) => "VOLUNTEER",
        Some(Contract::Other) => "OTHER",
        Some(_) if part_time => "PART_TIME",
        Some(_) => "FULL_TIME",
        None => "",
    }
}

/// The months that are asked, in LinkedIn's steps.
fn experience(claims: &Claims) -> &'static str {
    match (claims.contract, claims.experience_months) {
        (Some(Contract::Internship), _) => "INTERNSHIP",
        (_, None) => "",
        (_, Some(0..12)) => "ENTRY_LEVEL",
        (_, Some(12..60)) => "ASSOCIATE",
        (_, Some(_)) => "MID_SENIOR_LEVEL",
    }
}

/// The employer's own figures, never an estimate.
fn salaries(out: &mut String, pay: &Pay) {
    let Some(period) = pay.period else { return };
    if pay.min.is_none() && pay.max.is_none() {
        return;
    }
    let period = match period {
        Period::Hour => "HOURLY",
        Period::Day => "DAILY",
        Period::Week => "WEEKLY",
        Period::Month => "MONTHLY",
        Period::Year => "YEARLY",
    };
    let currency = if pay.currency.is_empty() { "EUR" } else { &pay.currency };
    out.push_str("<salaries>\n<salary>\n");
    for (name, amount) in [("lowEnd", pay.min.or(pay.max)), ("highEnd", pay.max.or(pay.min))] {
        let Some(amount) = amount else { continue };
        out.push_str(&format!("<{name}>\n"));
        say(out, "amount", &amount.to_string());
        say(out, "currencyCode", currency);
        out.push_str(&format!("</{name}>\n"));
    }
    say(out, "period", period);
    say(out, "type", "BASE_SALARY");
    out.push_str("</salary>\n</salaries>\n");
}

/// As it is written in the United States.
fn day(moment: Option<DateTimeWithTimeZone>) -> String {
    moment.map(|moment| moment.to_utc().format("%m/%d/%Y").to_string()).unwrap_or_default()
}
