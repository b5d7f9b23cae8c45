//! Handles: what is accepted, what is refused, and who would be taken for whom.

use passerelle::{
    access::Kind,
    models::users::handles::{check, check_free, is_free, propose, skeleton},
    refusals::{Failure, Refusal},
};

use crate::support::World;

#[test]
fn a_handle_is_lower_case_letters_digits_and_dashes_between_them() {
    let longest = "a".repeat(40);
    for (typed, kept) in [
        ("claire", "claire"),
        ("  @Claire ", "claire"),
        ("CLAIRE", "claire"),
        ("jean-marc", "jean-marc"),
        ("a2b", "a2b"),
        ("44-nantes", "44-nantes"),
        (longest.as_str(), longest.as_str()),
    ] {
        assert_eq!(check(typed).as_deref(), Ok(kept));
    }
}

#[test]
fn what_mixes_scripts_hides_or_misleads_is_no_handle() {
    for typed in [
        "",
        "ab",
        &"a".repeat(41),
        "12345",
        "-claire",
        "claire-",
        "cla--ire",
        "cla_ire",
        "claire.dupont",
        "claire dupont",
        "claire/dupont",
        "claire@dupont",
        "clairé",
        "cl\u{0430}ire",            // а, Cyrillic
        "\u{0441}laire",            // с, Cyrillic
        "\u{0441}\u{0430}\u{0440}", // all Cyrillic, and looks like “cap”
        "clair\u{03B5}",            // ε, Greek
        "cla\u{0131}re",            // ı, without its dot
        "cla\u{0456}re",            // і, Ukrainian
        "ｃｌａｉｒｅ",             // full width
        "𝐜𝐥𝐚𝐢𝐫𝐞",                   // mathematical
        "ⓒlaire",
        "cla\u{200B}ire",
        "cla\u{00AD}ire",
        "claire\u{202E}",
        "claire\0",
    ] {
        assert_eq!(check(typed), Err(Refusal::BadHandle), "{typed:?}");
    }
}

#[test]
fn names_that_would_speak_for_the_house_are_reserved_in_every_disguise() {
    for typed in [
        "admin",
        "Admin",
        "@admin",
        "adm1n",
        "adrnin",
        "ad-min",
        "admln",
        "support",
        "supp0rt",
        "5upport",
        "moderation",
        "m0derat10n",
        "rnoderation",
        "equipe",
        "3quipe",
        "france-travail",
        "francetravail",
        "passerelle",
        "passere11e",
        "everyone",
        "3very0ne",
        "vvebmaster",
        "settings",
        "new",
    ] {
        assert_eq!(check(typed), Err(Refusal::HandleTaken), "{typed}");
    }
    // A name that merely contains one is a name.
    for typed in ["admina", "newton", "teamo", "supporter", "helpe"] {
        assert!(check(typed).is_ok(), "{typed}");
    }
}

#[test]
fn look_alikes_share_a_shape_and_others_do_not() {
    for (one, other) in [
        ("claire", "c1aire"),
        ("claire", "cla1re"),
        ("claire", "ciaire"),
        ("claire", "cla-ire"),
        ("claire", "CLAIRE"),
        ("claire", "cl\u{0430}ire"),
        ("marine", "rnarine"),
        ("wanda", "vvanda"),
        ("olivier", "0l1v1er"),
        ("sophie", "50phie"),
        ("emile", "3mile"),
    ] {
        assert_eq!(skeleton(one), skeleton(other), "{one} and {other}");
    }
    for (one, other) in [
        ("claire", "clara"),
        ("martin", "martine"),
        ("paul", "pauline"),
        ("jean", "jeanne"),
        ("leo", "lea"),
        ("claire-2", "claire-4"),
        ("nora", "mora"),
    ] {
        assert_ne!(skeleton(one), skeleton(other), "{one} and {other}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handle_is_free_when_nobody_could_be_taken_for_its_bearer() {
    let world = World::new().await;
    let claire = world.person("claire", Kind::Seeker).await;
    let marc = world.person("marc", Kind::Seeker).await;
    let db = &world.house.db;
    for typed in ["claire", "@Claire", "c1aire", "cla-ire", "ciaire"] {
        let taken = check_free(db, typed, marc.id()).await;
        assert!(matches!(taken, Err(Failure::Refused(Refusal::HandleTaken))), "{typed}: {taken:?}");
        // One may always come closer to oneself.
        assert!(check_free(db, typed, claire.id()).await.is_ok(), "{typed}");
    }
    assert_eq!(check_free(db, "clara", marc.id()).await.unwrap(), "clara");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handle_is_proposed_for_any_name() {
    let world = World::new().await;
    let db = &world.house.db;
    for (name, handle) in [
        ("Claire Dupont", "claire-dupont"),
        ("Élodie N'Diaye", "elodie-ndiaye"),
        ("François-Xavier", "francois-xavier"),
        ("  Marc  ", "marc"),
    ] {
        assert_eq!(propose(db, name).await.unwrap(), handle);
    }
    let very_long = "Marie-".repeat(20);
    for name in [
        "Al",
        "李雷",
        "Дмитрий",
        "محمد",
        "🙂",
        "12345",
        "Admin",
        "Adm1n",
        "Support",
        "…",
        &very_long,
        "Anne - Marie",
        "-",
    ] {
        let handle = propose(db, name).await.unwrap();
        assert_eq!(check(&handle).as_deref(), Ok(handle.as_str()), "{name}: {handle}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_of_one_name_get_handles_that_are_told_apart() {
    let world = World::new().await;
    for _ in 0..12 {
        let handle = propose(&world.house.db, "Claire").await.unwrap();
        assert!(check(&handle).is_ok() && is_free(&world.house.db, &handle, None).await.unwrap(), "{handle}");
        world.person(&handle, Kind::Seeker).await;
    }
}
