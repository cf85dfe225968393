"""Refusing what nobody knows: a filter that nothing can meet is a fault, not an empty answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.ledger import Ledger
from gigawatch.ledger.near import hint_near
from gigawatch.ledger.part import find_known
from gigawatch.model import InputError
from gigawatch.question.publisher import is_published_by, publishers_of
from gigawatch.vocab import links, measures, organisations, places, publishers, statuses

if TYPE_CHECKING:
    from gigawatch.question.query import Query

SHOWN = 30
ALIKE = 75  # of 100


def require_known(ledger: Ledger, query: Query) -> None:
    """Refuse a name, code or publisher of a query that neither the ledger nor the vocabulary knows."""
    for name in filter(None, (query.subject, query.company, query.place)):
        require_thing(ledger, name)
    facts = ledger.facts.values()
    _require_code("measure", query.measure, measures(), lambda: {fact.measure for fact in facts})
    _require_code("status", query.status, statuses(), lambda: {fact.status for fact in facts if fact.status})
    _require_code("link", query.link, links(), set)
    if query.publisher is not None:
        _require_publisher(ledger, query.publisher)


def require_thing(ledger: Ledger, name: str) -> None:
    """Refuse a name that no thing of the ledger and no company or place of the vocabulary bears."""
    if not ledger.find_entities(name) and places().find(name) is None and organisations().find(name) is None:
        hint = hint_near(ledger, name) or "list them: gigawatch ledger"
        raise InputError(f"no company, place, event or site {name!r} is known", hint=hint)


def tell_nothing(ledger: Ledger, query: Query, day: date | None = None) -> str:
    """Why a query has no fact: a name of the vocabulary that no source here speaks of, else that nothing fits all.

    `day` is the clock asked by, where there is one: by it the workspace may have held nothing.
    """
    for name in filter(None, (query.subject, query.company, query.place)):
        if not find_known(ledger, name):
            near = hint_near(ledger, name)
            return f"no source here speaks of {name}" + (f" ({near})" if near else "")
    asked = [f"--{key.replace('_', '-')} {told}" for key, told in _asked(query)]
    if not ledger.facts and day is not None:
        return f"the ledger holds no fact: nothing was published or held in this workspace by {day}"
    return f"no fact fits {' '.join(asked)}" if asked else "the ledger holds no fact"


def _asked(query: Query) -> list[tuple[str, object]]:
    """The conditions of a query that were given, by their options."""
    named = ("subject", "company", "place", "link", "status", "stage", "measure", "period", "valid_on", "publisher")
    told = ((key, getattr(query, key)) for key in (*named, "verdict", "kind"))
    return [(key, getattr(value, "value", value)) for key, value in told if value is not None]


def _require_code(kind: str, word: str | None, vocabulary: Iterable[str], told: Callable[[], set[str]]) -> None:
    if word is None or word in set(vocabulary) or word in (there := told()):
        return
    known = sorted({*vocabulary, *there})
    raise InputError(f"no fact has the {kind} {word!r}", hint=_nearest(word, known) + f"there are: {', '.join(known)}")


def _nearest(word: str, known: Sequence[str]) -> str:
    """The codes written most like a word, as the beginning of a hint; empty where none is."""
    from rapidfuzz import fuzz, process

    folded = word.strip().casefold().replace(" ", "_").replace("-", "_")
    near = [code for code, _, _ in process.extract(folded, known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2)]
    return f"near: {', '.join(near)}; " if near else ""


def _require_publisher(ledger: Ledger, name: str) -> None:
    told = {one for fact in ledger.facts for one in publishers_of(ledger, ledger.kept(fact).claim)}
    kinds = publishers().kinds
    if name in kinds or publishers().find(name) or any(is_published_by(one, name) for one in told):
        return
    known = sorted(one for one in told if "//" not in one)[:SHOWN]
    hint = f"a name, a domain, or a kind: {', '.join(kinds)}; names here: {', '.join(known) or 'none'}"
    raise InputError(f"nothing is published by {name!r}", hint=hint)
