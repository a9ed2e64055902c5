//! In: the address of a page, or the name of a file. Out: the date in it, as written.
//!
//! Invariant: digits that are part of a longer number, such as a page id, are not a date.

use std::sync::LazyLock;

use regex::Regex;

use super::printed;
use super::reading::MachineDate;
use crate::language::Language;

/// A day in an address: `/2025/07/14/`, `/2025-07-14-`, `/20250714`.
static IN_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?:^|[/_=-])((?:19|20)\d\d(?:/\d{1,2}/\d{1,2}|-\d\d-\d\d|_\d\d_\d\d|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])))(?:\D|$)",
    )
});

/// A day in an address with the day first: `/14-07-2025`.
static DAY_FIRST_IN_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"(?:^|[/_=~-])((?:0[1-9]|[12]\d|3[01])[-_.](?:0[1-9]|1[0-2])[-_.](?:19|20)\d\d)(?:\D|$)")
});

/// A date in a file name, with no letter or digit next to it.
static IN_NAME: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?:^|[^\p{L}\d])(\d{4}-\d\d-\d\d|\d{4}_\d\d_\d\d|(?:19|20)\d{6}|\d{1,2}\.\d{1,2}\.\d{4})(?:[^\p{L}\d]|$)",
    )
});

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

/// The day in an address, as written. If the day comes first, the separators become full stops, the form that [`MachineDate`] parses.
pub(crate) fn in_address(address: &str) -> Option<MachineDate> {
    if let Some(found) = IN_ADDRESS.captures(address) {
        return Some(MachineDate::read(&found[1]));
    }
    let found = DAY_FIRST_IN_ADDRESS.captures(address)?;
    let date = found[1].replace(['-', '_'], ".");
    printed::sure(&date, Language::Unknown).map(|_| MachineDate::read(date))
}

/// The whole date in a file name, separated from other letters and digits: `2025-07-14 fair.txt`, `fair_20250714.html`, `14.07.2025.md`.
pub(crate) fn in_name(path: &str) -> Option<MachineDate> {
    let name = path.rsplit('/').next()?;
    let found = IN_NAME.captures(name)?;
    Some(MachineDate::read(found[1].replace('_', "-"))).filter(|date| date.moment.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_addresses_are_found() {
        for (address, expected) in [
            ("https://a.example/2025/07/14/slug", Some("2025/07/14")),
            ("https://a.example/n/2025-07-14-slug", Some("2025-07-14")),
            ("https://a.example/20250714/1", Some("20250714")),
            ("https://a.example/2025/slug-14", None),
            ("https://a.example/id/20259914", None),
        ] {
            let found = in_address(address).map(|date| date.text);
            assert_eq!(found.as_deref(), expected, "{address}");
        }
    }

    #[test]
    fn a_date_in_a_file_name_is_separate() {
        for (name, expected) in [
            ("a/2025-07-14 fair.txt", Some("2025-07-14")),
            ("fair_20250714.html", Some("20250714")),
            ("2025_07_14-fair.md", Some("2025-07-14")),
            ("fair 14.07.2025.txt", Some("14.07.2025")),
            ("2025-07-14/fair.txt", None),
            ("fair-2025-99-14.txt", None),
            ("000_5c20250714b6.txt", None),
            ("fair-99999999.txt", None),
        ] {
            assert_eq!(in_name(name).map(|date| date.text).as_deref(), expected, "{name}");
        }
    }
}
