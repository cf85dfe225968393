"""Statistical tables as observations: a user's own, and those that ship with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gigawatch.model.deferred import defer

if TYPE_CHECKING:
    from gigawatch.figures.cell import CellClaim as CellClaim
    from gigawatch.figures.cell import CellFigure as CellFigure
    from gigawatch.figures.cell import load_cells as load_cells
    from gigawatch.figures.check import Finding as Finding
    from gigawatch.figures.check import check_package as check_package
    from gigawatch.figures.fault import Fault as Fault
    from gigawatch.figures.fault import TableError as TableError
    from gigawatch.figures.history import ProjectHistory as ProjectHistory
    from gigawatch.figures.history import Sampling as Sampling
    from gigawatch.figures.history import last_day_of as last_day_of
    from gigawatch.figures.history import load_histories as load_histories
    from gigawatch.figures.history import middle_of as middle_of
    from gigawatch.figures.mapping import sidecar_names as sidecar_names
    from gigawatch.figures.mapping import sidecar_of as sidecar_of
    from gigawatch.figures.naming import mean_measure as mean_measure
    from gigawatch.figures.naming import name_table as name_table
    from gigawatch.figures.package import Assertion as Assertion
    from gigawatch.figures.package import Meaning as Meaning
    from gigawatch.figures.package import Package as Package
    from gigawatch.figures.package import Shape as Shape
    from gigawatch.figures.package import load_frame as load_frame
    from gigawatch.figures.package import load_package as load_package
    from gigawatch.figures.package import packages as packages
    from gigawatch.figures.period import read_period as read_period
    from gigawatch.figures.rate import ImpliedRate as ImpliedRate
    from gigawatch.figures.rate import Rate as Rate
    from gigawatch.figures.rate import convert_money as convert_money
    from gigawatch.figures.rate import find_rate as find_rate
    from gigawatch.figures.rate import implied_rate as implied_rate
    from gigawatch.figures.series import compute_from_shares as compute_from_shares
    from gigawatch.figures.series import pick_latest as pick_latest
    from gigawatch.figures.suggestion import suggest_mapping as suggest_mapping
    from gigawatch.figures.table import Table as Table
    from gigawatch.figures.table import read_table as read_table
    from gigawatch.figures.unit import read_unit as read_unit
    from gigawatch.figures.unlikely import find_unlikely as find_unlikely
    from gigawatch.figures.unlikely import note_unlikely as note_unlikely
    from gigawatch.figures.unlisted import find_unlisted as find_unlisted

__all__ = [
    "Assertion",
    "CellClaim",
    "CellFigure",
    "Fault",
    "Finding",
    "ImpliedRate",
    "Meaning",
    "Package",
    "ProjectHistory",
    "Rate",
    "Sampling",
    "Shape",
    "Table",
    "TableError",
    "check_package",
    "compute_from_shares",
    "convert_money",
    "find_rate",
    "find_unlikely",
    "find_unlisted",
    "implied_rate",
    "last_day_of",
    "load_cells",
    "load_frame",
    "load_histories",
    "load_package",
    "mean_measure",
    "middle_of",
    "name_table",
    "note_unlikely",
    "packages",
    "pick_latest",
    "read_period",
    "read_table",
    "read_unit",
    "sidecar_names",
    "sidecar_of",
    "suggest_mapping",
]

_MODULE = {
    **dict.fromkeys(("mean_measure", "name_table"), "naming"),
    **dict.fromkeys(
        (
            "CellClaim",
            "CellFigure",
            "load_cells",
        ),
        "cell",
    ),
    **dict.fromkeys(
        (
            "Finding",
            "check_package",
        ),
        "check",
    ),
    **dict.fromkeys(
        (
            "Fault",
            "TableError",
        ),
        "fault",
    ),
    **dict.fromkeys(
        (
            "ProjectHistory",
            "Sampling",
            "last_day_of",
            "load_histories",
            "middle_of",
        ),
        "history",
    ),
    **dict.fromkeys(
        (
            "sidecar_names",
            "sidecar_of",
        ),
        "mapping",
    ),
    **dict.fromkeys(
        (
            "Assertion",
            "Meaning",
            "Package",
            "Shape",
            "load_frame",
            "load_package",
            "packages",
        ),
        "package",
    ),
    **dict.fromkeys(("read_period",), "period"),
    **dict.fromkeys(
        (
            "ImpliedRate",
            "Rate",
            "convert_money",
            "find_rate",
            "implied_rate",
        ),
        "rate",
    ),
    **dict.fromkeys(
        (
            "compute_from_shares",
            "pick_latest",
        ),
        "series",
    ),
    **dict.fromkeys(("suggest_mapping",), "suggestion"),
    **dict.fromkeys(
        (
            "Table",
            "read_table",
        ),
        "table",
    ),
    **dict.fromkeys(("read_unit",), "unit"),
    **dict.fromkeys(("find_unlikely", "note_unlikely"), "unlikely"),
    **dict.fromkeys(("find_unlisted",), "unlisted"),
}
__getattr__ = defer(__name__, _MODULE)
