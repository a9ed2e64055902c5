//! In: the words of all articles. Out: for each two articles, the longest run of words that both hold.
//!
//! Invariant: linear in the length of the texts but for runs that many articles share, which tell nothing and are passed over.

use rustc_hash::FxHashMap;

use super::corpus::Corpus;

/// The shortest run that is looked for, in words.
pub const SHORTEST: usize = 8;
/// A run that more articles than this hold is a formula.
const MOST_ARTICLES: usize = 24;

/// A run of words that two articles share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// Length in words.
    pub words: usize,
    /// Where it starts, in the words of the article with the smaller index, and of the other.
    pub starts: (usize, usize),
}

/// The longest run of each two articles that share one, by the pair. Of two as long, the first.
pub fn runs(corpus: &Corpus) -> Vec<((usize, usize), Run)> {
    let mut hits = hits(corpus);
    hits.sort_unstable();
    let mut longest: Vec<((usize, usize), Run)> = Vec::new();
    let follows =
        |one: &Hit, next: &Hit| one.pair == next.pair && one.shift == next.shift && one.start + 1 == next.start;
    for run in hits.chunk_by(follows) {
        let (pair, start) = (run[0].pair, run[0].start);
        let run = Run { words: run.len() + SHORTEST - 1, starts: (start, start.wrapping_add_signed(run[0].shift)) };
        match longest.last_mut() {
            Some((last, best)) if *last == pair => {
                if (run.words, std::cmp::Reverse(run.starts)) > (best.words, std::cmp::Reverse(best.starts)) {
                    *best = run;
                }
            }
            _ => longest.push((pair, run)),
        }
    }
    longest
}

/// A window of words that two articles share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    pair: (usize, usize),
    /// Where it stands in the second article, less where it stands in the first.
    shift: isize,
    start: usize,
}

fn hits(corpus: &Corpus) -> Vec<Hit> {
    let mut places: FxHashMap<u64, Vec<(u32, u32)>> = FxHashMap::default();
    for (article, text) in corpus.texts.iter().enumerate() {
        for (at, window) in text.windows(SHORTEST).enumerate() {
            let held = places.entry(hash(window.iter().map(|token| token.word))).or_default();
            let own = held.last().is_some_and(|&(last, _)| last as usize == article);
            if !own && held.len() <= MOST_ARTICLES {
                held.push((article as u32, at as u32));
            }
        }
    }
    let telling = places.values().filter(|held| held.len() > 1 && held.len() <= MOST_ARTICLES);
    telling.flat_map(|held| pairs(held)).collect()
}

fn pairs(held: &[(u32, u32)]) -> impl Iterator<Item = Hit> {
    held.iter().enumerate().flat_map(move |(at, &(first, start))| {
        held[at + 1..].iter().map(move |&(second, place)| Hit {
            pair: (first as usize, second as usize),
            shift: place as isize - start as isize,
            start: start as usize,
        })
    })
}

/// FNV-1a over the numbers of words.
fn hash(words: impl Iterator<Item = u32>) -> u64 {
    words.fold(0xcbf2_9ce4_8422_2325, |hash, word| (hash ^ u64::from(word)).wrapping_mul(0x0000_0100_0000_01b3))
}
