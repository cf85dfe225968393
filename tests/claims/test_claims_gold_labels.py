"""The hand-labelled claims of the sample's documents hold together: words, numbers, units, pairs and periods."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import TypedDict

import pytest

from gigawatch.intake.metadata import split_front_matter

GOLD = Path(__file__).parent / "gold"
DOCUMENTS = Path(str(files("gigawatch"))) / "run" / "sample" / "yibin" / "documents"
LABELS = sorted(GOLD.glob("*/*.json"))
MEASURES = {
    "investment",
    "capacity",
    "production",
    "installed",
    "sales",
    "shipments",
    "projects",
    "jobs",
    "revenue",
    "contract_value",
    "supply_volume",
    "share",
    "growth",
    "area",
    "price",
    "energy_density",
    "emissions",
    "emission_intensity",
    "reserves",
    "vehicles",
    "stations",
    "other",
}
UNITS = {
    "CNY",
    "USD",
    "GWh",
    "GWh/yr",
    "t",
    "t/yr",
    "m2",
    "m2/yr",
    "mu",
    "km/yr",
    "count",
    "%",
    "x",
    "year",
    "month",
    "vehicles/yr",
}
# Not spelled out in the list of units, but of its making: larger areas, hours and days, daily output, pieces a year.
FURTHER_UNITS = {"km2", "hour", "day", "t/day", "vehicles/day", "count/yr", "t/GWh"}
STATUSES = {
    "announced",
    "signed",
    "under_construction",
    "operating",
    "planned",
    "cancelled",
    "delayed",
    "reported",
    "forecast",
}
QUALIFIERS = {None, "about", "over", "at least", "nearly", "up to"}
FIELDS = {
    "measure",
    "value",
    "unit",
    "value_high",
    "qualifier",
    "subject",
    "object",
    "place",
    "period",
    "status",
    "phase",
    "same_as",
    "surface",
}
FURTHER_FIELDS = {"start", "optional", "speaker", "basis", "multiple"}
DAY = r"\d{4}(?:-\d\d(?:-\d\d)?|-H[12]|-Q[1-4])?"
PERIOD = re.compile(rf"{DAY}(?:/{DAY}| target)?")
NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*[余多]?\s*(亿|万|billion)?")
SCALE = {"": 1, "万": 1e4, "亿": 1e8, "billion": 1e9}


class Label(TypedDict, total=False):
    """One labelled claim, in the keys of the gold files."""

    measure: str
    value: float
    unit: str
    value_high: float | None
    qualifier: str | None
    subject: str | None
    object: str | None
    place: str | None
    period: str | None
    status: str
    phase: str | None
    same_as: int | None
    surface: str
    start: int
    optional: bool
    speaker: str
    basis: str
    multiple: str


class Labelled(TypedDict):
    """The labels of one document."""

    id: str
    published: str
    event_type: str
    claims: list[Label]


def labelled(path: Path) -> Labelled:
    found: Labelled = json.loads(path.read_text(encoding="utf-8"))
    return found


def document(path: Path) -> tuple[str, str, str]:
    """The language, the date and the kept text of the document that a label file is about."""
    meta, text = split_front_matter((DOCUMENTS / f"{path.stem}.md").read_text(encoding="utf-8"), path.stem)
    return str(meta["language"]), str(meta["published"]), text


def begin(label: Label, text: str) -> int:
    """Where the label's words begin: as given, else at their only place."""
    return label["start"] if "start" in label else text.index(label["surface"])


def matter(label: Label) -> tuple[str | None, ...]:
    """What a label is about, its amount left aside."""
    return label["measure"], label["subject"], label["object"], label["place"], label["period"], label["status"]


by_file = pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)


def test_every_document_of_the_sample_is_labelled_once() -> None:
    assert sorted(path.stem for path in LABELS) == sorted(path.stem for path in DOCUMENTS.glob("*.md"))


@by_file
def test_a_label_file_is_named_dated_and_filed_as_its_document(path: Path) -> None:
    language, published, _ = document(path)
    found = labelled(path)
    assert (found["id"], found["published"], path.parent.name) == (path.stem, published, language)
    assert found["claims"]


@by_file
def test_the_words_of_every_label_stand_in_its_document(path: Path) -> None:
    _, _, text = document(path)
    for label in labelled(path)["claims"]:
        surface, at = label["surface"], begin(label, text)
        assert text[at : at + len(surface)] == surface
        assert ("start" in label) == (text.count(surface) > 1), surface


@by_file
def test_no_label_cuts_a_number_in_two(path: Path) -> None:
    _, _, text = document(path)
    for label in labelled(path)["claims"]:
        around = text[max(0, begin(label, text) - 2) : begin(label, text) + len(label["surface"]) + 2]
        assert re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(label['surface'])}(?![.,]?\d)", around), label["surface"]


@by_file
def test_the_value_is_the_printed_number_in_base_scale(path: Path) -> None:
    for label in labelled(path)["claims"]:
        printed = [float(number.replace(",", "")) * SCALE[scale] for number, scale in NUMBER.findall(label["surface"])]
        if printed:
            assert abs(label["value"]) == pytest.approx(printed[0])
        if label["value_high"] is not None:
            assert label["value_high"] == pytest.approx(printed[1])
            assert label["value_high"] > label["value"]


@by_file
def test_every_label_keeps_to_the_lists_of_the_contract(path: Path) -> None:
    for label in labelled(path)["claims"]:
        assert FIELDS <= set(label) <= FIELDS | FURTHER_FIELDS
        assert label["measure"] in MEASURES
        assert label["unit"] in UNITS | FURTHER_UNITS
        assert label["status"] in STATUSES
        assert label["qualifier"] in QUALIFIERS
        assert label["period"] is None or PERIOD.fullmatch(label["period"]), label["period"]
        assert label.get("basis", "yoy") in {"yoy", "mom"}
        assert ("multiple" in label) == (label["unit"] == "x")


@by_file
def test_a_pair_is_one_amount_in_two_currencies_or_units(path: Path) -> None:
    claims = labelled(path)["claims"]
    for at, label in enumerate(claims):
        if (earlier := label["same_as"]) is not None:
            assert 0 <= earlier < at
            assert claims[earlier]["unit"] != label["unit"]
            assert matter(claims[earlier]) == matter(label)


@by_file
def test_no_fact_is_labelled_twice(path: Path) -> None:
    facts = [(c["measure"], c["value"], c["unit"], c["object"], c["period"]) for c in labelled(path)["claims"]]
    assert len(set(facts)) == len(facts)


def test_the_read_me_counts_what_is_labelled() -> None:
    table = (GOLD / "README.md").read_text(encoding="utf-8")
    for language in ("en", "zh"):
        claims = [claim for path in (GOLD / language).glob("*.json") for claim in labelled(path)["claims"]]
        optional = sum(claim.get("optional", False) for claim in claims)
        documents = len(list((GOLD / language).glob("*.json")))
        assert f"| {language} | {documents} | {len(claims)} | {optional} |" in table
