"""A table cell in words of a language: its table, whose value it is and of what, by the names that a reader knows."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from gigawatch.figures import mean_measure
from gigawatch.figures.naming import STOP
from gigawatch.ledger import Evidence
from gigawatch.model import Observation
from gigawatch.outlook.carbon.region import find_region_name
from gigawatch.report.constant import tell_in_language
from gigawatch.report.listed import name_holding
from gigawatch.report.pen import Pen
from gigawatch.report.title import title_table
from gigawatch.vocab import label, organisations, places

WHOLES = Path(__file__).parent / "data" / "whole.toml"


def cell_measure(pen: Pen, cell: Observation) -> str:
    """The name of a cell's measure; where the vocabulary has none, what the table's descriptor says it means."""
    known = pen.measure(cell.measure)
    if known != cell.measure:
        return known
    return mean_measure(cell.table, cell.measure, pen.lang) or label("link", cell.measure, pen.lang)


def cell_title_measure(pen: Pen, cell: Observation) -> str:
    """The name of a cell's measure as a title has it: of what a descriptor says, the words to the first stop."""
    return STOP.split(cell_measure(pen, cell))[0]


def cell_subject(cell: Observation, lang: str) -> str:
    """Whose value it is: a firm or place by its name in the language, a table that tells of itself by its title."""
    if cell.subject == cell.table:
        return title_table(cell.table, lang)
    return name_holding(cell.id, lang) or name_subject(cell.subject, lang)


def name_subject(subject: str, lang: str) -> str:
    """A subject that tables name, in the language where the vocabulary knows it, or it is a whole or rest."""
    known = organisations().find(subject) or places().find(subject)
    return (
        known.label(lang) if known else find_region_name(subject, lang) or _wholes().get(subject, {}).get(lang, subject)
    )


@cache
def _wholes() -> Mapping[str, Mapping[str, str]]:
    """Names of wholes and rests, by language."""
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(WHOLES.read_text(encoding="utf-8"))
    return found


def tell_evidence(pen: Pen, evidence: Evidence) -> Evidence:
    """Evidence with a table cell's source and place told by names; a document's words stay as they are."""
    cell = pen.ledger.claim(evidence.id)
    if not isinstance(cell, Observation):
        return evidence
    told = tell_in_language(cell, pen.lang)
    after = f" ({told.note})" if told.note != cell.note else evidence.after
    comma, colon = (", ", ": ") if pen.lang == "en" else ("，", "：")
    about = (cell_subject(told, pen.lang), cell_measure(pen, cell), pen.period(cell.period))
    title = pen.word("source.row", table=title_table(cell.table, pen.lang), row=str(cell.row))
    return replace(evidence, title=title, before=comma.join(part for part in about if part) + colon, after=after)
