//! In: the words and expressions of all articles. Out: which article announces a scheduled event that another one reports.
//!
//! Invariant: needs a noun for the event, a name that both articles give with it, and more shared words. If two announced events fit a
//! report equally well, none is linked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::corpus::{Corpus, Token, is_telling, passage, words_of};
use super::stated::publication_day;
use super::tense;
use super::word_list::Words;
use super::{Link, LinkKind, tokens};
use crate::annotate::{Annotated, Expression, Sentence};
use crate::lang;
use crate::time::{Evidence, EvidenceKind, Meaning, Stretch, Tense, Year};

/// Maximum number of days between the announcement and an event whose day has no year. A longer lead would mean the same day of the year
/// before. One day less than the 365 of a common year.
pub(crate) const LONGEST_LEAD: i64 = 364;
/// Minimum score of the shared words: a name counts 2, another word 1. Set by hand.
const ENOUGH: usize = 4;
/// Two announced events whose scores differ by at most this much fit equally well. Set by hand.
const MARGIN: usize = 1;
/// This many articles about one kind of event show which of its words are common. The same with 10 and 40 on `tests/events/tuned`.
const MANY: usize = 20;
/// A name is ignored if it appears with the same kind of event in more announcements than this. Set by hand.
const MOST_ANNOUNCERS: usize = 64;

/// A continuation word with at most this many letters must match as a whole. "they" has 4.
const WHOLE: usize = 4;

/// The statements of an article about one kind of event.
struct Profile {
    article: usize,
    kind: usize,
    /// The first word for the event.
    noun: usize,
    /// The other stems near the event's noun, each with its first word and whether that is a name.
    stems: BTreeMap<u32, (usize, bool)>,
    /// The announced days, as indexes into the article's expressions.
    announced: Vec<usize>,
    future: bool,
    past: bool,
    /// Whether the event is described as ongoing.
    ongoing: bool,
    /// Whether the article says that it will not take place as announced.
    fails: bool,
    /// The years in its sentences.
    years: BTreeSet<i32>,
}

struct Lists {
    /// The kinds of events in the order in which the packs first name them.
    kinds: Vec<Words>,
    /// Each with a flag: whether any ending may follow it.
    continues: Vec<(&'static str, bool)>,
    fails: Words,
}

/// The stems that most of the articles about one kind of event have.
struct Common(BTreeSet<(usize, u32)>);

impl Common {
    fn of(profiles: &[Profile]) -> Self {
        let (mut of_kind, mut with): (BTreeMap<usize, usize>, BTreeMap<(usize, u32), usize>) = Default::default();
        for profile in profiles {
            *of_kind.entry(profile.kind).or_default() += 1;
            profile.stems.keys().for_each(|&stem| *with.entry((profile.kind, stem)).or_default() += 1);
        }
        let common = |&((kind, _), with): &((usize, u32), usize)| of_kind[&kind] >= MANY && with * 2 >= of_kind[&kind];
        Self(with.into_iter().filter(common).map(|(pair, _)| pair).collect())
    }

    fn has(&self, kind: usize, stem: u32) -> bool {
        self.0.contains(&(kind, stem))
    }
}

/// Whether a word in small letters is a noun for a scheduled event.
pub(crate) fn names_event(word: &str) -> bool {
    kind_of(word).is_some()
}

/// The kinds of scheduled events that the words of a text name, as indexes that are the same in every language.
pub(crate) fn kinds_in(text: &str) -> BTreeSet<usize> {
    tokens::folded(text).filter_map(|word| kind_of(&word)).collect()
}

/// Links each announcement to the articles that report the event.
pub(crate) fn announced(articles: &[&Annotated], corpus: &Corpus) -> Vec<Link> {
    let kinds: Vec<_> = corpus.words.iter().map(|word| kind_of(word)).collect();
    let profiles: Vec<_> =
        (0..articles.len()).into_par_iter().flat_map_iter(|at| profiles(articles[at], at, corpus, &kinds)).collect();
    let (index, common) = (index(&profiles), Common::of(&profiles));
    let reports =
        profiles.iter().filter(|profile| (profile.past || profile.ongoing) && !profile.future && !profile.fails);
    reports.flat_map(|report| announcers(report, &profiles, &index, &common, articles, corpus)).collect()
}

/// The profiles with an announcement, by kind of event and name.
fn index(profiles: &[Profile]) -> BTreeMap<(usize, u32), Vec<usize>> {
    let mut index: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, profile) in profiles.iter().enumerate().filter(|(_, profile)| !profile.announced.is_empty()) {
        for (&stem, _) in profile.stems.iter().filter(|(_, (_, proper))| *proper) {
            index.entry((profile.kind, stem)).or_default().push(at);
        }
    }
    index
}

