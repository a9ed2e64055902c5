//! In: a web archive (WARC), compressed or not. Out: its responses that may be pages, and their captures.
//!
//! Invariant: holds one record. Records that are not pages are skipped without being kept.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use super::gzip::{self, Members};
use super::http::{self, Head};
use super::page::Page;
use super::pictures::Pictures;
use super::raw::{Input, LARGEST, Raw, Skipped};
use super::{Capture, CaptureId, Form, Holds, decode, digest, form, saver};
use crate::characters::is_unseen;
use crate::time::MachineDate;

/// The longest header of a record or a response, in bytes. A limit on memory, 256 KiB, set by hand.
const LONGEST_HEAD: usize = 256 * 1024;

/// Reads the records of an archive.
pub(crate) struct Warc<'a> {
    source: BufReader<Input<'a>>,
    is_opened: bool,
    number: u64,
    record: u32,
    /// Whether the start of a record's header was found where none was expected.
    is_at_head: bool,
}

/// The header of a record.
#[derive(Debug, Default)]
struct RecordHead {
    kind: String,
    content: String,
    address: Option<String>,
    date: Option<String>,
    length: Option<u64>,
}

/// A record that is not a page.
const NO_PAGE: Option<Raw> = None;

impl<'a> Warc<'a> {
    /// A reader of records.
    pub(crate) fn new(source: BufReader<Input<'a>>) -> Self {
        Self { source, is_opened: false, number: 0, record: 0, is_at_head: false }
    }

    /// Examines the first bytes, which show whether the archive is compressed.
    fn open(&mut self) -> io::Result<()> {
        if !std::mem::replace(&mut self.is_opened, true) && gzip::is_packed(self.source.fill_buf()?) {
            let packed = std::mem::replace(&mut self.source, BufReader::new(Box::new(io::empty())));
            self.source = BufReader::new(Box::new(Members::new(packed)));
        }
        Ok(())
    }

