//! In: a folded line of a page. Out: its kind of boilerplate, by its words, and the phrase that shows it.
//!
//! Invariant: knows words of languages, never the name of a site or a person.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use crate::lang;
use crate::lang::boilerplate::{self, Phrase, Phrases};
use crate::letters::Letter;

/// A kind of boilerplate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoilerplateKind {
    /// An advert.
    Advert,
    /// The heading of a list of other articles, or one of them after "read also:".
    Related,
    /// Share buttons and calls to subscribe.
    Share,
    /// The time to read the page.
    Reading,
    /// Comments by readers.
    Comment,
    /// A notice of rights.
    Copyright,
    /// A button: "show more", "log in".
    Control,
    /// The name of a section, or tags.
    Section,
    /// The maker of a picture.
    Credit,
    /// The author of the article.
    Byline,
}

/// The longest line, in bytes, that is checked for boilerplate words. Longer ones are prose. The same with 160 and 640 on pasted pages.
const LONGEST: usize = 320;
/// The longest line, in bytes, that can be boilerplate by a word within it. Body F1 on every second page of `texts` and `texts-ru` is .9337
/// and .8994; .9333 and .8994 with 120, .9339 and .8994 with 320.
const LONGEST_HOLDING: usize = 240;

/// The words of one kind of line in a language.
type Kind = fn(&'static boilerplate::PhraseLists) -> &'static Phrases;

/// The kinds of lines with their names, in the order in which they are tried.
const KINDS: [(Kind, &str, BoilerplateKind); 10] = [
    (|lines| &lines.reading_time, "reading-time", BoilerplateKind::Reading),
    (|lines| &lines.advert, "advert", BoilerplateKind::Advert),
    (|lines| &lines.share, "share", BoilerplateKind::Share),
    (|lines| &lines.related, "related", BoilerplateKind::Related),
    (|lines| &lines.comment, "comment", BoilerplateKind::Comment),
    (|lines| &lines.copyright, "copyright", BoilerplateKind::Copyright),
    (|lines| &lines.control, "control", BoilerplateKind::Control),
    (|lines| &lines.byline, "byline", BoilerplateKind::Byline),
    (|lines| &lines.credit, "credit", BoilerplateKind::Credit),
    (|lines| &lines.section, "section", BoilerplateKind::Section),
];

/// A phrase and the kind of line that it shows.
#[derive(Debug, Clone, Copy)]
struct Entry {
    phrase: Phrase,
    kind: BoilerplateKind,
}

/// The start of a line of a kind.
struct Start {
    words: &'static str,
    entry: Entry,
    /// Whether the last word may be longer.
    open: bool,
    /// Whether the line must have only a few words.
    short: bool,
}

struct Lexicon {
    whole: BTreeMap<&'static str, Entry>,
    /// By first letter, so that a line is compared with only a few of them.
    starts: BTreeMap<char, Vec<Start>>,
    holds: Vec<Entry>,
    stop: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        whole: BTreeMap::new(),
        starts: BTreeMap::new(),
        holds: Vec::new(),
        stop: lang::all(|pack| &pack.boilerplate.stop_words).collect(),
    };
    let lists = KINDS.into_iter().flat_map(|(list, name, kind)| {
        lang::packs().iter().map(move |pack| (pack.language, list(&pack.boilerplate.text), name, kind))
    });
    for (language, phrases, name, kind) in lists {
        let entry = |compared: &'static str, words: &'static String| Entry {
            phrase: Phrase { language, table: "text", kind: name, compared, words },
            kind,
        };
        for words in &phrases.whole {
            lexicon.whole.entry(words).or_insert(entry("whole", words));
        }
        let any = phrases.starts.iter().map(|words| (words, "starts"));
        for (words, compared) in any.chain(phrases.short_starts.iter().map(|words| (words, "short-starts"))) {
            let short = compared == "short-starts";
            let (open, entry) = (words.ends_with('*'), entry(compared, words));
            let start = Start { words: words.trim_end_matches('*'), entry, open, short };
            if let Some(first) = words.chars().next() {
                lexicon.starts.entry(first).or_default().push(start);
            }
        }
        lexicon.holds.extend(phrases.holds.iter().map(|words| entry("holds", words)));
    }
    lexicon
});

