//! Pictures to send, and what comes back of them.

use axum::{
    body::Body,
    http::{Request, header},
};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use super::{Actor, Page};

const BOUNDARY: &str = "----passerelle-7f3a";

/// A photo: its left half is red, its right half blue, with enough in it to be no flat colour.
pub fn halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = u8::try_from((x * 7 + y * 13) % 16).unwrap();
        if x < width / 2 { Rgb([235 + grain, grain, grain]) } else { Rgb([grain, grain, 235 + grain]) }
    })
    .into()
}

/// Something one sees through.
pub fn pane(width: u32, height: u32) -> DynamicImage {
    RgbaImage::from_pixel(width, height, Rgba([0, 120, 120, 90])).into()
}

pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(vec![]);
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded(&halves(width, height), ImageFormat::Jpeg)
}

/// What a phone writes before the picture: where it was, who held it, which way up.
pub fn as_a_phone_writes(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    // Two entries: which way up, and where the place is written.
    tiff.extend([0, 2]);
    tiff.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, 38_u32.to_be_bytes()));
    tiff.extend([0; 4]);
    tiff.extend([0, 2]);
    tiff.extend(entry(1, 2, 2, *b"N\0\0\0"));
    tiff.extend(entry(2, 5, 3, 68_u32.to_be_bytes()));
    tiff.extend([0; 4]);
    for number in [47_u32, 1, 12, 1, 5, 1] {
        tiff.extend(number.to_be_bytes());
    }
    let segment = |marker: u8, head: &[u8], body: &[u8]| {
        let length = u16::try_from(head.len() + body.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker][..], &length, head, body].concat()
    };
    let exif = segment(0xE1, b"Exif\0\0", &[&tiff[..], b"SM-CANARI by Nadia"].concat());
    let xmp = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0", b"<x:xmpmeta>47.12N CANARI</x:xmpmeta>");
    let comment = segment(0xFE, b"", b"CANARI: rue des Quais");
    [&jpeg[..2], &exif, &xmp, &comment, &jpeg[2..]].concat()
}

/// The head of a PNG that says it is this large, and nothing of it.
pub fn png_that_says(width: u32, height: u32) -> Vec<u8> {
    let mut png = encoded(&halves(4, 4), ImageFormat::Png);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

/// A form with a picture, as a browser sends it.
pub fn multipart(fields: &[(String, Vec<u8>)], file: Option<(&str, &str, &[u8])>) -> Vec<u8> {
    let mut body = vec![];
    let mut part = |head: String, bytes: &[u8]| {
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    };
    for (name, value) in fields {
        part(format!("name=\"{name}\""), value);
    }
    if let Some((name, kind, bytes)) = file {
        let field = if kind == "application/json" || kind.ends_with("/xml") { "file" } else { "picture" };
        part(format!("name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: {kind}"), bytes);
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

impl Actor {
    /// Sends a form with a picture from one of our own pages.
    pub async fn sends(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Page {
        self.sends_as(path, fields, Some(("photo.jpg", "image/jpeg", file)), &[]).await
    }

    /// The same, whatever it is called; or without a file.
    pub async fn sends_as(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &str, &[u8])>,
        headers: &[(&str, &str)],
    ) -> Page {
        let fields: Vec<(String, Vec<u8>)> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec())).collect();
        self.sends_body(path, multipart(&fields, file), headers).await
    }

    pub async fn sends_body(&self, path: &str, body: Vec<u8>, headers: &[(&str, &str)]) -> Page {
        let mut request = Request::post(path)
            .header(header::HOST, "house.test")
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .header(header::COOKIE, self.cookie_header())
            .header("sec-fetch-site", "same-origin");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Adds a picture for later; its Markdown, as a script is told.
    pub async fn keeps_picture(&self, alt: &str, file: &[u8]) -> String {
        let file = Some(("photo.jpg", "image/jpeg", file));
        let answer = self.sends_as("/pictures/new", &[("alt", alt)], file, &[("accept", "application/json")]).await;
        answer.assert_status(201);
        let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        told["markdown"].as_str().expect("what puts it in a text").to_owned()
    }
}

/// The address that Markdown says.
pub fn address(markdown: &str) -> String {
    let at = markdown.rfind("](").expect("a picture") + 2;
    markdown[at..].trim_end_matches(')').to_owned()
}
