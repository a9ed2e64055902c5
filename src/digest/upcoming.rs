//! In: the events of a chronicle, their dated reports, and the day of the edition. Out: events that the reports announce for later days.
//!
//! A sentence announces an event if a verb in the future governs its day, or if it names a planned event with a full date after the day of
//! its page. `RULES` lists what takes a sentence out. Then sentences about one thing become one entry, an entry that a report called off or
//! moved is removed, and so is one of which a report exists.
//!
//! Invariant: each entry is a sentence of a capture that names its day, and the day is after that of the edition.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::fitness::{Fitness, Phrases, folded};
use super::mention::{FARTHEST, LONGEST, is_bound, sentence_of};
use super::{KeySentence, alone};
use crate::annotate::{Annotated, Expression, Sentence};
use crate::chronicle::{Event, hashed};
use crate::dating::{Dated, Mention};
use crate::lang::{self, Pack};
use crate::language::Language;
use crate::link::tense::{self, Cues};
use crate::link::{ArticleIndex, kinds_in, tokens};
use crate::salience::centroid::{Vector, Vectors, cosine};
use crate::time::{self, Days, Meaning, Tense, Unit, When, shift};

/// Maximum number of entries, so that they fit a page of the briefing with its heading. Set by hand.
pub(crate) const MOST: usize = 8;
/// A page that names more days to come than this is a programme, not news. Set by hand: the reports of a case or of a negotiation that were
/// read for it name at most three.
const PROGRAMME: usize = 5;
/// Maximum distance from its page, in days, of a date without a year for which no verb in the future vouches. A day of last week would be
/// almost a year away. Set by hand.
const NEAR: i64 = 120;
/// Two sentences with overlapping days are about one thing from this cosine on, without the words for their days. Set by hand, below that
/// of sentences that repeat each other (`centroid::SAME`), because the day is in common too.
const SAME_THING: f64 = 0.35;
/// The same if both name an event of one kind ("hearing"). Set by hand.
const SAME_KIND: f64 = 0.15;
/// A later sentence from this cosine on is about the same thing, whatever days it names. That of sentences that repeat each other.
const SAME_AT_ANY_TIME: f64 = crate::salience::centroid::SAME;
/// Number of code points from which a sentence is long for a list. Two lines of the briefing. Set by hand.
const LONG: usize = 190;

/// An event that the reports announce for a day after the edition's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// Identifies it in every edition in which the same page announces it first, for the same day.
    pub id: String,
    /// The days of the event.
    pub days: Days,
    /// The sentence that announces it best.
    pub key: KeySentence,
    /// The words of the sentence for its days, as the article's mention.
    pub(crate) mention: Mention,
    /// The articles that announce it for these days, in order of publication.
    pub articles: Vec<ArticleIndex>,
}

/// The announced events of a chronicle.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ahead {
    /// Those that are listed, in order of their days.
    pub listed: Vec<Upcoming>,
    /// The days of those for which the list has no room.
    pub left_out: Vec<Days>,
    /// The sentences of all entries, and those about events that were called off or moved: the article and the position.
    told: BTreeSet<(ArticleIndex, usize)>,
}

impl Ahead {
    /// Whether some days meet those of an announced event.
    pub(crate) fn holds(&self, days: Days) -> bool {
        let all = self.listed.iter().map(|one| one.days).chain(self.left_out.iter().copied());
        all.into_iter().any(|own| own.meet(days).is_some())
    }

    /// Whether a sentence announces something that was called off or moved, or belongs to an entry.
    pub(crate) fn has_told(&self, key: &KeySentence) -> bool {
        self.told.contains(&place_of(key))
    }
}

/// The article of a sentence and its position there.
fn place_of(key: &KeySentence) -> (ArticleIndex, usize) {
    (key.article, key.sentence.span.start)
}

/// A sentence that announces an event.
struct Announcement {
    key: KeySentence,
    mention: Mention,
    /// The last possible day of its publication.
    published: NaiveDate,
    vector: Vector,
    /// The kinds of events that it names: "hearing".
    kinds: BTreeSet<usize>,
    language: Language,
}

/// A sentence that calls an event off or gives it another day.
struct Withdrawal {
    published: Option<NaiveDate>,
    article: ArticleIndex,
    start: usize,
    /// The days that the sentence names, without the new ones.
    days: Vec<Days>,
    vector: Vector,
    kinds: BTreeSet<usize>,
}

