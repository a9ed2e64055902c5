//! In: the text of a chat, as WhatsApp and Viber export it: a line `[07.03.24, 10:15:32] Name: text` for each message. Out: the posts.
//!
//! Invariant: a day is used only if the file shows which number is the day and which the month.

use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::{Captures, Regex};
use serde::Deserialize;

use super::post::{Piece, Post};
use super::{MOST, Posts, counted};
use crate::letters::Letter;

/// The start of a message in the forms of all languages: `[07.03.24, 10:15:32] …`, `3/7/24, 10:15 AM - …`, `2024-03-07 10:15 - …`.
static START: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"(?P<a>\d{1,4})(?P<sign>[./-])(?P<b>\d{1,2})[./-](?P<c>\d{4}|\d{1,2})";
    let clock = r"(?P<h>\d{1,2})[:.](?P<min>\d\d)(?:[:.](?P<s>\d\d))?(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\.?)?";
    let pattern = format!(
        r"^[\u{{200e}}\u{{200f}}]*(?P<open>\[\s?)?{day},?\s+{clock}\s?(?P<close>\]|[-\u{{2013}}])\s(?P<rest>.*)$"
    );
    Regex::new(&pattern).expect("a pattern of ours")
});

/// A file that came with a message, as a note in any language: `<attached: IMG.jpg>` at the end of a line, `IMG.jpg (file attached)` as
/// a line.
static IN_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\s*\u{200e}?<[^<>:]{1,40}: (?P<name>[^<>/\\]{1,200}\.[A-Za-z0-9]{2,5})>\s*$")
        .expect("a pattern of ours")
});
static AS_A_LINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\u{200e}?(?P<name>[^\s/\\()][^/\\()]{0,200}\.[A-Za-z0-9]{2,5}) \([^()]{1,60}\)$")
        .expect("a pattern of ours")
});

/// A note of the program in place of a file that is not there: `<Media omitted>`.
static OMITTED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\u{200e}?<[^<>]{1,60}>$").expect("a pattern of ours"));
/// A note behind the text of a message: that it was changed. The mark tells that the program wrote it, or its words do.
static NOTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s*(?P<mark>\u{200e})?<(?P<words>[^<>]{1,60})>\s*$").expect("a pattern of ours"));

/// What the program writes in place of what a sender wrote.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    deleted: Vec<String>,
    edited: Vec<String>,
    nothing: Vec<String>,
    poll: Vec<String>,
    option: Vec<String>,
}

static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("chat.toml")).expect("the file is fixed and tested"));

/// Whether a line is one of these phrases, whatever its capitals and its end.
fn is_one_of(phrases: &[String], line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, OWN_WORDS | '.')).to_lowercase();
    phrases.contains(&line)
}

/// The mark before what the program says itself.
const OWN_WORDS: char = '\u{200e}';

/// The dash that reports told by the minute have behind the time, and exports of few phones.
const LONG_DASH: char = '\u{2013}';

/// The first year of a chat. WhatsApp is from 2009, Viber from 2010. An earlier one is no year but a day.
const FIRST_YEAR: u32 = 2009;

/// The most letters of a sender's name. Names have at most 25 on WhatsApp, those of an address book more. Set by hand.
const LONGEST_NAME: usize = 80;

/// Number of lines, from the first, in which two messages show that a text is a chat. Set by hand.
const SAMPLE: usize = 200;

