//! In: a run of capitalized words in Latin letters. Out: the organization that it names.
//!
//! Invariant: a name contains a capitalized noun for an institution. Words that open a sentence are not part of it.

use std::ops::Range;

use super::lists::{Class, latin_head};
use super::mention::{Mention, Page};
use super::named;
use crate::annotate::gazetteer::folded;
use crate::annotate::names::office_of_subject;
use crate::annotate::places::lists::place_at;
use crate::annotate::text::{Shape, is_latin};
use crate::lang::organizations::ALL as WORDS;
use crate::rule;

/// The organization whose noun is at a token, or the rule that refuses it. `Err(None)` if there is no such noun, or no capital letter.
pub(crate) fn find(page: &Page, at: usize) -> Result<Mention, Option<&'static str>> {
    let class = latin_head(page.text.word(at)).or_else(|| latin_head(&format!("{}.", page.text.word(at))));
    let class = class.ok_or(None)?;
    let start = left(page, at, class);
    if class == Class::Form {
        return if start < at { Ok(mention(page, start..at + 1, class)) } else { Err(None) };
    }
    if !page.is_capital(at) || page.is_person(at) {
        return Err(None);
    }
    let end = right(page, at);
    match refused(&Headed { page, at, start, end, class }) {
        Some(rule) => Err(Some(rule)),
        None => Ok(mention(page, start..end, class)),
    }
}

/// A capitalized noun for an institution with the words that may belong to its name.
struct Headed<'a> {
    page: &'a Page<'a>,
    /// The noun.
    at: usize,
    start: usize,
    end: usize,
    class: Class,
}

/// A rule for rejecting a noun and its words as a name.
type Refusal = rule::Rule<fn(&Headed) -> bool>;

/// The reasons against a name. One is enough.
const REFUSALS: [Refusal; 6] = [
    Refusal { name: "titled", fires: |it| it.page.titled },
    Refusal { name: "before-noun", fires: is_before_noun },
    Refusal { name: "alone", fires: |it| it.start == it.at && !it.goes_on() },
    Refusal { name: "loose", fires: |it| it.class == Class::Loose && it.at - it.start < 2 && !it.goes_on() },
    Refusal { name: "place", fires: is_place },
    Refusal { name: "opener", fires: opens_with_common },
];

/// The rule that rejects a noun and its words, if any.
fn refused(headed: &Headed) -> Option<&'static str> {
    rule::first(&REFUSALS, |fires| fires(headed))
}

impl Headed<'_> {
    /// Whether words after the noun belong to the name.
    fn goes_on(&self) -> bool {
        self.end > self.at + 1
    }
}

/// `before-noun`: another noun for an institution follows at once, which is the head of the name: "the University Hospital".
fn is_before_noun(it: &Headed) -> bool {
    !it.goes_on() && it.page.text.joined(it.at) && latin_head(it.page.text.word(it.end)).is_some()
}

/// `place`: the words are a place from the lists.
fn is_place(it: &Headed) -> bool {
    place_at(it.page.text, it.start, it.page.declension).is_some_and(|(tokens, _)| tokens == (it.start..it.end))
}

/// `opener`: the only word before the noun opens the sentence and is a common adjective.
fn opens_with_common(it: &Headed) -> bool {
    it.start + 1 == it.at
        && it.page.opens(it.start)
        && !it.goes_on()
        && WORDS.openers.contains(it.page.text.word(it.start))
}

fn mention(page: &Page, tokens: Range<usize>, class: Class) -> Mention {
    let name = page.printed(&tokens).to_owned();
    let (key, short) = match class {
        Class::Form => {
            let bare = named::key(&name);
            let end = (tokens.start..tokens.end).rfind(|&at| latin_head(page.text.word(at)) != Some(Class::Form));
            let short = end.map(|end| page.printed(&(tokens.start..end + 1)).to_owned());
            (bare, short.filter(|short| short.chars().count() > 3))
        }
        _ => (key(&name), None),
    };
    let rule = if class == Class::Form { "company-form" } else { "institution" };
    Mention { text: page.index, tokens, key, name, weak: false, short, rules: vec![rule] }
}

/// A key that is equal for different word orders and spellings of an English name: `Ministry of Defence`, `Defense Ministry`.
pub(crate) fn key(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == ',');
    let mut words: Vec<String> = words
        .map(folded)
        .filter(|word| !matches!(word.as_str(), "" | "&") && !WORDS.words_left_out.contains(word))
        .map(|word| WORDS.spellings.iter().find(|(one, _)| *one == word).map_or(word, |(_, other)| other.clone()))
        .collect();
    words.sort();
    words.join(" ")
}

