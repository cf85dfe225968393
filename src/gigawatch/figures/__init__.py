"""Statistical tables as observations: a user's own, and those that ship with the package."""

from gigawatch.figures.fault import Fault, TableError
from gigawatch.figures.mapping import suggest_mapping
from gigawatch.figures.period import read_period
from gigawatch.figures.table import Table, read_table
from gigawatch.figures.unit import read_unit

__all__ = ["Fault", "Table", "TableError", "read_period", "read_table", "read_unit", "suggest_mapping"]
