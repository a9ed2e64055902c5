//! In: the bytes of a PDF, or of a stream of it. Out: its objects and operators, one after the other (ISO 32000-2, 7.2 and 7.3).
//!
//! Invariant: follows no reference, nests no deeper than a limit, and reads no more values than its budget allows.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

/// Maximum depth of arrays and dictionaries in each other. The reader is recursive; real files nest about ten deep. Set by hand.
const DEEPEST: usize = 64;

/// The most items of an array between operators. A line of text has some hundred. It bounds memory: set by hand.
const MOST_ITEMS: usize = 100_000;

/// An object. A stream has the place of its data in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    Null,
    Bool(bool),
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Stream(Dict, Range<usize>),
    /// The number of another object. Generations are ignored: the last object of a number counts.
    Reference(u32),
}

/// The entries of a dictionary.
pub(super) type Dict = BTreeMap<String, Object>;

/// A token of a content stream.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    Operand(Object),
    Operator(&'a [u8]),
}

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number as a count or an index. `None` for negative ones and those beyond 32 bits.
    pub(super) fn index(&self) -> Option<usize> {
        let number = self.number()?;
        // The bounds make the conversion exact.
        (0.0..=f64::from(u32::MAX)).contains(&number).then_some(number as usize)
    }

    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn array(&self) -> Option<&[Object]> {
        match self {
            Self::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The entries of a dictionary or a stream.
    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Dict(dict) | Self::Stream(dict, _) => Some(dict),
            _ => None,
        }
    }

    pub(super) fn reference(&self) -> Option<u32> {
        match self {
            Self::Reference(number) => Some(*number),
            _ => None,
        }
    }
}

/// What may still be read of a file.
#[derive(Debug)]
pub(super) struct Budget {
    /// The number of bytes and values that are looked at. It bounds time.
    pub work: Cell<u64>,
    /// The number of values that are kept. It bounds memory.
    pub values: Cell<u64>,
    /// The number of bytes of unpacked streams. It bounds both.
    pub unpacked: Cell<u64>,
}

impl Budget {
    /// Takes an amount, or leaves nothing and fails.
    pub(super) fn take(from: &Cell<u64>, amount: usize) -> Option<()> {
        let left = from.get().checked_sub(amount as u64);
        from.set(left.unwrap_or_default());
        left.map(drop)
    }
}

