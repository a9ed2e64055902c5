//! In: the quotes of an article. Out: how many of the code points between two places of it are direct speech.
//!
//! Invariant: a place that several quotes hold counts once for each; asking takes no longer for a page with many quotes.

use crate::annotate::Annotated;
use crate::passage::Span;

/// Where the number of quotes around a place changes.
#[derive(Debug, Clone, Copy)]
struct Turn {
    place: usize,
    /// What was spoken before it, in code points.
    spoken: usize,
    /// How many quotes hold the places from here on.
    depth: usize,
}

/// The direct speech of an article.
#[derive(Debug, Default)]
pub struct Speech(Vec<Turn>);

impl Speech {
    pub fn of(page: &Annotated) -> Self {
        Self::of_spans(page.quotes.iter().map(|quote| quote.span))
    }

    fn of_spans(spans: impl Iterator<Item = Span>) -> Self {
        let mut turns: Vec<(usize, bool)> = spans
            .filter(|span| span.start < span.end)
            .flat_map(|span| [(span.start, true), (span.end, false)])
            .collect();
        // Where one ends as another begins, the new one counts first: no depth goes below none.
        turns.sort_unstable_by_key(|&(place, opens)| (place, !opens));
        let mut last = Turn { place: 0, spoken: 0, depth: 0 };
        let turn = |(place, opens): (usize, bool)| {
            let spoken = last.until(place);
            let depth = if opens { last.depth + 1 } else { last.depth.saturating_sub(1) };
            last = Turn { place, spoken, depth };
            last
        };
        Self(turns.into_iter().map(turn).collect())
    }

    /// How many code points within a span are spoken.
    pub fn within(&self, span: Span) -> usize {
        self.until(span.end).saturating_sub(self.until(span.start))
    }

    fn until(&self, place: usize) -> usize {
        let behind = self.0.partition_point(|turn| turn.place <= place);
        behind.checked_sub(1).and_then(|at| self.0.get(at)).map_or(0, |turn| turn.until(place))
    }
}

impl Turn {
    fn until(self, place: usize) -> usize {
        self.spoken + self.depth * place.saturating_sub(self.place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spoken_is_counted_as_by_looking_at_each_quote() {
        let quotes = [(3, 9), (5, 7), (9, 12), (20, 20), (15, 30), (14, 15)];
        let spans = quotes.map(|(start, end)| Span { start, end });
        let speech = Speech::of_spans(spans.into_iter());
        for start in 0..33 {
            for end in start..33 {
                let of = |quote: &Span| quote.end.min(end).saturating_sub(quote.start.max(start));
                assert_eq!(speech.within(Span { start, end }), spans.iter().map(of).sum::<usize>(), "{start} to {end}");
            }
        }
        assert_eq!(Speech::default().within(Span { start: 0, end: 9 }), 0);
    }
}
