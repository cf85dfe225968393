"""The catalogue of rules that say how much each child counts in its parent."""

from __future__ import annotations

from collections.abc import Callable

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Settings
from gigawatch.index.method.rule import Catalogue
from gigawatch.index.step.family import Family

Weigh = Callable[[Family, Settings], Numbers]
WEIGH: Catalogue[Weigh] = Catalogue("weigh", "how much each child counts in its parent")
