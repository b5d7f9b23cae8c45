//! Who walks through the house, and the private things that stand in it.

use std::collections::{BTreeMap, BTreeSet};

use passerelle::access::{Audience, Kind};

use crate::support::{Actor, World, pictures};

/// What stands in the house, and who may see each token.
pub struct Secrets {
    /// token → roles that may see it
    pub seen_by: BTreeMap<String, BTreeSet<&'static str>>,
    pub rooms: Vec<String>,
    pub threads: Vec<i64>,
    pub posts: Vec<i64>,
    pub tags: Vec<String>,
    pub handles: Vec<String>,
    /// Of those whose profile stands here: looked at on their page.
    pub profiles: Vec<String>,
    pub aid: Vec<i64>,
    pub organisations: Vec<String>,
    pub offers: Vec<i64>,
    /// The picture of each room, in the order of the audiences.
    pub pictures: Vec<String>,
    /// Tokens of one's own words → whose they are: a draft, a note.
    pub own: BTreeMap<String, &'static str>,
}

impl Secrets {
    /// The conversation of each room, in the order of the audiences; without those
    /// whose opening is hidden.
    pub fn open_threads(&self) -> impl Iterator<Item = i64> {
        self.threads.iter().copied().step_by(2).take(Audience::ALL.len())
    }
}

/// `shown-out` was let into the room of a few, wrote there, and was shown out
/// again. `neighbour` manages a room of a few of their own, and none of the others.
pub const ROLES: [&str; 12] = [
    "visitor",
    "unconfirmed",
    "seeker",
    "other",
    "recruiter",
    "claimant",
    "adviser",
    "manager",
    "admin",
    "suspended",
    "shown-out",
    "neighbour",
];

pub fn may_read(role: &str, audience: Audience) -> bool {
    match audience {
        Audience::Public => true,
        Audience::Members => role != "visitor",
        Audience::Seekers => matches!(role, "seeker" | "manager" | "suspended"),
        Audience::Recruiters => matches!(role, "recruiter" | "manager"),
        Audience::Staff => matches!(role, "adviser" | "manager" | "admin" | "neighbour"),
        Audience::Named => matches!(role, "manager" | "other"),
    }
}

/// Everyone who has an account.
pub fn members() -> impl Iterator<Item = &'static str> {
    ROLES.into_iter().filter(|role| *role != "visitor")
}

/// Whether they were let in, for as long as they were.
fn has_been_in(role: &str, audience: Audience) -> bool {
    may_read(role, audience) || role == "shown-out" && audience == Audience::Named
}

/// What every room is about, those of a few as those of all.
pub const TRADE: &str = "K1304";

pub struct Cast {
    pub actors: BTreeMap<&'static str, Actor>,
    pub author: Actor,
}

pub async fn cast(world: &World) -> Cast {
    use sea_orm::ActiveValue::Set;
    let mut actors = BTreeMap::new();
    actors.insert("visitor", world.visitor());
    actors.insert(
        "unconfirmed",
        world.someone("unconfirmed", Kind::Seeker, |user| user.email_confirmed_at = Set(None)).await,
    );
    actors.insert("seeker", world.person("a-seeker", Kind::Seeker).await);
    actors.insert("other", world.person("an-other", Kind::Other).await);
    actors.insert("recruiter", world.person("a-recruiter", Kind::Recruiter).await);
    actors.insert(
        "claimant",
        world.someone("a-claimant", Kind::Adviser, |user| user.claim = Set("pending".to_owned())).await,
    );
    actors.insert("adviser", world.person("an-adviser", Kind::Adviser).await);
    actors.insert("manager", world.person("a-manager", Kind::Other).await);
    actors.insert("admin", world.admin("an-admin").await);
    let until = passerelle::clock::now() + chrono::Duration::days(3);
    actors.insert(
        "suspended",
        world.someone("a-suspended", Kind::Seeker, |user| user.suspended_until = Set(Some(until.into()))).await,
    );
    actors.insert("shown-out", world.person("shown-out", Kind::Other).await);
    actors.insert("neighbour", world.person("a-neighbour", Kind::Other).await);
    let author = world.person("the-author", Kind::Other).await;
    Cast { actors, author }
}

