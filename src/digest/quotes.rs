//! In: an event, its reports and the people of the corpus. Out: the pull quotes of the event.
//!
//! Invariant: words are printed unchanged, with a speaker who is certain. A long quote is cut at the end of one of its sentences.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fitness::{Standing, Theme};
use super::{KeyQuote, Speakers, fitness};
use crate::annotate::{Annotated, Part, Quote};
use crate::chronicle::Event;
use crate::letters::Letter;
use crate::link::{ArticleIndex, tokens};
use crate::normalize::BlockKind;
use crate::rule;
use crate::salience::centroid::{Vector, Vectors, cosine};

/// Maximum number of quotes of an event. The same edition of `tests/events/tuned` with 1 and 4.
const MOST: usize = 2;
/// Minimum and maximum length of a printed quote, in code points. The first, with 20, 7 of the 100 events in the edition of
/// `tests/events/tuned` change; with 80, 21.
const SHORTEST: usize = 40;
/// The same edition of `tests/events/tuned` with 165 and 660.
const LONGEST: usize = 330;
/// Minimum number of words of a quote. Less is a borrowed word or a fragment. With 2, none of the 100 events in the edition of
/// `tests/events/tuned` change; with 10, 14.
const FEWEST: usize = 5;
/// Number of bytes of the marks around a quote that fills its block. Set by hand.
const MARKS: usize = 8;
/// Quotes with at least this cosine are wordings of one. The same edition of `tests/events/tuned` with .4 and .8.
const SAME: f64 = 0.6;
/// Maximum number of other wordings of a quote, and number of reports of an event that are searched for them. Set by hand.
const WORDINGS: usize = 2;
/// The same edition of `tests/events/tuned` with 12 and 48.
const REPORTS: usize = 24;

/// The quotes to print: those with a speaker, from different people first, no two the same.
pub(crate) fn choose(event: &Event, articles: &[Annotated], speakers: &Speakers, vectors: &Vectors) -> Vec<KeyQuote> {
    let mut chosen: Vec<(KeyQuote, Vector)> = Vec::new();
    let mut told: Vec<KeyQuote> = candidates(event, articles, speakers).collect();
    let mut pages: BTreeMap<ArticleIndex, Surrounded> = BTreeMap::new();
    told.sort_by_cached_key(|quote| {
        let page = pages.entry(quote.article).or_insert_with(|| Surrounded::of(&articles[quote.article]));
        page.doubt(&articles[quote.article].quotes[quote.quote]).is_some()
    });
    for pass in [true, false] {
        for candidate in told.iter().cloned() {
            if chosen.len() == MOST {
                break;
            }
            let text = &articles[candidate.article].quotes[candidate.quote].text;
            let vector = vectors.vector(text);
            let new_speaker = chosen.iter().all(|(known, _)| known.speaker != candidate.speaker);
            let new_words = chosen.iter().all(|(_, known)| cosine(known, &vector) < SAME);
            if new_words && (new_speaker || !pass) {
                chosen.push((candidate, vector));
            }
        }
    }
    let worded = |(quote, vector): (KeyQuote, Vector)| {
        let wordings = wordings(&quote, &vector, event, articles, speakers, vectors);
        KeyQuote { wordings, ..quote }
    };
    chosen.into_iter().map(worded).collect()
}

/// Other reports' wordings of a quote: those in its language, by the same speaker or without a named one, that share most of its words and
/// are neither equal nor a part of it.
fn wordings(
    key: &KeyQuote,
    vector: &Vector,
    event: &Event,
    articles: &[Annotated],
    speakers: &Speakers,
    vectors: &Vectors,
) -> Vec<(ArticleIndex, usize)> {
    let language = articles[key.article].article.language;
    let mut known = vec![folded(&articles[key.article].quotes[key.quote].text)];
    let mut found = Vec::new();
    let others = event.reports.iter().filter(|&&article| article != key.article).take(REPORTS);
    for &article in others.filter(|&&article| articles[article].article.language == language) {
        for (at, quote) in articles[article].quotes.iter().enumerate() {
            let speaker = quote.speaker.and_then(|person| speakers.get(&(article, person)).copied());
            let fits = SHORTEST..=LONGEST;
            if speaker.is_some_and(|speaker| Some(speaker) != key.speaker)
                || !fits.contains(&quote.text.chars().count())
                || cosine(&vectors.vector(&quote.text), vector) < SAME
            {
                continue;
            }
            let words = folded(&quote.text);
            let is_new = known.iter().all(|other| !other.contains(&words) && !words.contains(other.as_str()));
            if found.len() < WORDINGS && is_new {
                known.push(words);
                found.push((article, at));
            }
        }
    }
    found
}

