//! In: the chapters and the digest. Out: the edition's chapters with their events, and its summary.
//!
//! Invariant: each sentence, quote and headline names its source and its place there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use chrono::Datelike;

use super::model::{
    Abbreviation, Added, Chapter, Count, CountStep, DateText, Development, Disagreement, Event, EventStatus, Headline,
    KeySentence, Matter, Mentioned, Place, Quotation, Quote, Side, Upcoming,
};
use super::quotation::{place, quotation};
use super::{Context, chapter_title, dates, entities, news, weights};
use crate::annotate::{self, Annotated, Part, PersonForm, names};
use crate::chapters::ChapterTitle;
use crate::chronicle;
use crate::digest::fitness::{Fitness, is_of_page};
use crate::digest::{self, EventDigest, KeyQuote};
use crate::lang;
use crate::letters::{Letter, LowerCase};
use crate::link::tokens;
use crate::passage::{Passage, Span};
use crate::project::{Prose, Status};
use crate::time::{Days, How};
use crate::words::{Lexicon, fill};

/// Maximum number of words that replace a missing headline. Set by hand.
const HEADLINE_WORDS: usize = 12;
/// Maximum number of words of a headline in a chapter title, if a clause ends within them. Set by hand.
const TITLE_WORDS: usize = 10;
/// Longer headlines, in code points, are printed only up to the end of a sentence or clause. Set by hand.
const HEADLINE_LONGEST: usize = 300;
/// Maximum length, in code points, of a headline without such an end. Set by hand.
const HEADLINE_UNCUT: usize = 600;
/// Minimum number of words in a clause that can replace a headline. Set by hand.
const CLAUSE_WORDS: usize = 5;

/// The chapters of the edition, in order.
pub(crate) fn chapters(context: &Context) -> Vec<Chapter> {
    let mut digests = context.material.digest.events.iter();
    let mut openers = context.material.digest.openers.iter();
    let chapters = context.material.chapters.iter().zip(1..);
    let chapter = |(chapter, number): (&crate::chapters::Chapter, usize)| Chapter {
        id: format!("chapter-{number}"),
        title: chapter_title(context, &chapter.title),
        words: title_words(context, &chapter.title),
        undated: chapter.title == ChapterTitle::Undated,
        period: days(context, &chapter.events).map(|days| dates::period(context.lexicon, days)),
        summary: openers.next().map(|chosen| sentences(context, &chapter.events, chosen)).unwrap_or_default(),
        editors_summary: editors_summary(context, &chapter.title),
        events: chapter
            .events
            .iter()
            .zip(digests.by_ref())
            .map(|(event, digest)| self::event(context, event, digest))
            .collect(),
    };
    chapters.map(chapter).collect()
}

/// The editor's judgement of an event, in words.
pub(crate) fn status_in_words(lexicon: &Lexicon, status: Status) -> &str {
    let words = &lexicon.statuses;
    match status {
        Status::Confirmed => &words.confirmed,
        Status::Disputed => &words.disputed,
        Status::Denied => &words.denied,
    }
}

/// What the editor writes about a declared chapter.
fn editors_summary(context: &Context, title: &ChapterTitle) -> Prose {
    let ChapterTitle::Theme(title) = title else { return Prose::new() };
    let theme = context.material.project.themes.iter().find(|theme| theme.title == *title);
    theme.map(|theme| theme.summary.clone()).unwrap_or_default()
}

