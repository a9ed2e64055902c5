//! In: the known facts about a source. Out: its citation in a style, as text runs.
//!
//! Invariant: states nothing about a source that is not known: no day if only the month is known, no date if none is known. The words of a
//! page are kept as they are.

mod issued;
mod style;

pub(crate) use issued::Issued;
pub use style::of as style_of;

use hayagriva::citationberg::FontStyle;
use hayagriva::types::{Date, EntryType, FormatString, Person, QualifiedUrl, StringChunk};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren, Entry, Formatted,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::annotate::names;
use crate::language::Language;
use crate::project::CitationStyle;
use crate::words::ProductLanguage;

/// An invisible character at which no line breaks.
const GUARD: &str = "\u{2060}";

/// The known facts about a source.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    /// The authors, as the page names them.
    pub authors: &'a [String],
    /// The title.
    pub title: &'a str,
    /// The language of the authors' names.
    pub language: Language,
    /// The newspaper or the site.
    pub publisher: Option<&'a str>,
    /// When it was published.
    pub(crate) published: Option<Issued>,
    /// The address of the page.
    pub address: Option<&'a str>,
}

/// A run of text in a citation. The source's address is a run of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Whether the text is in italics.
    pub italic: bool,
}

/// The citation of a work, as text runs. Terms such as "no date" are in `language`.
pub fn cite(work: &Work, style: CitationStyle, language: ProductLanguage) -> Vec<Run> {
    let entry = entry(work, style);
    let (style, terms) = (style::style(style), style::terms(language));
    let locale = terms.first().and_then(|terms| terms.lang.clone());
    let mut driver = BibliographyDriver::new();
    let item = CitationItem::with_entry(&entry);
    driver.citation(CitationRequest::from_items(vec![item], style, terms));
    let list = driver.finish(BibliographyRequest::new(style, locale, terms)).bibliography;
    let item = list.and_then(|list| list.items.into_iter().next());
    let mut runs = Vec::new();
    item.iter().for_each(|item| collect(&item.content, work, &mut runs));
    runs.iter_mut().for_each(|run| run.text = run.text.replace(&guarded(work.title), work.title));
    closed_once(work.title, &mut runs);
    trimmed(runs)
}

/// The work as a hayagriva entry. Its texts are marked verbatim, so that no style changes their capitals.
fn entry(work: &Work, style: CitationStyle) -> Entry {
    let (kind, host) = kinds(work);
    let mut entry = Entry::new("source", kind);
    entry.set_title(verbatim(&guarded(work.title)));
    if !work.authors.is_empty() {
        entry.set_authors(work.authors.iter().map(|name| person(name, work.language)).collect());
    }
    if let Some(publisher) = work.publisher {
        let mut host = Entry::new("host", host);
        host.set_title(verbatim(publisher));
        entry.set_parents(vec![host]);
    }
    if let Some(published) = work.published {
        entry.set_date(Date {
            approximate: style == CitationStyle::Iso690 && published.day.is_none(),
            ..date(published)
        });
    }
    if let Some(url) = work.address.and_then(|address| address.parse::<QualifiedUrl>().ok()) {
        entry.set_url(url);
    }
    entry
}

/// The type of a work and of its container. A newspaper article without an author is cited as a page of a site. Otherwise the newspaper
/// would take the author's place in Chicago style, and the title would lose its quotation marks.
fn kinds(work: &Work) -> (EntryType, EntryType) {
    if is_article(work.authors, work.publisher) {
        (EntryType::Article, EntryType::Newspaper)
    } else {
        (EntryType::Web, EntryType::Web)
    }
}

/// Whether a work with these authors and this publisher is cited as a newspaper article. Otherwise it is cited as a page of a site.
pub(crate) fn is_article(authors: &[String], publisher: Option<&str>) -> bool {
    !authors.is_empty() && publisher.is_some()
}

