//! In: an event and its reports. Out: the sentences that tell it, the best first.
//!
//! Invariant: a sentence that leans on another, is cut, or is somebody's direct speech is taken only where nothing else is left; one
//! that is not fit to be printed never.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::KeySentence;
use super::another_day;
use super::centroid::{Vectors, greedy};
use super::fitness::{self, Fitness, Recurring, Theme};
use super::standing::Standing;
use crate::annotate::{Annotated, Sentence};
use crate::chronicle::Event;
use crate::dating::Dated;
use crate::lang::{self, Pack};
use crate::language::Language;
use crate::letters::{Letter, LowerCase};
use crate::link::ArticleIndex;
use crate::link::tense;
use crate::time::Tense;

/// How many sentences of a report are looked at: news tells the main things first.
const LOOKED_AT: usize = 24;
/// Code points that a sentence may have to be read at a glance.
const READABLE: std::ops::RangeInclusive<usize> = 45..=330;

/// A sentence with this share of its words elsewhere in its article belongs to it, and so does one with so many words of the
/// headline: chosen on half of the sites of five sets (see `fitness`).
const BEARING: f64 = 0.3;
const HEADLINE_WORDS: usize = 2;
/// What a sentence counts for that shares no word with its article, or stands in a block that does not belong to it, and what one
/// does that speaks to the page's reader.
const STRANGE: f64 = 0.5;
const TO_READER: f64 = 0.8;
/// A sentence that names so many parts of the making of its page may be no news: of known bodies 2 % are so, of 69 invented notices 55.
const OF_ITS_PAGE: usize = 2;
/// What one counts for that tells of another day than that of its event: it is taken where nothing else is left.
const OF_ANOTHER_DAY: f64 = 0.001;

/// How many sentences tell an event.
const MOST: usize = 3;

/// Code points that a sentence may have at all: longer ones are no sentences, but lists or files that lost their line ends.
const LONGEST: usize = 1_000;

/// The openings that lean on a sentence before them, in texts of whatever language.
static LEANING: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.leaning_openings).collect());

/// Those that do so in texts of one language.
static LEANING_IN: LazyLock<BTreeMap<Language, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let words =
        |pack: &'static Pack| pack.digest.leaning_openings_of_this_language.iter().map(String::as_str).collect();
    lang::packs().iter().map(|pack| (pack.language, words(pack))).collect()
});

static SUBJECTLESS_ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.subjectless_endings).collect());

/// Up to three sentences that tell an event, the best first: fewer where its reports are short.
pub fn rank(
    event: &Event,
    (articles, dates): (&[Annotated], &[Dated]),
    vectors: &Vectors,
    recurring: &Recurring,
) -> Vec<KeySentence> {
    let reports = &event.reports;
    let is_own = |sentence: &Sentence| !recurring.holds(sentence);
    let mut candidates = candidates(reports, articles, |page, one| is_own(one) && stands_alone(page, one));
    if candidates.is_empty() {
        candidates = self::candidates(reports, articles, |page, sentence| {
            let is_short = sentence.text.chars().nth(LONGEST).is_none();
            is_short && is_own(sentence) && page.is_fit_to_print(sentence)
        });
    }
    let texts: Vec<_> = candidates.iter().map(|(_, sentence)| vectors.vector(&sentence.text)).collect();
    let themes: BTreeMap<ArticleIndex, Theme> = reports.iter().map(|&at| (at, Theme::of(&articles[at]))).collect();
    let places: BTreeMap<ArticleIndex, Standing> =
        reports.iter().map(|&at| (at, Standing::of(&articles[at]))).collect();
    let favoured = |(article, sentence): &(ArticleIndex, &Sentence)| {
        let is_aside = another_day::is_told(event, &articles[*article], &dates[*article], sentence);
        let of_its_day = if is_aside { OF_ANOTHER_DAY } else { 1.0 };
        places[article].weight(sentence)
            * address(sentence, articles[*article].article.language)
            * belonging(&themes[article], sentence)
            * of_its_day
    };
    let favour: Vec<f64> = candidates.iter().map(favoured).collect();
    let headlines: Vec<_> = reports
        .iter()
        .filter_map(|&report| articles[report].article.headline.as_ref())
        .map(|headline| vectors.vector(&headline.text))
        .collect();
    let most = ((candidates.len() + 1) / 3 + 1).min(MOST);
    let mut chosen = greedy(&texts, &favour, &headlines, most);
    if chosen.is_empty() {
        chosen = greedy(&texts, &favour, &[], most);
    }
    let key = |at: usize| {
        let (article, sentence) = candidates[at];
        KeySentence { article, sentence: articles[article].without_dateline(sentence) }
    };
    chosen.into_iter().map(key).collect()
}

