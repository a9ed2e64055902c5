//! In: the data of an edition. Out: what an e-book of it may say, and where.
//!
//! A text on a page is a text of the edition, with texts of the product before and after it. If an element has the identifier of an event,
//! a source, a person or another part of the edition, or contains a link to one, the text must belong to that part. A day or a name from
//! elsewhere in the edition would be false there.
//!
//! Invariant: fields that are not in the contract of an edition give no texts. The product's texts are this program's, not the edition's.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use chrono::NaiveDate;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::layout::Layouts;
use crate::address;
use crate::characters::is_unseen;
use crate::edition::Edition;
use crate::render::chart::Chart;
use crate::render::figure::Figure;
use crate::render::shapes::Shape;
use crate::verify::claims::{Claims, Event, Place};
use crate::verify::letters::{letters, marks};
use crate::verify::originals::printed;
use crate::words::Lexicon;

/// Fields that a book does not print: data for programs, and what is checked as a figure or a table.
const UNPRINTED: [&str; 30] = [
    "coverage",
    "timeline",
    "stories",
    "evidence",
    "publisher_grounds",
    "figures",
    "gives",
    "problem",
    "layout",
    "paper",
    "language",
    "publisher_language",
    "publisher_how",
    "kind",
    "form",
    "media_type",
    "how",
    "precision",
    "outcome",
    "reason",
    "sort",
    "named",
    "id",
    "event",
    "before",
    "after",
    "identifier",
    "central",
    "accent",
    "logo",
];
/// Fields with numbers that no page prints.
const PLACES: [&str; 6] = ["start", "end", "width", "height", "first", "last"];
/// Number of digits of a digest. SHA-256 has 256 bits (FIPS 180-4), a hexadecimal digit has four.
const DIGEST: usize = 64;
/// Maximum number of positions at which a text may be split into texts of the product. Printed texts have some dozens. Set by hand.
const MOST_PARTS: usize = 400;

/// The texts that belong to one part of the edition.
pub(crate) type Scope = HashSet<Rc<str>>;

/// What the pages of a book may say.
pub(crate) struct Known {
    /// The texts of the edition.
    texts: Scope,
    /// The texts of the product and of the layouts. They may be before and after a text.
    labels: Vec<String>,
    /// The texts of each part of the edition, by its identifier.
    scopes: HashMap<String, Scope>,
    /// The texts of quotes, by their places.
    quotes: HashMap<Place, Scope>,
    /// The days of events, except those that the news print without a link.
    days: HashSet<String>,
    /// The titles of chapters.
    titles: Scope,
    /// The events of the sentences in the summary, by the places of the words.
    glance: HashMap<Place, String>,
    /// The addresses of sources that may be links, by source number.
    addresses: BTreeMap<usize, String>,
    /// The addresses in what the editor writes.
    own_addresses: BTreeSet<String>,
    /// The captures, by their paths in the form that a page can print.
    paths: HashMap<String, Vec<String>>,
    /// How many of each thing there are, by its noun.
    counts: HashMap<String, BTreeSet<String>>,
    /// The digests of the pictures of events, by event identifier.
    pictures: HashMap<String, String>,
    digests: HashSet<String>,
    /// The identifiers of events.
    events: HashSet<String>,
    /// The numbers in the edition.
    numbers: HashSet<String>,
    /// The shapes of the figure of the timeline and of the chart of pages.
    drawn: Vec<Drawn>,
    /// The publishers of each rating, with its letter and what it means.
    rated: Vec<Rated>,
    /// The length of its longest list.
    most: usize,
    /// The characters in the edition that change the direction of writing.
    turning: BTreeSet<char>,
}

