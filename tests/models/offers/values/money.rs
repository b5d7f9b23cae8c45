//! Pay: figures, periods, and what is no figure at all.

use passerelle::models::offers::{
    claims::{Pay, Period, Period::*},
    values::{pay, pay_in},
};

type Read = (Option<f64>, Option<f64>, Option<Period>, Option<bool>);

fn read(said: &str) -> Read {
    let pay = pay(said).unwrap_or_else(|| panic!("{said} says something"));
    (pay.min, pay.max, pay.period, pay.gross)
}

fn exactly(amount: f64, period: Period) -> Read {
    (Some(amount), Some(amount), Some(period), None)
}

fn between(min: f64, max: f64, period: Period) -> Read {
    (Some(min), Some(max), Some(period), None)
}

const fn gross(read: Read) -> Read {
    (read.0, read.1, read.2, Some(true))
}

const fn net(read: Read) -> Read {
    (read.0, read.1, read.2, Some(false))
}

#[test]
fn pay_is_read_as_feeds_and_people_write_it() {
    for (said, expected) in [
        // France Travail.
        ("Mensuel de 1600,00 Euros à 1800,00 Euros sur 12 mois", between(1600.0, 1800.0, Month)),
        ("Annuel de 28000.00 à 32000.00 Euros sur 13 mois", between(28000.0, 32000.0, Year)),
        ("Horaire de 10.03 Euros", exactly(10.03, Hour)),
        ("Mensuel de 1521.22 Euros sur 12 mois", exactly(1521.22, Month)),
        ("Annuel de 26400,00 Euros sur 12 mois", exactly(26400.0, Year)),
        ("Mensuel de 1710,00 Euros sur 12 mois", exactly(1710.0, Month)),
        ("Horaire de 12.02 Euros à 13.5 Euros sur 12 mois", between(12.02, 13.5, Hour)),
        ("Mensuel de 2000.0 Euros à 2500.0 Euros sur 12.0 mois", between(2000.0, 2500.0, Month)),
        // Partners.
        ("30-35 K€", between(30000.0, 35000.0, Year)),
        ("18 - 22 k€ brut annuel", gross(between(18000.0, 22000.0, Year))),
        ("A partir de 21 k€ brut annuel", gross((Some(21000.0), None, Some(Year), None))),
        ("26 000 € - 30 000 € par an", between(26000.0, 30000.0, Year)),
        ("À partir de 11,88 € par heure", (Some(11.88), None, Some(Hour), None)),
        ("De 820€ à 1 823€ par mois", between(820.0, 1823.0, Month)),
        ("entre 1 467 € et 2 067 €* BRUT selon votre âge", gross(between(1467.0, 2067.0, Month))),
        // People.
        ("12,50 € brut/h", gross(exactly(12.5, Hour))),
        ("12,5€/h", exactly(12.5, Hour)),
        ("12.02 € de l'heure", exactly(12.02, Hour)),
        ("12 €/h à 13,50 €/h", between(12.0, 13.5, Hour)),
        ("Taux horaire : 12,50 €", exactly(12.5, Hour)),
        ("2 000€ net par mois + primes + tickets restaurant", net(exactly(2000.0, Month))),
        ("1800€ brut mensuel", gross(exactly(1800.0, Month))),
        ("1 823,03 € bruts par mois", gross(exactly(1823.03, Month))),
        ("1\u{202F}900\u{A0}€ bruts / mois", gross(exactly(1900.0, Month))),
        ("2.100 euros brut mensuel", gross(exactly(2100.0, Month))),
        ("1'950 CHF par mois", exactly(1950.0, Month)),
        ("1600E brut", gross(exactly(1600.0, Month))),
        ("de 1 900 à 2 100 € brut mensuel selon expérience", gross(between(1900.0, 2100.0, Month))),
        ("1 800 € brut à 2 000 € brut par mois", gross(between(1800.0, 2000.0, Month))),
        ("de 2100 à 1900 € par mois", between(1900.0, 2100.0, Month)),
        ("1 900 € pour 35 h par semaine", exactly(1900.0, Month)),
        ("1 823 € brut/mois pour 151,67 heures", gross(exactly(1823.0, Month))),
        ("2 000 € par mois, soit 24 000 € par an", exactly(2000.0, Month)),
        ("24 000 € par an (2 000 € par mois)", exactly(24000.0, Year)),
        ("jusqu'à 2 500 € brut par mois", gross((None, Some(2500.0), Some(Month), None))),
        ("Minimum 2 200 € bruts mensuels", gross((Some(2200.0), None, Some(Month), None))),
        ("2 300 € net minimum", net((Some(2300.0), None, Some(Month), None))),
        ("35K€+", (Some(35000.0), None, Some(Year), None)),
        ("35k annuel fixe + variable", exactly(35000.0, Year)),
        ("35/40K€", between(35000.0, 40000.0, Year)),
        ("entre 30 et 35 k€ brut/an", gross(between(30000.0, 35000.0, Year))),
        ("30k-35k", between(30000.0, 35000.0, Year)),
        ("38 KEUR", exactly(38000.0, Year)),
        ("45 k€ bruts annuels sur 13 mois", gross(exactly(45000.0, Year))),
        ("27 000 euros brut par an + 13ème mois", gross(exactly(27000.0, Year))),
        ("Bac +5 : 38 K€", exactly(38000.0, Year)),
        ("450€/jour", exactly(450.0, Day)),
        ("TJM 400", exactly(400.0, Day)),
        ("TJM : 400-500 €", between(400.0, 500.0, Day)),
        ("500 € par semaine", exactly(500.0, Week)),
        ("&euro;&nbsp;2&nbsp;000 brut mensuel", gross(exactly(2000.0, Month))),
        ("<b>2 000 €</b> brut mensuel", gross(exactly(2000.0, Month))),
        ("35h/semaine : 1 900 €", exactly(1900.0, Month)),
        ("SMIC horaire soit 12,02 €", exactly(12.02, Hour)),
        ("gratification de 659,76 € par mois", exactly(659.76, Month)),
        // English.
        ("€45,000 - €50,000 a year", between(45000.0, 50000.0, Year)),
        ("$50K per year", exactly(50000.0, Year)),
        ("£15 an hour", exactly(15.0, Hour)),
        ("€2,500 gross per month", gross(exactly(2500.0, Month))),
        ("EUR 30000 to 35000 per annum", between(30000.0, 35000.0, Year)),
        ("up to 60,000 EUR yearly", (None, Some(60000.0), Some(Year), None)),
        ("100000", exactly(100000.0, Year)),
        // The period is guessed when one alone makes sense.
        ("12,50 €", exactly(12.5, Hour)),
        ("1 900 €", exactly(1900.0, Month)),
        ("28 000 €", exactly(28000.0, Year)),
        ("400 €", (Some(400.0), Some(400.0), None, None)),
        ("12 000 €", (Some(12000.0), Some(12000.0), None, None)),
        ("30-35", (Some(30.0), Some(35.0), None, None)),
    ] {
        assert_eq!(read(said), expected, "{said}");
    }
}

