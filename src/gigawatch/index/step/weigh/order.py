"""Which child a row or column of a table in the method speaks of."""

from __future__ import annotations

import numpy as np

from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.family import Family, Places

ORDER = Parameter("order", "texts", None, "the children in the table's order; that of the structure when left out")


def place_children(family: Family, settings: Settings, size: int, what: str) -> Places:
    """For each child of the family its place in a table of `size` entries; a StepError when they do not fit."""
    order = settings.texts("order") or family.codes
    absent = [code for code in family.codes if code not in order]
    if size == 0 or len(order) != size or absent:
        why = f"for {len(family.codes)} children" if not absent else f"without {', '.join(absent)}"
        raise family.error(
            f"{what} of {size} {why}" if size else f"no {what.removeprefix('a ')} is given",
            f"give it by [step.code.{family.parent}], one entry for each of {', '.join(family.codes)}",
            step="weigh",
        )
    return np.array([order.index(code) for code in family.codes], dtype=np.intp)
