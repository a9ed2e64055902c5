//! In: a stream with one article per line (NDJSON). Out: the lines with their numbers, and their captures.
//!
//! Invariant: holds one line at a time, and at most the size limit of a record.

use std::io::{self, BufRead, BufReader, Read};

use super::raw::{LARGEST, Raw, Skipped};
use super::{Capture, Form, decode, json};

/// The lines of a stream.
pub(crate) struct Lines<R> {
    reader: BufReader<R>,
    number: u64,
    record: u32,
    /// Whether the rest of a too long line must be skipped.
    within: bool,
}

impl<R: Read> Lines<R> {
    /// A reader of lines.
    pub(crate) fn new(reader: BufReader<R>) -> Self {
        Self { reader, number: 0, record: 0, within: false }
    }

    /// Whether a complete line has arrived, so that reading it does not wait for the writer of the stream.
    pub(crate) fn is_ready(&self) -> bool {
        self.reader.buffer().contains(&b'\n')
    }

    /// The next line that is not blank.
    pub(crate) fn next_record(&mut self) -> io::Result<Option<Result<Raw, Skipped>>> {
        if std::mem::take(&mut self.within) {
            self.reader.skip_until(b'\n')?;
        }
        loop {
            let mut bytes = Vec::new();
            let read = (&mut self.reader).take((LARGEST as u64).saturating_add(1)).read_until(b'\n', &mut bytes)?;
            if read == 0 {
                return Ok(None);
            }
            self.number = self.number.saturating_add(1);
            if bytes.trim_ascii().is_empty() && read <= LARGEST {
                continue;
            }
            let place = format!("line {}", self.number);
            let record = self.record;
            self.record = record.saturating_add(1);
            if read > LARGEST && bytes.last() != Some(&b'\n') {
                self.within = true;
                return Ok(Some(Err(Skipped::too_large(record, place))));
            }
            return Ok(Some(Ok(Raw { record, place, bytes, ..Raw::default() })));
        }
    }
}

/// The captures of a line, or the problem with it.
pub(crate) fn captures(path: &str, raw: &Raw, address: Option<&str>) -> Result<Vec<Capture>, Skipped> {
    let text = match std::str::from_utf8(&raw.bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => {
            decode::decode(&raw.bytes).ok_or_else(|| raw.skipped("it is no text", "write an object of JSON a line"))?
        }
    };
    let value = serde_json::from_str(&text).map_err(|error| {
        raw.skipped(format!("it is no JSON ({})", json::mistake(&error)), "write an object of JSON a line")
    })?;
    let entry = json::articles(value).into_iter().next();
    let capture = entry.and_then(|mut entry| {
        entry.address = entry.address.or(address.map(str::to_owned));
        entry.capture(path, raw.record, Form::Ndjson)
    });
    let none = || raw.skipped("no article is in it", "give it at least `title` and `text`, or `html`");
    capture.map(|capture| vec![capture]).ok_or_else(none)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(input: &[u8]) -> Vec<Result<(u32, String), String>> {
        let mut lines = Lines::new(BufReader::new(input));
        let mut found = Vec::new();
        while let Some(line) = lines.next_record().unwrap() {
            found.push(line.map(|raw| (raw.record, raw.place)).map_err(|skipped| skipped.place));
        }
        found
    }

    #[test]
    fn blank_lines_count_as_lines_and_not_as_records() {
        assert_eq!(numbers(b"a\n\n \r\nb"), [Ok((0, "line 1".to_owned())), Ok((1, "line 4".to_owned()))]);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let mut input = vec![b'x'; LARGEST + 5];
        input.extend(b"\nb\n");
        assert_eq!(numbers(&input), [Err("line 1".to_owned()), Ok((1, "line 2".to_owned()))]);
    }
}
