//! In: an edition and a layout. Out: the picture of the cover, for shelves and for the first page of the book.
//!
//! Invariant: the same edition and layout give the same bytes. The machine's fonts are never used.

use serde::Serialize;
use typst::utils::Scalar;
use typst_layout::{Page, PagedDocument};
use typst_render::RenderOptions;

use super::cover::Cover;
use super::{EpubError, Layout};
use crate::characters::clean;
use crate::edition::{Counts, DateText, Design, Edition, Timeline};
use crate::render::diagnosis;
use crate::render::families::Fonts;
use crate::render::world::{EDITION, LayoutWorld, Unusable};
use crate::words::{ProductLanguage, Words};

/// The layout of the cover.
const LAYOUT: &str = "cover.typ";
/// The page of the built-in layout has 400 by 600 points, which gives 1,600 by 2,400 pixels, enough for shelves on dense screens.
const PIXELS_PER_POINT: f64 = 4.0;
/// Maximum length of the longer side in pixels, whatever the layout's page is. As the built-in layout's longer side.
const LONGEST: f64 = 2400.0;
/// The part of an edition that its cover shows, with the edition's field names.
#[derive(Debug, Serialize)]
struct Shown<'a> {
    title: &'a str,
    language: ProductLanguage,
    number: Option<u32>,
    period: &'a Option<DateText>,
    as_of: &'a Option<DateText>,
    design: &'a Design,
    counts: &'a Counts,
    timeline: &'a Option<Timeline>,
    words: &'a Words,
}

/// Draws the cover.
///
/// # Errors
/// [`EpubError::Cover`] if the layout does not compile, [`EpubError::LayoutFile`] if it does not exist.
pub(crate) fn draw(edition: &Edition, layout: &Layout) -> Result<Cover, EpubError> {
    let world = world(edition, layout)?;
    let document = typst::compile::<PagedDocument>(&world).output;
    let document = document.map_err(|errors| EpubError::Cover(diagnosis::message(&world, &errors)))?;
    let page = document.pages().first().ok_or_else(|| EpubError::Cover("it has no page".to_owned()))?;
    encode(page)
}

fn world(edition: &Edition, layout: &Layout) -> Result<LayoutWorld, EpubError> {
    let title = clean(&edition.title);
    let shown = Shown {
        title: title.trim(),
        language: edition.language,
        number: edition.number,
        period: &edition.period,
        as_of: &edition.as_of,
        design: &edition.design,
        counts: &edition.counts,
        timeline: &edition.timeline,
        words: &edition.words,
    };
    let json = serde_json::to_vec(&shown).map_err(|error| EpubError::Cover(error.to_string()))?;
    let given = layout.pictures.iter().map(|(name, bytes)| (name.clone(), bytes.clone()));
    let given = given.chain([(EDITION.to_owned(), json)]);
    LayoutWorld::new(&layout.files, LAYOUT, Fonts::built_in(), given).map_err(|unusable| match unusable {
        Unusable::File(file) => EpubError::LayoutFile(layout.files.path(&file)),
        Unusable::Excess(excess) => EpubError::Layout(excess),
    })
}

/// The first page as a picture.
fn encode(page: &Page) -> Result<Cover, EpubError> {
    let size = page.frame.size();
    let longest = size.x.to_pt().max(size.y.to_pt()).max(1.0);
    let scale = Scalar::new(PIXELS_PER_POINT.min(LONGEST / longest));
    let pixels = typst_render::render(page, &RenderOptions { pixel_per_pt: scale, ..RenderOptions::default() });
    Cover::encoded(&on_white(pixels.data()), pixels.width(), pixels.height())
}

/// The colours of pixels on white paper. They are already multiplied by their opacity.
fn on_white(pixels: &[u8]) -> Vec<u8> {
    let colours = |pixel: &[u8]| [0, 1, 2].map(|part: usize| pixel[part].saturating_add(255 - pixel[3]));
    pixels.chunks_exact(4).flat_map(colours).collect()
}

#[cfg(test)]
mod tests {
    use super::on_white;

    #[test]
    fn transparent_pixels_become_white() {
        assert_eq!(on_white(&[0, 0, 0, 0, 9, 8, 7, 255, 64, 0, 0, 128]), [255, 255, 255, 9, 8, 7, 191, 127, 127]);
    }
}
