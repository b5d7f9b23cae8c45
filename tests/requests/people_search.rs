//! Finding people: within what each shows to whoever looks, in a stated order, and
//! never by what was shown to nobody.

use passerelle::{
    access::Kind,
    models::{
        _entities::{accesses, profiles, users},
        activities::{self, About, Verb},
        profiles::{Field, PUBLICS, disclosure},
    },
    tally::Tally,
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, sea_query::Expr};

use super::profiles::{is_of, readers, shows, writes_a_profile};
use crate::support::{Actor, PASSWORD, Page, World};

/// A house that knows trades and places, where one may look as often as one likes.
async fn house() -> World {
    let world = World::with(|settings| {
        for limit in ["acts", "searches", "suggestions"] {
            settings["limits"][limit] = 1_000_000.into();
        }
    })
    .await;
    world.knows_trades().await;
    world.knows_places().await;
    world
}

/// Handles of those a list shows, in its order.
fn listed(page: &Page) -> Vec<String> {
    page.assert_status(200);
    let links = page.attributes(".found-person h3 a", "href");
    links.iter().map(|link| link.trim_start_matches("/people/").to_owned()).collect()
}

async fn finds(who: &Actor, asked: &str) -> Vec<String> {
    listed(&who.get(&format!("/people?{asked}")).await)
}

/// How many there are, as the page says it.
fn counted(page: &Page) -> usize {
    let said = page.first(".people-head h2").unwrap_or_else(|| "0".to_owned());
    said.split_whitespace().next().unwrap().parse().unwrap()
}

/// Someone who says where they are going, shown to a public.
async fn seeks(world: &World, handle: &str, to: &str, going: &[(&str, &str)]) -> Actor {
    let person = world.person(handle, Kind::Seeker).await;
    goes(&person, to, going).await;
    person
}

