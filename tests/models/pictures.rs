//! What is kept of a picture, what is refused to be looked at, and what time takes away.

use std::time::Instant;

use chrono::Duration;
use image::{DynamicImage, Frame, GenericImageView, ImageFormat, RgbaImage, codecs::gif::GifEncoder};
use passerelle::{
    access::Kind as Of,
    clock,
    models::pictures::{
        self, Kind,
        developing::{Developed, develop},
        keeping, removing,
        workshop::Workshop,
    },
    refusals::{Failure, Refusal},
};
use sea_orm::EntityTrait;

use crate::support::{
    World,
    pictures::{address, as_a_phone_writes, encoded, halves, jpeg, pane, png_that_says},
};

fn opened(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

fn both(made: &Developed) -> [&Vec<u8>; 2] {
    [&made.large, &made.small]
}

#[test]
fn nothing_of_a_file_is_kept_but_what_one_sees() {
    let sent = as_a_phone_writes(&jpeg(400, 300), 1);
    for told in [&b"Exif"[..], b"CANARI", b"Nadia", b"xmpmeta", b"\x88\x25"] {
        assert!(holds(&sent, told), "the photo says nothing of {told:?}");
    }
    for kind in [Kind::Post, Kind::Photo] {
        let made = develop(&sent, kind).unwrap();
        for bytes in both(&made) {
            for told in [&b"Exif"[..], b"CANARI", b"Nadia", b"xmpmeta", b"47.12"] {
                assert!(!holds(bytes, told), "{told:?} was kept");
            }
            // No segment of anyone's: the first after the head is the encoder's own.
            assert!(!holds(bytes, &[0xFF, 0xE1]) && !holds(bytes, &[0xFF, 0xFE]));
            opened(bytes);
        }
    }
}

/// Each of the eight ways a camera is held: red stands where it stood for who held it.
#[test]
fn a_photo_is_shown_the_way_up_it_was_taken() {
    // Where the red half is, of a picture whose left half it was in the file.
    let red =
        [(1, "left"), (2, "right"), (3, "right"), (4, "left"), (5, "top"), (6, "top"), (7, "bottom"), (8, "bottom")];
    for (orientation, side) in red {
        let made = develop(&as_a_phone_writes(&jpeg(200, 100), orientation), Kind::Post).unwrap();
        let seen = opened(&made.large);
        let (width, height) = seen.dimensions();
        let turned = orientation >= 5;
        assert_eq!((width, height), if turned { (100, 200) } else { (200, 100) }, "{orientation}");
        let at = match side {
            "left" => (width / 8, height / 2),
            "right" => (width * 7 / 8, height / 2),
            "top" => (width / 2, height / 8),
            _ => (width / 2, height * 7 / 8),
        };
        let pixel = seen.get_pixel(at.0, at.1).0;
        assert!(pixel[0] > 180 && pixel[2] < 80, "{orientation}: {pixel:?} at the {side}");
    }
}

#[test]
fn a_picture_has_the_size_it_is_shown_at() {
    let sizes = |made: &Developed| both(made).map(|bytes| opened(bytes).dimensions());
    let post = develop(&jpeg(2_400, 1_600), Kind::Post).unwrap();
    assert_eq!(sizes(&post), [(1_600, 1_067), (320, 214)]);
    assert_eq!((post.width, post.height, post.media_type), (1_600, 1_067, "image/jpeg"));
    let huge = develop(&jpeg(4_000, 3_000), Kind::Post).unwrap();
    assert_eq!(sizes(&huge), [(1_600, 1_200), (320, 240)]);
    // What is small stays as it is; a line stays one.
    assert_eq!(sizes(&develop(&jpeg(50, 40), Kind::Post).unwrap()), [(50, 40), (50, 40)]);
    assert_eq!(sizes(&develop(&jpeg(6_000, 2), Kind::Post).unwrap())[0], (1_600, 1));
    // A photo is the middle of it, square.
    let photo = develop(&jpeg(1_200, 800), Kind::Photo).unwrap();
    assert_eq!(sizes(&photo), [(320, 320), (96, 96)]);
    let seen = opened(&photo.large);
    assert!(seen.get_pixel(20, 160).0[0] > 180 && seen.get_pixel(300, 160).0[2] > 180);
}

#[test]
fn the_four_formats_are_read_whatever_they_are_called_and_two_are_written() {
    let photo = halves(120, 80);
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let made = develop(&encoded(&photo, format), Kind::Post).unwrap();
        assert_eq!(made.media_type, "image/jpeg", "{format:?}");
        assert_eq!(image::guess_format(&made.large).unwrap(), ImageFormat::Jpeg);
    }
    // What one sees through stays so.
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let made = develop(&encoded(&pane(120, 80), format), Kind::Post).unwrap();
        assert_eq!(made.media_type, "image/png", "{format:?}");
        assert_eq!(opened(&made.large).get_pixel(3, 3).0[3], 90);
        assert_eq!(opened(&made.small).get_pixel(3, 3).0[3], 90);
    }
}

