"""Aggregate: children become their parent, level by level, under a stated rule for missing values."""

from gigawatch.index.step.aggregate import mean as _mean
from gigawatch.index.step.aggregate.catalogue import AGGREGATE, Aggregate

__all__ = ["AGGREGATE", "Aggregate"]
_RULES = (_mean,)
