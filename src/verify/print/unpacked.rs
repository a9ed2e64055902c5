//! In: an untrusted PDF, and streams of it. Out: whether it unpacks to no more than the limit, and the unpacked streams.
//!
//! The PDF library unpacks whatever a stream says, as often as it is referenced and with as many layers as there are. So the bytes are
//! checked before the library gets them. Wherever an object with a stream may begin, its dictionary must name no compression except the one
//! that litopys uses (Flate, once). All such streams are unpacked here once, counted, and dropped.
//!
//! Invariant: holds no more at once than a buffer, or than the rest of the budget. One pass, whatever the bytes are.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use crate::verify::VerifyError;
use crate::verify::budget::Budget;

/// The beginning of an object.
const OBJECT: &[u8] = b"obj";
/// The beginning of a stream, followed by a line end.
const STREAM: &[u8] = b"stream";
/// The key for the children in a tree.
const KIDS: &[u8] = b"/Kids";
/// The beginning of the dictionary at the end.
const TRAILER: &[u8] = b"trailer";
/// Maximum depth of nested objects. The PDF library is recursive. Set by hand.
const DEEPEST: usize = 500;
/// How often all bytes may be read as parts of dictionaries. In real files each byte is in one. Set by hand.
const MOST_LOOKS: usize = 2;

/// Checks that a PDF unpacks to no more than the limit.
///
/// # Errors
/// [`VerifyError::TooLarge`] and [`VerifyError::OtherPacking`].
pub(crate) fn look_through(pdf: &[u8], budget: &Budget) -> Result<(), VerifyError> {
    let streams: Vec<usize> = starts(pdf, STREAM).filter(|&at| is_stream(pdf, at)).collect();
    let mut looks = pdf.len().saturating_mul(MOST_LOOKS);
    let mut children = BTreeSet::new();
    for at in starts(pdf, OBJECT).map(|at| at.saturating_add(OBJECT.len())).chain(trailers(pdf)) {
        let object = Object::read(pdf.get(at..).unwrap_or_default(), Extent::One);
        looks = looks.checked_sub(object.length).ok_or(VerifyError::OtherPacking)?;
        if object.deepest > DEEPEST {
            return Err(too_deep());
        }
        let whole = pdf.get(at..at.saturating_add(object.length)).unwrap_or_default();
        if !kids(whole, &object.names).is_some_and(|kids| kids.into_iter().all(|kid| children.insert(kid))) {
            return Err(VerifyError::Damaged("a page is in it twice".to_owned()));
        }
        if packing(&object.names)? == Packing::Flate && !is_picture(&object.names) {
            let end = at.saturating_add(object.length);
            let first = streams.get(streams.partition_point(|&start| start < end));
            let packed = first.and_then(|start| pdf.get(start.saturating_add(STREAM.len())..));
            count(packed.unwrap_or_default(), budget)?;
        }
    }
    Ok(())
}

/// The children of an object in a tree, such as that of the pages. `None` if they are not directly in its array. If a tree names one child
/// many times, it would be visited as often.
fn kids<'a>(object: &'a [u8], names: &[Vec<u8>]) -> Option<Vec<&'a [u8]>> {
    let expected = names.iter().filter(|name| *name == b"Kids").count();
    let mut kids = Vec::new();
    if expected == 0 {
        return Some(kids);
    }
    let mut found = 0_usize;
    for at in starts(object, KIDS) {
        let behind = object.get(at.saturating_add(KIDS.len())..)?;
        if behind.first().is_some_and(|&byte| is_regular(byte)) {
            continue;
        }
        let array = behind.trim_ascii_start().strip_prefix(b"[")?;
        let array = array.get(..array.iter().position(|&byte| byte == b']')?)?;
        let words: Vec<&[u8]> = array.split(|&byte| is_space(byte)).filter(|word| !word.is_empty()).collect();
        let references = words.chunks(3).map(|words| match words {
            [number, _, mark] if *mark == b"R" => Some(*number),
            _ => None,
        });
        kids.extend(references.collect::<Option<Vec<_>>>()?);
        found = found.saturating_add(1);
    }
    (found >= expected).then_some(kids)
}

/// The positions after each word `trailer`.
fn trailers(pdf: &[u8]) -> impl Iterator<Item = usize> {
    starts(pdf, TRAILER).map(|at| at.saturating_add(TRAILER.len()))
}

fn too_deep() -> VerifyError {
    VerifyError::Damaged("it is nested too deeply".to_owned())
}

