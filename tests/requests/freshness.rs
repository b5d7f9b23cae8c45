//! Once a write is acknowledged, every reader's next request shows it: the pages
//! kept for visitors are forgotten first.

use passerelle::{
    access::{Audience, Kind},
    models::users,
};

use crate::support::{Actor, Page, Talk, World};

/// A page met twice, so that it is kept: the second answer is the first. The log's
/// own reader has passed, so that nothing but the next write makes it forgotten.
async fn kept(world: &World, path: &str) -> Page {
    world.caught_up().await;
    let visitor = world.visitor();
    let page = visitor.get(path).await;
    page.assert_status(200);
    assert!(page.header("cache-control").starts_with("public"), "{path} is not kept");
    let etag = page.header("etag").to_owned();
    let again = visitor.get_with(path, &[("if-none-match", &etag)]).await;
    assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""), "{path}");
    page
}

struct Scene {
    world: World,
    manager: Actor,
    author: Actor,
    talk: Talk,
    visitor: Actor,
}

async fn scene() -> Scene {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let fields = [("title", "Une question"), ("body", "Un message."), ("tags", "nuit")];
    let talk = author.opens(&room, &fields).await;
    let visitor = world.visitor();
    Scene { world, manager, author, talk, visitor }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visitor_sees_what_was_just_done() {
    let Scene { world, manager, author, talk, visitor } = scene().await;
    let yann = world.person("yann", Kind::Seeker).await;
    let feed = format!("/threads/{}.atom", talk.id);
    let see = async |path: &str, said: &str, there: bool| {
        let page = visitor.get(path).await;
        assert_eq!(page.body.contains(said), there, "{path}: “{said}”");
        kept(&world, path).await;
    };
    for path in [&talk.path, &feed, "/unanswered", "/communities/nantes"] {
        kept(&world, path).await;
    }

    let reply = yann.replies(&talk, "Voici une piste.").await;
    see(&talk.path, "Voici une piste.", true).await;
    see(&feed, "Voici une piste.", true).await;
    see("/unanswered", "Une question", false).await;
    see("/communities/nantes", "1 réponse", true).await;

    yann.does(&format!("/posts/{reply}"), &[("body", "Voici une autre piste.")]).await;
    see(&talk.path, "Voici une autre piste.", true).await;
    see(&feed, "Voici une autre piste.", true).await;
    author.does(&format!("/posts/{reply}/gestures"), &[("kind", "thanks")]).await;
    see(&talk.path, "AWA Test dit merci", true).await;
    author.does(&talk.act("solution"), &[("post_id", &reply.to_string())]).await;
    see(&talk.path, "La réponse retenue", true).await;
    see("/communities/nantes", "thread-row--solved", true).await;

    manager.does(&format!("/posts/{reply}/hiding"), &[("reason", "Hors sujet")]).await;
    see(&talk.path, "Voici une autre piste.", false).await;
    see(&feed, "Voici une autre piste.", false).await;
    see("/unanswered", "Une question", true).await;
    manager.does(&format!("/posts/{reply}/hiding/removal"), &[]).await;
    see(&talk.path, "Voici une autre piste.", true).await;
    yann.does(&format!("/posts/{reply}/removal"), &[]).await;
    see(&talk.path, "Voici une autre piste.", false).await;

    author.does(&talk.act("closure"), &[]).await;
    see(&talk.path, "Ce fil est fermé", true).await;
    manager.does(&talk.act("pin"), &[]).await;
    see("/communities/nantes", "Épinglé", true).await;
    see("/tags/nuit", "Une question", true).await;
    author.does(&format!("/threads/{}", talk.id), &[("title", "Une autre question"), ("tags", "nuit")]).await;
    see("/tags/nuit", "Une autre question", true).await;
    see(&feed, "Une autre question", true).await;
    let moved = visitor.get(&talk.path).await;
    assert_eq!(moved.status.as_u16(), 301, "the old address is not served from memory");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_name_is_read_wherever_the_old_one_was() {
    let Scene { world, manager, author, talk, visitor } = scene().await;
    let yann = world.person("yann", Kind::Seeker).await;
    // Twenty replies away, someone quotes the author, who is on that page by name only.
    world.fill(&talk, &manager, 20).await;
    yann.does(&talk.act("posts"), &[("body", "Encore."), ("quote", &talk.opening.to_string())]).await;
    let deep = visitor.get(&talk.path).await.attribute("a[rel=next]", "href").unwrap();
    let room = world.room_row(world.thread_row(talk.id).await.community_id).await;
    author.asks(&room, "Qui m’aide ?", "Un message.").await;
    let thread_feed = format!("/threads/{}.atom", talk.id);
    let places = [
        talk.path.as_str(),
        &deep,
        "/",
        "/unanswered",
        "/communities/nantes",
        "/tags/nuit",
        "/people/awa",
        "/communities/nantes.atom",
        "/tags/nuit.atom",
        &thread_feed,
    ];
    for place in places {
        kept(&world, place).await.assert_sees("AWA Test");
    }
    author
        .does("/me/account", &[("display_name", "Awa Diallo"), ("handle", "awa"), ("about", ""), ("locale", "fr")])
        .await;
    for place in places {
        visitor.get(place).await.assert_unseen("AWA Test").assert_sees("Awa Diallo");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_confirmed_is_read_at_once_and_so_is_who_cares_for_a_room() {
    let Scene { world, manager, author, talk, .. } = scene().await;
    let admin = world.admin("admin").await;
    let adviser =
        world.someone("adviser", Kind::Adviser, |user| user.claim = sea_orm::ActiveValue::Set("pending".into())).await;
    let reply = adviser.replies(&talk, "Une réponse.").await;
    let role = format!("#post-{reply} .role");
    assert!(!kept(&world, &talk.path).await.has(&role));
    let user = users::Model::by_id(&world.house.db, adviser.id()).await.unwrap();
    user.decide_claim(&world.house.db, &*world.seen(&admin).await, true, "").await.unwrap();
    assert_eq!(kept(&world, &talk.path).await.first(&role).unwrap(), "Conseille");

    kept(&world, "/communities/nantes").await.assert_unseen("ADVISER Test");
    manager.does("/communities/nantes/managers", &[("handle", "adviser")]).await;
    kept(&world, "/communities/nantes").await.assert_sees("ADVISER Test");
    assert_eq!(kept(&world, &talk.path).await.first(&role).unwrap(), "Anime cette communauté");
    manager.does("/communities/nantes/managers/removal", &[("handle", "adviser")]).await;
    assert_eq!(kept(&world, &talk.path).await.first(&role).unwrap(), "Conseille");
    // Their rights too, in a session that was open all along.
    author.get("/communities/nantes/settings").await.assert_status(404);
    manager.does("/communities/nantes/managers", &[("handle", "awa")]).await;
    author.get("/communities/nantes/settings").await.assert_status(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_s_new_name_is_read_on_every_page() {
    let Scene { world, manager, talk, visitor, .. } = scene().await;
    let places = ["/", "/communities", "/communities/nantes", "/unanswered", "/tags/nuit", "/people/awa", &talk.path];
    for place in places {
        kept(&world, place).await.assert_sees("Salle nantes");
    }
    let member = world.person("yann", Kind::Seeker).await;
    member.does("/communities/nantes/membership", &[]).await;
    let settings = [
        ("name", "Le grand Ouest"),
        ("slug", "nantes"),
        ("description", "Ici."),
        ("kind", "place"),
        ("audience", "public"),
    ];
    manager.does("/communities/nantes/settings", &settings).await;
    for place in places {
        visitor.get(place).await.assert_unseen("Salle nantes").assert_sees("Le grand Ouest");
    }
    assert_eq!(member.get("/").await.all(".rail a[href^='/communities/']"), ["Le grand Ouest"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_kept_is_a_visitor_s_and_nobody_else_s() {
    let Scene { world, author, talk, visitor, .. } = scene().await;
    let page = author.get(&talk.path).await;
    assert_eq!(page.header("cache-control"), "private, no-store");
    page.assert_sees("/me/account");
    assert!(!kept(&world, &talk.path).await.has("form.compose"));
    assert!(author.get(&talk.path).await.has("form.compose"));
    // A session that ended is nobody's, and takes nothing from what is kept.
    let stranger = author.clone().with_token(&"0".repeat(64));
    assert!(!stranger.get(&talk.path).await.has("form.compose"));
    // A message about what was done is shown once, to whoever did it.
    let told = visitor.clone().with_cookie("notice", "signed-out").get(&talk.path).await;
    told.assert_sees("La déconnexion est faite");
    assert_eq!(told.header("cache-control"), "private, no-store");
    visitor.get(&talk.path).await.assert_unseen("La déconnexion est faite");
    // The language is part of what is asked.
    let english = visitor.get_with(&talk.path, &[("accept-language", "en-GB")]).await;
    assert_eq!(english.attribute("html", "lang").unwrap(), "en");
    assert_eq!(visitor.get(&talk.path).await.attribute("html", "lang").unwrap(), "fr");
    // Neither is a page of a room that is not everyone's, for anyone.
    let room = world.room("membres", Audience::Members, &[]).await;
    let private = author.asks(&room, "Entre membres", "Un message.").await;
    assert_eq!(author.get(&private.path).await.header("cache-control"), "private, no-store");
    visitor.get(&private.path).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_rendered_anew_elsewhere_is_read_here_and_spares_what_was_edited() {
    use passerelle::{
        models::{posts, posts::rendering},
        text,
    };
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
    let world = World::new().await;
    let author = world.person("author", Kind::Seeker).await;
    let room = world.room("salle", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Un fil", "Des mots **en gras**.").await;
    let older = |html: &'static str| {
        posts::Entity::update_many()
            .col_expr(posts::Column::BodyHtml, Expr::value(html))
            .col_expr(posts::Column::Renderer, Expr::value(text::RENDERER - 1))
            .filter(posts::Column::Id.eq(talk.opening))
    };
    let txn = world.house.db.write().await.unwrap();
    older("<p>rendu autrefois</p>").exec(&txn).await.unwrap();
    txn.also_forget(passerelle::freshness::Tag::Thread(talk.id));
    txn.commit().await.unwrap();
    world.visitor().get(&talk.path).await.assert_sees("rendu autrefois");
    // As the task does it: another process, which forgets nothing here.
    let elsewhere = passerelle::database::Db::open(&world.house.db_uri, 2).await.unwrap();
    assert_eq!(rendering::render_older(&elsewhere).await.unwrap(), 1);
    world.caught_up().await;
    world.visitor().get(&talk.path).await.assert_sees("<strong>en gras</strong>").assert_unseen("rendu autrefois");
    elsewhere.close().await;
}

/// The rules of a room are rendered when written, by a version that is kept; when that
/// version is older, they are made again, and pages that were kept forget them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rules_rendered_by_an_older_version_are_rendered_anew() {
    use passerelle::{
        models::{_entities::communities, communities::rendering},
        text,
    };
    use sea_orm::{EntityTrait, sea_query::Expr};
    let world = World::new().await;
    let manager = world.person("mona", Kind::Other).await;
    let room = world.room("salle", Audience::Public, &[&manager]).await;
    let settings = [
        ("name", "Salle"),
        ("slug", "salle"),
        ("description", "On y parle."),
        ("kind", "theme"),
        ("audience", "public"),
        ("rules", "Des mots **en gras**."),
    ];
    manager.does("/communities/salle/settings", &settings).await;
    assert_eq!(world.room_row(room.id).await.rules_renderer, text::RENDERER);
    assert_eq!(rendering::render_older(&world.house.db).await.unwrap(), 0);

    let txn = world.house.db.write().await.unwrap();
    communities::Entity::update_many()
        .col_expr(communities::Column::RulesHtml, Expr::value("<p>rendu autrefois</p>"))
        .col_expr(communities::Column::RulesRenderer, Expr::value(text::RENDERER - 1))
        .exec(&txn)
        .await
        .unwrap();
    txn.also_forget(passerelle::freshness::Tag::Room(room.id));
    txn.commit().await.unwrap();
    world.visitor().get("/communities/salle").await.assert_sees("rendu autrefois");
    let elsewhere = passerelle::database::Db::open(&world.house.db_uri, 2).await.unwrap();
    assert_eq!(rendering::render_older(&elsewhere).await.unwrap(), 1);
    world.caught_up().await;
    world
        .visitor()
        .get("/communities/salle")
        .await
        .assert_sees("<strong>en gras</strong>")
        .assert_unseen("rendu autrefois");
    elsewhere.close().await;
}
