//! In: the bytes of a picture that a project or a layout names, usually a drawing (SVG). Out: the limit that it exceeds, or why it cannot
//! be drawn.
//!
//! A drawing is a program: an element that is written once may be drawn many times. So a drawing is measured three times: its bytes before
//! parsing, its elements as often as they are drawn before drawing, and its layers before painting. Then it is drawn once, alone.
//!
//! Invariant: nothing is unpacked, repeated or painted before it was measured. A picture that fails affects nothing else.

mod drawn;
mod embedded;
mod expanded;
mod numbers;
mod source;
mod style;
mod trial;

use thiserror::Error;

use crate::capture::picture::{self, Fault, MediaType};
use crate::limits;

/// Why a picture is not used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Excess {
    /// It exceeds a limit for pictures of any kind.
    #[error("{0}")]
    Picture(Fault),
    /// It refers to something outside of it.
    #[error("it refers to something outside of it: `{0}`")]
    Outside(String),
    /// It has too many elements.
    #[error("it has more than {most} elements, each counted as often as it is drawn", most = limits::DRAWING_ELEMENTS)]
    TooManyElements,
    /// Its elements are nested too deeply.
    #[error("it is nested deeper than {most}", most = limits::DRAWING_DEPTH)]
    TooDeep,
    /// Its attributes are too large.
    #[error("its attributes are larger than {most} MiB, each counted as often as it is drawn", most = limits::DRAWING_DATA / limits::MIB)]
    TooMuchData,
    /// An element has too many attributes.
    #[error("one of its elements has more than {most} attributes", most = limits::DRAWING_ATTRIBUTES)]
    TooManyAttributes,
    /// It has too much text.
    #[error("it has more than {most} letters, each counted as often as it is drawn", most = limits::DRAWING_TEXT)]
    TooMuchText,
    /// Its style is too large or too expensive.
    #[error("it has more than {most} KiB of style, or too much for the number of its elements", most = limits::DRAWING_STYLE / 1024)]
    TooMuchStyle,
    /// Its entities are too long, or refer to others.
    #[error("it has entities other than short texts")]
    Entities,
    /// Its cost cannot be computed because of this feature.
    #[error("its cost cannot be computed because it has `{0}`")]
    Untold(&'static str),
    /// Its filters cannot be used.
    #[error("its filters cannot be used: {0}")]
    Filter(&'static str),
    /// Its layers take too much memory or time.
    #[error("its layers need more than {most} times its own size", most = limits::DRAWING_LAYERS)]
    TooManyLayers,
    /// Its lines are too long.
    #[error("its lines are longer than {most} times one of its sides", most = limits::DRAWING_LINES)]
    TooManyLines,
    /// Its paths have too many corners.
    #[error("its paths have too many corners: together more than {most} pairs of them in one path", most = limits::DRAWING_CROSSED)]
    TooManyCorners,
    /// Its numbers are too large or too small.
    #[error("it uses numbers that are too large or too small")]
    TooFar,
    /// Its lines have too many dashes.
    #[error("its lines have more than {most} dashes", most = limits::DRAWING_DASHES)]
    TooManyDashes,
    /// One side is too long compared with the other.
    #[error("one side of it is more than {most} times the other", most = limits::DRAWING_SIDES)]
    TooLong,
    /// It cannot be drawn.
    #[error("it cannot be drawn: {0}")]
    Broken(String),
}

impl Excess {
    /// What to do about it.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::Picture(fault) => fault.hint(),
            Self::Outside(_) => "put the picture itself into the drawing",
            Self::Broken(_) => "draw it again, or use a PNG instead",
            _ => "simplify the drawing, or use a PNG instead",
        }
    }
}

