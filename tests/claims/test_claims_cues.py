"""The files of words in `claims/data`: each string is one word, since those of one first letter are put together."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import gigawatch.claims
from gigawatch.claims.alternation import either

SHELF = Path(gigawatch.claims.__file__).parent / "data"
_PLAIN = re.compile(r"\\.|\[(?:\\.|[^\]])*\]")


def words_of(told: object, *, is_list: bool = False) -> Iterator[str]:
    if isinstance(told, str):
        yield from [told] if is_list else []
    elif isinstance(told, dict):
        for one in told.values():
            yield from words_of(one)
    elif isinstance(told, list):
        for one in told:
            yield from words_of(one, is_list=True)


def is_bare(word: str) -> bool:
    """True for a pattern with alternatives outside every bracket."""
    depth = 0
    for character in _PLAIN.sub("", word):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "|" and not depth:
            return True
    return False


@pytest.mark.parametrize("path", sorted(SHELF.glob("*.toml")), ids=lambda path: path.stem)
def test_no_word_of_a_list_is_several(path: Path) -> None:
    assert not [word for word in words_of(tomllib.loads(path.read_text(encoding="utf-8"))) if is_bare(word)]


def test_a_word_that_is_several_would_lose_its_first_letter() -> None:
    assert re.search(either(["ab|cd"]), "cd") is None
    assert is_bare("ab|cd")
    assert not is_bare("(?:ab|cd)[|]")
