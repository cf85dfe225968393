from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from narrative_texts import CONFERENCE_EN, CONFERENCE_ZH, read

from gigawatch.claims import narrative
from gigawatch.claims.narrative import FIELDS
from gigawatch.model import Kind
from gigawatch.vocab import statuses
from stopwatch import seconds_of

DATA = Path(narrative.__file__).parent / "data"


def test_every_field_a_reader_fills_is_explained() -> None:
    for text, lang in ((CONFERENCE_EN, "en"), (CONFERENCE_ZH, "zh")):
        for claim in read(text, lang):
            assert set(claim.data) <= {name for name, _ in FIELDS[claim.kind]}, claim


def test_every_kind_but_quantity_has_its_fields() -> None:
    assert set(FIELDS) == set(Kind) - {Kind.QUANTITY}


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.stem)
def test_every_cue_list_has_words_in_both_languages_and_a_meaning(path: Path) -> None:
    for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if path.stem == "scope":
            assert table["en"], name
            assert table["zh"], name
        else:
            assert table.get("en") or table.get("zh") or table.get("kinds"), name
            assert "name" in table or ("meaning_en" in table and "meaning_zh" in table), name


def test_every_status_of_an_event_stands_on_the_ladder() -> None:
    ladder = set(statuses())
    events = tomllib.loads((DATA / "event.toml").read_text(encoding="utf-8"))
    assert {table["status"] for table in events.values() if "status" in table} <= ladder


@pytest.mark.parametrize(
    "unit", ["signed an agreement with CATL ", "“said ", "签约项目、", "Aaa Bbb ", "the world's largest x "]
)
def test_text_without_full_stops_is_read_in_linear_time(unit: str) -> None:
    lang = "zh" if "签" in unit else "en"
    read(unit, lang)
    assert seconds_of(lambda: read(unit * 4000, lang)) < 5
