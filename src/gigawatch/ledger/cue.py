"""Cues: the words by which a text tells one dimension of a perimeter, as compiled patterns from the data file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gigawatch.ledger.perimeter import perimeter_data


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue in a text: characters `start` to `end` and the code that they tell."""

    start: int
    end: int
    code: str


def find_cues(text: str, dimension: str, lang: str, *, whole: bool = False) -> Iterator[Cue]:
    """The cues of a dimension in order; `whole` also takes the words that only say what a share is of."""
    if not text:
        return
    found = _pattern(dimension, "zh" if lang == "zh" else "en", whole)
    if found is not None:
        pattern, codes = found
        for match in pattern.finditer(text):
            if match.lastgroup and match.end() > match.start():
                yield Cue(match.start(), match.end(), codes[int(match.lastgroup[1:])])


@cache
def _pattern(dimension: str, lang: str, whole: bool) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
    keys = (f"whole_{lang}", lang) if whole else (lang,)
    entries = [v for v in perimeter_data()["value"] if v["dimension"] == dimension]
    told = [(v["code"], [cue for key in keys for cue in v.get(key, ())]) for v in entries]
    told = [(code, cues) for code, cues in told if cues]
    if not told:
        return None
    edges = (r"(?<![a-z])", r"(?![a-z])") if lang == "en" else ("", "")
    groups = [f"(?P<g{number}>{'|'.join(cues)})" for number, (_, cues) in enumerate(told)]
    return re.compile(f"{edges[0]}(?:{'|'.join(groups)}){edges[1]}", re.IGNORECASE), tuple(code for code, _ in told)


@cache
def measures_of(dimension: str, key: str = "measures") -> frozenset[str]:
    """The measures for which a dimension is read (`measures`), or only within one document (`contrast`)."""
    entry = next(d for d in perimeter_data()["dimension"] if d["code"] == dimension)
    return frozenset(entry[key])


@cache
def ways_of_counting() -> Mapping[str, frozenset[str]]:
    """The measures that each way of counting is one of: floors of an area, lines of a number of projects."""
    entries = (v for v in perimeter_data()["value"] if v["dimension"] == "counted")
    return {entry["code"]: frozenset(entry["measures"]) for entry in entries}


@cache
def implied(measure: str) -> frozenset[tuple[str, str]]:
    """What goes without saying of a measure, as (dimension, code)."""
    entries = [e for e in perimeter_data()["implied"] if measure in e["measures"]]
    return frozenset((told.split("=")[0], told.split("=")[1]) for entry in entries for told in entry["drop"])


@cache
def fillers(lang: str) -> re.Pattern[str]:
    """The words of a share's description that tell nothing more of its whole."""
    words = sorted(perimeter_data()["filler"]["zh" if lang == "zh" else "en"], key=len, reverse=True)
    joined = "|".join(map(re.escape, words))
    return re.compile(joined if lang == "zh" else rf"(?<![a-z])(?:{joined})(?![a-z])|[’']s(?![a-z])", re.IGNORECASE)
