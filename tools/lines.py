"""Fits the weights by which the program tells the body of a pasted page: src/normalize/pasted/weights.txt. tools/cards/lines.md is its card.

    python3 tools/lines.py FOLDER [FOLDER ...] [--test FOLDER ...] [--to FILE] [--present FILE] [--lines PROGRAM]

A folder has the form of tools/measure; its pages with a `body` are used. Prints how right weights are on the sites that they were not fitted
to (five parts, by site), on the folders behind --test, and the same for the present weights. --to writes weights fitted to all pages.
PROGRAM is `cargo run --release --example lines` unless one is named. Needs Python 3.9 and numpy; the same pages give the same weights on
one version of numpy.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy
except ImportError:
    sys.exit("lines: numpy is not there (pip install numpy)")

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "tools/measure"))

import answers
from shares import f1
from texts import runs, words

# As in src/normalize/pasted/score.rs and network.rs.
TRAITS, UNITS = 201, 24
# The place of the trait that tells of a line in a list of other articles (`score.rs`: the surroundings of a line, behind five lines).
IN_LIST = 33 * 5 + 34
# As in src/normalize/pasted/body.rs.
CHANGE, LENIENCE, BOILERPLATE = 1.0, 0.5, 8.0
# The words of a run, by which texts are compared.
RUN = 4
PARTS = 5
# Of so many epochs, batches and steps; Adam (Kingma and Ba 2015) with its usual decays. Chosen by cross-validation on `texts`: the card.
EPOCHS, BATCH, RATE, RIDGE = 30, 256, 0.002, 0.001
SEED = 1


class Lines:
    """The lines of one page: traits, whether each is body, and what is needed to score the page."""

    def __init__(self, page, lines):
        self.group, self.known = page.group, runs(page["body"], RUN)
        self.texts = [line["text"] for line in lines]
        self.may_be_body = numpy.array([line["may_be_body"] for line in lines], bool)
        self.traits = numpy.zeros((len(lines), TRAITS), numpy.float32)
        for row, line in zip(self.traits, lines):
            for at, value in line["traits"]:
                row[at] = value
        self.is_body = numpy.array(labels(self.texts, page["body"]), numpy.float32)
        # A page counts as much as another, a line by the root of its words.
        weight = numpy.array([max(1, len(words(text))) ** 0.5 for text in self.texts], numpy.float32)
        self.weight = weight / weight.sum() if len(lines) else weight


def labels(texts, body):
    """Whether each line stands in the body: most of its runs of words do, or it is one of the body's short lines."""
    known, short = runs(body, RUN), {tuple(words(line)) for line in body.split("\n")}
    held = []
    for text in texts:
        own = words(text)
        if len(own) < RUN:
            held.append(float(bool(own) and tuple(own) in short))
        else:
            grams = runs(text, RUN)
            held.append(float(2 * sum(grams[gram] for gram in grams if gram in known) > sum(grams.values())))
    return held


def read(folders, program):
    """The pages of folders whose body is known."""
    found = []
    for folder in folders:
        with tempfile.TemporaryDirectory() as into:
            found += traits([page for page in answers.read(folder) if page.get("body")], pathlib.Path(into), program)
    return found


