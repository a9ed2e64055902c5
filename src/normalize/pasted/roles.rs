//! In: the lines of a page, its body and its headline. Out: one role for each line.
//!
//! Invariant: each line has exactly one role, and every role that is not in the article has a reason.

use std::collections::BTreeSet;

use super::body::{self, Judged};
use super::captions;
use super::lists::in_lists;
use crate::letters::Letter;
use crate::normalize::article::{BlockKind, Cause, DropReason, Why};
use crate::normalize::tail::{self, Seen};
use crate::normalize::wording::ends_sentence;
use crate::rule;
use crate::survey::boilerplate::{self, BoilerplateKind};
use crate::survey::line::{Line, Shape};

/// The role of a line in its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The headline.
    Headline,
    /// The introduction below the headline.
    Deck,
    /// A block of the body.
    Body(BlockKind),
    /// The names of the authors.
    Byline,
    /// A date that the page gives for itself.
    Dateline,
    /// The caption of a picture.
    Caption,
    /// The maker of a picture.
    Credit,
    /// A picture.
    Picture,
    /// Not part of the article.
    Dropped(Why),
}

/// Characters before an item of a list.
pub(crate) const BULLETS: &str = "*+•●■▪◦·→";
/// The longest subhead, in code points. Set by hand.
const LONGEST_SUBHEAD: usize = 120;
/// The longest deck, in code points. Set by hand.
const LONGEST_DECK: usize = 350;
/// Without a picture after it, a deck is at most this long, and at most 60 per cent of the next paragraph. Set by hand.
const SHORT_DECK: usize = 140;
/// Number of lines above a headline in which a dateline is searched. Set by hand.
const ABOVE: usize = 4;
/// Number of lines after the body in which its author is searched. Set by hand.
const BELOW: usize = 6;
/// Number of lines at the top of a page in which its publisher is searched. Set by hand.
const MASTHEAD: usize = 4;

impl Role {
    /// Why the line is not in the article.
    pub(crate) fn why(self) -> Option<Why> {
        match self {
            Self::Headline | Self::Deck | Self::Body(_) => None,
            Self::Byline => Some(Why::new("byline", DropReason::Byline)),
            Self::Dateline => Some(Why::new("dateline", DropReason::Dateline)),
            Self::Caption => Some(Why::new("caption", DropReason::Figure)),
            Self::Credit => Some(Why::new("credit", DropReason::Figure)),
            Self::Picture => Some(Why::new("picture", DropReason::Figure)),
            Self::Dropped(why) => Some(why),
        }
    }
}

/// The position of an article among the lines.
struct Frame {
    headline: Option<usize>,
    /// The first line of the body.
    first: usize,
    /// The last.
    last: usize,
    /// The line after which many others separate the rest from the article (see `tail`).
    end: usize,
}

/// The role of every line.
pub(crate) fn assign(lines: &[Line], judged: &[Judged], headline: Option<usize>) -> Vec<Role> {
    let mut inside: Vec<bool> = judged.iter().map(|judged| judged.inside).collect();
    inside[..headline.map_or(0, |at| at + 1)].fill(false);
    let captions = captions::captions(lines, &inside);
    let repeated = repeated(lines, &inside, headline);
    for at in 0..lines.len() {
        inside[at] &= !captions[at] && !repeated[at];
    }
    let end = tail::end(&seen(lines, &inside, &captions));
    inside[end..].fill(false);
    let first = inside.iter().position(|&inside| inside).unwrap_or(lines.len());
    let last = inside.iter().rposition(|&inside| inside).unwrap_or(first);
    let frame = Frame { headline, first, last, end };
    let lists = in_lists(&lines.iter().collect::<Vec<_>>());
    let mut roles: Vec<Role> = (0..lines.len())
        .map(|at| match at {
            at if headline == Some(at) => Role::Headline,
            at if inside[at] => Role::Body(BlockKind::Paragraph),
            at if repeated[at] => Role::Dropped(REPEATED),
            at if captions[at] && frame.holds(at) => Role::Caption,
            at => outside(&Outside { lines, at, frame: &frame, in_list: lists[at], judged: judged[at] }),
        })
        .collect();
    name_kinds(lines, &mut roles);
    name_deck(lines, &mut roles, &frame);
    roles
}

/// The lines in the form that the search for the end of the body needs.
fn seen<'a>(lines: &'a [Line], inside: &[bool], captions: &[bool]) -> Vec<Seen<'a>> {
    let shows = |shape: Shape| {
        use BoilerplateKind::{Advert, Credit};
        matches!(shape, Shape::Image | Shape::Marks | Shape::Address | Shape::Boilerplate(Advert | Credit))
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
    /// Whether a line is between the headline and the end of the body.
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

/// A line outside the body, with what the rules need.
struct Outside<'a> {
    lines: &'a [Line],
    at: usize,
    frame: &'a Frame,
    /// Whether it is in a list of other articles.
    in_list: bool,
    judged: Judged,
}

