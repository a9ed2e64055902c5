//! In: an edition and the folder of its captures. Out: the bytes of the pictures that the edition shows.
//!
//! Invariant: a picture that is damaged, or not the captured one, is removed from the edition with a warning.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::Arc;

use image::ImageReader;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use sha2::{Digest, Sha256};

use crate::capture::picture::{self, Fault, Flaw, MediaType, Place};
use crate::capture::{self, Capture, CaptureId, Form, Records, gif, pictures};
use crate::edition::{About, Claim, ClaimKind, Edition, EventPicture, LeftOut, Reason};
use crate::files::{Links, Root};
use crate::limits;
use crate::warned::Warning;

/// The bytes of pictures, by the names that the edition gives them. Equal pictures have one name.
#[derive(Debug, Clone, Default)]
pub struct Pictures {
    files: BTreeMap<String, Arc<[u8]>>,
}

impl Pictures {
    /// The files of all pictures, by name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), &**bytes))
    }

    /// Whether there are no pictures.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Adds a picture, or replaces one of the same name.
    pub fn insert(&mut self, name: String, bytes: Vec<u8>) {
        self.files.insert(name, bytes.into());
    }

    /// The edition with only those pictures whose bytes are here.
    pub fn within<'a>(&self, edition: &'a Edition) -> Cow<'a, Edition> {
        let is_here = |picture: &EventPicture| self.files.contains_key(&picture.name);
        if shown(edition).all(|(_, _, picture)| is_here(picture)) {
            return Cow::Borrowed(edition);
        }
        let mut edition = edition.clone();
        for event in edition.chapters.iter_mut().flat_map(|chapter| &mut chapter.events) {
            event.picture = event.picture.take().filter(is_here);
        }
        Cow::Owned(edition)
    }
}

/// The result of loading the pictures of an edition.
#[derive(Debug, Clone, Default)]
pub(crate) struct Loaded {
    /// The pictures that were loaded.
    pub pictures: Pictures,
    /// What is wrong with the pictures that were not loaded.
    pub warnings: Vec<Warning>,
    /// Pictures that are left out because all of them together would be too large.
    pub left_out: Vec<LeftOut>,
    /// Total size of all pictures when unpacked, in bytes.
    unpacked: u64,
}

/// A picture of the edition, with the event that shows it, and with the path and record of its page.
type Shown<'a> = (&'a str, (&'a str, u32), &'a EventPicture);

fn shown(edition: &Edition) -> impl Iterator<Item = Shown<'_>> {
    let events = edition.chapters.iter().flat_map(|chapter| &chapter.events);
    events.filter_map(|event| Some((event.id.as_str(), event.picture.as_ref()?))).filter_map(|(event, picture)| {
        let source = edition.sources.iter().find(|source| source.number == picture.source)?;
        Some((event, (source.path.as_str(), source.record), picture))
    })
}

/// Loads the pictures that an edition shows. Paths of the edition are relative to the folder `root`.
pub(crate) fn load(edition: &Edition, root: &Path, links: Links) -> Loaded {
    let root = Root::named(root, links).ok();
    let root = root.as_ref();
    let mut loaded = Loaded::default();
    let mut embedded: BTreeMap<&str, Vec<Shown>> = BTreeMap::new();
    for (event, page, picture) in shown(edition) {
        match &picture.place {
            Place::Embedded => embedded.entry(page.0).or_default().push((event, page, picture)),
            Place::File(name) => loaded.take((event, page, picture), read_file(root, name)),
        }
    }
    for (path, pictures) in embedded {
        let wanted = pictures.iter().map(|(_, page, picture)| (page.1, picture.digest.as_str())).collect();
        let mut found = read_embedded(root, path, &wanted);
        for one in pictures {
            let bytes = found.remove(&one.2.digest).ok_or(Fault::Changed);
            loaded.take(one, bytes);
        }
    }
    loaded
}

impl Loaded {
    fn take(&mut self, (event, page, picture): Shown<'_>, bytes: Result<Vec<u8>, Fault>) {
        let is_known = self.pictures.files.contains_key(&picture.name);
        let checked = bytes.and_then(|bytes| {
            let unpacked = check(&bytes, picture)?;
            let together = if is_known { self.unpacked } else { self.unpacked.saturating_add(unpacked) };
            if together > limits::PICTURES_UNPACKED { Err(Fault::TooManyPictures) } else { Ok((bytes, together)) }
        });
        match checked {
            Ok((bytes, together)) => {
                self.unpacked = together;
                self.pictures.insert(picture.name.clone(), bytes);
            }
            Err(fault @ Fault::TooManyPictures) => self.left_out.push(left_out((event, page, picture), fault)),
            Err(fault) => self.warnings.push(warning(page, picture, fault)),
        }
    }
}

/// The ledger's entry for a picture that is left out because of those before it.
fn left_out((event, (path, record), picture): Shown<'_>, fault: Fault) -> LeftOut {
    let about = About::Event(event.to_owned());
    let claim = Claim { kind: ClaimKind::Picture, id: CaptureId::new(path, record), about };
    LeftOut { claim, reason: Reason::Limit, problem: format!("picture `{}`: {fault}", named(picture)) }
}

