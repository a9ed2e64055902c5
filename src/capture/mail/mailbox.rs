//! In: the bytes of a mailbox (RFC 4155). Out: the bytes of each message.
//!
//! Invariant: a message begins only at a line with a sender and a time that has a blank line above and a header below. Programs do not mark
//! every line of a letter that begins with the same word.

use std::borrow::Cow;

use super::is_header;

/// How the line before a message begins, and how programs mark such a line within a letter.
const START: &[u8] = b"From ";
const MARKED: &[u8] = b">From ";

/// Whether bytes are a mailbox, perhaps below blank lines.
pub(crate) fn is_mailbox(bytes: &[u8]) -> bool {
    let blank = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().len();
    starts(bytes, bytes.len().saturating_sub(blank))
}

/// Whether a message begins at a place.
fn starts(bytes: &[u8], at: usize) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    if !rest.starts_with(START) {
        return false;
    }
    let mut lines = rest.splitn(3, |&byte| byte == b'\n').map(String::from_utf8_lossy);
    lines.next().is_some_and(|line| has_time(&line)) && lines.next().is_some_and(|line| is_header(&line))
}

/// Whether the line before a message has a time with its year: `Mon Mar 10 10:00:00 2025`, or `2025-03-10T10:00:00Z`.
fn has_time(line: &str) -> bool {
    let is_digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_clock = |word: &str| {
        let word = word.split_once('T').map_or(word, |(_, clock)| clock);
        let parts: Vec<&str> =
            word.trim_end_matches('Z').split(['+', '.']).next().unwrap_or_default().split(':').collect();
        matches!(parts.len(), 2 | 3) && parts.into_iter().all(is_digits)
    };
    let is_year = |word: &str| {
        let year = word.trim_end().get(..4).unwrap_or_default();
        year.bytes().all(|byte| byte.is_ascii_digit())
            && (word.trim_end().len() == 4 || word.as_bytes().get(4) == Some(&b'-'))
    };
    let words = || line.split_ascii_whitespace();
    words().any(is_clock) && words().any(is_year)
}

/// The messages, without the lines before them and the marks within them.
pub(super) fn messages(bytes: &[u8]) -> Vec<Cow<'_, [u8]>> {
    let (mut starts_at, mut at, mut is_below_blank) = (Vec::new(), 0_usize, true);
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let start = if at == 0 && line.starts_with(b"\xef\xbb\xbf") { 3 } else { at };
        if is_below_blank && starts(bytes, start) {
            starts_at.push(at);
        }
        is_below_blank = line.trim_ascii().is_empty();
        at = at.saturating_add(line.len());
    }
    let ends = starts_at.iter().skip(1).copied().chain([bytes.len()]);
    starts_at.iter().zip(ends).map(|(&start, end)| message(bytes.get(start..end).unwrap_or_default())).collect()
}

fn message(bytes: &[u8]) -> Cow<'_, [u8]> {
    let head = bytes.iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |end| end.saturating_add(1));
    let bytes = bytes.get(head..).unwrap_or_default();
    let is_marked = |line: &&[u8]| line.trim_ascii_start().starts_with(MARKED);
    if !bytes.split(|&byte| byte == b'\n').any(|line| is_marked(&line)) {
        return Cow::Borrowed(bytes);
    }
    let lines = bytes.split_inclusive(|&byte| byte == b'\n');
    lines
        .flat_map(
            |line| if line.starts_with(b">") && is_marked(&line) { line.get(1..).unwrap_or_default() } else { line },
        )
        .copied()
        .collect::<Vec<u8>>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_letter_begins_no_message() {
        let mailbox = "From a@b Mon Mar 10 10:00:00 2025\nSubject: 1\n\nFrom here on, 10:30 is late.\n\nFrom Kyiv at 10:30\nwe go on: so.\n\n\
                       >From the start\n\nFrom a@b Mon Mar 10 11:00:00 2025\nSubject: 2\n\nb\n";
        let messages: Vec<String> =
            messages(mailbox.as_bytes()).iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert!(messages[0].ends_with("we go on: so.\n\nFrom the start\n\n") && messages[1].starts_with("Subject: 2"));
        assert!(
            is_mailbox(mailbox.as_bytes())
                && !is_mailbox(b"From a@b\nSubject: 1\n")
                && !is_mailbox(b"From 10:30:00 on\nwe go")
        );
        assert!(!is_mailbox("From Kyiv, 10:15: rain in 2025\nNote: dry".as_bytes()));
        for start in [
            "\u{feff}From a@b Mon Mar 10 10:00:00 2025",
            "\n\nFrom a@b Mon Mar 10 10:00 2025",
            "From - 2025-03-10T10:00:00+02:00",
        ] {
            let bytes = format!("{start}\nSubject: 1\n\na\n");
            assert!(is_mailbox(bytes.as_bytes()), "{start}");
            assert_eq!(super::messages(bytes.as_bytes()).len(), 1, "{start}");
        }
    }
}
