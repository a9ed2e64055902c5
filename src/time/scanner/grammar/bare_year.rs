//! In: four figures without a word for "year". Out: the rule that decides whether they are a year, and what it decides.
//!
//! Invariant: the first rule that knows what stands around the figures decides. If none does, they are a number.

use super::year::is_recent;
use super::{Join, Scanner};
use crate::letters::{Letter, LowerCase};
use crate::rule;
use crate::time::meaning::{Meaning, Unit, Year};
use crate::time::scanner::lexicon::{Mark, Sense};
use crate::time::scanner::wording::Rule;
use crate::time::scanner::words;

/// A named rule that decides whether figures are a year, if it knows what stands around them.
type Decision = rule::Rule<fn(&Figures) -> Option<bool>>;

/// The rules, in order. Those on the figures and what follows them come first, then one for each kind of word before them.
const DECISIONS: [Decision; 15] = [
    Decision { name: "of-noun", fires: |it| it.belongs_to_noun().then_some(true) },
    Decision { name: "out-of-range", fires: |it| (!(1500..2100).contains(&it.value)).then_some(false) },
    Decision { name: "counts", fires: |it| it.counts_behind().then_some(false) },
    Decision { name: "behind-preposition-of-years", fires: behind_preposition_of_years },
    Decision { name: "behind-in", fires: |it| matches!(it.before(), Sense::In | Sense::During).then_some(true) },
    Decision { name: "behind-edge", fires: behind_edge },
    Decision { name: "behind-edge-and-hyphen", fires: behind_edge_and_hyphen },
    Decision { name: "behind-other-preposition", fires: behind_other_preposition },
    Decision { name: "behind-of", fires: behind_of },
    Decision { name: "behind-word-for-year", fires: behind_word_for_year },
    Decision { name: "behind-bracket-or-dash", fires: behind_bracket_or_dash },
    Decision { name: "behind-year", fires: behind_year },
    Decision { name: "behind-season", fires: |it| it.is_behind_season().then_some(true) },
    Decision { name: "ordinal", fires: |it| (it.is_ordinal() && it.is_modern() && it.is_closed()).then_some(true) },
    Decision { name: "before-year", fires: |it| it.leads_to_year().then_some(true) },
];

/// Four figures, as the rules see them.
struct Figures<'a> {
    scanner: &'a Scanner<'a>,
    at: usize,
    value: u32,
    mark: Mark,
}

impl Scanner<'_> {
    /// Whether four figures without the word for "year" are in the position of a year.
    pub(super) fn is_year_here(&self, at: usize) -> bool {
        self.decide(at).is_some_and(|(_, is_year)| is_year)
    }

    /// The rule that decides whether figures are a year, and what it decides.
    fn decide(&self, at: usize) -> Option<(&'static str, bool)> {
        let Sense::Number { value, mark, .. } = self.tokens[at].sense else { return None };
        let figures = Figures { scanner: self, at, value, mark };
        DECISIONS.iter().find_map(|rule| Some((rule.name, (rule.fires)(&figures)?)))
    }
}