#[test]
fn what_is_no_figure_is_kept_as_it_was_said() {
    for said in [
        "SMIC horaire",
        "selon profil",
        "A négocier",
        "% SMIC selon l'âge",
        "80% du SMIC",
        "SMIC 2026",
        "Selon grille nationale",
        "Grille indiciaire, indice majoré 366",
        "Prime de 500 € à l'embauche",
        "Tickets restaurant à 9 €",
        "13e mois",
        // Slips: a machine's, a pen's.
        "À partir de 11,88 € par an",
        "-1500 € par mois",
        "de -500 à 1000 €",
        "25 000 € de l'heure",
        "999999999999999999999999 € par mois",
        "1 € par mois",
    ] {
        let pay = pay(said).unwrap();
        assert_eq!(pay, Pay { said: said.to_owned(), ..Pay::default() }, "{said}");
    }
    for nothing in ["", "   ", "0", "0,00 €", "<br>"] {
        assert_eq!(pay(nothing), None, "{nothing}");
    }
}

#[test]
fn what_comes_with_the_pay_is_read_beside_it() {
    let of = |said: &str| {
        let pay = pay(said).unwrap();
        (pay.extras, pay.months, pay.currency, pay.agreement)
    };
    let extras = |extras: &str, months: Option<f64>| (extras.to_owned(), months, "EUR".to_owned(), None);
    for (said, expected) in [
        ("2 000€ net par mois + primes + tickets restaurant", extras("primes + tickets restaurant", None)),
        ("35k annuel fixe + variable", extras("variable", None)),
        ("1 900 € brut, prime de 200 € et mutuelle", extras("prime de 200 € et mutuelle", None)),
        ("Mensuel de 1521.22 Euros sur 12 mois, Primes", extras("Primes", Some(12.0))),
        ("2 000 € brut x 13", extras("", Some(13.0))),
        ("27 000 € par an + 13ème mois", extras("13ème mois", Some(13.0))),
        ("45 k€ sur 13,5 mois", extras("", Some(13.5))),
        ("30 K€ (hors primes)", extras("hors primes", None)),
    ] {
        assert_eq!(of(said), expected, "{said}");
    }
    assert_eq!(of("£15 an hour").2, "GBP");
    assert_eq!(of("1'950 CHF par mois").2, "CHF");
    assert_eq!(of("2 000 € par mois, IDCC 16").3.as_deref(), Some("0016"));
}

