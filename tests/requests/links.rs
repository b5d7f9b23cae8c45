//! The links that letters carry: to confirm, to sign in, to choose a new
//! password, to change address. Single use, short-lived, each for its own door.

use passerelle::{
    access::Kind,
    models::links::{self, Purpose},
    refusals::Refusal,
};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter};

use crate::support::{Actor, PASSWORD, World, says};

const ANOTHER: &str = "sept canards bleus à vélo";

/// One link of each kind, unused, with the form that its button sends.
async fn one_of_each(world: &World) -> [(String, Vec<(&'static str, &'static str)>); 4] {
    let claire = world.resident("claire", Kind::Seeker).await;
    world.signs_up("fresh@people.test", "Fresh", "seeker").await;
    let confirm = world.link_to("fresh@people.test").await;
    let sign_in = asks(world, "/session/links", "claire@people.test").await;
    let reset = asks(world, "/resets", "claire@people.test").await;
    claire.does("/me/email", &[("email", "new@people.test")]).await;
    let change = world.link_to("new@people.test").await;
    [(confirm, vec![]), (sign_in, vec![]), (reset, vec![("password", ANOTHER)]), (change, vec![])]
}

/// Asks for a letter, and reads its link.
async fn asks(world: &World, at: &str, email: &str) -> String {
    world.visitor().post(at, &[("email", email)]).await.assert_status(200);
    world.link_to(&email.to_lowercase()).await
}

