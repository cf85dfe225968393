"""Names written most like one that nobody knows: what a person may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from gigawatch.vocab.organisation import organisations
from gigawatch.vocab.place import gazetteer, names_of

ALIKE = 65  # of 100, by the letters that two names share in order
CLOSE = 80  # the same for names of the vocabulary, which are very many
MOST = 5


def pick_near(name: str, names: Iterable[str], least: int = ALIKE) -> tuple[str, ...]:
    """Up to five of some names that are written most like one, the likest first.

    >>> pick_near("Yibbin", ["Yibin", "Chengdu"])
    ('Yibin',)
    """
    from rapidfuzz import fuzz, process

    written = {told.casefold(): told for told in names}
    found = process.extract(name.strip().casefold(), sorted(written), scorer=fuzz.ratio, score_cutoff=least, limit=MOST)
    return tuple(written[text] for text, _, _ in found)


def near_places(name: str) -> tuple[str, ...]:
    """The names of places of the gazetteer that are near, provinces and countries and larger places first."""
    places = gazetteer()
    sizes: dict[str, tuple[bool, int, int]] = {}
    for number, row in enumerate(places.rows):
        for told in names_of(row):
            sizes[told] = max(places.size(number), sizes.get(told, (False, 0, 0)))
    return tuple(sorted(pick_near(name, sizes, CLOSE), key=lambda told: sizes[told], reverse=True))


def near_organisations(name: str) -> tuple[str, ...]:
    """The names of organisations of the vocabulary that are near."""
    names = (told for one in organisations() for told in (one.name, one.name_en, one.name_zh) if told)
    return pick_near(name, names, CLOSE)


def hint_among(word: str, known: Iterable[str], least: int = ALIKE) -> str:
    """The few words that one may have been meant for as a hint for a person: the near ones first, then all there are.

    >>> hint_among("reprot", ["report", "llm"])
    'near: report; there are: report, llm'
    """
    listed = tuple(dict.fromkeys(known))
    told = f"there are: {', '.join(listed) or 'none'}"
    near = hint(pick_near(word, listed, least))
    return f"{near}; {told}" if near else told


def hint(near: Iterable[str]) -> str | None:
    """Near names as a hint for a person; None where there are none."""
    told = list(dict.fromkeys(near))[:MOST]
    return f"near: {', '.join(told)}" if told else None