/// The words of captures in the title of a chapter.
fn title_words(context: &Context, title: &ChapterTitle) -> Vec<Quotation> {
    match title {
        ChapterTitle::Found(words) => {
            words.iter().map(|word| quotation(context, word.article, word.text.clone(), word.span)).collect()
        }
        ChapterTitle::Story(article) => chapter_headline(context, *article).into_quotation().into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The sentences of the summary, each with the day of its event, or of what is only mentioned.
pub(crate) fn glance(context: &Context, mentioned: &[Mentioned]) -> Vec<KeySentence> {
    let events = context.material.chapters.iter().flat_map(|chapter| &chapter.events);
    let mut glance = sentences(context, events, &context.material.digest.glance);
    for sentence in &mut glance {
        if let Some(one) = mentioned.iter().find(|one| one.id == sentence.event) {
            sentence.when = Some(one.when.clone());
        }
    }
    glance
}

/// The chosen sentences, each with the day of its event.
fn sentences<'a>(
    context: &Context,
    events: impl IntoIterator<Item = &'a chronicle::Event>,
    chosen: &[(String, digest::KeySentence)],
) -> Vec<KeySentence> {
    let events: BTreeMap<&str, _> = events.into_iter().map(|event| (event.id.as_str(), event)).collect();
    let sentence = |(event, key): &(String, digest::KeySentence)| KeySentence {
        quotation: quotation(context, key.article, key.sentence.text.clone(), key.sentence.span),
        event: event.clone(),
        when: events.get(event.as_str()).and_then(|event| dates::of_event(context, event)),
    };
    chosen.iter().map(sentence).collect()
}

/// The days from the first to the last of some events, as their dates in words name them.
pub(crate) fn days<'a>(
    context: &Context,
    events: impl IntoIterator<Item = &'a chronicle::Event> + Clone,
) -> Option<Days> {
    let all = || events.clone().into_iter().filter_map(|event| dates::printed_days(context, event));
    Some(Days { earliest: all().map(|days| days.earliest).min()?, latest: all().map(|days| days.latest).max()? })
}

/// The headline of an article: the project's, the page's, or the first words of the page.
pub(crate) fn headline(context: &Context, article: usize) -> Headline {
    let page = &context.material.articles[article];
    let source = context.numbers[&article];
    let language = page.article.language;
    let name = page.article.name();
    let corrected = context.material.project.corrections.iter().find(|correction| correction.capture == name);
    if let Some(title) = corrected.and_then(|correction| correction.title.clone()) {
        return Headline { text: title, language, source, place: None };
    }
    let whole = |headline: &Passage| beginning(headline, usize::MAX);
    let own = page.article.headline.as_ref().filter(|headline| !is_of_page(&headline.text));
    let passage = own.map(whole).or_else(|| first_words(page)).or_else(|| page.article.headline.as_ref().map(whole));
    let passage = passage.unwrap_or_else(|| Passage::new("", 0));
    let place = (!passage.is_empty()).then(|| place(page, passage.span));
    let text = if passage.is_empty() { name } else { passage.text };
    Headline { text, language, source, place }
}

/// The headline of an article for a chapter title, cut at the end of a clause.
pub(crate) fn chapter_headline(context: &Context, article: usize) -> Headline {
    let headline = headline(context, article);
    let Some(place) = &headline.place else { return headline };
    let page = &context.material.articles[article];
    let headline_of_page =
        page.article.headline.as_ref().filter(|own| own.span.start <= place.start && place.end <= own.span.end);
    let Some(own) = headline_of_page.and_then(|own| Some(own.part(own.text.find(&headline.text)?..own.text.len())))
    else {
        return headline;
    };
    let whole = own.part(0..headline.text.len());
    let cut = beginning(&whole, TITLE_WORDS);
    Headline { place: Some(self::place(page, cut.span)), text: cut.text, ..headline }
}

