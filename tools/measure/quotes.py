"""Quotes and who speaks them."""

import re

from shares import Measure, f1, share

# From so many letters on, half of a quote is enough to know it again: programs part and join quotes in ways of their own.
LONG = 30


class Quotes(Measure):
    """Quotes found, and their speakers: right, wrong, none.

    A speaker is a name, or a list of names that are all right. One word is right in any name that holds it. Where it is null the text
    names nobody, and any name is wrong. What has `"speech": false` is no quote.
    """

    name = "speakers"

    def has_answer(self, page):
        return "quotes" in page

    def count(self, pages, said):
        return {page.name: of_page(page["quotes"], (said.read.get(page.name) or {}).get("quotes") or []) for page in pages}

    def figures(self, counts):
        named = counts["right"] + counts["wrong"]
        precision, recall = share(counts["right"], named), share(counts["right"], counts["speakers"])
        main = f1(precision, recall) if counts["speakers"] else share(counts["known"] - counts["wrong"], counts["known"])
        kept = {key: counts[key] for key in ("right", "wrong", "none")}
        found = {"quotes P": share(counts["found right"], counts["found"]), "quotes R": share(counts["known found"], counts["known"])}
        return {"F1": main, "precision": precision, "recall": recall, **kept, **found, "quotes": counts["known"]}

    def worth(self, counts):
        """The quotes with the right speaker less those with a wrong one, which is worse than none."""
        return (counts["right"] - counts["wrong"]) / counts["known"] if counts["known"] else 0.0


def of_page(told, found):
    speech = [quote for quote in told if quote.get("speech", True)]
    texts = [(flat(quote.get("text")), quote.get("speaker")) for quote in found]
    counts = dict.fromkeys(("right", "wrong", "none", "known found"), 0)
    counts.update({
        "known": len(speech), "found": len(found), "speakers": sum(bool(quote.get("speaker")) for quote in speech),
        "found right": sum(any(near(text, flat(quote["text"])) for quote in speech) for text, _ in texts),
    })
    for quote in speech:
        own = flat(quote["text"])
        hits = [one for one in texts if near(one[0], own)]
        # The same words, else the longest part of them that was found.
        _, speaker = max(hits, key=lambda hit: (hit[0] == own, min(len(hit[0]), len(own))), default=("", None))
        counts["known found"] += bool(hits)
        verdict = judge(speaker, quote.get("speaker"))
        if verdict:
            counts[verdict] += 1
    return counts


def judge(said, told):
    """Whether a speaker is right, wrong or none; nothing where none is named and none is told."""
    if not told:
        return "wrong" if said else None
    names = [told] if isinstance(told, str) else told
    return "none" if not said else "right" if any(same(said, name) for name in names) else "wrong"


def same(said, name):
    said, name = folded(said), folded(name)
    return said == name or len(name) == 1 and name[0] in said


def folded(name):
    return re.findall(r"[\w'-]+", name.replace("’", "'").casefold())


def flat(text):
    return re.sub(r"[\W_]+", "", text or "").casefold()


def near(one, other):
    """Whether one text holds the other, or a half of it."""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    half = len(short) // 2
    return short in long or len(short) > LONG and (short[:half] in long or short[-half:] in long)
