"""Subjects of English sentences: who acts, who speaks, who gives the money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from gigawatch.claims.actor import Actor, actor_words, known_actors, ordinary_words
from gigawatch.claims.alternation import either
from gigawatch.vocab import places

_CAPITAL = r"[A-Z][\w&'’.\-]*"
_NAME = rf"{_CAPITAL}(?:\s{_CAPITAL}){{0,6}}"
_COUNTED = r"(?:per\s?cent|percentage|pct|[kMGT]Wh?\b|[mb]illion|tonnes?|tons?|jobs|people)"
_PROPER = re.compile(
    rf"(?<![\w$€£¥])(?:[a-z]{{1,2}}(?=[A-Z][a-z]{{2}}))?{_CAPITAL}(?:\s(?:(?:of|for|de|the)\s(?=[A-Z]))?(?:&\s)?(?:{_CAPITAL}|\d{{1,3}}(?=[\s,])(?!\s{_COUNTED}))"
    r"(?:,?\s(?:Co|Ltd|Inc|Corp|Limited|LLC)\b\.?)*){0,7}"
)
_CODE = re.compile(r"[IVX\d]+|[A-Z]{2,5}[\d-]+\w?|.{0,4}[$€£¥].*|(?:[A-Z][a-z]?\d{0,2}){2,6}\d|Chapter\s(?:\d+|[IVX]+)")
_UNIT = re.compile(r"(?:[kKMGT]?Wh?|[kMG]Wp|Mt|Kt)")  # it ends an amount, and begins no name
_SAYS = re.compile(
    rf"[,”\"]\s(?:said\s)?(?P<after>{_NAME})"
    r"(?:\s(?:said|says|added|told)\b|,\s(?:CEO|chief|president|chairman|director))"
    rf"|^(?:[Aa]ccording to\s)(?P<source>{_NAME})"
)
_GIVES = re.compile(
    r"\s(?P<name>(?:[A-Z][\w.&]+|of|the)(?:\s(?:[A-Z][\w.&]+|of|the))*?)\s(?:[A-Z]{2,}\s)?(?:grant|loan|award)\b"
    r"|\s(?:through|from)\s(?:the\s)?(?P<giver>[A-Z][\w.&]+(?:\s(?:[A-Z][\w.&]+|of|the))*)"
)
_OWNED = re.compile(r"(?:['’]s|(?<=s)['’])\s")
_FIRST = re.compile(r"[\w&’'.-]+\s*")
_HEADED = re.compile(r"[^,]*\s(?:at|of|from)\s[^,]*")


_OBJECT = r"(?:an?|the|its|\d[\d.,]*|more|about|around|nearly|over|all|some|up|out)\b"


@cache
def _verb() -> re.Pattern[str]:
    """What may stand between a subject and its verb, and the verb."""
    aside = r"(?:\s?\([^)]{1,40}\))?(?:,\s(?:an?|the|which|who|whose)\s(?:[^,]|,(?=\d)){3,120},|,\s[^,]{3,60},)?"
    helpers = r"(?:(?:also|has|have|had|will|would|recently|already|now|today|only)\s)*"
    return re.compile(rf"{aside}\s+{helpers}(?:{either(actor_words('en')['verb'])})\b|\s[a-z]{{3,}}(?:s|ed)\s{_OBJECT}")


def verb_after(sentence: str, end: int) -> bool:
    """True when a verb follows the name that ends at `end`, an aside in commas left out."""
    return _verb().match(sentence, end) is not None


def find_english_actors(sentence: str, known: Sequence[Actor] | None = None) -> list[Actor]:
    """The names in a sentence, known ones and capitalised ones, in order; `known` if they were found before."""
    known = known_actors(sentence) if known is None else known
    found = []
    for match in _PROPER.finditer(sentence):
        start, end = _trimmed(match.group(), match.start())
        if any(k.overlaps(start, end) for k in known):
            continue
        end = _owner_end(sentence[start:end], start)
        name = sentence[start:end]
        if name and not _CODE.fullmatch(name):
            found.append(Actor(start, end, " ".join(name.split())))
    return sorted([*known, *found], key=lambda actor: actor.start)


def _owner_end(name: str, start: int) -> int:
    """Where the owner in a name ends that runs on into what it owns: `Veldcell's 30 GWh`, `Ostra Cells' Ghent`.

    What a place owns is named after it, and may be a firm: `China's Lanjing`.
    """
    owned = _OWNED.search(name)
    if owned is None or places().find(name[: owned.start()]) is not None:
        return start + len(name)
    return start + owned.start()


def _trimmed(words: str, start: int) -> tuple[int, int]:
    """The name without the ordinary words at its head and the genitive at its end."""
    end, rest = start + len(words), words
    ordinary = ordinary_words("en")
    while first := _FIRST.match(rest):
        word = first.group()
        if not (_bare(word) in ordinary or word.islower() or word.strip().isdigit() or _UNIT.fullmatch(word.strip())):
            break
        rest = rest[first.end() :]
    kept = _without_genitive(rest.rstrip(".-'’"))
    return end - len(rest), end - (len(rest) - len(kept))


def _bare(word: str) -> str:
    return _without_genitive(word.strip(" .\n"))


def _without_genitive(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s")
