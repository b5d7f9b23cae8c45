//! A great many of everything: a conversation that does not end, a thousand
//! people named, a thousand open pages.

use chrono::{DateTime, Duration, NaiveTime, Utc};
use passerelle::{
    access::{Audience, Kind},
    clock,
    models::_entities::{mentions, posts, threads, users},
    text,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::monitoring::{figure, measured, metrics};
use crate::support::{Actor, Page, Talk, World};

/// Rows of one statement.
const ROWS: usize = 500;
const POSTS_A_DAY: usize = 100;

/// Noon, so long ago that every message to come is in the past.
fn first_day(days: i64) -> DateTime<Utc> {
    (clock::now() - Duration::days(days + 1)).date_naive().and_time(NaiveTime::MIN).and_utc() + Duration::hours(12)
}

/// So many people, written at once. Their handles, in which no two letters look alike.
async fn crowd(world: &World, count: usize) -> Vec<String> {
    let letters = b"bdfghkptzy";
    let handle = |number: usize| -> String {
        let digits = [1_000, 100, 10, 1].map(|power| letters[number / power % 10] as char);
        format!("foule-{}", digits.iter().collect::<String>())
    };
    let handles: Vec<String> = (0..count).map(handle).collect();
    let now = clock::now();
    let txn = world.house.db.write().await.unwrap();
    for handles in handles.chunks(ROWS) {
        let people = handles.iter().map(|handle| users::ActiveModel {
            email: Set(format!("{handle}@people.test")),
            email_confirmed_at: Set(Some(now.into())),
            handle: Set(handle.clone()),
            handle_skeleton: Set(handle.clone()),
            display_name: Set(handle.clone()),
            kind: Set(Kind::Seeker.name()),
            created_at: Set(now.into()),
            ..Default::default()
        });
        users::Entity::insert_many(people).exec_without_returning(&txn).await.unwrap();
    }
    txn.commit().await.unwrap();
    handles
}

/// So many messages in a thread, written at once, a hundred a day from `since` on.
async fn goes_on(world: &World, talk: &Talk, author: &Actor, count: usize, since: DateTime<Utc>) -> Vec<i64> {
    let txn = world.house.db.write().await.unwrap();
    let all: Vec<usize> = (0..count).collect();
    for numbers in all.chunks(ROWS) {
        let said = numbers.iter().map(|number| posts::ActiveModel {
            thread_id: Set(talk.id),
            author_id: Set(Some(author.id())),
            body: Set(format!("Message {number}.")),
            body_html: Set(format!("<p>Message {number}.</p>")),
            renderer: Set(text::RENDERER),
            created_at: Set((since + Duration::days((number / POSTS_A_DAY) as i64)).into()),
            ..Default::default()
        });
        posts::Entity::insert_many(said).exec_without_returning(&txn).await.unwrap();
    }
    let ids: Vec<i64> = posts::Entity::find()
        .select_only()
        .column(posts::Column::Id)
        .filter(posts::Column::ThreadId.eq(talk.id))
        .filter(posts::Column::Id.ne(talk.opening))
        .order_by_asc(posts::Column::Id)
        .into_tuple()
        .all(&txn)
        .await
        .unwrap();
    threads::Entity::update_many()
        .col_expr(threads::Column::RepliesCount, Expr::value(count as i32))
        .col_expr(threads::Column::LastPostId, Expr::value(ids[count - 1]))
        .filter(threads::Column::Id.eq(talk.id))
        .exec(&txn)
        .await
        .unwrap();
    txn.commit().await.unwrap();
    ids
}

async fn page_of(reader: &Actor, talk: &Talk, question: &str) -> Page {
    let page = reader.get(&format!("{}?{question}", talk.path)).await;
    page.assert_status(200);
    page
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_messages_and_a_thousand_mentions_are_read_like_any_others() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let helper = world.person("ben", Kind::Seeker).await;
    let named = world.person("zoe", Kind::Seeker).await;
    let talk = asker.asks(&room, "Le fil de l’année", "Un message.").await;
    let people = crowd(&world, 1_000).await;
    let since = first_day(100);
    let before = goes_on(&world, &talk, &helper, 10_000, since).await;

    // One message names everyone; fifty name them twenty by twenty.
    let everyone = people.iter().map(|handle| format!("@{handle}")).collect::<Vec<_>>();
    let great = helper.replies(&talk, &format!("@zoe {}", everyone.join(" "))).await;
    for twenty in everyone.chunks(20) {
        helper.replies(&talk, &twenty.join(" ")).await;
    }
    let last = world.thread_row(talk.id).await.last_post_id.unwrap();
    world.caught_up().await;

    // A message that names a great many names the first of them, and says so to nobody else.
    let mentioned = |post| mentions::Entity::find().filter(mentions::Column::PostId.eq(post)).count(&world.house.db);
    assert_eq!(mentioned(great).await.unwrap(), 20);
    assert_eq!(mentions::Entity::find().count(&world.house.db).await.unwrap(), 1_000 + 20);
    let page = named.get("/notifications").await;
    page.assert_status(200).assert_sees("Le fil de l’année");
    assert_eq!(page.all(".thread-row--unread .thread-row__sense"), ["BEN Test s’adresse à vous."]);
    let told = passerelle::models::notifications::Entity::find();
    assert_eq!(told.count(&world.house.db).await.unwrap(), 1_000 + 2, "the crowd, Zoé, and who asked");

    // Reading is like reading any other thread, for whoever reads.
    let way = page.attribute(".thread-row--unread a", "href").unwrap();
    assert!(named.get(way.split('#').next().unwrap()).await.assert_status(200).posts().contains(&great));
    for reader in [&world.visitor(), &named] {
        let first = reader.get(&talk.path).await;
        first.assert_status(200).assert_sees("Message 0.");
        assert_eq!(first.posts(), before[..20]);
        for deep in [before[4_321], great, last] {
            let link = reader.get(&format!("/posts/{deep}")).await;
            let page = reader.get(link.assert_status(303).location().split('#').next().unwrap()).await;
            assert!(page.assert_status(200).posts().contains(&deep), "{deep}");
        }
        let end = page_of(reader, &talk, &format!("near={last}")).await;
        assert_eq!(end.posts().last(), Some(&last));
        assert!(!end.has("a[rel=next]") && end.has("a[rel=prev]"));
        let earlier = page_of(reader, &talk, &format!("before={}", before[9_999])).await;
        assert_eq!(earlier.posts(), before[9_979..9_999]);
        for day in [0, 50, 99] {
            let date = (since + Duration::days(day as i64)).format("%Y-%m-%d");
            let page = page_of(reader, &talk, &format!("on={date}")).await;
            assert!(page.posts().contains(&before[day * POSTS_A_DAY]), "{date}: {:?}", page.posts());
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_open_pages_hear_what_is_said_and_leave_no_trace() {
    let world = measured().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let asker = world.person("awa", Kind::Seeker).await;
    let helper = world.person("ben", Kind::Seeker).await;
    let talk = asker.asks(&room, "Une question", "Un message.").await;
    let open = |figures: &Page| figure(figures, "passerelle_streams_open");
    let visitor = world.visitor();
    let mut listeners = vec![];
    for number in 0..1_001 {
        let reader = if number % 2 == 0 { &asker } else { &visitor };
        listeners.push(reader.listens(&format!("/live?thread={}", talk.id), &[]).await);
    }
    assert_eq!(open(&metrics(&world).await), 1_001.0);

    // The house goes on: pages answer, what is said is heard by each.
    for path in ["/", talk.path.as_str(), "/communities/nantes", "/_readiness"] {
        visitor.get(path).await.assert_status(200);
        asker.get(path).await.assert_status(200);
    }
    helper.replies(&talk, "Une piste").await;
    for listener in &mut listeners {
        let heard = loop {
            match listener.hears().await.expect("the stream goes on") {
                heard if heard.event == "count" => continue,
                heard => break heard,
            }
        };
        assert!(heard.event == "post" && heard.data.contains("Une piste"), "{heard:?}");
    }

    // Half of them leave, then everyone: each gives their place back.
    listeners.truncate(500);
    assert_eq!(open(&metrics(&world).await), 500.0);
    drop(listeners);
    assert_eq!(open(&metrics(&world).await), 0.0);
}
