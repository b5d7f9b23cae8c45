//! What decoders take on trust, looked at first: that a file is whole, and that no
//! part of it is larger than the whole says.

use image::ImageFormat;

use super::developing::PIXELS;
use crate::refusals::Refusal;

/// # Errors
/// [`Refusal::PictureUnreadable`] when its end is missing, [`Refusal::PictureTooLarge`]
/// when a part of it is.
pub(super) fn check(format: ImageFormat, bytes: &[u8]) -> Result<(), Refusal> {
    match format {
        ImageFormat::Jpeg if !jpeg_has_its_end(bytes) => Err(Refusal::PictureUnreadable),
        ImageFormat::WebP if !webp_has_its_chunks(bytes) => Err(Refusal::PictureUnreadable),
        ImageFormat::WebP if !webp_frames_fit(bytes) => Err(Refusal::PictureTooLarge),
        _ => Ok(()),
    }
}

/// A decoder fills what is missing of a photo with grey. The end of the last image in
/// the file comes after the beginning of its data, where no marker can stand.
fn jpeg_has_its_end(bytes: &[u8]) -> bool {
    let last = |mark: [u8; 2]| bytes.windows(2).rposition(|two| two == mark);
    last([0xFF, 0xDA]).is_some_and(|data| last([0xFF, 0xD9]).is_some_and(|end| end > data))
}

/// Each chunk lies within the file: memory is taken for as much as one claims to hold.
fn webp_has_its_chunks(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let size = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let Some(next) = after.get(size..) else { return false };
        // Padded to an even length, but for some writers at the very end.
        rest = next.get(size % 2..).unwrap_or_default();
    }
    true
}

/// A frame says its own size, and is decoded before that is held against the page's.
fn webp_frames_fit(bytes: &[u8]) -> bool {
    bytes.windows(18).filter(|chunk| chunk.starts_with(b"VP8 ") && chunk[11..14] == [0x9D, 0x01, 0x2A]).all(|chunk| {
        let side = |at: usize| u64::from(u16::from_le_bytes([chunk[at], chunk[at + 1]]) & 0x3FFF);
        side(14) * side(16) <= PIXELS
    })
}
