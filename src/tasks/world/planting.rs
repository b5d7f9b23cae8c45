//! The plan, written down: rows by the hundreds, in transactions of some tens of
//! thousands, while the next ones are made on another core.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};
use indicatif::{ProgressBar, ProgressStyle};
use loco_rs::{Error, Result};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use tokio::sync::mpsc;

use super::{
    ACCOUNT, Order,
    plan::{self, Fate, Plan, Thread, family},
    words::{Dice, Words, as_paragraphs},
};
use crate::{
    access::{Audience, Kind},
    database::{Db, Write},
    fixtures::{PASSWORD, rows},
    models::{
        _entities::{communities, gestures, memberships, posts, tags, thread_tags, threads, users},
        slugs,
        users::{Model as User, handles, passwords},
    },
    text,
};

/// Posts in one transaction.
const BATCH: usize = 20_000;
const ROOM_KINDS: [&str; 5] = ["theme", "trade", "place", "branch", "situation"];

/// Plants the world and says what was planted.
///
/// # Errors
/// When the house holds one already, or the database refuses.
pub async fn plant(db: &Db, order: &Order) -> Result<String> {
    if User::by_email(db, ACCOUNT).await?.is_some() {
        return Err(Error::Message(format!("this house holds a load world already ({ACCOUNT})")));
    }
    let bar = ProgressBar::new(order.posts as u64);
    if let Ok(style) = ProgressStyle::with_template("{msg:>9} [{bar:40}] {pos}/{len} posts, {eta} left") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message("planning");
    let hash = passwords::hash(PASSWORD).await.map_err(|error| Error::Message(error.to_string()))?;
    let order = order.clone();
    let maker = move || {
        let words = Words::of(&order.lexicon);
        (Plan::make(&order, &words), words)
    };
    let (plan, words) = tokio::task::spawn_blocking(maker).await.map_err(Error::msg)?;
    bar.set_message("people");
    let txn = db.write().await?;
    if db.is_sqlite() {
        // 256 MB for this process's writer; ended with it.
        txn.execute_unprepared("PRAGMA cache_size = -262144").await?;
    }
    let scribe = Scribe { first: FirstIds::read(&txn).await?, plan, words };
    scribe.write_people(&txn, &hash).await?;
    scribe.write_rooms(&txn).await?;
    bar.set_message("threads");
    scribe.write_threads(&txn).await?;
    txn.commit().await?;
    bar.set_message("posts");
    let made = format!(
        "{} posts in {} threads by {} people in {} rooms",
        scribe.plan.posts.len(),
        scribe.plan.threads.len(),
        scribe.plan.people.len(),
        scribe.plan.rooms.len(),
    );
    write_posts(db, scribe, &bar).await?;
    bar.set_message("indices");
    settle(db).await?;
    bar.finish_and_clear();
    Ok(made)
}

/// Where each table stood before.
struct FirstIds {
    user: i64,
    room: i64,
    membership: i64,
    tag: i64,
    thread: i64,
    thread_tag: i64,
    post: i64,
    gesture: i64,
}

impl FirstIds {
    async fn read(txn: &Write) -> Result<Self, DbErr> {
        Ok(Self {
            user: rows::next_id::<users::Entity>(txn).await?,
            room: rows::next_id::<communities::Entity>(txn).await?,
            membership: rows::next_id::<memberships::Entity>(txn).await?,
            tag: rows::next_id::<tags::Entity>(txn).await?,
            thread: rows::next_id::<threads::Entity>(txn).await?,
            thread_tag: rows::next_id::<thread_tags::Entity>(txn).await?,
            post: rows::next_id::<posts::Entity>(txn).await?,
            gesture: rows::next_id::<gestures::Entity>(txn).await?,
        })
    }
}

/// Turns numbers of the plan into rows.
struct Scribe {
    plan: Plan,
    words: Words,
    first: FirstIds,
}

impl Scribe {
    fn user(&self, number: u32) -> i64 {
        self.first.user + i64::from(number)
    }

