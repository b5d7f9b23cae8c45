//! The console of an organisation and the desk of an offer: choosing among many, acting on
//! several at once, how often they are read, who takes care of them, what colleagues note.

use std::collections::BTreeSet;

use chrono::Duration;
use passerelle::{
    access::Kind,
    clock,
    models::{
        _entities::{offer_keepers, offer_notes, offer_views, offers},
        offers::views,
    },
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use super::applications::{Bakery, bakery};
use crate::support::{Actor, PASSWORD, Page, offers::number};

const BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
const CRAWLER: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

impl Bakery {
    fn console(&self) -> String {
        format!("{}/console", self.path)
    }

    async fn state(&self, id: i64) -> String {
        self.world.offer_row(id).await.state
    }

    /// Acts on several at once.
    async fn acts(&self, who: &Actor, act: &str, on: &[i64]) -> Page {
        let names: Vec<String> = on.iter().map(|id| format!("offer_{id}")).collect();
        let ticked = names.iter().map(|name| (name.as_str(), "on"));
        let fields: Vec<(&str, &str)> = [("act", act), ("next", "state=published")].into_iter().chain(ticked).collect();
        who.post(&self.console(), &fields).await
    }

    /// The numbers of the offers that the console lists, asked for so.
    async fn listed(&self, who: &Actor, asked: &str) -> BTreeSet<i64> {
        let page = who.get(&format!("{}?{asked}", self.console())).await;
        page.assert_status(200).attributes(".console-row h2 a", "href").iter().map(|path| number(path)).collect()
    }

    /// What the console says of one of them.
    async fn line(&self, who: &Actor, title: &str) -> String {
        let lines = who.get(&self.console()).await.all(".console-row");
        lines.into_iter().find(|line| line.contains(title)).unwrap_or_else(|| panic!("no line of {title}"))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_offers_are_acted_on_at_once_and_what_cannot_be_is_said() {
    let bakery = bakery().await;
    let owner = &bakery.owner;
    let awaited = bakery.offer;
    let (two, three) = (
        owner.publishes(&bakery.path, &[("title", "Boulanger ou boulangère")]).await,
        owner.publishes(&bakery.path, &[("title", "Livreur ou livreuse")]).await,
    );
    bakery.someone_answers("ben").await;
    let paused = bakery.acts(owner, "pause", &[two, three]).await;
    assert_eq!(paused.assert_status(303).location(), format!("{}?state=published", bakery.console()));
    assert_eq!(bakery.listed(owner, "state=paused").await, [two, three].into());
    owner.undoes(&paused).await;
    assert_eq!(bakery.listed(owner, "state=published").await, [awaited, two, three].into());
    // Someone waits for an answer to one of them: it stays, and the others go.
    let page = bakery.acts(owner, "removal", &[awaited, two]).await;
    page.assert_status(409).assert_sees("Une offre reste comme elle était").assert_sees("C’est fait pour une autre");
    assert_eq!(page.attributes(".notice li a", "href"), [format!("/offers/{awaited}/closure?how=withdrawn")]);
    assert_eq!(page.attributes(".console-row input[checked]", "name"), [format!("offer_{awaited}")], "ticked still");
    let states = [bakery.state(awaited).await, bakery.state(two).await, bakery.state(three).await];
    assert_eq!(states, ["published", "withdrawn", "published"]);
    // Once withdrawn, it is published from its form alone; what is unlawful is not either.
    let draft = number(owner.writes_offer(&bakery.path, &[("title", "Jeune vendeuse dynamique")]).await.location());
    let page = bakery.acts(owner, "publication", &[two, draft, three]).await;
    page.assert_status(409).assert_sees("2 offres restent").assert_sees("C’est fait pour une autre");
    assert!(page.attributes(".notice li a", "href").contains(&format!("/offers/{draft}/edit")));
    let told = bakery.acts(owner, "pause", &[]).await;
    owner
        .clone()
        .with_cookie("notice", &told.cookie("notice").unwrap())
        .get(&bakery.console())
        .await
        .assert_sees("Rien n’était coché");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_are_acted_on_by_those_who_recruit_there_and_on_their_own_alone() {
    let bakery = bakery().await;
    let reader = bakery.colleague("rene", "reader").await;
    let elsewhere = bakery.world.person("otto", Kind::Recruiter).await;
    let other = bakery.world.organisation("La Meule", &elsewhere).await;
    let theirs = elsewhere.publishes(&other, &[]).await;
    let form = "form#several";
    assert!(bakery.owner.get(&bakery.console()).await.has(form));
    assert!(!reader.get(&bakery.console()).await.assert_status(200).has(form));
    bakery.acts(&reader, "pause", &[bakery.offer]).await.assert_status(403);
    for who in [&elsewhere, &bakery.person, &bakery.world.visitor()] {
        let refused = bakery.acts(who, "pause", &[bakery.offer]).await;
        assert!([303, 404].contains(&refused.status.as_u16()), "{}", refused.status);
    }
    bakery.acts(&bakery.owner, "pause", &[theirs]).await.assert_status(404);
    let many: Vec<i64> = (1..=51).collect();
    for (act, on) in [("pause", &many[..]), ("promotion", &[bakery.offer][..]), ("", &[bakery.offer][..])] {
        bakery.acts(&bakery.owner, act, on).await.assert_status(422);
    }
    for (name, value) in [("offer_x", "on"), ("offer_1", "off"), ("state", "filled_here")] {
        bakery.owner.post(&bakery.console(), &[("act", "pause"), (name, value)]).await.assert_status(422);
    }
    assert_eq!(
        (bakery.state(bakery.offer).await, bakery.state(theirs).await),
        ("published".into(), "published".into())
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_chooses_among_many_by_what_matters_to_those_who_recruit() {
    let bakery = bakery().await;
    let (owner, path) = (&bakery.owner, &bakery.path);
    let awaited = bakery.offer;
    bakery.someone_answers("ben").await;
    let unlawful = number(owner.writes_offer(path, &[("title", "Jeune vendeuse dynamique")]).await.location());
    let soon = owner.publishes(path, &[("title", "Développeur ou développeuse")]).await;
    let txn = bakery.world.house.db.write().await.unwrap();
    offers::Entity::update_many()
        .col_expr(offers::Column::ExpiresAt, Expr::value(clock::now() + Duration::days(6)))
        .filter(offers::Column::Id.eq(soon))
        .exec(&txn)
        .await
        .unwrap();
    txn.commit().await.unwrap();
    let feed = "<source><job><referencenumber>A1</referencenumber><title>Pâtissier ou pâtissière</title>\
                <url>https://fournil.example/a1</url><city>Nantes</city><salary>2000 euros par mois</salary>\
                <description>Vous tenez le laboratoire.</description></job></source>";
    owner.imports(path, "fournil.xml", feed).await;
    let imported = bakery.listed(owner, "q=patissier").await;
    assert_eq!(imported.len(), 1, "without accents, and whatever the case");
    let fed = *imported.first().unwrap();
    let source = owner.get(&bakery.console()).await.attributes("select[name=source] option", "value").pop().unwrap();
    owner.does(&format!("/offers/{soon}/care"), &[]).await;
    for (asked, found) in [
        ("", vec![awaited, unlawful, soon, fed]),
        ("waiting=on", vec![awaited]),
        ("found=unlawful", vec![unlawful]),
        ("ending=on", vec![soon]),
        ("mine=on", vec![soon]),
        ("source=here", vec![awaited, unlawful, soon]),
        (&format!("source={source}"), vec![fed]),
        ("q=DEVELOPPEUR+ou", vec![soon]),
        ("q=%25", vec![awaited, unlawful, soon, fed]),
        ("state=draft&found=unlawful", vec![unlawful]),
        ("state=paused&mine=on", vec![]),
        // What no field could send chooses nothing.
        ("state=x&found=x&source=x&after=x", vec![awaited, unlawful, soon, fed]),
    ] {
        assert_eq!(bakery.listed(owner, asked).await, found.into_iter().collect(), "{asked}");
    }
    let colleague = bakery.colleague("chloe", "recruiter").await;
    assert!(bakery.listed(&colleague, "mine=on").await.is_empty(), "it is another's");
    // Each group of states says how many it holds.
    let tabs = owner.get(&bakery.console()).await.all("nav.filters a");
    assert_eq!(tabs[..3], ["Toutes 4", "Brouillons 1", "Publiées 3"]);
    let line = bakery.line(owner, "Pâtissier").await;
    assert!(line.contains("fournil.xml") && line.contains("sur 5 canaux de 5"), "{line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_many_goes_on_from_page_to_page_as_it_was_chosen() {
    let bakery = bakery().await;
    for number in 0..27 {
        bakery.owner.writes_offer(&bakery.path, &[("title", &format!("Brouillon {number}"))]).await.assert_status(303);
    }
    let asked = "state=draft&q=brouillon";
    let first = bakery.listed(&bakery.owner, asked).await;
    let next = bakery.owner.get(&format!("{}?{asked}", bakery.console())).await.attribute("a[rel=next]", "href");
    let next = next.expect("a second page");
    let second = bakery.listed(&bakery.owner, next.split_once('?').unwrap().1).await;
    assert_eq!((first.len(), second.len()), (25, 2));
    assert!(first.is_disjoint(&second) && !second.contains(&bakery.offer));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_is_read_by_people_and_never_by_its_own_nor_by_machines() {
    let bakery = bakery().await;
    let (world, owner) = (&bakery.world, &bakery.owner);
    let offer = world.offer_row(bakery.offer).await.path();
    let visitor = world.visitor();
    // Made anew, then kept: each is a reading.
    for _ in 0..3 {
        visitor.get_with(&offer, &[("user-agent", BROWSER)]).await.assert_status(200);
    }
    bakery.person.get_with(&offer, &[("user-agent", BROWSER)]).await.assert_status(200);
    // Nobody reads these.
    owner.get(&offer).await.assert_status(200);
    visitor.get_with(&offer, &[("user-agent", CRAWLER)]).await.assert_status(200);
    visitor.get_with(&offer, &[("sec-purpose", "prefetch;prerender")]).await.assert_status(200);
    visitor.get(&format!("/offers/{}.json", bakery.offer)).await.assert_status(404);
    views::write(&world.house).await.unwrap();
    assert!(bakery.line(owner, "Vendeur").await.contains("lue 4 fois en trente jours"));
    visitor.get_with(&offer, &[("user-agent", BROWSER)]).await;
    views::write(&world.house).await.unwrap();
    let rows = offer_views::Entity::find().all(&world.house.db).await.unwrap();
    assert_eq!(
        rows.iter().map(|row| (row.offer_id, row.count)).collect::<Vec<_>>(),
        [(bakery.offer, 5)],
        "a row a day"
    );
    let desk = owner.get(&format!("/offers/{}/desk", bakery.offer)).await;
    assert_eq!(desk.all(".desk-weeks td"), ["5", "0", "0", "0", "0"]);
    // A day that is long gone counts no more, then is not kept.
    for (days, said, kept) in [(8, "lue 5 fois", 1), (31, "pas encore lue", 1), (401, "pas encore lue", 0)] {
        let day = clock::now().date_naive() - Duration::days(days);
        let txn = world.house.db.write().await.unwrap();
        let old = offer_views::Entity::update_many().col_expr(offer_views::Column::Day, Expr::value(day));
        old.exec(&txn).await.unwrap();
        txn.commit().await.unwrap();
        assert!(bakery.line(owner, "Vendeur").await.contains(said), "{days}");
        views::forget_old(&world.house.db, clock::now()).await.unwrap();
        assert_eq!(offer_views::Entity::find().count(&world.house.db).await.unwrap(), kept, "{days}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_that_is_gone_takes_nobody_s_readings_along() {
    let bakery = bakery().await;
    let other = bakery.owner.publishes(&bakery.path, &[("title", "Livreur ou livreuse")]).await;
    bakery.world.house.closing().begin();
    bakery.world.house.closing().everyone_left().await;
    for offer in [bakery.offer, other] {
        bakery.world.house.shown_offers.note(offer);
    }
    let txn = bakery.world.house.db.write().await.unwrap();
    offers::Entity::delete_by_id(bakery.offer).exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
    views::write(&bakery.world.house).await.unwrap();
    let rows = offer_views::Entity::find().all(&bakery.world.house.db).await.unwrap();
    assert_eq!(rows.iter().map(|row| row.offer_id).collect::<Vec<_>>(), [other]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_console_counts_contacts_once_each_and_tells_them_to_those_who_recruit() {
    let bakery = bakery().await;
    let (_, first) = bakery.someone_answers("ben").await;
    bakery.someone_answers("cleo").await;
    bakery.owner.does(&bakery.at(first, "/acceptance"), &[]).await;
    let line = bakery.line(&bakery.owner, "Vendeur").await;
    assert!(line.contains("2 prises de contact") && line.contains("une candidature attend"), "{line}");
    // A figure about an offer; a reader of the organisation is told none of who wrote.
    let reader = bakery.colleague("rene", "reader").await;
    let line = bakery.line(&reader, "Vendeur").await;
    assert!(!line.contains("prises de contact") && !line.contains("attend"), "{line}");
    reader.get(&format!("/offers/{}/desk", bakery.offer)).await.assert_status(200).assert_unseen("prises de contact");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn colleagues_take_care_of_an_offer_together_and_note_things_for_each_other() {
    let bakery = bakery().await;
    let (owner, desk) = (&bakery.owner, format!("/offers/{}/desk", bakery.offer));
    let act = |act: &str| format!("/offers/{}/{act}", bakery.offer);
    let chloe = bakery.colleague("chloe", "recruiter").await;
    let reader = bakery.colleague("rene", "reader").await;
    let cared = chloe.does(&act("care"), &[]).await;
    chloe.does(&act("care"), &[]).await;
    owner.does(&act("care"), &[]).await;
    let line = bakery.line(owner, "Vendeur").await;
    assert!(line.contains("CHLOE Test, ODILE Test"), "{line}");
    chloe.undoes(&cared).await;
    assert!(!bakery.line(owner, "Vendeur").await.contains("CHLOE"));
    chloe.does(&act("care"), &[]).await;
    chloe.does(&act("notes"), &[("body", "Le client voudrait quelqu’un en mars.\nÀ rappeler.")]).await;
    assert!(bakery.line(owner, "Vendeur").await.contains("1 note"));
    // Read by those of the organisation, and by nobody else; written by those who recruit.
    for who in [owner, &chloe, &reader] {
        who.get(&desk).await.assert_status(200).assert_sees("quelqu’un en mars");
    }
    for who in [&bakery.person, &bakery.world.person("otto", Kind::Recruiter).await] {
        who.get(&desk).await.assert_status(404);
        who.post(&act("notes"), &[("body", "Bonjour")]).await.assert_status(404);
        who.post(&act("care"), &[]).await.assert_status(404);
    }
    assert!(!reader.get(&desk).await.has("form[action$='/notes']"));
    reader.post(&act("notes"), &[("body", "Bonjour")]).await.assert_status(403);
    reader.post(&act("care"), &[]).await.assert_status(403);
    for (body, status) in [("", 422), (" \n ", 422), (&"x".repeat(2_001), 422)] {
        let page = chloe.post(&act("notes"), &[("body", body)]).await;
        assert!(page.assert_status(status).has("#body-error"), "{}", body.len());
    }
    // Taken away by whoever wrote it, or an owner; and put back.
    let of_owner = owner.does(&act("notes"), &[("body", "Vu.")]).await;
    assert!(of_owner.location().ends_with("#notes"));
    let notes = offer_notes::Entity::find().all(&bakery.world.house.db).await.unwrap();
    let removal = |place: usize| act(&format!("notes/{}/removal", notes[place].id));
    chloe.post(&removal(1), &[]).await.assert_status(403);
    reader.post(&removal(1), &[]).await.assert_status(403);
    let gone = owner.does(&removal(0), &[]).await;
    owner.get(&desk).await.assert_unseen("quelqu’un en mars");
    owner.undoes(&gone).await;
    owner.get(&desk).await.assert_sees("quelqu’un en mars");
    owner.post(&removal(0), &[]).await.assert_status(404);
    // Of another offer it is no note.
    let other = owner.publishes(&bakery.path, &[("title", "Livreur ou livreuse")]).await;
    owner.post(&format!("/offers/{other}/notes/{}/removal", notes[1].id), &[]).await.assert_status(404);
    // Who leaves the organisation takes care of nothing there any more.
    owner.does(&format!("{}/people/removal", bakery.path), &[("handle", "chloe")]).await;
    let keepers = offer_keepers::Entity::find().all(&bakery.world.house.db).await.unwrap();
    assert_eq!(keepers.iter().map(|keeper| keeper.user_id).collect::<Vec<_>>(), [owner.id()]);
    chloe.get(&desk).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_goes_with_whoever_wrote_it() {
    let bakery = bakery().await;
    let (world, offer) = (&bakery.world, bakery.offer);
    let chloe = world.resident("chloe", Kind::Recruiter).await;
    bakery.owner.does(&format!("{}/people", bakery.path), &[("handle", "chloe"), ("role", "recruiter")]).await;
    chloe.does(&format!("{}/people/acceptance", bakery.path), &[]).await;
    chloe.does(&format!("/offers/{offer}/notes"), &[("body", "À rappeler.")]).await;
    chloe.does(&format!("/offers/{offer}/care"), &[]).await;
    chloe.does("/me/data/erasure", &[("posts", "keep"), ("password", PASSWORD)]).await;
    world.works().await;
    assert_eq!(offer_notes::Entity::find().count(&world.house.db).await.unwrap(), 0);
    assert_eq!(offer_keepers::Entity::find().count(&world.house.db).await.unwrap(), 0);
    assert_eq!(world.offer_row(offer).await.state, "published", "what its organisation says stays");
}
