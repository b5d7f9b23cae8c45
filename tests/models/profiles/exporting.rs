//! A profile taken elsewhere, and printed.

use std::collections::HashMap;

use passerelle::{
    models::profiles::{
        LEVELS, REMOTE, RHYTHMS, STATES,
        caution::About,
        exporting::{
            europass::europass,
            json_resume::json_resume,
            pdf::{Words, pdf, unprinted},
            qr::qr,
        },
        importing::{Source, read},
        sheet::{Sheet, Skill},
    },
    words::Lang,
};

use super::full_sheet;

#[test]
fn a_json_resume_read_back_is_the_same_profile() {
    let sheet = full_sheet();
    let imported = read("profile.json", json_resume(&sheet).as_bytes()).unwrap();
    assert_eq!(imported.from, Source::JsonResume);
    assert_eq!(imported.sheet, sheet);
    assert_eq!(imported.left_out, []);
}

#[test]
fn a_json_resume_keeps_to_its_schema() {
    let resume: serde_json::Value = serde_json::from_str(&json_resume(&full_sheet())).unwrap();
    // The schema lets nobody add at the root.
    let known = [
        "$schema",
        "basics",
        "work",
        "volunteer",
        "education",
        "awards",
        "certificates",
        "publications",
        "skills",
        "languages",
        "interests",
        "references",
        "projects",
        "meta",
    ];
    assert!(resume.as_object().unwrap().keys().all(|field| known.contains(&&**field)), "{resume:#}");
    assert_eq!(resume["basics"]["email"], "jeanne@example.org");
    assert_eq!(resume["languages"][1]["fluency"], "B2");
}

#[test]
fn a_europass_read_back_is_the_same_for_what_it_holds() {
    let sheet = full_sheet();
    let xml = europass(&sheet, "fr").unwrap();
    let imported = read("profile.xml", xml.as_bytes()).unwrap();
    assert_eq!(imported.from, Source::Europass);
    let held = Sheet {
        offers: String::new(),
        seeks: String::new(),
        rhythms: vec![],
        remote: String::new(),
        available_from: None,
        trades: vec![],
        places: vec![],
        steps: vec![],
        skills: sheet.skills.iter().map(|skill| Skill { code: None, ..skill.clone() }).collect(),
        ..sheet
    };
    assert_eq!(imported.sheet, held);
    assert_eq!(imported.left_out, []);
}

#[test]
fn an_empty_profile_can_be_taken_too() {
    let sheet = Sheet::default();
    json_resume(&sheet);
    europass(&sheet, "fr").unwrap();
    let pages = Printed::of(&sheet);
    assert!(pages.text.contains("Profil"), "{}", pages.text);
}

/// What a file of ours prints: its pages' streams are not compressed, and each
/// face says what its glyphs mean.
struct Printed {
    pages: usize,
    text: String,
    file: String,
}

impl Printed {
    fn of(sheet: &Sheet) -> Self {
        let words = Words { lang: Lang::Fr, from: "Donné le 26 novembre 2026 sur example.org".to_owned() };
        let bytes = pdf(sheet, &words).unwrap();
        let file: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let maps: Vec<HashMap<u16, String>> = file.split("begincmap").skip(1).map(glyphs).collect();
        assert_eq!(maps.len(), 2, "two faces");
        let mut text = String::new();
        let mut pages = 0;
        for stream in
            file.split("stream\n").skip(1).filter(|stream| stream.starts_with("/H1") || stream.contains(" Tf\n"))
        {
            let stream = stream.split("\nendstream").next().unwrap();
            pages += 1;
            say(stream, &maps, &mut text);
        }
        Self { pages, text, file }
    }
}

