//! What goes by mail. Letters are read whole, as text and as HTML, whatever each
//! chose: at once or grouped. Titles and words travel from rooms that anyone signed
//! in may read; of the others a letter says that there is something.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use passerelle::{
    access::Audience,
    clock,
    models::{
        letters::{self, Model as Letter},
        notifications::mailing,
    },
};
use sea_orm::{EntityTrait, QueryOrder};

use super::planting::{Cast, Secrets, cast, may_read, members, plant, reply};
use crate::support::World;

/// What is said there may be said in a mail.
const TRAVELLING: [Audience; 2] = [Audience::Public, Audience::Members];

/// Nobody answered for this address: nothing is sent there.
fn is_written_to(role: &str) -> bool {
    role != "unconfirmed"
}

async fn all(world: &World) -> Vec<Letter> {
    letters::Entity::find().order_by_asc(letters::Column::Id).all(&world.house.db).await.unwrap()
}

/// Both ways a letter is read, its subject with each.
fn parts(letter: &Letter) -> [String; 2] {
    [&letter.body_text, &letter.body_html].map(|body| format!("{}\n{body}", letter.subject))
}

async fn everyone_chooses(cast: &Cast, when: &str) {
    for role in members() {
        cast.actors[role].does("/me/preferences", &[("mail_direct", when), ("mail_followed", when)]).await;
    }
}

/// What is due within that time is written; the letters that made, by role.
async fn written_within(world: &World, cast: &Cast, time: Duration) -> BTreeMap<&'static str, Vec<Letter>> {
    let before = all(world).await.last().map_or(0, |letter| letter.id);
    world.caught_up().await;
    while mailing::send_due(&world.house, clock::now() + time).await.unwrap() > 0 {}
    let new: Vec<Letter> = all(world).await.into_iter().filter(|letter| letter.id > before).collect();
    let to = |role: &str| new.iter().filter(|letter| letter.recipient == cast.actors[role].email()).cloned().collect();
    members().map(|role| (role, to(role))).filter(|(_, letters): &(_, Vec<Letter>)| !letters.is_empty()).collect()
}

/// The tokens in one part of a letter.
fn told<'a>(part: &str, tokens: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    tokens.filter(|token| part.contains(token.as_str())).cloned().collect()
}

/// Those that letters could tell: an address is in the letter to its owner.
fn tokens(secrets: &Secrets) -> impl Iterator<Item = &String> {
    secrets.seen_by.keys().filter(|token| !token.contains('@'))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn decisions_are_told_to_the_one_they_are_about_and_to_nobody_else() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let secrets = plant(&world, &cast).await;
    let letters = all(&world).await;
    // The author of what was hidden is told, with the title and the reason.
    let theirs = |letter: &&Letter| letter.recipient == cast.author.email();
    assert!(letters.iter().filter(theirs).any(|letter| letter.body_text.contains("canarimotif")));
    for letter in letters.iter().filter(|letter| !theirs(letter)) {
        for part in parts(letter) {
            let told = told(&part, tokens(&secrets).filter(|token| token.starts_with("canari")));
            assert!(told.is_empty(), "a letter to {} tells {told:?}", letter.recipient);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_grouped_letter_names_what_may_be_named_and_counts_what_is_theirs_to_read() {
    let world = World::new().await;
    let cast = cast(&world).await;
    everyone_chooses(&cast, "morning").await;
    let secrets = plant(&world, &cast).await;
    let written = written_within(&world, &cast, Duration::hours(30)).await;
    for role in members() {
        let letters = written.get(role).map_or(&[][..], Vec::as_slice);
        assert_eq!(letters.len(), usize::from(is_written_to(role)), "letters to {role}");
        for letter in letters {
            assert_eq!(letter.kind, "digest", "{role}");
            let named: BTreeSet<String> =
                TRAVELLING.iter().map(|audience| format!("canarititre{}", audience.name())).collect();
            for part in parts(letter) {
                assert_eq!(told(&part, tokens(&secrets)), named, "the letter to {role}: {part}");
            }
            // One line for each conversation; of the one whose opening was hidden, none.
            let due = Audience::ALL.into_iter().filter(|audience| may_read(role, *audience)).count();
            assert_eq!(letter.body_text.matches("http://house.test/posts/").count(), due, "{role}");
            assert_eq!(letter.body_html.matches("href=\"http://house.test/posts/").count(), due, "{role}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_at_once_carries_words_from_rooms_that_anyone_signed_in_reads_and_from_no_other() {
    let world = World::new().await;
    let cast = cast(&world).await;
    everyone_chooses(&cast, "at_once").await;
    let mut secrets = plant(&world, &cast).await;
    written_within(&world, &cast, Duration::hours(1)).await;
    for role in members() {
        cast.actors[role].does("/notifications/reading", &[]).await;
    }
    let handles: Vec<String> = members().map(|role| format!("@{}", cast.actors[role].handle())).collect();
    let threads: Vec<i64> = secrets.open_threads().collect();
    for (thread, audience) in threads.into_iter().zip(Audience::ALL) {
        // Everyone is called by name, also those whom it is not for.
        let token = format!("canarilettre{}", audience.name());
        secrets.seen_by.insert(token.clone(), members().filter(|role| may_read(role, audience)).collect());
        reply(&cast.author, thread, &format!("{token} {}", handles.join(" "))).await;
        let written = written_within(&world, &cast, Duration::minutes(2)).await;
        let due: Vec<_> = members().filter(|role| may_read(role, audience) && is_written_to(role)).collect();
        let mut told_to: Vec<_> = written.keys().copied().collect();
        told_to.sort_by_key(|role| members().position(|other| other == *role));
        assert_eq!(told_to, due, "{audience:?}");
        let travels = TRAVELLING.contains(&audience);
        let title = format!("canarititre{}", audience.name());
        let room = format!("Salle salle-{}", audience.name());
        let words: BTreeSet<String> = if travels { [token, title, room].into() } else { BTreeSet::new() };
        for (role, letters) in &written {
            let [letter] = letters.as_slice() else { panic!("{role} gets {} letters", letters.len()) };
            assert_eq!(letter.kind, if travels { "told" } else { "told-private" }, "{role}");
            for part in parts(letter) {
                assert_eq!(told(&part, tokens(&secrets)), words, "the letter to {role} about {audience:?}: {part}");
            }
        }
    }
}
