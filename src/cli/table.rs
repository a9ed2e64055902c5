//! In: rows of texts. Out: lines with aligned columns for a terminal.
//!
//! Invariant: only a text that exceeds the maximum width of its column is cut. It then ends in `…`.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::console::escape;

/// A column: its title and its maximum width.
pub(crate) struct Column {
    pub title: &'static str,
    pub widest: usize,
}

/// The lines of a table, the titles first. Widths are in terminal columns (UAX #11).
pub(crate) fn lines<const N: usize>(columns: [Column; N], rows: &[[String; N]]) -> Vec<String> {
    let titles = columns.each_ref().map(|column| column.title.to_owned());
    let rows: Vec<[String; N]> = std::iter::once(&titles).chain(rows).map(|row| cut_row(&columns, row)).collect();
    let mut widths = [0; N];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    rows.iter().map(|row| line(row, &widths)).collect()
}

fn cut_row<const N: usize>(columns: &[Column; N], row: &[String; N]) -> [String; N] {
    std::array::from_fn(|at| cut(&row[at], columns[at].widest))
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, width) in row.iter().zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width - cell.width() + 2));
    }
    line.trim_end().to_owned()
}

fn cut(text: &str, widest: usize) -> String {
    // A line end in a name would begin a new row.
    let text = &escape::line(text);
    if text.width() <= widest {
        return text.to_owned();
    }
    let mut width = 1;
    let fits = |character: &char| {
        width += character.width().unwrap_or(0);
        width <= widest
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.truncate(cut.trim_end().len());
    cut + "…"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_display_width() {
        let columns = [Column { title: "A", widest: 6 }, Column { title: "B", widest: 9 }];
        let rows = [("київ", "x"), ("日本語", "y"), ("занадто довго", "")].map(|(a, b)| [a.to_owned(), b.to_owned()]);
        assert_eq!(lines(columns, &rows), ["A       B", "київ    x", "日本語  y", "занад…"]);
    }
}
