"""One line of the log as a judgement, and a judgement as a line."""

from __future__ import annotations

import re
from datetime import date

from gigawatch.ledger.review.field import READERS, is_field, read_value
from gigawatch.ledger.review.kind import PAIRS, ReviewKind
from gigawatch.ledger.review.sheet import Line
from gigawatch.model import InputError, Judgement, Verdict, make_id
from gigawatch.model.judgement import RULE

DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]0{1,2}:00(?::00)?)?")


def read_entry(line: Line, kind: ReviewKind) -> Judgement:
    """The judgement of a line; InputError with the line's number when something in it is missing or cannot be."""
    try:
        return _read(line.cells, kind)
    except InputError as fault:
        raise InputError(fault.what, where=line.where, hint=fault.hint) from fault


def _read(cells: dict[str, str], kind: ReviewKind) -> Judgement:
    for name in kind.needs:
        if not cells.get(name):
            raise InputError(f"{name} is empty", hint=f"every line needs {', '.join(kind.needs)}")
    left, right = _sides(cells, kind)
    found = Judgement(
        id=cells.get("id", ""),
        left=left,
        right=right,
        verdict=kind.verdict,
        by=_person(cells["by"]),
        on=_day(cells["on"]),
        reason=cells["why"],
        field=cells.get("field") or None,
        value=cells.get("value") or None,
        document=cells.get("document") or None,
        words=cells.get("words") or None,
        evidence=cells.get("evidence") or None,
        supersedes=tuple(sorted(cells.get("supersedes", "").split())),
    )
    _check_correction(found)
    return found if found.id else name_judgement(found)


def name_judgement(judgement: Judgement) -> Judgement:
    """The judgement with an id made from all that it says; one line written twice is one judgement."""
    from dataclasses import replace

    told = judgement
    said = (told.verdict.value, told.left, told.right, told.field, told.value)
    why = (told.by, told.on, told.reason, " ".join(told.supersedes))
    return replace(told, id=make_id("judgement", *said, *why))


def order_pair(left: str, right: str) -> tuple[str, str]:
    """Two names in an order of their own, so that A is B and B is A are one matter."""
    first, second = sorted((left.strip(), right.strip()))
    if first == second:
        raise InputError(f"{first!r} is judged with itself", hint="name two things")
    return first, second


def write_entry(judgement: Judgement, kind: ReviewKind) -> dict[str, str]:
    """The cells of a judgement's line."""
    sides = {"left": judgement.left, "right": judgement.right or ""} if judgement.verdict in PAIRS else {}
    about = "judgement" if judgement.verdict is Verdict.WITHDRAW else "claim"
    cells = {
        **(sides or {about: judgement.left}),
        "id": judgement.id,
        "on": judgement.on.isoformat() if judgement.on else "",
        "by": judgement.by,
        "why": judgement.reason,
        "field": judgement.field or "",
        "value": judgement.value or "",
        "document": judgement.document or "",
        "words": judgement.words or "",
        "evidence": judgement.evidence or "",
        "supersedes": " ".join(judgement.supersedes),
    }
    return {name: cell for name, cell in cells.items() if name in kind.columns}


def _sides(cells: dict[str, str], kind: ReviewKind) -> tuple[str, str | None]:
    if kind.verdict in PAIRS:
        return order_pair(cells["left"], cells["right"])
    return cells["judgement" if kind.verdict is Verdict.WITHDRAW else "claim"], None


def _check_correction(judgement: Judgement) -> None:
    """A field or value that no claim could have is refused at once; what only some kinds have is seen later."""
    if judgement.field is not None and not is_field(judgement.field):
        raise InputError(f"{judgement.field!r} cannot be corrected", hint=f"fields of a figure: {', '.join(READERS)}")
    if judgement.field is not None and judgement.field in READERS and judgement.field != "status":
        read_value(judgement.field, judgement.value)


def _person(text: str) -> str:
    if text.casefold().startswith(RULE):
        raise InputError(f"{text!r} is no person", hint="a name that begins with rule: is a rule's")
    return text


def _day(text: str) -> date:
    found = DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())) if found else date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r} is not a date", hint="write it as 2026-01-31") from error