    fn post(&self, number: u32) -> i64 {
        self.first.post + i64::from(number)
    }

    fn manager(&self, room: u32) -> i64 {
        self.user(self.plan.managers[room as usize])
    }

    /// Everyone joined in the year before the first thread.
    fn joined(&self, number: u32) -> i64 {
        let mut dice = Dice::of(self.plan.seed, family::PERSON, u64::from(number));
        self.plan.since - 3_600 - dice.below(365 * 86_400) as i64
    }

    async fn write_people(&self, txn: &Write, hash: &str) -> Result<(), DbErr> {
        let people = self.plan.people.iter().zip(0..).map(|(kind, number)| self.person(number, *kind, hash)).collect();
        rows::insert(txn, people).await
    }

    fn person(&self, number: u32, kind: Kind, hash: &str) -> users::Model {
        let account = number == 0;
        let name = if account { "Camille Mesure".to_owned() } else { name(number) };
        let joined = moment(self.joined(number));
        // Six digits keep skeletons apart, whatever the names.
        let handle = if account { "load-world".to_owned() } else { format!("{}-{number:06}", slugs::slug(&name)) };
        users::Model {
            id: self.user(number),
            email: if account { ACCOUNT.to_owned() } else { format!("{number}@world.example") },
            email_confirmed_at: Some(joined),
            handle_skeleton: handles::skeleton(&handle),
            handle,
            display_name: name,
            password_hash: account.then(|| hash.to_owned()),
            kind: kind.name(),
            claim: if kind.is_claim() { "confirmed" } else { "none" }.to_owned(),
            organisation_name: kind.is_claim().then(|| format!("Maison {}", number % 997)),
            about: String::new(),
            is_admin: false,
            is_ambassador: number % 500 == 499,
            suspended_until: None,
            locale: "fr".to_owned(),
            home_without: String::new(),
            mail_direct: "at_once".to_owned(),
            mail_followed: "morning".to_owned(),
            time_zone: "Europe/Paris".to_owned(),
            last_seen_at: None,
            warned_at: None,
            created_at: joined,
        }
    }

    async fn write_rooms(&self, txn: &Write) -> Result<(), DbErr> {
        let memberships = self.memberships();
        let mut life: Vec<communities::Model> =
            (0..self.plan.rooms.len() as u32).map(|number| self.room(number)).collect();
        for membership in &memberships {
            life[(membership.community_id - self.first.room) as usize].members_count += 1;
        }
        for thread in &self.plan.threads {
            let (shown, last) = self.shown(thread);
            let room = &mut life[thread.room as usize];
            room.threads_count += 1;
            room.posts_count += shown;
            room.last_post_at = room.last_post_at.max(Some(self.at(last)));
        }
        rows::insert(txn, life).await?;
        rows::insert(txn, memberships).await
    }

    fn room(&self, number: u32) -> communities::Model {
        let audience = self.plan.rooms[number as usize];
        let (slug, name) = match audience {
            Audience::Members => ("salle-des-membres".to_owned(), "Salle des membres".to_owned()),
            Audience::Seekers => ("salle-des-demandeurs".to_owned(), "Salle des demandeurs".to_owned()),
            Audience::Recruiters => ("salle-des-recruteurs".to_owned(), "Salle des recruteurs".to_owned()),
            Audience::Staff => ("salle-de-l-equipe".to_owned(), "Salle de l'équipe".to_owned()),
            Audience::Public | Audience::Named => {
                (format!("salle-{:02}", number + 1), format!("Salle {:02}", number + 1))
            }
        };
        let mut dice = Dice::of(self.plan.seed, family::SHAPE, 1 + u64::from(number));
        let mut description = String::new();
        self.words.sentence(&mut description, &mut dice, 14);
        communities::Model {
            id: self.first.room + i64::from(number),
            slug,
            name,
            description,
            rules: String::new(),
            rules_html: String::new(),
            kind: ROOM_KINDS[number as usize % ROOM_KINDS.len()].to_owned(),
            audience: audience.name(),
            state: "open".to_owned(),
            proposed_by_id: None,
            usual_tags: self.plan.tags.iter().take(5).map(|name| slugs::slug(name)).collect::<Vec<_>>().join(" "),
            members_count: 0,
            threads_count: 0,
            posts_count: 0,
            last_post_at: None,
            created_at: moment(self.plan.since),
        }
    }

