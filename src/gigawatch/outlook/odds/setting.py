"""The rules of the odds as data: gate, split, priors, draws."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "data"
RULES = DATA / "odds.toml"


@dataclass(frozen=True, slots=True)
class GateRule:
    """How many projects there must be, and be tested, before the skill is asked at all."""

    projects: int
    not_built: int
    tested: int
    each: int


@dataclass(frozen=True, slots=True)
class SplitRule:
    """Which share of the outcomes of lists had become known by the cut; the gate looks at the primary one alone."""

    primary: float
    others: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DrawRule:
    """How many draws are made, from which seed, and between which quantiles their interval lies."""

    draws: int
    seed: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorRule:
    """Priors of rates a year and of what traits change; the last five say which published rates enter, and how."""

    rate_mean: float
    rate_sd: float
    effect_sds: tuple[float, ...]
    sampling_sd: float
    rate_years: float
    part: float
    measures: tuple[str, ...]
    subject: str
    period: str


@dataclass(frozen=True, slots=True)
class TraitRule:
    """Where the promised start is centred and how far it may reach, in years ahead."""

    promise_mean: float
    promise_clip: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """All of them."""

    gate: GateRule
    split: SplitRule
    edges: tuple[float, ...]
    bootstrap: DrawRule
    draw: DrawRule
    prior: PriorRule
    trait: TraitRule


@cache
def rules() -> Rules:
    """The rules as they ship."""
    said: dict[str, Any] = tomllib.loads(RULES.read_text(encoding="utf-8"))
    split, boot, draw = said["split"], said["bootstrap"], said["draw"]
    prior: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in said["prior"].items()}
    return Rules(
        gate=GateRule(**said["gate"]),
        split=SplitRule(split["primary"], tuple(split["others"])),
        edges=tuple(said["calibration"]["edges"]),
        bootstrap=DrawRule(boot["resamples"], draw["seed"], boot["low"], boot["high"]),
        draw=DrawRule(**draw),
        prior=PriorRule(**prior),
        trait=TraitRule(**said["trait"]),
    )
