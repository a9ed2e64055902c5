//! In: an article's passages and people. Out: its direct speech. Each quote has its speaker if the text names one.
//!
//! Invariant: a quote is the exact text between the marks. A speaker is one of the article's people or missing. Speakers are missing in
//! languages in which they are not found reliably.

mod antecedent;
mod aside;
mod attribution;
mod bearers;
mod cue;
mod gender;
mod grammar;
mod heard;
mod holder;
mod marks;
mod named;
mod noun;
mod run;
mod scene;
mod small;
mod speech;
mod subject;
mod turns;
mod venue;
mod voice;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::names::Names;
use super::{Part, PersonForm};
use crate::annotate::text::Text;
use crate::lang;
use crate::language::Language;
use crate::letters::Letter;
use crate::normalize::{Article, BlockKind};
use crate::passage::Span;
use bearers::Bearers;
use cue::{Cue, Subject};
use heard::Heard;
use marks::Marked;
use scene::{Scene, office_start, places};
use turns::Turn;

/// Maximum number of tokens in a signature under a quote, and of bytes for the marks around a quote that fills its passage. Set by hand.
const LONGEST_SIGNATURE: usize = 20;
const MARKS: usize = 8;

/// A quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The part of the article that contains it.
    pub part: Part,
    /// The text between the marks, without the marks.
    pub text: String,
    /// The position in the capture.
    pub span: Span,
    /// The speaker's index in the article's people.
    pub speaker: Option<usize>,
    /// The words that name the speaker, as evidence.
    pub cue: Option<Span>,
    /// The speaker's office as the text gives it: next to the name, or next to the quote if it names nobody.
    pub role: Option<PersonForm>,
    /// The occasion, in the words next to the quote: "у вечірньому зверненні".
    pub venue: Option<PersonForm>,
}

/// The quotes of an article, in reading order.
pub fn find(article: &Article, names: &Names) -> Vec<Quote> {
    let turns = turns::find(names);
    let runs = run::find(names);
    let heard = Heard::new(runs.keys().copied().collect());
    let counts = counts(names);
    let bearers = Bearers::of(names, &counts);
    let mut reader = Reader { names, quotes: Vec::new(), heard, waiting: Vec::new(), counts, bearers };
    for (index, text) in names.texts.iter().enumerate() {
        reader.heard.enter(index);
        if let Some(turn) = turns.get(&index) {
            reader.read_turn(text, turn);
            continue;
        }
        let is_block_quote = matches!(text.part, Part::Body(block) if article.body[block].kind == BlockKind::Quote);
        let mut marked = runs.get(&index).cloned().into_iter().collect::<Vec<_>>();
        let from = marked.last().map_or(0, |run| run.end);
        marked.extend(marks::find_from(&text.passage.text, from));
        reader.read(index, text, &marked, is_block_quote);
        reader.heard.leave(marked);
    }
    if attributes(article.language) { reader.quotes } else { reader.quotes.into_iter().map(unattributed).collect() }
}

/// Number of mentions of each person. It is 0 if at least half of the mentions are next to words that mark the name of a thing.
fn counts(names: &Names) -> Vec<usize> {
    let (mut counts, mut things) = (vec![0; names.people.len()], vec![0; names.people.len()]);
    for place in &names.places {
        counts[place.person] += 1;
        things[place.person] += usize::from(grammar::is_named_thing(&names.texts[place.text], place));
    }
    let is_person = |(count, thing): (usize, usize)| if thing * 2 >= count { 0 } else { count };
    counts.into_iter().zip(things).map(is_person).collect()
}

/// Whether speakers are found reliably enough in a language. A text that is too short to detect its language may have speakers.
fn attributes(language: Language) -> bool {
    match lang::pack(language) {
        Some(pack) => pack.speech.finds_speakers,
        None => language == Language::Unknown,
    }
}

