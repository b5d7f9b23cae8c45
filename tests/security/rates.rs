//! How often: a limit holds for a person wherever they sit, for an address
//! whoever signs in from it, under every spelling of a path (bad-inputs.md §6).

use std::net::Ipv4Addr;

use passerelle::{
    access::{Audience, Kind},
    initializers::limits::{Limit, Who},
    models::users,
};
use sea_orm::EntityTrait;

use crate::support::{Actor, PASSWORD, Page, World};

/// As often a door is asked before it is said to have no limit.
const TIMES: u32 = 20;

/// A house behind a proxy that says who asks, with room for `times` a minute.
async fn house(times: u32) -> World {
    World::with(|settings| {
        settings["client_address_header"] = "x-real-address".into();
        for limit in ["threads", "replies", "acts", "sign_ins", "letters", "previews", "codes"] {
            settings["limits"][limit] = times.into();
        }
    })
    .await
}

async fn from(who: &Actor, address: &str, path: &str, fields: &[(&str, &str)]) -> Page {
    let headers = [("sec-fetch-site", "same-origin"), ("x-real-address", address)];
    who.post_raw(path, crate::support::form(fields), &headers).await
}

fn assert_too_fast(page: &Page) {
    page.assert_status(429);
    let seconds: u64 = page.header("retry-after").parse().expect("when to try again");
    assert!((1..=61).contains(&seconds), "{seconds}");
    assert!(page.has("h1") && page.header("cache-control") == "private, no-store", "{}", page.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_asks_for_so_many_letters_and_sign_ins() {
    let world = house(3).await;
    let visitor = world.visitor();
    for (number, (path, fields)) in [
        ("/session", vec![("email", "a@people.test"), ("password", "x")]),
        ("/session/links", vec![("email", "a@people.test")]),
    ]
    .into_iter()
    .enumerate()
    {
        let here = format!("192.0.2.{}", number + 1);
        for _ in 0..3 {
            assert_ne!(from(&visitor, &here, path, &fields).await.status, 429, "{path}");
        }
        assert_too_fast(&from(&visitor, &here, path, &fields).await);
        // Another account from there: the same address. From elsewhere, another account
        // is asked for; the same one, however it is spelt, was asked for often enough.
        let other = [("email", "b@people.test"), ("password", "x")];
        let other = &other[..fields.len()];
        assert_too_fast(&from(&visitor, &here, path, other).await);
        assert_ne!(from(&visitor, "198.51.100.7", path, other).await.status, 429, "{path}");
        let spelt = [("email", " A@People.TEST "), ("password", "x")];
        for aimed in [&fields[..], &spelt[..fields.len()]] {
            assert_too_fast(&from(&visitor, "198.51.100.8", path, aimed).await);
        }
        // No spelling of the path goes around it (CVE-2022-2166, CVE-2025-54879).
        for spelling in
            [format!("{path}/"), format!("{path}.json"), path.to_uppercase(), format!("/{path}"), format!("{path}?x=1")]
        {
            let status = from(&visitor, &here, &spelling, &fields).await.status;
            assert!([404, 405, 429].contains(&status.as_u16()), "{spelling} is {status}");
        }
    }
    // Sign-ups, links and resets are letters: they are counted together.
    let signing_up = [("email", "n@people.test"), ("display_name", "N"), ("password", PASSWORD), ("kind", "seeker")];
    assert_too_fast(&from(&visitor, "192.0.2.2", "/accounts", &signing_up).await);
    assert_too_fast(&from(&visitor, "192.0.2.2", "/resets", &[("email", "a@people.test")]).await);
}

/// A stranger in many places spends what may be asked about one account, whether or
/// not it exists; its owner, elsewhere, still comes in by a letter.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_account_is_aimed_at_so_often_from_all_the_world() {
    let world = house(3).await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let visitor = world.visitor();
    let mut answers = vec![];
    for email in [claire.email(), "nobody@people.test"] {
        for (path, fields) in [
            ("/session", vec![("email", email), ("password", "x")]),
            ("/resets", vec![("email", email)]),
            ("/session/links", vec![("email", email)]),
            ("/accounts", vec![("email", email), ("display_name", "N"), ("password", PASSWORD), ("kind", "seeker")]),
        ] {
            for number in 0..3 {
                let there = format!("203.0.113.{}", answers.len() * 3 + number);
                assert_ne!(from(&visitor, &there, path, &fields).await.status, 429, "{path} {email}");
            }
            let page = from(&visitor, "198.51.100.7", path, &fields).await;
            assert_too_fast(&page);
            answers.push(page.words());
        }
    }
    let (known, unknown) = answers.split_at(4);
    assert_eq!(known.iter().map(|words| without_digits(words)).collect::<Vec<_>>(), {
        unknown.iter().map(|words| without_digits(words)).collect::<Vec<_>>()
    });
    // Who used up her links sent them to her: each opens her account, in her browser.
    let letters = world.letters_to(claire.email()).await;
    assert_eq!(letters.iter().filter(|letter| letter.kind == "sign-in").count(), 3);
    assert_eq!(letters.iter().filter(|letter| letter.kind == "reset").count(), 3);
    let sign_in = letters.iter().find(|letter| letter.kind == "sign-in").unwrap();
    let link = sign_in.body_text.split_whitespace().find_map(|word| word.strip_prefix("http://house.test")).unwrap();
    from(&visitor, "192.0.2.1", link, &[]).await.assert_status(303);
}

fn without_digits(words: &str) -> String {
    words.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// One household has as many addresses as it likes in its own network.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn addresses_of_one_network_are_one_address() {
    let world = house(2).await;
    let visitor = world.visitor();
    // No e-mail address: the door is counted, and no account.
    let fields = [("email", "a"), ("password", "x")];
    for address in ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9"] {
        assert_ne!(from(&visitor, address, "/session", &fields).await.status, 429);
    }
    assert_too_fast(&from(&visitor, "2001:db8:1:2:abcd:ef01:2345:6789", "/session", &fields).await);
    assert_ne!(from(&visitor, "2001:db8:1:3::1", "/session", &fields).await.status, 429);
    // An IPv4 address is itself however it is written.
    for address in ["203.0.113.9", "::ffff:203.0.113.9"] {
        assert_ne!(from(&visitor, address, "/session", &fields).await.status, 429);
    }
    assert_too_fast(&from(&visitor, "203.0.113.9", "/session", &fields).await);
}

