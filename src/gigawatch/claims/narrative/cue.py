"""The words that give a kind of claim away, kept as data in English and Chinese, and found in one pass over a text.

Each file `data/FAMILY.toml` is a family of cues. Each table in it names a cue (or, by `name`, lends its words to one),
with lists `en` and `zh`, a `confidence`, and in `needs` the family `noun` tables one of which must stand near. Tables
with `scanned = false` are plain lists.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from gigawatch.vocab import fold

DATA = Path(__file__).parent / "data"
SHADOW = "shadow"


@dataclass(frozen=True, slots=True)
class Cue:
    """One way of wording `name`, a member of `family`.

    `needs` names nouns that must stand near, or in its very clause. A perfective cue tells of the past by itself.
    """

    family: str
    name: str
    confidence: float
    needs: tuple[str, ...] = ()
    in_clause: bool = False
    is_perfective: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found at `start` to `end` of the text."""

    start: int
    end: int
    cue: Cue

    @property
    def name(self) -> str:
        """What the cue stands for."""
        return self.cue.name


class _Automaton(Protocol):
    def add_word(self, word: str, value: object) -> bool: ...
    def make_automaton(self) -> None: ...
    def iter(self, text: str) -> Iterator[tuple[int, object]]: ...


def scan(folded: str, lang: str) -> dict[str, list[Hit]]:
    """All cues of a folded text by family, in order. Where two of a family overlap the longer stands.

    A cue named `shadow` is no find: its only work is to cover others (开工率 covers 开工).
    """
    found: dict[str, list[Hit]] = {}
    for last, value in _automaton(lang).iter(folded):
        word, cues = cast("tuple[str, tuple[Cue, ...]]", value)
        start, end = last + 1 - len(word), last + 1
        if _stands_alone(folded, start, end):
            for cue in cues:
                found.setdefault(cue.family, []).append(Hit(start, end, cue))
    return {family: list(_longest(_lit(hits))) for family, hits in found.items()}


def tables(family: str) -> Mapping[str, Mapping[str, object]]:
    """The tables of one family of cues as written."""
    return cast("Mapping[str, Mapping[str, object]]", _load(family))


def words(family: str, name: str, lang: str) -> tuple[str, ...]:
    """The words of one table, for a reader that matches them in its own way."""
    return tuple(cast("Sequence[str]", tables(family)[name].get(lang, ())))


@cache
def _load(family: str) -> dict[str, object]:
    return tomllib.loads((DATA / f"{family}.toml").read_text(encoding="utf-8"))


@cache
def _automaton(lang: str) -> _Automaton:
    import ahocorasick

    automaton = cast("_Automaton", ahocorasick.Automaton())
    for word, cues in _by_word(lang).items():
        automaton.add_word(word, (word, tuple(cues)))
    automaton.make_automaton()
    return automaton


def _by_word(lang: str) -> dict[str, list[Cue]]:
    by_word: dict[str, list[Cue]] = {}
    for path in sorted(DATA.glob("*.toml")):
        for key, table in tables(path.stem).items():
            cue = _cue(path.stem, key, table)
            listed = table.get(lang, ()) if table.get("scanned", True) else ()
            for word in cast("Sequence[str]", listed):
                by_word.setdefault(fold(word), []).append(cue)
    return by_word


def _cue(family: str, key: str, table: Mapping[str, object]) -> Cue:
    return Cue(
        family,
        name=str(table.get("name", key)),
        confidence=float(cast("float", table.get("confidence", 0.8))),
        needs=tuple(cast("Sequence[str]", table.get("needs", ()))),
        in_clause=bool(table.get("in_clause")),
        is_perfective=bool(table.get("perfective")),
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """False inside a longer Latin word: `may` in `mayor` is no cue."""
    return not (_joins(text, start - 1, start) or _joins(text, end - 1, end))


def _joins(text: str, left: int, right: int) -> bool:
    return left >= 0 and right < len(text) and _is_latin(text[left]) and _is_latin(text[right])


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


def _lit(hits: list[Hit]) -> list[Hit]:
    """The hits that no shadow touches, save those that reach beyond it at both ends."""
    shadows = [hit for hit in hits if hit.name == SHADOW]
    ends = [shadow.end for shadow in shadows]
    lit = []
    for hit in hits:
        at = bisect_right(ends, hit.start)
        covered = at < len(shadows) and shadows[at].start < hit.end and not _holds(hit, shadows[at])
        if hit.name != SHADOW and not covered:
            lit.append(hit)
    return lit


def _holds(hit: Hit, shadow: Hit) -> bool:
    return hit.start <= shadow.start and shadow.end <= hit.end and hit.end - hit.start > shadow.end - shadow.start


def _longest(hits: list[Hit]) -> Iterator[Hit]:
    """The hits without those that lie within or run into a longer one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if kept and (hit.start, hit.end) != (kept[-1].start, kept[-1].end) and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
        else:
            kept.append(hit)
    return iter(kept)