fn announcers(
    report: &Profile,
    profiles: &[Profile],
    index: &BTreeMap<(usize, u32), Vec<usize>>,
    common: &Common,
    articles: &[&Annotated],
    corpus: &Corpus,
) -> Vec<Link> {
    let names = report.stems.iter().filter(|(_, (_, proper))| *proper).map(|(&stem, _)| stem);
    let found = names.filter_map(|name| index.get(&(report.kind, name))).filter(|found| found.len() <= MOST_ANNOUNCERS);
    let mut candidates: Vec<usize> = found.flatten().copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    let fits = |&at: &usize| {
        let from = &profiles[at];
        from.article != report.article && may_follow(from, report, articles) && score(from, report, common) >= ENOUGH
    };
    candidates.retain(fits);
    keep_best(&mut candidates, |at| score(&profiles[at], report, common), |at| date(&profiles[at], articles));
    let link = |at: usize| Link {
        kind: if report.past { LinkKind::Announces } else { LinkKind::AnnouncesOngoing },
        from: profiles[at].article,
        to: report.article,
        reason: reason(&profiles[at], report, articles, corpus),
    };
    candidates.into_iter().map(link).collect()
}

/// Keeps the announcements of the event that fits best, and none if two events fit equally well.
fn keep_best(candidates: &mut Vec<usize>, score: impl Fn(usize) -> usize, date: impl Fn(usize) -> Option<Stretch>) {
    let Some(best) = candidates.iter().map(|&at| score(at)).max() else { return };
    // One more common word does not distinguish one edition of an event from another.
    let near_best = |at: usize| score(at) + MARGIN >= best;
    let best_dates: Vec<_> = candidates.iter().filter(|&&at| near_best(at)).filter_map(|&at| date(at)).collect();
    let Some(&first) = best_dates.first() else { return candidates.clear() };
    if best_dates.iter().any(|other| !agree(&first, other)) {
        return candidates.clear();
    }
    candidates.retain(|&at| date(at).is_some_and(|other| agree(&first, &other)));
    let exact = |at: usize| date(at).is_some_and(|stretch| stretch.days.is_some());
    if candidates.iter().any(|&at| exact(at)) {
        candidates.retain(|&at| exact(at));
    }
}

/// Whether two announcements may mean the same days.
fn agree(one: &Stretch, other: &Stretch) -> bool {
    let days = |stretch: &Stretch| stretch.days.unwrap_or((1, 31));
    one.month == other.month && days(one).0 <= days(other).1 && days(other).0 <= days(one).1
}

/// The score of two profiles: names count twice, and words that most articles about this kind of event share count nothing.
fn score(from: &Profile, to: &Profile, common: &Common) -> usize {
    let telling = |stem: u32| !common.has(from.kind, stem);
    let shared = from.stems.iter().filter_map(|(stem, (_, proper))| Some((*stem, *proper, to.stems.get(stem)?.1)));
    let counted: Vec<_> =
        shared.filter(|&(stem, ..)| telling(stem)).map(|(_, a, b)| if a && b { 2 } else { 1 }).collect();
    if counted.contains(&2) { counted.iter().sum() } else { 0 }
}

/// The most exact of the announced days.
fn date(profile: &Profile, articles: &[&Annotated]) -> Option<Stretch> {
    Stretch::of(&articles[profile.article].expressions[*profile.announced.first()?].meaning)
}

