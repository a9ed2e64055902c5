//! In: what a page's author called an element. Out: what the names say of what stands in it.
//!
//! Invariant: knows the words of the trade in the languages that authors name things in, never a site.

/// What the names of an element say of what stands in it: a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Naming(u8);

impl Naming {
    /// A date or time of publication, as `entry-date`, `PublishDate_day`, `datum`.
    pub const DATED: Self = Self(1);
    /// Comments, other articles. Left out of its words, for they stand around articles too: `widget`, `teaser`, `latest`,
    /// `newsletter`, `slider`, `tweet`; with them a hundredth of the text of good articles was lost.
    pub const FOREIGN: Self = Self(1 << 1);
    /// The article or its text.
    pub const ARTICLE: Self = Self(1 << 2);
    /// Navigation, the head and the foot of a page.
    pub const NAVIGATION: Self = Self(1 << 3);
    /// What is not shown, or not on a screen.
    pub const HIDDEN: Self = Self(1 << 4);
    /// Adverts.
    pub const ADVERT: Self = Self(1 << 5);

    /// Whether it says all that another says.
    pub fn says(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// What either says.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What it says and the other does not.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// Reads one name of an element: a class, an identifier, a property.
pub fn naming(name: &str) -> Naming {
    let (mut said, mut is_no_date) = (Naming::default(), false);
    for part in parts(name) {
        let part = part.to_ascii_lowercase();
        said = said.and(of_part(&part));
        is_no_date |= NO_DATES.contains(&part.as_str());
    }
    if is_no_date { said.without(Naming::DATED) } else { said }
}

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

fn of_part(part: &str) -> Naming {
    match part {
        "date" | "dates" | "datetime" | "dateline" | "datestamp" | "timestamp" | "datum" | "fecha" | "time"
        | "posted" | "postmetadata" | "submitted" | "created" | "pubdate" => Naming::DATED,
        "comment" | "comments" | "commentlist" | "commentmetadata" | "disqus" | "respond" | "kommentar"
        | "kommentare" | "comentarios" | "commentaires" | "related" | "sidebar" | "recommended" | "recommendations"
        | "trending" => Naming::FOREIGN,
        "article" | "body" | "content" | "entry" | "story" | "text" | "post" | "prose" | "copy" | "main"
        | "artikel" | "articolo" | "articulo" | "noticia" | "inhalt" | "contenido" | "contenuto" | "hentry"
        | "blog" | "page" | "news" | "wysiwyg" | "richtext" | "rte" | "texte" | "texto" | "testo" => Naming::ARTICLE,
        "nav" | "navi" | "navigation" | "navbar" | "menu" | "submenu" | "footer" | "foot" | "header" | "masthead"
        | "breadcrumb" | "breadcrumbs" | "pagination" | "pager" | "paging" | "skip" | "search" | "login" | "topbar"
        | "copyright" | "legal" | "disclaimer" | "footnote" | "footnotes" => Naming::NAVIGATION,
        "hidden" | "hide" | "sr" | "screenreader" | "visuallyhidden" | "noprint" | "modal" | "popup" | "overlay"
        | "cookie" | "cookies" | "consent" | "gdpr" | "tooltip" | "dialog" | "noscript" => Naming::HIDDEN,
        "ad" | "ads" | "advert" | "adverts" | "advertisement" | "advertising" | "sponsor" | "sponsored" | "banner"
        | "adsense" | "dfp" | "anzeige" | "werbung" | "publicidad" | "reklama" => Naming::ADVERT,
        _ => of_joined(part),
    }
}

/// Ends and beginnings of words that were joined: `postdate`, `publishingdate`, `articlebody`.
fn of_joined(part: &str) -> Naming {
    let ends = |ends: &[&str]| ends.iter().any(|end| part.ends_with(end));
    let holds = |words: &[&str]| part.len() > 6 && words.iter().any(|word| part.contains(word));
    let mut said = Naming::default();
    if ends(&["date", "datum", "datetime", "timestamp", "fecha"])
        || ["publish", "publication", "veroeffentlich"].iter().any(|start| part.starts_with(start))
    {
        said = said.and(Naming::DATED);
    }
    for (words, naming) in [
        (&["article", "content", "storybody", "storytext", "posttext", "maintext"][..], Naming::ARTICLE),
        (&["footer", "header", "navig", "breadcrumb", "copyright", "menu"], Naming::NAVIGATION),
        (&["cookie", "popup", "hidden"], Naming::HIDDEN),
        (&["advert", "sponsor", "banner"], Naming::ADVERT),
    ] {
        if holds(words) {
            said = said.and(naming);
        }
    }
    said
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
    }
}
