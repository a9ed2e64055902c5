//! In: nothing. Out: the medium in which the book's files are read: the e-book, the web, or one page that holds them all.
//!
//! Invariant: all have the same content. All differences between them are in this file.

/// The medium in which the files of a book are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// An EPUB, with XHTML.
    Book,
    /// A browser, with HTML that is also well-formed XML.
    Web,
    /// A browser, with all files as parts of one.
    Page,
}

impl Medium {
    /// The name of a file. On one page it is the link to that part.
    pub(crate) fn file(self, name: &str) -> String {
        match self {
            Self::Book => format!("{name}.xhtml"),
            Self::Web => format!("{name}.html"),
            Self::Page => format!("#{name}"),
        }
    }

    /// The file with the title. It comes first.
    pub(crate) fn first(self) -> &'static str {
        match self {
            Self::Book | Self::Page => "titlepage",
            Self::Web => "index",
        }
    }

    /// The link to an identifier in a file.
    pub(crate) fn place(self, file: &str, id: &str) -> String {
        match self {
            Self::Book | Self::Web => format!("{file}#{id}"),
            Self::Page => format!("#{id}"),
        }
    }

    /// How large a file may become, in bytes, where `most` is the limit of devices. One page has no limit.
    pub(crate) fn longest(self, most: usize) -> usize {
        match self {
            Self::Book | Self::Web => most,
            Self::Page => usize::MAX,
        }
    }

    /// The attribute that tells reading devices the role of an element. HTML does not have it.
    pub(crate) fn epub_type(self, kind: &str) -> String {
        match self {
            Self::Book => format!(" epub:type=\"{kind}\""),
            Self::Web | Self::Page => String::new(),
        }
    }
}
