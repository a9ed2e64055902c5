//! In: an article. Out: the sentences of its headline, deck and body, each with its position.
//!
//! Invariant: sentences are unchanged, and joined with spaces they give the passage.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Part;

use crate::lang;
use crate::letters::{Letter, LowerCase};
use crate::normalize::Article;
use crate::passage::{Passage, Span};
use crate::rule;
use crate::survey::boilerplate;

/// A sentence of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The part of the article that contains it.
    pub part: Part,
    /// The bytes in the cleaned text of the part.
    pub bytes: Range<usize>,
    /// The text.
    pub text: String,
    /// The position in the capture.
    pub span: Span,
}

/// The sentences of an article, in reading order.
pub fn split(article: &Article) -> Vec<Sentence> {
    parts(article)
        .flat_map(|(part, passage)| {
            ranges(&passage.text).into_iter().map(move |bytes| Sentence {
                part,
                text: passage.text[bytes.clone()].to_owned(),
                span: passage.place(bytes.clone()),
                bytes,
            })
        })
        .collect()
}

/// The passages of an article, each with its part, in reading order.
pub fn parts(article: &Article) -> impl Iterator<Item = (Part, &Passage)> {
    let headline = article.headline.iter().map(|passage| (Part::Headline, passage));
    let deck = article.deck.iter().map(|passage| (Part::Deck, passage));
    let body = article.body.iter().enumerate().map(|(index, block)| (Part::Body(index), &block.passage));
    headline.chain(deck).chain(body)
}

/// The passage of a part. `None` if the article does not have the part.
pub fn passage(article: &Article, part: Part) -> Option<&Passage> {
    match part {
        Part::Headline => article.headline.as_ref(),
        Part::Deck => article.deck.as_ref(),
        Part::Body(at) => article.body.get(at).map(|block| &block.passage),
    }
}

/// The byte ranges of the sentences in a cleaned text, trimmed, in order. Linear in the length of `text`.
pub fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(mark) = next_terminator(text, at) {
        let marks = run(text, mark, is_terminator);
        let end = run(text, marks, is_closer);
        if ends_sentence(text, start, mark, marks, end) {
            found.push(start..end);
            start = run(text, end, char::is_whitespace);
        }
        at = end;
    }
    let rest = text[start..].trim_end().len();
    if rest > 0 {
        found.push(start..start + rest);
    }
    found
}

/// The position of the first terminator from byte `from` on. The search looks at first bytes.
fn next_terminator(text: &str, mut from: usize) -> Option<usize> {
    const OPENS: [bool; 256] = {
        let mut opens = [false; 256];
        let (mut at, bytes) = (0, [b'.', b'!', b'?', 0xe2, 0xe3, 0xef]);
        while at < bytes.len() {
            opens[bytes[at] as usize] = true;
            at += 1;
        }
        opens
    };
    loop {
        from += text.as_bytes()[from..].iter().position(|&byte| OPENS[usize::from(byte)])?;
        let found = text[from..].chars().next()?;
        if is_terminator(found) {
            return Some(from);
        }
        from += found.len_utf8();
    }
}

/// The end of the run of characters that begins at byte `from`.
fn run(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    text[from..].find(|c| !belongs(c)).map_or(text.len(), |length| from + length)
}

fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn is_closer(character: char) -> bool {
    matches!(character, '”' | '»' | '"' | '“' | '’' | '\'' | ')' | ']')
}

fn is_opener(character: char) -> bool {
    matches!(character, '“' | '«' | '"' | '„' | '‘' | '\'' | '(' | '[')
}

/// Whether a sentence that began at `start` ends with the marks `mark..marks` and the closing signs up to `end`.
fn ends_sentence(text: &str, start: usize, mark: usize, marks: usize, end: usize) -> bool {
    let rest = &text[end..];
    let Some(next) = rest.chars().next() else { return true };
    if !next.is_whitespace() {
        return matches!(text[mark..].chars().next(), Some('。' | '！' | '？')) || runs_on(text, start..mark, end);
    }
    let mut ahead = rest.trim_start().chars();
    let Some(first) = ahead.next() else { return true };
    let opens = match first {
        '–' | '—' | '-' => ahead.find(|c| !c.is_whitespace()).is_some_and(begins),
        first => begins(first),
    };
    let single_stop = &text[mark..marks] == ".";
    opens && !(single_stop && marks == end && is_abbreviation(text, start, mark, first))
}

