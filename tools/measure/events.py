"""Which pages tell of one event, or of one story."""

import collections

from shares import Measure, f1, share


class Groups(Measure):
    """Groups of pages: BCubed over the pages (Bagga and Baldwin 1998) and pairs of pages.

    All pages of the folder with the key are listed at once; of those whose answer is null nothing is known, so they are only there.
    """

    def __init__(self, key):
        self.name, self.key = key, key

    def has_answer(self, page):
        return page.get(self.key) is not None

    def count(self, pages, said):
        known = {page.name: page[self.key] for page in pages}
        found = {page.name: self.group(page.name, said.listed.get(page.name) or {}) for page in pages}
        told, ours = members(known), members(found)
        return {name: of_page(ours[found[name]], told[known[name]]) for name in known}

    def group(self, name, item):
        """The group that a page is said to be of; a story of its event alone if it is of none; a group of its own if it was not read."""
        event = item.get("event") or f"alone {name}"
        return event if self.key == "event" else item.get(self.key) or f"alone {event}"

    def figures(self, counts):
        precision, recall = share(counts["precision"], counts["pages"]), share(counts["recall"], counts["pages"])
        # Each pair is counted at both of its pages; over one site or topic a half of it may lie elsewhere.
        pairs = {
            "pairs P": share(counts["both"], counts["joined"]), "pairs R": share(counts["both"], counts["told"]),
            "joined": (counts["joined"] + 1) // 2, "of one": (counts["told"] + 1) // 2,
        }
        return {"BCubed F1": f1(precision, recall), "precision": precision, "recall": recall, **pairs, "pages": counts["pages"]}


def members(labels):
    held = collections.defaultdict(set)
    for name, label in labels.items():
        held[label].add(name)
    return held


def of_page(ours, told):
    """What a page adds: its precision and recall, and the pages that it is joined with."""
    both = len(ours & told)
    return {
        "pages": 1, "precision": both / len(ours), "recall": both / len(told),
        "joined": len(ours) - 1, "told": len(told) - 1, "both": both - 1,
    }
