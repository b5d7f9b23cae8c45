//! People and rooms that are called otherwise now: old addresses lead to them, for those
//! who may go there, and nobody takes an old name at once.

use passerelle::{
    access::{Audience, Kind},
    clock,
    models::_entities::{former_handles, former_slugs},
    refusals::Refusal,
};
use sea_orm::{EntityTrait, sea_query::Expr};

use crate::support::{Actor, PASSWORD, Page, World, says};

async fn renames(who: &Actor, handle: &str) -> Page {
    who.post("/me/account", &[("display_name", "Claire Dupont"), ("handle", handle)]).await
}

fn assert_taken(page: &Page) {
    page.assert_status(422);
    assert_eq!(page.first("#handle-error").as_deref(), Some(says(&Refusal::HandleTaken).as_str()));
}

/// A year and a day go by.
async fn a_year_goes_by(world: &World) {
    let then = clock::now() - chrono::Duration::days(366);
    let txn = world.house.db.write().await.unwrap();
    let handles = former_handles::Entity::update_many();
    handles.col_expr(former_handles::Column::CreatedAt, Expr::value(then)).exec(&txn).await.unwrap();
    let slugs = former_slugs::Entity::update_many();
    slugs.col_expr(former_slugs::Column::CreatedAt, Expr::value(then)).exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_handle_leads_to_its_person_and_is_nobody_elses_for_a_year() {
    let world = World::new().await;
    let (claire, marc) = (world.person("claire", Kind::Seeker).await, world.person("marc", Kind::Seeker).await);
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = claire.asks(&room, "Une question", "Un message.").await;
    marc.replies(&talk, "Merci @claire !").await;
    let mention = "a[href='/people/claire']";
    assert!(world.visitor().get(&talk.path).await.has(&format!(".prose {mention}")));

    renames(&claire, "claire-dupont").await.assert_status(303);
    for reader in [&world.visitor(), &marc, &claire] {
        let moved = reader.get("/people/claire?after=1").await;
        assert_eq!(moved.assert_status(301).location(), "/people/claire-dupont?after=1");
        reader.get("/people/claire-dupont").await.assert_status(200).assert_sees("Claire Dupont");
    }
    // Its own, or what looks like it: not for others. Theirs to take back, and to give up again.
    for handle in ["claire", "c1aire", "clai-re"] {
        assert_taken(&renames(&marc, handle).await);
    }
    renames(&claire, "claire").await.assert_status(303);
    assert_eq!(marc.get("/people/claire-dupont").await.assert_status(301).location(), "/people/claire");
    renames(&claire, "claire-d").await.assert_status(303);
    for old in ["claire", "claire-dupont"] {
        assert_eq!(marc.get(&format!("/people/{old}")).await.assert_status(301).location(), "/people/claire-d");
    }
    // After a year it is anybody's; until then it still leads to her.
    a_year_goes_by(&world).await;
    marc.get("/people/claire").await.assert_status(301);
    renames(&marc, "claire").await.assert_status(303);
    claire.get("/people/claire").await.assert_status(200);
    assert_eq!(claire.get("/people/marc").await.assert_status(301).location(), "/people/claire");
    marc.get("/people/nobody").await.assert_status(404);
}

/// Trying names on keeps none from others, beyond a few.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_reserves_a_few_names_and_no_more() {
    let world = World::new().await;
    let (claire, marc) = (world.person("claire", Kind::Seeker).await, world.person("marc", Kind::Seeker).await);
    for name in ["abricot", "bouleau", "cyprès", "cypres", "douglas", "erable", "frene", "genet"] {
        let _ = renames(&claire, name).await;
    }
    assert_eq!(former_handles::Entity::find().all(&world.house.db).await.unwrap().len(), 5);
    assert_taken(&renames(&marc, "frene").await);
    renames(&marc, "claire").await.assert_status(303);
}

/// Whoever leaves takes them all along: nothing leads to them, nothing says them, and
/// nobody is called so for a while.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_handles_leave_with_their_person() {
    let world = World::new().await;
    let claire = world.resident("claire", Kind::Seeker).await;
    let marc = world.person("marc", Kind::Seeker).await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let talk = marc.asks(&room, "Une question", "Merci @claire !").await;
    renames(&claire, "eglantine").await.assert_status(303);
    claire.does("/me/data/erasure", &[("posts", "keep"), ("password", PASSWORD)]).await;
    marc.get("/people/claire").await.assert_status(404);
    world.works().await;
    world.visitor().get(&talk.path).await.assert_status(200).assert_unseen("claire");
    assert_eq!(former_handles::Entity::find().all(&world.house.db).await.unwrap(), []);
    for handle in ["claire", "eglantine"] {
        assert_taken(&renames(&marc, handle).await);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_address_of_a_room_leads_to_it_those_who_may_read_it() {
    let world = World::new().await;
    let carer = world.person("carer", Kind::Seeker).await;
    let stranger = world.person("stranger", Kind::Recruiter).await;
    let adviser = world.admin("boss").await;
    for (old, new, audience) in
        [("nantes", "nantes-metropole", Audience::Public), ("entre-nous", "entre-seekers", Audience::Seekers)]
    {
        let room = world.room(old, audience, &[&carer]).await;
        let settled = |slug: &'static str| {
            [
                ("name", room.name.clone()),
                ("slug", slug.to_owned()),
                ("description", "On parle.".to_owned()),
                ("kind", "theme".to_owned()),
                ("audience", audience.name()),
            ]
        };
        let fields = settled(new);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let done = carer.does(&format!("/communities/{old}/settings"), &fields).await;
        assert_eq!(done.location(), format!("/communities/{new}"));

        for rest in ["", "?show=unanswered", "/threads/new", "/settings"] {
            let moved = carer.get(&format!("/communities/{old}{rest}")).await;
            assert_eq!(moved.assert_status(301).location(), format!("/communities/{new}{rest}"));
        }
        for (path, to) in [("", ""), (".atom", ".atom")] {
            let page = world.visitor().get(&format!("/communities/{old}{path}")).await;
            if audience == Audience::Public {
                assert_eq!(page.assert_status(301).location(), format!("/communities/{new}{to}"));
            } else {
                // For those outside, it is as if it had never been.
                let nowhere = world.visitor().get(&format!("/communities/nulle-part{path}")).await;
                assert_eq!((page.status, page.words()), (nowhere.status, nowhere.words()));
                stranger.get(&format!("/communities/{old}{path}")).await.assert_status(404);
            }
        }
        // A form that was open meanwhile is taken.
        let opened = carer.post(&format!("/communities/{old}/threads"), &[("title", "Un fil"), ("body", "Oui.")]).await;
        opened.assert_status(303);
        // No other room takes the name at once; after a year, one may.
        let wished =
            [("name", "Autre"), ("slug", old), ("description", "x"), ("kind", "theme"), ("audience", "public")];
        let page = adviser.post("/communities", &wished).await;
        assert_eq!(page.assert_status(422).first("#slug-error").as_deref(), Some(says(&Refusal::SlugTaken).as_str()));
        a_year_goes_by(&world).await;
        adviser.does("/communities", &wished).await;
        stranger.get(&format!("/communities/{old}")).await.assert_status(200).assert_sees("Autre");
        carer.get(&format!("/communities/{new}")).await.assert_status(200);
    }
}
