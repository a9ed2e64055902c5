//! In: a mail. Out: the files that are attached to it, and the captures of those that are documents or pages.
//!
//! Invariant: mails, archives and lists in a file are not opened again. Each file that is not read is named in a warning, unless it is a
//! picture, a signature or an invitation.

use mail_parser::{Message, MessagePart, MimeHeaders};

use super::super::{CaptureId, FileRead, Form, read_bytes, warning};
use super::{DEFUSED, MOST_ATTACHED, MOST_PARTS, bytes};

/// A file in a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attached {
    /// Its name, as the mail says it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Kinds of parts that are no documents, by the main type and by the whole type.
const NO_DOCUMENTS: [&str; 4] = ["image", "audio", "video", "multipart"];
const NO_TEXTS: [&str; 5] = ["pgp-signature", "pkcs7-signature", "x-pkcs7-signature", "calendar", "pgp-keys"];

/// The files that are attached to a mail.
pub(super) fn files(message: &Message) -> Vec<Attached> {
    let parts = message.parts.iter().take(MOST_PARTS).filter(|part| is_file(part)).take(MOST_ATTACHED);
    let file = |part: &MessagePart| Attached {
        name: part.attachment_name().unwrap_or_default().trim().to_owned(),
        bytes: bytes(message, part),
    };
    parts.map(file).filter(|file| !file.name.is_empty() && !file.bytes.is_empty()).collect()
}

/// Number of parts with a file behind those that are looked at.
pub(super) fn beyond(message: &Message) -> usize {
    let parts = message.parts.iter().take(MOST_PARTS).filter(|part| is_file(part));
    parts.count().saturating_sub(MOST_ATTACHED)
}

fn is_file(part: &MessagePart) -> bool {
    let is_document = part.content_type().is_none_or(|kind| {
        let subtype = kind.subtype().unwrap_or_default().to_ascii_lowercase();
        (kind.ctype(), kind.subtype()) != DEFUSED
            && !NO_DOCUMENTS.contains(&kind.ctype())
            && !NO_TEXTS.contains(&subtype.as_str())
    });
    let is_attached = part.content_disposition().is_some_and(|said| said.is_attachment());
    is_document && (is_attached || part.attachment_name().is_some()) && part.content_id().is_none_or(|_| is_attached)
}

/// Whether a file of this name is read: a document or a page.
fn is_read(name: &str) -> bool {
    let form = Form::by_name(name);
    matches!(form, Some(Form::Pdf | Form::Document | Form::Epub | Form::Html | Form::Markdown))
        || name.to_ascii_lowercase().ends_with(".txt")
}

/// Reads the documents among these files, as records of the mail from `first` on.
pub(super) fn read(path: &str, files: &[Attached], first: u32, read: &mut FileRead) {
    let mut next = first;
    let mut captures = Vec::new();
    let mut unread: Vec<&str> = Vec::new();
    for file in files {
        if !is_read(&file.name) {
            unread.push(&file.name);
            continue;
        }
        let inner = read_bytes(&file.name, &file.bytes, None, None);
        let told = inner.warnings.into_iter();
        read.warnings.extend(told.map(|said| {
            warning(path, format!("`{}` in it: {}", file.name, said.problem), said.hint.as_deref().unwrap_or(OPEN))
        }));
        match inner.value {
            Ok(found) => {
                let last = found.iter().map(|capture| capture.id.record).chain(inner.bad.iter().copied()).max();
                let place = |record: u32| next.saturating_add(record);
                read.bad.extend(inner.bad.iter().map(|&record| place(record)));
                captures.extend(found.into_iter().map(|mut capture| {
                    capture.id = CaptureId::new(path, place(capture.id.record));
                    capture
                }));
                next = place(last.unwrap_or_default()).saturating_add(1);
            }
            Err(_) => unread.push(&file.name),
        }
    }
    if !unread.is_empty() {
        let names: Vec<String> = unread.iter().map(|name| format!("`{name}`")).collect();
        let problem = format!("files that are attached to it are not read: {}", names.join(", "));
        read.warnings.push(warning(path, problem, OPEN));
    }
    match &mut read.value {
        Ok(own) => own.extend(captures),
        Err(_) if captures.is_empty() => {}
        Err(_) => read.value = Ok(captures),
    }
}

const OPEN: &str = "save the file from the mail into the folder of captures, if it is a capture";
