"""A town under its region where the name alone means another place: Holland, Michigan, is not Holland."""

from __future__ import annotations

import re
from functools import lru_cache

from gigawatch.vocab import Place, places

_REGION = re.compile(r",\s(?P<region>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})")


def tell_region(place: str, text: str) -> str:
    """The place as the text names it, with the region that the text puts behind it where the name alone misleads."""
    at = text.find(f"{place}, ")
    match = _REGION.match(text, at + len(place)) if at >= 0 else None
    return _under(place, match["region"]) if match else place


@lru_cache(maxsize=4096)
def _under(place: str, region: str) -> str:
    words = region.split()
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        wider = places().find(name)
        if wider is not None:
            return f"{place}, {name}" if _is_misleading(place, wider) else place
    return place


def _is_misleading(place: str, region: Place) -> bool:
    """True where the region has a place of that name, and the name alone means one that lies elsewhere."""
    alone, there = places().find(place), places().find(place, region.id)
    if alone is None or there is None or not places().within(there.id, region.id):
        return False
    return not places().within(alone.id, region.id)
