//! Feeds as they break: cut off, glued together, mislabelled, or no feed at all.

use std::io::{self, Read as _};

use passerelle::models::offers::feeds::{FeedError, Flaw};
use serde_json::Value;

use super::fed;

#[test]
fn a_page_instead_of_a_feed_tells_its_title() {
    let page = "<!DOCTYPE html><html><head><title>503 Service\n Unavailable</title></head>\
        <body><h1>Oups</h1><p>Plus tard.</body>";
    let title = "503 Service Unavailable".to_owned();
    assert_eq!(fed(page.as_bytes()).end, Some(FeedError::WebPage { title }));
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    assert_eq!(fed(io::empty()).end, Some(FeedError::Empty));
    assert_eq!(fed(&b" \r\n\t "[..]).end, Some(FeedError::Empty));
    assert_eq!(fed("\u{feff}".as_bytes()).end, Some(FeedError::Empty));
    assert_eq!(fed(&b"PK\x03\x04...."[..]).end, Some(FeedError::Binary { kind: "zip" }));
    assert_eq!(fed(&b"%PDF-1.7"[..]).end, Some(FeedError::Binary { kind: "pdf" }));
    let mut state = 88_172_645_463_325_252_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    })
    .take(50_000)
    .collect();
    assert_eq!(fed(&*noise).end, Some(FeedError::Binary { kind: "?" }));
    for refused in
        [r#"{"error": "invalid token", "code": 401}"#, "<error><code>401</code></error>", "Accès refusé, désolé."]
    {
        assert_eq!(fed(refused.as_bytes()).end, Some(FeedError::NoOffers { beginning: refused.to_owned() }));
    }
}

#[test]
fn a_broken_item_hides_no_other() {
    let xml = "<jobs>\n<job><id>1</id><title>Un</title></job>\n<job><id>2</id><title>Deux</job>\n\
        <job><id>3</id><title>Trois</titel></job>\n<job><id>4</id><title>Quatre</title>\n\
        <job><id>5</id><title>Cinq < six & sept</title></job></jobs>";
    let feed = fed(xml.as_bytes());
    assert_eq!((feed.values("id"), &feed.end), (vec!["1", "5"], &None));
    assert_eq!(feed.values("title")[1], "Cinq < six & sept");
    let unclosed = |element: &str, line| Flaw::Unclosed { element: element.to_owned(), line };
    assert_eq!(feed.flaws, [(3, unclosed("title", 3)), (4, unclosed("title", 4)), (5, unclosed("job", 5))]);
    let json =
        "[{\"id\": 1, \"title\": \"Un\"},\n{\"id\": 2, \"title\": Deux},\n{\"id\": 3, \"title\": \"Trois\nlignes\"}]";
    let feed = fed(json.as_bytes());
    assert_eq!((feed.values("id"), feed.values("title")), (vec!["1", "3"], vec!["Un", "Trois\nlignes"]));
    assert!(matches!(&*feed.flaws, [(2, Flaw::NotJson { .. })]), "{:?}", feed.flaws);
    let table = "id;title;ville\n1;Un;Redon\n2;\"Deux;Redon\n3;Trois;Redon\n";
    let feed = fed(table.as_bytes());
    assert_eq!((feed.values("id"), &*feed.flaws), (vec!["1", "3"], &[(3, Flaw::Quotation)][..]));
}

#[test]
fn what_is_cut_off_says_what_was_open() {
    let feed = fed(&b"<jobs>\n<job><id>1</id><title>Un</title></job>\n<job><id>2</id>"[..]);
    let unclosed = |name: &str, line| Some(FeedError::Unclosed { name: name.to_owned(), line });
    assert_eq!((feed.values("id"), &feed.end), (vec!["1"], &unclosed("job", 3)));
    let feed = fed(&b"<jobs>\n<job><id>1</id><title>Un</title></job>\n"[..]);
    assert_eq!((feed.values("id"), &feed.end), (vec!["1"], &unclosed("jobs", 1)));
    let feed = fed(&b"{\"offres\": [{\"id\": 1, \"title\": \"Un\"},\n{\"id\": 2, \"ti"[..]);
    assert_eq!((feed.values("id"), &feed.end), (vec!["1"], &unclosed("{", 2)));
    let feed = fed(&b"{\"offres\": [{\"id\": 1, \"title\": \"Un\"}"[..]);
    assert_eq!((feed.values("id"), &feed.end), (vec!["1"], &unclosed("offres", 1)));
}

