//! In: lines of a language's list that name no sense. Out: how the language combines its words, and forms that are compared letter
//! by letter.
//!
//! Invariant: the grammar asks for a rule, never for a language.

use super::forms::varied;

/// A habit of a language that the grammar needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Months and weekdays have a capital wherever they stand.
    CapitalNames,
    /// "December 6, 2023".
    MonthFirst,
    /// "07/14/2025" is a day in July.
    MonthFirstInFigures,
    /// "рік тому": a unit without a number is one of it.
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
    /// "vom 5. bis zum 9. Mai", "Ende der Woche": articles stand between the words.
    Articles,
    /// "le printemps de 2022": the word for "from" is also that for "of".
    FromIsOf,
    /// "of 2024" is a year whatever follows.
    OfLeadsYears,
    /// "in three days".
    InIsAhead,
    /// "last night".
    PartsHaveDirection,
    /// "lundi prochain": the direction stands behind.
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
    /// "tego dnia": the day told of last, not today.
    ThisDayIsTold,
    /// "Thursday's": an apostrophe and one letter make the possessive.
    Possessives,
    /// "that year": the year told of last.
    ThatIsTold,
    /// "the third-quarter loss", "the year-earlier quarter".
    HyphenedQuarters,
    /// "9 mai à 18h16": the word for "until" also leads a time.
    UntilIsAt,
    /// "1,950 workers": four figures without a comma are rather a year, "the 1998 elections".
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

/// How a language puts its words together. Words are in lower case, phrases as they stand.
#[derive(Debug, Default)]
pub struct Wording {
    rules: u32,
    /// Words for "year" in the singular, behind which three figures are a year.
    pub one_year: Vec<&'static str>,
    /// The word for "year" as it stands behind a date: "2005 року".
    pub of_year: Vec<&'static str>,
    /// Units in the plural.
    pub plural: Vec<&'static str>,
    /// The words for "year" and what goes with it in "w latach 40.", "les années 1940".
    pub decades_of: Vec<&'static str>,
    /// Indefinite articles: "a year" is no length by itself.
    pub indefinite: Vec<&'static str>,
    /// Definite articles, behind which a year may belong to a noun: "the 2033 regatta".
    pub definite: Vec<&'static str>,
    /// Possessives, behind which a year may belong to a noun: "his 2033 trial".
    pub possessive: Vec<&'static str>,
    /// Words for a year that is not that of the calendar: "fiscal year 2033".
    pub fiscal: Vec<&'static str>,
    /// Words that make a newspaper of a name behind them: "the daily Fair Gazette".
    pub papers: Vec<&'static str>,
    /// Nouns for documents that are named after the day on which they were issued: "указ від 3 травня".
    pub documents: Vec<String>,
    /// What ties such a day to its document: "від", "z dnia".
    pub document_links: Vec<String>,
    /// Words that may stand between them: "президента", "№".
    pub document_between: Vec<String>,
    /// Words behind which one word tells what the document is about: "про".
    pub document_about: Vec<String>,
    /// Nouns behind whose "of" a number is one of something: "a score of 2072".
    pub quantities: Vec<&'static str>,
    /// Words behind which "in 25 years" tells how long ago: "the first time in 25 years".
    pub counted_back: Vec<&'static str>,
    /// Behind a length with a hyphen: an age, "six-year-old".
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
    /// Behind a length, that it counts from what was told: "later", "по тому".
    pub later_behind: Vec<String>,
    /// Behind a length, that it counts from what stands behind: "after".
    pub after_behind: Vec<String>,
    /// Before a length, that it counts from what was told, where what it tells is past: "через", "спустя".
    pub later_before: Vec<&'static str>,
    /// What stands before the name of a feast that is a day, and nouns that stand behind one that is none: "Christmas tree".
    pub before_feast: Vec<&'static str>,
    pub behind_feast: Vec<&'static str>,
    /// What stands before an expression and is read with it, in lower case: "на", "in", "the".
    pub prepositions: Vec<&'static str>,
    /// Behind a length, that it counts from the base and lies ahead: "from now".
    pub from_now: Vec<String>,
    /// Directions with which a decade is the ten years up to today: "the past decade".
    pub rolling: Vec<&'static str>,
    /// Directions with which any unit is one up to today: "the past week".
    pub rolling_units: Vec<&'static str>,
    /// Behind a length, that it counts back from what was told, where anything was: "two days earlier".
    pub earlier: Vec<&'static str>,
    /// Before "a day", that something recurs: "twice a day", "24 hours a day".
    pub per: Vec<&'static str>,
    /// Units in a case that makes a length of them: "тижнями".
    pub for_units: Vec<&'static str>,
    /// Words that count what stands before "a day": "dozens of calls a day", "5 percent a year".
    pub per_count: Vec<&'static str>,
    /// The word for "time" behind a length that lies ahead: "in three years' time".
    pub time_behind: Vec<String>,
    /// Between a length and the day of the week that it counts from: "a week from Friday".
    pub counted_from: Vec<&'static str>,
    /// Right before a length, that it is only a bound: "more than two years later".
    pub bounds: Vec<&'static str>,
    /// "XX w.".
    pub century_marks: Vec<String>,
    /// What hangs on a number without a hyphen, or with one, and makes it an ordinal.
    pub ordinal_suffixes: Vec<&'static str>,
    /// What makes it a decade: "1940er".
    pub plural_suffixes: Vec<&'static str>,
    /// What stands between hour and minute: "18h16".
    pub hour_letters: Vec<&'static str>,
    /// Words that lose their last letter before a vowel, without it: "l'année".
    pub elided: Vec<&'static str>,
    /// Endings of words that are counted, and how many letters such a word has at least.
    pub counted_endings: Vec<&'static str>,
    pub counted_letters: usize,
}

impl Wording {
    pub fn has(&self, rule: Rule) -> bool {
        self.rules >> rule as u32 & 1 == 1
    }

    /// Takes a line of the list of a language; whether it was one of these. Rules are those of the first list.
    pub fn take(&mut self, head: &str, forms: &'static str, is_first: bool) -> bool {
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