/// The posts of a chat. `None` if the text is none. `is_named` says that the name of the file, or the user, calls it one.
pub(super) fn read(text: &str, is_named: bool) -> Option<Posts> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let form = LineForm::of(&start(first)?);
    if !is_chat(text, form, is_named) {
        return None;
    }
    let mut posts = Posts::default();
    let messages = messages(text, form, &mut posts);
    let order = Order::of(messages.iter().map(|message| &message.day));
    let (mut unclear, mut impossible) = (0_usize, 0_usize);
    for message in messages {
        let Some((name, words)) = sender(&message.text) else {
            posts.service = posts.service.saturating_add(1);
            continue;
        };
        let mut post = match post(name, words) {
            Ok(post) => post,
            Err(no_post) => {
                let count = match no_post {
                    NoPost::Marked => &mut posts.marked,
                    NoPost::Deleted => &mut posts.deleted,
                    NoPost::Poll => &mut posts.polls,
                };
                *count = count.saturating_add(1);
                continue;
            }
        };
        if !post.has_words() {
            posts.wordless = posts.wordless.saturating_add(1);
            continue;
        }
        match message.day.written(order) {
            Some(day) if message.is_hour => post.published = format!("{day} {}", message.clock),
            None if message.is_hour && message.day.may_be() => unclear = unclear.saturating_add(1),
            _ => impossible = impossible.saturating_add(1),
        }
        posts.entries.push(post.entry());
    }
    if unclear > 0 {
        let posts_without = counted(unclear, "of its posts has", "of its posts have");
        let problem = format!(
            "{posts_without} no time, as nothing in it shows whether the day or the month comes first in its dates"
        );
        let hint = "export a longer part of the chat, or give `published` of its captures in the project file";
        posts.told.push((problem, hint));
    }
    if impossible > 0 {
        let problem = counted(impossible, "of its posts has", "of its posts have");
        let hint = "give `published` of its captures in the project file";
        posts.told.push((format!("{problem} no time, as there is no such day or hour"), hint));
    }
    Some(posts)
}

/// Whether a text whose first line starts a message is a chat. If nothing calls it one, a report that is told by the minute looks the same:
/// then somebody speaks twice, or seconds stand in brackets, and no long dash stands before the names.
fn is_chat(text: &str, form: LineForm, is_named: bool) -> bool {
    let lines = text.lines().take(SAMPLE).filter_map(start).filter(|found| LineForm::of(found) == form);
    let mut senders: Vec<String> = Vec::new();
    let (mut speaks_twice, mut has_seconds) = (false, true);
    for found in lines {
        let Some((name, _)) = sender(&found["rest"]) else { continue };
        speaks_twice |= senders.contains(&name);
        has_seconds &= found.name("s").is_some();
        senders.push(name);
    }
    let is_exact = form.has_brackets && has_seconds && senders.len() > 1;
    if is_named { !senders.is_empty() } else { is_exact || (speaks_twice && form.dash != Some(LONG_DASH)) }
}

/// What the lines that start messages have in common in one export. Lines in another form were pasted into a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct LineForm {
    has_brackets: bool,
    dash: Option<char>,
    sign: Option<char>,
    /// Whether the first number is a year, and whether the last one is a year with four figures.
    is_year_first: bool,
    is_year_long: bool,
}

impl LineForm {
    fn of(found: &Captures) -> Self {
        let has_brackets = found.name("open").is_some();
        Self {
            has_brackets,
            dash: found["close"].chars().next().filter(|_| !has_brackets),
            sign: found["sign"].chars().next(),
            is_year_first: found["a"].len() > 2,
            is_year_long: found["c"].len() > 2,
        }
    }
}

/// A message: its day, its time of day and all that stands behind.
#[derive(Debug)]
struct Message {
    day: Day,
    clock: String,
    /// Whether there is such a time of day.
    is_hour: bool,
    text: String,
}

/// The match of a line that starts a message.
fn start(line: &str) -> Option<Captures<'_>> {
    START.captures(line).filter(|found| found.name("open").is_some() == (&found["close"] == "]"))
}

/// The messages in a text whose first lines have this form. A line that starts none belongs to the one before it.
fn messages(text: &str, form: LineForm, posts: &mut Posts) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    for line in text.lines() {
        let Some(found) = start(line).filter(|found| LineForm::of(found) == form) else {
            if let Some(message) = messages.last_mut() {
                message.text.push('\n');
                message.text.push_str(line);
            }
            continue;
        };
        if messages.len() == MOST {
            posts.mistake = Some(format!("more than {MOST} messages; split it"));
            break;
        }
        let seconds = found.name("s").map(|seconds| format!(":{}", seconds.as_str())).unwrap_or_default();
        let half =
            found.name("half").map(|half| format!(" {}m", half.as_str().to_ascii_lowercase())).unwrap_or_default();
        messages.push(Message {
            day: Day::of(&found),
            is_hour: is_hour(&found),
            clock: format!("{:0>2}:{}{seconds}{half}", &found["h"], &found["min"]),
            text: found["rest"].to_owned(),
        });
    }
    messages
}

