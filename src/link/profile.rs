//! In: the words of all articles. Out: a profile of each article that characterizes its event: words, names, numbers, places and days. Each
//! word is weighted by its rarity.
//!
//! The rarity of a word combines the background table of its language with the number of articles in the corpus that contain it. With few
//! pages the table dominates, and in a large corpus on one subject the corpus does. Two holders are ignored, so that a word is not
//! considered common just because both pages of a pair have it.
//!
//! Invariant: linear in the length of the texts. Words of dates, of the publisher's name and of boilerplate that all pages share do not
//! count.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use super::background::Background;
use super::corpus::{Corpus, Token, is_telling};
use super::stated::publication_day;
use super::tokens;
use crate::annotate::{Annotated, Part, PlaceKind};
use crate::language::Language;
use crate::time::year::{self, Seen};
use crate::time::{self, Days, Meaning, Stretch, Unit, Year};

/// Number of words after the headline that form the lead. The news is there. On `tests/events/tuned` BCubed F1 .842; .852 with 50; the same
/// with 200. On a third of ECB+ BCubed F1 .836; .799 with 50; .820 with 200.
const LEAD: usize = 100;
/// Number of the very first words of the lead. The same with 15 and 60 on `tests/events/tuned`.
const FIRST: usize = 30;
/// Maximum number of words of one article that are compared. The same with 400 and 1600 on `tests/events/tuned`.
const BODY: usize = 800;
/// The background counts as this many pages next to those of the corpus. The same with 100 and 400 on `tests/events/tuned`.
const BACKGROUND_PAGES: f32 = 200.0;
/// Number of holders of a word that are ignored. On `tests/events/tuned` BCubed F1 .842; .839 with 1; .856 with 4. On a third of ECB+
/// BCubed F1 .836; .843 with 1; .825 with 4.
const PAIR: f32 = 2.0;
/// Number of an article's heaviest words, and of its rarest names, that serve as keys for lookup. The first: the same with 12 and 48 on
/// `tests/events/tuned`.
const KEYS: usize = 24;
/// The same with 6 and 24 on `tests/events/tuned`.
const NAME_KEYS: usize = 12;

/// Stems with their weights, sorted by stem.
pub(crate) type Weights = Vec<(u32, f32)>;

/// The features of an article that characterize its event.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    /// The words of the headline.
    pub headline: Weights,
    /// The words of headline, deck and lead.
    pub lead: Weights,
    /// All words.
    pub body: Weights,
    /// The words of the headline, weighted by the corpus alone: words that all pages on one subject contain do not distinguish the event.
    pub headline_here: Weights,
    /// The very first words after the headline, weighted by the corpus alone.
    pub first_here: Weights,
    /// The names in headline and lead.
    pub lead_names: Weights,
    /// All names.
    pub names: Weights,
    /// The numbers in headline and lead, each with the stem of what it counts.
    pub lead_numbers: BTreeSet<(u32, String)>,
    /// All numbers, each with the stem of what it counts.
    pub numbers: BTreeSet<(u32, String)>,
    /// The keys of the towns and regions in headline and lead, each with that of the country around it.
    pub lead_places: BTreeMap<String, Option<String>>,
    /// The keys of all towns and regions.
    pub places: BTreeSet<String>,
    /// The days in the lead, as months and days of the month.
    pub lead_days: CalendarDays,
    /// All days, as months and days of the month.
    pub days: CalendarDays,
    /// The days in the lead, each resolved to the nearest one to the publication day. Empty if the page states none.
    pub lead_dates: Vec<NaiveDate>,
    /// The days in the lead that are weekdays.
    pub lead_weekdays: Vec<NaiveDate>,
    /// Whether the page states a publication day.
    pub is_dated: bool,
    /// Number of words.
    pub length: usize,
    /// The stems that the article is looked up by, sorted.
    pub keys: Vec<u32>,
}

