//! What a word has in common with its other forms: singular and plural, feminine
//! and masculine, a verb and its participle. Light on purpose: it brings together
//! what a reader would call the same word, and leaves apart what only begins
//! alike. Works on folded words (see `french.rs`).

/// Shorter words have no ending to lose.
const SHORTEST: usize = 4;

/// Endings of the same word, the longer ones first: the first that fits is
/// replaced, when at least so many letters stand before it.
const FORMS: [(&str, &str, usize); 21] = [
    ("eaux", "el", 1),
    ("eau", "el", 2),
    ("aux", "al", 2),
    ("ails", "al", 2),
    ("ail", "al", 2),
    ("trices", "teur", 2),
    ("trice", "teur", 2),
    ("drices", "deur", 3),
    ("drice", "deur", 3),
    ("euses", "eur", 2),
    ("euse", "eur", 2),
    ("eux", "eur", 3),
    ("iennes", "ien", 2),
    ("ienne", "ien", 2),
    ("elles", "el", 3),
    ("elle", "el", 3),
    ("ieres", "ier", 2),
    ("iere", "ier", 2),
    ("ives", "if", 3),
    ("ive", "if", 3),
    ("ifs", "if", 3),
];

/// Pairs that no ending explains.
const PAIRS: [(&str, &str); 8] = [
    ("hotesse", "hote"),
    ("maitresse", "maitre"),
    ("doctoresse", "docteur"),
    ("copine", "copain"),
    ("autrice", "auteur"),
    ("yeux", "oeil"),
    ("metiers", "metier"),
    ("fils", "fils"),
];

/// The stem of a folded word.
pub fn stem(folded: &str) -> String {
    if folded.len() < SHORTEST || !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return folded.to_owned();
    }
    let singular = folded.strip_suffix('s').unwrap_or(folded);
    let word = PAIRS.iter().find(|(form, _)| *form == singular || *form == folded).map_or(folded, |(_, same)| same);
    let mut stem = without_form(word);
    without_plural(&mut stem);
    without_inflection(&mut stem);
    single_letters(&stem)
}

fn without_form(word: &str) -> String {
    for (form, same, before) in FORMS {
        if let Some(root) = word.strip_suffix(form)
            && root.len() >= before
        {
            return format!("{root}{same}");
        }
    }
    word.to_owned()
}

fn without_plural(stem: &mut String) {
    if stem.len() >= SHORTEST && stem.ends_with(['s', 'x']) && !stem.ends_with("ss") {
        stem.pop();
    }
}

/// `-er`, `-ez`, `-é`, `-ée`, `-e`, and the `y` that becomes `i`.
fn without_inflection(stem: &mut String) {
    for ending in ["er", "ez", "ere"] {
        if stem.len() >= ending.len() + 3 && stem.ends_with(ending) {
            stem.truncate(stem.len() - ending.len());
            break;
        }
    }
    while stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    if stem.len() > 3 && stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
}

/// `professionnel` and `professionel`: a letter doubled or not is the same word.
fn single_letters(stem: &str) -> String {
    let mut single = String::with_capacity(stem.len());
    for letter in stem.chars() {
        if !single.ends_with(letter) || "aeiou".contains(letter) {
            single.push(letter);
        }
    }
    single
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::search::french::fold;

    #[test]
    fn forms_of_a_word_meet() {
        for forms in [
            "développeur développeuse développeurs développeuses",
            "conseiller conseillère conseillers conseillères",
            "directeur directrice directrices",
            "infirmier infirmière infirmiers infirmières",
            "technicien technicienne techniciens techniciennes",
            "soignant soignante soignants soignantes",
            "boulanger boulangère",
            "maçon maçons",
            "salarié salariée salariés salariées",
            "chercher cherché cherchée cherchez cherche",
            "ambassadeur ambassadrice",
            "auteur autrice",
            "chef cheffe chefs cheffes",
            "travail travaux",
            "réseau réseaux",
            "nouveau nouvelle nouveaux nouvelles",
            "professionnel professionnelle professionel",
            "sportif sportive sportifs sportives",
            "ingénieur ingénieure",
            "entretien entretiens",
            "hôte hôtesse hôtes hôtesses",
            "job jobs",
            "company companie",
        ] {
            let stems: std::collections::BTreeSet<_> = forms.split(' ').map(|form| stem(&fold(form))).collect();
            assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
        }
    }

    #[test]
    fn other_words_stay_apart() {
        for (one, other) in [
            ("formation", "formateur"),
            ("vente", "vendeur"),
            ("poste", "postier"),
            ("marche", "marketing"),
            ("cdi", "cdd"),
            ("caces", "cas"),
            ("nuit", "nuire"),
        ] {
            assert_ne!(stem(one), stem(other));
        }
    }
}
