//! In: a post in pieces of text with their styles. Out: its entry: headline, text, pictures.
//!
//! Invariant: a line is a headline only if its author set it apart. No word is changed, and each is in the entry once.

use std::fmt::Write;

use crate::capture::entry::{Entry, escaped};
use crate::characters::is_unseen;
use crate::letters::Letter;

/// The most letters of a bold first line, and of a plain one, that is a headline. Headlines of newspapers have 40 to 110; people set whole
/// first sentences in bold. Set by hand.
const LONGEST_BOLD: usize = 200;
const LONGEST_PLAIN: usize = 100;

/// The most letters of a first line that says what the pictures of a post show. Three long sentences; longer ones are told to nobody whole.
/// Set by hand.
const LONGEST_ALT: usize = 500;

/// The fewest words of a headline in plain letters. Fewer are a greeting, a rubric or a day. Set by hand.
const FEWEST_WORDS: usize = 3;

/// The most posts of an album (core.telegram.org/method/messages.sendMultiMedia).
const MOST_OF_ALBUM: usize = 10;

/// How the element of a picture begins, before its name.
pub(super) const PICTURE: &str = "<figure><img src=\"";

/// A piece of a post's text in one style.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The text, with line feeds between lines.
    pub text: String,
    /// Whether it is set in bold.
    pub is_bold: bool,
    /// Whether it is a block quotation.
    pub is_quote: bool,
    /// Where it leads to, if it is a link to the web.
    pub link: Option<String>,
}

/// A post.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Post {
    /// Its number in its chat.
    pub number: Option<i64>,
    /// The publication that speaks: a channel. Empty for persons.
    pub publisher: String,
    /// The persons or channels whose words these are, other than the publication itself.
    pub authors: Vec<String>,
    /// The name of the one who posted it, to compare posts.
    pub sender: String,
    /// Whose words were forwarded.
    pub forwarded: Option<String>,
    /// The address of the post.
    pub address: Option<String>,
    /// When it was posted, in a form that the reader of machine dates understands.
    pub published: String,
    /// When it was changed, likewise.
    pub modified: String,
    /// The text.
    pub pieces: Vec<Piece>,
    /// The names of its pictures, relative to the file.
    pub pictures: Vec<String>,
    /// Whether a picture, a video or another file is in it.
    pub has_media: bool,
}

/// A line of a post.
type Line = Vec<Piece>;

impl Post {
    /// Whether there is anything to read in it.
    pub(super) fn has_words(&self) -> bool {
        self.pieces.iter().any(|piece| piece.text.contains(char::is_alphanumeric))
    }

    /// Whether this post and the next are of one album: the same sender at the same second with the next number, each with a picture or
    /// video, and only one with words.
    fn is_joined_by(&self, next: &Self, count: usize) -> bool {
        let follows = self.number.and_then(|number| number.checked_add(i64::try_from(count).ok()?));
        follows.is_some()
            && follows == next.number
            && self.has_media
            && next.has_media
            && !self.published.is_empty()
            && (&self.published, &self.sender, &self.forwarded) == (&next.published, &next.sender, &next.forwarded)
            && !(self.has_words() && next.has_words())
            && count < MOST_OF_ALBUM
    }

    /// Adds the text and the pictures of the next post of an album.
    fn join(&mut self, next: Self) {
        if !self.has_words() {
            self.pieces = next.pieces;
        }
        self.pictures.extend(next.pictures);
        self.modified = std::mem::take(&mut self.modified).max(next.modified);
    }

    /// The entry of the post.
    pub(super) fn entry(self) -> Entry {
        let lines = lines(&self.pieces);
        let title = headline(&lines);
        let body = lines.iter().filter(|line| is_seen(line)).skip(usize::from(title.is_some()));
        // A messenger sends the text of a post as the caption of its pictures.
        let says = lines.iter().find(|line| is_seen(line)).map(|line| text(line));
        let alt = says.filter(|says| says.chars().count() <= LONGEST_ALT).unwrap_or_default();
        let mut content = String::new();
        for name in &self.pictures {
            // Writing to a string cannot fail.
            let _ = writeln!(content, "{PICTURE}{}\" alt=\"{}\"></figure>", escaped(name), escaped(&alt));
        }
        body.for_each(|line| content.push_str(&markup(line)));
        Entry {
            address: self.address,
            title: title.unwrap_or_default(),
            authors: self.authors.iter().map(|name| without_ornaments(name).to_owned()).collect(),
            publisher: without_ornaments(&self.publisher).to_owned(),
            published: self.published,
            modified: self.modified,
            content,
            ..Entry::default()
        }
    }
}

