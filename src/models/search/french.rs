//! From a text to its words, as people search for them: without accents, without
//! what is elided, a feminine form beside its masculine one. The same words are
//! made of what is written and of what is asked, or nothing would meet.
//!
//! `l'aide-soignant·e d'aujourd'hui` → `aide`, `soignant`, `aujourdhui`.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::stems::stem;

/// Longer than this, in bytes once folded, it is no word that anyone types.
const LONGEST: usize = 60;

/// What stands before an apostrophe and says nothing.
const ELIDED: [&str; 15] =
    ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "presqu"];

/// Endings that inclusive writing hangs on a masculine form, folded.
const ENDINGS: [&str; 38] = [
    "e", "es", "ne", "nes", "le", "les", "te", "tes", "se", "ses", "ve", "ves", "fe", "fes", "euse", "euses", "teuse",
    "teuses", "rice", "rices", "trice", "trices", "ice", "ices", "ere", "eres", "iere", "ieres", "ienne", "iennes",
    "enne", "ennes", "onne", "onnes", "ive", "ives", "esse", "esses",
];

/// After a dash or a dot only these: `a-t-elle`, `prends-le` are other words.
const SURE_ENDINGS: [&str; 22] = [
    "e", "es", "euse", "euses", "teuse", "teuses", "rice", "rices", "trice", "trices", "ere", "eres", "iere", "ieres",
    "ienne", "iennes", "enne", "ennes", "onne", "onnes", "ive", "ives",
];

/// Words that are in every question and tell none apart.
const STOP: [&str; 187] = [
    "a", "ai", "ais", "aller", "alors", "apres", "as", "assez", "au", "aucun", "aura", "aurait", "aussi", "autre",
    "autres", "aux", "avais", "avait", "avec", "avez", "avoir", "ayant", "beaucoup", "bien", "bonjour", "c", "ca",
    "car", "ce", "cela", "celle", "celui", "ces", "cest", "cet", "cette", "ceux", "chez", "chose", "choses", "combien",
    "comme", "comment", "d", "dans", "de", "des", "deux", "dire", "dis", "disent", "dit", "dois", "doit", "donc",
    "dont", "du", "elle", "elles", "en", "encore", "entre", "es", "est", "et", "etait", "etre", "eu", "fais", "faire",
    "fait", "faut", "fois", "font", "il", "ils", "j", "jai", "jamais", "je", "jsuis", "juste", "l", "la", "le", "les",
    "leur", "leurs", "lui", "m", "ma", "mais", "me", "meme", "memes", "mes", "mettre", "moi", "mon", "n", "ne", "ni",
    "nos", "notre", "nous", "on", "ont", "ou", "oui", "par", "parce", "pas", "peu", "peut", "peuvent", "peux", "plus",
    "pour", "pourquoi", "pourrait", "pourrais", "pouvoir", "qu", "quand", "que", "quel", "quelle", "quelles", "quelqu",
    "quelque", "quelques", "quels", "qui", "quoi", "rien", "s", "sa", "sais", "sait", "sans", "savoir", "se", "sera",
    "serait", "ses", "si", "soi", "soit", "son", "sont", "suis", "sur", "t", "ta", "tant", "te", "tes", "toi", "ton",
    "toujours", "tout", "tous", "toute", "toutes", "tres", "trop", "trouve", "tu", "un", "une", "va", "vais", "vers",
    "veut", "veux", "voir", "vont", "vos", "votre", "voudrais", "vouloir", "vous", "vraiment", "y", "ya", "the", "of",
];

/// One word, and where it stands in the text (bytes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Lower case, without accents.
    pub folded: String,
    pub stem: String,
    /// With the word after its dash: `covoiturage` of `co-voiturage`.
    pub joined: Option<String>,
    pub from: usize,
    pub to: usize,
}

impl Word {
    /// Whether it tells one text from another.
    pub fn is_telling(&self) -> bool {
        !is_stop_word(&self.folded)
    }
}

pub fn is_stop_word(folded: &str) -> bool {
    STOP.contains(&folded)
}

/// Lower case, without accents or ligatures.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        folded.push_str(text);
        folded.make_ascii_lowercase();
        return folded;
    }
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            c => folded.push(c),
        }
    }
    folded
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut reader = Reader { text, at: 0 };
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6);
    // Where a compound's next part would begin, and whose it is.
    let mut compound: Option<(usize, usize)> = None;
    while let Some(word) = reader.next_word() {
        if let Some((first, at)) = compound
            && at == word.from
            && let Some(first) = words.get_mut(first)
        {
            first.joined = Some(format!("{}{}", first.folded, word.folded));
        }
        compound = text[word.to..].strip_prefix(['-', '‐', '‑']).map(|rest| (words.len(), text.len() - rest.len()));
        words.push(word);
    }
    words
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn next_word(&mut self) -> Option<Word> {
        loop {
            let skipped = self.rest().find(char::is_alphanumeric)?;
            self.at += skipped;
            let from = self.at;
            let mut folded = self.letters();
            if self.is_elision(&folded) {
                continue;
            }
            while self.goes_on_after_an_apostrophe() {
                folded.push_str(&self.letters());
            }
            self.read_acronym(&mut folded);
            self.read_sign(&mut folded);
            let mut to = self.at;
            if folded.len() > 1
                && let Some(end) = inclusive_ending(&self.text[to..])
            {
                self.at += end;
                to = self.at;
            }
            if folded.len() <= LONGEST && !folded.is_empty() {
                return Some(Word { stem: stem(&folded), folded, joined: None, from, to });
            }
        }
    }

    /// Letters and figures from here on, folded.
    fn letters(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).unwrap_or(rest.len());
        let folded = fold(&rest[..end]);
        self.at += end;
        folded
    }

    /// `l'` of `l'emploi` goes; `aujourd'hui` stays whole.
    fn is_elision(&mut self, folded: &str) -> bool {
        let Some(after) = after_an_apostrophe(self.rest()) else { return false };
        let elided = ELIDED.contains(&folded);
        if elided {
            self.at += self.rest().len() - after.len();
        }
        elided
    }

    /// `prud'hommes`, `aujourd'hui`: one word.
    fn goes_on_after_an_apostrophe(&mut self) -> bool {
        let Some(after) = after_an_apostrophe(self.rest()) else { return false };
        self.at += self.rest().len() - after.len();
        true
    }

    /// `C.D.I.` is `cdi`.
    fn read_acronym(&mut self, folded: &mut String) {
        if folded.chars().count() != 1 {
            return;
        }
        loop {
            let mut ahead = self.rest().chars();
            let (Some('.'), Some(letter)) = (ahead.next(), ahead.next()) else { return };
            let last = ahead.next().is_none_or(|next| !next.is_alphanumeric());
            if !letter.is_alphabetic() || !last {
                return;
            }
            folded.push_str(&fold(letter.encode_utf8(&mut [0; 4])));
            self.at += 1 + letter.len_utf8();
        }
    }

    /// `C++`, `C#`.
    fn read_sign(&mut self, folded: &mut String) {
        if folded.len() > 2 {
            return;
        }
        for sign in ["++", "#"] {
            if self.rest().starts_with(sign) {
                folded.push_str(sign);
                self.at += sign.len();
            }
        }
    }
}

