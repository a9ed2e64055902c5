//! In: the lines of a page, its body and its headline. Out: one role for each line.
//!
//! Invariant: each line has exactly one role, and every role that is not in the article has a reason.

use std::collections::BTreeSet;

use super::score::ends_sentence;
use super::{body, figures};
use crate::letters::Letter;
use crate::normalize::article::{BlockKind, DropReason};
use crate::normalize::tail::{self, Seen};
use crate::survey::furniture::Furniture;
use crate::survey::line::{Line, Shape};

/// What a line is in its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Headline,
    Deck,
    Body(BlockKind),
    Byline,
    /// A date that the page gives for itself.
    Dateline,
    /// What a picture shows.
    Caption,
    /// Who made it.
    Credit,
    /// The picture.
    Picture,
    Dropped(DropReason),
}

/// Characters that stand before an item of a list.
pub const BULLETS: &str = "*+•●■▪◦·→";
/// Longest subhead, in code points.
const LONGEST_SUBHEAD: usize = 120;
/// Longest deck, in code points.
const LONGEST_DECK: usize = 350;
/// A deck without a picture behind it is at most this long, and at most 60 per cent of the paragraph behind it.
const SHORT_DECK: usize = 140;
/// Lines above a headline among which a dateline may stand.
const ABOVE: usize = 4;
/// Lines behind the body in which its author may be named.
const BELOW: usize = 6;

impl Role {
    /// Why the line is not in the article, if it is not.
    pub fn reason(self) -> Option<DropReason> {
        match self {
            Self::Headline | Self::Deck | Self::Body(_) => None,
            Self::Byline => Some(DropReason::Byline),
            Self::Dateline => Some(DropReason::Dateline),
            Self::Caption | Self::Credit | Self::Picture => Some(DropReason::Figure),
            Self::Dropped(reason) => Some(reason),
        }
    }
}

/// Where the parts of an article stand among its lines.
struct Frame {
    headline: Option<usize>,
    /// The first line of the body.
    first: usize,
    /// The last.
    last: usize,
}

/// The role of every line.
pub fn assign(lines: &[Line], inside: &[bool], headline: Option<usize>) -> Vec<Role> {
    let mut inside = inside.to_vec();
    inside[..headline.map_or(0, |at| at + 1)].fill(false);
    let captions = figures::captions(lines, &inside);
    let repeated = repeated(lines, &inside, headline);
    for at in 0..lines.len() {
        inside[at] &= !captions[at] && !repeated[at];
    }
    let end = tail::end(&seen(lines, &inside, &captions));
    inside[end..].fill(false);
    let first = inside.iter().position(|&inside| inside).unwrap_or(lines.len());
    let last = inside.iter().rposition(|&inside| inside).unwrap_or(first);
    let frame = Frame { headline, first, last };
    let lists = body::in_lists(&lines.iter().collect::<Vec<_>>());
    let mut roles: Vec<Role> = (0..lines.len())
        .map(|at| match at {
            at if headline == Some(at) => Role::Headline,
            at if inside[at] => Role::Body(BlockKind::Paragraph),
            at if repeated[at] => Role::Dropped(DropReason::Repeated),
            at if captions[at] && frame.holds(at) => Role::Caption,
            at => outside(lines, at, &frame, lists[at]),
        })
        .collect();
    name_kinds(lines, &mut roles);
    name_deck(lines, &mut roles, &frame);
    roles
}

/// The lines as the search for the end of the body sees them.
fn seen<'a>(lines: &'a [Line], inside: &[bool], captions: &[bool]) -> Vec<Seen<'a>> {
    let shows = |shape: Shape| {
        use Furniture::{Advert, Credit};
        matches!(shape, Shape::Image | Shape::Marks | Shape::Address | Shape::Furniture(Advert | Credit))
    };
    let see = |(at, line): (usize, &'a Line)| Seen {
        text: &line.passage.text,
        body: inside[at],
        heading: false,
        parts: !captions[at] && !shows(line.shape),
    };
    lines.iter().enumerate().map(see).collect()
}

impl Frame {
    /// Whether a line stands between the headline and the end of the body.
    fn holds(&self, at: usize) -> bool {
        at >= self.headline.unwrap_or(self.first).saturating_sub(2) && at <= self.last + 2
    }

    fn is_above_body(&self, at: usize) -> bool {
        let top = self.headline.unwrap_or(self.first);
        at + ABOVE >= top && at <= self.first
    }
}

fn repeated(lines: &[Line], inside: &[bool], headline: Option<usize>) -> Vec<bool> {
    let headline = headline.map(|at| lines[at].passage.text.as_str());
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut repeated = vec![false; lines.len()];
    for (at, line) in lines.iter().enumerate() {
        let text = line.passage.text.as_str();
        repeated[at] = line.shape == Shape::Text && headline == Some(text);
        if inside[at] && text.len() > 60 {
            repeated[at] |= !seen.insert(text);
        }
    }
    repeated
}

