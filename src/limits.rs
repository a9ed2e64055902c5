//! In: nothing. Out: named limits on what pages, answers, pictures, fonts and files from strangers may cost.
//!
//! Anything above a limit is rejected by itself, with a message that names the limit. A project can set the limits of one `fetch` in its
//! table `[fetch]`. Those of files and records are beside the code that reads them. `docs/security.md` lists all of them.
//!
//! Invariant: only numbers. Each one is checked before the data is unpacked or kept.

/// One MiB, in bytes (IEC 80000-13).
pub(crate) const MIB: u64 = 1024 * 1024;

/// The most bytes of a Markdown file. The parser needs more than sixty times as much memory for marks alone. A year of clipped notes in one
/// file has less. Set by hand.
pub(crate) const MARKDOWN_BYTES: usize = 4 * 1024 * 1024;

/// The most tags of a page. Parsing them takes about half a kilobyte of memory each. The longest pages of news have a tenth of it. Set by hand.
pub(crate) const PAGE_TAGS: usize = 500_000;

/// The largest file of a picture, in bytes. Photographs from a camera have about half of it. Set by hand.
pub(crate) const PICTURE_BYTES: u64 = 20 * MIB;
/// The most pictures of one page that are read. It bounds a page that only lists pictures, and is far above any article. Set by hand.
pub(crate) const PICTURES_OF_PAGE: usize = 10_000;
/// The most pixels of one picture: those of today's cameras plus a half.
pub(crate) const PICTURE_PIXELS: u64 = 50_000_000;
/// The most bytes of one unpacked picture: the most pixels in colour with transparency, with a margin.
pub(crate) const PICTURE_UNPACKED: u64 = 256 * MIB;
/// The most bytes of an unpacked colour profile in a PNG. Those for printing presses have two or three MiB. Set by hand.
pub(crate) const PROFILE_UNPACKED: u64 = 16 * MIB;
/// The most bytes of all unpacked pictures of an edition: about 500 pictures of newspaper size. The typesetter holds all of them in memory:
/// a build with 1,024 MiB of pictures used 1.6 GiB in all.
pub(crate) const PICTURES_UNPACKED: u64 = 1536 * MIB;

/// The most elements of a drawing (SVG), counting repetitions. Maps of whole countries have about ten thousand. Set by hand.
pub(crate) const DRAWING_ELEMENTS: usize = 100_000;
/// The most elements and texts in the file of a drawing. White space between elements is a text, so a file has about twice as many as
/// elements. Set by hand.
pub(crate) const DRAWING_NODES: u32 = 250_000;
/// The deepest nesting of a drawing's elements. Referenced elements count as if they were inside. Drawing programs nest about twenty deep.
/// Set by hand.
pub(crate) const DRAWING_DEPTH: usize = 100;
/// The most bytes of a drawing's attributes, including paths and counting repetitions. 80 for each of the most elements. Set by hand.
pub(crate) const DRAWING_DATA: u64 = 8 * MIB;
/// The most attributes of one element of a drawing. Set by hand.
pub(crate) const DRAWING_ATTRIBUTES: usize = 512;
/// The most bytes of text in a drawing. About ten pages of print. Set by hand.
pub(crate) const DRAWING_TEXT: usize = 20_000;
/// The longest style of a drawing, in bytes. Drawing programs write about ten thousand. Set by hand.
pub(crate) const DRAWING_STYLE: usize = 256 * 1024;
/// The most comparisons for the style and the texts of a drawing: bytes of rules times elements, and letters times the corners of the path
/// that they follow. A drawing at this limit takes about a second.
pub(crate) const DRAWING_WORK: u64 = 400_000_000;
/// The most layers of a drawing, in multiples of its area: as many as are painted in about ten seconds at 2,400 by 2,400 pixels.
pub(crate) const DRAWING_LAYERS: u32 = 1000;
/// The most layers of a drawing that are held in memory at the same time, in multiples of its area: about 1.5 GiB at that size.
pub(crate) const DRAWING_LAYERS_HELD: u32 = 64;
/// The most dashes of all lines of a drawing. Set by hand.
pub(crate) const DRAWING_DASHES: u32 = 1_000_000;
/// The total length of all lines of a drawing, in multiples of its side. A picture of 5,000 shapes, each half a side around, has 2,500.
pub(crate) const DRAWING_LINES: u32 = 50_000;
/// The most pairs of edges in the paths of a drawing, counted for each path, with four edges for a curve: one path of 15,000 curves, or
/// 5,000 paths of 200. The painter of a path keeps its edges sorted.
pub(crate) const DRAWING_CROSSED: u64 = 4_000_000_000;
/// The largest ratio between the sides of a drawing. Set by hand.
pub(crate) const DRAWING_SIDES: u32 = 100;

