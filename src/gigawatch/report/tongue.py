"""Words of another language within a text: what of a page is to be read as English or Chinese, for the page's marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

TAGS = {"en": "en", "zh": "zh-Hans"}
ADDRESS = r"(?P<address>(?:https?://|www\.)[^\s<>\"“”，。；：、（）《》「」]+)"
TOKEN = r"[A-Za-z0-9][A-Za-z0-9'’.%-]*"
HAN = re.compile(r"[\u3400-\u9fff]")
SMALL = re.compile(r"(?<![A-Za-z0-9])(?<![A-Za-z]\.)[a-z][a-z'’-]{2,}(?![A-Za-z0-9]|\.[a-z])")
OTHERS = {
    "en": ("zh", re.compile(rf"{ADDRESS}|{HAN.pattern}(?:[^A-Za-z]*{HAN.pattern})?"), HAN),
    "zh": ("en", re.compile(rf"{ADDRESS}|{TOKEN}(?:,? {TOKEN})*"), SMALL),
}
"""For each language the other one, what may be words of it, and what they must hold: Chinese is told by its characters,
English by a word in small letters, since names and units alone are of no language; nor are addresses."""


def split_tongues(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """A text in pieces, each with the language that it is in where that is not the page's, else with none.

    >>> list(split_tongues("of capacity, 建成", "en"))
    [('of capacity, ', ''), ('建成', 'zh')]
    >>> list(split_tongues("CATL 与 Stellantis 合资", "zh"))
    [('CATL 与 Stellantis 合资', '')]
    >>> list(split_tongues("“cut its carbon footprint”", "zh"))
    [('“', ''), ('cut its carbon footprint', 'en'), ('”', '')]
    >>> list(split_tongues("见 https://example.org/some-page", "zh"))
    [('见 https://example.org/some-page', '')]
    """
    other, words, telling = OTHERS[lang]
    done = 0
    for found in words.finditer(text):
        if found["address"] or not telling.search(found.group()):
            continue
        if found.start() > done:
            yield text[done : found.start()], ""
        yield found.group(), other
        done = found.end()
    if done < len(text):
        yield text[done:], ""


@lru_cache(maxsize=1 << 12)  # a site tells the same scopes again and again
def mark_tongues(text: str, lang: str) -> str:
    """A text as HTML in which words of another language are marked with it.

    >>> mark_tongues("用钢 & steel", "en")
    '<span lang="zh-Hans">用钢</span> &amp; steel'
    """
    pieces = ((escape(words), own) for words, own in split_tongues(text, lang))
    return "".join(f'<span lang="{TAGS[own]}">{words}</span>' if own else words for words, own in pieces)
