//! An offer's text as the rules read it: words without accents, numbers as numbers
//! whether in figures or in letters, sentences told apart. Nothing of the law is here.

use crate::models::search::french::fold;

use super::endings::inclusive_ending;

/// A word, a number or a sign, and where it stands (bytes).
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub from: usize,
    /// Its inclusive ending included: `candidat·e`.
    pub to: usize,
    /// Where the bare word ends: `candidat`.
    word_end: usize,
    /// Where its folded form stands in [`Words::folded`].
    folded: (usize, usize),
    pub number: Option<f64>,
    /// Its number among the words of the rules; 0 when none of them says it.
    pub known: u32,
    /// Which sentence it is in, counted from 0.
    pub sentence: u32,
    /// Begins a part of a line: after a dash between spaces, a colon, a bracket.
    pub begins_part: bool,
    /// Written for women and men: `vendeur·euse`.
    pub inclusive: bool,
}

pub(super) struct Words<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    folded: String,
}

/// `-26 ans` is `< 26 ans`, `+ de 50 ans` is `> de 50 ans`.
const SIGNS: [(&str, char); 2] = [("-", '<'), ("+", '>')];

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Self {
        let mut words =
            Self { text, tokens: Vec::with_capacity(text.len() / 5), folded: String::with_capacity(text.len()) };
        let mut at = 0;
        let mut sentence = 0;
        let mut begins_part = true;
        while let Some(c) = text[at..].chars().next() {
            let end = match c {
                '0'..='9' => number_end(text, at),
                c if c.is_alphanumeric() => word_end(text, at),
                '€' | '%' | '<' | '>' | '$' | '£' => at + c.len_utf8(),
                '+' | '-' if is_more_or_less(text, at) => at + 1,
                c => {
                    sentence += u32::from(ends_sentence(text, at, c) && !words.tokens.is_empty());
                    begins_part |= begins_a_part(text, at, c);
                    at += c.len_utf8();
                    continue;
                }
            };
            at = words.push(at, end, sentence, begins_part);
            begins_part = false;
        }
        words
    }

    pub fn folded(&self, token: &Token) -> &str {
        &self.folded[token.folded.0..token.folded.1]
    }

    /// As it was written, without an inclusive ending.
    pub fn raw(&self, token: &Token) -> &'a str {
        &self.text[token.from..token.word_end]
    }

    /// Returns where the text goes on.
    fn push(&mut self, from: usize, end: usize, sentence: u32, begins_part: bool) -> usize {
        let raw = &self.text[from..end];
        let start = self.folded.len();
        if let Some(sign) = SIGNS.iter().find(|(sign, _)| *sign == raw) {
            self.folded.push(sign.1);
        } else if raw.is_ascii() {
            self.folded.extend(raw.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            self.folded.extend(fold(raw).chars().filter(|c| !is_invisible(*c)));
        }
        let folded = &self.folded[start..];
        let in_figures = raw.starts_with(|c: char| c.is_ascii_digit());
        let number = if in_figures { Some(value(raw)) } else { in_letters(folded) };
        if let (Some(units), false) = (number, in_figures)
            && self.joins_tens(units, from)
        {
            self.folded.truncate(start);
            if let Some(tens) = self.tokens.last_mut() {
                tens.number = tens.number.map(|tens| tens + units);
                (tens.to, tens.word_end) = (end, end);
            }
            return end;
        }
        let ending = if in_figures { 0 } else { inclusive_ending(&self.text[end..]) };
        self.tokens.push(Token {
            from,
            to: end + ending,
            word_end: end,
            folded: (start, self.folded.len()),
            number,
            known: 0,
            sentence,
            begins_part,
            inclusive: ending > 0,
        });
        end + ending
    }

    /// `trente-cinq` is one number.
    fn joins_tens(&self, units: f64, from: usize) -> bool {
        self.tokens.last().is_some_and(|tens| {
            let whole = tens.number.is_some_and(|tens| tens >= 20. && tens % 10. == 0.);
            let in_letters = !self.text[tens.from..].starts_with(|c: char| c.is_ascii_digit());
            units < 10. && whole && in_letters && matches!(&self.text[tens.to..from], "-" | " ")
        })
    }
}

/// A sign that stands for a word, not for a dash between things or at the head of a line.
fn is_more_or_less(text: &str, at: usize) -> bool {
    let after = &text[at + 1..];
    let apart = text[..at].ends_with([' ', '\u{a0}', '(']) && !text[..at].trim_end_matches([' ', '\t']).ends_with('\n');
    apart && (after.starts_with(|c: char| c.is_ascii_digit()) || after.starts_with("de ") || after.starts_with(" de "))
}

/// Soft hyphens and zero-width spaces that web pages leave inside words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn word_end(text: &str, at: usize) -> usize {
    // `35h00`: after figures, letters alone are a word.
    let after_figures = text[..at].ends_with(|c: char| c.is_ascii_digit());
    let goes_on = |c: char| match c {
        '0'..='9' => !after_figures,
        c => c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}') || is_invisible(c),
    };
    text[at..].find(|c: char| !goes_on(c)).map_or(text.len(), |length| at + length)
}

