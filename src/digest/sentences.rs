//! In: an event and its reports. Out: the sentences that summarize it, the best first.
//!
//! Invariant: a sentence that depends on another, is cut, or is direct speech is used only if nothing else is left. A sentence that is not
//! fit to be printed is never used.

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

/// Number of sentences of a report that are examined. News has the main points first.
const LOOKED_AT: usize = 24;
/// Number of code points of a sentence that can be read quickly.
const READABLE: std::ops::RangeInclusive<usize> = 45..=330;

/// A sentence with this share of its words elsewhere in its article belongs to it, and so does one with this many words of the headline.
/// Chosen on half of the sites of five sets (see `fitness`).
const BEARING: f64 = 0.3;
const HEADLINE_WORDS: usize = 2;
/// Factor for a sentence that shares no word with its article or is in a block that does not belong to it, and factor for one that
/// addresses the page's reader.
const STRANGE: f64 = 0.5;
const TO_READER: f64 = 0.8;
/// A sentence that mentions this many parts of the making of its page may not be news. Of known bodies 2 % do, of 69 invented notices 55.
const OF_ITS_PAGE: usize = 2;
/// Factor for a sentence about another day than that of its event. It is used only if nothing else is left.
const OF_ANOTHER_DAY: f64 = 0.001;

/// Maximum number of sentences of an event.
const MOST: usize = 3;

/// Maximum number of code points of a sentence. Longer ones are not sentences, but lists or files that lost their line ends.
const LONGEST: usize = 1_000;

/// The openings that refer to a sentence before them, in texts of any language.
static LEANING: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.leaning_openings).collect());

/// The same for texts in one language only.
static LEANING_IN: LazyLock<BTreeMap<Language, BTreeSet<&'static str>>> = LazyLock::new(|| {
    let words =
        |pack: &'static Pack| pack.digest.leaning_openings_of_this_language.iter().map(String::as_str).collect();
    lang::packs().iter().map(|pack| (pack.language, words(pack))).collect()
});

static SUBJECTLESS_ENDINGS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.subjectless_endings).collect());

/// Up to three sentences that summarize an event, the best first. There are fewer if its reports are short.
pub(crate) fn rank(
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
        let is_aside = another_day::is_about_another_day(event, &articles[*article], &dates[*article], sentence);
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

/// The ranked sentences of an event, those that can be read without their page first.
#[derive(Debug, Clone)]
pub(crate) struct Readable {
    /// The sentences.
    pub sentences: Vec<KeySentence>,
    /// Number of sentences that can be read without their page.
    pub readable: usize,
}

impl Readable {
    /// Keeps only the sentences of some articles.
    pub(crate) fn only(&self, keeps: impl Fn(ArticleIndex) -> bool) -> Self {
        let keeps = |key: &&KeySentence| keeps(key.article);
        let readable = self.sentences[..self.readable].iter().filter(keeps).count();
        Self { sentences: self.sentences.iter().filter(keeps).cloned().collect(), readable }
    }

    /// Moves the sentences that can be read without their page to the front.
    pub(crate) fn of(ranked: &[KeySentence], articles: &[Annotated]) -> Self {
        let pages: BTreeMap<ArticleIndex, Fitness> =
            ranked.iter().map(|key| (key.article, Fitness::of(&articles[key.article]))).collect();
        let (mut sentences, others): (Vec<KeySentence>, Vec<KeySentence>) =
            ranked.iter().cloned().partition(|key| reads_alone(&pages[&key.article], &key.sentence));
        let readable = sentences.len();
        sentences.extend(others);
        Self { sentences, readable }
    }
}

/// Whether a sentence can be read without its page: it is about the page's subject, is in its body, is not a question, ends properly, does
/// not address the page's reader, and contains news.
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
        && is_news(page, text)
}

/// Whether a sentence, in a language with rules, is about the past, the future or an action.
fn is_news(page: &Annotated, text: &str) -> bool {
    let cues = tense::cues(text, page.article.language);
    fitness::is_read(page.article.language) && (cues.reports || cues.has(Tense::Past) || cues.has(Tense::Future))
}

/// Chosen sentences in the order of the event's reports, then of their text.
pub(crate) fn in_reading_order(event: &Event, mut sentences: Vec<KeySentence>) -> Vec<KeySentence> {
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

/// Whether a sentence can be read alone: it is whole, depends on no other, and is not mostly direct speech.
pub(crate) fn stands_alone(of: &Fitness, sentence: &Sentence) -> bool {
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

/// Whether a sentence is direct speech followed by the words about the speaker: "«…», — сказала очільниця".
pub(crate) fn is_reported_speech(sentence: &Sentence) -> bool {
    /// Minimum number of words about the speaker.
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

/// Whether the length of a text is readable. Only as many characters as allowed are counted.
fn has_readable_length(text: &str) -> bool {
    READABLE.contains(&text.chars().take(READABLE.end() + 1).count())
}

/// Whether a sentence begins with a word that refers to one before it.
fn leans(text: &str, language: Language) -> bool {
    let words: Vec<String> = text.split_whitespace().take(3).map(lower_word).collect();
    let told = words.first().is_some_and(|first| lacks_subject(first));
    let own = LEANING_IN.get(&language);
    let is_listed = |opening: &str| LEANING.contains(opening) || own.is_some_and(|own| own.contains(opening));
    told || (1..=words.len()).any(|count| is_listed(words[..count].join(" ").as_str()))
}

/// Whether a first word is an East Slavic verb in the past plural ("Говорили про …"), so that its subject is in the sentence before.
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

/// A factor for questions and for sentences that address the page's reader. They contain less of the news.
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

/// A factor for how much a sentence belongs to its article. One whose words are nowhere else in the article may belong to anything.
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
    fn a_sentence_that_depends_on_another_is_recognized() {
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
