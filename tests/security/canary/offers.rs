//! Organisations and offers: what is prepared there, against everyone.

use std::collections::BTreeSet;

use super::planting::{Cast, Secrets};
use crate::support::{World, offers::number};

pub async fn plant(world: &World, cast: &Cast, secrets: &mut Secrets) {
    let recruiter = &cast.actors["recruiter"];
    let own: BTreeSet<&'static str> = ["recruiter", "admin"].into();
    let mut seen_by = |token: &str| {
        secrets.seen_by.insert(token.to_owned(), own.clone());
    };
    // Before anyone has proven it.
    recruiter.does("/organisations", &[("name", "Canarimaison"), ("kind", "company")]).await;
    seen_by("Canarimaison");
    secrets.organisations.push("canarimaison".to_owned());
    // Proven: what it has not published, and what it took back.
    let path = world.organisation("Maison ouverte", recruiter).await;
    secrets.organisations.push(path.trim_start_matches("/organisations/").to_owned());
    let draft = [("title", "Canaribrouillon H/F"), ("text", "canaritexte, et rien d’autre")];
    secrets.offers.push(number(recruiter.writes_offer(&path, &draft).await.location()));
    seen_by("Canaribrouillon");
    seen_by("canaritexte");
    // A run: what its source wrote, and what became of it.
    let feed =
        "<source><job><referencenumber>canarireference</referencenumber><title>Sans texte</title></job></source>";
    recruiter.imports(&path, "canariflux.xml", feed).await;
    seen_by("canarireference");
    seen_by("canariflux");
    let withdrawn =
        recruiter.publishes(&path, &[("title", "Canariretrait H/F"), ("text", "canariparti, et voilà")]).await;
    recruiter.does(&format!("/offers/{withdrawn}/removal"), &[]).await;
    secrets.offers.push(withdrawn);
    seen_by("Canariretrait");
    seen_by("canariparti");
}
