"""The traits of a project as numbers: each is 0 where a project is like the average, or nothing is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gigawatch.figures import Sampling
from gigawatch.outlook.odds.prospect import Prospect
from gigawatch.outlook.odds.setting import rules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

TRAITS = ("promise",)  # what the model is made of: docs/odds.md tells how it was chosen, and what was left out
SAMPLINGS = ("list_in_part", "single")


def traits_of(prospect: Prospect) -> dict[str, float]:
    """Every trait of a project by name, those of the sampling and what else it bears included."""
    ahead, rule = prospect.promise_years, rules().trait
    return {
        **prospect.further,
        "promise": 0.0 if ahead is None else _clip(ahead - rule.promise_mean, rule.promise_clip),
        "list_in_part": float(prospect.sampling is Sampling.LIST_IN_PART),
        "single": float(prospect.sampling is Sampling.SINGLE),
    }


def tabulate(prospects: Sequence[Prospect], names: Sequence[str]) -> Numbers:
    """The named traits of some projects, a row each."""
    import numpy as np

    found: Numbers = np.array([[traits_of(one)[name] for name in names] for one in prospects], dtype=float)
    return found.reshape(len(prospects), len(names))


def _clip(value: float, reach: float) -> float:
    return max(-reach, min(reach, value))
