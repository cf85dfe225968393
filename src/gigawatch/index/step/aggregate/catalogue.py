"""The catalogue of rules that make children their parent, and the parameters that several of them share."""

from __future__ import annotations

from collections.abc import Callable

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.method.rule import Catalogue
from gigawatch.index.step.family import Family

Aggregate = Callable[[Family, Settings], Numbers]
AGGREGATE: Catalogue[Aggregate] = Catalogue("aggregate", "children become their parent")
MISSING = Parameter(
    "missing",
    "choice",
    "rescale",
    "a missing child: the others' weights are scaled up, the run stops, or it counts as zero",
    ("rescale", "fail", "zero"),
)
SHARE = Parameter("at_least", "number", 0.0, "the share of children below which the parent is missing", least=0, most=1)
ABSENT = Parameter(
    "missing",
    "choice",
    "rescale",
    "a missing child: two units are compared on what both have, the run stops, or it counts as worse than any value",
    ("rescale", "fail", "worst"),
)
SCOPE = Parameter(
    "range", "choice", "within", "the units compared: those of the same period, or of all", ("within", "pooled")
)
