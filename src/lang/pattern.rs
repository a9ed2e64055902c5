//! In: words of the packs. Out: a part of a regular expression that matches any of them.
//!
//! Invariant: words are matched literally.

/// The words as alternatives, in their order: `(?:a|b)`.
pub fn any<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    group(words.into_iter().map(regex::escape))
}

/// The same, with any white space between the words of a phrase.
pub(crate) fn any_spaced<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    group(words.into_iter().map(|words| regex::escape(words).replace(' ', r"\s+")))
}

/// The same, with `*` for any rest of a word.
pub(crate) fn any_open<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    group(words.into_iter().map(|word| match word.strip_suffix('*') {
        Some(beginning) => regex::escape(beginning) + r"\p{L}*",
        None => regex::escape(word),
    }))
}

fn group(alternatives: impl Iterator<Item = String>) -> String {
    format!("(?:{})", alternatives.collect::<Vec<_>>().join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_literal() {
        assert_eq!(any(["a.m.", "at"]), r"(?:a\.m\.|at)");
        assert_eq!(any_spaced(["written by"]), r"(?:written\s+by)");
        assert_eq!(any_open(["ab*", "c"]), r"(?:ab\p{L}*|c)");
    }
}
