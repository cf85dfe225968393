"""A strict reader of definitions: whatever it cannot use it names, all of it at once, and never stumbles."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gigawatch.index import FaultyInput
from gigawatch.index.definition import find_definition, list_definitions, load_definition
from gigawatch.index.fault import Fault

TEXT = find_definition("enterprise").read_text(encoding="utf-8")


def faults(folder: Path, *changes: tuple[str, str]) -> list[Fault]:
    """The faults of the shipped definition of makers with some of its words changed, each at its first place."""
    text = TEXT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        load_definition(path)
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("before", "after", "row", "column", "text"),
    [
        ("gate = 0.65", "gates = 0.65", None, "gates", "unknown; there are: id, .*gate"),
        ("gate = 0.65", 'gate = "most"', None, "gate", "'most' is not a number from 0 to 1"),
        ("gate = 0.65", "gate = 65", None, "gate", "65 is not a number from 0 to 1"),
        ('base = "2018"', "base = 2018", None, "base", '2018 is not a year in quotation marks, such as "2018"'),
        ('version = "2"', "version = 2", None, "version", "2 is not a text"),
        ('exclude = ["World", "China", "South Korea"]', 'exclude = "World"', None, "exclude", "is not a list of texts"),
        ('universe = [\n  "CATL"', 'universe = [\n  "BYD"', None, "universe", "'BYD' is named twice"),
        ('method = "development"', 'method = "../enterprise"', None, "method", "no method .* ships; there are: dev"),
        ('method = "development"', "method = 3", None, "method", "3 is not the name of a method"),
        ('parent = "enterprise_index"', 'parents = "enterprise_index"', 2, "pillar.parents", "there are: .*parent"),
        ('code = "innovation_capability"', 'code = "enterprise_scale"', 3, "pillar.code", "pillar row 2 already"),
        ('code = "shipments_storage"', 'code = "installed"', 2, "indicator.code", "indicator row 1 already"),
        ('code = "revenue"', 'code = "revenue"\nweight = "two"', 3, "indicator.weight", "'two' is not a number above"),
        ('code = "revenue"', 'code = "revenue"\nweight = nan', 3, "indicator.weight", "nan is not a number above"),
        ('code = "revenue"', 'code = "revenue"\nweight = 0', 3, "indicator.weight", "0 is not a number above nought"),
        ("amount = true", 'amount = "yes"', 1, "indicator.amount", "'yes' is not true or false"),
        ("direction = 1", "direction = true", 1, "indicator.direction", "True is not 1 or -1"),
        ('tier = "open"', 'tier = "free"', 1, "indicator.tier", "'free' is not one of open, ledger, yours"),
        ('of = "World"', "of = 3", 1, "indicator.source[2].of", "3 is not a text"),
        ('of = "World"', 'off = "World"', 1, "indicator.source[2].off", "unknown; there are: measure, "),
        ('of = "World"', 'of = "World"\ntimes = 9', 1, "indicator.source[2]", "times goes with per only"),
        (
            'unit = "GWh"\n',
            'unit = "MWh"\n',
            1,
            "indicator.source[1]",
            "'GWh' is not the indicator's, 'MWh' .installed.",
        ),
        ('last = "2020"', 'until = "2020"', 1, "predecessor.until", "unknown; there are: unit, name, source, last"),
        ('last = "2020"', "last = 2020", 1, "predecessor.last", "2020 is not a year"),
    ],
)
def test_what_cannot_be_used_is_named_by_table_row_and_key(
    before: str, after: str, row: int | None, column: str, text: str, tmp_path: Path
) -> None:
    found = [fault for fault in faults(tmp_path, (before, after)) if fault.column == column]
    assert [(fault.table, fault.row) for fault in found] == [("definition", row)]
    assert re.search(text, found[0].text)


def test_every_fault_of_every_table_is_told_together(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        ("gate = 0.65", "gates = 0.65"),
        ('code = "revenue"', 'code = "installed"\nweight = "two"'),
        ('last = "2020"', 'until = "2020"'),
    )
    assert {fault.column for fault in found} >= {
        "gates",
        "indicator.code",
        "indicator.weight",
        "predecessor.until",
        "predecessor.last",
    }


@pytest.mark.parametrize("heading", ["pillar", "indicator", "predecessor"])
@pytest.mark.parametrize("given", ['"one"', "3", '["one"]', "[3]"])
def test_words_where_tables_belong_are_a_fault_and_no_traceback(heading: str, given: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(f"{TEXT.partition(chr(10) + '[')[0]}\n{heading} = {given}\n", encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        load_definition(path)
    assert any(fault.column == heading and "[[heading]]" in fault.text for fault in caught.value.faults)


def test_an_interval_of_words_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    own = '[interval]\nabout = "wide"\nroundings = true\nrounding = 1\n'
    path.write_text(re.sub(r"\[interval\].*?\n\n", "", TEXT, flags=re.DOTALL) + own, encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        load_definition(path)
    assert {fault.column for fault in caught.value.faults} == {
        "interval.about",
        "interval.roundings",
        "interval.rounding",
    }


@pytest.mark.parametrize("name", list_definitions())
def test_a_definition_kept_with_its_method_is_loaded_again_as_it_was(name: str) -> None:
    found = load_definition(name)
    again = load_definition(find_definition(name), json.loads(json.dumps(found.resolved)))
    assert again == found
