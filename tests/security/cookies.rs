//! Cookies: what ours say of themselves, and how little a forged one can do; and
//! what production refuses to start with.

use std::path::PathBuf;

use axum::http::header;
use loco_rs::{config::Config, environment::Environment};
use passerelle::{
    access::{Audience, Kind},
    settings::Settings,
};

use crate::support::{PASSWORD, Page, World};

/// The whole `Set-Cookie` line of a cookie.
fn set_cookie(page: &Page, name: &str) -> String {
    let lines = page.headers.get_all(header::SET_COOKIE);
    let mut lines =
        lines.iter().map(|line| line.to_str().unwrap().to_owned()).filter(|line| line.starts_with(&format!("{name}=")));
    let line = lines.next().unwrap_or_else(|| panic!("{} sets no {name}: {:?}", page.path, page.headers));
    assert!(lines.next().is_none(), "{} sets {name} twice", page.path);
    line
}

fn attributes(line: &str) -> Vec<&str> {
    line.split("; ").skip(1).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scripts_and_neighbours_cannot_read_our_cookies() {
    for (url, name, secure) in [("http://house.test", "session", false), ("https://house.test", "__Host-session", true)]
    {
        let world = World::with(|settings| settings["public_url"] = url.into()).await;
        let claire = world.resident("claire", Kind::Seeker).await;
        let visitor = world.visitor();
        let answer = visitor.post("/session", &[("email", claire.email()), ("password", PASSWORD)]).await;
        let locale = visitor.post("/me/locale", &[("locale", "en")]).await;
        let session = set_cookie(&answer, name);
        let token = session.split([';', '=']).nth(1).unwrap().to_owned();
        assert_eq!(token.len(), 64, "256 bits: {session}");
        let me = visitor.clone().with_cookie(name, &token);
        assert!(me.is_signed_in().await);
        let left = me.post("/session/end", &[]).await;
        for line in [&session, &set_cookie(&locale, "locale"), &set_cookie(&left, "notice"), &set_cookie(&left, name)] {
            let attributes = attributes(line);
            for needed in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(attributes.contains(&needed), "{needed}: {line}");
            }
            assert_eq!(attributes.contains(&"Secure"), secure, "{line}");
            assert!(!line.contains("Domain="), "{line}");
        }
        assert!(set_cookie(&left, name).contains("Max-Age=0"), "signing out takes it back");
        assert!(!me.is_signed_in().await, "and the session itself is over");
    }
}