/// The name of a picture in messages.
fn named(picture: &EventPicture) -> &str {
    match &picture.place {
        Place::File(name) => name,
        Place::Embedded => &picture.alt,
    }
}

fn warning((path, record): (&str, u32), picture: &EventPicture, fault: Fault) -> Warning {
    let page = CaptureId::new(path, record).to_string();
    Flaw { picture: named(picture).to_owned(), fault }.warning(&page)
}

/// The bytes of the picture of a page with this digest, as captured. `None` if it is no longer there.
pub(crate) fn original(root: &Root, page: (&str, u32), place: &Place, digest: &str) -> Option<Vec<u8>> {
    let bytes = match place {
        Place::File(name) => read_file(Some(root), name).ok()?,
        Place::Embedded => read_embedded(Some(root), page.0, &BTreeSet::from([(page.1, digest)])).remove(digest)?,
    };
    (capture::digest(&bytes) == digest).then_some(bytes)
}

fn read_file(root: Option<&Root>, name: &str) -> Result<Vec<u8>, Fault> {
    pictures::read(root.ok_or(Fault::Unreadable)?, Path::new(name))
}

/// The bytes of pictures in a file of captures, by digest. `wanted` holds their records and digests.
fn read_embedded(root: Option<&Root>, path: &str, wanted: &BTreeSet<(u32, &str)>) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let (Some(root), file) = (root, Path::new(path)) else { return found };
    let mut take = |captures: Vec<Capture>| {
        for capture in captures {
            let is_wanted = |digest: &String| wanted.contains(&(capture.id.record, digest.as_str()));
            found.extend(capture.pictures.bytes.into_iter().filter(|(digest, _)| is_wanted(digest)));
        }
    };
    match Form::by_name(path).filter(|form| form.is_stream()) {
        Some(form) => {
            let records = root.open(file).ok().and_then(|input| Records::open(path, form, Box::new(input), None));
            records.into_iter().flatten().for_each(|batch| take(batch.captures));
        }
        None => take(capture::read_below(root, file, path, None, None).value.unwrap_or_default()),
    }
    found
}

/// Checks that the bytes are those that were captured, and are a picture that every output can show. Returns its unpacked size in bytes.
fn check(bytes: &[u8], picture: &EventPicture) -> Result<u64, Fault> {
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    if digest != picture.digest {
        return Err(Fault::Changed);
    }
    // The unpacked size is checked before anything is unpacked.
    if let Some(fault) = picture::excess(bytes) {
        return Err(fault);
    }
    if picture.media_type == MediaType::Jpeg {
        match Jpeg::of(bytes) {
            Some(Jpeg { colours: 4, .. }) => return Err(Fault::PressColours),
            Some(Jpeg { is_whole: true, .. }) => {}
            _ => return Err(Fault::Broken),
        }
    }
    // A decoder that panics on a picture must not end the program.
    let is_moving = catch_unwind(|| is_moving(bytes, picture.media_type)).unwrap_or_default();
    if is_moving == Some(true) {
        return Err(Fault::Moving);
    }
    let reader = || ImageReader::with_format(Cursor::new(bytes), picture.media_type.format());
    let is_whole = is_moving.is_some() && catch_unwind(|| reader().decode().is_ok()).unwrap_or_default();
    let unpacked = picture::unpacked(bytes).filter(|_| is_whole);
    unpacked.ok_or(Fault::Broken)
}

/// Whether a picture is an animation. `None` if that cannot be determined because it is damaged.
fn is_moving(bytes: &[u8], media_type: MediaType) -> Option<bool> {
    let input = Cursor::new(bytes);
    Some(match media_type {
        MediaType::Jpeg => false,
        MediaType::Png => PngDecoder::new(input).ok()?.is_apng().ok()?,
        MediaType::WebP => WebPDecoder::new(input).ok()?.has_animation(),
        MediaType::Gif => gif::heads(bytes)?.frames > 1,
    })
}

/// Facts from the markers of a JPEG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Jpeg {
    colours: u8,
    /// Whether the end marker follows the pixels. Decoders fill up missing pixels.
    is_whole: bool,
}

impl Jpeg {
    /// Reads the markers up to the first pixels (ITU-T T.81, B.1 and B.2). `None` if they are truncated.
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut jpeg = Self::default();
        let mut at = 2;
        loop {
            let (mark, length) = (*bytes.get(at + 1)?, bytes.get(at + 2..at + 4)?);
            match mark {
                // Any number of fill bytes may come before a marker.
                0xff => at += 1,
                0x01 | 0xd0..=0xd9 => at += 2,
                0xda => break,
                _ => {
                    if matches!(mark, 0xc0..=0xcf) && !matches!(mark, 0xc4 | 0xc8 | 0xcc) {
                        jpeg.colours = *bytes.get(at + 9)?;
                    }
                    at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
                }
            }
        }
        // Pixel data cannot contain this pair of bytes.
        jpeg.is_whole = bytes[at..].windows(2).rev().any(|pair| pair == [0xff, 0xd9]);
        Some(jpeg)
    }
}
