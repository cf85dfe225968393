"""The scope of a total in words: what is counted, of what, when, how many projects, and what is left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from gigawatch.ledger.part.tally import Tally
from gigawatch.ledger.wording import Period, Piece, Words, as_quantity, join, say
from gigawatch.vocab import label


def tell_scope(found: Tally) -> Tally:
    """The total with its scope in both languages."""
    asked = found.asked
    pieces: list[Piece] = [
        say(
            "scope_of", measure=_term("measure", asked.measure), stage=say(f"stage_{asked.stage}"), where=_where(found)
        ),
        _amount(found),
        say("scope_projects", count=found.projects, values=len(found.counted)),
    ]
    if found.periods:
        pieces.append(say("scope_periods", first=Period(found.periods[0]), last=Period(found.periods[-1])))
    if found.statuses:
        pieces.append(say("scope_statuses", statuses=join((_term("status", one) for one in found.statuses), ",")))
    pieces += [say(f"scope_{key}", count=n) for key in ("hedged", "open", "abstained") if (n := getattr(found, key))]
    pieces += _left_out(found)
    if found.outside is not None:
        pieces.append(say("scope_outside", value=as_quantity(found.outside, asked.unit)))
    return replace(found, scope=join(pieces, ";"))


def tell_left_out(reason: str) -> Words:
    """Why a value is not counted, in words."""
    return say(f"left_out_{reason}")


def _where(found: Tally) -> Words:
    told = [one for one in (found.asked.place, found.asked.owner) if one]
    links = [_term("link", link) for link in found.asked.links or ()]
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


def _term(table: str, code: str) -> Words:
    """A code of the vocabulary by its name; an unlisted code is its own name."""
    return Words(label(table, code, "en"), label(table, code, "zh"))
