"""Codes of a question as a person writes them: a measure, status or link by code, or by name in either language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from gigawatch.model import InputError
from gigawatch.vocab import label, links, measures, statuses
from gigawatch.vocab.near import hint, pick_near

if TYPE_CHECKING:
    from gigawatch.ledger import Ledger

SHORT = ("planned", "reported", "forecast")  # what a fact may stand as beside the steps of the ladder
ALIKE = 60  # of 100: codes are few


def settle_code(ledger: Ledger, kind: str, word: str) -> str:
    """The code of a measure, status or link; InputError with those near and, first, those that this workspace has."""
    here, known = codes_here(ledger, kind), _vocabulary(kind)
    if word in here or word in known:
        return word
    names = _names(kind, (*here, *known))
    found = names.get(_fold(word))
    if found is not None:
        return found
    near = hint(dict.fromkeys(names[one] for one in pick_near(_fold(word), names, ALIKE)))
    other = [code for code in known if code not in here]
    told = (near, tell_here(ledger, kind), f"not here: {', '.join(other)}" if other else None)
    raise InputError(f"no fact has the {kind} {word!r}", hint="; ".join(filter(None, told)))


def tell_here(ledger: Ledger, kind: str) -> str | None:
    """The codes that the facts of a workspace have, each with its Chinese name; None of links, which are read anew."""
    here = codes_here(ledger, kind)
    if kind == "link":
        return None
    return f"here: {', '.join(_told(kind, code) for code in here) or 'none'}"


def codes_here(ledger: Ledger, kind: str) -> tuple[str, ...]:
    """The measures or statuses that facts have, by their code."""
    if kind == "measure":
        return tuple(sorted({fact.measure for fact in ledger.facts.values()}))
    if kind == "status":
        return tuple(sorted({fact.status for fact in ledger.facts.values() if fact.status}))
    return ()


def _vocabulary(kind: str) -> tuple[str, ...]:
    return tuple({"measure": measures(), "status": (*statuses(), *SHORT), "link": links()}[kind])


def _names(kind: str, codes: Iterable[str]) -> Mapping[str, str]:
    """The code of each of its spellings: the code itself, and its names in both languages."""
    return {_fold(told): code for code in codes for told in (label(kind, code, "zh"), label(kind, code, "en"), code)}


def _told(kind: str, code: str) -> str:
    chinese = label(kind, code, "zh")
    return f"{code} ({chinese})" if chinese != code else code


def _fold(word: str) -> str:
    return "_".join(word.strip().casefold().replace("-", " ").replace("_", " ").split())