async fn goes(person: &Actor, to: &str, going: &[(&str, &str)]) {
    person.does("/me/profile/going", going).await;
    shows(person, to, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_profile_is_found_and_counted_by_those_it_is_shown_to_and_by_nobody_else() {
    let world = house().await;
    let readers = readers(&world).await;
    let owner = world.person("awa", Kind::Other).await;
    writes_a_profile(&owner, "marque").await;
    for public in PUBLICS {
        shows(&owner, public, &[]).await;
        world.searchable().await;
        for (who, reader) in &readers {
            let due = usize::from(is_of(public, who));
            for asked in ["", "q=projetmarque", "rhythm=nights", "near=Nantes", "skill=savoirmarque"] {
                let page = reader.get(&format!("/people?{asked}")).await;
                assert_eq!((listed(&page).len(), counted(&page)), (due, due), "{who}, shown to {public}: {asked}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_whole_first_view_is_looked_for_and_nothing_of_what_is_shown_apart() {
    let world = house().await;
    let owner = world.person("awa", Kind::Other).await;
    writes_a_profile(&owner, "marque").await;
    // Open to everyone, and still nothing one is found by.
    shows(&owner, "public", &Field::ALL.map(|field| (field.name(), "public"))).await;
    owner.does("/me/profile/apart", &[("full_name", "nomcompletmarque"), ("place_code", "44184")]).await;
    world.searchable().await;
    let visitor = world.visitor();
    for word in [
        "phrase",
        "projet",
        "metierlibre",
        "savoir",
        "situation",
        "geste",
        "issue",
        "etape",
        "offre",
        "cherche",
        "langue",
        "permis",
        "lien",
    ] {
        assert_eq!(finds(&visitor, &format!("q={word}marque")).await, ["awa"], "{word}");
    }
    for word in ["nomcompletmarque", "coordonneemarque", "journalmarque", "awa", "test"] {
        assert!(finds(&visitor, &format!("q={word}")).await.is_empty(), "{word}");
    }
    // She looks for work around Nantes, and lives in Saint-Nazaire: fifty kilometres away.
    assert_eq!(finds(&visitor, "near=Nantes").await, ["awa"]);
    assert!(finds(&visitor, "near=Saint-Nazaire").await.is_empty());
    assert!(finds(&visitor, "q=nazaire").await.is_empty());
    assert_eq!(finds(&visitor, "near=Loire-Atlantique").await, ["awa"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_where_someone_lives_the_department_is_known_and_no_more() {
    let world = house().await;
    let owner = seeks(&world, "awa", "public", &[("headline", "Changer d'air")]).await;
    owner.does("/me/profile/apart", &[("place_code", "44184")]).await;
    world.searchable().await;
    let visitor = world.visitor();
    // As far as anyone knows she may be in Nantes as well.
    for place in ["Saint-Nazaire", "Nantes", "Loire-Atlantique", "Pays+de+la+Loire"] {
        assert_eq!(finds(&visitor, &format!("near={place}&km=5")).await, ["awa"], "{place}");
    }
    assert!(finds(&visitor, "near=Paris&km=300").await.is_empty());
    let page = visitor.get("/people").await;
    page.assert_sees("Loire-Atlantique").assert_unseen("Saint-Nazaire");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_withdrawn_is_on_no_list_from_that_moment_and_in_no_figure_once_it_is_followed() {
    let world = house().await;
    let reader = world.person("reader", Kind::Recruiter).await;
    let admin = world.admin("ada").await;
    let people = ["revoked", "narrowed", "suspended", "erased", "blocking", "staying"];
    let mut by_handle = std::collections::BTreeMap::new();
    for handle in people {
        let person = world.resident(handle, Kind::Seeker).await;
        goes(&person, "members", &[("headline", "Soudure")]).await;
        by_handle.insert(handle, person);
    }
    world.searchable().await;
    assert_eq!(finds(&reader, "q=soudure").await.len(), people.len());
    shows(&by_handle["revoked"], "me", &[]).await;
    shows(&by_handle["narrowed"], "seekers", &[]).await;
    let until = (passerelle::clock::now() + chrono::Duration::days(5)).format("%Y-%m-%d").to_string();
    admin.does("/admin/people/suspended/suspension", &[("reason", "Propos blessants"), ("until", &until)]).await;
    by_handle["erased"].does("/me/data/erasure", &[("posts", "remove"), ("password", PASSWORD)]).await;
    by_handle["blocking"].does("/people/reader/silence", &[("kind", "block")]).await;
    // Not waited for: what was found is read again.
    assert_eq!(finds(&reader, "q=soudure").await, ["staying"]);
    world.works().await;
    world.searchable().await;
    let page = reader.get("/people?q=soudure").await;
    assert_eq!((listed(&page), counted(&page)), (vec!["staying".to_owned()], 1));
    let other = world.person("reader2", Kind::Recruiter).await;
    let found = finds(&other, "q=soudure").await;
    assert_eq!(found, ["staying", "blocking"], "a block is between two");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_kept_at_a_distance_finds_what_a_visitor_finds() {
    let world = house().await;
    let reader = world.person("reader", Kind::Recruiter).await;
    for public in ["public", "members", "recruiters"] {
        let owner = seeks(&world, &format!("owner-{public}"), public, &[("headline", "Soudure")]).await;
        owner.does("/people/reader/silence", &[("kind", "block")]).await;
    }
    world.searchable().await;
    let (seen, open) = (reader.get("/people").await, world.visitor().get("/people").await);
    assert_eq!(listed(&seen), ["owner-public"]);
    assert_eq!((listed(&seen), counted(&seen)), (listed(&open), counted(&open)));
    assert!(!seen.has(".found-person__ask"), "nor may they ask");
    // Taken back, it is as it was.
    world.as_owner("owner-recruiters").await.does("/people/reader/silence/removal", &[]).await;
    assert_eq!(finds(&reader, "").await, ["owner-recruiters", "owner-public"]);
}

impl World {
    /// Someone who is there already, signed in.
    async fn as_owner(&self, handle: &str) -> Actor {
        let user = users::Model::by_handle(&self.house.db, handle).await.unwrap();
        let token = passerelle::models::sessions::open(&self.house, user.id, "Firefox Linux", true).await.unwrap();
        Actor::new(self, Some((user, token)))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_muted_is_not_found_by_who_muted_them() {
    let world = house().await;
    let reader = world.person("reader", Kind::Recruiter).await;
    seeks(&world, "awa", "members", &[("headline", "Soudure")]).await;
    world.searchable().await;
    reader.does("/people/awa/silence", &[("kind", "mute")]).await;
    let page = reader.get("/people").await;
    assert_eq!((listed(&page).len(), counted(&page)), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_given_by_name_opens_a_page_and_finds_nobody() {
    let world = house().await;
    let reader = world.person("reader", Kind::Recruiter).await;
    let owner = seeks(&world, "awa", "me", &[("headline", "Soudure")]).await;
    let txn = world.house.db.write().await.unwrap();
    disclosure::give(&txn, owner.id(), reader.id(), &[Field::Contact], None).await.unwrap();
    txn.commit().await.unwrap();
    world.searchable().await;
    reader.get("/people/awa").await.assert_sees("Soudure");
    assert!(finds(&reader, "q=soudure").await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn someone_is_called_by_the_name_they_have_now() {
    let world = house().await;
    let owner = seeks(&world, "awa", "public", &[("headline", "Soudure")]).await;
    world.searchable().await;
    let visitor = world.visitor();
    visitor.get("/people").await.assert_sees("AWA Test");
    owner.does("/me/account", &[("display_name", "Awa Ndiaye"), ("handle", "awa-ndiaye")]).await;
    let page = visitor.get("/people?q=soudure").await;
    assert_eq!(listed(&page), ["awa-ndiaye"]);
    page.assert_sees("Awa Ndiaye").assert_unseen("AWA Test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_filter_keeps_those_who_say_so() {
    let world = house().await;
    let visitor = world.visitor();
    let carer = [
        ("headline", "Aider à domicile"),
        ("trade_1", "K1304"),
        ("place_1", "44109"),
        ("km_1", "20"),
        ("rhythm_nights", "on"),
        ("remote", "none"),
    ];
    let carer = seeks(&world, "awa", "public", &carer).await;
    let told = [("label", "Écouter les gens"), ("context", "Un guichet"), ("action", "Une chaise"), ("result", "")];
    carer.does("/me/profile/skills", &told).await;
    carer.does("/me/profile/exchange", &[("offers", "Je relis des lettres"), ("seeks", "Une chaise longue")]).await;
    let coder =
        [("headline", "Coder"), ("trade_1", "M1855"), ("place_1", "44184"), ("km_1", "100"), ("remote", "most")];
    seeks(&world, "yann", "public", &coder).await;
    world.searchable().await;
    for (asked, due) in [
        ("trade=K1304", &["awa"][..]),
        ("trade=k1304", &["awa"]),
        ("trade=K1304+%E2%80%93+Employ%C3%A9+familial", &["awa"]),
        ("trade=employ%C3%A9e+familiale", &["awa"]),
        ("skill=%C3%A9coute", &["awa"]),
        ("skill=lettres", &[]),
        ("offers=lettre", &["awa"]),
        ("offers=guichet", &[]),
        ("offers=longue", &[]),
        ("rhythm=nights", &["awa"]),
        ("rhythm=shifts", &[]),
        ("remote=most", &["yann"]),
        // Yann goes as far as Nantes; Awa does not go to Saint-Nazaire, unless one looks that far.
        ("near=Nantes&km=5", &["yann", "awa"]),
        ("near=Saint-Nazaire&km=5", &["yann"]),
        ("near=Saint-Nazaire&km=80", &["yann", "awa"]),
        ("near=44000", &["yann", "awa"]),
        ("near=Paris", &[]),
        ("near=Loire-Atlantique+%E2%80%93+D44", &["yann", "awa"]),
        ("near=Paris+%E2%80%93+D75", &[]),
        ("q=chaise+lettre", &["awa"]),
        ("q=-coder", &["awa"]),
        ("q=%22relis+des+lettres%22", &["awa"]),
        ("q=%22lettres+des+relis%22", &[]),
        ("trade=K1304&remote=most", &[]),
        ("trade=K1304&rhythm=nights&near=Nantes&q=domicile&skill=%C3%A9couter", &["awa"]),
    ] {
        assert_eq!(finds(&visitor, asked).await, due, "{asked}");
    }
    // Another name of the trade, as everyone says it.
    assert_eq!(finds(&visitor, "q=employ%C3%A9e+de+maison").await, ["awa"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_can_be_chosen_next_counts_only_who_is_seen() {
    let world = house().await;
    let (visitor, recruiter) = (world.visitor(), world.person("recruiter", Kind::Recruiter).await);
    for (handle, to, trade, rhythm) in [
        ("awa", "public", "K1304", "rhythm_nights"),
        ("yann", "public", "M1855", "rhythm_shifts"),
        ("lea", "recruiters", "K1304", "rhythm_nights"),
        ("max", "recruiters", "N1101", "rhythm_weekends"),
        ("zoe", "me", "K1304", "rhythm_nights"),
    ] {
        seeks(&world, handle, to, &[("trade_1", trade), (rhythm, "on"), ("place_1", "44109")]).await;
    }
    world.searchable().await;
    let facets = |page: &Page| page.all(".people-facets li");
    let (seen, open) = (recruiter.get("/people").await, visitor.get("/people").await);
    assert_eq!((counted(&seen), counted(&open)), (4, 2));
    assert_eq!(
        facets(&open),
        ["Employé familial / Employée familiale 1", "Développeur / Développeuse web 1", "Nuit 1", "Horaires décalés 1"],
        "what everyone says is no choice"
    );
    assert!(facets(&seen).contains(&"Nuit 2".to_owned()), "{:?}", facets(&seen));
    assert!(facets(&seen).contains(&"Week-end 1".to_owned()));
    // Followed, each leads where it says.
    for (link, said) in seen.attributes(".people-facets li a", "href").iter().zip(facets(&seen)) {
        let page = recruiter.get(link).await;
        assert_eq!(counted(&page).to_string(), said.rsplit_once(' ').unwrap().1, "{said}: {link}");
        assert_eq!(page.attributes(".tags .tag", "href"), ["/people"], "what was chosen can be let go");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_latest_changed_come_first_and_leafing_repeats_nobody_and_skips_nobody() {
    let world = house().await;
    plants(&world, MANY).await;
    world.searchable().await;
    let mut due: Vec<usize> = (0..MANY).collect();
    due.sort_by_key(|number| (number / 7, std::cmp::Reverse(*number)));
    let due: Vec<String> = due.into_iter().map(|number| format!("personne-{number}")).collect();
    for asked in ["/people", "/people?q=soudure"] {
        let (mut seen, mut path) = (vec![], asked.to_owned());
        loop {
            let page = world.visitor().get(&path).await;
            seen.extend(listed(&page));
            assert_eq!(counted(&page), MANY);
            match page.attribute("a[rel=next]", "href") {
                Some(next) => path = next,
                None => break,
            }
        }
        assert_eq!(seen, due, "{asked}");
    }
    // What is changed meanwhile comes first, and the next page goes on where it was.
    let first = world.visitor().get("/people").await;
    let last = world.as_owner(&format!("personne-{}", MANY - 1)).await;
    last.does("/me/profile/exchange", &[("offers", "Une heure"), ("seeks", "")]).await;
    world.searchable().await;
    let next = first.attribute("a[rel=next]", "href").unwrap();
    assert_eq!(listed(&world.visitor().get(&next).await), due[25..50]);
    assert_eq!(finds(&world.visitor(), "").await[0], last.handle());
}

/// More than are kept of what was found.
const MANY: usize = 560;

/// So many people, open to everyone, several of whom changed their profile in one second.
async fn plants(world: &World, many: usize) {
    let now = passerelle::clock::now();
    let txn = world.house.db.write().await.unwrap();
    for number in 0..many {
        let handle = format!("personne-{number}");
        let person = users::Entity::insert(users::ActiveModel {
            email: Set(format!("{handle}@people.test")),
            email_confirmed_at: Set(Some(now.into())),
            handle: Set(handle.clone()),
            handle_skeleton: Set(handle.clone()),
            display_name: Set(handle),
            kind: Set(Kind::Seeker.name()),
            claim: Set("none".to_owned()),
            about: Set(String::new()),
            is_admin: Set(false),
            is_ambassador: Set(false),
            locale: Set("fr".to_owned()),
            home_without: Set(String::new()),
            created_at: Set(now.into()),
            ..Default::default()
        });
        let id = person.exec_with_returning(&txn).await.unwrap().id;
        let changed = now - chrono::Duration::hours(1) - chrono::Duration::seconds(number as i64 / 7);
        let profile = profiles::ActiveModel {
            user_id: Set(id),
            shown_to: Set("public".to_owned()),
            headline: Set("Soudure".to_owned()),
            created_at: Set(changed.into()),
            updated_at: Set(changed.into()),
            ..Default::default()
        };
        profiles::Entity::insert(profile).exec_without_returning(&txn).await.unwrap();
        activities::record(&txn, None, Verb::ProfileEdited, About::person(id), "").await.unwrap();
    }
    txn.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_skill_makes_a_profile_new_and_what_is_shown_apart_does_not() {
    let world = house().await;
    let first = seeks(&world, "awa", "public", &[("headline", "Soudure")]).await;
    let second = seeks(&world, "yann", "public", &[("headline", "Soudure")]).await;
    let txn = world.house.db.write().await.unwrap();
    let day = passerelle::clock::now() - chrono::Duration::days(1);
    let all = profiles::Entity::update_many().col_expr(profiles::Column::UpdatedAt, Expr::value(day));
    all.exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
    let visitor = world.visitor();
    let told = [("label", "Souder à l'arc"), ("context", ""), ("action", ""), ("result", "")];
    first.does("/me/profile/skills", &told).await;
    second.does("/me/profile/apart", &[("contact", "02 40 00 00 17")]).await;
    second.does("/me/profile/log", &[("body", "Une visite")]).await;
    shows(&second, "public", &[("log", "me")]).await;
    world.searchable().await;
    assert_eq!(finds(&visitor, "").await, ["awa", "yann"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_leaves_no_line_in_the_journal_and_opening_a_page_does() {
    let world = house().await;
    let reader = world.person("reader", Kind::Recruiter).await;
    let owner = seeks(&world, "awa", "recruiters", &[("headline", "Soudure"), ("project", "Un long projet")]).await;
    world.searchable().await;
    let lines = || async { accesses::Entity::find().count(&world.house.db).await.unwrap() };
    let page = reader.get("/people").await;
    assert_eq!(listed(&page), ["awa"]);
    page.assert_unseen("Un long projet");
    assert_eq!(lines().await, 0);
    reader.get("/people/awa").await.assert_sees("Un long projet");
    assert_eq!(lines().await, 1);
    owner.get("/me/access-log").await.assert_sees("READER Test").assert_sees("ne l’est pas");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_may_be_asked_is_said_to_those_who_may_ask() {
    let world = house().await;
    for (handle, from) in
        [("of-all", "members"), ("of-peers", "peers"), ("of-recruiters", "recruiters"), ("of-none", "nobody")]
    {
        let owner = seeks(&world, handle, "public", &[("headline", "Soudure")]).await;
        owner.does("/me/contacts/from", &[("contacts_from", from)]).await;
    }
    world.searchable().await;
    for (who, may) in [
        (world.visitor(), &[][..]),
        (world.person("member", Kind::Other).await, &["of-all"]),
        (world.person("seeker", Kind::Seeker).await, &["of-peers", "of-all"]),
        (world.person("recruiter", Kind::Recruiter).await, &["of-recruiters", "of-all"]),
        (world.as_owner("of-all").await, &["of-peers"]),
    ] {
        let page = who.get("/people").await;
        assert_eq!(listed(&page).len(), 4);
        let ways = page.attributes(".found-person__ask", "href");
        let due: Vec<String> = may.iter().map(|handle| format!("/people/{handle}/contacts/new")).collect();
        assert_eq!(ways, due);
        for way in ways {
            who.get(&way).await.assert_status(200);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_understood_is_said_beside_its_field_and_kept() {
    let world = house().await;
    seeks(&world, "awa", "public", &[("headline", "Soudure")]).await;
    world.searchable().await;
    let visitor = world.visitor();
    for (asked, field, typed) in [
        ("trade=gardienne+de+phare+lunaire", "#trade", "gardienne de phare lunaire"),
        ("near=Atlantide-sur-Loire", "#near", "Atlantide-sur-Loire"),
        ("near=Saint-Denis", "#near", "Saint-Denis"),
        ("near=Nantes&km=0", "#km", "0"),
        ("near=Nantes&km=301", "#km", "301"),
        ("near=Nantes&km=loin", "#km", "loin"),
    ] {
        let page = visitor.get(&format!("/people?q=soudure&{asked}")).await;
        page.assert_status(422);
        assert_eq!(page.attribute(field, "value").as_deref(), Some(typed), "{asked}");
        assert!(page.has(&format!("{field}[aria-invalid]")), "{asked}");
        assert_eq!(page.attribute("#q", "value").as_deref(), Some("soudure"));
        assert!(!page.has(".found-person"));
    }
    for asked in ["rhythm=lunar", "remote=mars", "rhythm=full_time+nights"] {
        visitor.get(&format!("/people?{asked}")).await.assert_status(422).assert_sees("form__refusal");
    }
    // Links carry all sorts; what is no place in the list is its beginning.
    for asked in ["utm_source=lettre", "after=zzz", "after=1-", "after=99999999999999999999-1", "km=", "q=%00"] {
        assert_eq!(finds(&visitor, asked).await, ["awa"], "{asked}");
    }
    let long = "a%20".repeat(900);
    for q in ["%E2%80%AEabc", "*", "%2A%3F%5B%28", "%22%22%22", "-", "a%7Cb%7E2", "in%3A", "%C3%28", &long] {
        let page = visitor.get(&format!("/people?q={q}&skill={q}&offers={q}")).await;
        assert!(page.status.is_success(), "{q}: {}", page.status);
        let page = visitor.get(&format!("/people?trade={q}&near={q}&km={q}&rhythm={q}&remote={q}&after={q}")).await;
        assert!(!page.status.is_server_error(), "{q}: {}", page.status);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_people_write_is_text_on_the_list() {
    let world = house().await;
    let hostile = |field: &str| format!("{field}\"'></title><!--<x-{field} onload=a>&lt;x-{field}&gt;");
    let say = [hostile("headline"), hostile("trade"), hostile("place"), hostile("skill"), hostile("offers")];
    let going = [("headline", say[0].as_str()), ("trade_1", &say[1]), ("place_1", &say[2])];
    let owner = seeks(&world, "awa", "public", &going).await;
    owner.does("/me/profile/skills", &[("label", &say[3]), ("context", ""), ("action", ""), ("result", "")]).await;
    owner.does("/me/profile/exchange", &[("offers", &say[4]), ("seeks", "")]).await;
    world.searchable().await;
    for asked in ["/people", "/people?q=%3Cx-q+onload%3Da%3E%22&skill=%3Cx-q%3E&offers=%3Cx-q%3E&near=%3Cx-q%3E"] {
        let page = world.visitor().get(asked).await;
        page.assert_unseen("<x-").assert_unseen("<!--");
    }
    let page = world.visitor().get("/people").await;
    for field in ["headline", "trade", "place", "skill", "offers"] {
        page.assert_sees(&format!("&lt;x-{field}"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_general_search_and_what_it_suggests_say_nothing_of_profiles() {
    let world = house().await;
    let (owner, other) = (world.person("awa", Kind::Other).await, world.person("other", Kind::Other).await);
    writes_a_profile(&owner, "marque").await;
    shows(&owner, "public", &Field::ALL.map(|field| (field.name(), "public"))).await;
    world.searchable().await;
    for who in [world.visitor(), other] {
        for asked in ["q=projetmarque", "q=projetmarqu", "q=%22savoirmarque%22", "q=offremarque&type=person"] {
            for path in [format!("/search?{asked}"), format!("/api/v1/search?{asked}"), format!("/suggest?{asked}")] {
                who.get(&path).await.assert_status(200).assert_unseen("/people/awa\"").assert_unseen("phrasemarque");
            }
        }
        // Everything since ever: each thing once, and no profile among them.
        let page = who.get("/api/v1/search?since=2000-01-01&type=person").await;
        assert_eq!(page.body.matches("/people/awa\"").count(), 1, "{}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_there_until_someone_shows_a_profile_and_the_page_says_what_to_do() {
    let world = house().await;
    let member = world.person("member", Kind::Other).await;
    world.searchable().await;
    world.visitor().get("/people").await.assert_sees("Aucun profil n’est ouvert").assert_sees("/sign-in");
    member.get("/people").await.assert_sees("Le vôtre peut être le premier").assert_sees("/me/profile");
    let none = member.get("/people?q=zzzzzz&rhythm=nights").await;
    none.assert_status(200).assert_sees("ne correspond pour l’instant");
    assert_eq!(none.all(".tags .tag").len(), 2, "each choice can be let go");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_asks_as_much_of_the_database_for_twenty_people_as_for_one() {
    let world = house().await;
    let reader = world.person("reader", Kind::Recruiter).await;
    let going = [("headline", "Soudure"), ("trade_1", "K1304"), ("place_1", "44109"), ("rhythm_nights", "on")];
    let mut took = vec![];
    for people in [1..=1, 2..=20] {
        for number in people {
            let person = seeks(&world, &format!("personne-{number}"), "members", &going).await;
            let told = [("label", "Souder à l'arc"), ("context", ""), ("action", ""), ("result", "")];
            person.does("/me/profile/skills", &told).await;
        }
        world.searchable().await;
        for asked in ["/people", "/people?q=soudure&near=44109&trade=K1304"] {
            // What is kept of whoever asks and of names is kept from the first time on.
            reader.get(asked).await;
            let (page, statements) = Tally::of(reader.get(asked)).await;
            page.assert_status(200);
            took.push(statements.len());
        }
    }
    assert_eq!(took[..2], took[2..]);
    assert!(took[0] <= 6, "{took:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_recruiter_of_the_demo_world_finds_twenty_people_to_ask() {
    let world = World::demo().await;
    world.knows_trades().await;
    world.searchable().await;
    let recruiter = world.signs_in("recruiter@demo.example", "passerelle-demo").await;
    let page = recruiter.get("/people").await;
    let ways = page.attributes(".found-person__ask", "href");
    assert!(ways.len() >= 20, "{} of {}: {}", ways.len(), counted(&page), page.body);
    recruiter.get(&ways[0]).await.assert_status(200);
    assert!(page.has(".masthead__nav a[href='/people'][aria-current]"));
    let visitor = world.visitor().get("/people").await;
    assert!(counted(&visitor) < counted(&page));
    assert_eq!(visitor.attribute("meta[name=robots]", "content").as_deref(), Some("noindex"));
}
