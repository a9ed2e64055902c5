//! In: an annotated article. Out: its temporal expressions, each with what the words around it say of it.
//!
//! Invariant: resolves nothing.

use std::cell::OnceCell;

use chrono::Weekday;

use super::possessive;
use crate::annotate::dateline;
use crate::annotate::{Annotated, Expression, Part, Sentence};
use crate::letters::Letter;
use crate::link::tense::{self, Coming, Cues};
use crate::normalize::BlockKind;
use crate::passage::Passage;
use crate::time::{self, Before, Evidence, EvidenceKind, ExpressionKind, Meaning, Stretch, Tense};

/// A temporal expression and what the words around it say of it.
pub struct Context<'a> {
    pub article: &'a Annotated,
    pub expression: &'a Expression,
    pub sentence: Option<&'a Sentence>,
    pub tense: Tense,
    /// The tense of the verb of its own clause.
    pub clause_tense: Tense,
    /// Whether a verb in the past that does more than say something governs it.
    pub done: bool,
    /// Whether its clause tells something else than what happened on that day: a hypothesis, a denial, what followed on it.
    pub background: bool,
    /// Whether its sentence tells that somebody said or did something.
    pub reports: bool,
    /// Whether its sentence looks back on older news.
    pub looks_back: bool,
    /// Whether it stands in headline, deck or the first paragraphs.
    pub opens: bool,
    /// Whether it stands in headline, deck or the first sentence, and its clause is the sentence's own: it is no end of a stretch and
    /// no word before it opens a clause about something else.
    pub leads: bool,
    /// Whether it is the dateline that runs into the first sentence: "LUDLOW, 9 May – The bell ringers …".
    pub runs_in: bool,
    /// For a weekday the day of a month right beside it, for such a day the weekday: "у четвер, 22 травня".
    pub beside: Option<Meaning>,
    /// The weekday of the first day of a range: "з п'ятниці по неділю, 1–3 серпня".
    pub opening: Option<Weekday>,
    /// Whether it is an end of a stretch: "до 15 червня".
    pub ends: bool,
    /// Whether it goes with a noun: "Tuesday's earthquake".
    pub possessive: bool,
    /// Whether it stands in what its sentence says that somebody said.
    pub said: bool,
    /// Whether it stands in direct speech.
    pub quoted: bool,
    /// Whether the words call it approximate.
    pub about: bool,
}

/// The expressions of an article that tell a time, in the order of their places.
pub fn contexts(article: &Annotated) -> Vec<Context<'_>> {
    let opening = article.opening();
    let outlook = Outlook::of(article);
    let first = first_paragraph(article);
    let spoken = Spoken::of(article);
    let mut last: Option<(usize, Cues)> = None;
    let mut contexts = Vec::new();
    for expression in &article.expressions {
        let telling = expression.kind != ExpressionKind::Set
            && !matches!(expression.meaning, Meaning::Length | Meaning::Reference(_));
        if !telling {
            continue;
        }
        let sentence = sentence_of(article, expression);
        if let Some(at) = sentence
            && last.as_ref().is_none_or(|&(known, _)| known != at)
        {
            last = Some((at, tense::cues(&article.sentences[at].text, article.article.language)));
        }
        let cues = sentence.and(last.as_ref()).map(|(_, cues)| cues);
        let sentence = sentence.map(|at| &article.sentences[at]);
        let bytes = sentence.map(|s| expression.bytes.start - s.bytes.start..expression.bytes.end - s.bytes.start);
        contexts.push(Context {
            article,
            expression,
            sentence,
            about: cues.zip(bytes.as_ref()).is_some_and(|(cues, bytes)| cues.are_about(bytes)),
            tense: cues.zip(bytes.as_ref()).map_or(Tense::Open, |(cues, bytes)| match cues.coming(bytes) {
                Some(coming) if is_weekday(expression) && outlook.tells_ahead(coming) => Tense::Future,
                _ => cues.tense(bytes),
            }),
            clause_tense: cues.zip(bytes.as_ref()).map_or(Tense::Open, |(cues, bytes)| cues.clause_tense(bytes)),
            done: cues
                .zip(bytes.as_ref())
                .is_some_and(|(cues, bytes)| cues.tense(bytes) == Tense::Past && !cues.are_told_on(bytes)),
            background: cues
                .zip(bytes.as_ref())
                .is_some_and(|(cues, bytes)| cues.are_unsure(bytes) || cues.are_behind(bytes)),
            reports: cues.is_some_and(|cues| cues.reports),
            looks_back: cues.is_some_and(|cues| cues.looks_back),
            opens: expression.part <= opening,
            leads: cues.zip(bytes.as_ref()).is_some_and(|(cues, bytes)| cues.are_its_own(bytes))
                && sentence.is_some_and(|sentence| leads(article, first, sentence, expression)),
            runs_in: runs_in(article, first, expression),
            beside: None,
            opening: opening_weekday(article, expression),
            ends: sentence.is_some_and(|sentence| ends_stretch(article, sentence, expression)),
            possessive: sentence.zip(bytes.as_ref()).is_some_and(|(sentence, bytes)| {
                let (before, behind) = (&sentence.text[..bytes.start], &sentence.text[bytes.end..]);
                possessive::is_possessive(before, behind, article.article.language)
            }),
            said: cues.zip(bytes.as_ref()).is_some_and(|(cues, bytes)| cues.are_said(bytes)),
            quoted: spoken.hold(expression),
        });
    }
    for at in 1..contexts.len() {
        let (one, other) = (&contexts[at - 1], &contexts[at]);
        let is_weekday = |context: &Context<'_>| matches!(context.expression.meaning, Meaning::Weekday { .. });
        let is_day = |context: &Context<'_>| context.stretch().is_some_and(|stretch| stretch.days.is_some());
        let pair = (is_weekday(one) && is_day(other)) || (is_day(one) && is_weekday(other));
        if pair && one.touches(other) {
            let (meaning, of_other) = (one.expression.meaning.clone(), other.expression.meaning.clone());
            contexts[at - 1].beside = Some(of_other);
            contexts[at].beside = Some(meaning);
        }
    }
    contexts
}

