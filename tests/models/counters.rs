//! Counts are kept on the rows that lists read. After any walk of acts they are
//! what one would count, and of two at once one counts.

use std::{collections::BTreeMap, sync::Arc};

use passerelle::{
    access::{Audience, Kind, Person, Viewer},
    models::{
        _entities::{communities, gestures, memberships, posts, revisions, tags, thread_tags, threads},
        memberships::{join, leave},
        posts::{Found, gesturing::Gesture},
        slugs,
        threads::{Readable, editing::Edit, opening::Draft, replying::Reply},
    },
    refusals::{Failure, Outcome},
    text,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::support::{Actor, World};

/// The same walk every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    fn one<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.roll(among.len())]
    }
}

const ACTS: [&str; 17] = [
    "open", "reply", "reply", "reply", "remove", "put back", "hide", "show", "thank", "bravo", "untouch", "join",
    "leave", "edit", "close", "solve", "retitle",
];

struct Walk<'a> {
    world: &'a World,
    people: Vec<&'a Actor>,
    rooms: Vec<i64>,
    threads: Vec<i64>,
    posts: Vec<i64>,
    dice: Dice,
    /// How often each act went well.
    done: BTreeMap<&'static str, usize>,
}

impl Walk<'_> {
    async fn step(&mut self, number: usize) {
        let act = *self.dice.one(&ACTS);
        let person = self.world.seen(self.dice.one::<&Actor>(&self.people)).await;
        let outcome = match act {
            "open" => self.open(&person, number).await,
            "join" | "leave" => self.come_or_go(&person, act).await,
            "reply" | "close" | "solve" | "retitle" => self.in_thread(&person, act, number).await,
            _ => self.on_post(&person, act, number).await,
        };
        match outcome {
            Ok(()) => *self.done.entry(act).or_default() += 1,
            Err(Failure::Refused(_) | Failure::Missing) => {}
            Err(failure) => panic!("{act}: {failure}"),
        }
    }

    async fn open(&mut self, person: &Arc<Person>, number: usize) -> Outcome<()> {
        let room = self.world.room_row(*self.dice.one(&self.rooms)).await;
        let kind = *self.dice.one(&["question", "discussion"]);
        let draft = Draft {
            title: format!("Fil {number}"),
            body: format!("Le message {number}."),
            kind: kind.to_owned(),
            tags: format!("pair-{}, trois-{}", number % 2, number % 3),
            draft: String::new(),
        };
        let thread = room.open_thread(&self.world.house.db, person, &draft).await?;
        self.threads.push(thread.id);
        self.posts.extend(thread.opening_post_id);
        Ok(())
    }

    async fn come_or_go(&mut self, person: &Arc<Person>, act: &str) -> Outcome<()> {
        let room = self.world.room_row(*self.dice.one(&self.rooms)).await;
        let db = &self.world.house.db;
        if act == "join" { join(db, person, &room).await } else { leave(db, person, &room).await }
    }

    async fn in_thread(&mut self, person: &Arc<Person>, act: &str, number: usize) -> Outcome<()> {
        if self.threads.is_empty() {
            return Err(Failure::Missing);
        }
        let db = &self.world.house.db;
        let id = *self.dice.one(&self.threads);
        let thread = threads::Model::readable_by(db, &Viewer::Member(person.clone()), id).await?;
        match act {
            "reply" => {
                let reply = Reply { body: format!("Réponse {number}."), ..Reply::default() };
                self.posts.push(thread.reply(db, person, &reply).await?.id);
                Ok(())
            }
            "close" if thread.is_closed() => thread.reopen(db, person).await,
            "close" => thread.close(db, person).await,
            "solve" if number.is_multiple_of(3) => thread.unaccept(db, person).await,
            "solve" => thread.accept(db, person, *self.dice.one(&self.posts)).await,
            _ => {
                let kind = *self.dice.one(&["question", "discussion", ""]);
                let edit = Edit {
                    title: format!("Fil {number} autrement"),
                    kind: kind.to_owned(),
                    tags: format!("pair-{}, neuf", number % 2),
                    reason: String::new(),
                    version: None,
                };
                thread.edit(db, person, &edit).await.map(|_| ())
            }
        }
    }

    async fn on_post(&mut self, person: &Arc<Person>, act: &str, number: usize) -> Outcome<()> {
        if self.posts.is_empty() {
            return Err(Failure::Missing);
        }
        let db = &self.world.house.db;
        let id = *self.dice.one(&self.posts);
        let post = posts::Model::readable_by(db, &Viewer::Member(person.clone()), id).await?;
        match act {
            "remove" => post.remove(db, person).await,
            "put back" => post.put_back(db, person).await,
            "hide" => post.hide(db, person, "Hors sujet").await,
            "show" => post.show(db, person).await,
            "thank" => post.gesture(db, person, Gesture::Thanks, "").await,
            "bravo" => post.gesture(db, person, Gesture::Bravo, &format!("Bravo {number}")).await,
            "untouch" => post.take_gesture_back(db, person, Gesture::Thanks).await,
            _ => post.edit(db, person, &format!("Message {number} autrement."), "", None).await,
        }
    }
}

