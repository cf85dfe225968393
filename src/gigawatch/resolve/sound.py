"""Foreign places in Chinese characters: 萨南德 sounds like Sanand, consonant for consonant."""

from __future__ import annotations

import re
from functools import lru_cache

from gigawatch.resolve.romanise import KIND_ZH, romanise
from gigawatch.vocab.folding import fold

LETTERS = 3
HAN = re.compile(r"[\u4e00-\u9fff]")
CODA = re.compile(r"r(?=[^aeiou]|$)")
SOFT = (
    ("tsch", "s"),
    ("sch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("tz", "s"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("qu", "k"),
)
CLASSES = {"b": "P", "p": "P", "m": "M", "f": "F", "d": "T", "t": "T", "g": "K", "k": "K", "l": "L", "r": "L", "n": "N"}
CLASSES |= dict.fromkeys("szcjqx", "S") | {"v": "F"}


def sound_alike(one: str, other: str) -> bool:
    """True for a Chinese and a Latin name of three consonants or more that are the same in their order.

    >>> sound_alike("萨南德", "Sanand"), sound_alike("萨南德", "Surat")
    (True, False)
    """
    if bool(HAN.search(one)) == bool(HAN.search(other)):
        return False
    chinese, latin = (one, other) if HAN.search(one) else (other, one)
    return bool(chinese_sounds(chinese) & latin_sounds(latin))


@lru_cache(maxsize=65_536)
def chinese_sounds(name: str) -> frozenset[str]:
    """The consonants of a transliteration, in classes; none where there are fewer than three."""
    told = romanise(KIND_ZH.sub("", fold(name)))
    if not told.isascii() or not told.isalpha():
        return frozenset()
    spelled = re.sub(r"(?<=[aeiou])er", "l", told.replace("ng", "n"))
    return _long(_classes(re.sub(r"[zcs]h", "s", spelled)))


@lru_cache(maxsize=65_536)
def latin_sounds(name: str) -> frozenset[str]:
    """The consonants of a name in every way it may be read: an r before a consonant is heard or not, a c is k or s."""
    told = re.sub(r"[^a-z]", "", fold(name))
    for letters, sound in SOFT:
        told = told.replace(letters, sound)
    told = told.replace("ng", "n")
    ways = [read.replace("c", hard) for read in (told, CODA.sub("", told)) for hard in "ks"]
    return frozenset(sounds for way in ways for sounds in _long(_classes(way)))


def _classes(word: str) -> str:
    """The classes of a word's consonants; one sound written twice is one."""
    plain = re.sub(r"([^aeiou])\1", r"\1", word)
    return "".join(CLASSES.get(letter, "") for letter in plain)


def _long(sounds: str) -> frozenset[str]:
    return frozenset({sounds}) if len(sounds) >= LETTERS else frozenset()