/// The content of a page, or the code map of a font, unpacked.
///
/// # Errors
/// As for [`look_through`].
pub(crate) fn drawn(stream: &Stream, budget: &Budget) -> Result<Vec<u8>, VerifyError> {
    let bytes = attached(stream, budget)?;
    let object = Object::read(&bytes, Extent::All);
    match object.deepest > DEEPEST {
        true => Err(too_deep()),
        // An inline picture consists of arbitrary bytes, which can hide anything.
        false if object.has_picture => Err(VerifyError::OtherPacking),
        false => Ok(bytes),
    }
}

/// An attached file, unpacked. If it is damaged, the part that could be read.
///
/// # Errors
/// As for [`look_through`].
pub(crate) fn attached(stream: &Stream, budget: &Budget) -> Result<Vec<u8>, VerifyError> {
    let packed = stream.raw_data();
    let mut bytes = Vec::new();
    match stream.filters().as_slice() {
        [] => {
            budget.take(packed.len() as u64)?;
            bytes = packed.into_owned();
        }
        [Filter::FlateDecode] => drop(budget.read(ZlibDecoder::new(&*packed), &mut bytes)?),
        _ => return Err(VerifyError::OtherPacking),
    }
    Ok(bytes)
}

/// How a stream is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    None,
    Flate,
    /// A photograph. It is not unpacked here.
    Photograph,
}

/// How much is parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// One object. Nothing if no array or dictionary begins.
    One,
    /// Everything.
    All,
}

/// The relevant facts about an object: all names in it in order, how deep it nests, and where it ends.
#[derive(Debug, Default, PartialEq, Eq)]
struct Object {
    names: Vec<Vec<u8>>,
    deepest: usize,
    /// Whether there is a picture between operators (ISO 32000-2, 8.9.7).
    has_picture: bool,
    /// The length in bytes, including what comes before it.
    length: usize,
}

impl Object {
    /// Parses the object at the beginning, after white space and comments (ISO 32000-2, 7.2 and 7.3). An object without an end has no
    /// names.
    fn read(bytes: &[u8], extent: Extent) -> Self {
        let (mut object, mut depth, mut rest) = (Self::default(), 0_usize, bytes);
        loop {
            let mut step = 0_isize;
            rest = match rest {
                [b'<', b'<', behind @ ..] | [b'[', behind @ ..] => {
                    step = 1;
                    behind
                }
                [b'>', b'>', behind @ ..] | [b']', behind @ ..] => {
                    step = -1;
                    behind
                }
                [b'%', behind @ ..] => after(behind, |byte| matches!(byte, b'\n' | b'\r')),
                [byte, behind @ ..] if is_space(*byte) => behind,
                _ if depth == 0 && extent == Extent::One => break,
                [b'(', behind @ ..] => after_text(behind),
                [b'<', behind @ ..] => after(behind, |byte| byte == b'>'),
                [b'/', behind @ ..] => {
                    let (name, behind) = word(behind);
                    if extent == Extent::One {
                        object.names.push(unescaped(name));
                    }
                    behind
                }
                [byte, ..] if is_regular(*byte) => {
                    let (operator, behind) = word(rest);
                    object.has_picture |= operator == b"ID";
                    behind
                }
                [_, behind @ ..] => behind,
                [] => {
                    object.names.clear();
                    break;
                }
            };
            depth = depth.saturating_add_signed(step);
            object.deepest = object.deepest.max(depth);
            if (step < 0 && depth == 0 && extent == Extent::One) || object.deepest > DEEPEST {
                break;
            }
        }
        object.length = bytes.len().saturating_sub(rest.len());
        object
    }
}

/// A run of regular characters, and the rest.
fn word(bytes: &[u8]) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.iter().position(|&byte| !is_regular(byte)).unwrap_or(bytes.len()))
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// The bytes after the first end byte.
fn after(bytes: &[u8], is_end: impl Fn(u8) -> bool) -> &[u8] {
    let end = bytes.iter().position(|&byte| is_end(byte)).map_or(bytes.len(), |at| at.saturating_add(1));
    bytes.get(end..).unwrap_or_default()
}

/// The bytes after a text whose bracket is open.
fn after_text(mut bytes: &[u8]) -> &[u8] {
    let mut depth = 1_usize;
    while depth > 0 {
        bytes = match bytes {
            [b'\\', _, behind @ ..] => behind,
            [b'(', behind @ ..] => {
                depth = depth.saturating_add(1);
                behind
            }
            [b')', behind @ ..] => {
                depth = depth.saturating_sub(1);
                behind
            }
            [_, behind @ ..] => behind,
            [] => return bytes,
        };
    }
    bytes
}

