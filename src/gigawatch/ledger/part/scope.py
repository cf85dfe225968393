"""The scope of a total in words: what is counted, of what, when, how many projects, and what is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gigawatch.ledger.nature import is_flow, is_never_added
from gigawatch.ledger.part.lessened import Lessened
from gigawatch.ledger.part.sift import Asked, find_things
from gigawatch.ledger.part.tally import Tally
from gigawatch.ledger.stage import stage_name
from gigawatch.ledger.wording import LANGUAGES, Period, Piece, Words, as_quantity, join, name_code, say
from gigawatch.model import Fact, Quantity

if TYPE_CHECKING:
    from gigawatch.ledger.book import Ledger


def tell_scope(ledger: Ledger, found: Tally) -> Tally:
    """The total with its scope in both languages."""
    asked = found.asked
    pieces: list[Piece] = [
        _of(ledger, asked),
        _amount(found),
        say("scope_projects", count=found.projects, values=len(found.counted)),
    ]
    if found.periods:
        first, last = Period(found.periods[0]), Period(found.periods[-1])
        pieces.append(
            say("scope_period", when=first) if first == last else say("scope_periods", first=first, last=last)
        )
    if asked.valid_on and not is_flow(asked.measure):
        pieces.append(say("scope_by", day=Period(asked.valid_on)))
    if found.statuses:
        pieces.append(say("scope_statuses", statuses=join((name_code("status", one) for one in found.statuses), ",")))
    pieces += [say(f"scope_{key}", count=n) for key in ("hedged", "open", "abstained") if (n := getattr(found, key))]
    pieces += [tell_lessened(one) for one in found.lessened]
    pieces += _left_out(found)
    if found.outside is not None:
        pieces.append(say("scope_outside", value=as_quantity(found.outside, asked.unit)))
    return replace(found, scope=join(pieces, ";"))


def _of(ledger: Ledger, asked: Asked) -> Words:
    measure, where = name_code("measure", asked.measure), _where(ledger, asked)
    if is_never_added(asked.measure):
        return say("scope_never", measure=measure, where=where)
    return say("scope_of", measure=measure, stage=_stage(asked.stage), where=where)


def tell_left_out(reason: str) -> Words:
    """Why a value is not counted, in words."""
    return say(f"left_out_{reason}")


def tell_lessened(lessened: Lessened) -> Words:
    """What was told of a whole, and what of it was stopped since."""
    unit = lessened.fact.unit
    told, taken = as_stated(lessened.fact), as_quantity(lessened.taken, unit)
    return say("lessened", told=told, taken=taken, since=Period(lessened.since))


def as_stated(fact: Fact) -> Quantity:
    """A fact's value with its hedge."""
    return Quantity(fact.value, fact.unit, fact.qualifier, fact.high)


def _stage(stage: str) -> Words:
    return Words(stage_name(stage, "en"), stage_name(stage, "zh"))


def tell_thing(ledger: Ledger, name: str) -> Words:
    """A thing by its names; what was asked for where several bear it."""
    found = find_things(ledger, name)
    return Words(*(ledger.label(min(found), lang) for lang in LANGUAGES)) if len(found) == 1 else Words(name, name)


def _where(ledger: Ledger, asked: Asked) -> Words:
    told = [tell_thing(ledger, one) for one in (asked.place, asked.owner) if one]
    links = [name_code("link", link) for link in asked.links or ()]
    return join([*told, *links], ",") if told or links else say("scope_everywhere")


def _amount(found: Tally) -> Words:
    if found.interval is None:
        return say("scope_nothing")
    amount = as_quantity(found.interval, found.asked.unit)
    if set(found.by_currency) <= {found.asked.unit}:
        return say("scope_amount", value=amount)
    listed = join((as_quantity(interval, unit) for unit, interval in found.by_currency.items()), ",")
    return say("scope_converted", value=amount, listed=listed)


def _left_out(found: Tally) -> list[Words]:
    counts = Counter(one.reason for one in found.left_out)
    return [say("scope_left_out", count=counts[reason], why=tell_left_out(reason.value)) for reason in sorted(counts)]