/// A word or mark before the words of a name, as the rules see it.
struct Ahead<'a> {
    page: &'a Page<'a>,
    at: usize,
    /// Whether it stands right before the noun.
    is_first: bool,
    class: Class,
}

/// A named rule about a word before a name.
type OnWord = rule::Rule<fn(&Ahead) -> bool>;

/// The rules by which a mark or a small word belongs to the name, together with the word before it.
const LINKS: [OnWord; 4] = [
    OnWord { name: "comma-before-form", fires: is_comma_before_form },
    OnWord { name: "possessive", fires: is_possessive },
    OnWord { name: "ampersand", fires: |it| it.word() == "&" && it.joins_names() },
    OnWord { name: "coordinator", fires: is_coordinator },
];
/// The rules by which a capitalized word is not part of the name.
const OUTSIDERS: [OnWord; 4] = [
    OnWord { name: "office", fires: is_office },
    OnWord { name: "compound", fires: |it| WORDS.compound_endings.ends(it.word()) },
    OnWord { name: "article", fires: |it| WORDS.opening_articles.contains(it.word()) },
    OnWord { name: "opener", fires: is_opener },
];

/// The first capitalized word before the noun that belongs to the name.
fn left(page: &Page, at: usize, class: Class) -> usize {
    /// Maximum number of tokens of the name before the noun. Set by hand.
    const MOST: usize = 6;
    let mut start = at;
    while start > 0 && at - start < MOST {
        let ahead = Ahead { page, at: start - 1, is_first: start == at, class };
        let fires = |rules: &[OnWord]| rule::first(rules, |fires| fires(&ahead)).is_some();
        if !fires(&LINKS) && (!ahead.fits() || fires(&OUTSIDERS)) {
            break;
        }
        start = ahead.at;
    }
    let is_link = |word: &str| matches!(word, "," | "&" | "’" | "'") || WORDS.coordinators.contains(word);
    while start < at && is_link(page.text.word(start)) {
        start += 1;
    }
    start
}

impl Ahead<'_> {
    fn word(&self) -> &str {
        self.page.text.word(self.at)
    }

    /// Whether it looks like a word of the name.
    fn fits(&self) -> bool {
        // The form of a company after a name is stronger evidence than the look of a person's name.
        self.page.is_capital(self.at)
            && is_latin(self.word())
            && self.page.text.joined(self.at)
            && (self.class == Class::Form || !self.page.is_person(self.at))
    }

    /// Whether it stands between two words of a name.
    fn joins_names(&self) -> bool {
        !self.is_first && self.at > 0 && self.page.is_capital(self.at - 1)
    }

    fn is_before_ministry(&self) -> bool {
        WORDS.ministries.contains(self.page.text.word(self.at + 1))
    }
}

/// `comma-before-form`: a comma before the form of a company: "Vorn, Inc."
fn is_comma_before_form(it: &Ahead) -> bool {
    it.word() == "," && it.is_first && it.at > 0 && it.class == Class::Form
}

/// `possessive`: an apostrophe behind the ending of a possessive in the plural: "the Teachers' Union".
fn is_possessive(it: &Ahead) -> bool {
    matches!(it.word(), "’" | "'") && it.at > 0 && WORDS.possessive_endings.ends(it.page.text.word(it.at - 1))
}

/// `coordinator`: the name contains "and": "the Securities and Exchange Commission".
fn is_coordinator(it: &Ahead) -> bool {
    let begins = |word: &str| word == "." || WORDS.beginnings_of_coordinates.contains(word);
    WORDS.coordinators.contains(it.word())
        && it.joins_names()
        && it.at > 1
        && !it.page.is_person(it.at - 1)
        && (it.page.is_capital(it.at - 2) || begins(it.page.text.word(it.at - 2)))
}

/// `office`: it is somebody's office, and no word for a ministry follows.
fn is_office(it: &Ahead) -> bool {
    office_of_subject(it.word()).is_some() && it.page.text.shape(it.at) == Shape::Capital && !it.is_before_ministry()
}

/// `opener`: it opens the sentence and is an adjective or an adverb that often does, and no word for a ministry follows.
fn is_opener(it: &Ahead) -> bool {
    let is_listed = || WORDS.openers.contains(it.word()) || WORDS.opener_endings.ends(it.word());
    it.page.opens(it.at) && !it.is_before_ministry() && is_listed()
}