impl Known {
    pub(crate) fn of(data: &Value, claims: &Claims, lexicon: &Lexicon, layouts: &Layouts) -> Self {
        let mut gathered = Gathered::of(data, lexicon);
        let mut labels: HashSet<String> = layouts.words.iter().cloned().collect();
        let words = serde_json::to_value(&lexicon.labels).unwrap_or_default();
        let words = words.as_object().into_iter().flat_map(|words| words.values());
        // A pattern is printed with numbers in its places.
        let pieces = words.filter_map(Value::as_str).flat_map(|word| word.split(['{', '}']).step_by(2));
        labels.extend(pieces.map(marks));
        labels.extend(lexicon.reasons.values().map(|word| marks(word)));
        labels.remove("");
        let mut labels: Vec<String> = labels.into_iter().collect();
        labels.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        let mut known = Self {
            labels,
            scopes: HashMap::new(),
            quotes: HashMap::new(),
            days: HashSet::new(),
            titles: Scope::new(),
            glance: HashMap::new(),
            addresses: BTreeMap::new(),
            own_addresses: BTreeSet::new(),
            paths: HashMap::new(),
            counts: counts(data),
            pictures: HashMap::new(),
            digests: HashSet::new(),
            events: claims.events().map(|(_, event)| event.id.clone()).collect(),
            numbers: std::mem::take(&mut gathered.numbers),
            most: gathered.most,
            turning: std::mem::take(&mut gathered.turning),
            drawn: drawn(data),
            rated: rated(data),
            texts: std::mem::take(&mut gathered.texts),
        };
        known.name(data, claims);
        known
    }

    /// Collects the texts that belong to parts with identifiers.
    fn name(&mut self, data: &Value, claims: &Claims) {
        let events: HashMap<&str, &Event> = claims.events().map(|(_, event)| (event.id.as_str(), event)).collect();
        for source in &claims.sources {
            self.addresses.extend(source.address.as_deref().and_then(address::web).map(|web| (source.number, web)));
            let paths = self.paths.entry(printed(&source.path)).or_default();
            if !paths.contains(&source.path) {
                paths.push(source.path.clone());
            }
        }
        let summaries = claims.chapters.iter().flat_map(|chapter| &chapter.editors_summary);
        let own = claims.introduction.iter().chain(summaries).flat_map(|block| &block.runs);
        self.own_addresses.extend(own.filter_map(|run| run.link.clone()));
        for value in list(data, "sources") {
            let number = value["number"].as_u64().unwrap_or_default();
            let scope = self.scope(&[value]);
            self.scopes.insert(format!("source-{number}"), scope.clone());
            self.scopes.insert(format!("note-{number}"), scope);
        }
        for value in list(data, "chapters") {
            for event in list(value, "events") {
                self.event(event, &events, claims);
            }
            let texts = [&value["title"], &value["period"], &value["summary"], &value["editors_summary"]];
            let mut scope = self.scope(&texts);
            // The title of a part of a long chapter has the days of its first and last event.
            let shown = list(value, "events").filter_map(|event| event.pointer("/when/short")?.as_str());
            scope.extend(shown.filter_map(|day| self.own(day)));
            self.scopes.insert(text(value, "id").to_owned(), scope);
            self.titles.extend(self.own(text(value, "title")));
        }
        for withdrawn in list(&data["news"], "withdrawn") {
            self.days.remove(&marks(text(&withdrawn["when"], "long")));
        }
        let glance = claims.glance.iter().filter_map(|words| Some((words.place.clone()?, words.event.clone()?)));
        self.glance.extend(glance);
        for name in ["people", "organizations", "places", "upcoming", "mentioned", "articles"] {
            for value in list(data, name) {
                let mut scope = self.scope(&[value]);
                let own = list(value, "events").filter_map(|id| events.get(id.as_str()?));
                own.for_each(|event| self.link(event, &mut scope));
                for number in ["/source", "/role/source"].into_iter().filter_map(|at| value.pointer(at)?.as_u64()) {
                    self.take(&mut scope, &format!("source-{number}"));
                }
                self.scopes.insert(text(value, "id").to_owned(), scope);
            }
        }
    }

