//! In: a gzip stream of one or more members. Out: the unpacked bytes.
//!
//! Invariant: a member that is broken or unpacks to far more than its size is reported once. Reading then goes on with the next member that
//! is found.

use std::io::{self, BufRead, BufReader, Cursor, Error, ErrorKind, Read};

use flate2::bufread::GzDecoder;

use super::raw::Input;

/// The first bytes of a member (RFC 1952, 2.3.1).
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];

/// Up to this many unpacked bytes, the compression ratio of a member is not checked. Set by hand, 64 MiB.
const TRUSTED: u64 = 64 * 1024 * 1024;

/// The highest compression ratio of a long member. Pages have 4 to 20; the format allows 1,032. Set by hand.
const MOST: u64 = 200;

/// Number of bytes of a member that are kept for a second search, and the number of such searches in a stream. Limits on memory and time, 4
/// MiB and 100, set by hand.
const KEPT: usize = 4 * 1024 * 1024;
const MOST_FAULTS: u32 = 100;

/// Reads the members of a stream one after the other.
pub struct Members<R> {
    /// The member that is being read, or the source between two members.
    state: State<R>,
    given: u64,
    /// Whether a member was given up for what it unpacks to.
    is_bomb: bool,
}

enum State<R> {
    Member(Box<GzDecoder<Counted<R>>>),
    Between(Counted<R>),
    Done,
}

/// A source that counts the bytes of a member and can give them again if the member is broken: a broken member often extends over the next
/// one.
struct Counted<R> {
    source: BufReader<R>,
    taken: u64,
    /// The bytes of the member, unless there are too many.
    kept: Vec<u8>,
    again: Cursor<Vec<u8>>,
    faults: u32,
}

/// Whether a stream with these first bytes is compressed.
pub(crate) fn is_packed(head: &[u8]) -> bool {
    head.starts_with(&MAGIC[..2])
}

/// What came of unpacking a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unpacked {
    /// All of it.
    Whole(Vec<u8>),
    /// What stands before damaged bytes, and the problem.
    Damaged(Vec<u8>, String),
    /// It unpacks to too much. The problem names the limit.
    TooLarge(String),
}

/// Unpacks a file to at most `most` bytes.
pub(crate) fn unpack(packed: &[u8], most: u64) -> Unpacked {
    let (mut bytes, mut members) = (Vec::new(), Members::new(BufReader::new(packed)));
    let read = (&mut members).take(most.saturating_add(1)).read_to_end(&mut bytes);
    match read {
        Err(error) if members.is_bomb => Unpacked::TooLarge(error.to_string()),
        Err(error) => Unpacked::Damaged(bytes, error.to_string()),
        Ok(_) if bytes.len() as u64 > most => {
            Unpacked::TooLarge(format!("it unpacks to more than {} MiB", most / 1024 / 1024))
        }
        Ok(_) => Unpacked::Whole(bytes),
    }
}

/// The bytes of a stream, unpacked if its first bytes show that it is packed. Reads nothing before it is read itself.
pub(crate) struct Unpacking<'a> {
    closed: Option<BufReader<Input<'a>>>,
    opened: Input<'a>,
}

impl<'a> Unpacking<'a> {
    /// A reader of a stream that may be packed.
    pub(crate) fn new(source: Input<'a>) -> Self {
        Self { closed: Some(BufReader::new(source)), opened: Box::new(io::empty()) }
    }
}

impl Read for Unpacking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(mut source) = self.closed.take() {
            let is_packed = is_packed(source.fill_buf()?);
            self.opened = if is_packed { Box::new(Members::new(source)) } else { Box::new(source) };
        }
        self.opened.read(buffer)
    }
}

impl<R: Read> Members<R> {
    /// A reader of the unpacked bytes.
    pub fn new(source: BufReader<R>) -> Self {
        let (kept, again) = Default::default();
        Self { state: State::Between(Counted { source, taken: 0, kept, again, faults: 0 }), given: 0, is_bomb: false }
    }

    /// Goes to the next member, if there is one.
    fn advance(&mut self, mut source: Counted<R>, after_fault: bool) -> io::Result<()> {
        self.given = 0;
        let is_there = if after_fault { source.seek_member()? } else { !source.fill_buf()?.is_empty() };
        source.taken = 0;
        source.kept.clear();
        self.state = if is_there { State::Member(Box::new(GzDecoder::new(source))) } else { State::Done };
        Ok(())
    }

    fn give_up(&mut self, error: Error) -> io::Result<usize> {
        if let State::Member(member) = std::mem::replace(&mut self.state, State::Done) {
            self.advance(member.into_inner(), true)?;
        }
        Err(error)
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(source) => self.advance(source, false)?,
                State::Member(mut member) => match member.read(buffer) {
                    Ok(0) if !buffer.is_empty() => self.advance(member.into_inner(), false)?,
                    Ok(read) => {
                        self.given = self.given.saturating_add(read as u64);
                        let is_bomb = self.given > TRUSTED && self.given / MOST > member.get_ref().taken;
                        self.state = State::Member(member);
                        if is_bomb {
                            self.is_bomb = true;
                            let problem = format!("it unpacks to more than {MOST} times its size");
                            return self.give_up(Error::new(ErrorKind::InvalidData, problem));
                        }
                        return Ok(read);
                    }
                    Err(error) => {
                        self.state = State::Member(member);
                        return self.give_up(Error::new(ErrorKind::InvalidData, error.to_string()));
                    }
                },
            }
        }
    }
}