/// The end of "of (the) Capital (and) Capital" after the noun.
fn right(page: &Page, at: usize) -> usize {
    let mut end = at + 1;
    if !WORDS.complement_prepositions.contains(page.text.word(end)) || !page.text.joined(at) {
        return end;
    }
    let start = end + 1 + usize::from(WORDS.articles.contains(page.text.word(end + 1)));
    let capital = |token: usize| {
        let word = page.text.word(token);
        page.is_capital(token) && is_latin(word) && !page.is_person(token) && !WORDS.times.contains(word)
    };
    let by_topic = WORDS.topic_prepositions_of_places.contains(page.text.word(end));
    let place = by_topic && place_at(page.text, start, page.declension).is_some();
    if place || !capital(start) {
        return end;
    }
    end = start + 1;
    let is_link = |word: &str| word == "&" || WORDS.inner_links.contains(word);
    loop {
        if page.text.joined(end - 1) && capital(end) {
            end += 1;
        } else if is_link(page.text.word(end)) && capital(end + 1) && is_coordinate(page, end) {
            end += 2;
        } else {
            return end;
        }
    }
}

/// Whether the name continues after a link. It does not if another institution follows.
fn is_coordinate(page: &Page, link: usize) -> bool {
    let behind = page.text.word(link + 2);
    latin_head(page.text.word(link + 1)).is_none() && latin_head(behind).is_none() && page.text.joined(link)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::annotate::text::{Text, is_titled};
    use crate::morphology::Declension;
    use crate::passage::Passage;

    #[test]
    fn each_rule_refuses_what_is_no_name_and_lets_names_be() {
        let examples = [
            ("titled", Class::Firm, "So Defence Ministry Left Again.", (1, 2), "So Defence Ministry left.", (1, 2)),
            (
                "before-noun",
                Class::Firm,
                "So Bridge University Hospital left.",
                (1, 2),
                "So Bridge University left.",
                (1, 2),
            ),
            ("alone", Class::Firm, "So Ministry left.", (1, 1), "So Defence Ministry left.", (1, 2)),
            ("loose", Class::Loose, "So Grand Group left.", (1, 2), "So Old Grand Group left.", (1, 3)),
            ("place", Class::Firm, "So New York left.", (1, 2), "So New Ministry left.", (1, 2)),
            ("opener", Class::Firm, "The Ministry left.", (0, 1), "Bridge Ministry left.", (0, 1)),
        ];
        let examples = examples.map(|(name, class, yes, yes_at, no, no_at)| {
            let end = |(start, at): (usize, usize)| if name == "place" { start + 2 } else { at + 1 };
            (name, (class, yes, yes_at, end(yes_at)), (class, no, no_at, end(no_at)))
        });
        rule::try_each(&REFUSALS, examples, |fires, &(class, text, (start, at), end)| {
            on_page(text, |page| fires(&Headed { page, at, start, end, class }))
        });
    }

    /// What is asked of a page with this text and no people.
    fn on_page(text: &str, asks: impl Fn(&Page) -> bool) -> bool {
        let passage = Passage::new(text, 0);
        let text = Text::new(Part::Body(0), &passage);
        let titled = is_titled(&text);
        asks(&Page { index: 0, text: &text, declension: Declension::NONE, people: Vec::new(), titled })
    }

    #[test]
    fn each_rule_on_words_before_a_name_fires_on_its_example_and_not_on_what_resembles_it() {
        // Each text with the token that is asked about, and the class of the noun if the token stands right before it.
        let links = [
            (
                "comma-before-form",
                ("So Vorn, Inc. left.", 2, Some(Class::Form)),
                ("So Vorn, Bank left.", 2, Some(Class::Firm)),
            ),
            ("possessive", ("The Teachers' Union left.", 2, Some(Class::Firm)), ("The 'Tarquil Union left.", 1, None)),
            ("ampersand", ("So Vorn & Holm Bank left.", 2, None), ("So vorn & Holm Bank left.", 2, None)),
            (
                "coordinator",
                ("The Roads and Bridges Bank left.", 2, None),
                ("The roads and Bridges Bank left.", 2, None),
            ),
        ];
        let outsiders = [
            ("office", ("So Chairman Bank left.", 1, None), ("So Tarquil Bank left.", 1, None)),
            ("compound", ("So Tarquil-based Bank left.", 1, None), ("So Tarquil-Vorn Bank left.", 1, None)),
            ("article", ("So The Bank left.", 1, None), ("So Old Bank left.", 1, None)),
            ("opener", ("Several Tarquil Bank left.", 0, None), ("So Several Tarquil Bank left.", 1, None)),
        ];
        for (rules, examples) in [(&LINKS, links), (&OUTSIDERS, outsiders)] {
            rule::try_each(rules, examples, |fires, &(text, at, class)| {
                let (is_first, class) = (class.is_some(), class.unwrap_or(Class::Firm));
                on_page(text, |page| fires(&Ahead { page, at, is_first, class }))
            });
        }
    }
}
