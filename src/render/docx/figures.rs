//! In: the pictures of an edition. Out: the files of those that the document shows, and their sizes on paper.
//!
//! Invariant: equal pictures share one file. A picture keeps its proportions and is never larger than in the briefing.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::ImageFormat;
use image::codecs::jpeg::JpegEncoder;

use super::relations::Relations;
use crate::capture::picture::MediaType;
use crate::edition::EventPicture;
use crate::render::Pictures;
use crate::render::epub::shrink;

/// The largest picture in millimetres, and the fewest pixels in an inch: those of the briefing (`layouts/briefing/chapters.typ`).
const WIDEST: f64 = 66.0;
const HIGHEST: f64 = 42.0;
const COARSEST: f64 = 130.0;
/// The format's unit of length, in a millimetre and in an inch (ECMA-376, 20.1.2.1).
const UNITS_IN_MILLIMETRE: f64 = 36_000.0;
const UNITS_IN_INCH: f64 = 914_400.0;
/// JPEG quality, of 100, of pictures in a format that word processors lack. Set by hand.
const QUALITY: u8 = 90;

/// Width and height in the format's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub width: u64,
    pub height: u64,
}

/// A picture in its place.
pub(super) struct Placed {
    /// The number of this showing.
    pub number: usize,
    /// The identifier of the file.
    pub relation: String,
    pub size: Size,
}

/// The pictures of the document.
pub(super) struct Figures<'a> {
    held: &'a Pictures,
    shown: usize,
    /// The files by name.
    files: BTreeMap<String, Vec<u8>>,
}

impl<'a> Figures<'a> {
    pub(super) fn new(held: &'a Pictures) -> Self {
        Self { held, shown: 0, files: BTreeMap::new() }
    }

    /// The picture with its number and file. `None` if its bytes are not here or cannot be decoded.
    pub(super) fn place(&mut self, picture: &EventPicture, relations: &mut Relations) -> Option<Placed> {
        let (_, held) = self.held.iter().find(|(name, _)| *name == picture.name)?;
        let bytes = shrink::bytes(picture.media_type, (picture.width, picture.height), held)?;
        let (ending, bytes) = match shrink::media_type(picture) {
            MediaType::WebP => ("jpg", as_jpeg(&bytes)?),
            other => (other.ending(), bytes),
        };
        let name = format!("media/{}.{ending}", picture.digest);
        self.files.entry(name.clone()).or_insert(bytes);
        self.shown += 1;
        Some(Placed { number: self.shown, relation: relations.part("image", &name), size: size(picture) })
    }

    /// The files by name.
    pub(super) fn into_files(self) -> BTreeMap<String, Vec<u8>> {
        self.files
    }
}

fn as_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let picture = image::load_from_memory_with_format(bytes, ImageFormat::WebP).ok()?;
    let mut jpeg = Cursor::new(Vec::new());
    picture.into_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).ok()?;
    Some(jpeg.into_inner())
}

fn size(picture: &EventPicture) -> Size {
    let (width, height) = (f64::from(picture.width.max(1)), f64::from(picture.height.max(1)));
    let natural = width / COARSEST * UNITS_IN_INCH;
    let highest = HIGHEST * UNITS_IN_MILLIMETRE * width / height;
    let shown = natural.min(WIDEST * UNITS_IN_MILLIMETRE).min(highest);
    Size { width: (shown.round() as u64).max(1), height: ((shown * height / width).round() as u64).max(1) }
}
