"""The spellings of vocab compiled into patterns: every unit, scale, rate, counted noun and hedge, longest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from gigawatch.model import Bound
from gigawatch.quantity.bound import hedges
from gigawatch.quantity.unit import units
from gigawatch.vocab.shelf import read_entries, read_toml

T = TypeVar("T")
SPACE = r"[ \t\u00a0\u2009\u202f\u3000]{0,3}(?:\n[ \t]{0,12})?"
NUMBER = r"\d+(?:[.,]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*"
_NOT_BEFORE = {"欧": "(?![洲盟元美姆])"}
LONGEST_WORD = 60  # letters of one modifier; a longer run of letters and hyphens is no word
_LETTERED = re.compile(r"[A-Za-z][A-Za-z .-]{3,}")


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun or classifier that is counted: the class it suggests, and whether it counts only with more support."""

    group: str
    strict: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the grammar looks up, made once from the vocabulary files."""

    scales: Mapping[str, float]
    money_scales: Mapping[str, float]
    units: Mapping[str, str]
    prefixes: Mapping[str, str]
    prefix_ends: Mapping[str, tuple[str, ...]]
    rates: Mapping[str, str]
    rates_before: tuple[tuple[str, str], ...]
    rate_ends: tuple[str, ...]
    classifiers: frozenset[str]
    nouns: Mapping[str, Counted]
    hedges_before: Mapping[str, tuple[tuple[str, Bound], ...]]
    hedges_within: Mapping[str, Bound]
    hedges_after: Mapping[str, Bound]
    tail: re.Pattern[str]
    money_tail: re.Pattern[str]
    rate: re.Pattern[str]
    gloss: re.Pattern[str]
    below: re.Pattern[str]
    hedge_after: re.Pattern[str]
    noun: re.Pattern[str]


def _cased(word: str) -> tuple[str, ...]:
    """An English word as headlines and capitals write it too."""
    if not _LETTERED.fullmatch(word) or not word.islower():
        return (word,)
    return (word, word[0].upper() + word[1:], word.title(), word.upper())


def _either(spellings: Iterable[str]) -> str:
    """One pattern for many spellings, longest first, Latin ones ending where the word ends.

    Those of one first letter stand together behind it, so that a place is tried against letters, not against words.
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(set(spellings), key=lambda s: (-len(s), s)):
        ends_latin = word[-1].isascii() and word[-1].isalnum()
        by_letter.setdefault(word[0], []).append(
            re.escape(word[1:]).replace(r"\ ", r"[\s\u00a0-]{1,14}")
            + (r"(?![A-Za-z0-9])" if ends_latin else _NOT_BEFORE.get(word, ""))
        )
    return "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


