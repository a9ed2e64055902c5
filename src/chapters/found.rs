//! In: the events of a chronicle. Out: the themes that their words suggest.
//!
//! Frequent-term clustering (Beil, Ester, Xu: Frequent Term-Based Text Clustering, KDD 2002) over single stems. A theme begins as the
//! events that share an informative word, the most cohesive first, and no two begin from the same events. Cohesion is the mean TF-IDF
//! cosine of their pairs without the word itself. It is computed from the sum of their vectors, so that no pair is ever formed (Cutting,
//! Karger, Pedersen, Tukey: Scatter/Gather, SIGIR 1992). Each event then joins the nearest seed, by the cosine to its mean, if it is near
//! enough. The others have no theme.
//!
//! Events are divided only if themes are clear enough: at least [`FEWEST_EVENTS`] events, at least two themes, and half of the events in
//! one.
//!
//! Invariant: an event is in at most one theme. Equal scores are ordered by the word, never by the order of files.

use super::reading::Reading;
use crate::link::likeness::{Vector, cosine, normal, weight};

/// With fewer events than this, themes are found only if the project asks for them. The same edition of `tests/events/tuned` with 12 and
/// 48.
const FEWEST_EVENTS: usize = 24;
/// Minimum number of events of a theme. In a large corpus it is a quarter of the square root of the number of events. The same edition of
/// `tests/events/tuned` with 2 and 8.
const SMALLEST: usize = 4;
/// Minimum ratio of the mean similarity within a seed to that of the whole corpus, and minimum of the similarity itself. The first: the
/// same edition of `tests/events/tuned` with 1.25 and 5.
const APART: f32 = 2.5;
/// The same edition of `tests/events/tuned` with .015 and .06.
const COHESIVE: f32 = 0.03;
/// Minimum cosine of an event to the mean of a seed that it joins. Set by hand.
const NEAR: f32 = 0.2;

/// The events that share a word, as the seed of a theme.
struct Beginning {
    score: f32,
    term: u32,
    holders: Vec<usize>,
}

/// The themes of some events, each as the indexes of its events, in the order of their first events. Empty if themes are not clear enough.
/// `asked` means that the project wants themes, however few.
pub(crate) fn themes(readings: &[Reading], terms: usize, asked: bool) -> Vec<Vec<usize>> {
    if readings.len() < FEWEST_EVENTS && !asked {
        return Vec::new();
    }
    let smallest = SMALLEST.max((readings.len() as f32).sqrt() as usize / 4);
    let vectors = vectors(readings, terms);
    let centres = centres(&vectors, beginnings(readings, &vectors, terms, smallest), smallest);
    let mut themes = vec![Vec::new(); centres.len()];
    for (event, vector) in vectors.iter().enumerate() {
        if let Some(theme) = nearest(vector, &centres) {
            themes[theme].push(event);
        }
    }
    themes.retain(|theme| theme.len() >= smallest);
    themes.sort();
    let covered: usize = themes.iter().map(Vec::len).sum();
    let clear = themes.len() >= 2 && covered * 2 >= readings.len();
    if clear || (asked && !themes.is_empty()) { themes } else { Vec::new() }
}

/// The TF-IDF vectors of the events.
fn vectors(readings: &[Reading], terms: usize) -> Vec<Vector> {
    let mut with = vec![0; terms];
    readings.iter().flat_map(|reading| &reading.counts).for_each(|&(term, _)| with[term as usize] += 1);
    let weigh = |&(term, times): &(u32, f32)| (term, weight(times, with[term as usize], readings.len()));
    readings.iter().map(|reading| normal(reading.counts.iter().map(weigh).collect())).collect()
}

/// The possible seeds: the words that are topics of enough events, but not of half of them, the best first.
fn beginnings(readings: &[Reading], vectors: &[Vector], terms: usize, smallest: usize) -> Vec<Beginning> {
    let mut holders = vec![Vec::new(); terms];
    for (event, reading) in readings.iter().enumerate() {
        reading.topics.iter().for_each(|&term| holders[term as usize].push(event));
    }
    let mut total = vec![0.0; terms];
    let everywhere = cohesion(vectors, 0..vectors.len(), None, &mut total);
    let least = (everywhere * APART).max(COHESIVE);
    let mut found = Vec::new();
    for (term, holders) in (0..).zip(holders) {
        if holders.len() < smallest || holders.len() * 2 > readings.len() {
            continue;
        }
        let cohesion = cohesion(vectors, holders.iter().copied(), Some(term), &mut total);
        if cohesion >= least {
            found.push(Beginning { score: cohesion * (holders.len() as f32).sqrt(), term, holders });
        }
    }
    found.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.term.cmp(&other.term)));
    found
}

/// The mean cosine of the pairs of some events, without the part of one term. `total` is all zero before and after.
fn cohesion(
    vectors: &[Vector],
    events: impl Iterator<Item = usize> + Clone,
    without: Option<u32>,
    total: &mut [f32],
) -> f32 {
    let entries = || events.clone().flat_map(|event| &vectors[event]).filter(|(term, _)| Some(*term) != without);
    let mut own = 0.0;
    for &(term, weight) in entries() {
        total[term as usize] += weight;
        own += weight * weight;
    }
    let mut all = 0.0;
    for &(term, _) in entries() {
        all += std::mem::take(&mut total[term as usize]).powi(2);
    }
    let count = events.count() as f32;
    (all - own) / (count * (count - 1.0)).max(1.0)
}

/// The means of the seeds with enough events that no better seed has. Seeds near a better one are left out.
fn centres(vectors: &[Vector], beginnings: Vec<Beginning>, smallest: usize) -> Vec<Vector> {
    let mut covered = vec![false; vectors.len()];
    let mut centres = Vec::new();
    for beginning in beginnings {
        let open: Vec<usize> = beginning.holders.iter().copied().filter(|&event| !covered[event]).collect();
        if open.len() < smallest || open.len() * 2 < beginning.holders.len() {
            continue;
        }
        let centre = mean(open.iter().map(|&event| &vectors[event]));
        for (event, vector) in vectors.iter().enumerate() {
            covered[event] |= cosine(vector, &centre) >= NEAR;
        }
        beginning.holders.iter().for_each(|&event| covered[event] = true);
        centres.push(centre);
    }
    centres
}

/// The direction of the sum of some vectors.
fn mean<'a>(vectors: impl Iterator<Item = &'a Vector>) -> Vector {
    let mut all: Vector = vectors.flatten().copied().collect();
    all.sort_by_key(|&(term, _)| term);
    normal(
        all.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|(_, weight)| weight).sum())).collect(),
    )
}

/// The nearest centre that is near enough. Of equally near ones, the first.
fn nearest(vector: &Vector, centres: &[Vector]) -> Option<usize> {
    let near =
        centres.iter().map(|centre| cosine(vector, centre)).enumerate().filter(|&(_, likeness)| likeness >= NEAR);
    near.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(theme, _)| theme)
}
