//! In: an edition. Out: the picture of its cover as pixels, for shelves that show no SVG.
//!
//! Invariant: same edition, same bytes; the machine's own fonts are never looked at.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use serde::Serialize;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, Scalar};
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::EpubError;
use crate::characters::clean;
use crate::edition::{Counts, DateText, Design, Edition, Timeline};
use crate::render::fonts::Fonts;
use crate::words::{ProductLanguage, Words};

const LAYOUT: &str = include_str!("../../../layouts/book/cover.typ");
/// The layout's page has 400 points by 600, which makes 1,600 pixels by 2,400: what shelves of dense screens ask for.
const PIXELS_PER_POINT: f64 = 4.0;

/// The part of an edition that its cover shows, under the names that it has there.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    title: &'a str,
    language: ProductLanguage,
    number: Option<u32>,
    period: &'a Option<DateText>,
    design: &'a Design,
    counts: &'a Counts,
    timeline: &'a Option<Timeline>,
    words: &'a Words,
}

/// Draws the cover as a PNG.
///
/// # Errors
/// The layout does not compile.
pub fn draw(edition: &Edition) -> Result<Vec<u8>, EpubError> {
    let world = CoverWorld::new(edition)?;
    let told = |problems: &dyn Fn() -> Vec<String>| EpubError::Cover(problems().join("\n"));
    let document = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|errors| told(&|| errors.iter().map(|error| error.message.to_string()).collect()))?;
    let page = document.pages().first().ok_or_else(|| told(&|| vec!["it has no page".to_owned()]))?;
    let options = RenderOptions { pixel_per_pt: Scalar::new(PIXELS_PER_POINT), ..RenderOptions::default() };
    let pixels = typst_render::render(page, &options);
    encode(pixels.data(), pixels.width(), pixels.height())
}

/// A PNG without transparency, which the page has none of.
fn encode(pixels: &[u8], width: u32, height: u32) -> Result<Vec<u8>, EpubError> {
    let opaque: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut bytes = Cursor::new(Vec::new());
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let written = encoder.write_image(&opaque, width, height, ExtendedColorType::Rgb8);
    written.map_err(|error| EpubError::Cover(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// What Typst sees: the layout, the edition, the program's fonts.
struct CoverWorld {
    library: LazyHash<Library>,
    layout: Source,
    edition: (FileId, Bytes),
    fonts: Arc<Fonts>,
}

impl CoverWorld {
    fn new(edition: &Edition) -> Result<Self, EpubError> {
        let title = clean(&edition.title);
        let shown = Shown {
            title: title.trim(),
            language: edition.language,
            number: edition.number,
            period: &edition.period,
            design: &edition.design,
            counts: &edition.counts,
            timeline: &edition.timeline,
            words: &edition.words,
        };
        let json = serde_json::to_vec(&shown).map_err(|error| EpubError::Cover(error.to_string()))?;
        Ok(Self {
            library: LazyHash::new(Library::default()),
            layout: Source::new(identify("cover.typ")?, LAYOUT.to_owned()),
            edition: (identify("edition.json")?, Bytes::new(json)),
            fonts: Fonts::built_in(),
        })
    }
}

fn identify(name: &str) -> Result<FileId, EpubError> {
    let path = VirtualPath::new(name).map_err(|_| EpubError::Cover(format!("`{name}` is no path")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for CoverWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.layout.id() { Ok(self.layout.clone()) } else { Err(refuse(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.edition.0 { Ok(self.edition.1.clone()) } else { Err(refuse(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Why a file is not served.
fn refuse(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