/// The words of a quote without punctuation.
fn folded(text: &str) -> String {
    let words = tokens::words(text).map(|word| tokens::fold(&text[word]));
    words.collect::<Vec<_>>().join(" ")
}

fn candidates<'a>(
    event: &'a Event,
    articles: &'a [Annotated],
    speakers: &'a Speakers,
) -> impl Iterator<Item = KeyQuote> + 'a {
    event.reports.iter().flat_map(move |&article| {
        let quotes = articles[article].quotes.iter().enumerate();
        quotes.filter_map(move |(at, quote)| {
            let person = quote.speaker.filter(|_| stands_alone(&articles[article], quote))?;
            let bytes = shown(&quote.text).filter(|bytes| !fitness::is_notice(&quote.text[bytes.clone()]))?;
            let speaker = speakers.get(&(article, person)).copied();
            Some(KeyQuote { article, quote: at, bytes, speaker, wordings: Vec::new() })
        })
    })
}

/// A page, read once for all of its quotes.
struct Surrounded<'a> {
    page: &'a Annotated,
    standing: Standing<'a>,
    theme: Theme<'a>,
    /// Whether a block is about something else, once that was computed.
    strange: BTreeMap<usize, bool>,
}

impl<'a> Surrounded<'a> {
    fn of(page: &'a Annotated) -> Self {
        Self { page, standing: Standing::of(page), theme: Theme::of(page), strange: BTreeMap::new() }
    }

    /// The rule by which a quote may not belong to the article, if any.
    fn doubt(&mut self, quote: &Quote) -> Option<&'static str> {
        let Part::Body(at) = quote.part else { return Some(OUTSIDE_BODY) };
        let placed = self.placed(quote, at);
        rule::first(&DOUBTS, |fires| fires(&placed))
    }

    fn placed<'q>(&mut self, quote: &'q Quote, at: usize) -> Placed<'q>
    where
        'a: 'q,
    {
        let is_strange = *self.strange.entry(at).or_insert_with(|| self.theme.is_strange_block(at));
        Placed { quote, at, page: self.page, is_apart: self.standing.is_apart(at), is_strange }
    }
}

/// A quote in the body, as the rules see it.
struct Placed<'a> {
    quote: &'a Quote,
    /// Its block.
    at: usize,
    page: &'a Annotated,
    /// Whether the block is not part of the running text.
    is_apart: bool,
    /// Whether the block is about something else.
    is_strange: bool,
}

/// The rule for a quote that is not in the body.
const OUTSIDE_BODY: &str = "outside-body";
/// A named rule on quotes in the body.
type Doubt = rule::Rule<fn(&Placed) -> bool>;

/// The rules by which a quote in the body may not belong to the article.
const DOUBTS: [Doubt; 4] = [
    Doubt { name: "apart", fires: |it| it.is_apart },
    Doubt { name: "strange", fires: |it| it.is_strange },
    Doubt { name: "motto", fires: is_motto },
    Doubt { name: "inside-sentence", fires: begins_inside },
];

/// `motto`: it fills its block under a heading.
fn is_motto(it: &Placed) -> bool {
    let body = &it.page.article.body;
    let is_headed = it.at.checked_sub(1).is_some_and(|before| body[before].kind == BlockKind::Subhead);
    is_headed && body[it.at].passage.text.len() <= it.quote.text.len() + MARKS
}

/// `inside-sentence`: it begins with a small letter.
fn begins_inside(it: &Placed) -> bool {
    !it.quote.text.chars().next().is_some_and(|first| first.is_capital() || !first.is_letter())
}

