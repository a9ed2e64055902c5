//! In: `temporal.txt` of the languages' packs. Out: the meaning of a word in a temporal expression.
//!
//! Invariant: a word has one sense in a language. The grammar, not the list, decides whether the word is used in that sense.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::forms::{spelled, varied};
use super::outline::{Outline, Outlines};
use super::wording::Wording;
use crate::lang;
use crate::language::Language;
use crate::time::feast;
use crate::time::meaning::{Feast, Unit};

/// The meaning of a word or number in a temporal expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sense {
    /// No temporal meaning.
    Other,
    /// A noun that is counted: "2024 осіб" is not a year.
    Count,
    /// "чорна" before "п'ятниця": the weekday is not a day.
    NoDay,
    /// "більше", "раз": the number before it is a count.
    Comparative,
    /// The number after it is a number of something: "стаття 2024".
    NumberOf,
    Punct(char),
    Number {
        value: u32,
        digits: u8,
        mark: Mark,
    },
    /// "6–7", "1966/67", with the number of digits of the first.
    Range {
        first: u32,
        last: u32,
        digits: u8,
    },
    /// "1920–30-х": the first years of two decades.
    Decades {
        first: u32,
        last: u32,
    },
    /// Year, month, first and last day.
    Date {
        year: i32,
        month: u8,
        days: (u8, u8),
    },
    /// "26.07".
    Short {
        day: u8,
        month: u8,
    },
    /// "9.30", a decimal or a time.
    Pointed {
        hour: u8,
        minute: u8,
    },
    /// "07.2025".
    MonthYear {
        month: u8,
        year: i32,
    },
    Clock {
        hour: u8,
        minute: u8,
    },
    Roman(u8),
    Month(u8),
    /// A month's name that is also another word.
    MonthShy(u8),
    MonthShort(u8),
    MonthAdjective(u8),
    /// The season's first month.
    Season(u8),
    SeasonShy(u8),
    /// 1 is Monday.
    Weekday(u8),
    WeekdayShy(u8),
    WeekdayShort(u8),
    /// Days from today.
    Day(i8),
    /// "торік".
    YearFromNow(i8),
    /// "минулого", "цього", "наступного".
    Toward(i8),
    /// "того", which needs "ж".
    That,
    Same,
    Unit(Unit),
    /// "денний": a length with a number before it, in figures or in the same word.
    UnitAdjective(Unit),
    /// "10-річний", "двомісячний".
    Lasting {
        count: u32,
        unit: Unit,
    },
    Minute,
    YearShort,
    CenturyShort,
    HalfYear,
    HalfNumber(u8),
    QuarterNumber(u8),
    Half,
    Cardinal(u8),
    Few,
    OneAndHalf,
    HalfAYear,
    Ordinal(u8),
    /// "на початку", "наприкінці".
    Edge,
    Ago,
    Through,
    In,
    Onto,
    From,
    Until,
    During,
    Within,
    After,
    Against,
    Of,
    And,
    At,
    DayMark,
    AsOf,
    /// "щодня" recurs each day; "щоп'ятниці" has no calendar unit.
    Every(Option<Unit>),
    /// "Thursdays": recurs on that day of the week.
    EveryWeekday(u8),
    /// A street, named after a day that follows the word.
    NamedFor,
    /// A square, a brigade, a party: named after a day if a capital shows it.
    NamedForShy,
    /// "кожної": the next word recurs.
    Each,
    Meridiem(u8),
    Morning,
    Evening,
    Night,
    Zone,
    TimeWord,
    /// "BC".
    BeforeEra,
    /// "der", "le": between words that belong together.
    Article,
    /// "godz.", before an hour.
    HourAhead,
    /// "Uhr", after an hour.
    Oclock,
    /// "18h".
    HourFigure(u8),
    /// "Neunzigerjahre".
    Decade(u8),
    /// "pół": half a unit.
    HalfOf,
}

/// The suffix of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    None,
    /// "17-го", "17th".
    Ordinal,
    /// "1940-х", "1940s".
    Plural,
}

