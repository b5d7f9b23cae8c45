//! Contacts: what two people say to each other, against everyone.

use super::planting::{Cast, Secrets};
use crate::support::World;

pub async fn plant(world: &World, cast: &Cast, secrets: &mut Secrets) {
    let [seeker, recruiter, other, manager, adviser] =
        ["seeker", "recruiter", "other", "manager", "adviser"].map(|role| &cast.actors[role]);
    let mut seen_by = |token: &str, roles: &[&'static str]| {
        secrets.seen_by.insert(token.to_owned(), roles.iter().copied().collect());
    };
    // Accepted: what was asked, and what each then wrote.
    let accepted = recruiter.asks_of(seeker, "offer", "canaricontactaccepte").await;
    seeker.does(&format!("/me/contacts/{accepted}/acceptance"), &[]).await;
    seeker.does(&format!("/me/contacts/{accepted}/messages"), &[("body", "canaricontactcherche")]).await;
    recruiter.does(&format!("/me/contacts/{accepted}/messages"), &[("body", "canaricontactrecrute")]).await;
    for token in ["canaricontactaccepte", "canaricontactcherche", "canaricontactrecrute"] {
        seen_by(token, &["seeker", "recruiter"]);
    }
    // Waiting, and refused with a reason.
    seeker.asks_of(manager, "trade_question", "canaricontactattend").await;
    seen_by("canaricontactattend", &["seeker", "manager"]);
    let refused = other.asks_of(adviser, "other", "canaricontactrefuse").await;
    adviser.does(&format!("/me/contacts/{refused}/refusal"), &[("reason", "canaricontactraison")]).await;
    for token in ["canaricontactrefuse", "canaricontactraison"] {
        seen_by(token, &["other", "adviser"]);
    }
    // Taken back: its asker's alone.
    let withdrawn = other.asks_of(manager, "other", "canaricontactretire").await;
    other.does(&format!("/me/contacts/{withdrawn}/removal"), &[]).await;
    seen_by("canaricontactretire", &["other"]);
    // An introduction, for the two it is for.
    let meeting = [("to", other.handle()), ("message", "canaripresentation")];
    manager.does(&format!("/people/{}/introductions", seeker.handle()), &meeting).await;
    seen_by("canaripresentation", &["seeker", "other"]);
    for (token, role) in
        [("canaricontactcherche", "seeker"), ("canaricontactrecrute", "recruiter"), ("canaripresentation", "manager")]
    {
        secrets.own.insert(token.to_owned(), role);
    }
    // Read at once: what waits to be read is counted elsewhere.
    for actor in [seeker, recruiter, other, manager, adviser] {
        for page in (1..=9).flat_map(|id| [format!("/me/contacts/{id}"), format!("/me/introductions/{id}")]) {
            actor.get(&page).await;
        }
    }
    passerelle::models::reading::write(&world.house).await.unwrap();
}
