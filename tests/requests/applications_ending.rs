//! Nobody is left without an answer: an offer that ends answers everyone, the clock
//! reminds and closes, how an organisation answers is public, and one that does not is
//! slowed until it has.

use chrono::Duration;
use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::applications,
        applications::{reasons::usual, reminding},
        offers::expiring,
    },
    refusals::Refusal,
    words::Lang,
};
use sea_orm::{EntityTrait, PaginatorTrait, sea_query::Expr};

use super::applications::{Bakery, bakery};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ending_an_offer_answers_everyone_who_waits_in_one_press() {
    let bakery = bakery().await;
    let mut people = vec![];
    for number in 0..7 {
        people.push(bakery.someone_answers(&format!("personne-{number}")).await);
    }
    let (gone, withdrawn) = people.pop().unwrap();
    gone.does(&format!("/me/applications/{withdrawn}/removal"), &[]).await;
    let act = |act: &str| format!("/offers/{}/{act}", bakery.offer);
    for (door, fields, how) in [("filling", vec![("how", "elsewhere")], "elsewhere"), ("removal", vec![], "withdrawn")]
    {
        let led = bakery.owner.does(&act(door), &fields).await;
        assert_eq!(led.location(), act(&format!("closure?how={how}")));
        assert_eq!(bakery.world.offer_row(bakery.offer).await.state, "published", "nothing happens before it is sent");
    }
    let form = bakery.owner.get(&act("closure?how=elsewhere")).await;
    form.assert_status(200).assert_sees("6 personnes attendent");
    let words = form.typed("#words");
    assert_eq!(words.trim(), usual(Lang::Fr, "filled"), "the reason that goes without saying");
    assert_eq!(form.fields("form[method=post][action$='/closure']")[0], ("how".to_owned(), "elsewhere".to_owned()));
    assert_eq!(
        bakery.owner.get(&act("closure?how=here&reason=cancelled")).await.typed("#words").trim(),
        usual(Lang::Fr, "cancelled")
    );
    for fields in [
        [("how", "sold"), ("reason", "filled"), ("words", "Non")],
        [("how", "here"), ("reason", "origin"), ("words", "Non")],
        [("how", "here"), ("reason", "filled"), ("words", "")],
    ] {
        bakery.owner.post(&act("closure"), &fields).await.assert_status(422);
    }
    let reader = bakery.colleague("lise", "reader").await;
    let end = [("how", "elsewhere"), ("reason", "filled"), ("words", words.as_str())];
    reader.post(&act("closure"), &end).await.assert_status(403);
    gone.post(&act("closure"), &end).await.assert_status(404);
    bakery.owner.does(&act("closure"), &end).await;
    assert_eq!(bakery.world.offer_row(bakery.offer).await.state, "filled_elsewhere");
    for (person, id) in &people {
        assert_eq!(person.was_told().await, ["Votre candidature a sa réponse, avec une raison."]);
        person.get(&format!("/me/applications/{id}")).await.assert_sees(&usual(Lang::Fr, "filled"));
    }
    assert_eq!(bakery.row(withdrawn).await.state, "withdrawn", "who took it back is told nothing");
    assert!(gone.was_told().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_that_ends_by_itself_or_by_a_feed_leaves_people_waiting_and_the_console_says_so() {
    let bakery = bakery().await;
    let job = |number: usize| {
        format!(
            "<job><referencenumber>{number}</referencenumber><title>Poste {number} H/F</title>\
             <description>Un texte.</description><url>https://fournil.example/{number}</url></job>"
        )
    };
    let feed = |numbers: std::ops::Range<usize>| format!("<source>{}</source>", numbers.map(job).collect::<String>());
    bakery.owner.imports(&bakery.path, "dix.xml", &feed(0..10)).await;
    let offers = passerelle::models::_entities::offers::Entity::find().all(&bakery.world.house.db).await.unwrap();
    let first = offers.iter().find(|offer| offer.title.starts_with("Poste 0")).expect("an offer of the feed");
    let (_, expired) = bakery.someone_answers("cleo").await;
    let sent = bakery.person.applies_to(first.id, "Bonjour", &[]).await;
    bakery.owner.imports(&bakery.path, "dix.xml", &feed(1..10)).await;
    assert_eq!(bakery.world.offer_row(first.id).await.state, "withdrawn");
    expiring::expire_due(&bakery.world.house.db, clock::now() + Duration::days(31)).await.unwrap();
    for id in [expired, sent] {
        assert_eq!(bakery.row(id).await.state, "waiting", "nothing automatic answers in a person’s place");
    }
    for state in ["withdrawn", "ended"] {
        let console = bakery.owner.get(&format!("{}/console?state={state}", bakery.path)).await;
        console.assert_sees("plus publiée et une candidature attend encore");
    }
    bakery.person.get(&format!("/me/applications/{sent}")).await.assert_status(200).assert_sees("Poste 0 H/F");
    bakery.owner.does(&bakery.at(sent, "/refusal"), &[("reason", "cancelled"), ("words", "Désolée.")]).await;
}

impl Bakery {
    /// What the clock does so many days after the first application was sent.
    async fn after(&self, days: i64) {
        let now = clock::now() + Duration::days(days) + Duration::hours(1);
        reminding::remind_due(&self.world.house.db, now).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn recruiters_are_reminded_on_the_day_they_said_and_a_week_later_then_it_is_closed_and_said() {
    let bakery = bakery().await;
    let id = bakery.person.applies_to(bakery.offer, "Les matins me vont.", &["name"]).await;
    assert_eq!(bakery.world.told(&bakery.owner).await, ["application-received"]);
    for (day, due) in [(6, 0), (7, 1), (8, 0), (13, 0), (14, 1), (15, 0), (27, 0)] {
        for _ in 0..2 {
            bakery.after(day).await;
        }
        assert_eq!(bakery.world.told(&bakery.owner).await, vec!["application-overdue"; due], "day {day}");
        assert!(bakery.world.told(&bakery.person).await.is_empty());
    }
    bakery.after(28).await;
    assert_eq!(bakery.row(id).await.state, "closed");
    assert_eq!(bakery.world.told(&bakery.person).await, ["application-closed"]);
    let page = bakery.person.get(&format!("/me/applications/{id}")).await;
    page.assert_sees("Ce n’est pas un refus").assert_sees("/me/adviser").assert_sees("href=\"/offers\"");
    bakery.owner.post(&bakery.at(id, "/acceptance"), &[]).await.assert_status(409);
    // Three months later nothing of it is left; what was withdrawn goes after two days.
    let (person, other) = bakery.someone_answers("cleo").await;
    person.does(&format!("/me/applications/{other}/removal"), &[]).await;
    let count = async || applications::Entity::find().count(&bakery.world.house.db).await.unwrap();
    reminding::forget(&bakery.world.house.db, clock::now() + Duration::days(3)).await.unwrap();
    assert_eq!(count().await, 1);
    bakery.world.time_comes(clock::now() + Duration::days(95)).await;
    assert_eq!(count().await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_in_time_is_not_reminded_of() {
    let bakery = bakery().await;
    let (person, id) = bakery.someone_answers("cleo").await;
    bakery.owner.does(&bakery.at(id, "/acceptance"), &[]).await;
    for actor in [&bakery.owner, &person] {
        bakery.world.told(actor).await;
    }
    for day in [7, 14, 40] {
        bakery.after(day).await;
    }
    assert!(bakery.world.told(&bakery.owner).await.is_empty() && bakery.world.told(&person).await.is_empty());
    assert_eq!(bakery.row(id).await.state, "accepted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn how_an_organisation_answers_is_public_from_five_applications_on() {
    let bakery = bakery().await;
    let (visitor, offer) = (bakery.world.visitor(), bakery.world.offer_row(bakery.offer).await.path());
    let no = [("reason", "many"), ("words", "Non, désolée.")];
    for number in 0..5 {
        for page in [&offer, &bakery.path] {
            visitor.get(page).await.assert_unseen("candidatures en trois mois");
        }
        let (_, id) = bakery.someone_answers(&format!("personne-{number}")).await;
        bakery.owner.does(&bakery.at(id, "/refusal"), &no).await;
    }
    // Not due yet, it counts for nothing.
    let (_, waiting) = bakery.someone_answers("cleo").await;
    for page in [&offer, &bakery.path] {
        visitor.get(page).await.assert_sees("de 5 candidatures en trois mois, le plus souvent en moins d’une heure");
    }
    bakery.overdue(&[waiting], 0).await;
    bakery.after(0).await;
    for page in [&offer, &bakery.path] {
        visitor.get(page).await.assert_sees("83").assert_sees("de 6 candidatures en trois mois");
    }
    // What is older than three months no longer counts.
    let txn = bakery.world.house.db.write().await.unwrap();
    let old = clock::now() - Duration::days(91);
    let aged = applications::Entity::update_many().col_expr(applications::Column::AskedAt, Expr::value(old));
    aged.exec(&txn).await.unwrap();
    txn.also_forget(passerelle::freshness::Tag::Everything);
    txn.commit().await.unwrap();
    visitor.get(&bakery.path).await.assert_unseen("candidatures en trois mois");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_overdue_answers_slow_an_organisation_until_they_are_given() {
    let bakery = bakery().await;
    let mut ids = vec![];
    for number in 0..5 {
        ids.push(bakery.someone_answers(&format!("personne-{number}")).await.1);
    }
    let (visitor, offer) = (bakery.world.visitor(), bakery.world.offer_row(bakery.offer).await.path());
    let draft = bakery.owner.writes_offer(&bakery.path, &[("title", "Pâtissier ou pâtissière")]).await;
    let draft = crate::support::offers::number(draft.location());
    visitor.get(&offer).await.assert_sees("Répondre ici");
    bakery.overdue(&ids[1..], 1).await;
    bakery.after(0).await;
    visitor.get(&offer).await.assert_sees("applications/new");
    bakery.overdue(&ids, 1).await;
    bakery.after(0).await;
    visitor.get(&offer).await.assert_unseen("applications/new").assert_sees("pas de nouvelles réponses ici");
    let to = format!("/offers/{}/applications", bakery.offer);
    let kept = bakery.person.post(&to, &[("message", "Un mot à garder")]).await;
    kept.assert_status(409).assert_sees("Un mot à garder").assert_says(&Refusal::NoAnswersHere);
    bakery.person.get(&format!("{to}/new")).await.assert_status(409);
    // It publishes no more by hand; a feed goes on.
    let refused = bakery.owner.post(&format!("/offers/{draft}/publication"), &[]).await;
    refused.assert_status(409).assert_says(&Refusal::AnswersOverdue { count: 5 });
    let sent = bakery.owner.writes_offer(&bakery.path, &[("title", "Livreur ou livreuse"), ("act", "publish")]).await;
    sent.assert_status(409).assert_says(&Refusal::AnswersOverdue { count: 5 });
    let job = "<source><job><referencenumber>1</referencenumber><title>Poste importé H/F</title>\
               <description>Un texte.</description><url>https://fournil.example/1</url></job></source>";
    bakery.owner.imports(&bakery.path, "un.xml", job).await;
    visitor.get("/offers").await.assert_sees("Poste importé");
    let console = format!("{}/console", bakery.path);
    bakery.owner.get(&console).await.assert_sees("5 candidatures attendent au-delà");
    // One answer ends it at once.
    bakery.owner.does(&bakery.at(ids[0], "/refusal"), &[("reason", "many"), ("words", "Pardon du retard.")]).await;
    bakery.owner.get(&console).await.assert_unseen("au-delà du délai");
    visitor.get(&offer).await.assert_sees("applications/new");
    bakery.owner.does(&format!("/offers/{draft}/publication"), &[]).await;
    bakery.person.applies_to(bakery.offer, "Un mot à garder", &[]).await;
    let late = bakery.world.person("tard", Kind::Seeker).await;
    late.get(&offer).await.assert_sees("applications/new");
}
