"""The order of names in a list: by code point, of a Chinese page as a Chinese reader looks them up, by pinyin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gigawatch.ledger import Ledger
from gigawatch.model import Entity
from gigawatch.vocab.folding import fold

PIECE = re.compile(r"([\u3400-\u9fff]+)|([^\u3400-\u9fff]+)")
Sign = tuple[bool, str, str]  # is it Chinese; how it sounds, or itself without case; the character


def sort_things(ledger: Ledger, things: Iterable[Entity], lang: str) -> list[Entity]:
    """Things by the names that they have in a language; those of one name by id."""
    return sorted(things, key=lambda one: (name_order(ledger.label(one.id, lang), lang), one.id))


def name_order(name: str, lang: str) -> tuple[tuple[Sign, ...], str]:
    """By what a name is sorted among others on the pages of a language.

    Character by character: what is no Chinese comes first, then syllables by the alphabet, by tone, and the same
    characters together. A character of several sounds has the one of the word it stands in.

    >>> sorted(["长春", "重庆", "宁波", "比亚迪", "CATL", "安徽", "宁德"], key=lambda name: name_order(name, "zh"))
    ['CATL', '安徽', '比亚迪', '长春', '重庆', '宁波', '宁德']
    """
    return (tuple(_sound(name)), name) if lang == "zh" else ((), name)


def _sound(name: str) -> Iterator[Sign]:
    for words, others in PIECE.findall(fold(name)):
        yield from _syllables(words) if words else ((False, char, char) for char in others.casefold())


@lru_cache(maxsize=65_536)  # names are made of few words: firms, places, kinds of plant
def _syllables(words: str) -> tuple[Sign, ...]:
    from pypinyin import Style, lazy_pinyin

    sounds = lazy_pinyin(words, style=Style.TONE3, neutral_tone_with_five=True, errors=list)  # type: ignore[arg-type]  # a list of signs is taken too
    return tuple((True, sound, char) for sound, char in zip(sounds, words, strict=True))
