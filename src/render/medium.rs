//! In: nothing. Out: where the templates of the book are read: in the e-book, or on the web.
//!
//! Invariant: both have the same content; what only one of them knows is told here.

/// Where the files of a book are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// In an EPUB, as XHTML.
    Book,
    /// In a browser, as HTML that is well-formed XML too.
    Web,
}

impl Medium {
    /// What stands behind the point of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Book => "xhtml",
            Self::Web => "html",
        }
    }

    /// The file with the title, which comes first.
    pub fn first(self) -> &'static str {
        match self {
            Self::Book => "titlepage",
            Self::Web => "index",
        }
    }

    /// The attribute that says what an element is to reading devices; HTML does not know it.
    pub fn epub_type(self, kind: &str) -> String {
        match self {
            Self::Book => format!(" epub:type=\"{kind}\""),
            Self::Web => String::new(),
        }
    }
}