fn event(context: &Context, event: &chronicle::Event, digest: &EventDigest) -> Event {
    let lead = context.material.articles[event.lead].article.name();
    let number = |report: &usize| context.numbers[report];
    let headline = headline(context, event.lead);
    let key =
        digest.key.iter().map(|key| quotation(context, key.article, key.sentence.text.clone(), key.sentence.span));
    // A sentence that stands in the headline is not told again.
    let told = words(&headline.text);
    let key = key.filter(|key| !is_held(&headline, &key.place) && !told.contains(&words(&key.text)));
    Event {
        id: event.id.clone(),
        when: dates::of_event(context, event),
        place: digest.place.as_ref().and_then(|located| entities::event_place(context, located)),
        key: key.collect(),
        headline,
        quotes: digest.quotes.iter().filter_map(|quote| self::quote(context, quote)).collect(),
        disagreements: digest.disagreements.iter().map(|one| disagreement(context, one)).collect(),
        developments: digest.developments.iter().filter_map(|one| development(context, one)).collect(),
        added: digest.added.iter().map(|key| added(context, key)).collect(),
        sources: event.reports.iter().map(number).collect(),
        independent: weights::of_event(context, &event.reports, &digest.same_text),
        same_text: digest.same_text.iter().map(|group| group.iter().map(number).collect()).collect(),
        picture: None,
        note: event.note.clone(),
        status: event.status.map(|kind| EventStatus { kind, label: status_in_words(context.lexicon, kind).to_owned() }),
        dating: dates::short_line(context, event, &lead),
        story: None,
        evidence: event.when.as_ref().map(|when| when.evidence.clone()).unwrap_or_default(),
        change: news::change(context, event),
    }
}

/// Whether a part of a capture lies within the headline.
fn is_held(headline: &Headline, part: &Place) -> bool {
    headline.place.as_ref().is_some_and(|whole| {
        let is_same = whole.path == part.path && whole.record == part.record;
        is_same && whole.start <= part.start && part.end <= whole.end
    })
}

/// The words of a text between spaces, with one at each end: a text within another consists of its whole words.
fn words(text: &str) -> String {
    format!(" {} ", tokens::folded(text).collect::<Vec<_>>().join(" "))
}

fn quote(context: &Context, key: &KeyQuote) -> Option<Quote> {
    let page = &context.material.articles[key.article];
    let quote = &page.quotes[key.quote];
    let person = quote.speaker.map(|speaker| &page.people[speaker]);
    let speaker = key.speaker.map(|speaker| context.material.digest.people[speaker].name.clone());
    let named = person.and_then(|person| named(person, quote, speaker.as_deref().unwrap_or(&person.name)));
    let text = quote.text[key.bytes.clone()].to_owned();
    let translation = context.material.project.translations.iter().find(|translation| translation.is_of(&text));
    Some(Quote {
        translation: translation.map(|translation| translation.text.clone()),
        quotation: quotation(context, key.article, text, part_of(page, quote, &key.bytes)),
        speaker,
        role: quote.role.as_ref().map(|role| role.text.clone()),
        role_place: quote.role.as_ref().map(|role| place(page, role.span)),
        venue: quote.venue.as_ref().map(|venue| venue.text.clone()),
        venue_place: quote.venue.as_ref().map(|venue| place(page, venue.span)),
        cue: quote.cue.map(|cue| place(page, cue)),
        wordings: key.wordings.iter().map(|&(article, at)| wording(context, article, at)).collect(),
        named: named.map(|form| quotation(context, key.article, form.text.clone(), form.span)),
    })
}

/// A quote in the wording of a report.
fn wording(context: &Context, article: usize, at: usize) -> Quotation {
    let page = &context.material.articles[article];
    let quote = &page.quotes[at];
    quotation(context, article, quote.text.clone(), part_of(page, quote, &(0..quote.text.len())))
}

fn added(context: &Context, key: &digest::KeySentence) -> Added {
    let published = context.material.dates[key.article].published.as_ref();
    Added {
        quotation: quotation(context, key.article, key.sentence.text.clone(), key.sentence.span),
        published: published.map(|when| dates::text(context.lexicon, when)),
    }
}

fn disagreement(context: &Context, found: &digest::Disagreement) -> Disagreement {
    let words = &context.lexicon.matters;
    let (matter, text) = match found.matter {
        digest::Matter::Number => (Matter::Number, &words.number),
        digest::Matter::Day => (Matter::Day, &words.day),
    };
    let sides =
        found.sides.iter().map(|side| self::side(context, side)).map(|(quotation, said)| Side { quotation, said });
    Disagreement { matter, text: text.clone(), sides: sides.collect() }
}

