//! Days, durations, hours and years of experience.

use chrono::NaiveDate;
use passerelle::models::offers::{
    claims::WorkingTime::{Full, Part},
    values::{date, duration_days, experience_months, weekly_hours, working_time},
};

#[test]
fn a_day_is_read_however_it_is_written() {
    for (said, expected) in [
        ("2026-03-01", "2026-03-01"),
        ("2026-3-1", "2026-03-01"),
        ("2026/03/01", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("20260301T103000Z", "2026-03-01"),
        ("2019-05-28T14:45:24+02:00", "2019-05-28"),
        ("2022-11-23T18:11:41.000Z", "2022-11-23"),
        ("2025-09-20 09:42:48.000", "2025-09-20"),
        ("2024-01-30 23:21:39", "2024-01-30"),
        ("2025-11-24T10:18:17+00:00", "2025-11-24"),
        // The day is the one in Paris.
        ("2026-03-01T23:30:00Z", "2026-03-02"),
        ("2026-07-01T22:30:00Z", "2026-07-02"),
        ("2026-03-01T22:30:00Z", "2026-03-01"),
        ("2026-03-01T20:00:00-05:00", "2026-03-02"),
        ("2026-03-01T00:30:00+0900", "2026-02-28"),
        ("2026-03-01T23:30:00", "2026-03-01"),
        ("Tue, 29 Jun 2021 22:49:39 GMT", "2021-06-30"),
        ("Mon, 08 Nov 2021", "2021-11-08"),
        // A day of the week that is wrong says nothing.
        ("Fri, 10 Dec 2008 12:49:39 GMT", "2008-12-10"),
        ("Tue Jun 29 22:49:39 CEST 2021", "2021-06-29"),
        ("31/12/2026", "2026-12-31"),
        ("01/02/2026", "2026-02-01"),
        ("11/12/2025 10:41:41", "2025-12-11"),
        ("22-05-2025 00:11:19", "2025-05-22"),
        ("31.12.26", "2026-12-31"),
        ("1/3/2026", "2026-03-01"),
        ("12/31/2026", "2026-12-31"),
        ("1er mars 2026", "2026-03-01"),
        ("lundi 2 Février 2026", "2026-02-02"),
        ("le 15 août 2026", "2026-08-15"),
        ("3 sept. 2026", "2026-09-03"),
        ("March 1, 2026", "2026-03-01"),
        ("1st of March 2026", "2026-03-01"),
        ("Dec 5, 2026", "2026-12-05"),
        ("À partir du 01/09/2026", "2026-09-01"),
        ("1767225600", "2026-01-01"),
        ("1767225600000", "2026-01-01"),
        ("1767220000", "2025-12-31"),
        ("29/02/2028", "2028-02-29"),
    ] {
        assert_eq!(date(said).map(|day| day.to_string()).unwrap_or_default(), expected, "{said}");
    }
}

#[test]
fn a_day_that_cannot_be_is_none() {
    for said in [
        "",
        "demain",
        "dès que possible",
        "ASAP",
        "30/02/2026",
        "2026-13-01",
        "2026-02-30",
        "20261301",
        "29/02/2027",
        "0000-00-00",
        "01/01/1900",
        "2150-01-01",
        "1989-12-31",
        "septembre 2026",
        "2026",
        "2026-03",
        "99999999999",
        "31/31/2026",
        "1/2/3/4",
        "32 mars 2026",
        "9999999999",
        "12",
        "35h",
        "06 12 34 56 78",
    ] {
        assert_eq!(date(said), None::<NaiveDate>, "{said}");
    }
}

#[test]
fn a_duration_is_read_in_days() {
    for (said, expected) in [
        ("6 Mois", Some(183)),
        ("P6M", Some(183)),
        ("P1Y6M", Some(548)),
        ("P3W", Some(21)),
        ("PT35H", None),
        ("3 semaines", Some(21)),
        ("10 jours", Some(10)),
        ("12 month", Some(365)),
        ("Contrat à durée déterminée - 24 Mois", Some(730)),
        ("Mission intérimaire - 3 Mois", Some(91)),
        ("CDD de six mois", Some(183)),
        ("1 an et 6 mois", Some(548)),
        ("6 à 12 mois", Some(183)),
        ("12-24 mois", Some(365)),
        ("du 01/03/2026 au 31/08/2026", Some(184)),
        ("CDD du 1er mars au 31 août 2026", Some(184)),
        ("du 15 novembre au 28 février 2027", Some(106)),
        ("du 31/08/2026 au 01/03/2026", None),
        ("24", None),
        ("CDI", None),
        ("35 h", None),
        ("90 ans", None),
        ("0 mois", None),
        ("", None),
    ] {
        assert_eq!(duration_days(said), expected, "{said}");
    }
}

#[test]
fn hours_are_those_of_a_week() {
    for (said, expected) in [
        ("35H Horaires normaux", Some(35.0)),
        ("35H Travail le samedi", Some(35.0)),
        ("24h30/semaine", Some(24.5)),
        ("151,67 h/mois", Some(35.0)),
        ("28 heures hebdo", Some(28.0)),
        ("Durée hebdomadaire : 28 h", Some(28.0)),
        ("40 hours per week", Some(40.0)),
        ("35", Some(35.0)),
        ("PT35H", Some(35.0)),
        ("1607 h par an", Some(35.0)),
        ("35h/semaine, de 9h à 17h", Some(35.0)),
        ("de 9h à 17h", None),
        ("8h00-12h00", None),
        ("24 h à 30 h", None),
        ("7h par jour", None),
        ("Temps partiel 50%", None),
        ("90h", None),
        ("0", None),
        ("temps plein", None),
        ("", None),
    ] {
        assert_eq!(weekly_hours(said), expected, "{said}");
    }
}

#[test]
fn full_time_is_said_or_follows_from_the_hours() {
    for (said, expected) in [
        ("Temps plein", Some(Full)),
        ("FULL_TIME", Some(Full)),
        ("Full-time", Some(Full)),
        ("fulltime", Some(Full)),
        ("full_time", Some(Full)),
        ("TEMPS PLEIN/TEMPS COMPLET", Some(Full)),
        ("Temps Partiel", Some(Part)),
        ("part_time", Some(Part)),
        ("mi-temps", Some(Part)),
        ("Temps non complet", Some(Part)),
        ("35H Horaires normaux", Some(Full)),
        ("24H Horaires variables", Some(Part)),
        ("fulltime, parttime", None),
        ("CDI", None),
        ("", None),
    ] {
        assert_eq!(working_time(said), expected, "{said}");
    }
}

#[test]
fn experience_is_the_least_that_is_asked() {
    for (said, expected) in [
        ("Débutant accepté", Some(0)),
        ("Débutant OK", Some(0)),
        ("Débutants acceptés", Some(0)),
        ("1 an - Débutant accepté domaine similaire", Some(0)),
        ("débutant à 1 an", Some(0)),
        ("Aucune expérience exigée", Some(0)),
        ("Tous niveaux d'expérience acceptés", Some(0)),
        ("Indifférent", Some(0)),
        ("D", Some(0)),
        ("0-1 an", Some(0)),
        ("2 ans", Some(24)),
        ("6 mois", Some(6)),
        ("6 mois - dans la vente", Some(6)),
        ("3 à 5 ans", Some(36)),
        ("3-5 ans", Some(36)),
        ("1-3 years", Some(12)),
        ("5+ years", Some(60)),
        ("Minimum 1 an", Some(12)),
        ("Expérience exigée de 1 An(s)", Some(12)),
        ("Minumum 3 years experience as a software engineer", Some(36)),
        ("deux ans", Some(24)),
        ("Débutants s'abstenir, 2 ans", Some(24)),
        ("E", None),
        ("Sup_7", None),
        ("99 ans", None),
        ("première expérience souhaitée", None),
        ("", None),
    ] {
        assert_eq!(experience_months(said), expected, "{said}");
    }
}
