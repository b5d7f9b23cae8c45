//! Erasing someone: everywhere, and nothing else.

use std::collections::BTreeMap;

use passerelle::{
    access::{Audience, Kind},
    clock,
    initializers::courier,
    models::{
        _entities::{
            bookmarks, drafts, erasures, exports, follows, gestures, letters, memberships, mentions, posts, read_marks,
            suspensions, tags, threads, users,
        },
        letters::Letter,
        privacy::{
            closing::{self, Posts},
            erasure, journal, work,
        },
        users::handles,
    },
    refusals::{Failure, Refusal},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use super::holding;
use crate::support::{Actor, PASSWORD, Talk, World};

const EMAIL: &str = "quitteuse-canari@people.test";
const HANDLE: &str = "quitteuse-canari";
const NAME: &str = "QUITTEUSE-CANARI Test";
/// In what she wrote.
const WORD: &str = "motunique";

/// Someone who did everything one can do here, in every table.
struct Scene {
    world: World,
    leaver: Actor,
    other: Actor,
    carer: Actor,
    admin: Actor,
    /// Her question, and another's in which she answers.
    hers: Talk,
    theirs: Talk,
    answers: [i64; 2],
    mention: i64,
}

async fn scene() -> Scene {
    let world = World::new().await;
    let leaver = world.resident(HANDLE, Kind::Seeker).await;
    let other = world.person("autre", Kind::Seeker).await;
    let carer = world.person("carer", Kind::Other).await;
    let admin = world.admin("boss").await;
    let room = world.room("atelier", Audience::Public, &[&carer]).await;
    leaver.does("/communities/atelier/membership", &[]).await;
    let fields = [("title", format!("Titre {WORD}")), ("body", format!("Corps {WORD}, {NAME}, {EMAIL}"))];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let hers = leaver.opens(&room, &[&fields[..], &[("tags", "etiquette-motunique, commune")]].concat()).await;
    let theirs = other.asks(&room, "Une question", "Comment faire ?").await;
    let first = leaver.replies(&theirs, &format!("Réponse {WORD} de @{HANDLE}")).await;
    let second = leaver.replies(&theirs, &format!("Encore {WORD}")).await;
    leaver.does(&format!("/posts/{second}"), &[("body", &format!("Corrigé {WORD}")), ("reason", WORD)]).await;
    other.does(&theirs.act("solution"), &[("post_id", &first.to_string())]).await;
    let mention = other.replies(&theirs, &format!("Merci @{HANDLE}, écrivez à {EMAIL}, voir /people/{HANDLE}")).await;
    let edited = other.replies(&hers, "Bonjour").await;
    other.does(&format!("/posts/{edited}"), &[("body", &format!("Bonjour @{HANDLE}")), ("reason", "")]).await;
    other.does(&format!("/posts/{edited}"), &[("body", "Bonjour à vous"), ("reason", &format!("@{HANDLE}"))]).await;
    other
        .does(&format!("/posts/{first}/gestures"), &[("kind", "bravo"), ("sentence", &format!("Bravo @{HANDLE}"))])
        .await;
    leaver.does(&format!("/posts/{mention}/gestures"), &[("kind", "thanks")]).await;
    // Before one keeps the other at a distance: whoever does is answered by them no more.
    helps(&leaver, &other, &carer).await;
    is_in_contact(&leaver, &other, &carer).await;
    is_advised(&world, &leaver, &other).await;
    leaver.does("/people/autre/silence", &[("kind", "block")]).await;
    other.does(&format!("/people/{HANDLE}/silence"), &[("kind", "mute")]).await;
    let hidden = leaver.replies(&hers, &format!("Masqué {WORD}")).await;
    carer.does(&format!("/posts/{hidden}/hiding"), &[("reason", &format!("Assez, @{HANDLE}"))]).await;
    let taken_back = leaver.replies(&hers, &format!("Repris {WORD}")).await;
    leaver.does(&format!("/posts/{taken_back}/removal"), &[]).await;
    leaver.does("/me/data/exports", &[]).await;
    world.works().await;
    world.caught_up().await;
    let scene = Scene { world, leaver, other, carer, admin, hers, theirs, answers: [first, second], mention };
    scene.leave_rows().await;
    scene
}

/// Mutual aid: what she asks and answers; and what others write of her there.
async fn helps(leaver: &Actor, other: &Actor, carer: &Actor) {
    let asks = async |who: &Actor, title: &str, body: &str| {
        let fields = [("direction", "request"), ("kind", "tools"), ("title", title), ("body", body)];
        let opened = who.does("/aid", &fields).await;
        let path = opened.location().split('-').next().unwrap().to_owned();
        (opened.location().to_owned(), path)
    };
    let answers =
        async |who: &Actor, path: &str, body: &str| who.does(&format!("{path}/answers"), &[("body", body)]).await;
    let (_, hers) = asks(leaver, &format!("Aide {WORD}"), &format!("Corps {WORD}, {NAME}")).await;
    answers(other, &hers, &format!("Oui {NAME}")).await;
    let (page, theirs) = asks(other, &format!("Après @{HANDLE}"), &format!("Demander à {EMAIL}")).await;
    answers(leaver, &theirs, &format!("Réponse {WORD}")).await;
    let chosen = other.get(&page).await.attribute("article.aid-answer", "id").expect("her answer");
    let chosen = format!("{theirs}/answers/{}", chosen.trim_start_matches("answer-"));
    answers(carer, &theirs, &format!("Voyez @{HANDLE}")).await;
    other.does(&format!("{chosen}/acceptance"), &[]).await;
    other.does(&format!("{chosen}/messages"), &[("body", &format!("Bonjour @{HANDLE}"))]).await;
    other.does(&format!("{theirs}/closure"), &[("sentence", &format!("Merci @{HANDLE}"))]).await;
    leaver.does("/me/pledge", &[("tools", "on"), ("hours", "1"), ("remote", "on")]).await;
}

/// Contacts: what she asks and is asked; what others say of her to each other.
async fn is_in_contact(leaver: &Actor, other: &Actor, carer: &Actor) {
    let refused = leaver.asks_of(carer, "other", &format!("Demande {WORD}")).await;
    carer.does(&format!("/me/contacts/{refused}/refusal"), &[("reason", &format!("Non, {NAME}"))]).await;
    let accepted = carer.asks_of(leaver, "other", &format!("Bonjour {NAME}")).await;
    leaver.does(&format!("/me/contacts/{accepted}/acceptance"), &[("name", "on")]).await;
    leaver.does(&format!("/me/contacts/{accepted}/messages"), &[("body", &format!("Oui {WORD}"))]).await;
    let about_her = other.asks_of(carer, "other", &format!("Connaissez-vous @{HANDLE} ?")).await;
    carer.does(&format!("/me/contacts/{about_her}/acceptance"), &[]).await;
    carer
        .does(
            &format!("/me/contacts/{about_her}/messages"),
            &[("body", &format!("Oui, [elle](/people/{HANDLE}) : {EMAIL}"))],
        )
        .await;
}

/// An adviser: what she asks, and what another says of her to theirs.
async fn is_advised(world: &World, leaver: &Actor, other: &Actor) {
    let adviser = world.person("conseil", Kind::Adviser).await;
    for (person, words) in [(leaver, format!("Suivi {WORD}")), (other, format!("Comme @{HANDLE}, {EMAIL}"))] {
        let id = person.asks_to_be_advised_by(world, &adviser, &words).await;
        adviser.does(&format!("/me/accompaniments/{id}/acceptance"), &[]).await;
        person.asks_for_a_call(world, &words, "06 12 34 56 78", "").await;
    }
}

impl Scene {
    /// What no door of this house writes yet, or not for her.
    async fn leave_rows(&self) {
        let (leaver, other) = (self.leaver.id(), self.other.id());
        let now = clock::now();
        let txn = self.world.house.db.write().await.unwrap();
        for (user, body) in [(leaver, WORD.to_owned()), (other, format!("À @{HANDLE} :"))] {
            let place = Set(format!("threads/{}", self.theirs.id));
            let draft = drafts::ActiveModel { user_id: Set(Some(user)), place, body: Set(body), ..Default::default() };
            drafts::ActiveModel { updated_at: Set(now.into()), ..draft }.insert(&txn).await.unwrap();
            let mark =
                bookmarks::ActiveModel { user_id: Set(user), thread_id: Set(self.theirs.id), ..Default::default() };
            let note = Set(format!("Demander à @{HANDLE}"));
            bookmarks::ActiveModel { note, created_at: Set(now.into()), ..mark }.insert(&txn).await.unwrap();
        }
        let follow =
            follows::ActiveModel { user_id: Set(leaver), thread_id: Set(Some(self.theirs.id)), ..Default::default() };
        let follow = follows::ActiveModel { level: Set("all".into()), created_at: Set(now.into()), ..follow };
        follow.insert(&txn).await.unwrap();
        let read =
            read_marks::ActiveModel { user_id: Set(leaver), thread_id: Set(self.theirs.id), ..Default::default() };
        let read = read_marks::ActiveModel { post_id: Set(self.mention), read_at: Set(now.into()), ..read };
        read.insert(&txn).await.unwrap();
        suspensions::ActiveModel {
            user_id: Set(leaver),
            by_id: Set(Some(self.admin.id())),
            reason: Set(format!("{NAME} exagère")),
            until: Set(now.into()),
            created_at: Set(now.into()),
            ..Default::default()
        }
        .insert(&txn)
        .await
        .unwrap();
        // A letter that told someone else of her answer, and one still on its way.
        let house = &self.world.house;
        for state in ["sent", "waiting"] {
            let letter = Letter::new("room-opened", "fr", self.other.email(), "Autre").with("room", NAME);
            letter.write(house).unwrap().post(&txn, Some(other)).await.unwrap();
            letters::Entity::update_many()
                .col_expr(letters::Column::State, sea_orm::sea_query::Expr::value(state))
                .col_expr(letters::Column::Unsubscribe, sea_orm::sea_query::Expr::value(Some("jeton")))
                .filter(letters::Column::UserId.eq(other))
                .filter(letters::Column::Unsubscribe.is_null())
                .exec(&txn)
                .await
                .unwrap();
        }
        txn.commit().await.unwrap();
    }

    async fn leaves(&self, posts: &str) {
        self.leaver.does("/me/data/erasure", &[("posts", posts), ("password", PASSWORD)]).await;
        self.world.works().await;
    }

    /// The farewell is sent, as the courier does.
    async fn farewell(&self) -> letters::Model {
        let letter = self.world.letters_to(EMAIL).await.into_iter().next().expect("a farewell");
        assert_eq!(letter.kind, "erased");
        courier::settle(&self.world.house, &letter, Ok(()), passerelle::clock::now()).await.unwrap();
        letter
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_an_erasure_nothing_in_the_database_names_who_left_or_holds_what_she_removed() {
    let scene = scene().await;
    let words = [EMAIL, HANDLE, NAME, WORD];
    let before = holding(&scene.world, &words).await;
    for table in [
        "users",
        "posts",
        "revisions",
        "threads",
        "tags",
        "letters",
        "drafts",
        "bookmarks",
        "suspensions",
        "aid_requests",
        "aid_messages",
        "contacts",
        "contact_messages",
    ] {
        assert!(before.iter().any(|held| held.starts_with(&format!("{table}."))), "{table} proves nothing");
    }
    scene.leaves("remove").await;
    let letter = scene.farewell().await;
    assert!(letter.body_text.contains("dernier e-mail"), "{}", letter.body_text);
    assert_eq!(holding(&scene.world, &words).await, Vec::<String>::new());
    let world = &scene.world;
    assert!(users::Entity::find_by_id(scene.leaver.id()).one(&world.house.db).await.unwrap().is_none());
    // The tag that others carry too would have stayed; hers alone is gone.
    assert_eq!(
        tags::Entity::find().filter(tags::Column::Slug.contains("motunique")).count(&world.house.db).await.unwrap(),
        0
    );
    // What others said stays, without her.
    let said = scene.other.get(&format!("{}?near={}", scene.theirs.path, scene.mention)).await;
    said.assert_sees("Merci @…, écrivez à …, voir /people/");
    // And the files she had asked for are gone from the disk.
    assert_eq!(std::fs::read_dir(work::folder(&world.house)).unwrap().count(), 0);
    let known = std::fs::read_to_string(journal::path(&world.house)).unwrap();
    assert!(!words.iter().any(|word| known.contains(word)), "{known}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn posts_left_behind_say_nobody_and_nothing_links_two_of_them() {
    let scene = scene().await;
    scene.leaves("keep").await;
    scene.farewell().await;
    assert_eq!(holding(&scene.world, &[EMAIL, HANDLE, NAME]).await, Vec::<String>::new());
    let page = scene.other.get(&scene.theirs.path).await;
    let [first, second] = scene.answers;
    let names = page.all(".post__author");
    let kept = scene.world.post_row(first).await;
    let name = kept.pseudonym.clone().expect("a name of its own");
    assert!(names.contains(&name), "{name}: {names:?}");
    page.assert_sees("compte fermé").assert_sees(&format!("Corrigé {WORD}"));
    // Her answer is still the one that was accepted.
    assert_eq!(scene.world.thread_row(scene.theirs.id).await.solution_post_id, Some(first));
    // What she had taken back is gone for good; what was hidden stays hidden.
    let hers: Vec<posts::Model> = posts::Entity::find()
        .filter(posts::Column::ThreadId.eq(scene.hers.id))
        .all(&scene.world.house.db)
        .await
        .unwrap();
    assert!(hers.iter().any(|post| post.removed_at.is_some() && post.body.is_empty()));
    assert!(hers.iter().any(|post| post.hidden_at.is_some() && post.body.contains(WORD)));
    // Two of hers, column by column: what they share, anyone's post shares.
    let row = |post: posts::Model| -> BTreeMap<String, String> {
        let json = serde_json::to_value(post.into_active_model().into_json_map()).unwrap();
        json.as_object().unwrap().iter().map(|(name, value)| (name.clone(), value.to_string())).collect()
    };
    let (one, two) = (row(kept), row(scene.world.post_row(second).await));
    let strangers = row(scene.world.post_row(scene.mention).await);
    for (column, value) in &one {
        let shared = two[column] == *value && value != "null";
        assert!(!shared || strangers[column] == *value, "{column} links them: {value}");
    }
    assert_ne!(one["pseudonym"], two["pseudonym"]);
    // Nor does the log, nor anything that speaks of posts.
    let log = scene.world.log().await;
    assert!(log.iter().all(|line| line.actor_id != Some(scene.leaver.id()) && line.user_id != Some(scene.leaver.id())));
    let db = &scene.world.house.db;
    assert_eq!(
        mentions::Entity::find().filter(mentions::Column::UserId.eq(scene.leaver.id())).count(db).await.unwrap(),
        0
    );
    assert_eq!(
        gestures::Entity::find().filter(gestures::Column::UserId.eq(scene.leaver.id())).count(db).await.unwrap(),
        0
    );
}

trait IntoJsonMap {
    fn into_json_map(self) -> serde_json::Value;
}

impl IntoJsonMap for posts::ActiveModel {
    fn into_json_map(self) -> serde_json::Value {
        use sea_orm::{IdenStatic, Iterable};
        let columns = posts::Column::iter().filter_map(|column| {
            let value = self.get(column).into_value()?;
            Some((column.as_str().to_owned(), serde_json::Value::String(format!("{value}"))))
        });
        // What is empty is nobody's.
        columns
            .map(|(name, value)| {
                let empty = value == "NULL" || value == "''" || value == "";
                (name, if empty { serde_json::Value::Null } else { value })
            })
            .collect::<serde_json::Map<_, _>>()
            .into()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counts_stay_what_they_count() {
    for posts in ["keep", "remove"] {
        let scene = scene().await;
        scene.leaves(posts).await;
        let db = &scene.world.house.db;
        for thread in threads::Entity::find().all(db).await.unwrap() {
            let shown = posts::Entity::find()
                .filter(posts::Column::ThreadId.eq(thread.id))
                .filter(posts::Column::HiddenAt.is_null())
                .filter(posts::Column::RemovedAt.is_null())
                .filter(posts::Column::Id.ne(thread.opening_post_id.unwrap()));
            assert_eq!(thread.replies_count as u64, shown.count(db).await.unwrap(), "{posts}: {thread:?}");
        }
        for post in posts::Entity::find().all(db).await.unwrap() {
            let made = gestures::Entity::find().filter(gestures::Column::PostId.eq(post.id)).count(db).await.unwrap();
            assert_eq!(post.gestures_count as u64, made, "{posts}: {post:?}");
        }
        let room = passerelle::models::_entities::communities::Entity::find().one(db).await.unwrap().unwrap();
        assert_eq!(room.members_count as u64, memberships::Entity::find().count(db).await.unwrap());
        let shown =
            posts::Entity::find().filter(posts::Column::HiddenAt.is_null()).filter(posts::Column::RemovedAt.is_null());
        assert_eq!(room.posts_count as u64, shown.count(db).await.unwrap(), "{posts}");
        let open = threads::Entity::find().filter(threads::Column::WithdrawnAt.is_null()).count(db).await.unwrap();
        assert_eq!(room.threads_count as u64, open, "{posts}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_forget_who_left_at_once() {
    let scene = scene().await;
    let visitor = scene.world.visitor();
    visitor.get(&scene.theirs.path).await.assert_sees(NAME);
    scene.leaves("remove").await;
    visitor.get(&scene.theirs.path).await.assert_unseen(NAME).assert_unseen(WORD);
    visitor.get(&scene.hers.path).await.assert_unseen(WORD);
    visitor.get(&format!("/people/{HANDLE}")).await.assert_status(404);
    scene.carer.get(&format!("/threads/{}-", scene.hers.id)).await.assert_unseen(WORD);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_left_signs_in_no_more_and_may_come_back_as_someone_new() {
    let world = World::new().await;
    let leaver = world.resident("claire", Kind::Seeker).await;
    leaver.does("/me/data/erasure", &[("posts", "keep"), ("password", PASSWORD)]).await;
    // At once, before any of the rest is erased.
    leaver.get("/me/account").await.assert_status(303);
    let again = world.visitor().post("/session", &[("email", leaver.email()), ("password", PASSWORD)]).await;
    again.assert_status(422);
    world.visitor().post("/session/links", &[("email", leaver.email())]).await.assert_status(200);
    assert_eq!(world.letters_to(leaver.email()).await[0].kind, "no-account");
    world.works().await;
    world.signs_up(leaver.email(), "Claire", "seeker").await;
    let back = world.account(leaver.email()).await.expect("an account");
    assert_ne!(back.handle, "claire", "the handle of someone who left is nobody else's for a year");
    assert!(!handles::is_free(&world.house.db, "c1aire", None).await.unwrap());
    assert!(handles::is_free(&world.house.db, "clara", None).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_alone_to_care_for_a_room_hands_it_over_first() {
    let world = World::new().await;
    let carer = world.resident("carer", Kind::Other).await;
    let other = world.person("other", Kind::Other).await;
    world.room("atelier", Audience::Public, &[&carer]).await;
    carer.get("/me/data").await.assert_sees("/communities/atelier/settings");
    let refused = carer.post("/me/data/erasure", &[("posts", "keep"), ("password", PASSWORD)]).await;
    refused.assert_status(422).assert_says(&Refusal::LastManager);
    assert!(carer.is_signed_in().await);
    carer.does("/communities/atelier/managers", &[("handle", other.handle())]).await;
    carer.does("/me/data/erasure", &[("posts", "keep"), ("password", PASSWORD)]).await;
    world.works().await;
    assert_eq!(world.room_row(1).await.members_count, 1);
}

/// A restored backup is older than the erasure: it is made again from the journal.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_is_made_again_after_an_older_backup_and_once_more_changes_nothing() {
    let world = World::new().await;
    let leaver = world.person("revenue", Kind::Seeker).await;
    let room = world.room("atelier", Audience::Public, &[]).await;
    let talk = leaver.asks(&room, "Un titre", "Un corps").await;
    let later = clock::now() + chrono::Duration::hours(1);
    let line = |person: i64, at| serde_json::to_string(&journal::Line { person, posts: "keep".into(), at }).unwrap();
    // Someone who came after, and whom a backup gave the number of someone gone.
    let newer = world.person("nouvelle", Kind::Seeker).await;
    let before = clock::now() - chrono::Duration::hours(1);
    let lines = [line(leaver.id(), later), line(newer.id(), before), line(99, later), "{\"person\":".to_owned()];
    std::fs::write(journal::path(&world.house), lines.join("\n")).unwrap();
    assert_eq!(journal::replay(&world.house).await.unwrap(), 1);
    assert_eq!(holding(&world, &["revenue"]).await, Vec::<String>::new());
    assert!(world.post_row(talk.opening).await.pseudonym.is_some());
    assert!(newer.is_signed_in().await);
    let contents = world.contents().await;
    assert_eq!(journal::replay(&world.house).await.unwrap(), 0);
    erasure::replay(&world.house, leaver.id(), Posts::Keep).await.unwrap();
    assert!(world.contents().await == contents, "it changed something");
}

/// Two processes on one database: each erasure and each export is made by one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn work_in_the_hands_of_another_process_is_left_to_it_until_it_says_nothing() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let held = |until: chrono::DateTime<chrono::Utc>| exports::ActiveModel {
        user_id: Set(claire.id()),
        state: Set("running".into()),
        file: Set("essai.zip".into()),
        asked_at: Set(clock::now().into()),
        held_until: Set(Some(until.into())),
        ..Default::default()
    };
    let txn = world.house.db.write().await.unwrap();
    let export = held(clock::now() + chrono::Duration::seconds(600)).insert(&txn).await.unwrap();
    txn.commit().await.unwrap();
    world.works().await;
    let row = || async { exports::Entity::find_by_id(export.id).one(&world.house.db).await.unwrap().unwrap() };
    assert_eq!(row().await.state, "running");
    let mut lapsed = row().await.into_active_model();
    lapsed.held_until = Set(Some((clock::now() - chrono::Duration::seconds(1)).into()));
    let txn = world.house.db.write().await.unwrap();
    lapsed.update(&txn).await.unwrap();
    txn.commit().await.unwrap();
    let elsewhere = passerelle::house::House::new(
        passerelle::database::Db::open(&world.house.db_uri, 2).await.unwrap(),
        world.house.db_uri.clone(),
        world.house.settings.clone(),
        world.house.environment.clone(),
    )
    .unwrap();
    let (here, there) = tokio::join!(work::run(&world.house), work::run(&elsewhere));
    here.unwrap();
    there.unwrap();
    elsewhere.db.close().await;
    assert_eq!(row().await.state, "ready");
    let told = world.letters_to(claire.email()).await;
    assert_eq!(told.iter().filter(|letter| letter.kind == "export-ready").count(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_twice_at_once_closes_once() {
    let world = World::new().await;
    let leaver = world.person("claire", Kind::Seeker).await;
    let person = world.seen(&leaver).await;
    let (one, two) = tokio::join!(
        closing::ask(&world.house, &person, Posts::Keep),
        closing::ask(&world.house, &person, Posts::Keep)
    );
    one.unwrap();
    assert!(matches!(two, Ok(()) | Err(Failure::Missing)), "{two:?}");
    world.works().await;
    assert_eq!(erasures::Entity::find().count(&world.house.db).await.unwrap(), 1);
    assert_eq!(world.letters_to(leaver.email()).await.len(), 1);
}