/// The sentence of a side without a leading dateline, and the words that differ.
fn side(context: &Context, side: &digest::Side) -> (Quotation, String) {
    let whole = &side.key.sentence;
    let bare = context.material.articles[side.key.article].without_dateline(whole);
    let differs = side.differs.start + whole.bytes.start;
    let sentence = if bare.bytes.start <= differs { bare } else { whole.clone() };
    let said = whole.text[side.differs.clone()].to_owned();
    (quotation(context, side.key.article, sentence.text.clone(), sentence.span), said)
}

fn development(context: &Context, found: &digest::Development) -> Option<Development> {
    let published = |side: &digest::Side| context.material.dates[side.key.article].published.as_ref();
    let (first, last) = (published(&found.first)?, published(&found.last)?);
    let step = |side: &digest::Side, when| {
        let (quotation, said) = self::side(context, side);
        CountStep { quotation, said, published: dates::text(context.lexicon, when) }
    };
    let steps = vec![step(&found.first, first), step(&found.last, last)];
    let words = &context.lexicon.dates;
    let (from, to) = (first.days()?, last.days()?);
    let day =
        |days: Days| if from.earliest.year() == to.earliest.year() { words.label(days) } else { words.short(days) };
    let values = [
        ("first", steps[0].said.as_str()),
        ("first_day", &day(from)),
        ("last", &steps[1].said),
        ("last_day", &day(to)),
    ];
    Some(Development { text: fill(&context.lexicon.matters.developed, &values), steps })
}

/// The events that sources mention but none reports, without those that are upcoming.
pub(crate) fn mentioned(context: &Context) -> Vec<Mentioned> {
    let mentioned = |one: &digest::Mentioned| {
        let how = if one.mention.evidence.is_empty() { How::Stated } else { How::Resolved };
        Mentioned {
            id: one.id.clone(),
            upcoming: None,
            when: DateText { how, ..dates::stated(context.lexicon, one.days) },
            announced: one.announced,
            quotation: quotation(context, one.key.article, one.key.sentence.text.clone(), one.key.sentence.span),
            day: place(&context.material.articles[one.key.article], one.mention.span),
        }
    };
    context.material.digest.mentioned.iter().map(mentioned).collect()
}

/// The events that are announced for days after the edition's, in order.
pub(crate) fn upcoming(context: &Context) -> Vec<Upcoming> {
    let upcoming = |one: &digest::Upcoming| {
        let how = if one.mention.evidence.is_empty() { How::Stated } else { How::Resolved };
        let mut sources: Vec<usize> = one.articles.iter().map(|article| context.numbers[article]).collect();
        sources.sort_unstable();
        let number = sources.len();
        let noun = || context.language.noun(number, &context.lexicon.counts.articles);
        Upcoming {
            id: one.id.clone(),
            when: DateText { how, ..dates::stated(context.lexicon, one.days) },
            weekday: context.lexicon.dates.weekday(one.days),
            quotation: quotation(context, one.key.article, one.key.sentence.text.clone(), one.key.sentence.span),
            day: place(&context.material.articles[one.key.article], one.mention.span),
            announced_by: (number > 1).then(|| Count { number, noun: noun() }),
            sources,
        }
    };
    context.material.digest.upcoming.iter().map(upcoming).collect()
}

/// The same events as events that sources mention but none reports.
pub(crate) fn also_mentioned(upcoming: &[Upcoming]) -> impl Iterator<Item = Mentioned> {
    upcoming.iter().map(|one| Mentioned {
        id: format!("mentioned-{}", one.id),
        upcoming: Some(one.id.clone()),
        when: one.when.clone(),
        announced: true,
        quotation: one.quotation.clone(),
        day: one.day.clone(),
    })
}

