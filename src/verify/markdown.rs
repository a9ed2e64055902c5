//! In: an edition as Markdown, and the captures. Out: everything in it that the captures do not support.
//!
//! Such a file contains only its text, not the edition as data. The text is enough for these checks: a line up to its footnote is words of
//! the page that the footnote names at its end. The headline of a source is that of its page, and every other headline of that level is the
//! headline of a source. The digest of a source is that of its page. Lines without a footnote are not checked.
//!
//! Invariant: parses the file like any Markdown reader, and does not depend on how it was written.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::letters::letters;
use super::{Failure, Found, Originals, VerifyError, What, shown};
use crate::capture::CaptureId;

/// The claims of a file.
#[derive(Debug, Default)]
struct Claims {
    /// The names of captures, by the names of footnotes.
    captures: BTreeMap<String, String>,
    /// The lines that end in a footnote, with its name.
    lines: Vec<(String, String)>,
    /// The headlines, each with the code after it. The code after the headline of a source is its capture and its digest.
    headlines: Vec<(String, Vec<String>)>,
}

/// The captures that the footnotes of a file name.
///
/// # Errors
/// The bytes are not text, or no footnote names a capture.
pub fn sources(bytes: &[u8]) -> Result<Vec<String>, VerifyError> {
    let paths = claims(bytes)?.captures.into_values();
    // The path of a capture is its name without the record.
    Ok(paths.map(|name| name.rsplit_once('#').map_or(name.clone(), |(path, _)| path.to_owned())).collect())
}

/// Checks a file against the captures. Returns every failure, in the order of the file.
///
/// # Errors
/// As for [`sources`].
pub fn check(bytes: &[u8], originals: &Originals) -> Result<Vec<Failure>, VerifyError> {
    let claims = claims(bytes)?;
    let mut found = Found::default();
    for (note, words) in &claims.lines {
        line(note, words, &claims, originals, &mut found);
    }
    headlines(&claims, originals, &mut found);
    Ok(found.0)
}

fn line(note: &str, words: &str, claims: &Claims, originals: &Originals, found: &mut Found) {
    let place = format!("[^{note}]");
    let Some(capture) = claims.captures.get(note) else {
        return found.add(What::Evidence, place, "the footnote names no capture");
    };
    let mut called = originals.called(capture).peekable();
    if called.peek().is_none() {
        return found.add(What::Capture, place, format!("`{capture}` is not there"));
    }
    let said = letters(words);
    let stands = !said.is_empty() && called.any(|original| original.holds(&said)) || words == NOTHING;
    found.check(stands, What::Words, place, || format!("{} is not in `{capture}`", shown(words)));
}

/// The replacement for a text without a letter.
const NOTHING: &str = "—";

/// Checks headlines. Those of sources must be on their pages or in the project file, and those of events must be headlines of sources.
fn headlines(claims: &Claims, originals: &Originals, found: &mut Found) {
    let of_source = |(headline, codes): &(String, Vec<String>)| match &codes[..] {
        [capture, digest] => {
            Some((headline.split_once(' ').map_or("", |(_, title)| title).to_owned(), capture.clone(), digest.clone()))
        }
        _ => None,
    };
    let mut known = BTreeSet::new();
    for (title, capture, digest) in claims.headlines.iter().filter_map(of_source) {
        let place = format!("`{capture}`");
        let called: Vec<_> = originals.called(&capture).collect();
        // If several captures have this printed name, it is the one with the digest.
        match called.iter().find(|one| one.digest == digest).or(called.first()) {
            None => found.add(What::Capture, &place, "it is not there"),
            Some(original) => {
                let given = originals.correction(&CaptureId::new(&original.path, original.record).to_string());
                let given = given.and_then(|given| given.title.as_deref());
                let stands = title == NOTHING
                    || original.says(&title)
                    || given.is_some_and(|given| letters(given) == letters(&title));
                found.check(stands, What::Words, &place, || format!("the headline {} is not in it", shown(&title)));
                found.check(original.digest == digest, What::Capture, &place, || "it has changed".to_owned());
            }
        }
        known.insert(letters(&title));
    }
    for (headline, _) in claims.headlines.iter().filter(|headline| of_source(headline).is_none()) {
        let is_known = known.contains(&letters(headline));
        found.check(is_known, What::Words, shown(headline), || "no source has this headline".to_owned());
    }
}

fn claims(bytes: &[u8]) -> Result<Claims, VerifyError> {
    let text = std::str::from_utf8(bytes).map_err(|_| VerifyError::Damaged("it is not in UTF-8".to_owned()))?;
    let mut reading = Reading::default();
    Parser::new_ext(text, Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES).for_each(|event| reading.read(event));
    let claims = reading.claims;
    if claims.captures.is_empty() { Err(VerifyError::NothingNoted) } else { Ok(claims) }
}

/// A file while it is parsed.
#[derive(Debug, Default)]
struct Reading {
    claims: Claims,
    /// The text of the line so far.
    line: String,
    /// The footnote that is being parsed.
    note: Option<String>,
}

impl Reading {
    fn read(&mut self, event: Event) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => self.note = Some(name.to_string()),
            Event::End(TagEnd::FootnoteDefinition) => self.note = None,
            Event::End(TagEnd::Heading(HeadingLevel::H3)) => {
                self.claims.headlines.push((std::mem::take(&mut self.line), Vec::new()));
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. }) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::Text(text) => self.line.push_str(&text),
            Event::Code(code) => self.code(&code),
            Event::FootnoteReference(name) => {
                self.claims.lines.push((name.to_string(), std::mem::take(&mut self.line)));
            }
            _ => self.line.clear(),
        }
    }

    /// Takes code: the name of a capture or its digest.
    fn code(&mut self, code: &str) {
        match (&self.note, self.claims.headlines.last_mut()) {
            (Some(note), _) => drop(self.claims.captures.insert(note.clone(), code.to_owned())),
            (None, Some((_, codes))) => codes.push(code.to_owned()),
            (None, None) => {}
        }
    }
}
