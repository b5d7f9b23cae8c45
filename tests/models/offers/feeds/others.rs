//! Feeds of shapes that nobody announced.

use chrono::NaiveDate;
use passerelle::models::offers::{
    claims::{Contract, WorkingTime},
    feeds::{Feed, Known, Shape},
};

use super::{amounts, fed};

#[test]
fn an_unknown_xml_in_french() {
    let xml = "<?xml version='1.0' encoding='ISO-8859-1'?>
<catalogue><genere-le>2026-10-01</genere-le>
 <fiche><Numero_annonce>F-1</Numero_annonce><LibellePoste>Soudeur / Soudeuse</LibellePoste>
  <TexteAnnonce>&lt;p&gt;Souder des cuves &amp;amp; des rampes, en \u{e9}quipe.&lt;/p&gt;</TexteAnnonce>
  <TypologieContrat>CDD</TypologieContrat><DureeContrat>6</DureeContrat><Commune>Redon</Commune><CP>35600</CP>
  <Remuneration>2 100 \u{20ac} brut par mois</Remuneration><RaisonSociale>Cuves et Cie</RaisonSociale>
  <lienCandidature>https://example.org/a?id=1&page=2</lienCandidature><mise-en-ligne>02/10/2026</mise-en-ligne></fiche>
 <fiche><Numero_annonce>F-2</Numero_annonce><LibellePoste>Aide-comptable</LibellePoste>
  <TexteAnnonce>Saisir des factures, relancer, <b>classer</b> &eacute;galement.</TexteAnnonce>
  <TypologieContrat>CDI</TypologieContrat><Commune>Rennes</Commune><CP>35000</CP>
  <TempsDeTravail>Temps partiel</TempsDeTravail>
  <RaisonSociale>Usines R\u{e9}unies</RaisonSociale><lienCandidature>https://example.org/a?id=2</lienCandidature>
  <mise-en-ligne>03/10/2026</mise-en-ligne></fiche>
</catalogue>";
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(xml);
    let offers = fed(&*bytes).read();
    let [first, second] = &*offers else { panic!("{offers:?}") };
    assert_eq!((&*first.reference, &*second.reference), ("F-1", "F-2"));
    let (first, second) = (&first.claims, &second.claims);
    assert_eq!((&*first.title, &*second.title), ("Soudeur / Soudeuse", "Aide-comptable"));
    assert!(first.text.contains("en équipe") && second.text.contains("également"), "{} {}", first.text, second.text);
    assert_eq!((first.contract, second.contract), (Some(Contract::FixedTerm), Some(Contract::Permanent)));
    assert_eq!(first.duration_days, Some(183));
    assert_eq!(amounts(first.pay.as_ref()).0, Some(2_100.0));
    assert_eq!((&*first.places[0].label, first.places[0].postcode.as_deref()), ("Redon", Some("35600")));
    assert_eq!(first.apply.as_deref(), Some("https://example.org/a?id=1&page=2"), "a bare & stays what it is");
    assert_eq!(second.working_time, Some(WorkingTime::Part));
    assert_eq!(second.employer.as_deref(), Some("Usines Réunies"));
    assert_eq!(second.published_on, NaiveDate::from_ymd_opt(2026, 10, 3));
}

#[test]
fn an_unknown_json_nested_deep() {
    let json = r#"{"meta": {"count": 2, "links": [{"rel": "next", "url": "https://example.org/?page=2"}]},
      "data": {"search": {"edges": [
        {"cursor": "a", "node": {"jobId": 71, "jobTitle": "Welder",
          "jobDescription": "<p>Weld tanks of stainless steel.</p>", "contractType": "CDI",
          "workplace": {"cityName": "Redon", "zipCode": "35600"}, "applyUrl": "https://example.org/71",
          "salaryMin": 2000, "salaryMax": 2400, "organisation": {"name": "Tanks Ltd"}}},
        {"cursor": "b", "node": {"jobId": 72, "jobTitle": "Clerk",
          "jobDescription": "<p>Keep books, and keep them well.</p>", "contractType": "CDD",
          "workplace": {"cityName": "Rennes", "zipCode": "35000"}, "applyUrl": "https://example.org/72"}}
      ]}}}"#;
    let offers = fed(json.as_bytes()).read();
    let [first, second] = &*offers else { panic!("{offers:?}") };
    assert_eq!((&*first.reference, &*second.reference), ("71", "72"));
    assert_eq!((&*first.claims.title, &*second.claims.title), ("Welder", "Clerk"));
    assert_eq!(first.claims.text, "Weld tanks of stainless steel.");
    assert_eq!(amounts(first.claims.pay.as_ref()), (Some(2_000.0), Some(2_400.0)));
    assert_eq!(second.claims.contract, Some(Contract::FixedTerm));
    assert_eq!(
        (&*second.claims.places[0].label, second.claims.places[0].postcode.as_deref()),
        ("Rennes", Some("35000"))
    );
    assert_eq!(second.claims.apply.as_deref(), Some("https://example.org/72"));
}

