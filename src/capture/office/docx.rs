//! In: a document in Office Open XML (ECMA-376): its main part and those that this one names. Out: its paragraphs and properties.
//!
//! Invariant: a reader of the document sees every word that is read: deleted and hidden text, instructions of fields and placeholders are
//! none.

mod reader;
mod styles;

use std::collections::BTreeMap;

use super::block::Block;
use super::document::Document;
use super::package::{Package, too_deep};
use crate::capture::archive::{Archive, Fault, within};
use crate::capture::opened::{Opened, Refused, Told};
use crate::capture::xml::{Element, Parsed};
use crate::capture::{UnreadReason, own};
use reader::Reader;
use styles::{Styles, switch};

/// The media types of a main part, without the beginning and the end that all of them share.
const MAIN: [&str; 4] = [
    "vnd.openxmlformats-officedocument.wordprocessingml.document",
    "vnd.openxmlformats-officedocument.wordprocessingml.template",
    "vnd.ms-word.document.macroEnabled",
    "vnd.ms-word.template.macroEnabledTemplate",
];
/// The part that lists the types of all others.
const TYPES: &str = "[Content_Types].xml";
/// The most bytes of that list that are looked at to tell what a file is. A list of a document with a thousand pictures has 100,000.
const TYPES_BYTES: u64 = 4 * crate::limits::MIB;
/// What a template of a program for Python says of its own day, which is no day of any document (python-docx 1.2, `default.docx`).
const UNSET: &str = "2013-12-23T23:15:00Z";

/// Whether an archive is a document of this kind.
pub(crate) fn is_document(archive: &mut Archive) -> bool {
    archive.has(TYPES)
        && archive.read(TYPES, TYPES_BYTES).is_ok_and(|types| holds_main(&String::from_utf8_lossy(&types)))
}

fn holds_main(types: &str) -> bool {
    MAIN.iter().any(|main| types.contains(&format!("{main}.main+xml")))
}

/// Reads a document in an archive.
pub(crate) fn read(archive: &mut Archive) -> Result<Opened, Refused> {
    let types = archive.read(TYPES, TYPES_BYTES).unwrap_or_default();
    let has_macros = String::from_utf8_lossy(&types).contains("vnd.ms-office.vbaProject");
    let mut opened = read_package(&mut Package::Packed(archive))?;
    if has_macros {
        let told = Told::new("it has macros, which were not looked at", "save it as .docx, which has none");
        opened.told.push(told);
    }
    Ok(opened)
}

/// Whether the outermost element of a file holds all parts of a document (flat OPC).
pub(super) fn is_flat(root: &Element) -> bool {
    root.name == "package" && root.elements().any(|part| part.attribute("name") == Some("/_rels/.rels"))
}

/// Reads a document in flat OPC.
pub(super) fn read_flat(read: Parsed) -> Result<Opened, Refused> {
    let mut opened = read_package(&mut Package::flat(read.root))?;
    opened.told.extend(read.mistake.map(cut).into_iter().chain(too_deep(read.deep)));
    Ok(opened)
}

