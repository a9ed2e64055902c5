//! In: an article and its names. Out: the places that it names, each with every form, and whether something is said to be there.
//!
//! Known places stand in the gazetteers of `src/lang`; others are told by the word before or behind them ("the village of …").
//!
//! Invariant: no word of a person's name is a place; a name is one of the list's that the article prints, or its own words.

mod classifier;
mod dateline;

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

pub use classifier::restored;

use super::Part;
use super::entity::{Covered, Organization, Place, PlaceForm, PlaceKind, Says};
use super::gazetteer::{Gazetteer, Hit, folded};
use super::names::{Cases, Names, Shape, Text, Tongue, is_latin, is_titled, office_of_subject};
use crate::lang;
use crate::lang::places::ALL as WORDS;
use crate::normalize::BlockKind;

static LISTS: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::read(&["countries.txt", "regions.txt", "cities.txt"].map(lang::gazetteer)));

const LOCATIVE: Cases = 32;
const OTHER_THAN_NOMINATIVE: Cases = 0b11_1110;

/// A place in a text, before those of one place are put together.
struct Mention {
    text: usize,
    tokens: Range<usize>,
    key: String,
    name: String,
    kind: PlaceKind,
    within: Option<&'static str>,
    rank: usize,
    says: Says,
}

/// The places that an article names, in the order in which they are first named.
pub fn find(names: &Names, blocks: &[BlockKind], organizations: &[Organization], tongue: Tongue) -> Vec<Place> {
    let mut found = Vec::new();
    for (index, text) in names.texts.iter().enumerate() {
        let page = Page { index, text, tongue, people: people(names, index), titled: is_titled(text) };
        found.extend(page.mentions(is_first_paragraph(text.part, blocks)));
    }
    let learnt = again(&found, names, tongue);
    found.extend(learnt);
    let covered = Covered::by(organizations);
    let inside = |mention: &Mention| covered.holds(&names.texts[mention.text].form(&mention.tokens));
    found.retain(|mention| mention.says == Says::Filed || !inside(mention));
    found.sort_by_key(|mention| (mention.text, mention.tokens.start));
    collect(&found, names)
}

fn is_first_paragraph(part: Part, blocks: &[BlockKind]) -> bool {
    let first = blocks.iter().position(|kind| *kind == BlockKind::Paragraph);
    matches!(part, Part::Body(at) if Some(at) == first)
}

/// The tokens of people's names in a text, in order.
pub fn people(names: &Names, text: usize) -> Vec<Range<usize>> {
    let first = names.places.partition_point(|place| place.text < text);
    let of_text = names.places[first..].iter().take_while(|place| place.text == text);
    of_text.map(|place| place.tokens.clone()).collect()
}

/// The place of the lists that begins at a token: its tokens, and the cases in which they may stand.
pub fn place_at(text: &Text, at: usize, tongue: Tongue) -> Option<(Range<usize>, Cases)> {
    LISTS.find(text, at, tongue).map(|hit| (hit.tokens, hit.cases))
}

/// Whether a place of the lists begins at a token.
pub fn is_place(text: &Text, at: usize, tongue: Tongue) -> bool {
    place_at(text, at, tongue).is_some()
}

/// Whether two ranges of tokens share one.
pub fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

struct Page<'a> {
    index: usize,
    text: &'a Text<'a>,
    tongue: Tongue,
    people: Vec<Range<usize>>,
    /// Whether nearly all words begin with a capital letter.
    titled: bool,
}

