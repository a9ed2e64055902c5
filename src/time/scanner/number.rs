//! In: a position in a text where figures begin. Out: the meaning of the cluster of figures and punctuation, and its end.
//!
//! Invariant: a cluster without the shape of a date, time, range or number has no meaning.

use super::lexicon::{Lexicon, Mark, Sense};
use super::wording::Rule;
use super::words::{DECADE_ENDINGS, HYPHENED_DECADE_ENDINGS, HYPHENED_ORDINAL_ENDINGS, ORDINAL_ENDINGS};
use crate::letters::{Letter, LowerCase};
use crate::time::year;

/// The figures of a cluster between punctuation.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    value: u32,
    digits: u8,
    /// The byte after the group.
    end: usize,
}

/// The most groups of figures in a cluster. A range of days, "10.07.2025-14.07.2025", has 6. Set by hand.
const MOST: usize = 8;

/// Parses a cluster of figures: its sense, and the position after it.
pub(crate) fn read(text: &str, at: usize, lexicon: &Lexicon) -> (Sense, usize) {
    let (groups, marks, count) = match cluster(text, at) {
        Ok(cluster) => cluster,
        Err(end) => return (Sense::Other, end),
    };
    let (groups, marks) = (&groups[..count], &marks[..count - 1]);
    let american = lexicon.wording.has(Rule::MonthFirstInFigures);
    let whole = groups[count - 1].end;
    if let Some(dash) = marks.iter().position(|&mark| mark == '-').filter(|&dash| dash > 0 && count > 3)
        && let sense @ (Sense::Date { .. } | Sense::Clock { .. }) = shape(&groups[..=dash], &marks[..dash], american)
    {
        return (sense, groups[dash].end);
    }
    if lexicon.wording.has(Rule::ShortFigures)
        && let Some(sense) = short_figures(groups, marks, text[whole..].starts_with('.'))
    {
        return (sense, whole);
    }
    match shape(groups, marks, american) {
        Sense::Number { value, digits, .. } => numeral(text, whole, value, digits, lexicon),
        Sense::Range { first, last, digits } => {
            decades(text, whole, (first, last, digits), lexicon).unwrap_or((shape(groups, marks, american), whole))
        }
        sense => (sense, whole),
    }
}

/// "1920–30-х", "50–60-х": two decades joined by a dash, and the position after their suffix.
fn decades(text: &str, end: usize, (first, last, digits): (u32, u32, u8), lexicon: &Lexicon) -> Option<(Sense, usize)> {
    let (Sense::Number { mark: Mark::Plural, .. }, behind) = numeral(text, end, last, 2, lexicon) else { return None };
    let full = |value: u32| if value < 100 { 1900 + value } else { value };
    let last = if last < 100 && digits == 4 { first / 100 * 100 + last } else { full(last) };
    let first = full(first);
    let fits = first.is_multiple_of(10) && last.is_multiple_of(10) && first < last && (1000..2100).contains(&first);
    (fits && last < first + 100).then_some((Sense::Decades { first, last }, behind))
}

/// The length of the figures, letters and punctuation attached to a meaningless cluster.
pub(crate) fn tail(rest: &str) -> usize {
    let mut end = 0;
    let mut characters = rest.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let joins = matches!(character, '-' | '‑' | '.' | '/' | ':')
            && characters.peek().is_some_and(|&(_, next)| next.is_letter_or_digit() && character != '.');
        if !character.is_letter_or_digit() && !joins {
            break;
        }
        end = at + character.len_utf8();
    }
    end
}

type Cluster = ([Group; MOST], [char; MOST], usize);

/// Groups of figures with single punctuation marks between them. Only the end if there are too many.
fn cluster(text: &str, at: usize) -> Result<Cluster, usize> {
    let (mut groups, mut marks, mut count) = ([Group::default(); MOST], [' '; MOST], 0);
    let mut at = at;
    loop {
        let group = group(text, at);
        if count == MOST {
            at = group.end;
        } else {
            groups[count] = group;
            count += 1;
        }
        let mut rest = text[group.end..].chars();
        let Some(mark @ ('.' | ',' | ':' | '/' | '-' | '–' | '—' | '‑')) = rest.next() else { break };
        if !rest.next().is_some_and(|next| next.is_ascii_digit()) {
            break;
        }
        if count == MOST {
            return Err(text[at..].find(|c: char| !c.is_ascii_digit()).map_or(text.len(), |length| at + length));
        }
        marks[count - 1] = if matches!(mark, '–' | '—' | '‑') { '-' } else { mark };
        at = group.end + mark.len_utf8();
    }
    Ok((groups, marks, count))
}