/// What follows an apostrophe between two letters.
fn after_an_apostrophe(rest: &str) -> Option<&str> {
    let after = rest.strip_prefix(['\'', '’', 'ʼ', '´', '`'])?;
    after.starts_with(char::is_alphanumeric).then_some(after)
}

/// How long the ending is that inclusive writing adds here: `·euse`, `(e)s`,
/// `/trices`, `.e.s`, `-ère`.
fn inclusive_ending(rest: &str) -> Option<usize> {
    let mark = rest.chars().next()?;
    let (sure, closed) = match mark {
        '·' | '•' | '∙' | '‧' | '⋅' | '/' => (false, false),
        '(' => (false, true),
        '.' | '-' => (true, false),
        _ => return None,
    };
    let inside = &rest[mark.len_utf8()..];
    let end = inside.find(|c: char| !c.is_alphabetic() && !is_combining_mark(c)).unwrap_or(inside.len());
    let ending = fold(&inside[..end]);
    let known = if sure { SURE_ENDINGS.contains(&&*ending) } else { ENDINGS.contains(&&*ending) };
    if !(known || closed && ending == "s") {
        return None;
    }
    let mut length = mark.len_utf8() + end;
    if closed {
        let after = rest[length..].strip_prefix(')')?;
        length += 1;
        if after.starts_with('s') {
            length += 1;
        }
    } else if let Some(plural) = rest[length..].strip_prefix(mark)
        && plural.starts_with('s')
    {
        length += mark.len_utf8() + 1;
    }
    let ends = rest[length..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    ends.then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn what_is_elided_goes_and_the_word_stays() {
        assert_eq!(folded("l’emploi qu'on cherche jusqu'à demain"), ["emploi", "on", "cherche", "a", "demain"]);
        assert_eq!(folded("Aujourd’hui, les prud'hommes"), ["aujourdhui", "les", "prudhommes"]);
    }

    #[test]
    fn accents_and_ligatures_are_optional() {
        assert_eq!(folded("Œuvre cœur ÉTÉ e\u{301}te\u{301}"), ["oeuvre", "coeur", "ete", "ete"]);
    }

    #[test]
    fn inclusive_forms_are_one_word() {
        for form in [
            "développeur",
            "développeur·euse",
            "développeur(euse)",
            "développeur.euse",
            "développeurs/euses",
            "développeur-euse",
            "développeur·euse·s",
        ] {
            let words = words(form);
            assert_eq!(words.len(), 1, "{form}: {words:?}");
            assert_eq!(words[0].stem, stem("developpeuse"), "{form}");
            assert_eq!(words[0].to, form.len());
        }
        assert_eq!(
            folded("conseiller.ère salarié-e-s chargé(e)s un(e) ami(s)"),
            ["conseiller", "salarie", "charge", "un", "ami"]
        );
        assert_eq!(folded("dit-elle. Prends-le, finis.elle"), ["dit", "elle", "prends", "le", "finis", "elle"]);
    }

    #[test]
    fn compounds_are_their_parts_and_the_whole() {
        let words = words("aide-soignante, co-voiturage");
        assert_eq!(words[0].joined.as_deref(), Some("aidesoignante"));
        assert_eq!(words[2].joined.as_deref(), Some("covoiturage"));
        assert_eq!(folded("aide soignante"), ["aide", "soignante"]);
    }

    #[test]
    fn acronyms_numbers_codes_and_languages() {
        assert_eq!(
            folded("C.D.I. ou CDI, CACES 3, bac+2, K1304, C++ et C#"),
            ["cdi", "ou", "cdi", "caces", "3", "bac", "2", "k1304", "c++", "et", "c#"]
        );
    }

    #[test]
    fn any_text_has_words_or_none() {
        for text in ["", "'", "''l'", "l'", "·e", "(e)", "a.b.", "\u{202e}abc\u{0}", "👩‍🔧", &"x".repeat(5_000), "é('e)"]
        {
            let words = words(text);
            assert!(words.iter().all(|word| text.is_char_boundary(word.from) && text.is_char_boundary(word.to)));
        }
    }
}
