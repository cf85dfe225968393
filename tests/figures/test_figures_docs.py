"""The page about figures says what is so: counts, examples and refusals are run, not trusted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigawatch.figures import TableError, compute_from_shares, load_frame, load_package, packages, read_table

PAGE = (Path(__file__).parents[2] / "docs/figures.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_every_shipped_table_is_listed_with_its_number_of_rows() -> None:
    listed = {name: int(rows.replace(",", "")) for name, rows in re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", PAGE, re.M)}
    assert listed == {name: load_frame(name).height for name in packages()}


def test_the_page_counts_the_companies_of_each_year_rightly() -> None:
    rows = load_package("enterprise_installations")
    stated = {(row.period, row.subject) for row in rows if row.measure == "installed" and row.subject != "World"}
    counts = [sum(period == str(year) for period, _ in stated) for year in range(2018, 2026)]
    assert counts == [5, 5, 2, 11, 10, 6, 8, 6]
    computed = {(row.period, row.subject) for row in compute_from_shares(rows)}
    assert [sum(period == year for period, _ in computed) for year in ("2020", "2023", "2025")] == [3, 4, 4]


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.csv").write_text("企业,年份,装机量\n宁德时代,2023,259.7\n", encoding="utf-8")
    (sidecar,) = blocks("yaml")
    Path("mine.meta.yaml").write_text(sidecar, encoding="utf-8")
    for block in blocks("python"):
        exec(block, {})
    assert capsys.readouterr().out.splitlines()[-1] == "259.7 GWh"


def test_the_faults_are_told_as_the_page_shows_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("mine.csv")
    rows = (
        "A,installed,2023,1,GWh",
        "B,installed,2023-13,1,GWh",
        "C,installed,2023,1,furlongs",
        "A,installed,2023,1,GWh",
        "A,installed,2023,2,GWh",
    )
    path.write_text("subject,measure,period,value,unit\n" + "\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_table(path)
    assert str(caught.value).strip() == blocks("text")[0].strip()
