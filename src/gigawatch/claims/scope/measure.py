"""What a figure measures: cue words, the unit, the words beside it and the figures before, weighed together."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from gigawatch.claims.cue import cue_set
from gigawatch.claims.facility import PLANT
from gigawatch.claims.measure import measure_of, stated_measure
from gigawatch.claims.scope.beside_date import date_beside
from gigawatch.claims.scope.chinese_measure import plain_measure
from gigawatch.claims.scope.history import STATISTICS, History, Scoped
from gigawatch.claims.scope.surround import far
from gigawatch.claims.scope.weight import Classifier
from gigawatch.claims.scope.year_before import measure_compared

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

_ANOTHER = re.compile(
    r"\b(?:export|import|install|sold|sale|ship|produc|output|capacit|deliver|suppl|stor(?:ed|es)\b)\w*"
)
_SOLD = re.compile(r"\bsold (?:about |around |some |nearly |over |more than )?$")
_INSTALLED = re.compile(r"\binstalled (?:battery )?capacity\b(?P<so_far>(?:[^.;,]|\.\d){0,110})$")
_SHARE = re.compile(r"\s(?:market\s)?share\b(?!\s(?:gains?|loss|growth|increase|drop|decline))")
_WITH = re.compile(r"\bwith (?:a capacity of )?(?:about |around |some |up to )?$")
_PLANT = re.compile(rf"\b{PLANT}\b")
_STARTS = re.compile(
    r"(?: (?:a|per) year)?,? (?:(?:will|would|is|to|has|have|had|due|set|expected) ){0,3}"
    r"(?:start|begin|began|begun|launch|enter|resume)\w* (?:[a-z]+ ){0,2}?production\b"
)
_CHANGED = re.compile(
    r"\b(?:ris|ros|gr[eo]w|up\b|down\b|increas|decreas|fell\b|fall|drop|declin|surg|jump|gain|climb|slump|soar|plung|high|low"
    r"|expand|cut|reduc|doubl|tripl|chang|slow|shr[iau]nk|than\b|year-on-year|on the year|from a year)"
)
SHARING = ("energy", "mass", "power", "count", "area")


def measure_groups(dimension: str) -> tuple[str, ...]:
    """The groups in which the features of a figure of this dimension are weighed."""
    return (dimension, "*") if dimension in SHARING else (dimension,)


def rule_measure(figure: Scoped, history: History, lang: str) -> str:
    """What the nearest cue word and the unit say, else the statistic told before, before anything is weighed."""
    line, before = figure.line, history.figure
    is_near = before is not None and line.number - before.line.number <= 1 and not line.opens
    carried = before.measure if before is not None and is_near and before.measure in STATISTICS else None
    return measure_of(figure.found, line.folded, (figure.start, figure.end), lang, line.cues, carried)


def measure_features(figure: Scoped, history: History, rule: str) -> list[str]:
    """The features of a figure for its measure; `rule` is what the plain rules say."""
    found, line, before = figure.found, figure.line, history.figure
    features = ["1", f"rule:{rule}", f"u:{found.unit}", f"rate:{found.rate}", *_cue_features(figure)]
    if found.noun:
        features += (f"n:{found.noun}", f"g:{found.group}")
    if before is not None:
        same = "s" if before.line is line else "n" if line.number - before.line.number == 1 else "f"
        if same != "f":
            features.append(f"p:{before.measure}:{before.found.dimension == found.dimension}:{same}")
    return features + figure.around


def _cue_features(figure: Scoped) -> list[str]:
    """The cue words within reach of a figure that speak in its dimension, by side and distance."""
    line, dimension = figure.line, figure.found.dimension
    here, reach, hits = line.clause(figure.start), cue_set(line.lang), line.cues
    features = []
    for hit in hits[bisect_left(hits, figure.start - reach.before - 12, key=attrgetter("start")) :]:
        if hit.start > figure.end + reach.after:
            break
        behind = hit.start >= figure.end
        side, gap = ("a", hit.start - figure.end) if behind else ("b", figure.start - hit.end)
        apart = abs(line.clause(hit.start) - here)
        for cue in hit.cues:
            if dimension in cue.dimensions:
                features.append(f"c:{cue.measure}:{side}{min(apart, 2)}")
                if apart == 0:
                    features.append(f"cd:{cue.measure}:{side}{far(gap)}")
    return features


def _of_whole(figure: Scoped, history: History, lang: str) -> str | None:
    """The statistic that a figure is told as a part of: `sales were 9 GWh, of which vans made 3 GWh`."""
    before, line = history.figure, figure.line
    if lang != "en" or before is None or before.line is not line or before.measure not in STATISTICS:
        return None
    if before.found.dimension != figure.found.dimension or figure.found.rate or before.found.rate:
        return None
    part = line.folded.find("of which", 0, figure.start)
    end = line.clause_span(figure.start)[1]
    is_part = part >= 0 and _ANOTHER.search(line.folded, part, end) is None
    return before.measure if is_part else None


def decide_measure(figure: Scoped, history: History, lang: str, classifier: Classifier) -> str:
    """The measure of a figure; what the name of a statistic right before it says needs no weighing."""
    stated = stated_measure(figure.found, figure.line.folded, figure.start, lang) or _of_whole(figure, history, lang)
    if stated is None and lang == "en":
        stated = measure_compared(figure, history)
    if stated is not None:
        return stated
    rule, dimension = rule_measure(figure, history, lang), figure.found.dimension
    allowed = ALLOWED.get(dimension)
    if allowed is None:
        return rule
    features = measure_features(figure, history, rule)
    weighed = classifier.choose(features, {rule, *allowed}, measure_groups(dimension))
    if lang == "zh":
        return plain_measure(figure, weighed)
    if weighed == "growth" and lang == "en" and _is_share(figure, history):
        return "share"
    return _plainly_told(figure, weighed) if lang == "en" else weighed


def _plainly_told(figure: Scoped, weighed: str) -> str:
    """What an English sentence tells of a figure in so many words, else what was weighed."""
    line, start = figure.line, figure.start
    if weighed == "production" and _is_size_of_starter(figure):
        return "capacity"
    if weighed in ("vehicles", "capacity", "production") and _SOLD.search(line.folded, max(0, start - 24), start):
        return "sales"
    if weighed == "capacity" and figure.found.dimension == "energy" and _is_installed_over_time(figure):
        return "installed"
    return weighed


def _is_installed_over_time(figure: Scoped) -> bool:
    """True for `installed capacity` that is counted over a time or grows by a share: what was built into vehicles."""
    line, start = figure.line, figure.start
    told = _INSTALLED.search(line.folded, max(0, start - 135), start)
    if told is None:
        return False
    beside = date_beside(line, start, figure.end) or ""
    return "%" in told["so_far"] or "percent" in told["so_far"] or "/" in beside or beside[5:6] in ("H", "Q")


def _is_share(figure: Scoped, history: History) -> bool:
    """True for what is called a share right behind, or told beside another of a sentence that speaks of no change."""
    if _SHARE.match(figure.line.folded, figure.end):
        return True
    shares = history.share is not None and history.share.line is figure.line
    return shares and _CHANGED.search(figure.line.folded) is None


def _is_size_of_starter(figure: Scoped) -> bool:
    """True for the size of a plant whose start is told behind it: `the plant, with 40 GWh, will start production`."""
    folded = figure.line.folded
    is_size = _WITH.search(folded, 0, figure.start) is not None and _PLANT.search(folded, 0, figure.start) is not None
    return is_size and _STARTS.match(folded, figure.end) is not None
