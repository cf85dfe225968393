"""Weigh: how much each child counts in its parent. Weights are relative: those under one parent are scaled to one."""

from gigawatch.index.step.weigh import balance as _balance
from gigawatch.index.step.weigh import budget as _budget
from gigawatch.index.step.weigh import contrast as _contrast
from gigawatch.index.step.weigh import given as _given
from gigawatch.index.step.weigh import hierarchy as _hierarchy
from gigawatch.index.step.weigh import principal as _principal
from gigawatch.index.step.weigh.catalogue import WEIGH, Weigh

__all__ = ["WEIGH", "Weigh"]
_RULES = (_given, _principal, _contrast, _balance, _hierarchy, _budget)
