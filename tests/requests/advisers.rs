//! An adviser within reach: who may begin it, one at a time, what is shared, the end.
use chrono::Duration;
use passerelle::{
    access::{Audience, Kind},
    clock,
    models::{
        _entities::{accesses, accompaniments, calls, disclosures, notifications, shared_threads},
        accompaniments::{Model as Accompaniment, asking},
        users,
    },
    refusals::{Failure, Refusal},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::ExprTrait};

use crate::{
    requests::profiles::writes_a_profile,
    support::{Actor, World},
};

struct Cast {
    world: World,
    person: Actor,
    adviser: Actor,
    other: Actor,
}

/// Someone who looks for work, an adviser, and someone else.
async fn cast() -> Cast {
    let world = World::new().await;
    world.knows_places().await;
    let person = world.person("awa", Kind::Seeker).await;
    let adviser = world.person("martin", Kind::Adviser).await;
    let other = world.person("cleo", Kind::Other).await;
    Cast { world, person, adviser, other }
}

fn at(id: i64, act: &str) -> String {
    format!("/me/accompaniments/{id}/{act}")
}

impl Cast {
    /// The person is advised.
    async fn linked(&self) -> i64 {
        let id = self.person.asks_to_be_advised_by(&self.world, &self.adviser, "Pourriez-vous me suivre ?").await;
        self.adviser.does(&at(id, "acceptance"), &[]).await;
        id
    }

    async fn row(&self, id: i64) -> accompaniments::Model {
        accompaniments::Entity::find_by_id(id).one(&self.world.house.db).await.unwrap().expect("an accompaniment")
    }

    /// How many fields and threads are shared.
    async fn shared(&self) -> (u64, u64) {
        let db = &self.world.house.db;
        let fields = disclosures::Entity::find().filter(disclosures::Column::UserId.eq(self.person.id()));
        (fields.count(db).await.unwrap(), shared_threads::Entity::find().count(db).await.unwrap())
    }
}

