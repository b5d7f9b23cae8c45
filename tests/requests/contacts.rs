//! Contacts: who may ask whom, the four answers, one answer among several, what is
//! given and taken back, and how an organisation answers. `second_thoughts` is what one
//! comes back to, `introductions` what someone else proposes.

use std::sync::Arc;

use passerelle::{
    access::{Kind, Person},
    models::{
        _entities::{blocks, contacts, disclosures, notifications},
        contacts::{Model as Contact, asking, asking::Draft},
        profiles::{Field, disclosure},
        users,
    },
    refusals::{Failure, Refusal},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use crate::{
    requests::profiles::writes_a_profile,
    support::{Actor, Page, World},
};

pub struct Cast {
    pub world: World,
    pub asker: Actor,
    pub person: Actor,
    pub other: Actor,
}

/// A recruiter, someone who looks for work, and someone else.
pub async fn cast() -> Cast {
    let world = World::new().await;
    world.knows_places().await;
    let asker = recruiter(&world, "rachel", "Maison Claire").await;
    let person = world.person("awa", Kind::Seeker).await;
    let other = world.person("cleo", Kind::Other).await;
    Cast { world, asker, person, other }
}

pub async fn recruiter(world: &World, handle: &str, organisation: &str) -> Actor {
    let organisation = Set(Some(organisation.to_owned()));
    world.someone(handle, Kind::Recruiter, |user| user.organisation_name = organisation).await
}

pub fn at(id: i64, act: &str) -> String {
    format!("/me/contacts/{id}/{act}")
}

impl Actor {
    pub async fn asks_again(&self, to: &Actor, purpose: &str) -> Page {
        let fields = [("purpose", purpose), ("message", "Encore une question.")];
        self.post(&format!("/people/{}/contacts", to.handle()), &fields).await
    }

    pub async fn accepts(&self, id: i64, fields: &[(&str, &str)]) -> Page {
        self.post(&at(id, "acceptance"), fields).await
    }

    pub async fn was_told(&self) -> Vec<String> {
        let page = self.get("/notifications").await;
        page.assert_status(200);
        page.all(".thread-row--unread .thread-row__sense")
    }

    pub async fn takes(&self, from: &str) {
        self.does("/me/contacts/from", &[("contacts_from", from)]).await;
    }
}

pub async fn row(world: &World, id: i64) -> contacts::Model {
    contacts::Entity::find_by_id(id).one(&world.house.db).await.unwrap().expect("a contact")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_is_asked_with_a_purpose_and_says_yes_no_or_later() {
    let Cast { world, asker, person, other } = cast().await;
    let id = asker.asks_of(&person, "offer", "Un poste de jour, à Nantes.").await;
    // Who asks and why is in the contact itself (GDPR, art. 14).
    let page = person.get(&format!("/me/contacts/{id}")).await;
    page.assert_status(200);
    for told in ["RACHEL Test", "Recrute", "Maison Claire", "Un poste à proposer", "Un poste de jour, à Nantes."] {
        page.assert_sees(told);
    }
    assert_eq!(person.was_told().await, ["RACHEL Test vous demande quelque chose."]);
    // To anyone but the two there is nothing, and only whoever was asked answers.
    for (actor, act) in [(&other, "acceptance"), (&other, "messages"), (&other, "block"), (&asker, "acceptance")] {
        actor.post(&at(id, act), &[]).await.assert_status(404);
    }
    other.get(&format!("/me/contacts/{id}")).await.assert_status(404);
    person.post(&at(id, "removal"), &[]).await.assert_status(404);
    // Nothing is written before it is accepted.
    let early = asker.post(&at(id, "messages"), &[("body", "Alors ?")]).await;
    early.assert_status(409).assert_sees("Alors ?");
    // Later, then no, then yes after all.
    let day = (passerelle::clock::now() + chrono::Duration::days(9)).format("%Y-%m-%d").to_string();
    person.does(&at(id, "delay"), &[("until", &day)]).await;
    assert_eq!(asker.was_told().await, ["AWA Test répondra plus tard."]);
    let refused = person.does(&at(id, "refusal"), &[("reason", "Trop loin.")]).await;
    asker.get(&format!("/me/contacts/{id}")).await.assert_sees("Trop loin.");
    person.undoes(&refused).await;
    assert_eq!(row(&world, id).await.state, "waiting");
    assert!(asker.was_told().await.is_empty(), "what was taken back is not told any more");
    person.accepts(id, &[]).await.assert_status(303);
    asker.does(&at(id, "messages"), &[("body", "Bonjour **Awa**.")]).await;
    assert_eq!(person.was_told().await, ["RACHEL Test vous écrit."]);
    let read = person.get(&format!("/me/contacts/{id}")).await;
    assert_eq!(read.all(".contact-message strong"), ["RACHEL Test", "Awa"]);
    // Read by reading.
    passerelle::models::reading::write(&world.house).await.unwrap();
    assert!(person.was_told().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_contact_about_an_offer_leads_to_it() {
    let Cast { world, asker, person, .. } = cast().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    // What is prepared is no offer to be asked about.
    let offer = crate::support::offers::number(owner.writes_offer(&path, &[]).await.location());
    let (about, to) = (offer.to_string(), format!("/people/{}/contacts", person.handle()));
    let fields = [("purpose", "offer"), ("message", "Ce poste vous irait-il ?"), ("offer_id", about.as_str())];
    asker.post(&to, &fields).await.assert_status(422);
    owner.does(&format!("/offers/{offer}/publication"), &[]).await;
    let sent = asker.does(&to, &fields).await;
    let read = person.get(sent.location()).await;
    read.assert_sees("Vendeur ou vendeuse en boulangerie");
    assert!(read.has(&format!("a[href^='/offers/{about}-']")));
    // Taken away, it is nowhere any more, and the contact goes on.
    owner.does(&format!("/offers/{offer}/removal"), &[]).await;
    person.get(sent.location()).await.assert_status(200).assert_unseen("Vendeur ou vendeuse");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_refused_comes_back_with_its_words() {
    let Cast { world: _world, asker, person, .. } = cast().await;
    let path = format!("/people/{}/contacts", person.handle());
    let message = ("message", "Un mot à garder.");
    for (fields, said) in [
        (vec![("purpose", "selling"), message], "#purpose-error"),
        (vec![("purpose", "offer"), ("message", "  ")], "#message-error"),
        (vec![("purpose", "offer"), message, ("offer_id", "12")], ".form__refusal"),
    ] {
        let page = asker.post(&path, &fields).await;
        page.assert_status(422);
        assert!(page.has(said), "{fields:?}");
    }
    let page = asker.post(&path, &[("purpose", "offer"), message, ("offer_id", "12")]).await;
    page.assert_sees("Un mot à garder.").assert_sees("Cette offre n’est pas publiée");
    let id = asker.asks_of(&person, "offer", "Bonjour").await;
    let yesterday = [("until", "2020-01-01")];
    assert!(person.post(&at(id, "delay"), &yesterday).await.assert_status(422).has("#until-error"));
    let far = (passerelle::clock::now() + chrono::Duration::days(200)).format("%Y-%m-%d").to_string();
    person.post(&at(id, "delay"), &[("until", &far)]).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_suspended_or_not_confirmed_asks_nothing() {
    let Cast { world, person, .. } = cast().await;
    let later = Some((passerelle::clock::now() + chrono::Duration::days(3)).into());
    let suspended = world.someone("bruno", Kind::Seeker, |user| user.suspended_until = Set(later)).await;
    let unconfirmed = world.someone("nina", Kind::Seeker, |user| user.email_confirmed_at = Set(None)).await;
    for actor in [&suspended, &unconfirmed] {
        actor.asks_again(&person, "other").await.assert_status(403).assert_sees("Encore une question.");
    }
    assert_eq!(contacts::Entity::find().count(&world.house.db).await.unwrap(), 0);
    world.visitor().get(&format!("/people/{}/contacts/new", person.handle())).await.assert_status(303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_chooses_who_may_ask_and_to_the_others_there_is_no_door() {
    let Cast { world, asker, person, other } = cast().await;
    let peer = world.person("dina", Kind::Seeker).await;
    let adviser = world.person("ada", Kind::Adviser).await;
    let claimant = world.someone("paul", Kind::Recruiter, |user| user.claim = Set("pending".to_owned())).await;
    // Whose address has not answered yet is nobody's peer, and recruits for nobody.
    let newcomer = world.someone("nina", Kind::Seeker, |user| user.email_confirmed_at = Set(None)).await;
    let unanswered = world.someone("remi", Kind::Recruiter, |user| user.email_confirmed_at = Set(None)).await;
    let open = async |actor: &Actor| {
        let page = actor.get(&format!("/people/{}", person.handle())).await;
        let shown = page.has("a[href$='/contacts/new']");
        let form = actor.get(&format!("/people/{}/contacts/new", person.handle())).await;
        assert_eq!(form.status, if shown { 200 } else { 404 });
        if !shown {
            actor.asks_again(&person, "other").await.assert_status(404);
            let two = [("to", "cleo"), ("message", "Bonjour")];
            actor.post(&format!("/people/{}/introductions", person.handle()), &two).await.assert_status(404);
        }
        shown
    };
    for (from, due) in [
        ("members", [true, true, true, true, true, true, true]),
        ("peers", [false, true, true, false, false, false, false]),
        ("recruiters", [true, false, false, false, false, false, false]),
        ("nobody", [false; 7]),
    ] {
        person.takes(from).await;
        let actors = [&asker, &peer, &adviser, &other, &claimant, &newcomer, &unanswered];
        for (actor, due) in actors.into_iter().zip(due) {
            assert_eq!(open(actor).await, due, "{} of {from}", actor.handle());
        }
    }
    person.post("/me/contacts/from", &[("contacts_from", "friends")]).await.assert_status(422);
    // Nobody asks themselves, whoever they take contacts from.
    person.takes("members").await;
    assert!(!open(&person).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_block_reads_as_a_refusal_and_then_as_someone_who_takes_no_contact() {
    let Cast { world, asker, person, other } = cast().await;
    let refused = other.asks_of(&person, "other", "Bonjour").await;
    person.does(&at(refused, "refusal"), &[("reason", "")]).await;
    let blocked = asker.asks_of(&person, "other", "Bonjour").await;
    person.does(&at(blocked, "block"), &[]).await;
    let of = blocks::Entity::find().filter(blocks::Column::UserId.eq(person.id()));
    assert_eq!(of.one(&world.house.db).await.unwrap().expect("a block").kind, "block");
    // The same words for the one as for the other: told, and on the page that reads it.
    assert_eq!(asker.was_told().await, other.was_told().await);
    let read = async |actor: &Actor, id: i64| {
        let page = actor.get(&format!("/me/contacts/{id}")).await;
        page.assert_status(200);
        // The address that is printed is each one's own.
        page.all("main").concat().replace(&format!("/contacts/{id}"), "/contacts/…")
    };
    assert_eq!(read(&asker, blocked).await, read(&other, refused).await);
    // Afterwards, as for someone who takes none.
    let closed = world.person("nora", Kind::Seeker).await;
    closed.takes("nobody").await;
    let (gone, none) = (asker.asks_again(&person, "offer").await, asker.asks_again(&closed, "offer").await);
    assert_eq!((gone.status, none.status), (none.status, gone.status));
    assert_eq!(gone.all("main"), none.all("main"));
    // Whoever blocks asks nothing of them either.
    person.asks_again(&asker, "other").await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn blocking_from_a_page_ends_what_is_open_and_takes_back_what_was_given() {
    let Cast { world, asker, person, other } = cast().await;
    writes_a_profile(&person, "motprofil").await;
    let open = asker.asks_of(&person, "other", "Bonjour").await;
    person.accepts(open, &[("name", "on")]).await.assert_status(303);
    let waiting = other.asks_of(&person, "other", "Bonjour").await;
    for actor in [&asker, &other] {
        person.does(&format!("/people/{}/silence", actor.handle()), &[("kind", "block")]).await;
    }
    assert_eq!(row(&world, open).await.state, "closed");
    assert_eq!(row(&world, waiting).await.state, "refused");
    assert_eq!(disclosures::Entity::find().count(&world.house.db).await.unwrap(), 0);
    asker.post(&at(open, "messages"), &[("body", "Pourquoi ?")]).await.assert_status(409).assert_sees("Pourquoi ?");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_thing_at_a_time_is_open_between_two_people_whoever_asks() {
    let Cast { world, asker, person, .. } = cast().await;
    let id = asker.asks_of(&person, "offer", "Bonjour").await;
    assert_eq!(asker.asks_of(&person, "offer", "Bonjour").await, id, "the same sent twice is one");
    asker.asks_again(&person, "other").await.assert_status(409).assert_sees("Encore une question.");
    person.asks_again(&asker, "other").await.assert_status(409);
    person.does(&at(id, "refusal"), &[("reason", "")]).await;
    // A refusal is left in peace, for that purpose.
    asker.asks_again(&person, "offer").await.assert_status(422).assert_sees("moins de trois mois");
    let next = asker.asks_of(&person, "other", "Autre chose.").await;
    // What nobody answered yet can be taken back, and put back.
    let withdrawn = asker.does(&at(next, "removal"), &[]).await;
    person.get(&format!("/me/contacts/{next}")).await.assert_status(404);
    assert!(person.was_told().await.is_empty());
    asker.undoes(&withdrawn).await;
    assert_eq!(row(&world, next).await.state, "waiting");
    // Too late once it is answered.
    person.accepts(next, &[]).await.assert_status(303);
    asker.post(&at(next, "removal"), &[]).await.assert_status(409).assert_sees("d’être accepté");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn limits_protect_those_who_are_asked() {
    let world = World::new().await;
    let asker = world.person("ben", Kind::Other).await;
    for number in 0..5 {
        let person = world.person(&format!("personne-{number}"), Kind::Seeker).await;
        asker.asks_of(&person, "other", "Bonjour").await;
    }
    let last = world.person("encore", Kind::Seeker).await;
    let page = asker.asks_again(&last, "other").await;
    page.assert_status(429).assert_sees("5 demandes en vingt-quatre heures").assert_sees("Encore une question.");
    // A day later one asks again.
    let yesterday = passerelle::clock::now() - chrono::Duration::hours(25);
    let txn = world.house.db.write().await.unwrap();
    let asked = contacts::Entity::update_many().col_expr(contacts::Column::AskedAt, Expr::value(yesterday));
    asked.exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
    let first = asker.asks_of(&last, "other", "Bonjour").await;
    last.does(&at(first, "refusal"), &[("reason", "")]).await;
    // A confirmed recruiter asks more.
    let recruiter = recruiter(&world, "rachel", "Maison Claire").await;
    for number in 0..6 {
        let person = world.person(&format!("autre-{number}"), Kind::Seeker).await;
        recruiter.asks_of(&person, "offer", "Bonjour").await;
    }
    // Ten wait for one person; the eleventh hears it, without a figure.
    for number in 0..10 {
        world.person(&format!("monde-{number}"), Kind::Seeker).await.asks_of(&last, "other", "Bonjour").await;
    }
    let page = recruiter.asks_again(&last, "offer").await;
    page.assert_status(422).assert_sees("déjà beaucoup de demandes").assert_unseen("10 demandes");
    // One is answered: there is room for another.
    let waiting = contacts::Entity::find().filter(contacts::Column::State.eq("waiting"));
    let first = waiting.filter(contacts::Column::ToId.eq(last.id())).one(&world.house.db).await;
    last.does(&at(first.unwrap().unwrap().id, "refusal"), &[("reason", "")]).await;
    recruiter.asks_again(&last, "offer").await.assert_status(303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_several_answers_at_once_one_is_given_and_the_others_hear_which() {
    let Cast { world, asker, person, .. } = cast().await;
    let (asks, answers) = (world.seen(&asker).await, world.seen(&person).await);
    for round in 0..6 {
        let purpose = ["other", "offer", "introduction", "proofreading", "trade_question", "other"][round];
        let draft = Draft { purpose: purpose.to_owned(), message: format!("Tour {round}"), ..Draft::default() };
        let to = users::Model::by_id(&world.house.db, person.id()).await.unwrap();
        let id = match asking::ask(&world.house.db, &asks, &to, &draft).await {
            Ok(contact) => contact.id,
            // Refused a round ago: left in peace.
            Err(Failure::Refused(Refusal::ContactRefusedLately)) => continue,
            Err(failure) => panic!("{failure}"),
        };
        let mine = Arc::new(Contact::readable_by(&world.house.db, &answers, id).await.unwrap());
        let theirs = Arc::new(Contact::readable_by(&world.house.db, &asks, id).await.unwrap());
        let act = |which: usize| {
            let (db, mine, theirs) = (world.house.db.clone(), mine.clone(), theirs.clone());
            let (answers, asks): (Arc<Person>, Arc<Person>) = (answers.clone(), asks.clone());
            tokio::spawn(async move {
                match which {
                    0 => mine.accept(&db, &answers, &[Field::Name]).await,
                    1 => mine.refuse(&db, &answers, "Non").await,
                    _ => theirs.withdraw(&db, &asks).await,
                }
            })
        };
        let acts = [act(round % 3), act((round + 1) % 3), act((round + 2) % 3)];
        let mut won = 0;
        let mut heard = vec![];
        for act in acts {
            match act.await.unwrap() {
                Ok(()) => won += 1,
                Err(Failure::Refused(Refusal::ContactAnswered { state })) => heard.push(state),
                Err(failure) => panic!("{failure}"),
            }
        }
        let state = row(&world, id).await.state;
        assert_eq!((won, heard), (1, vec![state.clone(), state.clone()]));
        // What comes with a yes is given with a yes alone.
        let given = disclosure::given_to(&world.house.db, person.id(), asker.id()).await.unwrap();
        assert_eq!(!given.is_empty(), state == "accepted");
        if state == "accepted" {
            asker.does(&at(id, "closure"), &[]).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_ask_each_other_at_once_one_does() {
    let Cast { world, asker, person, .. } = cast().await;
    let people = [world.seen(&asker).await, world.seen(&person).await];
    let asks = |from: usize| {
        let (db, me, to) = (world.house.db.clone(), people[from].clone(), people[1 - from].id);
        tokio::spawn(async move {
            let to = users::Model::by_id(&db, to).await.unwrap();
            let draft = Draft { purpose: "other".to_owned(), message: "Bonjour".to_owned(), ..Draft::default() };
            asking::ask(&db, &me, &to, &draft).await
        })
    };
    let (one, other) = (asks(0), asks(1));
    let asked = [one.await.unwrap(), other.await.unwrap()];
    let won = asked.iter().filter(|asked| asked.is_ok()).count();
    let open = |asked: &Result<Contact, Failure>| matches!(asked, Err(Failure::Refused(Refusal::ContactOpen)));
    assert_eq!((won, asked.iter().filter(|asked| open(asked)).count()), (1, 1), "{asked:?}");
    assert_eq!(contacts::Entity::find().count(&world.house.db).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_back_in_a_conversation_is_not_shown_and_nothing_is_lost() {
    let Cast { world, asker, person, other } = cast().await;
    writes_a_profile(&person, "motprofil").await;
    let id = asker.asks_of(&person, "offer", "Bonjour").await;
    let page = person.get(&format!("/me/contacts/{id}")).await;
    assert_eq!(page.attributes(".contact-answers input[type=checkbox]", "name"), ["name", "place", "contact", "log"]);
    person.accepts(id, &[("name", "on"), ("contact", "on")]).await.assert_status(303);
    asker.does(&at(id, "messages"), &[("body", "Je vous rappelle demain.")]).await;
    let profile = format!("/people/{}", person.handle());
    let (name, contact) = ("nomcompletmotprofil", "coordonneemotprofil");
    asker.get(&profile).await.assert_sees(name).assert_sees(contact).assert_unseen("journalmotprofil");
    other.get(&profile).await.assert_unseen(name);
    asker.get(&format!("/me/contacts/{id}")).await.assert_sees("vous donne");
    // One field, in the middle of it: the rest goes on.
    let taken = person.does(&at(id, "given/removal"), &[("field", "contact")]).await;
    asker.get(&profile).await.assert_sees(name).assert_unseen(contact);
    person.undoes(&taken).await;
    asker.get(&profile).await.assert_sees(contact);
    // Everything, from another page.
    person.does("/me/audiences/removal", &[("handle", asker.handle())]).await;
    asker.get(&profile).await.assert_unseen(name).assert_unseen(contact);
    let read = asker.get(&format!("/me/contacts/{id}")).await;
    read.assert_sees("Je vous rappelle demain.")
        .assert_sees("rien de ce qui y est écrit n’est perdu")
        .assert_unseen(name);
    person.does(&at(id, "messages"), &[("body", "Entendu.")]).await;
    // Either ends it: readable by both, and nothing is given any more.
    person.does(&at(id, "given"), &[("field", "name")]).await;
    asker.does(&at(id, "closure"), &[]).await;
    asker.get(&profile).await.assert_unseen(name);
    for actor in [&asker, &person] {
        actor
            .get(&format!("/me/contacts/{id}"))
            .await
            .assert_sees("Entendu.")
            .assert_sees("La conversation est terminée");
        actor.post(&at(id, "messages"), &[("body", "Encore ?")]).await.assert_status(409);
        actor.post(&at(id, "given"), &[("field", "name")]).await.assert_status(409);
    }
    person.post(&at(id, "given"), &[("field", "age")]).await.assert_status(422);
    assert_eq!(world.log().await.iter().filter(|line| line.verb == "contact_written").count(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_an_organisation_answers_is_public_from_five_contacts_on() {
    let world = World::new().await;
    let one = recruiter(&world, "rachel", "Maison Claire").await;
    // Of the organisation, whoever of its recruiters is asked.
    let colleague = recruiter(&world, "colin", "maison  claire").await;
    let visitor = world.visitor();
    let said = async || {
        let page = visitor.get("/people/rachel").await;
        assert_eq!(page.has(".habits"), visitor.get("/people/colin").await.has(".habits"));
        page.first(".habits")
    };
    for number in 0..4 {
        let person = world.person(&format!("personne-{number}"), Kind::Seeker).await;
        let asked = if number % 2 == 0 { &one } else { &colleague };
        let id = person.asks_of(asked, "trade_question", "Comment est-ce ?").await;
        if number > 0 {
            asked.accepts(id, &[]).await.assert_status(303);
        }
    }
    // What recruiters ask each other does not count.
    recruiter(&world, "autre", "Ailleurs").await.asks_of(&one, "other", "Un café ?").await;
    assert_eq!(said().await, None);
    let fifth = world.person("personne-5", Kind::Seeker).await;
    let id = fifth.asks_of(&one, "other", "Bonjour").await;
    let said_now = said().await.expect("public");
    assert!(said_now.contains("à 60 % de 5 demandes") && said_now.contains("moins d’une heure"), "{said_now}");
    one.does(&at(id, "refusal"), &[("reason", "Non.")]).await;
    assert!(said().await.unwrap().contains("à 80"), "a no is an answer");
    fifth.get("/people/colin/contacts/new").await.assert_sees("à 80");
    assert!(!visitor.get("/people/personne-5").await.has(".habits"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_says_that_something_waits_and_nothing_of_it() {
    let Cast { world, asker, person, .. } = cast().await;
    let id = asker.asks_of(&person, "offer", "Un secret.").await;
    let soon = passerelle::clock::now() + chrono::Duration::minutes(5);
    passerelle::models::notifications::mailing::send_due(&world.house, soon).await.unwrap();
    let letter = world.letters_to(person.email()).await.remove(0);
    assert_eq!(letter.kind, "contact");
    assert!(letter.unsubscribe.is_some());
    assert!(letter.body_text.contains(&format!("http://house.test/me/contacts/{id}")), "{}", letter.body_text);
    for word in ["Un secret", "RACHEL", "Maison"] {
        assert!(!letter.body_text.contains(word) && !letter.body_html.contains(word), "{}", letter.body_text);
    }
    // Nobody is told of what someone does whom they silenced.
    let muted = world.person("mila", Kind::Seeker).await;
    muted.does("/people/rachel/silence", &[("kind", "mute")]).await;
    asker.asks_of(&muted, "offer", "Bonjour").await;
    use notifications::Column as N;
    let told = notifications::Entity::find().filter(N::UserId.eq(muted.id())).count(&world.house.db).await.unwrap();
    assert_eq!(told, 0);
    assert_eq!(muted.get("/me/contacts").await.all(".contact-row").len(), 1, "it waits there all the same");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_is_listed_first_and_the_rest_page_by_page() {
    let world = World::new().await;
    let person = world.person("awa", Kind::Seeker).await;
    let askers: Vec<Actor> = many(&world, 33).await;
    for asker in &askers {
        let id = asker.asks_of(&person, "other", "Bonjour").await;
        person.does(&at(id, "refusal"), &[("reason", "")]).await;
    }
    let waiting = askers[0].asks_of(&person, "offer", "Encore").await;
    let page = person.get("/me/contacts").await;
    assert_eq!(page.attributes(".contact-row a", "href")[0], format!("/me/contacts/{waiting}"));
    assert_eq!(page.all(".contact-row").len(), 31);
    let next = page.attribute("a[rel=next]", "href").expect("more");
    let page = person.get(&next).await;
    assert_eq!(page.all(".contact-row").len(), 3);
    assert!(!page.has("a[rel=next]"));
}

async fn many(world: &World, count: usize) -> Vec<Actor> {
    let mut people = vec![];
    for number in 0..count {
        people.push(world.person(&format!("monde-{number}"), Kind::Other).await);
    }
    people
}