/// The abbreviations in the edition's texts.
pub(crate) fn abbreviations(context: &Context) -> Vec<Abbreviation> {
    let abbreviation = |one: &digest::Abbreviation| {
        // A page whose event is outside the period is no source of the edition.
        let found = one.found.as_ref().filter(|found| context.numbers.contains_key(&found.article));
        Abbreviation {
            short: one.short.clone(),
            long: one.long.clone(),
            language: one.language,
            found: found.map(|found| quotation(context, found.article, found.text.clone(), found.span)),
        }
    };
    context.material.digest.abbreviations.iter().map(abbreviation).collect()
}

/// The place of a part of a quote. It is taken from the passage, because invisible characters may be between the words.
fn part_of(page: &Annotated, quote: &annotate::Quote, bytes: &Range<usize>) -> Span {
    let whole = |passage: &Passage| {
        let found = passage.text.match_indices(&quote.text).map(|(at, _)| at);
        let mut found = found.filter(|&at| passage.place(at..at + quote.text.len()) == quote.span);
        found.next().map(|at| passage.place(at + bytes.start..at + bytes.end))
    };
    let holds = |passage: &&Passage| passage.span.start <= quote.span.start && quote.span.end <= passage.span.end;
    page.article.passages().filter(holds).find_map(whole).unwrap_or(quote.span)
}

/// The words that name the speaker of a quote. Forms that contain the printed surname come first, because "Mary" alone does not name Mary
/// Brown. Among them, a form within the words that say who speaks is preferred, else the nearest form before the quote.
fn named<'a>(person: &'a annotate::Person, quote: &annotate::Quote, printed: &str) -> Option<&'a PersonForm> {
    let in_cue =
        |form: &&PersonForm| quote.cue.is_some_and(|cue| form.span.start < cue.end && cue.start < form.span.end);
    let is_before = |form: &&PersonForm| form.span.start < quote.span.start;
    let surname = names::surname(printed).lower_case();
    let has_surname = |form: &&PersonForm| form.text.split([' ', '-']).any(|word| begins_alike(word, &surname));
    let nearest = |forms: Vec<&'a PersonForm>| {
        let found = forms.iter().copied().find(|form| in_cue(form));
        found.or_else(|| forms.iter().copied().rfind(|form| is_before(form))).or(forms.first().copied())
    };
    nearest(person.forms.iter().filter(has_surname).collect()).or_else(|| nearest(person.forms.iter().collect()))
}

/// Whether a word may be a form of a surname: both begin with the same letters. The surname is in lower case.
fn begins_alike(word: &str, surname: &str) -> bool {
    /// Minimum number of these letters; a shorter surname must begin the word. Set by hand.
    const LETTERS: usize = 3;
    let word = word.lower_case();
    let common = word.chars().zip(surname.chars()).take_while(|(one, other)| one == other).count();
    common >= LETTERS.min(surname.chars().count())
}

/// The first words of a page without a headline. They come from its first sentence that is fit to print, without a dateline.
fn first_words(page: &Annotated) -> Option<Passage> {
    let fitness = Fitness::of(page);
    let fits = |sentence: &&annotate::Sentence| {
        sentence.part != Part::Headline && fitness.is_fit_to_print(sentence) && sentence.text.contains(' ')
    };
    let sentence = page.sentences.iter().find(fits).or(page.sentences.first())?;
    let bare = page.without_dateline(sentence);
    let (_, passage) = annotate::sentence::parts(&page.article).find(|(part, _)| *part == bare.part)?;
    Some(beginning(&passage.part(bare.bytes), HEADLINE_WORDS))
}

