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
struct Refusal {
    name: &'static str,
    fires: fn(&Headed) -> bool,
}

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
    REFUSALS.iter().find(|rule| (rule.fires)(headed)).map(|rule| rule.name)
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

/// The first capitalized word before the noun that belongs to the name.
fn left(page: &Page, at: usize, class: Class) -> usize {
    /// Maximum number of tokens of the name before the noun. Set by hand.
    const MOST: usize = 6;
    let mut start = at;
    while start > 0 && at - start < MOST {
        let before = start - 1;
        let word = page.text.word(before);
        let comma_form = word == "," && start == at && before > 0 && class == Class::Form;
        let possessive =
            matches!(word, "’" | "'") && before > 0 && WORDS.possessive_endings.ends(page.text.word(before - 1));
        let ampersand = word == "&" && start < at && before > 0 && page.is_capital(before - 1);
        // The name contains "and": "the Securities and Exchange Commission".
        let coordinate = WORDS.coordinators.contains(word)
            && start < at
            && before > 1
            && page.is_capital(before - 1)
            && !page.is_person(before - 1)
            && (page.is_capital(before - 2) || opens_coordinate(page.text.word(before - 2)));
        let fits = page.is_capital(before) && is_latin(word) && page.text.joined(before);
        // The form of a company after a name is stronger evidence than the look of a person's name.
        let fits = fits && (class == Class::Form || !page.is_person(before));
        if comma_form || ampersand || coordinate || possessive {
            start = before;
            continue;
        }
        if !fits || is_opener(page, before) {
            break;
        }
        start = before;
    }
    let is_link = |word: &str| matches!(word, "," | "&" | "’" | "'") || WORDS.coordinators.contains(word);
    while start < at && is_link(page.text.word(start)) {
        start += 1;
    }
    start
}

/// Whether two words joined by a conjunction may begin a name after this one.
fn opens_coordinate(word: &str) -> bool {
    word == "." || WORDS.beginnings_of_coordinates.contains(word)
}

/// Whether a capitalized word is not part of the name: it opens the sentence, or is somebody's office.
fn is_opener(page: &Page, at: usize) -> bool {
    let word = page.text.word(at);
    let office = office_of_subject(word).is_some() && page.text.shape(at) == Shape::Capital;
    let ministry = WORDS.ministries.contains(page.text.word(at + 1));
    let belongs_to_none = WORDS.compound_endings.ends(word) || WORDS.opening_articles.contains(word);
    let opener = || WORDS.openers.contains(word) || WORDS.opener_endings.ends(word);
    office && !ministry || belongs_to_none || page.opens(at) && !ministry && opener()
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
        for (rule, (name, class, yes, yes_at, no, no_at)) in REFUSALS.iter().zip(examples) {
            let fires = |text: &str, (start, at): (usize, usize)| {
                let passage = Passage::new(text, 0);
                let text = Text::new(Part::Body(0), &passage);
                let titled = is_titled(&text);
                let page = Page { index: 0, text: &text, declension: Declension::NONE, people: Vec::new(), titled };
                (rule.fires)(&Headed {
                    page: &page,
                    at,
                    start,
                    end: if name == "place" { start + 2 } else { at + 1 },
                    class,
                })
            };
            assert_eq!(rule.name, name);
            assert!(fires(yes, yes_at) && !fires(no, no_at), "{name}");
        }
    }
}