/// The day of an edition: the stated one, else the newest day on which a report was published.
pub(crate) fn as_of<'a>(
    stated: Option<NaiveDate>,
    reports: impl IntoIterator<Item = &'a ArticleIndex>,
    dates: &[Dated],
) -> Option<NaiveDate> {
    let published = |&report: &ArticleIndex| Some(dates[report].published.as_ref()?.days()?.latest);
    stated.or_else(|| reports.into_iter().filter_map(published).max())
}

/// The events that the reports announce for days after `day`.
pub(crate) fn find(
    day: Option<NaiveDate>,
    events: &[&Event],
    articles: &[Annotated],
    dates: &[Dated],
    vectors: &Vectors,
) -> Ahead {
    let Some(day) = day else { return Ahead::default() };
    let reports: Vec<ArticleIndex> = events.iter().flat_map(|event| event.reports.iter().copied()).collect();
    let (mut announced, mut withdrawn): (Vec<Announcement>, Vec<Withdrawal>) = (Vec::new(), Vec::new());
    for &report in &reports {
        let read = Reader { article: report, page: &articles[report], dated: &dates[report], vectors };
        announced.extend(read.announcements(day));
        withdrawn.extend(read.withdrawals());
    }
    let told: Vec<Days> = events.iter().filter_map(|event| event.when.as_ref().and_then(When::days)).collect();
    let told = |days: Days| told.iter().any(|told| told.len() <= LONGEST && told.meet(days).is_some());
    let (gone, mut announced): (Vec<_>, Vec<_>) =
        announced.into_iter().partition(|one| withdrawn.iter().any(|other| other.concerns(one)));
    announced.retain(|one| !told(one.mention.days));
    let newest: Vec<bool> = announced.iter().map(|one| !announced.iter().any(|other| other.replaces(one))).collect();
    let mut newest = newest.into_iter();
    announced.retain(|_| newest.next().unwrap_or_default());
    let told = gone.iter().chain(&announced).map(|one| place_of(&one.key)).collect();
    let things = together(announced);
    let ahead = limited(things.iter().map(|thing| entry(thing, articles, dates)).collect());
    Ahead { told, ..ahead }
}

/// Keeps the entries that most articles announce, then the nearest.
fn limited(mut all: Vec<Upcoming>) -> Ahead {
    let place = |one: &Upcoming| (one.days.earliest, one.days.latest, one.key.article, one.key.sentence.span.start);
    all.sort_by_key(|one| (std::cmp::Reverse(one.articles.len()), place(one)));
    let mut left_out: Vec<Days> = all.split_off(all.len().min(MOST)).into_iter().map(|one| one.days).collect();
    left_out.sort_unstable_by_key(|days| (days.earliest, days.latest));
    all.sort_by_key(place);
    Ahead { listed: all, left_out, told: BTreeSet::new() }
}

/// Puts the sentences about one thing together.
fn together(announced: Vec<Announcement>) -> Vec<Vec<Announcement>> {
    let mut things: Vec<Vec<Announcement>> = Vec::new();
    for one in announced {
        match things.iter_mut().find(|thing| thing.iter().any(|other| one.is_about_same(other))) {
            Some(thing) => thing.push(one),
            None => things.push(vec![one]),
        }
    }
    things
}

/// The entry for one thing.
fn entry(thing: &[Announcement], articles: &[Annotated], dates: &[Dated]) -> Upcoming {
    let best = thing.iter().min_by_key(|one| one.rank()).expect("a thing has a sentence");
    let days = best.mention.days;
    let order = |&article: &ArticleIndex| {
        let id = &articles[article].article.id;
        (dates[article].published.as_ref().and_then(When::days).map(|days| days.latest), &id.path, id.record)
    };
    let named: BTreeSet<ArticleIndex> =
        thing.iter().filter(|one| one.mention.days == days).map(|one| one.key.article).collect();
    let mut named: Vec<ArticleIndex> = named.into_iter().collect();
    named.sort_by_key(order);
    let first = &articles[named[0]].article;
    let id = hashed(&format!("upcoming-{}-", days.earliest), [(first.digest.as_str(), first.id.record)]);
    Upcoming { id, days, key: best.key.clone(), mention: best.mention.clone(), articles: named }
}