/// CVE-2025-27794: a neighbouring subdomain can plant `session`, not `__Host-session`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_https_only_the_host_cookie_is_a_session() {
    let world = World::with(|settings| settings["public_url"] = "https://house.test".into()).await;
    let claire = world.person("claire", Kind::Seeker).await;
    let token = claire.token().to_owned();
    assert!(!world.visitor().with_cookie("session", &token).is_signed_in().await);
    assert!(world.visitor().with_cookie("__Host-session", &token).is_signed_in().await);
    let both = world.visitor().with_cookie("session", &"0".repeat(64)).with_cookie("__Host-session", &token);
    assert!(both.is_signed_in().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonsense_in_a_cookie_is_nobody() {
    let world = World::new().await;
    let claire = world.person("claire", Kind::Seeker).await;
    let digest = world.digest(claire.token());
    let short = &claire.token()[..63];
    let capitals = claire.token().to_uppercase();
    let padded = format!("{} ", claire.token());
    let huge = "a".repeat(100_000);
    for session in ["", "0", "null", "' OR 1=1 --", "%00", "../../etc/passwd", short, &capitals, &digest, &huge, "é"] {
        let page = world.visitor().with_cookie("session", session).get("/me/account").await;
        assert_eq!(page.status, 303, "{session:.80} opened something");
        world.visitor().with_cookie("session", session).get("/communities").await.assert_status(200);
    }
    assert!(world.visitor().with_cookie("session", &padded).is_signed_in().await, "white space around is none of it");
    for (name, value) in
        [("locale", "xx"), ("locale", "../fr"), ("theme", "<script>"), ("theme", "é"), ("", "="), ("=", ";;;")]
    {
        world
            .visitor()
            .with_cookie(name, value)
            .get("/communities")
            .await
            .assert_status(200)
            .assert_sees("<html lang=\"fr\"");
    }
}

/// A message about what was done is kept by the browser: forged, it says only
/// what we say, and offers only what we offer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_message_says_nothing_of_its_own() {
    let world = World::new().await;
    let claire = world.person("claire", Kind::Seeker).await;
    world.room("salle", Audience::Public, &[&claire]).await;
    for forged in [
        "<b>gagné</b>",
        "Votre compte est bloqué, appelez le 0899 000 000",
        "no-such-message",
        "closed<x-notice>|/threads/1/closure/removal",
        "CLOSED",
        "../../etc/passwd",
        "",
        "|",
        "||||",
        &"closed-".repeat(500),
    ] {
        for reader in [&world.visitor(), &claire] {
            let page = reader.clone().with_cookie("notice", forged).get("/communities/salle").await;
            page.assert_status(200);
            assert!(!page.has(".notice"), "{forged:?} is said");
            assert!(forged.len() < 4 || !page.body.contains(forged), "{forged:?} is there");
        }
    }
    // One of ours, with a way to undo that we did not write, or not for this reader.
    let actions = ["/posts/1/removal", "/communities/salle/managers", "//elsewhere.example/x", "javascript:alert(1)"];
    let said = claire.does("/communities/salle/membership", &[]).await.cookie("notice").unwrap();
    let seal = said.rsplit_once("|seal=").unwrap().1;
    let forged: Vec<String> = actions
        .iter()
        .flat_map(|action| [format!("closed|{action}|handle=marc"), format!("closed|{action}|handle=marc|seal={seal}")])
        .chain([said.replace("joined|", "joined|/session/end"), said.replace("|seal=", "|body=vendre|seal=")])
        .collect();
    let marc = world.person("marc", Kind::Seeker).await;
    let readers = forged.iter().map(|forged| (&claire, forged)).chain([(&marc, &said)]);
    for (reader, forged) in readers {
        let page = reader.clone().with_cookie("notice", forged).get("/communities/salle").await;
        page.assert_status(200).assert_unseen("vendre");
        assert!(page.has(".notice p"), "the message itself is ours: {forged}");
        assert!(!page.has(".notice form"), "{forged} is offered");
    }
    let page = claire.clone().with_cookie("notice", &said).get("/communities/salle").await;
    assert_eq!(page.attribute(".notice form", "action").as_deref(), Some("/communities/salle/membership/removal"));
}

fn production(change: impl FnOnce(&mut serde_json::Value)) -> Result<Settings, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("config");
    let mut config = Config::from_folder(&Environment::Production, &folder).unwrap();
    change(config.settings.as_mut().unwrap());
    Settings::load(&Environment::Production, &config).map_err(|error| error.to_string())
}

#[test]
fn production_refuses_to_start_unsafe() {
    let secret = "uxieth6Ohph4eeNgahg9quaeJ8aiKohy";
    let refused = |change: fn(&mut serde_json::Value)| production(change).map(|_| ()).unwrap_err();
    assert!(refused(|_| {}).contains("SECRET"), "with nothing set");
    for weak in ["development-only", "", "secret", "short-but-not-the-default-one"] {
        let told = production(|settings| {
            settings["secret"] = weak.into();
            settings["public_url"] = "https://house.test".into();
        });
        assert!(told.unwrap_err().contains("SECRET"), "{weak:?}");
    }
    for address in ["http://house.test", "house.test", "", "HTTP://house.test", "ftp://house.test"] {
        let told = production(|settings| {
            settings["secret"] = secret.into();
            settings["public_url"] = address.into();
        });
        assert!(told.unwrap_err().contains("PUBLIC_URL"), "{address:?}");
    }
    let safe = production(|settings| {
        settings["secret"] = secret.into();
        settings["public_url"] = "https://house.test/".into();
    });
    let safe = safe.unwrap();
    assert_eq!(
        (safe.public_url.as_str(), safe.session_cookie(), safe.demo),
        ("https://house.test", "__Host-session", false)
    );
    let stated = production(|settings| {
        settings["secret"] = secret.into();
        settings["public_url"] = "http://intranet.test".into();
        settings["allow_http"] = true.into();
    });
    assert_eq!(stated.unwrap().session_cookie(), "session");
    assert!(
        production(|settings| settings["secrets"] = "typo".into()).is_err(),
        "a switch that nobody knows is a mistake"
    );
}

/// What development adds is not there otherwise.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_letters_of_development_are_not_served_elsewhere() {
    let world = World::new().await;
    let admin = world.admin("boss").await;
    for who in [&world.visitor(), &admin] {
        who.get("/dev/letters").await.assert_status(404);
        who.get("/dev/letters/1").await.assert_status(404);
    }
    world.visitor().get("/sign-in").await.assert_unseen(passerelle::fixtures::PASSWORD);
}
