//! In: an article with the dropped lines of its page. Out: for each block of its body, a classification of its surroundings.
//!
//! Boilerplate removal keeps a line too many rather than lose one. A line that it keeps by mistake is near other dropped lines: after the
//! article among its links, alone between two of them, between two pictures, or in a row of teasers for other articles.
//!
//! Tested on half of the sites of five sets with a known body. Of 6 500 sentences 3.1 % are not in the known body. Of those in blocks of
//! the core without other signs it is 1.0 %, far from the core 26 %, alone 26 %, before a line that recurs 9 %. The rest is rare: 3 of 7
//! between pictures, 12 of 21 in clipped blocks, 4 of 4 in rows of glued headlines.
//!
//! Invariant: a block is judged by the lines around it, by its end, and by what the whole page repeats. Takes linear time.

use rustc_hash::{FxHashMap, FxHashSet};

use super::shape::has_joint;
use super::theme::Theme;
use crate::annotate::{Annotated, dateline};
use crate::normalize::{Article, Block, BlockKind, DropReason};

/// The surroundings of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surroundings {
    /// Those of running text.
    Running,
    /// A line that the page repeats follows: the bottom of a card.
    Card,
    /// Dropped lines are on both sides.
    Alone,
    /// Pictures are on both sides.
    Pictures,
    /// It ends with an ellipsis, like a teaser for another article, or follows such a block in a row of them.
    Clipped,
    /// It is one of several blocks in which a headline and a text ran together.
    Glued,
    /// The heading above it begins with the sign of a list: it describes a link.
    Listed,
    /// Many dropped lines separate it from the core of the article.
    Far,
}

/// Number of dropped lines that separate parts of the body. 4 to 10 were tried, with little difference.
const FAR: usize = 6;
/// The core is the first part with at least one in this many of the letters. Set by hand.
const SHARE: usize = 10;
/// Number of clipped blocks that form a row of other articles, with headlines and texts in turn. The same edition of `tests/events/tuned`
/// with 2 and 6.
const ROW: usize = 3;
/// Maximum number of bytes of a caption or teaser, and of the bottom line of a card. The first: the same edition of `tests/events/tuned`
/// with 350 and 1400.
const CAPTION: usize = 700;
/// The same edition of `tests/events/tuned` with 40 and 160.
const FOOT: usize = 80;

/// The lines between two blocks.
#[derive(Debug, Clone, Copy, Default)]
struct Gap {
    /// Number of dropped lines that separate the text.
    lines: usize,
    /// The reasons for the first and the last dropped line.
    first: Option<DropReason>,
    last: Option<DropReason>,
}

/// The surroundings of each block of a page.
pub(crate) fn of(page: &Annotated) -> Vec<Surroundings> {
    let body = &page.article.body;
    let gaps = gaps(&page.article);
    let core = Core::of(page, &gaps);
    let (glued, repeated) = (glued(&page.article), repeated(&page.article));
    let clipped: Vec<bool> = body.iter().map(|block| is_clipped(&block.passage.text)).collect();
    let is_row = clipped.iter().filter(|&&clipped| clipped).count() >= ROW;
    let surroundings = |at: usize| {
        let text = body[at].passage.text.as_str();
        let (before, behind) = (gaps[at].last, gaps[at + 1].first);
        let short = text.len() <= CAPTION;
        let foot = body.get(at + 1).is_some_and(|next| repeated.contains(next.passage.text.as_str()));
        if core.parts[at] != core.own {
            Surroundings::Far
        } else if clipped[at] || (is_row && at > 0 && clipped[at - 1]) {
            Surroundings::Clipped
        } else if glued[at] && (at > 0 && glued[at - 1] || glued.get(at + 1) == Some(&true)) {
            Surroundings::Glued
        } else if is_under_link(body, at) {
            Surroundings::Listed
        } else if short && before == Some(DropReason::Figure) && behind == Some(DropReason::Figure) {
            Surroundings::Pictures
        } else if before.is_some_and(is_unusual_before) && behind.is_some_and(is_unusual_after) || is_parted(body, at) {
            Surroundings::Alone
        } else if foot {
            Surroundings::Card
        } else {
            Surroundings::Running
        }
    };
    (0..body.len()).map(surroundings).collect()
}

/// Whether the heading right above a block begins with the sign of a list, "» More of it", or a short line there ends with one, "More of it
/// >". A quotation has no space next to its mark.
fn is_under_link(body: &[Block], at: usize) -> bool {
    const SIGNS: [&str; 6] = ["» ", "› ", "→ ", "► ", "▶ ", ">> "];
    const ENDS: [&str; 7] = [" »", " ›", " →", " ►", " ▶", " >", " >>"];
    let Some(over) = at.checked_sub(1).map(|before| &body[before]) else { return false };
    let text = over.passage.text.as_str();
    let opens = over.kind == BlockKind::Subhead && SIGNS.iter().any(|sign| text.starts_with(sign));
    opens || text.len() <= FOOT && ENDS.iter().any(|sign| text.ends_with(sign))
}

