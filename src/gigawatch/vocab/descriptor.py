"""Descriptors: common words that say what a figure is of, told in the other language than the one of their source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from gigawatch.vocab.shelf import read_entries, texts_of

LANGUAGES = ("en", "zh")
HAN = re.compile(r"[\u3400-\u9fff]")
BESIDE = re.compile(r"^(?:the|its|their|a|an)\s+", re.IGNORECASE)
"""Words before an English descriptor that change nothing of what it is."""
LINKING = re.compile(r"[在为达约]+$")
"""What links a Chinese descriptor to the figure behind it."""


def tongue_of(words: str) -> str:
    """The language that words are written in, of those that the vocabulary has.

    >>> tongue_of("用钢"), tongue_of("suppliers")
    ('zh', 'en')
    """
    return "zh" if HAN.search(words) else "en"


def tell_descriptor(words: str, lang: str) -> str:
    """Words that say what a figure is of, in a language; as they are where that is theirs or no descriptor is known.

    >>> tell_descriptor("用钢", "en"), tell_descriptor("the suppliers", "zh"), tell_descriptor("另有", "en")
    ('steel used', '供应商', '另有')
    """
    own = tongue_of(words)
    return words if own == lang else _known().get((own, lang, _fold(words, own)), words)


def _fold(words: str, lang: str) -> str:
    if lang == "zh":
        return LINKING.sub("", "".join(words.split()))
    return BESIDE.sub("", " ".join(words.split())).casefold()


@cache
def _known() -> Mapping[tuple[str, str, str], str]:
    """Each form by its language, the language to tell it in and the form itself folded."""
    found = {
        (own, other, _fold(form, own)): texts_of(entry, other)[0]
        for entry in read_entries("descriptor.toml", "descriptor")
        for own, other in (LANGUAGES, LANGUAGES[::-1])
        for form in texts_of(entry, own)
    }
    return MappingProxyType(found)
