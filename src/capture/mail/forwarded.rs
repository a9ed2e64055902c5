//! In: the lines of a mail, and its subject. Out: the mail that it passes on, by the head that programs print above that: from whom it is, when
//! it was sent, and what about.
//!
//! Invariant: a mail that answers another one passes nothing on. The words of each language are data.

use std::sync::LazyLock;

use serde::Deserialize;

use super::super::entry::{escaped, unescaped};
use super::super::tag;

/// The words by which programs mark such a mail.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    marks: Vec<String>,
    prefixes: Vec<String>,
    from: Vec<String>,
    date: Vec<String>,
    subject: Vec<String>,
    other: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("forwarded.toml")).expect("the file is fixed and tested"));

/// The most lines between a mark and the head below it, and the most heads of which the last is taken: a mail that was passed on again. Set
/// by hand.
const MOST_BETWEEN: usize = 3;
const MOST_HEADS: usize = 10;
/// The most letters of a line of such a head. Set by hand: lists of recipients are cut there.
const LONGEST: usize = 1000;

/// A line of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub text: String,
    /// Where it ends in its source, in bytes.
    pub end: usize,
}

/// The head of a mail that was passed on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Forwarded {
    /// The name of who wrote it. Empty if there is only an address.
    pub from: String,
    /// When it was sent, as written.
    pub date: String,
    /// Its subject.
    pub subject: String,
    /// Where the head ends in the source of the mail, in bytes.
    pub end: usize,
}

impl Forwarded {
    /// The same head in a source that has so many more bytes before it.
    pub(super) fn moved(self, by: usize) -> Self {
        Self { end: self.end.saturating_add(by), ..self }
    }
}

/// The lines of a plain text.
pub(super) fn lines_of_text(text: &str) -> Vec<Line> {
    let mut end = 0_usize;
    let lines = text.split_inclusive('\n').map(|line| {
        end = end.saturating_add(line.len());
        Line { text: line.trim().to_owned(), end }
    });
    lines.collect()
}

/// The lines of markup as a reader sees them: blocks, and parts of blocks between line breaks.
pub(super) fn lines_of_markup(markup: &str) -> Vec<Line> {
    /// Elements within a line.
    const INLINE: [&str; 12] = ["a", "b", "strong", "span", "i", "em", "font", "u", "small", "o:p", "bdo", "wbr"];
    let (mut lines, mut line, mut from) = (Vec::new(), String::new(), 0_usize);
    for tag in tag::tags(markup) {
        line.push_str(markup.get(from..tag.start).unwrap_or_default());
        if !INLINE.contains(&&*tag.name) {
            push(&mut lines, &mut line, tag.start);
        }
        from = tag.end;
    }
    line.push_str(markup.get(from..).unwrap_or_default());
    push(&mut lines, &mut line, markup.len());
    lines
}

fn push(lines: &mut Vec<Line>, line: &mut String, end: usize) {
    let text = unescaped(&std::mem::take(line)).split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        lines.push(Line { text, end });
    }
}

/// The mail that a mail with this subject and these lines passes on. The last one, if it was passed on several times.
pub(super) fn find(subject: &str, lines: &[Line]) -> Option<Forwarded> {
    let mut found: Option<Forwarded> = None;
    let mut from = 0_usize;
    for _ in 0..MOST_HEADS {
        let rest = lines.get(from..).unwrap_or_default();
        let next = (0..rest.len()).find_map(|at| head(rest.get(at..)?).map(|(head, length)| (at, head, length)));
        let Some((at, head, length)) = next else { break };
        let above = rest.get(at.saturating_sub(MOST_BETWEEN)..at).unwrap_or_default();
        let is_marked = above.iter().any(|line| is_mark(&line.text));
        if is_marked || (found.is_none() && without_prefixes(subject) != subject.trim()) {
            found = Some(head);
        } else {
            break;
        }
        from = from.saturating_add(at).saturating_add(length);
    }
    found
}

/// The head at the beginning of these lines, and the number of its lines.
fn head(lines: &[Line]) -> Option<(Forwarded, usize)> {
    let mut head = Forwarded::default();
    let mut count = 0_usize;
    for line in lines {
        let Some((name, value)) = field(&line.text) else {
            // Programs leave lines blank above and within a head.
            if line.text.is_empty() && count > 0 {
                count = count.saturating_add(1);
                continue;
            }
            break;
        };
        let is = |names: &[String]| names.contains(&name);
        let taken = match () {
            () if is(&WORDS.from) => Some(&mut head.from),
            () if is(&WORDS.date) => Some(&mut head.date),
            () if is(&WORDS.subject) => Some(&mut head.subject),
            () if is(&WORDS.other) => None,
            () => break,
        };
        if let Some(place) = taken.filter(|place| place.is_empty()) {
            *place = value.to_owned();
        }
        head.end = line.end;
        count = count.saturating_add(1);
    }
    if head.from.is_empty() || head.date.is_empty() || head.subject.is_empty() {
        return None;
    }
    head.from = sender(&head.from);
    head.subject = without_prefixes(&head.subject).to_owned();
    Some((head, count))
}