/// Names of feasts with the same first word: the other words, the feast, and whether the name is a day only after a preposition.
type FeastNames = Vec<(Vec<Box<str>>, Feast, bool)>;

/// Phrases by their first words: the other words, and the direction.
type References = FxHashMap<Box<str>, Vec<(Vec<Box<str>>, i8)>>;

/// The languages that are combined for a text of an unknown or unsupported language. If two have the same word, the first one wins.
fn of_unknown() -> Vec<Language> {
    let packs = lang::packs().iter().filter(|pack| pack.profile.read_in_unknown_texts);
    packs.map(|pack| pack.language).collect()
}

/// The words of a language and their senses.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: FxHashMap<Box<str>, Sense>,
    outlines: Outlines,
    /// Vague references to a time by their first word: the other words, and the direction.
    references: References,
    /// Names of feasts by the first of their words.
    feasts: FxHashMap<Box<str>, FeastNames>,
    reference_outlines: Outlines,
    /// The meaning of a word with a capital, and whether that also applies at the start of a sentence.
    capitals: FxHashMap<Box<str>, (Sense, bool)>,
    /// The meaning of a word with a full stop after it.
    stopped: FxHashMap<Box<str>, Sense>,
    /// The first parts of words with a hyphen: "après-midi".
    compounds: Vec<Box<str>>,
    pub wording: Wording,
}

