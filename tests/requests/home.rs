//! The two homes.

use passerelle::access::{Audience, Kind};

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visitor_finds_what_is_alive_and_who_waits() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let public = world.room("nantes", Audience::Public, &[]).await;
    let private = world.room("entre-nous", Audience::Seekers, &[]).await;
    let answered = author.asks(&public, "Une question", "Un message.").await;
    author.replies(&answered, "Je me réponds.").await;
    author.asks(&public, "Qui peut m’aider ?", "Un message.").await;
    author.asks(&private, "Entre nous", "Un message.").await;
    let home = world.visitor().get("/").await;
    home.assert_status(200).assert_unseen("Entre nous").assert_unseen("entre-nous");
    let block = |id: &str| home.all(&format!("[aria-labelledby={id}] .thread-row__title"));
    assert_eq!(block("home-unanswered"), ["Qui peut m’aider ?"]);
    // Said once: what waits for someone is not said again among what lives.
    assert_eq!(block("home-alive"), ["Une question"]);
    assert!(home.has("a[href='/sign-up']") && home.has("a[href='/communities/nantes']"));
    // The demo accounts are for a machine where one develops.
    home.assert_unseen("passerelle-demo");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_s_day_holds_what_each_block_says() {
    let world = World::new().await;
    let me = world.person("awa", Kind::Seeker).await;
    let other = world.person("yann", Kind::Seeker).await;
    let mine = world.room("nantes", Audience::Public, &[]).await;
    let elsewhere = world.room("ailleurs", Audience::Public, &[]).await;
    assert!(me.get("/").await.has("[aria-labelledby=home-first]"));
    me.does("/communities/nantes/membership", &[]).await;
    let asked = me.asks(&mine, "Ma question", "Un message.").await;
    let reply = other.replies(&asked, "Une piste.").await;
    let answered = other.asks(&mine, "Répondue", "Un message.").await;
    me.replies(&answered, "Une réponse.").await;
    other.asks(&mine, "Sans réponse", "Un message.").await;
    other.asks(&elsewhere, "Dans une salle que je n’ai pas rejointe", "Un message.").await;

    let block = async |id: &str| me.get("/").await.all(&format!("[aria-labelledby=home-{id}] .thread-row__title"));
    assert_eq!(block("awaited").await, ["Ma question"]);
    assert_eq!(block("unanswered").await, ["Sans réponse"]);
    assert_eq!(block("fresh").await, ["Répondue"]);
    assert!(!me.get("/").await.has("[aria-labelledby=home-first]"));
    me.does(&asked.act("solution"), &[("post_id", &reply.to_string())]).await;
    assert!(block("awaited").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_block_is_switched_off_and_on_again() {
    let world = World::new().await;
    let me = world.person("awa", Kind::Seeker).await;
    let other = world.person("yann", Kind::Seeker).await;
    world.room("nantes", Audience::Public, &[&me, &other]).await;
    for block in ["awaited", "unanswered", "fresh"] {
        let path = format!("/me/home/{block}");
        let heading = format!("#home-{block}");
        let home = me.get("/").await;
        assert!(home.has(&heading), "{block}");
        // Each says why it is there.
        assert!(!home.first(&format!("[aria-labelledby=home-{block}] .home-block__why")).unwrap().is_empty());
        let off = me.does(&path, &[]).await;
        let home = me.get("/").await;
        assert!(!home.has(&heading) && home.has(&format!("form[action='{path}'] input[name=shown]")), "{block}");
        assert!(other.get("/").await.has(&heading), "{block} is off for one person");
        me.undoes(&off).await;
        assert!(me.get("/").await.has(&heading), "{block}");
        me.does(&path, &[]).await;
        me.does(&path, &[]).await;
    }
    let home = me.get("/").await;
    assert_eq!(home.all("[aria-labelledby=home-off-title] form").len(), 3);
    me.does("/me/home/fresh", &[("shown", "on")]).await;
    assert!(me.get("/").await.has("#home-fresh"));

    me.post("/me/home/ranking", &[]).await.assert_status(404);
    assert!(world.visitor().post("/me/home/fresh", &[]).await.location().starts_with("/sign-in"));
}
