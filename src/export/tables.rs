//! In: an edition. Out: its events, people, quotes and sources as tables for spreadsheets: CSV by RFC 4180, in UTF-8.
//!
//! Every cell is in quotation marks. What a spreadsheet would run as a formula begins with an apostrophe: a cell, and also what follows a
//! semicolon in it, where spreadsheets of many countries split.
//!
//! Invariant: the names of the columns never change. The same edition gives the same bytes.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use thiserror::Error;

use super::event_text;
use super::plain::line;
use crate::edition::{DateText, Edition, Event, Quotation, Quote};
use crate::project::CsvOptions;

/// The columns of each table. `docs/guide.md` explains them.
pub const EVENTS: [&str; 18] = [
    "id",
    "chapter",
    "start",
    "end",
    "precision",
    "how",
    "reported",
    "date",
    "headline",
    "language",
    "place",
    "text",
    "sources",
    "independent",
    "change",
    "note",
    "dating",
    "status",
];
/// The columns of the people.
pub const PEOPLE: [&str; 8] = ["id", "name", "sort", "role", "role_source", "declared_role", "listed", "events"];
/// The columns of the quotes.
pub const QUOTES: [&str; 17] = [
    "event",
    "start",
    "end",
    "precision",
    "wording",
    "text",
    "language",
    "speaker",
    "role",
    "venue",
    "source",
    "publisher",
    "path",
    "record",
    "from",
    "until",
    "translation",
];
/// The columns of the sources.
pub const SOURCES: [&str; 18] = [
    "number",
    "publisher",
    "publisher_how",
    "headline",
    "language",
    "authors",
    "start",
    "end",
    "precision",
    "how",
    "published",
    "address",
    "path",
    "record",
    "sha256",
    "event",
    "citation",
    "reliability",
];

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";
/// What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"), and the wide forms of the same signs.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
/// Where spreadsheets split whose language has a comma in its numbers.
const OTHER_SEPARATOR: char = ';';
/// The separator of several values in one cell.
const AND: &str = "; ";