impl Lexicon {
    /// The lexicon of a language. For an unknown or unsupported language, the words of all languages in [`of_unknown`].
    pub(crate) fn of(language: Language) -> &'static Self {
        const READ: usize = Language::READ.len();
        static LEXICONS: [OnceLock<Lexicon>; READ + 1] = [const { OnceLock::new() }; READ + 1];
        let at = Language::READ.iter().position(|read| *read == language).unwrap_or(READ);
        let languages = || Language::READ.get(at).map_or_else(of_unknown, |language| vec![*language]);
        let files = || languages().into_iter().filter_map(|language| lang::file(language, "temporal.txt"));
        LEXICONS[at].get_or_init(|| Self::parse(&files().collect::<Vec<_>>()))
    }

    /// The sense of a word in lower case, without apostrophes.
    pub(crate) fn sense(&self, word: &str) -> Sense {
        self.words.get(word).copied().unwrap_or(Sense::Other)
    }

    /// Whether a word with this outline may have a sense.
    pub(crate) fn may_hold(&self, outline: Outline) -> bool {
        self.outlines.hold(outline)
    }

    /// Whether a word with this outline may begin a reference.
    pub(crate) fn may_refer(&self, outline: Outline) -> bool {
        self.reference_outlines.hold(outline)
    }

    /// The references that begin with a word in lower case: the other words, and the direction.
    pub(crate) fn references(&self, word: &str) -> &[(Vec<Box<str>>, i8)] {
        self.references.get(word).map_or(&[], Vec::as_slice)
    }

    /// The names of feasts that begin with a word in lower case.
    pub(crate) fn feasts(&self, word: &str) -> &[(Vec<Box<str>>, Feast, bool)] {
        self.feasts.get(word).map_or(&[], Vec::as_slice)
    }

    /// The meaning of a capitalized word, given in lower case, inside a sentence or at its start.
    pub(crate) fn capital(&self, word: &str, opens: bool) -> Option<Sense> {
        self.capitals.get(word).filter(|&&(_, always)| always || !opens).map(|&(sense, _)| sense)
    }

    /// The meaning of a word in lower case with a full stop after it.
    pub(crate) fn stopped(&self, word: &str) -> Option<Sense> {
        if self.stopped.is_empty() { None } else { self.stopped.get(word).copied() }
    }

    /// Whether any word has a hyphen.
    pub(crate) fn has_compounds(&self) -> bool {
        !self.compounds.is_empty()
    }

    /// Whether a word in lower case may be the first part of one with a hyphen.
    pub(crate) fn is_compound(&self, first: &str) -> bool {
        self.compounds.iter().any(|known| **known == *first)
    }

    fn parse(files: &[&'static str]) -> Self {
        let (mut wording, mut capitals, mut stopped) = (Wording::default(), FxHashMap::default(), FxHashMap::default());
        let mut words = FxHashMap::default();
        let mut references = References::default();
        let mut feasts: FxHashMap<Box<str>, FeastNames> = FxHashMap::default();
        for (at, file) in files.iter().enumerate() {
            let mut endings = [Vec::new(), Vec::new()];
            let (mut prefixes, mut adjectives) = (Vec::new(), Vec::new());
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                if let Some(hard) = line.strip_prefix("@ ") {
                    endings[0] = hard.split(' ').collect();
                } else if let Some(soft) = line.strip_prefix("~ ") {
                    endings[1] = soft.split(' ').collect();
                } else if let Some((head, forms)) = line.split_once(':') {
                    if wording.take(head, forms, at == 0) {
                        continue;
                    }
                    let forms = forms.split_whitespace();
                    if let Some((key @ ("capital" | "inner" | "stopped"), head)) = head.split_once(' ') {
                        let sense = named(head).expect("every sense of the embedded lists has a name");
                        match key {
                            "stopped" => stopped.extend(forms.map(|word| (Box::from(word), sense))),
                            _ => capitals.extend(forms.map(|word| (Box::from(word), (sense, key == "capital")))),
                        }
                        continue;
                    }
                    if let Some(direction) = head.strip_prefix("reference ") {
                        let direction = direction.parse().expect("a reference of the embedded lists has a direction");
                        for phrase in forms {
                            let mut phrase = phrase.split('_').map(Box::from);
                            references
                                .entry(phrase.next().unwrap_or_default())
                                .or_default()
                                .push((phrase.collect(), direction));
                        }
                        continue;
                    }
                    if let Some((key @ ("feast" | "feast-shy"), rule)) = head.split_once(' ') {
                        let day = feast::rule(rule).expect("every rule of the embedded lists is one");
                        for phrase in forms.flat_map(varied) {
                            let mut words = phrase.split('_').map(Box::from);
                            let first = words.next().unwrap_or_default();
                            feasts.entry(first).or_default().push((words.collect(), day, key == "feast-shy"));
                        }
                        continue;
                    }
                    if let Some(count) = head.strip_prefix("count-prefix ") {
                        let count: u32 = count.parse().expect("a prefix of the embedded lists has a count");
                        prefixes.extend(forms.map(|prefix| (prefix, count)));
                        continue;
                    }
                    let sense = named(head).expect("every sense of the embedded lists has a name");
                    for form in forms.flat_map(|form| spelled(form, &endings)) {
                        if let Sense::UnitAdjective(unit) = sense {
                            adjectives.push((form.clone(), unit));
                        }
                        words.entry(form.into_boxed_str()).or_insert(sense);
                    }
                }
            }
            for (prefix, count) in prefixes {
                for (adjective, unit) in &adjectives {
                    let lasting = Sense::Lasting { count, unit: *unit };
                    words.entry(format!("{prefix}{adjective}").into_boxed_str()).or_insert(lasting);
                }
            }
        }
        let first_parts = words.keys().filter_map(|word| word.split_once('-')).map(|(first, _)| Box::from(first));
        let compounds: Vec<Box<str>> = first_parts.collect();
        let outlines = Outlines::of(words.keys().chain(capitals.keys()).chain(stopped.keys()).chain(&compounds));
        // The possessive is not part of a word.
        let of_feasts: Vec<Box<str>> =
            feasts.keys().filter_map(|word| word.split('\'').next()).map(Box::from).collect();
        let reference_outlines = Outlines::of(references.keys().chain(&of_feasts));
        Self { words, outlines, references, feasts, reference_outlines, capitals, stopped, compounds, wording }
    }
}