/// The ranked sentences of an event, those first that can be read with nothing else of their page at hand.
#[derive(Debug, Clone)]
pub struct Readable {
    pub sentences: Vec<KeySentence>,
    /// How many of them can.
    pub readable: usize,
}

impl Readable {
    /// Those of some articles alone.
    pub fn only(&self, keeps: impl Fn(ArticleIndex) -> bool) -> Self {
        let keeps = |key: &&KeySentence| keeps(key.article);
        let readable = self.sentences[..self.readable].iter().filter(keeps).count();
        Self { sentences: self.sentences.iter().filter(keeps).cloned().collect(), readable }
    }

    pub fn of(ranked: &[KeySentence], articles: &[Annotated]) -> Self {
        let pages: BTreeMap<ArticleIndex, Fitness> =
            ranked.iter().map(|key| (key.article, Fitness::of(&articles[key.article]))).collect();
        let (mut sentences, others): (Vec<KeySentence>, Vec<KeySentence>) =
            ranked.iter().cloned().partition(|key| reads_alone(&pages[&key.article], &key.sentence));
        let readable = sentences.len();
        sentences.extend(others);
        Self { sentences, readable }
    }
}

/// Whether a sentence can be read with nothing else of its page at hand: it is on the page's subject, stands in its body, asks
/// nothing, ends, does not speak to the page's reader, and tells news.
fn reads_alone(of: &Fitness, sentence: &Sentence) -> bool {
    let page = of.page;
    let text = sentence.text.as_str();
    let theme = Theme::of(page);
    let bearing = theme.bearing(sentence);
    let is_headed = page.article.headline.is_none() || bearing.headline > 0;
    (bearing.headline >= HEADLINE_WORDS || (is_headed && bearing.share >= BEARING))
        && !theme.is_stranger(sentence)
        && stands_alone(of, sentence)
        && Standing::of(page).is_running(sentence)
        && !text.ends_with(['?', '…'])
        && !text.ends_with("...")
        && !fitness::speaks_to_reader(text)
        && tells_news(page, text)
}

/// Whether a sentence tells, in a language that the program reads, what was, what will be or what somebody did.
fn tells_news(page: &Annotated, text: &str) -> bool {
    let cues = tense::cues(text, page.article.language);
    fitness::is_read(page.article.language) && (cues.reports || cues.has(Tense::Past) || cues.has(Tense::Future))
}

/// Chosen sentences in the order of the event's reports, then of their text.
pub fn in_reading_order(event: &Event, mut sentences: Vec<KeySentence>) -> Vec<KeySentence> {
    let place = |article| event.reports.iter().position(|&report| report == article);
    sentences.sort_by_key(|key| (place(key.article), key.sentence.span));
    sentences
}

type Candidates<'a> = Vec<(ArticleIndex, &'a Sentence)>;

fn candidates<'a>(
    reports: &[ArticleIndex],
    articles: &'a [Annotated],
    fits: impl Fn(&Fitness, &Sentence) -> bool,
) -> Candidates<'a> {
    let mut candidates = Vec::new();
    for &report in reports {
        let article = &articles[report];
        let told = article.sentences.iter().filter(|sentence| article.tells(sentence)).take(LOOKED_AT);
        let page = Fitness::of(article);
        candidates.extend(told.filter(|sentence| fits(&page, sentence)).map(|sentence| (report, sentence)));
    }
    candidates
}

/// Whether a sentence can be read by itself: it is whole, leans on no other, and is not direct speech for the most part.
pub fn stands_alone(of: &Fitness, sentence: &Sentence) -> bool {
    let article = of.page;
    let text = sentence.text.as_str();
    has_readable_length(text)
        && text.ends_with(['.', '!', '?', '…', '"', '”', '»'])
        && text.chars().next().is_some_and(char::is_capital)
        && !leans(text, article.article.language)
        && !is_speech(of, sentence)
        && has_even_quotes(text)
        && of.is_fit_to_print(sentence)
}

/// Whether a sentence is direct speech with the words that say whose it is behind it: "«…», — сказала очільниця".
pub fn is_told_speech(sentence: &Sentence) -> bool {
    /// The fewest words that tell who spoke.
    const TELLING: usize = 3;
    let text = sentence.text.as_str();
    let told = || {
        let behind = text.rsplit(['»', '"', '”', '“']).next().unwrap_or_default();
        behind.split_whitespace().filter(|word| word.chars().any(char::is_letter)).count()
    };
    has_readable_length(text)
        && text.starts_with(['«', '"', '“', '„'])
        && text.ends_with('.')
        && has_even_quotes(text)
        && told() >= TELLING
}