/// Whether there is the time of day that a line states.
fn is_hour(found: &Captures) -> bool {
    let number = |name: &str| found.name(name).map_or(Some(0), |part| part.as_str().parse::<u32>().ok());
    let hours = if found.name("half").is_some() { 12 } else { 23 };
    let is_within = |name: &str, last: u32| number(name).is_some_and(|number| number <= last);
    is_within("h", hours) && is_within("min", 59) && is_within("s", 59)
}

/// The sender's name and the words of a message. `None` for what the program says of the chat.
fn sender(text: &str) -> Option<(String, &str)> {
    let line = text.lines().next().unwrap_or_default();
    let (name, _) = line.split_once(": ").or_else(|| line.strip_suffix(':').map(|name| (name, "")))?;
    let words = text.get(name.len().saturating_add(1)..).unwrap_or_default();
    // The new title of a group stands in quotation marks where the program tells that it was changed. With a colon in it, they are cut.
    let is_name = name.chars().count() <= LONGEST_NAME && !name.contains(':') && is_closed(name);
    let is_around = |c: char| c == OWN_WORDS || c == '\u{200f}' || c.is_whitespace();
    let name = name.trim_matches(is_around);
    // The sign of a name that its bearer chose, and not the address book, is kept, as the program shows it.
    let name = match name.strip_prefix('~').map(|name| name.trim_matches(is_around)) {
        Some("") => return None,
        Some(name) => format!("~ {name}"),
        None => name.to_owned(),
    };
    (is_name && !name.is_empty()).then_some((name, words.strip_prefix(' ').unwrap_or(words)))
}

/// Whether all quotation marks in a text have their counterparts in it. Languages use the curved ones in different ways.
fn is_closed(text: &str) -> bool {
    let count = |marks: &[char]| text.chars().filter(|c| marks.contains(c)).count();
    let is_even = |marks: &[char]| count(marks).is_multiple_of(2);
    is_even(&['"']) && is_even(&['\u{201c}', '\u{201d}', '\u{201e}']) && count(&['\u{ab}']) == count(&['\u{bb}'])
}

/// Why a message is no post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NoPost {
    /// It begins with the mark of the program's own words: a call, a picture that is not there.
    Marked,
    /// It was deleted.
    Deleted,
    Poll,
}

/// A message as a post. A number of a telephone is no name. On a later line, somebody wrote or pasted the mark of the program's own words.
fn post(name: String, words: &str) -> Result<Post, NoPost> {
    if is_one_of(&WORDS.deleted, words) {
        return Err(NoPost::Deleted);
    }
    if is_poll(words) {
        return Err(NoPost::Poll);
    }
    let words = if is_one_of(&WORDS.nothing, words) { "" } else { words };
    let mut post = Post { sender: name.clone(), ..Post::default() };
    if name.chars().any(|c| c.is_letter()) {
        post.authors.push(name);
    }
    let mut lines: Vec<&str> = Vec::new();
    for (at, line) in words.lines().enumerate() {
        let found = AS_A_LINE.captures(line).or_else(|| IN_BRACKETS.captures(line));
        let rest = found.as_ref().and_then(|found| line.get(..found.get(0)?.start())).unwrap_or(line);
        if let Some(found) = &found {
            post.has_media = true;
            post.pictures.extend(Some(found["name"].to_owned()).filter(|name| is_picture(name)));
        }
        let rest = without_note(rest);
        if OMITTED.is_match(rest) || (rest.is_empty() && !line.is_empty()) {
            continue;
        }
        if at == 0 && rest.starts_with(OWN_WORDS) {
            return Err(NoPost::Marked);
        }
        lines.push(rest.trim_start_matches(OWN_WORDS));
    }
    post.pieces = vec![Piece { text: lines.join("\n"), ..Piece::default() }];
    Ok(post)
}

/// A line without the note that its message was changed.
fn without_note(line: &str) -> &str {
    let note =
        NOTE.captures(line).filter(|note| note.name("mark").is_some() || is_one_of(&WORDS.edited, &note["words"]));
    note.and_then(|note| line.get(..note.get(0)?.start())).unwrap_or(line)
}

