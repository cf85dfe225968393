"""What a share is of: the measure, the place and the stage of its whole, read from the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gigawatch.ledger.check.figure import WORLD, Figure
from gigawatch.ledger.setting import words
from gigawatch.model import Entity, EntityKind
from gigawatch.vocab import places

MEASURES = ("capacity", "production", "sales", "installed", "shipments", "revenue", "investment")
SCOPES = ("world", "country", "province", "prefecture")
BEHIND, AHEAD, REACH = 90, 60, 60
CLAUSE = {"en": (", ", "; ", ". ", " and ", " while "), "zh": ("，", "。", "；", "、", ",")}


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole of a share: its measures, its place (an entity id) and its stage; empty or None where unsaid."""

    measures: tuple[str, ...]
    scope: str | None
    stage: str | None
    is_share: bool


def read_whole(share: Figure, text: str, begin: int, end: int, entities: Mapping[str, Entity]) -> Whole | None:
    """What the words say that the share is of; None where it is a share of another sort (a stake, a yield)."""
    assert share.claim is not None
    lang = share.claim.lang if share.claim.lang == "zh" else "en"
    near = _window(share, text, begin, end, lang)
    if _finds(near, "share", f"other_{lang}"):
        return None
    before = text[begin : share.start]
    scope = _scope(near, lang, share, entities) or _said_before(
        text[max(0, begin - REACH) : share.start], share, entities
    )
    cue = f"{before[-8:]}{share.claim.surface}{near}"
    measures = _measures(near, lang) or (_measures(_after_last(before, CLAUSE[lang]), lang) if lang == "zh" else ())
    return Whole(measures, scope, _stage(near, lang), _finds(cue, "share", f"cue_{lang}"))


def _window(share: Figure, text: str, begin: int, end: int, lang: str) -> str:
    """The words that belong to the share: ahead of it in its clause, behind it to the end of the clause, its object."""
    assert share.claim is not None
    ahead = text[max(begin, share.start - AHEAD) : share.start]
    ahead = _after_last(ahead, CLAUSE[lang])
    behind = text[share.end : min(end, share.end + BEHIND)]
    behind = _before_first(behind, CLAUSE[lang])
    if lang == "zh":
        behind = behind if behind.startswith("的") else ""
        ahead = ahead.rpartition("占")[2] if "占" in ahead and "占有" not in ahead and "占比" not in ahead else ahead
    elif " of" in behind[:14]:
        ahead = ""
    return f"{ahead} {behind} {(share.claim.object or '') if lang == 'en' else ''}"


def _after_last(text: str, marks: tuple[str, ...]) -> str:
    return text[max(text.rfind(mark) + len(mark) if mark in text else 0 for mark in marks) :]


def _before_first(text: str, marks: tuple[str, ...]) -> str:
    return text[: min((text.find(mark) for mark in marks if mark in text), default=len(text))]


def _said_before(text: str, share: Figure, entities: Mapping[str, Entity]) -> str | None:
    """The scope said last ahead of the share, once for several figures; only Chinese says it so."""
    if share.claim is None or share.claim.lang != "zh":
        return None
    last = {scope: max(text.rfind(word) for word in words("share.scope", f"{scope}_zh")) for scope in SCOPES}
    scope = max(last, key=lambda one: last[one])
    if last[scope] < 0:
        return None
    return WORLD if scope == SCOPES[0] else above(share, scope, entities)


def _finds(text: str, path: str, key: str) -> bool:
    low = text.casefold()
    return any(word in low for word in words(path, key))


def _measures(text: str, lang: str) -> tuple[str, ...]:
    """The measures named, those said by the longest words only: production capacity is no production."""
    low = text.casefold()
    hits = [
        (len(word), low.find(word), measure) for measure in MEASURES for word in _terms(measure, lang) if word in low
    ]
    kept = [hit for hit in hits if not any(_covers(other, hit) for other in hits)]
    return tuple(dict.fromkeys(measure for _, _, measure in kept))


def _terms(measure: str, lang: str) -> tuple[str, ...]:
    return words("share.measure", f"{measure}_{lang}")


def _covers(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[0] > other[0] and one[1] <= other[1] and other[1] + other[0] <= one[1] + one[0]


def _stage(text: str, lang: str) -> str | None:
    found = [stage for stage in ("built", "planned") if _finds(text, "share.stage", f"{stage}_{lang}")]
    return found[0] if len(found) == 1 else None


def _scope(text: str, lang: str, share: Figure, entities: Mapping[str, Entity]) -> str | None:
    for scope in SCOPES:
        if _finds(text, "share.scope", f"{scope}_{lang}"):
            return WORLD if scope == "world" else above(share, scope, entities)
    told = text.rpartition("占")[2] if lang == "zh" and "占" in text else "" if lang == "zh" else text
    named = places().scan(told)
    return named[-1].entry.id if named else None


def above(share: Figure, kind: str, entities: Mapping[str, Entity]) -> str | None:
    """The country, province or prefecture that the share's thing lies in."""
    thing = entities.get(share.thing or "")
    here = _place_of(thing) if thing else None
    chain = ([here] if here else []) + [place.id for place in places().ancestors(here or "")]
    found = next((one for one in chain if (place := places().get(one)) and place.kind == kind), None)
    if found is None and kind == "country" and share.claim and share.claim.lang == "zh":
        return "place-cn"
    return found


def _place_of(thing: Entity) -> str | None:
    if thing.kind is EntityKind.PLACE:
        return thing.id
    place = thing.data.get("place")
    if isinstance(place, str):
        return place
    country = thing.data.get("country")
    return f"place-{country.lower()}" if isinstance(country, str) else None
