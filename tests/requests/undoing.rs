//! What was done is undone with one press, where it was said: whole, and by who did it.

use passerelle::{
    access::{Audience, Kind},
    clock,
    models::drafts,
};
use sea_orm::{EntityTrait, sea_query::Expr};

use crate::support::{Actor, World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_thrown_away_comes_back_whole() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let writer = world.person("awa", Kind::Seeker).await;
    let talk = writer.asks(&room, "Une question", "Un message.").await;
    let words = [("body", "Une heure de travail"), ("quote", &talk.opening.to_string()), ("draft", "formulaire-7")];
    writer.does(&talk.act("draft"), &words).await;
    let thrown = writer.does(&removal_of(&writer).await, &[]).await;
    writer.get("/me/drafts").await.assert_unseen("Une heure de travail");
    // The key is on the page that said it, and nowhere else; it serves once.
    let other = world.person("ben", Kind::Seeker).await;
    other.post(&format!("/me/drafts/{}/removal/undo", "0".repeat(64)), &[]).await.assert_status(303);
    other.get("/me/drafts").await.assert_unseen("Une heure de travail");
    let back = writer.undoes(&thrown).await;
    writer.reads_after(&back).await.assert_sees("Votre brouillon est de retour.");
    let page = writer.get(&talk.path).await;
    assert_eq!(page.typed(".compose textarea[name=body]"), "Une heure de travail");
    assert_eq!(page.attribute(".compose input[name=draft]", "value").as_deref(), Some("formulaire-7"));
    // Its writer alone has it back, whoever holds the key.
    let thrown = writer.does(&removal_of(&writer).await, &[]).await.cookie("notice").unwrap();
    let undo = thrown.split('|').nth(1).unwrap();
    other.post(undo, &[]).await.assert_status(303);
    other.get("/me/drafts").await.assert_unseen("Une heure de travail");
    // What was begun there meanwhile is another draft.
    writer.does(&talk.act("draft"), &[("body", "Autre chose")]).await;
    assert_eq!(writer.get("/me/drafts").await.all(".thread-row").len(), 1);
    // A day later it is gone.
    let txn = world.house.db.write().await.unwrap();
    let then = clock::now() - chrono::Duration::hours(25);
    let all = drafts::Entity::update_many().col_expr(drafts::Column::UpdatedAt, Expr::value(then));
    all.exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
    drafts::forget_held(&world.house.db).await.unwrap();
    writer.post(undo, &[]).await.assert_status(303);
    writer.get("/me/drafts").await.assert_unseen("Une heure de travail").assert_sees("Autre chose");
}

async fn removal_of(writer: &Actor) -> String {
    writer.get("/me/drafts").await.attribute(".thread-row form", "action").expect("a draft")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bookmark_let_go_comes_back_with_its_note_its_day_and_its_place() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let keeper = world.person("awa", Kind::Seeker).await;
    let talk = keeper.asks(&room, "Une question", "Un message.").await;
    let post = keeper.replies(&talk, "Une réponse.").await.to_string();
    let note = "Pour ma lettre : « à relire »; 100 % | sûr = oui\nDeux lignes.";
    let fields = [("note", note), ("remind_on", "2999-12-24"), ("post_id", post.as_str())];
    keeper.does(&talk.act("bookmark"), &fields).await;
    let before = keeper.get("/me/bookmarks").await;
    let gone = keeper.does(&talk.act("bookmark/removal"), &[]).await;
    assert!(!keeper.get("/me/bookmarks").await.has(".thread-row"));
    keeper.undoes(&gone).await;
    let after = keeper.get("/me/bookmarks").await;
    assert_eq!(before.all(".thread-row"), after.all(".thread-row"));
    assert!(after.has(&format!(".thread-row a[href='/posts/{post}']")));
    let page = keeper.get(&talk.path).await;
    assert_eq!(page.typed("#note"), note);
    assert_eq!(page.attribute("#remind_on", "value").as_deref(), Some("2999-12-24"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whom_one_hears_again_is_silenced_again_in_the_same_way() {
    let world = World::new().await;
    let claire = world.person("claire", Kind::Seeker).await;
    world.person("marc", Kind::Seeker).await;
    for kind in ["mute", "block"] {
        claire.does("/people/marc/silence", &[("kind", kind)]).await;
        let before = claire.get("/me/blocks").await.words();
        let heard = claire.does("/people/marc/silence/removal", &[]).await;
        assert_ne!(claire.get("/me/blocks").await.words(), before);
        claire.undoes(&heard).await;
        assert_eq!(claire.get("/me/blocks").await.words(), before);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_cares_for_a_room_and_who_enters_it_is_undone_both_ways() {
    let world = World::new().await;
    let carer = world.person("carer", Kind::Other).await;
    let marc = world.person("marc", Kind::Seeker).await;
    world.room("choisis", Audience::Named, &[&carer]).await;
    let marc_is = [("handle", " @Marc ")];
    let settings = "/communities/choisis/settings";
    for (act, undone) in [("managers", "managers/removal"), ("entrances", "entrances/removal")] {
        let (act, undone) = (format!("/communities/choisis/{act}"), format!("/communities/choisis/{undone}"));
        let nobody = carer.get(settings).await.all(&format!("form[action='{undone}']")).len();
        let listed = async || carer.get(settings).await.all(&format!("form[action='{undone}']")).len() - nobody;
        let done = carer.does(&act, &marc_is).await;
        assert_eq!(listed().await, 1, "{act}");
        let undo = carer.undoes(&done).await;
        assert_eq!(listed().await, 0, "{act}");
        // What is undone is undone in its turn.
        carer.undoes(&undo).await;
        assert_eq!(listed().await, 1, "{act}");
        // Said twice, it changed nothing: there is nothing to undo.
        let again = carer.does(&act, &marc_is).await;
        assert!(!carer.reads_after(&again).await.has(".notice form"), "{act}");
        carer.does(&undone, &marc_is).await;
    }
    // Whoever stands down themselves has no way back, and is not offered one.
    carer.does("/communities/choisis/managers", &marc_is).await;
    let gone = marc.does("/communities/choisis/managers/removal", &marc_is).await;
    assert_eq!(gone.location(), "/communities/choisis");
    assert!(!gone.cookie("notice").unwrap().contains("/managers"));
}
