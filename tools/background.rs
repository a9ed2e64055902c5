//! In: a list of word frequencies of one language, in the format of PyPI's `wordfreq` (`wordfreq/data/large_uk.msgpack.gz`), and its tag.
//! Out: the table for the program, on standard output: how common each stem is, one line for each step of the Zipf scale.
//!
//! `pip download wordfreq --no-deps`, unpack the wheel, then for each of the six languages `cargo run --example background --
//! wordfreq/data/large_uk.msgpack.gz uk > src/lang/uk/background.txt`.
//!
//! Invariant: the same list gives the same table. Words are folded and stemmed as in the program.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::GzDecoder;
use litopys::language::Language;
use litopys::link::stem::Stems;
use litopys::link::tokens;

/// Number of stems that are kept, the most common. The others have the weight of the rarest of these.
const STEMS: usize = 16_000;
/// The step of the Zipf scale (the decimal logarithm of the frequency in a thousand million words) by which stems are grouped.
const STEP: f64 = 0.2;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [list, tag] = arguments.as_slice() else { return Err("give a packed list and a language".into()) };
    let mut packed = Vec::new();
    let file = std::fs::File::open(list).map_err(|error| format!("{list}: {error}"))?;
    GzDecoder::new(file).read_to_end(&mut packed)?;
    let stems = Stems::of(Language::from_tag(tag));
    let mut shares: BTreeMap<String, f64> = BTreeMap::new();
    for (centibels, words) in groups(&packed).ok_or("not a packed list of words")?.iter().enumerate() {
        let share = 10_f64.powf(-(centibels as f64) / 100.0);
        for word in words.iter().filter(|word| !word.contains(|c: char| c.is_ascii_digit())) {
            let folded: Vec<String> = tokens::words(word).map(|range| tokens::fold(&word[range])).collect();
            if let [one] = folded.as_slice() {
                *shares.entry(stems.stem(one)).or_default() += share;
            }
        }
    }
    let mut common: Vec<(String, f64)> = shares.into_iter().collect();
    common.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    common.truncate(STEMS);
    let mut steps: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (stem, share) in common {
        steps.entry(((share.log10() + 9.0) / STEP).round() as i64).or_default().push(stem);
    }
    println!(
        "# Stems of words by their Zipf value. Made by tools/background.rs from wordfreq 3.1.1; licence and sources: LICENSE-background.txt."
    );
    for (step, mut stems) in steps.into_iter().rev() {
        stems.sort_unstable();
        println!("{:.1} {}", step as f64 * STEP, stems.join(" "));
    }
    Ok(())
}

/// The words of a packed list, grouped by their frequency in centibels below one: MessagePack, an array with a header and then arrays of
/// texts.
fn groups(packed: &[u8]) -> Option<Vec<Vec<String>>> {
    let mut reader = Reader(packed);
    let count = reader.array()?;
    reader.skip_head()?;
    (1..count).map(|_| (0..reader.array()?).map(|_| reader.text()).collect()).collect()
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        Some(self.take(bytes)?.iter().fold(0, |sum, &byte| sum << 8 | usize::from(byte)))
    }

    fn array(&mut self) -> Option<usize> {
        match self.number(1)? {
            kind @ 0x90..=0x9f => Some(kind & 0x0f),
            0xdc => self.number(2),
            0xdd => self.number(4),
            _ => None,
        }
    }

    fn text(&mut self) -> Option<String> {
        let length = match self.number(1)? {
            kind @ 0xa0..=0xbf => kind & 0x1f,
            0xd9 => self.number(1)?,
            0xda => self.number(2)?,
            _ => return None,
        };
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    /// Skips the header, a map that describes the list: texts, and one small number.
    fn skip_head(&mut self) -> Option<()> {
        let pairs = self.number(1)? & 0x0f;
        for _ in 0..pairs {
            self.text()?;
            let is_text = self.0.first().is_some_and(|byte| (0xa0..=0xbf).contains(byte) || *byte == 0xd9);
            if is_text { self.text().map(drop)? } else { self.number(1).map(drop)? }
        }
        Some(())
    }
}