#[test]
fn json_line_by_line() {
    let lines = "{\"id\": 1, \"title\": \"Soudeuse\", \"description\": \"Souder des cuves en acier inoxydable.\"}\n\
        {\"id\": 2, \"title\": \"Coupé en\n\
        {\"id\": 3, \"title\": \"Comptable\", \"description\": \"Tenir les comptes de la maison.\"}\n";
    let feed = fed(lines.as_bytes());
    assert_eq!(Feed::open(lines.as_bytes()).unwrap().shape(), Shape::JsonLines);
    assert_eq!(feed.values("id"), ["1", "3"], "a line that broke off hides no other");
    assert_eq!(feed.flaws.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2]);
    assert_eq!(feed.read()[1].claims.title, "Comptable");
}

#[test]
fn a_table_of_a_spreadsheet() {
    let table = "Référence;Intitulé du poste;Descriptif;Ville;Code postal;Type de contrat;Lien\r\n\
        T1;Soudeur;\"Souder des cuves ;\r\nlire des \"\"plans\"\", en équipe\";Redon;35600;CDI;\
        https://example.org/1\r\n\
        T2;\u{c9}lectricien;Poser des câbles dans des maisons;Rennes;35000;CDD;https://example.org/2\r\n\
        T3;Trop;Peu\r\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(table);
    assert_eq!(Feed::open(&*bytes).unwrap().shape(), Shape::Table { separator: b';' });
    let feed = fed(&*bytes);
    let offers = feed.read();
    assert_eq!((&*offers[0].reference, &*offers[1].claims.title), ("T1", "Électricien"));
    assert!(offers[0].claims.text.contains("lire des \"plans\", en équipe"), "{}", offers[0].claims.text);
    assert_eq!(offers[0].claims.places[0].postcode.as_deref(), Some("35600"));
    assert_eq!(
        (offers[0].claims.contract, offers[1].claims.contract),
        (Some(Contract::Permanent), Some(Contract::FixedTerm))
    );
    assert_eq!(offers[1].claims.apply.as_deref(), Some("https://example.org/2"));
    assert_eq!(feed.flaws.len(), 1);
    assert_eq!((feed.flaws[0].0, offers.len()), (5, 2));
}

#[test]
fn an_atom_feed() {
    let atom = r#"<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Nos offres</title>
      <link rel="self" href="https://example.org/feed"/><updated>2026-10-04T10:00:00Z</updated>
      <entry><id>urn:1</id><title>Soudeuse</title><link rel="edit" href="https://example.org/edit/1"/>
        <link rel="alternate" href="https://example.org/1"/><published>2026-10-02T10:00:00Z</published>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Souder des cuves.</p>
        <p>En équipe.</p></div></content></entry>
      <entry><id>urn:2</id><title>Comptable</title><link href="https://example.org/2"/>
        <updated>2026-10-03T10:00:00Z</updated><summary>Tenir les comptes.</summary></entry></feed>"#;
    let feed = fed(atom.as_bytes());
    assert_eq!(Known::recognise(&feed.items), Some(Known::Syndication));
    let offers = feed.read();
    assert_eq!((&*offers[0].reference, &*offers[1].reference), ("urn:1", "urn:2"));
    assert_eq!(offers[0].claims.apply.as_deref(), Some("https://example.org/1"));
    assert_eq!(offers[0].claims.text, "Souder des cuves.\n\nEn équipe.");
    assert_eq!(offers[0].claims.published_on, NaiveDate::from_ymd_opt(2026, 10, 2));
}

#[test]
fn an_rss_feed_with_fields_of_its_own() {
    let rss = r#"<rss version="2.0"><channel><title>Offres</title><link>https://example.org</link>
      <item><title>Soudeuse</title><link>https://example.org/1</link><guid>1-a</guid>
        <pubDate>Fri, 02 Oct 2026 10:00:00 +0200</pubDate>
        <description>Souder des cuves en acier inoxydable, en…</description>
        <content:encoded><![CDATA[<p>Souder des cuves en acier inoxydable, en équipe.</p>]]></content:encoded>
        <job_listing:location>Redon</job_listing:location><job_listing:company>Cuves et Cie</job_listing:company>
        <job_listing:job_type>CDI</job_listing:job_type></item></channel></rss>"#;
    let claims = fed(rss.as_bytes()).read().remove(0).claims;
    assert_eq!(
        claims.text, "Souder des cuves en acier inoxydable, en équipe.",
        "an excerpt is not said beside its text"
    );
    assert_eq!((&*claims.places[0].label, claims.employer.as_deref()), ("Redon", Some("Cuves et Cie")));
    assert_eq!(claims.contract, Some(Contract::Permanent));
}

