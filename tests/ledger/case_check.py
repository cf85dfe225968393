"""What a case may expect of a ledger, and how each expectation is held against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from gigawatch.ledger import Ledger
from gigawatch.model import Fact, Settlement
from gigawatch.resolve.ordinal import read_ordinals

Expected = Mapping[str, Any]
TOLERANCE = 1e-6


def check(book: Ledger, expectation: Mapping[str, Any]) -> str | None:
    """What is missing for an expectation; None where it is met."""
    ((kind, wanted),) = expectation.items()
    return CHECKS[kind](book, wanted)


def _named(book: Ledger, entity: str | None, name: str) -> bool:
    """True where a thing, or one that it is part of or belongs to, bears a name."""
    seen: set[str] = set()
    queue = [entity]
    while queue:
        key = queue.pop()
        thing = book.entities.get(key or "")
        if thing is None or thing.id in seen:
            continue
        seen.add(thing.id)
        names = {thing.name, *thing.names.values()}
        if any(name.casefold() in told.casefold() for told in names) or name == thing.id:
            return True
        queue += [str(thing.data[key]) for key in ("owner", "place") if thing.data.get(key)]
        queue.append(thing.part_of)
    return False


def _of(book: Ledger, entity: str, wanted: Expected) -> bool:
    thing = book.entities[entity]
    ordinals = list(thing.data.get("ordinals") or ())
    if "phase" in wanted and wanted["phase"] is not None:
        told = wanted["phase"]
        expected = [told] if isinstance(told, int) else list(read_ordinals(str(told)))
        if ordinals != expected:
            return False
    return all(_same_thing(book, entity, str(wanted[key])) for key in ("of", "place") if wanted.get(key))


def _same_thing(book: Ledger, entity: str, name: str) -> bool:
    from gigawatch.vocab import organisations, places

    known = places().find(name) or organisations().find(name)
    return _named(book, entity, name) or (known is not None and _named(book, entity, known.id))


def _equal(found: object, wanted: object) -> bool:
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return isinstance(found, int | float) and abs(found - wanted) <= TOLERANCE * max(abs(wanted), 1)
    return (None if found is None else str(found)) == (None if wanted is None else str(wanted))


PLAIN = {"measure": "measure", "value": "value", "high": "high", "unit": "unit", "qualifier": "qualifier"}


def _facts(book: Ledger, wanted: Expected) -> list[Fact]:
    return [fact for fact in book.facts.values() if _matches(book, fact, wanted)]


def _matches(book: Ledger, fact: Fact, wanted: Expected) -> bool:
    if not all(_equal(getattr(fact, field), wanted[key]) for key, field in PLAIN.items() if key in wanted):
        return False
    if "status" in wanted and wanted["status"] not in (fact.status, None) and not _same_status(fact, wanted["status"]):
        return False
    if "period" in wanted and wanted["period"] is not None and (fact.valid_on or "") != str(wanted["period"]):
        return False
    if "verdict" in wanted and fact.verdict is not Settlement(wanted["verdict"]):
        return False
    if "known_on" in wanted and fact.known_on != str(wanted["known_on"]):
        return False
    candidates = book.candidates[fact.id]
    if "candidates" in wanted and len(candidates) < wanted["candidates"]:
        return False
    if "rejected" in wanted and sum(not c.kept for c in candidates) < wanted["rejected"]:
        return False
    return _of(book, fact.subject, wanted)


def _same_status(fact: Fact, wanted: str) -> bool:
    from gigawatch.vocab import ledger_status

    one, other = ledger_status(fact.status or ""), ledger_status(wanted)
    return one is not None and other is not None and one.code == other.code


def _expect_fact(book: Ledger, wanted: Expected) -> str | None:
    return None if _facts(book, wanted) else "no such fact"


def _expect_no_fact(book: Ledger, wanted: Expected) -> str | None:
    found = _facts(book, wanted)
    return f"there is {found[0].id}" if found else None


def _findings(book: Ledger, wanted: Expected) -> list[str]:
    found = [check for checks in book.findings.values() for check in checks if check.kind == wanted["kind"]]
    severities = [wanted["severity"]] if wanted.get("severity") else ["info", "warning", "error"]
    words = [str(word) for word in wanted.get("words") or ()]
    told = [(c, f"{c.text} {c.suggestion or ''}") for c in found if c.severity.value in severities]
    return [text for c, text in told if all(word.casefold() in text.casefold() for word in words)]


def _expect_finding(book: Ledger, wanted: Expected) -> str | None:
    return None if _findings(book, wanted) else "no such finding"


def _expect_no_finding(book: Ledger, wanted: Expected) -> str | None:
    found = _findings(book, wanted)
    return f"found: {found[0]}" if found else None


def _expect_status(book: Ledger, wanted: Expected) -> str | None:
    state = book.as_of(date.fromisoformat(str(wanted["as_of"]))) if wanted.get("as_of") else book
    things = [key for key in state.milestones if _of(state, key, wanted)]
    found = [(key, step) for key in things if (step := state.status(key)) is not None]
    for _, step in found:
        if step.status == wanted["is"] and (
            not wanted.get("since") or (step.valid_on or "").startswith(str(wanted["since"]))
        ):
            return None
    told = "; ".join(f"{state.label(key)} {step.status} {step.valid_on}" for key, step in found)
    return f"stands at: {told or 'no step'}"


def _expect_same(book: Ledger, names: list[str]) -> str | None:
    ids = _ids(names)
    return None if len(set(ids.values())) == 1 else f"{ids}"


def _expect_not_same(book: Ledger, names: list[str]) -> str | None:
    ids = _ids(names)
    return None if len(set(ids.values())) == len(names) else f"{ids}"


def _ids(names: list[str]) -> dict[str, str]:
    from gigawatch.model import EntityKind
    from gigawatch.resolve import Description, identify

    told = [Description(id=name, kind=EntityKind.ORGANISATION, surface=name) for name in names]
    return identify(told)


def _expect_total(book: Ledger, wanted: Expected) -> str | None:
    return "totals cannot be asked yet"


def _expect_superlative(book: Ledger, wanted: Expected) -> str | None:
    return "superlatives cannot be asked yet"


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
