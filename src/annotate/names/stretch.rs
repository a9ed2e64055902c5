//! In: a stretch of capitalized words. Out: the part that may be a name: without an adverb before it or a word that describes an office
//! after it, and in German without the nouns after it.
//!
//! Invariant: no listed first name stands before what is cut off.

use std::ops::Range;

use super::lexicon;
use crate::annotate::places::lists::is_place;
use crate::annotate::text::{Shape, Text};
use crate::lang::names::DescribedBy;
use crate::lang::{self, Pack};
use crate::letters::LowerCase;
use crate::morphology::Declension;
use crate::rule;

/// The shortest surname in the genitive, with its ending. Set by hand.
const SHORTEST: usize = 4;

/// The parts of a stretch that may be names by themselves.
pub(crate) fn own(text: &Text, mut piece: Range<usize>) -> Vec<Range<usize>> {
    let opens = piece.len() > 1 && !is_given(text, piece.start);
    if opens && lexicon::ends(text.word(piece.start), |morphology| &morphology.adverbs.never_names) {
        piece.start += 1;
    }
    if lexicon::of(text.language).is_some_and(|names| names.capitalized_nouns) {
        return before_a_noun(text, piece);
    }
    let described = lexicon::described_by(text.language) == DescribedBy::Nouns;
    piece.end -= usize::from(described && (is_before_an_office(text, &piece) || closes_with_a_place(text, &piece)));
    vec![piece]
}

/// Whether the last of three or more words describes the office that follows at once: "Jane Holm Transport correspondent".
fn is_before_an_office(text: &Text, piece: &Range<usize>) -> bool {
    /// A first name, a surname and the word.
    const FEWEST: usize = 3;
    let next = || !lexicon::office(&text.word(piece.end).lower_case()).is_empty();
    piece.len() >= FEWEST
        && is_given(text, piece.start)
        && text.joined(piece.end - 1)
        && text.shape(piece.end) == Shape::Lower
        && next()
}

/// Whether the last of three or more words is a place that describes the noun after it: "Jane Holm Cardiff concert".
fn closes_with_a_place(text: &Text, piece: &Range<usize>) -> bool {
    /// A first name, a surname and the place.
    const FEWEST: usize = 3;
    let last = piece.end.saturating_sub(1);
    let next = text.word(piece.end).lower_case();
    let verb = lexicon::speech(&next).is_some()
        || lexicon::ends(&next, |morphology| &morphology.verbs.past_participles)
        || lexicon::is_other(&next);
    piece.len() >= FEWEST
        && is_given(text, piece.start)
        && is_place(text, last, Declension::NONE)
        && text.joined(last)
        && text.shape(piece.end) == Shape::Lower
        && !verb
        && !lexicon::is_no_office(&next)
}

/// Where nouns have a capital letter, a name ends before an article or "von" after a surname, before the noun that a genitive belongs to,
/// and before a noun with an ending that no surname has: "Jan Holm von der Feuerwehr", "Jan Holms Laden", "für den Jan Holm Zeugnis gab".
fn before_a_noun(text: &Text, mut piece: Range<usize>) -> Vec<Range<usize>> {
    let start = piece.clone().find(|&at| is_given(text, at)).unwrap_or(piece.start);
    let cut = (start + 2..piece.end).find(|&at| is_behind(text, start, at));
    match cut {
        Some(at) if lexicon::is_particle(text.word(at)) => {
            let next = (at..piece.end).find(|&at| !lexicon::is_particle(text.word(at))).unwrap_or(piece.end);
            vec![piece.start..at, next..piece.end]
        }
        Some(at) => {
            piece.end = at;
            vec![piece]
        }
        None => vec![piece],
    }
}

/// A word behind a surname in a language whose nouns have a capital letter, as the rules see it.
struct Behind<'a> {
    text: &'a Text<'a>,
    at: usize,
    pack: &'static Pack,
}

/// A named rule on the word behind a surname.
type OnEnd = rule::Rule<fn(&Behind) -> bool>;

/// The rules by which a name has ended before a word.
const ENDS: [OnEnd; 4] = [
    OnEnd { name: "particle", fires: |it| lexicon::is_particle(it.text.word(it.at)) },
    OnEnd { name: "genitive", fires: follows_genitive },
    OnEnd { name: "noun-before-article", fires: is_before_article },
    OnEnd { name: "noun-by-ending", fires: |it| ends(it.text.word(it.at), &it.pack.morphology.nouns.behind_names) },
];

/// `genitive`: the noun that the surname in the genitive belongs to: "Jan Holms Laden".
fn follows_genitive(it: &Behind) -> bool {
    let before = it.text.word(it.at - 1);
    ends(before, &it.pack.names.genitive_endings) && before.len() > SHORTEST && !is_given(it.text, it.at)
}

/// `noun-before-article`: a noun, which an article in the genitive follows: "Jan Holm Leiter des Museums".
fn is_before_article(it: &Behind) -> bool {
    !is_given(it.text, it.at) && it.pack.names.genitive_articles.contains(it.text.word(it.at + 1))
}

fn ends(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// Whether a name that begins at `start` has ended before a token.
fn is_behind(text: &Text, start: usize, at: usize) -> bool {
    let before = text.word(at - 1);
    let closed = is_given(text, start)
        && !is_given(text, at - 1)
        && !lexicon::is_particle(before)
        && text.shape(at - 1) == Shape::Capital;
    let Some(pack) = lang::pack(text.language) else { return false };
    closed && rule::first(&ENDS, |fires| fires(&Behind { text, at, pack })).is_some()
}

fn is_given(text: &Text, at: usize) -> bool {
    lexicon::is_plain_given(text.word(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::language::Language;
    use crate::passage::Passage;

    #[test]
    fn each_rule_ends_a_name_before_its_example_and_not_before_a_surname() {
        // Each text has the word in fifth place.
        let examples = [
            ("particle", "Dort lief Jan Holm von der Feuerwehr.", "Dort lief Jan Holm Vorn davon."),
            ("genitive", "Dort ist Jan Holms Laden.", "Dort ist Jan Holm Laden."),
            ("noun-before-article", "Dort lief Jan Holm Leiter des Museums.", "Dort lief Jan Holm Leiter vom Museum."),
            ("noun-by-ending", "Dort ist Jan Holm Zeitung.", "Dort ist Jan Holm Laden."),
        ];
        let pack = lang::pack(Language::German).expect("German has a pack");
        rule::try_each(&ENDS, examples, |fires, text| {
            fires(&Behind { text: &Text::new(Part::Body(0), &Passage::new(text, 0)), at: 4, pack })
        });
    }
}
