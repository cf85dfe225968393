"""Two firms' names side by side: how likely they are one firm's, and on what ground."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gigawatch.resolve.organisation.firm import FirmName, words
from gigawatch.resolve.romanise import is_pinyin

SAME, NEAR, SHORT, PERHAPS, NEVER = 0.98, 0.93, 0.8, 0.7, 0.0
SPELLED_ALIKE = 90.0
SHORTEST_NEAR = 7
SHORTEST_STEM = 3
ACRONYM = 3
GROUP = re.compile(r"\b(?:Group|Holdings?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How likely two names are one firm's (0 to 1), and the reason."""

    score: float
    reason: str


def compare_names(one: FirmName, other: FirmName) -> Comparison:
    """The likelihood that two names mean one firm; 0 where something in them tells the firms apart.

    >>> from gigawatch.resolve.organisation.firm import read_firm_name
    >>> compare_names(read_firm_name("Morrow"), read_firm_name("Morrow Batteries AS")).score
    0.98
    """
    if one.folded.replace(" ", "") == other.folded.replace(" ", ""):
        return Comparison(1.0, "the same name but for case, spacing and legal form")
    if one.is_chinese != other.is_chinese:
        return Comparison(NEVER, "written in different scripts")
    apart = _told_apart(one, other)
    if apart is not None:
        return Comparison(NEVER, apart)
    return _alike(one, other)


def _told_apart(one: FirmName, other: FirmName) -> str | None:
    """What makes two names those of two firms: another place, another line of business, another number."""
    if one.places != other.places and not _is_seat(one, other) and not _is_seat(other, one):
        return "they bear different places"
    differing = set(one.folded.split()) ^ set(other.folded.split())
    special = sorted(differing & set(words()["apart_en"]))
    if special and not _is_short_form(one, other):
        return f"only one of them is called {special[0]}"
    numbers = {token for token in differing if any(char.isdigit() for char in token)}
    return f"only one of them bears {min(numbers)}" if numbers else None


def _is_short_form(one: FirmName, other: FirmName) -> bool:
    """True where one name is the other without a last word that says its line of business: Westwater (Resources)."""
    short, long = sorted((one.stem, other.stem), key=len)
    is_group = any(GROUP.search(name.surface) for name in (one, other))
    is_telling = (
        len("".join(short)) > SHORTEST_STEM and not one.is_chinese and one.places == other.places and not is_group
    )
    return (
        is_telling and long[: len(short)] == short and len(long) == len(short) + 1 and long[-1] in words()["apart_en"]
    )


def _is_seat(longer: FirmName, shorter: FirmName) -> bool:
    """True where the longer name only adds the seat of a listed or head firm."""
    return longer.is_head and not shorter.places


def _alike(one: FirmName, other: FirmName) -> Comparison:
    if not one.own or not other.own:
        return Comparison(NEVER, "a name without a word of its own")
    if _is_short_form(one, other) or _is_short_form(other, one):
        return Comparison(SHORT, "one is the other without its line of business")
    if one.own == other.own:
        is_telling = len(one.own) >= SHORTEST_STEM
        return Comparison(SAME if is_telling else PERHAPS, f"both have {' '.join(one.stem)} as their own words")
    if one.is_chinese:
        return _alike_chinese(one, other)
    return _alike_spelling(one, other)


def _alike_chinese(one: FirmName, other: FirmName) -> Comparison:
    short, long = sorted((one.own, other.own), key=len)
    if len(short) >= SHORTEST_STEM and long.startswith(short):
        return Comparison(PERHAPS, f"one begins with the other: {short}")
    return Comparison(NEVER, "other characters")


def _alike_spelling(one: FirmName, other: FirmName) -> Comparison:
    from rapidfuzz import fuzz

    ratio = fuzz.ratio(one.own, other.own)
    if is_pinyin(one.own) and is_pinyin(other.own):
        return Comparison(NEVER, "other syllables of Chinese")
    if min(len(one.own), len(other.own)) >= SHORTEST_NEAR and ratio >= SPELLED_ALIKE and one.own[0] == other.own[0]:
        return Comparison(NEAR, f"spelled alike ({ratio:.0f} of 100)")
    if _is_acronym(one, other) or _is_acronym(other, one):
        return Comparison(PERHAPS, "one is the other's initials")
    return Comparison(NEVER, "other words")


def _is_acronym(short: FirmName, long: FirmName) -> bool:
    initials = "".join(token[0] for token in long.folded.split())
    return len(short.own) >= ACRONYM and short.own in (initials, "".join(token[0] for token in long.stem))
