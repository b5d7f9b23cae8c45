//! A profile: written in pieces, shown to those one chooses, and never further.

use passerelle::{
    access::{Audience, Kind},
    models::profiles::{Field, PUBLICS, disclosure},
};

use crate::support::{Actor, World};

/// A house that knows trades and places.
async fn knowing() -> World {
    let world = World::new().await;
    world.knows_trades().await;
    world.knows_places().await;
    world
}

/// Writes a whole profile, each part of it with a word of its own.
pub async fn writes_a_profile(who: &Actor, mark: &str) {
    let say = |what: &str| format!("{what}{mark}");
    let going = [
        ("headline", say("phrase")),
        ("project", say("projet")),
        ("trade_1", say("metierlibre")),
        ("place_1", "44109".to_owned()),
        ("km_1", "20".to_owned()),
        ("rhythm_nights", "on".to_owned()),
        ("remote", "some".to_owned()),
        ("available_from", "2027-03-01".to_owned()),
    ];
    sends(who, "/me/profile/going", &going).await;
    let story =
        [("label", say("savoir")), ("context", say("situation")), ("action", say("geste")), ("result", say("issue"))];
    sends(who, "/me/profile/skills", &story).await;
    sends(who, "/me/profile/steps", &[("step_1", say("etape")), ("state_1", "now".to_owned())]).await;
    sends(who, "/me/profile/exchange", &[("offers", say("offre")), ("seeks", say("cherche"))]).await;
    let more = [
        ("language_1", say("langue")),
        ("level_1", "b2".to_owned()),
        ("licences", say("permis")),
        ("link_1", say("lien")),
        ("url_1", "https://example.org/".to_owned()),
    ];
    sends(who, "/me/profile/more", &more).await;
    let apart = [("full_name", say("nomcomplet")), ("place_code", "44109".to_owned()), ("contact", say("coordonnee"))];
    sends(who, "/me/profile/apart", &apart).await;
    sends(who, "/me/profile/log", &[("body", say("journal"))]).await;
}

async fn sends(who: &Actor, path: &str, fields: &[(&str, String)]) {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    who.post(path, &fields).await.assert_status(303);
}

/// Says who sees the first view, and each field.
pub async fn shows(who: &Actor, first: &str, fields: &[(&str, &str)]) {
    let mut form = vec![("shown_to", first)];
    for field in Field::ALL {
        let name = match field {
            Field::Name => "name_to",
            Field::Photo => "photo_to",
            Field::Place => "place_to",
            Field::Contact => "contact_to",
            Field::Log => "log_to",
        };
        let public = fields.iter().find(|(shown, _)| *shown == field.name()).map_or("me", |(_, public)| public);
        form.push((name, public));
    }
    who.post("/me/audiences", &form).await.assert_status(303);
}

/// Someone of each public, with what they are.
pub async fn readers(world: &World) -> Vec<(&'static str, Actor)> {
    let manager = world.person("manager", Kind::Other).await;
    world.room("atelier", Audience::Public, &[&manager]).await;
    vec![
        ("visitor", world.visitor()),
        ("member", world.person("member", Kind::Other).await),
        ("seeker", world.person("seeker", Kind::Seeker).await),
        ("recruiter", world.person("recruiter", Kind::Recruiter).await),
        ("adviser", world.person("adviser", Kind::Adviser).await),
        ("manager", manager),
    ]
}

/// Whether what is shown to this public is shown to them.
pub fn is_of(public: &str, who: &str) -> bool {
    match public {
        "public" => true,
        "members" => who != "visitor",
        "seekers" => who == "seeker",
        "recruiters" => who == "recruiter",
        "staff" => matches!(who, "adviser" | "manager"),
        _ => false,
    }
}

