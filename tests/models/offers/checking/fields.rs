//! Rules that look at an offer's fields: its pay, its employer, what it says where.

use passerelle::models::offers::{
    checking::{Checked, Field, Finding, Level, PayRange},
    claims::{Claims, Contract, Pay, Period, Place, Remote, WorkingTime},
};

use super::{checked, day, offer, rules, says};

fn paid(min: f64, period: Period) -> Claims {
    let pay = Pay { min: Some(min), period: Some(period), gross: Some(true), ..Pay::default() };
    Claims { pay: Some(pay), working_time: Some(WorkingTime::Full), ..offer() }
}

fn below(claims: &Claims, today: &str) -> Option<Level> {
    let findings = rules().check(claims, &Checked { today: day(today), ..checked() });
    findings.into_iter().find(|found| found.rule == "pay-below-minimum").map(|found| found.level)
}

#[test]
fn the_legal_minimum_is_that_of_the_day() {
    let pay = paid(11.95, Period::Hour);
    assert_eq!(below(&pay, "2025-12-31"), None);
    assert_eq!(below(&pay, "2026-01-01"), Some(Level::Unlawful));
    assert_eq!(below(&pay, "2019-01-01"), None, "no rate is known of that day");
    assert_eq!(below(&paid(12.02, Period::Hour), "2026-01-01"), None);
    assert_eq!(below(&paid(1823., Period::Month), "2026-01-01"), None, "cents make nobody poorer");
    assert_eq!(below(&paid(1815., Period::Month), "2026-01-01"), Some(Level::Unlawful));
    assert_eq!(below(&paid(21_800., Period::Year), "2026-01-01"), Some(Level::Unlawful));
    assert_eq!(below(&paid(21_880., Period::Year), "2026-01-01"), None);
}

#[test]
fn the_legal_minimum_follows_the_hours() {
    let month = |hours: Option<f64>, time: Option<WorkingTime>| Claims {
        weekly_hours: hours,
        working_time: time,
        ..paid(1_050., Period::Month)
    };
    assert_eq!(below(&month(Some(20.), Some(WorkingTime::Part)), "2026-06-01"), None);
    assert_eq!(below(&month(Some(21.), Some(WorkingTime::Part)), "2026-06-01"), Some(Level::Unlawful));
    assert_eq!(below(&month(None, Some(WorkingTime::Part)), "2026-06-01"), None, "of unknown hours nothing is said");
    assert_eq!(below(&month(None, None), "2026-06-01"), Some(Level::Warning), "full time is only supposed");
}

#[test]
fn a_pay_that_may_be_net_is_not_refused() {
    let mut claims = paid(1_500., Period::Month);
    assert_eq!(below(&claims, "2026-06-01"), Some(Level::Unlawful));
    claims.pay.as_mut().unwrap().gross = None;
    assert_eq!(below(&claims, "2026-06-01"), Some(Level::Warning));
    claims.pay.as_mut().unwrap().gross = Some(false);
    assert_eq!(below(&claims, "2026-06-01"), None);
}

#[test]
fn other_scales_have_other_minima() {
    let here = paid(900., Period::Month);
    for contract in [Contract::Apprenticeship, Contract::Professionalisation, Contract::Internship] {
        assert_eq!(below(&Claims { contract: Some(contract), ..here.clone() }, "2026-06-01"), None, "{contract:?}");
    }
    let place = |country: &str, department: &str| {
        let place = Place { country: Some(country.into()), department: Some(department.into()), ..Place::default() };
        Claims { places: vec![place], ..here.clone() }
    };
    assert_eq!(below(&place("FR", "75"), "2026-06-01"), Some(Level::Unlawful));
    assert_eq!(below(&place("FR", "976"), "2026-06-01"), None);
    assert_eq!(below(&place("BE", "75"), "2026-06-01"), None);
}

#[test]
fn a_missing_pay_weighs_what_the_house_decides() {
    let level = |pay_range| {
        let findings = rules().check(&says("Salaire selon profil."), &Checked { pay_range, ..checked() });
        findings.into_iter().find(|found| found.rule == "pay-absent").map(|found| (found.level, found.span))
    };
    assert_eq!(level(PayRange::Off), None);
    assert_eq!(level(PayRange::Warn), Some((Level::Warning, Some(0..20))));
    assert_eq!(level(PayRange::Required), Some((Level::Unlawful, Some(0..20))));
}

#[test]
fn nobody_is_named_until_somebody_is() {
    let findings = rules().check(&offer(), &Checked { employer_known: false, ..checked() });
    let [Finding { field: Field::Employer, span: None, level: Level::Unlawful, .. }] = &findings[..] else {
        panic!("{findings:?}")
    };
    let blank = Claims { employer: Some("  ".into()), ..offer() };
    assert_eq!(rules().check(&blank, &Checked { employer_known: false, ..checked() }).len(), 1);
}

#[test]
fn every_field_in_somebodys_own_words_is_read() {
    let claims = Claims {
        skills: vec!["Caisse".into(), "Bonne présentation".into()],
        education: Some("Jeune diplômé".into()),
        apply: Some("tel:0899123456".into()),
        remote: Remote::Wholly,
        ..says("Présentiel obligatoire.")
    };
    let found: Vec<(String, Field)> =
        rules().check(&claims, &checked()).into_iter().map(|found| (found.rule, found.field)).collect();
    let expected = [
        ("remote-contradiction", Field::Text),
        ("appearance-hint", Field::Skill(1)),
        ("age", Field::Education),
        ("premium-number", Field::Apply),
    ];
    assert_eq!(found, expected.map(|(rule, field)| (rule.to_owned(), field)));
}
