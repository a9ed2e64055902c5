//! In: the pixels of a cover. Out: the picture for shelves and for the first page of the book.
//!
//! Invariant: the same pixels give the same bytes.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use super::EpubError;
use super::shrink::QUALITY;
use crate::capture::picture::MediaType;

/// Maximum size of a lossless picture, in bytes. A cover with a photograph is larger and becomes a JPEG. Set by hand.
const MOST: usize = 1_000_000;

/// The picture of a cover.
pub(crate) struct Cover {
    /// Its name in the book.
    pub file: &'static str,
    pub media_type: MediaType,
    pub bytes: Vec<u8>,
}

impl Cover {
    /// A picture from pixels of three bytes each, row by row: a PNG, or a JPEG if the PNG is too large.
    ///
    /// # Errors
    /// [`EpubError::Cover`] if the number of pixels does not fit the sides.
    pub(crate) fn encoded(opaque: &[u8], width: u32, height: u32) -> Result<Self, EpubError> {
        let mut png = Cursor::new(Vec::new());
        let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive);
        let written = encoder.write_image(opaque, width, height, ExtendedColorType::Rgb8);
        written.map_err(|error| EpubError::Cover(error.to_string()))?;
        if png.get_ref().len() <= MOST {
            return Ok(Self { file: "cover.png", media_type: MediaType::Png, bytes: png.into_inner() });
        }
        let mut bytes = Vec::new();
        let written =
            JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode(opaque, width, height, ExtendedColorType::Rgb8);
        written.map_err(|error| EpubError::Cover(error.to_string()))?;
        Ok(Self { file: "cover.jpg", media_type: MediaType::Jpeg, bytes })
    }
}
