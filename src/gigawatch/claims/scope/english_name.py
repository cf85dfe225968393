"""Which capitalised words of an English sentence are names of organisations, and what a name is there for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from gigawatch.claims.actor import Actor
from gigawatch.claims.english_actor import verb_after
from gigawatch.vocab import organisations

_PATH = Path(__file__).parents[1] / "data" / "english_name.toml"
_TOLD_BY = re.compile(
    r"\b(?:[Aa]ccording to|data (?:from|by)|figures (?:from|by)|report (?:from|by)|estimates? (?:from|by)"
    r"|analysts? (?:at|from|of))\s(?:the\s)?(?:[a-z]+\s)?$"
)
_OF_MONTH = re.compile(
    r"['’]s (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_LED = re.compile(r"(?P<first>[A-Z][a-z]+)\s(?:of|for|in|to)\s")
_SHORT = re.compile(
    r"(?P<full>[A-Z][\w&.'’-]*(?:,?\s(?:(?:of|and|for|the|&)\s)?[A-Z][\w&.'’-]*){1,7})"
    r"\s\((?:the\s)?[“\"‘']?(?P<short>[A-Z][A-Za-z&-]{1,9})[”\"’']?[);,]"
)
_LINKS = ("of", "and", "for", "the", "&")


@cache
def _words() -> Mapping[str, Sequence[str]]:
    table: Mapping[str, Sequence[str]] = tomllib.loads(_PATH.read_text(encoding="utf-8"))
    return table


@cache
def _never() -> re.Pattern[str]:
    return re.compile("|".join([*map(re.escape, _words()["press"]), *_words()["never"]]))


@cache
def _source() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_words()['source'])})\b")


@cache
def demonyms() -> Mapping[str, str]:
    """The country of each demonym."""
    path = _PATH.with_name("english_demonym.toml")
    table: Mapping[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["demonym"]
    return table


@cache
def offices() -> frozenset[str]:
    """Words for offices, whose names go on with `of`."""
    return frozenset(_words()["office"])


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(_words()["ordinary"])


@lru_cache(maxsize=8)
def is_headline(sentence: str) -> bool:
    """True for a line without a stop whose words are nearly all capitalised, where capitals do not make a name."""
    if sentence.endswith("."):
        return False
    words = _LONG_WORD.findall(sentence)
    return len(words) > 3 and sum([w[0].isupper() for w in words]) >= 0.75 * len(words)


def is_name(actor: Actor, sentence: str, text: str, known: Collection[tuple[int, int]]) -> bool:
    """False for press agencies, codes, goods, and words that only begin a sentence or stand in a headline.

    `text` is the whole document; `known` are the spans of organisations of the vocabulary.
    """
    if is_never_one(actor.name):
        return False
    if (actor.start, actor.end) in known:
        return True
    if is_headline(sentence):
        return text.count(actor.name) > 1
    if _OF_MONTH.search(actor.name):
        return False  # China's July Li-ion installations
    return not _is_led(actor, sentence) and not _is_word(actor, sentence, text)


def is_source(actor: Actor, sentence: str) -> bool:
    """True for one who counts or foretells: by name, or by `according to` before it."""
    told = _TOLD_BY.search(sentence, max(0, actor.start - 24), actor.start)
    return told is not None or _counts(actor.name)


@lru_cache(maxsize=1024)
def is_never_one(name: str) -> bool:
    """True for what is written with a capital and names nobody and no town: goods, codes, months, demonyms."""
    return len(name) < 2 or name in demonyms() or _never().fullmatch(name) is not None


@lru_cache(maxsize=1024)
def _counts(name: str) -> bool:
    """True for the name of one who counts or foretells."""
    return _source().search(name) is not None


def _is_led(actor: Actor, sentence: str) -> bool:
    """True for `Exodus of U.S.`: a plain word at the head that only leads to a name."""
    led = _LED.match(actor.name)
    return led is not None and led["first"] not in offices() and not sentence[: actor.start].strip(' -*•"“')


def _is_word(actor: Actor, sentence: str, text: str) -> bool:
    """True for a capital that only begins a sentence: a plain word that no other place of the text writes so."""
    name = actor.name
    if not (name.isalpha() and name[1:].islower()) or sentence.startswith(("'s", "’s"), actor.end):
        return False
    if sentence[: actor.start].strip(" -*•·\"“‘'(—–") and sentence[: actor.start].rstrip()[-1:] not in '.:!?”"':
        return False
    if _stands_within(name, text):
        return False
    low = name.lower()
    is_plain = low in _ordinary() or low.endswith(("ing", "ed", "ly")) or f" {low} " in text
    return is_plain or not verb_after(sentence, actor.end)


def _stands_within(name: str, text: str) -> bool:
    """True when the text writes the name with a capital within a sentence."""
    at = text.find(f" {name}", 1)
    while at > 0:
        end = at + 1 + len(name)
        if (text[at - 1].islower() or text[at - 1] == ",") and not text[end : end + 1].isalnum():
            return True
        at = text.find(f" {name}", end)
    return False


@lru_cache(maxsize=1024)
def _known_label(name: str) -> str | None:
    """The English name of a known firm, where a text may call it otherwise."""
    known = organisations().find(name)
    return known.label("en") if known is not None and known.label("en") != name else None


def full_name(name: str, text: str) -> str | None:
    """The usual name of a known firm, where a text that calls it otherwise, LGES, writes that name as well."""
    label = _known_label(name)
    return label if label is not None and label in text else None


_COUNTRIES = {
    **dict.fromkeys(("United States", "United States of America", "U.S.", "U.S.A.", "USA", "America"), "US"),
    **dict.fromkeys(("United Kingdom", "U.K.", "Britain", "Great Britain"), "UK"),
    **dict.fromkeys(("European Union", "E.U."), "EU"),
}


def usual_country(name: str) -> str:
    """A country under the short name that texts use most.

    >>> usual_country("U.S."), usual_country("Hungary")
    ('US', 'Hungary')
    """
    return _COUNTRIES.get(name, name)


def short_names(text: str) -> dict[str, str]:
    """What each abbreviation that the text introduces stands for: `Automotive Cells Company (ACC)`.

    Firms of the vocabulary are left under the name that the text uses.
    """
    found = {}
    for match in _SHORT.finditer(text):
        full, short = match["full"], match["short"]
        if not short.isupper() or next(iter(organisations().scan(short)), None):
            continue
        words = full.removesuffix(".").split()
        first = next((n for n in range(len(words)) if _shortens(short, words[n:])), None)
        if first is not None:
            found[short] = " ".join(words[first:])
    return found


def _shortens(short: str, words: Sequence[str]) -> bool:
    """True for the first letters of the words, with or without those of small words: DOE, METI."""
    return short in (_initials(words), _initials([word for word in words if word not in _LINKS]))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words).upper()