/// The posts with each album as one post.
pub(super) fn joined(posts: impl IntoIterator<Item = Post>) -> Vec<Post> {
    let mut joined: Vec<(Post, usize)> = Vec::new();
    for post in posts {
        match joined.last_mut() {
            Some((last, count)) if last.is_joined_by(&post, *count) => {
                last.join(post);
                *count = count.saturating_add(1);
            }
            _ => joined.push((post, 1)),
        }
    }
    joined.into_iter().map(|(post, _)| post).collect()
}

/// The lines of a text, blank ones too, without the pictographs at their ends, which are ornaments.
fn lines(pieces: &[Piece]) -> Vec<Line> {
    let mut lines = split(pieces);
    for line in &mut lines {
        let is_shown = |piece: &Piece| !piece.text.chars().all(is_ornament);
        line.truncate(line.iter().rposition(is_shown).map_or(0, |last| last.saturating_add(1)));
        line.drain(..line.iter().position(is_shown).unwrap_or(0));
        if let Some(first) = line.first_mut() {
            first.text = first.text.trim_start_matches(is_ornament).to_owned();
        }
        if let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end_matches(is_ornament).len());
        }
    }
    lines
}

/// Whether a character is a pictograph or a part of one: the blocks of symbols, dingbats and emoji, their joiner and their variation
/// (Unicode Technical Standard 51).
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
        || matches!(c, '\u{200d}' | '\u{20e3}' | '\u{fe0f}')
}

fn is_ornament(c: char) -> bool {
    c.is_whitespace() || is_pictograph(c)
}

/// A name without the pictographs at its ends, unless it has nothing else.
fn without_ornaments(name: &str) -> &str {
    Some(name.trim_matches(is_ornament)).filter(|bare| !bare.is_empty()).unwrap_or(name)
}

fn split(pieces: &[Piece]) -> Vec<Line> {
    let mut lines = vec![Line::new()];
    for piece in pieces {
        for (at, text) in piece.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Line::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push(Piece { text: text.to_owned(), ..piece.clone() });
            }
        }
    }
    lines
}

