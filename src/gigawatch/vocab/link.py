"""The links of the industrial chain, from the mine to recycling, and the words by which texts speak of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from gigawatch.vocab.scanner import Scanner
from gigawatch.vocab.shelf import number_of, read_entries, read_toml, text_of, texts_of

GUARD = -1
SHORT = 100  # texts up to so many characters are remembered with what they speak of


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One kind of product or process in the chain.

    `stage` counts from the mine (1); equipment serves all stages and has 0. `feeds` names the links that take what
    this one makes. A `core` link counts in the completeness of a region's chain. `unit` is that of its capacity.
    """

    code: str
    stage: int
    name_en: str
    name_zh: str
    definition_en: str
    definition_zh: str
    unit: str
    feeds: tuple[str, ...]
    core: bool
    terms_en: tuple[str, ...]
    terms_zh: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkMention:
    """A link spoken of in a text: characters `start` to `end`, the words, and the link's code."""

    start: int
    end: int
    surface: str
    code: str


def _link(entry: Mapping[str, object]) -> Link:
    stage = number_of(entry, "stage")
    assert stage is not None
    return Link(
        code=text_of(entry, "code"),
        stage=stage,
        name_en=text_of(entry, "name_en"),
        name_zh=text_of(entry, "name_zh"),
        definition_en=text_of(entry, "definition_en"),
        definition_zh=text_of(entry, "definition_zh"),
        unit=text_of(entry, "unit"),
        feeds=texts_of(entry, "feeds"),
        core=entry["core"] is True,
        terms_en=texts_of(entry, "terms_en"),
        terms_zh=texts_of(entry, "terms_zh"),
    )


@cache
def links() -> Mapping[str, Link]:
    """Every link by its code, from the mine downstream."""
    return MappingProxyType({link.code: link for link in map(_link, read_entries("link.toml", "link"))})


@cache
def _scanner(lang: str) -> Scanner:
    guard = read_toml("link.toml")["guard"]
    assert isinstance(guard, dict)
    terms = [(term, GUARD) for term in _terms(lang, texts_of(guard, "terms_en"), texts_of(guard, "terms_zh"))]
    for number, link in enumerate(links().values()):
        terms += [(term, number) for term in _terms(lang, link.terms_en, link.terms_zh)]
    return Scanner(terms)


def _terms(lang: str, terms_en: tuple[str, ...], terms_zh: tuple[str, ...]) -> tuple[str, ...]:
    return terms_en if lang == "en" else terms_en + terms_zh


@cache
def _codes() -> tuple[str, ...]:
    return tuple(links())


def find_links(text: str, lang: str = "zh") -> list[LinkMention]:
    """The links that a text speaks of, in order; a longer word that means something else (fuel cell) hides its part.

    Chinese texts use English terms too, so `zh` looks for the terms of both languages, `en` for the English ones.
    """
    return list(_find_again(text, lang) if len(text) <= SHORT else _find(text, lang))


def _find(text: str, lang: str) -> tuple[LinkMention, ...]:
    hits = (hit for hit in _scanner(lang).scan(text) if hit[2] != GUARD)
    return tuple(LinkMention(start, end, text[start:end], _codes()[number]) for start, end, number in hits)


_find_again = lru_cache(maxsize=65_536)(_find)  # names of plants repeat from claim to claim
