//! What people put before the lines of a list they type: `•`, `-`, `1.`; and the lines
//! that only draw a rule.

/// Bullets that are nothing else, those of word processors with them.
const BULLETS: [char; 28] = [
    '•', '·', '●', '▪', '■', '◦', '○', '□', '‣', '⁃', '►', '▶', '▸', '➢', '➤', '➔', '✓', '✔', '✗', '→', '❖', '◆',
    '\u{F0B7}', '\u{F0A7}', '\u{F0D8}', '\u{F0FC}', '\u{F076}', '∙',
];

/// What follows the bullet that a line begins with. A dash or a star is one before a
/// space, a dash before a letter too; `more`: words of another face follow the line.
pub(super) fn behind_bullet(line: &str, more: bool) -> Option<&str> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let next = rest.chars().next();
    let alone = next.is_none_or(char::is_whitespace) && (next.is_some() || more);
    match first {
        c if is_bullet(c) => Some(rest.trim_start_matches(|c: char| is_bullet(c) || c.is_whitespace())),
        '-' | '–' | '—' if alone || next.is_some_and(char::is_alphabetic) => Some(rest.trim_start()),
        '*' | '+' if alone => Some(rest.trim_start()),
        _ => None,
    }
}

/// A bullet that cannot be a sign of a sentence.
pub(super) fn is_bullet(c: char) -> bool {
    BULLETS.contains(&c)
}

/// The number that a line begins with, and what follows: `2. Ranger`, `2) Ranger`.
pub(super) fn numbered(line: &str) -> Option<(u32, &str)> {
    let end = line.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end))?;
    let rest = line[end..].strip_prefix(['.', ')']).filter(|rest| rest.starts_with(char::is_whitespace))?;
    Some((line[..end].parse().ok()?, rest.trim_start()))
}

/// `-----`, `=====`, `* * *`: a rule that someone drew.
pub(super) fn is_rule(line: &str) -> bool {
    let drawn = |c: char| matches!(c, '-' | '=' | '_' | '*' | '~' | '–' | '—' | '#' | '.' | '+') || c.is_whitespace();
    line.chars().all(drawn) && line.chars().filter(|c| !c.is_whitespace()).nth(1).is_some()
}
