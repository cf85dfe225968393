"""The model: the most probable parameters given priors and known fates, and draws around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TYPE_CHECKING

from gigawatch.model import Interval
from gigawatch.outlook.odds.course import RATES, STEPS, find_chances
from gigawatch.outlook.odds.prospect import DAYS, Case, Fate, Prospect
from gigawatch.outlook.odds.setting import rules
from gigawatch.outlook.odds.trait import SAMPLINGS, TRAITS, tabulate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

NORMAL = 1.6448536269514722  # the 95 % quantile of the normal distribution: 90 % lie within it on both sides
LEAST = 1e-12
STEP = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A fitted model: the most probable parameters, draws around them, and how wide the prior of the effects was taken
    (0: none); `cases` it was made of. `names` are those of its traits, the sampling's last.
    """

    names: tuple[str, ...]
    parameters: Numbers
    draws: Numbers
    effect_sd: float
    cases: int

    def start_chances(self, prospects: Sequence[Prospect], since: date, by: date) -> Numbers:
        """The chance, by every draw (first axis), that each project has started by a day, given that nothing of it was
        told to be decided up to another (`since`, or its own source where that is later).
        """
        return self.start_chances_of(self.tabulate(prospects), make_times(prospects, since, by))

    def tabulate(self, prospects: Sequence[Prospect]) -> Numbers:
        """The traits of some projects, a row each."""
        return tabulate(prospects, self.names)

    def start_chances_of(self, traits: Numbers, times: Times) -> Numbers:
        """The same of traits as a table."""
        import numpy as np

        now = find_chances(self.draws, traits, times.is_building, times.quiet, times.early)
        last = find_chances(self.draws, traits, times.is_building, times.ends, times.early)
        left = np.maximum(1.0 - now.started - now.given_up, LEAST)
        found: Numbers = np.clip((last.started - now.started) / left, 0.0, 1.0)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """For each project whether it is being built, the years of silence since its source, those to the day asked, and
    those to the promised one.
    """

    is_building: NDArray[np.bool_]
    quiet: Numbers
    ends: Numbers
    early: Numbers


def make_times(prospects: Sequence[Prospect], since: date, by: date) -> Times:
    """The times of some projects; a day asked that lies before the silence ends is that end."""
    import numpy as np

    quiet = np.array([max((since - one.known_on).days, 0) / DAYS for one in prospects], dtype=float)
    ends = np.array([max((by - one.known_on).days, 0) / DAYS for one in prospects], dtype=float)
    is_building = np.array([one.is_building for one in prospects], dtype=bool)
    early = np.array([one.early_years for one in prospects], dtype=float)
    return Times(is_building, quiet, np.maximum(ends, quiet), early)


@dataclass(frozen=True, slots=True, eq=False)
class _Material:
    """What the fit computes with: traits, states at the start, years, and where each case had come to."""

    traits: Numbers
    is_building: NDArray[np.bool_]
    years: Numbers
    early: Numbers
    fates: NDArray[np.int_]
    centre: Numbers
    spread: Numbers
    rate: tuple[float, float] | None


def fit(cases: Sequence[Case], close: date, published: Interval | None, *, traits: Sequence[str] = TRAITS) -> Model:
    """The model of some cases as known on a day, with the hull of the published rates (shares from 0 to 1) as a prior.

    How wide the prior of the effects is, is taken from these cases themselves: the width of the stated ones that makes
    them most probable (the evidence, by Laplace's approximation). Without traits only state, years, the promised year
    and the sampling count.
    """
    import numpy as np

    widths = rules().prior.effect_sds if traits else (0.0,)
    fits = [_fit(_gather(cases, close, published, _Design(traits, width))) for width in widths]
    best = max(range(len(widths)), key=lambda one: fits[one].evidence)
    rule, chosen = rules().draw, fits[best]
    root = np.linalg.cholesky(chosen.covariance)
    normal = np.random.default_rng(rule.seed).standard_normal((rule.draws, len(root)))
    return Model((*traits, *SAMPLINGS), chosen.best, chosen.best + normal @ root.T, widths[best], len(cases))


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """The most probable parameters, their covariance, and the logarithm of the evidence up to a constant."""

    best: Numbers
    covariance: Numbers
    evidence: float


def _fit(material: _Material) -> _Fit:
    import numpy as np
    from scipy.optimize import minimize

    found = minimize(lambda one: _slope(one, material), material.centre.copy(), method="L-BFGS-B", jac=True)
    covariance = _covariance(found.x, material)
    volume = 0.5 * np.linalg.slogdet(covariance)[1] - np.log(material.spread).sum()
    return _Fit(found.x, covariance, float(volume - found.fun))


