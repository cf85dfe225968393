"""A firm's name taken apart: the words that are its own, the places in it, and the words that any firm may bear."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from gigawatch.vocab import places
from gigawatch.vocab.folding import fold, normalise

DATA = Path(__file__).parents[1] / "data" / "firm.toml"
HAN = re.compile(r"[\u3400-\u9fff]")
BRACKETS = re.compile(r"[(（][^()（）]{1,60}[)）]")
DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
COUNTRY_MARK = re.compile(r"\s*\([A-Z]\)")
SHORTEST_STEM = 2


@dataclass(frozen=True, slots=True)
class FirmName:
    """A firm's name: `folded` for equality, `stem` its own words in order, `places` the ids of places that it bears.

    `is_head`: a legal form that only a listed or head firm has, so that a place before the name is its seat.
    """

    surface: str
    folded: str
    stem: tuple[str, ...]
    places: frozenset[str]
    is_chinese: bool
    is_head: bool

    @property
    def own(self) -> str:
        """Its own words without spaces."""
        return "".join(self.stem)


@lru_cache(maxsize=65_536)
def read_firm_name(surface: str) -> FirmName:
    """A name's parts.

    >>> name = read_firm_name("贝特瑞（江苏）新能源材料有限公司")
    >>> name.stem, len(name.places)
    (('贝特瑞',), 1)
    """
    folded = fold_firm_name(surface)
    if HAN.search(folded):
        return _chinese(surface, folded)
    tokens = tuple(folded.split())
    found = _places_in(surface)
    placed = {word for name in found for word in fold(name).split()}
    stem = tuple(token for token in tokens if token not in words()["generic_en"] and token not in placed)
    return FirmName(surface, folded, stem, frozenset(found.values()), False, False)


def fold_firm_name(surface: str) -> str:
    """A name as it is compared, `folded` of what is read of it."""
    plain = COUNTRY_MARK.sub("", surface)
    return normalise(DOTTED.sub(lambda found: found.group().replace(".", ""), plain))


def _chinese(surface: str, folded: str) -> FirmName:
    compact = folded.replace(" ", "")
    found = _places_in(surface)
    rest = compact
    for name in sorted((fold(name) for name in found), key=len, reverse=True):
        if rest != name:
            rest = rest.replace(name, "", 1)
    rest = _strip_places_words(rest)
    rest = _strip_general(rest)
    is_head = any(fold(surface).rstrip().endswith(ending) for ending in words()["head_zh"])
    return FirmName(surface, folded, (rest,) if rest else (), frozenset(found.values()), True, is_head)


def _strip_general(rest: str) -> str:
    """A Chinese name without the general words at its end."""
    for word in words()["generic_zh"]:
        if rest.endswith(word) and len(rest) - len(word) >= SHORTEST_STEM:
            return _strip_general(rest[: -len(word)])
    return rest


def _strip_places_words(rest: str) -> str:
    return re.sub(r"^(?:省|市|县|区|自治区)", "", rest) or rest


def _places_in(surface: str) -> Mapping[str, str]:
    """The places that a name bears, by the words: at the front or in brackets in Chinese, anywhere in English."""
    text = re.sub(r"[()（）,，]", " ", surface)
    chosen = {}
    for start, name, place in places().inside(text):
        is_front = start == 0 or text[start - 1] == " "
        if is_front or not HAN.search(name):
            chosen[name] = place.id
    return chosen


@cache
def words() -> Mapping[str, tuple[str, ...]]:
    """The words of `data/firm.toml`, longest first."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {key: tuple(sorted(values, key=len, reverse=True)) for key, values in data.items()}
