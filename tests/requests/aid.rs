//! Mutual aid: who reads what, one answer chosen, thanks, what the clock ends, and
//! time given within its cap and outside of quiet hours.

use chrono::{DateTime, Duration, Months, Timelike, Utc};
use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::{aid_answers, aid_messages, aid_requests, notifications, pledges},
        aid_requests::expiring,
        notifications::mailing,
        reading,
    },
    refusals::Refusal,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr};

use crate::support::{Actor, Page, World};

/// An entry, by its number.
#[derive(Clone, Debug)]
struct Entry {
    id: i64,
    path: String,
}

impl Entry {
    fn act(&self, act: &str) -> String {
        format!("/aid/{}/{act}", self.id)
    }
}

fn number(path: &str) -> i64 {
    path["/aid/".len()..].split(['-', '#']).next().unwrap().parse().unwrap()
}

impl Actor {
    /// Asks for help with a proof-reading from afar, unless said otherwise.
    async fn asks_for(&self, title: &str, fields: &[(&str, &str)]) -> Entry {
        let usual = [("direction", "request"), ("kind", "proofreading"), ("body", "Avant lundi."), ("remote", "on")];
        let usual = usual.into_iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
        let fields: Vec<(&str, &str)> = usual.chain([("title", title)]).chain(fields.iter().copied()).collect();
        let path = self.does("/aid", &fields).await.location().to_owned();
        Entry { id: number(&path), path }
    }

    /// Answers, and says under which number.
    async fn answers(&self, world: &World, entry: &Entry, body: &str) -> i64 {
        self.does(&entry.act("answers"), &[("body", body)]).await;
        answer_of(world, entry, self).await.id
    }

    async fn gives_time(&self, more: &[(&str, &str)]) {
        let usual = [("proofreading", "on"), ("hours", "1"), ("remote", "on")];
        let usual = usual.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
        let fields: Vec<(&str, &str)> = usual.chain(more.iter().copied()).collect();
        self.does("/me/pledge", &fields).await;
    }

    async fn lists(&self, path: &str) -> Vec<String> {
        let page = self.get(path).await;
        page.assert_status(200);
        page.all("h2 ~ .threads .thread-row__title")
    }

    async fn told(&self) -> Vec<String> {
        let page = self.get("/notifications").await;
        page.assert_status(200);
        page.all(".thread-row--unread .thread-row__sense")
    }
}

async fn answer_of(world: &World, entry: &Entry, who: &Actor) -> aid_answers::Model {
    use aid_answers::Column as A;
    let answers = aid_answers::Entity::find().filter(A::RequestId.eq(entry.id)).filter(A::AuthorId.eq(who.id()));
    answers.one(&world.house.db).await.unwrap().expect("an answer")
}

async fn state(world: &World, entry: &Entry) -> String {
    aid_requests::Entity::find_by_id(entry.id).one(&world.house.db).await.unwrap().expect("an entry").state
}

fn acceptance(entry: &Entry, answer: i64) -> String {
    entry.act(&format!("answers/{answer}/acceptance"))
}

struct Cast {
    world: World,
    asker: Actor,
    helper: Actor,
    other: Actor,
}

