"""Strings that are hard on one regular expression, made from the expression itself.

Backtracking is dear where a part that repeats can be told apart in several ways, or where a search begins anew at
every character of a long run. So for every part that repeats without a bound (or with a high one) this makes: a text
that leads to it, what it repeats many times over, and an end that cannot follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

HIGH = 20  # repeats of at least so many count as without a bound
PUMPS, LEADS = 6, 2
ENDS = ("\x00", "")
ALPHABET = " \n\ta A1,.-中年、。(（\"'%：:/"
CATEGORIES = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_WORD: ".",
}
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
Tokens = Sequence[tuple[Any, Any]]


def attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """Every lead, piece to repeat and end for a pattern."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    seen = set()
    for lead, body in _repeats(tree, ""):
        for pump in dict.fromkeys(islice(_samples(body), PUMPS)):
            if pump and (lead, pump) not in seen:
                seen.add((lead, pump))
                yield from ((start, pump, end) for start in {lead, ""} for end in ENDS)


def _repeats(tokens: Tokens, lead: str) -> Iterator[tuple[str, Tokens]]:
    """Each part that repeats, with a text that matches what stands before it."""
    for op, value in tokens:
        if op in REPEATS:
            _, most, body = value
            if most >= HIGH:
                yield lead, body
            yield from _repeats(body, lead)
        else:
            for inner in _parts(op, value):
                yield from _repeats(inner, lead)
        lead += _first([(op, value)])


def _parts(op: Any, value: Any) -> list[Tokens]:
    if op is sre.SUBPATTERN:
        return [value[3]]
    if op is sre.BRANCH:
        return list(value[1])
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if op is sre.ATOMIC_GROUP:
        return [value]
    if op is sre.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]
    return []


def _first(tokens: Tokens) -> str:
    return next(_samples(tokens), "")


def _samples(tokens: Tokens) -> Iterator[str]:
    """Texts that parts match: the shortest way, by each branch."""
    items = list(tokens)
    if not items:
        yield ""
        return
    (op, value), rest = items[0], items[1:]
    for here in islice(_sample_one(op, value), PUMPS):
        for after in islice(_samples(rest), LEADS):
            yield here + after


def _sample_one(op: Any, value: Any) -> Iterator[str]:
    if op is sre.LITERAL:
        yield chr(value)
    elif op is sre.NOT_LITERAL:
        yield from (char for char in ALPHABET if ord(char) != value)
    elif op is sre.ANY:
        yield from ALPHABET
    elif op is sre.IN:
        yield from _sample_set(value)
    elif op in REPEATS:
        least, _, body = value
        yield from (sample * max(least, 1) for sample in _samples(body))
        if least == 0:
            yield ""
    elif op in (sre.ASSERT, sre.ASSERT_NOT, sre.AT):
        yield ""
    elif op is sre.BRANCH:
        for branch in value[1]:
            yield from islice(_samples(branch), LEADS)
    else:
        for inner in _parts(op, value)[:1] or [[]]:
            yield from _samples(inner)


def _sample_set(items: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    """Characters of a set: of the alphabet those that it holds, and one of each range."""
    is_negated = bool(items) and items[0][0] is sre.NEGATE
    kept = items[1:] if is_negated else items
    inside = [char for char in ALPHABET if any(_holds(item, char) for item in kept) is not is_negated]
    yield from inside
    if not is_negated:
        yield from (chr(value[0] if op is sre.RANGE else value) for op, value in kept if op in (sre.RANGE, sre.LITERAL))


def _holds(item: tuple[Any, Any], char: str) -> bool:
    op, value = item
    if op is sre.LITERAL:
        return ord(char) == value
    if op is sre.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    if op is sre.CATEGORY:
        return {
            sre.CATEGORY_DIGIT: char.isdigit(),
            sre.CATEGORY_NOT_DIGIT: not char.isdigit(),
            sre.CATEGORY_SPACE: char.isspace(),
            sre.CATEGORY_NOT_SPACE: not char.isspace(),
            sre.CATEGORY_WORD: char.isalnum() or char == "_",
            sre.CATEGORY_NOT_WORD: not (char.isalnum() or char == "_"),
        }[value]
    return False