pub async fn plant(world: &World, cast: &Cast) -> Secrets {
    let manager = &cast.actors["manager"];
    // The author manages every room too, to be able to write in each.
    let author = &cast.author;
    let mut secrets = Secrets {
        seen_by: BTreeMap::new(),
        rooms: vec![],
        threads: vec![],
        posts: vec![],
        tags: vec![],
        handles: vec!["the-author".into(), "a-seeker".into()],
        profiles: vec![],
        aid: vec![],
        organisations: vec![],
        offers: vec![],
        pictures: vec![],
        own: BTreeMap::new(),
    };
    world.knows_trades().await;
    world.knows_places().await;
    // A room that one of them manages alone: it makes them staff, before anything is said.
    let next_door = world.room("salle-voisine", Audience::Named, &[&cast.actors["neighbour"]]).await;
    for audience in Audience::ALL {
        let name = audience.name();
        let room = world.room(&format!("salle-{name}"), audience, &[manager, author]).await;
        let readers: BTreeSet<&'static str> = ROLES.into_iter().filter(|role| may_read(role, audience)).collect();
        let keepers: BTreeSet<&'static str> = ["manager"].into();
        // An admin sees the door of every room, with its name, and no further.
        let at_the_door = readers.iter().copied().chain(["admin"]).collect();
        secrets.seen_by.insert(format!("Salle salle-{name}"), at_the_door);
        secrets.rooms.push(room.slug.clone());
        world.is_about(room.id, TRADE, "44184").await;
        if audience == Audience::Named {
            for handle in ["an-other", "shown-out"] {
                manager.does(&format!("{}/entrances", room.path()), &[("handle", handle)]).await;
            }
        }
        let inside: Vec<(&'static str, &Actor)> =
            members().filter(|role| has_been_in(role, audience)).map(|role| (role, &cast.actors[role])).collect();
        // Told of every thread that is opened there, also of the one that will be hidden.
        for (_, actor) in &inside {
            actor.does(&format!("{}/watch", room.path()), &[("level", "all")]).await;
        }
        let say = |what: &str| format!("canari{what}{name}");
        let tag = say("tag");
        let opened = author
            .post(
                &format!("{}/threads", room.path()),
                &[("title", &say("titre")), ("body", &say("corps")), ("tags", &tag), ("kind", "question")],
            )
            .await;
        let thread = number(opened.location());
        secrets.threads.push(thread);
        secrets.tags.push(tag.clone());
        for token in [say("titre"), say("corps"), tag] {
            secrets.seen_by.insert(token, readers.clone());
        }
        // A reply edited: what it said before is for its author and the managers.
        let edited = reply(author, thread, &say("ancien")).await;
        author
            .post(&format!("/posts/{edited}"), &[("body", &say("nouveau")), ("reason", "précision")])
            .await
            .assert_status(303);
        secrets.seen_by.insert(say("nouveau"), readers.clone());
        secrets.seen_by.insert(say("ancien"), keepers.clone());
        // One removed by its author, one hidden by a manager.
        let removed = reply(author, thread, &say("retire")).await;
        author.post(&format!("/posts/{removed}/removal"), &[]).await.assert_status(303);
        secrets.seen_by.insert(say("retire"), keepers.clone());
        let hidden = reply(author, thread, &say("masque")).await;
        manager.post(&format!("/posts/{hidden}/hiding"), &[("reason", &say("motif"))]).await.assert_status(303);
        secrets.seen_by.insert(say("masque"), keepers.clone());
        secrets.seen_by.insert(say("motif"), keepers.clone());
        // A picture, and what it shows.
        let picture = author.keeps_picture(&say("image"), &pictures::jpeg(24, 16)).await;
        reply(author, thread, &picture).await;
        secrets.pictures.push(pictures::address(&picture).trim_start_matches("/pictures/").to_owned());
        secrets.seen_by.insert(say("image"), readers.clone());
        // A bravo, whose sentence is read with the post.
        manager
            .post(&format!("/posts/{edited}/gestures"), &[("kind", "bravo"), ("sentence", &say("phrase"))])
            .await
            .assert_status(303);
        secrets.seen_by.insert(say("phrase"), readers.clone());
        // A thread whose opening post is hidden: its title leaves with it.
        let opened = author
            .post(&format!("{}/threads", room.path()), &[("title", &say("voile")), ("body", &say("voilecorps"))])
            .await;
        let veiled = number(opened.location());
        let opening = first_post(author, veiled).await;
        // Told before it is hidden.
        world.caught_up().await;
        manager.post(&format!("/posts/{opening}/hiding"), &[("reason", "hors sujet")]).await.assert_status(303);
        secrets.seen_by.insert(say("voile"), keepers.clone());
        secrets.seen_by.insert(say("voilecorps"), keepers.clone());
        secrets.threads.push(veiled);
        secrets.posts.extend([edited, removed, hidden, opening]);
        // Words of one's own: a draft, a note. Nobody else's, whoever manages the room;
        // theirs wherever they stand, read there or not.
        for (role, actor) in &inside {
            let (draft, note) = (say(&format!("brouillon{role}")), say(&format!("note{role}")));
            let path = |act: &str| format!("/threads/{thread}/{act}");
            actor.does(&path("draft"), &[("body", &draft)]).await;
            actor.does(&path("bookmark"), &[("note", &note)]).await;
            actor.does(&path("watch"), &[("level", "all")]).await;
            for own in [draft, note] {
                secrets.seen_by.insert(own.clone(), [*role].into());
                secrets.own.insert(own, role);
            }
        }
        // Told to someone who is shown out a moment later.
        reply(author, thread, &say("avant")).await;
        secrets.seen_by.insert(say("avant"), readers.clone());
        if audience == Audience::Named {
            world.caught_up().await;
            manager.does(&format!("{}/entrances/removal", room.path()), &[("handle", "shown-out")]).await;
        }
        // Told to everyone who follows, and to nobody else.
        reply(author, thread, &say("suite")).await;
        secrets.seen_by.insert(say("suite"), readers.clone());
    }
    plant_next_door(cast, &next_door.slug, &mut secrets).await;
    super::profiles::plant(world, cast, &mut secrets).await;
    plant_aid(world, cast, &mut secrets).await;
    super::contacts::plant(world, cast, &mut secrets).await;
    super::offers::plant(world, cast, &mut secrets).await;
    super::advisers::plant(world, cast, &mut secrets).await;
    // Addresses: each for its owner, and for admins who look after people.
    for (role, actor) in &cast.actors {
        if *role != "visitor" {
            secrets.seen_by.insert(actor.email().to_owned(), [*role, "admin"].into());
        }
    }
    secrets.seen_by.insert(author.email().to_owned(), ["admin"].into());
    world.caught_up().await;
    secrets
}

/// What is said next door: the manager of all the other rooms has no part in it.
async fn plant_next_door(cast: &Cast, room: &str, secrets: &mut Secrets) {
    let neighbour = &cast.actors["neighbour"];
    let fields = [("title", "canarititrevoisin"), ("body", "canaricorpsvoisin"), ("tags", "canaritagvoisin")];
    let opened = neighbour.does(&format!("/communities/{room}/threads"), &fields).await;
    let thread = number(opened.location());
    let removed = reply(neighbour, thread, "canariretirevoisin").await;
    neighbour.does(&format!("/posts/{removed}/removal"), &[]).await;
    for token in ["canarititrevoisin", "canaricorpsvoisin", "canaritagvoisin", "canariretirevoisin"] {
        secrets.seen_by.insert(token.to_owned(), ["neighbour"].into());
    }
    secrets.seen_by.insert("Salle salle-voisine".to_owned(), ["neighbour", "admin"].into());
    secrets.rooms.push(room.to_owned());
    secrets.threads.push(thread);
    secrets.posts.push(removed);
    secrets.tags.push("canaritagvoisin".to_owned());
}

/// Mutual aid: an entry for each audience; an answer to it is read by two.
async fn plant_aid(world: &World, cast: &Cast, secrets: &mut Secrets) {
    // A seeker, who may speak to every audience, and has none of the roles.
    let asker = world.person("the-asker", Kind::Seeker).await;
    let helper = world.person("the-helper", Kind::Seeker).await;
    for audience in [Audience::Public, Audience::Members, Audience::Seekers] {
        let name = audience.name();
        let say = |what: &str| format!("canari{what}{name}");
        let (title, body, answer, mine) = (say("aide"), say("aidecorps"), say("aidereponse"), say("aidemienne"));
        let about = [("audience", name.as_str()), ("remote", "on"), ("trade_code", TRADE), ("place_code", "44184")];
        let words = [("direction", "request"), ("kind", "tools"), ("title", &title), ("body", &body)];
        let opened = asker.does("/aid", &[&words[..], &about].concat()).await;
        let id: i64 = opened.location()["/aid/".len()..].split('-').next().unwrap().parse().unwrap();
        helper.does(&format!("/aid/{id}/answers"), &[("body", &answer)]).await;
        cast.actors["seeker"].does(&format!("/aid/{id}/answers"), &[("body", &mine)]).await;
        // Nobody manages it: what is for seekers is for them alone.
        let manages = |role: &&str| audience == Audience::Seekers && *role == "manager";
        let readers = ROLES.into_iter().filter(|role| may_read(role, audience) && !manages(role));
        let readers: BTreeSet<&'static str> = readers.collect();
        for token in [title, body] {
            secrets.seen_by.insert(token, readers.clone());
        }
        secrets.seen_by.insert(answer, BTreeSet::new());
        secrets.seen_by.insert(mine.clone(), ["seeker"].into());
        secrets.own.insert(mine, "seeker");
        secrets.aid.push(id);
    }
}

pub fn number(location: &str) -> i64 {
    location
        .trim_start_matches("/threads/")
        .split(['-', '?', '#'])
        .next()
        .unwrap()
        .parse()
        .unwrap_or_else(|_| panic!("{location}"))
}

pub async fn reply(author: &Actor, thread: i64, body: &str) -> i64 {
    let answer = author.post(&format!("/threads/{thread}/posts"), &[("body", body)]).await;
    answer.assert_status(303);
    answer.location().rsplit_once("#post-").unwrap().1.parse().unwrap()
}

async fn first_post(author: &Actor, thread: i64) -> i64 {
    let path = author.get(&format!("/threads/{thread}")).await.location().to_owned();
    let page = author.get(&path).await;
    page.attribute("article.question", "id")
        .or_else(|| page.attribute("[id^=post-]", "id"))
        .and_then(|id| id.trim_start_matches("post-").parse().ok())
        .unwrap_or_else(|| panic!("no opening post on {path}"))
}
