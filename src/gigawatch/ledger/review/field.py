"""The fields of a claim that a person may correct, each with what may stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from math import isfinite

from gigawatch.model import Bound, Claim, InputError, NarrativeClaim, QuantityClaim

NONE = ("", "-", "null", "none")
BASES, MULTIPLES = ("yoy", "mom"), ("by", "to")
NEEDED = ("value", "unit", "measure")
_BARE = re.compile(r"\d{1,2}|[ivx]{1,4}")
Read = Callable[[str], object]


def read_value(field: str, text: str | None) -> object:
    """The value that a text sets a field of a quantity claim to; None for an empty text; InputError when it cannot be.

    >>> read_value("value", "9.62e10"), read_value("qualifier", "over"), read_value("phase", "")
    (96200000000.0, <Bound.OVER: 'over'>, None)
    """
    if field not in READERS:
        raise InputError(f"{field!r} cannot be corrected", hint=f"fields: {', '.join(READERS)}")
    if text is None or text.strip().casefold() in NONE:
        if field in NEEDED:
            raise InputError(f"{field} must have a value", hint="reject the claim if it says nothing")
        return None
    return READERS[field](text.strip())


def is_field(name: str) -> bool:
    """True for a field of a figure or of any other kind of claim."""
    from gigawatch.claims import FIELDS

    return name in READERS or any(name in fields for fields in FIELDS.values())


def correct_field(claim: Claim, field: str, text: str | None) -> object:
    """The value for a field of this claim, of a quantity or of another kind; InputError when it has no such field."""
    if isinstance(claim, QuantityClaim):
        return read_value(field, text)
    return _read_data(claim, field, text)


def _read_data(claim: NarrativeClaim, field: str, text: str | None) -> object:
    """A field of an event, agreement, pledge, statement or superlative: a text, or a list parted by semicolons."""
    from gigawatch.claims import FIELDS

    known = FIELDS[claim.kind]
    if field not in known:
        what = f"a claim of the kind {claim.kind.value} has no field {field!r}"
        raise InputError(what, hint=f"fields: {', '.join(known)}")
    now = claim.data.get(field)
    if _is_nested(now):
        raise InputError(f"{field} of a claim of the kind {claim.kind.value} cannot be corrected", hint="reject it")
    if text is None or text.strip().casefold() in NONE:
        return None
    if isinstance(now, list) or field in ("organisations", "parties", "signatories", "sponsors", "released"):
        return [part.strip() for part in text.replace("；", ";").split(";") if part.strip()]
    return _number(text) if isinstance(now, int | float) and not isinstance(now, bool) else text.strip()


def fields_of(claim: Claim) -> tuple[str, ...]:
    """The fields of a claim that a person may correct, in the order in which they are told."""
    from gigawatch.claims import FIELDS

    if isinstance(claim, QuantityClaim):
        return tuple(READERS)
    return tuple(field for field in FIELDS[claim.kind] if not _is_nested(claim.data.get(field)))


def text_of_field(claim: Claim, field: str) -> str:
    """What stands in a field, as a person would write it in a correction: "" for nothing.

    >>> write_value(9.62e10), write_value(["CATL", "BYD"]), write_value(None)
    ('96200000000', 'CATL; BYD', '')
    """
    return write_value(getattr(claim, field, None) if isinstance(claim, QuantityClaim) else claim.data.get(field))


def write_value(value: object) -> str:
    """A value as it is typed: a number in full, a list parted by semicolons."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return str(int(value)) if is_whole and isinstance(value, float) else str(value)


def _is_nested(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _number(text: str) -> float:
    """A finite number in the unit's base scale."""
    try:
        value = float(text.replace("_", ""))
    except ValueError as error:
        hint = "write it in full and without a unit: 96200000000 or 9.62e10"
        raise InputError(f"{text!r} is not a number", hint=hint) from error
    if not isfinite(value):
        raise InputError(f"{text!r} is not a number", hint="an open end is a hedge: set the qualifier")
    return value


def _unit(text: str) -> str:
    from gigawatch.quantity import dimension_of

    try:
        dimension_of(text)
    except InputError as error:
        raise InputError(f"{text!r} is no unit", hint="such as GWh, GWh/yr, CNY, t/yr, count, %") from error
    return text


def _measure(text: str) -> str:
    from gigawatch.vocab import measures

    return _one_of("measure", text, measures())


def _status(text: str) -> str:
    from gigawatch.vocab import kinds_of_statement, statuses

    short = dict.fromkeys(status.short for status in statuses().values())
    return _one_of("status", text, [*short, "planned", *kinds_of_statement()])


def _phase(text: str) -> str:
    """A phase as `phase 1`, where a bare number stands for one; a plant of a row and a list of phases as written."""
    from gigawatch.resolve.ordinal import read_ordinals, read_plant_number

    told = text.casefold()
    if read_ordinals(told) or read_plant_number(told) is not None:
        return told
    numbers = read_ordinals(f"phase {told}") if _BARE.fullmatch(told) else read_ordinals(f"{told} phase")
    if len(numbers) != 1 or " " in told:
        hint = "such as 1, phase 1, first phase, phases 1 to 3, 一期, 三、四期; an empty value takes the phase away"
        raise InputError(f"{text!r} is no phase", hint=hint)
    return f"phase {numbers[0]}"


def _period(text: str) -> str:
    from gigawatch.figures.period import read_period

    return read_period(text)


def _one_of(field: str, text: str, known: Iterable[str]) -> str:
    words = list(known)
    if text not in words:
        raise InputError(f"{text!r} is no {field}", hint=f"one of: {', '.join(words)}")
    return text


READERS: Mapping[str, Read] = {
    "value": _number,
    "high": _number,
    "unit": _unit,
    "qualifier": lambda text: Bound(_one_of("qualifier", text, [bound.value for bound in Bound])),
    "measure": _measure,
    "subject": str,
    "object": str,
    "place": str,
    "period": _period,
    "status": _status,
    "phase": _phase,
    "basis": lambda text: _one_of("basis", text, BASES),
    "multiple": lambda text: _one_of("multiple", text, MULTIPLES),
    "same_as": str,
    "speaker": str,
}
