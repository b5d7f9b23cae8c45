//! One line of words written in Markdown, so that each character means itself. Which
//! lines there are, and in which list, is not known here.

use url::Url;

use super::entities::begins_reference;

/// Bytes of an address that is kept.
const ADDRESS: usize = 1_000;

/// A part of a line, in one face.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Run {
    Words {
        bold: bool,
        words: String,
    },
    /// One that `address` made.
    Address(String),
}

/// The line, in Markdown: it begins no block, whatever it begins with.
pub(super) fn render(runs: &[Run]) -> String {
    let mut line = String::new();
    for (at, run) in runs.iter().enumerate() {
        match run {
            Run::Address(address) => line.push_str(&format!("<{address}>")),
            Run::Words { bold: false, words } => escape(&mut line, words),
            Run::Words { bold: true, words } => {
                let before = at.checked_sub(1).and_then(|before| last_of(&runs[before]));
                let after = runs.get(at + 1).and_then(first_of);
                bold(&mut line, words, before, after);
            }
        }
    }
    let line = line.trim();
    match marker(line) {
        Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
        None => line.to_owned(),
    }
}

/// An http or https address fit to stand between `<` and `>`; none that names a user,
/// which would show another house than the one it leads to.
pub(super) fn address(said: &str) -> Option<String> {
    let said = said.trim();
    let url = Url::parse(said).ok().filter(|_| said.len() <= ADDRESS)?;
    let leads_where_it_says = url.username().is_empty() && url.password().is_none() && url.host().is_some();
    if !matches!(url.scheme(), "http" | "https") || !leads_where_it_says {
        return None;
    }
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '\\' | '`' | '"');
    let kept = if said.chars().all(plain) { said } else { url.as_str() };
    let kept = if kept.contains(';') { kept.replace('&', "&amp;") } else { kept.to_owned() };
    kept.chars().all(plain).then_some(kept)
}

/// Where a line would begin a block of its own: a heading, a quote, a list, a rule, a
/// fence, an underline.
fn marker(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let next = line.chars().nth(1);
    match first {
        '#' | '>' | '=' | ':' => Some(0),
        '-' | '+' if next.is_none_or(|c| c.is_whitespace() || matches!(c, '-' | ':' | '+')) => Some(0),
        '0'..='9' => {
            let end = line.find(|c: char| !c.is_ascii_digit()).filter(|end| *end <= 9)?;
            let behind = line[end..].strip_prefix(['.', ')'])?;
            behind.chars().next().is_none_or(char::is_whitespace).then_some(end)
        }
        _ => None,
    }
}

/// `**words**`: stars are bold only against words on the inside, and against a space or a
/// sign on the outside when a sign is inside (CommonMark, 6.2).
fn bold(line: &mut String, words: &str, before: Option<char>, after: Option<char>) {
    let is_letter = |c: char| !c.is_whitespace() && !c.is_ascii_punctuation();
    let trim =
        |c: char, beside: Option<char>| c.is_whitespace() || (beside.is_some_and(is_letter) && !c.is_alphanumeric());
    // A space at an end stands between the words and what is beside them.
    let before = before.filter(|_| !words.starts_with(char::is_whitespace));
    let after = after.filter(|_| !words.ends_with(char::is_whitespace));
    let core = words.trim_start_matches(|c| trim(c, before));
    let lead = &words[..words.len() - core.len()];
    let core = core.trim_end_matches(|c| trim(c, after));
    let tail = &words[lead.len() + core.len()..];
    escape(line, lead);
    if core.is_empty() {
        return escape(line, tail);
    }
    line.push_str("**");
    escape(line, core);
    line.push_str("**");
    escape(line, tail);
}

/// Writes words so that none of their characters is a mark; addresses stay whole.
fn escape(line: &mut String, words: &str) {
    let mut before = None;
    let mut skipped = 0;
    for (at, c) in words.char_indices() {
        if at < skipped {
            continue;
        }
        let rest = &words[at..];
        if c == 'h'
            && !before.is_some_and(char::is_alphanumeric)
            && let Some((length, address)) = bare_address(rest)
        {
            line.push_str(&format!("<{address}>"));
            skipped = at + length;
            before = Some('>');
            continue;
        }
        if is_mark(c, before, rest) {
            line.push('\\');
        }
        line.push(c);
        before = Some(c);
    }
}

fn is_mark(c: char, before: Option<char>, rest: &str) -> bool {
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
        // Between two letters it is no mark: `jean_dupont@exemple.fr`.
        '_' => {
            let after = rest.chars().nth(1);
            !(before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric))
        }
        '&' => begins_reference(rest),
        // An address of another kind is no link.
        ':' => rest.starts_with("://"),
        _ => false,
    }
}

/// The address that a text begins with, and its bytes; not the sign that ends a sentence.
fn bare_address(text: &str) -> Option<(usize, String)> {
    if !text.starts_with("http://") && !text.starts_with("https://") {
        return None;
    }
    let outside = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”');
    let near = &text[..text.floor_char_boundary(ADDRESS + 1)];
    let whole = &near[..near.find(outside).unwrap_or(near.len())];
    let whole = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '’', '…', '*']);
    Some((whole.len(), address(whole)?))
}

fn first_of(run: &Run) -> Option<char> {
    match run {
        Run::Words { words, .. } => words.chars().next(),
        Run::Address(_) => Some('<'),
    }
}

fn last_of(run: &Run) -> Option<char> {
    match run {
        Run::Words { words, .. } => words.chars().next_back(),
        Run::Address(_) => Some('>'),
    }
}
