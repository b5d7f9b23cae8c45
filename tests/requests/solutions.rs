//! The accepted answer of a question.

use passerelle::access::{Audience, Kind};

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asked_or_a_manager_accepts_an_answer() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let asking = world.person("awa", Kind::Seeker).await;
    let answering = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = asking.asks(&room, "Une question", "Un message.").await;
    let first = answering.replies(&talk, "Une piste.").await.to_string();
    let second = answering.replies(&talk, "La bonne piste.").await.to_string();
    let solution = talk.act("solution");
    answering.post(&solution, &[("post_id", &second)]).await.assert_status(403);

    let accepted = asking.does(&solution, &[("post_id", &second)]).await;
    let page = world.visitor().get(&talk.path).await;
    assert_eq!(page.first(".solution .prose").unwrap(), "La bonne piste.");
    assert!(world.visitor().get("/communities/nantes").await.has(".thread-row--solved"));
    asking.undoes(&accepted).await;
    assert!(!world.visitor().get(&talk.path).await.has(".solution"));

    manager.does(&solution, &[("post_id", &first)]).await;
    assert_eq!(world.visitor().get(&talk.path).await.first(".solution .prose").unwrap(), "Une piste.");
    let undone = asking.does(&talk.act("solution/removal"), &[]).await;
    asking.undoes(&undone).await;
    assert_eq!(world.visitor().get(&talk.path).await.first(".solution .prose").unwrap(), "Une piste.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_an_answer_that_everyone_reads_here_is_accepted() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let asking = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = asking.asks(&room, "Une question", "Un message.").await;
    let elsewhere = asking.asks(&room, "Une autre", "Un message.").await;
    let hidden = manager.replies(&talk, "Caché.").await;
    manager.does(&format!("/posts/{hidden}/hiding"), &[("reason", "Hors sujet")]).await;
    let there = manager.replies(&elsewhere, "Ailleurs.").await;
    for post in [talk.opening, hidden, there, 98_765] {
        let refused = asking.post(&talk.act("solution"), &[("post_id", &post.to_string())]).await;
        refused.assert_status(404);
    }
    asking.post(&talk.act("solution"), &[]).await.assert_status(422);
    asking.post(&talk.act("solution"), &[("post_id", "un")]).await.assert_status(422);
    assert_eq!(world.thread_row(talk.id).await.solution_post_id, None);

    let told = asking.opens(&room, &[("title", "Un récit"), ("body", "Voilà."), ("kind", "experience")]).await;
    let reply = manager.replies(&told, "Merci.").await.to_string();
    asking
        .post(&told.act("solution"), &[("post_id", &reply)])
        .await
        .assert_status(422)
        .assert_sees("Seules les questions");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_taken_back_or_hidden_is_no_longer_the_accepted_one() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let asking = world.person("awa", Kind::Seeker).await;
    let answering = world.person("yann", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    for act in ["removal", "hiding"] {
        let talk = asking.asks(&room, "Une question", "Un message.").await;
        let answer = answering.replies(&talk, "Une piste qui ne vaut rien.").await;
        asking.does(&talk.act("solution"), &[("post_id", &answer.to_string())]).await;
        match act {
            "removal" => answering.does(&format!("/posts/{answer}/removal"), &[]).await,
            _ => manager.does(&format!("/posts/{answer}/hiding"), &[("reason", "Faux")]).await,
        };
        let page = world.visitor().get(&talk.path).await;
        page.assert_unseen("Une piste qui ne vaut rien");
        assert!(!page.has(".solution"), "{act}");
    }
    // A question that became something else has no accepted answer either.
    let talk = asking.asks(&room, "Une question", "Un message.").await;
    let answer = answering.replies(&talk, "Une piste.").await;
    asking.does(&talk.act("solution"), &[("post_id", &answer.to_string())]).await;
    asking.does(&format!("/threads/{}", talk.id), &[("title", "Une question"), ("kind", "discussion")]).await;
    assert_eq!(world.thread_row(talk.id).await.solution_post_id, None);
}
