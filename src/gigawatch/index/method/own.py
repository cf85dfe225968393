"""Functions of one's own as rules of a method, under a declared signature with declared conventions."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from gigawatch.index.fault import StepError
from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.method.rule import Rule
from gigawatch.index.step.block import PERIOD, WITHIN, Block
from gigawatch.index.step.family import Family
from gigawatch.index.step.impute.settle import settle

Plain = Callable[..., Any]
RANGE = replace(WITHIN, default="pooled")
STEPS = ("impute", "treat", "normalise", "weigh", "aggregate")


@dataclass(frozen=True)
class Own:
    """A rule from outside for one step; hand it to `run(..., own=[...])` or `read_method(..., own=[...])`."""

    step: str
    rule: Rule[Callable[..., Numbers]]


def own_rule(
    step: str, name: str, *parameters: Parameter, spread: bool = False, joint: bool = True
) -> Callable[[Plain], Own]:
    """Make a function a rule of `step` that a method can name; the first line of its docstring is its meaning.

    The function's signature, its parameters by keyword:

    - `impute`, `treat`, `normalise`: `(x, direction, **parameters)`, where `x` is one indicator's values (one
      dimension, NaN where missing) and `direction` 1 or -1; it gives as many values, of normalise such that more is
      better. It is called once for all periods together, or once for each with `range = "within"`, a parameter that
      every such rule has (default `pooled`).
    - `weigh`: `(x, **parameters)`, where `x` is units x children of one parent; it gives a weight of at least 0 for
      each child. State `joint=False` when it does not look at the numbers.
    - `aggregate`: `(x, weights, **parameters)`, the weights scaled to one; it gives one score for each row, NaN where
      there is none. Children of weight zero are left out before.

    `spread` says that it divides by a column's spread, so that constant columns are refused before the run. The hash
    of a method contains the function's source, so that a changed function is another method. ValueError for a step
    that takes none.
    """
    if step not in STEPS:
        raise ValueError(f"{step!r} takes no functions of one's own; there are: {', '.join(STEPS)}")

    def enter(function: Plain) -> Own:
        meaning = (inspect.getdoc(function) or name).splitlines()[0]
        adapt = {"weigh": _adapt_weigh, "aggregate": _adapt_aggregate}.get(step, partial(_adapt_column, step, name))
        ranged = () if step in ("weigh", "aggregate") else (RANGE,)
        looks = joint and step == "weigh"
        applied = adapt(function, parameters)
        rule = Rule(name, meaning, (*parameters, *ranged), applied, spread, looks, _digest(function))
        return Own(step, rule)

    return enter


def _digest(function: Plain) -> str:
    """What the function does: its source, defaults, and what it has from where it was made."""
    try:
        text = inspect.getsource(function)
    except (OSError, TypeError):
        text = repr(getattr(function, "__code__", function))
    held = [cell.cell_contents for cell in getattr(function, "__closure__", None) or ()]
    defaults = getattr(function, "__defaults__", None), getattr(function, "__kwdefaults__", None)
    return hashlib.sha256("\x1f".join((text, repr(held), repr(defaults))).encode()).hexdigest()[:16]


def _keywords(settings: Settings, parameters: tuple[Parameter, ...]) -> dict[str, object]:
    plain = settings.plain
    return {parameter.name: plain[parameter.name] for parameter in parameters}


def _adapt_column(
    step: str, name: str, function: Plain, parameters: tuple[Parameter, ...]
) -> Callable[[Block, Settings], Numbers]:
    def apply(block: Block, settings: Settings) -> Numbers:
        keywords = _keywords(settings, parameters)
        within = settings.text("range") == "within"
        lead = block.x.shape[:PERIOD]
        result = np.empty(block.x.shape)
        for at in np.ndindex(*lead, block.x.shape[PERIOD] if within else 1, block.x.shape[-1]):
            *run, period, column = at
            place = (*run, period if within else slice(None), slice(None), column)
            x = block.x[place]
            given = (x.ravel(), int(block.directions[column]))
            found = _call(function, given, keywords, block.error)
            if found.size != x.size:
                raise block.error(f"the function gives {found.size} values for {x.size}")
            result[place] = found.reshape(x.shape)
        if step == "impute":
            return settle(block, np.where(np.isnan(block.x), result, block.x), f"imputed: {name}")
        if step == "treat":
            block.note((result != block.x) & ~np.isnan(block.x), f"treated: {name}")
        return result

    return apply


def _call(
    function: Plain, given: tuple[object, ...], keywords: dict[str, object], fail: Callable[[str], StepError]
) -> Numbers:
    """What a function from outside gives, as numbers; a StepError that says what it raised."""
    try:
        return np.asarray(function(*given, **keywords), dtype=np.float64)
    except StepError:
        raise
    except Exception as error:  # whatever a user's function may raise is told with the step it stands in
        raise fail(
            f"the function {getattr(function, '__name__', '')} raised {type(error).__name__}: {error}"
        ) from error


def _adapt_weigh(function: Plain, parameters: tuple[Parameter, ...]) -> Callable[[Family, Settings], Numbers]:
    def apply(family: Family, settings: Settings) -> Numbers:
        keywords = _keywords(settings, parameters)
        runs = range(family.runs if family.x.ndim == 3 else 1)
        fail = partial(family.error, step="weigh")
        weights = np.array([_call(function, (family.take(run).x,), keywords, fail) for run in runs])
        if weights.shape[-1] != len(family.codes):
            raise family.error(f"the function gives {weights.shape[-1]} weights for {len(family.codes)} children")
        return weights if family.x.ndim == 3 else weights[0]

    return apply


def _adapt_aggregate(function: Plain, parameters: tuple[Parameter, ...]) -> Callable[[Family, Settings], Numbers]:
    def apply(family: Family, settings: Settings) -> Numbers:
        keywords = _keywords(settings, parameters)
        scores = np.stack([_score(function, family.take(run), keywords) for run in range(family.runs)])
        return scores if family.varies else scores[0]

    return apply


def _score(function: Plain, family: Family, keywords: dict[str, object]) -> Numbers:
    counted = np.flatnonzero(family.weights > 0)
    rows = family.x.shape[0]
    if not counted.size:
        return np.full(rows, np.nan)
    weights = family.weights[counted] / family.weights[counted].sum()
    found = _call(function, (family.x[:, counted], weights), keywords, family.error)
    if found.shape != (rows,):
        raise family.error(f"the function gives an array of shape {found.shape}, not one score for each of {rows} rows")
    return found
