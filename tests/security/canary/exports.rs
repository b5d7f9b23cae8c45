//! What one takes along: one's own words, the names of what one may read today,
//! and nothing of anyone else's.

use std::collections::{BTreeMap, BTreeSet};

use passerelle::access::Audience;

use super::planting::{Secrets, cast, may_read, members, plant};
use crate::support::{Actor, World};

/// The tokens that someone's export holds, in any of its files.
async fn taken_along(world: &World, actor: &Actor, secrets: &Secrets) -> BTreeSet<String> {
    let files = world.export(actor).await;
    assert!(files.len() > 20 && files.contains_key("index.html"), "{:?}", files.keys());
    let held = |token: &&String| files.values().any(|text| text.contains(token.as_str()));
    secrets.seen_by.keys().filter(held).cloned().collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_holds_what_its_person_may_see_and_nothing_else() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let secrets = plant(&world, &cast).await;
    let mut held: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for role in members() {
        held.insert(role, taken_along(&world, &cast.actors[role], &secrets).await);
    }
    let mut leaks = vec![];
    for (role, tokens) in &held {
        for token in tokens {
            // An admin looks after everyone's address, and takes only their own along.
            let theirs = if token.contains('@') {
                token == cast.actors[role].email()
            } else {
                // One's own words are taken along wherever they went.
                secrets.seen_by[token].contains(role) || secrets.own.get(token) == Some(role)
            };
            if !theirs {
                leaks.push(format!("the export of {role} holds {token}"));
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    // And what is theirs is there: their words, the names of what they follow.
    for role in members() {
        let mut due: BTreeSet<String> =
            secrets.own.iter().filter(|(_, owner)| **owner == role).map(|(token, _)| token.clone()).collect();
        assert!(!due.is_empty(), "{role} has words of their own");
        due.insert(cast.actors[role].email().to_owned());
        for audience in Audience::ALL.into_iter().filter(|audience| may_read(role, *audience)) {
            let name = audience.name();
            due.extend([format!("canarititre{name}"), format!("Salle salle-{name}")]);
        }
        let missing: Vec<_> = due.difference(&held[role]).collect();
        assert!(missing.is_empty(), "the export of {role} lacks {missing:?}");
    }
    // Every one of these tokens is taken along by someone, and left behind by the rest.
    let exported = |token: &str| held.iter().filter(|(_, tokens)| tokens.contains(token)).count();
    for audience in Audience::ALL {
        let readers = members().filter(|role| may_read(role, audience)).count();
        assert_eq!(exported(&format!("canarititre{}", audience.name())), readers, "{audience:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_wrote_takes_along_all_they_wrote_and_whoever_hid_it_nothing_of_it() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let secrets = plant(&world, &cast).await;
    let written = taken_along(&world, &cast.author, &secrets).await;
    let managed = taken_along(&world, &cast.actors["manager"], &secrets).await;
    for audience in Audience::ALL {
        let say = |what: &str| format!("canari{what}{}", audience.name());
        // As it was first and as it is, removed and hidden, and why.
        for what in ["titre", "corps", "ancien", "nouveau", "retire", "masque", "motif", "voile", "voilecorps"] {
            assert!(written.contains(&say(what)), "the author's export lacks {}", say(what));
        }
        // What others wrote stays theirs: what a manager may look up is nothing of theirs.
        for what in ["corps", "ancien", "nouveau", "retire", "masque", "voilecorps"] {
            assert!(!managed.contains(&say(what)), "the manager's export holds {}", say(what));
        }
        assert!(managed.contains(&say("phrase")), "the sentence of a gesture is theirs");
    }
    for (own, owner) in &secrets.own {
        assert!(!written.contains(own) && (*owner == "manager" || !managed.contains(own)), "{own} left the house");
    }
}
