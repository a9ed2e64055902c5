//! In: nothing. Out: the medium in which the book's files are read: the e-book, or the web.
//!
//! Invariant: both have the same content. All differences between them are in this file.

/// The medium in which the files of a book are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// An EPUB, with XHTML.
    Book,
    /// A browser, with HTML that is also well-formed XML.
    Web,
}

impl Medium {
    /// The extension of a file's name.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Book => "xhtml",
            Self::Web => "html",
        }
    }

    /// The file with the title. It comes first.
    pub(crate) fn first(self) -> &'static str {
        match self {
            Self::Book => "titlepage",
            Self::Web => "index",
        }
    }

    /// The attribute that tells reading devices the role of an element. HTML does not have it.
    pub(crate) fn epub_type(self, kind: &str) -> String {
        match self {
            Self::Book => format!(" epub:type=\"{kind}\""),
            Self::Web => String::new(),
        }
    }
}
