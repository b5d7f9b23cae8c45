//! References in markup: the five of XML, numbers, and the names that HTML gave to
//! letters of Western Europe. None is ever taken from the document: nothing expands.

/// From U+00A0 on, in order (HTML 4.01, 24.2).
const LATIN: [&str; 96] = [
    "nbsp", "iexcl", "cent", "pound", "curren", "yen", "brvbar", "sect", "uml", "copy", "ordf", "laquo", "not", "shy",
    "reg", "macr", "deg", "plusmn", "sup2", "sup3", "acute", "micro", "para", "middot", "cedil", "sup1", "ordm",
    "raquo", "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc", "Atilde", "Auml", "Aring", "AElig",
    "Ccedil", "Egrave", "Eacute", "Ecirc", "Euml", "Igrave", "Iacute", "Icirc", "Iuml", "ETH", "Ntilde", "Ograve",
    "Oacute", "Ocirc", "Otilde", "Ouml", "times", "Oslash", "Ugrave", "Uacute", "Ucirc", "Uuml", "Yacute", "THORN",
    "szlig", "agrave", "aacute", "acirc", "atilde", "auml", "aring", "aelig", "ccedil", "egrave", "eacute", "ecirc",
    "euml", "igrave", "iacute", "icirc", "iuml", "eth", "ntilde", "ograve", "oacute", "ocirc", "otilde", "ouml",
    "divide", "oslash", "ugrave", "uacute", "ucirc", "uuml", "yacute", "thorn", "yuml",
];
const OTHERS: [(&str, char); 21] = [
    ("lt", '<'),
    ("gt", '>'),
    ("amp", '&'),
    ("quot", '"'),
    ("apos", '\''),
    ("euro", '€'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("bull", '•'),
    ("oelig", 'œ'),
    ("OElig", 'Œ'),
    ("trade", '™'),
    ("thinsp", '\u{2009}'),
    ("rarr", '→'),
];
/// Bytes of the longest name that is looked for.
const LONGEST: usize = 10;

/// The text with its references resolved, once. One that is not known stays as written.
pub(super) fn resolve(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        resolved.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(LONGEST + 1).position(|byte| byte == b';');
        match end.and_then(|end| Some((letter(&rest[..end])?, end))) {
            Some((letter, end)) => {
                resolved.push(letter);
                rest = &rest[end + 1..];
            }
            None => resolved.push('&'),
        }
    }
    resolved.push_str(rest);
    resolved
}

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = match hexadecimal {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    let latin = || LATIN.iter().position(|latin| *latin == name).and_then(|at| char::from_u32(0xa0 + at as u32));
    OTHERS.iter().find(|(other, _)| *other == name).map(|(_, letter)| *letter).or_else(latin)
}
