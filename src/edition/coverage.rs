//! In: the sources with their publishers and days. Out: a chart of how many pages each publisher has over time.
//!
//! Invariant: every source is counted once, in a bin or as undated.

use std::collections::BTreeMap;

use chrono::{Datelike, Days as Count, Months, NaiveDate};

use super::model::{Bin, Coverage, CoverageRow, SourceEntry};
use crate::time::{Days, iso};
use crate::words::{Lexicon, ProductLanguage, fill};

/// The longest periods, in days, with bins of weeks, months and quarters. Longer periods have bins of years. Set by hand for the width of
/// the figure: they are about 17 weeks, 36 months and 40 quarters.
const WEEKS: i64 = 120;
const MONTHS: i64 = 1100;
const QUARTERS: i64 = 3700;
/// Number of bins that the first label covers if it includes the year, where the bins are narrowest. Set by hand.
const FIRST_LABEL: usize = 4;
/// Maximum number of rows. If there are more publishers, the last row sums up the rest. Set by hand.
const ROWS: usize = 12;

/// The length of a bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Week,
    Months(u32),
}

/// The pages of one publisher.
#[derive(Debug, Default)]
struct Pages {
    days: Vec<NaiveDate>,
    undated: usize,
}

/// The chart. `None` if fewer than two publishers have dated pages.
pub fn draw(language: ProductLanguage, sources: &[SourceEntry]) -> Option<Coverage> {
    let lexicon = language.lexicon();
    let publishers = publishers(lexicon, sources);
    let dated: Vec<NaiveDate> = publishers.values().flat_map(|pages| pages.days.iter().copied()).collect();
    let days = Days { earliest: dated.iter().min().copied()?, latest: dated.iter().max().copied()? };
    if publishers.values().filter(|pages| !pages.days.is_empty()).count() < 2 {
        return None;
    }
    let step = Step::of(days);
    let begins = begins(step, days);
    let rows = rows(language, publishers, &begins);
    Some(Coverage { bins: bins(lexicon, step, &begins), description: describe(language, days, &rows), rows })
}

fn publishers(lexicon: &Lexicon, sources: &[SourceEntry]) -> BTreeMap<String, Pages> {
    let mut publishers: BTreeMap<String, Pages> = BTreeMap::new();
    for source in sources {
        let name = source.publisher.clone().unwrap_or_else(|| lexicon.labels.publisher_unknown.clone());
        let pages = publishers.entry(name).or_default();
        let day = source.published.as_ref().and_then(|when| iso::day_of(when.earliest.as_ref()?));
        match day {
            Some(day) => pages.days.push(day),
            None => pages.undated += 1,
        }
    }
    publishers
}

impl Step {
    fn of(days: Days) -> Self {
        match days.len() {
            length if length <= WEEKS => Self::Week,
            length if length <= MONTHS => Self::Months(1),
            length if length <= QUARTERS => Self::Months(3),
            _ => Self::Months(12),
        }
    }

    /// The first day of the bin that contains a day. Weeks begin on Monday.
    fn around(self, day: NaiveDate) -> NaiveDate {
        let begin = match self {
            Self::Week => day.checked_sub_days(Count::new(day.weekday().num_days_from_monday().into())),
            Self::Months(months) => day.with_day(1).and_then(|day| day.with_month0(day.month0() / months * months)),
        };
        begin.unwrap_or(day)
    }

    fn next(self, begin: NaiveDate) -> NaiveDate {
        let next = match self {
            Self::Week => begin.checked_add_days(Count::new(7)),
            Self::Months(months) => begin.checked_add_months(Months::new(months)),
        };
        next.unwrap_or(NaiveDate::MAX)
    }
}

fn begins(step: Step, days: Days) -> Vec<NaiveDate> {
    let first = step.around(days.earliest);
    std::iter::successors(Some(first), |&begin| Some(step.next(begin))).take_while(|&day| day <= days.latest).collect()
}

/// The bins with their labels. The first label has no year if the next year begins a few bins later, because that label shows the year.
fn bins(lexicon: &Lexicon, step: Step, begins: &[NaiveDate]) -> Vec<Bin> {
    let year_follows = begins.iter().skip(1).take(FIRST_LABEL).any(|day| opens_year(step, *day));
    let label = |(at, &day)| bin(lexicon, step, day, at == 0, year_follows);
    begins.iter().enumerate().map(label).collect()
}

fn opens_year(step: Step, begin: NaiveDate) -> bool {
    begin.month() == 1 && step != Step::Week
}

