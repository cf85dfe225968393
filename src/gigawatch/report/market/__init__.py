"""The market around a region: what the statistical tables that ship tell of demand, makers, prices and materials."""

from __future__ import annotations

from gigawatch.report.market.told import Teller, Told
from gigawatch.report.market.wanted import Part, Sentence, Wanted, parts

__all__ = ["Part", "Sentence", "Teller", "Told", "Wanted", "parts"]
