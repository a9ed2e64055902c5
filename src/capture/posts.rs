//! In: an export of a messenger or a social network. Out: an entry for each post, and counts of what is no post.
//!
//! Invariant: changes no word. A time that the file does not state for certain is not used, and an address that does not follow from the
//! file is not made up.

mod archive;
mod chat;
mod items;
mod post;
mod preview;
mod telegram;
mod telegram_page;

use std::collections::BTreeMap;

use super::entry::{Entry, escaped};
use super::pictures::Part;

pub(crate) use archive::{account, is_archive};
pub(crate) use telegram_page::is_listing;

/// The most posts of one file. A channel with thirty posts a day has as many in nine years. A limit on memory, set by hand.
pub(crate) const MOST: usize = 100_000;

/// The posts of a file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Posts {
    /// The posts with words, in the order of the file.
    pub entries: Vec<Entry>,
    /// Number of messages about the chat itself: somebody joined it, a message was pinned.
    pub service: usize,
    /// Number of messages that begin with the mark of what the program says itself, in the name of a sender.
    pub marked: usize,
    /// Number of messages that were deleted: only the words of the program stand in their place.
    pub deleted: usize,
    /// Number of polls, which are no words of their senders in a sentence.
    pub polls: usize,
    /// Number of posts without a word: a picture, a video, a sticker.
    pub wordless: usize,
    /// Why the rest of the file was not read.
    pub mistake: Option<String>,
    /// What else must be told: a problem, and what the user can do about it.
    pub told: Vec<(String, &'static str)>,
}

/// The posts in a text if it is such an export. `address` is what a file beside it says: the address of the channel or account. `is_named`
/// says that the name of the file, or the user, calls it an export.
pub(crate) fn read(text: &str, address: Option<&str>, is_named: bool) -> Option<Posts> {
    let text = text.trim_start_matches('\u{feff}');
    telegram::read(text, address)
        .or_else(|| telegram_page::read(text, address))
        .or_else(|| preview::read(text))
        .or_else(|| archive::read(text, address))
        .or_else(|| chat::read(text, is_named))
}

/// The posts on a page of a channel that was saved as one mail, with the time of saving and with the pictures in the mail, each of which is
/// taken once. `None` if it is another page.
pub(crate) fn of_saved(saved: &mut Entry) -> Option<Posts> {
    let mut posts = preview::read(&saved.content)?;
    let mut parts: Vec<Option<Part>> = std::mem::take(&mut saved.parts).into_iter().map(Some).collect();
    let names = parts.iter().enumerate().flat_map(|(at, part)| {
        let names = part.iter().flat_map(|part| &part.names);
        names.map(move |name| (escaped(name), at))
    });
    let places: BTreeMap<String, usize> = names.collect();
    for entry in &mut posts.entries {
        entry.captured.clone_from(&saved.captured);
        let shown = entry.content.split(post::PICTURE).skip(1).filter_map(|rest| rest.split('"').next());
        let taken = shown.filter_map(|name| parts.get_mut(*places.get(name)?)?.take());
        entry.parts = taken.collect();
    }
    Some(posts)
}

impl Posts {
    /// What is told about the messages that gave no capture.
    pub(crate) fn unused(&self) -> Option<String> {
        let parts = [
            (self.service, "message about the chat itself", "messages about the chat itself"),
            (
                self.marked,
                "message with the mark of the program's own words",
                "messages with the mark of the program's own words",
            ),
            (self.deleted, "deleted message", "deleted messages"),
            (self.polls, "poll", "polls"),
            (self.wordless, "post without words", "posts without words"),
        ];
        let there = parts.iter().filter(|(count, ..)| *count > 0);
        let counted: Vec<String> = there.map(|&(count, one, many)| counted(count, one, many)).collect();
        (!counted.is_empty()).then(|| format!("{} gave no capture", counted.join(" and ")))
    }
}

/// A number and what it counts: `1 message`, `2 messages`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gave_nothing_is_one_sentence() {
        let posts = |service, marked, wordless| Posts { service, marked, wordless, ..Posts::default() }.unused();
        assert_eq!(posts(0, 0, 0), None);
        assert_eq!(posts(2, 0, 0).unwrap(), "2 messages about the chat itself gave no capture");
        assert!(posts(2, 0, 3).unwrap().contains("itself and 3 posts without words gave"));
        assert_eq!(posts(1, 0, 1).unwrap(), "1 message about the chat itself and 1 post without words gave no capture");
        let other = Posts { deleted: 1, polls: 2, ..Posts::default() };
        assert_eq!(other.unused().unwrap(), "1 deleted message and 2 polls gave no capture");
        assert_eq!(posts(0, 1, 0).unwrap(), "1 message with the mark of the program's own words gave no capture");
    }
}
