//! Lists longer than a page: walking by the “next” links meets everything once, whatever
//! arrives meanwhile, and the choice made on the first page is kept on every other.

use chrono::Duration;
use passerelle::{
    access::{Audience, Kind},
    clock,
    models::{
        _entities::{blocks, bookmarks, communities, drafts, entrances, letters, posts, revisions, sessions, threads},
        memberships,
    },
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use crate::support::{Actor, Page, Talk, World};

/// More than two pages of anything.
const MANY: usize = 125;

/// From a page to the last, with something written between two of them: what each shows.
async fn walked(actor: &Actor, from: &str, rows: &str, mut meanwhile: impl AsyncFnMut()) -> Vec<Vec<String>> {
    let mut pages = vec![];
    let mut ahead = Some(from.to_owned());
    while let Some(path) = ahead {
        let page = actor.get(&path).await;
        page.assert_status(200);
        assert_eq!(page.attribute("meta[name=robots]", "content").as_deref(), noindex(&path), "{path}");
        pages.push(page.all(rows));
        ahead = page.attribute("a[rel=next]", "href");
        assert!(ahead.as_ref().is_none_or(|next| next.starts_with('/')), "{ahead:?}");
        assert!(pages.len() < 50, "the walk does not end");
        meanwhile().await;
    }
    assert!(pages.len() > 1, "{from} has one page");
    pages
}

/// The directory as it opens is a page to be found; everything else walked here is not.
fn noindex(path: &str) -> Option<&'static str> {
    (path != "/communities").then_some("noindex")
}

/// Everything named so, once, in this order; what arrived meanwhile aside.
fn in_order(pages: &[Vec<String>], expected: impl Iterator<Item = String>) {
    let met: Vec<&String> = pages.iter().flatten().filter(|row| !row.contains("entre-temps")).collect();
    let expected: Vec<String> = expected.collect();
    assert_eq!(met, expected.iter().collect::<Vec<_>>());
    let mut all: Vec<&String> = pages.iter().flatten().collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), pages.iter().flatten().count(), "something is met twice");
}

fn oldest_first(what: &str) -> impl Iterator<Item = String> {
    (1..=MANY).map(move |number| format!("{what} {number}"))
}

fn latest_first(what: &str) -> impl Iterator<Item = String> {
    (1..=MANY).rev().map(move |number| format!("{what} {number}"))
}

/// Someone with this name; their handle says nothing.
async fn named(world: &World, handle: &str, name: &str, kind: Kind, claim: &str) -> Actor {
    let (name, claim) = (name.to_owned(), claim.to_owned());
    world
        .someone(handle, kind, |user| {
            user.display_name = Set(name);
            user.claim = Set(claim);
        })
        .await
}

