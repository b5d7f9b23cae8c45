//! Feeds that mean harm: small when sent, without end when read. None is ever held
//! in memory here, nor there.

use std::io::{Read as _, Write};

use flate2::{Compression, write::GzEncoder};
use passerelle::models::offers::feeds::{FeedError, Flaw, Limits};

use super::{again, fed, fed_within};

const BEFORE: &str = "<jobs><job><id>1</id><title>Soudeuse</title></job>";
const AFTER: &str = "<job><id>3</id><title>Comptable</title></job></jobs>";

fn packed(parts: impl std::io::Read) -> Vec<u8> {
    let mut parts = parts;
    let mut packer = GzEncoder::new(vec![], Compression::best());
    std::io::copy(&mut parts, &mut packer).unwrap();
    packer.finish().unwrap()
}

#[test]
fn entities_of_a_document_are_never_expanded() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE jobs [<!ENTITY a "ha"> <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
      <!-- don't ]> --> <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"> <!ENTITY x SYSTEM "file:///etc/passwd">]>
      <jobs><job><id>1</id><title>&c;&x; &amp; c&ocirc;</title></job><job><id>2</id><title>Deux</title></job></jobs>"#;
    let feed = fed(bomb.as_bytes());
    assert_eq!(feed.values("title"), ["&c;&x; & cô", "Deux"]);
    assert_eq!(feed.end, None);
}

#[test]
fn a_hundred_thousand_elements_within_an_item_break_it_alone() {
    let deep = again("<x>", 300_000).chain(again("</x>", 400_000));
    let feed =
        fed(BEFORE.as_bytes().chain(&b"<job><id>2</id>"[..]).chain(deep).chain(&b"</job>"[..]).chain(AFTER.as_bytes()));
    assert_eq!(feed.values("id"), ["1", "3"]);
    assert!(matches!(&*feed.flaws, [(1, Flaw::TooDeep { limit: 64, .. })]), "{:?}", feed.flaws);
    assert_eq!(feed.end, None);
}

