"""Aggregate: children become their parent, level by level, under a stated rule for missing values."""

from gigawatch.index.step.aggregate import benefit as _benefit
from gigawatch.index.step.aggregate import kemeny as _kemeny
from gigawatch.index.step.aggregate import mazziotta as _mazziotta
from gigawatch.index.step.aggregate import mean as _mean
from gigawatch.index.step.aggregate import order as _order
from gigawatch.index.step.aggregate import vote as _vote
from gigawatch.index.step.aggregate import wroclaw as _wroclaw
from gigawatch.index.step.aggregate.catalogue import AGGREGATE, Aggregate

__all__ = ["AGGREGATE", "Aggregate"]
_RULES = (_mean, _mazziotta, _order, _benefit, _wroclaw, _vote, _kemeny)