/// The result of a rule.
enum Found {
    Is(Role),
    Drop(DropReason),
    /// Dropped because of a phrase.
    DropBy(Cause),
}

/// A rule for a line outside the body.
type Rule = rule::Rule<fn(&Outside) -> Option<Found>>;

/// The rules, in order. The first one that fires is used: parts of the article outside its body, then rules on a line's shape, then rules
/// on its position.
const RULES: [Rule; 14] = [
    Rule { name: "dateline", fires: dateline },
    Rule { name: "date", fires: date },
    Rule { name: "picture", fires: picture },
    Rule { name: "credit", fires: credit },
    Rule { name: "markup", fires: markup },
    Rule { name: "byline", fires: byline },
    Rule { name: "words", fires: words },
    Rule { name: "glued", fires: glued },
    Rule { name: "listed", fires: listed },
    Rule { name: "masthead", fires: masthead },
    Rule { name: "before-body", fires: before_body },
    Rule { name: "recurs", fires: recurs },
    Rule { name: "far-behind", fires: far_behind },
    Rule { name: "behind-body", fires: behind_body },
];
/// A repetition of the headline or a line of the body.
const REPEATED: Why = Why::new("repeated", DropReason::Repeated);
/// It looks less like body text than like boilerplate, though body text is on both sides.
const UNLIKE_BODY: &str = "unlike-body";

/// The role of a line outside the body.
fn outside(line: &Outside) -> Role {
    let fired = RULES.iter().find_map(|rule| Some((rule.name, (rule.fires)(line)?)));
    let (rule, found) = fired.unwrap_or((UNLIKE_BODY, Found::Drop(DropReason::Menu)));
    match found {
        Found::Is(role) => role,
        Found::Drop(reason) => Role::Dropped(Why { score: line.tenths(), ..Why::new(rule, reason) }),
        Found::DropBy(cause) => Role::Dropped(Why { score: line.tenths(), ..Why::of(rule, cause) }),
    }
}

impl Outside<'_> {
    fn shape(&self) -> Shape {
        self.lines[self.at].shape
    }

    fn is_date(&self) -> bool {
        matches!(self.shape(), Shape::Dateline | Shape::ShortDate)
    }

    /// The score, if nothing else keeps the line out of the body.
    fn tenths(&self) -> Option<i32> {
        let score = self.judged.score.filter(|_| body::may_be_body(&self.lines[self.at]))?;
        Some((score * 10.0).round() as i32)
    }
}

/// `dateline`: a date near the headline, which is the date of publication.
fn dateline(line: &Outside) -> Option<Found> {
    (line.is_date() && line.frame.is_above_body(line.at) && !line.in_list).then_some(Found::Is(Role::Dateline))
}

/// `date`: any other date, which belongs to another article.
fn date(line: &Outside) -> Option<Found> {
    line.is_date().then_some(Found::Drop(DropReason::Related))
}

/// `picture`: a picture within the article that is not decoration.
fn picture(line: &Outside) -> Option<Found> {
    let is_shown = line.shape() == Shape::Image && captions::shows_something(&line.lines[line.at]);
    (is_shown && line.frame.holds(line.at)).then_some(Found::Is(Role::Picture))
}

/// `credit`: the maker of a picture within the article.
fn credit(line: &Outside) -> Option<Found> {
    let is_credit = matches!(line.shape(), Shape::Address | Shape::Boilerplate(BoilerplateKind::Credit));
    (is_credit && line.frame.holds(line.at)).then_some(Found::Is(Role::Credit))
}

/// `markup`: any other picture or address, and a line without letters and digits.
fn markup(line: &Outside) -> Option<Found> {
    matches!(line.shape(), Shape::Image | Shape::Marks | Shape::Address).then_some(Found::Drop(DropReason::Markup))
}

/// `byline`: the author's name near the article.
fn byline(line: &Outside) -> Option<Found> {
    let is_near = line.at <= line.frame.last + BELOW && line.at + BELOW >= line.frame.headline.unwrap_or(0);
    (line.shape() == Shape::Boilerplate(BoilerplateKind::Byline) && is_near).then_some(Found::Is(Role::Byline))
}

/// `words`: the words of an advert, share buttons or a copyright notice.
fn words(line: &Outside) -> Option<Found> {
    match line.shape() {
        Shape::Boilerplate(kind) => {
            let phrase = boilerplate::phrase(&line.lines[line.at].folded);
            Some(Found::DropBy(Cause { reason: boilerplate_reason(kind), phrase }))
        }
        _ => None,
    }
}