#[test]
fn a_hundred_thousand_elements_around_items_end_the_feed() {
    let feed = fed(BEFORE.as_bytes().chain(again("<b>", 300_000)));
    assert_eq!(feed.values("id"), ["1"]);
    assert_eq!(feed.end, Some(FeedError::TooDeep { line: 1 }));
    let feed = fed(br#"{"jobs": [{"id": 1, "title": "Soudeuse"}, "#.chain(again("[", 100_000)));
    assert_eq!((feed.values("id"), &feed.end), (vec!["1"], &Some(FeedError::TooDeep { line: 1 })));
}

#[test]
fn a_hundred_thousand_lists_within_an_item_break_it_alone() {
    let deep = again("[", 100_000).chain(again("]", 100_000));
    let before = br#"[{"id": 1, "title": "Soudeuse"}, {"id": 2, "deep": "#;
    let feed = fed(before.chain(deep).chain(&br#"}, {"id": 3, "title": "Comptable"}]"#[..]));
    assert_eq!(feed.values("id"), ["1", "3"]);
    assert!(matches!(&*feed.flaws, [(1, Flaw::NotJson { .. })]), "{:?}", feed.flaws);
}

#[test]
fn linked_data_without_end_hide_no_other_posting_of_their_page() {
    let before = br#"<html><script type="application/ld+json">{"@type": "JobPosting", "title": "Soudeuse"}</script>
        <script type="application/ld+json">"JobPosting" "#;
    let after =
        br#"</script><p itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Comptable</b></p>"#;
    for deep in ["[", "{\"a\":"] {
        let feed = fed(before.chain(again(deep, 1_000_000)).chain(&after[..]));
        assert_eq!((feed.values("title"), &feed.end), (vec!["Soudeuse", "Comptable"], &None));
        assert!(feed.flaws.len() <= 1, "{:?}", feed.flaws);
    }
}

#[test]
fn a_tag_of_fifty_megabytes_breaks_its_item_alone() {
    for tag in [&b"<job><id>2</id><x "[..], b"<job "] {
        let long = tag.chain(again("a=\"b\" ", 50_000_000)).chain(&b"></job>"[..]);
        let feed = fed(BEFORE.as_bytes().chain(long).chain(AFTER.as_bytes()));
        assert_eq!(feed.values("id"), ["1", "3"]);
        assert_eq!((feed.flaws.len(), feed.end), (1, None), "{:?}", feed.flaws);
    }
}

#[test]
fn a_tag_that_never_ends_is_told_behind_what_could_be_read() {
    let feed = fed(BEFORE.as_bytes().chain(&b"<job><id>2</id><x "[..]).chain(again("a", 5_000_000)));
    assert_eq!(feed.values("id"), ["1"]);
    assert_eq!(feed.end, Some(FeedError::Unclosed { name: "job".to_owned(), line: 1 }));
}

#[test]
fn a_field_past_its_limit_breaks_its_item_alone() {
    let long = b"<job><id>2</id><logo>".chain(again("QUJD", 5_000_000)).chain(&b"</logo></job>"[..]);
    let feed = fed(BEFORE.as_bytes().chain(long).chain(AFTER.as_bytes()));
    assert_eq!(feed.values("id"), ["1", "3"]);
    assert_eq!(feed.flaws, [(1, Flaw::FieldTooLong { field: "logo".to_owned(), limit: 1 << 20 })]);
    let json = br#"{"jobs": [{"id": 1, "title": "Soudeuse"}, {"id": 2, "logo": ""#;
    let feed = fed(json.chain(again("QUJD", 5_000_000)).chain(&br#""}, {"id": 3, "title": "Comptable"}]}"#[..]));
    assert_eq!(feed.values("id"), ["1", "3"]);
    assert_eq!(feed.flaws, [(1, Flaw::TooLarge { limit: 2 << 20 })]);
}

#[test]
fn an_item_of_many_fields_breaks_alone() {
    let many = b"<job><id>2</id>".chain(again("<a>b</a>", 80_000)).chain(&b"</job>"[..]);
    let feed = fed(BEFORE.as_bytes().chain(many).chain(AFTER.as_bytes()));
    assert_eq!(feed.values("id"), ["1", "3"]);
    assert_eq!(feed.flaws, [(1, Flaw::TooManyFields { limit: 4_000 })]);
}

#[test]
fn what_unpacks_without_end_is_left_behind_what_could_be_read() {
    let bomb = packed(BEFORE.as_bytes().chain(again(" ", 60_000_000)).chain(AFTER.as_bytes()));
    assert!(bomb.len() < 100_000);
    let feed = fed(&*bomb);
    assert_eq!((feed.values("id"), &feed.end), (vec!["1"], &Some(FeedError::Bomb { ratio: 200 })));
    // A bomb in a bomb.
    let feed = fed(&*packed(&*bomb));
    assert_eq!((feed.values("id"), &feed.end), (vec!["1"], &Some(FeedError::Bomb { ratio: 200 })));
    let limits = Limits { bytes: 2 << 20, ..Limits::default() };
    let feed = fed_within(BEFORE.as_bytes().chain(again(" ", 60_000_000)), limits);
    assert_eq!((feed.values("id"), &feed.end), (vec!["1"], &Some(FeedError::TooLarge { limit: 2 << 20 })));
}

#[test]
fn what_is_packed_is_read_as_what_is_not() {
    let plain = format!("{BEFORE}{AFTER}");
    let once = packed(plain.as_bytes());
    let twice = packed(&*once);
    // As some write it: one part after the other.
    let mut parts = packed(BEFORE.as_bytes());
    parts.write_all(&packed(AFTER.as_bytes())).unwrap();
    for bytes in [once, twice, parts] {
        let feed = fed(&*bytes);
        assert_eq!((feed.values("id"), &feed.end), (vec!["1", "3"], &None));
    }
}

#[test]
fn what_is_packed_and_cut_off_says_so() {
    let long: String =
        (0..2_000).map(|id| format!("<job><id>{id}</id><title>Poste {}</title></job>", id * 7919)).collect();
    let whole = packed(format!("<jobs>{long}</jobs>").as_bytes());
    let feed = fed(&whole[..whole.len() / 2]);
    assert_eq!(feed.end, Some(FeedError::Truncated));
    assert!(feed.items.len() > 100, "what could be read was");
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 50].fill(0);
    assert!(fed(&*damaged).end.is_some());
    assert_eq!(fed(&whole[..12]).end, Some(FeedError::Truncated));
}
