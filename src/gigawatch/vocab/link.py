"""The links of the industrial chain, from the mine to recycling, and the words by which texts speak of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from gigawatch.vocab.scanner import Scanner
from gigawatch.vocab.shelf import number_of, read_entries, read_toml, text_of, texts_of

GUARD = -1
_JOINED = re.compile(r"\s*(?:[、/&（(]|[,，]|and|or|plus|和|与|及|以及|或)\s*")
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
    codes: dict[str, tuple[str, ...]] = {}
    for code, link in links().items():
        codes |= dict.fromkeys(_terms(lang, link.terms_en, link.terms_zh), (code,))
    for joint in read_entries("link.toml", "joint"):
        for term in _terms(lang, texts_of(joint, "terms_en"), texts_of(joint, "terms_zh")):
            codes[term] = texts_of(joint, "links")
    return Scanner([*terms, *((term, _kinds().index(of)) for term, of in codes.items())])


def _terms(lang: str, terms_en: tuple[str, ...], terms_zh: tuple[str, ...]) -> tuple[str, ...]:
    return terms_en if lang == "en" else terms_en + terms_zh


@cache
def _kinds() -> tuple[tuple[str, ...], ...]:
    """What a term may name: one link, or several at once."""
    joint = (texts_of(entry, "links") for entry in read_entries("link.toml", "joint"))
    return (*((code,) for code in links()), *dict.fromkeys(joint))


def find_links(text: str, lang: str = "zh") -> list[LinkMention]:
    """The links that a text speaks of, in order; a longer word that means something else (fuel cell) hides its part.

    Chinese texts use English terms too, so `zh` looks for the terms of both languages, `en` for the English ones.
    Words that name several links at once (铜铝箔) give one mention for each, at the same offsets.
    """
    return list(_find_again(text, lang) if len(text) <= SHORT else _find(text, lang))


def find_first_links(text: str, lang: str = "zh", beside: str | None = None) -> tuple[str, ...]:
    """The codes of the links that a description names first: several where one word or a list names them together, so
    that an amount of them is of none alone. The link `beside` is passed over, but where a list names it together with
    one that is counted in its unit: 30 GWh of cells and storage systems are of neither alone.

    >>> find_first_links("铜铝箔项目"), find_first_links("separators and cells", "en", beside="cell")
    (('copper_foil', 'aluminium_foil'), ('separator',))
    >>> find_first_links("动力电池及储能系统", beside="cell"), find_first_links("动力电池储能系统", beside="cell")
    (('cell', 'storage_system'), ('storage_system',))
    """
    found: list[LinkMention] = []
    passed: LinkMention | None = None
    for mention in find_links(text, lang):
        if mention.code == beside and not (found and _are_listed(found[-1], mention, text)):
            passed = mention
            continue
        if not found and passed is not None and _are_listed(passed, mention, text):
            found.append(passed)
        if found and mention.start > found[-1].start and not _JOINED.fullmatch(text, found[-1].end, mention.start):
            break
        found.append(mention)
    return tuple(dict.fromkeys(mention.code for mention in found))


def _are_listed(one: LinkMention, other: LinkMention, text: str) -> bool:
    is_same_unit = links()[one.code].unit == links()[other.code].unit
    return is_same_unit and _JOINED.fullmatch(text, one.end, other.start) is not None


def _find(text: str, lang: str) -> tuple[LinkMention, ...]:
    hits = (hit for hit in _scanner(lang).scan(text) if hit[2] != GUARD)
    return tuple(LinkMention(a, b, text[a:b], code) for a, b, number in hits for code in _kinds()[number])


_find_again = lru_cache(maxsize=65_536)(_find)  # names of plants repeat from claim to claim