fn read_package(package: &mut Package) -> Result<Opened, Refused> {
    let relations = Relations::read(package, "");
    let name = relations.of_kind("officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
    let core = relations.of_kind("core-properties").map(|name| package.other(&name)).unwrap_or_default();
    let program = relations.of_kind("extended-properties").map(|name| package.other(&name)).unwrap_or_default();
    if program.child("Application").is_some_and(|program| own::is_program(&program.line())) {
        return Err(own::refused());
    }
    let main = package.xml(&name).map_err(|fault| damaged(&fault))?;
    let relations = Relations::read(package, &name);
    let part =
        |package: &mut Package, kind| relations.of_kind(kind).map(|name| package.other(&name)).unwrap_or_default();
    let styles = Styles::read(&part(package, "styles"));
    let kinds = ["footnotes", "endnotes"].map(|kind| relations.of_kind(kind));
    let [(footnotes, of_foot), (endnotes, of_end)] = kinds.map(|name| package.words(name.as_deref()));
    let body = main.root.child("body").ok_or_else(Refused::empty)?;
    let (heads, of_head) = heads(package, body, &relations, &styles);
    let mut reader = Reader::new(&styles, &relations.targets);
    reader.begin(body);
    let pictures = std::mem::take(&mut reader.pictures);
    let of_notes = of_foot.filter(|_| reader.has_notes(false)).or(of_end.filter(|_| reader.has_notes(true)));
    let found = reader.finish(&footnotes, &endnotes);
    let (blocks, notes, lost) = (found.blocks, found.notes, found.lost);
    let mut document = Document { heads, blocks, notes, language: styles.language.clone(), ..Document::default() };
    if document.is_empty() {
        return Err(Refused::empty());
    }
    describe(&mut document, &core);
    let (parts, mut told) = package.pictures(&pictures);
    document.parts = parts;
    told.extend(unread_notes(lost, of_notes).into_iter().chain(of_head));
    told.extend(unfinished(found.endless, found.chunks).into_iter().chain(too_deep(main.deep)));
    told.extend(main.mistake.map(cut));
    Ok(Opened::of_one(document.entry(), told))
}

fn cut(mistake: String) -> Told {
    let problem = format!("it cannot be read from here on: {mistake}");
    Told::new(problem, "what stands before that was read; open it in a word processor and save it again")
}

/// What is told about links without an end, and about whole documents that are to be put into this one when it is opened (17.17.2).
fn unfinished(endless: usize, chunks: usize) -> Vec<Told> {
    let links = || format!("{endless} of its links cannot be used, as nothing says where they end");
    let parts = || format!("{chunks} of its parts are documents of another kind and were not read");
    let told = [
        (endless > 0).then(|| Told::new(links(), "nothing needs to be done: their words were read")),
        (chunks > 0).then(|| Told::new(parts(), "open it in Word and save it again, which puts their text into it")),
    ];
    told.into_iter().flatten().collect()
}

/// What is told about notes: how many have no text, and why, or why their text is not whole.
fn unread_notes(lost: usize, mistake: Option<String>) -> Option<Told> {
    let problem = match (lost, mistake) {
        (0, None) => return None,
        (0, Some(mistake)) => format!("its notes cannot be read from here on: {mistake}"),
        (lost, None) => format!("{lost} of its notes are missing"),
        (lost, Some(mistake)) => format!("{lost} of its notes could not be read: {mistake}"),
    };
    Some(Told::new(problem, "the rest was read; open it in a word processor and save it again"))
}

/// The head of the first page, and what must be told about it (ECMA-376 part 1, 17.10.5 and 17.10.6).
fn heads(package: &mut Package, body: &Element, relations: &Relations, styles: &Styles) -> (Vec<Block>, Option<Told>) {
    let sections = body.descendants(|inner| matches!(inner.name.as_str(), "p" | "pPr"));
    let Some(section) = sections.into_iter().find(|element| element.name == "sectPr") else {
        return Default::default();
    };
    let kind = if switch(section, "titlePg") == Some(true) { "first" } else { "default" };
    let named = section
        .elements()
        .find(|part| part.name == "headerReference" && part.attribute("type").unwrap_or("default") == kind);
    let target = named.and_then(|part| relations.targets.get(part.attribute("r:id")?));
    let (root, mistake) = package.words(target.filter(|target| !target.is_outside).map(|target| target.name.as_str()));
    let told = mistake.map(|mistake| {
        let problem = format!("the head of its first page could not be read whole: {mistake}");
        Told::new(problem, "the text was read; open it in a word processor and save it again")
    });
    // A head has relations of its own, to its pictures.
    let none = BTreeMap::new();
    let mut reader = Reader::of_head(styles, &none);
    reader.begin(&root);
    let nothing = Element::default();
    (reader.finish(&nothing, &nothing).blocks, told)
}

fn damaged(fault: &Fault) -> Refused {
    let hint = "open it in a word processor and save it again, or leave it out";
    Refused::new(UnreadReason::NotText, format!("its text cannot be read: {fault}"), hint)
}

/// The core properties (ECMA-376 part 2, 8.3).
fn describe(document: &mut Document, core: &Element) {
    let line = |name: &str| core.child(name).map(Element::line).filter(|text| !text.is_empty());
    document.title = line("title").unwrap_or_default();
    document.author = line("creator").unwrap_or_default();
    document.language = line("language").unwrap_or_else(|| std::mem::take(&mut document.language));
    document.saved = line("modified").or_else(|| line("created")).filter(|stamp| stamp != UNSET);
}

/// The parts and addresses that a part names.
#[derive(Debug, Default)]
struct Relations {
    /// The last word of the kind, and the target, by identifier.
    targets: BTreeMap<String, Target>,
}

/// The target of a relation.
#[derive(Debug)]
struct Target {
    kind: String,
    /// The name of a part, or an address.
    name: String,
    is_outside: bool,
}

impl Relations {
    /// The relations of a part, or of the package.
    fn read(package: &mut Package, part: &str) -> Self {
        let file = part.rsplit_once('/').map_or(part, |(_, file)| file);
        let own = within(part, &format!("_rels/{file}.rels"));
        let relation = |element: &Element| {
            let target = element.attribute("Target")?;
            let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
            let is_outside = element.attribute("TargetMode") == Some("External");
            // Names of parts are compared as they are written (part 2, 6.2.2).
            let name = if is_outside { target.to_owned() } else { within(part, target) };
            Some((element.attribute("Id")?.to_owned(), Target { kind, name, is_outside }))
        };
        Self { targets: package.other(&own).elements().filter_map(relation).collect() }
    }

    /// The name of the part of a kind.
    fn of_kind(&self, kind: &str) -> Option<String> {
        self.targets.values().find(|target| target.kind == kind && !target.is_outside).map(|target| target.name.clone())
    }
}
