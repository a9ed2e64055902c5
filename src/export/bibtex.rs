//! In: an edition. Out: its sources as a bibliography that BibLaTeX and BibTeX both read.
//!
//! `date` is for BibLaTeX and may be a range, approximate (`~`) or open at one end; `year` and `month` beside it are for BibTeX
//! and hold no more than is certain. The range of a page is that of the days on one of which it was published. Escapes are commands with braces of their own, because both programs count the braces
//! of a field without regard to backslashes.
//!
//! Invariant: one entry for each source, in the order of the numbers; a text cannot leave its field.

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
    // In two pairs of braces no style changes its capitals.
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

/// Parts of a name are told by the comma; a name without known parts stands in braces of its own and is never parted.
fn authors(authors: &[Author]) -> Option<String> {
    let names = authors.iter().map(|author| match author {
        Author::Person { given, surname } => format!("{}, {}", escaped(surname), escaped(given)),
        Author::Whole(name) => format!("{{{}}}", escaped(name)),
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| format!("{{{}}}", names.join(" and ")))
}

/// ISO 8601-2 as BibLaTeX reads it.
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

/// The name that BibLaTeX knows a language by.
fn language(language: &Language) -> Option<&'static str> {
    lang::pack(*language)?.profile.bibliography_name.as_deref()
}

/// LaTeX joins these to dashes and quotation marks where one stands behind another.
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
