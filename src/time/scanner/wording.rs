//! In: the lines of a language's list that name no sense. Out: the rules for combining words, and phrases that are compared letter by
//! letter.
//!
//! Invariant: the grammar asks for a rule, never for a language.

use super::forms::varied;

/// A property of a language that the grammar needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Months and weekdays always have a capital.
    CapitalNames,
    /// "December 6, 2023".
    MonthFirst,
    /// "07/14/2025" is a day in July.
    MonthFirstInFigures,
    /// "рік тому": a unit without a number means one.
    BareUnit,
    /// "2024 року".
    YearWordBehind,
    /// "im Jahr 2024".
    YearWordAhead,
    /// "17-го" alone is a day.
    MarkedDays,
    /// "5. Mai": a full stop makes a number an ordinal.
    StopIsOrdinal,
    /// "5.5.24", "am 5.5.".
    ShortFigures,
    /// "26. 7. 2024".
    SpacedFigures,
    /// "5 V 2024".
    RomanMonths,
    /// "vom 5. bis zum 9. Mai", "Ende der Woche": there are articles between the words.
    Articles,
    /// "le printemps de 2022": the word for "from" also means "of".
    FromIsOf,
    /// "of 2024" is a year whatever follows.
    OfLeadsYears,
    /// "in three days".
    InIsAhead,
    /// "last night".
    PartsHaveDirection,
    /// "lundi prochain": the direction comes after the unit.
    DirectionBehind,
    /// "20 століття" is a century.
    CenturyInFigures,
    /// "three-day".
    HyphenedUnits,
    /// "a couple of days".
    AmountOf,
    /// "at 4".
    BareHours,
    /// "18 h 30", "à 18 heures".
    HoursTellTime,
    /// "tego dnia": the last day in the text, not today.
    ThisDayIsTold,
    /// "Thursday's": an apostrophe and one letter form the possessive.
    Possessives,
    /// "that year": the last year in the text.
    ThatIsTold,
    /// "the third-quarter loss", "the year-earlier quarter".
    HyphenedQuarters,
    /// "9 mai à 18h16": the word for "until" also introduces a time.
    UntilIsAt,
    /// "1,950 workers": four figures without a comma are more likely a year, "the 1998 elections".
    ThousandsHaveComma,
}

const RULES: [(&str, Rule); 28] = [
    ("capital-names", Rule::CapitalNames),
    ("month-first", Rule::MonthFirst),
    ("month-first-in-figures", Rule::MonthFirstInFigures),
    ("bare-unit", Rule::BareUnit),
    ("year-word-behind", Rule::YearWordBehind),
    ("year-word-ahead", Rule::YearWordAhead),
    ("marked-days", Rule::MarkedDays),
    ("stop-is-ordinal", Rule::StopIsOrdinal),
    ("short-figures", Rule::ShortFigures),
    ("spaced-figures", Rule::SpacedFigures),
    ("roman-months", Rule::RomanMonths),
    ("articles", Rule::Articles),
    ("from-is-of", Rule::FromIsOf),
    ("of-leads-years", Rule::OfLeadsYears),
    ("in-is-ahead", Rule::InIsAhead),
    ("parts-have-direction", Rule::PartsHaveDirection),
    ("direction-behind", Rule::DirectionBehind),
    ("century-in-figures", Rule::CenturyInFigures),
    ("hyphened-units", Rule::HyphenedUnits),
    ("amount-of", Rule::AmountOf),
    ("bare-hours", Rule::BareHours),
    ("hours-tell-time", Rule::HoursTellTime),
    ("this-day-is-told", Rule::ThisDayIsTold),
    ("possessives", Rule::Possessives),
    ("that-is-told", Rule::ThatIsTold),
    ("hyphened-quarters", Rule::HyphenedQuarters),
    ("until-is-at", Rule::UntilIsAt),
    ("thousands-have-comma", Rule::ThousandsHaveComma),
];

