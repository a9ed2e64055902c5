//! In: an article and its names. Out: the places in it, with every mention, and whether something happens there.
//!
//! Known places are in the gazetteers of `src/lang`. Others are recognized by the word next to them ("the village of …").
//!
//! Invariant: no word of a person's name is a place. A name comes from the list and is printed in the article, or consists of the article's
//! own words.

mod classifier;
mod dateline;
pub(crate) mod lists;

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

pub(crate) use classifier::restored;

use super::Part;
use super::entity::{Covered, Organization, Place, PlaceForm, PlaceKind, Says};
use super::gazetteer::{Hit, folded};
use super::names::Refused;
use super::names::{Names, office_of_subject};
use crate::annotate::text::{Shape, Text, is_latin, is_titled};
use crate::lang::places::ALL as WORDS;
use crate::morphology::{Cases, Declension};
use crate::normalize::BlockKind;
use crate::rule;
use lists::{LISTS, is_place};

/// A mention of a place in a text, before mentions are grouped.
struct Mention {
    text: usize,
    tokens: Range<usize>,
    key: String,
    name: String,
    kind: PlaceKind,
    within: Option<&'static str>,
    rank: usize,
    says: Says,
    /// The name of the rule that accepted it.
    rule: &'static str,
}

/// The places in an article, in the order of their first mentions.
pub(crate) fn find(
    names: &Names,
    blocks: &[BlockKind],
    organizations: &[Organization],
    declension: Declension,
) -> Vec<Place> {
    let mut found = Vec::new();
    for (index, text) in names.texts.iter().enumerate() {
        let page = Page { index, text, declension, people: people(names, index), titled: is_titled(text) };
        found.extend(page.mentions(is_first_paragraph(text.part, blocks), &mut Vec::new()));
    }
    let learnt = again(&found, names, declension);
    found.extend(learnt);
    let covered = Covered::by(organizations);
    let inside = |mention: &Mention| covered.holds(&names.texts[mention.text].form(&mention.tokens));
    found.retain(|mention| mention.says == Says::Filed || !inside(mention));
    found.sort_by_key(|mention| (mention.text, mention.tokens.start));
    collect(&found, names)
}

/// The words of an article that are on the lists of places and were refused.
pub fn refused(names: &Names, declension: Declension) -> Vec<Refused> {
    let mut refused = Vec::new();
    for (index, text) in names.texts.iter().enumerate() {
        let page = Page { index, text, declension, people: people(names, index), titled: is_titled(text) };
        page.mentions(false, &mut refused);
    }
    refused
}

fn is_first_paragraph(part: Part, blocks: &[BlockKind]) -> bool {
    let first = blocks.iter().position(|kind| *kind == BlockKind::Paragraph);
    matches!(part, Part::Body(at) if Some(at) == first)
}

/// The token ranges of people's names in a text, in order.
pub(crate) fn people(names: &Names, text: usize) -> Vec<Range<usize>> {
    let first = names.places.partition_point(|place| place.text < text);
    let of_text = names.places[first..].iter().take_while(|place| place.text == text);
    of_text.map(|place| place.tokens.clone()).collect()
}

/// Whether two token ranges overlap.
pub(crate) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

struct Page<'a> {
    index: usize,
    text: &'a Text<'a>,
    declension: Declension,
    people: Vec<Range<usize>>,
    /// Whether nearly all words begin with a capital letter.
    titled: bool,
}