/// What tells that a field is shown: its words on the page.
fn words(field: Field) -> &'static str {
    match field {
        Field::Name => "nomcompletmarque",
        Field::Contact => "coordonneemarque",
        Field::Log => "journalmarque",
        Field::Place => "Nantes (44)",
        Field::Photo => "photo-of",
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_field_is_shown_to_its_public_within_that_of_the_profile() {
    let world = knowing().await;
    let owner = world.person("awa", Kind::Seeker).await;
    let readers = readers(&world).await;
    writes_a_profile(&owner, "marque").await;
    for first in PUBLICS {
        for field in [Field::Name, Field::Place, Field::Contact, Field::Log] {
            for public in PUBLICS {
                shows(&owner, first, &[(field.name(), public)]).await;
                for (who, reader) in &readers {
                    let page = reader.get("/people/awa").await;
                    page.assert_status(200);
                    let sees_profile = is_of(first, who);
                    assert_eq!(page.body.contains("projetmarque"), sees_profile, "{who}, profile to {first}");
                    let sees_field = sees_profile && is_of(public, who);
                    let body = page.first(".profile").unwrap_or_default();
                    let shown = match field {
                        // The town is also where they look for work.
                        Field::Place => page.first(".facts dt + dd").is_some_and(|said| said == words(field)),
                        _ => body.contains(words(field)),
                    };
                    assert_eq!(shown, sees_field, "{who}, {field:?} to {public}, profile to {first}: {body}");
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_sees_a_profile_before_one_chooses_who_does() {
    let world = knowing().await;
    let owner = world.person("awa", Kind::Seeker).await;
    writes_a_profile(&owner, "marque").await;
    for (who, reader) in readers(&world).await {
        let page = reader.get("/people/awa").await;
        assert!(!page.body.contains("marque"), "{who}");
        assert!(!page.has(".profile"), "{who}");
    }
    // Its owner reads all of it.
    let mine = owner.get("/people/awa").await;
    for word in ["phrase", "projet", "savoir", "etape", "offre", "langue", "permis", "nomcomplet", "journal"] {
        mine.assert_sees(&format!("{word}marque"));
    }
    assert!(owner.get("/me/profile").await.first("main").unwrap().contains("la seule personne"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_given_to_one_person_is_seen_by_them_alone_until_it_is_taken_back() {
    let world = knowing().await;
    let owner = world.person("awa", Kind::Seeker).await;
    let recruiter = world.person("sophie", Kind::Recruiter).await;
    let other = world.person("karim", Kind::Recruiter).await;
    writes_a_profile(&owner, "marque").await;
    let txn = world.house.db.write().await.unwrap();
    disclosure::give(&txn, owner.id(), recruiter.id(), &[Field::Name], None).await.unwrap();
    txn.commit().await.unwrap();
    let page = recruiter.get("/people/awa").await;
    page.assert_sees("projetmarque").assert_sees("nomcompletmarque");
    page.assert_unseen("coordonneemarque").assert_unseen("journalmarque");
    assert!(!other.get("/people/awa").await.body.contains("marque"));
    // What is open to those who do not see the profile is open to nobody: not to them either.
    shows(&owner, "me", &[("contact", "members")]).await;
    recruiter.get("/people/awa").await.assert_sees("nomcompletmarque").assert_unseen("coordonneemarque");
    shows(&owner, "me", &[("contact", "me")]).await;
    // Seen as they see it; and taken back.
    owner.get("/me/profile/as/sophie").await.assert_sees("nomcompletmarque").assert_unseen("coordonneemarque");
    owner.get("/me/profile/as/karim").await.assert_status(404);
    owner.get("/me/audiences").await.assert_sees("SOPHIE Test");
    owner.post("/me/audiences/removal", &[("handle", "sophie")]).await.assert_status(303);
    assert!(!recruiter.get("/people/awa").await.body.contains("marque"));
    // Whom one keeps at a distance sees what a visitor sees.
    shows(&owner, "members", &[("name", "recruiters")]).await;
    other.get("/people/awa").await.assert_sees("nomcompletmarque");
    owner.post("/people/karim/silence", &[("kind", "block")]).await.assert_status(303);
    assert!(!other.get("/people/awa").await.body.contains("marque"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_saw_what_is_not_for_everyone_is_written_down() {
    let world = knowing().await;
    let owner = world.person("awa", Kind::Seeker).await;
    let readers = readers(&world).await;
    writes_a_profile(&owner, "marque").await;
    shows(&owner, "public", &[("name", "members"), ("contact", "staff")]).await;
    for (_, reader) in &readers {
        reader.get("/people/awa").await.assert_status(200);
    }
    // Of those who recruit, advise or administer: the others are neighbours.
    let journal = owner.get("/me/access-log").await;
    assert_eq!(journal.all(".access__who a"), ["ADVISER Test", "RECRUITER Test"]);
    let seen = journal.all(".access p:nth-of-type(2)");
    assert_eq!(seen, ["A vu : Nom complet, Coordonnées", "A vu : Nom complet"]);
    // What a browser fetches before anyone looks is neither shown nor written down.
    let (_, recruiter) = readers.iter().find(|(who, _)| *who == "recruiter").unwrap();
    let early = recruiter.get_with("/people/awa", &[("sec-purpose", "prefetch")]).await;
    assert!(!early.status.is_success());
    early.assert_unseen("nomcompletmarque");
    // Nor is what everyone sees.
    shows(&owner, "public", &[]).await;
    recruiter.get("/people/awa").await.assert_sees("projetmarque");
    assert_eq!(owner.get("/me/access-log").await.all(".access").len(), 2);
    // The journal is one's own.
    recruiter.get("/me/access-log").await.assert_unseen("ADVISER");
    world.visitor().get("/me/access-log").await.assert_status(303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_sees_one_s_profile_as_someone_else_would() {
    let world = knowing().await;
    let owner = world.person("awa", Kind::Seeker).await;
    writes_a_profile(&owner, "marque").await;
    shows(&owner, "members", &[("name", "recruiters"), ("log", "seekers"), ("contact", "staff")]).await;
    let sees = [
        ("visitor", vec![]),
        ("member", vec!["projet"]),
        ("seeker", vec!["projet", "journal"]),
        ("recruiter", vec!["projet", "nomcomplet"]),
        ("adviser", vec!["projet", "coordonnee"]),
    ];
    for (who, words) in sees {
        let page = owner.get(&format!("/me/profile/as/{who}")).await;
        page.assert_status(200);
        for word in ["projet", "journal", "nomcomplet", "coordonnee"] {
            assert_eq!(page.body.contains(&format!("{word}marque")), words.contains(&word), "{word} as {who}");
        }
    }
    // Looking at oneself is no access.
    assert_eq!(owner.get("/me/access-log").await.all(".access").len(), 0);
}

/// Whoever manages a room or the house sees more of others: nobody else does in their place.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_is_oneself_shows_nothing_more_in_someone_else_s_place() {
    let world = knowing().await;
    let owner = world.admin("awa").await;
    world.room("atelier", Audience::Public, &[&owner]).await;
    writes_a_profile(&owner, "marque").await;
    shows(&owner, "members", &[("contact", "staff")]).await;
    for who in ["member", "seeker", "recruiter"] {
        let page = owner.get(&format!("/me/profile/as/{who}")).await;
        page.assert_sees("projetmarque").assert_unseen("coordonneemarque");
    }
    owner.get("/me/profile/as/adviser").await.assert_sees("coordonneemarque");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn free_words_stay_and_known_ones_lead_somewhere() {
    let world = knowing().await;
    let owner = world.person("awa", Kind::Seeker).await;
    let going =
        [("trade_1", "aide à domicile"), ("trade_2", "dompteuse de puces"), ("place_1", "Nantes"), ("km_1", "50")];
    owner.post("/me/profile/going", &going).await.assert_status(303);
    let page = owner.get("/people/awa").await;
    assert_eq!(page.attribute(".profile dd a", "href").unwrap(), "/trades/K1302");
    page.assert_sees("dompteuse de puces").assert_sees("Nantes (44), à 50 km au plus");
    // What is typed comes back, with the sentence beside it.
    let refused = owner.post("/me/profile/going", &[("headline", "Mon projet"), ("available_from", "demain")]).await;
    refused.assert_status(422).assert_sees("Mon projet");
    assert!(refused.has("#available_from-error"));
    let refused = owner.post("/me/profile/more", &[("url_1", "javascript:alert(1)")]).await;
    refused.assert_status(422);
    owner.post("/me/profile/going", &[("unknown", "1")]).await.assert_status(422);
    owner
        .post_raw("/me/profile/going", "headline=a&headline=b", &[("sec-fetch-site", "same-origin")])
        .await
        .assert_status(422);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn skills_are_put_in_one_s_own_order_and_are_nobody_else_s() {
    let world = World::new().await;
    let owner = world.person("awa", Kind::Seeker).await;
    let other = world.person("ben", Kind::Seeker).await;
    for label in ["Tenir une caisse", "Former des collègues", "Lire un plan"] {
        owner.post("/me/profile/skills", &[("label", label)]).await.assert_status(303);
    }
    let page = owner.get("/me/profile").await;
    assert_eq!(page.all(".story h3"), ["Tenir une caisse", "Former des collègues", "Lire un plan"]);
    let last = page.attributes(".story__acts a", "href").pop().unwrap();
    owner.post(&format!("{last}/rise"), &[]).await.assert_status(303);
    let page = owner.get("/me/profile").await;
    assert_eq!(page.all(".story h3"), ["Tenir une caisse", "Lire un plan", "Former des collègues"]);
    for path in [last.clone(), format!("{last}/removal"), format!("{last}/rise")] {
        other.post(&path, &[]).await.assert_status(404);
    }
    other.get(&last).await.assert_status(404);
    owner.post(&last, &[("label", "")]).await.assert_status(422);
    owner.post(&format!("{last}/removal"), &[]).await.assert_status(303);
    assert_eq!(owner.get("/me/profile").await.all(".story h3").len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_read_the_log_answer_it_and_nobody_else_does() {
    let world = World::new().await;
    let owner = world.person("awa", Kind::Seeker).await;
    let seeker = world.person("ben", Kind::Seeker).await;
    let recruiter = world.person("sophie", Kind::Recruiter).await;
    owner.post("/me/profile/log", &[("body", "Stage fini !")]).await.assert_status(303);
    shows(&owner, "members", &[("log", "seekers")]).await;
    let page = seeker.get("/people/awa").await;
    let entry = page.attribute(".entry", "id").unwrap().replace("entry-", "/entries/");
    seeker.post(&format!("{entry}/gestures"), &[("kind", "thanks")]).await.assert_status(303);
    seeker.post(&format!("{entry}/gestures"), &[("kind", "bravo")]).await.assert_status(422);
    let bravo = [("kind", "bravo"), ("sentence", "Quelle ténacité")];
    seeker.post(&format!("{entry}/gestures"), &bravo).await.assert_status(303);
    recruiter.post(&format!("{entry}/gestures"), &[("kind", "thanks")]).await.assert_status(404);
    owner.post(&format!("{entry}/gestures"), &[("kind", "thanks")]).await.assert_status(422);
    owner.get("/me/profile/log").await.assert_sees("Quelle ténacité").assert_sees("BEN Test dit merci");
    seeker.post(&format!("{entry}/gestures/removal"), &[("kind", "bravo")]).await.assert_status(303);
    owner.get("/me/profile/log").await.assert_unseen("Quelle ténacité");
}
