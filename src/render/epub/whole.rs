//! In: the text of a file of the book, as its template produces it. Out: nothing, or where it is not XML.
//!
//! Invariant: every text that passes is well-formed XML with declared namespaces (XML 1.0, Namespaces in XML 1.0).

use roxmltree::{Document, ParsingOptions};

use super::EpubError;
use crate::render::marked::marked;

/// Refuses a text that is not well-formed. The template at the path `template` produced it, and `file` is its name in the book.
///
/// # Errors
/// [`EpubError::Malformed`].
pub(crate) fn check(template: &str, file: &str, text: &str) -> Result<(), EpubError> {
    // Every file of the book has a document type, but none declares entities of its own.
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let Err(error) = Document::parse_with_options(text, options) else { return Ok(()) };
    let (line, column) = (error.pos().row, error.pos().col);
    let at = offset(text, line, column);
    Err(EpubError::Malformed {
        template: template.to_owned(),
        file: format!("{file}:{line}:{column}"),
        problem: without_place(&error.to_string()),
        shown: marked(text, at..at).unwrap_or_default(),
    })
}

/// The byte offset of a line and column, both counted from 1. The end of the text if it has no such place.
fn offset(text: &str, line: u32, column: u32) -> usize {
    let begin: usize = text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
    let letters = text[begin..].char_indices().nth(column as usize - 1);
    letters.map_or(text.len(), |(at, _)| begin + at)
}

/// The parser's message without the place at its end, which is printed before it.
fn without_place(problem: &str) -> String {
    problem.rsplit_once(" at ").map_or(problem, |(problem, _)| problem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::check;

    fn told(text: &str) -> String {
        check("layouts/book/chapter.xhtml", "chapter-1.xhtml", text).unwrap_err().to_string()
    }

    #[test]
    fn malformed_xml_is_shown_with_its_line() {
        let said = told("<p>\n  <b>слово</i>\n</p>");
        assert!(said.contains("`layouts/book/chapter.xhtml`") && said.contains("`chapter-1.xhtml:2:"), "{said}");
        assert!(said.contains("\n    <b>слово</i>\n") && said.contains('^') && said.contains("\nhint: "), "{said}");
        for text in ["<p>a&nbsp;b</p>", "<p/><p/>", "<p a=\"1\" a=\"2\"/>", "<p epub:type=\"a\"/>", "", "<p>\u{1}</p>"]
        {
            assert!(told(text).contains("not well-formed"), "{text}");
        }
        assert!(check("a.xhtml", "a.xhtml", "<!DOCTYPE html>\n<p>&amp; &#169;</p>\n").is_ok());
    }
}
