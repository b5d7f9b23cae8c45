//! Eight feeds of French partners, no two alike, read without being told how.

use chrono::NaiveDate;
use passerelle::models::offers::claims::{Contract, Period, Remote, WorkingTime};

use super::{amounts, are_whole, shared};

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[test]
fn what_apec_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("partners/apec.xml") else { return };
    are_whole(&offers);
    assert_eq!(offers.len(), 5);
    let (first, second) = (&offers[0].claims, &offers[1].claims);
    assert_eq!((&*offers[0].reference, &*offers[1].reference), ("177777865W", "177810729W"));
    assert_eq!(first.title, "Ingénieur d'études en génie électrique F/H");
    assert_eq!(
        (first.contract, second.contract),
        (Some(Contract::Apprenticeship), Some(Contract::Professionalisation))
    );
    assert_eq!((first.employer.as_deref(), second.employer.as_deref()), (Some("Ikos"), Some("AGORIADE")));
    assert_eq!((first.published_on, second.published_on), (day(2025, 12, 11), day(2025, 12, 17)));
    assert_eq!(first.places[0].label.to_uppercase(), "ROUEN");
    assert_eq!(first.places[0].commune.as_deref(), Some("76540"));
    assert_eq!(amounts(first.pay.as_ref()), (None, None));
    assert_eq!(first.pay.as_ref().unwrap().said, "A négocier");
    assert_eq!(amounts(second.pay.as_ref()).0, Some(21_000.0));
    assert_eq!(second.pay.as_ref().unwrap().period, Some(Period::Year));
    assert_eq!(amounts(offers[2].claims.pay.as_ref()), (Some(18_000.0), Some(22_000.0)));
    assert_eq!((first.experience_months, offers[4].claims.experience_months), (Some(0), Some(24)));
    assert_eq!(first.posts, Some(1));
    assert!(first.apply.as_deref().unwrap().starts_with("https://www.apec.fr/candidat/"));
    assert!(first.text.contains("IKOS Raccordement"));
}

#[test]
fn what_clever_connect_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("partners/clever-connect.xml") else { return };
    are_whole(&offers);
    assert_eq!(offers.len(), 3);
    let (first, second, third) = (&offers[0].claims, &offers[1].claims, &offers[2].claims);
    assert_eq!((&*offers[0].reference, &*first.title), ("00000070", "Vendeur magasinier H/F"));
    assert_eq!((&*offers[1].reference, &*second.title), ("00000629", "Commercial(e) H/F"));
    // Both "CDI" and "Apprentissage": the more particular.
    assert_eq!(second.contract, Some(Contract::Apprenticeship));
    assert!(matches!(first.duration_days, Some(360..=366)), "{:?}", first.duration_days);
    assert_eq!((first.working_time, third.working_time), (Some(WorkingTime::Full), Some(WorkingTime::Part)));
    let place = &second.places[0];
    assert_eq!(
        (&*place.label, place.postcode.as_deref(), place.department.as_deref()),
        ("Poitiers", Some("86000"), Some("86"))
    );
    assert_eq!(amounts(second.pay.as_ref()), (Some(26_000.0), Some(30_000.0)));
    assert_eq!(second.pay.as_ref().unwrap().period, Some(Period::Year));
    assert_eq!(third.pay.as_ref().unwrap().period, Some(Period::Hour));
    assert_eq!((first.education.as_deref(), third.education.as_deref()), (Some(""), Some("Bac+2")));
    assert_eq!(first.employer.as_deref(), Some("Tralala Intérim"));
    assert_eq!(first.published_on, day(2025, 2, 25));
    assert!(first.text.contains("pièces détachées") && first.text.contains("mécanique, électricité"), "{}", first.text);
    assert!(!first.text.contains("agences réparties"), "what is said of the employer is no part of the offer");
}

