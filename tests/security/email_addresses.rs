//! One address is one mailbox, read one way: by us, by the mail server, by the
//! person who checks it (CVE-2024-45051).

use passerelle::{models::users::email, refusals::Refusal};

use crate::support::{PASSWORD, World};

const KEPT: [(&str, &str); 12] = [
    ("claire@example.org", "claire@example.org"),
    ("  Claire@Example.ORG ", "claire@example.org"),
    ("claire.dupont+emploi@mail.example.org", "claire.dupont+emploi@mail.example.org"),
    ("o'brien@example.ie", "o'brien@example.ie"),
    ("a@b.fr", "a@b.fr"),
    ("c_d-e@sous-domaine.example.org", "c_d-e@sous-domaine.example.org"),
    ("1234@5678.example", "1234@5678.example"),
    ("x=y@example.org", "x=y@example.org"),
    ("claire@xn--bcher-kva.example", "claire@xn--bcher-kva.example"),
    ("claire@example.travail", "claire@example.travail"),
    ("CLAIRE@example.org", "claire@example.org"),
    ("a/b@example.org", "a/b@example.org"),
];

const REFUSED: [&str; 50] = [
    "",
    " ",
    "claire",
    "@example.org",
    "claire@",
    "claire@example",
    "claire@localhost",
    "claire@example.org.",
    "claire@.example.org",
    "claire@example..org",
    "claire@-example.org",
    "claire@example-.org",
    "claire@example.o",
    "claire@127.0.0.1",
    "claire@[127.0.0.1]",
    "claire@[IPv6:::1]",
    "claire@2130706433",
    ".claire@example.org",
    "claire.@example.org",
    "cla..ire@example.org",
    "cla ire@example.org",
    "claire@exam ple.org",
    "claire@elsewhere.example@example.org",
    "\"claire@elsewhere.example\"@example.org",
    "\"claire\"@example.org",
    "claire(comment)@example.org",
    "claire@example.org(comment)",
    "Claire <claire@example.org>",
    "<claire@example.org>",
    "claire@example.org, paul@example.org",
    "claire@example.org;paul@example.org",
    "claire@example.org\npaul@example.org",
    "claire@example.org\r\nBcc: paul@example.org",
    "claire@example.org\0.elsewhere.example",
    "claire\u{0}@example.org",
    "claire\t@example.org",
    "=?utf-8?q?claire=40elsewhere.example?=@example.org",
    "=?iso-8859-1?q?=61=62=63=00?=@example.org",
    "cla\\ire@example.org",
    "claire@example.org\\",
    "clairé@example.org",
    "claire@exämple.org",
    "claire@еxample.org",
    "cl\u{430}ire@example.org",
    "claire@example\u{3002}org",
    "mi\u{212A}e@example.org",
    "claire\u{200B}@example.org",
    "claire@example.org\u{202E}",
    "mailto:claire@example.org",
    "claire@example_org.fr_",
];

#[test]
fn an_address_that_could_be_read_two_ways_is_refused() {
    for (typed, kept) in KEPT {
        assert_eq!(email(typed).as_deref(), Ok(kept), "{typed:?}");
    }
    for typed in REFUSED {
        assert_eq!(email(typed), Err(Refusal::BadEmail), "{typed:?}");
    }
    assert!(email(&format!("{}@example.org", "a".repeat(64))).is_ok());
    assert!(email(&format!("{}@example.org", "a".repeat(65))).is_err());
    assert!(email(&format!("a@{}.org", "b".repeat(64))).is_err());
    assert!(email(&format!("a@{}org", "b.".repeat(100))).is_err());
}

/// Whatever is refused at one door is refused at all, with its words kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_door_that_takes_an_address_reads_it_alike() {
    let world = crate::support::unhurried().await;
    let visitor = world.visitor();
    let claire = world.person("claire", passerelle::access::Kind::Seeker).await;
    let before = world.contents().await;
    for typed in REFUSED.into_iter().filter(|typed| !typed.trim().is_empty()) {
        let account = [("email", typed), ("display_name", "Claire"), ("password", PASSWORD), ("kind", "seeker")];
        for (path, fields, who) in [
            ("/accounts", &account[..], &visitor),
            ("/resets", &[("email", typed)], &visitor),
            ("/session/links", &[("email", typed)], &visitor),
            ("/me/email", &[("email", typed)], &claire),
        ] {
            let page = who.post(path, fields).await;
            page.assert_status(422);
            assert!(page.has("[id$=email-error]"), "{path} says nothing of {typed:?}");
            if !typed.contains(char::is_control) {
                let kept = page.attributes("input[name=email]", "value");
                assert!(kept.iter().any(|value| value == typed), "{path} lost {typed:?}: {kept:?}");
            }
        }
    }
    assert!(world.contents().await == before, "something was written all the same");
}

/// One mailbox, one account: however its letters are cased.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_in_capitals_is_the_same_mailbox() {
    let world = World::new().await;
    world.signs_up("Claire@People.TEST", "Claire", "seeker").await;
    world.answers_letter("claire@people.test").await;
    world.signs_up("claire@people.test", "Une autre", "seeker").await;
    let kinds: Vec<String> =
        world.letters_to("claire@people.test").await.into_iter().map(|letter| letter.kind).collect();
    assert_eq!(kinds, ["already", "confirm"]);
    assert!(world.signs_in(" CLAIRE@people.test", PASSWORD).await.is_signed_in().await);
}