#[test]
fn a_description_tells_its_pay_only_when_it_is_clear() {
    for (text, expected) in [
        (
            "Vous rejoignez 40 000 salariés.\nRémunération : de 1 900 à 2 100 € brut mensuel selon expérience",
            gross(between(1900.0, 2100.0, Month)),
        ),
        ("RÉMUNÉRATION (BRUTE ANNUELLE) À PARTIR DE :\n22260€", gross((Some(22260.0), None, Some(Year), None))),
        ("- Salaire : **2 000 €** net par mois", net(exactly(2000.0, Month))),
        ("CDI, 35h, 1 950 € brut par mois. Prime de 500 € brut par an.", gross(exactly(1950.0, Month))),
        ("- **Rémunération** : 1 900 €\\* brut mensuel", gross(exactly(1900.0, Month))),
        (
            "bénéficier d'une rémunération (entre 1 467 € et 2 067 €* BRUT selon votre âge).",
            gross(between(1467.0, 2067.0, Month)),
        ),
        ("Taux horaire : 12,50 €", exactly(12.5, Hour)),
    ] {
        let pay = pay_in(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((pay.min, pay.max, pay.period, pay.gross), expected, "{text}");
    }
    for unclear in [
        "36 milliards d'euros de chiffre d'affaires, 150 000 employés",
        "Salaire selon profil sur 13 mois avec un variable mensuel",
        "Rémunération : % SMIC (en fonction de l'âge)",
        "prime de réussite de 1000 € brut",
        "Tickets restaurant 9.50€",
        "Salaire : 1 900 € brut par mois\nSalaire : 2 400 € brut par mois",
        "Développeur .NET, 3 à 5 ans",
        "participation aux frais jusqu'à 550 € par mois",
        "Rémunération : 2000",
        "rémunération (entre 1 000 € et 1790 €* BRUT selon votre âge)",
        "",
    ] {
        assert_eq!(pay_in(unclear), None, "{unclear}");
    }
}

#[test]
fn pays_are_compared_by_the_month() {
    let monthly = |said: &str, hours| pay(said).unwrap().monthly(hours);
    assert_eq!(monthly("12,00 € de l'heure", Some(35.0)), Some((1820.0, 1820.0)));
    assert_eq!(monthly("12,00 € de l'heure", None), None);
    assert_eq!(monthly("12,00 € de l'heure", Some(f64::NAN)), None);
    assert_eq!(monthly("24 000 à 30 000 € par an", None), Some((2000.0, 2500.0)));
    assert_eq!(monthly("400 € par jour", None), Some((8668.0, 8668.0)));
    assert_eq!(monthly("600 € par semaine", None), Some((2600.0, 2600.0)));
    assert_eq!(monthly("A partir de 2 000 € par mois", None), Some((2000.0, 2000.0)));
    assert_eq!(monthly("selon profil", Some(35.0)), None);
    assert_eq!(monthly("400 €", Some(35.0)), None);
}
