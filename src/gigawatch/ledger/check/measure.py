"""One number of one thing under two measures: a mistranslation or a slip of the unit is suspected."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from gigawatch.ledger.check.inquiry import Inquiry, make_check
from gigawatch.ledger.perimeter import parse_perimeter
from gigawatch.ledger.settle import Settled
from gigawatch.ledger.voice import count_voices
from gigawatch.ledger.wording import Words, join, name_code, say
from gigawatch.model import Check, Severity
from gigawatch.quantity import count_digits

TWINS = Path(__file__).parent.parent / "data" / "twin.toml"
PLANS = ("planned", "announced", "signed", "forecast")
Key = tuple[str, ...]


def find_measures(inquiry: Inquiry) -> Iterator[Check]:
    """A warning for each number that different documents tell of one thing and time under different measures."""
    groups: dict[Key, dict[str, list[Settled]]] = defaultdict(lambda: defaultdict(list))
    for item in inquiry.settled:
        for family, measure in _families(item):
            groups[_key(item, family)][measure].append(item)
    for key in sorted(groups):
        told = groups[key]
        if len(told) > 1 and _are_apart(told):
            yield _suspect(told)


def _families(item: Settled) -> Iterator[tuple[str, str]]:
    """The families of confused measures that a fact belongs to, with its member in each: measure, whole or unit."""
    fact, data = item.fact, _twins()
    digits = count_digits(fact.value)
    for number, entry in enumerate(data["family"]):
        if fact.measure in entry["measures"] and digits >= entry["digits"]:
            yield f"family{number}", f"measure:{fact.measure}"
    of = parse_perimeter(fact.perimeter).of
    for number, entry in enumerate(data["whole"]):
        if fact.measure in entry["measures"] and of and digits >= entry["digits"]:
            yield f"whole{number}", f"of:{of}"
    for number, entry in enumerate(data["unit"]):
        if fact.measure in entry["measures"] and fact.unit in entry["units"]:
            yield f"unit{number}", f"unit:{fact.unit}"


def _key(item: Settled, family: str) -> Key:
    """What must be equal: thing, number, unit (unless it is the slip) and time (unless none is told)."""
    fact = item.fact
    is_open = fact.valid_on_inferred or fact.status in PLANS or family.startswith("unit")
    unit = "" if family.startswith("unit") else fact.unit
    return family, fact.subject, unit, f"{fact.value:.6g}", "" if is_open else fact.valid_on or ""


def _are_apart(told: Mapping[str, Sequence[Settled]]) -> bool:
    """True where no document tells the number under two of the measures: one that does knows them apart."""
    documents = [{e.document for s in items for e in s.evidence} for items in told.values()]
    return sum(map(len, documents)) == len(set().union(*documents))


def _suspect(told: Mapping[str, Sequence[Settled]]) -> Check:
    likely = min(told, key=lambda measure: (*_weight(measure, told[measure]), measure))
    rivals = sorted(measure for measure in told if measure != likely)
    first = min((s for rival in rivals for s in told[rival]), key=lambda s: s.fact.id)
    names = join((_name(measure) for measure in [likely, *rivals]), ";")
    claims = [s.winner.claim for items in told.values() for s in items]
    words = say("measure", value=first.winner.quantity, measures=names)
    suggestion = say("measure_likely", measure=_name(likely))
    return make_check(first.fact.id, "measure", Severity.WARNING, words, claims, suggestion)


def _weight(measure: str, items: Sequence[Settled]) -> tuple[bool, int, float, str]:
    """Sorts the likelier measure first: the usual unit, more voices, the higher standing, the earlier publication."""
    unusual = measure.startswith("unit:") and measure.removeprefix("unit:") not in _likely_units()
    evidence = [e for s in items for e in s.evidence if e.copy_of is None]
    standing = max((e.standing for e in evidence), default=0.0)
    return unusual, -count_voices(evidence), -standing, min((s.fact.known_on or "9" for s in items), default="9")


def _name(measure: str) -> Words:
    kind, _, code = measure.partition(":")
    if kind == "unit":
        return Words(code, code)
    return name_code("measure", code)


def _likely_units() -> frozenset[str]:
    return frozenset(entry["likely"] for entry in _twins()["unit"])


@cache
def _twins() -> Mapping[str, Any]:
    data: Mapping[str, Any] = tomllib.loads(TWINS.read_text(encoding="utf-8"))
    return data
