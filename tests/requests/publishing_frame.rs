//! An organisation's offers in a frame of its own site.

use passerelle::access::Kind;

use crate::support::World;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_site_may_frame_this_list_and_no_other_page() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let id = owner.publishes(&path, &[]).await;
    let frame = format!("{path}/offers/embed");
    // Made, then kept.
    for _ in 0..2 {
        let page = world.visitor().get(&frame).await;
        page.assert_status(200).assert_sees("Vendeur ou vendeuse");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("frame-ancestors *"), "{policy}");
        assert_eq!(page.header("x-frame-options"), "");
        let usual = world.visitor().get("/offers").await;
        assert_eq!(
            policy.replace("frame-ancestors *", "frame-ancestors 'none'"),
            usual.header("content-security-policy")
        );
        assert_eq!(usual.header("x-frame-options"), "DENY");
    }
    let page = world.visitor().get(&world.offer_row(id).await.path()).await;
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    for other in ["offers", "offers.xml", "offers.atom", "offers/embed/x", "channels"] {
        let page = world.visitor().get(&format!("{path}/{other}")).await;
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"), "{other}");
        assert_eq!(page.header("x-frame-options"), "DENY", "{other}");
    }
    // Neither is what takes its place when there is none.
    let nowhere = world.visitor().get("/organisations/nulle-part/offers/embed").await;
    nowhere.assert_status(404);
    assert_eq!(nowhere.header("x-frame-options"), "DENY");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_framed_list_is_the_same_for_everyone_and_leads_out_of_the_frame() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    owner.publishes_many(&path, 51).await;
    owner.writes_offer(&path, &[("title", "Brouillon H/F")]).await;
    let frame = format!("{path}/offers/embed");
    let page = world.visitor().get(&frame).await;
    page.assert_unseen("Brouillon").assert_unseen("Odile");
    assert_eq!(owner.get(&frame).await.body, page.body, "nobody is looked up");
    assert!(!page.headers.contains_key("set-cookie") && !page.has("script") && !page.has("form"));
    assert!(page.has("html[lang=fr]") && world.visitor().get(&format!("{frame}?lang=en")).await.has("html[lang=en]"));
    let spoken = world.visitor().get_with(&frame, &[("accept-language", "en")]).await;
    assert!(spoken.has("html[lang=fr]"), "the language is the site's to say");
    assert_eq!(page.all(".offer-row").len(), 50);
    let all = format!("http://house.test{path}/offers");
    assert_eq!(page.attributes("a", "href").last(), Some(&all), "the rest is one press away");
    assert_eq!(page.attributes("a", "target"), vec!["_top"; page.all("a").len()]);
    assert!(page.attributes("a", "href").iter().all(|href| href.starts_with("http://house.test/")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_frames_what_nobody_has_proven() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    owner.does("/organisations", &[("name", "Le Fournil"), ("kind", "company")]).await;
    for who in [&world.visitor(), &owner] {
        who.get("/organisations/le-fournil/offers/embed").await.assert_status(404);
        who.get("/organisations/le-fournil/offers.linkedin.xml").await.assert_status(404);
    }
}
