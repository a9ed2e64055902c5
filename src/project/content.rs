//! In: the key `content` of a project file. Out: how much of the articles each output holds.
//!
//! Invariant: an output that the key does not name holds the digest only.

use std::collections::BTreeSet;

use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use super::error::{Problem, ProjectError};
use super::section::Section;
use super::{Output, choose, variant};
use crate::named::names;

/// How much of the articles an output holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumMessage, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Content {
    /// Chosen sentences and quotes.
    Digest,
    /// The full articles behind the digest.
    Full,
}

/// The outputs that hold the full articles: `content = "full"` for all, or a table with a value for each.
pub(crate) fn full(top: &Section<'_>) -> Result<BTreeSet<Output>, ProjectError> {
    let outputs: Vec<&str> = of_all(Content::Full).into_iter().map(Into::into).collect();
    if let Some(each) = top.keyed_texts("content", "a known output", &outputs, variant::<Output>)? {
        let full = each.into_iter().map(|(output, value)| Ok((output, content(top, value)?)));
        let full: Vec<_> = full.collect::<Result<_, ProjectError>>()?;
        return Ok(full
            .into_iter()
            .filter(|(_, content)| *content == Content::Full)
            .map(|(output, _)| output)
            .collect());
    }
    let all = choose(top, "content", "a known content")?.unwrap_or(Content::Digest);
    Ok(of_all(all))
}

/// The outputs that hold the full articles if all outputs have this content. Only outputs that print text can.
pub(crate) fn of_all(content: Content) -> BTreeSet<Output> {
    let outputs = [Output::Pdf, Output::Epub, Output::Docx, Output::Html, Output::Json, Output::Markdown];
    outputs.into_iter().filter(|_| content == Content::Full).collect()
}

fn content(top: &Section<'_>, value: String) -> Result<Content, ProjectError> {
    let unknown = || Problem::UnknownValue {
        key: "content".to_owned(),
        nearest: super::error::nearest(&value, ["digest", "full"]),
        what: "a known content",
        known: names::<Content>().into_iter().map(str::to_owned).collect(),
        value: value.clone(),
    };
    variant(&value).ok_or_else(|| top.on_line_of("content", unknown()))
}
