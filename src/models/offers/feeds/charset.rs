//! What a text is written in: told by its mark or its declaration, and believed only
//! as far as its bytes agree. What is UTF-8 is read as UTF-8, each byte that is not
//! in the alphabet declared, or in Windows-1252: a feed glued from several is whole.

use encoding_rs::{Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Where a declaration stands, at the latest.
const DECLARED_WITHIN: usize = 1 << 10;

pub(super) struct Charset {
    way: Way,
    /// A letter of which the end has not come.
    begun: Vec<u8>,
}

enum Way {
    /// UTF-8 and an alphabet of single bytes, mixed; `is_doubted` once something was not UTF-8.
    Mixed {
        alphabet: &'static Encoding,
        is_doubted: bool,
    },
    Whole(Box<Decoder>),
}

impl Default for Charset {
    fn default() -> Self {
        Self { way: Way::Mixed { alphabet: WINDOWS_1252, is_doubted: false }, begun: vec![] }
    }
}

impl Charset {
    /// Told by the beginning of the bytes.
    pub fn of(head: &[u8]) -> Self {
        let declared = declared(head);
        let wide = if head.starts_with(&[0xff, 0xfe]) {
            Some(UTF_16LE)
        } else if head.starts_with(&[0xfe, 0xff]) {
            Some(UTF_16BE)
        } else {
            unmarked_wide(head)
        };
        let way = match (wide, declared) {
            (Some(wide), _) => Way::Whole(Box::new(wide.new_decoder_with_bom_removal())),
            (None, Some(alphabet)) if alphabet.is_single_byte() => Way::Mixed { alphabet, is_doubted: true },
            // Programs declare UTF-16 out of habit; its bytes would have told.
            (None, Some(other)) if other.is_ascii_compatible() && other != encoding_rs::UTF_8 => {
                Way::Whole(Box::new(other.new_decoder_with_bom_removal()))
            }
            _ => return Self::default(),
        };
        Self { way, begun: vec![] }
    }

    /// Adds what the bytes say to the text; `is_last` when none follow.
    pub fn decode(&mut self, bytes: &[u8], is_last: bool, text: &mut String) {
        match &mut self.way {
            Way::Whole(decoder) => {
                text.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3 + 16));
                // The room that is reserved is enough for all of it.
                let _ = decoder.decode_to_string(bytes, text, is_last);
            }
            Way::Mixed { alphabet, is_doubted } => {
                let mut whole = std::mem::take(&mut self.begun);
                let bytes = if whole.is_empty() {
                    bytes
                } else {
                    whole.extend_from_slice(bytes);
                    &whole
                };
                let mut read = 0;
                *is_doubted |= has_strange(bytes);
                for chunk in bytes.utf8_chunks() {
                    if *is_doubted {
                        doubted(chunk.valid(), alphabet, text)
                    } else {
                        text.push_str(chunk.valid())
                    }
                    let strange = chunk.invalid();
                    read += chunk.valid().len() + strange.len();
                    if read == bytes.len() && !is_last && is_begun(strange) {
                        self.begun = strange.to_vec();
                    } else if !strange.is_empty() {
                        text.push_str(&alphabet.decode_without_bom_handling(strange).0);
                    }
                }
            }
        }
    }
}

/// Whether something is not UTF-8, but for a letter of which the end has not come.
fn has_strange(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_some())
}

fn is_begun(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// In a text that is not all UTF-8, `É»` looks like one letter of it. Of two bytes,
/// only letters of Europe's west are believed, or several in a row: Greek, Cyrillic.
fn doubted(valid: &str, alphabet: &'static Encoding, text: &mut String) {
    let is_pair = |c: char| c.len_utf8() == 2;
    let mut before = ' ';
    let mut letters = valid.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_in_a_row = is_pair(before) || letters.peek().copied().is_some_and(is_pair);
        if is_pair(letter) && !('\u{a0}'..='\u{17f}').contains(&letter) && !is_in_a_row {
            let mut pair = [0; 2];
            text.push_str(&alphabet.decode_without_bom_handling(letter.encode_utf8(&mut pair).as_bytes()).0);
        } else {
            text.push(letter);
        }
        before = letter;
    }
}

/// What `<?xml encoding="…"?>` or `<meta charset="…">` says.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head[..head.len().min(DECLARED_WITHIN)].to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let label = head.split_once("encoding=").or_else(|| head.split_once("charset="))?.1;
    let label = label.trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(label.len());
    Encoding::for_label_no_replacement(&label.as_bytes()[..end])
}

/// UTF-16 without its mark: a first character of ASCII has a zero beside it.
fn unmarked_wide(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0, b'<' | b'{' | b'[', 0, ..] => Some(UTF_16BE),
        [b'<' | b'{' | b'[', 0, _, 0, ..] => Some(UTF_16LE),
        _ => None,
    }
}