impl Page<'_> {
    fn mentions(&self, opens: bool) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let filed = if opens { dateline::find(self.text) } else { None };
        let mut at = 0;
        if let Some(mention) = filed.and_then(|tokens| self.filed(tokens)) {
            at = mention.tokens.end;
            found.push(mention);
        }
        while at < self.text.tokens.len() {
            let next = self.shown(at).or_else(|| self.known(at));
            match next.filter(|mention| !self.is_person(&mention.tokens)) {
                Some(mention) => {
                    at = mention.tokens.end.max(at + 1);
                    while found.pop_if(|known| overlap(&known.tokens, &mention.tokens)).is_some() {}
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether tokens belong to a person's name; those of people are in order.
    fn is_person(&self, tokens: &Range<usize>) -> bool {
        let next = self.people.partition_point(|person| person.end <= tokens.start);
        self.people.get(next).is_some_and(|person| person.start < tokens.end)
    }

    fn filed(&self, tokens: Range<usize>) -> Option<Mention> {
        let hit = LISTS.find(self.text, tokens.start, self.tongue).filter(|hit| hit.tokens.end <= tokens.end)?;
        let kind = kind(&hit);
        (kind == PlaceKind::Settlement).then(|| Mention { says: Says::Filed, ..self.mention(hit) })
    }

    /// A place of the lists at a token.
    fn known(&self, at: usize) -> Option<Mention> {
        let hit = LISTS.find(self.text, at, self.tongue)?;
        (!self.is_part_of_more(&hit) && self.is_meant(&hit)).then(|| self.mention(hit))
    }

    fn mention(&self, hit: Hit) -> Mention {
        let entry = &LISTS.entries[hit.entry];
        let kind = kind(&hit);
        let key = if kind == PlaceKind::Country { entry.mark.to_owned() } else { entry.first.to_owned() };
        let within = (kind != PlaceKind::Country).then_some(entry.mark);
        let says = self.says(hit.tokens.start, hit.cases);
        let (name, rank) = (hit.name.replace(". ", "."), hit.rank);
        Mention { text: self.index, tokens: hit.tokens, key, name, kind, within, rank, says }
    }

    /// A place that the word at a token shows, where no list knows it.
    fn shown(&self, at: usize) -> Option<Mention> {
        let shown = classifier::find(self.text, at, self.tongue)?;
        let known = LISTS.find(self.text, shown.tokens.start, self.tongue);
        if !shown.is_region
            && let Some(hit) = known
        {
            let mention = self.mention(hit);
            return Some(Mention { says: self.says(shown.from, LOCATIVE), ..mention });
        }
        let kind = if shown.is_region { PlaceKind::Region } else { PlaceKind::Settlement };
        let cases = if shown.is_region { shown.cases } else { LOCATIVE };
        let says = self.says(shown.from, cases);
        let key = folded(&shown.name);
        let (text, tokens, name) = (self.index, shown.tokens, shown.name);
        Some(Mention { text, tokens, key, name, kind, within: None, rank: 0, says })
    }

    /// Whether the words are a part of a longer name: the New York Times, the Paris Agreement, «Україна».
    fn is_part_of_more(&self, hit: &Hit) -> bool {
        let text = self.text;
        let (start, end) = (hit.tokens.start, hit.tokens.end);
        let quoted = start > 0
            && matches!(text.word(start - 1), "«" | "“" | "\"" | "„")
            && matches!(text.word(end), "»" | "”" | "\"" | "“");
        let latin = is_latin(text.word(start));
        let capital = |at: usize| matches!(text.shape(at), Shape::Capital | Shape::Upper);
        let goes_on = latin
            && !self.titled
            && text.joined(end - 1)
            && capital(end)
            && LISTS.find(text, end, self.tongue).is_none()
            && office_of_subject(text.word(end)).is_none()
            && self.people.binary_search_by_key(&end, |person| person.start).is_err();
        let before = start > 0 && text.joined(start - 1) && capital(start - 1) && !text.tokens[start - 1].first;
        let goes_before = latin && !self.titled && before && office_of_subject(text.word(start - 1)).is_none();
        quoted || goes_on || goes_before
    }

    /// Whether a word that is also another stands where only the place can.
    fn is_meant(&self, hit: &Hit) -> bool {
        if !hit.doubtful {
            return true;
        }
        let (text, start) = (self.text, hit.tokens.start);
        let before = if start > 0 { folded(text.word(start - 1)) } else { String::new() };
        let linked = start > 1 && WORDS.coordinators.contains(&before) && is_place(text, start - 2, self.tongue);
        let placed = linked || WORDS.prepositions.contains(&before);
        placed && !self.titled && (hit.cases & OTHER_THAN_NOMINATIVE != 0)
    }

    /// What the words before a token say of the place there.
    fn says(&self, start: usize, cases: Cases) -> Says {
        let text = self.text;
        let Some(mut before) = start.checked_sub(1) else { return Says::Name };
        if WORDS.definite_articles.contains(text.word(before)) {
            let Some(next) = before.checked_sub(1) else { return Says::Name };
            before = next;
        }
        let byte = text.bytes(&(before..before + 1)).start;
        let word = folded(text.word(before));
        let there = WORDS.locative_prepositions.contains(&word) && cases & LOCATIVE != 0
            || WORDS.nearby_prepositions.contains(&word) && cases & OTHER_THAN_NOMINATIVE != 0
            || WORDS.prepositions_of_places.contains(&word);
        if there { Says::There(byte) } else { Says::Name }
    }
}

fn kind(hit: &Hit) -> PlaceKind {
    match LISTS.entries[hit.entry].list {
        0 => PlaceKind::Country,
        1 => PlaceKind::Region,
        _ => PlaceKind::Settlement,
    }
}

/// Where a settlement that no list knows is named again, without the word that told it.
fn again(found: &[Mention], names: &Names, tongue: Tongue) -> Vec<Mention> {
    let unlisted = |mention: &&Mention| {
        mention.within.is_none() && mention.kind == PlaceKind::Settlement && mention.tokens.len() == 1
    };
    let known: BTreeMap<String, &Mention> =
        found.iter().filter(unlisted).map(|mention| (mention.key.clone(), mention)).collect();
    let mut more = Vec::new();
    if known.is_empty() {
        return more;
    }
    let taken: HashSet<(usize, usize)> =
        found.iter().flat_map(|mention| mention.tokens.clone().map(|token| (mention.text, token))).collect();
    for (index, text) in names.texts.iter().enumerate() {
        let page = Page { index, text, tongue, people: people(names, index), titled: is_titled(text) };
        let is_free = |at: usize| !taken.contains(&(index, at)) && !page.is_person(&(at..at + 1));
        for at in (0..text.tokens.len()).filter(|&at| text.shape(at) == Shape::Capital && is_free(at)) {
            if let Some(first) = known.get(&folded(text.word(at))) {
                let (key, name) = (first.key.clone(), first.name.clone());
                let says = page.says(at, LOCATIVE);
                let (kind, within, rank) = (first.kind, None, 0);
                more.push(Mention { text: index, tokens: at..at + 1, key, name, kind, within, rank, says });
            }
        }
    }
    more
}

/// Puts the mentions of one place together.
fn collect(found: &[Mention], names: &Names) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut by_key: HashMap<&str, usize> = HashMap::new();
    for mention in found {
        let text = &names.texts[mention.text];
        let form = PlaceForm {
            form: text.form(&mention.tokens),
            bytes: text.bytes(&mention.tokens),
            says: mention.says.clone(),
        };
        match by_key.entry(&mention.key) {
            Entry::Occupied(known) => {
                let place = &mut places[*known.get()];
                if mention.rank < place.rank {
                    (place.rank, place.name) = (mention.rank, mention.name.clone());
                }
                place.forms.push(form);
            }
            Entry::Vacant(new) => {
                new.insert(places.len());
                places.push(Place {
                    name: mention.name.clone(),
                    key: mention.key.clone(),
                    kind: mention.kind,
                    within: mention.within.map(Cow::Borrowed),
                    rank: mention.rank,
                    forms: vec![form],
                });
            }
        }
    }
    places
}
