//! In: an edition. Out: a cover without text: a sheet in the edition's colour with a dark foot. A build without the feature `pdf` has
//! nothing that could typeset a title.
//!
//! Invariant: the same edition gives the same bytes. It has the same function as the module that it replaces.

use super::cover::Cover;
use super::{EpubError, Layout};
use crate::edition::Edition;

/// The sides of the picture in pixels, as in the built-in layout: 400 by 600 points with four pixels each.
const WIDTH: u32 = 1600;
const HEIGHT: u32 = 2400;
/// The height of its dark foot, in pixels. As in `layouts/book/cover.typ`: 132 points with four pixels each.
const FOOT: u32 = 528;
/// Its colours if the project sets none, as in `layouts/book/cover.typ`.
const ACCENT: [u8; 3] = [0x8c, 0x2f, 0x1b];
const INK: [u8; 3] = [0x1b, 0x1f, 0x2a];

/// Draws the cover.
///
/// # Errors
/// [`EpubError::Cover`] if it cannot be written.
pub fn draw(edition: &Edition, _: &Layout) -> Result<Cover, EpubError> {
    let accent = edition.design.accent.as_deref().and_then(colour).unwrap_or(ACCENT);
    let row = |y: u32| if y < HEIGHT - FOOT { accent } else { INK };
    let pixels: Vec<u8> = (0..HEIGHT).flat_map(|y| row(y).repeat(WIDTH as usize)).collect();
    Cover::encoded(&pixels, WIDTH, HEIGHT)
}

/// Parses a colour of the edition: `#8c2f1b`.
fn colour(written: &str) -> Option<[u8; 3]> {
    let number = u32::from_str_radix(written.strip_prefix('#').filter(|digits| digits.len() == 6)?, 16).ok()?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

#[cfg(test)]
mod tests {
    use super::colour;

    #[test]
    fn a_colour_is_six_digits() {
        assert_eq!(colour("#8c2f1b"), Some([0x8c, 0x2f, 0x1b]));
        for other in ["8c2f1b", "#8c2f1", "#8c2f1bff", "#8c2f1ї", ""] {
            assert_eq!(colour(other), None, "{other}");
        }
    }
}