#[test]
fn what_decathlon_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("partners/decathlon-taleez.json") else { return };
    are_whole(&offers);
    assert_eq!(offers.len(), 3);
    let (first, second) = (&offers[0].claims, &offers[1].claims);
    assert_eq!((&*offers[0].reference, &*offers[1].reference), ("KWYLVLYSRRKVGO513", "APEKPPZCVVXREV449"));
    assert_eq!(first.title, "ALTERNANCE Manager Commerce (H/F)");
    assert_eq!((&*first.places[0].label, first.places[0].postcode.as_deref()), ("Vélizy-Villacoublay", Some("78140")));
    assert_eq!((&*second.places[0].label, second.places[0].postcode.as_deref()), ("Hendaye", Some("64700")));
    assert_eq!(first.education.as_deref(), Some("BUT, Licence, Bac+3"));
    assert_eq!(second.employer.as_deref(), Some("DECATHLON Real Estate"));
    assert_eq!(second.skills, ["curieu(se)", "autonome", "rigoureu(se)"]);
    assert_eq!(first.working_time, Some(WorkingTime::Full));
    assert_eq!(first.pay, None, "amounts that are not said are none");
    assert_eq!(first.published_on, day(2025, 11, 24));
    assert!(first.apply.as_deref().unwrap().starts_with("https://joinus.decathlon.fr/fr/annonce/3977401"));
    assert!(first.text.contains("au cœur de nos préoccupations") && first.text.contains("qualités de leader"));
}

#[test]
fn what_edf_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("partners/edf.xml") else { return };
    are_whole(&offers);
    assert_eq!(offers.len(), 3);
    let (first, second, third) = (&offers[0].claims, &offers[1].claims, &offers[2].claims);
    assert_eq!((&*offers[0].reference, &*first.title), ("100001", "Alternance - Développeur Web F/H"));
    assert_eq!(first.contract, Some(Contract::Apprenticeship));
    assert_eq!(third.contract, Some(Contract::Volunteering));
    assert_eq!((&*first.places[0].label, first.places[0].department.as_deref()), ("Lyon", Some("69")));
    assert_eq!((&*second.places[0].label, second.places[0].department.as_deref()), ("Paluel", Some("76")));
    assert_eq!(third.places[0].country.as_deref(), Some("GB"));
    // A field that only its attribute names: <list1 label="Rémunération">.
    assert_eq!(amounts(first.pay.as_ref()), (Some(820.0), Some(1_823.0)));
    assert_eq!(first.pay.as_ref().unwrap().period, Some(Period::Month));
    assert!(first.pay.as_ref().unwrap().extras.contains("30 jours de congés"));
    assert_eq!((first.start, third.start), (day(2026, 9, 1), day(2026, 7, 1)));
    assert_eq!(first.published_on, day(2026, 1, 1));
    assert_eq!(first.apply.as_deref(), Some("https://www.edf.fr/edf-recrute/offre/detail/2026-100001?idOrigine=502"));
    assert_eq!(first.text.matches("Participer aux revues de code").count(), 1, "the same text bare and formed is one");
    assert!(!first.text.contains("Acteur majeur"));
}

#[test]
fn what_engagement_jeunes_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("partners/engagementJeunes.json") else { return };
    are_whole(&offers);
    assert_eq!(offers.len(), 2);
    let (first, second) = (&offers[0].claims, &offers[1].claims);
    assert_eq!((&*offers[0].reference, &*first.title), ("34161720", "Agent de tri en alternance (F/H)"));
    assert_eq!((&*offers[1].reference, &*second.title), ("34160724", "Conseiller de vente livres (F/H)"));
    assert_eq!((first.contract, second.contract), (Some(Contract::Apprenticeship), Some(Contract::Apprenticeship)));
    assert_eq!((first.employer.as_deref(), second.employer.as_deref()), (Some("Veolia"), Some("Cultura")));
    let (bordeaux, limoges) = (&first.places[0], &second.places[0]);
    assert_eq!((&*bordeaux.label, bordeaux.postcode.as_deref()), ("Bègles", Some("33130")));
    assert_eq!((&*limoges.label, limoges.department.as_deref()), ("Limoges", Some("87")));
    assert!(matches!(first.duration_days, Some(360..=366)));
    // "temps_partiel": false
    assert_eq!(first.working_time, Some(WorkingTime::Full));
    assert_eq!(second.education.as_deref(), Some("BAC"));
    assert!(first.text.contains("AGENT DE TRI") && first.text.contains("CAP d'agent de propreté"));
}

