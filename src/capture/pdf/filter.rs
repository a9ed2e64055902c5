//! In: the raw data of a stream, and the names of its filters. Out: the unpacked data (ISO 32000-2, 7.4).
//!
//! Invariant: takes each unpacked byte from the budget before it is kept. Damaged data gives what stands before the damage.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use weezl::decode::Decoder;
use weezl::{BitOrder, LzwStatus};

use super::object::Budget;

/// The number of filters that one stream may have. Real ones have two at most. Set by hand.
const MOST_FILTERS: usize = 4;

/// Unpacks the data of a stream. `None` if a filter is unknown or one of pictures, or if the budget does not suffice. `early` is the value
/// of `EarlyChange` for LZW.
pub(super) fn unpack<'a>(data: &'a [u8], filters: &[String], early: bool, budget: &Cell<u64>) -> Option<Cow<'a, [u8]>> {
    let mut data = Cow::Borrowed(data);
    if filters.len() > MOST_FILTERS {
        return None;
    }
    for filter in filters {
        let unpacked = match filter.as_str() {
            "FlateDecode" | "Fl" => flate(&data, budget)?,
            "LZWDecode" | "LZW" => lzw(&data, early, budget)?,
            "ASCII85Decode" | "A85" => ascii_85(&data),
            "ASCIIHexDecode" | "AHx" => hexadecimal(&data),
            "RunLengthDecode" | "RL" => runs(&data, budget)?,
            _ => return None,
        };
        data = Cow::Owned(unpacked);
    }
    Some(data)
}

/// Whether a filter is that of photographs (JPEG).
pub(super) fn is_of_photographs(filter: &str) -> bool {
    matches!(filter, "DCTDecode" | "DCT")
}

fn flate(data: &[u8], budget: &Cell<u64>) -> Option<Vec<u8>> {
    let zlib = inflated(ZlibDecoder::new(data), budget)?;
    if zlib.is_empty() { inflated(DeflateDecoder::new(data), budget) } else { Some(zlib) }
}

/// Reads up to the end or to the damage.
fn inflated(decoder: impl Read, budget: &Cell<u64>) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    // An error keeps what was read before it.
    let _ = decoder.take(budget.get().saturating_add(1)).read_to_end(&mut unpacked);
    Budget::take(budget, unpacked.len())?;
    Some(unpacked)
}

fn lzw(data: &[u8], early: bool, budget: &Cell<u64>) -> Option<Vec<u8>> {
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
            return Some(unpacked);
        }
    }
}

fn ascii_85(data: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    let mut group: Vec<u32> = Vec::new();
    let body = data.strip_prefix(b"<~").unwrap_or(data);
    for &byte in body {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => unpacked.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte.saturating_sub(b'!'))),
            _ => {}
        }
        if group.len() == 5 {
            unpacked.extend(of_85(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let kept = group.len().saturating_sub(1);
        group.resize(5, 84);
        unpacked.extend(of_85(&group).into_iter().take(kept));
    }
    unpacked
}

/// The four bytes of five digits.
fn of_85(digits: &[u32]) -> [u8; 4] {
    digits.iter().fold(0_u32, |number, &digit| number.wrapping_mul(85).wrapping_add(digit)).to_be_bytes()
}

fn hexadecimal(data: &[u8]) -> Vec<u8> {
    let body = data.split(|&byte| byte == b'>').next().unwrap_or_default();
    let digits: Vec<u8> = body
        .iter()
        .filter_map(|&byte| char::from(byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits.chunks(2).map(|pair| pair.first().map_or(0, |high| high << 4) | pair.get(1).unwrap_or(&0)).collect()
}

fn runs(mut data: &[u8], budget: &Cell<u64>) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    while let [length, behind @ ..] = data {
        let length = usize::from(*length);
        data = match length {
            128 => break,
            0..128 => {
                let count = length.saturating_add(1).min(behind.len());
                Budget::take(budget, count)?;
                unpacked.extend_from_slice(behind.get(..count)?);
                behind.get(count..)?
            }
            _ => {
                let count = 257_usize.saturating_sub(length);
                Budget::take(budget, count)?;
                unpacked.extend(std::iter::repeat_n(behind.first().copied(), count).flatten());
                behind.get(1..).unwrap_or_default()
            }
        };
    }
    Some(unpacked)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    fn unpacked(data: &[u8], filters: &[&str], budget: u64) -> Option<Vec<u8>> {
        let filters: Vec<String> = filters.iter().map(|&name| name.to_owned()).collect();
        unpack(data, &filters, true, &Cell::new(budget)).map(Cow::into_owned)
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
        let cut = packed(b"words and more words");
        assert!(unpacked(&cut[..cut.len() - 8], &["Fl"], 1000).unwrap().starts_with(b"words"));
    }
}