/// `glued`: names of sections without spaces between them.
fn glued(line: &Outside) -> Option<Found> {
    (line.shape() == Shape::Glued).then_some(Found::Drop(DropReason::Menu))
}

/// `listed`: it is in a list of other articles.
fn listed(line: &Outside) -> Option<Found> {
    line.in_list.then_some(Found::Drop(DropReason::Related))
}

/// `masthead`: the publisher's name in the first line, above the dateline.
fn masthead(line: &Outside) -> Option<Found> {
    let named = || crate::survey::publisher::named(&line.lines[..line.lines.len().min(MASTHEAD)]);
    let is_masthead = line.at == 0
        && before_body(line).is_some()
        && named().is_some_and(|named| named.place == line.lines[0].passage.span);
    is_masthead.then_some(Found::Drop(DropReason::Source))
}

/// `before-body`: it is above the headline, or above the body of a page without one.
fn before_body(line: &Outside) -> Option<Found> {
    let top = line.frame.headline.unwrap_or(line.frame.first);
    (line.at < top).then_some(Found::Drop(DropReason::BeforeArticle))
}

/// `recurs`: it looks like body text, but is in several captures of its site.
fn recurs(line: &Outside) -> Option<Found> {
    line.judged.recurs.then_some(Found::Drop(DropReason::Recurring))
}

/// `far-behind`: it looks like body text, but many lines separate it from the article.
fn far_behind(line: &Outside) -> Option<Found> {
    (line.judged.inside && line.at >= line.frame.end).then_some(Found::Drop(DropReason::AfterArticle))
}

/// `behind-body`: it comes after the last line that looks like body text.
fn behind_body(line: &Outside) -> Option<Found> {
    (line.at > line.frame.last).then_some(Found::Drop(DropReason::AfterArticle))
}

fn boilerplate_reason(kind: BoilerplateKind) -> DropReason {
    match kind {
        BoilerplateKind::Advert => DropReason::Advert,
        BoilerplateKind::Related => DropReason::Related,
        BoilerplateKind::Share => DropReason::Share,
        BoilerplateKind::Reading => DropReason::ReadingTime,
        BoilerplateKind::Comment => DropReason::Comment,
        BoilerplateKind::Copyright => DropReason::Copyright,
        BoilerplateKind::Control | BoilerplateKind::Section => DropReason::Menu,
        BoilerplateKind::Credit => DropReason::Figure,
        BoilerplateKind::Byline => DropReason::Byline,
    }
}

/// Distinguishes subheads, quotes and lists from paragraphs.
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

/// A block with the ones beside it, as the rules on items see it.
struct Beside<'a> {
    text: &'a str,
    previous: Option<(&'a str, BlockKind)>,
    next: Option<&'a str>,
}

/// A named rule on blocks that may be items.
type OnItem = rule::Rule<fn(&Beside) -> bool>;

/// The rules by which a block is an item of a list.
const OF_ITEMS: [OnItem; 4] = [
    OnItem { name: "bullet", fires: has_bullet },
    OnItem { name: "dash", fires: has_dash_in_list },
    OnItem { name: "number-behind", fires: follows_number },
    OnItem { name: "number-before", fires: leads_to_number },
];

fn is_item(text: &str, previous: Option<(&str, BlockKind)>, next: Option<&str>) -> bool {
    rule::first(&OF_ITEMS, |fires| fires(&Beside { text, previous, next })).is_some()
}

/// `bullet`: it begins with a bullet and a space.
fn has_bullet(it: &Beside) -> bool {
    it.text.starts_with(|c: char| BULLETS.contains(c)) && it.text.chars().nth(1) == Some(' ')
}

/// `dash`: it begins with a dash, and an item or a colon comes before it.
fn has_dash_in_list(it: &Beside) -> bool {
    let is_listed = |(text, kind): (&str, BlockKind)| kind == BlockKind::List || text.ends_with(':');
    ["- ", "– ", "— "].iter().any(|dash| it.text.starts_with(dash)) && it.previous.is_some_and(is_listed)
}

/// `number-behind`: its number is the one behind that of the block before it.
fn follows_number(it: &Beside) -> bool {
    let before = it.previous.and_then(|(text, _)| number(text));
    number(it.text).zip(before).is_some_and(|(number, before)| before + 1 == number)
}

/// `number-before`: its number is the one before that of the next block.
fn leads_to_number(it: &Beside) -> bool {
    let behind = it.next.and_then(number);
    number(it.text).zip(behind).is_some_and(|(number, behind)| number + 1 == behind)
}

/// The number of an item: `3. …`, `3) …`.
fn number(text: &str) -> Option<u32> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &text[digits..];
    if rest.starts_with(". ") || rest.starts_with(") ") { text[..digits].parse().ok() } else { None }
}

