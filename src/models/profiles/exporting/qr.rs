//! A QR code as the path of an SVG: what a printed page gives a phone.

use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around the code, without which phones do not find it (ISO/IEC 18004 §6.3.8).
const QUIET: i32 = 4;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules on a side, the quiet zone included: the SVG's `viewBox` is `0 0 side side`.
    pub side: i32,
    /// The `d` of its path: a rectangle for every run of dark modules in a row.
    pub path: String,
}

/// None when the text is longer than a code holds (about 2,300 bytes).
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    Some(Qr { side: code.size() + 2 * QUIET, path })
}
