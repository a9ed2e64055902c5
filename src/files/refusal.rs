//! In: what is to be opened, written or removed. Out: the reason if the program refuses.
//!
//! Invariant: a refusal travels in an `io::Error`, so code that passes errors on passes refusals on as well.

use std::error::Error;
use std::fmt;
use std::io;

/// Why the program refuses to open, write or remove something, whatever the system would allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A link leads out of the folder that everything must be in.
    Outside,
    /// A link leads to a hidden file, such as one of version control.
    Hidden,
    /// The name is absolute or contains `..`.
    Name,
    /// It is a folder, a pipe, a socket or a device.
    Special,
    /// There is a link in the place where something would be written or removed.
    Link,
    /// Another user owns the folder or may write to it.
    Others,
    /// The name is not valid text and reads like the name of another file.
    Namesake,
    /// The file is not as the program wrote it, if the program wrote it at all.
    Foreign,
}

impl Refusal {
    /// The refusal in an error, if it is one.
    pub(crate) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }

    /// What to do about it.
    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Outside => "put the file itself there, or allow links with `--follow-links`",
            Self::Hidden => "put the file itself there",
            Self::Name => "write its path relative to its folder, without `..`",
            Self::Special => "put a regular file there, or leave it out",
            Self::Link => "remove the link",
            Self::Others => "make a folder that only you can use (`chmod 700`), or choose another",
            Self::Namesake => "give it another name",
            Self::Foreign => "move it or remove it by hand",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Outside => "a link leads out of the folder",
            Self::Hidden => "a link leads to a hidden file",
            Self::Name => "its name leads out of the folder",
            Self::Special => "it is not a regular file",
            Self::Link => "a link is there, and nothing is written or removed through a link",
            Self::Others => "another user owns it or may write to it",
            Self::Namesake => "its name is not valid text, and reads like that of another file",
            Self::Foreign => "it is not as litopys wrote it",
        })
    }
}

impl Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}
