//! Shapes that are published: France Travail, Indeed, LinkedIn, schema.org, and two
//! described in the reference.

use chrono::NaiveDate;
use passerelle::models::offers::{
    claims::{Contract, Period, Remote, WorkingTime},
    feeds::{Feed, Known, Mapping, Shape, Slot},
};

use super::{amounts, are_whole, data, fed, shared};

#[test]
fn what_france_travail_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("france-travail/offres-search-2019.json") else { return };
    are_whole(&offers);
    assert_eq!(offers.len(), 8);
    let (first, second) = (&offers[0].claims, &offers[1].claims);
    assert_eq!((&*offers[0].reference, &*first.title), ("082SGKK", "conseiller de vente (H/F)"));
    assert_eq!((&*offers[1].reference, &*second.title), ("088KPWY", "Vendeur / Vendeuse en téléphonie"));
    // A fixed term by `typeContrat`, more particular by `natureContrat`.
    assert_eq!(first.contract, Some(Contract::Professionalisation));
    assert!(matches!(first.duration_days, Some(360..=366)));
    assert_eq!((first.trade.as_deref(), first.siret.as_deref()), (Some("D1212"), Some("00000000000007")));
    assert_eq!(first.skills[0], "Accueillir une clientèle");
    assert_eq!(first.places[0].commune.as_deref(), Some("57463"));
    assert_eq!(first.places[0].postcode.as_deref(), Some("57000"));
    assert_eq!(amounts(first.pay.as_ref()).0, Some(10.03));
    assert_eq!(amounts(second.pay.as_ref()), (Some(850.0), Some(1_217.0)));
    assert_eq!(second.pay.as_ref().unwrap().period, Some(Period::Month));
    assert_eq!(first.apply.as_deref(), Some("mailto:contact@exemple.invalid"));
    assert_eq!((first.experience_months, first.weekly_hours, first.posts), (Some(0), Some(35.0), Some(1)));
    assert_eq!(first.published_on, NaiveDate::from_ymd_opt(2019, 1, 23));
}

#[test]
fn what_france_travail_later_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("france-travail/offres-mock-lesemplois-2022.json") else { return };
    are_whole(&offers);
    let (first, second) = (&offers[0].claims, &offers[1].claims);
    assert_eq!((&*offers[0].reference, &*offers[1].reference), ("FOOBAR", "OHNOES"));
    assert_eq!((first.contract, first.duration_days), (Some(Contract::Permanent), None));
    assert_eq!((first.trade.as_deref(), second.trade.as_deref()), (Some("I1304"), Some("M1607")));
    assert_eq!(amounts(first.pay.as_ref()).0, Some(26_400.0));
    assert_eq!(first.pay.as_ref().unwrap().period, Some(Period::Year));
    assert_eq!((first.experience_months, first.working_time), (Some(3), Some(WorkingTime::Full)));
    assert_eq!(first.apply.as_deref(), Some("https://www.randstad.fr/offre/001-SM-DEADBEEF_01R/A"));
}

#[test]
fn what_indeed_sends_lands_in_the_right_claims() {
    let Some(offers) = shared("indeed-xml/indeed-doc-example.xml") else { return };
    are_whole(&offers);
    let [offer] = &*offers else { panic!("{offers:?}") };
    let claims = &offer.claims;
    assert_eq!((&*offer.reference, &*claims.title), ("unique123131", "Sales Executive"));
    assert_eq!(claims.places[0].label, "Phoenix");
    assert_eq!(claims.places[0].country.as_deref(), Some("US"));
    assert_eq!(amounts(claims.pay.as_ref()).0, Some(50_000.0));
    assert_eq!(claims.valid_through, NaiveDate::from_ymd_opt(2021, 11, 8));
    let apply = "http://www.examplesite.com/viewjob.cfm?jobid=unique123131&source=Indeed";
    assert_eq!(claims.apply.as_deref(), Some(apply), "an entity in an address is resolved");
}

#[test]
fn what_linked_in_sends_lands_in_the_right_claims() {
    let Some(path) = data("indeed-xml/linkedin-doc-example.xml") else { return };
    let fed = fed(std::fs::File::open(path).unwrap());
    // The second of the sample is "..." alone.
    assert_eq!((fed.items.len(), &fed.end), (2, &None));
    let mapping = Mapping::propose(&fed.items);
    assert_eq!(Known::recognise(&fed.items), Some(Known::LinkedIn));
    let offer = mapping.read(&fed.items[0]).unwrap();
    assert_eq!((&*offer.reference, &*offer.claims.title), ("12345", "Staff Software Engineer - Applications"));
    // Written `![CDATA[50000]]`, without its `<`.
    assert_eq!(amounts(offer.claims.pay.as_ref()), (Some(50_000.0), Some(100_000.0)));
    assert_eq!(offer.claims.pay.as_ref().unwrap().currency, "USD");
    assert_eq!(offer.claims.remote, Remote::Wholly);
    assert!(mapping.read(&fed.items[1]).is_err());
}

