//! In: dates of every precision. Out: whether each export writes them correctly.
//!
//! Invariant: no date is more precise than what is known.

use litopys::edition::{DateText, Edition};
use litopys::export;
use litopys::time::{How, Precision};
use serde_json::{Value, json};

use crate::epub::sample;

/// A date in each form.
struct Expected {
    csl: Value,
    bibtex: &'static str,
    ris: &'static str,
    /// The days and the status in the calendar.
    calendar: Option<(&'static str, &'static str, &'static str)>,
    timeline: Option<Value>,
}

/// The sample with one event from one source, both with this date.
fn dated(earliest: Option<&str>, latest: Option<&str>, precision: Precision, how: How) -> Edition {
    let text = |iso: Option<&str>| iso.map(str::to_owned);
    let (earliest, latest) = (text(earliest), text(latest));
    let (long, short) = ("слова".to_owned(), "сл.".to_owned());
    let when = DateText { earliest, latest, precision, how, long, short, reported: None };
    let mut edition = sample::edition();
    edition.chapters.truncate(1);
    edition.chapters[0].events.truncate(1);
    edition.chapters[0].events[0].when = Some(when.clone());
    edition.sources.truncate(1);
    edition.sources[0].published = Some(when);
    edition.upcoming.clear();
    edition
}

fn line<'a>(text: &'a str, start: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(start))
}

fn check(edition: &Edition, expected: &Expected) {
    let csl: Value = serde_json::from_str(&export::csl_json(edition)).unwrap();
    assert_eq!(csl[0]["issued"], expected.csl);
    let bibtex = export::bibtex(edition);
    let fields = ["date", "year", "month"].map(|name| line(&bibtex, &format!("  {name} = ")).unwrap_or_default());
    assert_eq!(fields.concat(), expected.bibtex);
    let ris = export::ris(edition);
    let fields = ["PY", "DA", "N1"].map(|name| line(&ris, &format!("{name}  - ")).unwrap_or_default());
    assert_eq!(fields.join("|"), expected.ris);
    let calendar = export::calendar(edition);
    let value = |name: &str| line(&calendar, &format!("{name};VALUE=DATE:"));
    let days = value("DTSTART").zip(value("DTEND")).zip(line(&calendar, "STATUS:"));
    assert_eq!(days.map(|((start, end), status)| (start, end, status)), expected.calendar);
    let timeline: Value = serde_json::from_str(&export::timeline_js(edition)).unwrap();
    let slide = timeline["events"].as_array().unwrap().first();
    let shown = slide.map(|slide| json!([slide["start_date"], slide["end_date"]]));
    assert_eq!(shown, expected.timeline);
    assert!(slide.is_none_or(|slide| slide["display_date"] == "слова"));
}

#[test]
fn a_day_is_a_day() {
    for (day, precision) in [("2024-02-29", Precision::Day), ("2024-02-29T09:30+02:00", Precision::Minute)] {
        check(
            &dated(Some(day), Some(day), precision, How::Resolved),
            &Expected {
                csl: json!({ "date-parts": [[2024, 2, 29]] }),
                bibtex: "{2024-02-29},{2024},feb,",
                ris: "2024|2024/02/29/|",
                calendar: Some(("20240229", "20240301", "CONFIRMED")),
                timeline: Some(json!([{ "year": "2024", "month": "2", "day": "29" }, null])),
            },
        );
    }
}

#[test]
fn a_range_is_a_range() {
    let csl = json!({ "date-parts": [[2024, 12, 31], [2025, 1, 1]], "circa": true });
    let days = json!([{ "year": "2024", "month": "12", "day": "31" }, { "year": "2025", "month": "1", "day": "1" }]);
    for (how, status) in [(How::Stated, "CONFIRMED"), (How::Resolved, "TENTATIVE")] {
        check(
            &dated(Some("2024-12-31"), Some("2025-01-01"), Precision::Range, how),
            &Expected {
                csl: csl.clone(),
                bibtex: "{2024-12-31/2025-01-01},",
                ris: "||Опубліковано: слова",
                calendar: Some(("20241231", "20250102", status)),
                timeline: Some(days.clone()),
            },
        );
    }
}

#[test]
fn days_among_which_it_was_are_no_event_of_a_month() {
    let edition = |how| dated(Some("2024-03-05"), Some("2024-03-12"), Precision::Range, how);
    assert!(export::calendar(&edition(How::Stated)).contains("DTEND;VALUE=DATE:20240313"));
    assert!(!export::calendar(&edition(How::Resolved)).contains("BEGIN:VEVENT"));
}

#[test]
fn about_stays_about() {
    check(
        &dated(Some("2024-03-05"), Some("2024-03-05"), Precision::About, How::Stated),
        &Expected {
            csl: json!({ "date-parts": [[2024, 3, 5]], "circa": true }),
            bibtex: "{2024-03-05~},{2024},mar,",
            ris: "2024|2024/03/05/|",
            calendar: Some(("20240305", "20240306", "TENTATIVE")),
            timeline: Some(json!([{ "year": "2024", "month": "3", "day": "5" }, null])),
        },
    );
}

#[test]
fn a_month_and_a_year_have_no_days() {
    check(
        &dated(Some("2024-02-01"), Some("2024-02-29"), Precision::Month, How::Stated),
        &Expected {
            csl: json!({ "date-parts": [[2024, 2]] }),
            bibtex: "{2024-02},{2024},feb,",
            ris: "2024|2024/02//слова|",
            calendar: None,
            timeline: Some(json!([{ "year": "2024", "month": "2" }, null])),
        },
    );
    check(
        &dated(Some("2024-01-01"), Some("2024-12-31"), Precision::Year, How::Stated),
        &Expected {
            csl: json!({ "date-parts": [[2024]] }),
            bibtex: "{2024},{2024},",
            ris: "2024|2024///слова|",
            calendar: None,
            timeline: Some(json!([{ "year": "2024" }, null])),
        },
    );
}

#[test]
fn an_open_end_stays_open() {
    check(
        &dated(None, Some("2024-03-05"), Precision::Before, How::Resolved),
        &Expected {
            csl: json!({ "literal": "слова" }),
            bibtex: "{../2024-03-05},",
            ris: "||Опубліковано: слова",
            calendar: None,
            timeline: None,
        },
    );
    check(
        &dated(Some("2024-03-05"), None, Precision::After, How::Resolved),
        &Expected {
            csl: json!({ "literal": "слова" }),
            bibtex: "{2024-03-05/..},",
            ris: "||Опубліковано: слова",
            calendar: None,
            timeline: Some(json!([{ "year": "2024", "month": "3", "day": "5" }, null])),
        },
    );
}
