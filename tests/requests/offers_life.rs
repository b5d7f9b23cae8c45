//! What becomes of an offer, and what its address says then.

use chrono::Duration;
use passerelle::{access::Kind, clock, models::offers::expiring, refusals::Refusal};
use sea_orm::ConnectionTrait;

use crate::support::{World, offers::filled};

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const CRAWLER: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filled_offer_keeps_its_address_and_tells_crawlers_it_is_gone() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let id = owner.publishes(&path, &[]).await;
    let (visitor, offer) = (world.visitor(), world.offer_row(id).await.path());
    visitor.get_with(&offer, &[("user-agent", CRAWLER)]).await.assert_status(200).assert_sees("JobPosting");
    for (how, says) in [("here", "trouvée ici"), ("elsewhere", "trouvée ailleurs")] {
        owner.does(&format!("/offers/{id}/filling"), &[("how", how)]).await;
        let seen = visitor.get_with(&offer, &[("user-agent", BROWSER)]).await;
        seen.assert_status(200).assert_sees(says).assert_unseen("JobPosting").assert_unseen("fournil.example");
        visitor.get_with(&offer, &[("user-agent", CRAWLER)]).await.assert_status(410).assert_sees(says);
        for list in ["/offers", "/offers.xml", "/offers.json", "/offers.atom", &path] {
            visitor.get(list).await.assert_unseen("Vendeur ou vendeuse");
        }
        owner.does(&format!("/offers/{id}/renewal"), &[]).await;
        visitor.get(&offer).await.assert_sees("JobPosting").assert_sees("fournil.example");
    }
    owner.post(&format!("/offers/{id}/filling"), &[("how", "maybe")]).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_is_over_at_its_last_day_and_one_press_renews_it() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let id = owner.publishes(&path, &[]).await;
    let row = world.offer_row(id).await;
    let lives = row.expires_at.unwrap() - row.published_at.unwrap();
    assert_eq!(lives, Duration::days(30), "without a date, thirty days");
    expiring::expire_due(&world.house.db, clock::now() + Duration::days(29)).await.unwrap();
    assert_eq!(world.offer_row(id).await.state, "published");
    expiring::expire_due(&world.house.db, clock::now() + Duration::days(31)).await.unwrap();
    assert_eq!(world.offer_row(id).await.state, "expired");
    let visitor = world.visitor();
    visitor.get(&row.path()).await.assert_status(200).assert_sees("arrivée à son terme");
    owner.does(&format!("/offers/{id}/renewal"), &[]).await;
    let renewed = world.offer_row(id).await;
    assert_eq!(renewed.state, "published");
    assert_eq!(renewed.published_at, row.published_at, "it is as old as it is");
    visitor.get("/offers").await.assert_sees("Vendeur ou vendeuse");

    // Past its day it is over for its readers before the clock comes by.
    let txn = world.house.db.write().await.unwrap();
    let past = format!("UPDATE offers SET expires_at = '2026-01-01 00:00:00+00:00' WHERE id = {id}");
    txn.execute_unprepared(&past).await.unwrap();
    txn.also_forget(passerelle::freshness::Tag::Everything);
    txn.commit().await.unwrap();
    visitor.get(&row.path()).await.assert_sees("arrivée à son terme").assert_unseen("JobPosting");
    visitor.get("/offers").await.assert_unseen("Vendeur ou vendeuse");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_day_of_an_offer_is_a_day_to_come() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let day = |days| (clock::now() + Duration::days(days)).date_naive().to_string();
    let back = owner.writes_offer(&path, &[("until", &day(-2)), ("act", "publish")]).await;
    back.assert_status(422);
    assert!(back.has("#until-error"));
    let id = owner.publishes(&path, &[("until", &day(10))]).await;
    let left = world.offer_row(id).await.expires_at.unwrap().to_utc() - clock::now();
    assert!(left > Duration::days(9) && left < Duration::days(12), "{left}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pause_is_said_and_ends_with_a_press() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let id = owner.publishes(&path, &[]).await;
    let (visitor, row) = (world.visitor(), world.offer_row(id).await);
    let paused = owner.does(&format!("/offers/{id}/pause"), &[]).await;
    visitor.get(&row.path()).await.assert_status(200).assert_sees("en pause").assert_unseen("fournil.example");
    visitor.get("/offers").await.assert_unseen("Vendeur ou vendeuse");
    owner.undoes(&paused).await;
    visitor.get("/offers").await.assert_sees("Vendeur ou vendeuse");
    assert_eq!(world.offer_row(id).await.expires_at, row.expires_at, "a pause gives no time");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_withdrawn_offer_is_gone_for_all_but_its_organisation() {
    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let id = owner.publishes(&path, &[]).await;
    let (visitor, offer) = (world.visitor(), world.offer_row(id).await.path());
    let withdrawn = owner.does(&format!("/offers/{id}/removal"), &[]).await;
    visitor.get(&offer).await.assert_status(410).assert_unseen("Vendeur").assert_sees("Cette offre a été retirée");
    owner.get(&offer).await.assert_status(200);
    let refused = owner.post(&format!("/offers/{id}/publication"), &[]).await;
    refused.assert_status(409).assert_says(&Refusal::OfferOver { state: String::new() });
    owner.undoes(&withdrawn).await;
    visitor.get(&offer).await.assert_status(404);
    assert_eq!(world.offer_row(id).await.state, "draft", "to be read again before it is published");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_published_is_kept_in_every_version() {
    use passerelle::models::_entities::offer_versions::{Column, Entity};
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

    let world = World::new().await;
    let owner = world.person("odile", Kind::Recruiter).await;
    let path = world.organisation("Le Fournil", &owner).await;
    let id = owner.publishes(&path, &[]).await;
    let edit = async |title: &str| {
        let seen = world.offer_row(id).await.seen();
        owner.post(&format!("/offers/{id}"), &filled(&[("seen", &seen), ("title", title)])).await
    };
    edit("Boulanger ou boulangère").await.assert_status(303);
    let mut unlawful = filled(&[("text", "Sans enfant.")]);
    let seen = world.offer_row(id).await.seen();
    unlawful.push(("seen", &seen));
    owner.post(&format!("/offers/{id}"), &unlawful).await.assert_status(422);
    world.visitor().get("/offers").await.assert_sees("Boulanger ou boulangère");
    let kept = Entity::find().filter(Column::OfferId.eq(id)).order_by_asc(Column::Version);
    let kept = kept.all(&world.house.db).await.unwrap();
    assert_eq!(kept.len(), 2, "what was refused is no version");
    assert!(kept[0].claims.contains("Vendeur ou vendeuse") && kept[1].claims.contains("Boulanger ou boulangère"));

    // Begun again from it, another is a draft of its own.
    let copy = owner.does(&format!("/offers/{id}/copy"), &[]).await;
    owner.get(copy.location()).await.assert_status(200).assert_sees("Boulanger ou boulangère");
    assert!(!copy.location().starts_with(&format!("/offers/{id}/")));
}
