//! Contracts, places, remote work, trades, titles.

use passerelle::models::offers::{
    claims::{
        Contract::{self, *},
        Place, Remote,
    },
    values::{contract, place, remote, title, trade},
};

#[test]
fn a_contract_is_read_from_labels_and_codes() {
    let none: Option<Contract> = None;
    for (said, expected) in [
        ("CDI", Some(Permanent)),
        ("cdi", Some(Permanent)),
        ("Contrat à durée indéterminée", Some(Permanent)),
        ("PERMANENT", Some(Permanent)),
        ("DIN", Some(Permanent)),
        ("CDI Intérimaire", Some(Permanent)),
        ("CDI de chantier ou d'opération", Some(Permanent)),
        ("CDD", Some(FixedTerm)),
        ("CDD - 6 Mois", Some(FixedTerm)),
        ("Contrat à durée déterminée - 12 Mois", Some(FixedTerm)),
        ("DDI", Some(FixedTerm)),
        ("CDD insertion", Some(FixedTerm)),
        ("CDD évolutif vers un CDI", Some(FixedTerm)),
        ("contract", Some(FixedTerm)),
        ("Contrat d'usage", Some(FixedTerm)),
        ("MIS", Some(Temporary)),
        ("Mission intérimaire - 3 Mois", Some(Temporary)),
        ("Intérim", Some(Temporary)),
        ("TEMPORARY", Some(Temporary)),
        ("TTI", Some(Temporary)),
        ("SAI", Some(Seasonal)),
        ("CDD saisonnier", Some(Seasonal)),
        ("Alternance", Some(Apprenticeship)),
        ("Apprenticeship", Some(Apprenticeship)),
        ("Alternance / Apprentissage", Some(Apprenticeship)),
        ("CDI - Alternance - Contrat d'apprentissage", Some(Apprenticeship)),
        ("Contrat d'alternance (pro, apprentissage)", Some(Apprenticeship)),
        ("CONTRAT_ALTERNANCE", Some(Apprenticeship)),
        ("E2", Some(Apprenticeship)),
        ("Contrat pro", Some(Professionalisation)),
        ("Cont. professionnalisation", Some(Professionalisation)),
        ("CDD - Alternance - Contrat de professionnalisation", Some(Professionalisation)),
        ("FS", Some(Professionalisation)),
        ("Stage", Some(Internship)),
        ("INTERN", Some(Internship)),
        ("Freelance", Some(Freelance)),
        ("CONTRACTOR", Some(Freelance)),
        ("CCE", Some(Freelance)),
        ("LIB", Some(Freelance)),
        ("Profession libérale", Some(Freelance)),
        ("Fonctionnaire ou contractuel", Some(Public)),
        ("VIE", Some(Volunteering)),
        ("CONTRAT_VIE", Some(Volunteering)),
        ("VOLUNTEER", Some(Volunteering)),
        ("Service civique", Some(Volunteering)),
        ("FRA", Some(Other)),
        ("Portage salarial", Some(Other)),
        ("OTHER", Some(Other)),
        ("FULL_TIME", none),
        ("Full-time", none),
        ("CDI ou CDD", none),
        ("CDI, Intérim", none),
        ("", none),
        ("🙂", none),
    ] {
        assert_eq!(contract(said), expected, "{said}");
    }
}

fn at(label: &str, commune: &str, postcode: &str, department: &str, country: &str) -> Place {
    let some = |said: &str| (!said.is_empty()).then(|| said.to_owned());
    Place {
        label: label.to_owned(),
        commune: some(commune),
        postcode: some(postcode),
        department: some(department),
        country: some(country),
    }
}