    fn event(&mut self, value: &Value, events: &HashMap<&str, &Event>, claims: &Claims) {
        let id = text(value, "id").to_owned();
        let mut scope = self.scope(&[value]);
        let Some(event) = events.get(id.as_str()) else { return };
        let around = event.story.iter().flat_map(|story| [&story.before, &story.after]).flatten();
        around.filter_map(|id| events.get(id.as_str())).for_each(|event| self.link(event, &mut scope));
        let pictured = event.picture.iter().map(|picture| picture.source);
        for source in event.sources.iter().copied().chain(pictured).filter_map(|number| claims.source(number)) {
            scope.extend(source.publisher.as_deref().and_then(|name| self.own(name)));
        }
        for quote in list(value, "quotes") {
            let texts = self.scope(&[quote]);
            let all = std::iter::once(quote).chain(list(quote, "wordings"));
            for place in all.filter_map(|words| serde_json::from_value(words["place"].clone()).ok()) {
                self.quotes.entry(place).or_default().extend(texts.iter().cloned());
            }
        }
        let days = ["/when/long", "/when/short"].into_iter().filter_map(|at| value.pointer(at)?.as_str());
        self.days.extend(days.map(marks).filter(|day| !day.is_empty()));
        self.digests.extend(event.picture.iter().map(|picture| picture.digest.clone()));
        self.pictures.extend(event.picture.iter().map(|picture| (id.clone(), picture.digest.clone())));
        self.scopes.insert(id, scope);
    }

    /// Adds the texts of a link to an event.
    fn link(&self, event: &Event, scope: &mut Scope) {
        let days = event.when.iter().flat_map(|when| [&when.short, &when.long]);
        scope.extend(days.chain([&event.headline.text]).filter_map(|text| self.own(text)));
    }

    fn take(&self, scope: &mut Scope, name: &str) {
        scope.extend(self.scopes.get(name).into_iter().flatten().cloned());
    }

    fn own(&self, text: &str) -> Option<Rc<str>> {
        self.texts.get(marks(text).as_str()).cloned()
    }

    fn scope(&self, values: &[&Value]) -> Scope {
        let mut scope = Scope::new();
        for value in values {
            strings(value, &mut |text| scope.extend(self.own(text)));
        }
        scope
    }

    /// The texts of the part of the edition with this identifier. `None` if there is no such part.
    pub(crate) fn named(&self, name: &str) -> Option<&Scope> {
        self.scopes.get(name)
    }

    /// The texts of the quote whose words are at a place.
    pub(crate) fn quote(&self, place: &Place) -> Option<&Scope> {
        self.quotes.get(place)
    }

    /// The texts that may be next to a link to a part of the edition.
    pub(crate) fn beside(&self, name: &str) -> Option<Scope> {
        self.named(name).map(|scope| scope.union(&self.titles).cloned().collect())
    }

    /// The event of words in the summary.
    pub(crate) fn glance(&self, place: &Place) -> Option<&str> {
        self.glance.get(place).map(String::as_str)
    }

    /// The texts of the drawn shapes that have these attributes. If a class is that of a kind of shapes, only those
    /// of this kind count.
    pub(crate) fn draws(&self, class: Option<&str>, attributes: &[(&str, &str)]) -> Vec<&str> {
        let is_kind = class.is_some_and(|class| Shape::KINDS.contains(&class));
        let has = |shape: &&Drawn| {
            let own = |&(name, value): &(&str, &str)| shape.values.get(name).is_some_and(|own| own == value);
            (!is_kind || class == Some(shape.kind)) && attributes.iter().all(own)
        };
        self.drawn.iter().filter(has).map(|shape| shape.text.as_str()).collect()
    }

    /// The rating that a text begins: its letter, or what it means.
    pub(crate) fn rating(&self, text: &str) -> Option<usize> {
        let said = marks(text);
        self.rated.iter().position(|rated| rated.letter == said || rated.text == said)
    }

    /// Whether a text is the name of a publisher with another rating, and not with this one.
    pub(crate) fn is_rated_otherwise(&self, text: &str, rating: usize) -> bool {
        let said = marks(text);
        let has = |rated: &Rated| rated.publishers.contains(&said);
        self.rated.iter().any(has) && !self.rated.get(rating).is_some_and(has)
    }

    /// Whether a text is a text of the product.
    pub(crate) fn is_label(&self, text: &str) -> bool {
        self.labels.iter().any(|label| label == text)
    }

    /// Whether a text is the day of an event, alone or separated from others by a dot.
    pub(crate) fn is_day(&self, text: &str) -> bool {
        text.split('·').any(|part| self.days.contains(&marks(part)))
    }

    /// Whether an identifier is that of an event.
    pub(crate) fn is_event(&self, name: &str) -> bool {
        self.events.contains(name)
    }

    /// The digest of the picture of an event.
    pub(crate) fn picture(&self, event: &str) -> Option<&str> {
        self.pictures.get(event).map(String::as_str)
    }

