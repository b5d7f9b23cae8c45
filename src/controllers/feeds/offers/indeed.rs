//! The shape that Indeed describes and most boards read (docs.indeed.com, XML job feed):
//! CDATA everywhere, no entity.

use sea_orm::prelude::DateTimeWithTimeZone;

use super::whole::element;
use crate::{
    controllers::feeds::date,
    models::{
        offers::{
            claims::{Contract, Remote},
            listing::Listed,
        },
        places::Model as Place,
    },
    views::offers::pay,
    words::Lang,
};

/// One `<job>`: an element a fact, left out where the offer does not say it.
pub(super) fn job(out: &mut String, listed: &Listed, address: &str, known: &[Place]) {
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
