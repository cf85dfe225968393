"""Narrative claims in words: the fields of an event, agreement, pledge, statement or superlative, written out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gigawatch.model import Bound, NarrativeClaim, Quantity
from gigawatch.quantity import format_quantity
from gigawatch.quantity.telling import tell_period
from gigawatch.site.word import say_if_known
from gigawatch.vocab import label

CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
DATES = ("date", "due", "horizon")


@dataclass(frozen=True, slots=True)
class Told:
    """A narrative claim with its fields in words."""

    claim: NarrativeClaim
    fields: tuple[tuple[str, str], ...]


def tell_narrative(claim: NarrativeClaim, lang: str, fields: Mapping[str, object]) -> Told:
    """The claim with its fields, as far as they may be shown; what the source said stays as it said it."""
    return Told(claim, tuple(_tell_fields(fields, lang)))


def _tell_fields(data: Mapping[str, object], lang: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        yield _name("field", key, lang), tell_field(key, value, lang)


def tell_field(key: str, value: object, lang: str) -> str:
    """One field's value: dates as dates, quantities with their hedge, codes by their names, words as they are."""
    if isinstance(value, list):
        return "; ".join(tell_field(key, item, lang) for item in value)
    if isinstance(value, Mapping):
        return _tell_mapping(value, lang)
    if isinstance(value, bool):
        return _name("code", str(value).lower(), lang)
    text = str(value)
    if key in DATES:
        return tell_period(text, lang)
    if key == "status":
        return label("status", text, lang)
    return _name("code", text, lang) if CODE.fullmatch(text) else text


def _tell_mapping(value: Mapping[str, object], lang: str) -> str:
    quantity = _quantity(value)
    if quantity is not None:
        return format_quantity(quantity, lang)
    told = (f"{_name('field', key, lang)}: {tell_field(key, item, lang)}" for key, item in value.items())
    return ", ".join(told)


def _quantity(value: Mapping[str, object]) -> Quantity | None:
    """The quantity that a mapping with a value and a unit states."""
    amount, unit, bound = value.get("value"), value.get("unit"), value.get("qualifier")
    if not isinstance(amount, int | float) or not isinstance(unit, str):
        return None
    return Quantity(float(amount), unit, Bound(bound) if isinstance(bound, str) else None)


def _name(kind: str, code: str, lang: str) -> str:
    return say_if_known(f"{kind}.{code}", lang) or code.replace("_", " ")