/// The beginning of a passage that can serve as a headline. A passage within the limits of words and length is taken whole. Otherwise it is
/// cut at the last end of a sentence or clause within the limits, else at the first end after them. A passage without such an end is cut in
/// the middle of a phrase only if it is too long to be a headline.
fn beginning(passage: &Passage, words: usize) -> Passage {
    let text = passage.text.as_str();
    let limit = |longest: usize| text.char_indices().nth(longest).map_or(text.len(), |(at, _)| at);
    let longest = limit(HEADLINE_LONGEST);
    let wanted = text.match_indices(' ').nth(words.saturating_sub(1)).map_or(text.len(), |(at, _)| at).min(longest);
    if wanted == text.len() {
        return passage.clone();
    }
    let ends = || ends(&text[..limit(HEADLINE_UNCUT)]);
    let within = ends().take_while(|&end| end <= wanted).last();
    let end = within.or_else(|| ends().next().filter(|&end| end <= longest)).unwrap_or_else(|| match text.len() {
        length if length <= limit(HEADLINE_UNCUT) => length,
        _ => text[..longest].rfind(' ').unwrap_or(longest),
    });
    passage.part(0..end)
}

/// The positions in a text where a sentence or clause ends that is long enough for a headline.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let sentences = annotate::sentence::ranges(text).into_iter().map(|sentence| sentence.end);
    let mut found: Vec<usize> = sentences.filter(|&end| end < text.len()).collect();
    found.extend(text.match_indices([',', ';', ':', '–', '—']).filter_map(|(at, mark)| clause_end(text, at, mark)));
    found.sort_unstable();
    found.retain(|&end| text[..end].split(' ').nth(CLAUSE_WORDS - 1).is_some());
    found.into_iter()
}

/// The end of the clause at a punctuation mark, if the mark ends one. A dash must have spaces around it, and the word after a comma must
/// open a clause.
fn clause_end(text: &str, at: usize, mark: &str) -> Option<usize> {
    let behind = text[at + mark.len()..].strip_prefix(' ')?;
    let before = text[..at].trim_end();
    let next = behind.split(|c: char| !c.is_letter_or_digit()).next().unwrap_or_default().lower_case();
    let is_clause = match mark {
        "," => CLAUSES.contains(next.as_str()),
        "–" | "—" => before.len() < at,
        _ => true,
    };
    is_clause.then_some(before.trim_end_matches(',').len())
}

static CLAUSES: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.clause_openers).collect());

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, words: usize) -> String {
        beginning(&Passage::new(text, 0), words).text
    }

    #[test]
    fn a_text_is_within_another_by_whole_words() {
        let told = words("A pump burst: 15 people left, the town said");
        assert!(told.contains(&words("15 people left.")) && told.contains(&words("“A pump burst”")));
        for other in ["5 people left", "16 people left", "No pump burst", "own said"] {
            assert!(!told.contains(&words(other)), "{other}");
        }
    }

    #[test]
    fn a_headline_ends_with_a_clause() {
        assert_eq!(cut("Рада схвалила кошторис", 12), "Рада схвалила кошторис");
        assert_eq!(
            cut(
                "Рада міста схвалила кошторис на рік, який почнеться в січні, і виділила гроші на школи та лікарні",
                12
            ),
            "Рада міста схвалила кошторис на рік"
        );
        assert_eq!(
            cut("The council of the town approved its budget. It will pay for roads, schools and a new bridge.", 12),
            "The council of the town approved its budget."
        );
        let open = "Рада міста на засіданні у вівторок після довгих суперечок про гроші на школи, лікарні та дороги схвалила кошторис";
        assert_eq!(cut(open, 12), open);
    }

    #[test]
    fn a_long_headline_is_cut_where_a_sentence_ends_or_not_at_all() {
        let sentence = "Рада міста схвалила кошторис на рік.";
        let long = [sentence; 9].join(" ");
        assert_eq!(cut(&long, usize::MAX), [sentence; 8].join(" "));
        let phrase = "слово ".repeat(60);
        assert_eq!(cut(&phrase, usize::MAX), phrase.trim_end());
        let endless = "слово ".repeat(600);
        assert!(cut(&endless, usize::MAX).chars().count() <= HEADLINE_LONGEST);
    }
}