impl Announcement {
    /// The order in which sentences about one thing are preferred: short ones, those with the whole date, the newest, the first.
    fn rank(&self) -> (bool, bool, std::cmp::Reverse<NaiveDate>, ArticleIndex, usize) {
        let text = &self.key.sentence.text;
        let is_long = text.chars().nth(LONG).is_some();
        let is_inferred = !self.mention.evidence.is_empty();
        (is_long, is_inferred, std::cmp::Reverse(self.published), self.key.article, self.key.sentence.span.start)
    }

    fn is_about_same(&self, other: &Self) -> bool {
        let (one, two) = (self.mention.days, other.mention.days);
        let within = one.meet(two).is_some_and(|both| both == one || both == two);
        let is_kind = !self.kinds.is_disjoint(&other.kinds);
        let likeness = cosine(&self.vector, &other.vector);
        let translated = self.language != other.language && is_kind && one == two;
        let alike = likeness >= SAME_THING || likeness >= SAME_KIND && is_kind;
        within && (self.key.article == other.key.article || translated || alike)
    }

    /// Whether it gives the same thing another day than an older sentence.
    fn replaces(&self, older: &Self) -> bool {
        self.published > older.published
            && self.mention.days.meet(older.mention.days).is_none()
            && cosine(&self.vector, &older.vector) >= SAME_AT_ANY_TIME
    }
}

impl Withdrawal {
    /// Whether it calls off what an older sentence announces.
    fn concerns(&self, one: &Announcement) -> bool {
        let own = (self.article, self.start) == place_of(&one.key);
        if own || self.published.is_some_and(|published| published < one.published) {
            return false;
        }
        let likeness = cosine(&self.vector, &one.vector);
        let on_its_day = self.days.iter().any(|days| days.meet(one.mention.days).is_some());
        let is_kind = !self.kinds.is_disjoint(&one.kinds);
        likeness >= SAME_THING || on_its_day && (is_kind || likeness >= SAME_KIND)
    }
}

/// A report whose sentences are read.
struct Reader<'a> {
    article: ArticleIndex,
    page: &'a Annotated,
    dated: &'a Dated,
    vectors: &'a Vectors,
}

impl Reader<'_> {
    /// Its sentences that announce an event for a day after `day`.
    fn announcements(&self, day: NaiveDate) -> Vec<Announcement> {
        let Some(published) = self.dated.published.as_ref().and_then(When::days) else { return Vec::new() };
        let ahead = |mention: &&Mention| {
            let days = mention.days;
            days.len() <= LONGEST
                && days.earliest > day.max(published.latest)
                && days.earliest <= shift(published.latest, FARTHEST)
        };
        let ahead: Vec<&Mention> = self.dated.mentions.iter().filter(ahead).collect();
        let named: BTreeSet<NaiveDate> = ahead.iter().map(|mention| mention.days.earliest).collect();
        if ahead.is_empty() || named.len() > PROGRAMME {
            return Vec::new();
        }
        let fitness = Fitness::of(self.page);
        ahead.into_iter().filter_map(|mention| self.announcement(&fitness, mention, published.latest)).collect()
    }

    fn announcement(&self, fitness: &Fitness, mention: &Mention, published: NaiveDate) -> Option<Announcement> {
        let sentence = sentence_of(self.page, mention)?;
        let seen = Seen::of(fitness, sentence, mention, published)?;
        if fault(&seen).is_some() {
            return None;
        }
        let sentence = self.page.without_dateline(sentence);
        if mention.span.start < sentence.span.start {
            return None;
        }
        let rest = [&seen.text[..seen.bytes.start], &seen.text[seen.bytes.end..]].concat();
        Some(Announcement {
            vector: self.vectors.vector(&rest),
            kinds: kinds_in(seen.text),
            language: self.page.article.language,
            key: KeySentence { article: self.article, sentence },
            mention: mention.clone(),
            published,
        })
    }

    /// Its sentences that call something off or give it another day.
    fn withdrawals(&self) -> Vec<Withdrawal> {
        let Some(words) = words_of(self.page.article.language) else { return Vec::new() };
        let sentences = self.page.sentences.iter().filter(|sentence| {
            let text = folded(&sentence.text);
            words.cancels.stand_in(&text) || words.moves.stand_in(&text)
        });
        let published = self.dated.published.as_ref().and_then(When::days).map(|days| days.latest);
        let withdrawal = |sentence: &Sentence| {
            let cues = tense::cues(&sentence.text, self.page.article.language);
            let inside = |mention: &&Mention| {
                let (span, own) = (mention.span, sentence.span);
                mention.part == sentence.part && own.start <= span.start && span.end <= own.end
            };
            let is_new = |mention: &Mention| {
                let found = self.page.expressions_of(sentence).find(|(_, one)| one.span == mention.span);
                found.is_some_and(|(_, one)| cues.is_led_by_goal(&within(sentence, one)))
            };
            let named = self.dated.mentions.iter().filter(inside).filter(|mention| !is_new(mention));
            Withdrawal {
                published,
                article: self.article,
                start: self.page.without_dateline(sentence).span.start,
                days: named.map(|mention| mention.days).collect(),
                vector: self.vectors.vector(&sentence.text),
                kinds: kinds_in(&sentence.text),
            }
        };
        sentences.map(withdrawal).collect()
    }
}

