"""What was found of cells and packs, made the records of `cell_technology`: left out is what nobody can rely on."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

FOUND = Path(__file__).with_suffix(".csv")
Row = dict[str, str]

MEASURES = (
    "energy_density_cell",
    "energy_density_pack",
    "volumetric_density_cell",
    "volumetric_density_pack",
    "charging_rate",
    "charging_time",
    "cycle_life",
)

# Pages that nobody would cite, with the reason.
WEAK = {
    "greta.5ch.net": "a forum",
    "upvote.au": "a forum",
    "symclub.org": "a forum's copy",
    "plawiuk.blogspot.com": "a private copy",
    "brothersjuddblog.com": "a private copy",
    "www.glasswings.com.au": "a private copy",
    "otherweb.net": "a digest",
    "reportify.cn": "a digest whose pages move",
    "bilingualpodcastplayer.com": "a transcript",
    "littlestuffedanimals.com": "a copy on an unrelated site",
    "usanewsgroup.com": "a copy on an unrelated site",
    "techdailyhub.com": "a copy on an unrelated site",
    "flyonwallstreet.com": "a copy on an unrelated site",
    "nrinvesting.com": "a copy on an unrelated site",
    "pledgetimes.com": "a copy on an unrelated site",
    "kilowattjournal.com": "a copy on an unrelated site",
    "modernmechanics24.com": "a list of headlines",
    "www.ruetir.com": "a copy by machine translation",
    "autopostglobal.com": "an unsigned page",
    "carzura.com": "an unsigned page",
    "ev.tips": "an unsigned page",
    "ecv360.com": "a print view without a date",
    "gzt.com": "a picture page",
}
# Notes that say that what was measured, or which kind of claim it is, was not clear.
UNCLEAR = (
    "to be checked",
    "level not told",
    "level (cell or pack) not told",
    "design, not a product",
    "reckoned by a forum",
    "estimate of the blog",
)
PROMISE = re.compile(r"(?:promised for|meant for|hoped for|plan for)\D*?(\d{4}|Q\d (\d{4}))")
LATER = {"Gemstone all-solid-state": "2030"}  # the note names a trial's year before that of the sale
AIM = re.compile(r"\b(?:aim|roadmap)\b.*\d{4}")
WINDOW = re.compile(r"(\d+-\d+ %)")
COLD = re.compile(r"(-\d+ C)\b")


def tell_technology() -> list[Row]:
    """The records: what is clear and not told before, with the year by which it is due and the charge it is of."""
    with FOUND.open(encoding="utf-8", newline="") as file:
        found = [_record(row) for row in csv.DictReader(file) if _is_clear(row)]
    return list(_first(found))


def _is_clear(row: Row) -> bool:
    host = urlsplit(row["source"]).netloc
    is_clear = not any(words in row["note"] for words in UNCLEAR)
    return row["measure"] in MEASURES and host not in WEAK and is_clear


def _record(row: Row) -> Row:
    return {
        **{key: row[key] for key in ("maker", "model", "measure", "value", "high", "unit", "qualifier", "chemistry")},
        "claim": row["claim"],
        "period": re.sub(r"^(\d{4})-(\d{4})$", r"\1/\2", row["period"]),
        "due": _due(row) if row["claim"] == "announced" else "",
        "condition": _condition(row),
        **{key: row[key] for key in ("source", "vintage", "note")},
    }


def _due(row: Row) -> str:
    """The year by which an announced value is to be in series; empty where none is told."""
    year = row["period"][-4:]
    told = PROMISE.search(row["note"])
    if row["model"] in LATER:
        return LATER[row["model"]]
    if told:
        return told[2] or told[1]
    return year if year > row["vintage"][:4] or AIM.search(row["model"]) or "aim for the year" in row["note"] else ""


def _condition(row: Row) -> str:
    """The part of the charge that a charging time is of, and the cold it was told for."""
    if row["measure"] != "charging_time":
        return ""
    window, cold = WINDOW.search(row["note"]), COLD.search(row["note"])
    return " at ".join(part[1] for part in (window, cold) if part) if window else ""


def _first(rows: list[Row]) -> Iterator[Row]:
    """Each record where it was told first: the same value of the same thing told again is left out."""
    seen: set[tuple[str, ...]] = set()
    for row in sorted(rows, key=lambda row: (row["vintage"], not row["due"], row["source"])):
        key = _key(row)
        if key not in seen:
            seen.add(key)
            yield row


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    when = row["due"] or row["period"][:4]
    thing = re.split(r"[\s(,]", row["model"])[0].casefold()
    same = (row[key] for key in ("maker", "measure", "chemistry", "claim", "condition"))
    return (*same, when, thing, f"{float(row['value']):.3g}", row["high"])
