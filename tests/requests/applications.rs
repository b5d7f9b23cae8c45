//! Answering an offer here: where, by whom, what is given with it, to whom, and until
//! when. The organisation's answer is in `applications_answered`, its end by the clock or
//! with the offer in `applications_ending`.

use chrono::Duration;
use passerelle::{
    access::Kind,
    clock,
    models::_entities::{accesses, applications},
    refusals::Refusal,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use crate::{
    requests::profiles::writes_a_profile,
    support::{Actor, World},
};

pub struct Bakery {
    pub world: World,
    pub owner: Actor,
    pub path: String,
    pub offer: i64,
    pub person: Actor,
}

/// An organisation that answers within a week, an offer of its own, someone who looks for
/// work.
pub async fn bakery() -> Bakery {
    let world = World::new().await;
    world.knows_places().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    owner.takes_answers(&path, "7").await;
    let offer = owner.publishes(&path, &[]).await;
    let person = world.person("awa", Kind::Seeker).await;
    Bakery { world, owner, path, offer, person }
}

impl Bakery {
    pub async fn row(&self, id: i64) -> applications::Model {
        applications::Entity::find_by_id(id).one(&self.world.house.db).await.unwrap().expect("an application")
    }

    /// Where the organisation reads an application, or answers it.
    pub fn at(&self, id: i64, act: &str) -> String {
        format!("{}/applications/{id}{act}", self.path)
    }

    /// Someone else of the organisation, in a role.
    pub async fn colleague(&self, handle: &str, role: &str) -> Actor {
        let colleague = self.world.person(handle, Kind::Recruiter).await;
        self.owner.does(&format!("{}/people", self.path), &[("handle", handle), ("role", role)]).await;
        colleague.does(&format!("{}/people/acceptance", self.path), &[]).await;
        colleague
    }

    /// The day by which these were to be answered was so many days ago.
    pub async fn overdue(&self, ids: &[i64], days: i64) {
        let day = clock::now() - Duration::days(days) - Duration::minutes(1);
        let txn = self.world.house.db.write().await.unwrap();
        applications::Entity::update_many()
            .col_expr(applications::Column::DueAt, Expr::value(day))
            .filter(applications::Column::Id.is_in(ids.iter().copied()))
            .exec(&txn)
            .await
            .unwrap();
        txn.commit().await.unwrap();
    }

    pub async fn someone_answers(&self, handle: &str) -> (Actor, i64) {
        let person = self.world.person(handle, Kind::Seeker).await;
        let id = person.applies_to(self.offer, "Bonjour, les matins me vont.", &[]).await;
        (person, id)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_is_answered_here_after_the_official_way_where_its_organisation_takes_answers() {
    let bakery = bakery().await;
    let (visitor, offer) = (bakery.world.visitor(), bakery.world.offer_row(bakery.offer).await.path());
    let page = visitor.get(&offer).await;
    page.assert_sees("répond sous 7 jours").assert_sees("Il faut d’abord se connecter");
    let ways = page.attributes("main a.button", "href");
    let new = format!("/offers/{}/applications/new", bakery.offer);
    assert_eq!(ways, ["https://fournil.example/postuler".to_owned(), format!("/sign-in?next={new}")]);
    let led = visitor.get(&new).await;
    led.assert_status(303);
    assert!(led.location().starts_with("/sign-in"), "{}", led.location());
    bakery.person.get(&offer).await.assert_unseen("Il faut d’abord se connecter");
    bakery.person.get(&new).await.assert_status(200).assert_sees("qui recrutent pour Le Fournil");
    let to = format!("/offers/{}/applications", bakery.offer);
    bakery.person.post(&to, &[("message", "Bonjour"), ("score", "9")]).await.assert_status(422);
    let empty = bakery.person.post(&to, &[("message", " "), ("name", "on")]).await;
    assert!(empty.assert_status(422).has("#message-error"));
    // Over, or taken back by its organisation: said, and nothing of what was typed is lost.
    bakery.owner.does(&format!("/offers/{}/pause", bakery.offer), &[]).await;
    visitor.get(&offer).await.assert_unseen("Répondre ici");
    bakery.person.get(&new).await.assert_status(404);
    let late = bakery.person.post(&to, &[("message", "Un mot à garder")]).await;
    late.assert_status(409).assert_sees("Un mot à garder").assert_says(&Refusal::NoAnswersHere);
    bakery.owner.does(&format!("/offers/{}/publication", bakery.offer), &[]).await;
    bakery.owner.takes_answers(&bakery.path, "").await;
    visitor.get(&offer).await.assert_unseen("Répondre ici").assert_sees("fournil.example/postuler");
    bakery.person.post(&to, &[("message", "Bonjour")]).await.assert_status(404);
    let odd = [("name", "Le Fournil"), ("kind", "company"), ("takes_answers", "on"), ("answer_days", "5")];
    bakery.owner.post(&format!("{}/settings", bakery.path), &odd).await.assert_status(422);
    assert_eq!(applications::Entity::find().count(&bakery.world.house.db).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_sent_twice_is_one_and_more_than_ten_a_day_wait_until_tomorrow() {
    let bakery = bakery().await;
    let id = bakery.person.applies_to(bakery.offer, "Les matins me vont.", &["name"]).await;
    assert_eq!(bakery.person.applies_to(bakery.offer, "Les matins me vont.", &["name"]).await, id);
    let to = format!("/offers/{}/applications", bakery.offer);
    let other = bakery.person.post(&to, &[("message", "Encore moi.")]).await;
    other.assert_status(409).assert_sees("Encore moi.").assert_says(&Refusal::ApplicationSent);
    let row = bakery.row(id).await;
    assert_eq!(
        (row.message.as_str(), row.fields.as_str(), row.state.as_str()),
        ("Les matins me vont.", "name", "waiting")
    );
    assert_eq!(row.due_at - row.asked_at, Duration::days(7));
    let again = bakery.person.get(&format!("{to}/new")).await;
    assert_eq!(again.assert_status(303).location(), format!("/me/applications/{id}"));
    for number in 0..10 {
        let title = format!("Poste numéro {number} H/F");
        let offer = bakery.owner.publishes(&bakery.path, &[("title", &title)]).await;
        let sent = bakery.person.post(&format!("/offers/{offer}/applications"), &[("message", "Bonjour")]).await;
        sent.assert_status(if number < 9 { 303 } else { 429 });
    }
    bakery.person.get("/me/applications").await.assert_sees("Poste numéro 8 H/F").assert_unseen("Poste numéro 9 H/F");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_the_suspended_nor_those_who_recruit_there_answer_an_offer() {
    let bakery = bakery().await;
    let later = Some((clock::now() + Duration::days(3)).into());
    let suspended = bakery.world.someone("bruno", Kind::Seeker, |user| user.suspended_until = Set(later)).await;
    let unconfirmed = bakery.world.someone("nina", Kind::Seeker, |user| user.email_confirmed_at = Set(None)).await;
    let to = format!("/offers/{}/applications", bakery.offer);
    for actor in [&suspended, &unconfirmed] {
        actor.post(&to, &[("message", "Des mots gardés")]).await.assert_status(403).assert_sees("Des mots gardés");
    }
    bakery.owner.post(&to, &[("message", "Bonjour")]).await.assert_status(404);
    bakery.owner.get(&format!("{to}/new")).await.assert_status(404);
    assert_eq!(applications::Entity::find().count(&bakery.world.house.db).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_given_is_seen_by_those_who_recruit_at_this_moment_and_stops_with_the_application() {
    let bakery = bakery().await;
    let (owner, person) = (&bakery.owner, &bakery.person);
    writes_a_profile(person, "motprofil").await;
    let new = person.get(&format!("/offers/{}/applications/new", bakery.offer)).await;
    assert_eq!(new.attributes("main input[type=checkbox]", "name"), ["name", "place", "contact", "log"]);
    assert!(!new.has("main input[checked]"), "nothing is given unless it is ticked");
    let other = bakery.world.person("oscar", Kind::Recruiter).await;
    bakery.world.organisation("Ailleurs", &other).await;
    let reader = bakery.colleague("lise", "reader").await;
    let id = person.applies_to(bakery.offer, "Les matins me vont.", &["name"]).await;
    let profile = format!("/people/{}", person.handle());
    let (name, place) = ("nomcompletmotprofil", "coordonneemotprofil");
    let sees = async |actor: &Actor| {
        let page = actor.get(&profile).await;
        page.assert_status(200).assert_unseen(place);
        page.body.contains(name)
    };
    assert!(sees(owner).await && !sees(&reader).await && !sees(&other).await);
    let seen = accesses::Entity::find().filter(accesses::Column::UserId.eq(person.id()));
    let seen = seen.one(&bakery.world.house.db).await.unwrap().expect("a line of the journal");
    assert_eq!((seen.by_id, seen.why.as_str(), seen.fields.as_str()), (Some(owner.id()), "given", "profile name"));
    // Who joins sees it at once; who leaves, or only reads from then on, no more.
    let colleague = bakery.colleague("paul", "recruiter").await;
    assert!(sees(&colleague).await);
    let people = format!("{}/people", bakery.path);
    owner.does(&people, &[("handle", "paul"), ("role", "reader")]).await;
    assert!(!sees(&colleague).await);
    owner.does(&people, &[("handle", "paul"), ("role", "recruiter")]).await;
    assert!(sees(&colleague).await);
    owner.does(&format!("{people}/removal"), &[("handle", "paul")]).await;
    assert!(!sees(&colleague).await);
    // Taken back, and back again.
    let withdrawn = person.does(&format!("/me/applications/{id}/removal"), &[]).await;
    assert!(!sees(owner).await);
    owner.get(&bakery.at(id, "")).await.assert_status(404);
    person.undoes(&withdrawn).await;
    assert!(sees(owner).await);
    // Kept at a distance by the person, a recruiter sees neither what is given nor the rest.
    person.does(&format!("/people/{}/silence", owner.handle()), &[("kind", "block")]).await;
    assert!(!sees(owner).await);
    owner.get(&bakery.at(id, "")).await.assert_status(404);
    owner.get(&format!("{}/applications", bakery.path)).await.assert_unseen("AWA Test");
    person.does(&format!("/people/{}/silence/removal", owner.handle()), &[]).await;
    // Refused, it is over.
    owner.does(&bakery.at(id, "/refusal"), &[("reason", "skills"), ("words", "Non, désolée.")]).await;
    assert!(!sees(owner).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_yes_gives_lasts_as_long_as_the_conversation_and_is_taken_back_there() {
    let bakery = bakery().await;
    let (owner, person) = (&bakery.owner, &bakery.person);
    writes_a_profile(person, "motprofil").await;
    let colleague = bakery.colleague("paul", "recruiter").await;
    let id = person.applies_to(bakery.offer, "Les matins me vont.", &["name", "contact"]).await;
    let accepted = owner.does(&bakery.at(id, "/acceptance"), &[]).await;
    let conversation = accepted.location().to_owned();
    let profile = format!("/people/{}", person.handle());
    let (name, contact) = ("nomcompletmotprofil", "coordonneemotprofil");
    for actor in [owner, &colleague] {
        actor.get(&profile).await.assert_sees(name).assert_sees(contact);
    }
    // What is said to be taken back is not seen by another way.
    person.does(&format!("{conversation}/given/removal"), &[("field", "contact")]).await;
    for actor in [owner, &colleague] {
        actor.get(&profile).await.assert_sees(name).assert_unseen(contact);
    }
    person.does(&format!("{conversation}/closure"), &[]).await;
    for actor in [owner, &colleague] {
        actor.get(&profile).await.assert_unseen(name);
    }
    let mine = person.get(&format!("/me/applications/{id}")).await;
    mine.assert_status(200).assert_sees(&conversation);
    // Nor do their pages say that it is given still.
    mine.assert_sees("Vous ne donnez rien de votre profil");
    owner.get(&bakery.at(id, "")).await.assert_unseen("vous donne :");
    // From the page of publics, all of it goes.
    let other = bakery.world.person("cleo", Kind::Seeker).await;
    writes_a_profile(&other, "autreprofil").await;
    other.applies_to(bakery.offer, "Bonjour", &["name"]).await;
    owner.get("/people/cleo").await.assert_sees("nomcompletautreprofil");
    other.get("/me/audiences").await.assert_sees("/me/applications");
    other.does("/me/audiences/removal", &[("handle", "odile")]).await;
    owner.get("/people/cleo").await.assert_unseen("nomcompletautreprofil");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn to_readers_to_other_organisations_and_to_admins_there_are_no_applications() {
    let bakery = bakery().await;
    let (_, id) = bakery.someone_answers("cleo").await;
    let reader = bakery.colleague("lise", "reader").await;
    let other = bakery.world.person("oscar", Kind::Recruiter).await;
    bakery.world.organisation("Ailleurs", &other).await;
    let admin = bakery.world.admin("boss").await;
    let list = format!("{}/applications", bakery.path);
    for actor in [&reader, &other, &admin, &bakery.person] {
        for path in
            [&list, &format!("{list}?offer={}", bakery.offer), &bakery.at(id, ""), &bakery.at(id, "?reason=pay")]
        {
            actor.get(path).await.assert_status(404);
        }
        for act in ["/acceptance", "/refusal"] {
            let fields = [("reason", "pay"), ("words", "Non")];
            actor.post(&bakery.at(id, act), &fields[..if act == "/refusal" { 2 } else { 0 }]).await.assert_status(404);
        }
    }
    // Nor is there a count, or a way.
    let console = format!("{}/console", bakery.path);
    bakery.owner.get(&console).await.assert_sees("une candidature attend").assert_sees(&list);
    for actor in [&reader, &admin] {
        for page in [&console, &bakery.path, &bakery.world.offer_row(bakery.offer).await.path()] {
            actor.get(page).await.assert_status(200).assert_unseen("candidature attend").assert_unseen(&list);
        }
    }
    assert_eq!(bakery.row(id).await.state, "waiting");
    // Its own, to nobody else.
    bakery.person.get(&format!("/me/applications/{id}")).await.assert_status(404);
    bakery.person.post(&format!("/me/applications/{id}/removal"), &[]).await.assert_status(404);
    // One line an organisation, gone with the role.
    let colleague = bakery.colleague("paul", "recruiter").await;
    bakery.someone_answers("dina").await;
    assert_eq!(colleague.was_told().await, ["De nouvelles candidatures attendent une réponse."]);
    assert_eq!(bakery.owner.was_told().await.len(), 1, "one line, brought up to date");
    bakery.owner.does(&format!("{}/people/removal", bakery.path), &[("handle", "paul")]).await;
    assert!(colleague.was_told().await.is_empty() && reader.was_told().await.is_empty());
}