    /// The manager of each room, and for everyone one to six rooms they may read.
    fn memberships(&self) -> Vec<memberships::Model> {
        let public = self.plan.rooms.len() - 4;
        let mut belongings: Vec<(u32, u32, &str)> =
            self.plan.managers.iter().zip(0..).map(|(person, room)| (*person, room, "manager")).collect();
        for (kind, person) in self.plan.people.iter().zip(0..) {
            let mut dice = Dice::of(self.plan.seed, family::MEMBERSHIP, u64::from(person));
            let mut rooms: Vec<usize> = (0..dice.between(1, 6)).map(|_| dice.skewed(public)).collect();
            if person == 0 {
                rooms = (0..4).collect();
            }
            if person == 0 || dice.chance(30) {
                rooms.push(public);
            }
            match kind {
                Kind::Seeker if dice.chance(40) => rooms.push(public + 1),
                Kind::Recruiter | Kind::Branch if dice.chance(60) => rooms.push(public + 2),
                Kind::Adviser => rooms.push(public + 3),
                _ => {}
            }
            rooms.sort_unstable();
            rooms.dedup();
            let rooms = rooms.into_iter().filter(|room| self.plan.managers[*room] != person);
            belongings.extend(rooms.map(|room| (person, room as u32, "member")));
        }
        belongings
            .into_iter()
            .zip(self.first.membership..)
            .map(|((person, room, role), id)| memberships::Model {
                id,
                community_id: self.first.room + i64::from(room),
                user_id: self.user(person),
                role: role.to_owned(),
                created_at: moment(self.plan.since),
            })
            .collect()
    }

    fn at(&self, post: u32) -> DateTime<FixedOffset> {
        moment(self.plan.posts[post as usize].at)
    }

    /// How many posts of a thread are shown, and the last of them.
    fn shown(&self, thread: &Thread) -> (i32, u32) {
        let shown = thread.posts.iter().filter(|post| self.plan.fate(**post) == Fate::Shown);
        shown.fold((0, thread.posts[0]), |(count, _), post| (count + 1, *post))
    }

    async fn write_threads(&self, txn: &Write) -> Result<(), DbErr> {
        let tags = self.write_tags(txn).await?;
        let threads: Vec<threads::Model> =
            self.plan.threads.iter().zip(0..).map(|(thread, number)| self.thread(thread, number)).collect();
        rows::insert(txn, threads).await?;
        let thread_tags = self.plan.threads.iter().zip(self.first.thread..);
        let thread_tags = thread_tags.flat_map(|(thread, id)| thread.tags.iter().map(move |tag| (id, *tag)));
        let thread_tags = thread_tags.zip(self.first.thread_tag..).map(|((thread_id, tag), id)| thread_tags::Model {
            id,
            thread_id,
            tag_id: tags[tag as usize],
        });
        rows::insert(txn, thread_tags.collect()).await
    }

    /// The ids of the plan's tags; those the house has are used as they are.
    async fn write_tags(&self, txn: &Write) -> Result<Vec<i64>, DbErr> {
        let mut known: HashMap<String, i64> =
            tags::Entity::find().all(txn).await?.into_iter().map(|tag| (tag.slug, tag.id)).collect();
        let mut fresh = vec![];
        let ids = self.plan.tags.iter().map(|name| {
            let slug = slugs::slug(name);
            *known.entry(slug.clone()).or_insert_with(|| {
                let id = self.first.tag + fresh.len() as i64;
                fresh.push(tags::Model { id, slug, name: name.clone(), created_at: moment(self.plan.since) });
                id
            })
        });
        let ids = ids.collect();
        rows::insert(txn, fresh).await?;
        Ok(ids)
    }

