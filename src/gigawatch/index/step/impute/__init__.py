"""Impute: a missing value is filled by a stated rule and marked; a (unit, period) without any value is left alone."""

from gigawatch.index.step.impute import expectation as _expectation
from gigawatch.index.step.impute import fill as _fill
from gigawatch.index.step.impute import neighbour as _neighbour
from gigawatch.index.step.impute import regression as _regression
from gigawatch.index.step.impute import time as _time
from gigawatch.index.step.impute.catalogue import IMPUTE

__all__ = ["IMPUTE"]
_RULES = (_fill, _time, _neighbour, _regression, _expectation)
