//! In: what somebody wants opened, written or removed. Out: why that is not done, where it is not.
//!
//! Invariant: a refusal travels in an `io::Error`, so that whoever passes errors on passes it on too.

use std::error::Error;
use std::fmt;
use std::io;

/// Why something is not opened, written or removed, whatever the system would say to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// A link leads out of the folder below which everything has to lie.
    Outside,
    /// A link leads to a hidden file, such as one of version control.
    Hidden,
    /// The name is absolute, or has `..` in it.
    Name,
    /// It is a folder, a pipe, a socket or a device.
    Special,
    /// A link stands where something would be written or removed.
    Link,
    /// Another user owns the folder, or may write into it.
    Others,
    /// Its name is no text, and reads like that of another file.
    Namesake,
    /// It is not as the program wrote it, if the program wrote it at all.
    Foreign,
}

impl Refusal {
    /// The refusal in an error of the system, if it is one.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }

    /// What is to be done about it.
    pub fn hint(self) -> &'static str {
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
