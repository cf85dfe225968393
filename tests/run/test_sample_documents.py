"""The bundled sample's documents and tables: complete, in their own words, and readable as the contract says."""

from __future__ import annotations

import csv
import math
import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

SAMPLE = Path(str(files("gigawatch"))) / "run" / "sample" / "yibin"
DOCUMENTS = sorted((SAMPLE / "documents").glob("*.md"))
TABLES = sorted((SAMPLE / "tables").glob("*.csv"))
SEED = Path(__file__).parents[2] / "../shared/seed/press-release.txt"
KEYS = {"title", "url", "publisher", "published", "language", "licence", "retold"}
COLUMNS = ["subject", "measure", "period", "value", "unit", "qualifier", "source", "vintage", "note"]
UNITS = {"CNY", "USD", "GWh", "GWh/yr", "t/yr", "count", "%"}
QUALIFIERS = {"", "about", "over", "at least", "nearly", "up to"}
PERIOD = re.compile(r"\d{4}(-\d\d|-H[12]|-Q[1-4]| target)?|\d{4}(-\d\d)?/\d{4}(-\d\d)?")
HAN = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")


def split(path: Path) -> tuple[dict[str, object], str]:
    """The front matter and the body of one document."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(head), body


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of one table by column."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    """Every stretch of `length` words that follow each other."""
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def words(text: str) -> list[str]:
    """The words of an English text, without case and punctuation."""
    return re.findall(r"[a-z0-9]+(?:[.'][a-z0-9]+)*", text.lower().replace("’", "'"))


def is_address(text: str) -> bool:
    """Whether a text is a web address with a host."""
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and "." in parts.netloc


by_name = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
by_table = pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)


def test_the_sample_tells_enough_sources_in_both_languages() -> None:
    languages = [split(path)[0]["language"] for path in DOCUMENTS]
    assert languages.count("en") >= 12
    assert languages.count("zh") >= 12


@by_name
def test_a_document_says_where_it_comes_from(path: Path) -> None:
    head, _ = split(path)
    assert set(head) == KEYS
    assert is_address(str(head["url"]))
    assert isinstance(head["published"], date)
    assert (head["licence"], head["retold"]) == ("CC0-1.0", True)
    assert all(str(head[key]).strip() for key in KEYS)


@by_name
def test_a_document_carries_figures_in_a_body_of_its_own(path: Path) -> None:
    _, body = split(path)
    assert re.search(r"\d", body)
    assert 80 <= len(words(body)) + len(HAN.findall(body)) <= 420


@by_name
def test_a_documents_language_is_that_of_its_script(path: Path) -> None:
    head, body = split(path)
    han, latin = len(HAN.findall(body)), len(LATIN.findall(body))
    assert head["language"] == ("zh" if han > latin else "en")
    assert han == 0 if head["language"] == "en" else han > 5 * latin


@by_name
def test_chinese_text_is_punctuated_as_chinese(path: Path) -> None:
    head, body = split(path)
    stray = re.findall(r"[\u4e00-\u9fff][,;:?!()]", body)
    assert head["language"] == "en" or stray == []


def test_no_two_documents_share_a_title_or_a_source() -> None:
    heads = [split(path)[0] for path in DOCUMENTS]
    for key in ("title", "url"):
        assert len({head[key] for head in heads}) == len(heads)


@by_name
@pytest.mark.skipif(not SEED.exists(), reason="the original release is not part of the repository")
def test_a_document_borrows_no_wording_of_the_release(path: Path) -> None:
    head, body = split(path)
    seed = SEED.read_text(encoding="utf-8")
    if head["language"] == "en":
        assert not runs(words(body), 12) & runs(words(seed), 12)
    else:
        assert not runs(list(body), 20) & runs(list(seed), 20)


def test_the_first_document_tells_the_commissioning_conference() -> None:
    _, body = split(DOCUMENTS[0])
    told = ("July 21 to 23", "48 projects", "96.2 billion yuan ($14.2 billion)", "64 billion yuan", "235 GWh")
    assert [fact for fact in told if fact not in body] == []


def test_two_sources_contradict_each_other_on_the_first_conference() -> None:
    texts = [split(path)[1] for path in DOCUMENTS]
    assert any("48 projects" in text and "96.2 billion" in text for text in texts)
    assert any("nearly 100 projects" in text and "210 billion" in text for text in texts)


def test_the_list_of_sources_names_every_document_with_its_address() -> None:
    listed = (SAMPLE / "SOURCES.md").read_text(encoding="utf-8")
    assert "in our own words" in listed
    for path in DOCUMENTS:
        head, _ = split(path)
        assert f"| {path.name} | {head['url']} | {head['publisher']} | {head['published']} |" in listed


@by_table
def test_a_table_has_the_contracts_columns_and_numbers(path: Path) -> None:
    table = rows(path)
    assert list(table[0]) == COLUMNS
    assert all(None not in row and math.isfinite(float(row["value"])) for row in table)
    assert all(row["subject"].strip() for row in table)


@by_table
def test_a_table_uses_known_measures_units_and_hedges(path: Path) -> None:
    vocabulary = Path(str(files("gigawatch"))) / "vocab" / "data" / "measure.toml"
    measures = {entry["code"] for entry in tomllib.loads(vocabulary.read_text(encoding="utf-8"))["measure"]}
    table = rows(path)
    assert {row["measure"] for row in table} <= measures
    assert {row["unit"] for row in table} <= UNITS
    assert {row["qualifier"] for row in table} <= QUALIFIERS
    assert [row["period"] for row in table if not PERIOD.fullmatch(row["period"])] == []


@by_table
def test_every_row_of_a_table_leads_to_a_dated_address(path: Path) -> None:
    for row in rows(path):
        assert is_address(row["source"])
        assert date.fromisoformat(row["vintage"])


def test_a_table_row_agrees_with_the_document_of_its_source() -> None:
    dates = {str(head["url"]): str(head["published"]) for head, _ in map(split, DOCUMENTS)}
    shared = [row for path in TABLES for row in rows(path) if row["source"] in dates]
    assert len(shared) > 30
    assert [row for row in shared if row["vintage"] != dates[row["source"]]] == []
