from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gigawatch.run.build import Outcome, run_steps
from gigawatch.run.diagnosis import examine
from gigawatch.run.plan import plan_steps
from gigawatch.run.publication import edition_of
from gigawatch.run.sample import create_workspace
from gigawatch.run.table import table_rows
from gigawatch.run.workspace import Workspace, open_workspace

DAY = date(2026, 1, 1)
TEXT = "---\npublished: 2022-07-25\n---\nCATL has invested 64 billion yuan in Yibin, Sichuan.\n"
TABLE = "city,measure,period,value,unit\nYibin,production,2022,72,GWh\n"
READING = ("read", "table", "gather")


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    create_workspace(tmp_path / "w", None, [])
    found = open_workspace(tmp_path / "w")
    (found.documents / "a.md").write_text(TEXT)
    return found


def gather(place: Workspace, day: date = DAY, groups: tuple[str, ...] = READING) -> Outcome:
    """The part of the build that reads, by the real plan."""
    return run_steps(
        place,
        lambda: [step for step in plan_steps(place, day) if step.group in groups],
        version="0",
        date=day.isoformat(),
        report=lambda *_: None,
    )


@pytest.mark.parametrize("name", ["t.meta.yaml", "t.csv.meta.yaml"])
def test_a_changed_sidecar_of_either_name_is_read_anew(place: Workspace, name: str) -> None:
    (place.tables / "t.csv").write_text(TABLE)
    (place.tables / name).write_text("columns:\n  subject: city\nvintage: 2023-01-05\n")
    gather(place)
    (place.tables / name).write_text("columns:\n  subject: city\nvintage: 2023-02-06\n")
    assert gather(place).done == ["table:tables/t.csv", "gather"]
    assert [row["vintage"] for row in table_rows(place, "observation")] == ["2023-02-06"]


def test_a_table_carries_the_day_on_which_it_was_first_held(place: Workspace) -> None:
    (place.tables / "t.csv").write_text(TABLE.replace("city", "subject"))
    gather(place)
    (place.tables / "t.csv").rename(place.tables / "renamed.csv")
    gather(place, date(2026, 2, 1))
    assert [row["kept"] for row in table_rows(place, "observation")] == [DAY]


def test_the_same_bytes_under_two_names_count_once_and_a_notice_says_so(place: Workspace) -> None:
    gather(place)
    wanted = table_rows(place, "document"), table_rows(place, "claim")
    (place.documents / "b.md").write_text(TEXT)
    outcome = gather(place)
    assert (table_rows(place, "document"), table_rows(place, "claim")) == wanted
    (notice,) = (text for text in outcome.notices if "same bytes" in text)
    assert "documents/a.md" in notice
    assert "documents/b.md" in notice


def test_an_edition_is_of_its_content_and_not_of_the_day_it_was_kept(place: Workspace) -> None:
    (place.tables / "t.csv").write_text(TABLE.replace("city", "subject"))
    gather(place, groups=(*READING, "review"))
    first = edition_of(place)
    (place.documents / "kept.csv").unlink()
    (place.tables / "kept.csv").unlink()
    gather(place, date(2026, 2, 1), (*READING, "review"))
    assert edition_of(place) == first
    (place.tables / "t.csv").write_text(TABLE.replace("city", "subject").replace("72", "73"))
    gather(place, groups=(*READING, "review"))
    second = edition_of(place)
    (place.documents / "a.md.meta.yaml").write_text("publisher: Another\n")
    gather(place, groups=(*READING, "review"))
    assert len({first, second, edition_of(place)}) == 3


def test_the_doctor_names_a_damaged_table_a_damaged_database_and_a_damaged_log(place: Workspace) -> None:
    gather(place)
    assert examine(place) == []
    (place.steps / "claim.parquet").write_bytes(b"no parquet")
    place.database.write_bytes(b"no database" * 999)
    (place.documents / "kept.csv").write_text("half a li")
    told = "\n".join(examine(place))
    assert "build/step/claim.parquet: damaged" in told
    assert "build/gigawatch.duckdb: the database cannot be opened" in told
    assert told.count("build/step/claim.parquet") == told.count("build/gigawatch.duckdb: ") == 1
    assert "kept.csv: the log of when files were kept is damaged" in told


def test_a_measure_that_nothing_has_is_said_at_reading_with_its_place_and_the_names_near_it(place: Workspace) -> None:
    (place.tables / "mine.csv").write_text(
        "city,measure,period,value,unit\nYibin,production,2022,72,GWh\nYibin,producton,2023,80,GWh\n"
        "Yibin,producton,2024,90,GWh\n"
    )
    (place.tables / "mine.meta.yaml").write_text("columns:\n  subject: city\n")
    (notice,) = gather(place).notices
    assert notice.startswith("notice: tables/mine.csv:2:measure: no measure is called 'producton' (2 rows)")
    assert "near it: production" in notice
