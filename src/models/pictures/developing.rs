//! From the bytes someone sent to the two pictures that are kept: pure, and slow (up
//! to half a second): see [`super::workshop`] for who calls it and when.
//!
//! What a file is, its first bytes say, whatever it was called. Its size is read before
//! it is decoded; of an animation, only the first image is. What was turned by the
//! camera is turned back, and the rest of what the file said is left behind.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    imageops::FilterType,
};

use super::{Kind, whole};
use crate::refusals::Refusal;

/// The longest side of a file sent in, in pixels.
const SIDE: u32 = 12_000;
/// How many pixels it may have: a photo of 24 megapixels.
pub(super) const PIXELS: u64 = 24_000_000;
/// What decoding may take, in bytes.
const MEMORY: u64 = 200 * 1024 * 1024;
/// The longest side of what is kept, and of the small one.
const POST: (u32, u32) = (1_600, 320);
/// A photo is square.
const PHOTO: (u32, u32) = (320, 96);
const QUALITY: u8 = 82;

/// What is kept of a picture.
#[derive(Clone, Debug)]
pub struct Developed {
    pub large: Vec<u8>,
    pub small: Vec<u8>,
    pub width: u32,
    pub height: u32,
    pub media_type: &'static str,
}

/// # Errors
/// [`Refusal::PictureUnreadable`] for what is none of the four formats, or is broken;
/// [`Refusal::PictureTooLarge`] for what would take too much to look at.
pub fn develop(bytes: &[u8], kind: Kind) -> Result<Developed, Refusal> {
    let mut picture = decode(bytes)?;
    let (side, small_side) = match kind {
        Kind::Photo => PHOTO,
        Kind::Post => POST,
    };
    if kind == Kind::Photo {
        picture = squared(&picture);
    }
    let large = within(picture, side);
    let small = within(large.clone(), small_side);
    let see_through = has_holes(&large);
    let encode = |picture: DynamicImage| if see_through { png(picture) } else { jpeg(picture) };
    let (width, height) = (large.width(), large.height());
    Ok(Developed {
        large: encode(large)?,
        small: encode(small)?,
        width,
        height,
        media_type: if see_through { "image/png" } else { "image/jpeg" },
    })
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, Refusal> {
    let format = image::guess_format(bytes).map_err(unreadable)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif) {
        return Err(Refusal::PictureUnreadable);
    }
    whole::check(format, bytes)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if width > SIDE || height > SIDE || u64::from(width) * u64::from(height) > PIXELS {
        return Err(Refusal::PictureTooLarge);
    }
    if decoder.total_bytes() > MEMORY {
        return Err(Refusal::PictureTooLarge);
    }
    // A camera that writes nonsense there took the picture all the same.
    let turned = decoder.orientation().ok();
    let picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    // Made smaller first: turning twenty megapixels around costs as much again. Each point
    // is the mean of four or more, which a careful filter would not do better.
    let mut picture =
        if picture.width().max(picture.height()) > 2 * POST.0 { picture.thumbnail(POST.0, POST.0) } else { picture };
    if let Some(turned) = turned {
        picture.apply_orientation(turned);
    }
    Ok(picture)
}

fn unreadable(error: image::ImageError) -> Refusal {
    match error {
        image::ImageError::Limits(_) => Refusal::PictureTooLarge,
        _ => Refusal::PictureUnreadable,
    }
}

/// The middle of it.
fn squared(picture: &DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let side = width.min(height);
    picture.crop_imm((width - side) / 2, (height - side) / 2, side, side)
}

/// No larger than this; what is smaller stays as it is.
fn within(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side {
        return picture;
    }
    // Quickly to twice as much, carefully from there.
    let near =
        if picture.width().max(picture.height()) > 4 * side { picture.thumbnail(2 * side, 2 * side) } else { picture };
    near.resize(side, side, FilterType::CatmullRom)
}

/// Whether something behind it would be seen through it.
fn has_holes(picture: &DynamicImage) -> bool {
    picture.color().has_alpha() && picture.to_rgba8().pixels().any(|pixel| pixel.0[3] < u8::MAX)
}

fn jpeg(picture: DynamicImage) -> Result<Vec<u8>, Refusal> {
    let mut bytes = vec![];
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&picture.into_rgb8()).map_err(unreadable)?;
    Ok(bytes)
}

fn png(picture: DynamicImage) -> Result<Vec<u8>, Refusal> {
    let mut bytes = vec![];
    let picture = picture.into_rgba8();
    PngEncoder::new(&mut bytes)
        .write_image(picture.as_raw(), picture.width(), picture.height(), image::ExtendedColorType::Rgba8)
        .map_err(unreadable)?;
    Ok(bytes)
}