/// Profiles all articles.
pub(crate) fn profiles(articles: &[&Annotated], corpus: &Corpus, formulas: &[Vec<bool>]) -> Vec<Profile> {
    let with_words = articles.par_iter().enumerate();
    let read: Vec<Read> = with_words.map(|(at, article)| read(article, &words(at, corpus, formulas), corpus)).collect();
    let rarity = Rarity::of(&read, corpus);
    let profile = |(at, read): (usize, &Read)| read.profile(articles[at], &rarity.tables[&corpus.languages[at]]);
    read.par_iter().enumerate().map(profile).collect()
}

/// The contents of an article without weights.
struct Read {
    headline: BTreeMap<u32, usize>,
    first: BTreeMap<u32, usize>,
    lead: BTreeMap<u32, usize>,
    body: BTreeMap<u32, usize>,
    /// The stems that are written as names in the running text.
    names: BTreeSet<u32>,
    lead_numbers: BTreeSet<(u32, String)>,
    numbers: BTreeSet<(u32, String)>,
    /// The part and the end of the last word of the lead.
    lead_end: (Part, usize),
    length: usize,
}

/// The words of an article without those of formulas.
fn words(at: usize, corpus: &Corpus, formulas: &[Vec<bool>]) -> Vec<Token> {
    let words = corpus.texts[at].iter().zip(&formulas[at]);
    words.filter(|(_, of_formula)| !**of_formula).map(|(token, _)| token.clone()).collect()
}

fn read(article: &Annotated, text: &[Token], corpus: &Corpus) -> Read {
    let publisher: BTreeSet<String> =
        article.article.source.iter().flat_map(|source| tokens::folded(&source.name)).collect();
    let dated = Dated::of(article);
    let headline_end = text.iter().take_while(|token| token.part == Part::Headline).count();
    let first_end = (headline_end + FIRST).min(text.len());
    let lead_end = (headline_end + LEAD).min(text.len());
    let body_end = (headline_end + BODY).min(text.len());
    let telling = |token: &&Token| {
        let word = corpus.words[token.word as usize].as_str();
        let is_word = is_telling(token) && !word.bytes().all(|byte| byte.is_ascii_digit());
        is_word && !dated.holds(token) && !publisher.contains(word)
    };
    let count = |tokens: &[Token]| {
        let mut counts = BTreeMap::new();
        tokens.iter().filter(telling).for_each(|token| *counts.entry(token.stem).or_insert(0) += 1);
        counts
    };
    let running = text[headline_end..body_end].iter().filter(telling);
    let numbers = |tokens: &[Token]| numbers(tokens, article, corpus, &dated);
    Read {
        headline: count(&text[..headline_end]),
        first: count(&text[headline_end..first_end]),
        lead: count(&text[..lead_end]),
        body: count(&text[..body_end]),
        names: running.filter(|token| token.proper).map(|token| token.stem).collect(),
        lead_numbers: numbers(&text[..lead_end]),
        numbers: numbers(&text[..body_end]),
        lead_end: text[..lead_end].last().map_or((Part::Headline, 0), |token| (token.part, token.bytes.end)),
        length: text.len(),
    }
}

/// The words of an article that belong to temporal expressions, sorted.
struct Dated(Vec<(Part, usize, usize)>);

impl Dated {
    fn of(article: &Annotated) -> Self {
        let mut all: Vec<_> =
            article.expressions.iter().map(|one| (one.part, one.bytes.start, one.bytes.end)).collect();
        all.sort_unstable();
        Self(all)
    }

    fn holds(&self, token: &Token) -> bool {
        let behind = self.0.partition_point(|&(part, start, _)| (part, start) <= (token.part, token.bytes.start));
        let before = behind.checked_sub(1).map(|at| self.0[at]);
        before.is_some_and(|(part, _, end)| part == token.part && token.bytes.end <= end)
    }
}

