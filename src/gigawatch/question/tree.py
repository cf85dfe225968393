"""The part-of trees of a thing: one of its cells, one of each other link that its parts have a capacity in; as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gigawatch.ledger import Ledger, Node, draw_tree, link_of
from gigawatch.ledger.holding import holders_of
from gigawatch.ledger.naming import settle_name
from gigawatch.ledger.part import Amount
from gigawatch.model import Fact, Settlement
from gigawatch.question.interval import interval_record
from gigawatch.question.total.record import lessened_record
from gigawatch.question.voice import Voice

Record = dict[str, object]
CAPACITY, CELLS = "capacity", "GWh/yr"


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree of one measure and unit, and of one link where it must be: tonnes of two products have no sum."""

    measure: str
    unit: str
    link: str | None
    roots: tuple[Node, ...]


def ask_trees(ledger: Ledger, name: str, measure: str, unit: str | None = None) -> tuple[Tree, ...]:
    """The trees of a thing: of capacities in other units than that of cells one for each link told of its parts.

    `unit` asks for one unit alone.
    """
    name = settle_name(ledger, name)
    if measure != CAPACITY:
        assert unit is not None
        return (Tree(measure, unit, None, ledger.tree(name, measure, unit)),)
    first = [] if unit not in (None, CELLS) else [Tree(measure, CELLS, None, ledger.tree(name, measure, CELLS))]
    inside = ledger.within(name)
    facts = (fact for fact in ledger.facts.values() if fact.measure == measure and fact.unit != CELLS)
    found = {(fact.unit, link) for fact in facts if _is_in(fact, inside) and (link := link_of(ledger, fact))}
    others = (
        Tree(measure, u, link, ledger.tree(name, measure, u, link)) for u, link in sorted(found) if unit in (None, u)
    )
    told = (*first, *(tree for tree in others if any(root.amounts or root.parts for root in tree.roots)))
    return told or (Tree(measure, str(unit), None, ledger.tree(name, measure, str(unit))),)


def _is_in(fact: Fact, inside: frozenset[str]) -> bool:
    return fact.subject in inside or fact.place in inside


def render_trees(voice: Voice, trees: Iterable[Tree]) -> str:
    """The trees as text, those of a link under its name."""
    return "\n".join(_render(voice, trees))


def _render(voice: Voice, trees: Iterable[Tree]) -> Iterator[str]:
    for tree in trees:
        head = (
            voice.say("tree_of", what=voice.row((voice.measure(tree.measure), voice.link(tree.link))))
            if tree.link
            else ""
        )
        yield (f"{head}\n" if head else "") + draw_tree(voice.ledger, tree.roots, tree.unit, voice.lang)


def tree_records(ledger: Ledger, trees: Iterable[Tree], lang: str = "en") -> list[Record]:
    """The roots of the trees as objects, each with its measure, unit and link."""
    return [
        {"measure": tree.measure, "unit": tree.unit, "link": tree.link, **node_record(ledger, root, lang)}
        for tree in trees
        for root in tree.roots
    ]


def node_record(ledger: Ledger, node: Node, lang: str = "en") -> Record:
    """A thing of the tree with its amounts and parts; an end that is open is null."""
    return {
        "thing": node.thing,
        "name": ledger.label(node.thing, lang),
        "kind": ledger.entities[node.thing].kind.value,
        "same_as": node.same_as,
        "is_venture": node.is_venture,
        "holders": holder_records(ledger, node.thing, lang),
        "amounts": [_amount(one) for one in node.amounts],
        "parts": [node_record(ledger, part, lang) for part in node.parts],
    }


def holder_records(ledger: Ledger, thing: str, lang: str) -> list[Record]:
    """Who holds a firm, or the firm whose plant a thing is, as objects."""
    return [
        {
            "organisation": one.organisation,
            "name": one.names[lang],
            "share": one.share,
            "bound": one.bound.value if one.bound else None,
            "source": one.source,
            "told_on": one.told_on,
            "parting_on": one.parting_on,
            "is_inferred": one.is_inferred,
            "document": one.document,
            "claim": one.claim,
            "valid_on": one.valid_on,
            "is_contradicted": one.is_contradicted,
            "is_former": one.is_former,
        }
        for one in holders_of(ledger.entities, thing, ledger.stakes)
    ]


def _amount(amount: Amount) -> Record:
    return {
        "stage": amount.stage.value,
        **interval_record(amount.interval),
        "is_stated": amount.is_stated,
        "facts": [fact.id for fact in amount.facts],
        "open": [fact.id for fact in amount.facts if fact.verdict is Settlement.OPEN],
        "summed": None if amount.summed is None else interval_record(amount.summed),
        "perimeters": list(amount.perimeters),
        "lessened": [lessened_record(one) for one in amount.lessened],
    }
