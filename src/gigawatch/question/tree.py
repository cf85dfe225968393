"""A part-of tree as JSON."""

from __future__ import annotations

from gigawatch.ledger import Ledger, Node
from gigawatch.ledger.part import Amount
from gigawatch.question.interval import interval_record

Record = dict[str, object]


def node_record(ledger: Ledger, node: Node, lang: str = "en") -> Record:
    """A thing of the tree with its amounts and parts; an end that is open is null."""
    return {
        "thing": node.thing,
        "name": ledger.label(node.thing, lang),
        "kind": ledger.entities[node.thing].kind.value,
        "same_as": node.same_as,
        "is_venture": node.is_venture,
        "amounts": [_amount(one) for one in node.amounts],
        "parts": [node_record(ledger, part, lang) for part in node.parts],
    }


def _amount(amount: Amount) -> Record:
    return {
        "stage": amount.stage.value,
        **interval_record(amount.interval),
        "is_stated": amount.is_stated,
        "facts": [fact.id for fact in amount.facts],
        "summed": None if amount.summed is None else interval_record(amount.summed),
        "perimeters": list(amount.perimeters),
    }