/// The bytes of an expression in its sentence.
fn within(sentence: &Sentence, expression: &Expression) -> Range<usize> {
    expression.bytes.start - sentence.bytes.start..expression.bytes.end - sentence.bytes.start
}

/// A sentence with a day to come, as the rules see it.
struct Seen<'a, 'page> {
    fitness: &'a Fitness<'page>,
    sentence: &'a Sentence,
    text: &'a str,
    /// The text in lower case.
    folded: String,
    expression: &'a Expression,
    days: Days,
    /// The last possible day on which the page was published.
    published: NaiveDate,
    /// The bytes of the day.
    bytes: Range<usize>,
    /// Whether it is a weekday or a number of days, and the sentence also gives a date with day and month.
    has_date_beside: bool,
    cues: Cues,
    words: &'static Words,
}

/// A named rule by which a sentence announces no event.
struct Rule {
    name: &'static str,
    fires: fn(&Seen) -> bool,
}

/// The rules. The first that fires decides.
const RULES: [Rule; 11] = [
    Rule { name: "beside-date", fires: |seen| seen.has_date_beside },
    Rule { name: "not-ahead", fires: |seen| !seen.is_ahead() },
    Rule { name: "period", fires: |seen| is_bound(&seen.text[..seen.bytes.start]) },
    Rule { name: "vague", fires: is_vague },
    Rule { name: "condition", fires: |seen| seen.words.conditions.stand_in(&seen.folded) },
    Rule { name: "doubt", fires: is_doubted },
    Rule { name: "denied", fires: |seen| seen.words.negations.stand_in(&seen.clause()) },
    Rule { name: "cancelled", fires: |seen| seen.words.cancels.stand_in(&seen.folded) },
    Rule { name: "moved", fires: was_moved_away },
    Rule { name: "aside", fires: |seen| seen.words.aside.stand_in(&seen.folded) },
    Rule { name: "unreadable", fires: is_unreadable },
];

/// The rule by which a sentence announces no event, if any.
fn fault(seen: &Seen) -> Option<&'static str> {
    RULES.iter().find(|rule| (rule.fires)(seen)).map(|rule| rule.name)
}

/// `vague`: the day is approximate ("in a week" too), or that of something else.
fn is_vague(seen: &Seen) -> bool {
    let by_weeks =
        matches!(seen.expression.meaning, Meaning::Relative { unit, .. } if !matches!(unit, Unit::Day | Unit::Hour));
    by_weeks || seen.cues.are_about(&seen.bytes) || seen.cues.are_behind(&seen.bytes)
}

/// `doubt`: somebody wants, proposes or expects it.
fn is_doubted(seen: &Seen) -> bool {
    let as_written = || tokens::words(seen.text).any(|word| seen.words.doubts_as_written.contains(&seen.text[word]));
    seen.words.doubts.stand_in(&seen.clause()) || as_written()
}

/// `moved`: it was given another day, and this is the old one.
fn was_moved_away(seen: &Seen) -> bool {
    let is_goal = || seen.days.is_day() && seen.cues.is_led_by_goal(&seen.bytes);
    seen.words.moves.stand_in(&seen.folded) && !is_goal()
}

/// `unreadable`: it needs the sentences around it or its page. A verb in the present does not make it old news here.
fn is_unreadable(seen: &Seen) -> bool {
    alone::needs(seen.fitness, seen.sentence).is_some_and(|rule| rule != alone::NO_NEWS)
}