#[test]
fn a_place_is_read_as_far_as_it_is_sure() {
    for (said, commune, postcode, department, country) in [
        ("Neuilly (92)", "", "", "92", "FR"),
        ("Var (83)", "", "", "83", "FR"),
        ("92 - NEUILLY SUR SEINE", "", "", "92", "FR"),
        ("57 - METZ TECHNOPOLE", "", "", "57", "FR"),
        ("974 - SAINT DENIS", "", "", "974", "FR"),
        ("2A - AJACCIO", "", "", "2A", "FR"),
        ("75009 Paris", "", "75009", "75", "FR"),
        ("33130 Bègles", "", "33130", "33", "FR"),
        ("Photo-Me,Échirolles,38130", "", "38130", "38", "FR"),
        ("2 Avenue de l'Europe,  78140 Vélizy-Villacoublay, France", "", "78140", "78", "FR"),
        ("69003 Lyon", "", "69003", "69", "FR"),
        ("13008 MARSEILLE", "", "13008", "13", "FR"),
        ("75116 Paris", "", "75116", "75", "FR"),
        ("75436 PARIS CEDEX 09", "", "75436", "75", "FR"),
        ("97400 Saint-Denis", "", "97400", "974", "FR"),
        ("20000 Ajaccio", "", "20000", "2A", "FR"),
        ("20200 Bastia", "", "20200", "2B", "FR"),
        ("2A004 Ajaccio", "2A004", "", "2A", "FR"),
        ("75109", "75109", "", "75", "FR"),
        ("75056", "75056", "", "75", "FR"),
        // It could be either: INSEE's Aubenas, or a postal code.
        ("07019 AUBENAS", "", "", "07", "FR"),
        ("83126 LA SEYNE SUR MER", "", "", "83", "FR"),
        ("Paris 9e Arrondissement (75)", "75109", "", "75", "FR"),
        ("PARIS 01", "75101", "", "75", "FR"),
        ("Paris 1er", "75101", "", "75", "FR"),
        ("Lyon 3e Arrondissement", "69383", "", "69", "FR"),
        ("Marseille 13", "", "", "13", "FR"),
        ("Marseille 13e", "13213", "", "13", "FR"),
        ("Paris 13", "75113", "", "75", "FR"),
        ("Paris 75", "", "", "75", "FR"),
        ("FR-75", "", "", "75", "FR"),
        ("LIMOGES (FR-87)", "", "", "87", "FR"),
        ("La Réunion", "", "", "974", "FR"),
        ("Lyon, Auvergne-Rhône-Alpes, France", "", "", "", "FR"),
        ("Grenoble, fr", "", "", "", "FR"),
        ("LAVAL", "", "", "", "FR"),
        ("Bruxelles, Belgique", "", "", "", "BE"),
        ("1000 Bruxelles, Belgique", "", "", "", "BE"),
        ("Belgique - Liège", "", "", "", "BE"),
        ("98000 Monaco", "", "", "", "MC"),
        ("Genève (Suisse)", "", "", "", "CH"),
        ("Royaume-Uni", "", "", "", "GB"),
        ("Sunnyvale, CA, US", "", "", "", "US"),
        ("Kirkland, WA", "", "", "", ""),
        ("00000 Nulle part", "", "", "", "FR"),
        ("99999", "", "", "", "FR"),
    ] {
        let label = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(place(said), at(&label, commune, postcode, department, country), "{said}");
    }
    assert_eq!(place("  "), Place::default());
    assert_eq!(place("<b>Nantes</b>&nbsp;(44)").label, "Nantes (44)");
}

