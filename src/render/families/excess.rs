//! In: the bytes of a font file that a project names. Out: the limit that it exceeds, before any memory is allocated for it.
//!
//! Invariant: reads headers and tables in place and allocates nothing.

use ttf_parser::{RawFace, Tag, fonts_in_collection};

use crate::limits;

/// Why a font is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Excess {
    /// The file is too large.
    #[error("it is larger than {} MiB", limits::FONT_BYTES / limits::MIB)]
    Size,
    /// The collection has too many faces.
    #[error("it has more than {} faces", limits::FONT_FACES)]
    Faces,
    /// A face maps too many characters.
    #[error("one of its faces has more than {} characters", limits::FONT_CHARACTERS)]
    Characters,
}

/// The limit that a font exceeds. `None` if it is within the limits, or is not a font.
pub(crate) fn excess(bytes: &[u8]) -> Option<Excess> {
    if bytes.len() as u64 > limits::FONT_BYTES {
        return Some(Excess::Size);
    }
    let faces = fonts_in_collection(bytes).unwrap_or(1);
    if faces > limits::FONT_FACES {
        return Some(Excess::Faces);
    }
    let maps = (0..faces).filter_map(|index| RawFace::parse(bytes, index).ok()?.table(Tag::from_bytes(b"cmap")));
    maps.into_iter().any(|map| names_too_many(map).unwrap_or_default()).then_some(Excess::Characters)
}

/// Whether the tables of a character map (OpenType, `cmap`) name too many characters. `None` if the map is truncated.
fn names_too_many(map: &[u8]) -> Option<bool> {
    let count = usize::from(short(map, 2)?);
    let mut named = 0_u64;
    for record in map.get(4..)?.chunks_exact(8).take(count) {
        let at = usize::try_from(long(record, 4)?).ok()?;
        named = named.saturating_add(map.get(at..).and_then(characters).unwrap_or_default());
        if named > limits::FONT_CHARACTERS {
            return Some(true);
        }
    }
    Some(false)
}

/// Number of characters that one table names. Only tables of ranges can name more characters than they have bytes.
fn characters(table: &[u8]) -> Option<u64> {
    let length = |first: u64, last: u64| (last.saturating_add(1)).saturating_sub(first);
    match short(table, 0)? {
        4 => {
            let double = usize::from(short(table, 6)?);
            let ends = table.get(14..)?.chunks_exact(2);
            let starts = table.get(double.saturating_add(16)..)?.chunks_exact(2);
            let ranges = starts.zip(ends).take(double / 2);
            let one = |(start, end)| Some(length(short(start, 0)?.into(), short(end, 0)?.into()));
            ranges.map(one).try_fold(0_u64, |sum, one| Some(sum.saturating_add(one?)))
        }
        12 | 13 => {
            let count = usize::try_from(long(table, 12)?).ok()?;
            let groups = table.get(16..)?.chunks_exact(12).take(count);
            let one = |group| Some(length(long(group, 0)?.into(), long(group, 4)?.into()));
            groups.map(one).try_fold(0_u64, |sum, one| Some(sum.saturating_add(one?)))
        }
        _ => Some(0x1_0000),
    }
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_be_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fonts::EMBEDDED;

    /// A font that consists only of a character map with these groups (format 12).
    fn font(groups: &[(u32, u32)]) -> Vec<u8> {
        let mut table = [&[0, 12, 0, 0][..], &[0; 8], &(groups.len() as u32).to_be_bytes()].concat();
        for (first, last) in groups {
            table.extend([first.to_be_bytes(), last.to_be_bytes(), [0; 4]].concat());
        }
        let map = [&[0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12][..], &table].concat();
        let mut font = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0];
        font.extend([b"cmap".as_slice(), &[0; 4], &28_u32.to_be_bytes(), &(map.len() as u32).to_be_bytes()].concat());
        font.extend(map);
        font
    }

    #[test]
    fn a_font_that_names_all_characters_many_times_is_too_much() {
        assert_eq!(excess(&font(&[(0, 0x10_ffff)])), None);
        assert_eq!(excess(&font(&[(0, 0x10_ffff); 5])), Some(Excess::Characters));
        assert_eq!(excess(&font(&[(0, u32::MAX)])), Some(Excess::Characters));
        assert_eq!(excess(&font(&[(9, 3)])), None);
        let collection = [&b"ttcf"[..], &[0, 1, 0, 0], &1_000_000_u32.to_be_bytes()].concat();
        assert_eq!(excess(&collection), Some(Excess::Faces));
    }

    #[test]
    fn a_font_as_fonts_are_is_within_the_limits() {
        for file in &EMBEDDED {
            assert_eq!(excess(file.bytes), None, "{}", file.name);
        }
        assert_eq!(excess(b"no font"), None);
        assert_eq!(excess(b""), None);
    }
}
