"""Fits the weights by which the program weighs days, words and pairs of words: src/salience/weights.toml. tools/cards/timelines.md is its card.

    python3 tools/timelines.py FOLDER [--to FILE] [--timelines PROGRAM]

FOLDER has a folder for each topic (`tools/timelines.rs` says what is in it). Prints date F1, AR1 and AR2 of timelines made with weights that
were fitted to the other topics, of weights fitted to all, and of the present weights. --to writes weights fitted to all topics. PROGRAM is
`cargo run --release --example timelines` unless one is named. Needs Python 3.9 and numpy; the same folder gives the same weights on one
version of numpy. The likely words and pairs of a day are those of the present weights: run it twice if it changes those of words or pairs.
"""

import argparse
import collections
import datetime
import json
import math
import pathlib
import subprocess
import sys
import tempfile

import numpy

ROOT = pathlib.Path(__file__).resolve().parents[1]
PRESENT = ROOT / "src/salience/weights.toml"
# As in src/salience/days.rs and words.rs: the features of each kind in order.
FEATURES = {
    "day": ["naming", "later", "weeks-later", "opening", "early", "later-than-beside", "likely-words", "likely-pairs"],
    "word": ["sentences", "share-of-sentences", "naming", "share-of-naming", "later", "first", "in-articles", "in-sentences", "day"],
    "pair": ["sentences", "articles", "naming", "in-articles", "one", "other", "day"],
}
# The places of the likelihoods of the two words among the features of a pair, and what is added before the logarithm (words.rs).
OF_WORDS, LEAST = (4, 5), 0.001
# The penalty for large weights, with features of unit variance. For days 1 to 100 gave date F1 .54 to .56 with twelve features. Ten times as
# much for the likely words and pairs of a day keeps the heaviest days those that most pages name: of the days for a summary, cross-validated,
# 28 of 32 are then a journalist's, 28 of 34 with the same penalty, 30 of 32 without the two; date F1 .571, .581, .553. The others were set by
# hand.
RIDGE = {"day": [30.0] * 6 + [300.0] * 2, "word": 10.0, "pair": 10.0}
STEPS = 50


