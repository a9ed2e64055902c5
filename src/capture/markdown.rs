//! In: a Markdown file. Out: its front matter as keys and values, and its text as HTML.
//!
//! Invariant: copies front matter without interpreting it. Code and markup in the text keep their words.

use std::borrow::Cow;

use pulldown_cmark::{Options, Parser, html};

/// A Markdown file in two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Markdown<'a> {
    /// Keys in lower case, in order, with their values. The key of a list is repeated for each item.
    pub front: Vec<(String, String)>,
    /// The text after the front matter, without the part in which programs for notes repeat it.
    pub body: Cow<'a, str>,
}

/// The keys under which programs for notes write when a page was saved, most exact first.
const SAVED: [&str; 9] =
    ["date_saved", "date-saved", "saved", "saved_at", "clipped", "captured", "retrieved", "created", "date"];
/// The heading of the list in which Readwise writes what others write into front matter, and of a summary that MarkDownload puts before
/// the text. Both are fixed words of those programs.
const LISTED: &str = "## Metadata";
const EXCERPT: &str = "> ## Excerpt";
/// The text of the link to the page in what Omnivore exports.
const ORIGINAL: &str = "[Read Original](";

impl<'a> Markdown<'a> {
    /// Splits a file. Front matter is at the start, between lines of `---` (YAML) or `+++` (TOML). Only keys with plain values and lists
    /// are read.
    pub(crate) fn split(text: &'a str) -> Self {
        let fenced = [YAML, "+++"].into_iter().find_map(|fence| fenced(text, fence));
        let (mut front, body) = fenced.map_or_else(|| (Vec::new(), text), |(front, body)| (pairs(front), body));
        let body = without_list(body, &mut front);
        let body = without_excerpt(&body).map_or(body, Cow::Owned);
        let head = body.lines().take_while(|line| is_above_text(line));
        let original = head.filter_map(|line| line.trim().strip_prefix(ORIGINAL)?.strip_suffix(')')).next();
        front.extend(original.map(|address| ("original".to_owned(), address.to_owned())));
        Self { front, body }
    }

    /// When the page was saved, as written. A `date` beside another key for the day of publication is that of saving.
    pub(crate) fn captured(&self) -> Option<String> {
        let is_published = |(key, _): &(String, String)| key.contains("publi") || key == "pubdate";
        let value = |name: &str| {
            let found = self.front.iter().find(|(key, _)| key == name)?;
            Some(found.1.clone())
        };
        let has_day = self.front.iter().any(is_published);
        SAVED.into_iter().filter(|&key| key != "date" || has_day).find_map(value)
    }

    /// Whether its times are those of a note: Joplin writes when the note was changed, not the page.
    pub(crate) fn is_of_notes(&self) -> bool {
        self.front.iter().any(|(key, _)| key == "created")
    }

    /// The body as HTML.
    pub(crate) fn to_html(&self) -> String {
        let mut markup = String::with_capacity(self.body.len().saturating_mul(5) / 4);
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_WIKILINKS;
        html::push_html(&mut markup, Parser::new_ext(&self.body, options));
        markup
    }
}

fn fenced<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let rest = text.strip_prefix(fence)?.strip_prefix('\n')?;
    let mut at = 0_usize;
    for line in rest.split_inclusive('\n') {
        let end = line.trim_end();
        // YAML may end with dots (YAML 1.2.2, 9.1.2).
        if end == fence || (fence == YAML && end == "...") {
            return Some((rest.get(..at)?, rest.get(at.checked_add(line.len())?..)?));
        }
        // A line of a text is none of front matter, and the fence is a rule.
        if fence == YAML && !is_of_front_matter(end) {
            return None;
        }
        at = at.checked_add(line.len())?;
    }
    None
}

/// The fence of front matter in YAML.
const YAML: &str = "---";

/// Whether a line may stand in YAML: a key with or without a value, an item, a comment, or what goes on with one of them.
fn is_of_front_matter(line: &str) -> bool {
    let is_key = |name: &str| !name.is_empty() && !name.contains(['.', '!', '?', ',']);
    line.trim().is_empty()
        || line.starts_with([' ', '\t', '#', ']', '}'])
        || line.starts_with("- ")
        || line == "-"
        || line
            .split_once(':')
            .is_some_and(|(name, value)| is_key(name) && (value.is_empty() || value.starts_with(' ')))
}

/// Whether a line stands above the text of a note: a heading, a picture, a link, a list of tags.
fn is_above_text(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with('#') || line.starts_with("![") || (line.starts_with('[') && line.ends_with(')'))
}

/// The text without a list of keys and values under the heading of Readwise, which are added to the front matter.
fn without_list<'a>(body: &'a str, front: &mut Vec<(String, String)>) -> Cow<'a, str> {
    let mut rest = String::with_capacity(body.len());
    let mut lines = body.split_inclusive('\n');
    let (mut is_found, mut is_above) = (false, true);
    while let Some(line) = lines.next() {
        let first = lines.clone().next().and_then(listed);
        is_above = is_above && is_above_text(line);
        if is_found || !is_above || line.trim_end() != LISTED || first.is_none() {
            rest.push_str(line);
            continue;
        }
        is_found = true;
        while let Some(pair) = lines.clone().next().and_then(listed) {
            front.push(pair);
            lines.next();
        }
    }
    if is_found { Cow::Owned(rest) } else { Cow::Borrowed(body) }
}

