"""What a figure measures: cue words, the unit, the words beside it and the figures before, weighed together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from gigawatch.claims.cue import cue_set
from gigawatch.claims.measure import measure_of
from gigawatch.claims.scope.history import STATISTICS, History, Scoped
from gigawatch.claims.scope.surround import far, words_after, words_before
from gigawatch.claims.scope.weight import Classifier

MEASURES = (
    "investment", "capacity", "production", "installed", "sales", "shipments", "projects", "jobs", "revenue",
    "contract_value", "supply_volume", "share", "growth", "area", "price", "energy_density", "emissions",
    "emission_intensity", "reserves", "vehicles", "stations", "other",
)  # fmt: skip
ALLOWED = {
    "money": ("investment", "revenue", "contract_value", "price", "other"),
    "energy": ("capacity", "production", "installed", "sales", "shipments", "supply_volume", "reserves", "other"),
    "power": ("capacity", "production", "installed", "sales", "shipments", "supply_volume", "other"),
    "mass": (
        "capacity",
        "production",
        "installed",
        "sales",
        "shipments",
        "supply_volume",
        "reserves",
        "emissions",
        "other",
    ),
    "share": ("share", "growth", "other"),
    "point": ("growth", "share", "other"),
    "multiple": ("growth", "other", "share"),
    "count": (
        "projects",
        "jobs",
        "stations",
        "vehicles",
        "sales",
        "production",
        "shipments",
        "capacity",
        "installed",
        "supply_volume",
        "other",
    ),
    "area": ("area", "capacity", "production", "sales", "shipments", "supply_volume", "other"),
    "length": ("other", "capacity", "production", "shipments", "sales"),
    "volume": ("other", "capacity", "production", "reserves"),
}


SHARING = ("energy", "mass", "power", "count", "area")


def measure_features(figure: Scoped, history: History, lang: str) -> Iterator[str]:
    """The features of a figure for its measure, each within its dimension."""
    dim = figure.found.dimension
    features = list(_features(figure, history, lang))
    yield from (f"{dim}|{feature}" for feature in features)
    if dim in SHARING:
        yield from (f"*|{feature}" for feature in features)


def rule_measure(figure: Scoped, history: History, lang: str) -> str:
    """What the nearest cue word and the unit say, else the statistic told before, before anything is weighed."""
    line, before = figure.line, history.figure
    is_near = before is not None and line.number - before.line.number <= 1 and not line.opens
    carried = before.measure if before is not None and is_near and before.measure in STATISTICS else None
    return measure_of(figure.found, line.folded, (figure.start, figure.end), lang, line.cues, carried)


def _features(figure: Scoped, history: History, lang: str) -> Iterator[str]:
    found, line = figure.found, figure.line
    yield "1"
    yield f"rule:{rule_measure(figure, history, lang)}"
    yield f"u:{found.unit}"
    yield f"rate:{found.rate}"
    if found.noun:
        yield f"n:{found.noun}"
        yield f"g:{found.group}"
    here = line.clause(figure.start)
    reach = cue_set(lang)
    hits = line.cues
    for hit in hits[bisect_left(hits, figure.start - reach.before - 12, key=lambda h: h.start) :]:
        if hit.start > figure.end + reach.after:
            break
        behind = hit.start >= figure.end
        gap = hit.start - figure.end if behind else figure.start - hit.end
        apart = abs(line.clause(hit.start) - here)
        for cue in hit.cues:
            if found.dimension in cue.dimensions:
                yield f"c:{cue.measure}:{'a' if behind else 'b'}{min(apart, 2)}"
                if apart == 0:
                    yield f"cd:{cue.measure}:{'a' if behind else 'b'}{far(gap)}"
    before = history.figure
    if before is not None:
        same = "s" if before.line is line else "n" if line.number - before.line.number == 1 else "f"
        if same != "f":
            yield f"p:{before.measure}:{before.found.dimension == found.dimension}:{same}"
    yield from words_before(line, figure.start, lang)
    yield from words_after(line, figure.end, lang)


def decide_measure(figure: Scoped, history: History, lang: str, classifier: Classifier) -> str:
    """The measure of a figure."""
    rule = rule_measure(figure, history, lang)
    allowed = ALLOWED.get(figure.found.dimension)
    if allowed is None:
        return rule
    return classifier.choose(measure_features(figure, history, lang), dict.fromkeys((rule, *allowed)))
