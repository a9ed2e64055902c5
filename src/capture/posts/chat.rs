//! In: the text of a chat, as WhatsApp and Viber export it: a line `[07.03.24, 10:15:32] Name: text` for each message. Out: the posts.
//!
//! Invariant: a day is used only if the file shows which number is the day and which the month.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::post::{Piece, Post};
use super::{MOST, Posts};
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
/// The note that a message was changed, behind its text.
static CHANGED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\s*\u{200e}<[^<>]{1,60}>\s*$").expect("a pattern of ours"));

/// The mark before what the program says itself.
const OWN_WORDS: char = '\u{200e}';

/// The first year of a chat. WhatsApp is from 2009, Viber from 2010. An earlier one is no year but a day.
const FIRST_YEAR: u32 = 2009;

/// The most letters of a sender's name. Names have at most 25 on WhatsApp, those of an address book more. Set by hand.
const LONGEST_NAME: usize = 80;

/// Number of lines, from the first, in which two messages show that a text is a chat. Set by hand.
const SAMPLE: usize = 200;

/// The posts of a chat. `None` if the text is none. `is_named` says that the name of the file, or the user, calls it one.
pub(super) fn read(text: &str, is_named: bool) -> Option<Posts> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    start(first)?;
    let sent = text.lines().take(SAMPLE).filter_map(start).filter(|found| sender(&found["rest"]).is_some());
    if sent.take(2).count() < if is_named { 1 } else { 2 } {
        return None;
    }
    let mut posts = Posts::default();
    let messages = messages(text, &mut posts);
    let order = Order::of(messages.iter().map(|message| &message.day));
    let mut unclear = 0_usize;
    for message in messages {
        let Some((name, words)) = sender(&message.text) else {
            posts.service = posts.service.saturating_add(1);
            continue;
        };
        let Some(mut post) = post(name, words) else {
            posts.marked = posts.marked.saturating_add(1);
            continue;
        };
        if !post.has_words() {
            posts.wordless = posts.wordless.saturating_add(1);
            continue;
        }
        match message.day.written(order) {
            Some(day) => post.published = format!("{day} {}", message.clock),
            None => unclear = unclear.saturating_add(1),
        }
        posts.entries.push(post.entry());
    }
    if unclear > 0 {
        let problem = format!(
            "{unclear} of its posts have no time, as nothing in it shows whether the day or the month comes first in its dates"
        );
        let hint = "export a longer part of the chat, or give `published` of its captures in the project file";
        posts.told.push((problem, hint));
    }
    Some(posts)
}

/// A message: its day, its time of day and all that stands behind.
#[derive(Debug)]
struct Message {
    day: Day,
    clock: String,
    text: String,
}

/// The match of a line that starts a message.
fn start(line: &str) -> Option<Captures<'_>> {
    START.captures(line).filter(|found| found.name("open").is_some() == (&found["close"] == "]"))
}

/// The messages in a text. A line that starts none belongs to the one before it.
fn messages(text: &str, posts: &mut Posts) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    for line in text.lines() {
        let Some(found) = start(line) else {
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
            clock: format!("{:0>2}:{}{seconds}{half}", &found["h"], &found["min"]),
            text: found["rest"].to_owned(),
        });
    }
    messages
}

/// The sender's name and the words of a message. `None` for what the program says of the chat.
fn sender(text: &str) -> Option<(&str, &str)> {
    let line = text.lines().next().unwrap_or_default();
    let (name, _) = line.split_once(": ").or_else(|| line.strip_suffix(':').map(|name| (name, "")))?;
    let words = text.get(name.len().saturating_add(1)..).unwrap_or_default();
    // The new title of a group stands in quotation marks where the program tells that it was changed. With a colon in it, they are cut.
    let is_name = name.chars().count() <= LONGEST_NAME && !name.contains(':') && is_closed(name);
    let name = name.trim_matches(|c: char| c == OWN_WORDS || c == '\u{200f}' || c == '~' || c.is_whitespace());
    (is_name && !name.is_empty()).then_some((name, words.strip_prefix(' ').unwrap_or(words)))
}

/// Whether all quotation marks in a text have their counterparts in it. Languages use the curved ones in different ways.
fn is_closed(text: &str) -> bool {
    let count = |marks: &[char]| text.chars().filter(|c| marks.contains(c)).count();
    let is_even = |marks: &[char]| count(marks).is_multiple_of(2);
    is_even(&['"']) && is_even(&['\u{201c}', '\u{201d}', '\u{201e}']) && count(&['\u{ab}']) == count(&['\u{bb}'])
}

/// A message as a post. A number of a telephone is no name. `None` if the message begins with the mark of the program's own words: a call,
/// a poll, what stands in place of a deleted message. On a later line, somebody wrote or pasted the mark.
fn post(name: &str, words: &str) -> Option<Post> {
    let mut post = Post { sender: name.to_owned(), ..Post::default() };
    if name.chars().any(|c| c.is_letter()) {
        post.authors.push(name.to_owned());
    }
    let mut lines: Vec<&str> = Vec::new();
    for (at, line) in words.lines().enumerate() {
        let found = AS_A_LINE.captures(line).or_else(|| IN_BRACKETS.captures(line));
        let rest = found.as_ref().and_then(|found| line.get(..found.get(0)?.start())).unwrap_or(line);
        if let Some(found) = &found {
            post.has_media = true;
            post.pictures.extend(Some(found["name"].to_owned()).filter(|name| is_picture(name)));
        }
        let rest = CHANGED.find(rest).and_then(|note| rest.get(..note.start())).unwrap_or(rest);
        if OMITTED.is_match(rest) || (rest.is_empty() && !line.is_empty()) {
            continue;
        }
        if at == 0 && rest.starts_with(OWN_WORDS) {
            return None;
        }
        lines.push(rest.trim_start_matches(OWN_WORDS));
    }
    post.pieces = vec![Piece { text: lines.join("\n"), ..Piece::default() }];
    Some(post)
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
        ((1..=12).contains(&month) && (1..=31).contains(&day) && year >= FIRST_YEAR).then_some((year, month, day))
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
        ] {
            assert!(days(unclear).iter().all(Option::is_none), "{unclear:?}");
        }
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
        assert_eq!(sender("Ія Лан: Міст: закрито\nДалі"), Some(("Ія Лан", "Міст: закрито\nДалі")));
        assert_eq!(sender("~\u{202f}Ія: а"), Some(("Ія", "а")));
        assert_eq!(sender("Ія:"), Some(("Ія", "")));
        for none in ["Ія вийшла", "Ія змінила тему на «Міст: новини»", &format!("{}: а", "я".repeat(81)), " : а", ""]
        {
            assert_eq!(sender(none), None, "{none}");
        }
    }

    #[test]
    fn what_the_program_writes_is_no_text() {
        let words = |text: &str| {
            let post = post("Ія", text).unwrap();
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
        assert_eq!(words("Міст <див.: далі>"), ("Міст <див.: далі>".to_owned(), vec![]));
        assert_eq!(post("+380 44 123", "а").unwrap().authors, [""; 0]);
        for own in ["\u{200e}image omitted", "\u{200e}Опитування\nДе міст?\n\u{200e}Варіант: тут"]
        {
            assert_eq!(post("Ія", own), None, "{own}");
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
            assert_eq!(sender(text), Some((name, "Міст стоїть")));
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
