"""Tables: the whole, each site or topic, each page, and what became worse."""

import collections
import statistics

# So many of the lowest sites or topics are printed unless all are asked for.
LOWEST = 10


def total(counts):
    whole = collections.Counter()
    for one in counts:
        whole.update(one)
    return collections.defaultdict(int, whole)


def main(figures):
    """The figure by which sites and topics are compared."""
    return next(iter(figures.values()))


def whole_figures(measure, counts):
    return measure.figures(total(counts.values()))


def by_group(measure, counts, groups):
    held = collections.defaultdict(list)
    for name, one in counts.items():
        held[groups[name]].append(one)
    return {group: (len(some), measure.figures(total(some))) for group, some in held.items()}


def shown(value):
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def print_rows(rows, indent=""):
    widths = [max(len(row[at]) for row in rows if at < len(row)) for at in range(max(map(len, rows)))]
    for row in rows:
        print((indent + "  ".join(cell.ljust(width) if at == 0 else cell.rjust(width) for at, (cell, width) in enumerate(zip(row, widths)))).rstrip())


def whole(now, before):
    """The figures over all pages; beside an earlier program those of both and the difference."""
    for at, (measure, counts) in enumerate(now):
        figures = whole_figures(measure, counts)
        rows = [[measure.name, *figures], ["now" if before else "", *map(shown, figures.values())]]
        if before:
            earlier = whole_figures(measure, before[at][1])
            change = [one - other if None not in (one, other) else None for one, other in zip(figures.values(), earlier.values())]
            signed = ["-" if one is None else f"{one:+.3f}" if isinstance(one, float) else f"{one:+d}" for one in change]
            rows += [["before", *map(shown, earlier.values())], ["change", *signed]]
        print()
        print_rows(rows)


def spread(now, groups, every):
    """How far sites or topics lie apart: the mean over them, quartiles, and the lowest."""
    for measure, counts in now:
        found = by_group(measure, counts, groups)
        asked = {group: (pages, main(figures)) for group, (pages, figures) in found.items() if main(figures) is not None}
        if len(asked) < 2:
            continue
        values = [value for _, value in asked.values()]
        low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
        label = next(iter(whole_figures(measure, counts)))
        line = f"mean {statistics.fmean(values):.3f}, quartiles {low:.3f} {middle:.3f} {high:.3f}, lowest {min(values):.3f}"
        print(f"\n{measure.name}, {label} of {len(asked)} sites or topics: {line}")
        ordered = sorted(asked.items(), key=lambda one: (one[1][1], one[0]))
        print_rows([[group, shown(value), f"{pages} page{'s' * (pages != 1)}"] for group, (pages, value) in ordered[: None if every else LOWEST]], "  ")
        if len(ordered) > LOWEST and not every:
            print(f"  … {len(ordered) - LOWEST} more with --groups")


def worths(measure, counts):
    return {name: measure.worth(total([one])) for name, one in counts.items()}


def pages(now):
    for measure, counts in now:
        worth = worths(measure, counts)
        ordered = sorted(counts, key=lambda name: (worth[name] or 0.0, name))
        print(f"\n{measure.name}, each page")
        first = [["", *whole_figures(measure, counts)]]
        print_rows(first + [[name, *map(shown, measure.figures(total([counts[name]])).values())] for name in ordered], "  ")


def worse(now, before):
    """Names the pages that are worth less than before, those that lost most first."""
    for (measure, counts), (_, earlier) in zip(now, before):
        new, old = worths(measure, counts), worths(measure, earlier)
        both = [name for name in new if None not in (new[name], old[name])]
        lost = sorted((name for name in both if new[name] < old[name]), key=lambda name: (new[name] - old[name], name))
        gained = sum(new[name] > old[name] for name in both)
        print(f"\n{measure.name}: {len(lost)} pages worse, {gained} better")
        if lost:
            print_rows([[name, shown(old[name]), "→", shown(new[name])] for name in lost], "  ")


def as_data(now, before, groups):
    """The figures over all pages, and of each site or topic."""
    data = {}
    for at, (measure, counts) in enumerate(now):
        held = by_group(measure, counts, groups)
        data[measure.name] = {"all": whole_figures(measure, counts), "groups": {group: figures for group, (_, figures) in sorted(held.items())}}
        if before:
            data[measure.name]["before"] = whole_figures(measure, before[at][1])
    return data