impl Page<'_> {
    /// The places in the text. `refused` receives the words on the lists that are no place here.
    fn mentions(&self, opens: bool, refused: &mut Vec<Refused>) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let filed = if opens { dateline::find(self.text) } else { None };
        let mut at = 0;
        if let Some(mention) = filed.and_then(|tokens| self.filed(tokens)) {
            at = mention.tokens.end;
            found.push(mention);
        }
        while at < self.text.tokens.len() {
            match self.shown(at).map_or_else(|| self.known(at), |shown| self.unless_person(shown)) {
                Ok(mention) => {
                    at = mention.tokens.end.max(at + 1);
                    while found.pop_if(|known| overlap(&known.tokens, &mention.tokens)).is_some() {}
                    found.push(mention);
                }
                Err(rule) => {
                    refused.extend(rule);
                    at += 1;
                }
            }
        }
        found
    }

    /// Whether tokens belong to a person's name. The ranges in `people` are in order.
    fn is_person(&self, tokens: &Range<usize>) -> bool {
        let next = self.people.partition_point(|person| person.end <= tokens.start);
        self.people.get(next).is_some_and(|person| person.start < tokens.end)
    }

    fn filed(&self, tokens: Range<usize>) -> Option<Mention> {
        let hit = LISTS.find(self.text, tokens.start, self.declension).filter(|hit| hit.tokens.end <= tokens.end)?;
        let kind = kind(&hit);
        (kind == PlaceKind::Settlement).then(|| Mention { says: Says::Filed, rule: "dateline", ..self.mention(hit) })
    }

    /// A place from the lists at a token, or why it is none. `Err(None)` if the lists have no such place.
    fn known(&self, at: usize) -> Result<Mention, Option<Refused>> {
        let hit = LISTS.find(self.text, at, self.declension).ok_or(None)?;
        let refuse = |rule| Some(Refused { text: self.index, tokens: hit.tokens.clone(), rule });
        if let Some(rule) = part_of_more(self, &hit) {
            return Err(refuse(rule));
        }
        let rule = meant(self, &hit).ok_or_else(|| refuse(DOUBTFUL))?;
        self.unless_person(Mention { rule, ..self.mention(hit) })
    }

    /// A place, unless its words belong to a person's name.
    fn unless_person(&self, mention: Mention) -> Result<Mention, Option<Refused>> {
        if !self.is_person(&mention.tokens) {
            return Ok(mention);
        }
        Err(Some(Refused { text: self.index, tokens: mention.tokens, rule: PERSON }))
    }

    fn mention(&self, hit: Hit) -> Mention {
        let entry = &LISTS.entries[hit.entry];
        let kind = kind(&hit);
        let key = if kind == PlaceKind::Country { entry.mark.to_owned() } else { entry.first.to_owned() };
        let within = (kind != PlaceKind::Country).then_some(entry.mark);
        let says = self.says(hit.tokens.start, hit.cases);
        let (name, rank) = (hit.name.replace(". ", "."), hit.rank);
        Mention { text: self.index, tokens: hit.tokens, key, name, kind, within, rank, says, rule: LISTED }
    }

    /// A place that is in no list but has a word for its kind at this token.
    fn shown(&self, at: usize) -> Option<Mention> {
        let shown = classifier::find(self.text, at, self.declension)?;
        let known = LISTS.find(self.text, shown.tokens.start, self.declension);
        if !shown.is_region
            && let Some(hit) = known
        {
            let mention = self.mention(hit);
            return Some(Mention { says: self.says(shown.from, Cases::LOCATIVE), rule: SHOWN, ..mention });
        }
        let kind = if shown.is_region { PlaceKind::Region } else { PlaceKind::Settlement };
        let cases = if shown.is_region { shown.cases } else { Cases::LOCATIVE };
        let says = self.says(shown.from, cases);
        let key = folded(&shown.name);
        let (text, tokens, name) = (self.index, shown.tokens, shown.name);
        Some(Mention { text, tokens, key, name, kind, within: None, rank: 0, says, rule: SHOWN })
    }

    /// The role of the place at a token, judged by the words before it.
    fn says(&self, start: usize, cases: Cases) -> Says {
        let text = self.text;
        let Some(mut before) = start.checked_sub(1) else { return Says::Name };
        if WORDS.definite_articles.contains(text.word(before)) {
            let Some(next) = before.checked_sub(1) else { return Says::Name };
            before = next;
        }
        let byte = text.bytes(&(before..before + 1)).start;
        let word = folded(text.word(before));
        let there = WORDS.locative_prepositions.contains(&word) && cases.meets(Cases::LOCATIVE)
            || WORDS.nearby_prepositions.contains(&word) && cases.is_oblique()
            || WORDS.prepositions_of_places.contains(&word);
        if there { Says::There(byte) } else { Says::Name }
    }
}

