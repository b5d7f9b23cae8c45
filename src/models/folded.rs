//! Names as they are looked up: whoever types them forgets accents and hyphens.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `L'Haÿ-les-Roses` → `l hay les roses`; letters and digits, one space between words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ if folded.is_empty() || folded.ends_with(' ') => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn a_name_is_found_however_it_is_typed() {
        assert_eq!(fold("  L'Haÿ-les-Roses "), "l hay les roses");
        assert_eq!(fold("L’HAY LES ROSES"), "l hay les roses");
        assert_eq!(fold("Maître / Maîtresse d'œuvre"), "maitre maitresse d oeuvre");
        assert_eq!(fold("%_'\"…"), "");
    }
}