impl Figures<'_> {
    /// The sense of the token before them.
    fn before(&self) -> Sense {
        self.scanner.before(self.at)
    }

    /// The sense of the token behind them.
    fn behind(&self) -> Sense {
        self.scanner.sense(self.at + 1)
    }

    fn has(&self, rule: Rule) -> bool {
        self.scanner.has(rule)
    }

    /// Whether they are a year rather than a count of the plural noun behind them: "4 May 1998 residents left".
    fn is_alone(&self) -> bool {
        self.scanner.is_year_alone(self.at, self.value)
    }

    /// Whether they are a year of which news may tell.
    fn is_modern(&self) -> bool {
        (1900..2100).contains(&self.value)
    }

    fn is_ordinal(&self) -> bool {
        self.mark == Mark::Ordinal
    }

    /// Whether nothing follows that they may count.
    fn is_closed(&self) -> bool {
        self.scanner.is_end(self.at + 1)
            || self.is_alone()
            || !matches!(self.behind(), Sense::Other | Sense::Unit(_) | Sense::Minute)
            || self.scanner.is_capital(self.at + 1)
    }

    /// `counts`: they count something: "2033 people".
    fn counts_behind(&self) -> bool {
        let is_led = matches!(self.before(), Sense::In | Sense::During);
        self.scanner.counts(self.at + 1) && !(is_led && self.is_alone())
    }

    /// `of-noun`: "the 2033 regatta", "a 2033 law", "the town's 2033 elections". A round number is more likely a count.
    fn belongs_to_noun(&self) -> bool {
        let &Self { scanner, at, .. } = self;
        let article = || {
            let before = scanner.word(at - 1).rsplit(|c: char| !c.is_letter()).next().unwrap_or("").lower_case();
            let single = self.has(Rule::OfLeadsYears) && scanner.wording.indefinite.contains(&before.as_str());
            let owned = scanner.wording.possessive.contains(&before.as_str()) || self.is_owned();
            // "her 2033 Castra" is a product of that year's make.
            let owned = owned && !scanner.is_capital(at + 1);
            !scanner.tokens[at].line && (single || owned || scanner.wording.definite.contains(&before.as_str()))
        };
        let named = matches!(self.behind(), Sense::Other | Sense::NumberOf);
        let noun = named && !scanner.is_end(at + 1) && !scanner.tokens[at + 1].tight;
        let counted = || scanner.counts(at + 1) && !self.is_alone();
        is_recent(self.value) && at > 0 && noun && article() && !counted()
    }

    /// Whether the possessive of a name is before them: "the town's 2033 fair".
    fn is_owned(&self) -> bool {
        let before = self.scanner.text[..self.scanner.tokens[self.at].start].trim_end_matches([' ', '\u{a0}']);
        let tied = before.strip_suffix(words::is_possessive);
        self.has(Rule::Possessives) && tied.is_some_and(|name| name.ends_with(['\'', '’']))
    }

    /// Whether "and" or a comma is before them.
    fn is_listed(&self) -> bool {
        matches!(self.before(), Sense::And | Sense::Punct(','))
    }

    /// `behind-season`: "the summer 2033".
    fn is_behind_season(&self) -> bool {
        matches!(self.before(), Sense::Season(_) | Sense::SeasonShy(_))
    }

    /// `before-year`: a year in brackets, with the word for "year", or in a range follows.
    fn leads_to_year(&self) -> bool {
        let &Self { scanner, at, .. } = self;
        let is_joined = matches!(scanner.join(at + 1), Some(Join::Range | Join::And));
        let is_year = |value: u32| (1500..2100).contains(&value) && scanner.year_mark(at + 3) > at + 3;
        let ends_range = || self.before() == Sense::From && !scanner.counts(at + 3);
        let Sense::Number { value, digits: 4, .. } = scanner.sense(at + 2) else { return false };
        is_joined && (is_year(value) || ends_range())
    }
}

/// `behind-preposition-of-years`, in a language that writes "im Jahr 2033": a preposition is before them.
fn behind_preposition_of_years(it: &Figures) -> Option<bool> {
    let &Figures { scanner, at, value, .. } = it;
    let is_preposition = matches!(it.before(), Sense::In | Sense::From | Sense::Until | Sense::After);
    (is_preposition && it.has(Rule::YearWordAhead)).then(|| {
        let noun = it.has(Rule::CapitalNames) && scanner.is_capital(at + 1) && it.behind() == Sense::Other;
        let counted = at > 1 && matches!(scanner.before(at - 1), Sense::Comparative | Sense::NumberOf | Sense::Count);
        let likely = it.is_closed() && !noun || value % 100 != 0;
        likely && !counted && (it.is_modern() || it.before() == Sense::In)
    })
}

/// `behind-edge`: "early 2033".
fn behind_edge(it: &Figures) -> Option<bool> {
    (it.before() == Sense::Edge).then(|| it.is_modern() || it.is_closed())
}

/// `behind-edge-and-hyphen`: "mid-2033".
fn behind_edge_and_hyphen(it: &Figures) -> Option<bool> {
    let is_tied = it.before() == Sense::Punct('-') && it.at >= 2 && it.scanner.before(it.at - 1) == Sense::Edge;
    is_tied.then(|| it.is_modern())
}

/// `behind-other-preposition`: "since 2033".
fn behind_other_preposition(it: &Figures) -> Option<bool> {
    matches!(it.before(), Sense::Onto | Sense::From | Sense::Until | Sense::Within | Sense::After)
        .then(|| it.is_modern() && it.is_closed() || it.is_ordinal())
}

/// `behind-of`: "the winter of 2033", but not "a number of 2033".
fn behind_of(it: &Figures) -> Option<bool> {
    let scanner = it.scanner;
    (it.before() == Sense::Of)
        .then(|| it.has(Rule::OfLeadsYears) && !scanner.ends_with(it.at - 1, &scanner.wording.quantities))
}

