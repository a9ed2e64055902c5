//! In: a captured picture. Out: the picture in the book: the original, or a smaller one that is large enough for reading devices.
//!
//! Invariant: the same picture gives the same bytes. A picture that is small enough is never encoded again.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageReader};

use crate::capture::picture::MediaType;
use crate::edition::{Edition, EventPicture};

/// The longest side in pixels: that of the screens of large reading devices. Set by hand.
const LONGEST: u32 = 1600;
/// JPEG quality, of 100. What photographs lose at this quality cannot be seen on a page. Set by hand.
pub(super) const QUALITY: u8 = 85;

/// The pictures of the events.
pub(crate) fn shown(edition: &Edition) -> impl Iterator<Item = &EventPicture> {
    let events = edition.chapters.iter().flat_map(|chapter| &chapter.events);
    events.filter_map(|event| event.picture.as_ref())
}

/// The file name of a picture in the book: its own, or that of the smaller picture.
pub(crate) fn name(picture: &EventPicture) -> String {
    match becomes(picture.media_type, picture.width, picture.height) {
        None => picture.name.clone(),
        Some(media_type) => format!("{}-{LONGEST}.{}", picture.digest, media_type.ending()),
    }
}

/// The type of a picture's file in the book.
pub(crate) fn media_type(picture: &EventPicture) -> MediaType {
    becomes(picture.media_type, picture.width, picture.height).unwrap_or(picture.media_type)
}

/// The type that a picture of this size is encoded as. `None` if it stays as it is. JPEG and WebP are photographs. PNG and GIF are
/// drawings, whose edges JPEG would blur.
fn becomes(media_type: MediaType, width: u32, height: u32) -> Option<MediaType> {
    (width.max(height) > LONGEST).then_some(match media_type {
        MediaType::Jpeg | MediaType::WebP => MediaType::Jpeg,
        MediaType::Png | MediaType::Gif => MediaType::Png,
    })
}

/// The bytes of a picture in the book. `None` if it cannot be decoded.
pub(crate) fn bytes(media_type: MediaType, (width, height): (u32, u32), original: &[u8]) -> Option<Vec<u8>> {
    match becomes(media_type, width, height) {
        None => Some(original.to_vec()),
        Some(becomes) => shrunk(original, media_type, becomes),
    }
}

/// Makes a picture smaller and upright, with the same colour profile.
fn shrunk(original: &[u8], media_type: MediaType, becomes: MediaType) -> Option<Vec<u8>> {
    let mut decoder = ImageReader::with_format(Cursor::new(original), media_type.format()).into_decoder().ok()?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(orientation);
    let small = image.resize(LONGEST, LONGEST, FilterType::Lanczos3);
    let mut bytes = Vec::new();
    match becomes {
        MediaType::Jpeg => write(JpegEncoder::new_with_quality(&mut bytes, QUALITY), profile, &flat(small)),
        _ => write(PngEncoder::new(&mut bytes), profile, &small),
    }?;
    Some(bytes)
}

/// Removes transparency by putting the picture on white. JPEG has no transparency.
fn flat(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return if image.color().has_color() { image.into_rgb8().into() } else { image.into_luma8().into() };
    }
    let mut image = image.into_rgba8();
    for pixel in image.pixels_mut() {
        let alpha = u32::from(pixel.0[3]);
        for channel in &mut pixel.0[..3] {
            *channel = ((u32::from(*channel) * alpha + 255 * (255 - alpha)) / 255) as u8;
        }
    }
    DynamicImage::from(image).into_rgb8().into()
}

fn write(mut encoder: impl ImageEncoder, profile: Option<Vec<u8>>, image: &DynamicImage) -> Option<()> {
    if let Some(profile) = profile {
        // A profile that the format cannot hold is left out.
        let _ = encoder.set_icc_profile(profile);
    }
    image.write_with_encoder(encoder).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(media_type: MediaType, width: u32, height: u32) -> Vec<u8> {
        let image = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x / 8) as u8, (y / 8) as u8, 90]));
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, media_type.format()).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_large_picture_becomes_as_large_as_a_screen() {
        for (from, to) in [(MediaType::Jpeg, MediaType::Jpeg), (MediaType::Png, MediaType::Png)] {
            let large = painted(from, 2000, 1000);
            assert_eq!(becomes(from, 2000, 1000), Some(to));
            let small = shrunk(&large, from, to).unwrap();
            let decoded = image::load_from_memory_with_format(&small, to.format()).unwrap();
            assert_eq!((decoded.width(), decoded.height()), (1600, 800));
            assert_eq!(shrunk(&large, from, to).unwrap(), small, "same picture, same bytes");
        }
        assert_eq!(becomes(MediaType::WebP, 900, 1601), Some(MediaType::Jpeg));
        assert_eq!(becomes(MediaType::Jpeg, 1600, 1200), None);
        assert_eq!(shrunk(b"no picture", MediaType::Png, MediaType::Png), None);
    }

    #[test]
    fn transparent_pixels_of_a_photograph_become_white() {
        let clear = image::RgbaImage::from_pixel(1, 1, image::Rgba([0, 0, 0, 0]));
        assert_eq!(flat(clear.into()).to_rgb8().get_pixel(0, 0).0, [255; 3]);
    }
}