impl<R: Read> Counted<R> {
    /// Moves to the next position after the start of the member that looks like the start of another. Returns whether there is one.
    fn seek_member(&mut self) -> io::Result<bool> {
        self.rewind();
        loop {
            let buffer = self.fill_buf()?;
            let (length, found) = (buffer.len(), buffer.windows(MAGIC.len()).position(|window| window == MAGIC));
            match found {
                Some(at) => {
                    self.consume(at);
                    return Ok(true);
                }
                None if length == 0 => return Ok(false),
                None => self.consume(length),
            }
        }
    }

    /// Goes back to the second byte of the member if all of it was kept. If nothing was read, goes forward by one byte.
    fn rewind(&mut self) {
        self.faults = self.faults.saturating_add(1);
        let mut bytes = std::mem::take(&mut self.kept);
        if bytes.is_empty() {
            self.consume(self.source.buffer().len().min(1));
        } else if bytes.len() as u64 == self.taken && self.faults <= MOST_FAULTS {
            bytes.remove(0);
            bytes.extend_from_slice(unread(&self.again));
            // The next member may start in the kept bytes and continue after them.
            let buffered = self.source.buffer().len();
            bytes.extend_from_slice(self.source.buffer());
            self.source.consume(buffered);
            self.again = Cursor::new(bytes);
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if !unread(&self.again).is_empty() { self.again.fill_buf() } else { self.source.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        let is_again = !unread(&self.again).is_empty();
        self.taken = self.taken.saturating_add(amount as u64);
        if self.kept.len().saturating_add(amount) <= KEPT {
            let taken = if is_again { unread(&self.again) } else { self.source.buffer() };
            self.kept.extend_from_slice(taken.get(..amount).unwrap_or(taken));
        }
        if is_again { self.again.consume(amount) } else { self.source.consume(amount) }
    }
}

/// The bytes that were not read yet.
fn unread(bytes: &Cursor<Vec<u8>>) -> &[u8] {
    let read = usize::try_from(bytes.position()).unwrap_or(usize::MAX);
    bytes.get_ref().get(read..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// The unpacked bytes, and the number of errors.
    fn unpacked(bytes: &[u8]) -> (Vec<u8>, Vec<String>) {
        let mut members = Members::new(BufReader::new(bytes));
        let (mut all, mut faults) = (Vec::new(), Vec::new());
        while let Err(error) = members.read_to_end(&mut all) {
            faults.push(error.to_string());
            assert!(faults.len() < 10, "{faults:?}");
        }
        (all, faults)
    }

    #[test]
    fn members_are_read_in_order() {
        let both = [packed(b"one "), packed(b""), packed(b"two")].concat();
        assert_eq!(unpacked(&both), (b"one two".to_vec(), Vec::new()));
    }

    #[test]
    fn only_a_broken_member_is_lost() {
        let mut broken = packed(&(0..=255).cycle().take(4000).collect::<Vec<u8>>());
        let middle = broken.len() / 2;
        broken[middle..].fill(0xaa);
        let (all, faults) = unpacked(&[broken, packed(b"two")].concat());
        assert!(all.ends_with(b"two") && faults.len() == 1, "{faults:?}");
        let (all, faults) = unpacked(&packed(b"one")[..12]);
        assert!(all.len() <= 3 && faults.len() == 1, "{faults:?}");
    }

    #[test]
    fn a_file_is_unpacked_up_to_a_limit() {
        assert_eq!(unpack(&packed(b"words"), 5), Unpacked::Whole(b"words".to_vec()));
        assert!(matches!(unpack(&packed(b"words"), 4), Unpacked::TooLarge(_)));
        let whole = packed("слова ".repeat(1000).as_bytes());
        assert!(
            matches!(unpack(&whole[..whole.len() - 4], 1 << 20), Unpacked::Damaged(bytes, _) if bytes.len() > 1000)
        );
        assert!(matches!(unpack(&packed(&vec![0; 100 << 20]), 1 << 30), Unpacked::TooLarge(_)));
    }

    #[test]
    fn a_stream_may_be_packed_or_not() {
        for bytes in [packed(b"words"), b"words".to_vec()] {
            let mut read = Vec::new();
            Unpacking::new(Box::new(&*bytes)).read_to_end(&mut read).unwrap();
            assert_eq!(read, b"words");
        }
    }

    #[test]
    fn a_bomb_is_given_up() {
        let bomb = packed(&vec![0; 200 << 20]);
        let (all, faults) = unpacked(&[bomb, packed(b"two")].concat());
        assert!(all.ends_with(b"two") && all.len() < 100 << 20);
        assert_eq!(faults, ["it unpacks to more than 200 times its size"]);
    }
}
