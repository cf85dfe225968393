"""How the traits of the odds were chosen: by forecasts within what was known by the primary cut, never by the test.

Prints the Brier scores of models with other traits, each made of what was known by an earlier day and asked of the rest
of what was known by the cut: `python tools/odds_traits.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gigawatch.figures import load_histories
from gigawatch.outlook.odds.backtest import find_cuts
from gigawatch.outlook.odds.fit import fit
from gigawatch.outlook.odds.prospect import Case, make_cases
from gigawatch.outlook.odds.rate import published_hull
from gigawatch.outlook.odds.score import brier
from gigawatch.outlook.odds.trait import TRAITS, TRIED

INNER = (date(2023, 12, 31), date(2024, 6, 30), date(2024, 12, 31))
CHOICES: tuple[tuple[str, ...], ...] = ((), *((name,) for name in (*TRAITS, *TRIED)), TRAITS, (*TRAITS, *TRIED))


def main() -> None:
    """Print a line for each choice: its traits, the mean score on all projects, and on those of lists."""
    cases = make_cases(load_histories())
    cut = find_cuts(cases)[0]
    known = [case for case in cases if case.told_on <= cut]
    print(f"{len(known)} projects known by {cut}\n{'traits':60} {'all':>7} {'lists':>7}")
    for traits in CHOICES:
        scores = [_score(known, cut, inner, traits) for inner in INNER]
        whole, lists = (sum(pair[place] for pair in scores) / len(scores) for place in (0, 1))
        print(f"{', '.join(traits) or 'none':60} {whole:7.4f} {lists:7.4f}")


def _score(known: Sequence[Case], cut: date, inner: date, traits: Sequence[str]) -> tuple[float, float]:
    model = fit([case for case in known if case.told_on <= inner], inner, published_hull(inner), traits=traits)
    asked = [case for case in known if case.told_on > inner and case.is_known_on(cut)]
    chances = model.start_chances([case.prospect for case in asked], inner, cut).mean(axis=0).tolist()
    pairs = list(zip(chances, asked, strict=True))
    lists = [(chance, case) for chance, case in pairs if case.is_of_list]
    return (
        brier([chance for chance, _ in pairs], [case.is_started for _, case in pairs]),
        brier([chance for chance, _ in lists], [case.is_started for _, case in lists]),
    )


if __name__ == "__main__":
    main()
