"""What the shipped lists of organisations and joint ventures tell, as table cells that names and shares lead to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from gigawatch.model import Observation, make_id
from gigawatch.report.address import is_web_address
from gigawatch.report.block import Ref, RefKind
from gigawatch.vocab import organisations
from gigawatch.vocab.shelf import read_csv
from gigawatch.vocab.venture import Holding, ventures

ORGANISATIONS, VENTURES = "list of organisations", "list of joint ventures"


@cache
def listed_cells() -> dict[str, Observation]:
    """A cell for the list of organisations as a whole, and one for each share whose page is known."""
    whole = _cell(
        make_id("obs", ORGANISATIONS), ORGANISATIONS, 1, ORGANISATIONS, "other", len(organisations()), "count"
    )
    found = [whole]
    for row, venture, holding in _known():
        key = holding_id(venture, holding)
        share, told_on = holding.share or 0.0, holding.told_on or None
        subject = _name(holding.partner, venture, "en")
        cell = _cell(key, VENTURES, row, subject, "share", share, "%")
        found.append(replace(cell, source=holding.source, period=holding.told_on, vintage=told_on))
    return {cell.id: cell for cell in found}


def name_holding(cell: str, lang: str) -> str | None:
    """Whose share in which joint venture a cell tells, in a language; None for a cell that tells none."""
    found = _by_id().get(cell)
    return _name(found[1].partner, found[0], lang) if found else None


@cache
def _by_id() -> dict[str, tuple[str, Holding]]:
    return {holding_id(venture, held): (venture, held) for _, venture, held in _known()}


def _name(partner: str, venture: str, lang: str) -> str:
    comma = ", " if lang == "en" else "，"
    firms = [organisations().get(one) for one in (partner, venture)]
    return comma.join(firm.label(lang) if firm else one for firm, one in zip(firms, (partner, venture), strict=True))


def list_ref() -> Ref:
    """The reference to the list of organisations as a whole."""
    return Ref(RefKind.OBSERVATION, make_id("obs", ORGANISATIONS))


def holding_id(venture: str, holding: Holding) -> str:
    """The id of the cell of a partner's share in a joint venture."""
    return make_id("obs", VENTURES, venture, holding.partner)


def is_sourced(holding: Holding) -> bool:
    """True for a share that a page of the web tells: one of general knowledge is not printed."""
    return holding.share is not None and is_web_address(holding.source)


def _known() -> list[tuple[int, str, Holding]]:
    """The shares that are printed, each with its row in the kept table, the heading not counted."""
    rows = {(row["organisation"], row["partner"]): number for number, row in enumerate(read_csv("venture.csv"), 1)}
    return [
        (rows[one.organisation, held.partner], one.organisation, held)
        for one in ventures().values()
        for held in one.holdings
        if is_sourced(held)
    ]


def _cell(key: str, table: str, row: int, subject: str, measure: str, value: float, unit: str) -> Observation:
    return Observation(
        id=key, table=table, row=row, subject=subject, measure=measure, period="", value=value, unit=unit
    )
