//! In: a sentence and the blocks of its article. Out: a weight for the sentence's position.
//!
//! News begins with the main points, so the first paragraph counts most. But a page may have a summary before it, and captions among its
//! paragraphs. A summary is recognized by what follows: a dateline, which opens the report itself, or a short line with the author's name.
//! A page that addresses its reader from the start has a summary too. A caption ends with the photographer's name.
//!
//! The weights were set by hand and not optimized: of some 800 printed sentences from the tuning half of the sites of five sets, too few
//! are wrong to compare weights. They follow how often sentences of each position are not in the known body there: in the first paragraph
//! 0.5 %, in the running text 1 %, in decks and summaries 4 to 6 %, before a dateline or under a picture 2 of 13. For the surroundings of
//! blocks see `surroundings`. Other weights for those were not tried.
//!
//! Invariant: looks only at a sentence's position and its neighbours. Drops no sentence.

use std::sync::LazyLock;

use super::surroundings::{self, Surroundings};
use super::wording::{calls_reader, speaks_to_reader};
use crate::annotate::{Annotated, Part, Sentence, dateline, sentence};
use crate::lang;
use crate::letters::{Letter, LowerCase};
use crate::normalize::BlockKind;

/// Factors for a sentence in the first paragraph of a report, in a deck, in a summary before the report, and before a dateline or under a
/// picture. The first, with .6, 66 of the 100 events in the edition of `tests/events/tuned` change; with 2.4, 1.
const LEDE: f64 = 1.2;
const DECK: f64 = 0.9;
/// The same edition of `tests/events/tuned` with .6 and .9.
const SUMMARY: f64 = 0.8;
const APART: f64 = 0.5;
/// Factors if the surroundings of the block are suspicious: before the line at the bottom of a card, and otherwise. Set by hand.
const CARD: f64 = 0.7;
const STRANGE: f64 = 0.3;

/// Number of blocks in which a dateline may open the report. Number of blocks, and of bytes, in which a page shows that it addresses its
/// reader. Maximum number of bytes of a caption, and of code points of its credit line. The first: the same edition of `tests/events/tuned`
/// with 3 and 12.
const OPENING: usize = 6;
/// With 2, 2 of the 100 events in the edition of `tests/events/tuned` change; with 8, none.
const GUIDE: usize = 4;
/// The same edition of `tests/events/tuned` with 1500 and 6000.
const ADDRESSED: usize = 3_000;
/// The same edition of `tests/events/tuned` with 350 and 1400.
const CAPTION: usize = 700;
/// The same edition of `tests/events/tuned` with 30 and 120.
const CREDIT: usize = 60;

static CREDITS: LazyLock<Vec<&'static str>> = LazyLock::new(|| lang::all(|pack| &pack.digest.credits).collect());

/// The positions of an article.
pub(crate) struct Standing<'a> {
    page: &'a Annotated,
    /// The first paragraph.
    first: Option<usize>,
    /// Whether the page addresses its reader at the beginning, as guides and shops do. Their first paragraph is a teaser.
    is_guide: bool,
    /// The first block that begins with a dateline, if it is near the beginning.
    dateline: usize,
    surroundings: Vec<Surroundings>,
}

impl<'a> Standing<'a> {
    /// Reads an article.
    pub(crate) fn of(page: &'a Annotated) -> Self {
        let body = &page.article.body;
        let place = behind_place(page);
        let opens = |at: &usize| Some(*at) == place || dateline::find(&body[*at].passage.text).is_some();
        Self {
            page,
            first: body.iter().position(|block| block.kind == BlockKind::Paragraph),
            is_guide: body.iter().take(GUIDE).any(|block| addresses(&block.passage.text)),
            dateline: (0..body.len().min(OPENING)).find(opens).unwrap_or(0),
            surroundings: surroundings::of(page),
        }
    }

    /// The weight of a sentence's position.
    pub(crate) fn weight(&self, sentence: &Sentence) -> f64 {
        let Part::Body(at) = sentence.part else { return if self.dateline > 0 { SUMMARY } else { DECK } };
        match self.surroundings[at] {
            Surroundings::Running => self.weight_of_block(at),
            Surroundings::Card => CARD * self.weight_of_block(at),
            Surroundings::Alone => APART * self.weight_of_block(at),
            _ => STRANGE * self.weight_of_block(at),
        }
    }

