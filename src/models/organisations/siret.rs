//! SIREN and SIRET: nine digits name a legal unit, five more one of its sites. Both are
//! checked by Luhn's sum (ISO/IEC 7812-1, annex B), as INSEE assigns them; the sites of
//! La Poste, but its seat, by the sum of their digits.

/// La Poste's SIREN, whose sites outnumber what Luhn's sum allows.
const LA_POSTE: &str = "356000000";

/// Why fourteen digits are no SIRET; the end of its Fluent key (`refusal-siret-…`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not fourteen digits.
    Length,
    /// The first nine are nobody's.
    Siren,
    /// The nine are well; the five after them are no site of theirs.
    Site,
}

/// Fourteen digits, whatever spaces, dots or dashes people write between them.
///
/// # Errors
/// Which part is wrong.
pub fn parse(typed: &str) -> Result<String, Wrong> {
    let digits: String =
        typed.chars().filter(|c| !(c.is_whitespace() || matches!(c, '.' | '-' | '\u{2011}'))).collect();
    if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Wrong::Length);
    }
    let siren = &digits[..9];
    if !luhn(siren) {
        return Err(Wrong::Siren);
    }
    let sum: u32 = digits.bytes().map(|byte| u32::from(byte - b'0')).sum();
    if luhn(&digits) || siren == LA_POSTE && sum.is_multiple_of(5) { Ok(digits) } else { Err(Wrong::Site) }
}

/// `732 829 320 00074`: as people read it.
pub fn spaced(siret: &str) -> String {
    match siret.len() {
        14 if siret.is_ascii() => format!("{} {} {} {}", &siret[..3], &siret[3..6], &siret[6..9], &siret[9..]),
        _ => siret.to_owned(),
    }
}

/// Every second digit from the right is doubled; the figures of all add up to a
/// multiple of ten.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| match u32::from(byte - b'0') << (at % 2) {
            double if double > 9 => double - 9,
            digit => digit,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siret_is_right_in_its_nine_digits_and_in_all_fourteen() {
        for right in ["73282932000074", "732 829 320 00074", "732.829.320-00074", "35600000000048"] {
            assert!(parse(right).is_ok(), "{right}");
        }
        assert_eq!(parse("7328293200007"), Err(Wrong::Length));
        assert_eq!(parse("7328293200007a"), Err(Wrong::Length));
        assert_eq!(parse("٧٣٢٨٢٩٣٢٠٠٠٠٧٤"), Err(Wrong::Length));
        assert_eq!(parse("11122233344455"), Err(Wrong::Siren), "right as a whole, and nobody's");
        assert_eq!(parse("73282932000075"), Err(Wrong::Site));
    }

    #[test]
    fn the_sites_of_la_poste_have_their_own_sum() {
        assert!(parse("35600000009075").is_ok());
        assert_eq!(parse("35600000009076"), Err(Wrong::Site));
    }

    #[test]
    fn it_is_read_in_threes() {
        assert_eq!(spaced("73282932000074"), "732 829 320 00074");
    }
}
