"""Words that are looked for: Latin words whole, Chinese ones by character, names also by their pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from gigawatch.vocab.folding import fold

CHINESE = re.compile(r"[\u3400-\u9fff]")
CHUNK = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:\.\d+)?")
LETTERS = re.compile(r"[a-z]+")
MOST_WORDS = 8  # of one question; further ones are left aside


def split_words(text: str) -> list[str]:
    """The words of a text in order, folded: of Chinese each character is one.

    >>> split_words("CATL’s 60.5 GWh 寧德時代30GWh动力")
    ['catl', 's', '60.5', 'gwh', '宁', '德', '时', '代', '30gwh', '动', '力']
    """
    return [word for chunk in _chunks(text) for word in (chunk if CHINESE.match(chunk) else (chunk,))]


def _chunks(text: str) -> list[str]:
    folded = fold(unicodedata.normalize("NFKC", text))
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return CHUNK.findall(bare.casefold())


def spell(name: str) -> list[str]:
    """How a Chinese name is typed in Latin letters: in one word, by syllables, and by first letters; of others nothing.

    >>> spell("宁德时代")
    ['ningdeshidai', 'ning de shi dai', 'ndsd']
    """
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin("".join(CHINESE.findall(fold(name))))
    return ["".join(syllables), " ".join(syllables), "".join(one[0] for one in syllables)] if syllables else []


def words_of(names: Iterable[str]) -> str:
    """All by which a thing of these names is found, a name or its pinyin a line."""
    told = dict.fromkeys(names)
    return "\n".join(line for name in told for line in (" ".join(split_words(name)), *spell(name)))


def match(question: str) -> str | None:
    """A question as FTS5 reads it: every word must be there, Chinese characters side by side, the last one begun.

    Latin words may also stand in one, as pinyin does.

    None where there is no word in it.

    >>> match("宁德时代 yib")
    '"宁 德 时 代" "yib"*'
    >>> match("ningde shidai")
    '("ningde" "shidai"*) OR "ningdeshidai"*'
    >>> match('"; --') is None
    True
    """
    chunks = _chunks(question)[:MOST_WORDS]
    if not chunks:
        return None
    told = [f'"{" ".join(split_words(chunk))}"' for chunk in chunks]
    found = " ".join((*told[:-1], f"{told[-1]}*"))
    is_spelled = len(chunks) > 1 and all(LETTERS.fullmatch(chunk) for chunk in chunks)
    return f'({found}) OR "{"".join(chunks)}"*' if is_spelled else found