    /// Whether a file name is that of a picture of an event.
    pub(crate) fn is_picture(&self, file: &str) -> bool {
        file.get(..DIGEST).is_some_and(|digest| self.digests.contains(digest))
    }

    /// The captures that a page can print under this path.
    pub(crate) fn captures(&self, path: &str) -> &[String] {
        self.paths.get(&printed(path)).map_or(&[], Vec::as_slice)
    }

    /// Whether a link may lead to an address: that of a certain source, or of any source or the editor.
    pub(crate) fn leads(&self, address: &str, source: Option<usize>) -> bool {
        match source {
            Some(number) => self.addresses.get(&number).is_some_and(|known| known == address),
            None => self.own_addresses.contains(address) || self.addresses.values().any(|known| known == address),
        }
    }

    /// Whether there are this many of a thing. Also true if the thing is not counted.
    pub(crate) fn counts(&self, number: &str, noun: &str) -> bool {
        self.counts.get(noun).is_none_or(|known| known.contains(number))
    }

    /// A character of a text that changes the direction of writing and does not occur in the edition.
    pub(crate) fn turned(&self, text: &str) -> Option<char> {
        text.chars().find(|c| is_turning(*c) && !self.turning.contains(c))
    }

    /// Whether a text is a text of the edition with texts of the product and numbers before and after it, or several such texts that the
    /// layout separates by a dot. The text must be in each of `scopes`.
    pub(crate) fn tells(&self, text: &str, scopes: &[&Scope]) -> bool {
        self.is_known(&marks(text), scopes) || text.contains(['.', '·', ',']) && self.parts(text, scopes)
    }

    fn parts(&self, text: &str, scopes: &[&Scope]) -> bool {
        let is_span = |part: &str| {
            part.split_once(" – ")
                .is_some_and(|(from, to)| [from, to].iter().all(|day| self.is_known(&marks(day), scopes)))
        };
        let holds = |part: &str| self.is_known(&marks(part), scopes) || is_span(part);
        text.contains(" · ") && text.split(" · ").all(holds)
            || [". ", " · "]
                .iter()
                .flat_map(|mark| [text.rsplit_once(mark), text.split_once(mark)])
                .flatten()
                .any(|(one, other)| self.is_known(&marks(one), scopes) && self.is_known(&marks(other), scopes))
    }

    fn stands(&self, text: &str, scopes: &[&Scope]) -> bool {
        self.texts.contains(text) && scopes.iter().all(|scope| scope.contains(text))
    }

    fn is_known(&self, text: &str, scopes: &[&Scope]) -> bool {
        if text.is_empty() || self.stands(text, scopes) {
            return true;
        }
        let (behind, before) =
            (|at: usize| text.get(at..).unwrap_or_default(), |at: usize| text.get(..at).unwrap_or_default());
        let begins = reached(0, |at| {
            self.pieces(behind(at), false).into_iter().map(|length| at.saturating_add(length)).collect()
        });
        let ends = reached(text.len(), |at| {
            self.pieces(before(at), true).into_iter().map(|length| at.saturating_sub(length)).collect()
        });
        let stands =
            |from: usize, to: usize| from == to || text.get(from..to).is_some_and(|it| self.stands(it, scopes));
        begins.iter().any(|&from| ends.range(from..).any(|&to| stands(from, to)))
    }

    /// The lengths of all pieces at one end of a text: texts of the product, and digits that are a number of the edition.
    fn pieces(&self, text: &str, behind: bool) -> Vec<usize> {
        let digits = |c: &char| c.is_ascii_digit();
        let run = match behind {
            true => text.chars().rev().take_while(digits).count(),
            false => text.chars().take_while(digits).count(),
        };
        let number = match behind {
            true => text.get(text.len().saturating_sub(run)..),
            false => text.get(..run),
        };
        let fits = |label: &&String| if behind { text.ends_with(*label) } else { text.starts_with(*label) };
        let labels = self.labels.iter().filter(fits).map(String::len);
        let is_number = number.is_some_and(|number| self.is_number(number));
        let is_apart = if behind { text.ends_with(' ') } else { text.starts_with(' ') };
        labels.chain(is_number.then_some(run)).chain(is_apart.then_some(1)).collect()
    }