/// The numbers in digits among some words, each with the stem of the word that it counts: "1,200 homes" is (homes, 1200).
fn numbers(text: &[Token], article: &Annotated, corpus: &Corpus, dated: &Dated) -> BTreeSet<(u32, String)> {
    let digits = |token: &Token| {
        let word = corpus.words[token.word as usize].as_str();
        word.bytes().all(|byte| byte.is_ascii_digit()) && !dated.holds(token)
    };
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < text.len() {
        if !digits(&text[at]) {
            at += 1;
            continue;
        }
        let mut value = corpus.words[text[at].word as usize].clone();
        let mut last = at;
        while text.get(last + 1).is_some_and(|next| digits(next) && goes_on(&text[last], next, article)) {
            last += 1;
            value.push_str(&corpus.words[text[last].word as usize]);
        }
        let behind = text[last + 1..].iter().take(2).take_while(|token| token.part == text[last].part);
        let counted = behind.into_iter().find(|token| !digits(token) && !token.stop && token.bytes.len() > 2);
        if let Some(counted) = counted {
            found.insert((counted.stem, value));
        }
        at = last + 1;
    }
    found
}

/// Whether digits continue a number: "1,200", "1 200", "4.5".
fn goes_on(one: &Token, next: &Token, article: &Annotated) -> bool {
    let passage = super::corpus::passage(article, one.part).filter(|_| one.part == next.part);
    let between = passage.and_then(|passage| passage.text.get(one.bytes.end..next.bytes.start));
    let in_threes = next.bytes.len() == 3;
    between.is_some_and(|between| {
        matches!(between, "," | ".") || in_threes && matches!(between, " " | "\u{a0}" | "\u{202f}")
    })
}

/// The rarity of each stem in each language.
struct Rarity {
    tables: BTreeMap<Language, Table>,
}

/// The rarity of each stem in one language.
#[derive(Default)]
struct Table {
    /// By background and corpus.
    blended: Vec<f32>,
    /// By the corpus alone.
    here: Vec<f32>,
}

impl Rarity {
    fn of(read: &[Read], corpus: &Corpus) -> Self {
        let mut held: BTreeMap<Language, (f32, Vec<u32>)> = BTreeMap::new();
        let mut names = vec![false; corpus.stems.len()];
        for (read, language) in read.iter().zip(&corpus.languages) {
            let (pages, with) = held.entry(*language).or_insert_with(|| (0.0, vec![0; corpus.stems.len()]));
            *pages += 1.0;
            read.body.keys().for_each(|&stem| with[stem as usize] += 1);
            read.names.iter().for_each(|&stem| names[stem as usize] = true);
        }
        let table = |(language, (pages, with)): (Language, (f32, Vec<u32>))| {
            let background = Background::of(language);
            let mut table = Table::default();
            for (stem, &with) in with.iter().enumerate() {
                let held = with as f32;
                let common = background.share(&corpus.stems[stem], names[stem]) * BACKGROUND_PAGES;
                let holders = (held - PAIR).max(0.0) + common;
                let blended = -(holders / ((pages - PAIR).max(0.0) + BACKGROUND_PAGES)).ln();
                table.blended.push(if with == 0 { 0.0 } else { blended });
                table.here.push(((pages + 1.0) / (held - 0.5).max(1.0)).ln());
            }
            (language, table)
        };
        Self { tables: held.into_iter().map(table).collect() }
    }
}