/// Whether a message is a poll: a line that says so and nothing else, and behind it answers.
fn is_poll(words: &str) -> bool {
    let is_one = |line: &str, of: &[String]| line.split_once(':').is_some_and(|(word, _)| is_one_of(of, word));
    let mut lines = words.lines();
    let is_named = lines.next().is_some_and(|line| line.trim_end().ends_with(':') && is_one(line, &WORDS.poll));
    is_named && lines.any(|line| is_one(line, &WORDS.option))
}

fn is_picture(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(ending.as_str(), "jpg" | "jpeg" | "png" | "webp" | "gif")
}

/// A day as written: three numbers and the sign between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Day {
    first: u32,
    second: u32,
    third: u32,
    order: Option<Order>,
}

/// Which of day, month and year comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Year,
    Day,
    Month,
}

impl Day {
    fn of(found: &Captures) -> Self {
        let number = |name: &str| found[name].parse::<u32>().unwrap_or(0);
        // With full stops, the day comes first in all languages.
        let order = match (found["a"].len(), &found["sign"]) {
            (4, _) => Some(Order::Year),
            (_, ".") => Some(Order::Day),
            _ => None,
        };
        let third = number("c");
        let third =
            if found["c"].len() <= 2 && order != Some(Order::Year) { third.saturating_add(2000) } else { third };
        Self { first: number("a"), second: number("b"), third, order }
    }

    /// Year, month and day in an order, if they can be.
    fn in_order(self, order: Order) -> Option<(u32, u32, u32)> {
        let (year, month, day) = match order {
            Order::Year => (self.first, self.second, self.third),
            Order::Day => (self.third, self.second, self.first),
            Order::Month => (self.third, self.first, self.second),
        };
        let is_day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).is_some();
        (is_day && year >= FIRST_YEAR).then_some((year, month, day))
    }

    /// Whether there is such a day, whichever number comes first.
    fn may_be(self) -> bool {
        let orders = self.order.map_or(vec![Order::Day, Order::Month], |order| vec![order]);
        orders.into_iter().any(|order| self.in_order(order).is_some())
    }

    /// The day as `2024-03-07`, if its order is certain: by its form, by the file, or because day and month are one number.
    fn written(self, of_file: Option<Order>) -> Option<String> {
        let either = (self.first == self.second).then_some(Order::Day);
        let (year, month, day) = self.in_order(self.order.or(of_file).or(either)?)?;
        Some(format!("{year:04}-{month:02}-{day:02}"))
    }
}

