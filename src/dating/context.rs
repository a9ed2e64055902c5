//! In: an annotated article. Out: its temporal expressions, each with the information in the words around it.
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

/// A temporal expression with the information in the words around it.
pub(crate) struct Context<'a> {
    pub article: &'a Annotated,
    pub expression: &'a Expression,
    pub sentence: Option<&'a Sentence>,
    pub tense: Tense,
    /// The tense of the verb in its own clause.
    pub clause_tense: Tense,
    /// Whether the verb that governs it is in the past and is not only a verb of saying.
    pub done: bool,
    /// Whether its clause is about something else than that day: a hypothesis, a denial, a consequence.
    pub background: bool,
    /// Whether its sentence says that somebody said or did something.
    pub reports: bool,
    /// Whether its sentence looks back on older news.
    pub looks_back: bool,
    /// Whether it is in the headline, the deck or the first paragraphs.
    pub opens: bool,
    /// Whether it is in the headline, the deck or the first sentence, in the sentence's own clause. It must not be the end of a stretch,
    /// and no word before it may open a clause about something else.
    pub leads: bool,
    /// Whether it belongs to a dateline that is part of the first sentence: "LUDLOW, 9 May – The bell ringers …".
    pub runs_in: bool,
    /// For a weekday the day of a month right next to it, and for such a day the weekday: "у четвер, 22 травня".
    pub beside: Option<Meaning>,
    /// The weekday of the first day of a range: "з п'ятниці по неділю, 1–3 серпня".
    pub opening: Option<Weekday>,
    /// Whether it is the start or end of a stretch: "до 15 червня".
    pub ends: bool,
    /// Whether it modifies a noun: "Tuesday's earthquake".
    pub possessive: bool,
    /// Whether it is in reported speech.
    pub said: bool,
    /// Whether it is in direct speech.
    pub quoted: bool,
    /// Whether the words mark it as approximate.
    pub about: bool,
}

/// The expressions of an article that mean a time, in order of position.
pub(crate) fn contexts(article: &Annotated) -> Vec<Context<'_>> {
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
                Some(coming) if is_weekday(expression) && outlook.allows_future(coming) => Tense::Future,
                _ => cues.tense(bytes),
            }),
            clause_tense: cues.zip(bytes.as_ref()).map_or(Tense::Open, |(cues, bytes)| cues.clause_tense(bytes)),
            done: cues
                .zip(bytes.as_ref())
                .is_some_and(|(cues, bytes)| cues.tense(bytes) == Tense::Past && !cues.is_day_of_statement(bytes)),
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

/// Statements of an article about things that begin by plan. They are read on first use.
struct Outlook<'a> {
    article: &'a Annotated,
    told: OnceCell<(bool, bool)>,
}

impl<'a> Outlook<'a> {
    fn of(article: &'a Annotated) -> Self {
        Self { article, told: OnceCell::new() }
    }

    /// Whether something that a sentence calls coming may be in the future. The article must not say that such a thing began, and, if the
    /// sentence leaves it open, must say that one will.
    fn allows_future(&self, coming: Coming) -> bool {
        let (ahead, begun) = *self.told.get_or_init(|| self.read());
        !begun && (ahead || coming == Coming::Surely)
    }

    /// Whether a sentence about such a thing is in the future, and whether one says that it began.
    fn read(&self) -> (bool, bool) {
        let sentences = self.article.sentences.iter();
        let cues = sentences.map(|sentence| tense::cues(&sentence.text, self.article.article.language));
        cues.filter(Cues::names_coming).fold((false, false), |(ahead, begun), cues| {
            (ahead || cues.has(Tense::Future), begun || cues.is_under_way())
        })
    }
}

/// Whether an expression is a weekday without a word for its direction.
fn is_weekday(expression: &Expression) -> bool {
    matches!(expression.meaning, Meaning::Weekday { direction: 0, .. })
}

impl Context<'_> {
    /// Whether it may be the day of the article's event.
    pub(crate) fn is_news(&self) -> bool {
        let told = self.tense != Tense::Future && self.clause_tense != Tense::Future && !self.background;
        told && !self.looks_back && !self.runs_in && (self.reports || self.opens)
    }

    /// The expression as evidence.
    pub(crate) fn evidence(&self, kind: EvidenceKind) -> Evidence {
        Evidence {
            kind,
            text: self.expression.text.clone(),
            path: self.article.article.name(),
            place: Some(self.expression.span),
            gives: None,
        }
    }

    /// The days of a month, or the month, that it means. `None` if it means neither.
    pub(crate) fn stretch(&self) -> Option<Stretch> {
        Stretch::of(&self.expression.meaning)
    }

    /// Whether two expressions are next to each other without a word between them.
    pub(crate) fn touches(&self, other: &Self) -> bool {
        self.between(other)
            .is_some_and(|text| text.len() < 6 && !text.chars().any(|c| c.is_letter_or_digit() || c == '.'))
    }

    /// The text between two expressions of one part, in either order.
    pub(crate) fn between(&self, other: &Self) -> Option<&str> {
        let (one, other) = (self.expression, other.expression);
        let text = text(self.article, one.part).filter(|_| one.part == other.part)?;
        text.get(one.bytes.end..other.bytes.start).or_else(|| text.get(other.bytes.end..one.bytes.start))
    }
}

/// The weekday of the first day of a range, if its words include it.
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
pub(crate) fn text(article: &Annotated, part: Part) -> Option<&str> {
    passage(article, part).map(|passage| passage.text.as_str())
}

/// The passage of a part.
pub(crate) fn passage(article: &Annotated, part: Part) -> Option<&Passage> {
    match part {
        Part::Headline => article.article.headline.as_ref(),
        Part::Deck => article.article.deck.as_ref(),
        Part::Body(at) => article.article.body.get(at).map(|block| &block.passage),
    }
}

/// Whether an expression is in the headline, the deck or the first sentence of the text, and is not the end of a stretch.
fn leads(article: &Annotated, first: Option<usize>, sentence: &Sentence, expression: &Expression) -> bool {
    let opens = match sentence.part {
        Part::Headline | Part::Deck => true,
        Part::Body(at) => first == Some(at) && sentence.bytes.start == 0,
    };
    opens && !ends_stretch(article, sentence, expression)
}

/// Whether an expression of one day is the start or end of a stretch: "з 5 травня", "до 15 червня".
fn ends_stretch(article: &Annotated, sentence: &Sentence, expression: &Expression) -> bool {
    let several = Stretch::of(&expression.meaning).and_then(|stretch| stretch.days).is_some_and(|(a, b)| a != b);
    let text = &sentence.text[..expression.bytes.start - sentence.bytes.start];
    let before = time::before(text, article.article.language);
    !several && matches!(before, Before::From | Before::Until)
}

/// Whether only names of places and agencies come before an expression in the first paragraph, and a dash after it.
fn runs_in(article: &Annotated, first: Option<usize>, expression: &Expression) -> bool {
    /// Maximum number of bytes before the expression. The same edition of `tests/events/tuned` with 30 and 120.
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
    // An agency may come between: "WASHINGTON, March 5 (Reuters) - ".
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

/// The direct speech: for each quote its part, its start, and the furthest end of all quotes in that part up to it.
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

    /// Whether an expression is in a quote.
    fn hold(&self, expression: &Expression) -> bool {
        let behind =
            self.0.partition_point(|&(part, start, _)| (part, start) <= (expression.part, expression.span.start));
        let last = behind.checked_sub(1).map(|at| self.0[at]);
        last.is_some_and(|(part, _, end)| part == expression.part && expression.span.end <= end)
    }
}