/// The words on both sides of a mark without a space behind it. The second is capitalized.
struct Joint<'a> {
    before: &'a str,
    behind: &'a str,
}

/// A named rule on joints.
type OnJoint = rule::Rule<fn(&Joint) -> bool>;

/// The rules by which a sentence ends at a joint.
const OF_JOINTS: [OnJoint; 3] = [
    OnJoint { name: "year", fires: is_behind_year },
    OnJoint { name: "small-word", fires: |it| is_whole_word(it.before) && it.before.starts_with(char::is_small) },
    OnJoint { name: "opening-word", fires: is_before_opening },
];

/// `year`: a year stands before it: "It was 2030.The council met."
fn is_behind_year(it: &Joint) -> bool {
    /// Minimum number of digits. A year has 4.
    const DIGITS: usize = 4;
    it.before.len() >= DIGITS && it.before.bytes().all(|byte| byte.is_ascii_digit())
}

/// `opening-word`: a word that often opens sentences stands behind it, since "Node.Js" is one word.
fn is_before_opening(it: &Joint) -> bool {
    is_whole_word(it.before) && boilerplate::is_stop_word(&it.behind.lower_case())
}

/// Whether a word ends with a small letter and is no abbreviation.
fn is_whole_word(word: &str) -> bool {
    /// Minimum number of letters, set by hand.
    const LETTERS: usize = 3;
    let is_long = || word.chars().nth(LETTERS - 1).is_some();
    is_word(word) && word.ends_with(char::is_small) && is_long() && !is_listed(word)
}

fn is_word(word: &str) -> bool {
    word.chars().all(|c| c.is_letter() || is_apostrophe(c))
}

/// Whether the next sentence begins at `end` without a space: "two years.A series". This needs a capitalized word after the mark, and one
/// of the rules.
fn runs_on(text: &str, said: Range<usize>, end: usize) -> bool {
    joint(text, said, end).is_some_and(|it| rule::first(&OF_JOINTS, |fires| fires(&it)).is_some())
}

/// The words around the mark between the end of `said` and `end`, if the second is capitalized.
fn joint(text: &str, said: Range<usize>, end: usize) -> Option<Joint<'_>> {
    /// Maximum length of a word that is examined: a limit on time, set by hand.
    const LONGEST: usize = 40;
    let apart = |c: char| c.is_whitespace() || is_opener(c) || matches!(c, '-' | '–' | '—');
    let letters = text[said.clone()].char_indices().rev().take(LONGEST).take_while(|&(_, c)| !apart(c));
    let before = letters.last().map_or("", |(at, _)| &text[said.start + at..said.end]).trim_end_matches(is_closer);
    let letters = text[end..].char_indices().take(LONGEST).take_while(|&(_, c)| !c.is_whitespace());
    let next = letters.last().map_or("", |(at, c)| &text[end..end + at + c.len_utf8()]);
    let behind = next.trim_end_matches(|c: char| is_closer(c) || matches!(c, ',' | ':' | ';' | '.' | '!' | '?' | '…'));
    let capital = behind.chars().next().is_some_and(char::is_capital) && !behind.chars().skip(1).any(char::is_capital);
    (capital && is_word(behind)).then_some(Joint { before, behind })
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '’' | '\'' | 'ʼ')
}

fn is_listed(word: &str) -> bool {
    ABBREVIATIONS.contains_key(word.lower_case().as_str())
}

/// Whether a sentence may begin with this character.
fn begins(character: char) -> bool {
    !character.is_small() && (character.is_letter_or_digit() || is_opener(character))
}

/// Whether a sentence may end with an abbreviation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    Never,
    Maybe,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    let never = lang::all(|pack| &pack.sentences.abbreviations).map(|word| (word, Abbreviation::Never));
    let maybe = lang::all(|pack| &pack.sentences.closing_abbreviations).map(|word| (word, Abbreviation::Maybe));
    never.chain(maybe).collect()
});

