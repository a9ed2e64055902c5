"""Scores litopys on a folder of pages with known answers and prints a table.

    python3 tools/measure FOLDER [--program PROGRAM] [--compare OTHER] [--groups] [--pages] [--json]

docs/tuning.md describes the form of the answers and each measure. A folder of the project's own tests (tests/events/tuned, tests/days,
tests/speech) is read as it is. Python 3.9 or later and its standard library are enough; the project's own tests want Python 3.11.
"""

import argparse
import json
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True

import answers
import program
import table
from measures import MEASURES

RELEASE = pathlib.Path(__file__).resolve().parents[2] / "target/release/litopys"


def arguments():
    parser = argparse.ArgumentParser(
        prog="measure", description="Scores litopys on a folder of pages with known answers (docs/tuning.md)"
    )
    parser.add_argument("folder", type=pathlib.Path, help="a folder with answers.jsonl, or one of the project's tests")
    parser.add_argument("--program", type=pathlib.Path, default=RELEASE, help="the program (default: the release build)")
    parser.add_argument("--compare", type=pathlib.Path, metavar="OTHER", help="an earlier program; names what became worse")
    parser.add_argument("--groups", action="store_true", help="print each site or topic, not the lowest ten alone")
    parser.add_argument("--pages", action="store_true", help="print each page, the worst first")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser.parse_args()


def scored(binary, pages, into):
    """For each measure that has answers, what it counted on each page; and the pages that were not read."""
    said = program.ask(binary, pages, into)
    asked = [(measure, [page for page in pages if measure.has_answer(page)]) for measure in MEASURES]
    return [(measure, measure.count(on, said)) for measure, on in asked if on], said.missing


def main():
    sys.stdout.reconfigure(encoding="utf-8")
    given = arguments()
    pages = answers.read(given.folder)
    groups = {page.name: page.group for page in pages}
    with tempfile.TemporaryDirectory() as into:
        answers.unpack(pages, pathlib.Path(into))
        now, missing = scored(given.program, pages, pathlib.Path(into))
        before = scored(given.compare, pages, pathlib.Path(into))[0] if given.compare else None
    if given.json:
        print(json.dumps({**table.as_data(now, before, groups), "not read": missing}, ensure_ascii=False, indent=1))
        return
    print(f"{given.folder}: {len(pages)} pages of {len(set(groups.values()))} sites or topics")
    if missing:
        print(f"NOT READ: {len(missing)} pages, which count as without an answer: {', '.join(missing[:10])}")
    table.whole(now, before)
    table.spread(now, groups, every=given.groups)
    if given.pages:
        table.pages(now)
    if before:
        table.worse(now, before)


try:
    main()
except (answers.Bad, program.Failed) as error:
    sys.exit(f"measure: {error}")
except BrokenPipeError:
    sys.exit(1)
