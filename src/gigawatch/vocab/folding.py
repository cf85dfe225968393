"""One reading of the many ways a name is written: case, width, script and punctuation folded away, offsets kept.

`fold` maps each character to exactly one, so a place in the folded text is the same place in the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from gigawatch.vocab.shelf import read_toml, text_of

SUFFIXES_EN = frozenset({
    "company", "co", "limited", "ltd", "incorporated", "inc", "corporation", "corp", "llc", "plc", "gmbh", "ag", "ab",
    "sa", "sas", "se", "spa", "srl", "sro", "kft", "zrt", "bv", "nv", "oyj", "oy", "asa", "kk", "pte", "pty", "sdn",
    "bhd", "group", "holding", "holdings",
})  # fmt: skip
SUFFIXES_ZH = ("股份有限公司", "集团有限公司", "有限责任公司", "有限公司", "集团公司", "株式会社", "集团", "公司")
"""The longer first: one may end as another does."""
LEFT = 2  # characters that a Chinese name keeps at least


class _Fold(dict[int, int]):
    """Code point to folded code point, filled as characters are met."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        narrow = unicodedata.normalize("NFKC", char)
        lower = (narrow if len(narrow) == 1 else char).lower()
        folded = _simplify(_bare(lower if len(lower) == 1 else char))
        self[code] = ord(" ") if folded.isspace() else ord(_LOOKALIKES.get(folded, folded))
        return self[code]


_LOOKALIKES = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "–": "-",
    "—": "-",
    "‑": "-",
    "‐": "-",
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ı": "i",
    "徳": "德",
}
_FOLD = _Fold()


@cache
def _traditional() -> dict[str, str]:
    table = read_toml("traditional.toml")
    return dict(zip(text_of(table, "traditional"), text_of(table, "simplified"), strict=True))


def list_traditional(text: str) -> dict[str, str]:
    """The traditional characters that fold to a character of a text, each with that one.

    >>> list_traditional("宁德")
    {'寧': '宁'}
    """
    wanted = set(text)
    return {char: simple for char, simple in _traditional().items() if simple in wanted and char != simple}


def _bare(char: str) -> str:
    """A letter without its accents."""
    return unicodedata.normalize("NFD", char)[0] if char < "\u2e80" else char


def _simplify(char: str) -> str:
    return _traditional().get(char, char) if "\u3400" <= char <= "\u9fff" else char


@lru_cache(maxsize=16)
def fold(text: str) -> str:
    """The text with case, width, accents, kinds of space and traditional characters folded, character for character.

    >>> fold("ＢＹＤ’s 寧德時代")
    "byd's 宁德时代"
    """
    return text.translate(_FOLD)


@lru_cache(maxsize=65_536)  # each name of the vocabulary is asked for by several of its tables
def normalise(name: str) -> str:
    """A name as it is compared: folded, accents and punctuation dropped, legal suffixes dropped.

    >>> normalise("Contemporary Amperex Technology Co., Limited") == normalise("contemporary amperex technology")
    True
    """
    folded = fold(unicodedata.normalize("NFKC", name))
    bare = folded if folded.isascii() else _without_accents(folded)
    words = " ".join(re.sub(r"[^\w&]+", " ", bare).split())
    return _drop_suffixes(words)


def _without_accents(folded: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def _drop_suffixes(words: str) -> str:
    """A name without the legal suffixes at its end, of either language in turn, unless nothing but such is left."""
    while True:
        bare = words[: _end_zh(words, _end_en(words))].strip()
        if len(bare) < LEFT or bare == words:
            return words
        words = bare


def _end_en(words: str) -> int:
    """Where the English suffixes at the end begin; the first word is none."""
    end = len(words)
    while (at := words.rfind(" ", 0, end)) >= 0 and words[at + 1 : end] in SUFFIXES_EN:
        end = at
    return end


def _end_zh(words: str, end: int) -> int:
    """Where the Chinese suffixes at an end begin."""
    while cut := next((one for one in SUFFIXES_ZH if words.endswith(one, LEFT, end)), ""):
        end -= len(cut)
    return end