fn outside(lines: &[Line], at: usize, frame: &Frame, in_list: bool) -> Role {
    use DropReason as Reason;
    let inside = frame.holds(at);
    let reason = match lines[at].shape {
        Shape::Dateline | Shape::ShortDate if frame.is_above_body(at) && !in_list => return Role::Dateline,
        Shape::Dateline | Shape::ShortDate => Reason::Related,
        Shape::Image if inside && figures::shows_something(&lines[at]) => return Role::Picture,
        Shape::Address | Shape::Furniture(Furniture::Credit) if inside => return Role::Credit,
        Shape::Image | Shape::Marks | Shape::Address => Reason::Markup,
        Shape::Furniture(Furniture::Byline)
            if at <= frame.last + BELOW && at + BELOW >= frame.headline.unwrap_or(0) =>
        {
            return Role::Byline;
        }
        Shape::Furniture(kind) => of_furniture(kind),
        Shape::Glued => Reason::Menu,
        Shape::Text if in_list => Reason::Related,
        Shape::Text if at < frame.headline.unwrap_or(frame.first) => above(lines, at),
        Shape::Text if at > frame.last => Reason::AfterArticle,
        Shape::Text => Reason::Menu,
    };
    Role::Dropped(reason)
}

/// What stands before the headline: the publisher's name above the dateline, or anything else.
fn above(lines: &[Line], at: usize) -> DropReason {
    let masthead = at == 0
        && crate::survey::publisher::named(&lines[..lines.len().min(4)])
            .is_some_and(|named| named.place == lines[0].passage.span);
    if masthead { DropReason::Source } else { DropReason::BeforeArticle }
}

fn of_furniture(kind: Furniture) -> DropReason {
    match kind {
        Furniture::Advert => DropReason::Advert,
        Furniture::Related => DropReason::Related,
        Furniture::Share => DropReason::Share,
        Furniture::Reading => DropReason::ReadingTime,
        Furniture::Comment => DropReason::Comment,
        Furniture::Copyright => DropReason::Copyright,
        Furniture::Control | Furniture::Section => DropReason::Menu,
        Furniture::Credit => DropReason::Figure,
        Furniture::Byline => DropReason::Byline,
    }
}

/// Tells subheads, quotes and lists from paragraphs.
fn name_kinds(lines: &[Line], roles: &mut [Role]) {
    let body: Vec<usize> = (0..lines.len()).filter(|&at| matches!(roles[at], Role::Body(_))).collect();
    let mut before: Option<(usize, BlockKind)> = None;
    for (slot, &at) in body.iter().enumerate() {
        let next = body.get(slot + 1).map(|&next| lines[next].passage.text.as_str());
        let previous = before.map(|(at, kind)| (lines[at].passage.text.as_str(), kind));
        let kind = kind(&lines[at].passage.text, previous, next);
        roles[at] = Role::Body(kind);
        before = Some((at, kind));
    }
}

fn kind(text: &str, previous: Option<(&str, BlockKind)>, next: Option<&str>) -> BlockKind {
    if text.starts_with("> ") {
        return BlockKind::Quote;
    }
    if is_item(text, previous, next) {
        return BlockKind::List;
    }
    let short = text.chars().take(LONGEST_SUBHEAD + 1).count() <= LONGEST_SUBHEAD;
    let open = !ends_sentence(text) && !text.ends_with([':', ',']);
    let asks = text.ends_with('?') && text.len() <= LONGEST_SUBHEAD && !text.starts_with(['-', '–', '—']);
    let leads = next.is_some_and(|next| ends_sentence(next) || next.ends_with(':') || next.len() > text.len());
    if short && (open || asks) && leads && text.contains(char::is_letter) {
        BlockKind::Subhead
    } else {
        BlockKind::Paragraph
    }
}

fn is_item(text: &str, previous: Option<(&str, BlockKind)>, next: Option<&str>) -> bool {
    let dash = |text: &str| text.starts_with("- ") || text.starts_with("– ") || text.starts_with("— ");
    let bulleted = text.starts_with(|c: char| BULLETS.contains(c)) && text.chars().nth(1) == Some(' ');
    let listed = previous.is_some_and(|(text, kind)| kind == BlockKind::List || text.ends_with(':'));
    let numbered = number(text).is_some_and(|number| {
        previous.and_then(|(text, _)| self::number(text)).is_some_and(|before| before + 1 == number)
            || next.and_then(self::number).is_some_and(|after| number + 1 == after)
    });
    bulleted || (dash(text) && listed) || numbered
}

/// The number of an item: `3. …`, `3) …`.
fn number(text: &str) -> Option<u32> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    if rest.starts_with(". ") || rest.starts_with(") ") { text[..digits].parse().ok() } else { None }
}

/// The text between headline and body: a short paragraph that a picture or its length sets apart.
fn name_deck(lines: &[Line], roles: &mut [Role], frame: &Frame) {
    let mut body = (frame.first..lines.len()).filter(|&at| matches!(roles[at], Role::Body(_)));
    let (Some(first), Some(second)) = (body.next(), body.next()) else { return };
    let length = |at: usize| lines[at].passage.text.chars().take(4 * LONGEST_DECK).count();
    let picture =
        roles[first + 1..second].iter().any(|role| matches!(role, Role::Caption | Role::Credit | Role::Picture));
    let short = length(first) <= SHORT_DECK && length(first) * 10 <= length(second) * 6;
    let sentence = roles[first] == Role::Body(BlockKind::Paragraph) && ends_sentence(&lines[first].passage.text);
    let speech = lines[first].passage.text.starts_with(['"', '“', '«', '—', '–', '-']);
    if frame.headline.is_some() && sentence && !speech && length(first) <= LONGEST_DECK && (picture || short) {
        roles[first] = Role::Deck;
    }
}
