"""Words and numbers of the answer in one language: intervals, points, bearings, regions."""

from __future__ import annotations

from collections.abc import Iterable
from math import isinf

from gigawatch.chain import format_interval, speak
from gigawatch.figures import packages
from gigawatch.model import Interval
from gigawatch.outlook.shift.centre import Centre, Path
from gigawatch.outlook.shift.page import MeasuredSeries
from gigawatch.outlook.shift.region import region_label
from gigawatch.outlook.shift.setting import DATA
from gigawatch.outlook.shift.spread import Estimate
from gigawatch.quantity import part_thousands

PHRASES = DATA / "shift_phrase.toml"
WINDS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
DASH = "–"


class Voice:
    """Says things in English or Chinese."""

    def __init__(self, lang: str, unit: str) -> None:
        self.lang = lang
        self.unit = unit

    def say(self, key: str, /, **values: object) -> str:
        """A phrase, filled."""
        return speak(PHRASES, key, self.lang, **values)

    def amount(self, interval: Interval) -> str:
        """An amount in the unit asked for."""
        if interval == Interval(0, 0):
            return f"0 {self.unit}"
        return format_interval(interval, self.unit, self.lang)

    def percent(self, share: Interval) -> str:
        """A share from 0 to 1 in per cent, to a tenth."""
        return span(Interval(100 * share.low, 100 * share.high), 1, self.lang) + "%"

    def estimate(self, found: Estimate, digits: int) -> str:
        """A number with its interval in brackets, where that says more; why there is none, where an end is open."""
        value = part_thousands(f"{found.value:,.{digits}f}", self.lang)
        if found.interval is None:
            return self.say("open", value=value)
        told = span(found.interval, digits, self.lang)
        return value if told == value else f"{value} ({told})"

    def centre(self, found: Centre) -> str:
        """A centre with the intervals of its latitude and longitude."""
        lat = self.angle(found.latitude, found.latitudes)
        return self.say("point", lat=lat, lon=self.angle(found.longitude, found.longitudes))

    def angle(self, value: float, spread: Interval | None) -> str:
        """Degrees north or east with what the draws leave of them."""
        told = f"{value:.2f}°"
        between = told if spread is None else f"{span(spread, 2, self.lang)}°"
        return told if between == told else f"{told} ({between})"

    def path(self, path: Path | None) -> str:
        """How far the centre went and in which direction."""
        if path is None:
            return self.say("no_path")
        if path.bearing is None:
            return self.say("rested")
        km = self.estimate(Estimate(path.km, path.kms), 0)
        if path.kms is not None and path.bearings is None:
            return self.say("direction_open", km=km)
        bearing = f"{path.bearing:.0f}°"
        if path.bearings is not None and span(path.bearings, 0, self.lang) != f"{path.bearing:.0f}":
            bearing += f" ({path.bearings.low % 360:.0f}°{DASH}{path.bearings.high % 360:.0f}°)"
        return self.say("moved", km=km, wind=self.wind(path.bearing), bearing=bearing)

    def wind(self, bearing: float) -> str:
        """The nearest of eight points of the compass."""
        return self.say(WINDS[round(bearing / 45) % len(WINDS)])

    def region(self, region: str) -> str:
        """A region's name."""
        return region_label(region, self.lang)

    def series(self, course: MeasuredSeries) -> str:
        """What a series is."""
        if course.table is None:
            return self.say("ledger")
        return self.say(
            "table", table=course.table, measure=course.measure, **self._named(course.table, course.measure)
        )

    def series_name(self, course: MeasuredSeries) -> str:
        """The name of a series, to stand by itself."""
        if course.table is None:
            return self.say("ledger")
        return self.say("named", **self._named(course.table, course.measure))

    def short_series(self, code: str) -> str:
        """What a series is, in few words, by its code: the names of its table and measure, never their codes."""
        table, _, measure = code.partition(".")
        if not measure:
            return self.say("short_ledger")
        named = self._named(table, measure)
        return self.say("short_table", **{**named, "meaning": _decapitalise(named["meaning"])})

    def _named(self, table: str, measure: str) -> dict[str, str]:
        """The title of a shipped table and the meaning of one of its measures, from its descriptor."""
        package = packages()[table]
        meaning = package.measures[measure]
        title, words = (one.zh if self.lang == "zh" else one.en for one in (package.title, meaning))
        return {"title": title, "meaning": words.rstrip(".。")}

    def join(self, parts: Iterable[str]) -> str:
        """Parts of a list."""
        return ("、" if self.lang == "zh" else ", ").join(parts)


def _decapitalise(words: str) -> str:
    """Words to stand within a sentence; a name that begins with two capitals stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def span(interval: Interval, digits: int, lang: str) -> str:
    """An interval of numbers as a page of `lang` writes them: one where both ends print alike, `at least` as ≥."""
    low, high = (part_thousands(f"{end:,.{digits}f}", lang) for end in (interval.low, interval.high))
    if isinf(interval.high):
        return f"≥ {low}"
    return low if low == high else f"{low}{DASH}{high}"
