//! Claims: who says to be a recruiter or an adviser counts as anyone else until
//! an admin confirms it. Either way they are told.

use passerelle::{
    access::{Audience, Kind},
    refusals::Refusal,
};
use sea_orm::ActiveValue::Set;

use crate::support::{PASSWORD, World, says};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_claimed_at_sign_up_opens_nothing_until_it_is_confirmed() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    world.room("coulisses", Audience::Recruiters, &[]).await;
    world.room("equipe", Audience::Staff, &[]).await;
    world.room("ouverte", Audience::Public, &[]).await;
    for (handle, kind, room, role) in [
        ("rene", "recruiter", "/communities/coulisses", "Recrute"),
        ("alba", "adviser", "/communities/equipe", "Conseille"),
    ] {
        let email = format!("{handle}@people.test");
        world.signs_up(&email, handle, kind).await;
        let someone = world.answers_letter(&email).await;
        world.caught_up().await;
        someone.get(room).await.assert_status(404);
        assert!(someone.get("/me/account").await.words().contains("Vérification en cours"));
        let profile = format!("/people/{handle}");
        assert!(!world.visitor().get(&profile).await.has(".role"), "nor does it show");

        let waiting = admin.get("/admin/claims").await;
        waiting.assert_status(200).assert_sees(&email);
        admin.does(&format!("/admin/claims/{handle}"), &[("decision", "confirm")]).await;

        // At once, in the session that was open.
        someone.get(room).await.assert_status(200);
        assert_eq!(world.visitor().get(&profile).await.first(".role").as_deref(), Some(role));
        assert!(someone.get("/me/account").await.words().contains("Vérifié par l’équipe"));
        admin.get("/admin/claims").await.assert_status(200).assert_unseen(&email);
        world.caught_up().await;
        let told = world.letters_to(&email).await.remove(0);
        assert_eq!(told.kind, "claim-confirmed");
        assert!(told.body_text.contains("http://house.test/communities"), "{}", told.body_text);
    }
    // One role does not open the other's room.
    let rene = world.signs_in("rene@people.test", PASSWORD).await;
    rene.get("/communities/equipe").await.assert_status(404);
}