/// Only the proxy's own word counts, and only where the operator said so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_the_client_makes_up_is_not_believed() {
    let world = house(3).await;
    let visitor = world.visitor();
    let fields = [("email", "a"), ("password", "x")];
    for made_up in ["203.0.113.1", "203.0.113.2", "203.0.113.3"] {
        let said = format!("{made_up}, 192.0.2.1");
        assert_ne!(from(&visitor, &said, "/session", &fields).await.status, 429);
    }
    assert_too_fast(&from(&visitor, "203.0.113.4, 192.0.2.1", "/session", &fields).await);

    let world = World::with(|settings| settings["limits"]["sign_ins"] = 3.into()).await;
    let visitor = world.visitor();
    let mut last = None;
    for number in 0..4 {
        let address = format!("203.0.113.{number}");
        let headers = ["x-forwarded-for", "x-real-ip", "forwarded", "cf-connecting-ip", "x-real-address"];
        let mut headers: Vec<(&str, &str)> = headers.iter().map(|name| (*name, address.as_str())).collect();
        headers.push(("sec-fetch-site", "same-origin"));
        last = Some(visitor.post_raw("/session", crate::support::form(&fields), &headers).await);
    }
    assert_too_fast(&last.unwrap());
}

/// Someone signed in is counted as themselves, wherever they sit.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_does_so_much_in_a_minute() {
    let world = house(3).await;
    let asker = world.person("asker", Kind::Seeker).await;
    let other = world.person("other", Kind::Seeker).await;
    let room = world.room("salle", Audience::Public, &[]).await;
    let talk = other.asks(&room, "Un fil", "Bonjour").await;
    let reply = talk.act("posts");
    let opening = [("title", "Un fil"), ("body", "Bonjour")];
    for (path, fields) in [
        ("/communities/salle/threads", &opening[..]),
        (reply.as_str(), &[("body", "Bonjour")]),
        ("/communities/salle/membership", &[]),
        ("/preview", &[("body", "Bonjour")]),
    ] {
        for number in 0..3 {
            let address = format!("192.0.2.{number}");
            assert_ne!(from(&asker, &address, path, fields).await.status, 429, "{path}");
        }
        assert_too_fast(&from(&asker, "198.51.100.9", path, fields).await);
        assert_ne!(from(&other, "198.51.100.9", path, fields).await.status, 429, "{path} for someone else");
    }
    // A reply too many says when to come back, and nothing was written.
    let page = from(&asker, "192.0.2.1", &reply, &[("body", "un de trop")]).await;
    assert_too_fast(&page);
    other.get(&talk.path).await.assert_unseen("un de trop");
}

/// Without scripts, the page that says “too fast” is all that is left of the form:
/// it gives the words back, and sends them again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_sent_too_fast_comes_back_to_be_sent_again() {
    let world = house(1).await;
    let asker = world.person("asker", Kind::Seeker).await;
    let room = world.room("salle", Audience::Public, &[]).await;
    let talk = asker.asks(&room, "Un fil", "Bonjour").await;
    let reply = talk.act("posts");
    asker.replies(&talk, "Une première.").await;
    asker.post("/communities/salle/membership", &[]).await.assert_status(303);
    let post = format!("/posts/{}", talk.opening);
    let words = "Des mots\nsur deux lignes, « choisis ».";
    for (path, fields) in [
        (reply.as_str(), vec![("body", words), ("quote", "")]),
        ("/communities/salle/threads", vec![("title", "Encore un fil"), ("body", words), ("kind", "discussion")]),
        (post.as_str(), vec![("body", words), ("reason", "Une précision.")]),
    ] {
        let page = asker.post(path, &fields).await;
        assert_too_fast(&page);
        let form = format!("main form[action='{path}']");
        assert_eq!(page.typed(&format!("{form} textarea[name=body]")), words, "{path}");
        let hidden = page.fields(&form);
        for (name, value) in &fields[..] {
            assert!(*name == "body" || hidden.contains(&((*name).to_owned(), (*value).to_owned())), "{path} {name}");
        }
    }
    // A password is no such word.
    world.visitor().post("/session", &[("email", "a@people.test"), ("password", "x")]).await;
    let page = world.visitor().post("/session", &[("email", "a@people.test"), ("password", "mot-secret")]).await;
    assert_too_fast(&page);
    page.assert_unseen("mot-secret");
    assert!(!page.has("main form"));
}