async fn cast() -> Cast {
    let world = World::new().await;
    let asker = world.person("awa", Kind::Seeker).await;
    let helper = world.person("ben", Kind::Other).await;
    let other = world.person("cleo", Kind::Recruiter).await;
    Cast { world, asker, helper, other }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_entry_is_read_by_its_audience_and_does_not_exist_for_others() {
    let Cast { world, asker, helper, .. } = cast().await;
    let seeker = world.person("dina", Kind::Seeker).await;
    let visitor = world.visitor();
    for (audience, readers) in
        [("public", [true, true, true]), ("members", [true, true, false]), ("seekers", [true, false, false])]
    {
        let title = format!("Relire pour {audience}");
        let entry = asker.asks_for(&title, &[("audience", audience)]).await;
        for (reader, due) in [&seeker, &helper, &visitor].into_iter().zip(readers) {
            assert_eq!(reader.get(&entry.path).await.status, if due { 200 } else { 404 }, "{audience}");
            assert_eq!(reader.lists("/aid").await.contains(&title), due, "{audience}");
        }
        // Whoever may not read it may not answer it either, and learns nothing.
        let refused = if readers[1] { 303 } else { 404 };
        helper.post(&entry.act("answers"), &[("body", "Moi")]).await.assert_status(refused);
        let wrong = format!("/aid/{}-autre", entry.id);
        assert_eq!(visitor.get(&wrong).await.status, if readers[2] { 301 } else { 404 }, "{audience}");
    }
    asker.get("/aid/new").await.assert_sees("Ce que vous écrivez sera lu par");
    // One speaks only where one reads.
    let there = helper.post(
        "/aid",
        &[("direction", "offer"), ("kind", "tools"), ("title", "T"), ("body", "B"), ("audience", "seekers")],
    );
    there.await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_may_not_write_neither_asks_nor_answers() {
    let Cast { world, asker, .. } = cast().await;
    let entry = asker.asks_for("Relire ma lettre", &[("audience", "public")]).await;
    let until = clock::now() + Duration::days(3);
    let suspended = sea_orm::ActiveValue::Set(Some(until.into()));
    let suspended = world.someone("eve", Kind::Seeker, |user| user.suspended_until = suspended).await;
    let unconfirmed =
        world.someone("fil", Kind::Seeker, |user| user.email_confirmed_at = sea_orm::ActiveValue::Set(None)).await;
    for person in [&suspended, &unconfirmed] {
        let fields = [("direction", "request"), ("kind", "tools"), ("title", "T"), ("body", "Mes mots gardés")];
        let page = person.post("/aid", &fields).await;
        page.assert_status(403).assert_sees("Mes mots gardés");
        person
            .post(&entry.act("answers"), &[("body", "Mes mots gardés")])
            .await
            .assert_status(403)
            .assert_sees("Mes mots gardés");
        person.post("/me/pledge", &[("tools", "on"), ("hours", "2")]).await.assert_status(403);
    }
    world.visitor().get("/aid/new").await.assert_status(303);
    assert_eq!(aid_requests::Entity::find().count(&world.house.db).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_form_comes_back_whole_with_the_sentence_beside_its_field() {
    let Cast { world, asker, .. } = cast().await;
    world.knows_places().await;
    let usual = [("direction", "offer"), ("kind", "tools"), ("title", "Tableurs"), ("body", "Le soir.")];
    for (field, value, at) in [
        ("kind", "licorne", "#kind-error"),
        ("title", "", "#title-error"),
        ("place_code", "Atlantide", "#place_code-error"),
        ("km", "500", "#km-error"),
        ("until", "2001-01-01", "#until-error"),
        ("day_2", "2001-01-01", "#slots-error"),
        ("audience", "staff", "#audience-error"),
    ] {
        let fields: Vec<(&str, &str)> =
            usual.into_iter().filter(|(name, _)| *name != field).chain([(field, value)]).collect();
        let page = asker.post("/aid", &fields).await;
        page.assert_status(422).assert_sees("Le soir.");
        assert!(page.has(at), "{field}: {}", page.words());
    }
    assert_eq!(aid_requests::Entity::find().count(&world.house.db).await.unwrap(), 0);
    // The same form sent twice is one entry.
    let first = asker.does("/aid", &usual).await.location().to_owned();
    assert_eq!(asker.does("/aid", &usual).await.location(), first);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_is_read_by_its_two_people_and_by_nobody_else() {
    let Cast { world, asker, helper, other } = cast().await;
    let entry = asker.asks_for("Relire mon CV", &[]).await;
    let first = helper.answers(&world, &entry, "Je peux ce soir.").await;
    let second = other.answers(&world, &entry, "Moi, demain.").await;
    asker.get(&entry.path).await.assert_sees("Je peux ce soir.").assert_sees("Moi, demain.");
    helper.get(&entry.path).await.assert_sees("Je peux ce soir.").assert_unseen("Moi, demain.");
    other.get(&entry.path).await.assert_unseen("Je peux ce soir.");
    world.admin("boss").await.get(&entry.path).await.assert_unseen("Je peux ce soir.").assert_unseen("Moi, demain.");
    // Nobody but the two does anything to it; to them it is not there.
    let act = |act: &str| entry.act(&format!("answers/{first}/{act}"));
    for path in ["acceptance", "acceptance/removal", "refusal", "refusal/removal", "removal", "removal/undo"] {
        other.post(&act(path), &[]).await.assert_status(404);
    }
    other.post(&act("messages"), &[("body", "Bonjour")]).await.assert_status(404);
    for path in [entry.act("closure"), entry.act("closure/removal"), entry.act("removal"), entry.act("removal/undo")] {
        other.post(&path, &[]).await.assert_status(404);
    }
    other.get(&entry.act("edit")).await.assert_status(404);
    helper.post(&acceptance(&entry, second), &[]).await.assert_status(404);
    // One answers once, and not oneself.
    helper
        .post(&entry.act("answers"), &[("body", "Encore")])
        .await
        .assert_status(422)
        .assert_says(&Refusal::AidAnswered);
    asker.post(&entry.act("answers"), &[("body", "Moi")]).await.assert_status(422).assert_says(&Refusal::OwnAid);
    // The same answer sent twice is one.
    helper.does(&entry.act("answers"), &[("body", "Je peux ce soir.")]).await;
    assert_eq!(aid_messages::Entity::find().count(&world.house.db).await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_answer_is_chosen_the_two_write_and_it_ends_with_thanks() {
    let Cast { world, asker, helper, other } = cast().await;
    let entry = asker.asks_for("Relire mon CV", &[]).await;
    let first = helper.answers(&world, &entry, "Je peux.").await;
    let second = other.answers(&world, &entry, "Moi aussi.").await;
    let messages = entry.act(&format!("answers/{first}/messages"));
    helper.post(&messages, &[("body", "Trop tôt")]).await.assert_status(409).assert_sees("Trop tôt");
    assert_eq!(asker.told().await, ["CLEO Test vous répond."]);
    asker.does(&acceptance(&entry, first), &[]).await;
    assert_eq!(helper.told().await, ["AWA Test retient votre réponse : vous pouvez vous écrire."]);
    assert_eq!(other.told().await.len(), 1, "and the other hears no, with thanks");
    assert_eq!(state(&world, &entry).await, "taken");
    // Chosen once: another choice is refused, and so is another answer.
    asker.post(&acceptance(&entry, second), &[]).await.assert_status(409).assert_says(&Refusal::AidTaken);
    let late = world.person("late", Kind::Other).await;
    late.post(&entry.act("answers"), &[("body", "Et moi ?")]).await.assert_status(409).assert_sees("Et moi ?");
    assert!(!late.lists("/aid").await.contains(&"Relire mon CV".to_owned()));
    helper.does(&messages, &[("body", "Envoyez-le moi ici.")]).await;
    asker.does(&messages, &[("body", "Le voici.")]).await;
    helper.get(&entry.path).await.assert_sees("Le voici.");
    other.get(&entry.path).await.assert_unseen("Le voici.");
    // Whoever was helped says thank you; whoever helped does not.
    helper.post(&entry.act("closure"), &[("thanks", "on")]).await.assert_status(403);
    helper.post(&entry.act("closure"), &[]).await.assert_status(404);
    asker.does(&entry.act("closure"), &[("thanks", "on"), ("sentence", "Vous m’avez débloqué.")]).await;
    assert_eq!(state(&world, &entry).await, "done");
    helper.get(&entry.path).await.assert_sees("Vous m’avez débloqué.");
    asker.post(&messages, &[("body", "Encore")]).await.assert_status(409);
    // Over, it is for those who wrote to each other.
    late.get(&entry.path).await.assert_status(404);
    other.get(&entry.path).await.assert_status(200).assert_unseen("Vous m’avez débloqué.");
    asker.post(&entry.act("closure/removal"), &[]).await.assert_status(409);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_an_offer_whoever_answered_is_helped_and_thanks() {
    let Cast { world, asker, helper, .. } = cast().await;
    let entry = helper.asks_for("Je relis des CV", &[("direction", "offer")]).await;
    let answer = asker.answers(&world, &entry, "Le mien ?").await;
    helper.does(&acceptance(&entry, answer), &[]).await;
    helper.post(&entry.act("closure"), &[("thanks", "on")]).await.assert_status(403);
    asker.does(&entry.act("closure"), &[("sentence", "Merci !")]).await;
    assert_eq!(state(&world, &entry).await, "done");
    assert_eq!(helper.told().await, ["AWA Test vous dit merci."]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_choices_made_at_once_one_is_made_and_the_other_is_told_so() {
    let Cast { world, asker, helper, other } = cast().await;
    for round in 0..5 {
        let entry = asker.asks_for(&format!("Relire, {round}"), &[]).await;
        let first = helper.answers(&world, &entry, "Moi").await;
        let second = other.answers(&world, &entry, "Moi").await;
        let (one, two) = (acceptance(&entry, first), acceptance(&entry, second));
        let late = world.person(&format!("late-{round}"), Kind::Other).await;
        let answers = entry.act("answers");
        let (one, two, answered) =
            tokio::join!(asker.post(&one, &[]), asker.post(&two, &[]), late.post(&answers, &[("body", "Et moi")]));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
        let refused: &Page = if one.status == 409 { &one } else { &two };
        refused.assert_says(&Refusal::AidTaken);
        assert!([303, 409].contains(&answered.status.as_u16()), "{}", answered.status);
        let accepted = aid_answers::Entity::find()
            .filter(aid_answers::Column::RequestId.eq(entry.id))
            .filter(aid_answers::Column::State.eq("accepted"));
        assert_eq!(accepted.count(&world.house.db).await.unwrap(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_did_can_be_undone() {
    let Cast { world, asker, helper, .. } = cast().await;
    let entry = asker.asks_for("Relire mon CV", &[("audience", "public")]).await;
    let answer = helper.answers(&world, &entry, "Moi").await;
    for (who, path, fields, was) in [
        (&asker, acceptance(&entry, answer), vec![], "open"),
        (&asker, entry.act("closure"), vec![], "open"),
        (&asker, entry.act("removal"), vec![], "open"),
        (&asker, entry.act(&format!("answers/{answer}/refusal")), vec![], "open"),
        (&helper, entry.act(&format!("answers/{answer}/removal")), vec![], "open"),
    ] {
        let done = who.does(&path, &fields).await;
        who.undoes(&done).await;
        assert_eq!(state(&world, &entry).await, was, "{path}");
        assert_eq!(answer_of(&world, &entry, &helper).await.state, "waiting", "{path}");
    }
    // Closed while two were at it, it is between the two again.
    asker.does(&acceptance(&entry, answer), &[]).await;
    let closed = asker.does(&entry.act("closure"), &[]).await;
    asker.undoes(&closed).await;
    assert_eq!(state(&world, &entry).await, "taken");
    // Whoever was chosen and cannot leaves it open to others.
    helper.does(&entry.act(&format!("answers/{answer}/removal")), &[]).await;
    assert_eq!(state(&world, &entry).await, "open");
    assert_eq!(asker.told().await, ["BEN Test ne peut pas donner suite."]);
    // Withdrawn, it is nowhere; a day later its words are not kept.
    asker.does(&entry.act("removal"), &[]).await;
    for reader in [&asker, &helper, &world.visitor()] {
        reader.get(&entry.path).await.assert_status(404);
    }
    world.time_comes(clock::now() + Duration::hours(25)).await;
    assert!(aid_requests::Entity::find_by_id(entry.id).one(&world.house.db).await.unwrap().is_none());
    asker.post(&entry.act("removal/undo"), &[]).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn for_whoever_is_blocked_it_is_as_if_it_were_not_there() {
    let Cast { world, asker, helper, other } = cast().await;
    let entry = asker.asks_for("Relire mon CV", &[("audience", "members")]).await;
    let answer = helper.answers(&world, &entry, "Moi").await;
    asker.does("/people/ben/silence", &[("kind", "block")]).await;
    let absent = helper.get("/aid/999999").await;
    let blocked = helper.get(&entry.path).await;
    assert_eq!((blocked.status, blocked.words()), (absent.status, absent.words()));
    helper.post(&entry.act("answers"), &[("body", "Moi")]).await.assert_status(404);
    helper.post(&entry.act(&format!("answers/{answer}/removal")), &[]).await.assert_status(404);
    assert_eq!(helper.lists("/aid").await, Vec::<String>::new());
    helper.get("/me/aid").await.assert_unseen("Relire mon CV");
    // Nor does the one who blocked read or choose it.
    asker.get(&entry.path).await.assert_unseen("BEN Test");
    asker.post(&acceptance(&entry, answer), &[]).await.assert_status(404);
    // The other way round: whoever blocks the author says nothing to them.
    other.does("/people/awa/silence", &[("kind", "block")]).await;
    other.post(&entry.act("answers"), &[("body", "Moi")]).await.assert_status(404);
    assert_eq!(other.lists("/aid").await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_entry_ends_at_its_day_and_its_words_go_three_months_later() {
    let Cast { world, asker, helper, other } = cast().await;
    let entry = asker.asks_for("Relire mon CV", &[("audience", "public")]).await;
    helper.answers(&world, &entry, "Moi").await;
    let now = clock::now();
    expiring::expire_due(&world.house.db, now + Duration::days(29)).await.unwrap();
    assert_eq!(state(&world, &entry).await, "open");
    world.visitor().get(&entry.path).await.assert_status(200);
    expiring::expire_due(&world.house.db, now + Duration::days(31)).await.unwrap();
    assert_eq!(state(&world, &entry).await, "expired");
    other.get(&entry.path).await.assert_status(404);
    world.visitor().get(&entry.path).await.assert_status(404);
    for who in [&asker, &helper] {
        assert_eq!(who.told().await, ["C’est arrivé à son terme."]);
        who.get(&entry.path).await.assert_status(200);
    }
    world.time_comes(now + Months::new(2)).await;
    asker.get(&entry.path).await.assert_status(200);
    world.time_comes(now + Months::new(3) + Duration::days(1)).await;
    asker.get(&entry.path).await.assert_status(404);
    for left in [
        aid_answers::Entity::find().count(&world.house.db).await,
        aid_messages::Entity::find().count(&world.house.db).await,
        notifications::Entity::find().count(&world.house.db).await,
    ] {
        assert_eq!(left.unwrap(), 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn past_its_day_it_takes_no_answer_even_before_the_clock_comes_by() {
    let Cast { world, asker, helper, other } = cast().await;
    let entry = asker.asks_for("Relire mon CV", &[]).await;
    helper.answers(&world, &entry, "Moi").await;
    let txn = world.house.db.write().await.unwrap();
    let past = clock::now() - Duration::minutes(1);
    let update = aid_requests::Entity::update_many().col_expr(aid_requests::Column::ExpiresAt, Expr::value(past));
    update.exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
    other.post(&entry.act("answers"), &[("body", "Moi")]).await.assert_status(404);
    assert_eq!(other.lists("/aid").await, Vec::<String>::new());
    let answer = answer_of(&world, &entry, &helper).await.id;
    asker.post(&acceptance(&entry, answer), &[]).await.assert_status(409).assert_says(&Refusal::AidOver);
    // Its author may open it again, for thirty days.
    asker.does(&entry.act("closure/removal"), &[]).await;
    asker.does(&acceptance(&entry, answer), &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_is_narrowed_by_kind_trade_and_distance_and_says_its_rule() {
    let Cast { world, asker, helper, .. } = cast().await;
    world.knows_places().await;
    world.knows_trades().await;
    let near = [("remote", ""), ("place_code", "Saint-Nazaire"), ("kind", "car_sharing")];
    asker.asks_for("À Saint-Nazaire", &near).await;
    asker.asks_for("À Paris", &[("remote", ""), ("place_code", "75056"), ("trade_code", "K1304")]).await;
    asker.asks_for("Offre de loin", &[("direction", "offer"), ("kind", "tools")]).await;
    for (asked, found) in [
        ("", vec!["Offre de loin", "À Paris", "À Saint-Nazaire"]),
        ("?kind=car_sharing", vec!["À Saint-Nazaire"]),
        ("?direction=offer", vec!["Offre de loin"]),
        ("?trade=K1304", vec!["À Paris"]),
        ("?near=Montoir-de-Bretagne", vec!["À Saint-Nazaire"]),
        ("?near=Montoir-de-Bretagne&km=5", vec![]),
        ("?near=Montoir-de-Bretagne&remote=on", vec!["Offre de loin", "À Saint-Nazaire"]),
        ("?remote=on", vec!["Offre de loin"]),
        ("?near=Atlantide", vec![]),
        ("?kind=licorne&after=nulle-part", vec!["Offre de loin", "À Paris", "À Saint-Nazaire"]),
    ] {
        assert_eq!(helper.lists(&format!("/aid{asked}")).await, found, "{asked}");
    }
    let page = helper.get("/aid?near=Atlantide").await;
    assert!(page.has("#near-error"), "{}", page.words());
    helper.get("/aid").await.assert_sees("le plus récent d’abord");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_is_turned_page_by_page() {
    let Cast { world, asker, .. } = cast().await;
    let world_limits = crate::support::unhurried().await;
    drop((world, asker));
    let asker = world_limits.person("awa", Kind::Seeker).await;
    for number in 0..27 {
        asker.asks_for(&format!("Demande {number}"), &[("audience", "public")]).await;
    }
    let visitor = world_limits.visitor();
    let first = visitor.get("/aid").await;
    let next = first.attribute("a[rel=next]", "href").expect("a next page");
    let second = visitor.get(&next).await;
    let titles = [first.all(".thread-row__title"), second.all(".thread-row__title")].concat();
    let expected: Vec<String> = (0..27).rev().map(|number| format!("Demande {number}")).collect();
    assert_eq!(titles, expected);
    assert!(!second.has("a[rel=next]") && second.body.contains("noindex"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_together_says_why_and_never_how_much() {
    let Cast { world, asker, helper, other } = cast().await;
    world.knows_places().await;
    world.knows_trades().await;
    let interview =
        |place, direction| [("kind", "interview"), ("remote", ""), ("place_code", place), ("direction", direction)];
    asker.asks_for("M’entraîner", &interview("Saint-Nazaire", "request")).await;
    helper.asks_for("J’entraîne", &interview("Montoir-de-Bretagne", "offer")).await;
    other.asks_for("J’entraîne à Paris", &interview("75056", "offer")).await;
    let matches = |page: &Page| page.all(".aid-row__why");
    let page = asker.get("/aid").await;
    assert_eq!(matches(&page).len(), 1, "{:?}", matches(&page));
    assert!(matches(&page)[0].contains("à 7 km"), "{:?}", matches(&page));
    assert_eq!(matches(&helper.get("/aid").await).len(), 1);
    assert_eq!(matches(&other.get("/aid").await).len(), 0);
    // Time given goes with requests: here by the trade.
    other.gives_time(&[("proofreading", ""), ("trade_question", "on"), ("remote", ""), ("trade_code", "K1304")]).await;
    asker
        .asks_for("Le métier, en vrai ?", &[("kind", "trade_question"), ("remote", ""), ("trade_code", "K1304")])
        .await;
    let page = other.get("/aid").await;
    assert!(matches(&page)[0].contains("même métier"), "{:?}", matches(&page));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_gives_time_is_proposed_asked_and_may_say_no() {
    let Cast { world, asker, helper, other } = cast().await;
    helper.gives_time(&[]).await;
    let entry = asker.asks_for("Relire mon CV", &[]).await;
    let givers = |page: &Page| page.all(".person-row__name");
    let page = asker.get(&entry.path).await;
    assert_eq!(givers(&page), ["BEN Test"]);
    page.assert_sees("à distance, comme vous");
    assert!(givers(&other.get(&entry.path).await).is_empty(), "shown to who asks alone");
    asker.post(&entry.act("invitations"), &[("handle", "cleo")]).await.assert_status(422);
    other.post(&entry.act("invitations"), &[("handle", "ben")]).await.assert_status(404);
    asker.does(&entry.act("invitations"), &[("handle", "ben")]).await;
    assert_eq!(helper.told().await, ["AWA Test vous demande si vous pouvez aider."]);
    assert!(givers(&asker.get(&entry.path).await).is_empty(), "asked once");
    let asked = answer_of(&world, &entry, &helper).await.id;
    helper.does(&entry.act(&format!("answers/{asked}/removal")), &[]).await;
    assert_eq!(asker.told().await, ["BEN Test ne peut pas donner suite."]);
    // For seekers alone, who is none is not proposed.
    let theirs = asker.asks_for("Entre nous", &[("audience", "seekers")]).await;
    assert!(givers(&asker.get(&theirs.path).await).is_empty());
    // Nor is whoever blocked the one who asks.
    let again = asker.asks_for("Une lettre", &[]).await;
    helper.does("/people/awa/silence", &[("kind", "block")]).await;
    assert!(givers(&asker.get(&again.path).await).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_week_that_is_full_is_not_filled_further_and_nobody_else_knows() {
    let Cast { world, asker, helper, other } = cast().await;
    helper.gives_time(&[("hours", "1")]).await;
    let entry = asker.asks_for("Relire mon CV", &[]).await;
    let answer = helper.answers(&world, &entry, "Moi").await;
    helper.get("/me/aid").await.assert_sees("0 h 00").assert_unseen("avant lundi");
    asker.does(&acceptance(&entry, answer), &[]).await;
    helper.get("/me/aid").await.assert_sees("1 h 00").assert_sees("avant lundi");
    helper.get("/me/pledge").await.assert_sees("avant lundi");
    // Not proposed, without a word why.
    let next = other.asks_for("Relire ma lettre", &[]).await;
    let page = other.get(&next.path).await;
    page.assert_unseen("BEN Test").assert_unseen("avant lundi");
    other.post(&next.act("invitations"), &[("handle", "ben")]).await.assert_status(422);
    assert!(helper.get("/aid").await.all(".aid-row__why").is_empty());
    // Nothing of it is on anyone's page.
    other.get("/people/ben").await.assert_unseen("1 h 00").assert_unseen("Don de temps");
    // The choice taken back, there is time again.
    asker.does(&format!("{}/removal", acceptance(&entry, answer)), &[]).await;
    other.get(&next.path).await.assert_sees("BEN Test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slot_counts_in_its_own_week() {
    let Cast { world, asker, helper, .. } = cast().await;
    helper.gives_time(&[("hours", "2")]).await;
    let day = (clock::now() + Duration::days(14)).format("%Y-%m-%d").to_string();
    let slot = [("day_1", day.as_str()), ("from_1", "18:00"), ("until_1", "19:30")];
    let entry = asker.asks_for("Relire ensemble", &slot).await;
    helper.get(&entry.path).await.assert_sees("de 18 h 00 à 19 h 30");
    let answer = helper.answers(&world, &entry, "Moi").await;
    asker.does(&acceptance(&entry, answer), &[]).await;
    let counted = answer_of(&world, &entry, &helper).await;
    assert_eq!((counted.minutes, counted.counted_on.map(|day| day.to_string())), (90, Some(day)));
    helper.get("/me/aid").await.assert_sees("0 h 00");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_gives_time_is_told_nothing_in_their_quiet_hours() {
    let Cast { world, asker, helper, .. } = cast().await;
    // An hour that begins before now and ends within the next: by their own clock, in UTC here.
    let now = clock::now();
    let hour = |at: DateTime<Utc>| format!("{:02}:00", at.hour());
    let (from, until) = (hour(now - Duration::hours(1)), hour(now + Duration::hours(2)));
    helper
        .does(
            "/me/preferences",
            &[("mail_direct", "at_once"), ("mail_followed", "never"), ("time_zone", "Africa/Abidjan")],
        )
        .await;
    helper.gives_time(&[("quiet_from", from.as_str()), ("quiet_until", until.as_str())]).await;
    let entry = asker.asks_for("Relire mon CV", &[]).await;
    asker.does(&entry.act("invitations"), &[("handle", "ben")]).await;
    assert_eq!(helper.told().await, Vec::<String>::new());
    assert!(!helper.get("/aid").await.has(".masthead .count:not([hidden])"));
    let line = notifications::Entity::find().one(&world.house.db).await.unwrap().expect("a line kept for later");
    assert!(line.updated_at.to_utc() > now && line.mail_at.is_some_and(|at| at > line.updated_at), "{line:?}");
    // Not even by mail.
    mailing::send_due(&world.house, now + Duration::minutes(5)).await.unwrap();
    assert!(world.letters_to(helper.email()).await.is_empty());
    // When they are over, it is there.
    let txn = world.house.db.write().await.unwrap();
    let over = notifications::Entity::update_many().col_expr(notifications::Column::UpdatedAt, Expr::value(now));
    over.exec(&txn).await.unwrap();
    txn.also_forget(passerelle::freshness::Tag::Told(helper.id()));
    txn.commit().await.unwrap();
    assert_eq!(helper.told().await.len(), 1);
    // A pledge leaves a day on which one may be told something.
    let days: Vec<String> = (1..=7).map(|day| format!("quiet_{day}")).collect();
    let always: Vec<(&str, &str)> = days.iter().map(|day| (day.as_str(), "on")).collect();
    let fields = [&[("tools", "on"), ("hours", "2")][..], &always].concat();
    helper.post("/me/pledge", &fields).await.assert_status(422).assert_says(&Refusal::AlwaysQuiet);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_says_that_something_awaits_and_no_word_of_it() {
    let Cast { world, asker, helper, .. } = cast().await;
    let entry = asker.asks_for("Relire mon CV secret", &[]).await;
    helper.answers(&world, &entry, "Mots en confidence").await;
    mailing::send_due(&world.house, clock::now() + Duration::hours(1)).await.unwrap();
    let letter = world.letters_to(asker.email()).await.into_iter().next().expect("a letter");
    assert_eq!(letter.kind, "aid");
    let link = format!("http://house.test/aid/{}", entry.id);
    assert!(letter.body_text.contains(&link), "{}", letter.body_text);
    for word in ["secret", "confidence", "BEN", "ben"] {
        assert!(!letter.body_text.contains(word) && !letter.body_html.contains(word), "{word}: {}", letter.body_text);
    }
    // Read on the site, it is not written about.
    helper.gives_time(&[]).await;
    let answer = answer_of(&world, &entry, &helper).await.id;
    asker.does(&acceptance(&entry, answer), &[]).await;
    helper.get(&entry.path).await.assert_status(200);
    reading::write(&world.house).await.unwrap();
    assert_eq!(helper.told().await, Vec::<String>::new());
    mailing::send_due(&world.house, clock::now() + Duration::hours(1)).await.unwrap();
    assert!(world.letters_to(helper.email()).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gift_of_time_is_changed_ended_and_given_back() {
    let Cast { world, helper, .. } = cast().await;
    helper.post("/me/pledge", &[("hours", "2")]).await.assert_status(422);
    helper.post("/me/pledge", &[("tools", "on"), ("hours", "11")]).await.assert_status(422);
    helper.gives_time(&[("hours", "3"), ("quiet_from", "21:00"), ("quiet_until", "08:00"), ("quiet_7", "on")]).await;
    let before = pledges::Entity::find().order_by_asc(pledges::Column::Id).one(&world.house.db).await.unwrap().unwrap();
    let ended = helper.does("/me/pledge/removal", &[]).await;
    assert_eq!(pledges::Entity::find().count(&world.house.db).await.unwrap(), 0);
    helper.undoes(&ended).await;
    let after = pledges::Entity::find().one(&world.house.db).await.unwrap().unwrap();
    assert_eq!(
        (after.kinds, after.hours, after.remote, after.quiet_from, after.quiet_until, after.quiet_days),
        (before.kinds, before.hours, before.remote, before.quiet_from, before.quiet_until, before.quiet_days)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_edited_stays_with_whom_it_was_written_for() {
    let Cast { asker, helper, world, .. } = cast().await;
    let entry = asker.asks_for("Relire mon CV", &[("audience", "members")]).await;
    let form = asker.get(&entry.act("edit")).await;
    assert_eq!(form.attribute("#title", "value").as_deref(), Some("Relire mon CV"));
    let change = |more: &[(&'static str, &'static str)]| -> Vec<(&str, &str)> {
        [&[("kind", "proofreading"), ("title", "Relire ma lettre"), ("body", "Vite.")][..], more].concat()
    };
    let path = format!("/aid/{}", entry.id);
    asker.post(&path, &change(&[("audience", "public")])).await.assert_status(422);
    asker.post(&path, &change(&[("direction", "offer")])).await.assert_status(422);
    helper.post(&path, &change(&[])).await.assert_status(404);
    let edited = asker.does(&path, &change(&[])).await.location().to_owned();
    helper.get(&edited).await.assert_sees("Vite.");
    let answer = helper.answers(&world, &entry, "Moi").await;
    asker.does(&acceptance(&entry, answer), &[]).await;
    asker.post(&path, &change(&[])).await.assert_status(409);
}
