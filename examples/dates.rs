//! In: a text and the day on which it was written. Out: its dates, with their values and the possible days.
//!
//! `cargo run --example dates`
//!
//! Invariant: a date that nothing determines has no days.

use litopys::Language;

const TEXT: &str = "The council met on Monday. It meets again on 3 June, and the bridge opens in spring 2026.";

fn main() {
    let written = chrono::NaiveDate::from_ymd_opt(2025, 5, 14);
    for date in litopys::dates(TEXT, Language::English, written) {
        let days = date.days.map_or("open".to_owned(), |days| format!("{} to {}", days.earliest, days.latest));
        println!("{:<14} {:<12} {days}", date.text, date.value);
    }
}