/// Every count of the house against what it counts.
async fn assert_counts(world: &World) {
    let db = &world.house.db;
    let all_posts = posts::Entity::find().order_by_asc(posts::Column::Id).all(db).await.unwrap();
    let all_threads = threads::Entity::find().all(db).await.unwrap();
    let edits = revisions::Entity::find().all(db).await.unwrap();
    let made = gestures::Entity::find().all(db).await.unwrap();
    for post in &all_posts {
        let gestures = made.iter().filter(|gesture| gesture.post_id == post.id).count();
        assert_eq!(post.gesture_count(), gestures, "gestures of {}", post.id);
        let edits = edits.iter().filter(|edit| edit.post_id == Some(post.id)).count();
        assert_eq!(post.edits_count as usize, edits, "edits of post {}", post.id);
    }
    for thread in &all_threads {
        let (id, opening) = (thread.id, thread.opening_post_id.unwrap());
        let of_it: Vec<_> = all_posts.iter().filter(|post| post.thread_id == id).collect();
        let shown = of_it.iter().filter(|post| post.id != opening && post.is_shown()).count();
        assert_eq!(thread.replies_count as usize, shown, "replies of thread {id}");
        let last = of_it.last().unwrap();
        assert_eq!((thread.last_post_id, thread.last_post_at), (Some(last.id), last.created_at), "last of {id}");
        let opening = of_it.iter().find(|post| post.id == opening).unwrap();
        assert_eq!(thread.is_withdrawn(), !opening.is_shown(), "thread {id} withdrawn");
        let slug = if thread.is_withdrawn() { String::new() } else { slugs::slug(&thread.title) };
        assert_eq!(thread.slug, slug, "slug of thread {id}");
        assert_eq!(thread.sense, text::sense(&text::plain_text(&opening.body)), "sense of thread {id}");
        let retitled = edits.iter().filter(|edit| edit.thread_id == id && edit.post_id.is_none()).count();
        assert_eq!(thread.edits_count as usize, retitled, "edits of thread {id}");
        if let Some(solution) = thread.solution_post_id {
            let answer = of_it.iter().find(|post| post.id == solution).expect("an answer of this thread");
            assert!(answer.is_shown() && answer.id != opening.id && thread.kind == "question", "solution of {id}");
        }
        let carried = thread_tags::Entity::find()
            .find_also_related(tags::Entity)
            .filter(thread_tags::Column::ThreadId.eq(id))
            .order_by_asc(tags::Column::Slug)
            .all(db)
            .await
            .unwrap();
        let carried: Vec<String> = carried.into_iter().map(|(_, tag)| tag.unwrap().slug).collect();
        let mut said: Vec<&str> = thread.tag_slugs.split_whitespace().collect();
        said.sort_unstable();
        assert_eq!(carried, said, "tags of thread {id}");
    }
    for room in communities::Entity::find().all(db).await.unwrap() {
        let members =
            memberships::Entity::find().filter(memberships::Column::CommunityId.eq(room.id)).count(db).await.unwrap();
        assert_eq!(room.members_count as u64, members, "members of {}", room.slug);
        let here: Vec<_> = all_threads.iter().filter(|thread| thread.community_id == room.id).collect();
        let listed = here.iter().filter(|thread| !thread.is_withdrawn()).count();
        assert_eq!(room.threads_count as usize, listed, "threads of {}", room.slug);
        let of_it = |post: &&posts::Model| here.iter().any(|thread| thread.id == post.thread_id);
        let shown = all_posts.iter().filter(of_it).filter(|post| post.is_shown()).count();
        assert_eq!(room.posts_count as usize, shown, "posts of {}", room.slug);
        let last = all_posts.iter().filter(of_it).map(|post| post.created_at).max();
        assert_eq!(room.last_post_at, last, "last post of {}", room.slug);
    }
}

