//! In: a type and a size. Out: the bytes of a picture.
//!
//! Invariant: the same arguments give the same bytes.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

pub const PNG: ImageFormat = ImageFormat::Png;
pub const JPEG: ImageFormat = ImageFormat::Jpeg;
pub const GIF: ImageFormat = ImageFormat::Gif;
pub const WEBP: ImageFormat = ImageFormat::WebP;

/// A picture of some colours. Another seed gives another picture.
pub fn paint(format: ImageFormat, width: u32, height: u32, seed: u8) -> Vec<u8> {
    let shade = |at: u32, of: u32| (at * 255 / of.max(1)) as u8;
    let pixel = |x, y| Rgb([shade(x, width), shade(y, height), seed.wrapping_mul(40)]);
    let picture = DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, pixel));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A picture as PNG.
pub fn png(width: u32, height: u32, seed: u8) -> Vec<u8> {
    paint(PNG, width, height, seed)
}

/// Bytes in base64 (RFC 4648), in one line.
pub fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0u32, |number, at| number << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS[(number >> (18 - 6 * at)) as usize % 64];
            text.push(if at <= three.len() { letter.into() } else { '=' });
        }
    }
    text
}

/// Corrects the checksum of a PNG's first chunk (PNG, annex D).
pub fn mend(png: &mut [u8]) {
    let mut sum = u32::MAX;
    for &byte in &png[12..29] {
        sum ^= u32::from(byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    png[29..33].copy_from_slice(&(!sum).to_be_bytes());
}
