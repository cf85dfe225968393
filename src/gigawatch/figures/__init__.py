"""Statistical tables as observations: a user's own, and those that ship with the package."""

from gigawatch.figures.check import Finding, check_package
from gigawatch.figures.fault import Fault, TableError
from gigawatch.figures.mapping import sidecar_names, sidecar_of
from gigawatch.figures.package import Assertion, Meaning, Package, Shape, load_frame, load_package, packages
from gigawatch.figures.period import read_period
from gigawatch.figures.rate import ImpliedRate, Rate, convert_money, find_rate, implied_rate
from gigawatch.figures.series import compute_from_shares, pick_latest
from gigawatch.figures.suggestion import suggest_mapping
from gigawatch.figures.table import Table, read_table
from gigawatch.figures.unit import read_unit
from gigawatch.figures.unlisted import find_unlisted

__all__ = [
    "Assertion",
    "Fault",
    "Finding",
    "ImpliedRate",
    "Meaning",
    "Package",
    "Rate",
    "Shape",
    "Table",
    "TableError",
    "check_package",
    "compute_from_shares",
    "convert_money",
    "find_rate",
    "find_unlisted",
    "implied_rate",
    "load_frame",
    "load_package",
    "packages",
    "pick_latest",
    "read_period",
    "read_table",
    "read_unit",
    "sidecar_names",
    "sidecar_of",
    "suggest_mapping",
]
