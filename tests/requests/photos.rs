//! A person's photo: a field of their profile, shown to those one chooses and to nobody else.

use passerelle::{
    access::Kind,
    models::{pictures::photo_of, profiles::PUBLICS},
};

use super::profiles::{is_of, readers, shows};
use crate::support::{Actor, World, pictures::jpeg};

/// Someone with a photo, and its address.
async fn shown_oneself(world: &World) -> (Actor, String) {
    let owner = world.person("awa", Kind::Seeker).await;
    owner.sends("/me/profile/photo", &[], &jpeg(60, 60)).await.assert_status(303);
    let photo = photo_of(&world.house.db, owner.id()).await.unwrap().expect("a photo");
    (owner, photo.path())
}

async fn sees(reader: &Actor, path: &str) -> bool {
    let [large, small] = [reader.get(path).await.status, reader.get(&format!("{path}.small")).await.status];
    assert!(large == small && (large == 200 || large == 404), "{large}, {small}");
    large == 200
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_is_served_to_its_public_within_that_of_the_profile() {
    let world = World::new().await;
    let (owner, path) = shown_oneself(&world).await;
    let readers = readers(&world).await;
    for (who, reader) in &readers {
        assert!(!sees(reader, &path).await, "{who}, before it is shown to anyone");
    }
    for first in PUBLICS {
        for public in PUBLICS {
            shows(&owner, first, &[("photo", public)]).await;
            for (who, reader) in &readers {
                let due = is_of(first, who) && is_of(public, who);
                assert_eq!(sees(reader, &path).await, due, "{who}, photo to {public}, profile to {first}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_photo_that_was_given_is_served_to_one_person_until_it_is_taken_back() {
    let world = World::new().await;
    let (owner, path) = shown_oneself(&world).await;
    let recruiter = world.person("sophie", Kind::Recruiter).await;
    let other = world.person("karim", Kind::Recruiter).await;
    shows(&owner, "me", &[]).await;
    let asked = recruiter.asks_of(&owner, "offer", "Bonjour").await;
    owner.does(&format!("/me/contacts/{asked}/acceptance"), &[("photo", "on")]).await;
    assert_eq!((sees(&recruiter, &path).await, sees(&other, &path).await), (true, false));
    // What someone kept of it shows nothing once it is taken back.
    let etag = recruiter.get(&path).await.header("etag").to_owned();
    owner.does(&format!("/me/contacts/{asked}/given/removal"), &[("field", "photo")]).await;
    assert!(!sees(&recruiter, &path).await);
    recruiter.get_with(&path, &[("if-none-match", &etag)]).await.assert_status(404);
    // Whom one keeps at a distance sees what a visitor sees.
    shows(&owner, "members", &[("photo", "members")]).await;
    assert!(sees(&other, &path).await);
    owner.does("/people/karim/silence", &[("kind", "block")]).await;
    assert_eq!((sees(&other, &path).await, sees(&recruiter, &path).await), (false, true));
}