/// Whether a word in lower case is a function word: an article, a preposition, a conjunction.
pub(crate) fn is_stop_word(word: &str) -> bool {
    LEXICON.stop.contains(word)
}

/// The kind of boilerplate of a line. `folded` is the line in lower case without bullets (see `Line`).
pub(crate) fn kind(folded: &str) -> Option<BoilerplateKind> {
    find(folded).map(|entry| entry.kind)
}

/// The phrase by which a line is boilerplate.
pub fn phrase(folded: &str) -> Option<&'static Phrase> {
    find(folded).map(|entry| &entry.phrase)
}

fn find(folded: &str) -> Option<&'static Entry> {
    if folded.len() > LONGEST {
        return None;
    }
    let bare = folded.trim_end_matches(|c: char| c.is_whitespace() || ":.…!»›>|→-–—0123456789()+".contains(c));
    let whole = LEXICON.whole.get(bare).or_else(|| LEXICON.whole.get(folded));
    whole.or_else(|| by_start(folded)).or_else(|| by_part(folded))
}

fn by_start(folded: &str) -> Option<&'static Entry> {
    let candidates = LEXICON.starts.get(&folded.chars().next()?)?;
    candidates.iter().find(|start| begins(folded, start) && fits(folded, start)).map(|start| &start.entry)
}

fn begins(folded: &str, start: &Start) -> bool {
    folded.strip_prefix(start.words).is_some_and(|rest| {
        let inside_word = start.words.ends_with(char::is_letter_or_digit) && rest.starts_with(char::is_letter_or_digit);
        !inside_word || start.open
    })
}

/// A credit or a byline has a few words. It is not a sentence that begins with "photo" or "by".
fn fits(folded: &str, start: &Start) -> bool {
    let rest = folded[start.words.len()..].trim_start();
    match start.entry.kind {
        BoilerplateKind::Credit => {
            let words = folded.split_whitespace().count();
            let marked = rest.starts_with([':', '©', '/', '|']) && rest.chars().nth(1).is_some();
            !rest.is_empty() && (words <= 7 || (marked && words <= 16))
        }
        BoilerplateKind::Byline => !rest.is_empty() && folded.split_whitespace().count() <= 12,
        // A word such as "follow" also begins sentences.
        _ if start.short => folded.split_whitespace().count() <= 7 && !folded.ends_with(['.', ':']),
        _ => true,
    }
}

fn by_part(folded: &str) -> Option<&'static Entry> {
    if folded.len() > LONGEST_HOLDING {
        return None;
    }
    let short = folded.len() <= 60;
    let fits = |entry: &&Entry| short || entry.kind != BoilerplateKind::Reading;
    LEXICON.holds.iter().find(|entry| fits(entry) && folded.contains(entry.phrase.words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boilerplate_words_count_only_in_boilerplate_positions() {
        for (line, kind) in [
            ("реклама", Some(BoilerplateKind::Advert)),
            ("ще за темою:", Some(BoilerplateKind::Related)),
            ("3 хв читати", Some(BoilerplateKind::Reading)),
            ("фото: пресслужба міськради", Some(BoilerplateKind::Credit)),
            ("фото з місця подій опублікували у мережі, і на них добре видно зруйнований міст", None),
            ("підписуйтесь на сторінку \"вечора\" у facebook", Some(BoilerplateKind::Share)),
            ("реклама тютюну в метро відтепер заборонена законом", None),
        ] {
            assert_eq!(super::kind(line), kind, "{line}");
        }
    }

    #[test]
    fn a_line_has_the_phrase_by_which_it_is_boilerplate() {
        let of = |line: &str| phrase(line).map(|phrase| (phrase.language.tag(), phrase.list(), phrase.words));
        let advert = ("uk", "text.advert.whole".to_owned(), "реклама");
        assert_eq!(of("реклама"), Some(advert));
        assert_eq!(of("3 хв читати").map(|(_, list, _)| list), Some("text.reading-time.holds".to_owned()));
        assert_eq!(of("реклама тютюну в метро відтепер заборонена законом"), None);
    }
}