impl<'a, 'page> Seen<'a, 'page> {
    /// `None` if the language has no words for upcoming events.
    fn of(
        fitness: &'a Fitness<'page>,
        sentence: &'a Sentence,
        mention: &Mention,
        published: NaiveDate,
    ) -> Option<Self> {
        let page: &'page Annotated = fitness.page;
        let words = words_of(page.article.language).filter(|_| page.tells(sentence))?;
        let (_, expression) = page.expressions_of(sentence).find(|(_, one)| one.span == mention.span)?;
        let has_date_beside =
            !is_whole(&expression.meaning) && page.expressions_of(sentence).any(|(_, other)| is_whole(&other.meaning));
        Some(Self {
            has_date_beside,
            published,
            fitness,
            sentence,
            text: &sentence.text,
            folded: folded(&sentence.text),
            expression,
            days: mention.days,
            bytes: within(sentence, expression),
            cues: tense::cues(&sentence.text, page.article.language),
            words,
        })
    }

    /// Whether a verb in the future governs the day. A plan ("decided to meet"), or a verb in the present in a sentence that names an event,
    /// is enough beside a whole date: "decided to speak on Monday" may be of last Monday. A weekday between two verbs may be that of the
    /// first: "told the ministers Saturday that they must pay".
    fn is_ahead(&self) -> bool {
        if !is_whole(&self.expression.meaning) && self.cues.are_between_verbs(&self.bytes) {
            return false;
        }
        let governing = self.cues.governing(&self.bytes).map(|(tense, _)| tense);
        match (self.cues.clause_tense(&self.bytes), governing) {
            (Tense::Future, tense) => tense != Some(Tense::Past),
            (Tense::Open, Some(Tense::Future)) => self.is_dated(),
            (Tense::Open, Some(Tense::Open)) => self.is_dated() && !kinds_in(self.text).is_empty(),
            _ => false,
        }
    }

    /// Whether the day is a whole date that is certainly after its page: it has a year, or it is near.
    fn is_dated(&self) -> bool {
        let has_year = !time::years_needed(&self.expression.meaning);
        is_whole(&self.expression.meaning) && (has_year || self.days.earliest <= shift(self.published, NEAR))
    }

    /// The clause of the day, and all up to the verb that governs it, in lower case.
    fn clause(&self) -> String {
        let own = self.cues.clause(&self.bytes);
        let verb = self.cues.governing(&self.bytes).map_or(own.clone(), |(_, verb)| self.cues.clause(&verb));
        let (start, end) = (own.start.min(verb.start), own.end.max(verb.end).min(self.text.len()));
        folded(self.text.get(start..end).unwrap_or(self.text))
    }
}

/// Whether an expression gives a day and a month.
fn is_whole(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Calendar { month, days, .. } => month.is_some() && days.is_some(),
        Meaning::Between { from, to } => is_whole(from) && is_whole(to),
        _ => false,
    }
}

/// The words of one language.
struct Words {
    conditions: Phrases,
    doubts: Phrases,
    doubts_as_written: BTreeSet<&'static str>,
    negations: Phrases,
    cancels: Phrases,
    moves: Phrases,
    aside: Phrases,
}

static WORDS: LazyLock<BTreeMap<Language, Words>> = LazyLock::new(|| {
    let phrases = |list: &'static [String]| Phrases::new(list.iter().map(String::as_str));
    let words = |pack: &'static Pack| {
        let own = &pack.digest.upcoming;
        let words = Words {
            conditions: phrases(&own.conditions),
            doubts: phrases(&own.doubts),
            doubts_as_written: own.doubts_as_written.iter().map(String::as_str).collect(),
            negations: phrases(&own.negations),
            cancels: phrases(&own.cancels),
            moves: phrases(&own.moves),
            aside: phrases(&own.aside),
        };
        (!own.negations.is_empty()).then_some((pack.language, words))
    };
    lang::packs().iter().filter_map(words).collect()
});

