//! Who has an account is nobody's business: the answer is made by the same work, one
//! statement after the other, whether or not there is one. Work is counted, not time.

use passerelle::{access::Kind, tally::Tally};

use crate::support::{Actor, PASSWORD, World};

const WRONG: &str = "sept canards bleus à vélo";

/// An address and a name, and the form that they are typed into.
type Form = fn(&'static str, &'static str) -> Vec<(&'static str, &'static str)>;

/// What answering this form took.
async fn took(actor: &Actor, path: &str, fields: &[(&str, &str)], status: u16) -> Vec<String> {
    let (answer, took) = Tally::of(actor.post(path, fields)).await;
    answer.assert_status(status);
    // Who is at the door is remembered for a second: whether that is read is the clock's.
    let door = [
        "sessions\" LEFT JOIN",
        "memberships\" LEFT JOIN",
        "FROM \"entrances\"",
        "FROM \"blocks\"",
        "SELECT \"drafts\".\"place\"",
    ];
    let took = took.into_iter().map(|what| what.replace("ROLLBACK TO SAVEPOINT opening; ", ""));
    took.filter(|what| !door.iter().any(|read| what.contains(read))).collect()
}

fn computations(took: &[String]) -> usize {
    took.iter().filter(|what| *what == "Argon2").count()
}

fn letters(took: &[String]) -> usize {
    took.iter().filter(|what| what.starts_with("INSERT INTO \"letters\"")).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_with_or_without_an_account_takes_the_same_work() {
    let world = World::new().await;
    world.resident("known", Kind::Seeker).await;
    // Someone who only ever came by a letter's link.
    world.person("nopass", Kind::Seeker).await;
    world.signs_up("unconfirmed@people.test", "Quelqu’un", "seeker").await;
    let me = world.resident("claire", Kind::Seeker).await;
    let visitor = world.visitor();
    let addresses = ["fresh@people.test", "known@people.test", "nopass@people.test", "unconfirmed@people.test"];
    // Names of which each is free: a name that is taken costs a question more, to anyone.
    let names = ["Jeanne Martin", "Paul Durand", "Simone Roche", "Victor Blanc"];
    let sign_in: Form = |email, _| vec![("email", email), ("password", WRONG)];
    let sign_up: Form =
        |email, name| vec![("email", email), ("display_name", name), ("password", WRONG), ("kind", "seeker")];
    let ask: Form = |email, _| vec![("email", email)];
    for (actor, path, form, status, hashes, written) in [
        (&visitor, "/session", sign_in, 422, 1, 0),
        (&visitor, "/session/links", ask, 200, 0, 1),
        (&visitor, "/resets", ask, 200, 0, 1),
        (&me, "/me/email", ask, 303, 0, 1),
        // Last, since it opens an account.
        (&visitor, "/accounts", sign_up, 200, 1, 1),
    ] {
        let mut all = vec![];
        for (email, name) in addresses.into_iter().zip(names) {
            all.push(took(actor, path, &form(email, name), status).await);
        }
        for one in &all {
            assert_eq!(one, &all[0], "{path}");
        }
        assert_eq!((computations(&all[0]), letters(&all[0])), (hashes, written), "{path}: {:?}", all[0]);
    }
    // The counting counts: opening a session is another matter.
    let opened = took(&visitor, "/session", &[("email", "known@people.test"), ("password", PASSWORD)], 303).await;
    assert!(opened.iter().any(|what| what.starts_with("INSERT INTO \"sessions\"")), "{opened:?}");

    // What did not have to be kept was not.
    for (email, kinds) in [
        ("fresh@people.test", vec!["confirm", "change-email", "no-account", "no-account"]),
        ("known@people.test", vec!["already", "address-taken", "reset", "sign-in"]),
    ] {
        let letters = world.letters_to(email).await;
        assert_eq!(letters.iter().map(|letter| letter.kind.as_str()).collect::<Vec<_>>(), kinds, "{email}");
    }
    assert!(world.account("fresh@people.test").await.is_some());
    let known = world.account("known@people.test").await.unwrap();
    assert_eq!((known.display_name.as_str(), known.kind.as_str()), ("KNOWN Test", "seeker"));
    world.signs_in("known@people.test", PASSWORD).await;
    visitor.get("/people/paul-durand").await.assert_status(404);
    let log = world.log().await;
    let opened = log.iter().filter(|line| line.verb == "signed_up").count();
    assert_eq!(opened, 2, "one in the beginning, one now");
}
