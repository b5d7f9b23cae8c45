//! ROME codes inside a saying. Whether a trade of that code exists is the house's to say.

/// The first ROME code: `K1304` of `k1304 - Services domestiques`; a letter of the great
/// fields, A to N, a figure of their domains and three more.
pub fn trade(said: &str) -> Option<String> {
    let words = said.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| is_code(word.as_bytes())).map(str::to_ascii_uppercase).next()
}

fn is_code(word: &[u8]) -> bool {
    let &[field, domain, ref rest @ ..] = word else { return false };
    let domains = match field.to_ascii_uppercase() {
        b'A'..=b'G' | b'I' | b'J' | b'L' | b'M' => b'1'..=b'1',
        b'K' => b'1'..=b'2',
        b'H' => b'1'..=b'3',
        b'N' => b'1'..=b'4',
        _ => return false,
    };
    domains.contains(&domain) && rest.len() == 3 && rest.iter().all(u8::is_ascii_digit)
}
