//! In: an edition, its book and the templates. Out: the text of each file.
//!
//! Invariant: a template that uses a missing value is an error. Every text is cleaned and escaped when it is inserted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context, escape_formatter,
};

use super::EpubError;
use super::book::{self, Book, Document, Holds};
use super::contents::{self, Contents};
use super::notes;
use super::points;
use super::reference::{self, Reference};
use super::shrink;
use super::whole;
use crate::address;
use crate::characters::{self, escape};
use crate::edition::{Chapter, Edition, Event, Mark};
use crate::limits;
use crate::render::chart::Chart;
use crate::render::figure::Figure;
use crate::render::typography;
use crate::render::{LayoutFiles, PageMark};

/// The extensions of templates.
const TEMPLATES: [&str; 4] = [".xhtml", ".svg", ".ncx", ".xml"];

/// The templates, with the edition that they print.
pub(crate) struct Press<'a> {
    environment: Environment<'static>,
    /// The edition as data for templates.
    data: Value,
    edition: &'a Edition,
    reference: &'a Reference,
    /// The figure of the timeline.
    figure: Option<Figure>,
    /// The navigation of the book.
    pub contents: Contents,
    /// The layout of the templates.
    layout: LayoutFiles,
}

impl<'a> Press<'a> {
    /// Prepares the templates.
    pub(crate) fn new(
        edition: &'a Edition,
        book: &'a Book,
        pages: &[PageMark],
        layout: &LayoutFiles,
    ) -> Result<Self, EpubError> {
        let data = Value::from(Serde(edition));
        let contents = Contents::new(edition, book, pages);
        let mut environment = environment(layout)?;
        let medium = book.medium;
        environment.add_global("marks", Vec::from(typography::quotation_marks(edition.language)));
        environment.add_function("epub_type", move |kind: &str| Value::from_safe_string(medium.epub_type(kind)));
        add_lookups(&mut environment, &data, book)?;
        let pictures: BTreeMap<String, String> =
            shrink::shown(edition).map(|picture| (picture.name.clone(), shrink::name(picture))).collect();
        environment.add_function("picture_file", move |name: &str| pictures.get(name).cloned());
        let pictures = shrink::shown(edition)
            .map(|picture| (picture.name.clone(), format!("pictures/{}", shrink::name(picture))))
            .collect();
        show(&mut environment, pictures);
        environment.add_function("own_page", |_: &str| None::<String>);
        let marks: BTreeMap<String, u32> = contents.pages.iter().map(|page| (page.id.clone(), page.number)).collect();
        environment.add_function("page", move |id: &str| marks.get(id).copied());
        let (reference, figure) = (&book.reference, Figure::of(edition));
        Ok(Self { environment, data, edition, reference, figure, contents, layout: layout.clone() })
    }

    /// The same with pages of people and organizations, by identifier.
    pub(crate) fn with_own_pages(mut self, pages: BTreeMap<String, String>) -> Self {
        self.environment.add_function("own_page", move |id: &str| pages.get(id).cloned());
        self
    }

    /// The same with other places for its pictures, by the names that the edition gives them. They need no escapes in an attribute.
    pub(crate) fn showing(mut self, pictures: BTreeMap<String, String>) -> Self {
        show(&mut self.environment, pictures);
        self
    }

