"""A stop: a delay, suspension, cancellation or closure as one source tells it, and what tells the project it means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gigawatch.ledger.lead import repeats_leader
from gigawatch.ledger.material import Material
from gigawatch.ledger.status.entry import admit, sentence_of, step_of
from gigawatch.ledger.status.register import Register
from gigawatch.ledger.status.step import stops
from gigawatch.model import PLANTS, Claim, Entity, Interval, NarrativeClaim, QuantityClaim
from gigawatch.quantity import find_periods, find_quantities, interval_of, period_span
from gigawatch.vocab import places

ENERGY = ("GWh", "MWh", "kWh")
BETWEEN = re.compile(r"\s*(?:,|，|、|;|；|&|和|及|与|以及|and|, and)\s*(?:in |its |the )?")
ALL = {
    "en": re.compile(
        r"\b(?:all|both)(?: of)?(?: (?:its|the|their))?(?: (?P<n>two|three|four|five|six|\d+))?"
        r"(?: [\w-]+){0,3}? (?:plants|projects|factories|bases|gigafactories|facilities)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:全部|所有|旗下)(?:的)?(?P<n>[两二三四五六\d]+)?[个座处大]?[^，。；、]{0,6}?(?:项目|基地|工厂)"
    ),
}
SOME = -1
SEVERAL = {
    "en": re.compile(
        r"\b(?:cancel|suspend|scrap|terminat|halt|paus|clos|delay|postpon|abandon|stop|shelv|end)\w*\s(?:[\w-]+\s){0,4}?"
        r"(?:two|three|four|five|six)\s(?:[\w-]+\s){0,3}?(?:plants|projects|factories|bases|gigafactories|facilities)\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"(?:终止|取消|暂停|关闭|停建|搁置|中止|推迟|延期|撤回|放弃)[^，。；、]{0,12}?[两二三四五六][个座处项][^，。；、]{0,8}?(?:项目|基地|工厂)"
    ),
}
NUMBERS = dict(zip("二三四五六", range(2, 7), strict=True)) | {"两": 2}
NUMBERS |= {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True)
class Stop:
    """What a claim of a stop says of the project it means.

    `thing` is the site, project or phase that its owner and place name, if they do; `owners` are ids; `places` the
    places listed beside each other; `sizes` capacities and sums by unit; `spans` the days of dates in the sentence.
    `number` counts the projects where all of the owner's are meant (0: all, however many), is SOME where several are
    meant and nobody says which, else None.
    """

    claim: Claim
    evidence: tuple[str, ...]
    known_on: str
    thing: Entity | None
    owners: tuple[str, ...]
    places: tuple[str, ...]
    phase: str | None
    sizes: Mapping[str, tuple[Interval, ...]]
    spans: tuple[tuple[str, str], ...]
    number: int | None


def find_stops(material: Material, register: Register) -> Iterator[Stop]:
    """Every stop that a claim admits; a quantity inside an event's sentence belongs to that event's stop."""
    stops_told = [c for c in material.claims.values() if is_stop(c)]
    told = {(c.document, _kind(c)) for c in stops_told}
    claims = [c for c in stops_told if not _is_repeated(c, told, material)]
    events: dict[str, list[NarrativeClaim]] = defaultdict(list)
    for claim in claims:
        if isinstance(claim, NarrativeClaim):
            events[claim.document].append(claim)
    inside = {c.id: _around(c, events[c.document]) for c in claims if isinstance(c, QuantityClaim)}
    figures: dict[str, list[str]] = defaultdict(list)
    for figure, event in inside.items():
        figures[event or ""].append(figure)
    for claim in sorted(claims, key=lambda c: c.id):
        if inside.get(claim.id) is None:
            yield _stop(claim, tuple(sorted(figures[claim.id])), material, register)


def _is_repeated(claim: Claim, told: Container[tuple[str, str | None]], material: Material) -> bool:
    """True for a stop of a near-copy that its leader tells in the same sentence.

    A sentence that differs by what it says, `has not delayed` or `has opened`, is alike too: the leader has to tell a
    stop of that kind.
    """
    leader = material.copies.get(claim.document)
    return leader is not None and (leader, _kind(claim)) in told and repeats_leader(claim, material)


def _kind(claim: Claim) -> str | None:
    if isinstance(claim, QuantityClaim):
        return claim.status
    kind = claim.data.get("type")
    return kind if isinstance(kind, str) else None


def is_stop(claim: Claim) -> bool:
    """True for a claim that tells of a delay, suspension, cancellation or closure."""
    if isinstance(claim, QuantityClaim):
        return claim.status in stops().states and step_of(claim) is not None
    return claim.data.get("type") in stops().types and step_of(claim) is not None


def is_taken_back(claim: Claim, thing: Entity, material: Material) -> bool:
    """True for a stop that its own words deny or only plan."""
    milestone = admit(claim, thing, material)
    return milestone is None or not milestone.admitted


def _around(figure: QuantityClaim, events: Sequence[NarrativeClaim]) -> str | None:
    return next((e.id for e in events if e.start <= figure.start and figure.end <= e.end), None)


def _stop(claim: Claim, figures: tuple[str, ...], material: Material, register: Register) -> Stop:
    words = sentence_of(claim, material)
    published = material.documents[claim.document].published
    thing = material.entity_of(claim.id, "thing")
    everything = ALL["zh" if claim.lang == "zh" else "en"].search(words)
    counted = SEVERAL["zh" if claim.lang == "zh" else "en"].search(words)  # sums of several projects fit no single one
    periods = (period_span(found.iso) for found in find_periods(words, claim.lang, published))
    return Stop(
        claim,
        (claim.id, *figures),
        published.isoformat() if published else "",
        thing if thing is not None and thing.kind in PLANTS else None,
        _owners(claim, thing, material, register),
        _places(claim, words, material),
        claim.phase if isinstance(claim, QuantityClaim) else _text(claim, "phase"),
        {} if counted else _sizes(words, claim),
        tuple((first.isoformat(), last.isoformat()) for first, last in filter(None, periods)),
        _number(everything) if everything else SOME if counted else None,
    )


def _owners(claim: Claim, thing: Entity | None, material: Material, register: Register) -> tuple[str, ...]:
    if thing is not None and thing.kind in PLANTS:
        owner = register.owner_of(thing)
        return (owner,) if owner else ()
    subject = thing or material.entity_of(claim.id, "subject")
    if subject is not None:
        return (subject.id,)
    named = claim.data.get("organisations") if isinstance(claim, NarrativeClaim) else None
    listed = named[:1] if isinstance(named, list) else []
    return tuple(owner for name in listed if (owner := register.find_owner(str(name))) is not None)


def _places(claim: Claim, words: str, material: Material) -> tuple[str, ...]:
    """The place of the claim, with those listed beside it: `its Zhuhai, Yichang and Yiwu projects`."""
    named = material.entity_of(claim.id, "place")
    own = claim.place if isinstance(claim, QuantityClaim) else _text(claim, "place")
    known = places().find(own) if named is None and own else None
    place = named.id if named else known.id if known else None
    found = places().scan(words)
    listed: list[list[str]] = [[]]
    for at, mention in enumerate(found):
        if at and not BETWEEN.fullmatch(words[found[at - 1].end : mention.start]):
            listed.append([])
        listed[-1].append(mention.entry.id)
    return next((tuple(dict.fromkeys(row)) for row in listed if place in row), (place,) if place else ())


def _sizes(words: str, claim: Claim) -> dict[str, tuple[Interval, ...]]:
    sizes: dict[str, list[Interval]] = defaultdict(list)
    for found in find_quantities(words, claim.lang):
        if found.dimension == "money" or found.unit.removesuffix("/yr") in ENERGY:
            sizes[found.unit.removesuffix("/yr")].append(interval_of(found.quantity))
    if isinstance(claim, QuantityClaim) and claim.unit != "count":
        sizes[claim.unit.removesuffix("/yr")].append(interval_of(claim.quantity))
    return {unit: tuple(dict.fromkeys(intervals)) for unit, intervals in sizes.items()}


def _number(match: re.Match[str]) -> int:
    told = match.group("n")
    if told is None:
        return 2 if match.group(0).lower().startswith("both") else 0
    return int(told) if told.isdigit() else NUMBERS.get(told.lower(), 0)


def _text(claim: Claim, key: str) -> str | None:
    value = claim.data.get(key) if isinstance(claim, NarrativeClaim) else None
    return str(value) if value else None
