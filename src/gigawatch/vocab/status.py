"""How far a project has come: the ladder from rumour to full capacity, and what admits each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from gigawatch.vocab.shelf import number_of, read_entries, read_toml, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One status with the evidence that admits it.

    `rank` orders the ladder and is None beside it (delayed, suspended, cancelled, closed). `short` is the status that
    `read` prints. After `ages_after_days` without news it is inferred stale; terminal statuses never age. Only what
    `is_built` may stand in a sum of built capacity.
    """

    code: str
    rank: int | None
    name_en: str
    name_zh: str
    definition_en: str
    definition_zh: str
    entry_test_en: str
    entry_test_zh: str
    short: str
    ages_after_days: int | None
    ages_reason_en: str | None
    ages_reason_zh: str | None
    terminal: bool
    is_built: bool


@dataclass(frozen=True, slots=True)
class StatementKind:
    """A kind of statement that is no status of a project: reported or forecast."""

    code: str
    name_en: str
    name_zh: str
    definition_en: str
    definition_zh: str


def _status(entry: Mapping[str, object]) -> Status:
    texts = {key: text_of(entry, key) for key in TEXTS}
    reasons = {key: text_of(entry, key) if key in entry else None for key in ("ages_reason_en", "ages_reason_zh")}
    return Status(
        **texts,
        **reasons,  # type: ignore[arg-type]  # both keys are declared `str | None`
        rank=number_of(entry, "rank"),
        ages_after_days=number_of(entry, "ages_after_days"),
        terminal=entry["terminal"] is True,
        is_built=entry["is_built"] is True,
    )


TEXTS = (
    "code",
    "name_en",
    "name_zh",
    "definition_en",
    "definition_zh",
    "entry_test_en",
    "entry_test_zh",
    "short",
)


@cache
def statuses() -> Mapping[str, Status]:
    """Every status by its code: the ladder upwards, then what stands beside it."""
    return MappingProxyType({s.code: s for s in map(_status, read_entries("status.toml", "status"))})


@cache
def kinds_of_statement() -> Mapping[str, StatementKind]:
    """`reported` and `forecast`, by code."""
    fields = ("code", "name_en", "name_zh", "definition_en", "definition_zh")
    entries = read_entries("status.toml", "kind_of_statement")
    kinds = (StatementKind(*(text_of(entry, field) for field in fields)) for entry in entries)
    return MappingProxyType({kind.code: kind for kind in kinds})


@cache
def _ledger_codes() -> Mapping[str, str]:
    table = read_toml("status.toml")["ledger"]
    assert isinstance(table, dict)
    return MappingProxyType({str(short): str(code) for short, code in table.items()})


def ledger_status(short: str) -> Status | None:
    """The ledger's status for a short status of `read`; None for reported and forecast, which are no status.

    >>> ledger_status("planned").code
    'announced'
    """
    code = _ledger_codes().get(short)
    return statuses()[code] if code else None
