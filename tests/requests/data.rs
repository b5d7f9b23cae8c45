//! `/me/data`: what is held, taking it along, leaving.

use passerelle::{
    access::{Audience, Kind},
    clock,
    models::{_entities::exports, privacy::LIST, sessions},
    refusals::Refusal,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::support::{Actor, Files, PASSWORD, World};

fn rows(files: &Files, name: &str) -> Vec<serde_json::Value> {
    serde_json::from_str(&files[&format!("{name}.json")]).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The session's password was given an hour ago.
async fn an_hour_later(world: &World, actor: &Actor) {
    let txn = world.house.db.write().await.unwrap();
    sessions::Entity::update_many()
        .col_expr(sessions::Column::PasswordAt, Expr::value(Some(clock::now() - chrono::Duration::hours(1))))
        .filter(sessions::Column::UserId.eq(actor.id()))
        .exec(&txn)
        .await
        .unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_holds_everything_of_mine_to_read_and_to_compute() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let room = world.room("atelier", Audience::Public, &[&yann]).await;
    claire.does("/communities/atelier/membership", &[]).await;
    let talk = claire.asks(&room, "Comment faire ?", "Je cherche **une piste** : voir [ici](/charter).").await;
    let answer = yann.replies(&talk, "Bonjour @claire").await;
    let hers = claire.replies(&talk, "Merci <3").await;
    claire.does(&format!("/posts/{hers}"), &[("body", "Merci bien"), ("reason", "plus clair")]).await;
    claire.does(&format!("/posts/{answer}/gestures"), &[("kind", "bravo"), ("sentence", "Net.")]).await;
    claire.does("/people/yann/silence", &[("kind", "mute")]).await;
    yann.does(&format!("/posts/{hers}/hiding"), &[("reason", "Hors sujet, désolé")]).await;
    world.caught_up().await;
    let files = world.export(&claire).await;
    for sheet in LIST.iter().filter_map(|held| held.sheet) {
        rows(&files, sheet.file);
        assert!(files[&format!("{}.html", sheet.file)].contains("<html lang=\"fr\">"));
    }
    assert_eq!(rows(&files, "account")[0]["email"], claire.email());
    assert_eq!(rows(&files, "memberships")[0]["room"], "Salle atelier");
    let posts = rows(&files, "posts");
    assert_eq!(posts.len(), 2);
    assert_eq!(posts[0]["thread"], "Comment faire ?");
    assert_eq!(posts[0]["body"], "Je cherche **une piste** : voir [ici](/charter).");
    assert!(posts[0]["body_html"].as_str().unwrap().contains("<strong>une piste</strong>"));
    assert_eq!(posts[1]["hidden_reason"], "Hors sujet, désolé");
    assert_eq!(rows(&files, "revisions")[0]["before"], "Merci <3");
    assert_eq!(rows(&files, "gestures")[0]["sentence"], "Net.");
    assert_eq!(rows(&files, "mentions")[0]["by"], "YANN Test");
    assert_eq!(rows(&files, "blocks")[0]["handle"], "yann");
    assert!(
        rows(&files, "letters").iter().any(|letter| letter["body"].as_str().unwrap_or_default().contains("Hors sujet"))
    );
    assert!(rows(&files, "activities").len() >= 5);
    let index = &files["index.html"];
    assert!(index.contains("Les données de CLAIRE Test") && index.contains("href=\"posts.html\""), "{index}");
    assert!(!index.contains("src=") && !index.contains("stylesheet"), "it opens offline");
    let page = &files["posts.html"];
    assert!(page.contains("<strong>une piste</strong>") && page.contains("http://house.test/charter"), "{page}");
    assert!(page.contains("http://house.test/posts/"), "{page}");
    // Nothing that opens anything, nor anyone else's address.
    let all: String = files.values().cloned().collect();
    for secret in [&world.digest(claire.token()), "argon2", yann.email(), claire.token()] {
        assert!(!all.contains(secret), "{secret} left the house");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_holds_nothing_of_others_that_i_may_not_read() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let carer = world.person("carer", Kind::Other).await;
    let room = world.room("choisis", Audience::Named, &[&carer]).await;
    carer.does("/communities/choisis/entrances", &[("handle", "claire")]).await;
    let talk = carer.asks(&room, "canarititre", "canaricorps @claire").await;
    let fields = [("body", "Ma réponse".to_owned()), ("quote", talk.opening.to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    claire.does(&talk.act("posts"), &fields).await;
    claire.does("/communities/choisis/membership", &[]).await;
    let while_in = world.export(&claire).await;
    assert!(while_in["posts.json"].contains("canarititre"), "a guard that nobody passes proves nothing");
    carer.does("/communities/choisis/entrances/removal", &[("handle", "claire")]).await;
    let after = world.export(&claire).await;
    for (name, text) in &after {
        for token in ["canarititre", "canaricorps", "Salle choisis", "CARER Test"] {
            assert!(!text.contains(token), "{name} holds {token}");
        }
    }
    assert!(after["posts.json"].contains("Ma réponse"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_export_is_given_to_its_person_alone_after_a_recent_password() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let yann = world.resident("yann", Kind::Seeker).await;
    let admin = world.admin("boss").await;
    claire.does("/me/data/exports", &[]).await;
    claire.get("/me/data").await.assert_sees("Votre fichier se prépare depuis");
    world.works().await;
    let path = claire.export_address().await;
    let given = claire.get(&path).await;
    assert_eq!(given.header("cache-control"), "private, no-store");
    assert_eq!(given.header("content-type"), "application/zip");
    assert!(given.header("content-disposition").starts_with("attachment; filename=\"passerelle-"));
    world.visitor().get(&path).await.assert_status(303);
    for other in [&yann, &admin] {
        other.get(&path).await.assert_status(404);
        other.post(&path, &[("password", PASSWORD)]).await.assert_status(404);
    }
    an_hour_later(&world, &claire).await;
    claire.get(&path).await.assert_status(422).assert_says(&Refusal::PasswordNeeded);
    claire.post(&path, &[("password", "pas celui-là")]).await.assert_status(422).assert_says(&Refusal::WrongPassword);
    claire.get(&path).await.assert_status(422);
    let known = claire.post(&path, &[("password", PASSWORD)]).await;
    known.assert_status(303);
    claire.get(known.location()).await.assert_status(200);
    // The letter says that it is ready, and opens nothing.
    let letter = world.letters_to(claire.email()).await.remove(0);
    assert_eq!(letter.kind, "export-ready");
    assert!(!letter.body_text.contains("/exports/"), "{}", letter.body_text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_export_at_a_time_and_the_last_one_replaces_those_before() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    world.export(&claire).await;
    let first = exports::Entity::find().one(&world.house.db).await.unwrap().unwrap();
    assert!(first.path(&world.house).exists() && first.bytes > 0 && first.done == first.total);
    world.export(&claire).await;
    assert!(!first.path(&world.house).exists());
    let rows =
        exports::Entity::find().filter(exports::Column::UserId.eq(claire.id())).all(&world.house.db).await.unwrap();
    assert_eq!(rows.len(), 1);
    claire.get(&format!("/me/data/exports/{}", first.id)).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exports_and_erasures_ask_for_the_password() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let closing = "/me/data/erasure";
    // Closing asks each time; a recent password is not enough.
    claire.post(closing, &[("posts", "keep")]).await.assert_status(422).assert_says(&Refusal::PasswordNeeded);
    let fields = [("posts", "keep"), ("password", "pas celui-là")];
    claire.post(closing, &fields).await.assert_status(422).assert_says(&Refusal::WrongPassword);
    let fields = [("posts", "maybe"), ("password", PASSWORD)];
    claire.post(closing, &fields).await.assert_status(422);
    claire.post(closing, &[("password", PASSWORD)]).await.assert_status(422);
    an_hour_later(&world, &claire).await;
    claire.post("/me/data/exports", &[]).await.assert_status(422).assert_says(&Refusal::PasswordNeeded);
    assert!(exports::Entity::find().all(&world.house.db).await.unwrap().is_empty());
    claire.post("/me/data/exports", &[("password", PASSWORD)]).await.assert_status(303);
    assert!(claire.is_signed_in().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_says_what_is_held_and_why_in_both_languages() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    for (lang, sees) in [("fr", "RGPD, art. 6.1.b"), ("en", "GDPR, art. 6(1)(b)")] {
        let page = claire.clone().with_cookie("locale", lang).get("/me/data").await;
        page.assert_status(200).assert_sees(sees).assert_sees("href=\"/me/data\"");
        assert_eq!(page.all("#held ~ details tbody tr").len(), LIST.len() + 1);
        assert!(!page.body.contains("data-held-") && !page.body.contains("data-kept-"), "{}", page.body);
        assert!(page.has("form[action='/me/data/exports']") && page.has("form[action='/me/data/erasure']"));
    }
}