/// Said to be enormous in a few bytes: refused from the head, before a pixel is made.
#[test]
fn what_would_take_too_much_is_not_looked_at() {
    let began = Instant::now();
    let mut enormous = jpeg(16, 16);
    let frame = enormous.windows(2).position(|two| two == [0xFF, 0xC0]).unwrap();
    enormous[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    let mut screen = encoded(&halves(4, 4), ImageFormat::Gif);
    screen[6..10].copy_from_slice(&[0xFF; 4]);
    for (what, file) in [
        ("a PNG of 65,535²", png_that_says(65_535, 65_535)),
        ("a PNG of 4 billion²", png_that_says(u32::MAX >> 1, u32::MAX >> 1)),
        ("a PNG within a side, beyond the whole", png_that_says(11_999, 11_999)),
        ("a PNG that memory would hold, of one line too many", png_that_says(6_000, 4_001)),
        ("a JPEG of 65,535²", enormous),
        ("a GIF of 65,535²", screen),
        ("a WebP whose frame is larger than it says", webp_with_a_frame_of(16_383, 16_383)),
    ] {
        let refused = develop(&file, Kind::Post).unwrap_err();
        assert_eq!(refused, Refusal::PictureTooLarge, "{what}");
    }
    // As large as a photo may be, it is looked at, and there is none.
    assert_eq!(develop(&png_that_says(6_000, 4_000), Kind::Post).unwrap_err(), Refusal::PictureUnreadable);
    // A size that is none is no picture.
    for (width, height) in [(0, 0), (0, 10), (u32::MAX, 1)] {
        develop(&png_that_says(width, height), Kind::Post).unwrap_err();
    }
    assert!(began.elapsed().as_millis() < 1_000, "{:?}", began.elapsed());
}

/// An extended WebP of ten pixels by ten, whose one frame says otherwise.
fn webp_with_a_frame_of(width: u16, height: u16) -> Vec<u8> {
    let chunk =
        |name: &[u8; 4], body: &[u8]| [&name[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), body].concat();
    let canvas = chunk(b"VP8X", &[0, 0, 0, 0, 9, 0, 0, 9, 0, 0]);
    let frame = [&[0x10, 0, 0, 0x9D, 0x01, 0x2A][..], &width.to_le_bytes(), &height.to_le_bytes(), &[0; 40]].concat();
    let body = [b"WEBP".to_vec(), canvas, chunk(b"VP8 ", &frame)].concat();
    chunk(b"RIFF", &body)
}

#[test]
fn a_file_cut_short_is_said_to_be_damaged() {
    let photo = halves(300, 200);
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let whole = encoded(&photo, format);
        for kept in [12, whole.len() / 4, whole.len() / 2, whole.len() - whole.len() / 10] {
            let refused = develop(&whole[..kept], Kind::Post);
            assert_eq!(refused.unwrap_err(), Refusal::PictureUnreadable, "{format:?} cut at {kept}");
        }
    }
    // The little picture that a phone puts first has an end of its own.
    let (whole, small) = (jpeg(300, 200), jpeg(16, 16));
    let length = u16::try_from(small.len() + 8).unwrap().to_be_bytes();
    let cut = &whole[2..whole.len() - 400];
    let phone = [&whole[..2], &[0xFF, 0xE1], &length, b"Exif\0\0", &small, cut].concat();
    assert_eq!(develop(&phone, Kind::Post).unwrap_err(), Refusal::PictureUnreadable);
}