def traits(pages, into, program):
    """What `tools/lines.rs` says of the lines of pages."""
    answers.unpack(pages, into)
    listing = into / "list"
    listing.write_text("".join(f"{page.path}\t{page.url}\n" for page in pages), encoding="utf-8")
    done = subprocess.run([*program, str(listing)], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    said = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    lines = {one["path"]: one["lines"] for one in said}
    return [Lines(page, lines[str(page.path)]) for page in pages if lines.get(str(page.path))]


class Network:
    """A linear score and one layer of rectified units beside it (src/normalize/pasted/network.rs)."""

    def __init__(self, linear, biases, outs, weights):
        self.parameters = [linear, biases, outs, weights]

    @classmethod
    def first(cls, seed):
        chance = numpy.random.default_rng(seed)
        weights = chance.normal(0, (2 / TRAITS) ** 0.5, (TRAITS, UNITS))
        outs = chance.normal(0, UNITS**-0.5, UNITS)
        return cls(*(one.astype(numpy.float32) for one in (numpy.zeros(TRAITS), numpy.zeros(UNITS), outs, weights)))

    @classmethod
    def read(cls, file):
        rows = [line.split() for line in file.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
        rows = [numpy.array(row, numpy.float32) for row in rows]
        units = numpy.array(rows[1:])
        return cls(rows[0], units[:, 0], units[:, 1], units[:, 2:].T.copy())

    def written(self):
        linear, biases, outs, weights = self.parameters
        rows = [linear] + [numpy.concatenate(([bias, out], own)) for bias, out, own in zip(biases, outs, weights.T)]
        head = "# The weights of `score`: a line of linear weights, then for each unit its bias, its weight in the score, and its\n"
        head += "# weights of the features. Fitted by tools/lines.py to pages whose body is known; tools/cards/lines.md.\n"
        return head + "".join(" ".join(f"{value:.3f}" for value in row) + "\n" for row in rows)

    def score(self, traits):
        linear, biases, outs, weights = self.parameters
        return traits @ linear + numpy.maximum(traits @ weights + biases, 0) @ outs

    def slopes(self, traits, is_body, weight):
        linear, biases, outs, weights = self.parameters
        inner = traits @ weights + biases
        units = numpy.maximum(inner, 0)
        off = (1 / (1 + numpy.exp(-(traits @ linear + units @ outs))) - is_body) * weight
        back = numpy.outer(off, outs) * (inner > 0)
        return [traits.T @ off, back.sum(0), units.T @ off, traits.T @ back]


def fit(pages):
    """Weights fitted to pages, by Adam over batches of lines in an order of chance that the seed fixes."""
    traits = numpy.concatenate([page.traits for page in pages])
    is_body = numpy.concatenate([page.is_body for page in pages])
    weight = numpy.concatenate([page.weight for page in pages])
    weight = weight / weight.mean()
    network, chance = Network.first(SEED), numpy.random.default_rng(SEED)
    means = [numpy.zeros_like(one) for one in network.parameters]
    squares = [numpy.zeros_like(one) for one in network.parameters]
    step, steps = 0, EPOCHS * -(-len(traits) // BATCH)
    for _ in range(EPOCHS):
        order = chance.permutation(len(traits))
        for at in range(0, len(order), BATCH):
            own = order[at : at + BATCH]
            step += 1
            rate = RATE * (1 - step / (steps + 1))
            slopes = network.slopes(traits[own], is_body[own], weight[own] / len(own))
            for value, slope, mean, square in zip(network.parameters, slopes, means, squares):
                slope = slope + RIDGE * value * (value.ndim == 2 or value is network.parameters[0])
                mean += 0.1 * (slope - mean)
                square += 0.001 * (slope * slope - square)
                value -= rate * (mean / (1 - 0.9**step)) / (numpy.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return network


def chosen(page, scores):
    """The lines that the program takes for the body by these scores, but for what it knows of other pages of the site (`body.rs`)."""
    scores = scores + LENIENCE - BOILERPLATE * (page.traits[:, IN_LIST] > 0)
    inside = likeliest(scores)
    for at in range(1, len(inside) - 1):
        between = inside[at - 1] and inside[at + 1]
        inside[at] |= between and page.may_be_body[at] and scores[at] > -BOILERPLATE / 2
    inside &= page.may_be_body
    if not inside.any() and len(inside):
        inside[int(numpy.argmax(numpy.where(page.may_be_body, scores, -numpy.inf)))] = True
    return inside


def likeliest(scores):
    """The likeliest sequence of lines in and out of the body (Viterbi over two states)."""
    out, into, came = 0.0, -CHANGE / 2, []
    for score in scores / 2:
        came.append((into - CHANGE > out, into >= out - CHANGE))
        out, into = max(out, into - CHANGE) - score, max(into, out - CHANGE) + score
    state, path = into > out, numpy.zeros(len(scores), bool)
    for at in range(len(scores) - 1, -1, -1):
        path[at] = state
        state = came[at][1] if state else came[at][0]
    return path


def figures(pages, score):
    """Precision, recall and F1 of runs of words, as means over the pages; and F1 site by site."""
    rows = []
    for page in pages:
        inside = chosen(page, score(page))
        found = runs("\n".join(text for text, own in zip(page.texts, inside) if own), RUN)
        both = sum((found & page.known).values())
        rows.append((page.group, both / max(1, sum(found.values())), both / max(1, sum(page.known.values()))))
    precision, recall = (sum(row[at] for row in rows) / len(rows) for at in (1, 2))
    sites = collections.defaultdict(list)
    for group, *own in rows:
        sites[group].append(own)
    of_sites = sorted(f1(*(sum(one[at] for one in own) / len(own) for at in (0, 1))) for own in sites.values())
    quarter = of_sites[len(of_sites) // 4]
    return f"F1 {f1(precision, recall):.3f} (P {precision:.3f} R {recall:.3f}), lowest quarter of {len(sites)} sites {quarter:.3f}"


def part(group):
    """The part of the cross-validation that a site is in (FNV-1a)."""
    number = 0xCBF29CE484222325
    for byte in group.encode():
        number = (number ^ byte) * 0x100000001B3 % 2**64
    return number % PARTS


def cross_validated(pages):
    """The scores of each page by weights fitted to the sites of the other parts."""
    networks = [fit([page for page in pages if part(page.group) != own]) for own in range(PARTS)]
    return lambda page: networks[part(page.group)].score(page.traits)


def main():
    parser = argparse.ArgumentParser(description="Fits src/normalize/pasted/weights.txt (tools/cards/lines.md)")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--test", nargs="+", type=pathlib.Path, default=[])
    parser.add_argument("--to", type=pathlib.Path)
    parser.add_argument("--present", type=pathlib.Path, default=ROOT / "src/normalize/pasted/weights.txt")
    parser.add_argument("--lines", type=pathlib.Path)
    given = parser.parse_args()
    program = [str(given.lines.resolve())] if given.lines else ["cargo", "run", "--quiet", "--release", "--example", "lines", "--"]
    pages = read(given.folders, program)
    if len({part(page.group) for page in pages}) < 2:
        sys.exit("lines: too few pages with a `body`: they must be of sites in two parts at least")
    present = Network.read(given.present)
    lines, body = sum(len(page.texts) for page in pages), sum(int(page.is_body.sum()) for page in pages)
    print(f"{len(pages)} pages, {lines} lines, {body} of the body")
    print(f"by weights of other sites: {figures(pages, cross_validated(pages))}")
    whole = fit(pages)
    print(f"by weights fitted to all: {figures(pages, lambda page: whole.score(page.traits))}")
    print(f"by the present weights: {figures(pages, lambda page: present.score(page.traits))}")
    for folder in given.test:
        apart = read([folder], program)
        print(f"{folder.name}, by weights fitted to all: {figures(apart, lambda page: whole.score(page.traits))}")
        print(f"{folder.name}, by the present weights: {figures(apart, lambda page: present.score(page.traits))}")
    if given.to:
        given.to.write_text(whole.written(), encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except (answers.Bad, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"lines: {error}")
