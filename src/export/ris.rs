//! In: an edition. Out: its sources as RIS, which reference managers read.
//!
//! A date holds only what is certain: a day, a month or a year. The edition's text of the date follows in the field for other information,
//! or in a note if there is no year.
//!
//! Invariant: one record for each source, in the order of the numbers. A value is one line, and line ends are as RIS requires.

use super::plain::line;
use super::reference::{Author, Reference, references};
use crate::characters::clean;
use crate::cite::Issued;
use crate::edition::Edition;

/// The sources as a `.ris` file.
pub fn ris(edition: &Edition) -> String {
    let published = &edition.words.published;
    let records: Vec<String> = references(edition).iter().map(|reference| record(reference, published)).collect();
    clean(&records.join("\r\n")).into_owned()
}

fn record(reference: &Reference, published: &str) -> String {
    let mut lines = String::new();
    let mut field = |tag: &str, value: Option<&str>| {
        if let Some(value) = value {
            lines.push_str(&format!("{tag}  - {value}\r\n"));
        }
    };
    field("TY", Some(if reference.is_article { "NEWS" } else { "ELEC" }));
    field("ID", Some(&reference.key));
    field("TI", Some(&reference.title));
    reference.authors.iter().for_each(|author| field("AU", Some(&name(author))));
    field("T2", reference.publisher.as_deref());
    let certain = reference.published.within();
    field("PY", certain.map(|issued| format!("{:04}", issued.year)).as_deref());
    let words = reference.published_text.map(|text| line(&text.long));
    field("DA", certain.map(|issued| date(issued, words.as_deref())).as_deref());
    let note = words.filter(|_| certain.is_none()).map(|words| format!("{published}: {words}"));
    field("N1", note.as_deref());
    field("LA", reference.language.map(|language| language.tag()));
    field("UR", reference.address.as_deref());
    lines + "ER  - \r\n"
}

/// A comma separates the surname from the other names. A name whose parts are not known stays as it is.
fn name(author: &Author) -> String {
    match author {
        Author::Person { given, surname } => format!("{surname}, {given}"),
        Author::Whole(name) => name.clone(),
    }
}

/// Year, month, day and other information. The last is the edition's text if it says more than the date.
fn date(issued: Issued, words: Option<&str>) -> String {
    let part = |part: Option<u32>| part.map(|part| format!("{part:02}")).unwrap_or_default();
    let other = words.filter(|_| issued.day.is_none()).unwrap_or_default();
    format!("{:04}/{}/{}/{}", issued.year, part(issued.month), part(issued.day), other.replace('/', "-"))
}
