//! In: nothing. Out: a strategy for texts of every kind that news sites print, and of some that they should not.
//!
//! Invariant: if code in a text were run, it would leave [`COMPUTED`] in an output, or stop the build.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;

/// The result of the code in the texts. None of them contains this number.
pub const COMPUTED: &str = "53612987";

/// Code in the languages that texts pass through on their way to a page.
const CODE: [&str; 30] = [
    // Typst
    "#panic(\"run\")",
    "#(7658998 * 7 + 1)",
    "#import \"/etc/passwd\": *",
    "#read(\"/edition.json\")",
    "$ sum_(k=0)^n x $ *bold* _low_ `raw` ```typ #7```",
    "<label> @reference ~ -- --- ... \\u{41} \\",
    "= Heading\n- list\n+ one\n/ term: x",
    "#set page(width: 1pt)\n#show: it => none",
    // HTML and XML
    "<script>document.write(7658998 * 7 + 1)</script>",
    "<img src=x onerror=alert(1)> <iframe src=\"//evil.example\">",
    "</p></section></body></html>",
    "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
    "<![CDATA[ ]]> ]]> <!-- -- -->",
    "&amp; &lt; &#0; &#xFFFE; &nbsp; &unknown; &",
    "\" onmouseover=\"alert(1)\" x='",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "https://user:pass@[::1]:99999/%zz?q=\"<>#a#b",
    // CSS
    "</style><style>*{display:none}</style>",
    "} body { background: url(javascript:alert(1)) } /*",
    "expression(alert(1)); @import 'x';",
    // Jinja
    "{{ 7658998 * 7 + 1 }}",
    "{% include \"/etc/passwd\" %} {% endblock %} {% raw %}",
    "{# comment #} {{ edition }} {{",
    "{%- for x in range(9999999) -%}{%- endfor -%}",
    // Paths, formats and the like
    "../../../../etc/passwd",
    "%s%n%x ${HOME} $(id) `id`",
    "\\begin{document} \\input{x} \\",
    "'; DROP TABLE events; --",
    "CON.txt\0.epub",
];

/// Characters of one kind.
fn letters(ranges: &'static [(u32, u32)]) -> impl Strategy<Value = String> {
    let letter = select(ranges)
        .prop_flat_map(|(first, last)| first..=last)
        .prop_map(|code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
    vec(letter, 1..12).prop_map(String::from_iter)
}

const UKRAINIAN: [(u32, u32); 3] = [(0x410, 0x44f), (0x404, 0x407), (0x454, 0x457)];
const LATIN: [(u32, u32); 2] = [(0x20, 0x7e), (0xa0, 0x24f)];
const RIGHT_TO_LEFT: [(u32, u32); 3] = [(0x590, 0x5ff), (0x600, 0x6ff), (0x710, 0x7bf)];
const OTHER_SCRIPTS: [(u32, u32); 8] = [
    (0x370, 0x3ff),
    (0x531, 0x58f),
    (0x900, 0x97f),
    (0xe01, 0xe5b),
    (0x10a0, 0x10ff),
    (0x3041, 0x30ff),
    (0x4e00, 0x9fff),
    (0xac00, 0xd7a3),
];
const SIGNS: [(u32, u32); 4] = [(0x2000, 0x2bff), (0x1f300, 0x1faff), (0x1f1e6, 0x1f1ff), (0xfe00, 0xfe0f)];
const COMBINING: [(u32, u32); 3] = [(0x300, 0x36f), (0x483, 0x489), (0x20d0, 0x20ff)];
const CONTROLS: [(u32, u32); 7] = [
    (0, 0x1f),
    (0x7f, 0x9f),
    (0x200b, 0x200f),
    (0x2028, 0x202e),
    (0x2066, 0x2069),
    (0xfeff, 0xfeff),
    (0xe0001, 0xe007f),
];
const PRIVATE: [(u32, u32); 4] = [(0xe000, 0xf8ff), (0xf0000, 0xf00ff), (0xfdd0, 0xfdef), (0xfffe, 0xffff)];

/// A word that is longer than any line.
fn endless() -> impl Strategy<Value = String> {
    (select(&["щ", "W", "漢", "ا", "👩‍👩‍👧", "a\u{301}", "/", "-", "1", "ко"]), 80..900_usize)
        .prop_map(|(part, times)| part.repeat(times))
}

/// A piece of a text, of one kind.
fn piece() -> impl Strategy<Value = String> {
    Union::new_weighted(vec![
        (6, letters(&UKRAINIAN).boxed()),
        (3, letters(&LATIN).boxed()),
        (2, letters(&RIGHT_TO_LEFT).boxed()),
        (3, letters(&OTHER_SCRIPTS).boxed()),
        (2, letters(&SIGNS).boxed()),
        (1, letters(&COMBINING).boxed()),
        (2, letters(&CONTROLS).boxed()),
        (1, letters(&PRIVATE).boxed()),
        (1, endless().boxed()),
        (6, select(&CODE).prop_map(str::to_owned).boxed()),
    ])
}

/// A text of several pieces, sometimes an empty one.
pub fn text() -> impl Strategy<Value = String> {
    (vec(piece(), 0..6), select(&[" ", "", "\n", "\u{a0}", "-"])).prop_map(|(pieces, between)| pieces.join(between))
}