trait Counted {
    fn gesture_count(&self) -> usize;
}

impl Counted for posts::Model {
    fn gesture_count(&self) -> usize {
        usize::try_from(self.gestures_count).expect("no fewer than none")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counts_are_what_they_count_after_any_walk() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let awa = world.person("awa", Kind::Seeker).await;
    let yann = world.person("yann", Kind::Seeker).await;
    let rooms = [
        world.room("nantes", Audience::Public, &[&manager]).await.id,
        world.room("membres", Audience::Members, &[&manager, &awa]).await.id,
    ];
    let mut walk = Walk {
        world: &world,
        people: vec![&manager, &awa, &yann],
        rooms: rooms.into(),
        threads: vec![],
        posts: vec![],
        dice: Dice(0x9E37_79B9_7F4A_7C15),
        done: BTreeMap::new(),
    };
    for number in 1..=400 {
        walk.step(number).await;
        if number % 100 == 0 {
            assert_counts(&world).await;
        }
    }
    // A walk that did nothing would prove nothing.
    for act in ACTS {
        assert!(walk.done.get(act).copied().unwrap_or_default() >= 3, "{act}: {:?}", walk.done);
    }
}

struct Pair {
    world: World,
    author: Arc<Person>,
    manager: Arc<Person>,
    posts: [i64; 2],
}

/// A thread with one reply, both by the same author.
async fn pair() -> Pair {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = author.asks(&room, "Une question", "Un message.").await;
    let reply = author.replies(&talk, "Une réponse.").await;
    let (author, manager) = (world.seen(&author).await, world.seen(&manager).await);
    Pair { world, author, manager, posts: [talk.opening, reply] }
}

impl Pair {
    /// The post as two requests read it, before either acts.
    async fn twice(&self, post: i64) -> (Found, Found) {
        let viewer = Viewer::Member(self.manager.clone());
        let found = async || posts::Model::readable_by(&self.world.house.db, &viewer, post).await.unwrap();
        (found().await, found().await)
    }