    /// The next response that may be a page.
    pub(crate) fn next_record(&mut self) -> io::Result<Option<Result<Raw, Skipped>>> {
        self.open()?;
        loop {
            let read =
                self.seek_head().and_then(|is_there| if is_there { self.read_record().map(Some) } else { Ok(None) });
            match read {
                Ok(None) => return Ok(None),
                Ok(Some(Ok(None))) => {}
                Ok(Some(Ok(Some(raw)))) => return Ok(Some(Ok(raw))),
                Ok(Some(Err(skipped))) => return Ok(Some(Err(skipped))),
                Err(error) if matches!(error.kind(), ErrorKind::InvalidData | ErrorKind::UnexpectedEof) => {
                    return Ok(Some(Err(self.skipped(error.to_string()))));
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Moves to the next line that starts a record. Returns whether there is one.
    fn seek_head(&mut self) -> io::Result<bool> {
        if std::mem::take(&mut self.is_at_head) {
            self.number = self.number.saturating_add(1);
            return Ok(true);
        }
        loop {
            let Some(line) = self.line()? else { return Ok(false) };
            if is_start(&line) {
                self.number = self.number.saturating_add(1);
                return Ok(true);
            }
        }
    }

    /// A line without its end, truncated to the longest header.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = (&mut self.source).take(LONGEST_HEAD as u64).read_until(b'\n', &mut line)?;
        line.truncate(line.trim_ascii_end().len());
        Ok((read > 0).then_some(line))
    }

    fn read_record(&mut self) -> io::Result<Result<Option<Raw>, Skipped>> {
        let head = match self.record_head()? {
            Ok(head) => head,
            Err(skipped) => return Ok(Err(skipped)),
        };
        let Some(length) = head.length else {
            return Ok(Err(self.skipped("it does not say how long it is")));
        };
        let mut bytes = Vec::new();
        (&mut self.source).take(length.min(LONGEST_HEAD as u64)).read_to_end(&mut bytes)?;
        let rest = length.saturating_sub(bytes.len() as u64);
        if !may_be_page(&head, &bytes) {
            self.pass_over(rest)?;
            return Ok(Ok(NO_PAGE));
        }
        let record = self.record;
        self.record = record.saturating_add(1);
        if length > LARGEST as u64 {
            self.pass_over(rest)?;
            return Ok(Err(Skipped::too_large(record, self.place())));
        }
        (&mut self.source).take(rest).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < length {
            let hint = "what stands behind it in the file is lost, too; capture these pages again";
            return Ok(Err(Skipped { hint, ..self.skipped_as(record, "the file ends within it") }));
        }
        if !self.end_record()? {
            return Ok(Err(self.skipped_as(record, "it does not end where it says, so that its length is wrong")));
        }
        let is_text = head.kind == "conversion" && !http::says_page(&head.content);
        // Only a response has HTTP headers. For other records, the record's own header gives the type.
        if head.kind != "response" {
            bytes.splice(0..0, format!("HTTP/1.1 200 OK\r\nContent-Type: {}\r\n\r\n", head.content).into_bytes());
        }
        Ok(Ok(Some(Raw { record, place: self.place(), address: head.address, captured: head.date, is_text, bytes })))
    }

    /// Reads the empty lines at the end of a record, and returns whether the record ends there. If it ends its compressed member, this also
    /// checks the member's checksum, so that a damaged page is not accepted.
    fn end_record(&mut self) -> io::Result<bool> {
        for _ in 0..2 {
            let line = self.line()?.unwrap_or_default();
            self.is_at_head = is_start(&line);
            if !line.is_empty() {
                return Ok(self.is_at_head);
            }
        }
        self.source.fill_buf().map(|_| true)
    }

    fn record_head(&mut self) -> io::Result<Result<RecordHead, Skipped>> {
        let mut head = RecordHead::default();
        let mut length = 0_usize;
        while let Some(line) = self.line()?.filter(|line| !line.is_empty()) {
            length = length.saturating_add(line.len());
            if is_start(&line) || length > LONGEST_HEAD {
                self.is_at_head = is_start(&line);
                return Ok(Err(self.skipped("its head does not end")));
            }
            head.take(&String::from_utf8_lossy(&line));
        }
        Ok(Ok(head))
    }

    fn pass_over(&mut self, length: u64) -> io::Result<()> {
        io::copy(&mut (&mut self.source).take(length), &mut io::sink()).map(drop)
    }

    fn place(&self) -> String {
        format!("record {}", self.number)
    }

    /// The current record as a bad one, with the next number.
    fn skipped(&mut self, problem: impl Into<String>) -> Skipped {
        let record = self.record;
        self.record = record.saturating_add(1);
        self.skipped_as(record, problem)
    }

    fn skipped_as(&self, record: u32, problem: impl Into<String>) -> Skipped {
        Skipped { record, place: self.place(), problem: problem.into(), hint: BROKEN }
    }
}

const BROKEN: &str = "the other records were read; capture the page again";

fn is_start(line: &[u8]) -> bool {
    line.starts_with(b"WARC/") && line.len() < 16
}

impl RecordHead {
    fn take(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "content-type" => self.content = value.to_ascii_lowercase(),
            "warc-target-uri" => self.address = Some(value.trim_matches(['<', '>']).to_owned()),
            "warc-date" => self.date = Some(value.to_owned()),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }
}

/// Whether a record is a response, a resource or a conversion that may be a page. A conversion may be the text of one.
fn may_be_page(head: &RecordHead, bytes: &[u8]) -> bool {
    match head.kind.as_str() {
        "response" => Head::parse(bytes).is_some_and(|head| head.may_be_page()),
        "resource" => http::says_page(&head.content),
        "conversion" => http::says_page(&head.content) || head.content.starts_with("text/plain"),
        _ => false,
    }
}

/// The capture of the text that a program has taken out of a page.
fn of_text(path: &str, raw: &Raw, address: Option<&str>, body: &[u8], text: &str) -> Result<Capture, Skipped> {
    let text = super::with_line_feeds(text.to_owned());
    if is_unseen(&text) {
        return Err(raw.skipped("nothing readable stands in it", BROKEN));
    }
    Ok(saver::settle(Capture {
        id: CaptureId::new(path, raw.record),
        address: raw.address.clone().or(address.map(str::to_owned)),
        form: Form::Warc,
        digest: digest(body),
        text,
        page: None,
        holds: Holds::Page,
        captured: raw.captured.clone().map(MachineDate::read),
        pictures: Pictures::default(),
    }))
}

/// The capture of a response. None if it turns out not to be a page and did not claim to be one.
pub(crate) fn captures(path: &str, raw: &Raw, address: Option<&str>) -> Result<Vec<Capture>, Skipped> {
    let Some(head) = Head::parse(&raw.bytes) else { return Ok(Vec::new()) };
    let body = head.body(&raw.bytes).map_err(|problem| raw.skipped(problem, BROKEN))?;
    let decoded = decode::declared_as(&body, head.charset());
    if let Some(text) = decoded.as_deref().filter(|_| raw.is_text) {
        return Ok(vec![of_text(path, raw, address, &body, text)?]);
    }
    let is_page = decoded.as_deref().is_some_and(|text| head.says_page() || form::is_page(text));
    let markup = match decoded {
        Some(text) if is_page => super::with_line_feeds(text),
        _ if head.says_page() => return Err(raw.skipped("it says that it is a page and is none", BROKEN)),
        _ => return Ok(Vec::new()),
    };
    let mut page = Page::parse(&saver::without_bars(&markup));
    let text = page.text();
    if is_unseen(&text) {
        return Err(raw.skipped("nothing readable stands in it", BROKEN));
    }
    let pictures = page.take_pictures();
    Ok(vec![saver::settle(Capture {
        id: CaptureId::new(path, raw.record),
        address: raw.address.clone().or(address.map(str::to_owned)),
        form: Form::Warc,
        digest: digest(&body),
        text,
        page: Some(page),
        holds: Holds::Page,
        captured: raw.captured.clone().map(MachineDate::read),
        pictures,
    })])
}