/// The limit that a picture exceeds, or why it cannot be drawn. The extension of its name gives the kind: `design/logo.svg`.
pub(crate) fn excess(name: &str, bytes: &[u8]) -> Option<Excess> {
    if let Some(fault) = picture::excess(bytes).or_else(|| embedded::excess(bytes)) {
        return Some(Excess::Picture(fault));
    }
    if MediaType::of(bytes).is_none() {
        let measured = super::stack::deep(|| expanded::measure(bytes));
        if let Err(excess) = measured {
            return Some(excess);
        }
    }
    trial::draw(name, bytes).err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(body: &str) -> String {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='100' height='100'>{body}</svg>"
        )
    }

    fn found(body: &str) -> Option<Excess> {
        excess("logo.svg", drawing(body).as_bytes())
    }

    /// Each element contains ten of the one before it, eight times.
    fn chain(element: &str, property: &str) -> String {
        let path = |number: usize| format!("<path {property}='url(#c{number})' d='M0 0 9 9 20 0 30 9z'/>");
        let link = |number: usize| {
            format!("<{element} id='c{number}' width='9' height='9'>{}</{element}>", path(number - 1).repeat(10))
        };
        let links: String = (1..9).map(link).collect();
        format!("<{element} id='c0' width='9' height='9'><rect width='9' height='9'/></{element}>{links}{}", path(8))
    }

    #[test]
    fn what_grows_when_it_is_drawn_is_refused_before_it_is_drawn() {
        let uses = |number: usize| {
            let inner = format!("<use xlink:href='#a{}'/>", number - 1).repeat(10);
            format!("<g id='a{number}'>{inner}</g>")
        };
        let laughs = format!(
            "<g id='a0'><rect width='9' height='9'/></g>{}<use href='#a9'/>",
            (1..10).map(uses).collect::<String>()
        );
        assert_eq!(found(&laughs), Some(Excess::TooManyElements));
        for (element, property) in [
            ("clipPath", "clip-path"),
            ("mask", "mask"),
            ("pattern", "fill"),
            ("pattern", "stroke"),
            ("marker", "marker-mid"),
            ("filter", "filter"),
        ] {
            assert_eq!(found(&chain(element, property)), Some(Excess::TooManyElements), "{element}");
        }
        let marked = format!(
            "<marker id='m'><rect width='9' height='9'/></marker><g marker-mid='url(#m)'>{}</g>",
            format!("<path d='M0 0{}'/>", " 1 1".repeat(5000)).repeat(20)
        );
        assert_eq!(found(&marked), Some(Excess::TooManyElements));
        let inner = data(&drawing(&laughs));
        assert_eq!(found(&format!("<image width='9' height='9' href='{inner}'/>")), Some(Excess::TooManyElements));
    }

    fn data(drawing: &str) -> String {
        let written: String = drawing.bytes().map(|byte| format!("%{byte:02X}")).collect();
        format!("data:image/svg+xml,{written}")
    }

    #[test]
    fn nested_or_long_input_is_refused() {
        let nested = |tag: &str, times: usize| {
            format!("{}{}", format!("<{tag}>").repeat(times), format!("</{tag}>").repeat(times))
        };
        for tag in ["g", "tspan", "switch", "svg"] {
            assert_eq!(found(&format!("<text>{}</text>", nested(tag, 50_000))), Some(Excess::TooDeep), "{tag}");
            assert_eq!(found(&format!("<text>{}</text>", nested(tag, 40))), None, "{tag}");
        }
        let cycle = "<g id='a'><use href='#b'/></g><g id='b'><use href='#c'/></g><g id='c'><use href='#a'/></g>";
        assert_eq!(found(cycle), Some(Excess::TooDeep));
        assert_eq!(found(&format!("<text>{}</text>", "слово ".repeat(9000))), Some(Excess::TooMuchText));
        let selector = format!("<style>{} x{{fill:red}}</style>", "g ".repeat(12));
        let groups = format!("{}<path d='M0 0h9v9z'/>{}", "<g>".repeat(50), "</g>".repeat(50));
        assert_eq!(found(&(selector + &groups)), Some(Excess::TooMuchStyle));
        let inherited = "<mask id='m'/><g mask='url(#m)'><path mask='inherit' d='M0 0h9v9z'/></g>";
        assert_eq!(found(inherited), Some(Excess::Untold("inherit")));
        assert_eq!(found("<path d='M0 0A65 5 0 0 1 1e38 1'/>"), Some(Excess::TooFar));
        let outside = found("<image href='../photo.png' width='9' height='9'/>");
        assert_eq!(outside, Some(Excess::Outside("../photo.png".to_owned())));
    }

    #[test]
    fn a_drawing_with_an_error_is_left_out() {
        for broken in
            ["", "<svg", "<html/>", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>", "GIF89a"]
        {
            assert!(matches!(excess("logo.svg", broken.as_bytes()), Some(Excess::Broken(_))), "{broken}");
        }
        assert!(matches!(excess("logo.png", drawing("").as_bytes()), Some(Excess::Broken(_))));
        let region = "<filter id='f' x='-9999999' width='9999999' height='9999999'><feFlood/></filter>\
                      <g transform='scale(9999999)'><rect width='9' height='9' filter='url(#f)'/></g>";
        assert!(found(region).is_some());
    }

    #[test]
    fn drawings_of_common_programs_are_drawn() {
        let entities = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\" \
                        [<!ENTITY ns \"http://www.w3.org/2000/svg\">]>";
        let shapes: String = (0..600)
            .map(|number| {
                let (x, y) = (number % 30 * 3, number / 30 * 5);
                format!("<path class='cls-{}' d='M{x} {y}c1.5-2.5 3 .5 2 2a1 1 0 01-2-.5z'/>", number % 3 + 1)
            })
            .collect();
        let logo = format!(
            "{entities}<svg xmlns=\"&ns;\" xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 100 100'>\
             <defs><style>/* made by hand */ .cls-1 {{ fill: url(#sky); }} .cls-2, .cls-3 {{ fill: #2b5e99; font-family: 'Some Sans'; }}\
             @media print {{ .cls-3 {{ opacity: .5 }} }}</style>\
             <linearGradient id='base'><stop offset='0' stop-color='#fff'/><stop offset='1' stop-color='#05a'/></linearGradient>\
             <linearGradient id='sky' xlink:href='#base' gradientTransform='matrix(1,0,0,-1,0,841.89)'/>\
             <clipPath id='clip'><circle cx='50' cy='50' r='48'/></clipPath>\
             <filter id='shadow' x='-10%' y='-10%' width='130%' height='130%'><feFlood flood-opacity='.4' result='a'/>\
             <feComposite in='a' in2='SourceGraphic' operator='in' result='b'/><feGaussianBlur in='b' stdDeviation='2' result='c'/>\
             <feOffset in='c' dx='2' dy='2' result='d'/><feMerge><feMergeNode in='d'/><feMergeNode in='SourceGraphic'/></feMerge></filter>\
             <symbol id='star' viewBox='0 0 10 10'><path d='M5 0l2 4 3 1-3 2-2 3-2-3-3-2 3-1z'/></symbol></defs>\
             <g clip-path='url(#clip)'><g id='leaves' style='opacity:.95;stroke:none'>{shapes}</g></g>\
             <g filter='url(#shadow)'><use href='#star' width='20' height='20'/><use href='#star' x='40' width='20' height='20'/></g>\
             <path fill='none' stroke='#123' stroke-width='2' stroke-dasharray='4 2' d='M0 90h100'/>\
             <text x='10' y='95' font-size='9'>Вісник <tspan font-weight='700'>громади</tspan></text></svg>"
        );
        assert_eq!(excess("logo.svg", logo.as_bytes()), None);
    }
}
