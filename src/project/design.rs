//! In: the `[design]` table of a project file. Out: the look of the briefing.
//!
//! Invariant: a colour that is too pale to read on white paper is an error.

use std::path::PathBuf;

use super::error::{Problem, ProjectError};
use super::section::Section;

pub(crate) const KEYS: [&str; 9] =
    ["accent", "marking", "distribution", "draft", "logo", "cover", "fonts", "text_font", "label_font"];

/// Minimum contrast ratio between text and paper (WCAG 2.2, 1.4.3, level AA).
const LEAST_CONTRAST: f64 = 4.5;

/// The look of the briefing. What is absent follows the layout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Design {
    /// The one colour besides black and grey.
    pub accent: Option<Colour>,
    /// A line at the top and bottom of every page: `For official use only`.
    pub marking: Option<String>,
    /// Who receives the document. It is printed on the cover.
    pub distribution: Option<String>,
    /// Whether every page is marked as a draft.
    pub draft: bool,
    /// A picture at the top of the cover; a path below the project's folder.
    pub logo: Option<PathBuf>,
    /// A picture across the cover; a path below the project's folder.
    pub cover: Option<PathBuf>,
    /// Font files; paths below the project's folder.
    pub fonts: Vec<PathBuf>,
    /// The font family of running text.
    pub text_font: Option<String>,
    /// The font family of labels, dates and captions.
    pub label_font: Option<String>,
}

/// A colour in the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Parses `#8c2f1b`.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at.checked_add(2)?)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// The contrast ratio with white, from 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance").
    fn contrast_with_white(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }
}

/// Written as `#8c2f1b`.
impl std::fmt::Display for Colour {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [red, green, blue] = self.0;
        write!(formatter, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Reads the table, if there is one.
pub(crate) fn design(top: &Section<'_>) -> Result<Design, ProjectError> {
    let Some(section) = top.section("design", &KEYS)? else { return Ok(Design::default()) };
    Ok(Design {
        accent: accent(&section)?,
        marking: section.text("marking")?,
        distribution: section.text("distribution")?,
        draft: section.truth("draft")?.unwrap_or(false),
        logo: section.path("logo")?,
        cover: section.path("cover")?,
        fonts: section.paths("fonts")?.unwrap_or_default(),
        text_font: section.text("text_font")?,
        label_font: section.text("label_font")?,
    })
}

fn accent(section: &Section<'_>) -> Result<Option<Colour>, ProjectError> {
    let Some(written) = section.text("accent")? else { return Ok(None) };
    let no_colour = || Problem::NoColour { key: "design.accent".to_owned(), value: written.clone() };
    let colour = Colour::parse(&written).ok_or_else(|| section.on_line_of("accent", no_colour()))?;
    let contrast = colour.contrast_with_white();
    if contrast < LEAST_CONTRAST {
        let key = "design.accent".to_owned();
        let contrast = format!("{contrast:.1}");
        return Err(section.on_line_of("accent", Problem::Pale { key, value: written, contrast }));
    }
    Ok(Some(colour))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let contrast = |text: &str| (Colour::parse(text).unwrap().contrast_with_white() * 100.0).round() / 100.0;
        assert_eq!(contrast("#000000"), 21.0);
        assert_eq!(contrast("#ffffff"), 1.0);
        assert_eq!(contrast("#767676"), 4.54);
        assert_eq!(Colour::parse("#8C2F1b").unwrap().to_string(), "#8c2f1b");
        assert_eq!([Colour::parse("8c2f1b"), Colour::parse("#8c2f1"), Colour::parse("#ґґґ")], [None; 3]);
    }
}