/// A door that closed while one wrote keeps no words; and says no more than before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_for_a_place_that_closed_come_back_and_tell_nothing_of_it() {
    let world = World::new().await;
    let seeker = world.person("seeker", Kind::Seeker).await;
    let stranger = world.person("stranger", Kind::Other).await;
    let room = world.room("entre-nous", Audience::Seekers, &[]).await;
    let talk = seeker.asks(&room, "Entre nous", "Un secret.").await;
    let words = "Une réponse qui a pris du temps.";
    let mut answers = vec![];
    for path in [talk.act("posts"), "/threads/999999/posts".to_owned()] {
        let page = stranger.post(&path, &[("body", words)]).await;
        page.assert_status(404).assert_unseen("Entre nous");
        assert_eq!(page.typed("main textarea[readonly]"), words);
        assert!(!page.has(&format!("form[action='{path}']")), "nothing to send again");
        answers.push(page.words());
    }
    assert_eq!(answers[0], answers[1]);
    // Not one's own: said, and the words with it. What came from elsewhere is not read.
    let post = format!("/posts/{}", talk.opening);
    let neighbour = world.person("neighbour", Kind::Seeker).await;
    let page = neighbour.post(&post, &[("body", words)]).await;
    assert_eq!(page.assert_status(403).typed("main textarea[readonly]"), words);
    let headers = [("sec-fetch-site", "cross-site")];
    let page = neighbour.post_raw(&post, crate::support::form(&[("body", words)]), &headers).await;
    page.assert_status(403).assert_unseen(words);
}

/// Nobody guesses a password by asking many times, from one address or one account.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changing_a_password_by_guessing_is_limited_too() {
    let world = house(3).await;
    let claire = world.resident("claire", Kind::Seeker).await;
    for _ in 0..3 {
        let page = from(&claire, "192.0.2.1", "/me/password", &[("current", "x"), ("password", PASSWORD)]).await;
        page.assert_status(422);
    }
    for address in ["192.0.2.1", "198.51.100.7"] {
        let page = from(&claire, address, "/me/password", &[("current", PASSWORD), ("password", PASSWORD)]).await;
        assert_too_fast(&page);
    }
}

/// Every door that changes something has a limit: once its kind of act was done often
/// enough, it says when to come back, and does nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_door_that_changes_something_has_a_limit() {
    // Enough to set the world up, and seconds before one more is allowed.
    let world = house(30).await;
    let doors = crate::support::doors(&world).await;
    let people = users::Entity::find().all(&world.house.db).await.unwrap();
    let here = Who::address(Ipv4Addr::LOCALHOST.into());
    let everyone: Vec<Who> = people.iter().map(|person| Who::Person(person.id)).chain([here]).collect();
    let (words, others) =
        ([Limit::Threads, Limit::Replies, Limit::Acts], [Limit::SignIns, Limit::Letters, Limit::Codes]);
    let limits = [&words[..], &others, &[Limit::Previews, Limit::Pictures]].concat();
    for door in &doors {
        // One more may be allowed between emptying and asking, here and there; a door without a
        // limit opens every time.
        let mut asked = 0;
        let page = loop {
            for (limit, who) in limits.iter().flat_map(|limit| everyone.iter().map(|who| (*limit, *who))) {
                while world.house.limits.check(limit, who).is_ok() {}
            }
            let page = door.open_with(&[]).await;
            asked += 1;
            if page.status == 429 || asked == TIMES {
                break page;
            }
        };
        page.assert_status(429);
        assert!(!page.header("retry-after").is_empty(), "{}", door.route);
    }
}

/// Pages that listen cost something while they are open: so many from one address.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_listens_so_many_times_at_once() {
    let world = World::with(|settings| {
        settings["client_address_header"] = "x-real-address".into();
        settings["limits"]["streams"] = 2.into();
    })
    .await;
    let visitor = world.visitor();
    let here = [("x-real-address", "192.0.2.1")];
    let first = visitor.listens("/live", &here).await;
    let _second = visitor.listens("/live", &here).await;
    assert_too_fast(&visitor.get_with("/live", &here).await);
    let _elsewhere = visitor.listens("/live", &[("x-real-address", "198.51.100.7")]).await;
    // One closed makes room for one.
    drop(first);
    let _third = visitor.listens("/live", &here).await;
    assert_too_fast(&visitor.get_with("/live", &here).await);
}
