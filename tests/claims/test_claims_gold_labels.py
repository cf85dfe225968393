"""The hand-labelled claims of the gold documents hold together: words, numbers, units, pairs and periods."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TypedDict

import pytest
from gold_set import GOLD, LABELS, LANGUAGES, SAMPLE, document_of, is_held_out

from gigawatch.intake.metadata import split_front_matter

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
CURRENCIES = {"AUD", "CAD", "CNY", "EUR", "GBP", "HKD", "HUF", "INR", "JPY", "KRW", "MAD", "TRY", "TWD", "USD", "ZAR"}
UNITS = {
    *("GWh", "GWh/yr", "MWh", "kWh", "MW", "Wh/kg"),
    *("t", "t/yr", "m2", "m2/yr", "ha", "acre", "mu", "km", "km/yr", "mile"),
    *("count", "%", "pp", "x", "year", "month", "min", "vehicles/yr"),
}
PRICES = {
    *("AUD/t", "CNY/t", "USD/t", "USD/kWh", "INR/MWh", "USD/MWh", "INR/MW/month", "USD/MW/month"),
    *("CNY/mu", "EUR/m2"),
}
# Not spelled out in the list of units, but of its making: larger areas, hours and days, daily output, pieces a year,
# and what cells are told by.
FURTHER_UNITS = {"km2", "hour", "day", "t/day", "vehicles/day", "count/day", "count/yr", "t/GWh", "V", "mAh/g"}
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
# What a printed number is multiplied by: its scale, or a unit that labels give in a smaller one (4.7 TWh is 4700 GWh).
SCALES = {
    "": 1,
    "万": 1e4,
    "亿": 1e8,
    "萬": 1e4,
    "億": 1e8,
    "万亿": 1e12,
    "万千瓦": 10,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "crore": 1e7,
}
SCALES |= {"million": 1e6, "billion": 1e9, "trillion": 1e12, "TWh": 1e3, "GW": 1e3}
SCALES |= {"kt": 1e3, "ktpa": 1e3, "Mt": 1e6, "Mtpa": 1e6}
SCALED = r"万亿|亿|億|萬|万千瓦(?!时)|万|trillion|billion|million|crore|(?:bn|mn|(?<=\d)m|kt|ktpa|Mt|Mtpa|TWh|GW)\b"
NUMBER = re.compile(rf"(\d[\d,]*(?:\.\d+)?)(?:\s*[余多]?[\s-]*({SCALED}))?")


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
    meta, text = split_front_matter(document_of(path).read_text(encoding="utf-8"), path.stem)
    return str(meta["language"]), str(meta["published"]), text


def printed(surface: str) -> list[float]:
    """The numbers of a surface in base scale."""
    return [float(number.replace(",", "")) * SCALES[scale] for number, scale in NUMBER.findall(surface)]


def begin(label: Label, text: str) -> int:
    """Where the label's words begin: as given, else at their only place."""
    return label["start"] if "start" in label else text.index(label["surface"])


def matter(label: Label) -> tuple[str | None, ...]:
    """What a label is about, its amount left aside."""
    said = label["measure"], label["subject"], label["object"], label["place"], label["period"]
    return *said, label["status"], label["phase"]


by_file = pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)


def test_every_document_is_labelled_once() -> None:
    documents = [*SAMPLE.glob("*.md"), *(GOLD / "document").glob("*/*.md")]
    assert sorted(path.stem for path in LABELS) == sorted(path.stem for path in documents)


LEAST_DOCUMENTS = {"en": 61, "zh": 66}


def test_the_gold_set_does_not_shrink() -> None:
    found = Counter(path.parent.name for path in LABELS)
    assert all(found[language] >= LEAST_DOCUMENTS[language] for language in LANGUAGES), found


def test_many_documents_tell_an_amount_in_two_currencies_or_units() -> None:
    assert sum(any(label["same_as"] is not None for label in labelled(path)["claims"]) for path in LABELS) >= 60


@by_file
def test_a_document_says_what_it_retells_and_is_free(path: Path) -> None:
    meta, _ = split_front_matter(document_of(path).read_text(encoding="utf-8"), path.stem)
    assert set(meta) == {"title", "url", "publisher", "published", "language", "licence", "retold"}
    assert (meta["licence"], meta["retold"]) == ("CC0-1.0", True)
    assert all(str(told).strip() for told in meta.values())


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
        numbers = printed(label["surface"])
        if numbers:
            assert abs(label["value"]) == pytest.approx(numbers[0])
        if label["value_high"] is not None:
            assert label["value_high"] == pytest.approx(numbers[1])
            assert label["value_high"] > label["value"]


@by_file
def test_every_label_keeps_to_the_lists_of_the_contract(path: Path) -> None:
    for label in labelled(path)["claims"]:
        assert FIELDS <= set(label) <= FIELDS | FURTHER_FIELDS
        assert label["measure"] in MEASURES
        assert label["unit"] in CURRENCIES | UNITS | PRICES | FURTHER_UNITS
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
            assert label["qualifier"] or not claims[earlier]["qualifier"], label["surface"]


@by_file
def test_no_fact_is_labelled_twice(path: Path) -> None:
    facts = [(c["measure"], c["value"], c["unit"], c["object"], c["period"]) for c in labelled(path)["claims"]]
    assert len(set(facts)) == len(facts)


def test_the_read_me_counts_what_is_labelled() -> None:
    table = (GOLD / "README.md").read_text(encoding="utf-8")
    for language in LANGUAGES:
        paths = [path for path in LABELS if path.parent.name == language]
        claims = [claim for path in paths for claim in labelled(path)["claims"]]
        optional = sum(claim.get("optional", False) for claim in claims)
        pairs = sum(claim["same_as"] is not None for claim in claims)
        counts = (len(paths), sum(map(is_held_out, paths)), len(claims), optional, pairs)
        assert f"| {language} | {' | '.join(map(str, counts))} |" in table