@dataclass(frozen=True, slots=True)
class _Design:
    """Which traits a model has, and how wide the prior of their effects is."""

    traits: Sequence[str]
    width: float


def _gather(cases: Sequence[Case], close: date, published: Interval | None, design: _Design) -> _Material:
    import numpy as np

    prior, names = rules().prior, (*design.traits, *SAMPLINGS)
    effects = [design.width for _ in design.traits] + [prior.sampling_sd for _ in SAMPLINGS]
    order = list(Fate)
    return _Material(
        traits=tabulate([case.prospect for case in cases], names),
        is_building=np.array([case.prospect.is_building for case in cases], dtype=bool),
        years=np.array([case.years_known(close) for case in cases], dtype=float),
        early=np.array([case.prospect.early_years for case in cases], dtype=float),
        fates=np.array([order.index(case.fate) for case in cases], dtype=int),
        centre=np.array([log(prior.rate_mean)] * STEPS + [0.0] * (1 + 2 * len(names))),
        spread=np.array([prior.rate_sd] * RATES + effects * 2),
        rate=_logit_normal(published),
    )


def _logit_normal(published: Interval | None) -> tuple[float, float] | None:
    """The middle and the spread, in log-odds, of which the hull is the middle part."""
    if published is None or not 0 < published.low < published.high < 1:
        return None
    low, high = (log(share / (1 - share)) for share in (published.low, published.high))
    return (low + high) / 2, (high - low) / (2 * NORMAL)


def _log_posterior(parameters: Numbers, material: _Material) -> Numbers:
    """The logarithm of the posterior, up to a constant, of each set of parameters (the last axis is one set)."""
    import numpy as np

    found = find_chances(parameters, material.traits, material.is_building, material.years, material.early)
    each = np.stack([found.started, found.given_up, found.building, found.building + found.announced])
    own = np.take_along_axis(each, material.fates.reshape(1, *[1] * (parameters.ndim - 1), -1), axis=0)[0]
    likely = np.log(np.maximum(own, LEAST)).sum(axis=-1)
    prior = -0.5 * (((parameters - material.centre) / material.spread) ** 2).sum(axis=-1)
    told: Numbers = likely + prior + _log_published(parameters, material)
    return told


def _log_published(parameters: Numbers, material: _Material) -> Numbers | float:
    """How well the model's share started of announced plants agrees with the published one."""
    import numpy as np

    if material.rate is None:
        return 0.0
    years = np.array([rules().prior.rate_years])
    share = find_chances(
        parameters, np.zeros((1, material.traits.shape[1])), np.array([False]), years, np.zeros(1)
    ).started[..., 0]
    share = np.clip(share, LEAST, 1 - LEAST)
    middle, spread = material.rate
    told: Numbers = -0.5 * ((np.log(share / (1 - share)) - middle) / spread) ** 2
    return told


def _slope(parameters: Numbers, material: _Material) -> tuple[float, Numbers]:
    """What is made least, and its slope by differences on both sides, all computed at once."""
    import numpy as np

    steps = np.diag(STEP * np.maximum(1.0, np.abs(parameters)))
    values = -_log_posterior(np.concatenate([parameters[None, :], parameters + steps, parameters - steps]), material)
    count = len(parameters)
    slope: Numbers = (values[1 : count + 1] - values[count + 1 :]) / (2 * np.diag(steps))
    return float(values[0]), slope


def _covariance(best: Numbers, material: _Material) -> Numbers:
    """The inverse of the curvature at the most probable parameters; the priors' own where it is no covariance."""
    import numpy as np

    curvature = _curvature(best, material)
    values, vectors = np.linalg.eigh((curvature + curvature.T) / 2)
    least = 1.0 / (4 * material.spread.max() ** 2)
    found: Numbers = (vectors / np.maximum(values, least)) @ vectors.T
    return found


def _curvature(best: Numbers, material: _Material) -> Numbers:
    """The second differences in every pair of directions, one row of pairs at a time."""
    import numpy as np

    steps = np.diag(STEP * np.maximum(1.0, np.abs(best)))
    found = np.empty((len(best), len(best)))
    for row, step in enumerate(steps):
        corners = [best + step + steps, best + step - steps, best - step + steps, best - step - steps]
        values = -_log_posterior(np.stack(corners), material)
        found[row] = (values[0] - values[1] - values[2] + values[3]) / (4 * step[row] * np.diag(steps))
    return found