/// `1 800`, `45.000`, `12,50`, `1.823,03` are one number each.
fn number_end(text: &str, at: usize) -> usize {
    let mut end = figures_end(text, at);
    let grouped = end - at <= 3;
    while let Some(mark) = text[end..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | ',')) {
        let group = end + mark.len_utf8();
        let group_end = figures_end(text, group);
        match group_end - group {
            3 if grouped => end = group_end,
            1 | 2 if matches!(mark, '.' | ',') => {
                // `12.05.2026` is a date, not a number.
                return if text[group_end..].starts_with(['.', '/']) { end } else { group_end };
            }
            _ => break,
        }
    }
    end
}

fn figures_end(text: &str, at: usize) -> usize {
    text[at..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |length| at + length)
}

fn value(raw: &str) -> f64 {
    let decimals = raw.rfind(['.', ',']).filter(|mark| raw.len() - mark - 1 < 3).unwrap_or(raw.len());
    let figures = |part: &str| part.bytes().filter(u8::is_ascii_digit).take(12).map(char::from).collect::<String>();
    let (whole, rest) = raw.split_at(decimals);
    format!("{}.{}", figures(whole), figures(rest)).parse().unwrap_or(0.)
}

/// Numbers that are written in letters, folded.
fn in_letters(folded: &str) -> Option<f64> {
    Some(match folded {
        "deux" | "two" => 2.,
        "trois" | "three" => 3.,
        "quatre" => 4.,
        "cinq" | "five" => 5.,
        "six" => 6.,
        "sept" => 7.,
        "huit" => 8.,
        "dix" | "ten" => 10.,
        "onze" => 11.,
        "douze" => 12.,
        "quinze" => 15.,
        "seize" => 16.,
        "vingt" => 20.,
        "trente" | "thirty" => 30.,
        "quarante" | "forty" => 40.,
        "cinquante" => 50.,
        "soixante" => 60.,
        _ => return None,
    })
}

fn ends_sentence(text: &str, at: usize, c: char) -> bool {
    let rest = &text[at + c.len_utf8()..];
    match c {
        '!' | '?' | ';' | '…' => true,
        '.' => rest.chars().next().is_none_or(char::is_whitespace) && !ends_short(text, at),
        '\n' => {
            let next = rest.trim_start_matches([' ', '\t', '\r']).chars().next();
            next.is_none_or(|next| !next.is_lowercase() && !next.is_ascii_digit())
        }
        '•' | '●' | '▪' | '►' | '✓' | '✔' => true,
        _ => false,
    }
}

/// `min. 25 ans`, `M. ou Mme`: the dot of a short form ends nothing.
fn ends_short(text: &str, at: usize) -> bool {
    let shorts = ["min", "max", "env", "ex", "tel", "tél", "mini", "maxi", "exp", "m", "n"];
    let from = text[..at]
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |mark| mark + text[mark..].chars().next().map_or(1, char::len_utf8));
    at - from <= 5 && shorts.contains(&text[from..at].to_lowercase().as_str())
}

fn begins_a_part(text: &str, at: usize, c: char) -> bool {
    match c {
        '-' | '–' | '—' | '/' => text[..at].ends_with(' ') && text[at + c.len_utf8()..].starts_with(' '),
        ':' | '|' | '(' | '[' | ',' | '+' | '\n' | '!' | '.' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let words = Words::of(text);
        words.tokens.iter().map(|token| words.folded(token).to_owned()).collect()
    }

    fn numbers(text: &str) -> Vec<f64> {
        Words::of(text).tokens.iter().filter_map(|token| token.number).collect()
    }

    #[test]
    fn words_lose_accents_and_inclusive_endings() {
        assert_eq!(read("Diplômé(e)s, motivé·e·s d’Évreux"), ["diplome", "motive", "d", "evreux"]);
        assert_eq!(read("jeu\u{ad}ne e\u{301}te\u{301}"), ["jeune", "ete"]);
        assert_eq!(read("les -26 ans, + de 50 ans"), ["les", "<", "26", "ans", ">", "de", "50", "ans"]);
        assert_eq!(read("35h00, 14h30, K1304"), ["35", "h", "00", "14", "h", "30", "k1304"]);
    }

    #[test]
    fn numbers_are_read_in_figures_and_in_letters() {
        assert_eq!(numbers("1 800 €, 12,50 €, 1.823,03 €, 45.000"), [1800., 12.5, 1823.03, 45000.]);
        assert_eq!(numbers("25/35 ans, trente-cinq ans, dix ans"), [25., 35., 35., 10.]);
        assert_eq!(numbers("06 12 34"), [6., 12., 34.]);
    }

    #[test]
    fn sentences_end_where_a_reader_would_stop() {
        let sentences = |text: &str| Words::of(text).tokens.last().map_or(0, |token| token.sentence + 1);
        assert_eq!(sentences("Un. Deux ! Trois"), 3);
        assert_eq!(sentences("Âge min. 25 ans"), 1);
        assert_eq!(sentences("CDI\n- 35 h\nVous êtes seul\nà bord"), 3);
        assert_eq!(sentences("C.D.I. à Lyon"), 2);
    }

    #[test]
    fn any_text_can_be_read() {
        for text in ["", "(", "é(", "a(e", "1 ", "12 345 ", "\u{301}", "·e", "x.é", "🏠12", "1.", "1,\u{a0}2", "\u{ad}"]
        {
            let words = Words::of(text);
            assert!(words.tokens.iter().all(|token| text.get(token.from..token.to).is_some()), "{text}");
        }
        assert_eq!(Words::of(&"9".repeat(400)).tokens.len(), 1);
    }
}
