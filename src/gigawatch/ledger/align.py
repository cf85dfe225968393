"""Aligning: scopes that only describe fall away, and a figure without a scope joins the one that has its value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from gigawatch.ledger.again import meet_again
from gigawatch.ledger.carry import carry_products
from gigawatch.ledger.context import Context, ReadContext
from gigawatch.ledger.cue import measures_of
from gigawatch.ledger.derive import mark_derived
from gigawatch.ledger.erratum import mark_corrected
from gigawatch.ledger.evidence import Evidence, alter, is_same
from gigawatch.ledger.inside import set_parts_apart
from gigawatch.ledger.lead import follow_leaders
from gigawatch.ledger.material import Material
from gigawatch.ledger.perimeter import narrows, parse_perimeter
from gigawatch.ledger.power import mark_slips
from gigawatch.ledger.several import mark_several
from gigawatch.ledger.stale import mark_stale
from gigawatch.ledger.wording import Words
from gigawatch.model import Entity

STATED = ("product", "market", "of", "counted")
Key = Callable[[Evidence], tuple[object, ...]]


def align(evidence: Iterable[Evidence], material: Material) -> list[Evidence]:
    """The statements as they can be compared, copies, derived and stale ones marked, whatever their order."""
    context = ReadContext(material)
    scoped = join_unstated(scope_in_documents(evidence, material))
    return mark_faults(follow_leaders(scoped, context), context, material.entities)


def scope_in_documents(evidence: Iterable[Evidence], material: Material) -> list[Evidence]:
    """The statements with the scopes that their own documents give them; each document by itself."""
    ordered = sorted(evidence, key=lambda e: e.claim)
    return set_parts_apart(carry_products(set_products_apart(ordered), material), material)


def mark_faults(
    evidence: Sequence[Evidence],
    context: Context,
    entities: Mapping[str, Entity],
    products: Mapping[str, Words] | None = None,
) -> list[Evidence]:
    """The statements with what is wrong with them marked: slips, corrections, derived and outdated figures.

    Every step is among the statements of one thing, but that a plant's figure is held against those of its owner.
    """
    slips = mark_several(mark_slips(evidence), context, entities)
    return mark_stale(meet_again(mark_derived(mark_corrected(slips, context), products)), entities)


def set_products_apart(evidence: Sequence[Evidence]) -> list[Evidence]:
    """A plant's product sets a part apart only where one document tells several products of it; else it describes."""
    by_thing = _group(
        evidence, lambda e: (e.document, e.subject, e.measure, e.quantity.unit, parse_perimeter(e.perimeter).phase)
    )
    return [item for group in by_thing for item in _describe(group)]


def _describe(group: Sequence[Evidence]) -> Sequence[Evidence]:
    products = {parse_perimeter(e.perimeter).product for e in group} - {None}
    is_contrast = group[0].measure not in measures_of("product", "contrast") or len(products) > 1
    return group if is_contrast else [_without(e, ("product",)) for e in group]


def join_unstated(evidence: Sequence[Evidence]) -> list[Evidence]:
    """A figure that states no product, market or whole, or not all of them, is of the only scope in which the same
    figure is told and which says all that it says.

    Where no scope has its value, or several have, it stays a figure of its own: nothing is guessed.
    """
    groups = _group(evidence, lambda e: (*e.key[:-1], _leave_open(e.perimeter, STATED) or ""))
    return [joined for group in groups for joined in _join(group)]


def _join(group: Sequence[Evidence]) -> Iterator[Evidence]:
    stated = [e for e in group if e.perimeter != _leave_open(e.perimeter, STATED)]
    for item in group:
        fitting = {e.perimeter for e in stated if _says_more(e, item)}
        widest = {one for one in fitting if not any(one != other and narrows(other, one) for other in fitting)}
        yield replace(item, perimeter=widest.pop()) if len(widest) == 1 else item


def _says_more(other: Evidence, item: Evidence) -> bool:
    """True where another statement gives the same number of a scope that says all of this one's, and more.

    Where a part of the scope is told, the very number: 15.47 % of a country need not be the 15.5 % of its sales.
    """
    if other.perimeter == item.perimeter or not narrows(other.perimeter, item.perimeter):
        return False
    is_told = item.perimeter != _leave_open(item.perimeter, STATED)
    return other.quantity == item.quantity if is_told else is_same(other, item)


def _without(item: Evidence, names: tuple[str, ...]) -> Evidence:
    """The statement with some fields of its perimeter left open."""
    code = _leave_open(item.perimeter, names)
    return item if code == item.perimeter else alter(item, perimeter=code)


@cache
def _leave_open(code: str | None, names: tuple[str, ...]) -> str | None:
    perimeter = parse_perimeter(code)
    if not any(getattr(perimeter, name) for name in names):
        return code
    return replace(perimeter, **dict.fromkeys(names)).code


def _group(evidence: Iterable[Evidence], key: Key) -> list[list[Evidence]]:
    groups: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for item in evidence:
        groups[key(item)].append(item)
    return list(groups.values())