    /// The weight of a block's position among the others.
    fn weight_of_block(&self, at: usize) -> f64 {
        if self.is_before_report(at) {
            APART
        } else if Some(at) == self.first.filter(|_| self.dateline == 0) {
            if self.is_summary(at) { SUMMARY } else { LEDE }
        } else if at == self.dateline && at > 0 {
            LEDE
        } else {
            1.0
        }
    }

    /// Whether a sentence is certainly in the running text of its report.
    pub(crate) fn is_running(&self, sentence: &Sentence) -> bool {
        matches!(sentence.part, Part::Body(at) if !(self.is_apart(at) || Some(at) == self.first && self.is_summary(at)))
    }

    /// Whether a block is before the dateline, under a picture, or among other articles.
    pub(crate) fn is_apart(&self, at: usize) -> bool {
        self.surroundings.get(at).is_some_and(|&one| one != Surroundings::Running) || self.is_before_report(at)
    }

    fn is_before_report(&self, at: usize) -> bool {
        at < self.dateline || self.page.article.body.get(at).is_some_and(|block| is_caption(&block.passage.text))
    }

    /// Whether a heading or a short line separates a first paragraph from the rest, or the page addresses its reader.
    fn is_summary(&self, at: usize) -> bool {
        self.is_guide || self.page.article.body.get(at + 1).is_some_and(|next| next.kind == BlockKind::Subhead)
    }
}

/// The block after a line, kept or dropped, with a town and its country as in datelines. `None` after the first block.
fn behind_place(page: &Annotated) -> Option<usize> {
    let body = &page.article.body;
    let kept = body.iter().take(OPENING).map(|block| (block.passage.text.as_str(), block.passage.span.start));
    let first = body.first()?.passage.span.start;
    let dropped = page.article.dropped.iter().map(|line| (line.text.as_str(), line.span.start));
    let lines = kept.chain(dropped.skip_while(|&(_, start)| start < first).take(OPENING));
    let place = lines.filter(|&(line, start)| start > first && names_place(line)).map(|(_, start)| start).min()?;
    body.iter().take(OPENING).position(|block| block.passage.span.start > place)
}

/// Whether a line is only a town and its country in capital letters, a dateline by itself: "MARSH END, ENGLAND".
fn names_place(line: &str) -> bool {
    /// Maximum number of words of either. Set by hand.
    const WORDS: usize = 3;
    let is_name = |part: &str| {
        let shouted =
            part.chars().filter(|c| c.is_letter()).all(char::is_capital) && part.chars().all(|c| !c.is_ascii_digit());
        shouted && part.trim().chars().nth(2).is_some() && part.split_whitespace().count() <= WORDS
    };
    let ended = line.ends_with(char::is_letter);
    ended && line.split_once(',').is_some_and(|(town, country)| is_name(town) && is_name(country))
}

/// Whether a text addresses the reader of its page.
fn addresses(text: &str) -> bool {
    text.len() <= ADDRESSED && (speaks_to_reader(text) || calls_reader(text))
}

/// Whether a text ends with the credit of a picture: "The bridge at night. Photo: Ada Lom".
fn is_caption(text: &str) -> bool {
    if text.len() > CAPTION {
        return false;
    }
    let Some(last) = sentence::ranges(text).pop().filter(|last| last.start > 0) else { return false };
    let credit = &text[last];
    let short = credit.chars().nth(CREDIT).is_none();
    short && CREDITS.iter().any(|word| is_credit(credit, word))
}