/// Whether a quote may be printed alone: from the running text, with enough words, and not the name of a thing.
fn stands_alone(page: &Annotated, quote: &Quote) -> bool {
    let is_told = match quote.part {
        Part::Body(block) => page.article.body.get(block).is_some_and(|block| block.kind != BlockKind::Subhead),
        Part::Headline | Part::Deck => false,
    };
    let words: Vec<&str> = quote.text.split_whitespace().filter(|word| word.contains(char::is_letter)).collect();
    is_told && words.len() >= FEWEST && !is_title(&words)
}

/// Whether nearly every long word begins with a capital letter.
fn is_title(words: &[&str]) -> bool {
    /// Shortest long word: APA style capitalizes words of 4 letters or more in titles.
    const LONG: usize = 4;
    let long = || words.iter().filter(|word| word.chars().count() >= LONG);
    let capitals = long().filter(|word| word.chars().find(|c| c.is_letter()).is_some_and(char::is_capital)).count();
    capitals > 1 && capitals + 1 >= long().count()
}

/// The first sentences of a quote, as many as may be printed. `None` if it is too short, or if no sentence ends in time.
fn shown(text: &str) -> Option<Range<usize>> {
    let length = text.chars().count();
    if length < SHORTEST {
        return None;
    }
    if length <= LONGEST {
        return Some(0..text.len());
    }
    let limit = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let mut ends = text[..limit].rmatch_indices(['.', '!', '?', '…']).map(|(at, mark)| at + mark.len());
    let end = ends.find(|&end| starts_sentence(&text[end..]))?;
    (text[..end].chars().count() >= SHORTEST).then_some(0..end)
}

fn starts_sentence(rest: &str) -> bool {
    let behind = rest.trim_start();
    behind.len() < rest.len() && behind.chars().next().is_some_and(char::is_capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::trial;

    #[test]
    fn each_doubt_fires_on_its_example_and_not_on_a_quote_of_the_article() {
        const NEWS: &str = "The council of the town approved its budget, and the money will go to schools and roads.";
        let told =
            format!("<p>{NEWS}</p><p>“The schools of the town get a third of its budget,” said mayor Ada Lom.</p>");
        let other = "<p>“Our goalkeeper saved three penalties before six thousand viewers,” said coach Ada Lom.</p>";
        let captioned = "<p>“The schools of the town get a third of it,” said mayor Ada Lom. Photo: Orin Vale</p>";
        let motto = "<h2>The budget of the town</h2><p>“The schools of the town get a third of its budget”</p>";
        let inside = "<p>Mayor Ada Lom said that “schools of the town get a third of its budget” this year.</p>";
        let examples = [
            ("apart", captioned.to_owned(), told.clone()),
            ("strange", other.to_owned(), told.clone()),
            ("motto", motto.to_owned(), told.clone()),
            ("inside-sentence", inside.to_owned(), told),
        ];
        rule::try_each(&DOUBTS, examples, |fires, markup| {
            let head = format!("<h1>The council approved the budget of the town</h1><p>{NEWS}</p>");
            let page = trial::page(&format!(
                "<article>{head}{markup}<p>{NEWS} It pays for a park.</p><p>{NEWS}</p></article>"
            ));
            let quote = page.quotes.first().unwrap_or_else(|| panic!("a quote in {markup}"));
            let Part::Body(at) = quote.part else { panic!("a quote in the body") };
            fires(&Surrounded::of(&page).placed(quote, at))
        });
    }

    #[test]
    fn the_name_of_a_thing_is_no_quote() {
        let is_title = |text: &str| super::is_title(&text.split(' ').collect::<Vec<_>>());
        assert!(is_title("The Long Road Home to the Silver River"));
        assert!(!is_title("We have waited for this bridge over the Silver River"));
        assert!(!is_title("Ми чекали на цей міст у Заріччі десять років"));
    }

    #[test]
    fn a_long_quote_ends_with_one_of_its_sentences() {
        let sentence = "Це речення має рівно стільки слів, скільки треба для перевірки. ";
        let text = sentence.repeat(9);
        let shown = shown(&text).unwrap();
        assert!(text[shown.clone()].ends_with('.') && text[shown].chars().count() <= LONGEST);
        assert_eq!(super::shown("Коротко."), None);
        assert_eq!(super::shown(&"слово ".repeat(100)), None);
    }
}