/// Whether the publication days of the pages allow the one to announce what the other reports.
fn may_follow(from: &Profile, report: &Profile, articles: &[&Annotated]) -> bool {
    let stated = date(from, articles).map(|stretch| stretch.year);
    if let Some(Year::Stated(year)) = stated
        && !report.years.is_empty()
        && !report.years.contains(&year)
    {
        return false;
    }
    let (announced, reported) =
        (publication_day(&articles[from.article].article), publication_day(&articles[report.article].article));
    if let (Some(announced), Some(reported)) = (announced, reported)
        && !(0..=LONGEST_LEAD + 3).contains(&(reported - announced).num_days())
    {
        return false;
    }
    let (Some(reported), Some(stretch)) = (reported, date(from, articles)) else { return true };
    stretch.possible().spread(0, 3).meets(crate::time::Days::day(reported))
}

/// The announced days, the word for the event, and the longest name and the longest other word that both articles give with it.
fn reason(from: &Profile, to: &Profile, articles: &[&Annotated], corpus: &Corpus) -> Vec<Evidence> {
    let (announced, announcer) = (from.article, articles[from.article]);
    let days = from.announced.iter().take(1).map(|&at| {
        let expression = &announcer.expressions[at];
        linked(announcer, expression.text.clone(), expression.span)
    });
    let mut shared: Vec<_> =
        to.stems.iter().filter_map(|(stem, &to)| Some((stem, from.stems.get(stem)?, to))).collect();
    shared.sort_by_key(|(_, from, _)| (std::cmp::Reverse(corpus.texts[announced][from.0].bytes.len()), from.0));
    let first = |proper: bool| shared.iter().find(move |(_, from, to)| (from.1 && to.1) == proper);
    let pairs = [first(true), first(false)].into_iter().flatten().map(|(_, from, to)| (from.0, to.0));
    let words = pairs.chain([(from.noun, to.noun)]).flat_map(|(one, other)| {
        [(from.article, one), (to.article, other)]
            .map(|(article, at)| word_evidence(articles[article], &corpus.texts[article][at]))
    });
    let mut reason: Vec<_> = days.chain(words.flatten()).collect();
    reason.sort_by(Evidence::by_place);
    reason.dedup();
    reason
}

/// A word of an article as evidence for a link. `None` if the article lacks the part.
pub(crate) fn word_evidence(article: &Annotated, token: &Token) -> Option<Evidence> {
    let passage = passage(article, token.part)?;
    let place = passage.place(token.bytes.clone());
    Some(linked(article, passage.text[token.bytes.clone()].to_owned(), place))
}

fn linked(article: &Annotated, text: String, place: crate::passage::Span) -> Evidence {
    Evidence { kind: EvidenceKind::Linked, text, path: article.article.name(), place: Some(place), gives: None }
}

/// The profile of an article for each kind of event in it. `kinds` contains the kind for each word of the corpus.
fn profiles(article: &Annotated, at: usize, corpus: &Corpus, kinds: &[Option<usize>]) -> Vec<Profile> {
    let text = &corpus.texts[at];
    let mut profiles: BTreeMap<usize, Profile> = BTreeMap::new();
    let mut before: Vec<usize> = Vec::new();
    for sentence in &article.sentences {
        let words = words_of(sentence, text);
        let named = words.clone().filter_map(|word| Some((kinds[text[word].word as usize]?, word)));
        let nouns: Vec<_> = named.collect();
        let goes_on = || text.get(words.start).is_some_and(|token| goes_on(&corpus.words[token.word as usize]));
        if nouns.is_empty() && goes_on() {
            for kind in &before {
                if let Some(profile) = profiles.get_mut(kind) {
                    read_sentence(profile, article, sentence, (text, &corpus.words), words.clone(), None);
                }
            }
            continue;
        }
        before = nouns.iter().map(|&(kind, _)| kind).collect();
        for (kind, noun) in nouns {
            let profile = profiles.entry(kind).or_insert_with(|| Profile::new(at, kind, noun));
            let noun = Some(inside(&text[noun], sentence));
            read_sentence(profile, article, sentence, (text, &corpus.words), words.clone(), noun);
        }
    }
    let names_kind = |profile: &Profile, word: usize| kinds[text[word].word as usize] == Some(profile.kind);
    let without_noun = |mut profile: Profile| {
        let own: Vec<_> =
            profile.stems.iter().filter(|(_, (word, _))| names_kind(&profile, *word)).map(|(&stem, _)| stem).collect();
        profile.stems.retain(|stem, _| !own.contains(stem));
        profile
    };
    profiles.into_values().map(|profile| without_noun(profile).most_exact_first(article)).collect()
}

