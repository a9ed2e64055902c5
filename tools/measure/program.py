"""In: the program and pages. Out: what it says of each, by the verbs `read`, `list` and `dates`."""

import collections
import json
import os
import subprocess

READ = ("headline", "body", "published", "quotes", "people", "organizations", "places")
LISTED = ("event", "story")


class Failed(Exception):
    """The program does not run."""


class Said:
    """What the program says of pages, by their names; `missing` are those that it did not read."""

    def __init__(self):
        self.read, self.listed, self.dates = {}, {}, {}
        self.missing = []


def ask(binary, pages, into):
    said = Said()
    of = lambda keys: [page for page in pages if any(key in page for key in keys)]
    if of(READ):
        said.read = by_page(binary, "read", of(READ), into)
    if of(LISTED):
        said.listed = by_page(binary, "list", of(LISTED), into)
    said.missing += [page.name for page in of(READ) if page.name not in said.read]
    said.missing += [page.name for page in of(LISTED) if page.name not in said.listed and page.name not in said.missing]
    for page in of(("expressions",)):
        said.dates[page.name] = run(binary, "dates", "--language", page["language"], "--base", page["base"], page.path)
    return said


def by_page(binary, verb, pages, into):
    """What a verb prints of each page, all of them given at once."""
    listing = into / "list"
    listing.write_text("".join(f"{path}\t{url}\n" for path, url in addresses(pages).items()), encoding="utf-8")
    found = {(item["path"], item.get("record") or 0): item for item in run(binary, verb, "--files-from", listing)}
    named = {(os.path.abspath(page.path), page.record): page.name for page in pages}
    return {named[key]: item for key, item in found.items() if key in named}


def addresses(pages):
    """The files of pages with the address that is given to the program, which takes one for a whole file.

    A file whose pages have different addresses is given none: the program would take it for each page that states none of its own.
    """
    held = collections.defaultdict(set)
    for page in pages:
        held[os.path.abspath(page.path)].add(page.url)
    return {path: next(iter(urls)) if len(urls) == 1 else "" for path, urls in held.items()}


def run(binary, verb, *arguments):
    """The objects that a verb prints. A page that cannot be read is an answer that is missing, not the end."""
    command = [os.path.abspath(binary), verb, "--json", "--quiet", *map(str, arguments)]
    try:
        done = subprocess.run(command, capture_output=True, env={**os.environ, "LITOPYS_CACHE": ""}, check=False)
    except OSError as error:
        raise Failed(f"{binary}: {error.strerror}") from error
    if done.returncode not in (0, 1):
        raise Failed(f"{binary} {verb}: {done.stderr.decode(errors='replace').strip()[:500]}")
    return [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
