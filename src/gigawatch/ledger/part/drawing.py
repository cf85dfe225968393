"""The part-of tree as text, in either language: one line a thing, indented under its whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from gigawatch.ledger.holding import Holder, holders_of
from gigawatch.ledger.part.scope import as_stated
from gigawatch.ledger.part.tree import Amount, Node
from gigawatch.ledger.perimeter import parse_perimeter
from gigawatch.ledger.wording import LANGUAGES, Period, Words, as_quantity, join, say
from gigawatch.model import Quantity, Settlement, period_order
from gigawatch.quantity import format_quantity

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger

BRANCH, LAST, PIPE, SPACE = "├── ", "└── ", "│   ", "    "


def draw_tree(ledger: Ledger, roots: tuple[Node, ...], unit: str, lang: str = "en") -> str:
    """Every tree, a line for each thing: its name, what is planned and built, stated or summed, since when."""
    return "\n".join(line for root in roots for line in _draw(ledger, root, unit, lang, "", "")) + "\n"


def _draw(ledger: Ledger, node: Node, unit: str, lang: str, lead: str, below: str) -> Iterator[str]:
    yield f"{lead}{_line(ledger, node, unit).of(lang)}"
    for number, part in enumerate(node.parts, start=1):
        is_last = number == len(node.parts)
        own, deeper = (LAST, SPACE) if is_last else (BRANCH, PIPE)
        yield from _draw(ledger, part, unit, lang, f"{below}{own}", f"{below}{deeper}")


def _line(ledger: Ledger, node: Node, unit: str) -> Words:
    told = [_tell(amount, unit) for amount in node.amounts]
    if node.same_as is not None:
        told.append(say("tree_same", thing=ledger.entities[node.same_as]))
    if node.is_venture:
        told.append(say("tree_venture"))
    if held := holders_of(ledger.entities, node.thing, ledger.stakes):
        told.extend(tell_holders(held))
    thing = ledger.entities[node.thing]
    return say("tree_line", thing=thing, told=join(told, ";")) if told else say("tree_name", thing=thing)


def tell_holders(held: Sequence[Holder]) -> Iterator[Words]:
    """Who holds and held it, each share with the day of its page; that the partners part; whose name alone it bears."""
    inferred = [one for one in held if one.is_inferred]
    known = [one for one in held if not one.is_inferred and not one.is_former]
    former = [one for one in held if one.is_former]
    if known:
        yield say("tree_held", holders=join(map(_held, known), ","))
    if former:
        yield say("tree_held_before", holders=join(map(_held, former), ","))
    if inferred:
        yield say("tree_named", holders=join(map(_held, inferred), ","))
    if any(one.is_contradicted for one in held):
        yield say("tree_shares_differ")
    if days := sorted(one.parting_on for one in held if one.parting_on):
        yield say("tree_parting", when=Period(days[-1]))


def _held(holder: Holder) -> Words:
    name = Words(holder.names["en"], holder.names["zh"])
    if holder.share is None:
        return name
    share = Words(*(_share(holder, lang) for lang in LANGUAGES))
    if holder.valid_on is not None:
        return say("tree_holder_in", name=name, share=share, when=Period(holder.valid_on))
    if holder.told_on is None:
        return say("tree_holder", name=name, share=share)
    return say("tree_holder_on", name=name, share=share, when=Period(holder.told_on))


def _share(holder: Holder, lang: str) -> str:
    return format_quantity(Quantity(holder.share or 0.0, "%", holder.bound), lang)


def _tell(amount: Amount, unit: str) -> Words:
    how = say("tree_stated", when=Period(max((f.valid_on or "" for f in amount.facts), key=period_order)))
    if not amount.is_stated:
        how = say("tree_summed", count=len(amount.facts))
    elif amount.summed is not None:
        how = join((how, say("tree_parts", value=as_quantity(amount.summed, unit))), ",")
    if is_open := [f for f in amount.facts if f.verdict is Settlement.OPEN]:
        how = join((how, say("tree_open", count=len(is_open))), ",")
    for one in amount.lessened:
        taken = as_quantity(one.taken, one.fact.unit)
        how = join((how, say("tree_less", told=as_stated(one.fact), taken=taken)), ",")
    if amount.perimeters:
        how = join((how, say("tree_covers", what=join(map(parse_perimeter, amount.perimeters), ","))), ",")
    return say(f"tree_{amount.stage.value}", value=as_quantity(amount.interval, unit), how=how)