/// A position in bytes that is read from.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    budget: &'a Budget,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize, budget: &'a Budget) -> Self {
        Self { bytes, at, budget }
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
        self.charge(count);
    }

    /// Skips white space and comments.
    pub(super) fn skip_space(&mut self) {
        loop {
            let spaces = self.rest().iter().take_while(|&&byte| is_space(byte)).count();
            self.skip(spaces);
            if self.peek() != Some(b'%') {
                return;
            }
            let comment = self.rest().iter().take_while(|&&byte| !matches!(byte, b'\n' | b'\r')).count();
            self.skip(comment);
        }
    }

    /// Skips a word if it comes next.
    pub(super) fn take(&mut self, word: &[u8]) -> bool {
        let is_next = self.rest().starts_with(word);
        if is_next {
            self.skip(word.len());
        }
        is_next
    }

    /// Takes a run of regular characters.
    fn word(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let word = rest.get(..rest.iter().take_while(|&&byte| is_regular(byte)).count()).unwrap_or_default();
        self.skip(word.len());
        word
    }

    /// Reads the next object of a file. `None` at anything that is none, or when the budget is spent.
    pub(super) fn object(&mut self) -> Option<Object> {
        self.nested(DEEPEST, true)
    }

    /// Reads the next token of a content stream. `None` at its end, or when the budget is spent.
    pub(super) fn token(&mut self) -> Option<Token<'a>> {
        loop {
            self.skip_space();
            self.spend()?;
            let first = self.peek()?;
            if matches!(first, b'/' | b'(' | b'<' | b'[' | b'+' | b'-' | b'.' | b'0'..=b'9')
                && let Some(object) = self.nested(DEEPEST, false)
            {
                return Some(Token::Operand(object));
            }
            match self.word() {
                // A stray bracket.
                [] => self.skip(1),
                b"true" => return Some(Token::Operand(Object::Bool(true))),
                b"false" => return Some(Token::Operand(Object::Bool(false))),
                b"null" => return Some(Token::Operand(Object::Null)),
                word => return Some(Token::Operator(word)),
            }
        }
    }

    /// Skips the data of a picture between operators, up to the word that ends it.
    pub(super) fn skip_picture(&mut self) {
        let rest = self.rest();
        let is_end = |at: usize| {
            let behind = at.saturating_add(3);
            rest.get(at).is_some_and(|&byte| is_space(byte))
                && rest.get(at.saturating_add(1)..behind) == Some(b"EI")
                && rest.get(behind).is_none_or(|&byte| is_space(byte))
        };
        let end = (0..rest.len()).find(|&at| is_end(at)).map_or(rest.len(), |at| at.saturating_add(3));
        self.skip(end);
    }

    /// Counts bytes that were looked at. The next value fails if there were too many.
    fn charge(&self, count: usize) {
        let _ = Budget::take(&self.budget.work, count);
    }

    fn spend(&self) -> Option<()> {
        Budget::take(&self.budget.work, 1)
    }

    fn nested(&mut self, depth: usize, has_references: bool) -> Option<Object> {
        self.skip_space();
        self.spend()?;
        if has_references {
            Budget::take(&self.budget.values, 1)?;
        }
        match self.rest() {
            [b'<', b'<', ..] => {
                self.skip(2);
                self.dict(depth.checked_sub(1)?, has_references).map(Object::Dict)
            }
            [b'[', ..] => {
                self.skip(1);
                self.array(depth.checked_sub(1)?, has_references).map(Object::Array)
            }
            [b'(', ..] => self.literal().map(Object::Text),
            [b'<', ..] => self.hexadecimal().map(Object::Text),
            [b'/', ..] => Some(Object::Name(self.named())),
            [b'0'..=b'9' | b'+' | b'-' | b'.', ..] => self.number(has_references),
            [byte, ..] if is_regular(*byte) && has_references => {
                let before = self.at;
                match self.word() {
                    b"true" => Some(Object::Bool(true)),
                    b"false" => Some(Object::Bool(false)),
                    b"null" => Some(Object::Null),
                    _ => {
                        self.at = before;
                        None
                    }
                }
            }
            _ => None,
        }
    }

    fn array(&mut self, depth: usize, has_references: bool) -> Option<Vec<Object>> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.take(b"]") {
                return Some(items);
            }
            match self.nested(depth, has_references) {
                Some(item) if has_references || items.len() < MOST_ITEMS => items.push(item),
                Some(_) => {}
                // Words between the items of a content stream are ignored, as other readers do.
                None if !has_references && !self.word().is_empty() => {}
                None => return None,
            }
        }
    }

    fn dict(&mut self, depth: usize, has_references: bool) -> Option<Dict> {
        let mut entries = Dict::new();
        loop {
            self.skip_space();
            if self.take(b">>") {
                return Some(entries);
            }
            let Object::Name(key) = self.nested(depth, has_references)? else { return None };
            self.skip_space();
            // A key without a value.
            if self.rest().starts_with(b">>") {
                continue;
            }
            let value = match self.nested(depth, has_references) {
                Some(value) => value,
                None if !has_references && !self.word().is_empty() => Object::Null,
                None => return None,
            };
            entries.entry(key).or_insert(value);
        }
    }

    /// A number, or a reference: two whole numbers and an `R`.
    fn number(&mut self, has_references: bool) -> Option<Object> {
        let word = self.word();
        let number = parse_number(word)?;
        if has_references && word.iter().all(u8::is_ascii_digit) {
            let mut ahead = self.clone();
            if ahead.generation().is_some() {
                let number: u32 = std::str::from_utf8(word).ok()?.parse().ok()?;
                self.at = ahead.at;
                return Some(Object::Reference(number));
            }
        }
        Some(Object::Number(number))
    }

    /// The rest of a reference: the generation and an `R`.
    fn generation(&mut self) -> Option<()> {
        let spaces = self.rest().iter().take_while(|&&byte| is_space(byte)).count();
        self.at = self.at.saturating_add(spaces);
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at = self.at.saturating_add(digits);
        let behind = self.rest().iter().take_while(|&&byte| is_space(byte)).count();
        self.at = self.at.saturating_add(behind);
        let is_reference = (1..=5).contains(&digits) && spaces > 0 && behind > 0 && self.peek() == Some(b'R');
        self.at = self.at.saturating_add(1);
        (is_reference && self.peek().is_none_or(|byte| !is_regular(byte))).then_some(())
    }

    fn named(&mut self) -> String {
        self.skip(1);
        let mut name = Vec::new();
        let mut rest = self.word();
        while let [first, behind @ ..] = rest {
            let number = match rest {
                [b'#', high, low, ..] => digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low),
                _ => None,
            };
            name.push(number.unwrap_or(*first));
            rest = if number.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
        }
        String::from_utf8(name)
            .unwrap_or_else(|error| error.into_bytes().iter().map(|&byte| char::from(byte)).collect())
    }

    /// A text in round brackets.
    fn literal(&mut self) -> Option<Vec<u8>> {
        self.skip(1);
        let (mut text, mut depth) = (Vec::new(), 0_usize);
        let bytes = self.rest();
        let mut at = 0_usize;
        loop {
            let Some(&byte) = bytes.get(at) else {
                self.charge(bytes.len());
                return None;
            };
            at = at.saturating_add(1);
            match byte {
                b'\\' => at = at.saturating_add(escape(bytes.get(at..).unwrap_or_default(), &mut text)),
                b')' if depth == 0 => break,
                b'(' | b')' => {
                    depth = if byte == b'(' { depth.saturating_add(1) } else { depth.saturating_sub(1) };
                    text.push(byte);
                }
                b'\r' => {
                    text.push(b'\n');
                    at = at.saturating_add(usize::from(bytes.get(at) == Some(&b'\n')));
                }
                byte => text.push(byte),
            }
        }
        self.skip(at);
        Some(text)
    }

    /// A text of hexadecimal digits in angle brackets.
    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.skip(1);
        let rest = self.rest();
        let Some(length) = rest.iter().position(|&byte| byte == b'>') else {
            self.charge(rest.len());
            return None;
        };
        let digits: Vec<u8> = rest.get(..length)?.iter().filter_map(|&byte| digit(byte)).collect();
        self.skip(length.saturating_add(1));
        Some(
            digits.chunks(2).map(|pair| pair.first().map_or(0, |high| high << 4) | pair.get(1).unwrap_or(&0)).collect(),
        )
    }
}

