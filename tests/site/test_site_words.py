"""Codes of the ledger and of tables are told in words on pages of both languages."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from site_tree import read_page

import gigawatch.figures
import gigawatch.ledger.check
from gigawatch.figures.naming import name_part
from gigawatch.ledger.rule import rules
from gigawatch.model import Bound, Quantity
from gigawatch.report.printed import print_quantity
from gigawatch.site.word import say_if_known

CHECKS = Path(gigawatch.ledger.check.__file__).parent
TABLES = Path(gigawatch.figures.__file__).parent / "data"
MADE = re.compile(r'make_check\([^,]+,\s*"([a-z]+)"')
LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh"])


@LANGUAGES
def test_every_kind_of_finding_has_a_name(lang: str) -> None:
    kinds = {kind for path in CHECKS.glob("*.py") for kind in MADE.findall(path.read_text(encoding="utf-8"))}
    assert len(kinds) > 20
    assert [kind for kind in sorted(kinds) if not say_if_known(f"finding.{kind}", lang)] == []


@LANGUAGES
def test_every_rule_has_a_name(lang: str) -> None:
    assert [rule.name for rule in rules() if not say_if_known(f"rule.{rule.name}", lang)] == []


def parts_of_measures() -> set[str]:
    found: set[str] = set()
    for path in TABLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {part for row in csv.DictReader(file) for part in row.get("measure", "").split(".")[1:]}
    return found


def test_every_part_of_a_measure_of_the_shipped_tables_has_a_chinese_name() -> None:
    parts = parts_of_measures()
    assert len(parts) > 20
    assert [part for part in sorted(parts) if not re.search(r"[\u3400-\u9fff]", name_part(part, "zh"))] == []


@LANGUAGES
def test_a_target_year_is_told_as_a_year_and_not_as_so_many(lang: str) -> None:
    target = Quantity(2030.0, "year", Bound.UP_TO)
    assert print_quantity(target, lang) == {"en": "up to 2030", "zh": "不超过2030年"}[lang]


def test_what_tables_say_of_licences_is_told_in_chinese_on_chinese_pages(built_sample: tuple[Path, object]) -> None:
    page = read_page(built_sample[0] / "build" / "site" / "zh" / "sources.html").text
    assert not re.search(r"cited (?:fact|figure)|public domain", page)
    assert "引用事实" in page
    assert "公有领域" in page


def test_a_statement_of_the_other_language_is_named_by_its_thing(built_sample: tuple[Path, object]) -> None:
    page = read_page(built_sample[0] / "build" / "site" / "en" / "computations.html").text
    assert "Yibin Libode New Material" in page
    assert not re.search(r"[\u3400-\u9fff]{2,}, (?:Capacity|Investment)", page)


def test_an_event_that_a_figure_is_made_from_tells_what_happened_where_and_when(
    built_sample: tuple[Path, object],
) -> None:
    page = read_page(built_sample[0] / "build" / "site" / "en" / "computations.html").text
    assert "An event: Times Geely, Yibin, phase 1, operating, 19 December 2022" in page
    assert not re.search(r"An event\n", page)
