"""A page of synthetic news as it is written: sentences one after the other, with where each figure came to stand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

SENTENCES = Path(__file__).parent / "data" / "sentence.toml"
Where = tuple[int, int]


class Page:
    """The text so far. `say` adds a sentence and tells where it stands and where each of its words does."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._parts: list[str] = []
        self._length = 0

    def say(self, key: str, words: Mapping[str, str]) -> dict[str, Where]:
        """Add the sentence of a key; the places of its words by name, of the sentence itself under ""."""
        start, places = self._length, {}
        for literal, name in pieces(key, self.lang):
            self._add(literal)
            if name:
                begin = self._length
                self._add(words[name])
                places[name] = (begin, self._length)
        places[""] = (start, start + len(self.text_from(start).rstrip()))
        return places

    def text_from(self, start: int) -> str:
        """The text from a character on."""
        return self.text[start:]

    @property
    def text(self) -> str:
        """All that is written."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


@cache
def pieces(key: str, lang: str) -> tuple[tuple[str, str | None], ...]:
    """A sentence as pairs of the words before a name and the name."""
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(sentence(key)[lang]))


@cache
def sentence(key: str) -> Mapping[str, str]:
    """The sentence of a key such as `step.signed`, by language, with the event type that it tells of."""
    found: Any = _data()
    for part in key.split("."):
        found = found[part]
    return dict(found)


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
