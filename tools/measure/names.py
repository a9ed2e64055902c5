"""People, organizations and places."""

import re
import unicodedata

from shares import Measure, f1, share

WORD = re.compile(r"\w[\w'-]*")
# `M.Pellow` is two words.
INITIAL = re.compile(r"\b([^\W\d_])\.\s*(?=[^\W\d_])")
# One name of a page, however it is printed: apostrophes and their like, and the Cyrillic io, which most newspapers print as ie.
ALIKE = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'", "`": "'", "\u0451": "\u0435"})
# Languages whose names have no case but a genitive in `s`, or none at all; names of the others decline.
UNDECLINED, GENITIVE = {"en", "fr", "de"}, {"de"}
# Vowels that change within a Ukrainian name when its ending does (i/o, yi/ye and others): they count as one.
CHANGING = {"uk": str.maketrans(dict.fromkeys("\u0456\u0457\u0435\u0454", "\u043e"))}
# Words of names of organizations and places that do not count.
SMALL = set(
    "the of and der die das des von van de la le \u0432 \u0443 \u043d\u0430 \u0456 \u0439 \u0438 \u0442\u0430 "
    "\u0434\u043b\u044f \u043f\u043e \u0437\u0430 \u0437 \u0456\u0437".split()
)


class Names(Measure):
    """The people, organizations or places of a page: those listed against those known.

    A listed name is right if it is a known name of somebody, letter by letter: of the answers' names, which are nominatives. A second
    name of the same one is wrong. `inflected` figures ask for less: a name is right in any case, shortened or with more words, and a
    second name of one is right, too. What is `unsure` counts neither way.
    """

    def __init__(self, key):
        self.name, self.key = key, key

    def has_answer(self, page):
        return page.get(self.key) is not None

    def count(self, pages, said):
        return {page.name: self.of_page(page, said.read.get(page.name) or {}) for page in pages}

    def of_page(self, page, item):
        unsure = {folded(name) for name in page.get("unsure") or []}
        listed = [name for name in dict.fromkeys(item.get(self.key) or []) if folded(name) not in unsure]
        known = [Known(entry) for entry in page[self.key]]
        alike = Alike(page.get("language") or item.get("language"), self.key == "people")
        exact, near = hits(listed, known, Known.is_named), hits(listed, known, alike.names)
        right = {one for one in exact if one is not None}
        return {
            "listed": len(listed), "known": len(known), "right": len(right), "twice": sum(one is not None for one in exact) - len(right),
            "near": sum(one is not None for one in near), "reached": len({one for one in near if one is not None}),
        }

    def figures(self, counts):
        listed, known, right = counts["listed"], counts["known"], counts["right"]
        precision, recall = share(right, listed), share(right, known)
        near = {"inflected P": share(counts["near"], listed), "inflected R": share(counts["reached"], known)}
        # Where there is nobody to find, all that counts is whether nobody is listed.
        main = f1(precision, recall) if known else float(not listed)
        kept = {"right": right, "wrong": listed - right, "twice": counts["twice"], "known": known}
        return {"F1": main, "precision": precision, "recall": recall, **kept, "inflected F1": f1(*near.values()), **near}

    def worth(self, counts):
        """The right names less the wrong ones, which are worse than none."""
        return (2 * counts["right"] - counts["listed"]) / max(1, counts["known"])


class Known:
    """Somebody or something that a page names: its names in the nominative, and the forms that the page prints."""

    def __init__(self, entry):
        given = entry if isinstance(entry, dict) else {"name": entry}
        self.names, self.forms = several(given["name"]), several(given.get("forms") or [])
        self.folded = {folded(name) for name in self.names}

    def is_named(self, name):
        return 2 if folded(name) in self.folded else 0


class Alike:
    """Whether a name names somebody in any case: the words of the shorter name are among those of the longer."""

    def __init__(self, language, is_people):
        self.language, self.is_people = language, is_people

    def names(self, known, name):
        """2 if the name has as many words as one of the known, or is one of them; 1 if it is shorter or longer; 0 if it is another."""
        printed = known.names + known.forms
        if any(folded(name) == folded(one) for one in printed):
            return 3
        fits = [one for one in printed if self.fits(name, one)]
        return 0 if not fits else 2 if any(len(words(name)) == len(words(one)) for one in fits) else 1

    def fits(self, one, other):
        short, long = sorted((self.counted(one), self.counted(other)), key=len)
        if not short or not all(map(self.has_word, (short, long))) or not self.within(short, long):
            return False
        if self.is_people:
            return any(self.same(word, full) for word in short for full in long if min(len(word), len(full)) > 1)
        return 2 * sum(map(len, short)) >= sum(map(len, long)) or len(long) - len(short) <= 1

    def counted(self, name):
        held = words(name)
        return held if self.is_people else [word for word in held if word not in SMALL] or held

    def has_word(self, held):
        return not self.is_people or any(len(word) > 1 for word in held)

    def within(self, short, long):
        left = list(long)
        for word in short:
            found = next((at for at, other in enumerate(left) if self.same(word, other)), None)
            if found is None:
                return False
            left.pop(found)
        return True

    def same(self, one, other):
        """Whether two words are one, but for an ending or as its initial."""
        if one == other:
            return True
        if min(len(one), len(other)) == 1:
            return one[0] == other[0]
        if self.language in UNDECLINED:
            return self.language in GENITIVE and any(a == b + end for a, b in ((one, other), (other, one)) for end in ("s", "es"))
        return declined(*(word.translate(CHANGING.get(self.language, {})) for word in (one, other)))


def declined(one, other):
    """Whether two words may be forms of one: they share their stem, and the ends that differ are as short as endings are.

    The bounds are those of the scorer of the sets on SlavicNER, so that figures can be compared.
    """
    short, long = sorted((len(one), len(other)))
    stem = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), short)
    if one == other:
        return True
    if short <= 3:
        return stem >= 2 and short - stem <= 1 and long - stem <= 3
    return stem >= 3 and short - stem <= (2 if short < 8 else 3) and long - stem <= 4 or stem >= 5 and short - stem <= 2 and long - stem <= 5


def hits(listed, known, agree):
    """Which of the known each listed name names, the one that it agrees with most; None if it is nobody."""
    found = []
    for name in listed:
        best = max(range(len(known)), key=lambda at: agree(known[at], name), default=None)
        found.append(best if best is not None and agree(known[best], name) else None)
    return found


def several(names):
    return [names] if isinstance(names, str) else list(names)


def folded(name):
    """A name as it is compared: capitals and kinds of apostrophe do not count."""
    name = unicodedata.normalize("NFC", name).casefold().translate(ALIKE)
    return name[:-2] if name.endswith("'s") else name


def words(name):
    """The words of a name; an initial is a word."""
    spaced = INITIAL.sub(r"\1. ", name).translate(ALIKE)
    return [folded(word) for word in WORD.findall(spaced)]
