//! In: an edition. Out: its sources as a bibliography for both BibLaTeX and BibTeX.
//!
//! The field `date` is for BibLaTeX. It may be a range, approximate (`~`) or open at one end. A range means that the page was published on
//! one of its days. The fields `year` and `month` are for BibTeX and hold only what is certain. Special characters become commands with
//! their own braces, because both programs count the braces of a field without regard to backslashes.
//!
//! Invariant: one entry for each source, in the order of the numbers. A text cannot break out of its field.

use super::issued::{When, iso};
use super::reference::{Author, Reference, references};
use crate::characters::clean;
use crate::cite::Issued;
use crate::edition::Edition;
use crate::lang;
use crate::language::Language;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The sources as a `.bib` file.
pub fn bibtex(edition: &Edition) -> String {
    clean(&references(edition).iter().map(entry).collect::<Vec<_>>().join("\n")).into_owned()
}

fn entry(reference: &Reference) -> String {
    let kind = if reference.is_article { "article" } else { "online" };
    let mut lines = format!("@{kind}{{{},\n", reference.key);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            lines.push_str(&format!("  {name} = {value},\n"));
        }
    };
    field("author", authors(&reference.authors));
    // Two pairs of braces protect the capitals from every style.
    field("title", Some(format!("{{{{{}}}}}", escaped(&reference.title))));
    let holder = if reference.is_article { "journal" } else { "organization" };
    field(holder, reference.publisher.as_deref().map(|name| format!("{{{}}}", escaped(name))));
    field("entrysubtype", reference.is_article.then(|| "{newspaper}".to_owned()));
    field("date", date(reference.published).map(|date| format!("{{{date}}}")));
    let certain = reference.published.within();
    field("year", certain.map(|issued| format!("{{{}}}", issued.year)));
    field("month", certain.and_then(month).map(str::to_owned));
    field("url", reference.address.as_deref().map(|address| format!("{{{address}}}")));
    field("langid", reference.language.and_then(language).map(|name| format!("{{{name}}}")));
    lines + "}\n"
}

/// A comma separates the parts of a name. A name without known parts is in its own braces, so it is never split.
fn authors(authors: &[Author]) -> Option<String> {
    let names = authors.iter().map(|author| match author {
        Author::Person { given, surname } => format!("{}, {}", escaped(surname), escaped(given)),
        Author::Whole(name) => format!("{{{}}}", escaped(name)),
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| format!("{{{}}}", names.join(" and ")))
}

/// A date in ISO 8601-2, as BibLaTeX reads it.
fn date(published: When) -> Option<String> {
    match published {
        When::Unknown => None,
        When::Known { first, last, about, .. } => {
            let one = |issued: Issued| format!("{}{}", iso(issued), if about { "~" } else { "" });
            Some(last.map_or_else(|| one(first), |last| format!("{}/{}", one(first), one(last))))
        }
        When::NotBefore(day) => Some(format!("{day}/..")),
        When::NotAfter(day) => Some(format!("../{day}")),
    }
}

fn month(issued: Issued) -> Option<&'static str> {
    MONTHS.get(issued.month?.checked_sub(1)? as usize).copied()
}

/// The name of a language in BibLaTeX.
fn language(language: &Language) -> Option<&'static str> {
    lang::pack(*language)?.profile.bibliography_name.as_deref()
}

/// LaTeX joins two of these in a row to a dash or a quotation mark.
const JOINED: [char; 6] = ['-', '`', '\'', ',', '<', '>'];

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    for character in text.chars() {
        let joins = before == Some(character) && JOINED.contains(&character);
        let inverts = matches!(before, Some('?' | '!')) && character == '`';
        if joins || inverts {
            escaped.push_str("{}");
        }
        before = Some(character);
        match character {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '$' | '&' | '#' | '_' | '%' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}