    async fn thread(&self) -> Readable {
        self.twice(self.posts[0]).await.0.thread
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_double_click_counts_once() {
    let pair = pair().await;
    let (db, author, manager) = (&pair.world.house.db, &pair.author, &pair.manager);
    for post in pair.posts {
        let (one, other) = pair.twice(post).await;
        one.hide(db, manager, "Hors sujet").await.unwrap();
        other.hide(db, manager, "Hors sujet").await.unwrap();
        assert_counts(&pair.world).await;
        let (one, other) = pair.twice(post).await;
        one.show(db, manager).await.unwrap();
        other.show(db, manager).await.unwrap();
        assert_counts(&pair.world).await;
        let (one, other) = pair.twice(post).await;
        one.remove(db, author).await.unwrap();
        other.remove(db, author).await.unwrap();
        assert_counts(&pair.world).await;
        let (one, other) = pair.twice(post).await;
        one.put_back(db, author).await.unwrap();
        other.put_back(db, author).await.unwrap();
        assert_counts(&pair.world).await;
        // Its author and a manager at the same moment.
        let (one, other) = pair.twice(post).await;
        one.remove(db, author).await.unwrap();
        other.hide(db, manager, "Hors sujet").await.unwrap();
        assert_counts(&pair.world).await;
        let (one, other) = pair.twice(post).await;
        one.put_back(db, author).await.unwrap();
        other.show(db, manager).await.unwrap();
        assert_counts(&pair.world).await;
        assert!(pair.world.post_row(post).await.is_shown());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_edits_at_once_none_is_lost() {
    let pair = pair().await;
    let (db, author) = (&pair.world.house.db, &pair.author);
    let (one, other) = pair.twice(pair.posts[1]).await;
    one.edit(db, author, "Premier jet.", "", None).await.unwrap();
    let meanwhile = other.edit(db, author, "Second jet.", "", None).await.unwrap_err();
    assert_eq!(meanwhile.to_string(), "edited by someone else meanwhile");
    assert_eq!(pair.world.post_row(pair.posts[1]).await.body, "Premier jet.");

    let (one, other) = (pair.thread().await, pair.thread().await);
    let edit = |title: &str| Edit { title: title.to_owned(), ..Edit::default() };
    one.edit(db, author, &edit("Premier titre")).await.unwrap();
    other.edit(db, &pair.manager, &edit("Second titre")).await.unwrap_err();
    assert_eq!(pair.thread().await.title, "Premier titre");
    assert_counts(&pair.world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_withdrawn_meanwhile_is_not_accepted() {
    let pair = pair().await;
    let (db, author, manager) = (&pair.world.house.db, &pair.author, &pair.manager);
    let answer = pair.posts[1];
    // Accepted between the reading and the removal.
    let (_, stale) = pair.twice(answer).await;
    pair.thread().await.accept(db, author, answer).await.unwrap();
    stale.remove(db, author).await.unwrap();
    assert_eq!(pair.thread().await.solution_post_id, None);
    assert_counts(&pair.world).await;
    // Retitled between the reading and its return to the lists.
    let (opening, stale) = pair.twice(pair.posts[0]).await;
    opening.remove(db, author).await.unwrap();
    let (back, _) = pair.twice(pair.posts[0]).await;
    stale.thread.edit(db, manager, &Edit { title: "Un autre titre".to_owned(), ..Edit::default() }).await.unwrap();
    back.put_back(db, author).await.unwrap();
    assert_counts(&pair.world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_are_counted_one_by_one() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = manager.asks(&room, "Une question", "Un message.").await;
    let reply = manager.replies(&talk, "Une réponse.").await;
    let gestures = format!("/posts/{}/gestures", talk.opening);
    let mut people = vec![];
    for number in 0..8 {
        people.push(world.person(&format!("personne-{number}"), Kind::Seeker).await);
    }
    let at_once: Vec<_> = people
        .into_iter()
        .enumerate()
        .map(|(number, someone)| {
            let (talk, gestures, manager) = (talk.clone(), gestures.clone(), manager.clone());
            tokio::spawn(async move {
                for round in 0..3 {
                    someone.replies(&talk, &format!("Réponse {number} {round}.")).await;
                    someone.does("/communities/nantes/membership", &[]).await;
                    someone.does(&gestures, &[("kind", "thanks")]).await;
                    // Meanwhile the room is cared for.
                    let act = if (number + round) % 2 == 0 { "hiding" } else { "hiding/removal" };
                    let fields: &[(&str, &str)] = if act == "hiding" { &[("reason", "Hors sujet")] } else { &[] };
                    manager.does(&format!("/posts/{reply}/{act}"), fields).await;
                    if number % 2 == 0 {
                        someone.does("/communities/nantes/membership/removal", &[]).await;
                        someone.does(&format!("{gestures}/removal"), &[("kind", "thanks")]).await;
                    }
                }
            })
        })
        .collect();
    for one in at_once {
        one.await.unwrap();
    }
    assert_counts(&world).await;
    assert_eq!(world.room_row(room.id).await.members_count, 5);
    assert_eq!(world.post_row(talk.opening).await.gestures_count, 4);
}