    /// The text of one file of the book. `around` holds more values for its template.
    pub(crate) fn document(&self, document: &Document, around: Value) -> Result<String, EpubError> {
        let (template, own) = match &document.holds {
            Holds::Cover => ("cover.xhtml", context! {}),
            Holds::TitlePage => ("titlepage.xhtml", context! { points => self.points()? }),
            Holds::News(range) => ("news.xhtml", self.news(range)),
            Holds::Glance => ("glance.xhtml", context! { items => self.data.get_attr("glance")? }),
            Holds::Upcoming => ("upcoming.xhtml", context! { items => self.data.get_attr("upcoming")? }),
            Holds::Timeline(range) => {
                let (items, key) = (self.rows(range.clone()), self.key_rows(range.start));
                ("timeline.xhtml", context! { items, key, figure => Serde(&self.figure) })
            }
            Holds::Mentioned(range) => {
                ("mentioned.xhtml", context! { items => self.list("mentioned", range.clone())? })
            }
            Holds::Chapter(index, range) => {
                let chapter = self.data.get_attr("chapters")?.get_item_by_index(*index)?;
                let items = slice(&chapter, "events", range.clone())?;
                ("chapter.xhtml", context! { chapter, items, number => index + 1 })
            }
            Holds::Abbreviations(range) => {
                ("abbreviations.xhtml", context! { items => self.list("abbreviations", range.clone())? })
            }
            Holds::Articles(range) => ("articles.xhtml", context! { items => self.list("articles", range.clone())? }),
            Holds::Reference => ("reference.xhtml", context! { chart => Serde(Chart::of(self.edition)) }),
            Holds::People(range) => ("people.xhtml", self.people(&self.reference.people[range.clone()])?),
            Holds::Organizations(range) => {
                let note = &self.edition.words.organizations_note;
                let (all, listed) = (self.edition.organizations.len(), &self.reference.organizations);
                let own = self.entities("organizations", &listed[range.clone()])?;
                ("entities.xhtml", context! { note, all, listed => listed.len(), ..own })
            }
            Holds::Places(range) => {
                let note = &self.edition.words.places_note;
                let (all, listed) = (self.edition.places.len(), &self.reference.places);
                let own = self.entities("places", &listed[range.clone()])?;
                ("entities.xhtml", context! { note, all, listed => listed.len(), ..own })
            }
            Holds::Sources(range) => {
                let is_whole = self.reference.has_whole_sources;
                ("sources.xhtml", context! { items => self.list("sources", range.clone())?, is_whole })
            }
            Holds::Ledger(range) => {
                let entries = self.data.get_attr("ledger")?.get_attr("entries")?;
                let items = chosen(&entries, &self.reference.ledger[range.clone()])?;
                ("ledger.xhtml", context! { items, is_whole => self.reference.has_whole_ledger })
            }
        };
        self.fill(
            template,
            &document.file,
            context! { heading => &document.title, first => document.is_first(), ..context! { ..own, ..around } },
        )
    }

    /// The navigation: contents, landmarks, and a page list if there is one.
    pub(crate) fn nav(&self, book: &Book) -> Result<String, EpubError> {
        let own = context! {
            heading => &self.edition.words.contents,
            contents => Serde(&self.contents.entries),
            landmarks => Serde(contents::landmarks(self.edition, book)),
            pages => Serde(&self.contents.pages),
        };
        self.fill("nav.xhtml", "nav.xhtml", own)
    }

    /// The contents and the page list in the form of EPUB 2.
    pub(crate) fn ncx(&self) -> Result<String, EpubError> {
        let (entries, pages) = (&self.contents.entries, &self.contents.pages);
        self.fill("toc.ncx", "toc.ncx", context! { contents => Serde(entries), pages => Serde(pages) })
    }

    /// Whether the book has a list of the printed briefing's pages.
    pub(crate) fn has_pages(&self) -> bool {
        !self.contents.pages.is_empty()
    }

    /// Fills in a template. `file` is the name of the page.
    pub(crate) fn fill(&self, template: &str, file: &str, own: Value) -> Result<String, EpubError> {
        let template = self.layout.path(template);
        let text = self.environment.get_template(&template)?.render(context! { edition => &self.data, ..own })?;
        let text = characters::markup(text);
        whole::check(&template, file, &text)?;
        Ok(text)
    }

    fn list(&self, name: &str, range: std::ops::Range<usize>) -> Result<Vec<Value>, EpubError> {
        slice(&self.data, name, range)
    }

    /// Some of the listed people, under their letters.
    fn people(&self, listed: &[usize]) -> Result<Value, EpubError> {
        let people = self.data.get_attr("people")?;
        let mut letters: Vec<(String, Vec<Value>)> = Vec::new();
        for &at in listed {
            let letter = reference::letter(&self.edition.people[at], self.edition.language);
            let person = people.get_item_by_index(at)?;
            match letters.last_mut() {
                Some((last, named)) if *last == letter => named.push(person),
                _ => letters.push((letter, vec![person])),
            }
        }
        let letters: Vec<Value> = letters.into_iter().map(|(letter, people)| context! { letter, people }).collect();
        let (listed, all) = (self.reference.people.len(), self.edition.people.len());
        Ok(context! { letters, listed, all })
    }

