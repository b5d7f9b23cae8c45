//! Written for someone present: with their agreement, theirs from the first, taken up with
//! the code on their paper, or erased with it.

use chrono::Duration;
use passerelle::{
    access::{Audience, Kind},
    clock,
    models::{
        _entities::{communities, erasures, follows, letters, notifications, posts, profiles, slips, threads, users},
        slips::writing::A_DAY,
    },
    refusals::Refusal,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use crate::support::{Actor, World};

const QUESTION: [(&str, &str); 6] = [
    ("display_name", "Mariam"),
    ("kind", "seeker"),
    ("room", "metiers"),
    ("title", "Aide à domicile sans permis ?"),
    ("body", "J’ai gardé ma mère trois ans."),
    ("agreed", "on"),
];
const PROFILE: [(&str, &str); 3] = [
    ("headline", "Devenir aide à domicile"),
    ("skill_1", "Accompagner"),
    ("story_1", "Trois ans de repas et de papiers."),
];

struct Cast {
    world: World,
    adviser: Actor,
    helper: Actor,
    room: communities::Model,
}

async fn cast() -> Cast {
    at(World::new().await).await
}

async fn at(world: World) -> Cast {
    let adviser = world.person("martin", Kind::Adviser).await;
    let helper = world.person("ben", Kind::Other).await;
    let room = world.room("metiers", Audience::Members, &[]).await;
    Cast { world, adviser, helper, room }
}

impl Actor {
    /// Writes for someone present; the code on their paper.
    pub async fn writes_for_someone(&self, more: &[(&str, &str)]) -> String {
        let paper = self.post("/me/slips", &[&QUESTION[..], more].concat()).await;
        paper.assert_status(200).first(".slip__symbols").expect("a code")
    }
}

impl Cast {
    async fn slip(&self) -> slips::Model {
        slips::Entity::find().one(&self.world.house.db).await.unwrap().expect("a slip")
    }

    async fn thread(&self) -> threads::Model {
        threads::Entity::find().one(&self.world.house.db).await.unwrap().expect("a question")
    }

    async fn people(&self) -> u64 {
        users::Entity::find().count(&self.world.house.db).await.unwrap()
    }

    /// The code is refused, as one that never was.
    async fn is_spent(&self, code: &str) {
        let never = self.world.visitor().get("/slips/0000-0000-0000").await;
        let answer = self.world.visitor().get(&format!("/slips/{code}")).await;
        answer.assert_status(410).assert_says(&Refusal::SlipSpent);
        assert_eq!(answer.words(), never.words());
    }

    /// Whoever holds the paper takes it up with this address, and a password of theirs.
    async fn takes_up(&self, code: &str, email: &str) -> Actor {
        let visitor = self.world.visitor();
        visitor.post(&format!("/slips/{code}"), &[("email", email)]).await.assert_status(200).assert_sees(email);
        let link = self.world.link_to(email).await;
        visitor.get(&link).await.assert_status(200).assert_sees("Mariam");
        let answer = visitor.post(&link, &[("password", "quinze tramways jaunes")]).await;
        self.world.visitor().with_token(&answer.assert_status(303).cookie("session").expect("a session"))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_written_with_someone_is_read_answered_and_taken_up_with_a_code() {
    let cast = cast().await;
    let code = cast.adviser.writes_for_someone(&PROFILE).await;
    let thread = cast.thread().await;
    let page = cast.helper.get(&thread.path()).await;
    page.assert_sees("Mariam").assert_unseen("MARTIN Test");
    // Nobody is told of an answer by mail: there is nowhere to write to.
    let reply = [("body", "Oui, deux associations prêtent un vélo.")];
    cast.helper.does(&format!("/threads/{}/posts", thread.id), &reply).await;
    cast.world.caught_up().await;
    let there = letters::Entity::find().filter(letters::Column::Recipient.contains("invalid"));
    assert_eq!(there.count(&cast.world.house.db).await.unwrap(), 0);
    // Whoever wrote it down hears of it, for when the person comes by.
    assert_eq!(cast.world.told(&cast.adviser).await.len(), 1);
    // Without an account, on any telephone, however the code is copied.
    let entered = cast.world.visitor().post("/slips", &[("code", &code.to_lowercase().replace('-', " "))]).await;
    assert_eq!(entered.assert_status(303).location(), format!("/slips/{code}"));
    let opened = cast.world.visitor().get(&format!("/slips/{code}")).await;
    opened.assert_sees("prêtent un vélo").assert_sees("Devenir aide à domicile").assert_sees("MARTIN Test");
    // Opening it changes nothing.
    cast.world.visitor().get(&format!("/slips/{code}")).await.assert_status(200);

    let mariam = cast.takes_up(&code, "mariam@people.test").await;
    mariam.get("/me/profile").await.assert_sees("Devenir aide à domicile");
    mariam.get("/me/writings").await.assert_sees("Aide à domicile sans permis");
    mariam.get("/notifications").await.assert_sees("Aide à domicile sans permis");
    mariam.does(&format!("/threads/{}/posts", thread.id), &[("body", "Merci, j’y vais.")]).await;
    cast.is_spent(&code).await;
    cast.world.signs_in("mariam@people.test", "quinze tramways jaunes").await;
    cast.adviser.get("/me/slips").await.assert_sees("Repris par la personne");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_agreement_words_or_a_room_that_all_read_nothing_is_written() {
    let cast = cast().await;
    cast.world.room("entre-nous", Audience::Seekers, &[]).await;
    cast.world.room("agents", Audience::Staff, &[]).await;
    let before = cast.people().await;
    let with = |field: &'static str, value: &'static str| {
        QUESTION.map(|(name, typed)| if name == field { (name, value) } else { (name, typed) })
    };
    for (field, value, refusal) in [
        ("agreed", "", Refusal::ConsentNeeded),
        ("display_name", " ", Refusal::Required { field: "display_name" }),
        ("kind", "adviser", Refusal::NotAChoice { field: "kind" }),
        ("room", "", Refusal::Required { field: "room" }),
        ("room", "entre-nous", Refusal::NotAChoice { field: "room" }),
        // The adviser reads it; the person would not read the answers.
        ("room", "agents", Refusal::NotAChoice { field: "room" }),
        ("title", "", Refusal::Required { field: "title" }),
    ] {
        let page = cast.adviser.post("/me/slips", &with(field, value)).await;
        page.assert_status(422).assert_says(&refusal).assert_sees("J’ai gardé ma mère trois ans.");
    }
    let nothing = [("display_name", "Mariam"), ("kind", "seeker"), ("agreed", "on")];
    cast.adviser.post("/me/slips", &nothing).await.assert_status(422);
    let story = [&nothing[..], &[("story_2", "Une histoire sans son savoir-faire")]].concat();
    cast.adviser.post("/me/slips", &story).await.assert_status(422).assert_sees("Une histoire sans");
    assert_eq!(cast.people().await, before);
    assert_eq!(posts::Entity::find().count(&cast.world.house.db).await.unwrap(), 0);
    // A profile alone is enough; what should be looked at once more is shown first.
    let profile = [&nothing[..], &[("headline", "Joignable au 06 12 34 56 78")]].concat();
    let look = cast.adviser.post("/me/slips", &profile).await;
    look.assert_sees("06 12 34 56 78");
    assert_eq!(cast.people().await, before);
    let anyway = [&profile[..], &[("anyway", "on")]].concat();
    cast.adviser.post("/me/slips", &anyway).await.assert_status(200);
    assert_eq!(cast.people().await, before + 1);
    let slip = cast.slip().await;
    assert_eq!((slip.consent.as_str(), slip.with_profile, slip.thread_id), ("2026-11 fr", true, None));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_confirmed_advisers_write_for_others_and_each_acts_on_their_own() {
    let cast = cast().await;
    cast.adviser.writes_for_someone(&[]).await;
    let slip = cast.slip().await;
    let pending = cast.world.someone("leila", Kind::Adviser, |user| user.claim = Set("pending".to_owned())).await;
    let colleague = cast.world.person("naima", Kind::Adviser).await;
    let act = |act: &str| format!("/me/slips/{}/{act}", slip.id);
    for who in [&cast.helper, &pending] {
        for path in ["/me/slips", "/me/slips/new"] {
            who.get(path).await.assert_status(404);
        }
        who.post("/me/slips", &QUESTION).await.assert_status(404);
    }
    for who in [&cast.helper, &pending, &colleague] {
        who.post(&act("renewal"), &[]).await.assert_status(404);
        who.post(&act("removal"), &[("sure", "on")]).await.assert_status(404);
    }
    colleague.get("/me/slips").await.assert_unseen("Mariam");
    let until = clock::now() + Duration::days(3);
    let suspended =
        cast.world.someone("omar", Kind::Adviser, |user| user.suspended_until = Set(Some(until.into()))).await;
    suspended.post("/me/slips", &QUESTION).await.assert_status(403);
    assert_eq!(slips::Entity::find().count(&cast.world.house.db).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_form_sent_twice_is_one_slip_with_another_code() {
    let cast = cast().await;
    let before = cast.people().await;
    let form = [&QUESTION[..], &PROFILE, &[("draft", "un-seul-envoi")]].concat();
    let (one, other) = tokio::join!(cast.adviser.post("/me/slips", &form), cast.adviser.post("/me/slips", &form));
    let codes = [&one, &other].map(|page| page.assert_status(200).first(".slip__symbols").expect("a code"));
    assert_ne!(codes[0], codes[1]);
    assert_eq!(cast.people().await, before + 1);
    assert_eq!(posts::Entity::find().count(&cast.world.house.db).await.unwrap(), 1);
    let mut open = 0;
    for code in codes {
        open += usize::from(cast.world.visitor().get(&format!("/slips/{code}")).await.status == 200);
    }
    assert_eq!(open, 1, "the last code told is the one that opens");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_code_is_kept_as_a_digest_replaced_at_once_and_serves_sixty_days() {
    let cast = cast().await;
    let code = cast.adviser.writes_for_someone(&PROFILE).await;
    let contents = cast.world.contents().await;
    assert!(!contents.contains(&code) && !contents.contains(&code.replace('-', "")), "a code is nowhere");
    let slip = cast.slip().await;
    let renewal = format!("/me/slips/{}/renewal", slip.id);
    // Whoever found the paper asked for it; then another is given.
    cast.world.visitor().post(&format!("/slips/{code}"), &[("email", "trouve@people.test")]).await.assert_status(200);
    let again = cast.adviser.post(&renewal, &[]).await.assert_status(200).first(".slip__symbols").unwrap();
    cast.is_spent(&code).await;
    let found = cast.world.link_to("trouve@people.test").await;
    cast.world.visitor().post(&found, &[("password", "")]).await.assert_status(410);
    cast.world.visitor().get(&format!("/slips/{again}")).await.assert_status(200);
    cast.world.time_comes(clock::now() + Duration::days(59)).await;
    cast.world.visitor().get(&format!("/slips/{again}")).await.assert_status(200);
    // Its time is over before anything is tidied.
    let mut late = cast.slip().await.into_active_model();
    late.expires_at = Set((clock::now() - Duration::seconds(1)).into());
    let txn = cast.world.house.db.write().await.unwrap();
    late.update(&txn).await.unwrap();
    txn.commit().await.unwrap();
    cast.is_spent(&again).await;
    // Then the words stay, nobody's; the profile and the account are gone.
    cast.world.time_comes(clock::now()).await;
    cast.world.works().await;
    let thread = cast.thread().await;
    assert_eq!(thread.author_id, None);
    let page = cast.helper.get(&thread.path()).await;
    page.assert_sees("J’ai gardé ma mère trois ans.").assert_unseen("Mariam");
    let db = &cast.world.house.db;
    assert!(users::Entity::find_by_id(slip.person_id).one(db).await.unwrap().is_none());
    assert_eq!(profiles::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(slips::Entity::find().count(db).await.unwrap(), 0);
    cast.adviser.post(&renewal, &[]).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_holds_the_paper_erases_everything_and_so_does_who_wrote_it_while_they_are_there() {
    let cast = cast().await;
    for by_paper in [true, false] {
        let code = cast.adviser.writes_for_someone(&PROFILE).await;
        let slip = cast.slip().await;
        let thread = threads::Entity::find_by_id(slip.thread_id.unwrap()).one(&cast.world.house.db).await;
        let thread = thread.unwrap().unwrap();
        let (who, path) = if by_paper {
            (cast.world.visitor(), format!("/slips/{code}/removal"))
        } else {
            (cast.world.visitor().with_token(cast.adviser.token()), format!("/me/slips/{}/removal", slip.id))
        };
        who.post(&path, &[]).await.assert_status(422).assert_says(&Refusal::SureNeeded);
        cast.helper.get(&thread.path()).await.assert_sees("Mariam");
        who.post(&path, &[("sure", "on")]).await.assert_status(303);
        cast.is_spent(&code).await;
        cast.world.works().await;
        cast.helper.get(&thread.path()).await.assert_unseen("Mariam").assert_unseen("trois ans");
        let contents = cast.world.contents().await;
        for word in ["Mariam", "J’ai gardé ma mère", "Trois ans de repas", "slip.invalid"] {
            assert!(!contents.contains(word), "{word} is left");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn joined_to_an_account_it_is_that_persons_and_nothing_they_wrote_changes() {
    let cast = cast().await;
    let code =
        cast.adviser.writes_for_someone(&[&PROFILE[..], &[("project", "Un projet dit à voix haute")]].concat()).await;
    let slip = cast.slip().await;
    let thread = cast.thread().await;
    cast.helper.does(&format!("/threads/{}/posts", thread.id), &[("body", "Oui.")]).await;
    cast.world.caught_up().await;
    let mariam = cast.world.person("mariam-b", Kind::Seeker).await;
    mariam.does("/me/profile/going", &[("headline", "Ma phrase à moi")]).await;
    mariam.get(&format!("/slips/{code}")).await.assert_sees("MARIAM-B Test");
    mariam.does(&format!("/slips/{code}/joining"), &[]).await;
    cast.world.works().await;
    cast.is_spent(&code).await;
    assert_eq!(cast.thread().await.author_id, Some(mariam.id()));
    let page = cast.helper.get(&thread.path()).await;
    page.assert_sees("MARIAM-B Test").assert_sees("J’ai gardé ma mère");
    let mine = mariam.get("/me/profile").await;
    mine.assert_sees("Ma phrase à moi").assert_sees("Un projet dit à voix haute").assert_sees("Accompagner");
    mine.assert_unseen("Devenir aide à domicile");
    mariam.get("/notifications").await.assert_sees("Aide à domicile sans permis");
    let db = &cast.world.house.db;
    assert!(users::Entity::find_by_id(slip.person_id).one(db).await.unwrap().is_none());
    let unfinished = erasures::Entity::find().filter(erasures::Column::FinishedAt.is_null());
    assert_eq!(unfinished.count(db).await.unwrap(), 0);
    let lost = notifications::Entity::find().filter(notifications::Column::UserId.eq(slip.person_id));
    assert_eq!(lost.count(db).await.unwrap(), 0);
    // The question can be edited, and found as theirs.
    mariam.does(&format!("/threads/{}", thread.id), &[("title", "Sans permis ?"), ("kind", "question")]).await;
    cast.world.searchable().await;
    mariam.get("/search?q=author:mariam-b").await.assert_sees("Sans permis");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_several_who_take_it_up_at_once_one_does() {
    let cast = cast().await;
    let code = cast.adviser.writes_for_someone(&[]).await;
    let joining = format!("/slips/{code}/joining");
    let claiming = cast.world.visitor();
    claiming.post(&format!("/slips/{code}"), &[("email", "mariam@people.test")]).await.assert_status(200);
    let link = cast.world.link_to("mariam@people.test").await;
    let other = cast.world.person("cleo", Kind::Other).await;
    let (one, two, three) = tokio::join!(
        cast.helper.post(&joining, &[]),
        other.post(&joining, &[]),
        claiming.post(&link, &[("password", "")])
    );
    let mut answers = [one.status.as_u16(), two.status.as_u16(), three.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 410, 410]);
    let author = cast.thread().await.author_id.expect("an author");
    let claimed = users::Entity::find_by_id(author).one(&cast.world.house.db).await.unwrap().unwrap();
    assert!(claimed.email_confirmed_at.is_some(), "someone answers for it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_has_an_account_is_told_so_by_letter_alone() {
    let cast = cast().await;
    let code = cast.adviser.writes_for_someone(&[]).await;
    cast.world.resident("claire", Kind::Seeker).await;
    let asks = async |email: &str| {
        let page = cast.world.visitor().post(&format!("/slips/{code}"), &[("email", email)]).await;
        page.assert_status(200).words().replace(email, "ADRESSE")
    };
    assert_eq!(asks("claire@people.test").await, asks("personne@people.test").await);
    let letter = cast.world.letters_to("claire@people.test").await.into_iter().next().unwrap();
    assert_eq!(letter.kind, "slip-known");
    assert!(!letter.body_text.contains("/confirmations/"), "{}", letter.body_text);
    // Nothing changed: the paper still serves.
    cast.world.visitor().get(&format!("/slips/{code}")).await.assert_status(200);
    let page = cast.world.visitor().post(&format!("/slips/{code}"), &[("email", "pas une adresse")]).await;
    page.assert_status(422).assert_says(&Refusal::BadEmail);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_account_that_nobody_took_up_shows_no_profile_and_takes_no_contact() {
    let cast = cast().await;
    cast.adviser.writes_for_someone(&PROFILE).await;
    let slip = cast.slip().await;
    let person = users::Entity::find_by_id(slip.person_id).one(&cast.world.house.db).await.unwrap().unwrap();
    let recruiter = cast.world.person("rh", Kind::Recruiter).await;
    for who in [&cast.adviser, &cast.helper, &recruiter, &cast.world.visitor()] {
        who.get(&person.path()).await.assert_unseen("Devenir aide à domicile").assert_unseen("slip.invalid");
    }
    let asking = [("purpose", "other"), ("message", "Bonjour")];
    recruiter.post(&format!("{}/contacts", person.path()), &asking).await.assert_status(404);
    // Nobody gets in with what stands in for an address.
    cast.world.visitor().post("/session/links", &[("email", &person.email)]).await;
    assert_eq!(cast.world.letters_to(&person.email).await.len(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guessing_at_codes_and_writing_for_a_crowd_are_held_back() {
    let cast = at(World::with(|settings| settings["limits"]["codes"] = 3.into()).await).await;
    let code = cast.adviser.writes_for_someone(&[]).await;
    for wrong in ["0000-0000-0001", "0000-0000-0002"] {
        cast.world.visitor().get(&format!("/slips/{wrong}")).await.assert_status(410);
    }
    cast.world.visitor().post("/slips", &[("code", "0000-0000-0003")]).await;
    cast.world.visitor().get(&format!("/slips/{code}")).await.assert_status(429);
    let mut many = vec![];
    let slip = cast.slip().await;
    for _ in 1..A_DAY {
        let another = slips::ActiveModel { code_digest: Set(None), draft: Set(None), ..slip.clone().into() };
        many.push(slips::ActiveModel { id: Default::default(), ..another });
    }
    let txn = cast.world.house.db.write().await.unwrap();
    slips::Entity::insert_many(many).exec_without_returning(&txn).await.unwrap();
    txn.commit().await.unwrap();
    let page = cast.adviser.post("/me/slips", &QUESTION).await;
    page.assert_status(429).assert_says(&Refusal::SlipsToday { most: A_DAY });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_outlives_the_adviser_the_room_or_the_slip_is_said() {
    let cast = cast().await;
    let code = cast.adviser.writes_for_someone(&[]).await;
    let followed = follows::Entity::find().filter(follows::Column::UserId.eq(cast.adviser.id()));
    assert_eq!(followed.count(&cast.world.house.db).await.unwrap(), 1);
    // The room is for others now: the paper opens, without what they no longer read.
    cast.world.is_for(cast.room.id, Audience::Staff).await;
    let page = cast.world.visitor().get(&format!("/slips/{code}")).await;
    page.assert_status(200).assert_unseen("J’ai gardé ma mère");
    cast.world.is_for(cast.room.id, Audience::Members).await;
    // Whoever wrote it down leaves; it goes on being the person's.
    let txn = cast.world.house.db.write().await.unwrap();
    let mut alone = cast.slip().await.into_active_model();
    alone.adviser_id = Set(None);
    alone.update(&txn).await.unwrap();
    txn.commit().await.unwrap();
    cast.world.visitor().get(&format!("/slips/{code}")).await.assert_status(200).assert_sees("J’ai gardé ma mère");
    let mariam = cast.takes_up(&code, "mariam@people.test").await;
    // Three months later it is a message like any other.
    cast.world.time_comes(clock::now() + Duration::days(100)).await;
    assert_eq!(slips::Entity::find().count(&cast.world.house.db).await.unwrap(), 0);
    mariam.get("/me/writings").await.assert_sees("Aide à domicile sans permis");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_means_nothing_to_the_paper_nor_to_what_its_code_opens() {
    let cast = cast().await;
    let mark = "<img src=x onerror=alert(1)>";
    let typed: Vec<(&str, String)> = [
        ("display_name", "Mariam"),
        ("title", "Une question"),
        ("body", "Du texte"),
        ("headline", "Un projet"),
        ("project", "Des mots"),
        ("skill_1", "Un savoir"),
        ("story_1", "Une histoire"),
    ]
    .map(|(field, words)| (field, format!("{words} {mark}")))
    .into();
    let mut form: Vec<(&str, &str)> = typed.iter().map(|(field, words)| (*field, words.as_str())).collect();
    form.extend([("kind", "seeker"), ("room", "metiers"), ("agreed", "on")]);
    let paper = cast.adviser.post("/me/slips", &form).await;
    let code = paper.assert_status(200).first(".slip__symbols").expect("a code");
    let opened = cast.world.visitor().get(&format!("/slips/{code}")).await;
    let list = cast.adviser.get("/me/slips").await;
    for page in [&paper, &opened, &list] {
        page.assert_status(200);
        assert!(!page.body.contains("<img src=x"), "{}", page.path);
        assert!(page.body.contains("&lt;img src&#x3D;x") || page.body.contains("&lt;img src=x"), "{}", page.path);
    }
    for words in ["Un projet", "Des mots", "Un savoir", "Une histoire", "Une question", "Du texte"] {
        paper.assert_sees(words);
        opened.assert_sees(words);
    }
    let letter = cast.takes_up(&code, "mariam@people.test").await;
    letter.get("/me/profile").await.assert_status(200);
    let letter = cast.world.letters_to("mariam@people.test").await.into_iter().next().unwrap();
    assert!(!letter.body_html.contains("<img src=x"), "{}", letter.body_html);
}