#[test]
fn a_line_that_goes_dead_is_told_behind_what_came() {
    struct Dead;
    impl io::Read for Dead {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    let feed = fed(b"<jobs><job><id>1</id><title>Un</title></job><job><id>2</id>".chain(Dead));
    assert_eq!((feed.values("id"), &feed.end), (vec!["1"], &Some(FeedError::Io(io::ErrorKind::ConnectionReset))));
    assert_eq!(fed(Dead).end, Some(FeedError::Io(io::ErrorKind::ConnectionReset)));
}

#[test]
fn letters_are_read_whatever_is_declared() {
    let feed = |declared: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{declared}\"?>\
             <jobs><job><title>Élève ingénieur·e « œuvre » à 10 €</title></job></jobs>"
        )
    };
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for (bytes, how) in [
        (feed("UTF-8").into_bytes(), "as declared"),
        (latin(&feed("windows-1252")), "as declared"),
        (latin(&feed("UTF-8")), "Windows-1252 that calls itself UTF-8"),
        (feed("ISO-8859-1").into_bytes(), "UTF-8 that calls itself ISO-8859-1"),
        (feed("utf-16").into_bytes(), "UTF-8 that calls itself UTF-16"),
        (wide(&format!("\u{feff}{}", feed("utf-16"))), "UTF-16 with its mark"),
        (wide(&feed("utf-16")), "UTF-16 without its mark"),
    ] {
        assert_eq!(fed(&*bytes).values("title"), ["Élève ingénieur·e « œuvre » à 10 €"], "{how}");
    }
    // Glued from two: each keeps its letters. `É` and a space that does not break look like one of UTF-8.
    let mut glued = latin("<jobs><job><title>QUALITÉ\u{a0}: été</title></job>");
    glued.extend("<job><title>Qualité : été</title></job></jobs>".as_bytes());
    assert_eq!(fed(&*glued).values("title"), ["QUALITÉ\u{a0}: été", "Qualité : été"]);
    // Windows-1252 that someone took for ISO-8859-1 on its way to UTF-8.
    let mistaken = "<jobs><job><title>L\u{92}œuvre \u{96} 10 \u{80}</title></job></jobs>";
    assert_eq!(fed(mistaken.as_bytes()).values("title"), ["L’œuvre – 10 €"]);
}

#[test]
fn no_field_holds_a_control_character() {
    let xml = "<jobs><job><id>1\u{0}</id><title>Sou\u{0}deu\u{1b}se\u{7}</title></job></jobs>";
    let json = r#"[{"id": "1\u0000", "title": "Sou\u0000deu\u001bse"}]"#;
    for feed in [fed(xml.as_bytes()), fed(json.as_bytes())] {
        assert_eq!((feed.values("id"), feed.values("title")), (vec!["1"], vec!["Soudeuse"]));
        let offer = feed.read().remove(0);
        let is_bare = |value: &Value| value.as_str().is_some_and(|text| !text.contains(char::is_control));
        assert!(offer.original.as_object().unwrap().values().all(is_bare));
    }
}

#[test]
fn the_same_reference_twice_is_two_items() {
    let feed = fed(&br#"[{"id": 7, "title": "Soudeuse"}, {"id": 7, "title": "Soudeuse"}]"#[..]);
    let references: Vec<String> = feed.read().into_iter().map(|offer| offer.reference).collect();
    assert_eq!(references, ["7", "7"], "which of them holds is told by whoever keeps them");
}

const SMALL: [&str; 5] = [
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><jobs><!-- é --><job id='1'><title><![CDATA[Élu]]></title>\
        <d a=\"b\">x &amp; y<br/>z</d></job><job><title>Deux</title></job></jobs>",
    r#"{"n": null, "offres": [{"id": 1, "title": "\u00c9lu", "l": [1, {"a": true}]}, {"id": 2, "title": "Deux"}],
        "z": 1e3}"#,
    "{\"id\": 1, \"title\": \"Un\"}\n{\"id\": 2, \"title\": \"Deux\"}\n",
    "id;title;\"d\n\"\"e\"\"\"\n1;Un;\"a;b\"\n2;Deux;é\n",
    "<html><title>T</title>\
        <script type=\"application/ld+json\">{\"@type\": \"JobPosting\", \"title\": \"Élu\"}</script>\
        <div itemscope itemtype=\"https://schema.org/JobPosting\"><p itemprop=title>Deux<br>mots</p></div></html>",
];

#[test]
fn every_beginning_of_a_feed_is_read_as_far_as_it_goes() {
    for small in SMALL {
        let whole = fed(small.as_bytes());
        assert_eq!((whole.items.len(), &whole.end), (2, &None), "{small}");
        for end in 0..small.len() {
            let part = fed(&small.as_bytes()[..end]);
            assert!(part.items.len() <= 2, "{}", &small.as_bytes()[..end].escape_ascii());
            if small.starts_with("<?xml") || small.starts_with("{\"n\"") {
                assert!(part.end.is_some(), "a feed cut off at {end} says so");
            }
        }
    }
}

#[test]
fn a_byte_that_is_another_breaks_no_reader() {
    for small in SMALL {
        for at in 0..small.len() {
            for other in [0, b'<', b'>', b'"', b'}', b'&', b'\n', 0xc3] {
                let mut bytes = small.as_bytes().to_vec();
                bytes[at] = other;
                assert!(fed(&*bytes).items.len() <= 4);
            }
        }
    }
}
