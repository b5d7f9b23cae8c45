//! Pages by keyset: nothing is met twice, nothing is missed, whatever arrives
//! meanwhile.

use passerelle::{
    access::{Audience, Kind},
    models::{
        _entities::{communities, posts, threads},
        threads::opening::Draft,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::support::{Actor, Page, World};

const NEXT: &str = "a[rel=next]";
const PREV: &str = "a[rel=prev]";

/// Every reply of a thread, in order.
async fn replies(world: &World, thread: i64, opening: i64) -> Vec<i64> {
    let posts = posts::Entity::find().filter(posts::Column::ThreadId.eq(thread)).order_by_asc(posts::Column::Id);
    posts.all(&world.house.db).await.unwrap().iter().map(|post| post.id).filter(|id| *id != opening).collect()
}

/// From a page, following one sort of link to the end.
async fn walk(actor: &Actor, from: &str, link: &str) -> Vec<Page> {
    let mut pages = vec![actor.get(from).await];
    while let Some(next) = pages.last().unwrap().assert_status(200).attribute(link, "href") {
        assert!(next.starts_with('/'), "{next}");
        pages.push(actor.get(&next).await);
        assert!(pages.len() < 100, "the walk does not end");
    }
    pages
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_conversation_is_walked_while_it_grows() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = author.asks(&room, "Une longue conversation", "Un message.").await;
    let posts = world.fill(&talk, &author, 250).await;
    let visitor = world.visitor();
    // The pages met before it grew are remembered, and must not be served again.
    assert_eq!(walk(&visitor, &talk.path, NEXT).await.len(), 13);

    let (mut met, mut page) = (vec![], visitor.get(&talk.path).await);
    loop {
        assert!(page.posts().len() <= 20);
        met.extend(page.posts());
        author.replies(&talk, "Une de plus.").await;
        if met.len() == 40 {
            // What is hidden keeps its place; before and after where one reads.
            for post in [posts[10], posts[39], posts[40], posts[60]] {
                manager.does(&format!("/posts/{post}/hiding"), &[("reason", "Hors sujet")]).await;
            }
        }
        match page.attribute(NEXT, "href") {
            Some(next) if met.len() < 1_000 => page = visitor.get(&next).await,
            _ => break,
        }
    }
    let all = replies(&world, talk.id, talk.opening).await;
    assert!(met.len() > 250);
    // The last page was left before the last reply came.
    assert_eq!(met, all[..met.len()]);
    assert!(all.len() - met.len() <= 1, "{} of {}", met.len(), all.len());

    // Backwards from the end, the same.
    let last = visitor.get(&format!("/posts/{}", all.last().unwrap())).await.location().to_owned();
    let mut pages = walk(&visitor, last.split('#').next().unwrap(), PREV).await;
    pages.reverse();
    assert_eq!(pages.iter().flat_map(Page::posts).collect::<Vec<_>>(), all);
    assert!(pages[0].has(".question") && !pages[1].has(".question"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deep_link_opens_the_page_that_holds_its_post() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Une longue conversation", "Un message.").await;
    let elsewhere = author.asks(&room, "Une autre", "Un message.").await;
    let all = world.fill(&talk, &author, 250).await;
    let visitor = world.visitor();
    for at in [0, 1, 4, 5, 6, 7, 19, 20, 21, 125, 229, 230, 248, 249] {
        let link = visitor.get(&format!("/posts/{}", all[at])).await;
        link.assert_status(303);
        let path = link.location().split('#').next().unwrap();
        let page = visitor.get(path).await;
        let place = page.posts().iter().position(|post| *post == all[at]).expect("the post on its page");
        assert!(at < 20 || (5..15).contains(&place), "{at} is met at place {place}");
        // From there, both ways lead to everything.
        let mut pages = walk(&visitor, path, PREV).await;
        pages.reverse();
        pages.extend(walk(&visitor, path, NEXT).await.into_iter().skip(1));
        assert_eq!(pages.iter().flat_map(Page::posts).collect::<Vec<_>>(), all, "from {at}");
    }
    for wrong in [elsewhere.opening, 98_765] {
        visitor.get(&format!("{}?near={wrong}", talk.path)).await.assert_status(404);
    }
    // A place that is no number is the beginning.
    assert_eq!(visitor.get(&format!("{}?after=un", talk.path)).await.posts(), all[..20]);
    assert!(visitor.get(&format!("{}?after={}", talk.path, all[249])).await.posts().is_empty());
}

async fn many_threads(world: &World, author: &Actor, room: &communities::Model, count: usize) {
    let person = world.seen(author).await;
    for number in 1..=count {
        let draft = Draft {
            title: format!("Question {number}"),
            body: "Un message.".to_owned(),
            tags: "longue-liste".to_owned(),
            ..Draft::default()
        };
        room.open_thread(&world.house.db, &person, &draft).await.unwrap();
    }
}

const LISTS: [&str; 4] = ["/communities/nantes", "/unanswered", "/tags/longue-liste", "/people/awa"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_walked_while_threads_arrive() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    many_threads(&world, &author, &room, 60).await;
    let before: Vec<String> = (1..=60).rev().map(|number| format!("Question {number}")).collect();
    let visitor = world.visitor();
    for list in LISTS {
        let (mut met, mut page) = (vec![], visitor.get(list).await);
        loop {
            met.extend(page.titles());
            let arrived = [("title", "Arrivée entre-temps"), ("body", "Oui."), ("tags", "longue-liste")];
            let arrived = author.opens(&room, &arrived).await;
            // It leaves as it came, so that each list is walked from the same start.
            author.does(&format!("/posts/{}/removal", arrived.opening), &[]).await;
            match page.attribute(NEXT, "href") {
                Some(next) => page = visitor.get(&next).await,
                None => break,
            }
        }
        assert_eq!(met, before, "{list}");
    }
}

/// Threads of the same instant are told apart by their number.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn threads_of_one_instant_are_each_met_once() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    many_threads(&world, &author, &room, 60).await;
    let txn = world.house.db.write().await.unwrap();
    threads::Entity::update_many()
        .col_expr(threads::Column::LastPostAt, Expr::value(passerelle::clock::now()))
        .exec(&txn)
        .await
        .unwrap();
    txn.commit().await.unwrap();
    for list in LISTS {
        let pages = walk(&world.visitor(), list, NEXT).await;
        let met: Vec<String> = pages.iter().flat_map(Page::titles).collect();
        let expected: Vec<String> = (1..=60).rev().map(|number| format!("Question {number}")).collect();
        assert_eq!(met, expected, "{list}");
    }
}