/// Whether a line begins with a word for pictures and continues with a sign or a name.
fn is_credit(line: &str, word: &str) -> bool {
    let folded = line.trim_start_matches(['(', '[', '©', ' ']).lower_case();
    let Some(rest) = folded.strip_prefix(word) else { return false };
    let behind = rest.trim_start();
    let sign = behind.starts_with([':', '/', '|', '–', '—', '-', '©']);
    let words = behind.split_whitespace().count();
    let ended = line.ends_with(|c: char| c.is_letter_or_digit() || c == ')');
    sign || (rest.starts_with(' ') && ended && words <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::trial;

    /// An article with this markup.
    fn page(markup: &str) -> Annotated {
        trial::page(&format!("<article><h1>Рада схвалила кошторис</h1>{markup}</article>"))
    }

    fn weight(page: &Annotated, start: &str) -> f64 {
        let standing = Standing::of(page);
        let sentence = page.sentences.iter().find(|one| one.text.starts_with(start)).unwrap();
        assert_eq!(standing.is_running(sentence), standing.weight(sentence) >= 1.0, "{start}");
        standing.weight(sentence)
    }

    const NEWS: &str = "<p>Гроші підуть на школи, лікарні та дороги міста, як сказала голова ради після засідання.</p>\
                        <p>Міст через річку збудують за рік, а парк біля нього за два роки, коли місто знайде гроші.</p>";

    #[test]
    fn text_before_a_dateline_is_not_a_lede() {
        let text = format!(
            "<p>Рада на засіданні схвалила кошторис міста на рік після довгих суперечок.</p>\
             <p>КИЇВ, 12 травня (УНН) – Депутати міської ради у вівторок ухвалили кошторис на наступний рік.</p>{NEWS}"
        );
        let page = page(&text);
        assert_eq!(weight(&page, "Рада на засіданні"), APART);
        assert_eq!(weight(&page, "КИЇВ"), LEDE);
        assert_eq!(weight(&page, "Гроші"), 1.0);
    }

    #[test]
    fn a_paragraph_that_a_heading_parts_from_the_rest_is_a_summary() {
        let lede = "<p>Рада на засіданні схвалила кошторис міста на рік після довгих суперечок.</p>";
        assert_eq!(weight(&page(&format!("{lede}{NEWS}")), "Рада на засіданні"), LEDE);
        let parted = page(&format!("{lede}<h2>На що підуть гроші</h2>{NEWS}"));
        assert_eq!(weight(&parted, "Рада на засіданні"), SUMMARY);
        assert_eq!(weight(&parted, "Гроші"), 1.0);
    }

    #[test]
    fn a_page_that_addresses_its_reader_opens_with_a_teaser() {
        let lede = "<p>Рада на засіданні схвалила кошторис міста на рік після довгих суперечок.</p>";
        let guide = page(&format!("{lede}<p>Ми пояснимо вам, на що підуть гроші міста цього року.</p>{NEWS}"));
        assert_eq!(weight(&guide, "Рада на засіданні"), SUMMARY);
        let speech =
            page(&format!("{lede}<p>«Ми пояснимо вам, на що підуть гроші міста», — сказала голова ради.</p>{NEWS}"));
        assert_eq!(weight(&speech, "Рада на засіданні"), LEDE);
    }

    #[test]
    fn text_before_a_town_in_capitals_is_not_a_lede() {
        let lede = "<p>Рада на засіданні схвалила кошторис міста на рік після довгих суперечок.</p>";
        let parted = page(&format!("{lede}<h3>ЗАРІЧЧЯ, УКРАЇНА</h3>{NEWS}"));
        assert_eq!(weight(&parted, "Рада на засіданні"), APART);
        assert_eq!(weight(&parted, "Гроші"), LEDE);
        for line in ["Заріччя, Україна", "ЩО ДАЛІ", "ЩО, ЯК І КОЛИ РОБИТИ ДАЛІ", "ЗАРІЧЧЯ, 2030"]
        {
            assert!(!names_place(line), "{line}");
        }
    }

    #[test]
    fn a_line_that_ends_with_a_photographer_is_a_caption() {
        for text in [
            "Міст через річку вночі. Фото: Ада Лом",
            "The bridge over the river at night. Picture: Agency",
            "Most nad rzeką w nocy. Fot. Ada Lom",
            "Die Brücke bei Nacht. Foto: Ada Lom/Agentur",
            "Le pont de nuit. (Photo Ada Lom)",
        ] {
            assert!(is_caption(text), "{text}");
        }
        for text in [
            "Рада показала світлини. Фото мосту бачили всі, хто прийшов на засідання ради міста.",
            "The council met. Photos were taken of it.",
            "Photo: Ada Lom",
            "Міст збудують за рік.",
        ] {
            assert!(!is_caption(text), "{text}");
        }
    }
}
