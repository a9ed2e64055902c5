//! In: everything that a briefing is made from, and the cache. Out: its bytes. They are made again only if anything changed.
//!
//! Invariant: bytes from the cache are exactly those that would be made now.

use serde::{Deserialize, Serialize};

use super::{Briefing, Layout, PdfError};
use crate::cache::Cache;
use crate::edition::Edition;
use crate::render::{PageMark, Pictures, kept};
use crate::warned::{Warned, Warning};

/// The rest of a cached briefing, besides its bytes.
#[derive(Debug, Serialize, Deserialize)]
struct Beside {
    pages: Vec<PageMark>,
    warnings: Vec<Warning>,
}

/// The briefing that [`render`](super::render) makes.
///
/// # Errors
/// Those of [`render`](super::render).
pub fn briefing(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    layout: &Layout,
    cache: &Cache,
) -> Result<Warned<Briefing>, PdfError> {
    let key = kept::key("briefing", edition, carried, pictures, cache)
        .map(|key| layout.parts().fold(key, |key, (name, bytes)| key.with(name).with(bytes)));
    if let Some(kept) = key.as_ref().and_then(|key| cache.get(key)).and_then(|bytes| unpacked(&bytes)) {
        return Ok(kept);
    }
    let made = super::render(edition, carried, pictures, layout)?;
    if let Some(key) = key {
        cache.put(&key, &packed(&made));
    }
    Ok(made)
}

/// The cached form of a briefing: the length of [`Beside`] as JSON, the JSON, and the bytes.
fn packed(made: &Warned<Briefing>) -> Vec<u8> {
    let beside = Beside { pages: made.value.pages.clone(), warnings: made.warnings.clone() };
    let beside = serde_json::to_vec(&beside).expect("marks and warnings are plain data");
    [&(beside.len() as u64).to_le_bytes(), beside.as_slice(), &made.value.bytes].concat()
}

fn unpacked(kept: &[u8]) -> Option<Warned<Briefing>> {
    let (length, rest) = kept.split_first_chunk()?;
    let (beside, bytes) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    let Beside { pages, warnings } = serde_json::from_slice(beside).ok()?;
    Some(Warned { value: Briefing { bytes: bytes.to_vec(), pages }, warnings })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_data_is_unpacked() {
        let mark = PageMark { id: "event-1".to_owned(), page: 3 };
        let warning = Warning { path: None, problem: "□".to_owned(), hint: None };
        let made = Warned { value: Briefing { bytes: vec![0, 255], pages: vec![mark] }, warnings: vec![warning] };
        let kept = packed(&made);
        let again = unpacked(&kept).unwrap();
        assert_eq!((again.value, again.warnings), (made.value, made.warnings));
        assert!(unpacked(&kept[..9]).is_none());
        assert!(unpacked(&[]).is_none());
    }
}
