//! In: the class, identifier or property of an element. Out: what it says about the content.
//!
//! Invariant: knows the trade's words in the languages that authors use for names, and no site.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lang;
use crate::lang::boilerplate::MarkupNames;

/// A set of statements about the content of an element, from its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Naming(u8);

impl Naming {
    /// A date or time of publication: `entry-date`, `PublishDate_day`, `datum`.
    pub(crate) const DATED: Self = Self(1);
    /// Comments, other articles. The words `widget`, `teaser`, `latest`, `newsletter`, `slider` and `tweet` are not included because they
    /// also occur around articles: with them, a hundredth of the text of good articles was lost.
    pub(crate) const FOREIGN: Self = Self(1 << 1);
    /// The article or its text.
    pub(crate) const ARTICLE: Self = Self(1 << 2);
    /// Navigation, the header and the footer of a page.
    pub(crate) const NAVIGATION: Self = Self(1 << 3);
    /// Content that is not shown, or not on a screen.
    pub(crate) const HIDDEN: Self = Self(1 << 4);
    /// Adverts.
    pub(crate) const ADVERT: Self = Self(1 << 5);

    /// All that says that the content is not that of an article.
    const OTHER: Self = Self(Self::FOREIGN.0 | Self::NAVIGATION.0 | Self::HIDDEN.0 | Self::ADVERT.0);

    /// Whether the set includes all of another.
    pub(crate) fn says(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The union of both sets.
    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The set without the elements of another.
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// Reads one name of an element: a class, an identifier, a property.
pub(crate) fn naming(name: &str) -> Naming {
    let (mut said, mut is_no_date, mut is_layout) = (Naming::default(), false, false);
    for part in parts(name) {
        let part = part.to_ascii_lowercase();
        is_layout |= WORDS.layout.contains(part.as_str());
        let own = of_part(&part);
        said = said.and(if is_layout { own.without(Naming::OTHER) } else { own });
        is_no_date |= WORDS.undated.contains(part.as_str());
    }
    if is_no_date { said.without(Naming::DATED) } else { said }
}

/// Selects a list of words of a language.
type List = fn(&'static MarkupNames) -> &'static Vec<String>;

/// The meaning of a part of a name that is exactly one of the words.
const WHOLE: [(List, Naming); 6] = [
    (|names| &names.dated, Naming::DATED),
    (|names| &names.foreign, Naming::FOREIGN),
    (|names| &names.article, Naming::ARTICLE),
    (|names| &names.navigation, Naming::NAVIGATION),
    (|names| &names.hidden, Naming::HIDDEN),
    (|names| &names.advert, Naming::ADVERT),
];

/// The meaning of a part that contains one of the words and is longer.
const HELD: [(List, Naming); 4] = [
    (|names| &names.article_inside, Naming::ARTICLE),
    (|names| &names.navigation_inside, Naming::NAVIGATION),
    (|names| &names.hidden_inside, Naming::HIDDEN),
    (|names| &names.advert_inside, Naming::ADVERT),
];

/// The words of all languages, as lookup tables.
struct Words {
    whole: FxHashMap<&'static str, Naming>,
    held: Vec<(&'static str, Naming)>,
    date_endings: Vec<&'static str>,
    date_beginnings: Vec<&'static str>,
    /// Parts that show that a name is not a date of publication: the reading time, the date of a change.
    undated: FxHashSet<&'static str>,
    /// Parts before the name of what is beside the element: `has-sidebar`.
    layout: FxHashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |list: List| lang::all(move |pack| list(&pack.boilerplate.markup_names));
    let each = |(list, naming): (List, Naming)| of(list).map(move |word| (word, naming));
    Words {
        whole: WHOLE.into_iter().flat_map(each).collect(),
        held: HELD.into_iter().flat_map(each).collect(),
        date_endings: of(|names| &names.date_endings).collect(),
        date_beginnings: of(|names| &names.date_beginnings).collect(),
        undated: of(|names| &names.undated).collect(),
        layout: of(|names| &names.layout).collect(),
    }
});

fn of_part(part: &str) -> Naming {
    WORDS.whole.get(part).copied().unwrap_or_else(|| of_joined(part))
}

/// The meaning of words that are written together: `postdate`, `publishingdate`, `articlebody`.
fn of_joined(part: &str) -> Naming {
    /// Parts of at least this many letters may consist of several words. Set by hand.
    const LETTERS: usize = 7;
    let is_date = WORDS.date_endings.iter().any(|end| part.ends_with(end))
        || WORDS.date_beginnings.iter().any(|start| part.starts_with(start));
    let said = if is_date { Naming::DATED } else { Naming::default() };
    let held = WORDS.held.iter().filter(|(word, _)| part.len() >= LETTERS && part.contains(word));
    held.fold(said, |said, &(_, naming)| said.and(naming))
}

/// The words of a name: `PublishDate_day` has `Publish`, `Date` and `day`.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let mut before = None;
        let end = rest.char_indices().find(|&(_, c)| {
            let breaks = !c.is_ascii_alphabetic()
                || (c.is_ascii_uppercase() && before.is_some_and(|b: char| b.is_ascii_lowercase()));
            before = Some(c);
            breaks
        });
        let (part, tail) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        rest = tail;
        (!part.is_empty()).then_some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_an_element_holds() {
        for name in [
            "entry-date",
            "PublishDate_day",
            "date2",
            "_publishingdate",
            "fbdatum",
            "Author_publicationTime__F2lab",
            "h-time",
        ] {
            assert!(naming(name).says(Naming::DATED), "{name}");
        }
        for name in ["update", "date_updated", "readingTime", "candidate", "sometimes", ""] {
            assert!(!naming(name).says(Naming::DATED), "{name}");
        }
        assert_eq!(naming("comment_date"), Naming::DATED.and(Naming::FOREIGN));
        assert_eq!(naming("related-topic"), Naming::FOREIGN);
        assert_eq!(naming("articleBody"), Naming::ARTICLE);
        assert_eq!(naming("x7-wrap"), Naming::default());
        for name in ["has-sidebar", "page--with-menu", "noSidebar", "text_without_comments"] {
            assert!(!naming(name).says(Naming::FOREIGN) && !naming(name).says(Naming::NAVIGATION), "{name}");
        }
        assert!(naming("sidebar--with-links").says(Naming::FOREIGN));
        assert!(naming("without-title article-text").says(Naming::ARTICLE));
    }
}
