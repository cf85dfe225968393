"""Whose figure a row of a table is: a data provider's, the company's own report, else the page that prints it."""

from __future__ import annotations

from gigawatch.model import Observation
from gigawatch.model.address import host_of
from gigawatch.report.address import is_web_address
from gigawatch.report.pen import Pen
from gigawatch.report.section.company.rule import company_rules
from gigawatch.report.title import title_table
from gigawatch.vocab import organisations
from gigawatch.vocab.organisation import OrganisationKind
from gigawatch.vocab.publisher import publishers

COUNTS = (OrganisationKind.DATA_PROVIDER, OrganisationKind.ASSOCIATION)


def name_provider(pen: Pen, cell: Observation) -> str:
    """Who counted the value; the page that prints it where its note names nobody, or more than one who may have."""
    named = _named(pen, cell.note or "")
    return named[0] if len(named) == 1 else _page(pen, cell)


def _named(pen: Pen, note: str) -> list[str]:
    names = [one.entry.label(pen.lang) for one in organisations().scan(note) if one.entry.kind in COUNTS]
    words = company_rules()["own_reports"]
    assert isinstance(words, list)
    if any(word in note.casefold() for word in words):
        names.append(pen.word("company.own_report"))
    return list(dict.fromkeys(names))


def _page(pen: Pen, cell: Observation) -> str:
    if not is_web_address(cell.source):
        return cell.source or title_table(cell.table, pen.lang)
    known = publishers().find(cell.source or "")
    return known.name if known else host_of(cell.source).removeprefix("www.")
