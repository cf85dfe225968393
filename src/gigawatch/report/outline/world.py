"""The world's outlines as the package mapcraft carries them: Natural Earth, scale 1:50 million, public domain.

Only its file is read. The borders are Natural Earth's: as they are held on the ground, which is an opinion on none. A
map of China that is made public must be examined (Regulation on Map Management, State Council Decree 664 of 26 November
2015, chapter 3), so no land border of China is drawn from here.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from gigawatch.report.outline.shape import Outline, thin
from gigawatch.report.outline.topology import Topology

PACK = "packs/world-countries-2024.json.gz"
OF_CHINA = frozenset({"156", "158", "344", "446"})  # ISO 3166-1 numeric: China, Taiwan, Hong Kong, Macao


@cache
def read_world(finest: float, has_borders: bool) -> Outline:
    """The land as rings and, where asked for, the borders of countries as lines; details below `finest` degrees go."""
    world = Topology(_topology(), PACK, lambda arc: thin(arc, finest))
    geometries = [one for one in world.geometries() if "arcs" in one]
    rings = [ring for one in geometries for ring in world.shape(one).rings]
    sides: dict[int, set[str]] = defaultdict(set)
    for one in geometries:
        for number in world.uses(one):
            sides[number].add(str(one.get("id", "")))
    drawn = [number for number, of in sides.items() if len(of) > 1 and not of & OF_CHINA] if has_borders else []
    seen = tuple(ring for ring in rings if len(ring) > 3 and np.ptp(ring, axis=0).max() > finest)
    return Outline(seen, tuple(world.join([number]) for number in drawn))


@cache
def _topology() -> Mapping[str, object]:
    packed = files("mapcraft").joinpath(PACK).read_bytes()
    found = json.loads(gzip.decompress(packed))["topology"]
    assert isinstance(found, Mapping)
    return found