/// The key and value in an item of a list.
fn listed(line: &str) -> Option<(String, String)> {
    let (key, value) = line.trim().strip_prefix("- ")?.split_once(": ")?;
    Some((key.trim().to_ascii_lowercase(), plain(value)))
}

/// The text without the summary that MarkDownload puts before it, if it has one.
fn without_excerpt(body: &str) -> Option<String> {
    let start = body.find(EXCERPT).filter(|&at| {
        let before = body.get(..at).unwrap_or_default();
        (at == 0 || before.ends_with('\n')) && before.lines().all(is_above_text)
    })?;
    let (before, rest) = (body.get(..start)?, body.get(start..)?);
    let quoted = rest.split_inclusive('\n').take_while(|line| line.starts_with('>')).map(str::len).sum::<usize>();
    Some(format!("{before}{}", rest.get(quoted..)?))
}

/// The keys of front matter with their values. Keys within a value are not those of the page.
fn pairs(front: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let (mut key, mut is_block) = (String::new(), false);
    for line in front.lines() {
        let trimmed = line.trim();
        let is_within = line.starts_with([' ', '\t']);
        if is_block && (is_within || trimmed.is_empty()) {
            if let Some((_, value)) = pairs.last_mut().filter(|(name, _)| *name == key) {
                *value = format!("{value} {trimmed}").trim().to_owned();
            }
            continue;
        }
        is_block = false;
        if let Some(item) = trimmed.strip_prefix("- ") {
            pairs.push((key.clone(), plain(item)));
        } else if let Some((name, value)) = trimmed.split_once([':', '='])
            && !trimmed.starts_with('#')
            && !is_within
        {
            key = name.trim().trim_matches('"').to_ascii_lowercase();
            let value = value.trim();
            let is_link = value.starts_with("[[");
            let items = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')).filter(|_| !is_link);
            // A block of lines (YAML 1.2.2, 8.1).
            is_block = value.len() <= 3 && value.starts_with(['>', '|']);
            match items {
                Some(items) => pairs.extend(items.split(',').map(|item| (key.clone(), plain(item)))),
                None if is_block => pairs.push((key.clone(), String::new())),
                None => pairs.push((key.clone(), plain(value))),
            }
        }
    }
    pairs.retain(|(_, value)| !value.is_empty());
    pairs
}

/// A value without quotation marks and without the brackets of a link between notes: `[[Page|shown]]`.
fn plain(value: &str) -> String {
    let value = value.trim();
    let quoted = |mark: char| value.strip_prefix(mark).and_then(|value| value.strip_suffix(mark));
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value).trim();
    let linked = value.strip_prefix("[[").and_then(|value| value.strip_suffix("]]"));
    linked.map_or(value, |linked| linked.rsplit_once('|').map_or(linked, |(_, shown)| shown)).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_split_off() {
        let yaml = Markdown::split(
            "---\ntitle: \"Рада: підсумки\"\nDate: 2024-05-06\nauthor:\n  - Ія\n  - Лев\n---\n# Рада\n",
        );
        let expected = [("title", "Рада: підсумки"), ("date", "2024-05-06"), ("author", "Ія"), ("author", "Лев")];
        assert_eq!(yaml.front, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
        assert_eq!(yaml.body, "# Рада\n");
        let toml = Markdown::split("+++\ntitle = 'Рада'\ntags = [\"a\", \"b\"]\n+++\nТекст");
        assert_eq!((toml.front.len(), toml.body), (3, Cow::Borrowed("Текст")));
        assert_eq!(Markdown::split("---\nЛише риска").body, "---\nЛише риска");
        assert_eq!(Markdown::split("---\ntitle: Рада\n...\nТекст").body, "Текст");
        let rules = "---\nРада зібралася вчора.\n\n---\nТекст";
        assert_eq!(Markdown::split(rules), Markdown { front: Vec::new(), body: Cow::Borrowed(rules) });
    }

    #[test]
    fn keys_within_a_value_are_not_those_of_the_page() {
        let front = |text: &str| Markdown::split(&format!("---\n{text}\n---\nТекст")).front;
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(front("author:\n  name: Ія\n  url: https://i.example/\ntitle: Рада"), [pair("title", "Рада")]);
        let block = front("description: >\n  Слова\n  source: https://i.example/\nsource: https://v.example/a");
        assert_eq!(
            block,
            [pair("description", "Слова source: https://i.example/"), pair("source", "https://v.example/a")]
        );
    }

    #[test]
    fn what_programs_write_above_the_text_is_not_looked_for_in_it() {
        let list = "## Metadata\n- Author: Ія\n- URL: https://v.example/a\n";
        let above = Markdown::split(&format!("# Рада\n\n{list}\nТекст")).front;
        assert_eq!(above.len(), 2, "{above:?}");
        for text in [
            format!("# Рада\n\nТекст\n\n{list}"),
            format!("```\n{list}```\n"),
            "Текст\n\n> ## Excerpt\n> Цитата\n".to_owned(),
            "Текст\n[Read Original](https://v.example/a)\n".to_owned(),
        ] {
            let found = Markdown::split(&text);
            assert_eq!((found.front.len(), &*found.body), (0, text.as_str()));
        }
    }
}