#[test]
fn what_hello_work_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("partners/hello-work.xml") else { return };
    are_whole(&offers);
    assert_eq!(offers.len(), 5);
    let (first, second) = (&offers[0].claims, &offers[1].claims);
    assert_eq!((&*offers[0].reference, &*offers[1].reference), ("68087320", "68090104"));
    assert_eq!(second.title, "Chargé de Communication Btob Laval 53 H/F");
    assert!(offers.iter().all(|offer| offer.claims.contract == Some(Contract::Permanent)));
    assert_eq!(
        (&*first.places[0].label.to_uppercase(), first.places[0].postcode.as_deref()),
        ("VINCENNES", Some("94300"))
    );
    assert_eq!((first.siret.as_deref(), second.siret.as_deref()), (None, Some("33114255400012")));
    assert_eq!(
        (first.employer.as_deref(), second.employer.as_deref()),
        (Some("Software Consulting"), Some("Lactalis"))
    );
    assert_eq!(first.published_on, day(2024, 1, 30));
    assert_eq!(first.remote, Remote::No);
    assert_eq!(first.education, None, "a code is nobody's words");
    assert!(first.text.contains("Expert du conseil"), "the profile that is sought is part of the text");
}

#[test]
fn what_jobteaser_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("partners/jobteaser.xml") else { return };
    are_whole(&offers);
    assert_eq!(offers.len(), 2);
    let (first, second) = (&offers[0].claims, &offers[1].claims);
    assert_eq!(offers[0].reference, "ab3c7310-98eb-4541-9a91-438dafddfae3");
    assert_eq!(second.title, "Alternance - Ingénieur R&D Commercial Véhicles 2025-2028");
    assert_eq!((first.contract, second.contract), (Some(Contract::Apprenticeship), Some(Contract::Apprenticeship)));
    assert_eq!((&*first.places[0].label, &*second.places[0].label), ("Grenoble", "Amiens"));
    assert_eq!(first.places[0].country.as_deref(), Some("FR"));
    assert_eq!((first.employer.as_deref(), second.employer.as_deref()), (Some("Schneider Electric"), Some("Valeo")));
    assert_eq!((first.published_on, second.published_on), (day(2025, 9, 20), day(2025, 9, 19)));
    assert_eq!((first.siret.as_deref(), first.remote), (None, Remote::No));
    assert!(first.apply.as_deref().unwrap().starts_with("https://www.jobteaser.com/fr/job-offers/ab3c7310"));
}

#[test]
fn what_la_poste_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("partners/laposte.xml") else { return };
    are_whole(&offers);
    assert_eq!(offers.len(), 2);
    let (first, second) = (&offers[0].claims, &offers[1].claims);
    assert_eq!((&*offers[0].reference, &*first.title), ("2025-xxxx9", "Alternance Responsable production F/H"));
    assert_eq!((&*offers[1].reference, &*second.title), ("2025-XXXX1", "Alternance Commercial B to B F/H"));
    assert_eq!((&*first.places[0].label, first.places[0].department.as_deref()), ("La Seyne-sur-Mer", Some("83")));
    assert_eq!((&*second.places[0].label, second.places[0].department.as_deref()), ("Aubenas", Some("07")));
    assert_eq!((first.weekly_hours, second.education.as_deref()), (Some(35.0), Some("Bac+2")));
    assert_eq!(first.pay, None, "zero is no pay");
    assert!(matches!(first.duration_days, Some(720..=732)));
    assert_eq!(first.published_on, None, "the day of a change is not that of publication");
    assert_eq!(second.apply.as_deref(), Some("https://www.laposterecrute.fr/offre/2025-xxxxx1"));
    assert_eq!(first.text.matches("Afin d'être éligible").count(), 1, "the same profile twice is told once");
    assert!(first.text.contains("Formaposte Sud Est"));
}