def said(program, *arguments):
    """The JSON lines that `tools/timelines.rs` prints."""
    done = subprocess.run([*program, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]


def logistic(values, held, weight, ridge):
    """The constant and the weights of a logistic regression, by Newton's method on features of unit variance."""
    mean = (values * weight[:, None]).sum(0) / weight.sum()
    spread = numpy.sqrt((weight[:, None] * (values - mean) ** 2).sum(0) / weight.sum()) + 1e-9
    inputs = numpy.hstack([numpy.ones((len(values), 1)), (values - mean) / spread])
    penalty = numpy.diag(numpy.concatenate([[0.0], numpy.broadcast_to(ridge, values.shape[1])]))
    found = numpy.zeros(inputs.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + numpy.exp(-inputs @ found))
        slope = inputs.T @ (weight * (held - likely)) - penalty @ found
        bend = (inputs * (weight * likely * (1 - likely))[:, None]).T @ inputs + penalty
        step = numpy.linalg.solve(bend, slope)
        found += step
        if abs(step).max() < 1e-9:
            break
    weights = found[1:] / spread
    return found[0] - float(weights @ mean), weights


def fit(rows, without=None):
    """Weights fitted to the rows of all topics but one. Days of a timeline count as much as those of another, words of a day by the root of
    their number."""
    found, likely = {}, {}
    for kind in FEATURES:
        own = [row for row in rows if row["of"] == kind]
        values = numpy.array([row["x"] for row in own], float)
        group = lambda row: (row["topic"], row["timeline"], row["group"])
        if kind == "pair":
            for value, row in zip(values, own):
                for place, word in zip(OF_WORDS, row["key"]):
                    value[place] = math.log(likely[(*group(row), word)] + LEAST)
        counts = collections.Counter(map(group, own))
        weight = numpy.array([counts[group(row)] ** (-1 if kind == "day" else -0.5) for row in own])
        keeps = numpy.array([row["topic"] != without for row in own])
        held = numpy.array([row["y"] for row in own], float)
        found[kind] = logistic(values[keeps], held[keeps], weight[keeps] / weight[keeps].mean(), RIDGE[kind])
        if kind == "word":
            logits = found[kind][0] + values @ found[kind][1]
            likely = {(*group(row), row["key"]): 1 / (1 + math.exp(-logit)) for row, logit in zip(own, logits)}
    return found


def written(found):
    """The file of weights."""
    head = "# The weights of days, of words and of pairs of words (`src/salience`), in the order of their features. Fitted by tools/timelines.py\n"
    head += "# to timelines that journalists made; tools/cards/timelines.md.\n"
    for kind, (constant, weights) in found.items():
        head += f"\n[{kind}]\n# {', '.join(FEATURES[kind])}\n"
        head += f"intercept = {constant:.4f}\nweights = [{', '.join(f'{value:.4f}' for value in weights)}]\n"
    return head


def grams(sentences, count):
    words = [word for sentence in sentences for word in sentence.lower().split() if any(map(str.isalnum, word))]
    return collections.Counter(zip(*(words[at:] for at in range(count))))


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlap(one, other):
    return sum((one & other).values())


def aligned(made, known, count):
    """Precision and recall of runs of words after S. Martschat and K. Markert, "Improving ROUGE for Timeline Summarization" (2017), `align+
    m:1`: each day is compared with the one that is nearest by date and words, and what is days away counts for less. All words count as they
    stand: no stemming, no stop words."""
    day = datetime.date.fromisoformat
    of_made, of_known = ({day(one): grams(texts, count) for one, texts in all_.items()} for all_ in (made, known))
    words = [{day(one): grams(texts, 1) for one, texts in all_.items()} for all_ in (made, known)]

    def nearest(one, others, mine, theirs):
        def cost(other):
            both = overlap(mine[one], theirs[other])
            alike = f1(both / max(1, sum(mine[one].values())), both / max(1, sum(theirs[other].values())))
            return (1 - 1 / (abs((one - other).days) + 1)) * (1 - alike)

        return min(sorted(others), key=cost)

    def share(mine, theirs, of_mine, of_theirs):
        held = 0.0
        for one in mine:
            other = nearest(one, theirs, of_mine, of_theirs)
            held += overlap(mine[one], theirs[other]) / (abs((one - other).days) + 1)
        return held / max(1, sum(sum(texts.values()) for texts in mine.values()))

    return share(of_made, of_known, *words), share(of_known, of_made, *reversed(words))


def figures(rows):
    """Date F1, AR1 and AR2: F1 of the mean precision and recall over timelines."""
    sums = numpy.zeros((3, 2))
    for row in rows:
        made = {day: texts for day, _, texts in row["days"]}
        both = len(made.keys() & row["known"].keys())
        sums += [[both / max(1, len(made)), both / len(row["known"])], *(aligned(made, row["known"], count) for count in (1, 2))]
    return [f1(*(one / len(rows))) for one in sums]


def main():
    read = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    read.add_argument("folder", type=pathlib.Path)
    read.add_argument("--to", type=pathlib.Path)
    read.add_argument("--timelines", type=pathlib.Path, help="the built program")
    given = read.parse_args()
    if not given.folder.is_dir():
        sys.exit(f"{given.folder} is no folder")
    folder = given.folder.resolve()
    program = [str(given.timelines.resolve())] if given.timelines else "cargo run --quiet --release --example timelines --".split()
    rows = said(program, folder)
    topics = sorted({row["topic"] for row in rows})
    if len(topics) < 2:
        sys.exit(f"{given.folder} has {len(topics)} topics; weights are chosen on some and tried on others")

    def made(weights):
        with tempfile.TemporaryDirectory() as into:
            file = pathlib.Path(into) / "weights.toml"
            file.write_text(weights, encoding="utf-8")
            return said(program, folder, "--weights", file)

    whole = written(fit(rows))
    apart = [row for topic in topics for row in made(written(fit(rows, topic))) if row["topic"] == topic]
    for name, found in [("other topics", apart), ("all topics", made(whole)), ("present", made(PRESENT.read_text(encoding="utf-8")))]:
        date, one, two = figures(found)
        print(f"{name:14} date F1 {date:.3f} AR1 {one:.3f} AR2 {two:.3f}")
    if given.to:
        given.to.write_text(whole, encoding="utf-8")


if __name__ == "__main__":
    main()