    fn thread(&self, thread: &Thread, number: u32) -> threads::Model {
        let mut dice = Dice::of(self.plan.seed, family::TEXT, u64::from(number) | 1 << 40);
        let title = if thread.long {
            plan::LONG_TITLE.to_owned()
        } else {
            self.words.title(&mut dice, thread.kind == "question")
        };
        let opening = thread.posts[0];
        let (shown, last) = self.shown(thread);
        let tags: Vec<String> = thread.tags.iter().map(|tag| slugs::slug(&self.plan.tags[*tag as usize])).collect();
        let later = |from: i64| moment((from + 3_600).min(self.plan.until));
        threads::Model {
            id: self.first.thread + i64::from(number),
            community_id: self.first.room + i64::from(thread.room),
            author_id: Some(self.user(thread.author)),
            kind: thread.kind.to_owned(),
            slug: slugs::slug(&title),
            title,
            sense: text::sense(&self.body(opening)),
            tag_slugs: tags.join(" "),
            opening_post_id: Some(self.post(opening)),
            solution_post_id: self.plan.solution(number).map(|post| self.post(post)),
            replies_count: shown - 1,
            last_post_at: self.at(last),
            last_post_id: Some(self.post(last)),
            closed_at: thread.closed.then(|| later(self.plan.posts[last as usize].at)),
            closed_by_id: thread.closed.then(|| self.manager(thread.room)),
            pinned_at: thread.pinned.then(|| later(thread.opened)),
            withdrawn_at: None,
            edits_count: 0,
            created_at: moment(thread.opened),
        }
    }

    fn body(&self, post: u32) -> String {
        self.words.body(&mut Dice::of(self.plan.seed, family::TEXT, u64::from(post)))
    }

    /// A post and its gestures, whose ids come later.
    fn post_and_gestures(&self, number: u32) -> (posts::Model, Vec<gestures::Model>) {
        let post = self.plan.posts[number as usize];
        let thread = &self.plan.threads[post.thread as usize];
        let author = self.plan.author(number);
        let fate = self.plan.fate(number);
        let body = self.body(number);
        let mut dice = Dice::of(self.plan.seed, family::GESTURE, u64::from(number));
        // Some replies quote one of the few before them.
        let quoted = (post.position > 2 && dice.chance(6)).then(|| {
            let near = post.position as usize - 1 - dice.below(post.position.min(8) as usize - 1);
            thread.posts[near]
        });
        let quoted = quoted.filter(|quoted| self.plan.fate(*quoted) == Fate::Shown);
        let gestures = self.gestures(number, author, &mut dice);
        let later = moment((post.at + 5_400).min(self.plan.until));
        let row = posts::Model {
            id: self.post(number),
            thread_id: self.first.thread + i64::from(post.thread),
            author_id: Some(self.user(author)),
            body_html: as_paragraphs(&body),
            body,
            renderer: text::RENDERER,
            quote_id: quoted.map(|quoted| self.post(quoted)),
            draft: None,
            edits_count: 0,
            edited_at: None,
            gestures_count: gestures.len() as i32,
            removed_at: (fate == Fate::Removed).then_some(later),
            hidden_at: (fate == Fate::Hidden).then_some(later),
            hidden_by_id: (fate == Fate::Hidden).then(|| self.manager(thread.room)),
            hidden_reason: (fate == Fate::Hidden).then(|| "Hors du sujet de cette salle.".to_owned()),
            created_at: moment(post.at),
            pseudonym: None,
        };
        (row, gestures)
    }