/// A word and the full stop behind it.
struct Stopped<'a> {
    word: &'a str,
    /// Whether it opens the sentence.
    opens: bool,
    /// The text behind the full stop.
    rest: &'a str,
    /// The character that follows after spaces.
    next: char,
    listed: Option<Abbreviation>,
}

/// A named rule on full stops.
type OnStop = rule::Rule<fn(&Stopped) -> bool>;

/// The rules by which a full stop belongs to its word and ends no sentence.
const OF_STOPS: [OnStop; 6] = [
    OnStop { name: "list-number", fires: |it| it.is_number() && it.opens },
    OnStop { name: "ordinal", fires: is_ordinal },
    OnStop { name: "initial", fires: is_initial },
    OnStop { name: "abbreviation", fires: |it| it.listed == Some(Abbreviation::Never) },
    OnStop { name: "closing-abbreviation", fires: is_closing_inside },
    OnStop { name: "initialism", fires: is_initialism_inside },
];

impl Stopped<'_> {
    fn is_number(&self) -> bool {
        self.word.chars().all(|c| c.is_ascii_digit())
    }
}

/// `ordinal`: one or two figures, and what is counted by ordinals: "am 5. Mai".
fn is_ordinal(it: &Stopped) -> bool {
    it.is_number() && it.word.len() <= 2 && is_counted_by_ordinals(it.rest)
}

/// `initial`: one capital letter.
fn is_initial(it: &Stopped) -> bool {
    let mut letters = it.word.chars();
    letters.next().is_some_and(char::is_capital) && letters.next().is_none()
}

/// `closing-abbreviation`: an abbreviation that may close a sentence, with no beginning of a sentence behind it.
fn is_closing_inside(it: &Stopped) -> bool {
    it.listed == Some(Abbreviation::Maybe) && !(it.next.is_capital() || is_opener(it.next))
}

/// `initialism`: capitals with full stops, and no word behind them that often opens sentences: "the U.S. Senate".
fn is_initialism_inside(it: &Stopped) -> bool {
    let lower = it.word.lower_case();
    let is_one =
        it.word.starts_with(char::is_capital) && lang::all(|pack| &pack.sentences.initialisms).any(|one| one == lower);
    let behind = it.rest.trim_start();
    let word = behind.split(|c: char| !c.is_letter_or_digit()).next().unwrap_or("");
    let word = word.lower_case();
    let opens =
        boilerplate::is_stop_word(&word) || lang::all(|pack| &pack.sentences.openers).any(|opener| opener == word);
    is_one && !word.is_empty() && !opens
}

/// Whether the full stop at byte `mark` belongs to an abbreviation, an initial or a list number.
fn is_abbreviation(text: &str, start: usize, mark: usize, next: char) -> bool {
    let it = stopped(text, start, mark, next);
    rule::first(&OF_STOPS, |fires| fires(&it)).is_some()
}

/// The word before the full stop at byte `mark` of a sentence that began at `start`.
fn stopped(text: &str, start: usize, mark: usize, next: char) -> Stopped<'_> {
    /// Number of characters before the mark that are examined: a limit on time, set by hand.
    const LONGEST: usize = 10;
    let mut from = mark;
    for (at, character) in text[start..mark].char_indices().rev().take(LONGEST) {
        if character.is_whitespace() || is_opener(character) {
            break;
        }
        from = start + at;
    }
    let word = &text[from..mark];
    let listed = ABBREVIATIONS.get(word.lower_case().as_str()).copied();
    Stopped { word, opens: from == start, rest: &text[mark + 1..], next, listed }
}