/// A name with its numeric escapes decoded.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut plain = Vec::new();
    let mut rest = name;
    while let [first, behind @ ..] = rest {
        let number = match rest {
            [b'#', high, low, ..] => digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        plain.push(number.unwrap_or(*first));
        rest = if number.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    plain
}

/// How a stream is compressed, from the names in its dictionary.
///
/// # Errors
/// It is compressed in another way than litopys does, or it is an object stream, which litopys never writes.
fn packing(names: &[Vec<u8>]) -> Result<Packing, VerifyError> {
    let is_box = named(names, b"ObjStm") || (named(names, b"First") && named(names, b"N"));
    if is_box {
        return Err(VerifyError::OtherPacking);
    }
    let mut packing = Packing::None;
    let mut filters = names.iter().enumerate().filter(|(_, name)| *name == b"Filter");
    let Some((at, _)) = filters.next() else { return Ok(packing) };
    if filters.next().is_some() {
        return Err(VerifyError::OtherPacking);
    }
    for name in names.iter().skip(at.saturating_add(1)) {
        let named = match name.as_slice() {
            b"FlateDecode" | b"Fl" => Packing::Flate,
            b"DCTDecode" | b"DCT" => Packing::Photograph,
            name if name.ends_with(b"Decode") && name != b"Decode" => return Err(VerifyError::OtherPacking),
            b"LZW" | b"RL" | b"AHx" | b"A85" | b"CCF" | b"Crypt" => return Err(VerifyError::OtherPacking),
            _ => continue,
        };
        if std::mem::replace(&mut packing, named) != Packing::None {
            return Err(VerifyError::OtherPacking);
        }
    }
    // If the filter is defined elsewhere, it could be anything.
    if packing == Packing::None { Err(VerifyError::OtherPacking) } else { Ok(packing) }
}

fn named(names: &[Vec<u8>], name: &[u8]) -> bool {
    names.iter().any(|known| known == name)
}

/// Whether a dictionary is that of a picture, and not of anything that the PDF library unpacks by itself, such as the cross-reference
/// table.
fn is_picture(names: &[Vec<u8>]) -> bool {
    let has = |name: &[u8]| named(names, name);
    let is_read = [&b"W"[..], b"XRef", b"Index", b"Size"].into_iter().any(has);
    has(b"Image") && has(b"Width") && has(b"Height") && !is_read
}

/// Unpacks the bytes after the word `stream` in both ways that the PDF library tries, and counts the result.
fn count(behind: &[u8], budget: &Budget) -> Result<(), VerifyError> {
    let behind = behind.strip_prefix(b"\r").unwrap_or(behind);
    let packed = behind.strip_prefix(b"\n").unwrap_or(behind);
    if drain(ZlibDecoder::new(packed), budget)? == 0 {
        drain(DeflateDecoder::new(packed), budget)?;
    }
    Ok(())
}

/// Reads to the end or to the first error, and keeps nothing. Returns the number of bytes.
fn drain(mut from: impl Read, budget: &Budget) -> Result<u64, VerifyError> {
    let mut buffer = [0; 8192];
    let mut all = 0_u64;
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        budget.take(read as u64)?;
        all = all.saturating_add(read as u64);
    }
    Ok(all)
}

/// The positions of a word.
fn starts(bytes: &[u8], word: &'static [u8]) -> impl Iterator<Item = usize> {
    bytes.windows(word.len()).enumerate().filter(move |(_, window)| *window == word).map(|(at, _)| at)
}