def _spellings(entries: Iterable[Mapping[str, object]], key: str, fields: Iterable[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for entry in entries:
        for field in fields:
            words = entry.get(field, [])
            assert isinstance(words, list)
            found |= {spelling: entry[key] for word in words for spelling in _cased(str(word))}
    return found


def _texts(found: Mapping[str, object]) -> dict[str, str]:
    return {word: str(value) for word, value in found.items()}


def _numbers(found: Mapping[str, object]) -> dict[str, float]:
    return {word: float(value) for word, value in found.items() if isinstance(value, int | float)}


def _nouns() -> tuple[dict[str, Counted], frozenset[str]]:
    nouns: dict[str, Counted] = {}
    classifiers: set[str] = set()
    for entry in read_entries("unit.toml", "count"):
        english, chinese = entry.get("en", []), entry.get("zh", [])
        assert isinstance(english, list)
        assert isinstance(chinese, list)
        counted = Counted(str(entry["class"]), entry.get("strict") is True)
        nouns |= {spelling: counted for word in english for spelling in _cased(str(word))}
        classifiers |= {str(word) for word in chinese}
    return nouns, frozenset(classifiers)


def _hedge_words() -> tuple[list[tuple[str, Bound]], dict[str, Bound], dict[str, Bound]]:
    before: list[tuple[str, Bound]] = []
    within: dict[str, Bound] = {}
    after: dict[str, Bound] = {}
    for hedge in hedges().values():
        before += [(word, hedge.bound) for word in hedge.before]
        within |= dict.fromkeys(hedge.within, hedge.bound)
        after |= dict.fromkeys(hedge.after, hedge.bound)
    before.sort(key=lambda pair: -len(pair[0]))
    return before, within, after


def _by_last(items: Iterable[T], word: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    """The items by the last character of their word, in the order given."""
    found: dict[str, tuple[T, ...]] = {}
    for item in items:
        last = word(item)[-1]
        found[last] = (*found.get(last, ()), item)
    return found


def _noun_pattern(nouns: Iterable[str]) -> re.Pattern[str]:
    """Up to eight modifiers, none a preposition or verb, then a plural noun that is counted: `new battery plants`.

    A modifier is taken whole, hyphens and all, so that there is one way to read it; only where this leads to no noun is
    the last one cut at a hyphen: `lithium-battery-plants`.
    """
    stop = "of|in|to|from|for|at|on|with|by|are|is|was|were|will|have|has|had|per|a|an|the|or|into|than|as|which|that"
    letter = r"[\w/&’'().-]"
    head = rf"(?!(?:{stop})\b)[A-Za-z(]"
    gap = r"(?>[ \u00a0]?[ \u00a0\n-][ \t]{0,12})"
    modifier = rf"{gap}{head}{letter}{{0,{LONGEST_WORD}}}+"
    cut = rf"{gap}{head}{letter}{{0,{LONGEST_WORD}}}-[ \t]{{0,12}}"
    noun = _either(nouns)
    return re.compile(rf"(?:(?:{modifier}){{0,8}}?{gap}|(?:{modifier}){{0,7}}{cut})(?P<noun>{noun})")


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon of quantities in English and Chinese."""
    scale_entries, rate_entries = read_entries("unit.toml", "scale"), read_entries("unit.toml", "rate")
    scales = _numbers(_spellings(scale_entries, "factor", ("en", "zh")))
    money_scales = _numbers(_spellings(scale_entries, "factor", ("money",)))
    known = [unit for unit in units().values() if not unit.only_below]
    spelled = {s: unit.code for unit in known for word in unit.en + unit.zh for s in _cased(word)}
    below = {s: unit.code for unit in units().values() for word in unit.en + unit.zh for s in _cased(word)}
    prefixes = {word: unit.code for unit in known for word in unit.prefix}
    nouns, classifiers = _nouns()
    before, within, after = _hedge_words()
    rates_after = _texts(_spellings(rate_entries, "code", ("after",)))
    rates_before = _texts(_spellings(rate_entries, "code", ("before",)))
    scale = rf"(?P<scale>(?!千(?:瓦|克|米|吨|兆)|兆(?:瓦|焦|赫|帕|字|欧|伏))(?:{_either(scales)}))"
    inner = rf"(?P<within>{_either(within)})?"
    return Lexicon(
        scales=scales,
        money_scales=money_scales,
        units=spelled | dict.fromkeys(classifiers, "count") | {"_below " + k: v for k, v in below.items()},
        prefixes=prefixes,
        prefix_ends=_by_last(sorted(prefixes, key=len, reverse=True), str),
        rates=rates_after,
        rates_before=tuple(sorted(rates_before.items(), key=lambda pair: -len(pair[0]))),
        rate_ends=tuple(rates_before),
        classifiers=classifiers,
        nouns=nouns,
        hedges_before=_by_last(before, lambda pair: pair[0]),
        hedges_within=within,
        hedges_after=after,
        tail=re.compile(
            rf"(?:{SPACE}{inner}{SPACE}-?{scale}(?P<scaled>(?P<more>{_either(within)})?))?"
            rf"(?:(?P<bare>{_either(within)}))?{SPACE}-?(?P<unit>{_either([*spelled, *classifiers])})?"
        ),
        money_tail=re.compile(rf"(?P<scale>{_either(money_scales)})"),
        rate=re.compile(rf"{SPACE}(?P<rate>{_either(rates_after)})(?!\s(?:earlier|ago|before|prior)\b)"),
        gloss=re.compile(rf"\s?[(（](?:{_either(spelled)})[)）]"),
        below=re.compile(rf"(?:\s?/\s?|／|-?\s?per[\s-]|\san?\s|每)(?P<below>{_either(below)})"),
        hedge_after=re.compile(rf"\s?(?P<hedge>{_either(after)})"),
        noun=_noun_pattern(nouns),
    )


@cache
def variants() -> Mapping[int, str]:
    """Full-width and traditional characters that stand in quantities, each as the one character it means."""
    table = read_toml("unit.toml")["variant"]
    assert isinstance(table, dict)
    wide = {0xFF01 + i: chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in ",()"}
    return wide | {ord(str(key)): str(value) for key, value in table.items()}
