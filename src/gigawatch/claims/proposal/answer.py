"""An answer to proposals: parsed strictly, whole or not at all, each entry of the agreed form or refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from unicodedata import category

from gigawatch.claims.proposal.fault import AnswerError
from gigawatch.claims.proposal.proposal import Proposal

NEEDED = ("quote", "value", "unit", "measure", "status")
ALLOWED = frozenset((*NEEDED, "high", "subject", "place", "period"))
LONGEST_QUOTE, LONGEST_FIELD, LARGEST = 1000, 200, 1e18
UNFIT = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))


def read_answer(body: bytes) -> list[object]:
    """The entries of an answer as the endpoint sent it; AnswerError when it is garbage or broke off.

    >>> read_answer(b'{"choices": [{"finish_reason": "stop", "message": {"content": "{\\\\"proposals\\\\": []}"}}]}')
    []
    """
    choices = _member(_parse(body), "choices")
    if not isinstance(choices, list) or not choices:
        raise AnswerError("the answer has no choices")
    if _member(choices[0], "finish_reason") == "length":
        raise AnswerError("the answer broke off at its longest length")
    content = _member(_member(choices[0], "message"), "content")
    if not isinstance(content, str):
        raise AnswerError("the answer has no content")
    answer = _parse(content)
    entries = _member(answer, "proposals")
    if not isinstance(entries, list) or answer.keys() != {"proposals"}:  # type: ignore[attr-defined]  # a member has been read from it
        raise AnswerError("the answer is not an object with a list of proposals")
    return entries


def read_entry(entry: object) -> Proposal | None:
    """The proposal that an entry is; None where a field is missing, unknown, of another type or unfit to be printed."""
    if not isinstance(entry, dict) or not set(NEEDED) <= entry.keys() <= ALLOWED:
        return None
    given = {key: value for key, value in entry.items() if value is not None or key in NEEDED}
    try:
        return Proposal(
            quote=_text(given["quote"], LONGEST_QUOTE, also="\n\t"),
            value=_number(given["value"]),
            high=_number(given["high"]) if "high" in given else None,
            **{key: _text(given[key], LONGEST_FIELD) for key in given.keys() - {"quote", "value", "high"}},
        )
    except ValueError:
        return None


def _text(value: object, longest: int, also: str = "") -> str:
    """A short text without control characters, which would speak to a terminal, and without halves of characters."""
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise ValueError("not a short text")
    if any(char not in also and category(char) in UNFIT for char in value):
        raise ValueError("unfit to be printed")
    return value


def _number(value: object) -> float:
    """A number of JSON that a quantity can be; truth values and monsters are none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not -LARGEST <= value <= LARGEST:
        raise ValueError("not a number of this world")
    return float(value)


def _parse(text: str | bytes) -> object:
    """JSON in UTF-8 as the standard has it: no NaN, no name twice, no depth without end."""
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        return json.loads(decoded, parse_constant=_refuse, object_pairs_hook=_each_once)
    except (ValueError, RecursionError) as error:
        raise AnswerError("the answer is not JSON") from error


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _each_once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _member(value: object, key: str) -> object:
    if not isinstance(value, dict) or key not in value:
        raise AnswerError(f"the answer has no {key}")
    return value[key]