impl Order {
    /// The order that the days of a file show: only it gives days for all of them, or only it gives days that never go back.
    fn of<'a>(days: impl Iterator<Item = &'a Day>) -> Option<Self> {
        let days: Vec<&Day> = days.filter(|day| day.order.is_none()).collect();
        let is_possible = |order: &Self| days.iter().all(|day| day.in_order(*order).is_some());
        let possible: Vec<Self> = [Self::Day, Self::Month].into_iter().filter(is_possible).collect();
        let rises = |order: &Self| days.iter().map(|day| day.in_order(*order)).is_sorted();
        match possible.as_slice() {
            [only] => Some(*only),
            both => match both.iter().copied().filter(rises).collect::<Vec<_>>().as_slice() {
                [only] => Some(*only),
                _ => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(lines: &[&str]) -> Vec<Option<String>> {
        let found: Vec<Day> = lines.iter().map(|line| Day::of(&start(line).unwrap())).collect();
        let order = Order::of(found.iter());
        found.iter().map(|day| day.written(order)).collect()
    }

    fn certain(lines: &[&str]) -> Vec<String> {
        days(lines).into_iter().map(|day| day.unwrap_or_default()).collect()
    }

    #[test]
    fn the_order_of_day_and_month_must_be_shown() {
        assert_eq!(certain(&["[07.03.24, 10:15:32] Ія: а"]), ["2024-03-07"]);
        assert_eq!(certain(&["2024-03-07 10:15 - Ія: а"]), ["2024-03-07"]);
        assert_eq!(certain(&["07/03/2024, 10:15 - Ія: а", "13/03/2024, 10:15 - Ія: а"]), ["2024-03-07", "2024-03-13"]);
        assert_eq!(certain(&["3/7/24, 10:15 AM - Ія: а", "3/13/24, 1:15 PM - Ія: а"]), ["2024-03-07", "2024-03-13"]);
        assert_eq!(certain(&["07/03/2024, 10:15 - Ія: а", "02/04/2024, 10:15 - Ія: а"]), ["2024-03-07", "2024-04-02"]);
        assert_eq!(certain(&["5/5/24, 10:15 - Ія: а"]), ["2024-05-05"]);
        for unclear in [
            &["07/03/2024, 10:15 - Ія: а"][..],
            &["07/03/2024, 10:15 - Ія: а", "08/04/2024, 10:15 - Ія: а"],
            &["07/13/2024, 10:15 - Ія: а", "13/07/2024, 10:15 - Ія: а"],
            &["24/03/07, 10:15 - Ія: а"],
            &["07/03/0024, 10:15 - Ія: а"],
            &["31.02.24, 10:15 - Ія: а"],
        ] {
            assert!(days(unclear).iter().all(Option::is_none), "{unclear:?}");
        }
    }

    #[test]
    fn there_is_no_such_day_or_hour() {
        let found = |line: &str| (Day::of(&start(line).unwrap()).may_be(), is_hour(&start(line).unwrap()));
        for (line, expected) in [
            ("29.02.24, 10:15 - Ія: а", (true, true)),
            ("07/03/2024, 12:15 PM - Ія: а", (true, true)),
            ("31.02.24, 10:15 - Ія: а", (false, true)),
            ("31/02/24, 23:59 - Ія: а", (false, true)),
            ("07.03.24, 25:15 - Ія: а", (true, false)),
            ("07.03.24, 10:75 - Ія: а", (true, false)),
            ("07.03.24, 13:15 PM - Ія: а", (true, false)),
        ] {
            assert_eq!(found(line), expected, "{line}");
        }
    }

    #[test]
    fn a_text_is_a_chat_if_somebody_speaks_twice_in_it() {
        let is = |text: &str, is_named: bool| {
            let form = LineForm::of(&start(text.lines().next().unwrap()).unwrap());
            is_chat(text, form, is_named)
        };
        let lines = |lines: [&str; 2]| lines.join("\n");
        let twice = lines(["07.03.2024, 10:15 - Ія: а", "07.03.2024, 10:16 - Ія: б"]);
        let once = lines(["07.03.2024, 10:15 - Луги: а", "07.03.2024, 10:16 - Заріччя: б"]);
        let long = lines(["07.03.2024, 10:15 – Луги: а", "07.03.2024, 10:16 – Луги: б"]);
        let exact = lines(["[07.03.24, 10:15:32] Ія: а", "[07.03.24, 10:16:00] Лев: б"]);
        let inexact = lines(["[07.03.24, 10:15] Луги: а", "[07.03.24, 10:16] Заріччя: б"]);
        let other = lines(["07.03.2024, 10:15 - Ія: а", "7/3/24, 10:16 AM - Ія: б"]);
        assert!(is(&twice, false) && is(&exact, false));
        for text in [&once, &long, &inexact, &other] {
            assert!(!is(text, false) && is(text, true), "{text}");
        }
        assert!(!is("07.03.2024, 10:15 - Ія вийшла", true));
    }

    #[test]
    fn lines_of_all_forms_start_messages() {
        for line in [
            "[07.03.24, 10:15:32] Ія: а",
            "\u{200e}[07.03.24, 10:15:32] Ія: а",
            "07/03/2024, 10:15 - Ія: а",
            "3/7/24, 10:15\u{202f}AM - Ія: а",
            "7/3/24 10:15 p. m. - Ія: а",
            "07-03-2024 10:15 - Ія: а",
            "07.03.24, 10.15 – Ія: а",
            "[ 07/03/2024 10:15:32 ] Ія: а",
        ] {
            assert!(start(line).is_some(), "{line}");
        }
        for line in ["07.03.2024 Ія: а", "[07.03.24, 10:15:32 - Ія: а", "07/03/2024, 10:15 Ія: а", "10:15 - Ія: а", ""]
        {
            assert!(start(line).is_none(), "{line}");
        }
    }

    #[test]
    fn a_sender_has_a_name_and_words() {
        assert_eq!(sender("Ія Лан: Міст: закрито\nДалі"), Some(("Ія Лан".to_owned(), "Міст: закрито\nДалі")));
        assert_eq!(sender("~\u{202f}Ія: а"), Some(("~ Ія".to_owned(), "а")));
        assert_eq!(sender("Ія:"), Some(("Ія".to_owned(), "")));
        for none in
            ["Ія вийшла", "Ія змінила тему на «Міст: новини»", &format!("{}: а", "я".repeat(81)), " : а", "~ : а", ""]
        {
            assert_eq!(sender(none), None, "{none}");
        }
    }

    #[test]
    fn what_the_program_writes_is_no_text() {
        let words = |text: &str| {
            let post = post("Ія".to_owned(), text).unwrap();
            (post.pieces[0].text.clone(), post.pictures)
        };
        let picture = |name: &str| vec![name.to_owned()];
        assert_eq!(words("Міст \u{200e}<прикріплено: 1-PHOTO.jpg>"), ("Міст".to_owned(), picture("1-PHOTO.jpg")));
        assert_eq!(words("IMG-1.jpg (файл додано)\nМіст"), ("Міст".to_owned(), picture("IMG-1.jpg")));
        assert_eq!(words("DOC 1.pdf (file attached)"), (String::new(), vec![]));
        assert_eq!(words("<Media omitted>"), (String::new(), vec![]));
        assert_eq!(words("\u{200e}<Media omitted>\nМіст"), ("Міст".to_owned(), vec![]));
        assert_eq!(words("Міст\n\u{200e}стоїть"), ("Міст\nстоїть".to_owned(), vec![]));
        assert_eq!(words("Міст \u{200e}<This message was edited>"), ("Міст".to_owned(), vec![]));
        assert_eq!(words("Міст <Це повідомлення відредаговано>"), ("Міст".to_owned(), vec![]));
        assert_eq!(words("Міст <Це прохання відредаговано>").0, "Міст <Це прохання відредаговано>");
        assert_eq!(words("null").0, "");
        assert_eq!(words("null — це ніщо").0, "null — це ніщо");
        assert_eq!(words("Міст <див.: далі>"), ("Міст <див.: далі>".to_owned(), vec![]));
        let post = |name: &str, words: &str| super::post(name.to_owned(), words);
        assert_eq!(post("+380 44 123", "а").unwrap().authors, [""; 0]);
        for (own, why) in [
            ("\u{200e}image omitted", NoPost::Marked),
            ("\u{200e}ОПИТУВАННЯ:\nДе міст?\n\u{200e}ВАРІАНТ: тут (3 голоси)", NoPost::Poll),
            ("POLL:\nДе міст?\nOPTION: тут (0 votes)", NoPost::Poll),
            ("Ви видалили це повідомлення", NoPost::Deleted),
            ("\u{200e}Це повідомлення видалено.", NoPost::Deleted),
            ("This message was deleted", NoPost::Deleted),
        ] {
            assert_eq!(post("Ія", own), Err(why), "{own}");
        }
        for said in [
            "Опитування: хто за міст?",
            "Опитування:\nхто за міст?",
            "Ви видалили це повідомлення? Поверніть.",
            "Варіант: тут",
        ] {
            assert!(post("Ія", said).is_ok_and(|post| post.has_words()), "{said}");
        }
    }

    #[test]
    fn a_sender_may_have_quotation_marks_in_the_name() {
        for (text, name) in [
            ("ГО «Заріччя»: Міст стоїть", "ГО «Заріччя»"),
            ("Лев \"Бо\" Орт: Міст стоїть", "Лев \"Бо\" Орт"),
            ("Лев „Бо“ Орт: Міст стоїть", "Лев „Бо“ Орт"),
            ("Лев “Бо” Орт: Міст стоїть", "Лев “Бо” Орт"),
        ] {
            assert_eq!(sender(text), Some((name.to_owned(), "Міст стоїть")));
        }
        for text in [
            "Лев Орт змінює тему на «Міст: новини»",
            "Лев Орт змінює тему з «Луг» на «Міст: новини»",
            "Лев Орт змінює тему на \"Міст: новини\"",
            "Лев Орт змінює тему на „Міст: новини“",
            "Лев Орт вийшов",
        ] {
            assert_eq!(sender(text), None, "{text}");
        }
    }
}