#[test]
fn remote_work_is_whole_only_when_it_is_said() {
    for (said, expected) in [
        ("TELECOMMUTE", Some(Remote::Wholly)),
        ("Fully remote", Some(Remote::Wholly)),
        ("Remote", Some(Remote::Wholly)),
        ("Télétravail 100%", Some(Remote::Wholly)),
        ("100 % télétravail", Some(Remote::Wholly)),
        ("Télétravail complet", Some(Remote::Wholly)),
        ("Télétravail", Some(Remote::Partly)),
        ("Télétravail partiel", Some(Remote::Partly)),
        ("Télétravail possible", Some(Remote::Partly)),
        ("Occasionnel", Some(Remote::Partly)),
        ("Hybrid remote", Some(Remote::Partly)),
        ("hybride", Some(Remote::Partly)),
        ("2 jours de télétravail par semaine", Some(Remote::Partly)),
        ("Oui", Some(Remote::Partly)),
        ("Yes", Some(Remote::Partly)),
        ("Pas_teletravail", Some(Remote::No)),
        ("Pas de télétravail", Some(Remote::No)),
        ("Non", Some(Remote::No)),
        ("On-site", Some(Remote::No)),
        ("Sur site", Some(Remote::No)),
        ("Not specified", None),
        ("COVID-19", None),
        ("", None),
    ] {
        assert_eq!(remote(said), expected, "{said}");
    }
}

#[test]
fn a_trade_is_a_rome_code_that_stands_alone() {
    for (said, expected) in [
        ("K1304", Some("K1304")),
        ("k1304 - Services domestiques", Some("K1304")),
        ("Services domestiques (K1304)", Some("K1304")),
        ("ROME:D1212;M1607", Some("D1212")),
        ("N4105", Some("N4105")),
        ("Services domestiques", None),
        ("K13045", None),
        ("XK1304", None),
        ("A4000", None),
        ("Z1304", None),
        ("4633Z", None),
        ("15-1132.00", None),
        ("", None),
    ] {
        assert_eq!(trade(said).as_deref(), expected, "{said}");
    }
}

#[test]
fn a_title_is_one_tidy_line_and_does_not_shout() {
    for (said, expected) in [
        ("  VENDEUR MAGASINIER H/F ", "Vendeur magasinier H/F"),
        ("CONDUCTEUR PL (CACES R489) H/F", "Conducteur PL (CACES R489) H/F"),
        ("ASSISTANT RH EN CDI (H/F)", "Assistant RH en CDI (H/F)"),
        ("CONSEILLER(E) DE VENTE H/F", "Conseiller(e) de vente H/F"),
        ("CONSEILLER(e) DE VENTE h/f", "Conseiller(e) de vente H/F"),
        ("CHARGÉ D'AFFAIRES BTP F/H", "Chargé d'affaires BTP F/H"),
        ("ÉDUCATEUR DE JEUNES ENFANTS", "Éducateur de jeunes enfants"),
        ("BTS COMPTABILITÉ GESTION", "BTS comptabilité gestion"),
        ("CHAUFFEUR PERMIS B - NUIT", "Chauffeur permis B - nuit"),
        ("INGÉNIEUR R&D", "Ingénieur R&D"),
        ("SERVEUR PARIS (LYON)", "Serveur Paris (Lyon)"),
        ("OPÉRATEUR 3X8", "Opérateur 3X8"),
        ("ALTERNANCE Manager Commerce (H/F)", "ALTERNANCE Manager Commerce (H/F)"),
        ("Mécanicien de maintenance (F/H).", "Mécanicien de maintenance (F/H)"),
        ("Vendeur&nbsp;/ Vendeuse en t&eacute;l&eacute;phonie", "Vendeur / Vendeuse en téléphonie"),
        ("Assistant&amp;eacute;", "Assistanté"),
        ("<b>Cuisinier</b><br>(H/F)", "Cuisinier (H/F)"),
        ("<script>alert(1)</script>Serveur", "Serveur"),
        ("- Cuisinier -", "Cuisinier"),
        ("Maçon\u{202E}\u{200B} (H/F)", "Maçon (H/F)"),
        ("INFIRMIER D.E.", "Infirmier D.E."),
        ("EMPLOYÉ.E LIBRE-SERVICE", "Employé.e libre-service"),
        ("CDI", "CDI"),
        ("", ""),
    ] {
        assert_eq!(title(said), expected, "{said}");
    }
    let long = title(&"Chargé de mission ".repeat(40));
    assert!(long.chars().count() <= 150 && long.ends_with('…'), "{long}");
}
