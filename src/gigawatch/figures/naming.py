"""What shipped tables and their measures are called in a language, by their descriptors."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gigawatch.figures.package import packages
from gigawatch.vocab import label

PARTS = Path(__file__).parent / "part.toml"
PATTERN = re.compile(r"[.。:：]")
STOP = re.compile(r"[.。:：;；]")


def name_table(table: str, lang: str) -> str:
    """The title of a shipped table; the name of a user's own, which has none.

    >>> name_table("enterprise_finance", "zh"), name_table("my_own", "zh")
    ('电池企业：营收、研发、产能、销量', 'my_own')
    """
    package = packages().get(table)
    if package is None:
        return table
    return package.title.zh if lang == "zh" else package.title.en


def mean_measure(table: str, measure: str, lang: str) -> str | None:
    """What a measure of a shipped table means, as a phrase; None where its descriptor does not say.

    Of a measure with parts, such as `ev_sales.cars.bev`, the descriptor tells the first; the others stand in brackets,
    named in the language where `part.toml` names them.
    """
    package = packages().get(table)
    stem, _, parts = measure.partition(".")
    meaning = (package.measures.get(measure) or package.measures.get(stem)) if package else None
    if package is None or meaning is None:
        return None
    told = meaning.zh if lang == "zh" else meaning.en
    if measure in package.measures or not parts:
        return told.rstrip(".。")
    named = ("、" if lang == "zh" else ", ").join(name_part(part, lang) for part in parts.split("."))
    return f"{PATTERN.split(told)[0]}（{named}）" if lang == "zh" else f"{PATTERN.split(told)[0]} ({named})"


def name_part(part: str, lang: str) -> str:
    """What a part of a measure is called; one of a user's own table is its own name.

    >>> name_part("lithium", "zh"), name_part("my_own", "zh")
    ('锂', 'my_own')
    """
    return _parts().get(part, {}).get(lang, part)


@cache
def _parts() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(PARTS.read_text(encoding="utf-8"))
    return found


def name_measure(measure: str, lang: str) -> str:
    """What a measure is called in a language: by the vocabulary, else what the first shipped table that has it says it
    means, to the first stop; one of nobody's is its own name.

    >>> name_measure("revenue", "zh"), name_measure("storage_power", "en"), name_measure("my_own", "en")
    ('营业收入', 'Power of batteries for the grid in service at the end of the period', 'my_own')
    """
    known = label("measure", measure, lang)
    if known != measure:
        return known
    meant = (mean_measure(name, measure, lang) for name in packages())
    return next((STOP.split(told)[0] for told in meant if told), measure)