/// The rule for a place from the lists whose name is not also another word.
const LISTED: &str = "listed";
/// The rules that refuse words: a name that is also another word in a position where that may be meant, and a part of a person's name.
const DOUBTFUL: &str = "doubtful";
const PERSON: &str = "person";
/// The rule for a place next to a word for its kind: "the village of …".
const SHOWN: &str = "kind-of-place";

/// A named rule about words that match a place from the lists.
type Rule = rule::Rule<fn(&Page, &Hit) -> bool>;

/// Rules for words that are part of a longer name.
const OF_MORE: [Rule; 3] = [
    Rule { name: "quoted", fires: is_quoted },
    Rule { name: "goes-on", fires: goes_on },
    Rule { name: "goes-before", fires: goes_before },
];
/// Rules for an ambiguous name that is the place here.
const OF_DOUBTFUL: [Rule; 2] = [
    Rule { name: "behind-place", fires: is_behind_place },
    Rule { name: "behind-preposition", fires: is_behind_preposition },
];

/// The rule by which the words are part of a longer name, if any.
fn part_of_more(page: &Page, hit: &Hit) -> Option<&'static str> {
    rule::first(&OF_MORE, |fires| fires(page, hit))
}

/// The rule that accepts the words as the place. If the name is also another word, it must be in a position where only a place fits.
fn meant(page: &Page, hit: &Hit) -> Option<&'static str> {
    if !hit.doubtful {
        return Some(LISTED);
    }
    if page.titled || !hit.cases.is_oblique() {
        return None;
    }
    rule::first(&OF_DOUBTFUL, |fires| fires(page, hit))
}

fn is_capital(text: &Text, at: usize) -> bool {
    matches!(text.shape(at), Shape::Capital | Shape::Upper)
}

/// `quoted`: the words are alone inside quotation marks: «Україна».
fn is_quoted(page: &Page, hit: &Hit) -> bool {
    let (text, start) = (page.text, hit.tokens.start);
    start > 0
        && matches!(text.word(start - 1), "«" | "“" | "\"" | "„")
        && matches!(text.word(hit.tokens.end), "»" | "”" | "\"" | "“")
}

/// `goes-on`: another capitalized word follows that is not a place, office or person: the Paris Agreement.
fn goes_on(page: &Page, hit: &Hit) -> bool {
    let (text, end) = (page.text, hit.tokens.end);
    is_latin(text.word(hit.tokens.start))
        && !page.titled
        && text.joined(end - 1)
        && is_capital(text, end)
        && LISTS.find(text, end, page.declension).is_none()
        && office_of_subject(text.word(end)).is_none()
        && page.people.binary_search_by_key(&end, |person| person.start).is_err()
}

/// `goes-before`: a capitalized word comes before them that does not open the sentence and is not an office: the Evening Kyiv.
fn goes_before(page: &Page, hit: &Hit) -> bool {
    let (text, start) = (page.text, hit.tokens.start);
    is_latin(text.word(start))
        && !page.titled
        && start > 0
        && text.joined(start - 1)
        && is_capital(text, start - 1)
        && !text.tokens[start - 1].first
        && office_of_subject(text.word(start - 1)).is_none()
}

/// `behind-place`: "and" joins them to another place.
fn is_behind_place(page: &Page, hit: &Hit) -> bool {
    let (text, start) = (page.text, hit.tokens.start);
    start > 1
        && WORDS.coordinators.contains(&folded(text.word(start - 1)))
        && is_place(text, start - 2, page.declension)
}