/// The words of a language. `None` if it has none.
fn words_of(language: Language) -> Option<&'static Words> {
    WORDS.get(&language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chronicle;
    use crate::dating::{self, Rules};
    use crate::digest::trial;
    use crate::link;

    /// A page on a mill in three languages, published on a day: the sentence is between two others of its story.
    fn page(tag: &str, published: &str, sentence: &str) -> Annotated {
        let (headline, before, behind) = match tag {
            "uk" => (
                "Суд у Лубнах розглядає справу про млин",
                "Суд у Лубнах узяв до розгляду справу про млин і борги його власника, повідомила речниця суду.",
                "Млин належить громаді Лубен, а борги за зерно власник накопичив за два роки.",
            ),
            "pl" => (
                "Sąd w Lipkach bada sprawę młyna",
                "Sąd w Lipkach przyjął sprawę młyna i długów jego właściciela, poinformował rzecznik sądu.",
                "Młyn należy do gminy Lipki, a długi za zboże właściciel zebrał przez dwa lata.",
            ),
            _ => (
                "Court in Quillham hears the case of the mill",
                "The court in Quillham accepted the case of the mill and the debts of its owner, a clerk said.",
                "The mill belongs to the council of Quillham, and the owner ran up the debts over two years.",
            ),
        };
        trial::page(&format!(
            "<html lang=\"{tag}\"><head><meta property=\"article:published_time\" content=\"{published}\"></head>\
             <body><article><h1>{headline}</h1><p>{before}</p><p>{sentence}</p><p>{behind}</p></article></body></html>"
        ))
    }

    /// The announced events of pages, each with its first day, the number of articles, and its text.
    fn ahead(pages: &[Annotated], day: &str) -> Vec<(String, usize, String)> {
        let links = link::link(pages);
        let dates = dating::date(pages, &links, &Rules::default());
        let chronicle = chronicle::arrange(pages, &links, &dates, &[]);
        let events: Vec<&Event> = chronicle.dated.iter().chain(&chronicle.undated).collect();
        let found = find(Some(day.parse().unwrap()), &events, pages, &dates, &Vectors::of(pages));
        let told = |one: Upcoming| (one.days.earliest.to_string(), one.articles.len(), one.key.sentence.text);
        found.listed.into_iter().map(told).collect()
    }

    #[test]
    fn a_weekday_beside_a_date_is_no_day_of_its_own() {
        let found =
            days_of("uk", "Суд у Лубнах розгляне скаргу власника млина 12 червня, у четвер, повідомила речниця.");
        assert_eq!(found, ["2031-06-12"]);
    }

    fn days_of(tag: &str, sentence: &str) -> Vec<String> {
        ahead(&[page(tag, "2031-05-10", sentence)], "2031-05-10").into_iter().map(|(day, ..)| day).collect()
    }

    #[test]
    fn announced_events_are_listed_in_each_language() {
        let mut wrong = Vec::new();
        for (tag, sentence, day) in [
            ("en", "The court in Quillham will hear the owner of the mill on 12 June 2031.", "2031-06-12"),
            ("en", "The next hearing on the mill is scheduled for 12 June in the court of Quillham.", "2031-06-12"),
            ("en", "A hearing on the debts of the mill opens in the court of Quillham on 12 June.", "2031-06-12"),
            ("en", "The court decided to hear the owner of the mill of Quillham on 12 June.", "2031-06-12"),
            ("en", "The hearing on the mill of Quillham was postponed to 12 June 2031.", "2031-06-12"),
            ("en", "The owner of the mill will appear before the court tomorrow, the clerk said.", "2031-05-11"),
            ("uk", "Наступне засідання у справі про млин відбудеться 12 червня 2031 року в Лубнах.", "2031-06-12"),
            ("uk", "Суд у Лубнах розгляне скаргу власника млина у п’ятницю, 16 травня.", "2031-05-16"),
            ("uk", "Засідання суду в Лубнах у справі про борги млина перенесли на 12 червня 2031 року.", "2031-06-12"),
            ("pl", "Sąd w Lipkach ogłosi wyrok w sprawie długów młyna 12 czerwca 2031 roku.", "2031-06-12"),
            ("pl", "Rozprawa w sprawie długów młyna odbędzie się 12 czerwca w Lipkach.", "2031-06-12"),
        ] {
            let found = days_of(tag, sentence);
            if found != [day] {
                wrong.push((sentence, found));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn days_to_come_that_announce_no_event_are_not_listed() {
        let mut wrong = Vec::new();
        for (tag, sentence) in [
            ("en", "The court in Quillham heard the owner of the mill on 2 May 2031."),
            ("en", "The court in Quillham will not hear the owner of the mill on 12 June 2031."),
            ("en", "The hearing on the mill, scheduled for 12 June 2031, was cancelled by the court of Quillham."),
            ("en", "The hearing on the mill was postponed from 12 June 2031 for want of a judge in Quillham."),
            ("en", "If the owner pays, the court in Quillham will close the case of the mill on 12 June 2031."),
            ("en", "The owner of the mill may appear before the court of Quillham on 12 June 2031."),
            ("en", "The council wants the court to hear the owner of the mill on 12 June 2031."),
            ("en", "The council of Quillham will mark the anniversary of the mill on 12 June 2031."),
            ("en", "The clerk told the millers of Quillham Friday that the owner of the mill must pay the court."),
            ("en", "The owner of the mill decided to speak to the court of Quillham on Friday."),
            ("en", "The owner of the mill had been due to appear before the court of Quillham on 12 June 2031."),
            ("en", "The court in Quillham will hear the owner of the mill in a week, the clerk said."),
            ("uk", "Засідання суду в Лубнах у справі про млин мало відбутися 12 червня 2031 року."),
            ("en", "The mill of Quillham will stay shut until 12 June 2031, the court said."),
            ("en", "Tickets for the fair at the mill of Quillham will go on sale on 12 June 2031."),
            ("uk", "Суд у Лубнах не розглядатиме справу про млин 12 червня 2031 року."),
            ("uk", "Засідання у справі про млин, призначене на 12 червня 2031 року, скасували."),
            ("uk", "Засідання у справі про млин перенесли з 12 червня 2031 року через хворобу судді."),
            ("uk", "Якщо власник сплатить борги, суд у Лубнах закриє справу про млин 12 червня 2031 року."),
            ("uk", "Громада Лубен відзначить річницю млина 12 червня 2031 року."),
            ("uk", "Суд у Лубнах допитав власника млина 2 травня 2031 року."),
            ("uk", "Заявки на оренду млина в Лубнах прийматимуть 12 червня 2031 року."),
            ("pl", "Sąd w Lipkach nie przesłucha właściciela młyna 12 czerwca 2031 roku."),
            ("pl", "Rozprawa w sprawie młyna, zaplanowana na 12 czerwca 2031 roku, została odwołana."),
            ("pl", "Gmina Lipki może sprzedać młyn 12 czerwca 2031 roku."),
        ] {
            let found = days_of(tag, sentence);
            if !found.is_empty() {
                wrong.push((sentence, found));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// The rule that takes a sentence of a page of 10 May 2031 out.
    fn fault_of(tag: &str, text: &str) -> Option<&'static str> {
        let pages = [page(tag, "2031-05-10", text)];
        let dates = dating::date(&pages, &link::link(&pages), &Rules::default());
        let sentence = pages[0].sentences.iter().find(|one| one.text == text).expect("the page has it");
        let mention = dates[0].mentions.iter().rfind(|one| {
            one.part == sentence.part && one.span.start >= sentence.span.start && one.span.end <= sentence.span.end
        });
        let fitness = Fitness::of(&pages[0]);
        let published = "2031-05-10".parse().unwrap();
        fault(&Seen::of(&fitness, sentence, mention.expect("it has a day"), published).expect("it is read"))
    }

    #[test]
    fn each_rule_fires_on_its_example_and_not_on_what_resembles_it() {
        let good = "The court in Quillham will hear the owner of the mill on 12 June 2031.";
        let examples = [
            (
                "beside-date",
                "The court in Quillham will hear the owner of the mill on 12 June 2031, a day that falls on Friday.",
            ),
            ("not-ahead", "The court in Quillham heard the owner of the mill on 12 April 2031."),
            ("period", "The court in Quillham will hear the owner of the mill before 12 June 2031."),
            ("vague", "The court in Quillham will hear the owner of the mill around 12 June 2031."),
            ("condition", "The court in Quillham will hear the owner of the mill on 12 June 2031 if he comes."),
            ("doubt", "The court in Quillham will possibly hear the owner of the mill on 12 June 2031."),
            ("denied", "The court in Quillham will not hear the owner of the mill on 12 June 2031."),
            ("cancelled", "The hearing of the court in Quillham will be cancelled on 12 June 2031."),
            ("moved", "The hearing on the mill, due on 12 June 2031, will be postponed."),
            ("aside", "The court in Quillham will sell tickets for the fair at the mill on 12 June 2031."),
            ("unreadable", "However, the court in Quillham will hear the owner of the mill on 12 June 2031."),
        ];
        assert_eq!(fault_of("en", good), None);
        for (name, text) in examples {
            assert_eq!(fault_of("en", text), Some(name), "{text}");
        }
        let tried: Vec<&str> = examples.iter().map(|example| example.0).collect();
        assert_eq!(tried, RULES.iter().map(|rule| rule.name).collect::<Vec<_>>(), "each rule has an example");
    }

    #[test]
    fn one_thing_is_one_entry_however_many_announce_it() {
        let pages = [
            page("en", "2031-05-09", "The court in Quillham will hear the owner of the mill on 12 June 2031."),
            page(
                "en",
                "2031-05-10",
                "A hearing of the mill's owner is scheduled for 12 June 2031 in the court in Quillham.",
            ),
            trial::page(
                "<html lang=\"en\"><head><meta property=\"article:published_time\" content=\"2031-05-10\"></head><body><article>\
                 <h1>Ostrander looks for a new ferryman</h1><p>The harbour of Ostrander lost its ferryman to the railway, a deckhand \
                 said.</p><p>Ostrander will choose a ferryman for the harbour on 12 June 2031.</p><p>Two sisters who row to the islands \
                 want to be ferryman of Ostrander.</p></article></body></html>",
            ),
        ];
        let found = ahead(&pages, "2031-05-10");
        let mut told: Vec<(usize, bool)> = found.iter().map(|one| (one.1, one.2.contains("ferryman"))).collect();
        told.sort_unstable();
        assert_eq!(told, [(1, true), (2, false)], "{found:#?}");
    }

    #[test]
    fn what_a_later_page_calls_off_or_moves_is_not_coming() {
        let first = page("en", "2031-05-08", "The court in Quillham will hear the owner of the mill on 12 June 2031.");
        let cancelled =
            page("en", "2031-05-10", "The hearing of the owner of the mill on 12 June was cancelled by the court.");
        let moved = page(
            "en",
            "2031-05-10",
            "The court in Quillham postponed the hearing of the mill's owner to 19 June 2031.",
        );
        let days = |pages: &[Annotated]| ahead(pages, "2031-05-10").into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(days(std::slice::from_ref(&first)), ["2031-06-12"]);
        assert!(days(&[first.clone(), cancelled]).is_empty());
        assert_eq!(days(&[first, moved]), ["2031-06-19"]);
    }

    #[test]
    fn only_days_after_the_edition_are_coming_and_a_report_ends_the_wait() {
        let first = page("en", "2031-05-08", "The court in Quillham will hear the owner of the mill on 12 May 2031.");
        assert_eq!(ahead(std::slice::from_ref(&first), "2031-05-08").len(), 1);
        assert_eq!(ahead(std::slice::from_ref(&first), "2031-05-11").len(), 1);
        assert!(ahead(std::slice::from_ref(&first), "2031-05-12").is_empty());
        let report = page("en", "2031-05-13", "The court in Quillham heard the owner of the mill on 12 May 2031.");
        assert!(ahead(&[first, report], "2031-05-10").is_empty());
    }

    #[test]
    fn a_programme_announces_nothing() {
        let days: Vec<String> =
            (1..=7).map(|day| format!("The court in Quillham will hear a miller on {} June 2031.", day * 3)).collect();
        assert!(ahead(&[page("en", "2031-05-10", &days.join(" "))], "2031-05-10").is_empty());
        assert_eq!(ahead(&[page("en", "2031-05-10", &days[..2].join(" "))], "2031-05-10").len(), 2);
    }

    #[test]
    fn what_the_list_has_no_room_for_is_counted() {
        let day = |at: u32| NaiveDate::from_ymd_opt(2031, 6, at).unwrap();
        let page = page("en", "2031-05-10", "The court will hear the owner of the mill on 12 June 2031.");
        let one = |at: u32, articles: usize| Upcoming {
            id: String::new(),
            days: Days::day(day(at)),
            key: KeySentence { article: 0, sentence: page.sentences[0].clone() },
            mention: Mention {
                part: page.sentences[0].part,
                text: String::new(),
                span: page.sentences[0].span,
                days: Days::day(day(at)),
                evidence: Vec::new(),
            },
            articles: (0..articles).collect(),
        };
        let all: Vec<Upcoming> = (1..=MOST as u32 + 2).map(|at| one(at, if at == 10 { 2 } else { 1 })).collect();
        let found = limited(all);
        let listed: Vec<NaiveDate> = found.listed.iter().map(|one| one.days.earliest).collect();
        assert_eq!(listed, [1, 2, 3, 4, 5, 6, 7, 10].map(day));
        assert_eq!(found.left_out, [8, 9].map(|at| Days::day(day(at))));
        assert!(found.holds(Days::day(day(9))) && !found.holds(Days::day(day(11))));
    }
}
