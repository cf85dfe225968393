"""The catalogue of rules of the step normalise."""

from __future__ import annotations

from gigawatch.index.method.rule import Catalogue
from gigawatch.index.step.block import Change

NORMALISE: Catalogue[Change] = Catalogue("normalise", "indicators are put on one scale, turned so that more is better")
