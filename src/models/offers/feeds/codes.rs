//! Codes that tell themselves by their letters, whoever wrote them.

/// INSEE's code of a commune: five digits, a letter second in Corsica.
pub(super) fn is_commune(code: &str) -> bool {
    code.len() == 5 && is_insee(code)
}

/// Two characters in mainland France, three overseas: "92", "2A", "974".
pub(super) fn is_department(code: &str) -> bool {
    matches!(code.len(), 2 | 3) && is_insee(code)
}

fn is_insee(code: &str) -> bool {
    let is_corsica = |at: usize, byte: u8| at == 1 && matches!(byte, b'A' | b'B' | b'a' | b'b');
    code.bytes().enumerate().all(|(at, byte)| byte.is_ascii_digit() || is_corsica(at, byte))
}

/// Fourteen digits, however they are spaced.
pub(super) fn siret(said: &str) -> Option<String> {
    let digits: String = said.chars().filter(|c| !c.is_whitespace()).collect();
    (digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// A number that says nothing of what it counts.
pub(super) fn is_bare_number(said: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}');
    has_digit(said) && said.chars().all(is_part)
}

pub(super) fn has_digit(said: &str) -> bool {
    said.contains(|c: char| c.is_ascii_digit())
}
