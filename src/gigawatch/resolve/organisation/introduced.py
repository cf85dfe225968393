"""Names that a text introduces together: 天能 (Tianneng), Sunwoda Electronic 欣旺达, Exide Solutions (EESL)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from gigawatch.resolve.naming import fold
from gigawatch.resolve.organisation.firm import FirmName, read_firm_name

BRACKET = re.compile(
    r"\s?[(（](?:(?:简称|下称|英文名|外文名|英文|以下简称|原名|原|又称|hereinafter|formerly|known as|or)\s*[:：]?\s*)?"
    r"[\"“「'‘]?(?P<inner>[^()（）,，;；:：\"”」’]{2,60})[\"”」’]?(?:[,，;；:：][^()（）]*)?[)）]"
)
FOREIGN = re.compile(r"(?:外文名称?|英文名称?|中文名称?)\s*[:：]?\s*(?P<inner>[^,，。;；\n]{2,60})")
SIDE_BY_SIDE = re.compile(r"(?<=[A-Za-z.)]) (?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]) ?(?=[A-Z][A-Za-z]{2})")
LONGEST = 70
SHORTEST_INITIALS = 2


def find_introductions(texts: Iterable[str], names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of the given names of which some text introduces one by the other."""
    known = {fold(name): name for name in sorted(names)}
    for text in texts:
        for match in BRACKET.finditer(text):
            yield from _tie(text[max(0, match.start() - LONGEST) : match.start()], match["inner"], known)
        for match in FOREIGN.finditer(text):
            yield from _tie(text[max(0, match.start() - LONGEST) : match.start()].rstrip(" ,，"), match["inner"], known)
        for match in SIDE_BY_SIDE.finditer(text):
            behind = text[match.end() : match.end() + LONGEST]
            before = text[max(0, match.start() - LONGEST) : match.start()]
            yield from _tie(before, _longest_start(behind, known), known)


def _tie(before: str, inner: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    second = known.get(fold(inner))
    first = _longest_end(before, known) if second is not None else None
    if first is not None and second is not None and first != second and _may_be_one(first, second):
        yield first, second


def _longest_end(text: str, known: dict[str, str]) -> str | None:
    """The longest known name that a text ends with."""
    starts = (i for i in range(len(text)) if i == 0 or not (_is_latin(text[i - 1]) and _is_latin(text[i])))
    return next((known[key] for i in starts if (key := fold(text[i:])) in known), None)


def _longest_start(text: str, known: dict[str, str]) -> str:
    """The longest known name that a text begins with."""
    ends = (i for i in range(len(text), 1, -1) if i == len(text) or not (_is_latin(text[i - 1]) and _is_latin(text[i])))
    return next((text[:i] for i in ends if fold(text[:i]) in known), "")


def _is_latin(char: str) -> bool:
    return char.isalnum() and char < "\u2e80"


def _may_be_one(one: str, other: str) -> bool:
    """True for two scripts, initials, or a short form; a bracket may also hold a parent, a place or a ticker."""
    left, right = read_firm_name(one), read_firm_name(other)
    if left.is_chinese != right.is_chinese:
        return True
    short, long = sorted((left, right), key=lambda name: len(name.folded))
    return are_initials(short, long) or (bool(short.own) and long.own.startswith(short.own))


def are_initials(short: FirmName, long: FirmName) -> bool:
    """True for a word of the first letters of a name's words, some of its last ones left out or its legal form told."""
    word = short.folded.replace(" ", "")
    if len(word) < SHORTEST_INITIALS or long.is_chinese or " " in short.folded or not short.surface[:2].isupper():
        return False
    tokens = re.findall(r"[a-z0-9]+", long.surface.lower())
    initials = "".join(token[0] for token in tokens)
    return (
        initials.startswith(word) or "".join(token[0] for token in tokens if token not in ("and", "of", "the")) == word
    )