/// `behind-word-for-year`: "im Jahr 2033", "the year 2033", "fiscal year 2033".
fn behind_word_for_year(it: &Figures) -> Option<bool> {
    let &Figures { scanner, at, .. } = it;
    if it.before() != Sense::Unit(Unit::Year) {
        return None;
    }
    if it.has(Rule::YearWordAhead) {
        return Some(!scanner.is_one_of(at - 1, &scanner.wording.plural) || it.leads_to_year());
    }
    it.has(Rule::OfLeadsYears).then(|| {
        let single = scanner.is_one_of(at - 1, &scanner.wording.one_year);
        let led = [&scanner.wording.definite, &scanner.wording.fiscal];
        let led = led.into_iter().any(|words| scanner.ends_with(at - 1, words));
        it.is_modern() && single && (led || scanner.before(at - 1) == Sense::In)
    })
}

/// `behind-bracket-or-dash`: "(2033)", or before a year in brackets, with its word, or in a range.
fn behind_bracket_or_dash(it: &Figures) -> Option<bool> {
    let Sense::Punct(sign @ ('(' | '—' | '–' | '-')) = it.before() else { return None };
    let is_shut = matches!(it.behind(), Sense::Punct(')' | ',' | ';' | '—' | '–' | '-'));
    Some((sign == '(' && is_shut) || it.leads_to_year())
}

/// `behind-year`: "in 2031 and 2033".
fn behind_year(it: &Figures) -> Option<bool> {
    let &Figures { scanner, at, .. } = it;
    let is_year = |meaning: &Meaning| matches!(meaning, Meaning::Calendar { year: Year::Stated(_), month: None, .. });
    let follows_year = || {
        let last = scanner.found.last().filter(|_| at >= 2);
        last.is_some_and(|found| found.bytes.end == scanner.tokens[at - 2].end && is_year(&found.meaning))
    };
    it.is_listed().then(|| it.is_modern() && follows_year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::time::scanner::token::Token;

    /// The rule that decides about the figures of a line that end in 33, and whether they are a year.
    fn decided(text: &str, language: Language) -> Option<(&'static str, bool)> {
        let mut scanner = Scanner::of_line(text, language);
        let is_asked = |token: &Token| matches!(token.sense, Sense::Number { value, .. } if value % 100 == 33);
        let at = scanner.tokens.iter().position(is_asked).expect("the line has the figures");
        let mut next = 0;
        while next < at {
            next = scanner.expression(next).unwrap_or(next + 1);
        }
        scanner.decide(at)
    }

    /// Each rule has a text on which it decides, and one on which another rule decides, or it decides otherwise.
    #[test]
    fn each_rule_decides_on_its_example_and_not_so_on_what_resembles_it() {
        use Language::{English, German, Ukrainian};
        let examples = [
            ("of-noun", true, English, "The 2033 regatta was long.", "So 2033 regattas were long."),
            ("out-of-range", false, English, "It was built in 2333.", "It was built in 2033."),
            ("counts", false, English, "There were 2033 residents.", "In 2033 residents left."),
            ("behind-preposition-of-years", true, German, "Das war nach 2033.", "Das war nach 1733."),
            ("behind-in", true, English, "It was in 2033.", "It was at 2033."),
            ("behind-edge", true, English, "It was in early 2033.", "It was in old 2033."),
            ("behind-edge-and-hyphen", true, English, "It was in mid-2033.", "It was in mid-1733."),
            ("behind-other-preposition", true, English, "It was so until 2033.", "It was so until 1733."),
            ("behind-of", true, English, "It was the fair of 2033.", "It was a total of 2033."),
            ("behind-word-for-year", true, English, "It was the year 2033.", "It was the years 2033."),
            ("behind-bracket-or-dash", true, English, "The bridge (2033) fell.", "The bridge (2033 fell."),
            ("behind-year", true, English, "It was in 2031 and 2033.", "It was Ada and 2033."),
            ("behind-season", true, English, "It was summer 2033.", "It was old 2033."),
            ("ordinal", true, Ukrainian, "Це був 2033-й.", "Це був 2033."),
            ("before-year", true, Ukrainian, "Це були 2033 і 2034 роки.", "Це були 2033 і 2034 разом."),
        ];
        let examples = examples.map(|(name, is_year, language, yes, no)| {
            let case = |text: &'static str| (language, text, Some((name, is_year)));
            (name, case(yes), case(no))
        });
        rule::try_each(&DECISIONS, examples, |_, &(language, text, expected)| decided(text, language) == expected);
    }
}