/// How a language combines words. Words are in lower case, phrases as written.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    rules: u32,
    /// Words for "year" in the singular. Three figures before one are a year.
    pub one_year: Vec<&'static str>,
    /// The word for "year" in the form that follows a date: "2005 року".
    pub of_year: Vec<&'static str>,
    /// Units in the plural.
    pub plural: Vec<&'static str>,
    /// The words for "year" and their companions in "w latach 40.", "les années 1940".
    pub decades_of: Vec<&'static str>,
    /// Indefinite articles: "a year" is not a length by itself.
    pub indefinite: Vec<&'static str>,
    /// Definite articles. A year after one may belong to a noun: "the 2033 regatta".
    pub definite: Vec<&'static str>,
    /// Possessives. A year after one may belong to a noun: "his 2033 trial".
    pub possessive: Vec<&'static str>,
    /// Words for a year that is not a calendar year: "fiscal year 2033".
    pub fiscal: Vec<&'static str>,
    /// Words before the name of a newspaper: "the daily Fair Gazette".
    pub papers: Vec<&'static str>,
    /// Nouns for documents that are named after their day of issue: "указ від 3 травня".
    pub documents: Vec<String>,
    /// Words that connect such a day to its document: "від", "z dnia".
    pub document_links: Vec<String>,
    /// Words that may be between them: "президента", "№".
    pub document_between: Vec<String>,
    /// Words before a single word with the document's subject: "про".
    pub document_about: Vec<String>,
    /// Nouns after which "of" and a number give a count: "a score of 2072".
    pub quantities: Vec<&'static str>,
    /// Words after which "in 25 years" looks back: "the first time in 25 years".
    pub counted_back: Vec<&'static str>,
    /// Words after a length with a hyphen that make it an age: "six-year-old".
    pub ages: Vec<&'static str>,
    /// The word for a thousand in a year in words: "two thousand one".
    pub thousand: Vec<&'static str>,
    /// "two more weeks".
    pub more: Vec<&'static str>,
    /// Words for the part of the day between noon and evening.
    pub afternoon: Vec<&'static str>,
    /// "до н. е.".
    pub before_era: Vec<String>,
    /// "ц. р.".
    pub this_year: Vec<String>,
    /// "il y a", "vor", before a length.
    pub ago_before: Vec<String>,
    /// Words after a length that counts from the last time in the text: "later", "по тому".
    pub later_behind: Vec<String>,
    /// Words after a length that counts from the event named next: "after".
    pub after_behind: Vec<String>,
    /// Words before a length that, in the past, counts from the last time in the text: "через", "спустя".
    pub later_before: Vec<&'static str>,
    /// Words before the name of a feast that is a day, and nouns after one that is not: "Christmas tree".
    pub before_feast: Vec<&'static str>,
    pub behind_feast: Vec<&'static str>,
    /// Words before an expression that belong to it, in lower case: "на", "in", "the".
    pub prepositions: Vec<&'static str>,
    /// Words after a length that counts forward from the base: "from now".
    pub from_now: Vec<String>,
    /// Directions with which a decade is the ten years up to today: "the past decade".
    pub rolling: Vec<&'static str>,
    /// Directions with which any unit is one up to today: "the past week".
    pub rolling_units: Vec<&'static str>,
    /// Words after a length that counts back from the last time in the text, if there is one: "two days earlier".
    pub earlier: Vec<&'static str>,
    /// Words before "a day" that make it a rate: "twice a day", "24 hours a day".
    pub per: Vec<&'static str>,
    /// Units in a case that makes them a length: "тижнями".
    pub for_units: Vec<&'static str>,
    /// Words for a count before "a day": "dozens of calls a day", "5 percent a year".
    pub per_count: Vec<&'static str>,
    /// The word for "time" after a length in the future: "in three years' time".
    pub time_behind: Vec<String>,
    /// Words between a length and the weekday that it counts from: "a week from Friday".
    pub counted_from: Vec<&'static str>,
    /// Words right before a length that is only a bound: "more than two years later".
    pub bounds: Vec<&'static str>,
    /// "XX w.".
    pub century_marks: Vec<String>,
    /// Suffixes, with or without a hyphen, that make a number an ordinal.
    pub ordinal_suffixes: Vec<&'static str>,
    /// Suffixes that make it a decade: "1940er".
    pub plural_suffixes: Vec<&'static str>,
    /// Letters between hour and minute: "18h16".
    pub hour_letters: Vec<&'static str>,
    /// Words that lose their last letter before a vowel, without it: "l'année".
    pub elided: Vec<&'static str>,
    /// Endings of words that are counted, and the fewest letters of such a word.
    pub counted_endings: Vec<&'static str>,
    pub counted_letters: usize,
}

