"""What an English figure is of: the plant or project of its sentence, the product behind it, or what is counted."""

from __future__ import annotations

import re
from functools import lru_cache

from gigawatch.claims.english_discourse import Discourse
from gigawatch.claims.trait import object_after

_FACILITY = re.compile(
    r"\b(?:an?|the|its|this|another|new|second|third|whole|entire|planned)\s"
    r"(?P<what>(?:(?!(?:an?|the|its|in|of|at|to|for|and|that|which|with|is|was|has)\s)[A-Za-z][\w’'-]*\s){0,4}?"
    r"(?:plants?|bases?|projects?|factory|factories|facility|facilities|refinery|mine|gigafactory|joint\sventure|production\slines?)"
    r"(?:\s(?:for|of)\s(?:[a-z][\w-]*\s?){1,5}?(?=[,.;]|\s(?:in|at|on|with|that|which|by|and|near|to)\b))?)"
)
_FACILITY_HINT = re.compile(r"plant|base|project|factor|facilit|refiner|mine|venture|line")
_BARE = re.compile(
    r"(?:new|company'?s?|current|whole|entire|first|second)?\s?(?:plants?|bases?|projects?|facility|factory)"
)
_COUNTED = re.compile(
    r"(?P<rest>(?:\s(?:in|for|along|of|on)\s(?:[a-z][\w-]*\s?){1,8}?)?)(?=[,.;]|\s(?:were|was|are|is|will|with|worth|have|has|had|that|which|at)\b)"
)
_GROWING = re.compile(
    r"\b(?P<what>(?:[a-z-]+\s){0,3}(?:sales|output|production|exports|shipments|revenues?|profits?|capacity|installations|demand"
    r"|prices?|use|generation|emissions|footprint))\b[^.;]{0,90}$"
)
_OF_PLANT = frozenset({"investment", "capacity", "area", "jobs", "vehicles"})


def object_at(text: str, span: tuple[int, int], measure: str, surface: str, discourse: Discourse) -> str | None:
    """A short description of what the figure at `span` of a sentence is of."""
    if measure == "projects" or (measure == "other" and " " in surface):
        counted = re.sub(r"^(?:.*?\d[\d,.]*|[A-Za-z]+)\s", "", surface)
        rest = _COUNTED.match(text, span[1])
        said = " ".join((counted + (rest["rest"] if rest else "")).split())
        if measure == "projects" and said:
            discourse.facility = said
        return said or None
    if measure == "growth":
        grown = _GROWING.search(text, max(0, span[0] - 130), span[0])
        return " ".join(grown["what"].split()) if grown else None
    if measure not in _OF_PLANT:
        return object_after(text, span[1], "en")
    return _facility(text, span, discourse) or object_after(text, span[1], "en")


def _facility(text: str, span: tuple[int, int], discourse: Discourse) -> str | None:
    """The plant nearest before the figure, else behind it, else the one last described."""
    full = _facilities(text)
    before = [what for at, what in full if at < span[0]]
    behind = [
        what for at, what in full if span[1] <= at < span[1] + 60 and not re.search(r",| and ", text[span[1] : at])
    ]
    chosen = before[-1] if before else behind[0] if behind else None
    if chosen:
        return chosen
    return discourse.facility or discourse.phase


def keep_facility(text: str, discourse: Discourse) -> None:
    """Remembers the plant or project that a sentence describes first."""
    discourse.facility = next((what for _, what in _facilities(text)), discourse.facility)


@lru_cache(maxsize=8)
def _facilities(text: str) -> tuple[tuple[int, str], ...]:
    """The plants and projects that a sentence describes, and where; `the plant` alone describes none."""
    if _FACILITY_HINT.search(text) is None:
        return ()
    named = ((m.start(), " ".join(m["what"].split())) for m in _FACILITY.finditer(text))
    return tuple((at, what) for at, what in named if not _BARE.fullmatch(what))
