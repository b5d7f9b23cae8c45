//! Opening an account: what is asked, what is refused, what the answer tells.

use std::pin::pin;

use axum::{
    body::Body,
    http::{Request, header},
};
use futures_util::future::{join, poll_immediate};
use passerelle::{
    access::{Audience, Kind},
    models::{_entities::users, users::NAME_LIMIT},
    refusals::Refusal,
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

use crate::support::{PASSWORD, Page, World, says};

const WISHED: [(&str, &str); 4] =
    [("email", "claire@people.test"), ("display_name", "Claire Dupont"), ("password", PASSWORD), ("kind", "seeker")];

/// The form of sign-up, with one field told otherwise.
fn wishing<'a>(name: &str, value: &'a str) -> Vec<(&'static str, &'a str)> {
    WISHED.map(|(field, usual)| (field, if field == name { value } else { usual })).to_vec()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_opens_with_the_button_of_its_letter() {
    let world = World::new().await;
    let told = world.visitor().post("/accounts", &WISHED).await;
    told.assert_status(200).assert_sees("claire@people.test");
    assert_eq!(told.cookie("session"), None, "the address has not answered yet");

    let link = world.link_to("claire@people.test").await;
    assert!(link.starts_with("/confirmations/"), "{link}");
    let page = world.visitor().get(&link).await;
    page.assert_status(200);
    assert_eq!(page.attribute("main form", "action").as_deref(), Some(link.as_str()));

    let claire = world.answers_letter("claire@people.test").await;
    claire.get("/me/account").await.assert_status(200).assert_sees("claire@people.test").assert_sees("Claire Dupont");
    let row = world.account("claire@people.test").await.unwrap();
    assert!(row.is_confirmed());
    assert_eq!((row.handle.as_str(), row.kind.as_str(), row.claim.as_str()), ("claire-dupont", "seeker", "none"));
    // What is kept of a password is what RFC 9106 recommends, changed or not.
    assert!(row.password_hash.unwrap().starts_with("$argon2id$v=19$"));
    let other = "sept canards bleus à vélo";
    claire.does("/me/password", &[("current", PASSWORD), ("password", other)]).await;
    let row = world.account("claire@people.test").await.unwrap();
    assert!(row.password_hash.unwrap().starts_with("$argon2id$v=19$"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn opening_the_letter_changes_nothing_only_its_button_does() {
    let world = World::new().await;
    world.signs_up("claire@people.test", "Claire Dupont", "seeker").await;
    let link = world.link_to("claire@people.test").await;
    // A mail program looks first, twice, then the person.
    for _ in 0..3 {
        let page = world.visitor().get(&link).await;
        page.assert_status(200);
        assert_eq!(page.cookie("session"), None);
    }
    assert!(!world.account("claire@people.test").await.unwrap().is_confirmed());
    world.answers_letter("claire@people.test").await;
    assert!(world.account("claire@people.test").await.unwrap().is_confirmed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_unconfirmed_reads_and_does_not_write() {
    let world = World::new().await;
    let room = world.room("ouverte", Audience::Public, &[]).await;
    world.room("entre-nous", Audience::Seekers, &[]).await;
    let talk =
        world.person("awa", Kind::Seeker).await.asks(&room, "Par où commencer ?", "Je reprends après dix ans.").await;
    world.signs_up("claire@people.test", "Claire Dupont", "seeker").await;
    let claire = world.signs_in("claire@people.test", PASSWORD).await;

    let page = claire.get(&talk.path).await;
    page.assert_status(200).assert_sees("Je reprends après dix ans.");
    assert!(!page.has("form#compose"), "no box that would be refused");
    assert!(page.has(".notice--careful"), "each page says that the address waits");
    claire.get("/communities/entre-nous").await.assert_status(404);

    let refused = claire.post("/communities/ouverte/threads", &[("title", "Mon titre"), ("body", "Mes mots.")]).await;
    refused.assert_status(403);
    assert_eq!(refused.first(".form__refusal").unwrap(), says(&Refusal::EmailNotConfirmed));
    assert_eq!(refused.attribute("#title", "value").as_deref(), Some("Mon titre"));
    assert_eq!(refused.first("#body").as_deref(), Some("Mes mots."));
    let refused = claire.post(&talk.act("posts"), &[("body", "Moi aussi.")]).await;
    refused.assert_status(403);
    assert_eq!(refused.first("#body").as_deref(), Some("Moi aussi."));
    world.visitor().get(&talk.path).await.assert_unseen("Moi aussi.");

    // Her letter answered, she goes on in the browser that answered it.
    let claire = world.answers_letter("claire@people.test").await;
    claire.replies(&talk, "Moi aussi.").await;
    world.visitor().get(&talk.path).await.assert_sees("Moi aussi.");
    claire.get("/communities/entre-nous").await.assert_status(200);
}

/// Who has an account is nobody's business: same status, headers and words.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_answer_is_the_same_with_or_without_an_account() {
    let world = World::new().await;
    world.resident("known", Kind::Seeker).await;
    let sign_up = |email: &'static str| [&[("email", email)], &WISHED[1..]].concat();
    let ask = |email: &'static str| vec![("email", email)];
    let (known, fresh) = ("known@people.test", "fresh@people.test");
    for (path, fields, for_known, for_fresh) in [
        ("/session/links", [ask(known), ask(fresh)], "sign-in", "no-account"),
        ("/resets", [ask(known), ask(fresh)], "reset", "no-account"),
        ("/accounts", [sign_up(known), sign_up(fresh)], "already", "confirm"),
    ] {
        let [one, other] = fields;
        let one = world.visitor().post(path, &one).await;
        let other = world.visitor().post(path, &other).await;
        one.assert_status(200).assert_sees(known);
        assert_eq!(one.status, other.status, "{path}");
        assert_eq!(one.headers, other.headers, "{path}");
        assert_eq!(one.body.replace(known, "…"), other.body.replace(fresh, "…"), "{path}");
        // What differs is the letter, which only the address reads.
        assert_eq!(world.letters_to(known).await[0].kind, for_known, "{path}");
        assert_eq!(world.letters_to(fresh).await[0].kind, for_fresh, "{path}");
    }
    // Signing up again opened nothing and changed nothing.
    assert_eq!(users::Entity::find().count(&world.house.db).await.unwrap(), 2);
    assert_eq!(world.account(known).await.unwrap().display_name, "KNOWN Test");
}

/// Two sign-ups, each of which looked before either was written.
async fn at_once(world: &World, forms: [&[(&str, &str)]; 2]) -> [Page; 2] {
    let held = world.house.db.write().await.unwrap();
    if !world.house.db.is_sqlite() {
        held.execute_unprepared("LOCK TABLE users IN EXCLUSIVE MODE").await.unwrap();
    }
    let visitors = [world.visitor(), world.visitor()];
    let mut asked = pin!(join(visitors[0].post("/accounts", forms[0]), visitors[1].post("/accounts", forms[1])));
    for _ in 0..500 {
        assert!(poll_immediate(&mut asked).await.is_none());
        users::Entity::find().count(&world.house.db).await.unwrap();
    }
    let (written, pages) = join(held.commit(), asked).await;
    written.unwrap();
    pages.into()
}

/// A button pressed twice, or two people of one name: nobody hears of a mishap.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_sign_ups_at_once_for_one_address_one_opens_the_account() {
    let world = World::new().await;
    for page in at_once(&world, [&WISHED, &WISHED]).await {
        page.assert_status(200);
    }
    let letters = world.letters_to("claire@people.test").await;
    let mut kinds: Vec<&str> = letters.iter().map(|letter| letter.kind.as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["already", "confirm"]);
    let namesakes = ["marc@people.test", "marco@people.test"]
        .map(|email| [("email", email), ("display_name", "Marc Petit"), WISHED[2], WISHED[3]]);
    for page in at_once(&world, [&namesakes[0], &namesakes[1]]).await {
        page.assert_status(200);
    }
    let mut handles: Vec<String> =
        users::Entity::find().all(&world.house.db).await.unwrap().into_iter().map(|user| user.handle).collect();
    handles.sort_unstable();
    assert_eq!(handles, ["claire-dupont", "marc-petit", "marc-petit-2"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_sign_up_keeps_its_words_and_says_why_beside_the_field() {
    let world = World::new().await;
    let long = "n".repeat(NAME_LIMIT + 1);
    for (field, typed, refusal) in [
        ("email", "", Refusal::Required { field: "email" }),
        ("email", "claire", Refusal::BadEmail),
        ("email", "\"claire@evil.test\"@people.test", Refusal::BadEmail),
        ("email", "=?utf-8?q?claire=40evil.test?=@people.test", Refusal::BadEmail),
        ("display_name", "  ", Refusal::Required { field: "display_name" }),
        ("display_name", "\u{200B}\u{3164}", Refusal::Required { field: "display_name" }),
        ("display_name", long.as_str(), Refusal::TooLong { field: "display_name", bytes: NAME_LIMIT }),
        ("display_name", "Claire\u{202E}tnopuD", Refusal::ControlCharacter { field: "display_name" }),
        ("password", "", Refusal::PasswordTooShort),
        ("password", "onze lettre", Refusal::PasswordTooShort),
        ("password", "motdepasse123", Refusal::PasswordTooWeak),
        ("password", "azertyuiop123", Refusal::PasswordTooWeak),
        ("password", "claire dupont", Refusal::PasswordTooWeak),
        ("kind", "", Refusal::Required { field: "kind" }),
        ("kind", "admin", Refusal::NotAChoice { field: "kind" }),
        ("kind", "branch", Refusal::NotAChoice { field: "kind" }),
    ] {
        let fields = wishing(field, typed);
        let page = world.visitor().post("/accounts", &fields).await;
        page.assert_status(422);
        assert_eq!(page.first(&format!("#{field}-error")), Some(says(&refusal)), "{field}: {typed:?}");
        assert_eq!(page.all(".field__error").len(), 1, "{field}: {typed:?}");
        let kept = |name: &str| fields.iter().find(|(field, _)| *field == name).unwrap().1;
        assert_eq!(page.attribute("#email", "value").as_deref(), Some(kept("email")));
        assert_eq!(page.attribute("#display_name", "value").as_deref(), Some(kept("display_name")));
        if field != "kind" {
            assert_eq!(page.attribute("input[name=kind][checked]", "value").as_deref(), Some("seeker"));
        }
        // A password never travels back.
        assert_eq!(page.attribute("#password", "value"), None);
    }
    assert_eq!(users::Entity::find().count(&world.house.db).await.unwrap(), 0);
    world.visitor().post("/accounts", &WISHED).await.assert_status(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_gives_themselves_a_role_by_adding_a_field() {
    let world = World::new().await;
    for (name, value) in [
        ("is_admin", "true"),
        ("claim", "confirmed"),
        ("email_confirmed_at", "2026-01-01"),
        ("handle", "admin"),
        ("id", "1"),
        ("kind", "adviser"),
    ] {
        let fields = [&WISHED[..], &[(name, value)]].concat();
        world.visitor().post("/accounts", &fields).await.assert_status(422).assert_says(&Refusal::UnreadableForm);
    }
    assert_eq!(users::Entity::find().count(&world.house.db).await.unwrap(), 0);
    world.visitor().post("/accounts", &wishing("kind", "adviser")).await.assert_status(200);
    assert_eq!(world.account("claire@people.test").await.unwrap().claim, "pending");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_speak_the_readers_language_as_text_and_as_html() {
    let world = World::new().await;
    let in_english = [("sec-fetch-site", "same-origin"), ("accept-language", "en-GB,en;q=0.8")];
    let sign_up = |email: &str| crate::support::form(&[&[("email", email)], &WISHED[1..]].concat());
    world.visitor().post_raw("/accounts", sign_up("ann@people.test"), &in_english).await.assert_status(200);
    world.visitor().post("/accounts", &WISHED).await.assert_status(200);
    // The form says which language its page was in, whatever the browser prefers.
    let chosen = format!("{}&locale=en", sign_up("bea@people.test"));
    world.visitor().post_raw("/accounts", chosen, &[("sec-fetch-site", "same-origin")]).await.assert_status(200);
    world.visitor().post_raw("/resets", "email=nobody%40people.test", &in_english).await.assert_status(200);

    for (email, lang, subject, greeting) in [
        ("ann@people.test", "en", "Confirm your address", "Hello Claire Dupont,"),
        ("bea@people.test", "en", "Confirm your address", "Hello Claire Dupont,"),
        ("claire@people.test", "fr", "Confirmez votre adresse", "Bonjour Claire Dupont,"),
        ("nobody@people.test", "en", "This address has no account", "Hello,"),
    ] {
        let letter = world.letters_to(email).await.remove(0);
        assert_eq!((letter.locale.as_str(), letter.subject.as_str()), (lang, subject), "{email}");
        assert!(letter.body_text.starts_with(greeting), "{}", letter.body_text);
        assert!(!letter.body_text.contains('<'), "{}", letter.body_text);
        assert!(letter.body_html.contains(&format!("<html lang=\"{lang}\">")), "{}", letter.body_html);
        assert!(letter.body_html.contains(&format!("<p>{greeting}</p>")), "{}", letter.body_html);
        let link = format!("http://house.test{}", world.link_to(email).await);
        assert!(letter.body_html.contains(&format!("href=\"{link}\"")), "{link}\n{}", letter.body_html);
        // Waiting to be sent, not tried yet.
        assert_eq!((letter.state.as_str(), letter.attempts, letter.last_error), ("waiting", 0, None));
    }
    // Once there is an account, its own language counts.
    world.visitor().post_raw("/session/links", "email=claire%40people.test", &in_english).await.assert_status(200);
    assert_eq!(world.letters_to("claire@people.test").await[0].subject, "Votre lien de connexion");
}

/// CVE-2022-50910: a link made from the request's `Host` leads to the attacker.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_lead_to_this_house_whatever_the_request_says() {
    let world = World::new().await;
    world.resident("claire", Kind::Seeker).await;
    let sign_up = crate::support::form(&wishing("email", "new@people.test"));
    for (path, form) in [
        ("/session/links", "email=claire%40people.test"),
        ("/resets", "email=claire%40people.test"),
        ("/session/links", "email=nobody%40people.test"),
        ("/accounts", &sign_up),
        ("/accounts", &sign_up),
    ] {
        let request = Request::post(path)
            .header(header::HOST, "evil.example")
            .header("x-forwarded-host", "evil.example")
            .header("x-forwarded-server", "evil.example")
            .header("forwarded", "host=evil.example")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        world.visitor().send(request).await.assert_status(200).assert_unseen("evil.example");
    }
    let mut read = 0;
    for email in ["claire@people.test", "nobody@people.test", "new@people.test"] {
        for letter in world.letters_to(email).await {
            assert!(letter.body_text.contains("http://house.test/"), "{}", letter.body_text);
            assert!(!letter.body_text.contains("evil"), "{}", letter.body_text);
            assert!(!letter.body_html.contains("evil"), "{}", letter.body_html);
            read += 1;
        }
    }
    assert_eq!(read, 5);
}

/// By which letter I answered, and what I said of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Link,
    /// The sign-up's own letter, its box left empty.
    Empty,
    /// The same, with a password of mine.
    Own,
}

/// Someone opens an account in my name before me, with a password of theirs, stays
/// signed in and has a link to move it to their own address: when my letter answers,
/// whichever it is, the account is mine alone (“account pre-hijacking”, Sudhodanan and
/// Paverd, 2022).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_a_stranger_opened_in_my_name_is_mine_once_i_answer() {
    let own = "sept canards bleus à vélo";
    for way in [Way::Link, Way::Empty, Way::Own] {
        let world = World::new().await;
        let (mine, theirs) = ("claire@people.test", "stranger@people.test");
        world.signs_up(mine, "Quelqu’un d’autre", "seeker").await;
        let stranger = world.signs_in(mine, PASSWORD).await;
        stranger.does("/me/email", &[("email", theirs)]).await;
        let trap = world.link_to(theirs).await;
        assert!(stranger.is_signed_in().await);
        if way == Way::Link {
            world.visitor().post("/session/links", &[("email", mine)]).await.assert_status(200);
        }
        // The page says what was opened, in whose name, and asks for a password of mine.
        let link = world.link_to(mine).await;
        let page = world.visitor().get(&link).await;
        page.assert_status(200).assert_sees(mine);
        let asked = page.has("main form input[type=password][name=password]");
        assert_eq!(asked, way != Way::Link, "{way:?}");
        assert_eq!(page.body.contains("Quelqu’un d’autre"), way != Way::Link, "{way:?}");

        let said = match way {
            Way::Link => vec![],
            Way::Empty => vec![("password", "")],
            Way::Own => vec![("password", own)],
        };
        let answer = world.visitor().post(&link, &said).await;
        answer.assert_status(303);
        let claire = world.visitor().with_token(&answer.cookie("session").expect("a session"));
        assert!(claire.is_signed_in().await && world.account(mine).await.unwrap().is_confirmed());
        assert!(!stranger.is_signed_in().await, "the other browser is signed out");
        world.visitor().post(&trap, &[]).await.assert_status(410);
        assert!(world.account(theirs).await.is_none());
        let guess = world.visitor().post("/session", &[("email", mine), ("password", PASSWORD)]).await;
        guess.assert_status(422);
        if way != Way::Own {
            claire
                .reads_after(&answer)
                .await
                .assert_sees("Le mot de passe choisi à l’ouverture du compte ne sert plus");
            claire.does("/me/password", &[("password", own)]).await;
        }
        world.signs_in(mine, own).await;
    }
}

/// Whoever opened their account themselves keeps their password: they type it, or are
/// signed in already, and a program that answers by itself changes nothing of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn my_own_sign_up_keeps_my_password() {
    let world = World::new().await;
    let mine = "claire@people.test";
    world.signs_up(mine, "Claire", "seeker").await;
    let link = world.link_to(mine).await;
    // Refused, the link still serves, and the page says why beside the box.
    let refused = world.visitor().post(&link, &[("password", "court")]).await;
    refused.assert_status(422);
    assert_eq!(refused.first("#password-error").unwrap(), says(&Refusal::PasswordTooShort));
    assert!(!world.account(mine).await.unwrap().is_confirmed());
    let answer = world.visitor().post(&link, &[("password", PASSWORD)]).await;
    let claire = world.visitor().with_token(&answer.cookie("session").expect("a session"));
    claire.reads_after(&answer).await.assert_sees("Votre adresse est confirmée. Vous pouvez écrire.");
    world.signs_in(mine, PASSWORD).await;
    // A password just typed is recent.
    claire.does("/me/email", &[("email", "autre@people.test")]).await;

    let other = "marc@people.test";
    world.signs_up(other, "Marc", "seeker").await;
    let marc = world.signs_in(other, PASSWORD).await;
    let link = world.link_to(other).await;
    let page = marc.get(&link).await;
    assert!(!page.has("main input[type=password]"), "whoever is signed in gave it already");
    marc.post(&link, &[]).await.assert_status(303);
    world.signs_in(other, PASSWORD).await;
}

/// Later links change nothing: one's password and other browsers stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sign_in_link_leaves_a_confirmed_account_as_it_is() {
    let world = World::new().await;
    let laptop = world.resident("claire", Kind::Seeker).await;
    world.visitor().post("/session/links", &[("email", laptop.email())]).await.assert_status(200);
    let phone = world.answers_letter(laptop.email()).await;
    assert!(laptop.is_signed_in().await && phone.is_signed_in().await);
    world.signs_in(laptop.email(), PASSWORD).await;
}
