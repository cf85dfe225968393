"""A new firm that a document names in two scripts: Norvale Energy (诺谷能源), 诺谷能源（Norvale Energy）.

A bracket behind a firm may as well hold a place, a ticker, a role or the firm above it; what is not plainly a second
name of the same firm joins nothing, nor does a name that documents pair with two others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from gigawatch.resolve.naming import fold
from gigawatch.resolve.organisation.firm import read_firm_name, words
from gigawatch.resolve.organisation.known import name_known
from gigawatch.resolve.organisation.wording import COMPANY_EN, is_firm_name
from gigawatch.resolve.romanise import romanise
from gigawatch.vocab import places

_LATIN = r"[A-ZÀ-Þ][\w&.'’-]{1,30}(?:\s[A-ZÀ-Þ&][\w&.'’-]{0,30}){0,5}"
_BRACKET = re.compile(
    rf"\s?[(（](?:(?:英文名称?|外文名称?|中文名称?|英文|中文)[:：]?\s?)?[“\"]?"
    rf"(?:(?P<zh>[\u4e00-\u9fff]{{3,20}})|(?P<en>{_LATIN}))[”\"]?[)）]"
)
_LONGEST = 60
_CODE = re.compile(r"[A-Z]{2,6}")


class TwoNames(NamedTuple):
    """Two names of one firm, in order, and the document that gives them together."""

    one: str
    other: str
    document: str


def find_two_names(texts: Iterable[tuple[str, str, Collection[str]]]) -> Iterator[TwoNames]:
    """The pairs of names in (document, text, firms that the document tells of)."""
    for document, text, firms in texts:
        if "(" not in text and "（" not in text:
            continue
        known = {fold(name): name for name in sorted(firms)}
        for match in _BRACKET.finditer(text):
            inner = match["zh"] or match["en"]
            if not _may_be_name(inner):
                continue
            outer = _name_before(text[max(0, match.start() - _LONGEST) : match.start()], known)
            if outer is not None and _may_be_second(outer, inner):
                one, other = sorted((outer, inner))
                yield TwoNames(one, other, document)


def pairs_of(told: Iterable[TwoNames]) -> dict[tuple[str, str], str]:
    """The pairs that no other pair contradicts, each with the first document that gives it."""
    partners: dict[str, set[str]] = defaultdict(set)
    for pair in (listed := sorted(told)):
        partners[pair.one].add(fold(pair.other))
        partners[pair.other].add(fold(pair.one))
    alone = (pair for pair in reversed(listed) if len(partners[pair.one]) == len(partners[pair.other]) == 1)
    return {(pair.one, pair.other): pair.document for pair in alone}


def _name_before(text: str, known: dict[str, str]) -> str | None:
    """The longest of a document's firms that a text ends with."""
    starts = (at for at in range(len(text)) if at == 0 or not (text[at - 1].isascii() and text[at - 1].isalnum()))
    return next((known[key] for at in starts if (key := fold(text[at:])) in known), None)


@lru_cache(maxsize=65_536)
def _may_be_name(inner: str) -> bool:
    """False for a place, a code, a role and a firm that the vocabulary knows."""
    if _CODE.fullmatch(inner) or places().find(inner) is not None or _apart().search(inner):
        return False
    return not _is_known(inner)


def _may_be_second(outer: str, inner: str) -> bool:
    """True for a firm's name in the other script that nothing tells to be another firm's."""
    one, two = read_firm_name(outer), read_firm_name(inner)
    if one.is_chinese == two.is_chinese or _is_known(outer):
        return False
    if _kinds(outer) != _kinds(inner) and _kinds(inner):
        return False
    chinese, latin = (one, two) if one.is_chinese else (two, one)
    is_spelled = bool(chinese.own) and romanise(chinese.own) == latin.own
    return is_spelled or is_firm_name(inner) or (not two.is_chinese and COMPANY_EN.search(inner) is not None)


def _is_known(name: str) -> bool:
    known = name_known(name)
    return known.organisation is not None or bool(known.holders)


@cache
def _apart() -> re.Pattern[str]:
    """Words of a role, a tie or a market, which make no second name."""
    return re.compile("|".join(words()["beside_zh"]) + r"|\b(?:" + "|".join(words()["beside_en"]) + r")\b")


def _kinds(name: str) -> frozenset[str]:
    """The kinds of firm that the words of a name tell, alike in both scripts: a group, a maker of cars."""
    folded = name.casefold()
    return frozenset(
        kind for kind, told in words().items() if kind.startswith("kind_") and any(w in folded for w in told)
    )