/// What an article tells of the things that begin by plan in it; read when it is first asked for.
struct Outlook<'a> {
    article: &'a Annotated,
    told: OnceCell<(bool, bool)>,
}

impl<'a> Outlook<'a> {
    fn of(article: &'a Annotated) -> Self {
        Self { article, told: OnceCell::new() }
    }

    /// Whether the article lets something lie ahead that its sentence calls coming: it tells of none that began, and, where the sentence
    /// leaves it open, of one that will.
    fn tells_ahead(&self, coming: Coming) -> bool {
        let (ahead, begun) = *self.told.get_or_init(|| self.read());
        !begun && (ahead || coming == Coming::Surely)
    }

    /// Whether a sentence that names such a thing tells what will be, and whether one tells that it began.
    fn read(&self) -> (bool, bool) {
        let sentences = self.article.sentences.iter();
        let cues = sentences.map(|sentence| tense::cues(&sentence.text, self.article.article.language));
        cues.filter(Cues::names_coming).fold((false, false), |(ahead, begun), cues| {
            (ahead || cues.has(Tense::Future), begun || cues.tells_begun())
        })
    }
}

/// Whether an expression is a weekday without a word that gives its direction.
fn is_weekday(expression: &Expression) -> bool {
    matches!(expression.meaning, Meaning::Weekday { direction: 0, .. })
}

impl Context<'_> {
    /// Whether it may be the day of what the article tells.
    pub fn is_news(&self) -> bool {
        let told = self.tense != Tense::Future && self.clause_tense != Tense::Future && !self.background;
        told && !self.looks_back && !self.runs_in && (self.reports || self.opens)
    }

    /// The expression as evidence.
    pub fn evidence(&self, kind: EvidenceKind) -> Evidence {
        Evidence {
            kind,
            text: self.expression.text.clone(),
            path: self.article.article.name(),
            place: Some(self.expression.span),
            gives: None,
        }
    }

    /// The days of a month, or the month, that it tells.
    pub fn stretch(&self) -> Option<Stretch> {
        Stretch::of(&self.expression.meaning)
    }

    /// Whether the two stand side by side, with no word between them.
    pub fn touches(&self, other: &Self) -> bool {
        self.between(other)
            .is_some_and(|text| text.len() < 6 && !text.chars().any(|c| c.is_letter_or_digit() || c == '.'))
    }

    /// The text between two expressions of one part, whichever stands first.
    pub fn between(&self, other: &Self) -> Option<&str> {
        let (one, other) = (self.expression, other.expression);
        let text = text(self.article, one.part).filter(|_| one.part == other.part)?;
        text.get(one.bytes.end..other.bytes.start).or_else(|| text.get(other.bytes.end..one.bytes.start))
    }
}

/// The weekday that a range of days opens on, where its words tell it.
fn opening_weekday(article: &Annotated, expression: &Expression) -> Option<Weekday> {
    let several = match &expression.meaning {
        Meaning::Calendar { days: Some((first, last)), .. } => first < last,
        Meaning::Between { .. } => true,
        _ => false,
    };
    let found = several.then(|| time::expressions(&expression.text, article.article.language))?;
    found.first()?.opening
}

