"""Normalise: every indicator is put on one scale on which more is better."""

from gigawatch.index.step.normalise import category as _category
from gigawatch.index.step.normalise import change as _change
from gigawatch.index.step.normalise import goalpost as _goalpost
from gigawatch.index.step.normalise import rank as _rank
from gigawatch.index.step.normalise import reference as _reference
from gigawatch.index.step.normalise import scale as _scale
from gigawatch.index.step.normalise.catalogue import NORMALISE

__all__ = ["NORMALISE"]
_RULES = (_scale, _rank, _goalpost, _reference, _category, _change)