/// A handle that looks like no other.
fn handle(number: usize) -> String {
    let letters = b"bdfghkptzy";
    let digits = [100, 10, 1].map(|power| letters[number / power % 10] as char);
    format!("foule-{}", digits.iter().collect::<String>())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_claim_is_met_by_an_admin_however_many_wait() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    for number in 1..=MANY {
        named(&world, &handle(number), &format!("Demande {number}"), Kind::Recruiter, "pending").await;
    }
    let mut arrived = MANY;
    let pages = walked(&admin, "/admin/claims", ".person-row__name", async || {
        arrived += 1;
        if arrived < MANY + 4 {
            named(&world, &handle(arrived), &format!("Demande {arrived}, entre-temps"), Kind::Adviser, "pending").await;
        }
    })
    .await;
    in_order(&pages, oldest_first("Demande"));
    // One refused without a reason comes back with its form open, wherever it was.
    let last = handle(MANY);
    let refused = admin.post(&format!("/admin/claims/{last}"), &[("decision", "refuse")]).await;
    refused.assert_status(422);
    assert!(refused.has(&format!("details[open] #reason-{last}")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_history_goes_back_to_the_first_edit() {
    let world = World::new().await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = author.asks(&room, "Un titre", "Un message.").await;
    let edit = |post: Option<i64>, reason: String| revisions::ActiveModel {
        thread_id: Set(talk.id),
        post_id: Set(post),
        editor_id: Set(Some(author.id())),
        before: Set("avant".to_owned()),
        after: Set("après".to_owned()),
        reason: Set(reason),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    let edits = async |post: Option<i64>, reasons: Vec<String>| {
        let txn = world.house.db.write().await.unwrap();
        let edits = reasons.into_iter().map(|reason| edit(post, reason));
        revisions::Entity::insert_many(edits).exec_without_returning(&txn).await.unwrap();
        txn.commit().await.unwrap();
    };
    let (of_post, of_thread) = (format!("/posts/{}/history", talk.opening), format!("/threads/{}/history", talk.id));
    for post in [Some(talk.opening), None] {
        edits(post, oldest_first(if post.is_some() { "Du message" } else { "Du fil" }).collect()).await;
    }
    for (path, post, what) in [(of_post, Some(talk.opening), "Du message"), (of_thread, None, "Du fil")] {
        let mut arrived = 0;
        let pages = walked(&author, &path, "article.post > p", async || {
            arrived += 1;
            edits(post, vec![format!("{arrived} entre-temps")]).await;
        })
        .await;
        let said = pages.into_iter().map(|page| page.into_iter().map(|row| last_words(&row)).collect()).collect();
        let said: Vec<Vec<String>> = said;
        in_order(&said, latest_first(what));
        author.get(&path).await.assert_status(200);
    }
}

/// What follows the colon: “Raison : Du message 12”.
fn last_words(sentence: &str) -> String {
    sentence.rsplit(": ").next().unwrap_or(sentence).trim_end_matches('.').to_owned()
}

fn wished(number: usize, name: &str, kind: &str, state: &str) -> communities::ActiveModel {
    communities::ActiveModel {
        slug: Set(format!("salle-{state}-{number}")),
        name: Set(name.to_owned()),
        description: Set("On y parle.".to_owned()),
        rules: Set(String::new()),
        rules_html: Set(String::new()),
        kind: Set(kind.to_owned()),
        audience: Set("public".to_owned()),
        state: Set(state.to_owned()),
        // Half of them spoke; several at the same instant.
        last_post_at: Set((number.is_multiple_of(2)).then(|| (clock::now() - Duration::days(400)).into())),
        created_at: Set((clock::now() - Duration::days(500)).into()),
        ..Default::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_directory_is_walked_with_its_filters() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    let open = async |rooms: Vec<communities::ActiveModel>| {
        let txn = world.house.db.write().await.unwrap();
        communities::Entity::insert_many(rooms).exec_without_returning(&txn).await.unwrap();
        txn.commit().await.unwrap();
        world.house.db.freshness.forget([passerelle::freshness::Tag::Lists]);
    };
    let rooms = |state, kind| {
        (1..=MANY).map(move |number| wished(number, &format!("Salle {kind} {number}"), kind, state)).collect::<Vec<_>>()
    };
    for kind in ["place", "theme"] {
        let mut rooms = rooms("open", kind);
        for room in &mut rooms {
            room.slug = Set(format!("{kind}-{}", room.slug.clone().unwrap()));
        }
        open(rooms).await;
    }
    open(rooms("proposed", "theme")).await;
    let visitor = world.visitor();
    for (reader, path, kinds) in [
        (&visitor, "/communities", vec!["place", "theme"]),
        (&visitor, "/communities?kind=place", vec!["place"]),
        (&admin, "/communities?kind=theme&audience=public&proposed=on", vec!["theme"]),
    ] {
        let mut arrived = 0;
        let pages = walked(reader, path, "h2:last-of-type ~ .rooms .room-row__name", async || {
            arrived += 1;
            let name = format!("Salle {arrived}{}, entre-temps", path.len());
            let mut room = wished(1_000 + arrived, &name, "place", "open");
            room.slug = Set(format!("arrivee-{arrived}-{}", path.len()));
            room.last_post_at = Set(Some(clock::now().into()));
            open(vec![room]).await;
        })
        .await;
        let mut met: Vec<String> =
            pages.iter().flatten().filter(|name| !name.contains("entre-temps")).cloned().collect();
        let mut expected: Vec<String> =
            kinds.iter().flat_map(|kind| (1..=MANY).map(move |number| format!("Salle {kind} {number}"))).collect();
        assert_eq!(met.len(), expected.len(), "{path}");
        met.sort();
        expected.sort();
        assert_eq!(met, expected, "{path}");
    }
    // Those that wait are told beside the others, the first few of them, with a way to all.
    let directory = admin.get("/communities").await;
    assert!(directory.has("a[href='/communities?proposed=on']"));
    visitor.get("/communities").await.assert_unseen("proposed=on");
    visitor.get("/communities?proposed=on").await.assert_unseen("salle-proposed-");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everyone_let_in_by_name_is_met_in_the_settings() {
    let world = World::new().await;
    let manager = world.person("mona", Kind::Other).await;
    let room = world.room("choisie", Audience::Named, &[&manager]).await;
    for number in 1..=MANY {
        let person = named(&world, &handle(number), &format!("Invité {number}"), Kind::Seeker, "none").await;
        let txn = world.house.db.write().await.unwrap();
        let entrance = entrances::ActiveModel {
            community_id: Set(room.id),
            user_id: Set(person.id()),
            reason: Set(String::new()),
            created_at: Set(clock::now().into()),
            ..Default::default()
        };
        entrance.insert(&txn).await.unwrap();
        txn.commit().await.unwrap();
    }
    let pages = walked(&manager, "/communities/choisie/settings", ".person-row__name", async || {}).await;
    let pages: Vec<Vec<String>> =
        pages.into_iter().map(|page| page.into_iter().filter(|name| name.starts_with("Invité")).collect()).collect();
    in_order(&pages, oldest_first("Invité"));
    // Naming the last of them again offers no undoing, on whichever page they are.
    let again = manager.does("/communities/choisie/entrances", &[("handle", &handle(MANY))]).await;
    assert!(!manager.reads_after(&again).await.has(".notice form"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everyone_i_silenced_is_met() {
    let world = World::new().await;
    let me = world.person("awa", Kind::Seeker).await;
    let silences = async |number: usize, name: &str| {
        let other = named(&world, &handle(number), name, Kind::Seeker, "none").await;
        let txn = world.house.db.write().await.unwrap();
        let block = blocks::ActiveModel {
            user_id: Set(me.id()),
            other_id: Set(other.id()),
            kind: Set("mute".to_owned()),
            created_at: Set(clock::now().into()),
            ..Default::default()
        };
        block.insert(&txn).await.unwrap();
        txn.commit().await.unwrap();
    };
    for number in 1..=MANY {
        silences(number, &format!("Personne {number}")).await;
    }
    let mut arrived = MANY;
    let pages = walked(&me, "/me/blocks", ".person-row__name", async || {
        arrived += 1;
        silences(arrived, &format!("Personne {arrived}, entre-temps")).await;
    })
    .await;
    in_order(&pages, latest_first("Personne"));
    // And each page of a person says so, the oldest silence like the latest.
    for number in [1, MANY] {
        assert!(me.get(&format!("/people/{}", handle(number))).await.has("form[action$='/silence/removal']"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_session_and_every_draft_is_met() {
    let world = World::new().await;
    let me = world.person("awa", Kind::Seeker).await;
    let past = clock::now() - Duration::days(2);
    let signs_in = async |number: usize, device: String, at| {
        let txn = world.house.db.write().await.unwrap();
        let session = sessions::ActiveModel {
            user_id: Set(me.id()),
            token_digest: Set(format!("digest {number}")),
            device: Set(device),
            created_at: Set(past.into()),
            last_used_at: Set(at),
            expires_at: Set((past + Duration::days(60)).into()),
            ..Default::default()
        };
        session.insert(&txn).await.unwrap();
        let draft = drafts::ActiveModel {
            user_id: Set(Some(me.id())),
            place: Set(format!("threads/{}", 1_000 + number)),
            number: Set(String::new()),
            title: Set(format!("Brouillon {number}{}", if number > MANY { " entre-temps" } else { "" })),
            body: Set("Un début.".to_owned()),
            kind: Set(String::new()),
            tags: Set(String::new()),
            reason: Set(String::new()),
            updated_at: Set(at),
            ..Default::default()
        };
        draft.insert(&txn).await.unwrap();
        txn.commit().await.unwrap();
    };
    for number in 1..=MANY {
        // Three at each instant.
        let at = past + Duration::minutes((number / 3) as i64);
        signs_in(number, format!("Appareil {number}"), at.into()).await;
    }
    let mut arrived = MANY;
    for (path, rows, what) in
        [("/me/sessions", ".letter-row strong", "Appareil"), ("/me/drafts", ".thread-row__title", "Brouillon")]
    {
        let pages = walked(&me, path, rows, async || {
            arrived += 1;
            signs_in(arrived, format!("{arrived} entre-temps"), clock::now().into()).await;
        })
        .await;
        let pages: Vec<Vec<String>> = pages
            .into_iter()
            .map(|page| page.into_iter().filter(|row| row.starts_with(what) && !row.contains("entre-temps")).collect())
            .collect();
        in_order(&pages, latest_first(what));
    }
    // “End all others” stands on each page, for as long as there is another.
    let second = me.get("/me/sessions").await.attribute("a[rel=next]", "href").unwrap();
    assert!(me.get(&second).await.has("form[action='/me/sessions/others/end']"));
    me.does("/me/sessions/others/end", &[]).await;
    assert!(!me.get("/me/sessions").await.has("form[action='/me/sessions/others/end']"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_i_wrote_and_everything_i_keep_is_met() {
    let world = World::new().await;
    let me = world.person("awa", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = me.asks(&room, "Un titre", "Message 0").await;
    let thread = world.thread_row(talk.id).await;
    let txn = world.house.db.write().await.unwrap();
    for number in 1..=MANY {
        let post = world.post_row(talk.opening).await.into_active_model();
        let post = posts::ActiveModel {
            id: sea_orm::ActiveValue::NotSet,
            draft: Set(None),
            body: Set(format!("Message {number}")),
            ..post.reset_all()
        };
        post.insert(&txn).await.unwrap();
        let thread = threads::ActiveModel {
            id: sea_orm::ActiveValue::NotSet,
            title: Set(format!("Fil {number}")),
            ..thread.clone().into_active_model().reset_all()
        };
        let thread = thread.insert(&txn).await.unwrap();
        keeps(&txn, &me, thread.id, "").await;
    }
    txn.commit().await.unwrap();
    let written = walked(&me, "/me/writings", ".thread-row__sense", async || {
        me.replies(&talk, "Message venu entre-temps").await;
    })
    .await;
    let met: Vec<&String> = written.iter().flatten().filter(|said| !said.contains("entre-temps")).collect();
    let expected: Vec<String> = (0..=MANY).rev().map(|number| format!("Message {number}")).collect();
    assert_eq!(met, expected.iter().collect::<Vec<_>>());

    let kept = walked(&me, "/me/bookmarks", ".thread-row__title", async || {
        me.does(&talk.act("bookmark"), &[]).await;
    })
    .await;
    let met: Vec<String> = kept.into_iter().flatten().filter(|title| title.starts_with("Fil")).collect();
    assert_eq!(met, latest_first("Fil").collect::<Vec<_>>());
}

async fn keeps(txn: &passerelle::database::Write, me: &Actor, thread: i64, note: &str) {
    let bookmark = bookmarks::ActiveModel {
        user_id: Set(me.id()),
        thread_id: Set(thread),
        note: Set(note.to_owned()),
        created_at: Set(clock::now().into()),
        ..Default::default()
    };
    bookmark.insert(txn).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_letter_is_met_in_development_and_every_failed_one_by_an_admin() {
    let world = World::demo().await;
    let admin = world.admin("ada").await;
    let write = async |subject: String| {
        let txn = world.house.db.write().await.unwrap();
        let letter = letters::ActiveModel {
            recipient: Set(subject.clone()),
            kind: Set("confirm".to_owned()),
            locale: Set("fr".to_owned()),
            subject: Set(subject),
            body_text: Set(String::new()),
            body_html: Set(String::new()),
            state: Set("dead".to_owned()),
            attempts: Set(9),
            next_try_at: Set(clock::now().into()),
            last_error: Set(Some("refused".to_owned())),
            created_at: Set(clock::now().into()),
            ..Default::default()
        };
        letter.insert(&txn).await.unwrap();
        txn.commit().await.unwrap();
    };
    for subject in oldest_first("Lettre") {
        write(subject).await;
    }
    let mut arrived = 0;
    for (path, rows) in
        [("/dev/letters", ".letter-row > p:first-child"), ("/admin/letters", ".letter-row > p:first-child")]
    {
        let pages = walked(&admin, path, rows, async || {
            arrived += 1;
            write(format!("{arrived} entre-temps")).await;
        })
        .await;
        in_order(&pages, latest_first("Lettre"));
    }
}

async fn pins(world: &World, manager: &Actor, talk: &Talk) {
    manager.does(&talk.act("pin"), &[]).await;
    assert!(world.thread_row(talk.id).await.pinned_at.is_some());
}

/// Of the pinned threads the first few stand above the others; none is out of reach, and
/// what the list is narrowed to holds them too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pinned_thread_is_never_out_of_reach() {
    let world = World::new().await;
    let manager = world.person("mona", Kind::Other).await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    for number in 1..=31 {
        let talk = manager.asks(&room, &format!("Question {number}"), "Un message.").await;
        pins(&world, &manager, &talk).await;
    }
    let visitor = world.visitor();
    let first = visitor.get("/communities/nantes").await;
    assert_eq!(first.titles().len(), 10);
    assert!(first.has("a[href='/communities/nantes?show=pinned#threads']"));
    for narrowed in ["pinned", "questions", "unanswered"] {
        let path = format!("/communities/nantes?show={narrowed}");
        let pages = walked(&visitor, &path, ".thread-row__title", async || {}).await;
        let expected: Vec<String> = (1..=31).rev().map(|number| format!("Question {number}")).collect();
        assert_eq!(pages.concat(), expected, "{narrowed}");
    }
}

/// A room's figures, as the directory says them.
fn life(page: &Page, slug: &str) -> String {
    let rows: Vec<String> =
        page.all(".room-row").into_iter().filter(|row| row.contains(&format!("Salle {slug}"))).collect();
    assert_eq!(rows.len(), 1, "{slug}: {rows:?}");
    rows[0].clone()
}

/// The last message, how many threads, how many people, how many questions wait: of each
/// room one reads, and true at once. A handful of people is not counted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_directory_says_how_each_room_lives() {
    let world = World::new().await;
    let manager = world.person("mona", Kind::Seeker).await;
    let other = world.person("rene", Kind::Recruiter).await;
    let open = world.room("ouverte", Audience::Public, &[&manager]).await;
    let closed = world.room("entre-nous", Audience::Seekers, &[&manager]).await;
    let visitor = world.visitor();
    assert!(life(&visitor.get("/communities").await, "ouverte").contains("toute nouvelle"));

    let first = manager.asks(&open, "Par où commencer ?", "Un message.").await;
    manager.asks(&open, "Et ensuite ?", "Un message.").await;
    manager.opens(&open, &[("title", "Un récit"), ("body", "Un message."), ("kind", "experience")]).await;
    manager.asks(&closed, "Entre nous", "Un message.").await;
    let said = life(&visitor.get("/communities").await, "ouverte");
    for told in ["3 fils", "2 questions sans réponse", "dernier message le"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    // What is not one's to read is in no figure, and has none.
    for outsider in [&visitor, &other] {
        outsider.get("/communities").await.assert_unseen("entre-nous").assert_unseen("Entre nous");
        assert_eq!(life(&outsider.get("/communities").await, "ouverte"), said);
    }
    assert!(life(&manager.get("/communities").await, "entre-nous").contains("1 question sans réponse"));

    // Answered, closed, withdrawn: each counts at once.
    other.replies(&first, "Par le début.").await;
    assert!(life(&visitor.get("/communities").await, "ouverte").contains("1 question sans réponse"));
    for number in 2..=5 {
        assert!(!life(&visitor.get("/communities").await, "ouverte").contains(" personnes"), "{number}");
        world.person(&handle(number), Kind::Seeker).await.does("/communities/ouverte/membership", &[]).await;
    }
    assert!(life(&visitor.get("/communities").await, "ouverte").contains("5 personnes"));
    let members = memberships::Entity::find().filter(memberships::Column::CommunityId.eq(open.id));
    assert_eq!(members.count(&world.house.db).await.unwrap(), 5);
    manager.does("/communities/ouverte/managers", &[("handle", "rene")]).await;
    assert!(life(&visitor.get("/communities").await, "ouverte").contains("6 personnes"));
    other.does("/communities/ouverte/managers/removal", &[("handle", "rene")]).await;
    other.does("/communities/ouverte/membership/removal", &[]).await;
    assert!(life(&visitor.get("/communities").await, "ouverte").contains("5 personnes"));
}
