"""Temporal expressions: their spans and what they mean."""

from shares import Measure, f1, share


class Expressions(Measure):
    """Temporal expressions (TIMEX3): F1 of spans that are the same (strict), that overlap (relaxed), and that overlap and mean the same (value).

    The answer's `value` is compared to the day; `earliest` and `latest`, or `inside`, may stand for it. An answer whose `value` is null
    is a span that is no date: what is found in it is wrong. With `only_listed`, what is found elsewhere on the page does not count.
    """

    name = "expressions"

    def has_answer(self, page):
        return "expressions" in page

    def count(self, pages, said):
        return {page.name: of_page(page, said.dates.get(page.name) or []) for page in pages}

    def figures(self, counts):
        of = lambda kind: f1(share(counts[f"found {kind}"], counts["found"]), share(counts[f"known {kind}"], counts["known"]))
        all_found = {"found": counts["found"], "known": counts["known"]}
        precision, recall = share(counts["found value"], counts["found"]), share(counts["known value"], counts["known"])
        # Where there is nothing to find, all that counts is whether nothing was found.
        main = of("value") if counts["known"] else float(not counts["found"])
        return {"value F1": main, "precision": precision, "recall": recall, "strict F1": of("strict"), "relaxed F1": of("relaxed"), **all_found}


def of_page(page, found):
    known = [one for one in page["expressions"] if not is_none(one)]
    if page.get("only_listed"):
        found = [one for one in found if any(overlap(one, other) for other in page["expressions"])]
    agree = {"strict": same_span, "relaxed": overlap, "value": lambda said, told: overlap(said, told) and same_value(said, told)}
    counts = {"found": len(found), "known": len(known)}
    for kind, fits in agree.items():
        counts[f"found {kind}"] = sum(any(fits(one, other) for other in known) for one in found)
        counts[f"known {kind}"] = sum(any(fits(one, other) for one in found) for other in known)
    return counts


def is_none(known):
    return "value" in known and known["value"] is None


def same_span(one, other):
    return (one["start"], one["end"]) == (other["start"], other["end"])


def overlap(one, other):
    return one["start"] < other["end"] and other["start"] < one["end"]


def same_value(said, known):
    """Whether an expression means what the answer says: the same value, the same first and last day, or days inside of others."""
    ends = [(said.get(key) or "")[:10] for key in ("earliest", "latest")]
    if "inside" in known:
        first, last = known["inside"]
        return first <= ends[0] and "" < ends[1] <= last
    if "earliest" in known or "latest" in known:
        return all(end == known[key] for end, key in zip(ends, ("earliest", "latest")) if known.get(key))
    return (said.get("value") or "")[:10] == (known.get("value") or "")[:10]
