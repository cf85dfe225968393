"""The traits of a project as numbers: each is 0 where a project is like the average, or nothing is told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from gigawatch.figures import Sampling
from gigawatch.outlook.odds.prospect import Prospect
from gigawatch.outlook.odds.setting import rules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

ASIA, EUROPE, NORTH_AMERICA = "place-asia", "place-europe", "place-north-america"
CONTINENTS = {"asia": ASIA, "europe": EUROPE, "north_america": NORTH_AMERICA}
TRAITS = ("promise", "halted")  # what the model is made of
TRIED = ("size", *CONTINENTS, "elsewhere", "material", "experienced", "committed")  # left out: docs/odds.md tells why
SAMPLINGS = ("list_in_part", "single")


@dataclass(frozen=True, slots=True)
class Scale:
    """The mean of the natural logarithm of announced capacities by unit, in the projects that a model was made from."""

    means: Mapping[str, float]

    def size(self, capacity: float | None, unit: str | None) -> float:
        """How far a capacity is from the mean of its unit; 0 where nothing is told, or the unit is not known."""
        if not capacity or unit is None or unit not in self.means:
            return 0.0
        return _clip(log(capacity) - self.means[unit], rules().trait.size_clip)


def make_scale(prospects: Iterable[Prospect]) -> Scale:
    """The scale of some projects."""
    logs: dict[str, list[float]] = defaultdict(list)
    for one in prospects:
        if one.capacity and one.unit:
            logs[one.unit].append(log(one.capacity))
    return Scale({unit: sum(found) / len(found) for unit, found in logs.items()})


def traits_of(prospect: Prospect, scale: Scale) -> dict[str, float]:
    """Every trait of a project by name, those of the sampling included."""
    ahead = prospect.promise_years
    rule = rules().trait
    places = {name: float(prospect.continent == place) for name, place in CONTINENTS.items()}
    is_elsewhere = prospect.continent is not None and not any(places.values())
    return {
        "size": scale.size(prospect.capacity, prospect.unit),
        **places,
        "elsewhere": float(is_elsewhere),
        "material": float(prospect.is_material),
        "experienced": float(prospect.is_experienced),
        "committed": float(prospect.is_committed),
        "halted": float(prospect.is_halted),
        "promise": 0.0 if ahead is None else _clip(ahead - rule.promise_mean, rule.promise_clip),
        "list_in_part": float(prospect.sampling is Sampling.LIST_IN_PART),
        "single": float(prospect.sampling is Sampling.SINGLE),
    }


def tabulate(prospects: Sequence[Prospect], scale: Scale, names: Sequence[str]) -> Numbers:
    """The named traits of some projects, a row each."""
    import numpy as np

    found: Numbers = np.array([[traits_of(one, scale)[name] for name in names] for one in prospects], dtype=float)
    return found.reshape(len(prospects), len(names))


def _clip(value: float, reach: float) -> float:
    return max(-reach, min(reach, value))
