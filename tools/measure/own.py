"""In: a folder of the project's own tests. Out: its pages in the form of `answers.jsonl`.

`tests/events/*` (labels.json), `tests/days` (expect.toml in each folder) and `tests/speech*` (expected.toml in each folder).
"""

import json


def rows(folder):
    """The pages of a folder of tests; nothing if it is none."""
    if (folder / "labels.json").is_file():
        return events(folder)
    found = []
    for case in sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []:
        if (case / "expect.toml").is_file():
            found += days(case)
        elif (case / "expected.toml").is_file():
            found += speech(case)
    return found


def toml(file):
    try:
        import tomllib
    except ImportError:
        raise SystemExit("measure: the project's own tests want Python 3.11 or later") from None
    return tomllib.loads(file.read_text(encoding="utf-8"))


def events(folder):
    """Events and stories; reports of an event of no story are a story of their own."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["pages"]
    story = lambda label: label["story"] or f"alone {label['event']}"
    return [
        {"file": f"pages/{name}", "group": label["kind"], "event": label["event"], "story": story(label)}
        for name, label in sorted(labels.items())
    ]


def days(case):
    """Some of the expressions of a page, and the day of each record of a feed."""
    known = toml(case / "expect.toml")
    published = known.get("published", [])
    feed, page = case / "feed.xml", case / "page.txt"
    if feed.is_file():
        row = lambda number, day: {"file": f"{case.name}/feed.xml", "record": number, "group": known["kind"], "published": day or None}
        return [row(number, day) for number, day in enumerate(published)]
    row = {"file": f"{case.name}/page.txt", "group": known["kind"]}
    if published:
        row["published"] = published[0] or None
    if known.get("dates") or known.get("no_days"):
        text = page.read_text(encoding="utf-8")
        row.update(language=known["language"], base=known["base"], only_listed=True)
        listed = [span(text, days["text"], days) for days in known.get("dates", [])]
        row["expressions"] = listed + [span(text, part, {"value": None}) for part in known.get("no_days", []) if apart(text, part, listed)]
    return [row]


def apart(text, part, listed):
    """Whether a part of a day that nothing means stands once in the text, outside the expressions that do mean a day."""
    at = text.find(part)
    return text.count(part) == 1 and not any(one["start"] <= at < one["end"] for one in listed)


def span(text, words, days):
    start = text.index(words)
    kept = {key: days[key] for key in ("value", "earliest", "latest", "inside") if key in days}
    return {"start": start, "end": start + len(words), "text": words, **kept}


def speech(case):
    """The quotes of a page with their speakers."""
    known = toml(case / "expected.toml")
    pages = [case / f"page.{ending}" for ending in ("txt", "md", "html")]
    file = next((page for page in pages if page.is_file()), None)
    if not file or "quote" not in known:
        return []
    quotes = [{"text": quote["text"], "speaker": quote["speaker"] or None} for quote in known["quote"]]
    return [{"file": f"{case.name}/{file.name}", "group": known["language"], "quotes": quotes}]
