//! In: the bytes of a GIF. Out: the sizes of its screen and frames, without unpacking a frame.
//!
//! Invariant: reads only headers (GIF89a, sections 18 to 26). For a truncated file, returns what was read.

/// What the headers of a GIF say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Heads {
    /// Width and height of the screen.
    pub screen: (u16, u16),
    /// Pixels of the largest frame.
    pub largest: u64,
    /// Number of frames: 0, 1, or 2 for several.
    pub frames: u8,
}

/// The first byte of a frame. From the specification, GIF89a section 20: the image separator.
const FRAME: u8 = 0x2c;
/// The first byte of an extension. From the specification, GIF89a section 23: the extension introducer.
const EXTENSION: u8 = 0x21;

/// Reads the headers of a GIF. `None` if the screen's header is incomplete.
pub(crate) fn heads(bytes: &[u8]) -> Option<Heads> {
    let (head, mut rest) = bytes.split_first_chunk::<13>()?;
    let [.., w0, w1, h0, h1, flags, _, _] = *head;
    let mut heads = Heads { screen: (u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1])), ..Heads::default() };
    rest = behind_colours(rest, flags).unwrap_or_default();
    while let Some((&kind, behind)) = rest.split_first() {
        let next = match kind {
            FRAME => heads.frame(behind),
            EXTENSION => behind.get(1..).and_then(behind_blocks),
            _ => None,
        };
        let Some(next) = next else { break };
        rest = next;
    }
    Some(heads)
}

impl Heads {
    /// Adds a frame and returns the bytes after it.
    fn frame<'a>(&mut self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let (head, rest) = bytes.split_first_chunk::<9>()?;
        let [_, _, _, _, w0, w1, h0, h1, flags] = *head;
        let (width, height) = (u16::from_le_bytes([w0, w1]), u16::from_le_bytes([h0, h1]));
        self.largest = self.largest.max(u64::from(width).saturating_mul(u64::from(height)));
        self.frames = self.frames.saturating_add(1).min(2);
        // One byte is the initial length of the codes.
        behind_colours(rest, flags)?.get(1..).and_then(behind_blocks)
    }
}

/// The bytes after a colour table, if the flags say that there is one.
fn behind_colours(bytes: &[u8], flags: u8) -> Option<&[u8]> {
    let colours = 2_usize << (flags & 7);
    if flags & 0x80 == 0 { Some(bytes) } else { bytes.get(colours.saturating_mul(3)..) }
}

/// The bytes after a run of blocks. Each block starts with its length; the last is empty.
fn behind_blocks(mut bytes: &[u8]) -> Option<&[u8]> {
    loop {
        let (&length, rest) = bytes.split_first()?;
        if length == 0 {
            return Some(rest);
        }
        bytes = rest.get(usize::from(length)..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A GIF with frames of these sizes on a screen of 640 × 480.
    fn gif(frames: &[(u16, u16)]) -> Vec<u8> {
        let mut bytes = [&b"GIF89a"[..], &640_u16.to_le_bytes(), &480_u16.to_le_bytes(), &[0x80, 0, 0]].concat();
        bytes.extend([0; 6]);
        for (width, height) in frames {
            bytes.extend([0x21, 0xf9, 4, 0, 0, 0, 0, 0, FRAME, 0, 0, 0, 0]);
            bytes.extend([width.to_le_bytes(), height.to_le_bytes()].concat());
            bytes.extend([0, 2, 2, 0x44, 1, 0]);
        }
        bytes.push(0x3b);
        bytes
    }

    #[test]
    fn a_frame_says_what_it_asks_for() {
        let heads_of = |frames: &[(u16, u16)]| heads(&gif(frames)).unwrap();
        let screen = (640, 480);
        assert_eq!(heads_of(&[(640, 480)]), Heads { screen, largest: 640 * 480, frames: 1 });
        assert_eq!(heads_of(&[(1, 1), (65_535, 65_535)]), Heads { screen, largest: 65_535 * 65_535, frames: 2 });
        assert_eq!(heads_of(&[(1, 1); 300]).frames, 2);
        assert_eq!(heads_of(&[]).frames, 0);
        assert_eq!(heads(b"GIF89a"), None);
        let whole = gif(&[(9, 9)]);
        for length in 13..whole.len() {
            assert_eq!(heads(&whole[..length]).unwrap().screen, screen);
        }
    }
}
