"""What measures have in common: shares, their harmonic mean, what a page is worth."""


def share(part, whole):
    """A part of a whole; None if there is no whole, since nothing was asked."""
    return part / whole if whole else None


def f1(precision, recall):
    """The harmonic mean. What was never answered has no precision, and its F1 is 0."""
    if recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


class Measure:
    """A measure whose pages are compared by its first figure."""

    def worth(self, counts):
        return next(iter(self.figures(counts).values()))
