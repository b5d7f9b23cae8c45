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
    let feed = "<source><job><referencenumber>canarireference</referencenumber><title>Sans texte</title>\
                <contact>canariechantillon</contact></job></source>";
    recruiter.imports(&path, "canariflux.xml", feed).await;
    seen_by("canarireference");
    seen_by("canariflux");
    // What its fields say, for who says which of them says what.
    seen_by("canariechantillon");
    let withdrawn =
        recruiter.publishes(&path, &[("title", "Canariretrait H/F"), ("text", "canariparti, et voilà")]).await;
    recruiter.does(&format!("/offers/{withdrawn}/removal"), &[]).await;
    secrets.offers.push(withdrawn);
    seen_by("Canariretrait");
    seen_by("canariparti");
    // What its people say of an offer to each other.
    recruiter.does(&format!("/offers/{withdrawn}/notes"), &[("body", "canaricollegue")]).await;
    seen_by("canaricollegue");
    // What people answered there is theirs and its recruiters', whatever an admin may do.
    recruiter.takes_answers(&path, "7").await;
    let open = recruiter.publishes(&path, &[("title", "Poste ouvert H/F")]).await;
    secrets.offers.push(open);
    let (seeker, other) = (&cast.actors["seeker"], &cast.actors["other"]);
    let waiting = seeker.applies_to(open, "canaricandidature", &[]).await;
    let refused = other.applies_to(open, "canaridemande", &[]).await;
    let no = [("reason", "skills"), ("words", "canarireponse")];
    recruiter.does(&format!("{path}/applications/{refused}/refusal"), &no).await;
    for (token, role) in [("canaricandidature", "seeker"), ("canaridemande", "other"), ("canarireponse", "other")] {
        secrets.seen_by.insert(token.to_owned(), ["recruiter", role].into());
    }
    for (token, role) in [("canaricandidature", "seeker"), ("canaridemande", "other"), ("canarireponse", "other")] {
        secrets.own.insert(token.to_owned(), role);
    }
    secrets.own.insert("canaricollegue".to_owned(), "recruiter");
    // Read at once, as contacts are.
    seeker.get(&format!("/me/applications/{waiting}")).await;
    other.get(&format!("/me/applications/{refused}")).await;
    recruiter.get(&format!("{path}/applications")).await;
    passerelle::models::reading::write(&world.house).await.unwrap();
}
