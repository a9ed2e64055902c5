//! In: what a page's author called an element. Out: whether it holds a date, or what is not the page's own article.
//!
//! Invariant: knows the words of the trade in the languages that authors name things in, never a site.

/// What the names of an element say of what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Naming {
    /// A date or time of publication, as `entry-date`, `PublishDate_day`, `datum`.
    pub dated: bool,
    /// Comments, other articles.
    pub foreign: bool,
}

/// Parts of a name that say "date" by themselves.
const DATES: [&str; 14] = [
    "date",
    "dates",
    "datetime",
    "dateline",
    "datestamp",
    "timestamp",
    "datum",
    "fecha",
    "time",
    "posted",
    "postmetadata",
    "submitted",
    "created",
    "pubdate",
];
/// Ends of longer parts that say so too: `postdate`, `publishdate`, `fbdatum`.
const DATE_ENDS: [&str; 5] = ["date", "datum", "datetime", "timestamp", "fecha"];
/// Beginnings that say so: `published`, `publicationTime`, `publishingdate`.
const DATE_STARTS: [&str; 3] = ["publish", "publication", "veroeffentlich"];
/// Parts that make a name one of something else: the time that reading takes, the day of a change.
const NO_DATES: [&str; 12] = [
    "reading",
    "read",
    "update",
    "updated",
    "lastupdate",
    "modified",
    "changed",
    "candidate",
    "mandate",
    "validate",
    "picker",
    "elapsed",
];
/// Parts of a name that say "not this article". Left out, for they stand around articles too: `widget`, `teaser`, `latest`,
/// `newsletter`, `slider`, `tweet`; with them a hundredth of the text of good articles was lost.
const FOREIGN: [&str; 15] = [
    "comment",
    "comments",
    "commentlist",
    "commentmetadata",
    "disqus",
    "respond",
    "kommentar",
    "kommentare",
    "comentarios",
    "commentaires",
    "related",
    "sidebar",
    "recommended",
    "recommendations",
    "trending",
];

/// Reads the names of an element: its classes, identifier and properties.
pub fn naming<'a>(element: &str, names: impl Iterator<Item = &'a str>) -> Naming {
    let mut naming = Naming::default();
    for name in names {
        let mut dated = false;
        let mut other = false;
        for part in parts(name) {
            let part = part.to_ascii_lowercase();
            let part = part.as_str();
            dated |= DATES.contains(&part)
                || DATE_ENDS.iter().any(|end| part.ends_with(end))
                || DATE_STARTS.iter().any(|start| part.starts_with(start));
            other |= NO_DATES.contains(&part);
            naming.foreign |= FOREIGN.contains(&part);
        }
        naming.dated |= dated && !other;
    }
    // The names of these say what the whole page has (`comments-open`), not what stands in them.
    naming.foreign &= !matches!(element, "html" | "body" | "main");
    naming
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

    fn of(element: &str, names: &str) -> (bool, bool) {
        let naming = naming(element, names.split_ascii_whitespace());
        (naming.dated, naming.foreign)
    }

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
            assert_eq!(of("span", name), (true, false), "{name}");
        }
        for name in ["update", "date_updated", "readingTime", "candidate", "sometimes", ""] {
            assert_eq!(of("span", name), (false, false), "{name}");
        }
        assert_eq!(of("div", "comment_date"), (true, true));
        assert_eq!(of("body", "comments-open"), (false, false));
        assert_eq!(of("div", "related-news"), (false, true));
    }
}
