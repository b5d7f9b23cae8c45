//! Searching, by people: what they mean is found, what they may not read is not.

use passerelle::access::{Audience, Kind};

use crate::support::{Actor, Page, World};

/// The titles found, in order.
fn titles(page: &Page) -> Vec<String> {
    page.all(".found__row h3")
}

async fn finds(actor: &Actor, query: &str) -> Vec<String> {
    let page = actor.get(&format!("/search?{query}")).await;
    page.assert_status(200);
    titles(&page)
}

/// A room with a few threads, and everyone in it.
async fn house() -> (World, Actor, Actor) {
    let world = World::new().await;
    let manager = world.person("lea-martin", Kind::Other).await;
    let author = world.person("awa", Kind::Seeker).await;
    let room = world.room("soin", Audience::Public, &[&manager]).await;
    author.asks(&room, "Devenir aide-soignante à quarante ans", "Je cherche une école près de Nantes.").await;
    author.asks(&room, "Le travail de nuit en usine", "Je suis développeuse et je veux changer d'air.").await;
    author.asks(&room, "Un CV sans dates", "Le recruteur demande un CDI, et j'ai un trou de deux ans.").await;
    world.searchable().await;
    (world, manager, author)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_found_in_any_of_their_forms() {
    let (world, ..) = house().await;
    let visitor = world.visitor();
    for (query, title) in [
        ("q=aide+soignant", "Devenir aide-soignante à quarante ans"),
        ("q=AIDES-SOIGNANTS", "Devenir aide-soignante à quarante ans"),
        ("q=d%C3%A9veloppeur", "Le travail de nuit en usine"),
        ("q=d%C3%A9veloppeur%C2%B7euse", "Le travail de nuit en usine"),
        ("q=l%27ecole", "Devenir aide-soignante à quarante ans"),
        ("q=C.D.I.", "Un CV sans dates"),
        ("q=%22travail+de+nuit%22", "Le travail de nuit en usine"),
        ("q=recruteuse", "Un CV sans dates"),
        ("q=boulot+de+nuit", "Le travail de nuit en usine"),
    ] {
        assert_eq!(finds(&visitor, query).await, [title], "{query}");
    }
    assert!(finds(&visitor, "q=%22nuit+de+travail%22").await.is_empty(), "a phrase is in its order");
    assert!(finds(&visitor, "q=travail+-usine").await.is_empty(), "what is not wanted is left out");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_word_that_is_nowhere_is_put_right_and_it_is_said() {
    let (world, ..) = house().await;
    let page = world.visitor().get("/search?q=recruteru").await;
    page.assert_status(200).assert_sees("«\u{202f}recruteur\u{202f}»");
    assert_eq!(titles(&page), ["Un CV sans dates"]);
    let page = world.visitor().get("/search?q=recruteur").await;
    page.assert_unseen("Voici ce qui existe pour");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_a_name_leads_to_the_person_and_a_room_is_found_by_its_name() {
    let (world, manager, _) = house().await;
    let found = finds(&world.visitor(), "q=lea-mart&type=person").await;
    assert_eq!(found, ["LEA-MARTIN Test"]);
    drop(manager);
    assert_eq!(finds(&world.visitor(), "q=salle+soin&type=community").await, ["Salle soin"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn operators_and_fields_narrow_it_alike() {
    let (world, manager, author) = house().await;
    let other = world.room("emploi", Audience::Public, &[&manager]).await;
    manager.asks(&other, "Le CV d'une autre salle", "Il n'y a rien ici.").await;
    world.searchable().await;
    let visitor = world.visitor();
    assert_eq!(finds(&visitor, "q=cv").await.len(), 2);
    for query in ["q=cv+in%3Aemploi", "q=cv&community=emploi", "q=cv+author%3Alea-martin", "q=cv+dans%3Aemploi"] {
        assert_eq!(finds(&visitor, query).await, ["Le CV d'une autre salle"], "{query}");
    }
    assert_eq!(finds(&visitor, "q=cv+is%3Aunanswered").await.len(), 2);
    assert!(finds(&visitor, "q=cv&is=solved").await.is_empty());
    assert!(finds(&visitor, "q=cv&until=2001-01-01").await.is_empty());
    assert_eq!(finds(&visitor, "q=cv&since=2001-01-01").await.len(), 2);
    assert!(finds(&visitor, "q=cv+in%3Anowhere").await.is_empty());
    drop(author);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_said_later_is_found_and_what_is_taken_back_no_longer_is() {
    let (world, manager, author) = house().await;
    let visitor = world.visitor();
    let room = world.room("suite", Audience::Public, &[&manager]).await;
    let thread = author.asks(&room, "Une question sur les péniches", "Comment y vivre ?").await;
    let reply = manager.replies(&thread, "Avec un permis fluvial.").await;
    world.searchable().await;
    assert_eq!(finds(&visitor, "q=fluviale").await, ["Une question sur les péniches"]);
    assert!(finds(&visitor, "q=peniche&is=unanswered").await.is_empty(), "somebody answered");

    manager.post(&format!("/posts/{reply}"), &[("body", "Avec un permis côtier.")]).await.assert_status(303);
    world.searchable().await;
    assert!(finds(&visitor, "q=%22fluvial%22").await.is_empty());
    assert_eq!(finds(&visitor, "q=cotier").await.len(), 1);

    manager.post(&format!("/posts/{reply}/removal"), &[]).await.assert_status(303);
    world.searchable().await;
    assert!(finds(&visitor, "q=%22cotier%22").await.is_empty());
    assert_eq!(finds(&visitor, "q=peniche&is=unanswered").await.len(), 1, "nobody answers any more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_room_that_closes_to_someone_is_in_no_result_of_theirs_at_once() {
    let (world, manager, _) = house().await;
    let admin = world.admin("an-admin").await;
    let room = world.room("membres", Audience::Members, &[&manager]).await;
    manager.asks(&room, "Une confidence sur la boulangerie", "Entre nous.").await;
    world.searchable().await;
    let member = world.person("yann", Kind::Other).await;
    assert!(finds(&world.visitor(), "q=boulangerie").await.is_empty());
    assert_eq!(finds(&member, "q=boulangerie").await.len(), 1);
    let fields = [
        ("name", "Salle membres"),
        ("slug", "membres"),
        ("description", "Pour l'équipe."),
        ("kind", "theme"),
        ("audience", "staff"),
    ];
    admin.post("/communities/membres/settings", &fields).await;
    // Not waited for: who may read is asked of the database at each question.
    assert!(finds(&member, "q=boulangerie").await.is_empty());
    let page = member.get("/search?q=boulangeri").await;
    page.assert_unseen("boulangerie");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_muted_is_found_no_more_by_who_muted_them() {
    let (_world, manager, author) = house().await;
    manager.post("/people/awa/silence", &[("kind", "mute")]).await.assert_status(303);
    assert!(finds(&manager, "q=cv&type=thread").await.is_empty());
    assert_eq!(finds(&author, "q=cv&type=thread").await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn leafing_through_repeats_nothing_and_skips_nothing_while_people_write() {
    let (world, manager, author) = house().await;
    let room = world.room("longue", Audience::Public, &[&manager]).await;
    for number in 0..50 {
        author.asks(&room, &format!("Menuiserie numéro {number}"), "Du bois et des copeaux.").await;
    }
    world.searchable().await;
    for sort in ["relevance", "date"] {
        let mut seen = vec![];
        let mut path = format!("/search?q=menuiserie&sort={sort}");
        for _ in 0..5 {
            let page = world.visitor().get(&path).await;
            seen.extend(titles(&page));
            author.asks(&room, &format!("Menuiserie de plus {sort} {}", seen.len()), "Encore du bois.").await;
            world.searchable().await;
            match page.attribute("a[rel=next]", "href") {
                Some(next) => path = next,
                None => break,
            }
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), seen.len(), "{sort}: something was repeated");
        assert!(
            (0..50).all(|number| seen.contains(&format!("Menuiserie numéro {number}"))),
            "{sort}: something is missing"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_may_mean_is_suggested_while_one_types() {
    let (world, ..) = house().await;
    let page = world.visitor().get("/suggest?q=aide-so").await;
    page.assert_status(200).assert_sees("Devenir aide-soignante").assert_sees("\"type\":\"thread\"");
    let page = world.visitor().get("/suggest?q=lea").await;
    page.assert_sees("/people/lea-martin");
    let page = world.visitor().get("/search/similar?q=devenir+aide+soignante+apr%C3%A8s+quarante+ans").await;
    page.assert_sees("Devenir aide-soignante à quarante ans");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_bytes_are_answered_with_a_page() {
    let (world, ..) = house().await;
    let visitor = world.visitor();
    let long = "a%20".repeat(900);
    for q in [
        "%00",
        "%E2%80%AEabc",
        "*",
        "%2A%3F%5B%28",
        "%22%22%22",
        "-",
        "a%7Cb%7E2",
        "in%3A",
        "%C3%28",
        "%F0%9F%91%A9",
        "OR+AND+NOT",
        "%2B%2B%2B",
        "body%3Aa",
        "%5C%22",
        &long,
    ] {
        for path in [
            format!("/search?q={q}"),
            format!("/search?q=cv&type={q}&community={q}&tag={q}&is={q}&since={q}&until={q}&sort={q}&after={q}"),
            format!("/suggest?q={q}"),
            format!("/search/similar?q={q}"),
            format!("/api/v1/search?q={q}"),
        ] {
            let page = visitor.get(&path).await;
            assert!(page.status.is_success(), "{path}: {}", page.status);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn beyond_the_limit_one_waits() {
    let world = World::with(|settings| settings["limits"]["searches"] = 3.into()).await;
    let visitor = world.visitor();
    for _ in 0..3 {
        visitor.get("/search?q=cv").await;
    }
    let page = visitor.get("/search?q=cv").await;
    page.assert_status(429);
    assert!(!page.header("retry-after").is_empty());
    visitor.get("/api/v1/search?q=cv").await.assert_status(429);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_trade_is_found_by_any_of_its_names_and_leads_to_its_rooms() {
    let (world, manager, author) = house().await;
    world.knows_trades().await;
    world.searchable().await;
    let visitor = world.visitor();
    assert!(
        finds(&visitor, "q=nounou&type=trade").await.contains(&"Assistant maternel / Assistante maternelle".to_owned())
    );
    assert!(finds(&visitor, "q=k1310").await.contains(&"Assistant maternel / Assistante maternelle".to_owned()));
    let room = world.room("petite-enfance", Audience::Public, &[&manager]).await;
    author.asks(&room, "Combien d'enfants la première année ?", "Je débute.").await;
    world.is_about(room.id, "K1310", "44109").await;
    world.searchable().await;
    assert_eq!(finds(&visitor, "trade=K1310&type=thread").await, ["Combien d'enfants la première année ?"]);
    assert!(finds(&visitor, "trade=K9999").await.is_empty());
    visitor.get("/suggest?q=assistante+mat").await.assert_sees("/trades/K1310");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_around_a_place_is_found_from_the_places_near_it() {
    let (world, manager, author) = house().await;
    world.knows_places().await;
    let room = world.room("estuaire", Audience::Public, &[&manager]).await;
    author.asks(&room, "Qui embauche sur les quais ?", "Je suis soudeur.").await;
    world.is_about(room.id, "H2913", "44184").await;
    world.searchable().await;
    let visitor = world.visitor();
    let title = ["Qui embauche sur les quais ?"];
    // Montoir is seven kilometres from Saint-Nazaire; Nantes is fifty.
    assert_eq!(finds(&visitor, "q=soudeuse&near=Montoir-de-Bretagne").await, title);
    assert!(finds(&visitor, "q=soudeuse&near=Nantes").await.is_empty());
    assert_eq!(finds(&visitor, "q=soudeuse&near=44000&km=80").await, title);
    assert!(finds(&visitor, "q=soudeuse&near=Paris&km=80").await.is_empty());
    visitor.get("/search?q=soudeuse&near=Nulle-Part").await.assert_sees("Aucun lieu ne s’appelle");
    visitor.get("/suggest?q=saint-naz").await.assert_sees("Saint-Nazaire");
}