/// The table of audiences in PRODUCT.md, for each state of each claim.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_a_confirmed_claim_counts() {
    let world = World::new().await;
    let rooms = [
        ("seekers", Audience::Seekers),
        ("recruiters", Audience::Recruiters),
        ("staff", Audience::Staff),
        ("members", Audience::Members),
    ];
    for (slug, audience) in rooms {
        world.room(slug, audience, &[]).await;
    }
    for (handle, kind, claim, opened) in [
        ("rec-pending", Kind::Recruiter, "pending", &["members"][..]),
        ("rec-refused", Kind::Recruiter, "refused", &["members"]),
        ("rec-confirmed", Kind::Recruiter, "confirmed", &["members", "recruiters"]),
        ("bra-pending", Kind::Branch, "pending", &["members"]),
        ("bra-refused", Kind::Branch, "refused", &["members"]),
        ("bra-confirmed", Kind::Branch, "confirmed", &["members", "recruiters"]),
        ("adv-pending", Kind::Adviser, "pending", &["members"]),
        ("adv-refused", Kind::Adviser, "refused", &["members"]),
        ("adv-confirmed", Kind::Adviser, "confirmed", &["members", "staff"]),
        ("seeker", Kind::Seeker, "none", &["members", "seekers"]),
        ("other", Kind::Other, "none", &["members"]),
    ] {
        let someone = world.someone(handle, kind, |user| user.claim = Set(claim.to_owned())).await;
        let listed = someone.get("/communities").await;
        for (slug, _) in rooms {
            let path = format!("/communities/{slug}");
            let open = opened.contains(&slug);
            someone.get(&path).await.assert_status(if open { 200 } else { 404 });
            assert_eq!(listed.has(&format!("main a[href='{path}']")), open, "{handle} finds {slug} in the directory");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_is_refused_with_a_reason_that_is_told() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    world.room("coulisses", Audience::Recruiters, &[]).await;
    let pending = |locale: &'static str| {
        move |user: &mut passerelle::models::users::ActiveModel| {
            user.claim = Set("pending".to_owned());
            user.locale = Set(locale.to_owned());
        }
    };
    let rene = world.someone("rene", Kind::Recruiter, pending("fr")).await;
    let rick = world.someone("rick", Kind::Recruiter, pending("en")).await;

    let long = "n".repeat(1_001);
    for (reason, refusal) in [
        ("", Refusal::ReasonNeeded),
        ("  ", Refusal::ReasonNeeded),
        (long.as_str(), Refusal::TooLong { field: "reason", bytes: 1_000 }),
    ] {
        let page = admin.post("/admin/claims/rene", &[("decision", "refuse"), ("reason", reason)]).await;
        page.assert_status(422);
        assert_eq!(page.first("#reason-rene-error"), Some(says(&refusal)));
        assert_eq!(page.first("#reason-rene").as_deref(), Some(reason.trim()), "the words are kept");
        assert_eq!(page.attribute("details[open] form", "action").as_deref(), Some("/admin/claims/rene"));
        assert!(!page.has("#reason-rick-error"), "the others' forms are as they were");
    }
    let page = admin.post("/admin/claims/rene", &[("decision", "perhaps"), ("reason", "Mes mots")]).await;
    page.assert_status(422).assert_says(&Refusal::NotAChoice { field: "decision" });
    assert_eq!(page.first("#reason-rene").as_deref(), Some("Mes mots"));
    world.caught_up().await;
    assert!(world.letters_to(rene.email()).await.is_empty());
    assert!(rene.get("/me/account").await.words().contains("Vérification en cours"));

    let refusal = [("decision", "refuse"), ("reason", "L’organisation ne vous connaît pas")];
    admin.does("/admin/claims/rene", &refusal).await;
    admin.does("/admin/claims/rick", &refusal).await;
    rene.get("/communities/coulisses").await.assert_status(404);
    assert!(rene.get("/me/account").await.words().contains("Non confirmé"));
    assert!(!admin.get("/admin/claims").await.has(".person-row"));
    world.caught_up().await;
    for (someone, subject) in
        [(&rene, "Votre rôle n’a pas pu être confirmé"), (&rick, "Your role could not be confirmed")]
    {
        let letter = world.letters_to(someone.email()).await.remove(0);
        assert_eq!(letter.subject, subject);
        for said in ["L’organisation ne vous connaît pas", "http://house.test/pages/contact"] {
            assert!(letter.body_text.contains(said), "{said}: {}", letter.body_text);
        }
    }
    // Asked again, with more to show, it can still be confirmed.
    admin.does("/admin/claims/rene", &[("decision", "confirm")]).await;
    rene.get("/communities/coulisses").await.assert_status(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deciding_twice_is_quiet_and_told_once() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    let rene = world.someone("rene", Kind::Recruiter, |user| user.claim = Set("pending".to_owned())).await;
    admin.does("/admin/claims/rene", &[("decision", "confirm")]).await;
    admin.does("/admin/claims/rene", &[("decision", "confirm")]).await;
    world.caught_up().await;
    assert_eq!(world.letters_to(rene.email()).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_is_nothing_to_decide_about_who_claims_nothing() {
    let world = World::new().await;
    let admin = world.admin("ada").await;
    let claire = world.person("claire", Kind::Seeker).await;
    for handle in ["claire", "nobody"] {
        let path = format!("/admin/claims/{handle}");
        admin.post(&path, &[("decision", "confirm")]).await.assert_status(404);
        admin.post(&path, &[("decision", "refuse"), ("reason", "R")]).await.assert_status(404);
    }
    world.caught_up().await;
    assert!(world.letters_to(claire.email()).await.is_empty());
}