/// Whether a text is short and long enough to be read at a glance; no more of it is looked at than such a text has.
fn has_readable_length(text: &str) -> bool {
    READABLE.contains(&text.chars().take(READABLE.end() + 1).count())
}

/// Whether a sentence begins with a word that points to one before it.
fn leans(text: &str, language: Language) -> bool {
    let words: Vec<String> = text.split_whitespace().take(3).map(lower_word).collect();
    let told = words.first().is_some_and(|first| lacks_subject(first));
    let own = LEANING_IN.get(&language);
    let is_listed = |opening: &str| LEANING.contains(opening) || own.is_some_and(|own| own.contains(opening));
    told || (1..=words.len()).any(|count| is_listed(words[..count].join(" ").as_str()))
}

/// Whether a first word is an East Slavic verb in the past plural ("Говорили про …"): who did it stands in the sentence before.
fn lacks_subject(first: &str) -> bool {
    first.chars().count() > 4 && SUBJECTLESS_ENDINGS.iter().any(|ending| first.ends_with(ending))
}

fn lower_word(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_letter_or_digit()).lower_case().replace('’', "'")
}

/// Whether direct speech takes more than a third of it.
fn is_speech(of: &Fitness, sentence: &Sentence) -> bool {
    of.spoken(sentence) * 3 > sentence.span.end - sentence.span.start
}

/// Whether its quotation marks close: «» in pairs, and an even number of each other kind („ “ and “ ” both are pairs).
fn has_even_quotes(text: &str) -> bool {
    let count = |marks: &[char]| text.matches(marks).count();
    count(&['«']) == count(&['»']) && count(&['"']) % 2 == 0 && count(&['„', '“', '”']) % 2 == 0
}

/// What asks, or speaks to the page's reader, tells less of the news.
fn address(sentence: &Sentence, language: Language) -> f64 {
    let text = sentence.text.as_str();
    if fitness::apparatus(text, language) >= OF_ITS_PAGE {
        STRANGE
    } else if text.ends_with('?') || fitness::speaks_to_reader(text) {
        TO_READER
    } else {
        1.0
    }
}

/// A sentence whose words stand nowhere else in its article may be anybody's.
fn belonging(theme: &Theme, sentence: &Sentence) -> f64 {
    if theme.is_stranger(sentence) {
        return STRANGE;
    }
    let bearing = theme.bearing(sentence);
    if bearing.headline >= HEADLINE_WORDS {
        return 1.0;
    }
    STRANGE + (1.0 - STRANGE) * (bearing.share / BEARING).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_leans_on_another_is_told() {
        for (text, language) in [
            ("Він приїхав.", Language::Ukrainian),
            ("За його словами, усе готове.", Language::Ukrainian),
            ("Водночас мова йшла про мир.", Language::Ukrainian),
            ("However, talks go on.", Language::English),
            ("Because of this, the road was shut.", Language::English),
            ("Это важно.", Language::Russian),
            ("Po pierwsze, rada jest za mała.", Language::Polish),
            ("Jest to nowy most.", Language::Polish),
            ("On sam nic nie powiedział.", Language::Polish),
            ("Er sagte nichts.", Language::German),
            ("Deshalb bleibt die Brücke zu.", Language::German),
            ("Il a refusé.", Language::French),
            ("C’est un pont neuf.", Language::French),
        ] {
            assert!(leans(text, language), "{text}");
        }
        for (text, language) in [
            ("Міністр приїхав.", Language::Ukrainian),
            ("Зустріч тривала годину.", Language::Ukrainian),
            ("Talks go on.", Language::English),
            ("On Monday a bridge was opened.", Language::English),
            ("Ten towns will pay for it.", Language::English),
            ("Италия поможет.", Language::Russian),
            ("Rada przyjęła budżet.", Language::Polish),
            ("Ein Zug hielt an.", Language::German),
            ("Hier, le pont a été fermé.", Language::French),
        ] {
            assert!(!leans(text, language), "{text}");
        }
    }

    #[test]
    fn quotation_marks_must_close() {
        assert!(has_even_quotes("Він назвав це „подією“ тижня."));
        assert!(has_even_quotes("Готується “дуже потужна подія”."));
        assert!(!has_even_quotes("Готується «потужна подія."));
    }
}