/// The largest file of a font, in bytes. The largest collections for Chinese and Japanese have half of it.
pub(crate) const FONT_BYTES: u64 = 256 * MIB;
/// The most faces in one font file. The largest collections have about seventy. Set by hand.
pub(crate) const FONT_FACES: u32 = 256;
/// The most characters in the tables of one face: four times all of Unicode, because a face has several tables.
pub(crate) const FONT_CHARACTERS: u64 = 4 * 0x11_0000;

/// The most pages of a briefing. The five captures of the example with their full texts take 11, so this is about 9,000 captures.
pub(crate) const BRIEFING_PAGES: usize = 20_000;
/// The most steps of a template for one file; a part of a book's chapter is a file, and so is the whole Markdown. An endless template ends
/// within seconds, and one with a thousand steps for each event allows 200,000 events.
pub(crate) const TEMPLATE_STEPS: u64 = 200_000_000;

/// The largest source file of a layout (Typst or a template), in bytes. The built-in ones have 17,000 at most. Because nesting takes a byte
/// or two for each level, this bounds what `LAYOUT_STACK` must hold.
pub(crate) const LAYOUT_SOURCE: usize = 256 * 1024;
/// The most Typst files of a layout. Each may import the next. The built-in layouts have 14 at most. Set by hand.
pub(crate) const LAYOUT_FILES: usize = 500;
/// The deepest nesting of the parts of a Typst file, as its parser counts. Typst lets brackets nest 256 deep, which is about 1,000 of these
/// levels. A sum of 100 numbers has 100.
pub(crate) const LAYOUT_DEPTH: usize = 1500;
/// The stack of the threads that typeset, in bytes. Forty ways to nest in Typst and in templates were tried, each as often as fits in a
/// file of `LAYOUT_SOURCE`. None took 80 MiB, with or without optimization of the program's own code.
pub(crate) const LAYOUT_STACK: usize = 256 << 20;

/// The most bytes for the entries of all feeds and sitemaps of one fetch: about half a million addresses.
pub(crate) const ENTRIES_BYTES: u64 = 256 * MIB;
/// The longest requested address, in bytes. Servers accept about 8,000 (RFC 9110, 4.1).
pub(crate) const ADDRESS_BYTES: usize = 8192;
/// The deepest nesting of sitemap indexes. The protocol (sitemaps.org) has one index above its sitemaps. Set by hand.
pub(crate) const SITEMAP_DEPTH: usize = 3;
/// The most sitemaps of one fetch. With 50,000 addresses each (sitemaps.org), 50 million addresses. Set by hand.
pub(crate) const SITEMAPS: usize = 1000;
/// The longest pause for a host, in seconds: thirty days. Set by hand.
pub(crate) const LEFT_ALONE: u64 = 30 * 24 * 60 * 60;

/// The most bytes that the streams of one captured PDF may unpack to together, without pictures. A report of a thousand pages has about 50
/// MiB. Set by hand.
pub(crate) const PDF_UNPACKED: u64 = 96 * MIB;
/// The most bytes and values of a captured PDF that are looked at: about three seconds. Set by hand.
pub(crate) const PDF_WORK: u64 = 192 * MIB;
/// The most values of a captured PDF that are kept: about 300 MiB. A tagged report of a thousand pages has about a million. Set by hand.
pub(crate) const PDF_VALUES: u64 = 5_000_000;
/// The most pages of a captured PDF that are read. Set by hand.
pub(crate) const PDF_PAGES: usize = 2000;
/// The most letters on one page of a captured PDF. A page of a newspaper has about 30,000. Set by hand.
pub(crate) const PDF_LETTERS: usize = 200_000;

/// The most bytes of all unpacked parts of a PDF or an e-book during verification. Set by hand.
pub(crate) const VERIFIED_UNPACKED: u64 = 512 * MIB;
/// The most elements on the pages of a verified e-book: enough for several hundred thousand sources. Set by hand.
pub(crate) const VERIFIED_ELEMENTS: usize = 4_000_000;
/// The most reported failures for one verified output. More would be of no use, and each takes memory. Set by hand.
pub(crate) const VERIFIED_FAILURES: usize = 10_000;
/// The most pages of a verified PDF.
pub(crate) const VERIFIED_PAGES: usize = BRIEFING_PAGES;
