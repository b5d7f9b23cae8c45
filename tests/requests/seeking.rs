//! What a job seeker does with offers: saves some, hides others, is told of what is new,
//! follows an organisation, passes an offer on.

use chrono::Duration;
use passerelle::{
    access::{Audience, Kind},
    clock,
    models::{alerts, letters},
    refusals::Refusal,
};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    requests::applications::bakery,
    support::{Actor, World},
};

/// What the clock does by then, alerts and their letters with it; and it is now again: what
/// opens next opens after what was looked at.
async fn after(world: &World, wait: Duration) {
    use alerts::Column as A;
    passerelle::app::do_due(&world.house, clock::now() + wait).await;
    let (txn, now) = (world.house.db.write().await.unwrap(), clock::now());
    for moment in [A::LookedAt, A::ReadAt, A::ToldAt] {
        let back = alerts::Entity::update_many().col_expr(moment, Expr::value(now)).filter(moment.gt(now));
        back.exec(&txn).await.unwrap();
    }
    txn.commit().await.unwrap();
}

/// An alert for permanent work, which tells in the morning; where it is.
async fn looks_for_permanent_work(person: &Actor) -> String {
    let asked = [("name", "Un vrai CDI"), ("asked", "contract=permanent"), ("letters", "morning")];
    person.does("/me/alerts", &asked).await;
    let list = person.get("/me/alerts").await;
    list.attribute(".thread-row__title a", "href").expect("an alert")
}