/// Reads what follows a backslash, and returns its length.
fn escape(rest: &[u8], text: &mut Vec<u8>) -> usize {
    let octal = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
    if octal > 0 {
        let code = rest.iter().take(octal).fold(0_u32, |code, byte| code << 3 | u32::from(byte & 7));
        // High bits beyond a byte are ignored (7.3.4.2).
        text.push((code & 0xff) as u8);
        return octal;
    }
    match rest {
        [b'\r', b'\n', ..] => return 2,
        [b'\r' | b'\n', ..] => {}
        [b'n', ..] => text.push(b'\n'),
        [b'r', ..] => text.push(b'\r'),
        [b't', ..] => text.push(b'\t'),
        [b'b', ..] => text.push(8),
        [b'f', ..] => text.push(12),
        [other, ..] => text.push(*other),
        [] => {}
    }
    1
}

/// A number as PDFs write it. Producers write double signs and signs inside, which count as the end of it.
fn parse_number(word: &[u8]) -> Option<f64> {
    let signs = word.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let digits = word.get(signs..)?;
    let length = digits.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    if length == 0 || digits.get(length).is_some_and(|&byte| byte != b'-') {
        return None;
    }
    let text = std::str::from_utf8(digits.get(..length)?).ok()?;
    let number = if text == "." { 0.0 } else { text.parse::<f64>().ok()? };
    Some(if word.first() == Some(&b'-') { -number } else { number })
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn budget(all: u64) -> Budget {
        Budget { work: Cell::new(all), values: Cell::new(all), unpacked: Cell::new(0) }
    }

    fn object(bytes: &[u8]) -> Option<Object> {
        Lexer::new(bytes, 0, &budget(100_000)).object()
    }

    #[test]
    fn objects_are_read() {
        let name = |name: &str| Object::Name(name.to_owned());
        for (bytes, expected) in [
            (&b" % remark\n 12"[..], Object::Number(12.0)),
            (b"-.5", Object::Number(-0.5)),
            (b"--3.", Object::Number(-3.0)),
            (b"12 0 R", Object::Reference(12)),
            (b"12 0 Rx", Object::Number(12.0)),
            (b"/A#20b", name("A b")),
            (b"(a\\(b(c)\\051\\r\\\nd\\7)", Object::Text(b"a(b(c))\rd\x07".to_vec())),
            (b"<48 6>", Object::Text(b"H`".to_vec())),
            (
                b"[1 /A 2 0 R true]",
                Object::Array(vec![Object::Number(1.0), name("A"), Object::Reference(2), Object::Bool(true)]),
            ),
            (b"<</A 1/B>>", Object::Dict([("A".to_owned(), Object::Number(1.0))].into())),
        ] {
            assert_eq!(object(bytes), Some(expected), "{}", String::from_utf8_lossy(bytes));
        }
        for bytes in [&b"(open"[..], b"<48", b"[1 2", b"<</A 1", b"<<1 2>>", b"endobj", b"]", b"", b"[1 obj]"] {
            assert_eq!(object(bytes), None, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn depth_and_work_are_bounded() {
        assert_eq!(object(&b"[".repeat(100_000)), None);
        assert_eq!(object(&b"<</A ".repeat(100_000)), None);
        let long = [b"[".to_vec(), b"1 ".repeat(100), b"]".to_vec()].concat();
        assert_eq!(Lexer::new(&long, 0, &budget(50)).object(), None);
        assert!(Lexer::new(&long, 0, &budget(500)).object().is_some());
        let unclosed = b"(".repeat(100_000);
        let work = budget(1_000_000);
        let mut lexer = Lexer::new(&unclosed, 0, &work);
        assert_eq!((lexer.token(), work.work.get()), (None, 0), "each of them is looked for up to the end");
    }

    #[test]
    fn operators_are_told_from_operands() {
        let budget = budget(1000);
        let mut lexer = Lexer::new(b"BT /F1 9 Tf [(a) -1 (b)] TJ ) T* true 5-1 Td", 0, &budget);
        let mut operators = Vec::new();
        let mut operands = 0;
        while let Some(token) = lexer.token() {
            match token {
                Token::Operator(operator) => operators.push(operator),
                Token::Operand(_) => operands += 1,
            }
        }
        assert_eq!(operators, [&b"BT"[..], b"Tf", b"TJ", b"T*", b"Td"]);
        assert_eq!(operands, 5);
    }
}