fn glyphs(cmap: &str) -> HashMap<u16, String> {
    let mut known = HashMap::new();
    for line in cmap.split("endcmap").next().unwrap().lines().filter(|line| line.starts_with('<')) {
        let Some((glyph, said)) = line.split_once("> <") else { continue };
        let Ok(glyph) = u16::from_str_radix(&glyph[1..], 16) else { continue };
        let said = said.trim_end_matches('>');
        if said.len() % 4 == 0 {
            let units = (0..said.len()).step_by(4).map(|at| u16::from_str_radix(&said[at..at + 4], 16).unwrap());
            known.insert(glyph, String::from_utf16_lossy(&units.collect::<Vec<_>>()));
        }
    }
    known
}

/// Reads the operators that choose a face, show a string and begin a line.
fn say(stream: &str, maps: &[HashMap<u16, String>], text: &mut String) {
    let bytes: Vec<u8> = stream.chars().map(|c| c as u8).collect();
    let (mut at, mut face, mut shown) = (0, 0, vec![]);
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(b"/F0 ") || rest.starts_with(b"/F1 ") {
            face = usize::from(rest[2] - b'0');
            at += 4;
        } else if rest.starts_with(b" Tm\n") {
            text.push('\n');
            at += 4;
        } else if rest.starts_with(b" Tj\n") {
            for glyph in shown.chunks_exact(2) {
                let said = maps[face].get(&u16::from_be_bytes([glyph[0], glyph[1]]));
                text.push_str(said.map_or("\u{fffd}", String::as_str));
            }
            at += 4;
        } else if rest[0] == b'(' || rest[0] == b'<' && rest.get(1) != Some(&b'<') {
            let (string, length) = string(rest);
            shown = string;
            at += length;
        } else {
            at += if rest.starts_with(b"<<") { 2 } else { 1 };
        }
    }
}