fn bin(lexicon: &Lexicon, step: Step, begin: NaiveDate, first: bool, year_follows: bool) -> Bin {
    let january = opens_year(step, begin);
    let label = match step {
        Step::Week => lexicon.dates.label(Days::day(begin)),
        Step::Months(12) => begin.year().to_string(),
        Step::Months(_) if january => begin.year().to_string(),
        Step::Months(_) if first && !year_follows => format!("{} {}", lexicon.dates.month_tick(begin), begin.year()),
        Step::Months(_) => lexicon.dates.month_tick(begin),
    };
    Bin { label, major: first || january }
}

/// Publishers with the most pages first, and in alphabetical order if they have equally many.
fn rows(language: ProductLanguage, publishers: BTreeMap<String, Pages>, begins: &[NaiveDate]) -> Vec<CoverageRow> {
    let lexicon = language.lexicon();
    let mut publishers: Vec<(String, Pages)> = publishers.into_iter().collect();
    publishers.sort_by_cached_key(|(name, pages)| {
        (std::cmp::Reverse(pages.days.len() + pages.undated), language.sort_key(name))
    });
    let others = if publishers.len() > ROWS { publishers.split_off(ROWS - 1) } else { Vec::new() };
    let mut rows: Vec<CoverageRow> = publishers.into_iter().map(|(name, pages)| row(name, &pages, begins)).collect();
    if !others.is_empty() {
        let name = fill(&lexicon.labels.other_publishers, &[("number", &others.len().to_string())]);
        let all = others.into_iter().fold(Pages::default(), |mut all, (_, pages)| {
            all.days.extend(pages.days);
            all.undated += pages.undated;
            all
        });
        rows.push(row(name, &all, begins));
    }
    rows
}

fn row(name: String, pages: &Pages, begins: &[NaiveDate]) -> CoverageRow {
    let mut counts = vec![0; begins.len()];
    for day in &pages.days {
        counts[begins.partition_point(|begin| begin <= day).saturating_sub(1)] += 1;
    }
    CoverageRow { name, pages: counts, undated: pages.undated }
}

fn describe(language: ProductLanguage, days: Days, rows: &[CoverageRow]) -> String {
    let lexicon = language.lexicon();
    let lines = rows.iter().map(|row| {
        let number = row.pages.iter().sum::<usize>() + row.undated;
        let noun = language.noun(number, &lexicon.counts.articles);
        format!("{}: {number} {noun}", row.name)
    });
    let rows = lines.collect::<Vec<_>>().join("; ");
    fill(&lexicon.timeline.coverage, &[("period", &lexicon.dates.period(days)), ("rows", &rows)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn steps_begin_where_the_calendar_has_them() {
        let days = Days { earliest: date("2024-02-14"), latest: date("2024-03-05") };
        let weeks: Vec<String> = begins(Step::Week, days).iter().map(NaiveDate::to_string).collect();
        assert_eq!(weeks, ["2024-02-12", "2024-02-19", "2024-02-26", "2024-03-04"]);
        let quarters = begins(Step::Months(3), Days { earliest: date("2023-11-17"), latest: date("2024-04-01") });
        assert_eq!(
            quarters.iter().map(NaiveDate::to_string).collect::<Vec<_>>(),
            ["2023-10-01", "2024-01-01", "2024-04-01"]
        );
    }

    #[test]
    fn the_first_step_prints_its_year_unless_the_next_one_does() {
        let labels = |earliest, latest| {
            let begins = begins(Step::Months(1), Days { earliest: date(earliest), latest: date(latest) });
            let bins = bins(ProductLanguage::UKRAINIAN.lexicon(), Step::Months(1), &begins);
            bins.into_iter().map(|bin| bin.label).collect::<Vec<_>>()
        };
        assert_eq!(labels("2023-11-17", "2024-02-01"), ["лист.", "груд.", "2024", "лют."]);
        assert_eq!(labels("2023-05-17", "2023-06-01"), ["трав. 2023", "черв."]);
    }

    #[test]
    fn every_page_is_counted_once() {
        let begins = begins(Step::Months(1), Days { earliest: date("2023-11-17"), latest: date("2024-01-31") });
        let days = ["2023-11-01", "2023-11-30", "2024-01-31"].map(date).to_vec();
        let row = row("Вісник".to_owned(), &Pages { days, undated: 2 }, &begins);
        assert_eq!((row.pages, row.undated), (vec![2, 0, 1], 2));
    }
}
