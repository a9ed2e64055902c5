//! In: a capture of pasted text and the survey of all captures. Out: an article.
//!
//! Every line gets one role. It depends on three things: the line's own shape (`survey::line`), how likely its shape and neighbours make it
//! part of the body (`score`), and the resulting run of body lines (`body`).
//!
//! Invariant: no rule knows a site. Every line that is not in the article is in `dropped`, with the reason.

pub mod body;
mod byline;
pub mod captions;
mod figures;
mod headline;
mod lists;
mod network;
mod roles;
pub mod score;

use super::article::{Article, Block, BlockKind, Dropped, Source, Stamp, StampKind};
use super::heading::{self, Known, plain};
use super::markup::dated::{CHANGED, OF_SOMETHING_ELSE};
use super::{publishers, source};
use crate::capture::Capture;
use crate::language::Language;
use crate::passage::Passage;
use crate::survey::line::{self, Line, Shape};
use crate::survey::{Survey, publisher};
use crate::time::shape;
use roles::Role;

/// Number of bytes of a body from which its language is detected. A limit on time: some 150 words in Cyrillic, 300 in Latin letters.
const ENOUGH_FOR_LANGUAGE: usize = 2000;

/// Reads a pasted page.
pub fn read(capture: &Capture, survey: &Survey) -> Article {
    let lines = line::lines(&capture.text);
    let judged = body::choose(&lines, &|line| survey.recurs(line));
    let inside: Vec<bool> = judged.iter().map(|judged| judged.inside).collect();
    let headline = headline::find(&lines, &inside);
    let roles = roles::assign(&lines, &judged, headline);
    let body = blocks(&lines, &roles);
    let recurs = |text: &str| survey.recurs(text) > 1;
    let source = source::find(capture, publisher::named(&lines), survey);
    let known = known(&lines, publishers(capture, source.as_ref()), &recurs);
    let with =
        |role: Role| lines.iter().zip(&roles).find(move |&(_, &of)| of == role).map(|(line, _)| line.passage.clone());
    let language = language(&body);
    Article {
        id: capture.id.clone(),
        form: capture.form,
        address: capture.address.clone(),
        digest: capture.digest.clone(),
        language,
        region: None,
        source,
        headline: with(Role::Headline).map(|passage| heading::trim(&without_hashes(&passage), &known)),
        deck: with(Role::Deck),
        byline: byline::names(&lines, &roles),
        authors_left_out: 0,
        is_cut: false,
        figures: figures::figures(&lines, &roles, &capture.pictures),
        stamps: stamps(&lines, &roles, language),
        dropped: dropped(&lines, &roles),
        body,
    }
}

/// The texts of a page besides its headline.
fn known<'a>(lines: &[Line], publishers: Vec<String>, recurs: &'a dyn Fn(&str) -> bool) -> Known<'a> {
    Known {
        lines: lines.iter().filter(|line| !line.folded.is_empty()).map(|line| plain(&line.folded)).collect(),
        publishers,
        is_title: false,
        recurs,
    }
}

/// The names that a page may print for its publisher.
fn publishers(capture: &Capture, source: Option<&Source>) -> Vec<String> {
    let listed = capture.address.as_deref().map(publishers::names);
    source.map(|source| source.name.clone()).into_iter().chain(listed.into_iter().flatten()).collect()
}

fn blocks(lines: &[Line], roles: &[Role]) -> Vec<Block> {
    let block = |(line, role): (&Line, &Role)| match role {
        Role::Body(kind) => Some(Block { kind: *kind, passage: without_bullet(&line.passage, *kind) }),
        _ => None,
    };
    lines.iter().zip(roles).filter_map(block).filter(|block| !block.passage.is_empty()).collect()
}

fn without_bullet(passage: &Passage, kind: BlockKind) -> Passage {
    let text = &passage.text;
    let bare = match kind {
        BlockKind::List => {
            text.trim_start_matches(|c: char| c.is_whitespace() || roles::BULLETS.contains(c) || "-–—".contains(c))
        }
        BlockKind::Quote => text.trim_start_matches(['>', ' ']),
        BlockKind::Subhead => return without_hashes(passage),
        _ => text,
    };
    passage.part(text.len() - bare.len()..text.len())
}

/// A heading without its Markdown signs (CommonMark, "ATX headings").
fn without_hashes(passage: &Passage) -> Passage {
    let text = &passage.text;
    let bare = text.trim_start_matches('#');
    let is_mark = text.len() - bare.len() <= 6 && bare.starts_with(' ');
    let start = if is_mark { text.len() - bare.trim_start().len() } else { 0 };
    passage.part(start..text.len())
}

fn language(body: &[Block]) -> Language {
    let mut text = String::new();
    for block in body {
        let room = ENOUGH_FOR_LANGUAGE.saturating_sub(text.len());
        if room == 0 {
            break;
        }
        text.extend(block.passage.text.chars().take(room));
        text.push('\n');
    }
    Language::detect(&text)
}

fn stamps(lines: &[Line], roles: &[Role], language: Language) -> Vec<Stamp> {
    let dated = lines.iter().zip(roles).filter(|(line, _)| matches!(line.shape, Shape::Dateline | Shape::ShortDate));
    dated.filter_map(|(line, role)| stamp(line, *role == Role::Dateline, language)).collect()
}

/// The stamp of a line with a date. None if the words say that the date belongs to something else.
fn stamp(line: &Line, own: bool, language: Language) -> Option<Stamp> {
    let text = &line.passage.text;
    // The folded line has the same length as the line unless lower case changed it or there was a bullet.
    let date = shape::whole(&line.folded).filter(|_| line.folded.len() == text.len());
    let range = date.filter(|range| text.get(range.clone()).is_some()).unwrap_or(0..text.len());
    let range = behind_weekday(text, range.start)..range.end;
    let (before, behind) = (&text[..range.start], &text[range.end..]);
    let of_life = shape::years(text) > 1;
    let ends = before.trim_end().ends_with(['–', '—', '-'])
        || behind.trim_start().starts_with(['–', '—']) && shape::years(behind) > 0;
    if own && (of_life || ends || OF_SOMETHING_ELSE.is_match(before)) {
        return None;
    }
    let changed = own && CHANGED.is_match(before);
    let kind = match own {
        true if changed => StampKind::Modified,
        true => StampKind::Dateline,
        false => StampKind::Boilerplate,
    };
    let place = line.passage.place(range.clone());
    Some(Stamp::read(kind, text[range].trim().to_owned(), Some(place), language))
}

/// The start of a date including the weekday before it, if that is the only word before it. The weekday may decide between the two readings
/// of `02/10/2030`.
fn behind_weekday(text: &str, start: usize) -> usize {
    let word = text[..start].trim_end_matches([' ', ',', '.', '\u{a0}']);
    let only = !word.is_empty() && word.chars().all(char::is_alphabetic) && word.len() < start;
    if only { 0 } else { start }
}

fn dropped(lines: &[Line], roles: &[Role]) -> Vec<Dropped> {
    let drop = |(line, role): (&Line, &Role)| {
        role.why().map(|why| Dropped::new(line.original.clone(), line.passage.span, why))
    };
    lines.iter().zip(roles).filter_map(drop).collect()
}