/// The title with a guard after a final quotation mark. Without it, a style that adds its own mark would drop the title's mark.
fn guarded(title: &str) -> String {
    let guard = if title.ends_with(['”', '"', '’', '\'', '»', '“']) { GUARD } else { "" };
    format!("{title}{guard}")
}

fn verbatim(text: &str) -> FormatString {
    FormatString { value: StringChunk::verbatim(text).into(), short: None }
}

/// A name as given name and surname if the parts are known, else as a whole.
fn person(name: &str, language: Language) -> Person {
    let parted = names::parted(name, language);
    let (given, surname) = match parted {
        Some(names::Parted { given, surname }) => (Some(given), surname),
        None => (None, name.to_owned()),
    };
    Person { name: surname, given_name: given, prefix: None, suffix: None, comma_suffix: false, alias: None }
}

fn date(published: Issued) -> Date {
    // Hayagriva counts months and days from 0.
    let from_zero = |part: Option<u32>| part.and_then(|part| u8::try_from(part.checked_sub(1)?).ok());
    Date {
        year: published.year,
        month: from_zero(published.month),
        day: from_zero(published.day),
        approximate: false,
        season: None,
    }
}

/// Collects the text runs. The address becomes a run of its own.
fn collect(children: &ElemChildren, work: &Work, runs: &mut Vec<Run>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => push(text, work, runs),
            ElemChild::Elem(elem) => collect(&elem.children, work, runs),
            // The address as on the page, not as a URL parser writes it.
            ElemChild::Link { text, .. } => {
                runs.push(Run { text: work.address.unwrap_or(&text.text).to_owned(), italic: false });
            }
            ElemChild::Markup(_) | ElemChild::Transparent { .. } => {}
        }
    }
}

fn push(formatted: &Formatted, work: &Work, runs: &mut Vec<Run>) {
    let italic = formatted.formatting.font_style == FontStyle::Italic;
    match runs.last_mut() {
        Some(last) if last.italic == italic && Some(last.text.as_str()) != work.address => {
            last.text.push_str(&formatted.text);
        }
        _ => runs.push(Run { text: formatted.text.clone(), italic }),
    }
}

/// Removes the style's full stop after a title that ends with one.
fn closed_once(title: &str, runs: &mut [Run]) {
    if title.ends_with('.') {
        runs.iter_mut().for_each(|run| run.text = run.text.replace(&format!("{title}."), title));
    }
}