fn group(text: &str, at: usize) -> Group {
    let mut group = Group { end: at, ..Group::default() };
    for byte in text[at..].bytes().take_while(u8::is_ascii_digit) {
        group.value = group.value.saturating_mul(10).saturating_add(u32::from(byte - b'0'));
        group.digits = group.digits.saturating_add(1);
        group.end += 1;
    }
    group
}

fn shape(groups: &[Group], marks: &[char], american: bool) -> Sense {
    match (groups, marks) {
        ([only], []) if only.digits <= 4 => Sense::Number { value: only.value, digits: only.digits, mark: Mark::None },
        ([hour, minute], [':']) | ([hour, minute, _], [':', ':']) => clock(*hour, *minute),
        ([first, last], ['-']) if first.digits <= 4 && last.digits <= 4 => {
            Sense::Range { first: first.value, last: last.value, digits: first.digits }
        }
        ([first, last], ['/']) if first.digits == 4 && last.digits == 2 => {
            Sense::Range { first: first.value, last: first.value / 100 * 100 + last.value, digits: 4 }
        }
        ([first, last], ['/']) if first.digits == 4 && last.digits == 4 && last.value == first.value + 1 => {
            Sense::Range { first: first.value, last: last.value, digits: 4 }
        }
        ([month, year], ['.' | '/']) if year.digits == 4 && month.digits == 2 => month_year(*month, *year),
        ([day, month], ['.']) => short(*day, *month),
        ([year, month, day], [first, second]) if first == second && *first != ',' && year.digits == 4 => {
            date(*year, *month, *day, *day)
        }
        ([month, day, year], ['/', '/']) if american && month.value <= 12 => date(*year, *month, *day, *day),
        ([day, month, year], ['.', '.'] | ['/', '/'] | ['-', '-']) => date(*year, *month, *day, *day),
        ([first, last, month, year], ['-', '.', '.']) => date(*year, *month, *first, *last),
        ([day, month, glued, minute], ['.', '.', ':']) => date_before_clock(*day, *month, *glued, *minute),
        _ => Sense::Other,
    }
}

/// "28.09.1912:44": a date of 2019 with its time right after it, because no year has minutes.
fn date_before_clock(day: Group, month: Group, glued: Group, minute: Group) -> Sense {
    let half = |value| Group { value, digits: 2, ..glued };
    match clock(half(glued.value % 100), minute) {
        Sense::Clock { .. } if glued.digits == 4 => date(half(glued.value / 100), month, day, day),
        _ => Sense::Other,
    }
}

fn clock(hour: Group, minute: Group) -> Sense {
    if minute.digits == 2 && minute.value < 60 && hour.value < 24 && hour.digits <= 2 {
        Sense::Clock { hour: hour.value as u8, minute: minute.value as u8 }
    } else {
        Sense::Other
    }
}

fn month_year(month: Group, year: Group) -> Sense {
    if (1..=12).contains(&month.value) && (1900..2100).contains(&year.value) {
        Sense::MonthYear { month: month.value as u8, year: year.value as i32 }
    } else {
        Sense::Other
    }
}

fn short(day: Group, month: Group) -> Sense {
    let fits = month.digits == 2 && (1..=12).contains(&month.value) && day.digits <= 2 && (1..=31).contains(&day.value);
    if fits {
        return Sense::Short { day: day.value as u8, month: month.value as u8 };
    }
    match clock(day, month) {
        Sense::Clock { hour, minute } => Sense::Pointed { hour, minute },
        _ => Sense::Other,
    }
}

/// A year of two figures needs a day and a month of two: "1.10.25" may be a version as well as a day.
fn date(year: Group, month: Group, first: Group, last: Group) -> Sense {
    let full = year.digits == 4 && (1000..2200).contains(&year.value);
    let brief = year.digits == 2 && month.digits == 2 && last.digits == 2;
    let year = match year.value as i32 {
        value if year.digits != 2 => value,
        value => year::of_two_figures(value, year::TEXT),
    };
    let fits = (1..=12).contains(&month.value)
        && month.digits <= 2
        && first.value >= 1
        && first.value <= last.value
        && chrono::NaiveDate::from_ymd_opt(year, month.value, last.value).is_some();
    if fits && (full || brief) {
        Sense::Date { year, month: month.value as u8, days: (first.value as u8, last.value as u8) }
    } else {
        Sense::Other
    }
}

