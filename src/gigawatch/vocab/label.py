"""What a code is called in English and in Chinese."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from gigawatch.vocab.currency import currencies
from gigawatch.vocab.link import links
from gigawatch.vocab.measure import measures
from gigawatch.vocab.status import kinds_of_statement, statuses


class _Named(Protocol):
    @property
    def name_en(self) -> str: ...
    @property
    def name_zh(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Words:
    """Names of a code that has no entry of its own."""

    name_en: str
    name_zh: str


PLANNED = _Words("planned", "规划")

_TABLES: Mapping[str, Callable[[], Mapping[str, _Named]]] = {
    "measure": measures,
    "status": lambda: {**kinds_of_statement(), **statuses(), "planned": PLANNED},
    "link": links,
    "currency": currencies,
}


def label(kind: str, code: str, lang: str) -> str:
    """The name of a measure, status, link or currency in a language (`en`, `zh`); an unlisted code is its own name.

    >>> label("status", "under_construction", "zh")
    '在建'
    """
    named = _TABLES[kind]().get(code)
    return code if named is None else named.name_zh if lang == "zh" else named.name_en
