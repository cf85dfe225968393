"""Firms under all their names: known by the vocabulary, belonging to a known firm, or new and compared."""

from gigawatch.resolve.organisation.cluster import gather, pair_up
from gigawatch.resolve.organisation.compare import Comparison, compare_names
from gigawatch.resolve.organisation.firm import FirmName, read_firm_name
from gigawatch.resolve.organisation.firms import NONE, Firms, name_group
from gigawatch.resolve.organisation.joined import Joined
from gigawatch.resolve.organisation.two_names import TwoNames, find_two_names
from gigawatch.resolve.organisation.wording import is_firm_name

__all__ = [
    "NONE",
    "Comparison",
    "FirmName",
    "Firms",
    "Joined",
    "TwoNames",
    "compare_names",
    "find_two_names",
    "gather",
    "is_firm_name",
    "name_group",
    "pair_up",
    "read_firm_name",
]
