//! Merci, bravo, relais: made, seen with names, taken back.

use passerelle::access::{Audience, Kind};

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_three_gestures_are_made_with_a_name_and_undone() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let path = format!("/posts/{}/gestures", talk.opening);
    let made: [(&[(&str, &str)], &str); 3] = [
        (&[("kind", "thanks")], "YANN Test dit merci"),
        (&[("kind", "bravo"), ("sentence", "Quel courage")], "YANN Test dit bravo"),
        (&[("kind", "relay")], "YANN Test fait le relais"),
    ];
    for (fields, said) in made {
        world.visitor().get(&talk.path).await.assert_unseen(said);
        let answer = yann.does(&path, fields).await;
        assert_eq!(answer.post(), talk.opening);
        let page = world.visitor().get(&talk.path).await;
        assert!(page.all(".gestures li").iter().any(|line| line.contains(said)), "{:?}", page.all(".gestures li"));
        assert_eq!(world.post_row(talk.opening).await.gestures_count, 1);
        yann.undoes(&answer).await;
        assert!(!world.visitor().get(&talk.path).await.has(".gestures"));
        assert_eq!(world.post_row(talk.opening).await.gestures_count, 0);
    }
    // Beside the box of a bravo, on the page and on its own: who will read it.
    let reads = "sera lu par : toute personne, même sans compte";
    let page = yann.get(&talk.path).await;
    assert!(page.first(".post__form .compose__readers").unwrap().contains(reads));
    let page = yann.post(&path, &[("kind", "bravo")]).await;
    assert!(page.assert_status(422).first("form .compose__readers").unwrap().contains(reads));
    let page = author.get(&format!("/threads/{}/edit", talk.id)).await;
    assert!(page.first("form .compose__readers").unwrap().contains(reads));
    assert!(world.visitor().post(&path, &[("kind", "thanks")]).await.location().starts_with("/sign-in"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gesture_made_twice_is_made_once() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let path = format!("/posts/{}/gestures", talk.opening);
    let thanks = [("kind", "thanks")];
    let (first, second) = tokio::join!(yann.post(&path, &thanks), yann.post(&path, &thanks));
    first.assert_status(303);
    second.assert_status(303);
    yann.does(&path, &thanks).await;
    assert_eq!(world.post_row(talk.opening).await.gestures_count, 1);
    assert_eq!(world.visitor().get(&talk.path).await.all(".gestures li"), ["YANN Test dit merci"]);

    // Said again, a bravo is said better, not twice.
    yann.does(&path, &[("kind", "bravo"), ("sentence", "Chouette alors")]).await;
    yann.does(&path, &[("kind", "bravo"), ("sentence", "Quel courage")]).await;
    let page = world.visitor().get(&talk.path).await;
    page.assert_sees("Quel courage").assert_unseen("Chouette alors");
    assert_eq!(world.post_row(talk.opening).await.gestures_count, 2);

    let removal = format!("{path}/removal");
    let (first, second) = tokio::join!(yann.post(&removal, &thanks), yann.post(&removal, &thanks));
    first.assert_status(303);
    second.assert_status(303);
    assert_eq!(world.post_row(talk.opening).await.gestures_count, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bravo_is_said_with_a_sentence() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let path = format!("/posts/{}/gestures", talk.opening);
    let long = format!("Quel courage {}", "x".repeat(300));
    for sentence in ["", "   ", &long] {
        let refused = yann.post(&path, &[("kind", "bravo"), ("sentence", sentence)]).await;
        refused.assert_status(422);
        // It comes back as a form that only lacks the sentence.
        assert_eq!(refused.attribute("main form", "action").unwrap(), path);
        assert_eq!(refused.fields("main form"), [("kind".to_owned(), "bravo".to_owned())]);
        assert!(refused.has("#sentence-error") && refused.body.contains(sentence));
    }
    assert!(!world.visitor().get(&talk.path).await.has(".gestures"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gesture_goes_to_someone_else_and_is_one_of_three() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let path = format!("/posts/{}/gestures", talk.opening);
    for fields in [&[("kind", "thanks")][..], &[("kind", "bravo"), ("sentence", "À moi")], &[("kind", "relay")]] {
        author.post(&path, fields).await.assert_status(422).assert_sees("Ce message est de vous");
    }
    assert!(!author.get(&talk.path).await.has(&format!("form[action='{path}']")));
    assert!(yann.get(&talk.path).await.has(&format!("form[action='{path}']")));
    for kind in ["", "like", "Thanks"] {
        yann.post(&path, &[("kind", kind)]).await.assert_status(422);
    }
    yann.post("/posts/98765/gestures", &[("kind", "thanks")]).await.assert_status(404);
    assert_eq!(world.post_row(talk.opening).await.gestures_count, 0);
}

/// Names, never totals: past a dozen the others are one press away.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thanks_are_names_and_not_a_score() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    for number in 0..14 {
        let someone = world.person(&format!("personne-{number}"), Kind::Seeker).await;
        someone.does(&format!("/posts/{}/gestures", talk.opening), &[("kind", "thanks")]).await;
    }
    let page = world.visitor().get(&talk.path).await;
    let said = page.first(".gestures").unwrap();
    for number in 0..14 {
        assert!(said.contains(&format!("PERSONNE-{number} Test")), "{said}");
    }
    assert!(!said.contains("14"), "{said}");
    assert!(!world.visitor().get("/people/awa").await.has(".gestures"));
}
