"""Weigh: how much each child counts in its parent. Weights are relative: those under one parent are scaled to one."""

from gigawatch.index.step.weigh import given as _given
from gigawatch.index.step.weigh.catalogue import WEIGH, Weigh

__all__ = ["WEIGH", "Weigh"]
_RULES = (_given,)
