//! Advisers and the people they advise, against everyone.

use super::planting::{Cast, Secrets};
use crate::support::World;

pub async fn plant(world: &World, cast: &Cast, secrets: &mut Secrets) {
    let [seeker, recruiter, other, manager, adviser, neighbour] =
        ["seeker", "recruiter", "other", "manager", "adviser", "neighbour"].map(|role| &cast.actors[role]);
    let mut seen_by = |token: &str, roles: &[&'static str]| {
        secrets.seen_by.insert(token.to_owned(), roles.iter().copied().collect());
    };
    let act = |id: i64, act: &str| format!("/me/accompaniments/{id}/{act}");
    // Accepted: the adviser keeps what was asked under their eyes.
    let accepted = seeker.asks_to_be_advised_by(world, adviser, "canariaccompagneaccepte").await;
    adviser.does(&act(accepted, "acceptance"), &[]).await;
    seen_by("canariaccompagneaccepte", &["adviser"]);
    // Waiting, refused, taken back.
    other.asks_to_be_advised_by(world, adviser, "canariaccompagneattend").await;
    seen_by("canariaccompagneattend", &["other", "adviser"]);
    let refused = recruiter.asks_to_be_advised_by(world, adviser, "canariaccompagnerefuse").await;
    adviser.does(&act(refused, "refusal"), &[]).await;
    seen_by("canariaccompagnerefuse", &["adviser"]);
    let withdrawn = manager.asks_to_be_advised_by(world, adviser, "canariaccompagneretire").await;
    manager.does(&act(withdrawn, "removal"), &[]).await;
    seen_by("canariaccompagneretire", &[]);
    // Proposed to someone the adviser writes to.
    let contact = neighbour.asks_of(adviser, "other", "Bonjour").await;
    adviser.does(&format!("/me/contacts/{contact}/acceptance"), &[]).await;
    let message = [("message", "canariaccompagnepropose")];
    adviser.does(&format!("/people/{}/accompaniments", neighbour.handle()), &message).await;
    seen_by("canariaccompagnepropose", &["neighbour", "adviser"]);
    // A call: what about for the two, the number for whoever calls, and nobody else.
    seeker.asks_for_a_call(world, "canarirappelsujet", "07 99 88 77 66", "").await;
    seen_by("canarirappelsujet", &["seeker", "adviser"]);
    seen_by("07 99 88 77 66", &["adviser"]);
    for (token, role) in [
        ("canarirappelsujet", "seeker"),
        ("07 99 88 77 66", "seeker"),
        ("canariaccompagneaccepte", "seeker"),
        ("canariaccompagneattend", "other"),
        ("canariaccompagnerefuse", "recruiter"),
        ("canariaccompagneretire", "manager"),
        ("canariaccompagnepropose", "adviser"),
    ] {
        secrets.own.insert(token.to_owned(), role);
    }
    // Written for someone present: the paper says it, and no page.
    let slip = [("display_name", "Canari"), ("kind", "seeker"), ("agreed", "on"), ("headline", "canaribordereau")];
    adviser.post("/me/slips", &slip).await.assert_status(200).assert_sees("canaribordereau");
    seen_by("canaribordereau", &[]);
    // Read at once: what waits to be read is counted elsewhere.
    for actor in [seeker, recruiter, other, manager, adviser, neighbour] {
        let pages = (1..=9).flat_map(|id| [format!("/me/people/{id}"), format!("/me/contacts/{id}")]);
        for page in pages.chain(["/me/adviser".to_owned(), "/me/people".to_owned()]) {
            actor.get(&page).await;
        }
    }
    passerelle::models::reading::write(&world.house).await.unwrap();
}