/// Whether blocks without a letter are on both sides of it, as between the items of a list whose links are gone.
fn is_parted(body: &[Block], at: usize) -> bool {
    let is_mark = |at: usize| body.get(at).is_some_and(|block| !block.passage.text.chars().any(char::is_alphabetic));
    at > 0 && is_mark(at - 1) && is_mark(at + 1)
}

fn is_clipped(text: &str) -> bool {
    text.len() <= CAPTION && (text.ends_with('…') || text.ends_with("..."))
}

/// The lines dropped before each block, and after the last.
fn gaps(article: &Article) -> Vec<Gap> {
    let mut gaps = vec![Gap::default(); article.body.len() + 1];
    let named = article.headline.iter().chain(&article.deck).map(|passage| (passage.span.start, None));
    let dropped = article.dropped.iter().map(|line| (line.span.start, Some(line.reason)));
    let mut lines: Vec<_> = named.chain(dropped).collect();
    lines.sort_by_key(|&(start, _)| start);
    let mut at = 0;
    for (start, reason) in lines {
        while article.body.get(at).is_some_and(|block| block.passage.span.start <= start) {
            at += 1;
        }
        // Lines that recur over a site are also at the bottom of its pages.
        let is_foot = at == article.body.len() && reason == Some(DropReason::Recurring);
        let reason = if is_foot { Some(DropReason::AfterArticle) } else { reason };
        let gap = &mut gaps[at];
        match reason {
            Some(reason) => {
                gap.first = gap.first.or(Some(reason));
                gap.last = Some(reason);
                gap.lines += usize::from(!may_be_anywhere(reason));
            }
            None => *gap = Gap { lines: gap.lines, ..Gap::default() },
        }
    }
    gaps
}

/// Whether lines that were dropped for this reason may be anywhere in an article.
fn may_be_anywhere(reason: DropReason) -> bool {
    matches!(reason, DropReason::Figure | DropReason::Markup | DropReason::Advert)
}

/// Whether lines that were dropped for this reason are unusual before a paragraph of an article.
fn is_unusual_before(reason: DropReason) -> bool {
    use DropReason::{BeforeArticle, Byline, Dateline, ReadingTime, Source};
    !may_be_anywhere(reason) && !matches!(reason, BeforeArticle | Byline | Dateline | ReadingTime | Source)
}

/// Whether they are unusual after one.
fn is_unusual_after(reason: DropReason) -> bool {
    !may_be_anywhere(reason) && !matches!(reason, DropReason::AfterArticle | DropReason::Byline | DropReason::Dateline)
}

/// The part of a body that is the article.
struct Core {
    /// The part of each block.
    parts: Vec<usize>,
    own: usize,
}

impl Core {
    /// The first part with a tenth of the text. But if a dateline opens a block of another part, and the first has no block with a word of
    /// the headline or the other has more of them, it is that other part.
    fn of(page: &Annotated, gaps: &[Gap]) -> Self {
        let body = &page.article.body;
        let mut part = 0;
        let parts: Vec<usize> = (0..body.len())
            .map(|at| {
                part += usize::from(at > 0 && gaps[at].lines >= FAR);
                part
            })
            .collect();
        if part == 0 {
            return Self { parts, own: 0 };
        }
        let mut letters = vec![0; part + 1];
        for (block, &part) in body.iter().zip(&parts).filter(|(block, _)| block.kind != BlockKind::Subhead) {
            letters[part] += block.passage.text.len();
        }
        let all: usize = letters.iter().sum();
        let own = letters.iter().position(|&letters| letters * SHARE >= all).unwrap_or(0);
        let theme = Theme::of(page);
        let headed = |part: usize| {
            let blocks = (0..body.len()).filter(|&at| parts[at] == part);
            blocks.map(|at| theme.headline_words(at)).max().unwrap_or(0)
        };
        let opens = |at: &usize| dateline::find(&body[*at].passage.text).is_some();
        let filed = (0..body.len()).find(opens).map(|at| parts[at]);
        let filed = filed.filter(|&filed| headed(own) == 0 || headed(filed) > headed(own));
        Self { own: filed.unwrap_or(own), parts }
    }
}

/// For each block whether it has a word in which a capital letter follows a small one and that appears only once on the page.
fn glued(article: &Article) -> Vec<bool> {
    let joined = |text: &'_ str| text.split_whitespace().filter(|word| has_joint(word)).map(str::to_owned).collect();
    let words: Vec<Vec<String>> = article.body.iter().map(|block| joined(&block.passage.text)).collect();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    words.iter().flatten().for_each(|word| *counts.entry(word).or_default() += 1);
    words.iter().map(|words| words.iter().any(|word| counts[word.as_str()] == 1)).collect()
}