impl Profile {
    fn new(article: usize, kind: usize, noun: usize) -> Self {
        Self {
            article,
            kind,
            noun,
            stems: BTreeMap::new(),
            announced: Vec::new(),
            future: false,
            past: false,
            ongoing: false,
            fails: false,
            years: BTreeSet::new(),
        }
    }

    fn most_exact_first(mut self, article: &Annotated) -> Self {
        let days = |at: &usize| Stretch::of(&article.expressions[*at].meaning).and_then(|stretch| stretch.days);
        self.announced.sort_by_key(|at| (days(at).is_none(), *at));
        self.announced.dedup();
        self
    }
}

/// Adds the statements of a sentence about the event whose noun is at `noun`.
fn read_sentence(
    profile: &mut Profile,
    article: &Annotated,
    sentence: &Sentence,
    (text, corpus_words): (&[Token], &[String]),
    words: Range<usize>,
    noun: Option<Range<usize>>,
) {
    let cues = tense::cues(&sentence.text, article.article.language);
    match noun {
        Some(noun) => match cues.tense(&noun) {
            Tense::Future => profile.future = true,
            Tense::Past => profile.past = true,
            Tense::Open => profile.ongoing |= cues.ongoing,
        },
        None => profile.future |= cues.has(Tense::Future),
    }
    for at in words.clone() {
        let token = &text[at];
        if is_telling(token) {
            profile
                .stems
                .entry(token.stem)
                .and_modify(|(_, proper)| *proper |= token.proper)
                .or_insert((at, token.proper));
        }
    }
    profile.fails |= words.clone().any(|at| lists().fails.have(&corpus_words[text[at].word as usize]));
    for (at, expression) in article.expressions_of(sentence) {
        if let Meaning::Calendar { year: Year::Stated(year), .. } = expression.meaning {
            profile.years.insert(year);
        }
        if Stretch::of(&expression.meaning).is_some() && is_announced(expression, sentence, &cues) {
            profile.announced.push(at);
            profile.future = true;
        }
    }
}

fn is_announced(expression: &Expression, sentence: &Sentence, cues: &tense::Cues) -> bool {
    let bytes = expression.bytes.start - sentence.bytes.start..expression.bytes.end - sentence.bytes.start;
    cues.tense(&bytes) == Tense::Future
}

/// The bytes of a word in its sentence.
fn inside(token: &Token, sentence: &Sentence) -> Range<usize> {
    token.bytes.start.saturating_sub(sentence.bytes.start)..token.bytes.end.saturating_sub(sentence.bytes.start)
}

fn kind_of(word: &str) -> Option<usize> {
    lists().kinds.iter().position(|kind| kind.have(word))
}

fn goes_on(word: &str) -> bool {
    lists().continues.iter().any(|&(one, is_beginning)| word == one || is_beginning && word.starts_with(one))
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| Lists {
        kinds: kinds(),
        continues: lang::all(|pack| &pack.events.goes_on).map(|one| (one, one.chars().count() > WHOLE)).collect(),
        fails: Words::of_all(|pack| &pack.events.falls_through),
    })
}

/// The nouns for each kind of event, in all languages together.
fn kinds() -> Vec<Words> {
    let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
    for kind in lang::packs().iter().flat_map(|pack| &pack.events.kinds) {
        let words = kind.words.iter().map(String::as_str);
        match kinds.iter_mut().find(|(name, _)| *name == kind.name) {
            Some((_, known)) => known.extend(words),
            None => kinds.push((&kind.name, words.collect())),
        }
    }
    kinds.into_iter().map(|(_, words)| words.into_iter().collect()).collect()
}
