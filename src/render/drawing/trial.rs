//! In: a picture and the kind that its name gives. Out: nothing, or why it cannot be drawn.
//!
//! Invariant: a picture that fails in any way, even with a panic, does not end the program.

use typst::layout::{Frame, FrameItem};
use typst::utils::Scalar;
use typst::visualize::ImageKind;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_render::RenderOptions;

use super::{Excess, drawn};
use crate::render::LayoutFiles;
use crate::render::families::Fonts;
use crate::render::world::LayoutWorld;
use crate::render::{diagnosis, stack};

/// A layout that shows only the picture.
const MAIN: &str = "main.typ";
/// Pixels per point. The page has 100 points on each side. Set by hand.
const PIXELS: f64 = 2.0;

/// Draws a picture alone, as in a briefing and as on the cover of an e-book.
pub(crate) fn draw(name: &str, bytes: &[u8]) -> Result<(), Excess> {
    let tried = stack::attempt(|| try_to_draw(name, bytes));
    tried.unwrap_or_else(|| Err(Excess::Broken("the drawing library fails on it".to_owned())))
}

fn try_to_draw(name: &str, bytes: &[u8]) -> Result<(), Excess> {
    let main = format!(
        "#set page(width: 100pt, height: 100pt, margin: 0pt)\n#image(\"/{name}\", width: 100%, height: 100%, fit: \"contain\")"
    );
    let files = [(MAIN.to_owned(), main.into_bytes()), (name.to_owned(), bytes.to_vec())];
    let world = LayoutWorld::new(&LayoutFiles::alone(files), MAIN, Fonts::built_in(), [])
        .map_err(|unusable| Excess::Broken(unusable.to_string()))?;
    let document: PagedDocument =
        typst::compile(&world).output.map_err(|errors| Excess::Broken(diagnosis::first(&errors)))?;
    let mut is_drawing = false;
    for page in document.pages() {
        is_drawing |= measure(&page.frame)?;
    }
    if !is_drawing {
        return Ok(());
    }
    typst_pdf::pdf(&document, &PdfOptions::default()).map_err(|errors| Excess::Broken(diagnosis::first(&errors)))?;
    for page in document.pages() {
        typst_render::render(page, &RenderOptions { pixel_per_pt: Scalar::new(PIXELS), ..RenderOptions::default() });
    }
    Ok(())
}

/// Measures the drawings on a page. Returns whether there is one.
fn measure(frame: &Frame) -> Result<bool, Excess> {
    let mut is_drawing = false;
    for (_, item) in frame.items() {
        is_drawing |= match item {
            FrameItem::Group(group) => measure(&group.frame)?,
            FrameItem::Image(image, _, _) => match image.kind() {
                ImageKind::Svg(drawing) => drawn::measure(drawing.tree()).map(|()| true)?,
                _ => false,
            },
            _ => false,
        };
    }
    Ok(is_drawing)
}