/// The name, in lower case, and the value of a line of a head: `Тема: Міст`, `> *Subject:* Міст`.
fn field(line: &str) -> Option<(String, &str)> {
    let marks = |c: char| c.is_whitespace() || matches!(c, '*' | '>');
    if line.len() > LONGEST {
        return None;
    }
    let (name, value) = line.split_once(':')?;
    Some((name.trim_matches(marks).to_lowercase(), value.trim_matches(marks)))
}

/// The name in `Name <name@host>`.
fn sender(value: &str) -> String {
    let name = value.split(['<', '[', '(']).next().unwrap_or_default();
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '*'));
    if name.contains('@') { String::new() } else { name.to_owned() }
}

fn is_mark(line: &str) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    WORDS.marks.contains(&line)
}

/// A subject without the words that programs put before it.
fn without_prefixes(subject: &str) -> &str {
    let mut subject = subject.trim();
    while let Some((prefix, rest)) = subject.split_once(':') {
        let prefix = prefix.trim_matches(|c: char| c.is_whitespace() || c == '[').to_lowercase();
        if !WORDS.prefixes.contains(&prefix) {
            break;
        }
        subject = rest.trim();
    }
    subject
}

/// The markup of a mail with the mail that it passes on under its own headline. What stands above becomes an aside, which is not the article.
pub(super) fn opened(markup: &str, body: usize, forwarded: &Forwarded, shows_date: bool) -> String {
    let part = |range: std::ops::Range<usize>| markup.get(range).unwrap_or_default();
    let date = if shows_date { format!("<p>{}</p>\n", escaped(&forwarded.date)) } else { String::new() };
    format!(
        "{}<aside>{}</aside>\n<h1>{}</h1>\n{date}{}",
        part(0..body),
        part(body..forwarded.end),
        escaped(&forwarded.subject),
        part(forwarded.end..markup.len())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Від: Степовий вісник <list@v.example>\nДата: пн, 10 бер. 2025 р. о 10:00\nТема: Міст відкрили\nКому: <a@b.example>\n\nСлова";

    fn found(subject: &str, text: &str) -> Option<(String, String, String, String)> {
        let found = find(subject, &lines_of_text(text))?;
        Some((found.from, found.date, found.subject, text[found.end..].trim().to_owned()))
    }

    #[test]
    fn a_mail_that_was_passed_on_has_a_head() {
        let some = |text: &str| Some(text.to_owned());
        let expected = Some((
            some("Степовий вісник").unwrap(),
            some("пн, 10 бер. 2025 р. о 10:00").unwrap(),
            some("Міст відкрили").unwrap(),
            some("Слова").unwrap(),
        ));
        assert_eq!(found("Fwd: Міст відкрили", HEAD), expected);
        assert_eq!(found("x", &format!("Дивись\n\n---------- Forwarded message ---------\n{HEAD}")), expected);
        assert_eq!(found("x", &format!("Початок переадресованого повідомлення:\n\n{HEAD}")), expected);
        let again = format!(
            "Forwarded message\nFrom: Ія <i@v.example>\nDate: 1\nSubject: Fwd: Міст\n\nОсь\n\n--- Forwarded message ---\n{HEAD}"
        );
        assert_eq!(found("FW: Міст", &again), expected);
    }

    #[test]
    fn an_answer_passes_nothing_on() {
        assert_eq!(found("Re: Міст", &format!("Так, згода.\n\n{HEAD}")), None);
        assert_eq!(found("Міст", HEAD), None);
        assert_eq!(found("Fwd: Міст", "Слова\nТема: Міст\nДата: вчора"), None);
        assert_eq!(found("Fwd: Міст", "Від: Ія\nСлова\nДата: 1\nТема: Міст"), None);
    }

    #[test]
    fn lines_of_markup_are_those_that_a_reader_sees() {
        let markup = "<div>---- Forwarded message ----<br>From: <b>Вісник</b> &lt;a@b.example&gt;<br>Date: 1<br>Subject: Міст<br></div><p>Слова";
        let lines = lines_of_markup(markup);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts[..3], ["---- Forwarded message ----", "From: Вісник <a@b.example>", "Date: 1"]);
        let found = find("x", &lines).unwrap();
        assert_eq!((found.from.as_str(), &markup[found.end..]), ("Вісник", "<br></div><p>Слова"));
    }
}