/// Removes spaces at both ends.
fn trimmed(mut runs: Vec<Run>) -> Vec<Run> {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(work: &Work, style: CitationStyle, language: &str) -> String {
        let runs = cite(work, style, language.parse().unwrap());
        runs.iter().map(|run| if run.italic { format!("*{}*", run.text) } else { run.text.clone() }).collect()
    }

    const ADDRESS: &str = "https://visnyk.example/новини/рада?a=1&b=[2]";

    fn work(authors: &[String]) -> Work<'_> {
        Work {
            authors,
            title: "Рада схвалила «кошторис» <i>на рік</i>: iPhone, {2} \\ $x$",
            language: Language::Ukrainian,
            publisher: Some("Степовий вісник"),
            published: Some(Issued { year: 2023, month: Some(11), day: Some(7) }),
            address: Some(ADDRESS),
        }
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn each_style_cites_in_its_way() {
        let authors = names(&["Олена Петрівна Коваль", "Прес-служба ради"]);
        let work = work(&authors);
        let title = work.title;
        assert_eq!(
            cited(&work, CitationStyle::Dstu8302, "uk"),
            format!("Коваль О. П., Прес-служба ради. {title}. *Степовий вісник*. 2023. 07 листоп. URL: {ADDRESS}.")
        );
        assert_eq!(
            cited(&work, CitationStyle::Chicago, "en"),
            format!(
                "Коваль, Олена Петрівна, and Прес-служба ради. “{title}.” *Степовий вісник*, November 7, 2023. {ADDRESS}."
            )
        );
        let iso = format!("Прес-служба ради. {title} [online]. *Степовий вісник*,");
        assert_eq!(
            cited(&work, CitationStyle::Iso690, "pl"),
            format!("Коваль, Олена Петрівна i {iso} 7 listopada 2023. Dostępne na: {ADDRESS}.")
        );
        assert_eq!(
            cited(&work, CitationStyle::Iso690, "de"),
            format!("Коваль, Олена Петрівна und {iso} 7. November 2023. Verfügbar unter: {ADDRESS}.")
        );
    }

    #[test]
    fn a_date_is_as_precise_as_it_is_known() {
        let authors = names(&[]);
        let mut work = Work { title: "Bridge opens", address: None, ..work(&authors) };
        work.published = Some(Issued { year: 2023, month: Some(11), day: None });
        assert_eq!(cited(&work, CitationStyle::Dstu8302, "uk"), "Bridge opens. *Степовий вісник*. 2023. листоп.");
        assert_eq!(cited(&work, CitationStyle::Chicago, "en"), "Степовий вісник. “Bridge opens.” November 2023.");
        assert_eq!(cited(&work, CitationStyle::Iso690, "pl"), "Bridge opens. *Степовий вісник*, 2023-11.");
        work.published = Some(Issued { year: 2023, month: None, day: None });
        assert_eq!(cited(&work, CitationStyle::Dstu8302, "uk"), "Bridge opens. *Степовий вісник*. 2023.");
        work.published = None;
        assert_eq!(cited(&work, CitationStyle::Dstu8302, "uk"), "Bridge opens. *Степовий вісник*. б. д.");
        assert_eq!(cited(&work, CitationStyle::Chicago, "en"), "Степовий вісник. “Bridge opens.”");
        work.publisher = None;
        assert_eq!(cited(&work, CitationStyle::Dstu8302, "uk"), "Bridge opens. б. д.");
    }

    #[test]
    fn a_title_keeps_its_marks() {
        let authors = names(&["John Miller"]);
        let work = Work { title: "He said: “It is open”", address: None, ..work(&authors) };
        let said = cited(&work, CitationStyle::Chicago, "en");
        assert!(said.contains(work.title), "{said}");
        let work = Work { title: "Він сказав «так»", ..work };
        assert!(cited(&work, CitationStyle::Dstu8302, "uk").contains("Він сказав «так». *"));
    }

    #[test]
    fn a_title_that_ends_with_a_full_stop_has_one() {
        let authors = names(&["John Miller"]);
        let work = Work { title: "Is it “open”? Yes.", address: None, ..work(&authors) };
        assert_eq!(
            cited(&work, CitationStyle::Chicago, "en"),
            "Miller, John. “Is it “open”? Yes.” *Степовий вісник*, November 7, 2023."
        );
        let said = cited(&work, CitationStyle::Dstu8302, "uk");
        assert_eq!(said, "Miller J. Is it “open”? Yes. *Степовий вісник*. 2023. 07 листоп.");
    }

    #[test]
    fn of_four_authors_the_first_is_named() {
        let authors = names(&["Олена Коваль", "Іван Гай", "Марія Лан", "Лев Орт"]);
        let said = cited(&work(&authors), CitationStyle::Dstu8302, "uk");
        assert!(said.starts_with("Коваль О. та ін. Рада"), "{said}");
        let said = cited(&work(&authors[..3]), CitationStyle::Dstu8302, "uk");
        assert!(said.starts_with("Коваль О., Гай І., Лан М. Рада"), "{said}");
    }

    #[test]
    fn an_invalid_address_is_left_out() {
        let authors = names(&[]);
        let work = Work { address: Some("з дошки оголошень"), ..work(&authors) };
        assert!(!cited(&work, CitationStyle::Dstu8302, "uk").contains("URL"));
    }
}
