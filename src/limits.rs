//! In: nothing. Out: the limits of what pages, answers, pictures, fonts and files of strangers may cost, each by its name.
//!
//! What exceeds one costs itself; the message names the limit. The limits of one `fetch` that a project may set stand in its
//! table `[fetch]`, those of files and records beside what reads them; `docs/security.md` lists all.
//!
//! Invariant: holds numbers only; every one is checked before what it bounds is unpacked or kept.

/// One MiB, in bytes.
pub const MIB: u64 = 1024 * 1024;

/// The largest file of a picture, in bytes.
pub const PICTURE_BYTES: u64 = 20 * MIB;
/// The most pictures of one page that are looked for.
pub const PICTURES_OF_PAGE: usize = 10_000;
/// The most pixels of one picture: those of the cameras of today, half as much again.
pub const PICTURE_PIXELS: u64 = 50_000_000;
/// What one picture may unpack to, in bytes: as many pixels as it may have, in colours with transparency, and some more.
pub const PICTURE_UNPACKED: u64 = 256 * MIB;
/// What the colour profile of a PNG may unpack to, in bytes; those of presses have two or three MiB.
pub const PROFILE_UNPACKED: u64 = 16 * MIB;
/// What all pictures of an edition may unpack to together, in bytes: some 500 of newspapers' size. The typesetter holds all of them at
/// once; a build of 1,024 MiB of them held 1.6 GiB in all.
pub const PICTURES_UNPACKED: u64 = 1536 * MIB;

/// The most elements of a drawing (SVG), each counted as often as it is drawn; maps of whole countries have some ten thousand.
pub const DRAWING_ELEMENTS: usize = 100_000;
/// The most elements and texts of a drawing as they stand in its file.
pub const DRAWING_NODES: u32 = 250_000;
/// How deep the elements of a drawing may stand in each other, those that they refer to counted as if they stood inside; programs that
/// draw nest some twenty.
pub const DRAWING_DEPTH: usize = 100;
/// What the attributes of a drawing may take, paths among them, each counted as often as it is drawn, in bytes.
pub const DRAWING_DATA: u64 = 8 * MIB;
/// The most attributes of one element of a drawing.
pub const DRAWING_ATTRIBUTES: usize = 512;
/// The most letters of a drawing, in bytes.
pub const DRAWING_TEXT: usize = 20_000;
/// The longest style of a drawing, in bytes; programs that draw write some ten thousand.
pub const DRAWING_STYLE: usize = 256 * 1024;
/// The most that is compared for the style and the texts of a drawing: bytes of rules times elements, letters times the corners of a
/// path that they are set along. A drawing that takes as much takes about a second.
pub const DRAWING_WORK: u64 = 400_000_000;
/// What the layers of a drawing may take together, in sizes of the drawing: as many as are painted in some ten seconds at 2,400 pixels
/// by 2,400.
pub const DRAWING_LAYERS: u32 = 1000;
/// What the layers of a drawing may take that are held at the same time, in sizes of the drawing: about 1.5 GiB at that size.
pub const DRAWING_LAYERS_HELD: u32 = 64;
/// The most dashes of all lines of a drawing.
pub const DRAWING_DASHES: u32 = 1_000_000;
/// How long all lines of a drawing may be together, in sides of the drawing; a picture of 5,000 shapes, each half a side around, has 2,500.
pub const DRAWING_LINES: u32 = 50_000;
/// How many pairs of edges the paths of a drawing may have, each path by itself, a curve taken for four edges: one path of 15,000 curves, or
/// 5,000 of 200. What paints a path keeps its edges in order.
pub const DRAWING_CROSSED: u64 = 4_000_000_000;
/// How many times longer than the other one side of a drawing may be.
pub const DRAWING_SIDES: u32 = 100;

/// The largest file of a font, in bytes; the largest collections for Chinese and Japanese have half of it.
pub const FONT_BYTES: u64 = 256 * MIB;
/// The most faces in one file of fonts; the largest collections have some seventy.
pub const FONT_FACES: u32 = 256;
/// The most characters that the tables of one face may name: each of Unicode four times, as a face has a few tables.
pub const FONT_CHARACTERS: u64 = 4 * 0x11_0000;

/// The most pages of a briefing. The five captures of the example with their full texts take 11, so that this is some 9,000 captures.
pub const BRIEFING_PAGES: usize = 20_000;
/// The most steps that a template may take to print one file; a part of a chapter of the book is a file, and so is the whole Markdown.
/// A template that runs on for nothing ends within seconds, and one that takes a thousand steps for each event reaches 200,000 events.
pub const TEMPLATE_STEPS: u64 = 200_000_000;

/// The largest file of a layout that is a program (Typst, a template), in bytes; those that the program brings along have 17,000 at most.
/// As what nests takes a byte or two a step, this bounds what `LAYOUT_STACK` has to hold.
pub const LAYOUT_SOURCE: usize = 256 * 1024;
/// The most Typst files of a layout; each may lead to the next.
pub const LAYOUT_FILES: usize = 500;
/// How deep the parts of a Typst file may stand in each other, as its parser sees them. Typst lets brackets nest 256 deep, which
/// makes some 1,000 of these; a sum of 100 numbers has 100.
pub const LAYOUT_DEPTH: usize = 1500;
/// The stack of the threads that typeset, in bytes. Of forty ways to nest in Typst and in templates, each as often as a file of
/// `LAYOUT_SOURCE` has room for, none took 80 MiB, compiled with or without optimization of the program's own code.
pub const LAYOUT_STACK: usize = 256 << 20;

/// What the entries of all feeds and sitemaps of one fetch may take, in bytes: about half a million addresses.
pub const ENTRIES_BYTES: u64 = 256 * MIB;
/// The longest address that is asked for, in bytes; servers take some 8,000 (RFC 9110, 4.1).
pub const ADDRESS_BYTES: usize = 8192;
/// How deep indexes of sitemaps are followed.
pub const SITEMAP_DEPTH: usize = 3;
/// The most sitemaps of one fetch.
pub const SITEMAPS: usize = 1000;
/// The longest time for which a host is left alone, in seconds: thirty days.
pub const LEFT_ALONE: u64 = 30 * 24 * 60 * 60;

/// What the parts of a PDF or an e-book may unpack to while it is verified, in bytes, all together.
pub const VERIFIED_UNPACKED: u64 = 512 * MIB;
/// The most elements of the pages of an e-book that is verified: some hundred thousand sources have them.
pub const VERIFIED_ELEMENTS: usize = 4_000_000;
/// The most failures that are told of one output that is verified: more tell nobody more, and each takes memory.
pub const VERIFIED_FAILURES: usize = 10_000;
/// The most pages of a PDF that is verified.
pub const VERIFIED_PAGES: usize = BRIEFING_PAGES;