impl Actor {
    async fn hears(&self) -> Vec<String> {
        self.get("/notifications").await.assert_status(200).all(".thread-row--unread .thread-row__sense")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_asks_an_adviser_and_both_agree() {
    let cast = cast().await;
    let Cast { world, person, adviser, other } = &cast;
    let page = person.get("/people/martin").await;
    assert!(page.has("a[href='/people/martin/accompaniments/new']"));
    let id = person.asks_to_be_advised_by(world, adviser, "Je ne sais pas par où commencer.").await;
    assert_eq!(adviser.hears().await, ["AWA Test vous demande un accompagnement."]);
    person.get("/me/adviser").await.assert_sees("Je ne sais pas par où commencer.").assert_sees("En attente");
    adviser.get("/me/people").await.assert_sees("AWA Test");
    // Only whoever was asked answers; to anyone else there is nothing.
    for (actor, act) in [(person, "acceptance"), (person, "refusal"), (other, "acceptance"), (other, "closure")] {
        actor.post(&at(id, act), &[]).await.assert_status(404);
    }
    for actor in [person, other] {
        actor.get(&format!("/me/people/{id}")).await.assert_status(404);
        actor.get("/me/people").await.assert_status(404);
    }
    adviser.get(&format!("/me/people/{id}")).await.assert_sees("Je ne sais pas par où commencer.");
    adviser.does(&at(id, "acceptance"), &[]).await;
    assert_eq!(person.hears().await, ["MARTIN Test accepte."]);
    person.get("/me/adviser").await.assert_sees("Vous accompagne depuis le");
    passerelle::models::reading::write(&world.house).await.unwrap();
    assert!(person.hears().await.is_empty(), "read by reading");
    // Either ends it, and the other is told.
    adviser.does(&at(id, "closure"), &[]).await;
    assert_eq!(person.hears().await, ["C’est terminé avec MARTIN Test : plus rien n’est partagé."]);
    person.post(&at(id, "closure"), &[]).await.assert_status(409);
    // Her place is free again.
    person.asks_to_be_advised_by(world, adviser, "De nouveau ?").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_is_asked_by_handle_and_a_refused_form_keeps_its_words() {
    let cast = cast().await;
    let Cast { world, person, .. } = &cast;
    world.someone("paul", Kind::Adviser, |user| user.claim = Set("pending".to_owned())).await;
    for handle in ["cleo", "paul", "personne", "", "awa", "a\0b"] {
        let typed = [("handle", handle), ("message", "Un mot à garder.")];
        let page = person.post("/me/adviser", &typed).await;
        page.assert_status(422).assert_sees("Un mot à garder.");
        assert!(page.has("#handle-error"), "{handle}");
    }
    let page = person.post("/me/adviser", &[("handle", "martin"), ("message", " ")]).await;
    assert!(page.assert_status(422).has("#message-error"));
    person.does("/me/adviser", &[("handle", "@martin"), ("message", "Bonjour")]).await;
    // Twice the same is one, and one at a time.
    person.does("/me/adviser", &[("handle", "martin"), ("message", "Bonjour")]).await;
    assert_eq!(accompaniments::Entity::find().count(&world.house.db).await.unwrap(), 1);
    world.person("naima", Kind::Adviser).await;
    let again = person.post("/me/adviser", &[("handle", "naima"), ("message", "Et vous ?")]).await;
    again.assert_status(409).assert_sees("Une seule demande et un seul accompagnement");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_adviser_proposes_only_to_someone_they_already_write_to() {
    let cast = cast().await;
    let Cast { world, person, adviser, other } = &cast;
    let propose = |to: &str| format!("/people/{to}/accompaniments");
    let message = [("message", "Je peux vous suivre.")];
    adviser.post(&propose("awa"), &message).await.assert_status(404);
    let contact = person.asks_of(adviser, "other", "Une question").await;
    adviser.post(&propose("awa"), &message).await.assert_status(404);
    adviser.does(&format!("/me/contacts/{contact}/acceptance"), &[]).await;
    adviser.does(&propose("awa"), &message).await;
    // Nobody but an adviser proposes anything.
    let between = other.asks_of(person, "other", "Bonjour").await;
    person.does(&format!("/me/contacts/{between}/acceptance"), &[]).await;
    other.post(&propose("awa"), &message).await.assert_status(404);
    // A proposal holds nobody's place; accepting it asks for it.
    let naima = world.person("naima", Kind::Adviser).await;
    let asked = person.asks_to_be_advised_by(world, &naima, "Et vous ?").await;
    let proposed = accompaniments::Entity::find().filter(accompaniments::Column::ByAdviser.eq(true));
    let id = proposed.one(&world.house.db).await.unwrap().unwrap().id;
    let page = person.post(&at(id, "acceptance"), &[]).await;
    page.assert_status(409).assert_sees("Une seule demande et un seul accompagnement");
    person.does(&at(asked, "removal"), &[]).await;
    naima.get(&format!("/me/people/{asked}")).await.assert_status(404);
    person.does(&at(id, "acceptance"), &[]).await;
    assert_eq!(cast.row(id).await.state, "accepted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_at_once_exactly_one_becomes_their_adviser() {
    let cast = cast().await;
    let Cast { world, person, adviser, .. } = &cast;
    let naima = world.person("naima", Kind::Adviser).await;
    let mut ids = vec![];
    for proposer in [adviser, &naima] {
        let contact = person.asks_of(proposer, "other", "Bonjour").await;
        proposer.does(&format!("/me/contacts/{contact}/acceptance"), &[]).await;
        proposer.does("/people/awa/accompaniments", &[("message", "Je peux vous suivre.")]).await;
    }
    for row in accompaniments::Entity::find().all(&world.house.db).await.unwrap() {
        ids.push(row.id);
    }
    let me = world.seen(person).await;
    let db = &world.house.db;
    let accepts = async |id: i64| Accompaniment::readable_by(db, &me, id).await?.accept(db, &me).await;
    let (one, other) = tokio::join!(accepts(ids[0]), accepts(ids[1]));
    let refused = [&one, &other].into_iter().filter(|done| done.is_err()).count();
    assert_eq!(refused, 1, "{one:?} {other:?}");
    let lost = one.err().or(other.err());
    assert!(matches!(lost, Some(Failure::Refused(Refusal::AdviserTaken))), "{lost:?}");
    // And of one asked twice at once, in two tabs.
    let cleo = world.seen(&cast.other).await;
    let advisers =
        [users::Model::by_id(db, adviser.id()).await.unwrap(), users::Model::by_id(db, naima.id()).await.unwrap()];
    let (one, other) = tokio::join!(
        asking::begin(db, &cleo, &advisers[0], "Bonjour"),
        asking::begin(db, &cleo, &advisers[1], "Bonjour")
    );
    assert_eq!([one.is_ok(), other.is_ok()].into_iter().filter(|ok| *ok).count(), 1, "{one:?} {other:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fields_are_given_taken_back_and_each_look_is_written_down() {
    let cast = cast().await;
    let Cast { world, person, adviser, other } = &cast;
    writes_a_profile(person, "canari").await;
    let all = ["shown_to", "name_to", "photo_to", "place_to", "contact_to", "log_to"].map(|name| (name, "me"));
    person.does("/me/audiences", &all).await;
    let id = cast.linked().await;
    adviser.get("/people/awa").await.assert_unseen("nomcompletcanari");
    // Only the person gives, and only what there is.
    for actor in [adviser, other] {
        actor.post(&at(id, "given"), &[("field", "name")]).await.assert_status(404);
    }
    person.post(&at(id, "given"), &[("field", "age")]).await.assert_status(422);
    person.does(&at(id, "given"), &[("field", "name")]).await;
    adviser.get(&format!("/me/people/{id}")).await.assert_sees("AWA Test vous donne");
    adviser.get("/people/awa").await.assert_sees("nomcompletcanari").assert_unseen("coordonneecanari");
    let seen = accesses::Entity::find().filter(accesses::Column::UserId.eq(person.id())).all(&world.house.db).await;
    let seen = seen.unwrap();
    assert!(seen.iter().any(|line| line.by_id == Some(adviser.id()) && line.why == "given"), "{seen:?}");
    let back = person.does(&at(id, "given/removal"), &[("field", "name")]).await;
    back.assert_status(303);
    adviser.get("/people/awa").await.assert_unseen("nomcompletcanari");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_pointed_at_opens_no_room() {
    let cast = cast().await;
    let Cast { world, person, adviser, other } = &cast;
    let open = world.room("atelier", Audience::Public, &[other]).await;
    let private = world.room("confidences", Audience::Seekers, &[]).await;
    let mine = person.asks(&open, "Par où commencer ?", "Je cherche.").await;
    let hers = other.asks(&open, "Une autre question", "Bonjour.").await;
    let secret = person.asks(&private, "Entre nous", "Un secret.").await;
    let id = cast.linked().await;
    let threads = at(id, "threads");
    for thread in [mine.id.to_string(), format!("http://house.test{}", hers.path)] {
        person.does(&threads, &[("thread", &thread)]).await;
        person.does(&threads, &[("thread", &thread)]).await;
    }
    assert_eq!(cast.shared().await.1, 2, "twice is quiet");
    let page = adviser.get(&format!("/me/people/{id}")).await;
    page.assert_sees("Par où commencer").assert_sees("Une autre question");
    // A room the adviser does not read stays closed, and that is said.
    let refused = person.post(&threads, &[("thread", &secret.path)]).await;
    refused.assert_status(422).assert_sees("ne lit pas cette communauté");
    for nothing in ["999999", "un titre", "", "/people/awa"] {
        let page = person.post(&threads, &[("thread", nothing)]).await;
        assert!(page.assert_status(422).has("#thread-error"), "{nothing}");
    }
    adviser.post(&threads, &[("thread", &mine.id.to_string())]).await.assert_status(404);
    // A room that closes takes its threads from under the adviser's eyes.
    world.is_for(open.id, Audience::Seekers).await;
    adviser.get(&format!("/me/people/{id}")).await.assert_unseen("Par où commencer");
    adviser.get(&mine.path).await.assert_status(404);
    world.is_for(open.id, Audience::Public).await;
    person.does(&at(id, "threads/removal"), &[("thread", &mine.id.to_string())]).await;
    adviser.get(&format!("/me/people/{id}")).await.assert_unseen("Par où commencer");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ending_a_block_a_suspension_and_a_refused_claim_end_all_sharing_at_once() {
    for how in ["person", "adviser", "block", "blocked", "suspended", "adviser suspended", "claim", "erased"] {
        let cast = cast().await;
        let Cast { world, person, adviser, other } = &cast;
        writes_a_profile(person, "canari").await;
        let room = world.room("atelier", Audience::Public, &[other]).await;
        let talk = person.asks(&room, "Par où commencer ?", "Je cherche.").await;
        let id = cast.linked().await;
        person.does(&at(id, "given"), &[("field", "name")]).await;
        person.does(&at(id, "threads"), &[("thread", &talk.id.to_string())]).await;
        person.asks_for_a_call(world, "Ma lettre", "06 12 34 56 78", "").await;
        assert_eq!(cast.shared().await, (1, 1), "{how}");
        let boss = world.admin("boss").await;
        let until = (clock::now() + Duration::days(9)).format("%Y-%m-%d").to_string();
        let suspension = [("reason", "Publicité."), ("until", until.as_str())];
        let told = match how {
            "person" => (person.does(&at(id, "closure"), &[]).await, adviser).1,
            "adviser" => (adviser.does(&at(id, "closure"), &[]).await, person).1,
            "block" => (person.does("/people/martin/silence", &[("kind", "block")]).await, adviser).1,
            "blocked" => (adviser.does("/people/awa/silence", &[("kind", "block")]).await, person).1,
            "suspended" => (boss.does("/admin/people/awa/suspension", &suspension).await, adviser).1,
            "adviser suspended" => (boss.does("/admin/people/martin/suspension", &suspension).await, person).1,
            "claim" => {
                let refused = [("decision", "refuse"), ("reason", "Plus en poste.")];
                (boss.does("/admin/claims/martin", &refused).await, person).1
            }
            _ => {
                let me = world.seen(adviser).await;
                let posts = passerelle::models::privacy::closing::Posts::Keep;
                passerelle::models::privacy::closing::ask(&world.house, &me, posts).await.unwrap();
                world.works().await;
                person
            }
        };
        assert_eq!(cast.shared().await, (0, 0), "{how}");
        let db = &world.house.db;
        let left = accompaniments::Entity::find_by_id(id).one(db).await.unwrap();
        assert!(
            left.is_none_or(|row| row.state == "closed" && row.place.is_none() && row.open_pair.is_none()),
            "{how}"
        );
        let calls = calls::Entity::find().filter(calls::Column::OpenOf.is_not_null().or(calls::Column::Phone.ne("")));
        assert_eq!(calls.count(db).await.unwrap(), 0, "{how}: nobody calls, and no number is left");
        let told = told.hears().await;
        let said = told.iter().any(|line| line.contains("terminé"));
        assert!(said, "{how}: {told:?}");
        // Nothing of it is left to read, to do or to be told of that is no more.
        person.post(&at(id, "given"), &[("field", "name")]).await;
        assert_eq!(cast.shared().await.0, 0, "{how}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_block_reads_as_someone_who_is_no_adviser_for_them() {
    let cast = cast().await;
    let Cast { person, adviser, other, .. } = &cast;
    adviser.does("/people/awa/silence", &[("kind", "block")]).await;
    let blocked = person.post("/me/adviser", &[("handle", "martin"), ("message", "Bonjour")]).await;
    let nobody = person.post("/me/adviser", &[("handle", "personne"), ("message", "Bonjour")]).await;
    blocked.assert_status(422);
    assert_eq!(blocked.all("#handle-error"), nobody.all("#handle-error"));
    person.get("/people/martin/accompaniments/new").await.assert_status(404);
    // One who waits when they are blocked reads a no.
    let id = other.asks_to_be_advised_by(&cast.world, adviser, "Bonjour").await;
    adviser.does("/people/cleo/silence", &[("kind", "block")]).await;
    assert_eq!(cast.row(id).await.state, "refused");
    other.get("/me/adviser").await.assert_sees("n’a pas donné suite");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn limits_keep_people_from_floods() {
    let cast = cast().await;
    let Cast { world, person, adviser, other } = &cast;
    let db = &world.house.db;
    let me = world.seen(person).await;
    // Taken back and asked again, a few times a day and no more.
    let to = users::Model::by_id(db, adviser.id()).await.unwrap();
    for _ in 0..asking::ASKED_A_DAY {
        let begun = asking::begin(db, &me, &to, "Bonjour").await.unwrap();
        Accompaniment::readable_by(db, &me, begun.id).await.unwrap().withdraw(db, &me).await.unwrap();
    }
    let refused = asking::begin(db, &me, &to, "Bonjour").await;
    assert!(matches!(refused, Err(Failure::Refused(Refusal::ContactsToday { most: 5 }))), "{refused:?}");
    // Once refused, the adviser is left in peace for three months.
    let id = other.asks_to_be_advised_by(world, adviser, "Bonjour").await;
    adviser.does(&at(id, "refusal"), &[]).await;
    other.post("/people/martin/accompaniments", &[("message", "Et maintenant ?")]).await.assert_status(422);
    // Those who may not write begin nothing.
    let unconfirmed = world.someone("nina", Kind::Seeker, |user| user.email_confirmed_at = Set(None)).await;
    unconfirmed.post("/me/adviser", &[("handle", "martin"), ("message", "Bonjour")]).await.assert_status(403);
    // No line is left of what was taken back.
    let lines = notifications::Entity::find().filter(notifications::Column::UserId.eq(adviser.id()));
    assert_eq!(lines.count(db).await.unwrap(), 1, "the one that was refused");
}