impl Read {
    fn profile(&self, article: &Annotated, table: &Table) -> Profile {
        let weigh_by = |counts: &BTreeMap<u32, usize>, rarity: &[f32]| -> Weights {
            let weight = |(&stem, &times): (&u32, &usize)| (stem, (1.0 + (times as f32).ln()) * rarity[stem as usize]);
            counts.iter().map(weight).filter(|&(_, weight)| weight > 0.0).collect()
        };
        let rarity = &table.blended;
        let weigh = |counts| weigh_by(counts, rarity);
        let names = |weights: &Weights| -> Weights {
            let names = weights.iter().filter(|(stem, _)| self.names.contains(stem));
            names.map(|&(stem, _)| (stem, rarity[stem as usize])).collect()
        };
        let (headline, lead, body) = (weigh(&self.headline), weigh(&self.lead), weigh(&self.body));
        let (lead_names, all_names) = (names(&lead), names(&body));
        let in_lead = |part: Part, end: usize| (part, end) <= self.lead_end;
        let (lead_days, days) = days(article, &in_lead);
        let (lead_dates, lead_weekdays) = lead_dates(article, &in_lead);
        let mut profile = Profile {
            keys: keys(&lead, &lead_names),
            lead_numbers: self.lead_numbers.clone(),
            numbers: self.numbers.clone(),
            headline_here: weigh_by(&self.headline, &table.here),
            first_here: weigh_by(&self.first, &table.here),
            is_dated: publication_day(&article.article).is_some(),
            length: self.length,
            headline,
            lead,
            body,
            lead_names,
            names: all_names,
            lead_days,
            days,
            lead_dates,
            lead_weekdays,
            ..Profile::default()
        };
        for place in article.places.iter().filter(|place| place.kind != PlaceKind::Country) {
            let leads = place.forms.iter().any(|form| in_lead(form.form.part, form.bytes.end));
            if leads {
                profile.lead_places.insert(place.key.clone(), place.within.as_ref().map(|within| within.to_string()));
            }
            profile.places.insert(place.key.clone());
        }
        profile
    }
}

/// The heaviest words and the rarest names.
fn keys(lead: &Weights, names: &Weights) -> Vec<u32> {
    let heaviest = |weights: &Weights, count: usize| {
        let mut all = weights.clone();
        all.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.into_iter().take(count).map(|(stem, _)| stem)
    };
    let mut keys: Vec<u32> = heaviest(lead, KEYS).chain(heaviest(names, NAME_KEYS)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The days in the lead, and those of them that are weekdays, if the page states its publication day.
fn lead_dates(article: &Annotated, in_lead: &impl Fn(Part, usize) -> bool) -> (Vec<NaiveDate>, Vec<NaiveDate>) {
    let Some(base) = publication_day(&article.article) else { return (Vec::new(), Vec::new()) };
    let near = |stretch: Stretch| {
        let in_year = |year| stretch.in_year(year);
        let days = match stretch.year {
            Year::Stated(year) => in_year(year)?,
            Year::Relative(_) | Year::Missing => year::resolve(in_year, None, Seen::Lead { base })?.1,
            Year::Unnamed => return None,
        };
        Some(days.latest)
    };
    let from_base = |meaning: &Meaning| Some(time::days(meaning, Some(Days::day(base)))?.latest);
    let (mut dates, mut weekdays) = (Vec::new(), Vec::new());
    for expression in article.expressions.iter().filter(|one| in_lead(one.part, one.bytes.end)) {
        match &expression.meaning {
            meaning @ Meaning::Weekday { .. } => weekdays.extend(from_base(meaning)),
            meaning @ Meaning::Relative { unit: Unit::Day, .. } => dates.extend(from_base(meaning)),
            meaning => dates.extend(Stretch::of(meaning).filter(|stretch| stretch.days.is_some()).and_then(near)),
        }
    }
    (dates, weekdays)
}

/// Months and days of the month.
type CalendarDays = BTreeSet<(u8, u8)>;

/// The days in the lead, and those of the whole article.
fn days(article: &Annotated, in_lead: &impl Fn(Part, usize) -> bool) -> (CalendarDays, CalendarDays) {
    let base = publication_day(&article.article);
    let (mut lead, mut all) = (BTreeSet::new(), BTreeSet::new());
    for expression in &article.expressions {
        let stretch = Stretch::of(&expression.meaning).and_then(|stretch| Some((stretch.month, stretch.days?.0)));
        let counted = matches!(expression.meaning, Meaning::Weekday { .. } | Meaning::Relative { unit: Unit::Day, .. });
        let from_base = || {
            let day = time::days(&expression.meaning, Some(Days::day(base?)))?.earliest;
            Some((day.month() as u8, day.day() as u8))
        };
        let Some(day) = stretch.or_else(|| counted.then(from_base).flatten()) else { continue };
        all.insert(day);
        if in_lead(expression.part, expression.bytes.end) {
            lead.insert(day);
        }
    }
    (lead, all)
}
