"""What the ledger remarks about facts and candidates, in the language of the report."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from gigawatch.model import Candidate, Check
from gigawatch.quantity import find_quantities, format_quantity
from gigawatch.report.pen import Pen
from gigawatch.vocab import label, links

REMARKS = Path(__file__).parent / "data" / "remark.toml"
PERIOD = re.compile(r"(?:19|20)\d\d(?:-(?:\d\d|[HQ]\d))?(?:-\d\d)?(?:/[\d-]+)?(?: target)?")


@cache
def patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The remarks that the ledger makes, as patterns of its English wording, with their Chinese."""
    entries = tomllib.loads(REMARKS.read_text(encoding="utf-8"))["remark"]
    return tuple((re.compile(entry["en"]), entry["zh"]) for entry in entries)


def tell_reason(candidate: Candidate, pen: Pen) -> str:
    """Why a candidate was kept or lost."""
    return _translate(candidate.reason, pen)


def tell_finding(check: Check, pen: Pen) -> str:
    """What a check found, amounts and periods written as the language writes them."""
    return _translate(check.text, pen)


def _translate(text: str, pen: Pen) -> str:
    if pen.lang == "en":
        return _name_links(text, "en")
    return _name_links(_parts(text, pen), "zh")


def _parts(text: str, pen: Pen) -> str:
    for pattern, chinese in patterns():
        found = pattern.fullmatch(text)
        if found:
            parts = {name: _restate(part or "", pen) for name, part in found.groupdict().items()}
            return chinese.format(**parts)
    return text


def _restate(text: str, pen: Pen) -> str:
    """A piece of a remark in Chinese: a remark in it, else its amounts, periods and names one by one."""
    whole = _parts(text, pen)
    if whole != text:
        return whole
    return _names(_periods(_amounts(text), pen), pen)


def _amounts(text: str) -> str:
    pieces, position = [], 0
    for found in find_quantities(text, "en"):
        if found.start >= position:
            pieces += [text[position : found.start], format_quantity(found.quantity, "zh")]
            position = found.end
    return "".join([*pieces, text[position:]])


def _periods(text: str, pen: Pen) -> str:
    return PERIOD.sub(lambda found: pen.period(found.group()), text)


def _names(text: str, pen: Pen) -> str:
    for entity in sorted(pen.ledger.entities.values(), key=lambda e: -len(e.name)):
        if entity.name in text:
            text = text.replace(entity.name, pen.ledger.label(entity.id, "zh"))
    return text.replace("; ", "；").replace(", ", "，").replace(" (", "（").replace(")", "）")


def _name_links(text: str, lang: str) -> str:
    for code in links():
        text = re.sub(rf"(?<![\w-]){code}(?![\w-])", label("link", code, lang), text) if "_" in code else text
    return text