/// The deck: a short paragraph between headline and body, recognized by its length or a picture after it.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::line::lines;

    /// The rule that fires on a line at this position of a page of ten lines: headline 2, body from 4 to 6, far behind from 8 on.
    fn fired(text: &str, at: usize, in_list: bool, judged: Judged) -> Option<&'static str> {
        let page: Vec<&str> = (0..10).map(|line| if line == at { text } else { "Рядок сторінки міста" }).collect();
        let lines = lines(&page.join("\n"));
        let frame = Frame { headline: Some(2), first: 4, last: 6, end: 8 };
        let line = Outside { lines: &lines, at, frame: &frame, in_list, judged };
        rule::first(&RULES, |fires| fires(&line).is_some())
    }

    #[test]
    fn each_rule_fires_where_it_should_and_nowhere_else() {
        let plain = Judged::default();
        let (inside, recurs) = (Judged { inside: true, ..plain }, Judged { recurs: true, ..plain });
        let examples = [
            ("dateline", "18:16 06.05.2024", 1, false, plain),
            ("date", "18:16 06.05.2024", 1, true, plain),
            ("date", "18:16 06.05.2024", 9, false, plain),
            ("picture", "![Міст](https://a.example/most.jpg)", 5, false, plain),
            ("markup", "![Міст](https://a.example/most.jpg)", 9, false, plain),
            ("markup", "![loader](/files/preloader.gif)", 5, false, plain),
            ("credit", "Фото: Роменська громада", 5, false, plain),
            ("words", "Фото: Роменська громада", 9, false, plain),
            ("markup", "***", 5, false, plain),
            ("byline", "Автор: Соломія Верес", 7, false, plain),
            ("words", "РЕКЛАМА", 5, false, plain),
            ("glued", "ГоловнаМісто", 5, false, plain),
            ("listed", "У Пирятині шукають директора музею", 9, true, plain),
            ("before-body", "У Пирятині шукають директора музею", 1, false, plain),
            ("before-body", "Слово міста дня", 0, false, plain),
            ("recurs", "Портал працює від 2009 року", 5, false, recurs),
            ("recurs", "Портал працює від 2009 року", 9, false, recurs),
            ("far-behind", "Відгук буде вилучено, якщо він ображає інших.", 9, false, inside),
            ("behind-body", "Відгук буде вилучено, якщо він ображає інших.", 9, false, plain),
        ];
        for (rule, text, at, in_list, judged) in examples {
            assert_eq!(fired(text, at, in_list, judged), Some(rule), "{text}");
        }
        assert_eq!(fired("Рядок без нічого", 5, false, plain), None);
        let tried: BTreeSet<&str> = examples.iter().map(|example| example.0).chain(["masthead"]).collect();
        assert_eq!(tried, RULES.iter().map(|rule| rule.name).collect());
    }

    #[test]
    fn each_rule_on_items_fires_on_an_item_and_not_on_a_paragraph() {
        let (plain, item) = (BlockKind::Paragraph, BlockKind::List);
        let examples = [
            ("bullet", ("• мости", None, None), ("•мости", None, None)),
            ("dash", ("– мости", Some(("Рада купить:", plain)), None), ("– мости", Some(("Рада діє.", plain)), None)),
            (
                "number-behind",
                ("2. Мости", Some(("1. Школи", item)), None),
                ("3. Мости", Some(("1. Школи", item)), None),
            ),
            ("number-before", ("1) Школи", None, Some("2) Мости")), ("1) Школи", None, Some("5) Мости"))),
        ];
        rule::try_each(&OF_ITEMS, examples, |fires, &(text, previous, next)| fires(&Beside { text, previous, next }));
        assert!(has_dash_in_list(&Beside {
            text: "- мости", previous: Some(("– школи", item)), next: None
        }));
    }

    #[test]
    fn the_publisher_above_the_dateline_is_the_masthead() {
        let page = "Вечірній Обрій\n09:40 12.03.2021\n\nУ Ромнах збудують міст\n\nРада міста схвалила будівництво.";
        let lines = lines(page);
        let frame = Frame { headline: Some(2), first: 3, last: 3, end: 4 };
        let at = |at: usize| Outside { lines: &lines, at, frame: &frame, in_list: false, judged: Judged::default() };
        assert!(masthead(&at(0)).is_some() && masthead(&at(2)).is_none());
    }

    #[test]
    fn only_a_line_that_could_be_body_shows_its_score() {
        let lines = lines("Рядок сторінки міста\nРЕКЛАМА");
        let frame = Frame { headline: None, first: 0, last: 0, end: 2 };
        let judged = Judged { score: Some(-1.24), ..Judged::default() };
        let score = |at: usize| Outside { lines: &lines, at, frame: &frame, in_list: false, judged }.tenths();
        assert_eq!((score(0), score(1)), (Some(-12), None));
    }
}
