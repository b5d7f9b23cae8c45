//! Rooms: who reads and writes in each, joining, proposing, settling.

use passerelle::{
    access::{Audience, Kind},
    models::activities::Verb,
};

use crate::support::{Actor, World};

/// Someone of each sort, by the name the tables below use.
async fn cast(world: &World) -> Vec<(&'static str, Actor)> {
    let waiting = |user: &mut passerelle::models::users::ActiveModel| {
        user.claim = sea_orm::ActiveValue::Set("pending".to_owned());
    };
    let manager = world.person("manager", Kind::Other).await;
    let elsewhere = world.person("elsewhere", Kind::Other).await;
    world.room("ailleurs", Audience::Public, &[&elsewhere]).await;
    vec![
        ("visitor", world.visitor()),
        ("other", world.person("other", Kind::Other).await),
        ("seeker", world.person("seeker", Kind::Seeker).await),
        (
            "unconfirmed",
            world
                .someone("unconfirmed", Kind::Seeker, |user| user.email_confirmed_at = sea_orm::ActiveValue::Set(None))
                .await,
        ),
        ("recruiter", world.person("recruiter", Kind::Recruiter).await),
        ("claims-recruiter", world.someone("claims-recruiter", Kind::Recruiter, waiting).await),
        ("branch", world.person("branch", Kind::Branch).await),
        ("adviser", world.person("adviser", Kind::Adviser).await),
        ("claims-adviser", world.someone("claims-adviser", Kind::Adviser, waiting).await),
        ("manager", manager),
        ("elsewhere", elsewhere),
        ("admin", world.admin("admin").await),
        ("guest", world.person("guest", Kind::Other).await),
    ]
}

fn someone<'a>(cast: &'a [(&str, Actor)], name: &str) -> &'a Actor {
    &cast.iter().find(|(other, _)| *other == name).unwrap().1
}

