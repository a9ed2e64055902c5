//! In: a Markdown file. Out: its front matter as keys and values, and its text as HTML.
//!
//! Invariant: copies front matter without interpreting it. Code and markup in the text keep their words.

use pulldown_cmark::{Options, Parser, html};

/// A Markdown file in two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Markdown<'a> {
    /// Keys in lower case, in order, with their values. The key of a list is repeated for each item.
    pub front: Vec<(String, String)>,
    /// The text after the front matter.
    pub body: &'a str,
}

impl<'a> Markdown<'a> {
    /// Splits a file. Front matter is at the start, between lines of `---` (YAML) or `+++` (TOML). Only keys with plain values and lists
    /// are read.
    pub(crate) fn split(text: &'a str) -> Self {
        for fence in ["---", "+++"] {
            if let Some((front, body)) = fenced(text, fence) {
                return Self { front: pairs(front), body };
            }
        }
        Self { front: Vec::new(), body: text }
    }

    /// The body as HTML.
    pub(crate) fn to_html(&self) -> String {
        let mut markup = String::with_capacity(self.body.len().saturating_mul(5) / 4);
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        html::push_html(&mut markup, Parser::new_ext(self.body, options));
        markup
    }
}

fn fenced<'a>(text: &'a str, fence: &str) -> Option<(&'a str, &'a str)> {
    let rest = text.strip_prefix(fence)?.strip_prefix('\n')?;
    let mut at = 0_usize;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == fence {
            return Some((rest.get(..at)?, rest.get(at.checked_add(line.len())?..)?));
        }
        at = at.checked_add(line.len())?;
    }
    None
}

fn pairs(front: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut key = String::new();
    for line in front.lines() {
        let trimmed = line.trim();
        if let Some(item) = trimmed.strip_prefix("- ") {
            pairs.push((key.clone(), plain(item)));
        } else if let Some((name, value)) = trimmed.split_once([':', '='])
            && !trimmed.starts_with('#')
        {
            key = name.trim().trim_matches('"').to_ascii_lowercase();
            let value = value.trim();
            let items = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
            match items {
                Some(items) => pairs.extend(items.split(',').map(|item| (key.clone(), plain(item)))),
                None => pairs.push((key.clone(), plain(value))),
            }
        }
    }
    pairs.retain(|(_, value)| !value.is_empty());
    pairs
}

fn plain(value: &str) -> String {
    let value = value.trim();
    let quoted = |mark: char| value.strip_prefix(mark).and_then(|value| value.strip_suffix(mark));
    quoted('"').or_else(|| quoted('\'')).unwrap_or(value).to_owned()
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
        assert_eq!((toml.front.len(), toml.body), (3, "Текст"));
        assert_eq!(Markdown::split("---\nЛише риска").body, "---\nЛише риска");
    }
}
