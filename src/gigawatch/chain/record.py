"""Frozen values as plain data for JSON: open ends of intervals become null, enumerations their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from math import isinf

from gigawatch.chain.coverage import ChainReport

HIDDEN = ("members", "documents")
DERIVED = ("is_inferred",)


def as_json(report: ChainReport) -> dict[str, object]:
    """A chain report as JSON-ready data; every statement keeps its ids."""
    record = plain_record(report)
    for name in ("running", "present", "named"):
        measure = getattr(report, name)
        record[name] = {
            **plain_record(measure),
            "numerator": measure.numerator,
            "denominator": measure.denominator,
            "share": measure.share,
        }
    return {**record, "verdict": report.verdict.value, "unshown": list(report.unshown), "documents": report.documents}


def plain_record(value: object) -> dict[str, object]:
    """A dataclass as a dictionary of plain values; what is inferred is marked."""
    assert is_dataclass(value)
    names = [f.name for f in fields(value) if not _is_hidden(f.name)]
    names += [name for name in DERIVED if hasattr(value, name)]
    return {name: plain(getattr(value, name)) for name in names}


def plain(value: object) -> object:
    """Any value of these pages as JSON-ready data."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain_record(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(str(one) for one in value)
    return [plain(one) for one in value] if isinstance(value, tuple | list) else _atom(value)


def _atom(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return None if isinf(value) else value
    return value.isoformat() if isinstance(value, date) else value


def _is_hidden(name: str) -> bool:
    return name in HIDDEN
