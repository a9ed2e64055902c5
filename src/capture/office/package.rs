//! In: a document in parts: a ZIP archive, or one XML file that holds all of them (flat OPC). Out: its parts by name.
//!
//! Invariant: each part is bounded in bytes. A picture that cannot be read is told once, together with all others.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

use crate::capture::archive::{Archive, Fault};
use crate::capture::decode;
use crate::capture::opened::Told;
use crate::capture::pictures::Part;
use crate::capture::xml::{DEEPEST, Element, Parsed, parse};
use crate::limits::{MIB, PICTURE_BYTES, PICTURES_OF_PAGE};

/// The most bytes of a part with text. The longest novels have a tenth of it. Set by hand.
const LARGEST_PART: u64 = 64 * MIB;

/// The parts of a document.
pub(super) enum Package<'p, 'a> {
    /// Files of an archive.
    Packed(&'p mut Archive<'a>),
    /// Elements of one file, by the name of their part.
    Flat(BTreeMap<String, Element>),
}

impl Package<'_, '_> {
    /// The parts of a file in flat OPC.
    pub(super) fn flat(root: Element) -> Self {
        let part = |element: Element| {
            let name = element.attribute("name")?.trim_start_matches('/').to_owned();
            Some((name, element))
        };
        Self::Flat(root.into_elements().filter(|element| element.name == "part").filter_map(part).collect())
    }

    /// The elements of a part with text.
    pub(super) fn xml(&mut self, name: &str) -> Result<Parsed, Fault> {
        match self {
            Self::Packed(archive) => {
                let bytes = archive.read(name, LARGEST_PART)?;
                let text = decode::decode(&bytes).ok_or_else(|| Fault::Broken(format!("`{name}` is not text")))?;
                Ok(parse(&text))
            }
            Self::Flat(parts) => {
                let part = parts.remove(name).and_then(|part| part.into_elements().find(|data| data.name == "xmlData"));
                let root = part.and_then(|data| data.into_elements().next());
                let root = root.ok_or_else(|| Fault::Missing(name.to_owned()))?;
                Ok(Parsed { root, mistake: None, deep: 0 })
            }
        }
    }

    /// The same for a part that a document may lack. What is wrong with it costs only what it would have said.
    pub(super) fn other(&mut self, name: &str) -> Element {
        self.xml(name).map(|parsed| parsed.root).unwrap_or_default()
    }

    /// The same for a part with words, and why it cannot be read to its end. A document that names no such part has none.
    pub(super) fn words(&mut self, name: Option<&str>) -> (Element, Option<String>) {
        match name.map(|name| self.xml(name)) {
            None => (Element::default(), None),
            Some(Ok(Parsed { root, mistake, .. })) => (root, mistake),
            Some(Err(fault)) => (Element::default(), Some(fault.to_string())),
        }
    }

    fn bytes(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Fault> {
        match self {
            Self::Packed(archive) => archive.read(name, most),
            Self::Flat(parts) => {
                let data = parts.get(name).and_then(|part| part.child("binaryData"));
                data.and_then(|data| decoded(&data.text())).ok_or_else(|| Fault::Missing(name.to_owned()))
            }
        }
    }

    /// The pictures with these names, and what must be told about the others.
    pub(super) fn pictures(&mut self, names: &BTreeSet<String>) -> (Vec<Part>, Vec<Told>) {
        let (mut parts, mut first, mut lost) = (Vec::new(), None, 0_usize);
        for name in names.iter().take(PICTURES_OF_PAGE) {
            match self.bytes(name, PICTURE_BYTES) {
                Ok(bytes) => parts.push(Part { names: vec![name.clone()], bytes }),
                Err(fault) => {
                    first.get_or_insert(fault);
                    lost = lost.saturating_add(1);
                }
            }
        }
        let told = first.map(|fault| {
            let problem = format!("{lost} of its pictures could not be read: {fault}");
            Told::new(problem, "the text was read; save the document again if you need the pictures")
        });
        (parts, told.into_iter().collect())
    }
}

/// What is told about texts that stand deeper than the tree of a file.
pub(super) fn too_deep(texts: usize) -> Option<Told> {
    let problem = format!("{texts} of its texts were not read, as they stand in more than {DEEPEST} elements");
    (texts > 0).then(|| Told::new(problem, "the rest was read; copy its text into a new document and save that"))
}

/// The bytes of base64 with white space in it.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new().with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent);
    let packed: String = text.split_ascii_whitespace().collect();
    GeneralPurpose::new(&base64::alphabet::STANDARD, config).decode(packed).ok()
}