/// One row of the table: whoever is not named does not know that the room exists.
async fn only_these_read(world: &World, cast: &[(&str, Actor)], audience: Audience, readers: &[&str]) {
    let manager = someone(cast, "manager");
    let slug = format!("salle-{}", audience.name());
    let room = world.room(&slug, audience, &[manager]).await;
    if audience == Audience::Named {
        manager.does(&format!("/communities/{slug}/entrances"), &[("handle", "guest")]).await;
    }
    let talk = manager.asks(&room, "Comment parler d’un trou ?", "Le mot de passe est mirabelle.").await;
    for (name, actor) in cast {
        let door = actor.get(&room.path()).await;
        let thread = actor.get(&talk.path).await;
        let asked = actor.post(&format!("{}/threads", room.path()), &[("title", "Une autre"), ("body", "Oui.")]).await;
        let replied = actor.post(&talk.act("posts"), &[("body", "Je réponds.")]).await;
        let what = format!("{name} at the door of {slug}");
        if readers.contains(name) {
            assert_eq!((door.status.as_u16(), thread.status.as_u16()), (200, 200), "{what}");
            assert!(door.body.contains("On parle de") && thread.body.contains("mirabelle"), "{what}");
            let written = match *name {
                "visitor" => "/sign-in",
                "unconfirmed" => "",
                _ => "/threads/",
            };
            assert!(asked.location().starts_with(written), "{what}: {}", asked.location());
            assert!(replied.location().starts_with(written), "{what}: {}", replied.location());
            assert_eq!(asked.status.as_u16(), if *name == "unconfirmed" { 403 } else { 303 }, "{what}");
        } else {
            // To admins, and to them only, a room that is not theirs shows its door.
            assert_eq!(door.status.as_u16(), if *name == "admin" { 200 } else { 404 }, "{what}");
            assert_eq!(thread.status.as_u16(), 404, "{what}");
            for page in [&door, &thread, &asked, &replied] {
                assert!(
                    !page.body.contains("On parle de") && !page.body.contains("mirabelle"),
                    "{what}: {}",
                    page.path
                );
            }
            let refused = if *name == "visitor" { 303 } else { 404 };
            assert_eq!((asked.status.as_u16(), replied.status.as_u16()), (refused, refused), "{what}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_audience_reads_and_writes_as_its_row_says() {
    let world = World::new().await;
    let cast = cast(&world).await;
    let everyone: Vec<&str> = cast.iter().map(|(name, _)| *name).collect();
    only_these_read(&world, &cast, Audience::Public, &everyone).await;
    only_these_read(&world, &cast, Audience::Members, &everyone[1..]).await;
    only_these_read(&world, &cast, Audience::Seekers, &["seeker", "manager"]).await;
    only_these_read(&world, &cast, Audience::Recruiters, &["recruiter", "branch", "manager"]).await;
    only_these_read(&world, &cast, Audience::Staff, &["adviser", "manager", "elsewhere", "admin"]).await;
    only_these_read(&world, &cast, Audience::Named, &["manager", "guest"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn joining_twice_is_joining_once() {
    let world = World::new().await;
    let room = world.room("nantes", Audience::Public, &[]).await;
    let seeker = world.person("awa", Kind::Seeker).await;
    for _ in 0..2 {
        let joined = seeker.does("/communities/nantes/membership", &[]).await;
        assert_eq!(joined.location(), "/communities/nantes");
        assert_eq!(world.room_row(room.id).await.members_count, 1);
    }
    assert_eq!(seeker.get("/communities").await.all(".rail a[href^='/communities/']"), ["Salle nantes"]);
    let left = seeker.does("/communities/nantes/membership/removal", &[]).await;
    seeker.does("/communities/nantes/membership/removal", &[]).await;
    assert_eq!(world.room_row(room.id).await.members_count, 0);
    assert!(!seeker.get("/communities").await.has(".rail"));

    seeker.undoes(&left).await;
    assert_eq!(world.room_row(room.id).await.members_count, 1);

    world.room("equipe", Audience::Staff, &[]).await;
    seeker.post("/communities/equipe/membership", &[]).await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_last_manager_stays() {
    let world = World::new().await;
    let first = world.person("first", Kind::Other).await;
    let second = world.person("second", Kind::Other).await;
    world.room("nantes", Audience::Public, &[&first]).await;
    let last = "la dernière personne qui anime";
    first.post("/communities/nantes/membership/removal", &[]).await.assert_status(422).assert_sees(last);
    let removal = "/communities/nantes/managers/removal";
    first.post(removal, &[("handle", "first")]).await.assert_status(422).assert_sees(last);
    // Who does not manage has nothing to stand down from: no refusal, and no line in the log.
    let said = world.log().await.len();
    first.does(removal, &[("handle", "second")]).await;
    assert_eq!(world.log().await.len(), said);

    let nobody = first.post("/communities/nantes/managers", &[("handle", "nobody-at-all")]).await;
    nobody.assert_status(422).assert_sees("Personne ne porte cet identifiant").assert_sees("nobody-at-all");
    first.does("/communities/nantes/managers", &[("handle", "@Second")]).await;
    assert!(world.visitor().get("/communities/nantes").await.body.contains("SECOND Test"));
    first.does("/communities/nantes/membership/removal", &[]).await;
    first.get("/communities/nantes/settings").await.assert_status(404);
    second.get("/communities/nantes/settings").await.assert_status(200);
    second.post("/communities/nantes/membership/removal", &[]).await.assert_status(422).assert_sees(last);
}

fn proposal<'a>(name: &'a str, audience: &'a str) -> [(&'static str, &'a str); 4] {
    [("name", name), ("description", "Ce que l’on y trouve."), ("kind", "theme"), ("audience", audience)]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_adviser_proposes_and_an_admin_decides() {
    let world = World::new().await;
    let adviser = world.person("adviser", Kind::Adviser).await;
    let colleague = world.person("colleague", Kind::Adviser).await;
    let seeker = world.person("seeker", Kind::Seeker).await;
    let admin = world.admin("admin").await;
    seeker.get("/communities/new").await.assert_status(404);
    seeker.post("/communities", &proposal("La mienne", "public")).await.assert_status(404);

    let proposed = adviser.post_then_see("/communities", &proposal("Seniors", "public")).await;
    proposed.assert_status(200).assert_sees("proposée, pas encore ouverte");
    for other in [&world.visitor(), &seeker, &colleague] {
        other.get("/communities/seniors").await.assert_status(404);
        other.get("/communities").await.assert_unseen("Seniors");
    }
    adviser.post("/communities/seniors/decision", &[("decision", "open")]).await.assert_status(404);
    let early = adviser.post("/communities/seniors/threads", &[("title", "Déjà ?"), ("body", "Oui.")]).await;
    early.assert_status(422);

    admin.get("/communities").await.assert_sees("Seniors");
    let decision = "/communities/seniors/decision";
    admin.post(decision, &[("decision", "decline")]).await.assert_status(422).assert_sees("Dites pourquoi");
    admin.post(decision, &[("decision", "peut-être")]).await.assert_status(422);
    admin.does(decision, &[("decision", "open")]).await;
    world.visitor().get("/communities/seniors").await.assert_status(200);
    adviser.get("/communities/seniors/settings").await.assert_status(200);
    world.caught_up().await;
    assert_eq!(world.letters_to(adviser.email()).await[0].kind, "room-opened");
    admin.post(decision, &[("decision", "decline"), ("reason", "Trop tard")]).await.assert_status(404);

    adviser.does("/communities", &proposal("Doublon", "members")).await;
    let reason = [("decision", "decline"), ("reason", "Elle existe déjà sous un autre nom")];
    admin.does("/communities/doublon/decision", &reason).await;
    adviser.get("/communities/doublon").await.assert_status(200).assert_sees("n’a pas été retenue");
    seeker.get("/communities/doublon").await.assert_status(404);
    world.caught_up().await;
    let letter = world.letters_to(adviser.email()).await.remove(0);
    assert_eq!(letter.kind, "room-declined");
    assert!(letter.body_text.contains("Elle existe déjà sous un autre nom"), "{}", letter.body_text);
}

/// What no admin could see, no admin could answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proposal_of_any_audience_is_read_by_those_who_decide() {
    let world = World::new().await;
    let adviser = world.person("adviser", Kind::Adviser).await;
    let admin = world.admin("admin").await;
    let seeker = world.person("seeker", Kind::Seeker).await;
    for audience in Audience::ALL.map(Audience::name) {
        let path = format!("/communities/pour-{audience}");
        adviser.does("/communities", &proposal(&format!("Pour {audience}"), &audience)).await;
        admin.get(&path).await.assert_status(200).assert_sees("Ce que l’on y trouve.");
        seeker.get(&path).await.assert_status(404);
        admin.does(&format!("{path}/decision"), &[("decision", "open")]).await;
    }
    // Once open, it is its audience's: the admin is back at the door.
    admin.get("/communities/pour-seekers").await.assert_status(200).assert_unseen("Ce que l’on y trouve.");
    seeker.get("/communities/pour-seekers").await.assert_status(200);
    seeker.get("/communities/pour-recruiters").await.assert_status(404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn settings_are_for_those_who_care_for_the_room() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let member = world.person("member", Kind::Seeker).await;
    let elsewhere = world.person("elsewhere", Kind::Other).await;
    world.room("ailleurs", Audience::Public, &[&elsewhere]).await;
    world.room("nantes", Audience::Public, &[&manager]).await;
    member.does("/communities/nantes/membership", &[]).await;
    let settings = "/communities/nantes/settings";
    assert!(world.visitor().get(settings).await.location().starts_with("/sign-in"));
    for other in [&member, &elsewhere] {
        other.get(settings).await.assert_status(404);
        other.post(settings, &proposal("À moi", "public")).await.assert_status(404);
        for act in ["managers", "managers/removal", "entrances", "entrances/removal"] {
            other.post(&format!("/communities/nantes/{act}"), &[("handle", "member")]).await.assert_status(404);
        }
    }
    let refused = manager
        .post(settings, &[("name", ""), ("description", "Mes mots"), ("kind", "place"), ("audience", "public")])
        .await;
    refused.assert_status(422).assert_sees("Mes mots");
    assert!(refused.has("#name-error"));
    assert!(refused.all(".crumbs a").iter().all(|step| !step.trim().is_empty()), "the room still has its name");

    let mut wished = proposal("Nantes et alentours", "public").to_vec();
    wished.extend([("slug", "nantes"), ("rules", "**Écouter** d’abord"), ("tags", "transport, logement")]);
    manager.does(settings, &wished).await;
    let page = world.visitor().get("/communities/nantes").await;
    page.assert_sees("Nantes et alentours").assert_sees("<strong>Écouter</strong>");
    manager.get("/communities/nantes/threads/new").await.assert_sees("transport, logement");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_is_free_and_not_reserved() {
    let world = World::new().await;
    let admin = world.admin("admin").await;
    world.room("nantes", Audience::Public, &[]).await;
    for slug in ["new", "settings", "nantes", "Nantes", "-", "a"] {
        let mut wished = proposal("Une salle", "public").to_vec();
        wished.push(("slug", slug));
        let refused = admin.post("/communities", &wished).await;
        refused.assert_status(422).assert_sees("déjà prise ou réservée");
    }
    admin.post("/communities", &proposal("New", "public")).await.assert_status(422);
    let created = admin.does("/communities", &proposal("L’été à Saint-Nazaire", "public")).await;
    assert_eq!(created.location(), "/communities/l-ete-a-saint-nazaire");
}

/// What was said in confidence is not a manager's alone to open.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_admins_change_an_audience() {
    let world = World::new().await;
    let manager = world.person("manager", Kind::Other).await;
    let admin = world.admin("admin").await;
    let room = world.room("nantes", Audience::Public, &[&manager]).await;
    let talk = manager.asks(&room, "Une question", "Un message.").await;
    let visitor = world.visitor();
    visitor.get(&talk.path).await.assert_status(200);
    let change = |audience| {
        let mut wished = proposal("Nantes", audience).to_vec();
        wished.push(("slug", "nantes"));
        wished
    };
    manager.post("/communities/nantes/settings", &change("members")).await.assert_status(422);
    visitor.get(&talk.path).await.assert_status(200);

    admin.does("/communities/nantes/settings", &change("members")).await;
    visitor.get(&talk.path).await.assert_status(404);
    visitor.get("/communities/nantes").await.assert_status(404);
    visitor.get("/communities").await.assert_unseen("Nantes");
    manager.does("/communities/nantes/settings", &change("members")).await;
    assert_eq!(world.room_row(room.id).await.audience, "members");
    assert!(world.log().await.iter().any(|line| line.verb == Verb::RoomEdited.name()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_directory_lists_what_its_reader_reads_and_narrows_it() {
    let world = World::new().await;
    let seeker = world.person("seeker", Kind::Seeker).await;
    world.room("publique", Audience::Public, &[]).await;
    world.room("entre-nous", Audience::Seekers, &[]).await;
    world.room("recrutement", Audience::Recruiters, &[]).await;
    let names = |page: crate::support::Page| page.all(".room-row__name");
    assert_eq!(names(world.visitor().get("/communities").await), ["Salle publique"]);
    assert_eq!(names(seeker.get("/communities").await), ["Salle entre-nous", "Salle publique"]);
    assert_eq!(names(seeker.get("/communities?audience=seekers").await), ["Salle entre-nous"]);
    assert!(names(seeker.get("/communities?audience=recruiters").await).is_empty());
    assert!(names(seeker.get("/communities?kind=place").await).is_empty());
    assert!(names(seeker.get("/communities?mine=on").await).is_empty());
    seeker.does("/communities/publique/membership", &[]).await;
    assert_eq!(names(seeker.get("/communities?mine=on").await), ["Salle publique"]);
    // A filter nobody knows narrows nothing.
    assert_eq!(names(seeker.get("/communities?audience=everyone").await).len(), 2);
}