/// Removes the speaker of a quote.
fn unattributed(quote: Quote) -> Quote {
    Quote { speaker: None, cue: None, role: None, ..quote }
}

struct Reader<'a> {
    names: &'a Names<'a>,
    quotes: Vec<Quote>,
    heard: Heard,
    /// Quotes of earlier paragraphs whose mark was never closed. The next attribution applies to them too.
    waiting: Vec<usize>,
    /// Number of mentions of each person. It is 0 for names that words next to them mark as the name of a thing.
    counts: Vec<usize>,
    bearers: Bearers<'a>,
}

impl Reader<'_> {
    /// Reads one passage.
    fn read(&mut self, index: usize, text: &Text, marked: &[Marked], is_block_quote: bool) {
        let count = self.quotes.len();
        let is_dashed = speech::is_dash(text.word(0)) && text.tokens.len() > 2;
        if is_dashed {
            self.read_dash(index, text, marked);
        }
        if self.quotes.len() == count {
            for one in marked {
                self.read_marked(index, text, marked, one);
            }
        }
        if marked.is_empty() && is_block_quote {
            self.read_block(index, text);
        }
        if is_dashed && self.quotes.len() == count {
            self.read_signature(index, text);
        }
        if self.quotes.len() == count {
            self.waiting.clear();
            self.heard.silence();
        }
    }

    /// Attributes a quote that fills the previous passage to the person who signs it after a dash: "— Iryna Sokil, teacher".
    fn read_signature(&mut self, index: usize, text: &Text) {
        let Some(previous) = index.checked_sub(1).map(|previous| &self.names.texts[previous]) else { return };
        let Some(last) = self.quotes.last().filter(|last| last.part == previous.part && last.speaker.is_none()) else {
            return;
        };
        let fills = previous.passage.text.len() <= last.text.len() + MARKS;
        let place = places(self.names, index, &(1..text.tokens.len())).next();
        let place = place.filter(|place| place.nominative && office_start(place) == 1);
        let Some(place) = place.filter(|_| fills && text.tokens.len() <= LONGEST_SIGNATURE) else { return };
        let (subject, span) = (Subject::of(place.person), Some(text.form(&place.tokens).span));
        let cue = Cue { subject, span, venue: None, is_spoken: false, is_direct: true };
        self.attribute(self.quotes.len() - 1, &cue);
    }

    /// Adds the answer of an interview.
    fn read_turn(&mut self, text: &Text, turn: &Turn) {
        let Turn::Answer { bytes, speaker } = turn else { return };
        let subject = Subject { speaker: *speaker, role: None };
        let cue = Cue { subject, span: None, venue: None, is_spoken: true, is_direct: true };
        self.push(text, bytes.clone(), Some(&cue));
    }

    fn scene<'s>(&'s self, index: usize, marked: &'s [Marked], open: usize) -> Scene<'s> {
        let (heard, counts, bearers) = (&self.heard, self.counts.as_slice(), &self.bearers);
        Scene { names: self.names, index, marked, heard, open, counts, bearers }
    }

    /// Reads the text between marks: one quote, or several that the author's words separate.
    fn read_marked(&mut self, index: usize, text: &Text, all: &[Marked], marked: &Marked) {
        let scene = self.scene(index, all, text.token_at(marked.open));
        let (pieces, inside) = speech::split(&scene, marked.inner.clone());
        let leads = || attribution::leads_on(&scene, marked);
        let after = if marked.closed && !leads() { attribution::after(&scene, marked.end) } else { None };
        let behind = after.as_ref().and_then(|after| after.span);
        let between = || self.between(text, marked);
        let before = || attribution::before(&scene, marked.open);
        let cue = inside.or_else(|| attribution::surer(after, &before)).or_else(between).or_else(before);
        let words = pieces.iter().map(|piece| speech::word_count(text, piece)).sum::<usize>();
        if !speech::is_speech(&scene, marked, words, cue.as_ref()) {
            return;
        }
        let cue = cue.or_else(|| self.heard.going_on(text, marked).cloned());
        let cue = cue.or_else(|| speech::speaker_above(&self.scene(index, all, 0), marked));
        for piece in pieces {
            self.push(text, piece, cue.as_ref());
        }
        self.attribute_waiting(marked, cue.as_ref());
        let is_behind = behind.is_some() && behind == cue.as_ref().and_then(|cue| cue.span);
        self.heard.remember(marked.end, cue);
        self.heard.set_attributed_after(is_behind);
    }

    /// The cue of the previous quote, if only the author's words in the same sentence come between the two and name the speaker, as in
    /// `"A," he said, "b"`, or only one word does, as in `"A," and "b"`.
    fn between(&self, text: &Text, marked: &Marked) -> Option<Cue> {
        let (cue, end) = self.heard.here()?;
        let words = text.passage.text.get(end..marked.open)?;
        let parted = words.trim_end().ends_with([',', '–', '—']) && !words.contains(['.', '!', '?', ':']);
        let joined = words.split_whitespace().filter(|word| word.contains(Letter::is_letter)).count() < 2;
        (parted && cue.is_direct && cue.is_spoken && (joined || self.heard.is_attributed_after())).then(|| cue.clone())
    }

    /// Gives a speaker to earlier paragraphs of the same speech, or makes this paragraph wait for one.
    fn attribute_waiting(&mut self, marked: &Marked, cue: Option<&Cue>) {
        if let Some(cue) = cue {
            for index in std::mem::take(&mut self.waiting) {
                self.attribute(index, cue);
            }
        } else if !marked.closed {
            self.waiting.push(self.quotes.len() - 1);
        }
    }

    fn attribute(&mut self, index: usize, cue: &Cue) {
        let role = self.role(cue);
        let quote = &mut self.quotes[index];
        quote.speaker = cue.subject.speaker;
        quote.cue = cue.span;
        quote.role = role;
        quote.venue.clone_from(&cue.venue);
    }

    /// The office that the text gives next to the speaker's name, otherwise the one next to the quote.
    fn role(&self, cue: &Cue) -> Option<PersonForm> {
        match cue.subject.speaker {
            Some(speaker) => self.names.people[speaker].role.clone(),
            None => cue.subject.role.clone(),
        }
    }

    /// Reads a paragraph of speech that begins with a dash.
    fn read_dash(&mut self, index: usize, text: &Text, marked: &[Marked]) {
        let inner = text.bytes(&(1..2)).start..text.passage.text.len();
        let (pieces, cue) = speech::split(&self.scene(index, marked, 0), inner);
        let Some(cue) = cue else { return };
        for piece in pieces {
            self.push(text, piece, Some(&cue));
        }
        self.heard.remember(text.passage.text.len(), Some(cue));
    }

    /// Reads a block quotation without marks.
    fn read_block(&mut self, index: usize, text: &Text) {
        let all = 0..text.passage.text.len();
        if speech::word_count(text, &all) > speech::FRAGMENT_WORDS {
            let cue = attribution::before(&self.scene(index, &[], 0), 0);
            self.push(text, all.clone(), cue.as_ref());
            self.heard.remember(all.end, cue);
        }
    }

    fn push(&mut self, text: &Text, bytes: Range<usize>, cue: Option<&Cue>) {
        let words = &text.passage.text[bytes.clone()];
        let start = bytes.start + (words.len() - words.trim_start().len());
        let trimmed = words.trim().trim_end_matches([',', ' ', '–', '—', '-']);
        if trimmed.is_empty() || text.tokens.is_empty() {
            return;
        }
        self.quotes.push(Quote {
            part: text.part,
            text: trimmed.to_owned(),
            span: text.passage.place(start..start + trimmed.len()),
            speaker: None,
            cue: None,
            role: None,
            venue: None,
        });
        if let Some(cue) = cue {
            self.attribute(self.quotes.len() - 1, cue);
        }
    }
}
