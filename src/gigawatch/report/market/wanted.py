"""The plan of the market chapter: which sentences it may hold, and which figures each of them wants.

A sentence of `data/market.toml` names its template and its slots. The kind of a slot says how its figure is made: the
`level` of a table's measures, the `change` of it since an earlier period (of a share in `points`), its `share` in a
whole, or one of the `largest`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

PLAN = Path(__file__).parents[1] / "data" / "market.toml"
KINDS = ("level", "change", "points", "share", "largest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One figure that a sentence wants.

    `measures` of `subject` in `table` are added up; `back` says how many years before the sentence's own the figure is
    of, `since` names that year itself, or the one that a change counts from. `whole` and `among` say what a share is
    of: measures, and a subject, `*` for all subjects together. `place` is the rank of one of the `largest`. `look`
    chooses the wording of a change: a verb (`rose by`) or an aside (`up`).
    """

    kind: str
    table: str
    measures: tuple[str, ...]
    unit: str = ""
    subject: str = ""
    back: int = 0
    since: str = ""
    whole: tuple[str, ...] = ()
    among: str = ""
    place: int = 0
    look: str = "verb"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is told where every slot of `needs` has a figure and those of each of `orders` fall one by one.

    A `counter` that it names must be the provider of all its figures. Its year is the newest for which all that holds;
    `is_any_period` lets it be of a part of a year or a day.
    """

    key: str
    slots: Mapping[str, Wanted]
    needs: tuple[str, ...]
    orders: tuple[tuple[str, ...], ...] = ()
    is_any_period: bool = False
    counter: str = ""

    @property
    def since(self) -> str:
        """The year that a change in it counts from, where it names one."""
        return next((one.since for one in self.slots.values() if one.since), "")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the chapter: its paragraphs, each of several sentences."""

    code: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


@cache
def parts() -> tuple[Part, ...]:
    """The parts of the chapter in their order."""
    plan = _plan()
    sentences = {str(one["key"]): _sentence(one) for one in plan["sentence"]}
    return tuple(
        Part(str(part["code"]), tuple(tuple(sentences[key] for key in keys) for keys in part["paragraphs"]))
        for part in plan["part"]
    )


@cache
def counts() -> tuple[tuple[str, ...], ...]:
    """The words of notes by which figures are of one count, a group for each."""
    return tuple(tuple(group) for group in _plan()["one_count"])


@cache
def articled(lang: str) -> frozenset[str]:
    """The names that take an article within a sentence of a language."""
    return frozenset(_plan()["articled"]) if lang == "en" else frozenset()


def _plan() -> dict[str, list[Any]]:
    return tomllib.loads(PLAN.read_text(encoding="utf-8"))


def _sentence(entry: Mapping[str, object]) -> Sentence:
    slots = entry["slots"]
    assert isinstance(slots, dict)
    base = {key: entry[key] for key in ("table", "subject", "unit") if key in entry}
    wanted = {str(name): _wanted({**base, **slot}) for name, slot in slots.items()}
    optional = _texts(entry.get("optional"))
    needs = tuple(name for name in wanted if name not in optional)
    is_any_period = entry.get("any_period") is True
    return Sentence(
        str(entry["key"]), wanted, needs, _orders(entry.get("order")), is_any_period, str(entry.get("counter", ""))
    )


def _wanted(entry: Mapping[str, object]) -> Wanted:
    kind = next(one for one in KINDS if one in entry)
    rest = {key: value for key, value in entry.items() if key not in (kind, "whole")}
    return Wanted(
        kind=kind,
        measures=_texts(entry[kind]),
        whole=_texts(entry.get("whole")),
        **rest,  # type: ignore[arg-type]
    )


def _orders(value: object) -> tuple[tuple[str, ...], ...]:
    """One order of slots or a list of them."""
    is_nested = isinstance(value, list) and bool(value) and isinstance(value[0], list)
    return tuple(map(_texts, value)) if isinstance(value, list) and is_nested else (_texts(value),)


def _texts(value: object) -> tuple[str, ...]:
    """One text or a list of them."""
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)
