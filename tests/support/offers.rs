//! Organisations and their offers, as their people make them.

use passerelle::models::{_entities::offers, organisations};
use sea_orm::EntityTrait;

use super::{Actor, Page, World};

/// An offer that says everything it has to, and nothing to be found fault with.
pub const OFFER: [(&str, &str); 9] = [
    ("title", "Vendeur ou vendeuse en boulangerie"),
    (
        "text",
        "Vous servez au comptoir le matin, avec deux collègues.\n\n- ouverture à 6 h 30 ;\n- fermeture à 13 h 30.",
    ),
    ("contract", "permanent"),
    ("hours", "35"),
    ("time", "full"),
    ("pay_min", "1 900"),
    ("pay_max", "2 050,50"),
    ("pay_period", "month"),
    ("apply", "https://fournil.example/postuler"),
];

impl World {
    /// A proven organisation, with this person in charge of it; where it is.
    pub async fn organisation(&self, name: &str, owner: &Actor) -> String {
        let opened = owner.does("/organisations", &[("name", name), ("kind", "company")]).await;
        let path = opened.location().to_owned();
        let slug = path.trim_start_matches("/organisations/");
        let organisation = organisations::Model::at(&self.house.db, slug).await.unwrap();
        let admin = self.admin(&format!("admin-of-{slug}")).await;
        organisation.answer_for(&self.house.db, &*self.seen(&admin).await, true).await.unwrap();
        path
    }

    pub async fn offer_row(&self, id: i64) -> offers::Model {
        offers::Entity::find_by_id(id).one(&self.house.db).await.unwrap().expect("an offer")
    }
}

impl Actor {
    /// Sends the form of an offer of that organisation, [`OFFER`] with these fields instead.
    pub async fn writes_offer(&self, of: &str, fields: &[(&str, &str)]) -> Page {
        self.post(&format!("{of}/offers"), &filled(fields)).await
    }

    /// Says that this organisation takes answers here, within so many days; one of its owners
    /// does. Empty: it takes none.
    pub async fn takes_answers(&self, of: &str, days: &str) {
        let name = self.get(&format!("{of}/settings")).await.held("#name");
        let mut fields = vec![("name", name.as_str()), ("kind", "company"), ("answer_days", days)];
        if !days.is_empty() {
            fields.push(("takes_answers", "on"));
        }
        self.does(&format!("{of}/settings"), &fields).await;
    }

    /// Answers an offer here, and says under which number.
    pub async fn applies_to(&self, offer: i64, message: &str, given: &[&str]) -> i64 {
        let given = given.iter().map(|field| (*field, "on"));
        let fields: Vec<(&str, &str)> = [("message", message)].into_iter().chain(given).collect();
        let sent = self.does(&format!("/offers/{offer}/applications"), &fields).await;
        sent.location().trim_start_matches("/me/applications/").parse().expect("the number of an application")
    }

    /// Sends a file of offers, and agrees to what it would change; where its receipt is.
    pub async fn imports(&self, of: &str, name: &str, feed: &str) -> String {
        let file = Some((name, "application/xml", feed.as_bytes()));
        let shown = self.sends_as(&format!("{of}/sources"), &[], file, &[]).await;
        shown.assert_status(200);
        self.does(&format!("{of}/runs"), &[("source", name)]).await.location().to_owned()
    }

    /// Publishes one, and says under which number.
    pub async fn publishes(&self, of: &str, fields: &[(&str, &str)]) -> i64 {
        let sent = self.writes_offer(of, &[fields, &[("act", "publish")]].concat()).await;
        sent.assert_status(303);
        number(sent.location())
    }
}

/// [`OFFER`], with these fields in the place of its own.
pub fn filled<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = OFFER.iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
    own.chain(fields).copied().collect()
}

/// The number in `/offers/12-vendeur`.
pub fn number(path: &str) -> i64 {
    let rest = path.trim_start_matches("/offers/");
    rest.split(['-', '/']).next().unwrap().parse().unwrap_or_else(|_| panic!("no offer at {path}"))
}