fn text(line: &[Piece]) -> String {
    let text: String = line.iter().map(|piece| piece.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_seen(line: &Line) -> bool {
    line.iter().any(|piece| !is_unseen(&piece.text))
}

/// The headline: a first line in bold before others that are not, or a short first line that a blank line sets apart and that is no
/// sentence.
fn headline(lines: &[Line]) -> Option<String> {
    let first = lines.iter().position(is_seen)?;
    let line = lines.get(first)?;
    let behind = lines.get(first.saturating_add(1)..).unwrap_or_default();
    let title = text(line);
    let has_more = behind.iter().any(is_seen);
    if !has_more || line.iter().any(|piece| piece.is_quote) {
        return None;
    }
    let length = title.chars().count();
    let is_set_bold = is_bold(line) && !behind.iter().all(is_bold);
    if is_set_bold && length <= LONGEST_BOLD && words(&title) > 1 {
        return Some(title);
    }
    let is_apart = behind.first().is_some_and(|next| !is_seen(next));
    (is_apart && length <= LONGEST_PLAIN && is_phrase(&title) && line.iter().all(|piece| piece.link.is_none()))
        .then_some(title)
}

/// Whether all letters and figures of a line are bold. So is a line without any.
fn is_bold(line: &Line) -> bool {
    line.iter().all(|piece| piece.is_bold || !piece.text.contains(char::is_alphanumeric))
}

/// Number of words with letters.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(|c| c.is_letter())).count()
}

/// Whether a line may be a headline though it is not bold: several words that end no sentence, and no tag, name or address.
fn is_phrase(title: &str) -> bool {
    let ends_sentence = title.ends_with(['.', '!', ':', ';', ',', '\u{2026}', ')']);
    let ends_within = [". ", "! ", "? "].iter().any(|end| title.contains(end));
    let is_tag = title.split_whitespace().any(|word| word.starts_with(['#', '@']) || word.contains("://"));
    words(title) >= FEWEST_WORDS && !ends_sentence && !ends_within && !is_tag
}

/// A line as a block of HTML.
fn markup(line: &Line) -> String {
    let inner: String = line
        .iter()
        .map(|piece| match &piece.link {
            Some(link) => format!("<a href=\"{}\">{}</a>", escaped(link), escaped(&piece.text)),
            None => escaped(&piece.text),
        })
        .collect();
    let is_quote = line.iter().all(|piece| piece.is_quote || is_unseen(&piece.text));
    if is_quote { format!("<blockquote>{inner}</blockquote>\n") } else { format!("<p>{inner}</p>\n") }
}

/// The public name of a channel in an address on Telegram: `visnyk` in `https://t.me/visnyk` and `https://t.me/s/visnyk`. Addresses of
/// posts, invitations and private channels give none.
pub(super) fn public_name(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or(address.strip_prefix("http://"))?;
    let (host, path) = rest.split_once('/')?;
    if !matches!(host, "t.me" | "telegram.me" | "www.t.me") {
        return None;
    }
    let path = path.strip_prefix("s/").unwrap_or(path);
    let name = path.strip_suffix('/').unwrap_or(path);
    // Names have 4 to 32 letters, figures and underscores (core.telegram.org/method/channels.checkUsername).
    let is_name =
        (4..=32).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(name)
}

/// The public name of a channel that its own posts state: where a link with the channel's name as its words leads. `None` if they
/// disagree. What others wrote states nothing about the channel, and pictographs are no part of its name.
pub(super) fn stated_name(posts: &[Post], channel: &str) -> Option<String> {
    let plain = |name: &str| -> Vec<String> {
        let words = name.split(is_ornament).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let channel = plain(channel);
    let is_named = |piece: &&Piece| !channel.is_empty() && piece.link.is_some() && plain(&piece.text) == channel;
    let own = posts.iter().filter(|post| post.forwarded.is_none());
    let links = own.flat_map(|post| &post.pieces).filter(is_named).filter_map(|piece| piece.link.as_deref());
    let mut names = links.filter_map(public_name);
    let first = names.next()?;
    names.all(|name| name.eq_ignore_ascii_case(first)).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(text: &str) -> Piece {
        Piece { text: text.to_owned(), is_bold: true, ..Piece::default() }
    }

    fn plain(text: &str) -> Piece {
        Piece { text: text.to_owned(), ..Piece::default() }
    }

    fn title(pieces: &[Piece]) -> Option<String> {
        headline(&lines(pieces))
    }

    #[test]
    fn a_first_line_is_a_headline_if_it_is_set_apart() {
        let body = || plain("\n\nРада схвалила кошторис на рік.");
        for pieces in [
            vec![bold("Міст полагодять"), body()],
            vec![plain("⚡️ "), bold("Міст полагодять"), plain(" \nРада схвалила кошторис.")],
            vec![plain("\n \n"), bold("Міст "), bold("полагодять."), body()],
            vec![plain("Міст у Заріччі полагодять до осені"), body()],
            vec![plain("Коли полагодять міст?"), body()],
        ] {
            assert!(title(&pieces).is_some(), "{pieces:?}");
        }
        for pieces in [
            vec![],
            vec![plain("\n")],
            vec![bold("Міст полагодять")],
            vec![bold("Міст полагодять\n\nРада схвалила кошторис.")],
            vec![bold("Міст"), plain(" полагодять\nРада схвалила кошторис.")],
            vec![bold("УВАГА"), body()],
            vec![plain("Міст у Заріччі полагодять до осені\nРада схвалила кошторис.")],
            vec![plain("Міст у Заріччі полагодять до осені."), body()],
            vec![plain("Доброго ранку, любе Заріччя!"), body()],
            vec![plain("4 березня 2025 року"), body()],
            vec![plain("#Заріччя міст і школа"), body()],
            vec![plain("Міст закрито. Об’їзд через Луги"), body()],
            vec![Piece { is_quote: true, ..bold("Міст полагодять") }, body()],
            vec![bold(&"слово ".repeat(60)), body()],
        ] {
            assert_eq!(title(&pieces), None, "{pieces:?}");
        }
    }

    #[test]
    fn each_line_is_in_the_entry_once() {
        let link = Piece { link: Some("https://a.example/?a&b".to_owned()), ..plain("тут <там>") };
        let quote = Piece { is_quote: true, ..plain("Ми почнемо.\nУ квітні.") };
        let pieces = vec![bold("Міст полагодять"), plain("\n\nЧитати "), link, plain("\n"), quote];
        let pictures = vec!["photos/a b.jpg".to_owned()];
        let entry = Post { pieces, pictures, ..Post::default() }.entry();
        assert_eq!(entry.title, "Міст полагодять");
        let expected = "<figure><img src=\"photos/a b.jpg\" alt=\"Міст полагодять\"></figure>\n\
             <p>Читати <a href=\"https://a.example/?a&amp;b\">тут &lt;там&gt;</a></p>\n\
             <blockquote>Ми почнемо.</blockquote>\n<blockquote>У квітні.</blockquote>\n";
        assert_eq!(entry.content, expected);
    }

    #[test]
    fn pictographs_at_the_ends_of_lines_are_ornaments() {
        let texts = |words: &str| lines(&[plain(words)]).iter().map(|line| text(line)).collect::<Vec<_>>();
        assert_eq!(
            texts("⚡️ Міст 🌉 тут 👇🏻\n✅ −5 °C, №5 «Так» — 100 %\n🇺🇦"),
            ["Міст 🌉 тут", "−5 °C, №5 «Так» — 100 %", ""]
        );
        let has_words = |words: &str| Post { pieces: vec![plain(words)], ..Post::default() }.has_words();
        assert!(has_words("5") && !has_words("👍👍 …"));
    }

    #[test]
    fn pictographs_are_no_part_of_a_name() {
        let names = |name: &str| {
            let entry = Post { publisher: name.to_owned(), authors: vec![name.to_owned()], ..Post::default() }.entry();
            (entry.publisher, entry.authors.concat())
        };
        for (name, expected) in [
            ("Вісник Лугів 🔴", "Вісник Лугів"),
            ("⚡️ Луги 24/7", "Луги 24/7"),
            ("Луги ⚡ 5", "Луги ⚡ 5"),
            ("🔴", "🔴"),
        ] {
            assert_eq!(names(name), (expected.to_owned(), expected.to_owned()));
        }
    }

    #[test]
    fn an_album_is_one_post() {
        let post = |number, published: &str, words: &str| Post {
            number: Some(number),
            published: published.to_owned(),
            pieces: vec![plain(words)],
            pictures: vec![format!("{number}.jpg")],
            has_media: true,
            ..Post::default()
        };
        let count = |posts: Vec<Post>| joined(posts).iter().map(|post| post.pictures.len()).collect::<Vec<_>>();
        assert_eq!(count(vec![post(1, "a", ""), post(2, "a", "Слова"), post(3, "a", "")]), [3]);
        assert_eq!(count(vec![post(1, "a", "Слова"), post(2, "a", "Інші")]), [1, 1]);
        assert_eq!(count(vec![post(1, "a", ""), post(3, "a", "")]), [1, 1]);
        assert_eq!(count(vec![post(1, "a", ""), post(2, "b", "")]), [1, 1]);
        assert_eq!(count(vec![post(1, "", ""), post(2, "", "")]), [1, 1]);
        assert_eq!(count(vec![post(1, "a", ""), Post { sender: "Ія".to_owned(), ..post(2, "a", "") }]), [1, 1]);
        assert_eq!(count(vec![post(1, "a", ""), Post { has_media: false, ..post(2, "a", "") }]), [1, 1]);
        assert_eq!(count((1..=12).map(|number| post(number, "a", "")).collect()), [10, 2]);
    }

    #[test]
    fn only_the_address_of_a_channel_has_its_name() {
        for address in ["https://t.me/visnyk", "http://t.me/s/visnyk/", "https://telegram.me/visnyk"] {
            assert_eq!(public_name(address), Some("visnyk"), "{address}");
        }
        for address in [
            "https://t.me/visnyk/17",
            "https://t.me/+AbCdEf",
            "https://t.me/joinchat/AAAA",
            "https://t.me/c/123/4",
            "https://visnyk.example/visnyk",
            "t.me/visnyk",
            "https://t.me/abc",
            "https://t.me/1234",
            "https://t.me/",
        ] {
            assert_eq!(public_name(address), None, "{address}");
        }
        let link = |text: &str, link: &str| Post {
            pieces: vec![Piece { link: Some(link.to_owned()), ..plain(text) }],
            ..Post::default()
        };
        let own = || link(" Вісник ", "https://t.me/visnyk");
        let other = || link("Газета", "https://t.me/gazeta");
        assert_eq!(stated_name(&[other(), own(), own()], "Вісник").as_deref(), Some("visnyk"));
        assert_eq!(stated_name(&[other()], "Вісник"), None);
        assert_eq!(stated_name(&[own(), link("Вісник", "https://t.me/visnyk_2")], "Вісник"), None);
        assert_eq!(stated_name(&[own()], ""), None);
        assert_eq!(stated_name(&[own()], "🔴 Вісник 🇺🇦").as_deref(), Some("visnyk"));
        assert_eq!(stated_name(&[own()], "Вісник Лугів 🔴"), None);
        assert_eq!(stated_name(&[link("🔴", "https://t.me/visnyk")], "🔴"), None);
        let others = Post { forwarded: Some("Газета".to_owned()), ..link("Вісник", "https://t.me/gazeta") };
        assert_eq!(stated_name(std::slice::from_ref(&others), "Вісник"), None);
        assert_eq!(stated_name(&[others, own()], "Вісник").as_deref(), Some("visnyk"));
    }
}
