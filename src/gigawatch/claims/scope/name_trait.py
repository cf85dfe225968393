"""What an English name looks like and how the document uses it, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gigawatch.claims.english_actor import verb_after
from gigawatch.vocab import organisations

LOOKED_AT = 5
_WORD_BEFORE = re.compile(r"([A-Za-z]+|[,;:.(“\"—–-])\s?$")
_WORD_AFTER = re.compile(r"['’]s|\s?([A-Za-z]+|[,;:.()\"”—–-])")
_WHERE = frozenset({"in", "at", "near", "outside"})


def traits(name: str, text: str) -> tuple[str, ...]:
    """The traits of an English name, as features; `text` is what the document begins with."""
    return tuple(dict.fromkeys(_traits(name, text)))


def _places_of(name: str, text: str) -> list[int]:
    """Where the first few mentions of a name begin."""
    found: list[int] = []
    at = text.find(name)
    while at >= 0 and len(found) < LOOKED_AT:
        found.append(at)
        at = text.find(name, at + len(name))
    return found


def _is_known(name: str) -> bool:
    return any(m.end - m.start == len(name) for m in organisations().scan(name))


def _traits(name: str, text: str) -> Iterator[str]:
    words = name.lower().split()
    yield f"tail:{words[-1].strip('.,') if words else ''}"
    yield f"first:{words[0].strip('.,') if words else ''}"
    yield f"words:{min(len(words), 4)}"
    if name.isupper():
        yield "caps"
    if _is_known(name):
        yield "known"
    if f" {name.lower()} " in text:
        yield "plain"
    for at in _places_of(name, text):
        end = at + len(name)
        before, after = _WORD_BEFORE.search(text, max(0, at - 16), at), _WORD_AFTER.match(text, end)
        word = before[1] if before else "^"
        if word in _WHERE:
            yield "where"
        yield "within" if word.islower() else "starts"
        yield f"after:{word.lower()}"
        following = (after[1] or "'s").lower() if after else "$"
        yield f"before:{following}"
        if verb_after(text, end):
            yield "acts"
