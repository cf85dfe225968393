"""Links of the analyst's text to the ledger: `[240 GWh](fact:ID)` is a figure with its evidence like any other."""

from __future__ import annotations

from collections.abc import Callable

from gigawatch.model import InputError, Quantity
from gigawatch.quantity import find_quantities, interval_of
from gigawatch.report.block import Ref, RefKind, Runs, Value
from gigawatch.report.figure import find_figures
from gigawatch.report.pen import Pen, fact_quantity, statement_quantity
from gigawatch.vocab.near import hint, pick_near

Tell = Callable[[str], None]
KINDS = {"fact": RefKind.FACT, "claim": RefKind.CLAIM, "cell": RefKind.OBSERVATION}


def is_evidence(address: str) -> bool:
    """True for the address of something in the ledger."""
    return address.partition(":")[0] in KINDS


def link_evidence(pen: Pen, words: str, address: str, where: str, tell: Tell) -> Runs:
    """The words as a figure that leads to its evidence; without words, the value itself, hedge included.

    Where the words give another number than the evidence does by now, the evidence's stands beside them and is told.
    """
    ref = find_ref(pen, address, where)
    stated = quantity_of(pen, ref)
    if not words.strip():
        if stated is None:
            raise InputError(f"{address} is no quantity", where=where, hint="write words between the brackets")
        return (pen.value(stated, ref),)
    if stated is None or agrees(words, stated, pen):
        return (Value(words, ref),)
    now = pen.value(stated, ref)
    tell(f"{where}: the text says {words!r}, the evidence {now.text!r} ({address}): both are printed")
    return pen.say("own.differs", told=Value(words, ref), stated=now)


def find_ref(pen: Pen, address: str, where: str) -> Ref:
    """What an address means; InputError with ids that are near for one that is not in the ledger."""
    kind, _, identity = address.partition(":")
    known = ids_of(pen)
    if identity in known[kind]:
        return Ref(KINDS[kind], identity)
    other = next((one for one, ids in known.items() if identity in ids), None)
    if other is not None:
        raise InputError(f"{identity!r} is no {kind}", where=where, hint=f"write {other}:{identity}")
    near = hint(pick_near(identity, known[kind])) or "gigawatch ledger lists the facts with their ids"
    raise InputError(f"there is no {kind} {identity!r}", where=where, hint=near)


def ids_of(pen: Pen) -> dict[str, frozenset[str]]:
    """Every id of the ledger that a text may cite, by kind."""
    material = pen.ledger.material
    return {
        "fact": frozenset(pen.ledger.facts),
        "claim": frozenset(material.claims),
        "cell": frozenset(material.observations),
    }


def quantity_of(pen: Pen, ref: Ref) -> Quantity | None:
    """The quantity that a reference stands for; None for a claim of another kind."""
    if ref.kind is RefKind.FACT:
        return fact_quantity(pen.ledger.facts[ref.id])
    return statement_quantity(pen.ledger.claim(ref.id))


def agrees(words: str, stated: Quantity, pen: Pen) -> bool:
    """True where words give the stated amount, in a unit or bare, or give no figure at all."""
    told = [found.quantity for found in find_quantities(words, pen.lang)]
    like = [one for one in told if _plain(one.unit) == _plain(stated.unit)]
    if like:
        return any(interval_of(one).overlaps(interval_of(stated)) for one in like)
    printed = {figure.replace(",", "") for figure in find_figures(pen.value(stated, Ref(RefKind.FACT, "")).text)}
    figures = {figure.replace(",", "") for figure in find_figures(words)}
    return not figures or bool(figures & printed)


def _plain(unit: str) -> str:
    """A unit without its time: an analyst may write GWh of what is GWh a year."""
    return unit.removesuffix("/yr")
