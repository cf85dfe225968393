"""When a claim and a label are one figure, and in which fields they say the same: the rules `score.py` counts by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Record = Mapping[str, object]

# Units that can be compared, with their size in the one that stands at 1; any other is compared to itself alone.
COUNTED = "count n vehicles units sets stations jobs projects people packs cells shares lines"
SIZES: Mapping[str, Mapping[str, float]] = {
    "energy": {"wh": 1e-9, "kwh": 1e-6, "mwh": 1e-3, "gwh": 1.0, "twh": 1e3},
    "power": {"w": 1e-6, "kw": 1e-3, "mw": 1.0, "gw": 1e3},
    "mass": {"g": 1e-6, "kg": 1e-3, "t": 1.0, "kt": 1e3, "mt": 1e6},
    "area": {"m2": 1.0, "sqft": 0.09290304, "mu": 2000 / 3, "acre": 4046.8564224, "ha": 1e4, "km2": 1e6},
    "length": {"mm": 1e-3, "m": 1.0, "km": 1e3, "mile": 1609.344},
    "count": dict.fromkeys(COUNTED.split(), 1.0),
    "%": dict.fromkeys(("%", "pp", "percent"), 1.0),
}
PER_PERIOD = re.compile(r"/(?:yr|year|a|annum|month)$")
ROUNDING = 0.005  # amounts within half a per cent are one figure, rounded differently

FIELDS = ("measure", "subject", "object", "place", "period", "status", "qualifier", "phase")
ALWAYS = ("measure", "status")  # what no label leaves open
INVENTABLE = ("subject", "place", "period", "qualifier", "phase")  # a value where the label has none is an invention
NEAR_MEASURES = ("revenue other", "projects other", "investment contract_value", "capacity vehicles", "sales shipments")
NEAR: Mapping[str, Sequence[frozenset[str]]] = {
    "measure": [frozenset(pair.split()) for pair in (*NEAR_MEASURES, "capacity production")],
    "status": [frozenset(pair.split()) for pair in ("announced planned", "signed announced", "forecast planned")],
}
SMALL_WORDS = "the of and in a an co ltd inc corp group company limited its city province"
MARKS = re.compile(r"[\s\-_,.()'\"“”《》、·&]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, labelled or read: its amount, its fields, and where its words stand.

    `same_as` of a label is the position of the earlier figure of its document; of a claim it is that figure's id.
    """

    value: float
    unit: str
    high: float | None
    fields: Mapping[str, str | None]
    surface: str
    start: int | None = None
    end: int | None = None
    id: str | None = None
    same_as: object = None
    optional: bool = False


def as_figure(record: Record) -> Figure:
    """A figure as a label file or a line of `read --format jsonl` gives it."""
    high, start, end, own = (record.get(key) for key in ("high", "start", "end", "id"))
    high = record.get("value_high") if high is None else high
    return Figure(
        value=float(str(record["value"])),
        unit=str(record.get("unit") or "count"),
        high=None if high is None else float(str(high)),
        fields={name: _named(record.get(name)) for name in FIELDS},
        surface=str(record.get("surface") or ""),
        start=start if isinstance(start, int) else None,
        end=end if isinstance(end, int) else None,
        id=None if own is None else str(own),
        same_as=record.get("same_as"),
        optional=bool(record.get("optional")),
    )


def _named(value: object) -> str | None:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return None if value is None else str(value)


def measured(value: float, unit: str) -> tuple[float, str]:
    """An amount in the leading unit of its dimension, and the dimension; "per year" and "per month" are left aside.

    >>> measured(20, "MWh/yr")
    (0.02, 'energy')
    """
    bare = PER_PERIOD.sub("", unicodedata.normalize("NFKC", unit).strip()).lower()
    for dimension, sizes in SIZES.items():
        if bare in sizes:
            return value * sizes[bare], dimension
    return value, bare


def same_amount(label: Figure, claim: Figure) -> bool:
    """Whether two figures are one amount in one dimension, but for rounding."""
    (wanted, dimension), (found, other) = measured(label.value, label.unit), measured(claim.value, claim.unit)
    return dimension == other and abs(wanted - found) <= ROUNDING * max(abs(wanted), 1e-12)


def same_high(label: Figure, claim: Figure) -> bool:
    """Whether both are ranges that end alike, or neither is a range."""
    if label.high is None or claim.high is None:
        return label.high is claim.high
    return abs(label.high - claim.high) <= ROUNDING * abs(label.high)


def same_name(label: str | None, claim: str | None) -> bool:
    """Whether two names plausibly mean one thing: one holds the other and is hardly longer, or most words agree."""
    if not label or not claim:
        return not label and not claim
    one, other = _without_marks(label), _without_marks(claim)
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    if short in long and len(long) <= 3 * len(short) + 4:
        return True
    ours, theirs = _words(label), _words(claim)
    return bool(ours and theirs) and 2 * len(ours & theirs) / (len(ours) + len(theirs)) >= 0.5


def _without_marks(text: str) -> str:
    return MARKS.sub("", unicodedata.normalize("NFKC", text).lower())


def _words(text: str) -> set[str]:
    """The words of Latin script without small ones, and the pairs of neighbouring Chinese characters."""
    text = unicodedata.normalize("NFKC", text).lower()
    words = set(re.findall(r"[a-z0-9]+", text)) - set(SMALL_WORDS.split())
    for run in re.findall("[\u4e00-\u9fff]+", text):
        words.update([run[at : at + 2] for at in range(len(run) - 1)] or [run])
    return words


def same_period(label: str | None, claim: str | None) -> bool:
    """Whether two periods are one, or one is a part of the other from the year down (2022-07-25 of 2022-07)."""
    ours, theirs = ((period or "").replace(" target", "") for period in (label, claim))
    if not ours or not theirs:
        return not ours and not theirs
    return len(theirs) >= 4 and (theirs.startswith(ours) or ours.startswith(theirs))


def _same_code(label: str | None, claim: str | None) -> bool:
    return (label or None) == (claim or None)


SAME: Mapping[str, Callable[[str | None, str | None], bool]] = {
    **dict.fromkeys(FIELDS, same_name),
    **dict.fromkeys((*ALWAYS, "qualifier"), _same_code),
    "period": same_period,
}


def agrees(field: str, label: Figure, claim: Figure) -> bool:
    """Whether a claim says of one field what the label says."""
    return SAME[field](label.fields[field], claim.fields[field])


def comes_near(field: str, label: Figure, claim: Figure) -> bool:
    """Whether measure or status agree, or are two that texts do not keep well apart."""
    both = {label.fields[field], claim.fields[field]}
    return len(both) == 1 or any(both <= near for near in NEAR[field])


def pair_up(labels: Sequence[Figure], claims: Sequence[Figure]) -> list[tuple[int, int]]:
    """Which label and which claim are one figure: of one amount, those that agree in most come first."""
    likely = sorted(
        (-_likeness(label, claim), i, j)
        for i, label in enumerate(labels)
        for j, claim in enumerate(claims)
        if same_amount(label, claim)
    )
    pairs: dict[int, int] = {}
    for _, i, j in likely:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def _likeness(label: Figure, claim: Figure) -> int:
    named = bool(label.surface and claim.surface) and _without_marks(label.surface) in _without_marks(claim.surface)
    return sum(agrees(field, label, claim) for field in FIELDS) + 2 * named
