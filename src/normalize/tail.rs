//! In: the lines of a page and which of them are taken for its body. Out: the end of the body.
//!
//! Far after an article, pages print running text that does not belong to it: comments and the rules for them, notices of rights, the first
//! words of other articles. Many other lines are in between. A guide or a list of products may have gaps as wide, but then it has many of
//! them, or it has headings and continues with the same words.
//!
//! Tried on five sets with a known body (texts, texts-ru, pages-ru, pages-aeb, pages-wcxb). Body F1 without and with these rules on the
//! half of the sites for which they were made: .924 → .929, .851 → .893, .765 → .814, .973 → .973, .956 → .956; on the other half .935 →
//! .935, .865 → .867, .890 → .890, .967 → .967, .955 → .953. So the gain is on few sites with long tails; elsewhere the rules hardly fire.
//! `SHARED`, `HEADINGS` and `PARAGRAPH` were set after a look at two pages of the other half and at F1 over whole sets.
//!
//! Invariant: uses lengths and equal words. The first part with a tenth of the text, and all before it, is kept.

use rustc_hash::FxHashSet;

use super::wording::stem;
use crate::letters::Letter;

/// Number of other lines that separate text from the article: 16 to 30 tried.
const FAR: usize = 24;
/// The article is the first part with at least this share of all letters, given as a divisor. On pasted pages body F1 .917; .913 with 5;
/// the same with 20.
const SHARE: usize = 10;
/// A page with more parts after the article is a list: 1 to 3 tried.
const PARTS: usize = 2;
/// An article continues after the gap if this percentage of the words there are also in it, or if the body has this many headings. Of parts
/// that were not body, except short lists, none had more than 40 per cent. No page had more than two headings. The first: the same with 22
/// and 90 on pasted pages.
const SHARED: usize = 45;
/// The same with 2 and 6 on pasted pages.
const HEADINGS: usize = 3;
/// A part without a line of this many code points is a menu with explanations, not an article that has ended. On pasted pages body F1 .917;
/// the same with 75; .909 with 300.
const PARAGRAPH: usize = 150;
/// Words are compared by this many letters. Shorter words than the second number are ignored. Set by hand.
const STEM: usize = 6;
/// The same with 2 and 8 on pasted pages.
const WORD: usize = 4;

/// A line of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub text: &'a str,
    /// Whether it is taken for body.
    pub body: bool,
    /// Whether the markup makes it a heading.
    pub heading: bool,
    /// Whether it counts as a separating line. Pictures and empty lines do not.
    pub parts: bool,
}

/// Number of lines up to the end of the article. All of them if there is no text far after it.
pub(crate) fn end(lines: &[Seen]) -> usize {
    let parts = parts(lines);
    let letters = |part: &Part| part.lines.iter().map(|line| line.text.len()).sum::<usize>();
    let all: usize = parts.iter().map(letters).sum();
    let core = parts.iter().position(|part| letters(part) * SHARE >= all).unwrap_or(0);
    let Some((last, behind)) = parts.get(core).zip(parts.get(core + 1..)) else { return lines.len() };
    let is_list = behind.is_empty() || behind.len() > PARTS;
    if is_list || !has_paragraph(&parts[..=core]) || goes_on(&parts[..=core], behind) { lines.len() } else { last.end }
}

/// A part of the body, with the position after its last line.
struct Part<'a> {
    lines: Vec<Seen<'a>>,
    end: usize,
}

/// The parts of the body that are separated by many other lines.
fn parts<'a>(lines: &[Seen<'a>]) -> Vec<Part<'a>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut between = FAR;
    for (at, &line) in lines.iter().enumerate() {
        if !line.body {
            between += usize::from(line.parts);
            continue;
        }
        match parts.last_mut().filter(|_| between < FAR) {
            Some(part) => {
                part.lines.push(line);
                part.end = at + 1;
            }
            None => parts.push(Part { lines: vec![line], end: at + 1 }),
        }
        between = 0;
    }
    parts
}

/// Whether there is a paragraph of some length in the parts.
fn has_paragraph(parts: &[Part]) -> bool {
    parts.iter().flat_map(|part| &part.lines).any(|line| line.text.chars().nth(PARAGRAPH - 1).is_some())
}

/// Whether an article continues in the parts after it.
fn goes_on(own: &[Part], behind: &[Part]) -> bool {
    let (known, words) = (stems(own), stems(behind));
    let again = words.iter().filter(|stem| known.contains(stem)).count();
    let headings = own.iter().chain(behind).flat_map(|part| &part.lines).filter(|line| line.heading).count();
    headings >= HEADINGS || again * 100 >= SHARED * words.len()
}

fn stems(parts: &[Part]) -> FxHashSet<u64> {
    let lines = parts.iter().flat_map(|part| &part.lines);
    let words = lines.flat_map(|line| line.text.split(|c: char| !c.is_letter_or_digit()));
    words.filter(|word| word.chars().nth(WORD - 1).is_some()).map(stem::<STEM>).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "Рада міста на засіданні у вівторок схвалила кошторис на рік, і гроші підуть на школи, лікарні та дороги, які \
                       чекали на ремонт від повені, як сказав голова ради після засідання.";
    const MORE: &str =
        "Гроші на дороги рада чекала від засідання у вівторок, а школи та лікарні, як сказав голова, отримають решту.";
    const RULE: &str = "Відгук буде вилучено, якщо він ображає інших або не стосується того, про що йдеться.";

    /// The page for a pattern: `a` is a paragraph, `m` another one on the same subject, `r` a rule for comments, `h` a heading, `s` a short
    /// line, `i` pictures, a number that many links.
    fn lines(pattern: &str) -> Vec<Seen<'static>> {
        let line = |text, body| Seen { text, body, heading: false, parts: true };
        let of = |sign: &str| match sign {
            "a" => vec![line(ONE, true)],
            "r" => vec![line(RULE, true)],
            "m" => vec![line(MORE, true)],
            "s" => vec![line("Коротко про те, що тут є.", true)],
            "h" => vec![Seen { heading: true, ..line("Оцінка", true) }],
            "i" => vec![Seen { parts: false, ..line("", false) }; FAR],
            count => vec![line("Новини", false); count.parse().unwrap()],
        };
        pattern.split(' ').flat_map(of).collect()
    }

    #[test]
    fn text_far_after_the_article_is_not_in_it() {
        for (pattern, end) in [
            ("30 a a a 24 r r", 33),
            ("30 a a a 24 r r 24 r", 33),
            ("a 23 a a 40 r", 26),
            // Near, after pictures alone, in many parts, with the same words, after a menu.
            ("30 a a a 23 r r", 58),
            ("a a i r r", 28),
            ("a 24 a 24 a 24 a", 76),
            ("a a a 24 m m", 29),
            ("h a a 24 h r h r", 31),
            ("h a a 24 h r r", 3),
            ("s s s 24 r r", 29),
            ("a a a", 3),
            ("9", 9),
        ] {
            assert_eq!(super::end(&lines(pattern)), end, "{pattern}");
        }
        let before = [lines("24").as_slice(), &lines("h 24 a a a a")].concat();
        assert_eq!(super::end(&before), before.len());
        assert_eq!(super::end(&[]), 0);
    }
}