/// Whether the word `stream` at a position can begin a stream: a line end follows. It may be the end of a longer word.
fn is_stream(pdf: &[u8], at: usize) -> bool {
    let next = at.checked_add(STREAM.len()).and_then(|behind| pdf.get(behind));
    matches!(next, Some(b'\n' | b'\r'))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::*;

    /// This many KiB of spaces, compressed.
    fn packed(size: usize) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&vec![b' '; size * 1024]).unwrap();
        packer.finish().unwrap()
    }

    /// The limit allows 512 KiB.
    fn look_through(pdf: &[u8]) -> Result<(), VerifyError> {
        super::look_through(pdf, &Budget(Cell::new(512 * 1024)))
    }

    fn pdf(dictionary: &str, data: &[u8]) -> Vec<u8> {
        [b"%PDF-1.7\n7 0 obj\n", dictionary.as_bytes(), b"\nstream\r\n", data, b"\nendstream\nendobj\n"].concat()
    }

    #[test]
    fn data_that_unpacks_to_too_much_is_refused_in_every_form() {
        let bomb = packed(600);
        for dictionary in [
            "<</Length 9/Filter/FlateDecode>>",
            "<< /F#69lter [ /Fl#61teDecode ] >>",
            "<</X (>> stream\n /Filter) /Filter % remark >>\n /Fl>>",
            "<</Type/XRef/W[1 1 1]/Subtype/Image/Width 1/Height 1/Filter/FlateDecode>>",
        ] {
            assert_eq!(look_through(&pdf(dictionary, &bomb)), Err(VerifyError::TooLarge), "{dictionary}");
        }
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::best());
        raw.write_all(&vec![b' '; 600 * 1024]).unwrap();
        assert_eq!(look_through(&pdf("<</Filter/Fl>>", &raw.finish().unwrap())), Err(VerifyError::TooLarge));
        let many = pdf("<</Filter/FlateDecode>>", &packed(60)).repeat(10);
        assert_eq!(look_through(&many), Err(VerifyError::TooLarge));
        for dictionary in [
            "<</Filter[/FlateDecode/FlateDecode]>>",
            "<</Filter/LZWDecode>>",
            "<</Filter/RL>>",
            "<</Filter 8 0 R>>",
            "<</Filter/FlateDecode/Filter/LZW>>",
            "<</Filter[/ASCII85Decode /FlateDecode]>>",
            "<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>",
            "<</N 1/First 4>>",
        ] {
            assert_eq!(look_through(&pdf(dictionary, b"x")), Err(VerifyError::OtherPacking), "{dictionary}");
        }
        for dictionary in [
            "<</Type/Pages/Kids[1 0 R 2 0 R 1 0 R]>>",
            "<</K#69ds[1 0 R]>>",
            "<</Kids 5 0 R>>",
            "<</Kids[1 0 R]/Kids 5 0 R>>",
            "<</Kids[1 0]>>",
        ] {
            assert!(look_through(&pdf(dictionary, b"x")).is_err(), "{dictionary}");
        }
        let fan = [pdf("<</Kids[8 0 R 9 0 R]>>", b"x"), pdf("<</Kids [ 9 0 R ]>>", b"x")].concat();
        assert!(look_through(&fan).is_err());
        let tree = [pdf("<</Kids[8 0 R 9 0 R]>>", b"x"), pdf("<</Kids [ 10 0 R ]/X(Kids)>>", b"x")].concat();
        assert_eq!(look_through(&tree), Ok(()));
        for open in ["obj<<", "obj<</A", "obj[", "obj%", "trailer<<"] {
            assert!(look_through(&open.repeat(10_000).into_bytes()).is_err(), "{open}");
        }
        for deep in ["7 0 obj <</A ", "7 0 obj [ [(])", "trailer <</A [<</B(>>)"] {
            let (start, more) = deep.split_at(8);
            let bytes = [start, &more.repeat(1000)].concat().into_bytes();
            assert_eq!(look_through(&bytes), Err(too_deep()), "{deep}");
        }
    }

    #[test]
    fn own_outputs_are_inspected() {
        let small = packed(3);
        for dictionary in [
            "<</Length 9/Filter/FlateDecode>>",
            "<</Type/EmbeddedFile/Subtype/application#2Fjson/Params<</ModDate(D:2025\\)0714)>>/Filter/FlateDecode>>",
            "<</Type/Metadata/Subtype/XML>>",
            "<</Subtype/Image/Width 9/Height 9/Filter/DCTDecode>>",
            "<</Kids[1 0 R]/ID<0aff>>>",
            "<</Type/Outlines/First 8 0 R/Last 9 0 R/Count 2>>",
        ] {
            assert_eq!(look_through(&pdf(dictionary, &small)), Ok(()), "{dictionary}");
        }
        let picture = pdf("<</Subtype/Image/Width 9/Height 9/Filter/FlateDecode/ColorSpace/DeviceRGB>>", &packed(600));
        assert_eq!(look_through(&picture), Ok(()), "nobody unpacks it here");
        assert_eq!(look_through(b"%PDF-1.7\nobj"), Ok(()));
        assert_eq!(look_through(b""), Ok(()));
    }
}
