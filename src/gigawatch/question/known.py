"""Refusing what nobody knows: a filter that nothing can meet is a fault, not an empty answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.ledger import Ledger
from gigawatch.ledger.naming import find_known, settle_name
from gigawatch.ledger.near import hint_near
from gigawatch.model import EntityKind, InputError
from gigawatch.question.code import codes_here, settle_code, tell_here
from gigawatch.question.publisher import is_published_by, publishers_of
from gigawatch.vocab import publishers
from gigawatch.vocab.near import hint, pick_near

if TYPE_CHECKING:
    from gigawatch.question.query import Query

SHOWN = 30


def settle_query(ledger: Ledger, query: Query) -> Query:
    """The query by ids and codes where a part of a name, or a name of a code in either language, is given.

    InputError for a name, code or publisher that neither the ledger nor the vocabulary knows.
    """
    if query.publisher is not None:
        _require_publisher(ledger, query.publisher)
    return replace(
        query,
        subject=_name(ledger, query.subject),
        company=_name(ledger, query.company, EntityKind.ORGANISATION),
        place=_name(ledger, query.place, EntityKind.PLACE),
        measure=_code(ledger, "measure", query.measure),
        status=_code(ledger, "status", query.status),
        link=_code(ledger, "link", query.link),
    )


def _name(ledger: Ledger, name: str | None, kind: EntityKind | None = None) -> str | None:
    return None if name is None else settle_name(ledger, name, kind)


def _code(ledger: Ledger, kind: str, word: str | None) -> str | None:
    return None if word is None else settle_code(ledger, kind, word)


def tell_nothing(ledger: Ledger, query: Query, day: date | None = None) -> str:
    """Why a query has no fact: a name of the vocabulary that no source here speaks of, else that nothing fits all.

    `day` is the clock asked by, where there is one: by it the workspace may have held nothing.
    """
    query = settle_query(ledger, query)
    for name in filter(None, (query.subject, query.company, query.place)):
        if not find_known(ledger, name):
            near = hint_near(ledger, name)
            known = f" as known on {day}" if day is not None else ""
            return f"no source here speaks of {name}{known}" + (f" ({near})" if near else "")
    asked = [f"--{key.replace('_', '-')} {told}" for key, told in _asked(query)]
    if not ledger.facts and day is not None:
        return f"the ledger holds no fact: nothing was published or held in this workspace by {day}"
    if not asked:
        return "the ledger holds no fact"
    codes = (("measure", query.measure), ("status", query.status))
    lacking = (tell_here(ledger, kind) for kind, code in codes if code and code not in codes_here(ledger, kind))
    return "; ".join((f"no fact fits {' '.join(asked)}", *filter(None, lacking)))


def _asked(query: Query) -> list[tuple[str, object]]:
    """The conditions of a query that were given, by their options."""
    named = ("subject", "company", "place", "link", "status", "stage", "measure", "period", "valid_on", "publisher")
    told = ((key, getattr(query, key)) for key in (*named, "verdict", "kind"))
    return [(key, getattr(value, "value", value)) for key, value in told if value is not None]


def _require_publisher(ledger: Ledger, name: str) -> None:
    told = {one for fact in ledger.facts for one in publishers_of(ledger, ledger.kept(fact).claim)}
    kinds = publishers().kinds
    if name in kinds or publishers().find(name) or any(is_published_by(one, name) for one in told):
        return
    known = sorted(one for one in told if "//" not in one)
    near = hint(pick_near(name, (*known, *kinds)))
    there = f"a name, a domain, or a kind: {', '.join(kinds)}; names here: {', '.join(known[:SHOWN]) or 'none'}"
    raise InputError(f"nothing is published by {name!r}", hint=f"{near}; {there}" if near else there)
