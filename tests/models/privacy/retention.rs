//! What time decides, with the hour given.

use chrono::{DateTime, Duration, Months, Utc};
use passerelle::{
    access::{Audience, Kind},
    clock,
    models::{
        _entities::{drafts, erasures, exports, letters, reserved_handles, sessions, users},
        letters::Letter,
        privacy::{retention, work},
    },
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr,
};

use crate::support::{Actor, World};

fn months(count: u32) -> Months {
    Months::new(count)
}

/// Someone who was last seen some months ago, and a little more.
async fn silent_for(world: &World, handle: &str, ago: u32) -> Actor {
    let seen = clock::now() - months(ago) - Duration::days(1);
    let born = seen - Duration::days(300);
    world
        .someone(handle, Kind::Other, |user| {
            user.last_seen_at = Set(Some(seen.into()));
            user.created_at = Set(born.into());
        })
        .await
}

async fn kinds(world: &World, actor: &Actor) -> Vec<String> {
    world.letters_to(actor.email()).await.into_iter().map(|letter| letter.kind).collect()
}

async fn at(world: &World, now: DateTime<Utc>) {
    retention::run(&world.house, now).await.unwrap();
    world.works().await;
}

async fn is_there(world: &World, actor: &Actor) -> bool {
    users::Entity::find_by_id(actor.id()).one(&world.house.db).await.unwrap().is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_years_without_an_act_are_warned_of_then_erase() {
    let world = World::new().await;
    let now = clock::now();
    let silent = silent_for(&world, "silencieuse", 23).await;
    let fresh = silent_for(&world, "presente", 22).await;
    let room = world.room("atelier", Audience::Public, &[]).await;
    let talk = silent.asks(&room, "Il y a longtemps", "Un corps").await;
    at(&world, now).await;
    assert_eq!(kinds(&world, &silent).await, ["soon-erased"]);
    assert_eq!(kinds(&world, &fresh).await, Vec::<String>::new());
    let letter = world.letters_to(silent.email()).await.remove(0);
    assert!(letter.body_text.contains("/sign-in"), "{}", letter.body_text);
    // Said once; and nobody goes sooner than said.
    at(&world, now + Duration::days(20)).await;
    assert_eq!(kinds(&world, &silent).await, ["soon-erased"]);
    assert!(is_there(&world, &silent).await);
    at(&world, now + months(1) + Duration::days(1)).await;
    assert!(!is_there(&world, &silent).await && is_there(&world, &fresh).await);
    let kept = world.post_row(talk.opening).await;
    assert!(kept.removed_at.is_none() && kept.pseudonym.is_some(), "what others answered stays: {kept:?}");
    assert_eq!(kinds(&world, &silent).await, ["erased"]);
}

/// A house that was closed for years warns before it erases.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_erased_without_a_month_to_come_back() {
    let world = World::new().await;
    let silent = silent_for(&world, "silencieuse", 60).await;
    at(&world, clock::now()).await;
    at(&world, clock::now() + Duration::days(27)).await;
    assert!(is_there(&world, &silent).await);
    at(&world, clock::now() + Duration::days(29)).await;
    assert!(!is_there(&world, &silent).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn coming_back_takes_the_warning_back() {
    let world = World::new().await;
    let silent = silent_for(&world, "silencieuse", 24).await;
    at(&world, clock::now()).await;
    silent.get("/communities").await.assert_status(200);
    sessions_written(&world).await;
    let user = users::Entity::find_by_id(silent.id()).one(&world.house.db).await.unwrap().unwrap();
    assert!(user.warned_at.is_none() && user.last_seen_at.unwrap().to_utc() > clock::now() - Duration::hours(1));
    at(&world, clock::now() + months(2)).await;
    assert!(is_there(&world, &silent).await);
}

async fn sessions_written(world: &World) {
    passerelle::models::sessions::write_last_uses(&world.house).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_others_depend_on_is_warned_and_stays() {
    let world = World::new().await;
    let carer = silent_for(&world, "carer", 30).await;
    world.room("atelier", Audience::Public, &[&carer]).await;
    let seen = clock::now() - months(30);
    let admin = world
        .someone("boss", Kind::Other, |user| {
            user.is_admin = Set(true);
            user.last_seen_at = Set(Some(seen.into()));
        })
        .await;
    at(&world, clock::now()).await;
    at(&world, clock::now() + months(2)).await;
    for needed in [&carer, &admin] {
        assert_eq!(kinds(&world, needed).await, ["soon-erased"]);
        assert!(is_there(&world, needed).await);
    }
    // Once someone else is there for the house, an admin goes as anyone does.
    world.admin("other-boss").await;
    at(&world, clock::now() + months(2)).await;
    assert!(!is_there(&world, &admin).await && is_there(&world, &carer).await);
    assert_eq!(erasures::Entity::find().count(&world.house.db).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_lose_their_traces_after_ninety_days_and_those_that_wait_do_not() {
    let world = World::new().await;
    for state in ["sent", "dead", "withdrawn", "waiting"] {
        let txn = world.house.db.write().await.unwrap();
        let letter = Letter::new("confirm", "fr", &format!("{state}@people.test"), "Awa").link("x".into());
        letter.write(&world.house).unwrap().post(&txn, None).await.unwrap();
        letters::Entity::update_many()
            .col_expr(letters::Column::State, Expr::value(state))
            .filter(letters::Column::Recipient.eq(format!("{state}@people.test")))
            .exec(&txn)
            .await
            .unwrap();
        txn.commit().await.unwrap();
    }
    let left = || async { letters::Entity::find().all(&world.house.db).await.unwrap() };
    at(&world, clock::now() + Duration::days(89)).await;
    assert_eq!(left().await.len(), 4);
    at(&world, clock::now() + Duration::days(91)).await;
    let left = left().await;
    assert_eq!(left.iter().map(|letter| letter.state.as_str()).collect::<Vec<_>>(), ["waiting"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_out_of_date_goes() {
    let world = World::new().await;
    let claire = world.person("claire", Kind::Seeker).await;
    claire.post("/session/links", &[("email", claire.email())]).await.assert_status(200);
    claire.does("/me/data/exports", &[]).await;
    world.works().await;
    let export = exports::Entity::find().one(&world.house.db).await.unwrap().unwrap();
    let stray = work::folder(&world.house).join("autre.part");
    std::fs::write(&stray, "x").unwrap();
    let txn = world.house.db.write().await.unwrap();
    let old = clock::now() - Duration::days(2);
    let draft =
        drafts::ActiveModel { place: Set("threads/1".into()), held: Set(Some("x".into())), ..Default::default() };
    drafts::ActiveModel { updated_at: Set(old.into()), ..draft }.insert(&txn).await.unwrap();
    let reserved =
        reserved_handles::ActiveModel { digest: Set("x".into()), until: Set(old.into()), ..Default::default() };
    reserved.insert(&txn).await.unwrap();
    txn.commit().await.unwrap();
    at(&world, clock::now()).await;
    assert!(!stray.exists(), "a file that no row knows");
    assert!(export.path(&world.house).exists());
    assert_eq!(drafts::Entity::find().count(&world.house.db).await.unwrap(), 0);
    assert_eq!(reserved_handles::Entity::find().count(&world.house.db).await.unwrap(), 0);
    at(&world, clock::now() + Duration::days(8)).await;
    assert!(!export.path(&world.house).exists());
    // That there was one is known a little longer, to say so to whoever comes late.
    assert_eq!(exports::Entity::find().count(&world.house.db).await.unwrap(), 1);
    at(&world, clock::now() + Duration::days(31)).await;
    assert_eq!(exports::Entity::find().count(&world.house.db).await.unwrap(), 0);
    assert!(claire.is_signed_in().await);
    at(&world, clock::now() + Duration::days(70)).await;
    assert_eq!(sessions::Entity::find().count(&world.house.db).await.unwrap(), 0);
}
