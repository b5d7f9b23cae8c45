//! What people change of themselves: name, handle, language, password, address.

use chrono::Duration;
use passerelle::{
    access::Kind,
    clock,
    models::{sessions, users},
    refusals::Refusal,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::support::{Actor, PASSWORD, Page, World, says};

const ANOTHER: &str = "sept canards bleus à vélo";

/// The profile form as it stands, with one field told otherwise.
async fn edits(actor: &Actor, name: &str, value: &str) -> Page {
    let page = actor.get("/me/account").await;
    let kept = |field: &str| page.attribute(&format!("#{field}"), "value").unwrap();
    let fields = [("display_name", kept("display_name")), ("handle", kept("handle"))];
    let fields = fields.map(|(field, kept)| (field, if field == name { value.to_owned() } else { kept }));
    actor.post("/me/account", &fields.each_ref().map(|(field, typed)| (*field, typed.as_str()))).await
}

/// The password of every session was given a while ago.
async fn let_passwords_age(world: &World, actor: &Actor) {
    let then = clock::now() - Duration::minutes(16);
    let txn = world.house.db.write().await.unwrap();
    sessions::Entity::update_many()
        .col_expr(sessions::Column::PasswordAt, Expr::value(Some(then)))
        .filter(sessions::Column::UserId.eq(actor.id()))
        .exec(&txn)
        .await
        .unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_address_is_confirmed_on_itself_and_told_to_the_old_one() {
    let world = World::new().await;
    let laptop = world.resident("claire", Kind::Seeker).await;
    let phone = world.signs_in("claire@people.test", PASSWORD).await;
    let asked = laptop.does("/me/email", &[("email", "New@People.test")]).await;
    laptop.reads_after(&asked).await.assert_sees("claire@people.test").assert_unseen("new@people.test");
    assert!(world.letters_to("claire@people.test").await.is_empty(), "nothing happened yet");
    let letter = world.letters_to("new@people.test").await.remove(0);
    assert_eq!((letter.kind.as_str(), letter.locale.as_str()), ("change-email", "fr"));

    // Until it is confirmed, the old one is theirs.
    let link = world.link_to("new@people.test").await;
    world.visitor().get(&link).await.assert_status(200).assert_sees("new@people.test");
    world.signs_in("claire@people.test", PASSWORD).await;
    let new = [("email", "new@people.test"), ("password", PASSWORD)];
    world.visitor().post("/session", &new).await.assert_status(422);

    laptop.does(&link, &[]).await;
    laptop
        .get("/me/account")
        .await
        .assert_status(200)
        .assert_sees("new@people.test")
        .assert_unseen("claire@people.test");
    assert!(!phone.is_signed_in().await, "every other session ends");
    let told = world.letters_to("claire@people.test").await.remove(0);
    assert_eq!(told.kind, "email-changed");
    assert!(told.body_text.contains("http://house.test/pages/contact"), "{}", told.body_text);
    assert!(!told.body_text.contains("new@people.test"), "{}", told.body_text);
    let old = [("email", "claire@people.test"), ("password", PASSWORD)];
    world.visitor().post("/session", &old).await.assert_status(422);
    world.signs_in("new@people.test", PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changing_address_takes_a_recent_password() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let_passwords_age(&world, &claire).await;
    for (email, password, field, refusal) in [
        ("new@people.test", "", "email-password", Refusal::PasswordNeeded),
        ("new@people.test", "une tout autre phrase", "email-password", Refusal::WrongPassword),
        ("new", PASSWORD, "new-email", Refusal::BadEmail),
        ("", PASSWORD, "new-email", Refusal::Required { field: "email" }),
    ] {
        let page = claire.post("/me/email", &[("email", email), ("password", password)]).await;
        page.assert_status(422);
        assert_eq!(page.first(&format!("#{field}-error")), Some(says(&refusal)), "{email}, {password}");
        assert_eq!(page.all(".field__error").len(), 1, "the other two forms of the page are not refused");
        assert_eq!(page.attribute("#new-email", "value").as_deref(), Some(email));
    }
    assert!(world.letters_to("new@people.test").await.is_empty());
    claire.does("/me/email", &[("email", "new@people.test"), ("password", PASSWORD)]).await;
    assert_eq!(world.letters_to("new@people.test").await.len(), 1);

    // Just signed in by password: it is recent.
    let phone = world.signs_in("claire@people.test", PASSWORD).await;
    phone.does("/me/email", &[("email", "new@people.test")]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_has_an_account_is_answered_alike_and_changes_nothing() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    world.resident("known", Kind::Seeker).await;
    let free = claire.post("/me/email", &[("email", "fresh@people.test")]).await;
    let taken = claire.post("/me/email", &[("email", "known@people.test")]).await;
    free.assert_status(303);
    assert_eq!((free.status, &free.headers, &free.body), (taken.status, &taken.headers, &taken.body));
    // Whose it is reads that somebody asked, and nothing that would give it away.
    let told = world.letters_to("known@people.test").await;
    assert_eq!(told.iter().map(|letter| letter.kind.as_str()).collect::<Vec<_>>(), ["address-taken"]);
    assert!(!told[0].body_text.contains("/confirmations/"), "{}", told[0].body_text);

    // Taken between the question and the answer.
    let link = world.link_to("fresh@people.test").await;
    world.signs_up("fresh@people.test", "Fresh", "seeker").await;
    world.visitor().post(&link, &[]).await.assert_status(410);
    claire.get("/me/account").await.assert_status(200).assert_sees("claire@people.test");
    assert_eq!(world.account("fresh@people.test").await.unwrap().display_name, "Fresh");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_password_takes_the_current_one_and_ends_the_other_sessions() {
    let world = World::new().await;
    let laptop = world.resident("claire", Kind::Seeker).await;
    let phone = world.signs_in("claire@people.test", PASSWORD).await;
    for (current, password, field, refusal) in [
        ("", ANOTHER, "current", Refusal::WrongPassword),
        ("une tout autre phrase", ANOTHER, "current", Refusal::WrongPassword),
        (PASSWORD, "onze lettre", "new-password", Refusal::PasswordTooShort),
        (PASSWORD, "claire@people.test", "new-password", Refusal::PasswordTooWeak),
        (PASSWORD, "azertyuiop123", "new-password", Refusal::PasswordTooWeak),
    ] {
        let page = laptop.post("/me/password", &[("current", current), ("password", password)]).await;
        page.assert_status(422);
        assert_eq!(page.first(&format!("#{field}-error")), Some(says(&refusal)), "{password}");
        assert_eq!(page.all(".field__error").len(), 1);
    }
    assert!(phone.is_signed_in().await);
    assert!(world.letters_to("claire@people.test").await.is_empty());

    laptop.does("/me/password", &[("current", PASSWORD), ("password", ANOTHER)]).await;
    assert!(laptop.is_signed_in().await);
    assert!(!phone.is_signed_in().await);
    assert_eq!(world.letters_to("claire@people.test").await[0].kind, "password-changed");
    let old = [("email", "claire@people.test"), ("password", PASSWORD)];
    world.visitor().post("/session", &old).await.assert_status(422);
    world.signs_in("claire@people.test", ANOTHER).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handle_is_chosen_and_moves_ones_page() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    world.person("marc", Kind::Seeker).await;
    for (typed, refusal) in [
        ("marc", Refusal::HandleTaken),
        ("rnarc", Refusal::HandleTaken),
        ("m-a-r-c", Refusal::HandleTaken),
        ("adm1n", Refusal::HandleTaken),
        ("cl\u{0430}ra", Refusal::BadHandle),
        ("c!", Refusal::BadHandle),
    ] {
        let page = edits(&claire, "handle", typed).await;
        page.assert_status(422);
        assert_eq!(page.first("#handle-error"), Some(says(&refusal)), "{typed}");
        assert_eq!(page.attribute("#handle", "value").as_deref(), Some(typed));
        assert_eq!(page.attribute("#display_name", "value").as_deref(), Some("CLAIRE Test"));
    }
    world.visitor().get("/people/claire").await.assert_status(200);
    edits(&claire, "handle", "@Clara").await.assert_status(303);
    world.visitor().get("/people/clara").await.assert_status(200).assert_sees("CLAIRE Test");
    let moved = world.visitor().get("/people/claire").await;
    assert_eq!(moved.assert_status(301).location(), "/people/clara");
    // Neither is free: the old one leads to the new one.
    let marc = world.person("agathe", Kind::Seeker).await;
    edits(&marc, "handle", "c1ara").await.assert_status(422);
    edits(&marc, "handle", "claire").await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_profile_keeps_its_words() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let long = "é".repeat(users::ABOUT_LIMIT / 2 + 1);
    let fields = [("display_name", "Claire D."), ("handle", "claire"), ("about", long.as_str()), ("locale", "en")];
    let page = claire.post("/me/account", &fields).await;
    page.assert_status(422);
    let refusal = Refusal::TooLong { field: "about", bytes: users::ABOUT_LIMIT };
    assert_eq!(page.first("#about-error"), Some(says(&refusal)));
    assert_eq!(page.first("#about").as_deref(), Some(long.as_str()));
    assert_eq!(page.attribute("#display_name", "value").as_deref(), Some("Claire D."));
    assert_eq!(page.attribute("#locale option[selected]", "value").as_deref(), Some("en"));
    assert_eq!(world.account("claire@people.test").await.unwrap().display_name, "CLAIRE Test");
    let fits = [("display_name", "Claire D."), ("handle", "claire"), ("about", "Je cherche.")];
    claire.does("/me/account", &fits).await;
    world.visitor().get("/people/claire").await.assert_sees("Claire D.").assert_sees("Je cherche.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn visitors_read_the_language_their_browser_or_their_cookie_says() {
    let world = World::new().await;
    for (cookie, accepted, lang) in [
        ("", "", "fr"),
        ("", "en", "en"),
        ("", "en-US,en;q=0.9,fr;q=0.8", "en"),
        ("", "fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("", "de,en;q=0.5,fr;q=0.4", "en"),
        ("", "de,*;q=0.5", "fr"),
        ("", "en;q=0,fr;q=0.1", "fr"),
        ("", ";;q=,,en;q=much", "en"),
        ("fr", "en", "fr"),
        ("en", "fr", "en"),
        ("de", "en", "en"),
    ] {
        let visitor = if cookie.is_empty() { world.visitor() } else { world.visitor().with_cookie("locale", cookie) };
        let headers: &[(&str, &str)] = if accepted.is_empty() { &[] } else { &[("accept-language", accepted)] };
        // Twice: the second time from memory, where each language has its page.
        for _ in 0..2 {
            let page = visitor.get_with("/communities", headers).await;
            page.assert_status(200);
            assert_eq!(page.attribute("html", "lang").as_deref(), Some(lang), "{cookie:?}, {accepted:?}");
            assert_eq!(page.header("content-language"), lang);
        }
    }
    let chosen = world.visitor().post("/me/locale", &[("locale", "en"), ("next", "/communities")]).await;
    chosen.assert_status(303);
    assert_eq!((chosen.location(), chosen.cookie("locale").as_deref()), ("/communities", Some("en")));
    world.visitor().post("/me/locale", &[("locale", "de")]).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_language_chosen_follows_the_account_to_another_device_and_to_letters() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    assert_eq!(claire.get("/me/account").await.attribute("html", "lang").as_deref(), Some("fr"));
    claire.does("/me/locale", &[("locale", "en")]).await;
    let phone = world.signs_in("claire@people.test", PASSWORD).await;
    assert_eq!(phone.get("/me/account").await.attribute("html", "lang").as_deref(), Some("en"));
    world.visitor().post("/session/links", &[("email", "claire@people.test")]).await.assert_status(200);
    assert_eq!(world.letters_to("claire@people.test").await[0].subject, "Your sign-in link");
    let french = [("display_name", "Claire"), ("handle", "claire"), ("locale", "fr")];
    let saved = phone.does("/me/account", &french).await;
    assert_eq!(saved.cookie("locale").as_deref(), Some("fr"));
    assert_eq!(claire.get("/me/account").await.attribute("html", "lang").as_deref(), Some("fr"));
}