async fn assert_spent(visitor: &Actor, link: &str, fields: &[(&str, &str)]) {
    for page in [visitor.get(link).await, visitor.post(link, fields).await] {
        page.assert_status(410).assert_says(&Refusal::LinkSpent);
        assert!(page.has("main a[href^='/sign-in'], main a[href='/me/account']"), "a way to another link");
        assert_eq!(page.cookie("session"), None, "{link}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_serves_once_and_only_its_button_uses_it() {
    let world = World::new().await;
    // The one to a new password ends the others: it has a test of its own.
    let [confirm, sign_in, _, change] = one_of_each(&world).await;
    for (link, fields) in [confirm, sign_in, change] {
        for _ in 0..2 {
            let page = world.visitor().get(&link).await;
            page.assert_status(200);
            assert_eq!(page.attribute("main form", "action"), Some(link.clone()));
        }
        world.visitor().post(&link, &fields).await.assert_status(303);
        assert_spent(&world.visitor(), &link, &fields).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_out_of_date_opens_nothing() {
    let world = World::new().await;
    let links = one_of_each(&world).await;
    for (link, _) in &links {
        world.visitor().get(link).await.assert_status(200);
    }
    world.let_links_lapse().await;
    for (link, fields) in &links {
        assert_spent(&world.visitor(), link, fields).await;
    }
    assert!(!world.account("fresh@people.test").await.unwrap().is_confirmed());
    assert!(world.account("new@people.test").await.is_none());
    world.signs_in("claire@people.test", PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_opens_no_other_door_than_its_own() {
    let world = World::new().await;
    let [(confirm, _), (sign_in, _), (reset, fields), (change, _)] = one_of_each(&world).await;
    let token = |link: &str| link.rsplit('/').next().unwrap().to_owned();
    let (to_confirm, to_sign_in, to_reset) = (
        |t: &str| format!("/confirmations/{t}"),
        |t: &str| format!("/session/links/{t}"),
        |t: &str| format!("/resets/{t}"),
    );
    for wrong in [
        to_sign_in(&token(&confirm)),
        to_reset(&token(&confirm)),
        to_confirm(&token(&sign_in)),
        to_reset(&token(&sign_in)),
        to_confirm(&token(&reset)),
        to_sign_in(&token(&reset)),
        to_sign_in(&token(&change)),
        to_reset(&token(&change)),
        // Never existed, cut short, not a token: nobody can tell which.
        to_confirm(&"0".repeat(64)),
        to_sign_in(&token(&sign_in)[..63]),
        to_reset("'"),
    ] {
        let fields = if wrong.starts_with("/resets") { &fields[..] } else { &[] };
        assert_spent(&world.visitor(), &wrong, fields).await;
    }
    for link in [confirm, sign_in, reset, change] {
        world.visitor().get(&link).await.assert_status(200);
    }
}

/// The durations that `letters.ftl` promises.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_live_as_long_as_their_letters_say() {
    let world = World::new().await;
    one_of_each(&world).await;
    for (purpose, minutes) in [
        (Purpose::Confirm, 3 * 24 * 60),
        (Purpose::ChangeEmail, 3 * 24 * 60),
        (Purpose::SignIn, 30),
        (Purpose::Reset, 2 * 60),
    ] {
        let of_purpose = links::Column::Purpose.eq(purpose.to_value());
        let link = links::Entity::find().filter(of_purpose).one(&world.house.db).await.unwrap().expect("a link");
        // Its two dates are read one after the other.
        assert_eq!(
            (link.expires_at - link.created_at + chrono::Duration::seconds(30)).num_minutes(),
            minutes,
            "{purpose:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_of_letters_and_sessions_are_nowhere_in_the_database() {
    let world = World::new().await;
    let [_, (sign_in, _), ..] = one_of_each(&world).await;
    let token = sign_in.rsplit('/').next().unwrap();
    let kept = links::Entity::find().all(&world.house.db).await.unwrap();
    assert!(kept.iter().all(|link| link.token_digest != token));
    assert!(kept.iter().any(|link| link.token_digest == world.digest(token)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_die_when_the_password_changes() {
    let world = World::new().await;
    let [_, (sign_in, _), (reset, fields), (change, _)] = one_of_each(&world).await;
    let claire = world.signs_in("claire@people.test", PASSWORD).await;
    claire.does("/me/password", &[("current", PASSWORD), ("password", ANOTHER)]).await;
    assert_spent(&world.visitor(), &sign_in, &[]).await;
    assert_spent(&world.visitor(), &reset, &fields).await;
    assert_spent(&world.visitor(), &change, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn links_die_when_the_address_changes() {
    let world = World::new().await;
    let [(confirm, _), (sign_in, _), (reset, fields), (change, _)] = one_of_each(&world).await;
    world.visitor().post(&change, &[]).await.assert_status(303);
    assert_spent(&world.visitor(), &sign_in, &[]).await;
    assert_spent(&world.visitor(), &reset, &fields).await;
    // Another person's are theirs.
    world.visitor().post(&confirm, &[]).await.assert_status(303);

    // Someone who typed their address wrong when signing up, and put it right.
    world.signs_up("tpyo@people.test", "Tim", "seeker").await;
    let typo = world.link_to("tpyo@people.test").await;
    let tim = world.signs_in("tpyo@people.test", PASSWORD).await;
    tim.does("/me/email", &[("email", "typo@people.test")]).await;
    world.visitor().post(&world.link_to("typo@people.test").await, &[]).await.assert_status(303);
    assert_spent(&world.visitor(), &typo, &[]).await;
    assert!(world.account("typo@people.test").await.unwrap().is_confirmed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letters_link_signs_in_and_shows_that_the_address_is_theirs() {
    let world = World::new().await;
    world.signs_up("claire@people.test", "Claire", "seeker").await;
    let link = asks(&world, "/session/links", "Claire@People.Test").await;
    let page = world.visitor().get(&link).await;
    page.assert_status(200).assert_sees("claire@people.test");
    assert_eq!(page.cookie("session"), None);
    assert!(!world.account("claire@people.test").await.unwrap().is_confirmed());

    let claire = world.answers_letter("claire@people.test").await;
    assert!(claire.is_signed_in().await);
    assert!(world.account("claire@people.test").await.unwrap().is_confirmed());
    // It shows the address, not the password: that is asked for what changes an account.
    let refused = claire.post("/me/email", &[("email", "other@people.test")]).await;
    refused.assert_status(422);
    assert_eq!(refused.first("#email-password-error").unwrap(), says(&Refusal::PasswordNeeded));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_password_by_letter_ends_every_session() {
    let world = World::new().await;
    let laptop = world.resident("claire", Kind::Seeker).await;
    let phone = world.signs_in("claire@people.test", PASSWORD).await;
    let other = world.resident("marc", Kind::Seeker).await;
    let link = asks(&world, "/resets", "claire@people.test").await;

    // Opened, or refused, the link still serves.
    world.visitor().get(&link).await.assert_status(200);
    let refused = world.visitor().post(&link, &[("password", "court")]).await;
    refused.assert_status(422);
    assert_eq!(refused.first("#password-error").unwrap(), says(&Refusal::PasswordTooShort));
    world.caught_up().await;
    assert!(laptop.is_signed_in().await && phone.is_signed_in().await, "and kept in memory");

    let answer = world.visitor().post(&link, &[("password", ANOTHER)]).await;
    answer.assert_status(303);
    let here = world.visitor().with_token(&answer.cookie("session").unwrap());
    assert!(here.is_signed_in().await);
    assert!(!laptop.is_signed_in().await, "a session opened before");
    assert!(!phone.is_signed_in().await, "a session opened before");
    assert!(other.is_signed_in().await, "someone else's");
    assert_spent(&world.visitor(), &link, &[("password", "un tout autre mot, encore")]).await;

    let told = world.letters_to("claire@people.test").await.remove(0);
    assert_eq!(told.kind, "password-changed");
    assert!(told.body_text.contains("http://house.test/resets/new"), "{}", told.body_text);
    let old = [("email", "claire@people.test"), ("password", PASSWORD)];
    world.visitor().post("/session", &old).await.assert_status(422);
    world.signs_in("claire@people.test", ANOTHER).await;
}
