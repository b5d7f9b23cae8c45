//! Whatever is typed into the search box is a question. `tests/fuzz` asks for as long
//! as one likes; here, the same thousands each time.

#[path = "../fuzz/question.rs"]
mod question;

use question::question;

use super::numbers::Numbers;

/// What people type, and what tries a reader of it: whole, cut and mixed below.
const SEEDS: [&str; 20] = [
    "développeur·euse l'emploi aujourd'hui",
    "« travail de nuit » -interim",
    "\"porte fermée",
    "“un “deux” trois”",
    "author:@awa in:soin-et-aide tag:cv,rqth is:solved",
    "avant:2026-02-30 after:+262142-12-31 before:-262143-01-01",
    "near:44000 km:1e308",
    "a-t-elle co-voiturage aide‑soignante -- --- -",
    "conseiller.ère développeur(euse) développeurs/euses",
    "c++ c# .net h/f CACES®3",
    "œuvre ßtraße İstanbul ǅ ŉ",
    "e\u{301}\u{301}\u{301}te\u{301}",
    "\u{202e}tnemelgèr\u{202c} \u{feff}\u{200b}mot\u{200d}mot",
    "👩🏽‍🦽👨‍👩‍👧",
    "* ? ~ ^ [a TO b] {!x} (((((",
    "l'l'l'l'l'l'",
    "::: a: :b a:b:c est:résolu",
    "\0cv\0thread\0salle\0tag\0m1805\0nantes\x0012,5\0solved\x002026\x002026-13",
    "٣٤ ৪২ ½ ⅷ ①",
    "𝐜𝐨𝐦𝐩𝐭𝐚𝐛𝐥𝐞 ｃｏｍｐｔａ",
];

fn bytes(numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = vec![];
    for _ in 0..=numbers.next(8) {
        match numbers.next(6) {
            0 => bytes.extend(numbers.any(12)),
            1 => bytes.extend(numbers.part(&SEEDS).repeat(numbers.next(40))),
            2 => bytes.push(b" \"-:'\0"[numbers.next(6)]),
            _ => bytes.extend(numbers.part(&SEEDS)),
        }
    }
    bytes
}

#[test]
fn whatever_is_typed_is_a_question() {
    for seed in SEEDS {
        question(seed.as_bytes());
    }
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for _ in 0..2_000 {
        question(&bytes(&mut numbers));
    }
}
