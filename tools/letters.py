"""Counts how often the letters of a Cyrillic alphabet stand in texts: `frequencies` of src/lang/CODE/encodings.toml. tools/cards/letters.md.

    python3 tools/letters.py LIST ALPHABET

LIST is a list of word frequencies as PyPI's wordfreq packs them (wordfreq/data/large_uk.msgpack.gz), ALPHABET the letters. Prints each
weight with its letters: twice the binary logarithm of how often a letter stands against an even spread, rounded. Python 3.9 or later.
"""

import collections
import gzip
import math
import sys


def packed(data):
    """The value that MessagePack holds: what wordfreq uses of it, which is lists, texts, small numbers and one map."""
    at = 0

    def number(length):
        nonlocal at
        at += length
        return int.from_bytes(data[at - length : at], "big")

    def text(length):
        nonlocal at
        at += length
        return data[at - length : at].decode("utf-8")

    def value():
        sign = number(1)
        if sign < 0x80:
            return sign
        if sign < 0x90 or sign in (0xDE, 0xDF):
            count = sign & 0x0F if sign < 0x90 else number(2 if sign == 0xDE else 4)
            return {value(): value() for _ in range(count)}
        if sign < 0xA0 or sign in (0xDC, 0xDD):
            count = sign & 0x0F if sign < 0xA0 else number(2 if sign == 0xDC else 4)
            return [value() for _ in range(count)]
        if sign < 0xC0 or sign in (0xD9, 0xDA, 0xDB):
            return text(sign & 0x1F if sign < 0xC0 else number({0xD9: 1, 0xDA: 2, 0xDB: 4}[sign]))
        sys.exit("not a list of words as wordfreq packs it")

    return value()


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        with gzip.open(sys.argv[1]) as file:
            _, *groups = packed(file.read())
    except (OSError, IndexError, KeyError) as error:
        sys.exit(f"letters: {sys.argv[1]}: {error}")
    shares = collections.Counter()
    for centibels, group in enumerate(groups):
        for word in group:
            for letter in word:
                shares[letter] += 10 ** (-centibels / 100)
    letters = [letter for letter in sys.argv[2] if shares[letter]]
    whole = sum(shares[letter] for letter in letters)
    weights = collections.defaultdict(list)
    for letter in sorted(letters, key=lambda letter: -shares[letter]):
        weights[round(2 * math.log2(shares[letter] / whole * len(letters)))].append(letter)
    for weight, held in weights.items():
        print(f'    {{ weight = {weight}, letters = "{"".join(held)}" }},')


main()
