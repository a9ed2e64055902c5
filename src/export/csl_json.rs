//! In: an edition. Out: its sources as CSL-JSON, which citation processors and reference managers read.
//!
//! A page is published on one day. If only a range of days is known, or "about" a day, the date is marked `circa`. If only one end is
//! known, the date is the edition's text, as a `literal`. An edition does not say when a page was accessed, so no item does.
//!
//! Invariant: one item for each source, in the order of the numbers.

use chrono::Datelike;
use serde::Serialize;

use super::issued::When;
use super::reference::{Author, Reference, references};
use crate::characters::clean;
use crate::cite::Issued;
use crate::edition::Edition;

#[derive(Debug, Serialize)]
struct Item {
    id: String,
    r#type: &'static str,
    title: String,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Date>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Name {
    Parted { family: String, given: String },
    Whole { literal: String },
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Date {
    Parts {
        #[serde(rename = "date-parts")]
        parts: Vec<Vec<i32>>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        circa: bool,
    },
    Words {
        literal: String,
    },
}

/// The sources as a CSL-JSON array.
pub fn csl_json(edition: &Edition) -> String {
    let items: Vec<Item> = references(edition).into_iter().map(item).collect();
    clean(&serde_json::to_string_pretty(&items).expect("an item is plain data")).into_owned() + "\n"
}

fn item(reference: Reference) -> Item {
    Item {
        r#type: if reference.is_article { "article-newspaper" } else { "webpage" },
        issued: issued(&reference),
        id: reference.key,
        title: reference.title,
        container: reference.publisher,
        author: reference.authors.into_iter().map(name).collect(),
        address: reference.address,
        language: reference.language.map(|language| language.tag().to_owned()),
    }
}

fn name(author: Author) -> Name {
    match author {
        Author::Person { given, surname } => Name::Parted { family: surname, given },
        Author::Whole(literal) => Name::Whole { literal },
    }
}

fn issued(reference: &Reference) -> Option<Date> {
    match reference.published {
        When::Unknown => None,
        // The fields only hold years of four digits.
        When::Known { first, last, about, days } if (1..=9999).contains(&days.earliest.year()) => {
            let parts = std::iter::once(first).chain(last).map(parts).collect();
            Some(Date::Parts { parts, circa: about || last.is_some() })
        }
        _ => reference.published_text.map(|text| Date::Words { literal: text.long.clone() }),
    }
}

fn parts(issued: Issued) -> Vec<i32> {
    let finer = [issued.month, issued.day].into_iter().flatten().map(|part| i32::try_from(part).unwrap_or_default());
    std::iter::once(issued.year).chain(finer).collect()
}
