//! Codes that one copies from paper: twelve symbols (60 bits) of Crockford's base 32,
//! which has no letter that is taken for a digit, in three groups.

use rand::{TryRngCore, rngs::OsRng};

const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

/// One that nobody has, as it is kept (digested) and read.
///
/// # Panics
/// When the machine has no entropy, where nothing secret can be made.
pub fn fresh() -> String {
    let mut bytes = [0u8; LENGTH];
    OsRng.try_fill_bytes(&mut bytes).expect("the machine gives random bytes");
    bytes.iter().map(|byte| SYMBOLS[usize::from(byte & 31)] as char).collect()
}

/// `7K3M-Q9TX-2WHD`: as it is printed.
pub fn shown(code: &str) -> String {
    let symbols: Vec<char> = code.chars().collect();
    symbols.chunks(4).map(|group| group.iter().collect()).collect::<Vec<String>>().join("-")
}

/// A code as someone types it: in small letters, with or without dashes and spaces, an O
/// for a zero, an I or an L for a one. None when it can be no code.
pub fn read(typed: &str) -> Option<String> {
    if typed.len() > 60 {
        return None;
    }
    let symbols = typed.chars().filter(|c| !matches!(c, '-' | '–' | '‑') && !c.is_whitespace());
    let code: String = symbols
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    (code.len() == LENGTH && code.bytes().all(|byte| SYMBOLS.contains(&byte))).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_copied() {
        let code = fresh();
        assert_eq!(read(&shown(&code)).as_deref(), Some(code.as_str()));
        assert_eq!(read(" 7k3m q9tx-2whd ").as_deref(), Some("7K3MQ9TX2WHD"));
        assert_eq!(read("oilO-0000-0000").as_deref(), Some("011000000000"));
    }

    #[test]
    fn what_can_be_no_code_is_none() {
        for typed in
            ["", "7K3M", "7K3M-Q9TX-2WHDD", "7K3M-Q9TX-2WHU", "7K3M-Q9TX-2WH\0", "é7K3MQ9TX2WHD", &"0".repeat(99)]
        {
            assert_eq!(read(typed), None, "{typed:?}");
        }
    }
}