impl Wording {
    pub(crate) fn has(&self, rule: Rule) -> bool {
        self.rules >> rule as u32 & 1 == 1
    }

    /// Reads a line of a language's list. Returns whether the line was one of these. Only the first list sets rules.
    pub(crate) fn take(&mut self, head: &str, forms: &'static str, is_first: bool) -> bool {
        let words = || forms.split_whitespace();
        let phrases = || words().map(|phrase| phrase.replace('_', " "));
        match head {
            "rules" if is_first => words().for_each(|name| self.rules |= 1 << rule(name) as u32),
            "rules" => (),
            "one-year" => self.one_year.extend(words()),
            "of-year" => self.of_year.extend(words()),
            "plural" => self.plural.extend(words()),
            "decades-of" => self.decades_of.extend(words()),
            "indefinite" => self.indefinite.extend(words()),
            "definite" => self.definite.extend(words()),
            "possessive" => self.possessive.extend(words()),
            "fiscal" => self.fiscal.extend(words()),
            "paper" => self.papers.extend(words()),
            "document" => self.documents.extend(words().flat_map(varied)),
            "document-link" => self.document_links.extend(phrases()),
            "document-between" => self.document_between.extend(words().flat_map(varied)),
            "document-about" => self.document_about.extend(words().map(str::to_owned)),
            "quantity" => self.quantities.extend(words()),
            "counted-back" => self.counted_back.extend(words()),
            "age" => self.ages.extend(words()),
            "thousand" => self.thousand.extend(words()),
            "more" => self.more.extend(words()),
            "afternoon" => self.afternoon.extend(words()),
            "before-era" => self.before_era.extend(phrases()),
            "this-year" => self.this_year.extend(phrases()),
            "ago-before" => self.ago_before.extend(phrases()),
            "later-behind" => self.later_behind.extend(phrases()),
            "after-behind" => self.after_behind.extend(phrases()),
            "later-before" => self.later_before.extend(words()),
            "before-feast" => self.before_feast.extend(words()),
            "behind-feast" => self.behind_feast.extend(words()),
            "preposition" => self.prepositions.extend(words()),
            "from-now" => self.from_now.extend(phrases()),
            "rolling-unit" => self.rolling_units.extend(words()),
            "earlier" => self.earlier.extend(words()),
            "per" => self.per.extend(words()),
            "for-units" => self.for_units.extend(words()),
            "per-count" => self.per_count.extend(words()),
            "rolling" => self.rolling.extend(words()),
            "time-behind" => self.time_behind.extend(phrases()),
            "counted-from" => self.counted_from.extend(words()),
            "bound" => self.bounds.extend(words()),
            "century-mark" => self.century_marks.extend(phrases()),
            "ordinal-suffix" => self.ordinal_suffixes.extend(words()),
            "plural-suffix" => self.plural_suffixes.extend(words()),
            "hour-letter" => self.hour_letters.extend(words()),
            "elided" => self.elided.extend(words()),
            "counted-endings" if is_first => self.counted_endings.extend(words()),
            "counted-letters" if is_first => self.counted_letters = forms.trim().parse().unwrap_or(0),
            "counted-endings" | "counted-letters" => (),
            _ => return false,
        }
        true
    }
}

fn rule(name: &str) -> Rule {
    let found = RULES.iter().find(|(known, _)| *known == name);
    found.map(|&(_, rule)| rule).expect("every rule of the embedded lists has a name")
}
