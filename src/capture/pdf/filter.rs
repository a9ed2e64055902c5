//! In: the raw data of a stream, and the names of its filters. Out: the unpacked data (ISO 32000-2, 7.4).
//!
//! Invariant: takes each unpacked byte from the budget before it is kept. Damaged data gives what stands before the damage, and says so.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use weezl::decode::Decoder;
use weezl::{BitOrder, LzwStatus};

use super::object::Budget;

/// The number of filters that one stream may have. Real ones have two at most. Set by hand.
pub(super) const MOST_FILTERS: usize = 4;

/// A filter of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    pub name: String,
    /// The value of `EarlyChange` for LZW.
    pub is_early: bool,
    pub predictor: Option<Predictor>,
}

/// How rows of bytes are told by their difference from what stands before them (7.4.4.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Predictor {
    pub kind: usize,
    pub colours: usize,
    pub bits: usize,
    pub columns: usize,
}

/// The unpacked data of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unpacked<'a> {
    pub data: Cow<'a, [u8]>,
    /// Whether a part of it is missing or wrong.
    pub is_damaged: bool,
}

/// Unpacks the data of a stream. `None` if a filter is unknown or one of pictures, or if the budget does not suffice.
pub(super) fn unpack<'a>(data: &'a [u8], filters: &[Filter], budget: &Cell<u64>) -> Option<Unpacked<'a>> {
    let mut data = Cow::Borrowed(data);
    let mut is_damaged = false;
    if filters.len() > MOST_FILTERS {
        return None;
    }
    for filter in filters {
        let (unpacked, is_whole) = match filter.name.as_str() {
            "FlateDecode" | "Fl" => flate(&data, budget)?,
            "LZWDecode" | "LZW" => lzw(&data, filter.is_early, budget)?,
            "ASCII85Decode" | "A85" => (ascii_85(&data, budget)?, true),
            "ASCIIHexDecode" | "AHx" => (hexadecimal(&data, budget)?, true),
            "RunLengthDecode" | "RL" => runs(&data, budget)?,
            // What it names is done before (7.4.10).
            "Crypt" => continue,
            _ => return None,
        };
        is_damaged |= !is_whole;
        data = Cow::Owned(match filter.predictor {
            Some(predictor) => predictor.undone(&unpacked)?,
            None => unpacked,
        });
    }
    if filters.is_empty() {
        Budget::take(budget, data.len())?;
    }
    Some(Unpacked { data, is_damaged })
}

impl Predictor {
    /// The bytes that were meant. `None` for an unknown kind.
    fn undone(self, data: &[u8]) -> Option<Vec<u8>> {
        let bits = self.colours.saturating_mul(self.bits);
        let step = bits.div_ceil(8).max(1);
        let row = bits.saturating_mul(self.columns).div_ceil(8).max(1);
        match self.kind {
            2 if self.bits == 8 => Some(data.chunks(row).flat_map(|row| summed(row, step)).collect()),
            10.. => Some(of_rows(data, row, step)),
            _ => None,
        }
    }
}

/// A row whose bytes are told by their difference from those on the left (TIFF 6.0, 14).
fn summed(row: &[u8], step: usize) -> Vec<u8> {
    let mut plain: Vec<u8> = Vec::with_capacity(row.len());
    for (at, &byte) in row.iter().enumerate() {
        let left = at.checked_sub(step).and_then(|at| plain.get(at)).copied().unwrap_or_default();
        plain.push(byte.wrapping_add(left));
    }
    plain
}

/// Rows that each begin with the number of their filter (PNG, third edition, 9).
fn of_rows(data: &[u8], row: usize, step: usize) -> Vec<u8> {
    let mut plain = Vec::with_capacity(data.len());
    let mut above: Vec<u8> = Vec::new();
    for line in data.chunks(row.saturating_add(1)) {
        let Some((kind, shifted)) = line.split_first() else { continue };
        let mut current: Vec<u8> = Vec::with_capacity(shifted.len());
        for (at, byte) in shifted.iter().enumerate() {
            let before = |row: &[u8]| at.checked_sub(step).and_then(|at| row.get(at)).copied().unwrap_or_default();
            let (left, corner) = (before(&current), before(&above));
            let up = above.get(at).copied().unwrap_or_default();
            let guess = match kind {
                1 => left,
                2 => up,
                3 => left.midpoint(up),
                4 => nearest(left, up, corner),
                _ => 0,
            };
            current.push(byte.wrapping_add(guess));
        }
        plain.extend_from_slice(&current);
        above = current;
    }
    plain
}

