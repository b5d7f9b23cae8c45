//! Organisations: who opens one, how it is proven, who speaks for it.

use passerelle::{access::Kind, models::organisations::siret::Wrong, refusals::Refusal};
use sea_orm::ActiveValue::Set;

use crate::support::World;

const NEW: [(&str, &str); 2] = [("name", "Le Fournil"), ("kind", "company")];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_is_there_for_others_once_it_is_proven() {
    let world = World::new().await;
    let (owner, other) = (world.person("odile", Kind::Recruiter).await, world.person("rene", Kind::Recruiter).await);
    let (admin, visitor) = (world.admin("ada").await, world.visitor());
    owner.does("/organisations", &NEW).await;
    let path = "/organisations/le-fournil";
    for stranger in [&visitor, &other] {
        stranger.get(path).await.assert_status(404);
        stranger.get("/organisations").await.assert_unseen("Le Fournil");
    }
    owner.get(path).await.assert_status(200).assert_sees("Personne n’a encore vérifié");
    admin.get("/organisations").await.assert_sees("Le Fournil");

    let answered = admin.does(&format!("{path}/verification"), &[]).await;
    visitor.get(path).await.assert_status(200).assert_sees("Vérifiée par l’équipe du site");
    visitor.get("/organisations").await.assert_sees("Le Fournil");
    admin.undoes(&answered).await;
    visitor.get(path).await.assert_status(404);
    other.post(&format!("{path}/verification"), &[]).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_proves_the_organisation_of_its_own_domain() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    owner.does("/organisations", &[&NEW[..], &[("website", "ailleurs.example")]].concat()).await;
    let path = "/organisations/le-fournil";
    owner.post(&format!("{path}/proof"), &[]).await.assert_status(422).assert_says(&Refusal::NoProof);
    owner.does(&format!("{path}/settings"), &[&NEW[..], &[("website", "https://www.people.test/nous")]].concat()).await;
    owner.get(path).await.assert_sees("Vérifier par mon adresse e-mail");
    owner.does(&format!("{path}/proof"), &[]).await;
    world.visitor().get(path).await.assert_status(200).assert_sees("Vérifiée par une adresse @people.test");

    // The proof was of that website, and of no other.
    owner.does(&format!("{path}/settings"), &[&NEW[..], &[("website", "ailleurs.example")]].concat()).await;
    world.visitor().get(path).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_admin_answered_for_falls_with_the_name_it_was_about() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let settings = format!("{path}/settings");
    owner.does(&settings, &[&NEW[..], &[("about", "Un four, trois fournées.")]].concat()).await;
    world.visitor().get(&path).await.assert_status(200).assert_sees("trois fournées");
    owner.does(&settings, &[("name", "Autre Chose"), ("kind", "company")]).await;
    world.visitor().get(&path).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_who_recruits_opens_an_organisation() {
    let world = World::new().await;
    let claimant = world.someone("cleo", Kind::Recruiter, |user| user.claim = Set("pending".to_owned())).await;
    for stranger in [&world.person("sam", Kind::Seeker).await, &world.person("alba", Kind::Adviser).await, &claimant] {
        stranger.get("/organisations/new").await.assert_status(404);
        stranger.post("/organisations", &NEW).await.assert_status(404);
    }
    world.visitor().get("/organisations/new").await.assert_status(303);
    world.person("bea", Kind::Branch).await.does("/organisations", &NEW).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_siret_that_cannot_be_is_told_from_one_that_is_taken() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let sent = async |siret: &str, name: &str| {
        owner.post("/organisations", &[("name", name), ("kind", "company"), ("siret", siret)]).await
    };
    for (siret, wrong) in
        [("7328293200007", Wrong::Length), ("111 222 333 44455", Wrong::Siren), ("732 829 320 00075", Wrong::Site)]
    {
        let back = sent(siret, "Le Fournil").await;
        back.assert_status(422).assert_says(&Refusal::BadSiret { wrong });
        assert_eq!(back.held("#siret"), siret, "the words come back");
    }
    sent("732 829 320 00074", "Le Fournil").await.assert_status(303);
    sent("73282932000074", "Un autre").await.assert_status(422).assert_says(&Refusal::SiretTaken);
    owner.get("/organisations/le-fournil").await.assert_sees("732 829 320 00074");
    // Two may bear one name; each has its own address.
    sent("", "Le Fournil").await.assert_status(303);
    owner.get("/organisations/le-fournil-2").await.assert_status(200);
    sent("", "New").await.assert_status(422).assert_says(&Refusal::NameTaken);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_speaks_for_an_organisation_once_invited_and_come_in() {
    let world = World::new().await;
    let (owner, invited) = (world.person("odile", Kind::Recruiter).await, world.person("rene", Kind::Recruiter).await);
    world.person("sam", Kind::Seeker).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let (console, people) = (format!("{path}/console"), format!("{path}/people"));
    invited.get(&console).await.assert_status(404);
    invited.post(&format!("{people}/acceptance"), &[]).await.assert_status(404);
    let refused = owner.post(&people, &[("handle", "sam"), ("role", "reader")]).await;
    refused.assert_status(422).assert_says(&Refusal::NoSuchPerson);

    owner.does(&people, &[("handle", "@Rene"), ("role", "reader")]).await;
    invited.get(&console).await.assert_status(404);
    invited.get("/organisations").await.assert_sees("On vous invite");
    invited.does(&format!("{people}/acceptance"), &[]).await;
    invited.get(&console).await.assert_status(200);

    // A reader reads; a recruiter writes; an owner settles.
    let (new, settings) = (format!("{path}/offers/new"), format!("{path}/settings"));
    invited.get(&new).await.assert_status(403);
    owner.does(&people, &[("handle", "rene"), ("role", "recruiter")]).await;
    invited.get(&new).await.assert_status(200);
    invited.get(&settings).await.assert_status(403);
    invited.get(&people).await.assert_status(403);
    owner.does(&people, &[("handle", "rene"), ("role", "owner")]).await;
    invited.get(&settings).await.assert_status(200);

    invited.does(&format!("{people}/removal"), &[("handle", "odile")]).await;
    owner.get(&console).await.assert_status(404);
    let last = invited.post(&format!("{people}/removal"), &[("handle", "rene")]).await;
    last.assert_status(422).assert_says(&Refusal::LastOwner);
    let last = invited.post(&people, &[("handle", "rene"), ("role", "reader")]).await;
    last.assert_status(422).assert_says(&Refusal::LastOwner);
}