    fn entities(&self, name: &str, listed: &[usize]) -> Result<Value, EpubError> {
        let items = chosen(&self.data.get_attr(name)?, listed)?;
        Ok(context! { items, kind => name })
    }

    /// The sentences at a glance that stand on the title page.
    fn points(&self) -> Result<Vec<Value>, EpubError> {
        chosen(&self.data.get_attr("glance")?, &points::points(self.edition))
    }

    /// Part of the news: new or updated events, and withdrawn ones.
    fn news(&self, range: &std::ops::Range<usize>) -> Value {
        let changed: Vec<_> = book::changed(self.edition).collect();
        let withdrawn = self.edition.news.iter().flat_map(|news| &news.withdrawn);
        let until = changed.len();
        let among = |start: usize, end: usize| range.start.clamp(start, end)..range.end.clamp(start, end);
        let items: Vec<Value> = changed[among(0, until)].iter().map(|event| Serde(event).into()).collect();
        let gone = among(until, usize::MAX);
        let withdrawn = withdrawn.skip(gone.start - until).take(gone.len());
        let withdrawn: Vec<Value> = withdrawn.map(|event| Serde(event).into()).collect();
        context! { items, withdrawn, first => range.start == 0 }
    }

    fn rows(&self, range: std::ops::Range<usize>) -> Vec<Value> {
        let number = self.key_numbers();
        let is_alone = self.marks().all(|mark| mark.key);
        let events = book::dated(self.edition);
        events[range].iter().map(|one| row(one, number.get(&*one.1.id).filter(|_| is_alone))).collect()
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.edition.timeline.iter().flat_map(|timeline| &timeline.lanes).flat_map(|lane| &lane.marks)
    }

    /// The numbers of the key events in the figure.
    fn key_numbers(&self) -> BTreeMap<&str, usize> {
        let key: BTreeSet<&str> = self.marks().filter(|mark| mark.key).map(|mark| mark.event.as_str()).collect();
        let events = book::dated(self.edition).into_iter().map(|(_, event)| event.id.as_str());
        events.filter(|id| key.contains(id)).zip(1..).collect()
    }

    /// The rows of the key events, for the first file. Empty if every event is one.
    fn key_rows(&self, start: usize) -> Vec<Value> {
        if start > 0 || self.marks().all(|mark| mark.key) {
            return Vec::new();
        }
        let number = self.key_numbers();
        let events = book::dated(self.edition);
        events.iter().filter_map(|one| Some(row(one, Some(number.get(&*one.1.id)?)))).collect()
    }
}

/// Adds the template function `picture_place`, which returns the place of a picture.
fn show(environment: &mut Environment<'static>, pictures: BTreeMap<String, String>) {
    environment
        .add_function("picture_place", move |name: &str| pictures.get(name).cloned().map(Value::from_safe_string));
}

/// A row of the timeline, with the number that the event has in the figure.
fn row((chapter, event): &(&Chapter, &Event), number: Option<&usize>) -> Value {
    context! { event => Serde(event), chapter => &chapter.title, number }
}

/// The entries of a list at some indexes.
fn chosen(list: &Value, indexes: &[usize]) -> Result<Vec<Value>, EpubError> {
    indexes.iter().map(|&at| Ok(list.get_item_by_index(at)?)).collect()
}

fn slice(value: &Value, name: &str, range: std::ops::Range<usize>) -> Result<Vec<Value>, EpubError> {
    let list = value.get_attr(name)?;
    range.map(|index| Ok(list.get_item_by_index(index)?)).collect()
}

/// The templates of a layout. They are registered with the paths that they have, or would have, in a project, so that error messages give
/// these paths. Templates refer to each other by name only.
pub(crate) fn environment(layout: &LayoutFiles) -> Result<Environment<'static>, EpubError> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_formatter(print);
    environment.add_function("lang", lang);
    environment.add_function("stands", |place: Value| -> Result<Value, Error> { stands(&place) });
    environment.add_function("datetime", |when: Value| -> Result<Option<String>, Error> { datetime(&when) });
    environment.add_function("web", address::web);
    environment
        .add_function("paragraphs", |sentences: Value| -> Result<Vec<Vec<Value>>, Error> { paragraphs(&sentences) });
    environment.set_fuel(Some(limits::TEMPLATE_STEPS));
    environment.set_debug(true);
    let whole = layout.clone();
    environment.set_path_join_callback(move |name, _| whole.path(name).into());
    for (name, _) in layout.iter().filter(|(name, _)| TEMPLATES.iter().any(|ending| name.ends_with(ending))) {
        let source = layout.template(name)?.ok_or_else(|| EpubError::LayoutFile(layout.path(name)))?;
        environment.add_template_owned(layout.path(name), source.to_owned())?;
    }
    Ok(environment)
}

