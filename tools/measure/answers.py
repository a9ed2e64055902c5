"""In: a folder. Out: its pages with their known answers.

A folder holds `answers.jsonl`, one object a page (docs/tuning.md). A folder of the project's own tests is converted on the way (`own`).
"""

import gzip
import json
import pathlib
import urllib.parse

import own

FILE = "answers.jsonl"
# What a page may say; another key is a mistake in the answers, which must not pass as "not asked".
KEYS = {
    "file", "record", "url", "group", "language", "base", "headline", "body", "published", "expressions", "only_listed", "event", "story",
    "quotes", "people", "organizations", "places", "unsure",
}


class Bad(Exception):
    """The answers cannot be read."""


class Page:
    """A page and what is known of it."""

    def __init__(self, folder, known):
        self.known = known
        self.name = known["file"] + (f"#{known['record']}" if known.get("record") else "")
        self.source = folder / known["file"]
        self.path = self.source
        self.record = known.get("record") or 0
        self.url = known.get("url") or ""
        self.group = known.get("group") or host(self.url) or str(pathlib.PurePath(known["file"]).parent)

    def __contains__(self, key):
        return key in self.known

    def __getitem__(self, key):
        return self.known[key]

    def get(self, key, otherwise=None):
        return self.known.get(key, otherwise)


def host(url):
    """The host of an address, without `www.`."""
    name = urllib.parse.urlsplit(url).hostname or ""
    return name[4:] if name.startswith("www.") else name


def read(folder):
    """The pages of a folder in their order."""
    rows = lines(folder / FILE) if (folder / FILE).is_file() else own.rows(folder)
    if not rows:
        raise Bad(f"{folder}: no {FILE}, and none of the project's own tests")
    pages = [Page(folder, checked(row, folder)) for row in rows]
    names = [page.name for page in pages]
    twice = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
    if twice:
        raise Bad(f"{folder}: answered twice: {', '.join(sorted(twice))}")
    return pages


def lines(file):
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise Bad(f"{file}:{number}: {error}") from error
    return rows


def checked(row, folder):
    if not isinstance(row, dict) or not isinstance(row.get("file"), str):
        raise Bad(f"{folder}: each answer is an object with a `file`")
    unknown = set(row) - KEYS
    if unknown:
        raise Bad(f"{folder}: {row['file']}: unknown keys: {', '.join(sorted(unknown))}")
    if pathlib.PurePath(row["file"]).is_absolute() or ".." in pathlib.PurePath(row["file"]).parts:
        raise Bad(f"{folder}: {row['file']} is not below the folder")
    if not (folder / row["file"]).is_file():
        raise Bad(f"{folder}: {row['file']} is not there")
    if "expressions" in row and not (row.get("language") and row.get("base")):
        raise Bad(f"{folder}: {row['file']}: `expressions` want a `language` and a `base`")
    return row


def unpack(pages, into):
    """Unpacks pages that end in `.gz`, since the program reads them by their names; folders stay, for they order the pages."""
    for page in pages:
        if page.source.suffix == ".gz":
            page.path = (into / "pages" / page["file"]).with_suffix("")
            page.path.parent.mkdir(parents=True, exist_ok=True)
            page.path.write_bytes(gzip.decompress(page.source.read_bytes()))
