//! In: an edition and a layout. Out: the picture of the cover, which shelves and the first page of the book show.
//!
//! Invariant: same edition and layout, same bytes; the machine's own fonts are never looked at.

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

/// The layout of the cover's picture.
const LAYOUT: &str = "cover.typ";
/// The built-in layout's page has 400 points by 600, which makes 1,600 pixels by 2,400: what shelves of dense screens ask for.
const PIXELS_PER_POINT: f64 = 4.0;
/// The longest side in pixels, whatever a layout's page has.
const LONGEST: f64 = 2400.0;
/// The part of an edition that its cover shows, under the names that it has there.
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
/// [`EpubError::Cover`] for a layout that does not compile, [`EpubError::LayoutFile`] for one that is not there.
pub fn draw(edition: &Edition, layout: &Layout) -> Result<Cover, EpubError> {
    let world = world(edition, layout)?;
    let document = typst::compile::<PagedDocument>(&world).output;
    let document = document.map_err(|errors| EpubError::Cover(diagnosis::tell(&world, &errors)))?;
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

/// The colours of pixels, multiplied by their opacity already, on white paper.
fn on_white(pixels: &[u8]) -> Vec<u8> {
    let colours = |pixel: &[u8]| [0, 1, 2].map(|part: usize| pixel[part].saturating_add(255 - pixel[3]));
    pixels.chunks_exact(4).flat_map(colours).collect()
}

#[cfg(test)]
mod tests {
    use super::on_white;

    #[test]
    fn what_is_transparent_is_white() {
        assert_eq!(on_white(&[0, 0, 0, 0, 9, 8, 7, 255, 64, 0, 0, 128]), [255, 255, 255, 9, 8, 7, 191, 127, 127]);
    }
}
