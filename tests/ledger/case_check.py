"""What a case may expect of a ledger, and how each expectation is held against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from gigawatch.ledger import Ledger
from gigawatch.model import EntityKind, Fact, GigawatchError
from gigawatch.outlook import find_superlatives
from gigawatch.resolve import Description, identify
from gigawatch.resolve.ordinal import read_ordinals
from gigawatch.vocab import ledger_status, organisations, places

Expected = Mapping[str, Any]
TOLERANCE = 1e-6
EXACT = ("measure", "value", "high", "unit", "qualifier", "known_on", "verdict")


def check(book: Ledger, expectation: Mapping[str, Any]) -> str | None:
    """What is missing for an expectation; None where it is met."""
    ((kind, wanted),) = expectation.items()
    return CHECKS[kind](book, wanted)


def _named(book: Ledger, entity: str, name: str) -> bool:
    """True where a thing, or one that it is part of or belongs to, bears a name or id."""
    seen: set[str] = set()
    queue = [entity]
    while queue:
        thing = book.entities.get(queue.pop())
        if thing is None or thing.id in seen:
            continue
        seen.add(thing.id)
        if name == thing.id or any(name.casefold() in told.casefold() for told in (thing.name, *thing.names.values())):
            return True
        queue += [str(thing.data[key]) for key in ("owner", "place") if thing.data.get(key)]
        queue += [thing.part_of] if thing.part_of else []
    return False


def _is_of(book: Ledger, entity: str, wanted: Expected, spot: str | None = None) -> bool:
    """True for a thing of the owner and place that are wanted; `spot` is where a firm's own figure is told to be."""
    if wanted.get("phase") is not None:
        told = wanted["phase"]
        ordinals = [told] if isinstance(told, int) else list(read_ordinals(str(told)))
        if list(book.entities[entity].data.get("ordinals") or ()) != ordinals:  # type: ignore[call-overload]  # a list
            return False
    of, place = (str(wanted[key]) if wanted.get(key) else None for key in ("of", "place"))
    is_there = place is None or any(_goes_by(book, one, place) for one in (entity, spot) if one)
    return is_there and (of is None or _goes_by(book, entity, of))


def _goes_by(book: Ledger, entity: str, name: str) -> bool:
    return _named(book, entity, name) or _is_known_as(book, entity, name)


def _is_known_as(book: Ledger, entity: str, name: str) -> bool:
    known = (places().find(name), organisations().find(name))
    return any(found is not None and _named(book, entity, found.id) for found in known)


def _equal(found: object, wanted: object) -> bool:
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return isinstance(found, int | float) and abs(found - wanted) <= TOLERANCE * max(abs(wanted), 1)
    return (None if found is None else str(found)) == (None if wanted is None else str(wanted))


def _facts(book: Ledger, wanted: Expected) -> list[Fact]:
    tests: list[Callable[[Fact], bool]] = [
        lambda fact: all(_equal(getattr(fact, key), wanted[key]) for key in EXACT if key in wanted),
        lambda fact: wanted.get("status") is None or _same_status(fact, str(wanted["status"])),
        lambda fact: wanted.get("period") is None or _same_period(fact, str(wanted["period"])),
        lambda fact: len(book.candidates[fact.id]) >= wanted.get("candidates", 0),
        lambda fact: sum(not c.kept for c in book.candidates[fact.id]) >= wanted.get("rejected", 0),
        lambda fact: _is_of(book, fact.subject, wanted, fact.place),
    ]
    return [fact for fact in book.facts.values() if all(test(fact) for test in tests)]


def _same_period(fact: Fact, wanted: str) -> bool:
    return (fact.valid_on or "").removesuffix(" target") == wanted


def _same_status(fact: Fact, wanted: str) -> bool:
    one, other = ledger_status(fact.status or ""), ledger_status(wanted)
    return fact.status == wanted or (one is not None and other is not None and one.code == other.code)


def _expect_fact(book: Ledger, wanted: Expected) -> str | None:
    return None if _facts(book, wanted) else "no such fact"


def _expect_no_fact(book: Ledger, wanted: Expected) -> str | None:
    found = _facts(book, wanted)
    return f"there is {found[0].id}" if found else None


def _findings(book: Ledger, wanted: Expected) -> list[str]:
    found = [one for checks in book.findings.values() for one in checks if one.kind == wanted["kind"]]
    grave = [one for one in found if wanted.get("severity") in (None, one.severity.value)]
    told = [f"{one.text} {one.suggestion or ''}" for one in grave]
    words = [str(word).casefold() for word in wanted.get("words") or ()]
    return [text for text in told if all(word in text.casefold() for word in words)]


def _expect_finding(book: Ledger, wanted: Expected) -> str | None:
    return None if _findings(book, wanted) else "no such finding"


def _expect_no_finding(book: Ledger, wanted: Expected) -> str | None:
    found = _findings(book, wanted)
    return f"found: {found[0]}" if found else None


def _expect_status(book: Ledger, wanted: Expected) -> str | None:
    state = book.as_of(date.fromisoformat(str(wanted["as_of"]))) if wanted.get("as_of") else book
    steps = [(key, state.status(key)) for key in state.milestones if _is_of(state, key, wanted)]
    since = str(wanted.get("since") or "")
    if any(s is not None and s.status == wanted["is"] and (s.valid_on or "").startswith(since) for _, s in steps):
        return None
    told = "; ".join(f"{state.label(key)} {step.status} {step.valid_on}" for key, step in steps if step)
    return f"stands at: {told or 'no step'}"


def _expect_same(_: Ledger, names: list[str]) -> str | None:
    ids = _ids(names)
    return None if len(set(ids.values())) == 1 else f"{ids}"


def _expect_not_same(_: Ledger, names: list[str]) -> str | None:
    ids = _ids(names)
    return None if len(set(ids.values())) == len(names) else f"{ids}"


def _ids(names: list[str]) -> dict[str, str]:
    return identify(Description(id=name, kind=EntityKind.ORGANISATION, surface=name) for name in names)


def _expect_total(book: Ledger, wanted: Expected) -> str | None:
    try:
        total = book.total(
            measure=wanted["measure"],
            unit=wanted["unit"],
            stage=wanted.get("stage", "planned"),
            place=wanted.get("place"),
            owner=wanted.get("of"),
        )
    except GigawatchError as fault:
        return str(fault)
    ends = (total.interval.low, total.interval.high) if total.interval else (None, None)
    asked = [("low", ends[0]), ("high", ends[1]), ("projects", total.projects)]
    wrong = [f"{key} is {found}" for key, found in asked if key in wanted and not _equal(found, wanted[key])]
    return "; ".join(wrong) or None


def _expect_superlative(book: Ledger, wanted: Expected) -> str | None:
    found = [one for one in find_superlatives(book, wanted.get("of")) if str(wanted["words"]) in one.words]
    if any(one.finding.value == wanted["finding"] for one in found):
        return None
    return f"found: {[(one.words, one.finding.value) for one in found]}"


CHECKS: Mapping[str, Callable[[Ledger, Any], str | None]] = {
    "fact": _expect_fact,
    "no_fact": _expect_no_fact,
    "finding": _expect_finding,
    "no_finding": _expect_no_finding,
    "status": _expect_status,
    "same": _expect_same,
    "not_same": _expect_not_same,
    "total": _expect_total,
    "superlative": _expect_superlative,
}
