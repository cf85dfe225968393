"""One series out of many releases."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigawatch.figures import compute_from_shares, load_package, pick_latest, read_table
from gigawatch.model import Bound, Observation

HEADING = "subject,measure,period,value,unit,source,vintage\n"


def rows(folder: Path, *lines: str) -> list[Observation]:
    path = folder / "t.csv"
    path.write_text(HEADING + "\n".join(lines) + "\n", encoding="utf-8")
    return list(read_table(path).observations)


def test_the_latest_vintage_wins_whatever_the_order_of_rows(tmp_path: Path) -> None:
    old, new = "CATL,installed,2022,191.6,GWh,a,2023-02-08", "CATL,installed,2022,184.4,GWh,b,2024-02-07"
    for lines in ((old, new), (new, old)):
        assert [row.value for row in pick_latest(rows(tmp_path, *lines))] == [184.4]


def test_figures_of_other_measures_and_periods_are_left_apart(tmp_path: Path) -> None:
    lines = ("CATL,installed,2022,1,GWh,a,2023", "CATL,installed,2023,2,GWh,a,2024", "CATL,share,2022,3,%,a,2023")
    assert len(pick_latest(rows(tmp_path, *lines))) == 3


def test_a_share_of_a_total_of_the_same_source_is_computed_and_marked_so(tmp_path: Path) -> None:
    lines = ("World,installed,2023,705.5,GWh,a,2024", "SK On,share,2023,4.9,%,a,2024")
    (found,) = compute_from_shares(rows(tmp_path, *lines))
    assert found.value == pytest.approx(34.57, abs=0.01)
    assert (found.measure, found.unit, found.qualifier) == ("installed", "GWh", Bound.ABOUT)
    assert found.note is not None
    assert found.note.startswith("computed: 4.9 % of 705.5 GWh")


@pytest.mark.parametrize(
    "lines",
    [
        ("World,installed,2023,705.5,GWh,a,2024", "SK On,share,2023,4.9,%,b,2024"),
        ("World,installed,2022,517.9,GWh,a,2024", "SK On,share,2023,4.9,%,a,2024"),
        (
            "World,installed,2023,705.5,GWh,a,2024",
            "SK On,share,2023,4.9,%,a,2024",
            "SK On,installed,2023,34.7,GWh,b,2025",
        ),
    ],
)
def test_nothing_is_computed_across_sources_or_years_or_beside_a_stated_figure(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    assert compute_from_shares(rows(tmp_path, *lines)) == []


def test_computed_installations_lie_close_to_the_stated_ones_of_the_same_year() -> None:
    found = {(row.subject, row.period): row for row in compute_from_shares(load_package("enterprise_installations"))}
    assert found["Gotion High-tech", "2023"].value == pytest.approx(16.9, abs=0.1)
    assert ("CATL", "2023") not in found
