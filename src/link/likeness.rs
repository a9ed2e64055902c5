//! In: the frequency of each term in a text. Out: vectors, and the similarity of two vectors, from 0 to 1.
//!
//! Invariant: depends only on its input.

/// Terms with their weights, sorted by term.
pub(crate) type Vector = Vec<(u32, f32)>;

/// The weight of a term that appears `times` times in a text and in `with` of all articles.
pub(crate) fn weight(times: f32, with: u32, articles: usize) -> f32 {
    (1.0 + times.ln()) * ((articles as f32 + 1.0) / (with as f32 + 1.0)).ln()
}

/// The vector without terms of no weight, scaled to length 1.
pub(crate) fn normal(mut vector: Vector) -> Vector {
    vector.retain(|&(_, weight)| weight > 0.0);
    let length = vector.iter().map(|&(_, weight)| weight * weight).sum::<f32>().sqrt();
    for (_, weight) in &mut vector {
        *weight /= length;
    }
    vector
}

/// The cosine of two vectors of length 1, sorted by term.
pub(crate) fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut at, mut other, mut sum) = (0, 0, 0.0);
    while let (Some(&(term_a, weight_a)), Some(&(term_b, weight_b))) = (a.get(at), b.get(other)) {
        if term_a == term_b {
            sum += weight_a * weight_b;
        }
        at += usize::from(term_a <= term_b);
        other += usize::from(term_b <= term_a);
    }
    sum
}