/// A string of a PDF, in parentheses or in figures, and how long it is written.
fn string(bytes: &[u8]) -> (Vec<u8>, usize) {
    let mut said = vec![];
    if bytes[0] == b'<' {
        let end = bytes.iter().position(|byte| *byte == b'>').unwrap();
        let figures: String = bytes[1..end].iter().map(|byte| char::from(*byte)).collect();
        said.extend((0..figures.len()).step_by(2).map(|at| u8::from_str_radix(&figures[at..at + 2], 16).unwrap()));
        return (said, end + 1);
    }
    let (mut at, mut depth) = (1, 1);
    while depth > 0 {
        let byte = bytes[at];
        at += 1;
        match byte {
            b'\\' => {
                said.push(match bytes[at] {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    b'0'..=b'7' => {
                        at += 2;
                        bytes[at - 2..=at].iter().fold(0, |byte, figure| byte * 8 + (figure - b'0'))
                    }
                    other => other,
                });
                at += 1;
                continue;
            }
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth > 0 {
            said.push(byte);
        }
    }
    (said, at)
}

#[test]
fn what_is_printed_can_be_read_back() {
    let printed = Printed::of(&full_sheet());
    let text = printed.text.replace('\n', "");
    for said in [
        "Jeanne Le Goff",
        "Devenir technicienne de maintenance <éolien> & solaire",
        "Je cherche une alternance \"à taille humaine\" (35 h).",
        "Lire un plan (ISO 128) \\ cotation",
        "Saint-Nazaire (à moins de 50 km)",
        "15 janvier 2027",
        "Rebuts : de 8 % à 2 %.",
        "breton",
        "CACES R489 cat. 3",
        "https://example.org/atelier?a=1&b=2",
        "Donné le 26 novembre 2026 sur example.org",
    ] {
        assert!(text.contains(said), "{said:?} is not in\n{}", printed.text);
    }
    assert!(!text.contains('\u{fffd}'), "{text}");
    for said in [
        "/Lang (fr)",
        "/MarkInfo",
        "/Marked true",
        "/StructTreeRoot",
        "/S /H1",
        "/S /H2",
        "/S /H3",
        "/DisplayDocTitle true",
    ] {
        assert!(printed.file.contains(said), "{said}");
    }
}

#[test]
fn letters_of_europe_are_printed_and_others_are_said_to_lack() {
    let words = Words { lang: Lang::En, from: String::new() };
    let europe = Sheet {
        project: "Zażółć gęślą jaźń · Привет · Ελληνικά · Tiếng Việt · İstanbul · e\u{301}te\u{301}".to_owned(),
        ..Sheet::default()
    };
    assert!(!unprinted(&europe, &words).unwrap());
    let text = Printed::of(&europe).text;
    assert!(text.contains("Zażółć gęślą jaźń · Привет · Ελληνικά · Tiếng Việt · İstanbul · été"), "{text}");
    for other in ["مرحبا", "שלום", "你好", "👩‍🔧"] {
        let sheet = Sheet { project: format!("avant {other} après"), ..Sheet::default() };
        assert!(unprinted(&sheet, &words).unwrap(), "{other}");
        let printed = Printed::of(&sheet);
        assert!(printed.text.contains("avant □ après"), "{}", printed.text);
        assert!(printed.file.contains("/ActualText <FEFF"), "{other} cannot be copied");
    }
}

#[test]
fn a_profile_of_two_hundred_skills_is_printed_whole() {
    let story = "Une phrase de taille ordinaire, pour remplir la page. ".repeat(8);
    let skills = (0..200).map(|n| Skill {
        label: format!("Savoir-faire numéro {n}"),
        code: None,
        context: story.clone(),
        action: story.clone(),
        result: format!("fin {n}."),
    });
    let sheet = Sheet { skills: skills.collect(), ..full_sheet() };
    let began = std::time::Instant::now();
    let printed = Printed::of(&sheet);
    println!("{} pages, {} bytes, {:?}", printed.pages, printed.file.len(), began.elapsed());
    assert!(printed.pages > 30, "{}", printed.pages);
    for n in 0..200 {
        assert!(printed.text.contains(&format!("fin {n}.")), "the story of {n} is cut");
    }
}

#[test]
fn a_word_longer_than_the_page_is_broken_and_kept() {
    let word = "abcdefghij".repeat(300);
    let sheet = Sheet { headline: word[..200].to_owned(), project: word.clone(), ..Sheet::default() };
    let printed = Printed::of(&sheet);
    let text = printed.text.replace('\n', "");
    assert!(text.contains(&word) && text.starts_with(&word[..200]), "{text}");
    // About ninety letters fit on a line.
    let longest = printed.text.lines().map(str::len).max();
    assert!(longest.is_some_and(|longest| longest < 120), "{longest:?}");
}

#[test]
fn what_is_written_means_nothing_to_the_file() {
    let hostile = "()) ( \\ \\) endstream endobj <script> **gras** {{ x }} %PDF-1.7 \u{0}\u{202e}tj".to_owned();
    let skills = vec![Skill { label: hostile.clone(), context: hostile.clone(), ..Skill::default() }];
    let printed = Printed::of(&Sheet { headline: hostile, skills, ..Sheet::default() });
    let text = printed.text.replace('\n', "");
    let plain = "()) ( \\ \\) endstream endobj <script> **gras** {{ x }} %PDF-1.7 tj";
    assert_eq!(text.matches(plain).count(), 3, "{text}");
}

#[test]
fn every_word_of_the_page_is_in_both_languages() {
    for lang in Lang::ALL {
        let codes = |room: &str, codes: &[&str]| -> Vec<String> {
            codes.iter().map(|code| format!("sheet-{room}-{}", code.replace('_', "-"))).collect()
        };
        let keys =
            [codes("rhythm", &RHYTHMS), codes("remote", &REMOTE), codes("step", &STATES), codes("level", &LEVELS)];
        let cautions = About::ALL.map(|about| format!("caution-{}", about.name()));
        for key in keys.concat().into_iter().chain(cautions) {
            assert_ne!(lang.say(&key), key);
        }
    }
}

#[test]
fn a_code_for_phones_is_a_path() {
    let code = qr("https://example.org/people/jeanne").unwrap();
    // A finder pattern in the corner, behind a quiet zone of four.
    assert!(code.path.starts_with("M4 4h7v1h-7z"), "{}", code.path);
    assert!(code.side >= 21 + 8);
    assert_eq!(qr(&"x".repeat(5_000)), None);
}