/// Of three neighbours the one that is nearest to left plus up minus corner.
fn nearest(left: u8, up: u8, corner: u8) -> u8 {
    let [wide_left, wide_up, wide_corner] = [left, up, corner].map(i16::from);
    let of_corner = wide_left.saturating_add(wide_up).saturating_sub(wide_corner.saturating_mul(2)).unsigned_abs();
    let (of_left, of_up) = (u16::from(up.abs_diff(corner)), u16::from(left.abs_diff(corner)));
    if of_left <= of_up && of_left <= of_corner {
        left
    } else if of_up <= of_corner {
        up
    } else {
        corner
    }
}

/// Whether a filter is that of photographs (JPEG).
pub(super) fn is_of_photographs(filter: &str) -> bool {
    matches!(filter, "DCTDecode" | "DCT")
}

/// Data, and whether it is whole.
type Part = (Vec<u8>, bool);

fn flate(data: &[u8], budget: &Cell<u64>) -> Option<Part> {
    if data.is_empty() {
        return Some((Vec::new(), true));
    }
    let zlib = inflated(ZlibDecoder::new(data), budget)?;
    if zlib.0.is_empty() && !zlib.1 { inflated(DeflateDecoder::new(data), budget) } else { Some(zlib) }
}

/// Reads up to the end or to the damage.
fn inflated(decoder: impl Read, budget: &Cell<u64>) -> Option<Part> {
    let mut unpacked = Vec::new();
    // An error keeps what was read before it.
    let read = decoder.take(budget.get().saturating_add(1)).read_to_end(&mut unpacked);
    Budget::take(budget, unpacked.len())?;
    Some((unpacked, read.is_ok()))
}

fn lzw(data: &[u8], early: bool, budget: &Cell<u64>) -> Option<Part> {
    let mut decoder =
        if early { Decoder::with_tiff_size_switch(BitOrder::Msb, 8) } else { Decoder::new(BitOrder::Msb, 8) };
    let (mut unpacked, mut rest, mut buffer) = (Vec::new(), data, vec![0; 8192]);
    loop {
        let step = decoder.decode_bytes(rest, &mut buffer);
        Budget::take(budget, step.consumed_out)?;
        unpacked.extend_from_slice(buffer.get(..step.consumed_out)?);
        rest = rest.get(step.consumed_in..)?;
        let is_over = !matches!(step.status, Ok(LzwStatus::Ok)) || (step.consumed_in == 0 && step.consumed_out == 0);
        if is_over {
            return Some((unpacked, step.status.is_ok()));
        }
    }
}

