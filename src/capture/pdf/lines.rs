//! In: the letters of a page. Out: pieces of lines, and whole lines.
//!
//! Invariant: each letter is in one line. White space is added where letters stand apart, and nothing else.

use super::columns;
use super::content::Glyph;

/// The least space between two words, in parts of their size. Spaces of fonts are 0.25 wide, and justified lines stretch more than they
/// shrink. Set by hand.
const WORD_SPACE: f64 = 0.16;
/// The least space between two pieces of a line, in parts of their size. The space between two columns is about 1.5. Set by hand.
const PIECE_SPACE: f64 = 0.8;
/// How far a letter may go back over the one before it, in parts of the size: for kerning and accents. Set by hand.
const BACK: f64 = 0.4;
/// How far the bases of letters of one line may differ, in parts of the size. Raised numbers of notes stand about 0.4 higher. Set by hand.
const SAME_BASE: f64 = 0.45;
/// The same for pieces of one size. Set by hand.
const SAME_ROW: f64 = 0.3;

/// Letters beside each other that were drawn one after the other.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    pub size: f64,
    /// The end of its first word.
    first_word: Option<f64>,
    letters: usize,
    bold: usize,
    linked: usize,
}

/// A line of a page or of one of its columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    pub size: f64,
    /// The width of its first word.
    pub first_word: f64,
    /// Whether most of its letters are bold.
    pub is_bold: bool,
    /// Number of letters, and of those in links.
    pub letters: usize,
    pub linked: usize,
    /// The number of the page, and of the column in all of the document.
    pub page: usize,
    pub column: usize,
}

impl Piece {
    pub(super) fn top(&self) -> f64 {
        self.base - 0.8 * self.size
    }

    /// A piece for tests: letters of ten points that are half as wide.
    #[cfg(test)]
    pub(super) fn at(text: &str, left: f64, base: f64) -> Self {
        let letters = text.chars().count();
        let right = left + 5.0 * f64::from(u32::try_from(letters).unwrap());
        Self { text: text.to_owned(), left, right, base, size: 10.0, first_word: None, letters, bold: 0, linked: 0 }
    }

    fn start(glyph: &Glyph) -> Self {
        let mut piece = Self {
            text: String::new(),
            left: glyph.left,
            right: glyph.left,
            base: glyph.base,
            size: glyph.size,
            first_word: None,
            letters: 0,
            bold: 0,
            linked: 0,
        };
        piece.add(glyph);
        piece
    }

    /// Whether a letter continues it.
    fn goes_on(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        let gap = glyph.left - self.right;
        (self.base - glyph.base).abs() <= 0.15 * size && (-BACK * size..PIECE_SPACE * size).contains(&gap)
    }

    fn add(&mut self, glyph: &Glyph) {
        let gap = glyph.left - self.right;
        let is_apart = gap > WORD_SPACE * self.size.max(glyph.size);
        for character in glyph.text.chars() {
            if is_apart && !self.text.ends_with(' ') && !self.text.is_empty() && !character.is_whitespace() {
                self.space();
            }
            match character {
                c if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' => self.space(),
                c if c.is_control() => {}
                '\u{fb00}'..='\u{fb06}' => self.text.push_str(ligature(character)),
                c => self.text.push(c),
            }
        }
        let letters = glyph.letters();
        self.letters = self.letters.saturating_add(letters);
        if glyph.is_bold {
            self.bold = self.bold.saturating_add(letters);
        }
        if glyph.is_linked {
            self.linked = self.linked.saturating_add(letters);
        }
        self.right = self.right.max(glyph.right);
        self.size = self.size.max(glyph.size);
        if self.text.is_empty() {
            // White space before its first letter is that between it and the piece before.
            self.left = self.right;
        }
    }

    fn space(&mut self) {
        if !self.text.ends_with(' ') && !self.text.is_empty() {
            self.text.push(' ');
            self.first_word.get_or_insert(self.right);
        }
    }
}

/// The letters of a sign that joins some.
fn ligature(sign: char) -> &'static str {
    match sign {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        _ => "st",
    }
}

/// The pieces of a page, in the order in which they were drawn.
pub(super) fn pieces<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for glyph in glyphs {
        match pieces.last_mut() {
            Some(piece) if piece.goes_on(glyph) => piece.add(glyph),
            _ => pieces.push(Piece::start(glyph)),
        }
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces
}

/// The lines of a page in reading order. `columns` counts the columns of all pages.
pub(super) fn of_page<'g>(glyphs: impl Iterator<Item = &'g Glyph>, page: usize, columns: &mut usize) -> Vec<Line> {
    let mut lines = Vec::new();
    for column in columns::in_order(pieces(glyphs)) {
        *columns = columns.saturating_add(1);
        lines.extend(of_column(column, page, *columns));
    }
    lines
}

/// The lines of a column, from top to bottom.
pub(super) fn of_column(mut pieces: Vec<Piece>, page: usize, column: usize) -> Vec<Line> {
    pieces.sort_by(|one, other| one.base.total_cmp(&other.base));
    // Each row with the base and the size of its largest piece.
    let mut rows: Vec<(f64, f64, Vec<Piece>)> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some((base, size, row)) if is_in_row(&piece, *base, *size) => {
                if piece.size > *size {
                    (*base, *size) = (piece.base, piece.size);
                }
                row.push(piece);
            }
            _ => rows.push((piece.base, piece.size, vec![piece])),
        }
    }
    rows.into_iter().filter_map(|(.., row)| joined(row, page, column)).collect()
}

/// Whether a piece stands in a row: smaller ones may be raised or lowered.
fn is_in_row(piece: &Piece, base: f64, size: f64) -> bool {
    let tolerance = if piece.size == size { SAME_ROW } else { SAME_BASE };
    (piece.base - base).abs() <= tolerance * size.max(piece.size)
}

/// One line of pieces.
pub(super) fn joined(mut row: Vec<Piece>, page: usize, column: usize) -> Option<Line> {
    row.sort_by(|one, other| one.left.total_cmp(&other.left));
    // Some programs draw letters twice to make them bold.
    row.dedup_by(|next, before| next.text == before.text && (next.left - before.left).abs() < 0.3 * before.size);
    in_a_row(row, page, column)
}

/// One line of pieces that are in order.
pub(super) fn in_a_row(row: Vec<Piece>, page: usize, column: usize) -> Option<Line> {
    let largest = row.iter().max_by_key(|piece| piece.letters)?;
    let (base, size) = (largest.base, largest.size);
    let first = row.first()?;
    let first_word = row.first()?.first_word.unwrap_or(first.right) - first.left;
    let mut line = Line {
        text: String::new(),
        left: first.left,
        right: first.right,
        base,
        size,
        first_word,
        is_bold: false,
        letters: 0,
        linked: 0,
        page,
        column,
    };
    let mut bold = 0_usize;
    for piece in row {
        let gap = piece.left - line.right;
        if gap > WORD_SPACE * piece.size
            && !line.text.is_empty()
            && !line.text.ends_with(' ')
            && !piece.text.starts_with(' ')
        {
            line.text.push(' ');
        }
        line.text.push_str(&piece.text);
        line.right = line.right.max(piece.right);
        line.left = line.left.min(piece.left);
        line.letters = line.letters.saturating_add(piece.letters);
        line.linked = line.linked.saturating_add(piece.linked);
        bold = bold.saturating_add(piece.bold);
    }
    line.is_bold = bold.saturating_mul(10) >= line.letters.saturating_mul(9) && bold > 0;
    line.text = line.text.split([' ', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    (!line.text.is_empty()).then_some(line)
}