/// Why a table could not be written.
#[derive(Debug, Error)]
pub enum TableError {
    /// A row has another number of cells than the first.
    #[error("cannot write a table: {0}")]
    Row(#[from] csv::Error),
    /// The table could not be finished.
    #[error("cannot write a table: {0}")]
    Stream(String),
}

/// The tables of events, people, quotes and sources, in this order.
///
/// # Errors
/// None that an edition can cause.
pub fn tables(edition: &Edition, options: CsvOptions) -> Result<[Vec<u8>; 4], TableError> {
    let events = event_text::events(edition).map(|(chapter, event)| self::event(chapter, event)).collect();
    let people = edition.people.iter().map(|person| {
        let role = person.role.as_ref();
        vec![
            person.id.clone(),
            person.name.clone(),
            person.sort.clone(),
            role.map(|role| role.text.clone()).unwrap_or_default(),
            role.map(|role| role.source.to_string()).unwrap_or_default(),
            person.declared_role.clone().unwrap_or_default(),
            person.listed.to_string(),
            person.events.join(AND),
        ]
    });
    let quotes = event_text::events(edition).flat_map(|(_, event)| quotes(edition, event)).collect();
    let sources = edition.sources.iter().map(|source| {
        let [start, end, precision, how, _, date] = days(source.published.as_ref());
        // Spreadsheets make links of whatever looks like an address, so that only what may be a link stands there.
        let address = event_text::address(edition, source.number);
        let is_other = |text: &str| Some(text) == source.address.as_deref() && address.is_none();
        let runs = source.citation.iter().map(|run| run.text.as_str());
        let citation: String = runs.filter(|text| !is_other(text)).collect();
        vec![
            source.number.to_string(),
            source.publisher.clone().unwrap_or_default(),
            source.publisher_how.map(|how| name(&how)).unwrap_or_default(),
            source.headline.text.clone(),
            source.language.tag().to_owned(),
            source.byline.join(AND),
            start,
            end,
            precision,
            how,
            date,
            address.unwrap_or_default(),
            source.path.clone(),
            source.record.to_string(),
            source.digest.clone(),
            source.event.clone(),
            citation,
            source.reliability.map(|letter| name(&letter)).unwrap_or_default(),
        ]
    });
    Ok([
        table(&EVENTS, events, options)?,
        table(&PEOPLE, people.collect(), options)?,
        table(&QUOTES, quotes, options)?,
        table(&SOURCES, sources.collect(), options)?,
    ])
}

fn event(chapter: &str, event: &Event) -> Vec<String> {
    let [start, end, precision, how, reported, date] = days(event.when.as_ref());
    let texts: Vec<&str> = event.key.iter().map(|sentence| sentence.text.as_str()).collect();
    vec![
        event.id.clone(),
        chapter.to_owned(),
        start,
        end,
        precision,
        how,
        reported,
        date,
        event.headline.text.clone(),
        event.headline.language.tag().to_owned(),
        event.place.as_ref().map(|place| place.name.clone()).unwrap_or_default(),
        texts.join(" "),
        event.sources.iter().map(usize::to_string).collect::<Vec<_>>().join(AND),
        event.independent.to_string(),
        event.change.as_ref().map(|change| name(&change.kind)).unwrap_or_default(),
        event.note.clone().unwrap_or_default(),
        event.dating.clone().unwrap_or_default(),
        event.status.as_ref().map(|status| name(&status.kind)).unwrap_or_default(),
    ]
}

/// A quote, and its wordings in other reports.
fn quotes(edition: &Edition, event: &Event) -> Vec<Vec<String>> {
    let all = event.quotes.iter().flat_map(|quote| {
        let others = quote.wordings.iter().map(move |other| (quote, "other", other));
        std::iter::once((quote, "main", &quote.quotation)).chain(others)
    });
    all.map(|(quote, wording, words)| self::quote(edition, event, quote, wording, words)).collect()
}

fn quote(edition: &Edition, event: &Event, quote: &Quote, wording: &str, words: &Quotation) -> Vec<String> {
    let [start, end, precision, ..] = days(event.when.as_ref());
    let source = event_text::source(edition, words.source);
    vec![
        event.id.clone(),
        start,
        end,
        precision,
        wording.to_owned(),
        words.text.clone(),
        words.language.tag().to_owned(),
        quote.speaker.clone().unwrap_or_default(),
        quote.role.clone().unwrap_or_default(),
        quote.venue.clone().unwrap_or_default(),
        words.source.to_string(),
        source.and_then(|source| source.publisher.clone()).unwrap_or_default(),
        words.place.path.clone(),
        words.place.record.to_string(),
        words.place.start.to_string(),
        words.place.end.to_string(),
        quote.translation.clone().filter(|_| wording == "main").unwrap_or_default(),
    ]
}

/// Start, end, precision, how, day of the report, and the date in words, as the edition's data have them.
fn days(when: Option<&DateText>) -> [String; 6] {
    let Some(when) = when else { return Default::default() };
    let end = |end: &Option<String>| end.clone().unwrap_or_default();
    [
        end(&when.earliest),
        end(&when.latest),
        name(&when.precision),
        name(&when.how),
        end(&when.reported),
        when.long.clone(),
    ]
}

/// The name that a value has in the edition's data.
fn name(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn table(columns: &[&str], rows: Vec<Vec<String>>, options: CsvOptions) -> Result<Vec<u8>, TableError> {
    let start = if options.bom { MARK.to_vec() } else { Vec::new() };
    let mut writer =
        WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(start);
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell)))?;
    }
    writer.into_inner().map_err(|error| TableError::Stream(error.to_string()))
}

/// The text of a cell on one line, with an apostrophe before what a spreadsheet would run.
fn harmless(cell: &str) -> String {
    let cell = line(cell);
    let mut written = String::with_capacity(cell.len());
    let mut is_start = true;
    for (at, character) in cell.char_indices() {
        if is_start && cell[at..].trim_start_matches('"').starts_with(FORMULA) {
            written.push('\'');
        }
        written.push(character);
        is_start = character == OTHER_SEPARATOR;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_are_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\u{ff1d}1", " =1", "\t=1", "\r\n=1"] {
            assert_eq!(harmless(text), format!("'{}", text.trim()), "{text:?}");
        }
        assert_eq!(harmless("a;=1; =2;\"-3"), "a;'=1; =2;'\"-3");
        assert_eq!(harmless("\"=1"), "'\"=1");
        for text in ["", "1+1", "'=1", "a = b", "2024-03-05", "\u{2212}1", "a; b", "\"a\""] {
            assert_eq!(harmless(text), text);
        }
    }
}