fn ascii_85(data: &[u8], budget: &Cell<u64>) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let mut group: Vec<u32> = Vec::new();
    let body = data.strip_prefix(b"<~").unwrap_or(data);
    for &byte in body {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => {
                Budget::take(budget, 4)?;
                unpacked.extend([0; 4]);
            }
            b'!'..=b'u' => group.push(u32::from(byte.saturating_sub(b'!'))),
            _ => {}
        }
        if group.len() == 5 {
            Budget::take(budget, 4)?;
            unpacked.extend(of_85(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let kept = group.len().saturating_sub(1);
        group.resize(5, 84);
        Budget::take(budget, kept)?;
        unpacked.extend(of_85(&group).into_iter().take(kept));
    }
    Some(unpacked)
}

/// The four bytes of five digits.
fn of_85(digits: &[u32]) -> [u8; 4] {
    digits.iter().fold(0_u32, |number, &digit| number.wrapping_mul(85).wrapping_add(digit)).to_be_bytes()
}

fn hexadecimal(data: &[u8], budget: &Cell<u64>) -> Option<Vec<u8>> {
    let body = data.split(|&byte| byte == b'>').next().unwrap_or_default();
    Budget::take(budget, body.len().div_ceil(2))?;
    let digits: Vec<u8> = body
        .iter()
        .filter_map(|&byte| char::from(byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    Some(digits.chunks(2).map(|pair| pair.first().map_or(0, |high| high << 4) | pair.get(1).unwrap_or(&0)).collect())
}

fn runs(mut data: &[u8], budget: &Cell<u64>) -> Option<Part> {
    let (mut unpacked, mut is_whole) = (Vec::new(), true);
    while let [length, behind @ ..] = data {
        let length = usize::from(*length);
        data = match length {
            128 => break,
            0..128 => {
                is_whole &= length < behind.len();
                let count = length.saturating_add(1).min(behind.len());
                Budget::take(budget, count)?;
                unpacked.extend_from_slice(behind.get(..count)?);
                behind.get(count..)?
            }
            _ => {
                let count = 257_usize.saturating_sub(length);
                Budget::take(budget, count)?;
                unpacked.extend(std::iter::repeat_n(behind.first().copied(), count).flatten());
                is_whole &= !behind.is_empty();
                behind.get(1..).unwrap_or_default()
            }
        };
    }
    Some((unpacked, is_whole))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn unpacked(data: &[u8], filters: &[&str], budget: u64) -> Option<Vec<u8>> {
        unpack(data, &named(filters, None), &Cell::new(budget)).map(|unpacked| unpacked.data.into_owned())
    }

    fn named(filters: &[&str], predictor: Option<Predictor>) -> Vec<Filter> {
        filters.iter().map(|&name| Filter { name: name.to_owned(), is_early: true, predictor }).collect()
    }

    fn packed(data: &[u8]) -> Vec<u8> {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(data).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn each_filter_unpacks() {
        let lzw = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(b"words words").unwrap();
        for (data, filters) in [
            (packed(b"words words"), &["FlateDecode"][..]),
            (packed(&packed(b"words words")), &["Fl", "FlateDecode"]),
            (b"776f726473 20776f726473>".to_vec(), &["ASCIIHexDecode"]),
            (b"\x04words\x05 words\x80".to_vec(), &["RunLengthDecode"]),
            (lzw, &["LZWDecode"]),
            (b"words words".to_vec(), &[]),
        ] {
            let found = unpacked(&data, filters, 1000).unwrap();
            assert_eq!(found, b"words words", "{filters:?}");
        }
        assert_eq!(unpacked(b"87cURD]i,\"Ebo80~>", &["A85"], 100).unwrap(), b"Hello World!");
        assert_eq!(unpacked(b"\xfea", &["RL"], 100).unwrap(), b"aaa");
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let bomb = packed(&vec![b' '; 100_000]);
        assert_eq!(unpacked(&bomb, &["FlateDecode"], 99_999), None);
        assert!(unpacked(&bomb, &["FlateDecode"], 100_000).is_some());
        assert_eq!(unpacked(&b"\x81a".repeat(100), &["RunLengthDecode"], 1000), None);
        let lzw = weezl::encode::Encoder::with_tiff_size_switch(BitOrder::Msb, 8).encode(&vec![b' '; 100_000]).unwrap();
        assert_eq!(unpacked(&lzw, &["LZWDecode"], 99_999), None);
        assert_eq!(unpacked(b"x", &["Fl"; 9], 1000), None);
        assert_eq!(unpacked(b"x", &["DCTDecode"], 1000), None);
        for (data, filter) in [(&b"zzzz"[..], "A85"), (b"87cURD]i,\"Ebo80~>", "A85"), (b"776f726473>", "AHx")] {
            assert_eq!(unpacked(data, &[filter], 4), None, "{filter}");
        }
    }

    #[test]
    fn damage_is_said() {
        let whole = packed(b"words and more words");
        let cut = &whole[..whole.len() - 8];
        let unknown: Vec<u8> = [&whole[..8], &[0xff; 8]].concat();
        for (data, filter, expected) in [
            (whole.as_slice(), "Fl", false),
            (cut, "Fl", true),
            (&unknown, "Fl", true),
            (b"", "Fl", false),
            (b"\x04words\x80", "RL", false),
            (b"\x09words", "RL", true),
        ] {
            let found = unpack(data, &named(&[filter], None), &Cell::new(1000)).unwrap();
            assert_eq!(found.is_damaged, expected, "{data:?}");
        }
        assert!(unpacked(cut, &["Fl"], 1000).unwrap().starts_with(b"words"));
    }

    #[test]
    fn predictors_are_undone() {
        let of = |kind| Some(Predictor { kind, colours: 1, bits: 8, columns: 4 });
        let rows = [[0, 1, 2, 3, 4], [1, 1, 1, 1, 1], [2, 1, 1, 1, 1], [3, 1, 1, 1, 1], [4, 1, 1, 1, 1]].concat();
        let expected = [[1, 2, 3, 4], [1, 2, 3, 4], [2, 3, 4, 5], [2, 3, 4, 5], [3, 4, 5, 6]].concat();
        let undone = |kind, data: &[u8]| {
            let unpacked = unpack(data, &named(&["Fl"], of(kind)), &Cell::new(1000));
            unpacked.map(|unpacked| unpacked.data.into_owned())
        };
        assert_eq!(undone(15, &packed(&rows)), Some(expected));
        assert_eq!(undone(2, &packed(&[1; 8])), Some(vec![1, 2, 3, 4, 1, 2, 3, 4]));
        assert_eq!(undone(5, &packed(&rows)), None, "an unknown kind");
        assert_eq!(nearest(10, 20, 30), 10);
        assert_eq!(nearest(10, 20, 5), 20);
        assert_eq!(nearest(10, 30, 20), 20);
    }
}