    fn is_number(&self, number: &str) -> bool {
        self.numbers.contains(number) || number.parse::<usize>().is_ok_and(|number| number <= self.most)
    }
}

pub(crate) fn is_turning(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// All positions that can be reached from one, step by step.
fn reached(from: usize, next: impl Fn(usize) -> Vec<usize>) -> BTreeSet<usize> {
    let (mut reached, mut open) = (BTreeSet::from([from]), vec![from]);
    while let Some(at) = open.pop().filter(|_| reached.len() <= MOST_PARTS) {
        open.extend(next(at).into_iter().filter(|&place| reached.insert(place)));
    }
    reached
}

/// Calls `each` for all texts in a value.
fn strings(value: &Value, each: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => each(text),
        Value::Array(items) => items.iter().for_each(|item| strings(item, each)),
        Value::Object(fields) => {
            let printed = fields.iter().filter(|(name, _)| !UNPRINTED.contains(&name.as_str()));
            printed.for_each(|(_, value)| strings(value, each));
        }
        _ => {}
    }
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// How many of each thing there are, as on the title page, and how many articles announce an event.
fn counts(data: &Value) -> HashMap<String, BTreeSet<String>> {
    let mut counts: HashMap<String, BTreeSet<String>> = HashMap::new();
    let counted = data["counts"].as_object().into_iter().flat_map(|fields| fields.values());
    let announced = list(data, "upcoming").map(|one| &one["announced_by"]).filter(|count| count.is_object());
    let counted = counted.chain(announced);
    for count in counted {
        counts.entry(marks(text(count, "noun"))).or_default().insert(count["number"].to_string());
    }
    counts.remove("");
    counts
}

/// A shape of a drawing.
struct Drawn {
    kind: &'static str,
    values: BTreeMap<&'static str, String>,
    text: String,
}

/// The shapes of the figure of the timeline and of the chart of pages, as this program draws them.
fn drawn(data: &Value) -> Vec<Drawn> {
    let (figure, chart) = (Figure::of_data(data).unwrap_or_default(), Chart::of_data(data).unwrap_or_default());
    let shapes = figure.shapes().into_iter().chain(chart.shapes()).map(|shape| Drawn {
        kind: shape.kind,
        values: shape.values.into_iter().map(|(name, value)| (name, value.to_owned())).collect(),
        text: marks(shape.text),
    });
    shapes.collect()
}

/// A rating of publishers.
struct Rated {
    letter: String,
    text: String,
    publishers: BTreeSet<String>,
}

fn rated(data: &Value) -> Vec<Rated> {
    let rated = list(&data["control"], "rated").map(|one| Rated {
        letter: marks(text(one, "letter")),
        text: marks(text(one, "text")),
        publishers: list(one, "publishers").filter_map(Value::as_str).map(marks).collect(),
    });
    rated.collect()
}

/// The texts and numbers in the data of an edition, without their structure.
#[derive(Default)]
struct Gathered {
    texts: Scope,
    numbers: HashSet<String>,
    most: usize,
    turning: BTreeSet<char>,
}

impl Gathered {
    fn of(data: &Value, lexicon: &Lexicon) -> Self {
        let schema = schemars::schema_for!(Edition).to_value();
        let mut gathered = Self::default();
        gathered.value(data, &[&schema], &schema);
        let months = (1..=12).filter_map(|month| NaiveDate::from_ymd_opt(2000, month, 1));
        let months = months.map(|day| letters(&lexicon.dates.month_tick(day))).collect();
        gathered.figures(data, &months);
        gathered
    }

    /// Collects what the figures say, and the letters under which people are listed.
    fn figures(&mut self, data: &Value, months: &BTreeSet<String>) {
        let (timeline, coverage) = (&data["timeline"], &data["coverage"]);
        // Nothing else vouches for the labels of the charts, so they must be days. The names of rows are those of publishers.
        let labels = list(timeline, "ticks").chain(list(coverage, "bins")).filter_map(|one| one["label"].as_str());
        let labels = labels.map(marks).filter(|label| {
            let letters: String = label.chars().filter(|c| !c.is_ascii_digit() && *c != ' ').collect();
            letters.is_empty() || months.contains(&letters)
        });
        self.texts.extend(labels.map(Into::into));
        self.texts.extend(timeline["description"].as_str().map(|text| marks(text).into()));
        self.texts.extend(timeline["scale"].as_str().map(|text| marks(text).into()));
        for row in list(coverage, "rows") {
            let pages = || row["pages"].as_array().into_iter().flatten().filter_map(Value::as_u64);
            let undated = row["undated"].as_u64().unwrap_or_default();
            self.numbers.extend(
                pages().chain([undated, pages().fold(undated, u64::saturating_add)]).map(|number| number.to_string()),
            );
        }
        for person in list(data, "people") {
            let first = text(person, "sort").chars().find(|c| c.is_alphanumeric()).into_iter();
            let letters = first.flat_map(|letter| {
                [letter.to_uppercase().collect(), letter.to_uppercase().nfd().take(1).collect::<String>()]
            });
            self.texts.extend(letters.map(|letter: String| letter.into()));
        }
    }

    /// Collects from a value the fields that are in the contract of the edition.
    fn value(&mut self, value: &Value, known: &[&Value], schema: &Value) {
        match value {
            Value::String(text) => {
                self.turning.extend(text.chars().filter(|&c| is_turning(c)));
                self.texts.insert(marks(text).into());
                if is_unseen(text) {
                    self.texts.insert("".into());
                }
            }
            Value::Number(number) => drop(self.numbers.insert(number.to_string())),
            Value::Array(items) => {
                self.most = self.most.max(items.len());
                let inner = inner(known, schema, |one| one.get("items").or_else(|| one.get("additionalProperties")));
                items.iter().for_each(|item| self.value(item, &inner, schema));
            }
            Value::Object(fields) => {
                for (name, value) in fields {
                    // The product's texts are an object. The words of a chapter's title are a list.
                    let is_printed = name != "words" || value.is_array();
                    // The reasons for dropped lines are texts of the product.
                    let is_printed = is_printed && (name != "text" || !fields.contains_key("lines"));
                    let is_printed = is_printed
                        && !UNPRINTED.contains(&name.as_str())
                        && !(value.is_number() && PLACES.contains(&name.as_str()));
                    let inner = inner(known, schema, |one| one.get("properties").and_then(|fields| fields.get(name)));
                    if is_printed && !inner.is_empty() {
                        self.value(value, &inner, schema);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The schemas for a part of a value, followed through references and alternatives.
fn inner<'a>(known: &[&'a Value], schema: &'a Value, of: impl Fn(&'a Value) -> Option<&'a Value>) -> Vec<&'a Value> {
    let mut open = known.to_vec();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    while let Some(one) = open.pop() {
        found.extend(of(one));
        if let Some(name) = one.get("$ref").and_then(Value::as_str)
            && seen.insert(name)
        {
            open.extend(schema.pointer(name.trim_start_matches('#')));
        }
        let alternatives = ["allOf", "anyOf", "oneOf"].iter().filter_map(|name| one.get(name)?.as_array());
        open.extend(alternatives.flatten());
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn known(data: &Value) -> Known {
        let claims = Claims::of(data).unwrap();
        Known::of(data, &claims, crate::words::ProductLanguage::UKRAINIAN.lexicon(), &Layouts::of([]))
    }

    #[test]
    fn a_page_says_what_the_edition_says() {
        let known = known(&json!({
            "title": "Відбудова",
            "number": 3,
            "remark": "Ніхто цього не писав.",
            "words": { "cover": "Ніхто цього не писав." },
            "ledger": { "entries": [{ "dropped": [{ "text": "Ніхто цього не писав.", "lines": 12 }] }] },
            "period": { "precision": "range", "long": "6–7 грудня 2023 р." }
        }));
        for text in [
            "Відбудова",
            "Опубліковано: 6–7\u{a0}грудня 2023\u{a0}р.",
            "випуск 3",
            "меню 12, меню 3",
            "меню: 3, 12",
            " – ",
            "Відбудова. 6–7 грудня 2023 р.",
        ] {
            assert!(known.tells(text, &[]), "{text}");
        }
        for text in [
            "Відбудову",
            "Опубліковано: 7 грудня 2023 р.",
            "випуск трьох",
            "випуск 34",
            "Відбудова?",
            "67 грудня 2023 р.",
            "Ніхто цього не писав.",
        ] {
            assert!(!known.tells(text, &[]), "{text}");
        }
    }
}
