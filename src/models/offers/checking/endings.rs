//! Endings that inclusive writing hangs on a word: `(e)`, `·e·s`, `/trice`, `-ère`.

use crate::models::search::french::fold;

/// Folded.
const ENDINGS: [&str; 42] = [
    "e", "es", "s", "ne", "nes", "le", "les", "te", "tes", "ve", "ves", "fe", "fes", "se", "ses", "re", "euse",
    "euses", "teuse", "teuses", "rice", "rices", "trice", "trices", "ice", "ere", "eres", "iere", "ieres", "ienne",
    "iennes", "enne", "ennes", "onne", "onnes", "ive", "ives", "esse", "esses", "ante", "ee", "ees",
];

/// After a dash or a dot only these: `prends-le` and `à domicile.Les` are other words.
const SURE_ENDINGS: [&str; 20] = [
    "e", "es", "se", "ses", "euse", "euses", "teuse", "rice", "rices", "trice", "trices", "ere", "eres", "iere",
    "ieres", "ienne", "iennes", "enne", "ennes", "ive",
];

/// How long the inclusive ending is that `rest` begins with, in bytes; 0 without one.
pub(super) fn inclusive_ending(rest: &str) -> usize {
    // `assistant (e)`
    if let Some(apart) = rest.strip_prefix(' ').filter(|apart| apart.starts_with('(')) {
        let ending = one_ending(apart);
        return if ending > 0 { 1 + ending + plural(&apart[ending..]) } else { 0 };
    }
    match one_ending(rest) {
        0 => 0,
        first => match one_ending(&rest[first..]) {
            0 => first + plural(&rest[first..]),
            second => first + second,
        },
    }
}

fn one_ending(rest: &str) -> usize {
    let Some(mark) = rest.chars().next() else { return 0 };
    let sure = match mark {
        '·' | '•' | '∙' | '‧' | '⋅' | '/' | '(' => false,
        '.' | '-' => true,
        _ => return 0,
    };
    let inside = rest[mark.len_utf8()..].trim_start_matches('-');
    let from = rest.len() - inside.len();
    let letters = inside.find(|c: char| !c.is_alphabetic()).unwrap_or(inside.len());
    if letters == 0 || letters > 8 {
        return 0;
    }
    let ending = fold(&inside[..letters]);
    let known: &[&str] = if sure { &SURE_ENDINGS } else { &ENDINGS };
    if !known.contains(&&*ending) {
        return 0;
    }
    let mut length = from + letters;
    if mark == '(' {
        if !rest[length..].starts_with(')') {
            return 0;
        }
        length += 1;
    }
    let after = rest[length..].chars().next();
    if after.is_none_or(|next| !next.is_alphanumeric() || mark == '(' && next == 's') { length } else { 0 }
}

/// The `s` of `(e)s` and of `·e·s`.
fn plural(rest: &str) -> usize {
    for plural in ["s", "·s", ".s", "-s"] {
        if let Some(after) = rest.strip_prefix(plural)
            && after.chars().next().is_none_or(|next| !next.is_alphanumeric())
        {
            return plural.len();
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inclusive_ending_belongs_to_its_word() {
        for ending in ["(e)", "(e)s", "·e", "·e·s", ".e.s", "/euse", "(-trice)", "-ère", "/trice", " (e)", " (e)s"]
        {
            assert_eq!(inclusive_ending(ending), ending.len(), "{ending}");
        }
        for other in ["", "(", "(e", ".Les", "-le", "/jour", "(environ)", " e"] {
            assert_eq!(inclusive_ending(other), 0, "{other}");
        }
    }
}