/// The cleaned text of a part.
pub fn text(article: &Annotated, part: Part) -> Option<&str> {
    passage(article, part).map(|passage| passage.text.as_str())
}

/// The passage of a part.
pub fn passage(article: &Annotated, part: Part) -> Option<&Passage> {
    match part {
        Part::Headline => article.article.headline.as_ref(),
        Part::Deck => article.article.deck.as_ref(),
        Part::Body(at) => article.article.body.get(at).map(|block| &block.passage),
    }
}

/// Whether an expression stands in headline, deck or the first sentence of the text, and is no end of a stretch.
fn leads(article: &Annotated, first: Option<usize>, sentence: &Sentence, expression: &Expression) -> bool {
    let opens = match sentence.part {
        Part::Headline | Part::Deck => true,
        Part::Body(at) => first == Some(at) && sentence.bytes.start == 0,
    };
    opens && !ends_stretch(article, sentence, expression)
}

/// Whether an expression of one day is where a stretch starts or ends: "з 5 травня", "до 15 червня".
fn ends_stretch(article: &Annotated, sentence: &Sentence, expression: &Expression) -> bool {
    let several = Stretch::of(&expression.meaning).and_then(|stretch| stretch.days).is_some_and(|(a, b)| a != b);
    let text = &sentence.text[..expression.bytes.start - sentence.bytes.start];
    let before = time::before(text, article.article.language);
    !several && matches!(before, Before::From | Before::Until)
}

/// Whether only names of places and agencies stand before an expression in the first paragraph, and a dash behind it.
fn runs_in(article: &Annotated, first: Option<usize>, expression: &Expression) -> bool {
    const LONGEST: usize = 60;
    let opens = match expression.part {
        Part::Headline => false,
        Part::Deck => true,
        Part::Body(at) => first == Some(at),
    };
    let Some(text) = text(article, expression.part).filter(|_| opens && expression.bytes.start <= LONGEST) else {
        return false;
    };
    if dateline::find(text).is_some_and(|dateline| expression.bytes.end <= dateline.end) {
        return true;
    }
    let (before, behind) = (&text[..expression.bytes.start], &text[expression.bytes.end..]);
    let mut words = before
        .split(|c: char| !c.is_letter_or_digit() && c != '-' && c != '’' && c != '\'')
        .filter(|word| !word.is_empty());
    let names = words.clone().next().is_some() && words.all(|word| word.chars().next().is_some_and(char::is_capital));
    let behind = behind.trim_start_matches(['.', ',', ')', ']', ' ', '\u{a0}']);
    // An agency may stand between: "WASHINGTON, March 5 (Reuters) - ".
    let behind = match behind.strip_prefix(['(', '[', '/']).and_then(|agency| agency.split_once([')', ']', '/'])) {
        Some((agency, behind)) if agency.len() <= LONGEST => behind.trim_start(),
        _ => behind,
    };
    names && behind.starts_with(['–', '—', '-'])
}

fn sentence_of(article: &Annotated, expression: &Expression) -> Option<usize> {
    let sentences = &article.sentences;
    let at = sentences.partition_point(|s| (s.part, s.bytes.end) < (expression.part, expression.bytes.end));
    let sentence = sentences.get(at)?;
    (sentence.part == expression.part && sentence.bytes.start <= expression.bytes.start).then_some(at)
}

/// The block in which the text begins.
fn first_paragraph(article: &Annotated) -> Option<usize> {
    article.article.body.iter().position(|block| block.kind != BlockKind::Subhead)
}

/// Where direct speech stands: for each quote its part and start, and how far the speech of that part reaches that begins no later.
struct Spoken(Vec<(Part, usize, usize)>);

impl Spoken {
    fn of(article: &Annotated) -> Self {
        let mut quotes: Vec<_> =
            article.quotes.iter().map(|quote| (quote.part, quote.span.start, quote.span.end)).collect();
        quotes.sort_unstable();
        for at in 1..quotes.len() {
            let (part, _, end) = quotes[at - 1];
            if quotes[at].0 == part {
                quotes[at].2 = quotes[at].2.max(end);
            }
        }
        Self(quotes)
    }

    /// Whether an expression stands in a quote.
    fn hold(&self, expression: &Expression) -> bool {
        let behind =
            self.0.partition_point(|&(part, start, _)| (part, start) <= (expression.part, expression.span.start));
        let last = behind.checked_sub(1).map(|at| self.0[at]);
        last.is_some_and(|(part, _, end)| part == expression.part && expression.span.end <= end)
    }
}
