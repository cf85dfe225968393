"""Treat: outlying values are drawn in, or the whole column is put on another scale, each changed cell marked."""

from gigawatch.index.step.treat import clip as _clip
from gigawatch.index.step.treat import log as _log
from gigawatch.index.step.treat import transform as _transform
from gigawatch.index.step.treat import winsorise as _winsorise
from gigawatch.index.step.treat.catalogue import TREAT

__all__ = ["TREAT"]
_RULES = (_winsorise, _log, _clip, _transform)
