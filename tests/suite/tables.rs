//! Tests of the tables for spreadsheets. They are read again with a program of their own, and as spreadsheets read them.
//!
//! Invariant: every table is made by the test that examines it.

use std::fs;

use csv::{ReaderBuilder, StringRecord};
use litopys::Overrides;
use litopys::edition::Edition;
use litopys::export::tables::{EVENTS, PEOPLE, QUOTES, SOURCES, tables};
use litopys::project::CsvOptions;

use crate::cli::run_in;
use crate::epub::sample;
use crate::export::hostile::{TEXTS, soaked};

const NAMES: [&str; 4] = ["events", "people", "quotes", "sources"];

fn made(edition: &Edition) -> [Vec<u8>; 4] {
    tables(edition, CsvOptions::default()).unwrap()
}

/// The names of the columns, and the rows.
fn read(table: &[u8]) -> (Vec<String>, Vec<StringRecord>) {
    let mut reader = ReaderBuilder::new().flexible(false).from_reader(table);
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    (head, reader.records().map(|row| row.unwrap()).collect())
}

/// A cell by the name of its column.
fn cell<'r>(columns: &[&str], row: &'r StringRecord, name: &str) -> &'r str {
    &row[columns.iter().position(|column| *column == name).unwrap_or_else(|| panic!("no column {name}"))]
}

fn empty() -> Edition {
    litopys::build(Vec::new(), &litopys::project::without_folder(&Overrides::default()).unwrap()).unwrap().value
}

#[test]
fn every_table_has_its_columns_and_rows() {
    let edition = sample::edition();
    let events: Vec<_> = edition.chapters.iter().flat_map(|chapter| &chapter.events).collect();
    let quotes = events.iter().map(|event| event.quotes.len()).sum();
    let expected: [(&[&str], usize); 4] = [
        (&EVENTS, events.len()),
        (&PEOPLE, edition.people.len()),
        (&QUOTES, quotes),
        (&SOURCES, edition.sources.len()),
    ];
    for (table, (columns, rows)) in made(&edition).iter().zip(expected) {
        let (head, read) = read(table);
        assert_eq!(
            (head.as_slice(), read.len()),
            (columns.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>().as_slice(), rows)
        );
    }
    for table in made(&empty()) {
        let (head, rows) = read(&table);
        assert!(!head.is_empty() && rows.is_empty(), "an edition of nothing has columns only");
    }
}

#[test]
fn days_are_those_of_the_data() {
    let edition = sample::edition();
    let [events, _, quotes, sources] = made(&edition);
    let (_, rows) = read(&events);
    let of = |row: usize, name: &str| cell(&EVENTS, &rows[row], name).to_owned();
    assert_eq!(
        [of(1, "start"), of(1, "end"), of(1, "precision"), of(1, "how")],
        ["2024-12-09", "2024-12-10", "range", "resolved"]
    );
    assert_eq!(
        (of(0, "headline"), of(0, "sources"), of(0, "place")),
        ("На Росі відкрили міст - рух двома смугами".into(), "1; 2".into(), "Рось".into())
    );
    let undated = rows.last().unwrap();
    for name in ["start", "end", "precision", "how", "reported", "date"] {
        assert_eq!(cell(&EVENTS, undated, name), "", "{name}");
    }
    let (_, rows) = read(&sources);
    assert_eq!(cell(&SOURCES, &rows[1], "start"), "2024-03-06T09:30+02:00");
    assert_eq!((cell(&SOURCES, &rows[1], "number"), cell(&SOURCES, &rows[1], "record")), ("2", "1"));
    let (_, rows) = read(&quotes);
    assert_eq!(cell(&QUOTES, &rows[0], "speaker"), "Оксана Гребінь");
    assert_eq!((cell(&QUOTES, &rows[0], "event"), cell(&QUOTES, &rows[0], "source")), ("event-a1", "2"));
    assert_eq!(cell(&QUOTES, &rows[1], "speaker"), "", "nobody is named");
}

#[test]
fn wordings_are_rows_of_their_own() {
    let mut edition = sample::edition();
    let quote = &mut edition.chapters[0].events[0].quotes[0];
    quote.wordings = vec![quote.quotation.clone()];
    quote.wordings[0].text = "Ми чекали на той день".to_owned();
    let (_, rows) = read(&made(&edition)[2]);
    let wordings: Vec<&str> = rows.iter().map(|row| cell(&QUOTES, row, "wording")).collect();
    assert_eq!(wordings, ["main", "other", "main"]);
    assert_eq!(cell(&QUOTES, &rows[1], "text"), "Ми чекали на той день");
}

#[test]
fn no_cell_is_a_formula_or_breaks_out() {
    for text in TEXTS.iter().copied().chain([
        "=HYPERLINK(\"https://evil.example\")",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "a\",\"=1\r\n=1;=2",
    ]) {
        for (table, name) in made(&soaked(text)).iter().zip(NAMES) {
            let written = std::str::from_utf8(table).unwrap();
            assert!(!written.replace("\r\n", "").contains(['\r', '\n', '\u{0}', '\t']), "{name}: {text:?}");
            let (head, rows) = read(table);
            for cell in rows.iter().flat_map(|row| row.iter()) {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{name}: {cell}");
            }
            assert!(rows.iter().all(|row| row.len() == head.len()), "{name}: {text:?}");
            // Spreadsheets of many countries split at semicolons.
            let other =
                ReaderBuilder::new().delimiter(b';').flexible(true).has_headers(false).from_reader(table.as_slice());
            for row in other.into_records().map(|row| row.unwrap()) {
                assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{name}: {row:?}");
            }
            assert!(written.lines().all(|line| line.starts_with('"') && line.ends_with('"')), "{name}");
        }
    }
    let (_, rows) = read(&made(&soaked("=1+1"))[0]);
    assert_eq!(cell(&EVENTS, &rows[0], "headline"), "'=1+1");
    let (_, rows) = read(&made(&soaked("1 = 1"))[0]);
    assert_eq!(cell(&EVENTS, &rows[0], "headline"), "1 = 1");
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    assert_eq!(made(&sample::edition()), made(&sample::edition()));
}

#[test]
fn the_project_file_asks_for_a_byte_order_mark() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "Міст відкрили\n\n5 березня 2025 року\n\nМіст через Рось відкрили після ремонту.",
    )
    .unwrap();
    let starts = |settings: &str| -> Vec<bool> {
        fs::write(folder.path().join("litopys.toml"), settings).unwrap();
        let run = run_in(folder.path(), &["build", "--format", "csv"], "");
        assert_eq!(run.code, 0, "{}", run.err);
        let file = |name: &&str| fs::read(folder.path().join(format!("out/briefing.{name}.csv"))).unwrap();
        NAMES.iter().map(|name| file(name).starts_with(b"\xef\xbb\xbf")).collect()
    };
    assert_eq!(starts(""), [false; 4]);
    assert_eq!(starts("[csv]\nbom = true\n"), [true; 4]);
    assert_eq!(starts("[csv]\nbom = false\n"), [false; 4]);
    fs::write(folder.path().join("litopys.toml"), "[csv]\nbon = true\n").unwrap();
    let run = run_in(folder.path(), &["build", "--format", "csv"], "");
    assert!(run.code != 0 && run.err.contains("did you mean `bom`"), "{}", run.err);
}
