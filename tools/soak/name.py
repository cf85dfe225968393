"""Names of synthetic firms: every one says that it is synthetic, and no two are a slip of the pen apart.

All names hold the word Synthetic (虚构), which makes them more alike than real firms' names are. So that a misspelling
of one firm is never the name of another, two roots differ in two letters at least.
"""

from __future__ import annotations

from functools import cache

from gigawatch.vocab import organisations, places

CONSONANTS, VOWELS = "bdfgklmnprstvzh", "aeiou"
ENDINGS = ("n", "r", "s", "x", "l", "m", "t", "k", "d", "v", "z", "g", "p", "b", "f", "ck", "nt")
CHARACTERS = "维诺凯泰瑞博睿欣澳锐迪科莱斯盛辉腾跃晟捷霖尚鼎恺铭禾朗翰煜轩昊哲骏彦邦达臻卓颖恩赛拓蔚麦洛菲嘉"
ORDER = 7919  # a prime that takes the numbers of firms all over the names
TRIES = 4
FIRST = 1000  # firms are numbered from here, so that none is called by one syllable three times


@cache
def root_en(number: int) -> str:
    """The own word of a firm in Latin letters, such as Veltorak; no place's and no known firm's."""
    return next(word for word in (_latin(TRIES * number + n) for n in range(TRIES)) if not _is_taken(word))


@cache
def root_zh(number: int) -> str:
    """The own word of a firm in Chinese characters; no place's and no known firm's."""
    return next(word for word in (_han(TRIES * number + n) for n in range(TRIES)) if not _is_taken(word))


def misspell(word: str, number: int) -> str:
    """A word with one inner letter written twice, as a hurried writer does."""
    place = 2 + number % (len(word) - 3)
    return word[:place] + word[place] + word[place:]


def _latin(index: int) -> str:
    """Three syllables and an ending that sums them up, so that no letter alone can change."""
    rest = (FIRST + index) * ORDER % (len(CONSONANTS) * len(VOWELS)) ** 3
    word, total = "", 0
    for weight, letters in zip((1, 2, 3, 4, 5, 6), (CONSONANTS, VOWELS) * 3, strict=True):
        rest, digit = divmod(rest, len(letters))
        word, total = word + letters[digit], total + weight * digit
    return (word + ENDINGS[total % len(ENDINGS)]).capitalize()


def _han(index: int) -> str:
    size = len(CHARACTERS)
    rest = (FIRST + index) * ORDER % size**3
    return CHARACTERS[rest % size] + CHARACTERS[rest // size % size] + CHARACTERS[rest // size**2]


def _is_taken(word: str) -> bool:
    return bool(places().inside(word) or organisations().scan(word) or places().find(word))