#[test]
fn a_job_posting_alone_says_what_its_vocabulary_says() {
    let names = (1..=8).map(|number| format!("schema-org/jobposting-0{number}.jsonld"));
    let read: Vec<_> = names.filter_map(|name| shared(&name)).collect();
    let [first, second, third, fourth, fifth, sixth, seventh, eighth] = &*read else { return };
    assert!(read.iter().all(|offers| offers.len() == 1 && !offers[0].reference.is_empty()));
    let claims = &first[0].claims;
    assert_eq!((&*claims.title, claims.weekly_hours), ("Software Engineer", Some(40.0)));
    assert_eq!(amounts(claims.pay.as_ref()), (Some(100_000.0), Some(100_000.0)));
    assert_eq!(claims.pay.as_ref().unwrap().currency, "USD");
    assert_eq!((&*claims.places[0].label, claims.experience_months), ("Kirkland", Some(36)));
    assert_eq!(claims.apply, None, "the address of a vocabulary is none to apply at");
    assert_eq!(second[0].claims.skills, ["Knowledge of computer programming principles"]);
    assert_eq!(third[0].claims.employer.as_deref(), Some("ACME Software"));
    assert_eq!(fourth[0].claims.title, "Telecommute from anywhere in USA!");
    assert_eq!(fifth[0].claims.education.as_deref(), Some("Bachelor of Science"));
    assert_eq!(sixth[0].claims.experience_months, Some(60));
    assert_eq!(seventh[0].claims.employer.as_deref(), Some("ACME Corp."));
    assert_eq!(eighth[0].claims.title, "electrician");
}

#[test]
fn job_postings_in_a_page_are_read_in_each_of_their_three_ways() {
    let Some(path) = data("schema-org/jobposting-eg0028-microdata-rdfa-jsonld.txt") else { return };
    assert_eq!(Feed::open(std::fs::File::open(&path).unwrap()).unwrap().shape(), Shape::Page);
    let offers = fed(std::fs::File::open(path).unwrap()).read();
    assert_eq!(offers.len(), 3);
    for offer in &offers {
        let claims = &offer.claims;
        assert_eq!((&*claims.title, &*claims.places[0].label), ("Software Engineer", "Kirkland"));
        assert_eq!(amounts(claims.pay.as_ref()).0, Some(100_000.0));
        assert_eq!((claims.weekly_hours, claims.working_time), (Some(40.0), Some(WorkingTime::Full)));
        assert_eq!(claims.published_on, NaiveDate::from_ymd_opt(2011, 10, 31));
        assert!(claims.text.contains("mid-level software engineer"), "{}", claims.text);
        assert!(claims.text.contains("Build tools according to specifications"), "{}", claims.text);
    }
    assert_eq!(offers[0].claims.employer.as_deref(), Some("ABC Company Inc."));
    assert_eq!(offers[0].claims.skills.len(), 2);
}

#[test]
fn jobijoba_and_fcms_are_known() {
    let jobijoba = r#"<items><item><title>Soudeur H/F</title><link>https://example.org/1</link>
      <description>Souder des cuves en acier inoxydable, lire des plans.</description>
      <salary periodicity="month" currency="EUR">2100</salary><company>Cuves et Cie</company>
      <contract_type>CDD</contract_type><publication_date>2026-10-02</publication_date><town>Redon</town>
      <postal_code>35600</postal_code><contract_length>6 mois</contract_length></item></items>"#;
    let feed = fed(jobijoba.as_bytes());
    assert_eq!(Known::recognise(&feed.items), Some(Known::Jobijoba));
    let claims = &feed.read()[0].claims;
    assert_eq!(amounts(claims.pay.as_ref()), (Some(2_100.0), Some(2_100.0)));
    assert_eq!(claims.pay.as_ref().unwrap().period, Some(Period::Month));
    assert_eq!((claims.contract, claims.duration_days), (Some(Contract::FixedTerm), Some(183)));
    let fcms = r#"{"jobs": [{"partnerID": "A-7", "title": "Comptable", "description": "Tenir les comptes.",
      "profileDescription": "Aimer les chiffres.", "baseSalary": {"period": "P1M", "currency": "EUR",
      "minValue": 2000, "maxValue": 2400.5, "hidden": false}, "hiringOrganization": {"siret": "732 829 320 00074",
      "legalName": "Cuves et Cie"}, "employmentType": "CDI", "occupationalCategories": ["M1203"],
      "jobLocations": [{"city": "Redon", "postalCode": "35600"}, {"city": "Rennes", "postalCode": "35000"}]}]}"#;
    let feed = fed(fcms.as_bytes());
    assert_eq!(Known::recognise(&feed.items), Some(Known::Fcms));
    let claims = &feed.read()[0].claims;
    assert_eq!(amounts(claims.pay.as_ref()), (Some(2_000.0), Some(2_400.5)));
    assert_eq!((claims.siret.as_deref(), claims.trade.as_deref()), (Some("73282932000074"), Some("M1203")));
    let places: Vec<_> = claims.places.iter().map(|place| (&*place.label, place.postcode.as_deref())).collect();
    assert_eq!(places, [("Redon", Some("35600")), ("Rennes", Some("35000"))], "what stands together is one place");
}

#[test]
fn a_mapping_is_kept_and_corrected_as_lists_of_paths() {
    let feed = fed(
        &br#"{"offres": [{"ref": "1", "truc": "Soudeuse", "texte": "Souder des cuves en acier inoxydable."}]}"#[..],
    );
    let mut mapping = Mapping::propose(&feed.items);
    mapping.paths.insert(Slot::Title, vec!["truc".to_owned()]);
    mapping.paths.insert(Slot::Employer, vec!["=Cuves et Cie".to_owned()]);
    let kept = serde_json::to_value(&mapping).unwrap();
    assert_eq!((&kept["title"][0], &kept["reference"][0]), (&"truc".into(), &"ref".into()));
    let again: Mapping = serde_json::from_value(kept).unwrap();
    let offer = again.read(&feed.items[0]).unwrap();
    assert_eq!((&*offer.claims.title, offer.claims.employer.as_deref()), ("Soudeuse", Some("Cuves et Cie")));
    // What was kept of the offer is read again without its feed.
    let kept = passerelle::models::offers::feeds::Item::of_original(&offer.original);
    assert_eq!(again.read(&kept).unwrap(), offer);
}
