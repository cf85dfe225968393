"""How the traits of the odds were chosen: by forecasts within what was known by the primary cut, never by the test.

Prints the mean Brier scores of models with other traits, each made of what was known by an earlier day and asked of the
rest of what was known by the cut: `python tools/odds_traits.py`. Traits are added one at a time: the one that lowers
the score of projects of lists most, where it lowers that of all projects too; none where no trait lowers both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from math import log

from gigawatch.figures import ProjectHistory, last_day_of, load_histories, load_package, middle_of
from gigawatch.outlook.odds.backtest import find_cuts
from gigawatch.outlook.odds.fit import fit
from gigawatch.outlook.odds.prospect import Case, continent_of, firms_in, make_cases
from gigawatch.outlook.odds.rate import published_hull
from gigawatch.outlook.odds.score import brier
from gigawatch.outlook.odds.trait import TRAITS
from gigawatch.vocab import organisations

INNER = (date(2023, 12, 31), date(2024, 6, 30), date(2024, 12, 31))
SIZE_CLIP = 2.0  # natural logarithms either side of the mean of the unit
INSTALLATIONS = "enterprise_installations"
YEAR = 4
Scores = tuple[float, float]  # of all projects, of those of lists


def main() -> None:
    """Print a line for each choice of traits, step by step, until none helps."""
    histories = load_histories()
    cut = find_cuts(make_cases(histories))[0]
    cases = _further(histories, cut)
    known = [case for case in cases if case.told_on <= cut]
    names = [*TRAITS, *(name for name in cases[0].prospect.further if name not in TRAITS)]
    print(f"{len(known)} projects known by {cut}\n{'traits':60} {'all':>7} {'lists':>7}")
    chosen: list[str] = []
    best = _tell(known, cut, chosen)
    while rest := [name for name in names if name not in chosen]:
        scores = {name: _tell(known, cut, [*chosen, name]) for name in rest}
        better = [name for name in rest if all(one < former for one, former in zip(scores[name], best, strict=True))]
        if not better:
            break
        chosen.append(min(better, key=lambda name: scores[name][1]))
        best = scores[chosen[-1]]
    print(f"chosen: {', '.join(chosen) or 'none'}")


def _tell(known: Sequence[Case], cut: date, traits: Sequence[str]) -> Scores:
    scores = [_score(known, cut, inner, traits) for inner in INNER]
    whole, lists = (sum(pair[place] for pair in scores) / len(scores) for place in (0, 1))
    print(f"{', '.join(traits) or 'none':60} {whole:7.4f} {lists:7.4f}", flush=True)
    return whole, lists


def _score(known: Sequence[Case], cut: date, inner: date, traits: Sequence[str]) -> Scores:
    model = fit([case for case in known if case.told_on <= inner], inner, published_hull(inner), traits=traits)
    asked = [case for case in known if case.told_on > inner and case.is_known_on(cut)]
    chances = model.start_chances([case.prospect for case in asked], inner, cut).mean(axis=0).tolist()
    pairs = list(zip(chances, asked, strict=True))
    lists = [(chance, case) for chance, case in pairs if case.is_of_list]
    return (
        brier([chance for chance, _ in pairs], [case.is_started for _, case in pairs]),
        brier([chance for chance, _ in lists], [case.is_started for _, case in lists]),
    )


def _further(histories: Sequence[ProjectHistory], cut: date) -> list[Case]:
    """The cases of histories, each with everything that was tried; sizes are scaled by those known by the cut."""
    means = _mean_sizes([one for one in histories if last_day_of(one.decided_on) <= cut])
    pairs = zip(make_cases(histories), histories, strict=True)
    return [replace(case, prospect=replace(case.prospect, further=_tried(one, means))) for case, one in pairs]


def _tried(history: ProjectHistory, means: Mapping[str, float]) -> dict[str, float]:
    tests: dict[str, Callable[[], bool]] = {
        "halted": lambda: history.earlier_status in ("delayed", "suspended"),
        "committed": lambda: history.earlier_status in ("approved", "financed"),
        "material": lambda: history.link not in ("cell", "pack"),
        "experienced": lambda: _is_experienced(history),
    }
    continent = continent_of(history.country or history.place)
    places = ("place-asia", "place-europe", "place-north-america")
    return {
        **{name: float(holds()) for name, holds in tests.items()},
        **{place.removeprefix("place-"): float(continent == place) for place in places},
        "elsewhere": float(continent is not None and continent not in places),
        "size": _size(history, means),
    }


def _size(history: ProjectHistory, means: Mapping[str, float]) -> float:
    if not history.capacity or history.is_capacity_later:
        return 0.0
    return max(-SIZE_CLIP, min(SIZE_CLIP, log(history.capacity) - means.get(history.unit, log(history.capacity))))


def _mean_sizes(histories: Sequence[ProjectHistory]) -> dict[str, float]:
    logs: dict[str, list[float]] = defaultdict(list)
    for one in histories:
        if one.capacity and not one.is_capacity_later:
            logs[one.unit].append(log(one.capacity))
    return {unit: sum(found) / len(found) for unit, found in logs.items()}


def _is_experienced(history: ProjectHistory) -> bool:
    """True where the first owner, or one above it, is told to have supplied batteries in an earlier year."""
    year = middle_of(history.earlier_on).year
    firms = firms_in(history.owner.split(", then ")[0])
    return any(_first_years().get(one, year) < year for firm in firms for one in _upwards(firm))


@cache
def _first_years() -> Mapping[str, int]:
    found: dict[str, int] = {}
    for row in load_package(INSTALLATIONS):
        firm = organisations().find(row.subject)
        if firm is not None:
            found[firm.id] = min(int(row.period[:YEAR]), found.get(firm.id, 9999))
    return found


def _upwards(firm: str) -> list[str]:
    found: list[str] = []
    one: str | None = firm
    while one is not None and one not in found:
        found.append(one)
        known = organisations().get(one)
        one = known.parent if known is not None else None
    return found


if __name__ == "__main__":
    main()
