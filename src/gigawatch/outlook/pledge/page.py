"""The answer to what became of the pledges: all declarations of a ledger, or those of a place, signatory or status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from gigawatch.chain import find_region, plain_record
from gigawatch.ledger import Ledger
from gigawatch.ledger.near import hint_near
from gigawatch.model import InputError
from gigawatch.outlook.pledge.declaration import Declaration, make_pledge_page
from gigawatch.outlook.pledge.gauge import rules
from gigawatch.outlook.pledge.judge import PledgeStatus
from gigawatch.outlook.pledge.party import find_organisation
from gigawatch.outlook.proof import proof_of
from gigawatch.outlook.told import newest_day
from gigawatch.vocab import organisations, places


@dataclass(frozen=True, slots=True)
class Pledges:
    """What was asked (ids of place and organisation, status), the day judged by, and the declarations that fit.

    `told` is how many declarations the documents tell in all; `tables` are the shipped tables whose figures the
    workspace takes in and pledges are held against, `missing` those that it does not.
    """

    place: str | None
    organisation: str | None
    status: PledgeStatus | None
    on: str
    told: int
    declarations: tuple[Declaration, ...]
    tables: tuple[str, ...]
    missing: tuple[str, ...]


def find_pledges(
    ledger: Ledger,
    *,
    place: str | None = None,
    organisation: str | None = None,
    status: PledgeStatus | str | None = None,
    on: date | None = None,
) -> Pledges:
    """Every declaration that fits, judged by what happened up to a day (that of the newest document without one).

    `place`: told in documents that speak of it. `organisation`: it signed, or what belongs to it did. `status`: those
    commitments alone whose whole has it. InputError for a name or status that nobody knows, with those near it.
    """
    wanted = None if status is None else _status(str(status))
    day = on or newest_day(ledger) or date.min
    everything = make_pledge_page(ledger, None, day)
    where = None if place is None else _place(ledger, place)
    who = None if organisation is None else _organisation(ledger, organisation, everything)
    here = everything if where is None else make_pledge_page(ledger, find_region(ledger, where), day)
    found = tuple(_of_status(_of_party(here, who), wanted))
    tables = dict.fromkeys(name.partition(".")[0] for gauge in rules().gauges for name in gauge.tables)
    held = {cell.table for cell in ledger.material.observations.values()}
    return Pledges(
        where,
        who,
        wanted,
        day.isoformat(),
        len(everything),
        found,
        tuple(name for name in tables if name in held),
        tuple(name for name in tables if name not in held),
    )


def as_json(pledges: Pledges, ledger: Ledger) -> dict[str, object]:
    """The answer as plain data, open ends null; `proofs` has for each id the words that it stands on."""
    ids = dict.fromkeys(key for one in pledges.declarations for key in list_evidence(one))
    return {**plain_record(pledges), "proofs": {key: proof_of(ledger, key) for key in ids}}


def list_evidence(declaration: Declaration) -> Iterator[str]:
    """The ids of every claim, fact and table cell that a declaration's statuses rest on or are told beside."""
    yield declaration.claim
    for commitment in declaration.commitments:
        yield commitment.claim
        for one in commitment.signatories:
            yield from (key for trace in one.traces for key in trace.evidence)
            yield from (deed.claim for deed in one.deeds)


def _of_party(declarations: Iterable[Declaration], who: str | None) -> Iterator[Declaration]:
    for one in declarations:
        if who is None or any(who in (party.id, party.name) or who in party.members for party in one.parties):
            yield one


def _of_status(declarations: Iterable[Declaration], wanted: PledgeStatus | None) -> Iterator[Declaration]:
    """Declarations with the commitments of one status alone; those that have none left are left out."""
    for one in declarations:
        kept = tuple(c for c in one.commitments if wanted in (None, c.status))
        if kept or wanted is None:
            yield replace(one, commitments=kept)


def _status(asked: str) -> PledgeStatus:
    words = asked.casefold().replace("_", " ").replace("-", " ")
    found = next((one for one in PledgeStatus if words in (one.value, one.name.casefold())), None)
    if found is None:
        names = [one.value for one in PledgeStatus]
        raise InputError(f"there is no status {asked!r}", hint=f"there are: {', '.join(names)}")
    return found


def _place(ledger: Ledger, asked: str) -> str:
    found = places().get(asked) or places().find(asked)
    if found is None:
        raise InputError(
            f"no place {asked!r} is known", hint=hint_near(ledger, asked) or "try its English or Chinese name"
        )
    return found.id


def _organisation(ledger: Ledger, asked: str, declarations: Iterable[Declaration]) -> str:
    """The organisation's id, or a signatory's name as its source writes it where nobody knows whom it means."""
    known = organisations().get(asked)
    found = known.id if known is not None else find_organisation(ledger, asked)
    if found is not None:
        return found
    names = {party.name.casefold(): party.id or party.name for one in declarations for party in one.parties}
    if asked.casefold() not in names:
        told = [name for one in declarations for name in one.signatories]
        hint = hint_near(ledger, asked, told) or "try its English or Chinese name"
        raise InputError(f"no company or institution {asked!r} is known", hint=hint)
    return names[asked.casefold()]