/// `behind-preposition`: a preposition of place comes before them.
fn is_behind_preposition(page: &Page, hit: &Hit) -> bool {
    let before = hit.tokens.start.checked_sub(1).map(|before| folded(page.text.word(before)));
    WORDS.prepositions.contains(&before.unwrap_or_default())
}

fn kind(hit: &Hit) -> PlaceKind {
    match LISTS.entries[hit.entry].list {
        0 => PlaceKind::Country,
        1 => PlaceKind::Region,
        _ => PlaceKind::Settlement,
    }
}

/// Repeated mentions of a settlement that is in no list, without the word for its kind.
fn again(found: &[Mention], names: &Names, declension: Declension) -> Vec<Mention> {
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
        let page = Page { index, text, declension, people: people(names, index), titled: is_titled(text) };
        let is_free = |at: usize| !taken.contains(&(index, at)) && !page.is_person(&(at..at + 1));
        for at in (0..text.tokens.len()).filter(|&at| text.shape(at) == Shape::Capital && is_free(at)) {
            if let Some(first) = known.get(&folded(text.word(at))) {
                let (key, name) = (first.key.clone(), first.name.clone());
                let says = page.says(at, Cases::LOCATIVE);
                let (kind, within, rank) = (first.kind, None, 0);
                more.push(Mention {
                    text: index,
                    tokens: at..at + 1,
                    key,
                    name,
                    kind,
                    within,
                    rank,
                    says,
                    rule: "named-again",
                });
            }
        }
    }
    more
}

/// Groups the mentions of each place.
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
                place.rules.insert(Cow::Borrowed(mention.rule));
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
                    rules: BTreeSet::from([Cow::Borrowed(mention.rule)]),
                });
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::passage::Passage;

    #[test]
    fn each_rule_fires_on_its_example_and_not_on_what_resembles_it() {
        use Language::{English, Ukrainian};
        // Each text with its language and the token where the place begins.
        let examples = [
            ("quoted", (Ukrainian, "Готель «Україна» горів.", 2), (Ukrainian, "Готель «Україна і світ» горів.", 2)),
            ("goes-on", (English, "So the Paris Agreement holds.", 2), (English, "So the Paris agreement holds.", 2)),
            ("goes-before", (English, "So the Evening Paris holds.", 3), (English, "So the old Paris holds.", 3)),
            ("behind-place", (English, "So Berlin and Paris agree.", 3), (English, "So bridge and Paris agree.", 3)),
            ("behind-preposition", (English, "They met in Paris then.", 3), (English, "They met old Paris then.", 3)),
        ];
        rule::try_each(OF_MORE.iter().chain(&OF_DOUBTFUL), examples, |fires, &(language, text, at)| {
            let declension = Declension::of_language(language);
            let passage = Passage::new(text, 0);
            let text = Text::new(Part::Body(0), &passage);
            let page = Page { index: 0, text: &text, declension, people: Vec::new(), titled: false };
            fires(&page, &LISTS.find(&text, at, declension).expect("the lists hold the place"))
        });
    }

    #[test]
    fn each_refusal_is_told_and_places_have_none() {
        let of = |text: &str, people: Vec<Range<usize>>| {
            let passage = Passage::new(text, 0);
            let text = Text::new(Part::Body(0), &passage);
            let page = Page { index: 0, text: &text, declension: Declension::NONE, people, titled: false };
            let mut refused = Vec::new();
            page.mentions(false, &mut refused);
            refused.into_iter().map(|one| (one.tokens, one.rule)).collect::<Vec<_>>()
        };
        assert_eq!(of("So the Paris Agreement holds.", Vec::new()), [(2..3, "goes-on")]);
        assert_eq!(of("So then Kyiv left.", std::iter::once(2..3).collect()), [(2..3, PERSON)]);
        assert_eq!(of("So then Paris left.", Vec::new()), [(2..3, DOUBTFUL)]);
        for text in ["So then Kyiv left.", "So they met in Paris.", "So then Vorn left."] {
            assert_eq!(of(text, Vec::new()), [], "{text}");
        }
    }
}
