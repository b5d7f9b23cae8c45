//! Finding people by what their profiles say.

use axum::http::StatusCode;

use crate::{
    controllers::{
        answers::{Answer, Page},
        extractors::{Asked, Visit},
    },
    initializers::limits::Limit,
    models::search::people::{asking::Form, find},
    refusals::Failure,
    views::people::PeoplePage,
};

pub async fn index(visit: Visit, Asked(form): Asked<Form>) -> Answer {
    visit.count_address(Limit::Searches)?;
    let asking = PeoplePage::asking(visit.lang, &visit.viewer, &form);
    // People are no search result of anyone else's: names stay out of indices.
    let page = Page::new("people/index.html", visit.lang.say("people-title")).section("people").noindex();
    match find(&visit.house.search, &visit.house.db, &visit.viewer, &form).await {
        Ok(answer) => page.show(&visit, &asking.finding(&visit.house.views, visit.lang, &form, &answer)?),
        Err(Failure::SearchAway) => page.status(StatusCode::SERVICE_UNAVAILABLE).show(&visit, &asking.away()),
        Err(failure) => {
            let refusal = failure.refusal()?;
            page.refused(Some(&refusal)).show(&visit, &asking.refused(visit.lang, &form, &refusal))
        }
    }
}