/// "5.5.24" and, with a full stop after it, "5.5.": day and month may have one figure.
fn short_figures(groups: &[Group], marks: &[char], stopped: bool) -> Option<Sense> {
    let two = |group: &Group| Group { digits: 2, ..*group };
    let brief = |group: &Group| group.digits <= 2;
    let sense = match (groups, marks) {
        ([day, month, year], ['.', '.']) if groups.iter().all(brief) && year.digits == 2 => {
            date(*year, two(month), two(day), two(day))
        }
        ([day, month], ['.']) if stopped && brief(month) => short(*day, two(month)),
        _ => return None,
    };
    matches!(sense, Sense::Date { .. } | Sense::Short { .. }).then_some(sense)
}

/// A single number with its suffix: "17-го", "1940-х", "17th", "155-мм".
fn numeral(text: &str, end: usize, value: u32, digits: u8, lexicon: &Lexicon) -> (Sense, usize) {
    let number = |mark| Sense::Number { value, digits, mark };
    let rest = &text[end..];
    let hyphen = rest.chars().next().filter(|&c| matches!(c, '-' | '‑'));
    let skip = hyphen.map_or(0, char::len_utf8);
    let letters = rest[skip..].find(|c: char| !c.is_letter()).unwrap_or(rest.len() - skip);
    let suffix = &rest[skip..skip + letters];
    if suffix.is_empty() {
        return (number(Mark::None), end);
    }
    let behind = end + skip + letters;
    let wording = &lexicon.wording;
    if hyphen.is_none() && wording.hour_letters.contains(&suffix.lower_case().as_str()) {
        let minutes = group(text, behind);
        return match (value, minutes) {
            (0..24, Group { digits: 0, .. }) if !text[behind..].starts_with('/') => {
                (Sense::HourFigure(value as u8), behind)
            }
            (0..24, Group { value: minute @ 0..60, digits: 2, end }) => {
                (Sense::Clock { hour: value as u8, minute: minute as u8 }, end)
            }
            _ => (number(Mark::None), end),
        };
    }
    if wording.ordinal_suffixes.contains(&suffix) {
        return (number(Mark::Ordinal), behind);
    }
    if wording.plural_suffixes.contains(&suffix) && value.is_multiple_of(10) {
        return (number(Mark::Plural), behind);
    }
    match (hyphen, suffix) {
        (None, tied) if ORDINAL_ENDINGS.contains(tied) => (number(Mark::Ordinal), behind),
        (None, tied) if (digits == 4 || digits == 2) && DECADE_ENDINGS.contains(tied) => (number(Mark::Plural), behind),
        (None, _) => (number(Mark::None), end),
        (Some(_), tied) if digits == 4 && DECADE_ENDINGS.contains(tied) => (number(Mark::Plural), behind),
        (Some(_), tied) if HYPHENED_ORDINAL_ENDINGS.contains(tied) => (number(Mark::Ordinal), behind),
        (Some(_), tied) if HYPHENED_DECADE_ENDINGS.contains(tied) => (number(Mark::Plural), behind),
        _ => match lexicon.sense(&suffix.lower_case()) {
            Sense::Other | Sense::Count => (Sense::Other, behind),
            Sense::UnitAdjective(unit) => (Sense::Lasting { count: value, unit }, behind),
            _ => (number(Mark::None), end),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn clusters_have_shapes() {
        let uk = Lexicon::of(Language::Ukrainian);
        for (text, sense, length) in [
            ("14.07.2025", Sense::Date { year: 2025, month: 7, days: (14, 14) }, 10),
            ("2025-07-14", Sense::Date { year: 2025, month: 7, days: (14, 14) }, 10),
            ("6-7.12.2023", Sense::Date { year: 2023, month: 12, days: (6, 7) }, 11),
            ("28.09.1912:44", Sense::Date { year: 2019, month: 9, days: (28, 28) }, 13),
            ("28.09.1932:44", Sense::Other, 13),
            ("06.12.2023-07.12.2023", Sense::Date { year: 2023, month: 12, days: (6, 6) }, 10),
            ("18:16", Sense::Clock { hour: 18, minute: 16 }, 5),
            ("26.07", Sense::Short { day: 26, month: 7 }, 5),
            ("6–7", Sense::Range { first: 6, last: 7, digits: 1 }, 5),
            ("17-го", Sense::Number { value: 17, digits: 2, mark: Mark::Ordinal }, 7),
            ("155-мм", Sense::Other, 8),
            ("1.2.3", Sense::Other, 5),
            ("31.02.2025", Sense::Other, 10),
            ("3:1", Sense::Other, 3),
        ] {
            assert_eq!(read(text, 0, uk), (sense, length), "{text}");
        }
        assert_eq!(
            read("07/14/2025", 0, Lexicon::of(Language::English)).0,
            Sense::Date { year: 2025, month: 7, days: (14, 14) }
        );
    }
}
