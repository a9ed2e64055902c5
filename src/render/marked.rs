//! In: a text and a range in it. Out: the line in which the range begins, with the range marked.
//!
//! Invariant: only a readable part of a long line is shown.

/// The line of a text in which a range begins, with carets below the range up to the end of the line.
pub(crate) fn marked(text: &str, range: std::ops::Range<usize>) -> Option<String> {
    let begin = text.get(..range.start)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[begin..].lines().next().unwrap_or_default();
    let before = text[begin..range.start].chars().count();
    let length = text.get(range)?.lines().next().unwrap_or_default().chars().count().max(1);
    let (cut, from) = window(line.trim_end(), before);
    Some(format!("\n  {cut}\n  {}{}", " ".repeat(before - from), "^".repeat(length.min(WIDEST))))
}

/// Maximum number of letters of a line that are shown. Set by hand.
const WIDEST: usize = 140;

/// A line, or the part of a long line around its letter `at`. Also returns how many letters before that part were left out.
fn window(line: &str, at: usize) -> (String, usize) {
    if line.chars().count() <= WIDEST {
        return (line.to_owned(), 0);
    }
    let from = at.saturating_sub(WIDEST / 2);
    (line.chars().skip(from).take(WIDEST).collect(), from)
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn a_range_is_marked_in_its_line() {
        assert_eq!(marked("один\nдва три\n", 16..22).unwrap(), "\n  два три\n      ^^^");
        assert_eq!(marked("один", 8..8).unwrap(), "\n  один\n      ^", "the end of a text");
        let long = marked(&"щ".repeat(900), 1000..1004).unwrap();
        assert_eq!(long, format!("\n  {}\n  {}^^", "щ".repeat(140), " ".repeat(70)));
    }
}