/// The sense with this name in a list.
fn named(head: &str) -> Option<Sense> {
    let (name, value) = head.split_once(' ').unwrap_or((head, ""));
    let signed = || value.parse::<i8>().ok();
    let number = || value.parse::<u8>().ok();
    Some(match name {
        "month" => Sense::Month(number()?),
        "month-shy" => Sense::MonthShy(number()?),
        "month-short" => Sense::MonthShort(number()?),
        "month-adjective" => Sense::MonthAdjective(number()?),
        "season" => Sense::Season(number()?),
        "season-shy" => Sense::SeasonShy(number()?),
        "weekday" => Sense::Weekday(number()?),
        "weekday-shy" => Sense::WeekdayShy(number()?),
        "weekday-short" => Sense::WeekdayShort(number()?),
        "day" => Sense::Day(signed()?),
        "year-from-now" => Sense::YearFromNow(signed()?),
        "toward" => Sense::Toward(signed()?),
        "unit" => Sense::Unit(unit(value)?),
        "unit-adjective" => Sense::UnitAdjective(unit(value)?),
        "lasting" => Sense::Lasting { count: 1, unit: unit(value)? },
        "cardinal" => Sense::Cardinal(number()?),
        "ordinal" => Sense::Ordinal(number()?),
        "decade" => Sense::Decade(number()?),
        "every" => Sense::Every(unit(value)),
        "every-weekday" => Sense::EveryWeekday(number()?),
        "clock" => Sense::Clock { hour: number()?, minute: 0 },
        "meridiem" => Sense::Meridiem(number()?),
        "half-number" => Sense::HalfNumber(number()?),
        "quarter-number" => Sense::QuarterNumber(number()?),
        _ => return plain(name),
    })
}

/// The senses without a value.
fn plain(name: &str) -> Option<Sense> {
    Some(match name {
        "other" => Sense::Other,
        "count" => Sense::Count,
        "comparative" => Sense::Comparative,
        "no-day" => Sense::NoDay,
        "number-of" => Sense::NumberOf,
        "that" => Sense::That,
        "same" => Sense::Same,
        "minute" => Sense::Minute,
        "year-short" => Sense::YearShort,
        "century-short" => Sense::CenturyShort,
        "half-year" => Sense::HalfYear,
        "half" => Sense::Half,
        "few" => Sense::Few,
        "one-and-half" => Sense::OneAndHalf,
        "half-a-year" => Sense::HalfAYear,
        "edge" => Sense::Edge,
        "ago" => Sense::Ago,
        "through" => Sense::Through,
        "in" => Sense::In,
        "onto" => Sense::Onto,
        "from" => Sense::From,
        "until" => Sense::Until,
        "during" => Sense::During,
        "within" => Sense::Within,
        "after" => Sense::After,
        "against" => Sense::Against,
        "of" => Sense::Of,
        "and" => Sense::And,
        "at" => Sense::At,
        "day-mark" => Sense::DayMark,
        "as-of" => Sense::AsOf,
        "named-for" => Sense::NamedFor,
        "named-for-shy" => Sense::NamedForShy,
        "each" => Sense::Each,
        "morning" => Sense::Morning,
        "evening" => Sense::Evening,
        "night" => Sense::Night,
        "zone" => Sense::Zone,
        "time-word" => Sense::TimeWord,
        "era-word" => Sense::BeforeEra,
        "article" => Sense::Article,
        "hour-ahead" => Sense::HourAhead,
        "oclock" => Sense::Oclock,
        "half-of" => Sense::HalfOf,
        _ => return None,
    })
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "weekend" => Unit::Weekend,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_their_forms() {
        for (language, word, sense) in [
            (Language::Ukrainian, "січнем", Sense::Month(1)),
            (Language::Ukrainian, "минулої", Sense::Toward(-1)),
            (Language::Ukrainian, "пятницю", Sense::Weekday(5)),
            (Language::Russian, "сентябре", Sense::Month(9)),
            (Language::English, "may", Sense::MonthShy(5)),
            (Language::Unknown, "wednesday", Sense::Weekday(3)),
            (Language::Unknown, "неділі", Sense::Weekday(7)),
            (Language::Ukrainian, "стіл", Sense::Other),
        ] {
            assert_eq!(Lexicon::of(language).sense(word), sense, "{word}");
        }
    }
}
