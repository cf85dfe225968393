"""What follows from the whole ledger: SQL is told it by the rules that answer every other question."""

from __future__ import annotations

from datetime import date

import pytest

from gigawatch.ledger import Ledger, make_ledger, open_ledger
from gigawatch.question import Observatory, open_observatory
from gigawatch.question.tree import holder_records
from gigawatch.run.build import run_steps
from gigawatch.run.plan import plan_steps
from gigawatch.run.sample import create_workspace
from gigawatch.run.workspace import open_workspace

DAY = date(2026, 1, 1)
STEPS = ("read", "table", "gather", "review", "resolve", "settle", "follow", "age", "measure", "index", "store")
SETTINGS = '[workspace]\nname = "Synthetic"\n[index]\ndefinitions = []\n'
TEXTS = {
    "2021-05-10": "Northvale Cells holds 30 percent of Ebro Cells, a joint venture in Zaragoza.",
    "2024-05-10": "Northvale Cells holds a 45 percent stake in Ebro Cells.",
    "2021-06-01": "CATL's battery plant in Yibin began production in May 2021. The Yibin plant has an installed "
    "capacity of 30 GWh a year.",
    "2024-03-01": "CATL closed its battery plant in Yibin in February 2024.",
    "2025-01-01": "Northvolt cancelled 10 of its planned 30 GWh in Heide, Germany.",
    "2025-02-01": "The Valle del Ebro gigafactory, as CATL's plant in Zaragoza is known, will make 50 GWh a year.",
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Observatory:
    root = tmp_path_factory.mktemp("following") / "w"
    create_workspace(root, None, [])
    (root / "gigawatch.toml").write_text(SETTINGS, encoding="utf-8")
    for day, text in TEXTS.items():
        front = f"---\npublished: {day}\npublisher: Example News\n---\n"
        (root / "documents" / f"{day}.md").write_text(f"{front}{text}\n", encoding="utf-8")
    place = open_workspace(root)

    def plan() -> list[object]:
        return [step for step in plan_steps(place, DAY) if step.group in STEPS]

    run_steps(place, plan, version="0", date=DAY.isoformat(), report=lambda *_: None)  # type: ignore[arg-type]
    return open_observatory(root)


def test_a_changed_share_is_former_in_sql_and_in_the_tree(book: Observatory) -> None:
    rows = book.sql("SELECT organisation, share, is_former, is_contradicted FROM holding WHERE share IS NOT NULL")
    told = [tuple(row.values()) for row in rows if row["share"] in (30, 45)]
    assert [one[1:] for one in told] == [(45.0, False, False), (30.0, True, False)]
    records = holder_records(book.whole, str(told[0][0]), "en")
    assert [(one["share"], one["is_former"]) for one in records] == [(45.0, False), (30.0, True)]


def test_a_closed_plant_is_told_so_in_sql_and_in_the_list(book: Observatory) -> None:
    (row,) = book.sql("SELECT fact, since, instead FROM superseded WHERE reason = 'closed'")
    (fact,) = (one for one in book.facts(measure="capacity").to_dicts() if one["id"] == row["fact"])
    assert (fact["superseded_on"], fact["superseded_by"]) == (row["since"], row["instead"]) == ("2024-02-29", None)


def test_the_other_names_of_plants_are_answered_from_their_table(book: Observatory) -> None:
    whole: Ledger = open_ledger(book.database)
    assert whole.called == make_ledger(whole.material).lookup.called
    (plant,) = whole.find_entities("valle del ebro gigafactory")
    assert whole.label(plant) == "CATL, Zaragoza"
    assert [row["thing"] for row in book.sql("SELECT thing FROM other_name")] == [plant]


def test_what_is_left_of_a_plan_is_told_in_sql_and_in_the_list(book: Observatory) -> None:
    (row,) = book.sql("SELECT * FROM lessened")
    (fact,) = (one for one in book.facts(measure="capacity").to_dicts() if one["id"] == row["fact"])
    (plan,) = book.sql("SELECT value, left_value, lessened_on FROM settled_fact WHERE id = ?", [str(row["fact"])])
    assert (plan["value"], plan["left_value"], plan["lessened_on"]) == (30.0, 20.0, "2025-01-01")
    assert {name: fact[name] for name in ("left_value", "left_high", "left_qualifier", "lessened_on")} == {
        "left_value": 20.0,
        "left_high": None,
        "left_qualifier": None,
        "lessened_on": row["since"],
    }
    stopped = [one["id"] for one in book.facts(measure="capacity").to_dicts() if one["status"] == "cancelled"]
    assert str(row["stopped"]).split() == stopped
    others = [one["left_value"] for one in book.facts().to_dicts() if one["id"] != row["fact"]]
    assert set(others) == {None}
