"""Impute: a missing value is filled by a stated rule and marked; a (unit, period) without any value is left alone."""

from gigawatch.index.step.impute import fill as _fill
from gigawatch.index.step.impute.catalogue import IMPUTE

__all__ = ["IMPUTE"]
_RULES = (_fill,)