async fn alert_letters(world: &World) -> Vec<letters::Model> {
    let mut letters = world.letters_to("awa@people.test").await;
    letters.retain(|letter| letter.kind == "alert");
    letters
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_one_saved_is_found_again_even_once_it_is_over() {
    let house = bakery().await;
    let (person, offer) = (&house.person, house.offer);
    person.get("/me/offers").await.assert_sees("aucune offre");
    let marked = [("kind", "saved"), ("next", "/offers?contract=permanent")];
    let saved = person.does(&format!("/offers/{offer}/mark"), &marked).await;
    assert_eq!(saved.location(), "/offers?contract=permanent");
    let page = house.world.offer_row(offer).await.path();
    for page in ["/offers?contract=permanent", "/me/offers", &page] {
        let read = person.get(page).await;
        read.assert_sees("Vendeur ou vendeuse");
        assert_eq!(read.all("form[action$='/mark/removal']").len(), 1, "{page}");
    }
    house.world.person("sam", Kind::Seeker).await.get("/me/offers").await.assert_unseen("Vendeur");
    house.owner.does(&format!("/offers/{offer}/filling"), &[("how", "here")]).await;
    person.get("/me/offers").await.assert_sees("Vendeur ou vendeuse").assert_sees("Pourvue ici");
    house.owner.does(&format!("/offers/{offer}/removal"), &[]).await;
    person.get("/me/offers").await.assert_unseen("Vendeur").assert_sees("a été retirée");
    let gone = person.does(&format!("/offers/{offer}/mark/removal"), &[("next", "/me/offers")]).await;
    assert_eq!(gone.location(), "/me/offers");
    person.get("/me/offers").await.assert_sees("aucune offre");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_hides_is_in_one_s_lists_no_more_and_comes_back() {
    let house = bakery().await;
    let (person, offer) = (&house.person, house.offer);
    let hidden = person.does(&format!("/offers/{offer}/mark"), &[("kind", "hidden"), ("next", "/offers")]).await;
    person.get("/offers").await.assert_unseen("Vendeur ou vendeuse").assert_sees("que vous avez masquée");
    for other in [&house.owner, &house.world.visitor()] {
        other.get("/offers").await.assert_sees("Vendeur ou vendeuse").assert_unseen("masquée");
    }
    person.get("/me/offers/hidden").await.assert_sees("Vendeur ou vendeuse");
    person.undoes(&hidden).await;
    person.get("/offers").await.assert_sees("Vendeur ou vendeuse");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mark_leads_back_to_a_list_of_ours_and_nowhere_else() {
    let house = bakery().await;
    let mark = format!("/offers/{}/mark", house.offer);
    for elsewhere in ["https://evil.test/", "//evil.test/offers", "/offersevil", "/admin", "/offers?\\evil"] {
        let marked = house.person.does(&mark, &[("kind", "saved"), ("next", elsewhere)]).await;
        assert!(marked.location().starts_with(&format!("/offers/{}-", house.offer)), "{elsewhere}");
    }
    house.person.post(&mark, &[("kind", "loved")]).await.assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_alert_tells_what_opened_since_it_was_made_and_tells_it_once() {
    let house = bakery().await;
    let (world, person) = (&house.world, &house.person);
    let alert = looks_for_permanent_work(person).await;
    let told = "Une offre nouvelle correspond";
    after(world, Duration::hours(3)).await;
    person.get("/notifications").await.assert_unseen(told);
    house.owner.publishes(&house.path, &[("title", "Pâtissière ou pâtissier"), ("contract", "permanent")]).await;
    house.owner.publishes(&house.path, &[("title", "Livreuse ou livreur"), ("contract", "internship")]).await;
    for hours in [5, 8] {
        after(world, Duration::hours(hours)).await;
        let notifications = person.get("/notifications").await;
        notifications.assert_sees(told).assert_sees("Un vrai CDI");
        assert_eq!(notifications.all(".thread-row--unread").len(), 1);
    }
    let found = person.get(&alert).await;
    found.assert_sees("Pâtissière").assert_unseen("Livreuse").assert_sees("depuis votre dernière visite");
    assert_eq!(found.all(".offer-state--new").len(), 1, "the older one is there, and is not new");
    person.get(&alert).await.assert_sees("Rien de nouveau");
    assert!(person.get("/notifications").await.all(".thread-row--unread").is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_is_new_from_the_day_it_is_read_here_whatever_its_feed_says() {
    let house = bakery().await;
    house.person.does("/me/alerts", &[("name", "Tout Le Fournil"), ("organisation", "le-fournil")]).await;
    let feed = "<source><job><title>Vendeur H/F</title><referencenumber>1</referencenumber><date>2026-01-05</date>\
        <url>https://fournil.example/1</url><description>Vous servez au comptoir, le matin, à deux.</description></job></source>";
    house.owner.imports(&house.path, "un.xml", feed).await;
    after(&house.world, Duration::hours(3)).await;
    house.person.get("/notifications").await.assert_sees("Une offre nouvelle").assert_sees("Tout Le Fournil");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_hid_is_told_by_no_alert() {
    let house = bakery().await;
    looks_for_permanent_work(&house.person).await;
    let offer = house.owner.publishes(&house.path, &[("title", "Pâtissière ou pâtissier")]).await;
    house.person.does(&format!("/offers/{offer}/mark"), &[("kind", "hidden")]).await;
    after(&house.world, Duration::hours(3)).await;
    house.person.get("/notifications").await.assert_unseen("Un vrai CDI");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_letter_of_an_alert_names_what_is_new_and_its_link_stops_it() {
    let house = bakery().await;
    let (world, person) = (&house.world, &house.person);
    let alert = looks_for_permanent_work(person).await;
    house.owner.publishes(&house.path, &[("title", "Pâtissière ou pâtissier")]).await;
    after(world, Duration::hours(3)).await;
    // Due in the morning after, whatever the hour it is now.
    for _ in 0..2 {
        after(world, Duration::hours(30)).await;
    }
    let sent = alert_letters(world).await;
    let [letter] = sent.as_slice() else { panic!("{} letters", sent.len()) };
    assert!(letter.subject.contains("Un vrai CDI"), "{}", letter.subject);
    assert!(letter.body_text.contains("Pâtissière ou pâtissier"), "{}", letter.body_text);
    assert!(!letter.body_text.contains("Vendeur"), "what was there before is not new");

    let stop = format!("/unsubscribe/{}", letter.unsubscribe.as_deref().expect("a way to stop it"));
    world.visitor().get(&stop).await.assert_status(200).assert_sees("cette alerte");
    world.visitor().post_raw(&stop, "List-Unsubscribe=One-Click", &[]).await.assert_status(200);
    assert_eq!(person.get(&alert).await.attribute("input[name=letters][checked]", "value").unwrap(), "never");
    house.owner.publishes(&house.path, &[("title", "Boulangère ou boulanger")]).await;
    for hours in [33, 70] {
        after(world, Duration::hours(hours)).await;
    }
    person.get("/notifications").await.assert_sees("Un vrai CDI");
    assert_eq!(alert_letters(world).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_it_first_gets_no_letter() {
    let house = bakery().await;
    let alert = looks_for_permanent_work(&house.person).await;
    house.owner.publishes(&house.path, &[("title", "Pâtissière ou pâtissier")]).await;
    after(&house.world, Duration::hours(3)).await;
    house.person.get(&alert).await.assert_sees("Pâtissière");
    after(&house.world, Duration::hours(30)).await;
    assert!(alert_letters(&house.world).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_is_followed_in_one_gesture_and_left_in_one() {
    let house = bakery().await;
    let (world, person) = (&house.world, &house.person);
    house.world.visitor().get(&house.path).await.assert_sees("Suivre ses offres").assert_unseen("Ne plus suivre");
    let follow = [("organisation", "le-fournil"), ("name", "Le Fournil")];
    let followed = person.does("/me/alerts", &follow).await;
    assert_eq!(followed.location(), house.path);
    person.does("/me/alerts", &follow).await;
    assert_eq!(person.get("/me/alerts").await.all(".thread-row").len(), 1, "twice is once");
    let page = person.get(&house.path).await;
    page.assert_sees("Vous suivez ses offres");
    let removal = page.attribute("form[action^='/me/alerts/']", "action").expect("a way to stop");
    house.owner.publishes(&house.path, &[("title", "Pâtissière ou pâtissier")]).await;
    after(world, Duration::hours(3)).await;
    person.get("/notifications").await.assert_sees("Le Fournil");
    let left = person.does(&removal, &[]).await;
    person.get("/notifications").await.assert_unseen("offre nouvelle");
    person.get(&house.path).await.assert_unseen("Vous suivez ses offres");
    person.undoes(&left).await;
    person.get(&house.path).await.assert_sees("Vous suivez ses offres");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_alert_is_its_person_s_and_looks_for_something() {
    let house = bakery().await;
    let alert = looks_for_permanent_work(&house.person).await;
    let other = house.world.person("sam", Kind::Seeker).await;
    other.get(&alert).await.assert_status(404);
    other.post(&alert, &[("name", "À moi"), ("letters", "never")]).await.assert_status(404);
    other.post(&format!("{alert}/removal"), &[]).await.assert_status(404);
    house.person.get(&alert).await.assert_status(200).assert_sees("Un vrai CDI");
    let nothing = other.post("/me/alerts", &[("name", "Tout"), ("asked", "km=20")]).await;
    nothing.assert_status(422).assert_says(&Refusal::Required { field: "q" });
    let unknown = other.post("/me/alerts", &[("name", "Loin"), ("asked", "near=Atlantide")]).await;
    unknown.assert_status(422).assert_sees("Atlantide");
    for odd in ["trade=%00", "near=%00", "pay=-1", "contract=forever"] {
        other.post("/me/alerts", &[("name", "Rien"), ("asked", odd)]).await.assert_status(422);
    }
    other.post("/me/alerts", &[("name", "Rien"), ("organisation", "\0")]).await.assert_status(422);
    for number in 0..alerts::MOST {
        other.does("/me/alerts", &[("name", "Encore"), ("asked", &format!("pay={}", 1_500 + number))]).await;
    }
    let one_more = other.post("/me/alerts", &[("name", "Encore"), ("asked", "pay=9000")]).await;
    one_more.assert_status(422).assert_says(&Refusal::TooMany { field: "alerts", most: alerts::MOST as usize });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_passed_on_in_a_room_opens_a_thread_that_says_what_becomes_of_it() {
    let house = bakery().await;
    let (world, person) = (&house.world, &house.person);
    let room = world.room("nantes", Audience::Public, &[]).await;
    let relays = format!("/offers/{}/relays", house.offer);
    let to = format!("room-{}", room.id);
    let said = [("to", to.as_str()), ("words", "Pour qui aime se lever tôt."), ("draft", "")];
    // Of a room one is not in, it is no choice.
    person.post(&relays, &said).await.assert_status(422).assert_sees("se lever tôt");
    person.does("/communities/nantes/membership", &[]).await;
    let ways = person.get(&format!("{relays}/new")).await.attributes("#to option", "value");
    assert!(ways.contains(&to), "{ways:?}");
    let thread = person.does(&relays, &said).await.location().to_owned();
    let read = world.visitor().get(&thread).await;
    read.assert_sees("Pour qui aime se lever tôt.").assert_sees("Vendeur ou vendeuse en boulangerie, Le Fournil");
    assert_eq!(read.all(".offer-card .offer-row").len(), 1);
    let offer = world.offer_row(house.offer).await.path();
    world.visitor().get(&offer).await.assert_sees("On en parle dans");
    // A room has it once.
    person.post(&relays, &said).await.assert_status(422);
    house.owner.does(&format!("/offers/{}/filling", house.offer), &[("how", "here")]).await;
    world.visitor().get(&thread).await.assert_sees("Pourvue ici");
    person.post(&relays, &said).await.assert_status(409);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_an_offer_is_talked_about_is_said_to_those_who_may_read_there() {
    let house = bakery().await;
    let room = house.world.room("entre-nous", Audience::Seekers, &[]).await;
    house.person.does("/communities/entre-nous/membership", &[]).await;
    let to = format!("room-{}", room.id);
    house.person.does(&format!("/offers/{}/relays", house.offer), &[("to", &to), ("words", "Regardez.")]).await;
    let offer = house.world.offer_row(house.offer).await.path();
    house.person.get(&offer).await.assert_sees("On en parle dans");
    for other in [&house.world.visitor(), &house.owner] {
        other.get(&offer).await.assert_status(200).assert_unseen("On en parle").assert_unseen("entre-nous");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_offer_is_passed_on_to_someone_one_writes_to_and_to_nobody_else() {
    let house = bakery().await;
    let (world, person) = (&house.world, &house.person);
    let friend = world.person("ben", Kind::Seeker).await;
    let contact = person.asks_of(&friend, "trade_question", "Comment était la formation ?").await;
    let to = format!("contact-{contact}");
    let said = [("to", to.as_str()), ("words", "J’ai pensé à toi.")];
    let relays = format!("/offers/{}/relays", house.offer);
    person.post(&relays, &said).await.assert_status(422);
    friend.does(&format!("/me/contacts/{contact}/acceptance"), &[]).await;
    person.does(&relays, &said).await;
    friend.get(&format!("/me/contacts/{contact}")).await.assert_sees("J’ai pensé à toi.").assert_sees("Le Fournil");
    let stranger = world.person("sam", Kind::Seeker).await;
    stranger.post(&relays, &said).await.assert_status(422);
    assert!(friend.get(&format!("/me/contacts/{contact}")).await.all(".message").len() <= 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn organisations_that_answer_quickly_can_be_asked_for() {
    let house = bakery().await;
    let (world, owner) = (&house.world, &house.owner);
    let slow = world.organisation("Le Quai", owner).await;
    owner.publishes(&slow, &[("title", "Docker H/F")]).await;
    world.visitor().get("/offers?quick=on").await.assert_unseen("Vendeur ou vendeuse");
    for number in 0..5 {
        let someone = world.person(&format!("someone{number}"), Kind::Seeker).await;
        let sent = someone.applies_to(house.offer, "Me voici.", &[]).await;
        owner.does(&house.at(sent, "/refusal"), &[("reason", "many"), ("words", "Vous étiez nombreux.")]).await;
    }
    let quick = world.visitor().get("/offers?quick=on").await;
    quick.assert_sees("Vendeur ou vendeuse").assert_sees("Répond vite").assert_unseen("Docker");
    world.visitor().get("/offers").await.assert_sees("Docker");
}
