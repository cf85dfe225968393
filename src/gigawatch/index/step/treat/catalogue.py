"""The catalogue of rules of the step treat."""

from __future__ import annotations

from gigawatch.index.method.rule import Catalogue
from gigawatch.index.step.block import Change

TREAT: Catalogue[Change] = Catalogue("treat", "outlying values lose their pull")