#[test]
fn a_list_on_a_day_without_an_offer_is_empty_and_whole() {
    for empty in [
        "<offres/>",
        "<source><publisher>Nous</publisher></source>",
        "[]",
        r#"{"resultats": []}"#,
        "<rss><channel><title>Offres</title></channel></rss>",
        "reference;titre;ville\n",
    ] {
        let feed = fed(empty.as_bytes());
        assert_eq!((feed.items.len(), feed.flaws.len(), &feed.end), (0, 0, &None), "{empty}");
    }
}

#[test]
fn an_offer_without_reference_is_known_by_its_address_or_by_what_it_is() {
    let with = |url: &str| {
        let json = format!(r#"[{{"title": "Soudeuse", "city": "Redon", "company": "Cuves", "x": "{url}"}}]"#);
        fed(json.as_bytes()).read().remove(0).reference
    };
    assert_eq!(with("https://example.org/1"), "https://example.org/1");
    assert_eq!(with("un"), with("deux"), "the same work at the same place for the same employer");
    assert!(with("un").starts_with("sha256-"));
}

#[test]
fn a_page_gives_each_of_its_offers_and_no_other_thing() {
    let page = r#"<!doctype html><html><head><title>Nos offres</title>
      <script>if (1 < 2) { document.write("<div itemscope itemtype='https://schema.org/JobPosting'>"); }</script>
      <script type="application/ld+json">[{"@type": "Organization", "name": "Cuves et Cie"},
        {"@type": "JobPosting", "title": "Soudeuse", "identifier": {"value": "S-1"}, "url": "https://example.org/1",
         "description": "<p>Souder des cuves.</p>", "employmentType": ["FULL_TIME", "CDI"],
         "jobLocation": [{"address": {"addressLocality": "Redon", "postalCode": "35600", "addressCountry": "FR"}},
                         {"address": {"addressLocality": "Rennes", "postalCode": "35000", "addressCountry": "FR"}}]}]</script>
      <script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Nous"},
        {"@type": ["JobPosting"], "title": "Comptable", "validThrough": "2026-12-01"}]}</script>
      <script type="application/ld+json">{"@type": "JobPosting", "title": </script></head>
      <body><ul><li itemscope itemtype="http://schema.org/JobPosting"><a itemprop="url" href="https://example.org/3">
        <span itemprop="title">Ajusteur &amp; monteur</span></a><div itemprop="description"><p>Monter.<p>Ajuster.</div>
        <li>Autre chose</ul></body></html>"#;
    let feed = fed(page.as_bytes());
    assert_eq!((feed.flaws.len(), &feed.end), (1, &None), "{:?}", feed.flaws);
    let offers = feed.read();
    let titles: Vec<&str> = offers.iter().map(|offer| &*offer.claims.title).collect();
    assert_eq!(titles, ["Soudeuse", "Comptable", "Ajusteur & monteur"]);
    let places: Vec<_> =
        offers[0].claims.places.iter().map(|place| (&*place.label, place.postcode.as_deref())).collect();
    assert_eq!(places, [("Redon", Some("35600")), ("Rennes", Some("35000"))]);
    assert_eq!(offers[0].claims.contract, Some(Contract::Permanent));
    assert_eq!(offers[1].claims.valid_through, NaiveDate::from_ymd_opt(2026, 12, 1));
    assert_eq!(offers[2].claims.apply.as_deref(), Some("https://example.org/3"));
    assert_eq!(offers[2].claims.text, "Monter.\n\nAjuster.");
}

#[test]
fn one_applies_at_an_address_of_the_web_or_of_mail_and_nowhere_else() {
    let with = |url: &str| {
        let json = serde_json::json!([{"id": 1, "title": "Soudeuse", "lien": url, "courriel": "rh@example.org"}]);
        fed(json.to_string().as_bytes()).read().remove(0).claims.apply
    };
    assert_eq!(with(" https://example.org/a?b=1&amp;c=2 ").as_deref(), Some("https://example.org/a?b=1&c=2"));
    assert_eq!(with("www.example.org/a").as_deref(), Some("https://www.example.org/a"));
    for refused in
        ["javascript:alert(1)", "data:text/html,x", "https://example.org@evil.test/", "ftp://example.org/", ""]
    {
        assert_eq!(with(refused).as_deref(), Some("mailto:rh@example.org"), "{refused}");
    }
}
