"""Carrying: makers' figures told behind a total of some vehicles only are of those vehicles too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gigawatch.ledger.evidence import Evidence
from gigawatch.ledger.material import Material
from gigawatch.ledger.perimeter import parse_perimeter, perimeter_data
from gigawatch.model import EntityKind, QuantityClaim


def carry_products(evidence: Iterable[Evidence], material: Material) -> list[Evidence]:
    """The statements, each of a firm without a product of its own with that of the only total told before it.

    Only products that a list of makers is told within (batteries of passenger cars), of one document, measure and time.
    """
    groups: dict[tuple[str, str, str | None], list[Evidence]] = defaultdict(list)
    for item in evidence:
        groups[(item.document, item.measure, item.valid_on)].append(item)
    return [told for group in groups.values() for told in _carry(group, material)]


def _carry(group: Sequence[Evidence], material: Material) -> Sequence[Evidence]:
    totals = [item for item in group if material.entities[item.subject].kind is EntityKind.PLACE]
    products = {parse_perimeter(item.perimeter).product for item in totals}
    product = next(iter(products), None)
    if len(products) != 1 or product not in perimeter_data()["carried"]["codes"]:
        return group
    first = min(_start(item, material) for item in totals)
    return [_with(item, str(product)) if _is_open(item, first, material) else item for item in group]


def _is_open(item: Evidence, first: int, material: Material) -> bool:
    """True for a firm's figure that stands behind the total and tells no product."""
    is_firm = material.entities[item.subject].kind is EntityKind.ORGANISATION
    return is_firm and parse_perimeter(item.perimeter).product is None and _start(item, material) > first


def _start(item: Evidence, material: Material) -> int:
    claim = material.claims.get(item.claim)
    return claim.start if isinstance(claim, QuantityClaim) else 0


def _with(item: Evidence, product: str) -> Evidence:
    return replace(item, perimeter=replace(parse_perimeter(item.perimeter), product=product).code)
