"""Body, headline and day of publication."""

import collections
import datetime
import re

from shares import Measure, f1, share

WORD = re.compile(r"\w+")


def words(text):
    return WORD.findall((text or "").lower())


def runs(text, length):
    """How often each run of so many words stands in a text; a shorter text is one run."""
    held = words(text)
    if len(held) < length:
        return collections.Counter([tuple(held)] if held else [])
    return collections.Counter(tuple(held[at : at + length]) for at in range(len(held) - length + 1))


class Body(Measure):
    """The words of the deck and the body against those of the known body, however they are ordered, or in runs of four.

    Precision and recall are means over the pages, so that a long page counts as much as a short one; F1 is that of the two means.
    """

    def __init__(self, name, length):
        self.name, self.length = name, length

    def has_answer(self, page):
        return bool(page.get("body"))

    def count(self, pages, said):
        return {page.name: self.of_page(page, said.read.get(page.name)) for page in pages}

    def of_page(self, page, item):
        item = item or {}
        blocks = [item.get("deck") or ""] + [block.get("text") or "" for block in item.get("body") or []]
        found, known = runs("\n".join(blocks), self.length), runs(page["body"], self.length)
        both = sum((found & known).values())
        return {"pages": 1, "precision": both / max(1, sum(found.values())), "recall": both / max(1, sum(known.values()))}

    def figures(self, counts):
        precision, recall = share(counts["precision"], counts["pages"]), share(counts["recall"], counts["pages"])
        return {"F1": f1(precision, recall), "precision": precision, "recall": recall, "pages": counts["pages"]}


class Headline(Measure):
    """Whether the headline has the known words in their order; capitals and marks do not count."""

    name = "headline"

    def has_answer(self, page):
        return bool(page.get("headline"))

    def count(self, pages, said):
        found = lambda page: (said.read.get(page.name) or {}).get("headline")
        return {page.name: {"pages": 1, "right": int(words(found(page)) == words(page["headline"]))} for page in pages}

    def figures(self, counts):
        return {"exact": share(counts["right"], counts["pages"]), "right": counts["right"], "pages": counts["pages"]}


class Published(Measure):
    """The day of publication: right, within one day, wrong, none.

    An answer that is less precise than a day is none. Where the known day is null the page states none, and any answer is wrong.
    """

    name = "published"

    def has_answer(self, page):
        return "published" in page

    def count(self, pages, said):
        return {page.name: self.of_page(page["published"], said.read.get(page.name)) for page in pages}

    def of_page(self, known, item):
        said, known = day((item or {}).get("published")), known and known[:10]
        right = bool(said) and said == known
        near = right or bool(said and known) and apart(said, known) == 1
        return {
            "pages": 1, "dated": int(bool(known)), "right": int(right), "near": int(near),
            "wrong": int(bool(said) and not right), "none": int(not said), "kept": int(not said and not known),
        }

    def figures(self, counts):
        precision, recall = share(counts["right"], counts["right"] + counts["wrong"]), share(counts["right"], counts["dated"])
        # A set of pages that state no day has no recall: what it tells is how many answers are wrong.
        main = f1(precision, recall) if counts["dated"] else share(counts["kept"], counts["pages"])
        kept = {key: counts[key] for key in ("right", "wrong", "none")}
        return {"F1": main, "precision": precision, "recall": recall, **kept, "within a day": counts["near"], "pages": counts["pages"]}

    def worth(self, counts):
        """Of one page: 1 if right, 0 if it has no answer, -1 if wrong, which is worse than none."""
        return (counts["right"] - counts["wrong"]) / counts["pages"]


def day(published):
    """The day that an answer gives, if it is one."""
    published = published or {}
    return (published.get("earliest") or "")[:10] if published.get("precision") in ("day", "minute") else ""


def apart(one, other):
    return abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)
