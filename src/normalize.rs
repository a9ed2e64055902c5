//! In: a capture and the survey of all captures. Out: an article: the capture without boilerplate, with its parts named.
//!
//! Invariant: looks at no other page, the disk or the clock. Every line of the capture is in the article or in `dropped`.

pub mod article;
mod heading;
pub mod markup;
pub mod pasted;
pub mod publishers;
mod source;
mod tail;
mod wording;

pub use article::{Article, Block, BlockKind, Cause, DropReason, Figure, Source, Stamp, StampKind};
pub(crate) use article::{Dropped, Why};

use crate::capture::{Capture, Form};
use crate::language::Region;
use crate::survey::Survey;
use crate::time::path;

/// Names the parts of a page and removes its boilerplate.
pub fn normalize(capture: &Capture, survey: &Survey) -> Article {
    let mut article = match capture.form {
        Form::Text => pasted::read(capture, survey),
        _ => markup::read(capture),
    };
    let (language, in_name) = (article.language, path::in_name(&capture.id.path));
    let outside = |kind| move |date| Stamp::of_machine(kind, date, language);
    article.stamps.extend(capture.captured.iter().map(outside(StampKind::Captured)));
    article.stamps.extend(in_name.iter().map(outside(StampKind::FileName)));
    article.region = article.region.or_else(|| Region::of_host(&source::host(article.address.as_deref()?)?));

    article
}
