//! What a text says of its author that nobody needs to know.

use std::collections::BTreeSet;

use passerelle::models::profiles::caution::{About, cautions, unreadable};

/// Each sentence with what should be said of it.
fn sentences(table: &'static str) -> Vec<(BTreeSet<About>, &'static str)> {
    let read = |line: &'static str| {
        let (abouts, sentence) = line.split_once('\t').unwrap_or_else(|| panic!("{line}"));
        let abouts = abouts.split(',').filter(|about| *about != "-");
        (abouts.map(|about| About::named(about).unwrap_or_else(|| panic!("{line}"))).collect(), sentence)
    };
    table.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(read).collect()
}

fn abouts(text: &str) -> BTreeSet<About> {
    cautions(text).into_iter().map(|caution| caution.about).collect()
}

#[test]
fn every_rule_can_be_read() {
    assert_eq!(unreadable(), [""; 0]);
}

/// How many of the things said are found (recall), and how many of those found were
/// said (precision). Each sentence that is misjudged is printed.
fn judged(table: &'static str) -> (f64, f64) {
    let sentences = sentences(table);
    let (mut said, mut found, mut both) = (0, 0, 0);
    for (expected, sentence) in &sentences {
        let got = abouts(sentence);
        said += expected.len();
        found += got.len();
        both += got.intersection(expected).count();
        if got != *expected {
            println!("{sentence}\n   said {expected:?}, found {:?}", cautions(sentence));
        }
    }
    let (recall, precision) =
        (f64::from(both as u32) / f64::from(said as u32), f64::from(both as u32) / f64::from(found as u32));
    println!("{} sentences: recall {recall:.3}, precision {precision:.3}", sentences.len());
    (recall, precision)
}

#[test]
fn cautions_find_most_and_cry_wolf_seldom() {
    let table = include_str!("cautions.tsv");
    assert!(sentences(table).len() >= 120);
    let (recall, precision) = judged(table);
    assert!(recall >= 0.95, "recall {recall:.3}");
    assert!(precision >= 0.97, "precision {precision:.3}");
}

/// In words the rules were not made for much goes unseen, and little is seen that
/// is not there: a caution that cries wolf is read by nobody.
#[test]
fn cautions_meet_words_they_were_not_made_for() {
    let (recall, precision) = judged(include_str!("cautions_unseen.tsv"));
    assert!(recall >= 0.60, "recall {recall:.3}");
    assert!(precision >= 0.95, "precision {precision:.3}");
}

#[test]
fn a_caution_points_at_the_words() {
    let text = "Bonjour ! J’ai 53 ans, née(e) à Évry ; écrivez à zoé@x.fr ou jo@example.org.";
    for caution in cautions(text) {
        assert!(text.get(caution.span.clone()).is_some(), "{caution:?}");
    }
    let words: Vec<&str> = cautions("Oui. J’ai 53 ans, appelez le 06 12 34 56 78.")
        .into_iter()
        .map(|caution| &"Oui. J’ai 53 ans, appelez le 06 12 34 56 78."[caution.span])
        .collect();
    assert_eq!(words, ["J’ai 53 ans", "06 12 34 56 78"]);
}

#[test]
fn figures_of_work_are_no_numbers_one_calls() {
    for text in [
        "SIRET 552 100 554 00013",
        "de 08 h 30 à 12 h 45, le 01/02/2019 à 10 h 30",
        "commande 12345678901234567890",
        "lot n° 0000000000",
        "3 760 123 450 012",
        "1 000 000 000 de lignes",
        "version 2.0.1.25.3",
    ] {
        assert_eq!(abouts(text), BTreeSet::new(), "{text}");
    }
    for (text, about) in [
        ("06.12.34.56.78", About::Phone),
        ("06-12-34-56-78,", About::Phone),
        ("tél:0612345678", About::Phone),
        ("+33 (0)6 12 34 56 78", About::Phone),
        ("0033612345678", About::Phone),
        ("06\u{a0}12\u{a0}34\u{a0}56\u{a0}78", About::Phone),
        ("2 71 05 2A 109 123 45", About::Nir),
        ("A.B+c@mail.example.co.uk", About::Email),
    ] {
        assert_eq!(abouts(text), BTreeSet::from([about]), "{text}");
    }
}

#[test]
fn any_text_can_be_looked_at() {
    for text in [
        "",
        "@",
        "a@",
        "@b.c",
        "+",
        "+3",
        "0",
        "né",
        "né à",
        "J'ai",
        "j’ai 53",
        "\u{0}\u{1}",
        "é@é.é",
        "👩‍🔧 née à 👩‍🔧",
        "12 rue",
        "12 rue\u{301}",
        "e\u{301}te\u{301} né(",
        "2A2B2A 2A 2B",
        "\u{202e}42 ans\u{202c}",
    ] {
        for caution in cautions(text) {
            assert!(text.get(caution.span.clone()).is_some(), "{text}: {caution:?}");
        }
    }
}

/// A text twice as long takes about twice the time, whatever it repeats. The time
/// itself is measured on a release build, by hand: it depends on the machine.
#[test]
fn a_megabyte_is_looked_at_in_one_go() {
    for begins in ["j'ai 53 ans, née à Évry, 12 rue ", "0 ", "a.a", "@", "1 2 3 ", "suite à un ", "(e", "06 12 34 "]
    {
        let text = begins.repeat(1_000_000 / begins.len());
        let began = std::time::Instant::now();
        let found = cautions(&text);
        println!("{begins:?}: {} in {:?}", found.len(), began.elapsed());
        assert!(began.elapsed().as_secs() < 20, "{begins:?} takes more than its length");
    }
}