/// Whether the text begins with a name that follows an ordinal with a full stop: "am 5. Mai", "im 19. Jahrhundert".
fn is_counted_by_ordinals(rest: &str) -> bool {
    let rest = rest.trim_start();
    lang::all(|pack| &pack.sentences.counted_by_ordinals).any(|name| rest.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        ranges(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_full_stop_inside_a_sentence_does_not_end_it() {
        for text in [
            "Указ підписав В. О. Зеленський у м. Львові.",
            "Витратили 3.5 млн. грн. за 2023 р. на дороги.",
            "Mr. Smith met Gen. Brown in the U.S. on Monday.",
            "The envoy spoke before the U.S. House panel on Monday.",
            "“Ми готові!” – сказав речник.",
            "Читайте на https://example.org/a.html?b=c усе.",
            "Так... мабуть, ні.",
            "Das Haus wurde am 5. Mai eröffnet.",
        ] {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn sentences_end_where_the_next_begins() {
        assert_eq!(
            sentences("Це було у 2023 р. Потім настав мир. “Так!” Усе… Далі? Ні.  Кінець"),
            ["Це було у 2023 р.", "Потім настав мир.", "“Так!”", "Усе…", "Далі?", "Ні.", "Кінець"]
        );
        assert_eq!(sentences("They left the U.S. The rest stayed."), ["They left the U.S.", "The rest stayed."]);
        assert_eq!(sentences("They left the U.S. After that it rained.").len(), 2);
        assert_eq!(sentences("They met in Alba, D.C. Mr. Vorn was late.").len(), 2);
        assert_eq!(sentences("1. Перше. 2. Друге."), ["1. Перше.", "2. Друге."]);
        assert_eq!(sentences(""), Vec::<&str>::new());
    }

    #[test]
    fn sentences_that_ran_together_are_parted() {
        assert_eq!(sentences("It took two years.A series of talks."), ["It took two years.", "A series of talks."]);
        assert_eq!(sentences("Минув рік.Це багато."), ["Минув рік.", "Це багато."]);
        assert_eq!(
            sentences("Так сказав Гай.Він правий!Отже, їдемо."),
            ["Так сказав Гай.", "Він правий!", "Отже, їдемо."]
        );
        assert_eq!(sentences("Es war 2030.Der Rat tagt."), ["Es war 2030.", "Der Rat tagt."]);
        assert_eq!(sentences("«Їдемо разом.»Рада згодна."), ["«Їдемо разом.»", "Рада згодна."]);
        for text in [
            "Вони купили Node.Js і Web.Net учора.",
            "Пишіть на www.example.Org чи на a.lan@Example.org сьогодні.",
            "Зустріч біля вул.Садової відбудеться.",
            "Версія 3.Бета вийшла.",
            "Він поїхав до м.Києва.",
        ] {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn each_rule_on_a_joint_fires_on_its_example_and_not_on_one_word() {
        let examples = [
            ("year", "Es war 2030.Der Rat tagt.", "Es war Nr. 203.Der Rat tagt."),
            ("small-word", "It took two years.Eleven remain.", "It took Years.Eleven remain."),
            ("opening-word", "Так сказав Гай.Він правий.", "Так каже Ноде.Джесс правий."),
        ];
        rule::try_each(&OF_JOINTS, examples, |fires, text| {
            let mark = text.match_indices('.').map(|(at, _)| at).find(|at| !text[at + 1..].starts_with(' '));
            let mark = mark.expect("the text has a joint");
            fires(&joint(text, 0..mark, mark + 1).expect("a capitalized word follows"))
        });
        assert!(joint("two years.a series", 0..9, 10).is_none());
    }

    #[test]
    fn each_rule_on_a_full_stop_fires_on_its_example_and_not_on_the_end_of_a_sentence() {
        let examples = [
            ("list-number", "1. Рада діє", "Їх було 1. Рада діє"),
            ("ordinal", "Das war am 5. Mai", "Es waren nur 5. Manche gingen"),
            ("initial", "Так сказав О. Гай", "Так сказав Го. Гай"),
            ("abbreviation", "So Mr. Vorn left", "So Vorn. Then he left"),
            ("closing-abbreviation", "Це було 2023 р. на дорозі", "Це було 2023 р. На дорозі"),
            ("initialism", "She told the U.S. Senate", "She left the U.S. They stayed"),
        ];
        rule::try_each(&OF_STOPS, examples, |fires, text| {
            let mark = text.find(". ").expect("the text has a full stop");
            let next = text[mark + 1..].trim_start().chars().next().expect("a word follows");
            fires(&stopped(text, 0, mark, next))
        });
    }

    #[test]
    fn the_time_grows_with_the_length_only() {
        let text = "Слово за словом. ".repeat(100_000);
        assert_eq!(ranges(&text).len(), 100_000);
        assert_eq!(ranges(&"а".repeat(5_000_000)).len(), 1);
        assert_eq!(ranges(&"слово.Слово".repeat(100_000)).len(), 1);
    }
}
