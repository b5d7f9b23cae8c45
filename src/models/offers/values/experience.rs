//! How much experience is asked, read out of one saying.

use super::{
    durations::measure,
    words::{Said, phrase, says},
};

/// Characters that are read.
const READ: usize = 200;
/// Nobody is asked for more.
const LONGEST: f64 = 600.0;
/// Days of a month, as durations count them.
const MONTH: f64 = 365.0 / 12.0;

/// Months of experience: the least that is asked of a range (`3 à 5 ans`), 0 when
/// beginners are welcome (`1 an - Débutant accepté` too). `None` when nothing is said.
pub fn experience_months(said: &str) -> Option<u32> {
    let said = Said::new(said, READ);
    let words = phrase(&said.tokens);
    if words == " d " || welcomes_beginners(&words) {
        return Some(0);
    }
    let (days, _) = (0..said.tokens.len()).find_map(|at| measure(&said.tokens, at))?;
    let months = days / MONTH;
    (0.0..=LONGEST).contains(&months).then(|| months.round() as u32)
}

fn welcomes_beginners(words: &str) -> bool {
    const WELCOME: [&str; 21] = [
        "debutant",
        "debutants",
        "debutante",
        "debutantes",
        "debutant e",
        "sans experience",
        "aucune experience",
        "no experience",
        "entry level",
        "tous niveaux",
        "tout niveau",
        "indifferent",
        "non exigee",
        "pas d experience",
        "experience non requise",
        "sans exigence",
        "beginner",
        "beginners",
        "no experience required",
        "aucune experience exigee",
        "non requise",
    ];
    const CLOSED: [&str; 6] = ["non accepte", "non acceptes", "s abstenir", "exclu", "pas debutant", "non debutant"];
    says(words, &WELCOME) && !says(words, &CLOSED)
}
