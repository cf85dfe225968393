"""Normalise: every indicator is put on one scale on which more is better."""

from gigawatch.index.step.normalise import scale as _scale
from gigawatch.index.step.normalise.catalogue import NORMALISE

__all__ = ["NORMALISE"]
_RULES = (_scale,)