/// Prints a value without the characters that XML forbids. A missing value is an error; otherwise it would print as `none`.
fn print(output: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Err(Error::new(ErrorKind::InvalidOperation, "a missing value cannot be printed"));
    }
    match value.as_str() {
        Some(text) if !value.is_safe() => Ok(output.write_str(&quoted(text))?),
        _ => escape_formatter(output, state, value),
    }
}

/// The attributes for a text's language. Empty if the language is unknown or has a tag for local use (ISO 639-2, `qaa` to `qtz`).
fn lang(tag: &str) -> Value {
    let is_local = tag.len() == 3 && ("qaa"..="qtz").contains(&tag);
    let is_tag = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_known = is_tag && !is_local && tag != "und";
    Value::from_safe_string(if is_known { format!(" lang=\"{tag}\" xml:lang=\"{tag}\"") } else { String::new() })
}

/// The attributes with the place of an element's words in a capture. Empty without a place.
fn stands(place: &Value) -> Result<Value, Error> {
    let mut attributes = String::new();
    if !place.is_none() {
        for name in ["path", "record", "start", "end"] {
            let value = place.get_attr(name)?.to_string();
            attributes.push_str(&format!(" data-{name}=\"{}\"", quoted(&value)));
        }
    }
    Ok(Value::from_safe_string(attributes))
}

/// A text for an element or an attribute.
fn quoted(text: &str) -> String {
    escape(text).replace('"', "&quot;").replace('\'', "&#39;")
}

/// Sentences as paragraphs (`points::paragraphs`).
fn paragraphs(sentences: &Value) -> Result<Vec<Vec<Value>>, Error> {
    let mut all = Vec::new();
    for sentence in sentences.try_iter()? {
        all.push(sentence);
    }
    let mut said = Vec::with_capacity(all.len());
    for sentence in &all {
        let source = usize::try_from(sentence.get_attr("source")?)?;
        said.push((source, sentence.get_attr("text")?.as_str().map_or(0, str::len)));
    }
    let mut rest = all.into_iter();
    Ok(points::paragraphs(&said).into_iter().map(|size| rest.by_ref().take(size).collect()).collect())
}

/// The value for the attribute `datetime` of a `time` element: the day or minute, if the date is one.
fn datetime(when: &Value) -> Result<Option<String>, Error> {
    let (earliest, latest) = (when.get_attr("earliest")?, when.get_attr("latest")?);
    let (Some(earliest), Some(latest)) = (earliest.as_str(), latest.as_str()) else { return Ok(None) };
    let has_plain_year = earliest.find('-') == Some(4) && !earliest.starts_with("0000");
    Ok((earliest == latest && has_plain_year).then(|| earliest.to_owned()))
}

/// Adds template functions that look up places, events and sources.
fn add_lookups(environment: &mut Environment<'static>, data: &Value, book: &Book) -> Result<(), EpubError> {
    let places = Arc::new(book.places.clone());
    environment.add_function("href", move |id: &str| places.get(id).cloned());
    let mut events: BTreeMap<String, Value> = BTreeMap::new();
    for chapter in data.get_attr("chapters")?.try_iter()? {
        for event in chapter.get_attr("events")?.try_iter()? {
            events.insert(event.get_attr("id")?.to_string(), event);
        }
    }
    environment.add_function("event", move |id: &str| events.get(id).cloned());
    let mut sources: BTreeMap<usize, Value> = BTreeMap::new();
    for source in data.get_attr("sources")?.try_iter()? {
        sources.insert(usize::try_from(source.get_attr("number")?)?, source);
    }
    notes::add(environment, sources.keys().copied().collect());
    environment.add_function("source", move |number: usize| sources.get(&number).cloned());
    Ok(())
}
