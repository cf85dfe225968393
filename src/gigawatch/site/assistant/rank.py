"""The ranking of an index, and of one unit the readings that its score rests on."""

from __future__ import annotations

from typing import Any

from gigawatch.model import InputError
from gigawatch.question import Observatory
from gigawatch.site.assistant.evidence import tell_statements

ROOTS = """
SELECT index_id, code, name_en, name_zh, choice_en, choice_zh FROM indicator WHERE parent IS NULL ORDER BY index_id
"""
PARTS = "SELECT DISTINCT code FROM score WHERE index_id = ? ORDER BY code"
YEARS = "SELECT DISTINCT period FROM score WHERE index_id = ? AND code = ? ORDER BY period"
PLACES = """
SELECT unit, period, score, score_low, score_high, rank, rank_low, rank_high, data_score_low, data_score_high,
  data_rank_low, data_rank_high, ranked, has, used, state FROM score
WHERE index_id = ? AND code = ? AND period = ?
"""
RANKING = f"{PLACES} ORDER BY rank NULLS LAST, unit LIMIT ?"
OF_UNIT = f"{PLACES} AND lower(unit) = lower(?)"
READINGS = """
SELECT indicator, value, low, high, inference, source, vintage, observations, note FROM reading
WHERE index_id = ? AND period = ? AND lower(unit) = lower(?) ORDER BY indicator
"""


def rank_units(
    book: Observatory, index: str, unit: str | None, code: str | None, period: str | None, limit: int
) -> dict[str, Any]:
    """The ranking of a part of an index in a year, or one unit's place with its readings and their sources.

    InputError, with what there is, for an index, part, year or unit that there is not.
    """
    roots = {str(row["index_id"]): row for row in book.sql(ROOTS).to_dicts()}
    root = roots[_known("index", index, list(roots))]
    part = str(root["code"])
    if code is not None:
        part = _known("part", code, [str(row["code"]) for row in book.sql(PARTS, (index,)).to_dicts()])
    years = [str(row["period"]) for row in book.sql(YEARS, (index, part)).to_dicts()]
    if not years:
        raise InputError(f"{part} of {index} is not computed here")
    year = years[-1] if period is None else _known("year", period, years)
    told = {"index": dict(root), "code": part, "period": year}
    if unit is None:
        return {**told, "ranking": book.sql(RANKING, (index, part, year, limit)).to_dicts()}
    found = book.sql(OF_UNIT, (index, part, year, unit)).to_dicts()
    if not found:
        raise InputError(f"{part} of {index} has no unit {unit} in {year}", hint="ask for the ranking without a unit")
    readings = book.sql(READINGS, (index, year, unit)).to_dicts()
    behind = (key for row in readings for key in str(row["observations"] or "").split())
    return {**told, "ranking": found, "readings": readings, "evidence": tell_statements(book.ledger, behind)}


def _known(what: str, word: str, there: list[str]) -> str:
    if word not in there:
        raise InputError(f"there is no {what} {word}", hint=f"there are: {', '.join(there) or 'none'}")
    return word
