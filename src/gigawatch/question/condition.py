"""The conditions of a query as keyword arguments: closed lists may be given as words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypedDict, TypeVar, Unpack

from gigawatch.ledger import Stage
from gigawatch.model import EntityKind, InputError, Settlement
from gigawatch.question.clock import read_valid
from gigawatch.question.query import Query, SortKey

Word = TypeVar("Word", bound=StrEnum)


class Conditions(TypedDict, total=False):
    """What `facts` takes: each condition of `Query` by its name."""

    subject: str | None
    company: str | None
    place: str | None
    link: str | None
    status: str | None
    stage: Stage | str | None
    measure: str | None
    period: str | None
    valid_on: date | str | None
    publisher: str | None
    verdict: Settlement | str | None
    kind: EntityKind | str | None
    sort: SortKey | str
    reverse: bool
    limit: int | None


def make_query(**conditions: Unpack[Conditions]) -> Query:
    """The query of these conditions; InputError for a condition that there is not, a word that is in no closed list, a
    time that is no date, or a limit below nothing.
    """
    unknown = sorted(set(conditions) - set(Conditions.__annotations__))
    if unknown:
        raise InputError(f"no condition {unknown[0]!r}", hint=f"one of {', '.join(Conditions.__annotations__)}")
    limit = conditions.get("limit")
    if limit is not None and limit < 0:
        raise InputError(f"a limit of {limit} is less than nothing", hint="give a whole number, zero or more")
    return Query(
        subject=conditions.get("subject"),
        company=conditions.get("company"),
        place=conditions.get("place"),
        link=conditions.get("link"),
        status=conditions.get("status"),
        stage=_word(Stage, conditions.get("stage")),
        measure=conditions.get("measure"),
        period=conditions.get("period"),
        valid_on=read_valid(conditions.get("valid_on")),
        publisher=conditions.get("publisher"),
        verdict=_word(Settlement, conditions.get("verdict")),
        kind=_word(EntityKind, conditions.get("kind")),
        sort=_word(SortKey, conditions.get("sort")) or SortKey.VALID_ON,
        reverse=conditions.get("reverse", False),
        limit=limit,
    )


def _word(kind: type[Word], word: Word | str | None) -> Word | None:
    """A word of a closed list; InputError naming the list."""
    try:
        return None if word is None else kind(word)
    except ValueError as error:
        known = ", ".join(one.value for one in kind)
        raise InputError(f"{word!r} is not known here", hint=f"there are: {known}") from error
