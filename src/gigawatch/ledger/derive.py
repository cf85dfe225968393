"""Derived figures: a share times a rounded total, worked out by one outlet, is no rival of the figure it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.former import fault_data
from gigawatch.ledger.wording import Words, say
from gigawatch.model import Quantity, Relation
from gigawatch.quantity import count_digits

SHARE = "share"
Totals = Mapping[tuple[str, str], Sequence[Quantity]]


def mark_derived(evidence: Sequence[Evidence], products: Mapping[str, Words] | None = None) -> list[Evidence]:
    """The statements, with those marked that a document's own share and rounded total give while another source tells
    a value near it. Grouped by what they are values of, then by document: no pass over all pairs.

    `products` are those of the documents where they were found before (see `find_products`).
    """
    groups: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for item in evidence:
        groups[item.key].append(item)
    contested = [group for group in groups.values() if _is_contested(group)]
    if products is None:
        products = find_products([item for group in contested for item in group], evidence)
    marked = {item.claim: item for group in contested for item in _mark(group, products)}
    return [marked.get(item.claim, item) for group in groups.values() for item in group]


def find_products(asked: Sequence[Evidence], evidence: Sequence[Evidence]) -> dict[str, Words]:
    """What is said of each statement asked for that a share and a rounded total of its own document give."""
    shares, totals = _index(evidence, {item.document for item in asked})
    found = ((item, _product_of(item, shares.get(item.document, ()), totals)) for item in asked)
    return {
        item.claim: say("derived_rounded", share=product[0], total=product[1])
        for item, product in found
        if product is not None
    }


def _is_contested(group: Sequence[Evidence]) -> bool:
    return len({e.source for e in group}) > 1 and len({e.quantity.value for e in group}) > 1


def _index(evidence: Sequence[Evidence], documents: set[str]) -> tuple[Mapping[str, Sequence[Quantity]], Totals]:
    shares: dict[str, list[Quantity]] = defaultdict(list)
    totals: dict[tuple[str, str], list[Quantity]] = defaultdict(list)
    for item in sorted((e for e in evidence if e.document in documents), key=lambda e: e.claim):
        if item.measure == SHARE:
            shares[item.document].append(item.quantity)
        elif _is_round(item.quantity.value):
            totals[(item.document, item.quantity.unit)].append(item.quantity)
    return shares, totals


def _mark(group: Sequence[Evidence], products: Mapping[str, Words]) -> Iterator[Evidence]:
    stated = [e for e in group if e.claim not in products and e.mark is None and not e.rejected]
    for item in group:
        note = products.get(item.claim)
        if note is not None and item.mark is None and any(_is_near(item, other) for other in stated):
            yield replace(item, mark=Relation.DERIVED, note=note)


def _product_of(item: Evidence, shares: Sequence[Quantity], totals: Totals) -> tuple[Quantity, Quantity] | None:
    """The share and the rounded total of the same document whose product the figure is, rounded as it is."""
    value, most = item.quantity.value, int(fault_data()["rounded"]["most"])
    for share in shares[:most]:
        for total in totals.get((item.document, item.quantity.unit), ())[:most]:
            product = share.value / 100 * total.value
            if total.value > value > 0 and abs(product - value) <= _half_unit(value):
                return share, total
    return None


def _is_near(one: Evidence, other: Evidence) -> bool:
    """True for another source's value that is not the same and differs by a tenth at most."""
    left, right = one.quantity.value, other.quantity.value
    span = abs(left - right) / max(abs(left), abs(right), 1e-12)
    return one.source != other.source and 0 < span <= float(fault_data()["rounded"]["near"])


def _is_round(value: float) -> bool:
    return 0 < count_digits(value) <= int(fault_data()["rounded"]["digits"])


def _half_unit(value: float) -> float:
    """Half a unit of the last digit told."""
    text = f"{abs(value):.10g}"
    whole, _, decimals = text.partition(".")
    unit = 10.0 ** -len(decimals) if decimals else 10.0 ** (len(whole) - len(whole.rstrip("0")))
    return 0.5 * unit * (1 + 1e-9)
