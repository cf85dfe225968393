"""The catalogue of rules of the step impute."""

from __future__ import annotations

from gigawatch.index.method.rule import Catalogue
from gigawatch.index.step.block import Change

IMPUTE: Catalogue[Change] = Catalogue("impute", "missing values are filled, each marked as not given")
