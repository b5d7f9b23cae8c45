//! The truth file: who may say what was really proposed, from how many on it is read beside
//! the offer, what its organisation learns of it and what it replies.

use chrono::Duration;
use passerelle::{
    access::Kind,
    clock,
    models::_entities::{activities, applications, offer_replies, offer_statements},
    refusals::Refusal,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use super::applications::{Bakery, bakery};
use crate::support::{Actor, PASSWORD, Page, offers::OFFER};

const LOWER: &str = "Au moins 3 personnes disent que le salaire proposé était plus bas.";

impl Bakery {
    fn truth(&self) -> String {
        format!("/offers/{}/statements", self.offer)
    }

    async fn page(&self) -> Page {
        let path = self.world.offer_row(self.offer).await.path();
        self.world.visitor().get(&path).await
    }

    /// Someone who answered the offer, from this address, and had an answer.
    async fn followed_up(&self, handle: &str, email: &str) -> Actor {
        let person = self.world.someone(handle, Kind::Seeker, |user| user.email = Set(email.to_owned())).await;
        self.is_answered(&person).await;
        person
    }

    async fn is_answered(&self, person: &Actor) {
        let sent = person.applies_to(self.offer, "Les matins me vont.", &[]).await;
        let no = [("reason", "skills"), ("words", "Il nous faut un CAP.")];
        self.owner.does(&self.at(sent, "/refusal"), &no).await;
    }

    /// Three of them, who found the pay lower.
    async fn three_find_the_pay_lower(&self) -> [Actor; 3] {
        let mut people = vec![];
        for handle in ["ana", "bob", "cid"] {
            let person = self.followed_up(handle, &format!("{handle}@mail.example")).await;
            person.does(&self.truth(), &[("pay", "lower"), ("post", "same")]).await;
            people.push(person);
        }
        people.try_into().map_err(|_| "three people").unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_three_people_were_proposed_is_read_beside_the_offer_and_what_two_were_is_not() {
    let bakery = bakery().await;
    let mut people = vec![];
    for handle in ["ana", "bob", "cid"] {
        people.push(bakery.followed_up(handle, &format!("{handle}@mail.example")).await);
    }
    let link = people[0].get(&bakery.world.offer_row(bakery.offer).await.path()).await;
    assert!(link.attributes("main a", "href").contains(&format!("{}#say", bakery.truth())));
    for person in &people[..2] {
        person.does(&bakery.truth(), &[("pay", "lower"), ("post", "same"), ("work", "")]).await;
    }
    // Kept for visitors from here on, and made anew when it says something else.
    bakery.page().await.assert_unseen("Au moins").assert_unseen("vraiment été proposé");
    let hidden = bakery.world.visitor().get(&bakery.truth()).await;
    hidden.assert_status(200).assert_sees("Rien pour l’instant").assert_unseen("Au moins");
    people[2].does(&bakery.truth(), &[("pay", "lower"), ("post", "same"), ("hours", "more")]).await;
    let page = bakery.page().await;
    page.assert_sees(LOWER).assert_sees("Au moins 3 personnes confirment que le poste existait.");
    page.assert_unseen("horaires proposés");
    assert!(page.all(".offer-facts dd").iter().any(|said| said.contains("plus bas")), "beside the pay");
    bakery.world.visitor().get(&bakery.truth()).await.assert_sees(LOWER).assert_sees("L’offre annonce");
    // What one said is there to be changed, and goes when it is taken back.
    let mine = people[2].get(&bakery.truth()).await;
    let chosen = mine.attributes(".truth-form input[checked]", "id");
    assert!(chosen.contains(&"pay-lower".to_owned()) && chosen.contains(&"work-unknown".to_owned()), "{chosen:?}");
    people[2].does(&bakery.truth(), &[("pay", "higher"), ("post", "same")]).await;
    bakery.page().await.assert_sees("Au moins 3 personnes disent que le salaire proposé était différent.");
    people[2].does(&format!("{}/removal", bakery.truth()), &[]).await;
    bakery.page().await.assert_unseen("Au moins");
    assert_eq!(offer_statements::Entity::find().count(&bakery.world.house.db).await.unwrap(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_followed_it_up_has_something_to_say_and_never_who_recruits() {
    let bakery = bakery().await;
    let (world, lower) = (&bakery.world, [("pay", "lower")]);
    // Nobody who did not answer it here.
    bakery.person.get(&bakery.truth()).await.assert_status(200).assert_unseen("Répondez à ce que vous savez");
    bakery.person.post(&bakery.truth(), &lower).await.assert_status(404);
    bakery.owner.post(&bakery.truth(), &lower).await.assert_status(404);
    assert!(world.visitor().post(&bakery.truth(), &lower).await.location().starts_with("/sign-in"));
    // Nobody who recruits elsewhere, by what they are, or by their address.
    let rival = world.person("otto", Kind::Recruiter).await;
    bakery.is_answered(&rival).await;
    let colleague = bakery.followed_up("lea", "lea@rh.quai.example").await;
    let quai = world.someone("paul", Kind::Recruiter, |user| user.email = Set("paul@quai.example".into())).await;
    quai.does("/organisations", &[("name", "Le Quai"), ("kind", "company"), ("website", "https://quai.example")]).await;
    quai.does("/organisations/le-quai/proof", &[]).await;
    for who in [&rival, &colleague] {
        who.get(&bakery.truth()).await.assert_sees("Qui recrute ne dit rien");
        who.post(&bakery.truth(), &lower).await.assert_status(403);
    }
    // Nobody to whom nothing can have been proposed yet.
    let sent = bakery.person.applies_to(bakery.offer, "Bonjour.", &[]).await;
    bakery.person.get(&bakery.truth()).await.assert_sees("dès que l’organisation vous aura répondu");
    let day = passerelle::words::Lang::Fr.day(clock::now() + Duration::days(3));
    let early = bakery.person.post(&bakery.truth(), &lower).await;
    early.assert_status(409).assert_says(&Refusal::TruthLater { day });
    let txn = world.house.db.write().await.unwrap();
    applications::Entity::update_many()
        .col_expr(applications::Column::AskedAt, Expr::value(clock::now() - Duration::days(3)))
        .filter(applications::Column::Id.eq(sent))
        .exec(&txn)
        .await
        .unwrap();
    txn.commit().await.unwrap();
    bakery.person.does(&bakery.truth(), &lower).await;
    // Only of what the offer says, and as the form says it.
    for (claim, found) in
        [("pay", "x"), ("pay", "other"), ("place", "elsewhere"), ("start", "later"), ("money", "SAME")]
    {
        bakery.person.post(&bakery.truth(), &[(claim, found)]).await.assert_status(422);
    }
    let said = offer_statements::Entity::find().all(&world.house.db).await.unwrap();
    let said: Vec<_> = said.iter().map(|said| (said.user_id, said.claim.as_str(), said.found.as_str())).collect();
    assert_eq!(said, [(bakery.person.id(), "pay", "lower")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_counts_once_and_who_is_suspended_not_at_all() {
    let bakery = bakery().await;
    let mut people = vec![];
    for (handle, email) in [("ana", "ana@mail.example"), ("bob", "b.ob@mail.example"), ("bis", "bob+2@mail.example")] {
        let person = bakery.followed_up(handle, email).await;
        person.does(&bakery.truth(), &[("pay", "lower")]).await;
        people.push(person);
    }
    bakery.page().await.assert_unseen("Au moins");
    let third = bakery.followed_up("cid", "cid@mail.example").await;
    third.does(&bakery.truth(), &[("pay", "lower")]).await;
    bakery.page().await.assert_sees(LOWER);
    let admin = bakery.world.admin("boss").await;
    let until = (clock::now() + Duration::days(30)).format("%Y-%m-%d").to_string();
    admin.does("/admin/people/cid/suspension", &[("reason", "Comptes multiples"), ("until", &until)]).await;
    bakery.page().await.assert_unseen("Au moins");
    third.post(&bakery.truth(), &[("pay", "same")]).await.assert_status(403);
    admin.does("/admin/people/cid/suspension/removal", &[]).await;
    bakery.page().await.assert_sees(LOWER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_organisation_is_told_of_a_gap_and_never_who_spoke() {
    let bakery = bakery().await;
    let (world, owner) = (&bakery.world, &bakery.owner);
    let told = "Plusieurs personnes disent qu’on leur a proposé autre chose que ce que dit cette offre. \
                Vous pouvez la corriger, ou répondre.";
    let colleague = bakery.colleague("chloe", "recruiter").await;
    let reader = bakery.colleague("rene", "reader").await;
    owner.get(&bakery.truth()).await;
    let people = bakery.three_find_the_pay_lower().await;
    for who in [owner, &colleague] {
        assert!(who.was_told().await.contains(&told.to_owned()), "{:?}", who.was_told().await);
        let page = who.get(&bakery.truth()).await;
        for person in ["ANA", "BOB", "CID", "mail.example"] {
            page.assert_unseen(person);
        }
    }
    assert!(!reader.was_told().await.contains(&told.to_owned()));
    // The log has it that something was said, and by nobody.
    let log = activities::Entity::find().filter(activities::Column::Verb.eq("offer_spoken_of"));
    let log = log.all(&world.house.db).await.unwrap();
    assert!(!log.is_empty() && log.iter().all(|line| line.actor_id.is_none() && line.user_id.is_none()));
    // Said already, it is not told again; gone, it is told no more.
    owner.get(&bakery.truth()).await;
    passerelle::models::reading::write(&world.house).await.unwrap();
    let fourth = bakery.followed_up("dan", "dan@mail.example").await;
    fourth.does(&bakery.truth(), &[("pay", "lower")]).await;
    let unread = owner.get("/notifications").await.all(".thread-row--unread");
    assert!(!unread.iter().any(|line| line.contains(told)), "{unread:?}");
    // Who leaves the organisation is told nothing of it any more.
    owner.does(&format!("{}/people/removal", bakery.path), &[("handle", "chloe")]).await;
    assert!(!colleague.was_told().await.contains(&told.to_owned()));
    for person in people.iter().chain([&fourth]) {
        person.does(&format!("{}/removal", bakery.truth()), &[]).await;
    }
    assert!(!owner.was_told().await.contains(&told.to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn its_organisation_replies_beside_the_gap() {
    let bakery = bakery().await;
    let (world, owner) = (&bakery.world, &bakery.owner);
    let replies = format!("/offers/{}/replies", bakery.offer);
    let reply = [("claim", "pay"), ("body", "La paie dépend du diplôme : 1 850 € au début.")];
    owner.post(&replies, &reply).await.assert_status(422);
    let people = bakery.three_find_the_pay_lower().await;
    let reader = bakery.colleague("rene", "reader").await;
    for (who, status) in [(&reader, 403), (&people[0], 404), (&bakery.person, 404)] {
        who.post(&replies, &reply).await.assert_status(status);
        who.post(&format!("{replies}/removal"), &[("claim", "pay")]).await.assert_status(status);
    }
    assert!(!reader.get(&bakery.truth()).await.has("form[action$='/replies']"));
    // To a gap alone, in words.
    for (claim, body, status) in
        [("post", "Bonjour", 422), ("hours", "Bonjour", 422), ("pay", " ", 422), ("x", "Oui", 422)]
    {
        owner.post(&replies, &[("claim", claim), ("body", body)]).await.assert_status(status);
    }
    let long = "é".repeat(301);
    let refused = owner.post(&replies, &[("claim", "pay"), ("body", &long)]).await;
    refused.assert_status(422).assert_sees(&long);
    owner.does(&replies, &reply).await;
    bakery.page().await.assert_sees("Le Fournil répond").assert_sees("1 850 € au début");
    owner.does(&replies, &[("claim", "pay"), ("body", "Nous avons corrigé l’offre.")]).await;
    bakery.page().await.assert_sees("Nous avons corrigé").assert_unseen("1 850 € au début");
    let removed = owner.does(&format!("{replies}/removal"), &[("claim", "pay")]).await;
    bakery.page().await.assert_sees(LOWER).assert_unseen("Le Fournil répond");
    owner.post(&format!("{replies}/removal"), &[("claim", "pay")]).await.assert_status(404);
    owner.undoes(&removed).await;
    bakery.page().await.assert_sees("Nous avons corrigé");
    // A reply to nothing is not shown.
    people[0].does(&format!("{}/removal", bakery.truth()), &[]).await;
    bakery.page().await.assert_unseen("Nous avons corrigé");
    assert_eq!(offer_replies::Entity::find().count(&world.house.db).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_that_is_corrected_keeps_what_was_said_and_says_that_it_changed() {
    let bakery = bakery().await;
    bakery.three_find_the_pay_lower().await;
    bakery.page().await.assert_unseen("a modifié ce point");
    let seen = bakery.world.offer_row(bakery.offer).await.seen();
    let pay = [("pay_min", "1 870"), ("pay_max", "1 890"), ("act", ""), ("seen", seen.as_str())];
    let fields: Vec<(&str, &str)> =
        OFFER.into_iter().filter(|(name, _)| !name.starts_with("pay_m")).chain(pay).collect();
    bakery.owner.does(&format!("/offers/{}", bakery.offer), &fields).await;
    bakery.page().await.assert_sees(LOWER).assert_sees("Depuis, l’organisation a modifié ce point.");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_said_is_in_ones_own_data_and_goes_with_the_account() {
    let bakery = bakery().await;
    let world = &bakery.world;
    bakery.three_find_the_pay_lower().await;
    bakery.page().await.assert_sees(LOWER);
    let resident = world.resident("ines", Kind::Seeker).await;
    bakery.is_answered(&resident).await;
    resident.does(&bakery.truth(), &[("pay", "same")]).await;
    resident.does("/me/data/erasure", &[("posts", "keep"), ("password", PASSWORD)]).await;
    world.works().await;
    let said = offer_statements::Entity::find().filter(offer_statements::Column::Found.eq("same"));
    let said = said.filter(offer_statements::Column::Claim.eq("pay")).count(&world.house.db).await.unwrap();
    assert_eq!(said, 0);
    assert!(bakery.page().await.assert_sees(LOWER).body.contains("Fournil"));
}
