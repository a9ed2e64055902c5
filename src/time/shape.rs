//! In: a line, or a part of one. Out: whether and where it has the shape of a date.
//!
//! A line is judged by its shape long before its day is needed. Three rooms need three shapes: survey for the lines of a copied page,
//! normalize for the lines of a page with markup, annotate for the datelines at the start of a story. They differ in what may be around the
//! date, and each is as narrow as its room needs.
//!
//! Invariant: parses no day. Text with the shape of a date may still not be one.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lang::{self, pattern};

/// A whole date with its time, in a folded line of a copied page.
static WHOLE_DATE: LazyLock<Regex> = LazyLock::new(|| {
    let months = pattern::any(lang::all(|pack| &pack.boilerplate.dates.month_beginnings));
    let ordinal = pattern::any(lang::all(|pack| &pack.boilerplate.dates.ordinal_endings));
    let before_month = pattern::any(lang::all(|pack| &pack.boilerplate.dates.before_month));
    let year_words = lang::all(|pack| &pack.boilerplate.dates.year_words);
    let year_words = pattern::any(year_words.chain(lang::all(|pack| &pack.boilerplate.dates.bare_year_words)));
    let before_clock = pattern::any(lang::all(|pack| &pack.boilerplate.dates.before_clock));
    let time = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s*[ap]\.?m\.?)?";
    let month = format!(r"{months}\p{{Alphabetic}}*\.?");
    let day = r"(?:0?[1-9]|[12]\d|3[01])";
    let date = format!(
        r"(?:{day}[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d|{day}\.?{ordinal}?\s+(?:{before_month}\s+)?{month},?\s+(?:19|20)\d\d(?:\s*{year_words})?|{month}\s+{day}{ordinal}?,?\s+(?:19|20)\d\d)"
    );
    let zone = r"(?:gmt|utc|est|edt|et|[+-]\d\d:?\d\d|z)\b";
    Regex::new(&format!(r"(?:\b{time}[,\s|·@-]*)?\b{date}(?:(?:[,\s|·@—–-]|{before_clock}\b|T)*{time}(?:\s*{zone})?)?"))
        .expect("a pattern of ours")
});

/// A line that is a date without its year, a time, or a day relative to today.
static SHORT_DATE: LazyLock<Regex> = LazyLock::new(|| {
    let months = pattern::any(lang::all(|pack| &pack.boilerplate.dates.month_beginnings));
    let relative = pattern::any(lang::all(|pack| &pack.boilerplate.dates.relative_days));
    let ago = pattern::any(lang::all(|pack| &pack.boilerplate.dates.ago));
    let before_clock = pattern::any(lang::all(|pack| &pack.boilerplate.dates.before_clock));
    let time = r"(?:[01]?\d|2[0-3]):[0-5]\d";
    Regex::new(&format!(
        r"^(?:{time}(?:\s*[,|·]?\s*\d\d?\.\d\d\.?)?|\d\d?[./]\d\d\.?(?:\s*[,|·]?\s*{time})?|\d\d?\s+{months}\p{{Alphabetic}}*\.?(?:\s*[,|·]?\s*{time})?|{months}\p{{Alphabetic}}*\.?\s+\d\d?|{relative}(?:[,\s|·]+(?:{before_clock}\s+)?{time})?|\d+\s+\p{{Alphabetic}}+\.?\s+{ago})$"
    ))
    .expect("a pattern of ours")
});

/// The shapes of a date in a line: digits with separators, or a number, a word and a year in either order.
static WHOLE_IN_MARKUP: LazyLock<Regex> = LazyLock::new(|| {
    let ordinal = pattern::any(lang::all(|pack| &pack.boilerplate.dates.ordinal_endings));
    let de = pattern::any(lang::all(|pack| &pack.boilerplate.dates.before_month));
    compiled(&format!(
        r"(?x) (?:^|\D) \d{{1,2}} [./-] \d{{1,2}} [./-] (?:\d{{4}}|\d\d) (?:\D|$)
        | (?:^|\D) \d{{4}} [./-] \d{{1,2}} [./-] \d{{1,2}} (?:\D|$)
        | (?:^|\D) \d{{1,2}} (?:{ordinal}|\.)? ,? \s+ (?:{de}\s+)? \p{{L}}{{3,}} \.? ,? \s+ (?:{de}\s+)? \d{{4}} (?:\D|$)
        | \p{{L}}{{3,}} \.? \s+ \d{{1,2}} {ordinal}? ,? \s+ \d{{4}} (?:\D|$)",
    ))
});

/// A year.
static YEAR: LazyLock<Regex> = LazyLock::new(|| compiled(r"\b(?:1[5-9]|20|21)\d\d\b"));

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// The byte range of the whole date, with its time, in a folded line of a copied page.
pub fn whole(folded: &str) -> Option<Range<usize>> {
    if !folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    WHOLE_DATE.find(folded).map(|found| found.range())
}

/// Whether a folded line of a copied page is only a short date: `03.02`, a time, "4 hours ago".
pub(crate) fn is_short(folded: &str) -> bool {
    SHORT_DATE.is_match(folded)
}

/// Whether a line of a page with markup contains a whole date: figures with separators, or a number, a word and a year.
pub(crate) fn has_whole(line: &str) -> bool {
    WHOLE_IN_MARKUP.is_match(line)
}

/// The number of years in figures, from 1500 to 2199, in a text.
pub fn years(text: &str) -> usize {
    YEAR.find_iter(text).count()
}

/// The pattern of the date in a dateline at the start of a story: "KYIV, 12 May 2025 –". A weekday alone is enough.
pub(crate) fn in_dateline() -> String {
    let words = &lang::places::ALL.datelines;
    let any = |words: &[String]| words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|");
    let halves = any(&words.halves_of_days);
    let (ordinal, ordinal_behind) = (any(&words.ordinal_endings), any(&words.ordinal_endings_behind_months));
    let beginnings = lang::all(|pack| &pack.boilerplate.dates.month_beginnings);
    let months = beginnings.chain(words.months.iter().map(String::as_str)).collect::<Vec<_>>().join("|");
    // The rest of a word is matched by what it cannot be, which makes a small automaton.
    let month = format!(r"(?:{months})[^\s\d.,/()]{{0,6}}\.?");
    let year = format!(r"(?:19|20)\d\d(?:\s?(?:{}))?", any(&words.years));
    let clock = format!(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:{halves}))?");
    format!(
        r"(?i:(?:(?:{weekdays})\.?,?\s)?(?:[0-3]?\d(?:{ordinal}|\.)?\s{month}|{month}\s[0-3]?\d(?:{ordinal_behind})?|[0-3]?\d[./-][01]?\d(?:[./-](?:19|20)?\d\d)?|(?:19|20)\d\d-\d\d-\d\d)\b(?:,?\s{year})?(?:,?\s{clock})?|(?:{weekdays})\b)",
        weekdays = any(&words.weekdays)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_a_whole_date_are_recognized() {
        for line in [
            "18:16 14.07.2025",
            "14 липня 2025 року",
            "Published July 14, 2025",
            "2025-07-14",
            "14. Juli 2025",
            "14 de julio de 2025",
        ] {
            assert!(has_whole(line), "{line}");
        }
        for line in ["14 липня", "1.5 млн", "версія 10.2.30001", "Київ, 2025", "10 тонн 200 кіло"]
        {
            assert!(!has_whole(line), "{line}");
        }
    }
}