/// The short lines that appear more than once on the page.
fn repeated(article: &Article) -> FxHashSet<&str> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let body = article.body.iter().map(|block| block.passage.text.as_str());
    let lines = body.chain(article.dropped.iter().map(|line| line.text.as_str()));
    lines.filter(|text| text.len() <= FOOT).filter(|text| !seen.insert(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::trial;
    use crate::normalize::{Dropped, Why};
    use crate::passage::{Passage, Span};

    const NEWS: &str = "Гроші підуть на школи, лікарні та дороги міста, як сказала голова ради після засідання.";

    /// An article of lines. Lines that begin with a sign in brackets were dropped for that reason.
    fn article(lines: &[&str]) -> Annotated {
        let mut page = trial::page("<article><h1>Рада схвалила кошторис</h1><p>Рада діє.</p></article>");
        let mut start = 100;
        (page.article.body, page.article.dropped, page.article.deck) = (Vec::new(), Vec::new(), None);
        for line in lines {
            let span = Span { start, end: start + line.chars().count() };
            let reason = match line.get(..3) {
                Some("[f]") => Some(DropReason::Figure),
                Some("[m]") => Some(DropReason::Menu),
                Some("[r]") => Some(DropReason::Related),
                Some("[d]") => Some(DropReason::Dateline),
                _ => None,
            };
            match reason {
                Some(reason) => {
                    page.article.dropped.push(Dropped::new((*line).to_owned(), span, Why::new("trial", reason)))
                }
                None => {
                    page.article.body.push(Block { kind: BlockKind::Paragraph, passage: Passage::new(line, start) });
                }
            }
            start = span.end + 1;
        }
        page
    }

    #[test]
    fn a_block_is_recognized_by_its_surroundings() {
        use Surroundings::{Alone, Card, Clipped, Far, Glued, Pictures, Running};
        let glued = "Нові мости мають кошторисГроші на них знайшли, кажуть у місті.";
        let other = "Де купити новий велосипедМагазини чекають на всіх, хто їде.";
        let menu = ["[m] Новини"; FAR];
        for (lines, expected) in [
            (vec!["[d] 5 травня", NEWS, NEWS, "[m] Теги"], vec![Running, Running]),
            ([&[NEWS, NEWS], &menu[..], &[NEWS]].concat(), vec![Running, Running, Far]),
            ([&[NEWS, NEWS], &menu[1..], &[NEWS]].concat(), vec![Running, Running, Running]),
            ([&[NEWS], &["[f] вид"; FAR][..], &[NEWS]].concat(), vec![Running, Running]),
            (vec![NEWS, "[m] Теги", NEWS, "[r] Інше", NEWS], vec![Running, Alone, Running]),
            (vec![NEWS, "[f] вид", "Міст.", "[f] вид", NEWS], vec![Running, Pictures, Running]),
            (vec![NEWS, "Рада міста вирішила, що …", NEWS], vec![Running, Clipped, Running]),
            (vec!["А …", NEWS, "Б …", NEWS, "В ..."], vec![Clipped; 5]),
            (vec![NEWS, ".", NEWS, "–", NEWS], vec![Running, Running, Alone, Running, Running]),
            (vec![NEWS, glued, other], vec![Running, Glued, Glued]),
            (vec![NEWS, glued, NEWS], vec![Running, Running, Running]),
            (vec![NEWS, "Міст стоїть.", "Вісник", NEWS, "Вісник"], vec![Running, Card, Running, Card, Running]),
        ] {
            assert_eq!(of(&article(&lines)), expected, "{lines:?}");
        }
    }

    #[test]
    fn a_heading_with_the_sign_of_a_list_heads_a_link() {
        let mut page = article(&[NEWS, "» Усе про мости краю", NEWS, "»Міст« стоїть знову", NEWS]);
        [1, 3].iter().for_each(|&at| page.article.body[at].kind = BlockKind::Subhead);
        let found = of(&page);
        assert_eq!((found[2], found[4]), (Surroundings::Listed, Surroundings::Running));
        let found = of(&article(&[NEWS, "Мости краю >", NEWS, "Про «міст»", NEWS]));
        assert_eq!((found[2], found[4]), (Surroundings::Listed, Surroundings::Running));
    }

    #[test]
    fn a_report_after_other_articles_is_found_by_its_dateline() {
        let strange = "Команда виграла кубок області після перерви, і вболівальники зустріли її на вокзалі.";
        let filed = "ЗАРІЧЧЯ, 12 травня (УНН) – Депутати ради у вівторок ухвалили кошторис на наступний рік.";
        let menu = ["[m] Новини"; FAR];
        let page = article(&[&[strange, strange], &menu[..], &[filed, NEWS]].concat());
        assert_eq!(of(&page), [Surroundings::Far, Surroundings::Far, Surroundings::Running, Surroundings::Running]);
        let own = "Рада схвалила кошторис після довгих суперечок про те, на що підуть гроші.";
        let page = article(&[&[own, own], &menu[..], &[filed, NEWS]].concat());
        assert_eq!(of(&page), [Surroundings::Running, Surroundings::Running, Surroundings::Far, Surroundings::Far]);
    }
}
