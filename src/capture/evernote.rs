//! In: an export of Evernote (ENEX). Out: its notes as entries.
//!
//! Only the address of the page, its author and the times of the note are taken. A note was made when the page was saved.
//!
//! Invariant: reads the text once, expands only character entities, and keeps no more than the texts of one note at a time.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::entry::{Entry, unescaped};
use super::json::MOST;
use super::tag;
use crate::characters::{is_unseen, of_reference};

/// How an export begins, after its XML declaration and document type.
const ROOT: &str = "<en-export";
/// Number of bytes within which it does. Set by hand, above any declaration.
const HEAD: usize = 2048;
/// The element of a note, and the one in it with what is said about its page.
const NOTE: &str = "note";
const ATTRIBUTES: &str = "note-attributes";
/// The element with the text of a note, and the outermost one of that text.
const CONTENT: &str = "content";
const TEXT: &str = "en-note";
/// Maximum depth of elements. Those of an export are five deep. Set by hand.
const DEEPEST: usize = 32;
/// The longest name of an entity, in letters (html.spec.whatwg.org, 13.5). Set by hand.
const LONGEST_ENTITY: usize = 32;

/// The notes of an export.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// The notes, in order.
    pub entries: Vec<Entry>,
    /// Why the export cannot be read to its end.
    pub mistake: Option<String>,
}

/// Whether a text is an export of Evernote.
pub(crate) fn is_export(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
    text.trim_start().starts_with('<') && head.contains(ROOT)
}

/// Reads an export.
pub(crate) fn notes(text: &str) -> Notes {
    let mut reader = Reader::from_str(text);
    let mut notes = Notes::default();
    let (mut open, mut entry, mut said): (Vec<String>, Entry, String) = Default::default();
    // Where the content of a note begins, and how many elements are open in it, if it stands there as it is.
    let (mut content, mut within) = (0_usize, 0_usize);
    notes.mistake = loop {
        match reader.read_event() {
            Ok(Event::Start(_)) if is_content(&open) => within = within.saturating_add(1),
            Ok(Event::End(_)) if within > 0 => {
                within = within.saturating_sub(1);
                if within == 0 {
                    said = text.get(content..place(&reader)).unwrap_or_default().to_owned();
                }
            }
            Ok(Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) if within > 0 => {}
            Ok(Event::Start(tag)) => {
                said.clear();
                open.push(tag.name().as_ref().to_owned());
                content = place(&reader);
                if open.len() > DEEPEST {
                    break Some("its elements are nested too deeply".to_owned());
                }
            }
            Ok(Event::End(_)) => {
                let name = open.pop().unwrap_or_default();
                let value = std::mem::take(&mut said);
                if name == NOTE {
                    notes.entries.push(std::mem::take(&mut entry));
                    if notes.entries.len() == MOST {
                        break Some(format!("more than {MOST} notes"));
                    }
                } else {
                    take(&mut entry, open.last().map_or("", String::as_str), &name, value);
                }
            }
            Ok(Event::Text(text)) => said.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) => said.push_str(&text),
            Ok(Event::GeneralRef(name)) => match of_reference(&name) {
                Some(character) => said.push(character),
                None => said.push_str(&of_entity(&name)),
            },
            Ok(Event::Eof) => break (!open.is_empty()).then(|| "it ends before its last element".to_owned()),
            Ok(_) => {}
            Err(error) => break Some(error.to_string().to_lowercase()),
        }
    };
    notes
}

/// Number of bytes that were read.
fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Whether the innermost open element is the content of a note.
fn is_content(open: &[String]) -> bool {
    matches!(open, [.., around, name] if around == NOTE && name == CONTENT)
}

/// What an entity of HTML stands for. Others are not expanded, and stand as they are written.
fn of_entity(name: &str) -> String {
    let written = format!("&{name};");
    if name.len() > LONGEST_ENTITY { written } else { unescaped(&written) }
}

/// Takes the value of an element into a note. The element around it tells whether it is said of the note: pictures and other files have
/// an address and a time of their own.
fn take(entry: &mut Entry, around: &str, name: &str, value: String) {
    let plain = || value.split_whitespace().collect::<Vec<_>>().join(" ");
    match (around, name) {
        (NOTE, "title") => entry.title = plain(),
        (NOTE, "created") => entry.captured = time(&value),
        (ATTRIBUTES, "source-url") => entry.address = Some(plain()).filter(|address| address.starts_with("http")),
        // The address of a mail is that of an account.
        (ATTRIBUTES, "author") if !is_unseen(&value) && !value.contains('@') => entry.authors.push(plain()),
        // The content is a document of its own: `<?xml …?><!DOCTYPE en-note …><en-note>…</en-note>`.
        (NOTE, CONTENT) => {
            let text = tag::tags(&value).find(|tag| tag.name == TEXT);
            entry.content = text.and_then(|text| value.get(text.start..)).unwrap_or_default().to_owned();
        }
        _ => {}
    }
}

/// A time as Evernote writes it (`20250310T080000Z`) in RFC 3339.
fn time(value: &str) -> Option<String> {
    let (day, clock) = value.trim().trim_end_matches('Z').split_once('T')?;
    let part = |text: &str, from: usize, to: usize| text.get(from..to).map(str::to_owned);
    Some(format!(
        "{}-{}-{}T{}:{}:{}Z",
        part(day, 0, 4)?,
        part(day, 4, 6)?,
        part(day, 6, 8)?,
        part(clock, 0, 2)?,
        part(clock, 2, 4)?,
        part(clock, 4, 6)?
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_is_known_by_its_first_element() {
        assert!(is_export(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE en-export SYSTEM \"x\">\n<en-export application=\"Evernote\">"
        ));
        assert!(!is_export("<?xml version=\"1.0\"?><rss><title>en-export</title>"));
        assert!(!is_export("Слова про <en-export>"));
    }

    #[test]
    fn times_are_those_of_the_note() {
        assert_eq!(time("20250310T080000Z").as_deref(), Some("2025-03-10T08:00:00Z"));
        for other in ["", "2025-03-10", "20250310", "20250310T08"] {
            assert_eq!(time(other), None, "{other}");
        }
    }
}