    /// One post in eight was thanked, by one to three people who may read it.
    fn gestures(&self, number: u32, author: u32, dice: &mut Dice) -> Vec<gestures::Model> {
        if !dice.chance(12) {
            return vec![];
        }
        let post = self.plan.posts[number as usize];
        let pool = self.plan.pool(self.plan.threads[post.thread as usize].room);
        let mut people: Vec<u32> = (0..1 + dice.skewed(3)).map(|_| pool[dice.skewed(pool.len())]).collect();
        people.sort_unstable();
        people.dedup();
        people.retain(|person| *person != author);
        let gesture = |person: u32| {
            let mut sentence = String::new();
            let kind = match dice.below(100) {
                0..70 => "thanks",
                70..85 => {
                    let words = dice.between(6, 12);
                    self.words.sentence(&mut sentence, dice, words);
                    "bravo"
                }
                _ => "relay",
            };
            gestures::Model {
                id: 0,
                post_id: self.post(number),
                user_id: self.user(person),
                kind: kind.to_owned(),
                sentence,
                created_at: moment((post.at + 60 + dice.below(2 * 86_400) as i64).min(self.plan.until)),
            }
        };
        people.into_iter().map(gesture).collect()
    }
}

/// Makes posts on one core while the other writes them.
async fn write_posts(db: &Db, scribe: Scribe, bar: &ProgressBar) -> Result<()> {
    let (made, mut ready) = mpsc::channel(1);
    let maker = tokio::task::spawn_blocking(move || {
        let total = scribe.plan.posts.len();
        let mut next_gesture = scribe.first.gesture;
        for from in (0..total).step_by(BATCH) {
            let numbers = from as u32..total.min(from + BATCH) as u32;
            let (posts, gestures): (Vec<_>, Vec<_>) = numbers.map(|number| scribe.post_and_gestures(number)).unzip();
            let mut gestures: Vec<gestures::Model> = gestures.into_iter().flatten().collect();
            for gesture in &mut gestures {
                gesture.id = next_gesture;
                next_gesture += 1;
            }
            if made.blocking_send((posts, gestures)).is_err() {
                return;
            }
        }
    });
    while let Some((posts, gestures)) = ready.recv().await {
        let count = posts.len() as u64;
        let txn = db.write().await?;
        rows::insert(&txn, posts).await?;
        rows::insert(&txn, gestures).await?;
        txn.commit().await?;
        bar.inc(count);
    }
    maker.await.map_err(Error::msg)
}

/// Ids continue after ours, and the planner knows what it now plans for.
async fn settle(db: &Db) -> Result<(), DbErr> {
    let txn = db.write().await?;
    let tables = ["users", "communities", "memberships", "tags", "threads", "thread_tags", "posts", "gestures"];
    rows::settle_ids(&txn, &tables).await?;
    if db.is_sqlite() {
        txn.execute_unprepared("ANALYZE").await?;
    }
    txn.commit().await?;
    // Neither runs inside a transaction.
    let after = if db.is_sqlite() { "PRAGMA wal_checkpoint(TRUNCATE)" } else { "VACUUM (ANALYZE)" };
    db.execute_unprepared(after).await?;
    Ok(())
}

fn moment(seconds: i64) -> DateTime<FixedOffset> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default().fixed_offset()
}

const FIRST_NAMES: &str = "Adèle Ahmed Aïcha Alain Anna Arnaud Awa Benoît Camille Carla Cédric Chloé Damien Diane \
    Djibril Emma Fatima Florent Gaëlle Hakim Inaya Jeanne Jonas Karima Léo Lina Loïc Maëlle Malik Nora Odile Pierre \
    Rachel Rémi Salomé Tarik Ugo Violette Yasmine Zoé";
const LAST_NAMES: &str = "Andrieu Barbet Benali Blanchard Bouvier Camara Caron Chevalier Cissé Collet Delmas Diop \
    Dumont Étienne Faure Fernandez Gallet Guérin Haddou Jacquet Kaya Lacroix Lebrun Lemaire Mansouri Marchal Nguema \
    Noël Olivier Pereira Picard Quéré Renard Rossi Saïdi Silva Tessier Tran Vallet Weber Ziani";

/// Forty first names, forty-one last names: each pair comes before any comes again.
fn name(number: u32) -> String {
    let pick =
        |names: &'static str| names.split(' ').nth(number as usize % names.split(' ').count()).unwrap_or_default();
    format!("{} {}", pick(FIRST_NAMES), pick(LAST_NAMES))
}
