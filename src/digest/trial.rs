//! In: the markup of a page. Out: the annotated article, for tests.
//!
//! Invariant: no test of the digest reads a file.

use crate::annotate::{Annotated, annotate};
use crate::capture::page::Page;
use crate::capture::pictures::Pictures;
use crate::capture::{Capture, CaptureId, Form, Holds};
use crate::normalize::normalize;
use crate::survey::Survey;

/// The article of a page with this markup.
pub fn page(markup: &str) -> Annotated {
    let page = Page::parse(markup);
    let capture = Capture {
        id: CaptureId::of_file("a.html"),
        address: None,
        form: Form::Html,
        digest: String::new(),
        text: page.text(),
        page: Some(page),
        holds: Holds::Page,
        captured: None,
        pictures: Pictures::default(),
    };
    annotate(normalize(&capture, &Survey::default()))
}