#[test]
fn of_an_animation_only_the_first_image_is_made() {
    let mut gif = vec![];
    let mut encoder = GifEncoder::new_with_speed(&mut gif, 30);
    let first = Frame::new(RgbaImage::from_pixel(8, 8, image::Rgba([250, 0, 0, 255])));
    encoder.encode_frame(first).unwrap();
    let other = RgbaImage::from_pixel(8, 8, image::Rgba([0, 0, 250, 255]));
    encoder.encode_frames((0..9_999).map(|_| Frame::new(other.clone()))).unwrap();
    drop(encoder);
    let began = Instant::now();
    let made = develop(&gif, Kind::Post).unwrap();
    assert!(began.elapsed().as_millis() < 200, "{:?}", began.elapsed());
    let pixel = opened(&made.large).get_pixel(4, 4).0;
    assert!(pixel[0] > 180 && pixel[2] < 80, "{pixel:?}");
}

#[test]
fn what_is_no_picture_is_none_whatever_it_is_called() {
    let mut zip = b"PK\x03\x04".to_vec();
    zip.extend(jpeg(20, 20));
    for (what, file) in [
        ("nothing", vec![]),
        ("one byte", vec![0xFF]),
        ("words", b"Bonjour".to_vec()),
        ("a drawing", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec()),
        ("a page", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("a ZIP", zip),
        ("a PDF", b"%PDF-1.7\n".to_vec()),
        ("a BMP", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec()),
        ("a TIFF", b"II*\0\x08\0\0\0".to_vec()),
        ("an icon", b"\0\0\x01\0\x01\0\x10\x10".to_vec()),
        ("a head and nothing after", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("a GIF without an image", b"GIF89a\x08\0\x08\0\0\0\0;".to_vec()),
        (
            "a WebP that claims more than it has",
            b"RIFF\xFF\xFF\xFF\xFFWEBPVP8X\x0A\0\0\0\x08\0\0\0\x09\0\0\x09\0\0EXIF\xFF\xFF\xFF\xFF".to_vec(),
        ),
    ] {
        assert_eq!(develop(&file, Kind::Post).unwrap_err(), Refusal::PictureUnreadable, "{what}");
    }
}

/// A file that is a picture and something else is, afterwards, a picture.
#[test]
fn what_hides_behind_a_picture_stays_behind() {
    let script = b"<script>alert(document.cookie)</script>";
    let mut png = encoded(&pane(20, 20), ImageFormat::Png);
    png.extend(script);
    png.extend(b"PK\x05\x06");
    let mut photo = jpeg(20, 20);
    photo.extend(script);
    let mut gif = encoded(&halves(20, 20), ImageFormat::Gif);
    let end = gif.pop().unwrap();
    gif.extend([0x21, 0xFE, u8::try_from(script.len()).unwrap()]);
    gif.extend(script);
    gif.extend([0, end]);
    for file in [png, photo, gif] {
        assert!(holds(&file, script));
        let made = develop(&file, Kind::Post).unwrap();
        for bytes in both(&made) {
            assert!(!holds(bytes, b"script") && !holds(bytes, b"PK\x05\x06"));
        }
    }
}

/// Noise in every place of a real file: refused or made, never more than that.
#[test]
fn a_damaged_file_harms_nothing() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % below as u64).unwrap()
    };
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP, ImageFormat::Gif] {
        let whole = encoded(&halves(40, 30), format);
        for _ in 0..150 {
            let mut file = whole.clone();
            for _ in 0..=next(6) {
                let at = next(file.len());
                file[at] = u8::try_from(next(256)).unwrap();
            }
            // Where a decoder gives up altogether, the workshop says that it is unreadable.
            let made = std::panic::catch_unwind(|| develop(&file, Kind::Post));
            if let Ok(Ok(made)) = made {
                opened(&made.large);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_workshop_holds_so_many_and_says_so_beyond() {
    let workshop = Workshop::default();
    let mut inside = vec![];
    let busy = loop {
        match workshop.enter() {
            Ok(place) => inside.push(place),
            Err(refusal) => break refusal,
        }
    };
    assert_eq!(busy, Refusal::Busy);
    assert!(inside.len() >= 8 && inside.len() <= 32, "{}", inside.len());
    inside.pop();
    workshop.enter().unwrap();
    // Those inside have their turn, one after the other, and a broken file is no more than that.
    let (one, two, broken) = tokio::join!(
        workshop.develop(jpeg(900, 600), Kind::Post),
        workshop.develop(jpeg(600, 900), Kind::Photo),
        workshop.develop(b"rien".to_vec(), Kind::Post),
    );
    assert_eq!((one.unwrap().width, two.unwrap().width), (900, 320));
    assert!(matches!(broken.unwrap_err(), Failure::Refused(Refusal::PictureUnreadable)));
}

/// Killed between the file and its row: a file that no row knows. Removed, and killed
/// before the file went: the same. A day later it is gone; a file with a row stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_no_row_knows_goes_in_a_day() {
    let world = World::new().await;
    let awa = world.person("awa", Of::Seeker).await;
    let house = &world.house;
    let kept = awa.keeps_picture("Un quai", &jpeg(60, 40)).await;
    let kept = address(&kept).trim_start_matches("/pictures/").to_owned();
    let stray = "0123456789abcdef0123456789abcdef";
    keeping::write(house, stray, develop(&jpeg(60, 40), Kind::Post).unwrap()).await.unwrap();
    let unfinished = keeping::path(house, stray, false).with_extension("part");
    std::fs::write(&unfinished, "à moitié").unwrap();
    let there = |token: &str| [false, true].map(|small| keeping::path(house, token, small).exists());
    assert_eq!((there(stray), there(&kept)), ([true; 2], [true; 2]));
    keeping::sweep(house, clock::now() + Duration::hours(23)).await.unwrap();
    assert_eq!((there(stray), unfinished.exists()), ([true; 2], true), "its row may be on its way");
    keeping::sweep(house, clock::now() + Duration::hours(25)).await.unwrap();
    assert_eq!((there(stray), unfinished.exists()), ([false; 2], false));
    assert_eq!(there(&kept), [true; 2]);
    assert_eq!(
        awa.fetches(&format!("/pictures/{kept}")).await,
        std::fs::read(keeping::path(house, &kept, false)).unwrap()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_picture_that_nothing_shows_goes_in_a_day() {
    let world = World::new().await;
    let house = &world.house;
    let awa = world.person("awa", Of::Seeker).await;
    let room = world.room("quais", passerelle::access::Audience::Public, &[]).await;
    let [forgotten, posted, drafted, dropped] = {
        let mut made = vec![];
        for alt in ["oubliée", "montrée", "en brouillon", "ôtée"] {
            made.push(awa.keeps_picture(alt, &jpeg(60, 40)).await);
        }
        <[String; 4]>::try_from(made).unwrap()
    };
    awa.sends("/me/profile/photo", &[], &jpeg(60, 40)).await.assert_status(303);
    let talk = awa.asks(&room, "Un fil", &posted).await;
    let reply = awa.replies(&talk, &dropped).await;
    awa.does(&format!("/posts/{reply}"), &[("body", "Finalement, sans.")]).await;
    // After the reply, with which the draft of this place goes.
    awa.does(&talk.act("draft"), &[("body", &format!("Voir {drafted}"))]).await;
    let there = async |markdown: &str| awa.get(&address(markdown)).await.status.as_u16();
    removing::tidy(house, clock::now() + Duration::hours(23)).await.unwrap();
    for markdown in [&forgotten, &posted, &drafted, &dropped] {
        assert_eq!(there(markdown).await, 200, "{markdown}");
    }
    removing::tidy(house, clock::now() + Duration::hours(25)).await.unwrap();
    let left = [there(&forgotten).await, there(&posted).await, there(&drafted).await, there(&dropped).await];
    assert_eq!(left, [404, 200, 200, 404]);
    assert!(pictures::photo_of(&house.db, awa.id()).await.unwrap().is_some(), "a photo is used by being there");
    // The row of one that is removed is known a day, to whoever was about to show it.
    let rows = async || pictures::Entity::find().all(&house.db).await.unwrap().len();
    awa.does(&format!("{}/removal", address(&posted)), &[]).await;
    removing::tidy(house, clock::now() + Duration::hours(23)).await.unwrap();
    assert_eq!(rows().await, 3);
    removing::tidy(house, clock::now() + Duration::hours(25)).await.unwrap();
    assert_eq!(rows().await, 2);
}
