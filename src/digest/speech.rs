//! In: the quotes of an article. Out: how many code points between two positions are direct speech.
//!
//! Invariant: a position in several quotes counts once for each. A lookup takes no longer on a page with many quotes.

use crate::annotate::Annotated;
use crate::passage::Span;

/// A position at which the number of quotes changes.
#[derive(Debug, Clone, Copy)]
struct Turn {
    place: usize,
    /// Number of code points of speech before it.
    spoken: usize,
    /// Number of quotes that contain the positions from here on.
    depth: usize,
}

/// The direct speech of an article.
#[derive(Debug, Default)]
pub(crate) struct Speech(Vec<Turn>);

impl Speech {
    /// Reads the quotes of an article.
    pub(crate) fn of(page: &Annotated) -> Self {
        Self::of_spans(page.quotes.iter().map(|quote| quote.span))
    }

    fn of_spans(spans: impl Iterator<Item = Span>) -> Self {
        let mut turns: Vec<(usize, bool)> = spans
            .filter(|span| span.start < span.end)
            .flat_map(|span| [(span.start, true), (span.end, false)])
            .collect();
        // If one quote ends where another begins, the new one counts first, so that the depth never becomes negative.
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

    /// Number of code points of speech within a span.
    pub(crate) fn within(&self, span: Span) -> usize {
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
    fn quoted_text_is_counted_like_a_search_of_each_quote() {
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
