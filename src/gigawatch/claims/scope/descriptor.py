"""What only describes a firm and names no owner: `South Korea's LG Energy Solution`, `the Ningde-based maker`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE, Mention

_MAKER = (
    r"(?:[a-z]+[- ])?(?:maker|manufacturer|producer|supplier|developer|operator|company|firm|group|giant|startup"
    r"|start-up|automaker|carmaker|miner|recycler|refiner|conglomerate|corporation|specialist|integrator|utility|heavyweight)"
)
_OWNING = re.compile(r"['’]s\s(?:[a-z][a-z-]*\s){0,4}$")  # Japan's state-backed |JX Metals
_PEOPLE = re.compile(rf"\s(?:(?:[a-z][a-z-]*\s){{0,4}}?{_MAKER}s?\s)?$")  # Greek firm |Hellenic Renewables
_LOCATING = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Aa]cross|[Tt]o|[Ff]rom|[Ii]nto)\s(?:the\s)?$")
_BASED = re.compile(r"(?:[A-ZÀ-Þ][\w.’'À-ÿ]*\s){0,3}?[A-ZÀ-Þ][\w.’'À-ÿ]*-(?:based|headquartered|listed|owned)\s")
_THE_FIRM = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s(?:(?!(?:of|in|at|on|to|for|by|and|with|from|that|which|is|was|will|has|plant|project)\b)"
    rf"[\w’'-]+\s){{0,4}}?{_MAKER}\b(?!\s[A-ZÀ-Þ])"
)
_FIRM_HINTS = (
    "maker", "manufacturer", "producer", "supplier", "developer", "operator", "company", "firm", "group", "giant",
    "start", "miner", "recycler", "refiner", "conglomerate", "corporation", "specialist", "integrator", "utility",
    "heavyweight",
)  # fmt: skip


def firm_words(sentence: str) -> list[tuple[int, int]]:
    """Where words stand for a firm told before: `the company`, `the Ningde-based battery maker`."""
    if not any(map(sentence.__contains__, _FIRM_HINTS)):
        return []
    return [match.span() for match in _THE_FIRM.finditer(sentence)]


def without_descriptors(sentence: str, mentions: Sequence[Mention], stands: Sequence[tuple[int, int]]) -> list[Mention]:
    """The mentions without countries and towns that only describe a firm, firms without where they are based.

    `stands` is where words stand for a firm.
    """
    named = [_without_base(m) if m.kind == FIRM and "-" in m.name else m for m in mentions]
    firms = [m.start for m in named if m.kind == FIRM]
    return [m for m in named if m.kind not in (PLACE, COUNTRY) or not _describes(sentence, m, firms, stands)]


def _describes(sentence: str, mention: Mention, firms: Sequence[int], stands: Sequence[tuple[int, int]]) -> bool:
    """True for a place right before the firm that it describes, or within words that stand for a firm."""
    if mention.level == "world":
        return False
    if any(a <= mention.start < b for a, b in stands) or sentence.startswith("-based", mention.end):
        return True
    behind = next((at for at in firms if at >= mention.end), None)
    if behind is None or behind - mention.end > 70:
        return False
    if sentence[mention.end : behind] == " ":  # Guangxi |Huayou New Energy, but `In Hungary CATL plans`
        return _LOCATING.search(sentence, max(0, mention.start - 16), mention.start) is None
    shape = _PEOPLE if mention.role in ("people", "makers") else _OWNING
    return shape.fullmatch(sentence, mention.end, behind) is not None


def _without_base(mention: Mention) -> Mention:
    """A firm's name without where it is based: `San Francisco-based Intersect Power`."""
    base = _BASED.match(mention.name)
    if base is None or base.end() == len(mention.name):
        return mention
    return mention._replace(start=mention.start + base.end(), name=mention.name[base.end() :])
