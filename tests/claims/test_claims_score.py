"""The scorer counts what agrees, what is missed, what is false and what is made up; no reading is needed to see it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from agreement import Figure, Record, as_figure, measured, pair_up, same_amount, same_high, same_name, same_period
from gold_set import LABELS
from score import Score, compare, explain, group_claims, intervals, read_labels, summarise, total

SCORER = Path(__file__).parents[2] / "tools" / "score.py"


def figure(value: float = 30, unit: str = "GWh/yr", **fields: object) -> Figure:
    given = {
        "measure": "capacity",
        "status": "planned",
        "subject": "Northvale Cells",
        "surface": f"{value} GWh",
        **fields,
    }
    return as_figure({"value": value, "unit": unit, **given})


def score(labels: list[Figure], claims: list[Figure], text: str | None = None) -> Score:
    return summarise(compare(labels, claims, text).counts)


@pytest.mark.parametrize(
    ("value", "unit", "found"),
    [
        (20, "MWh/yr", (0.02, "energy")),
        (3, "mu", (2000.0, "area")),
        (7, "vehicles/yr", (7, "count")),
        (2, "pp", (2, "%")),
        (5, "USD/t", (5, "usd/t")),
        (4, "INR/MW/month", (4, "inr/mw")),
    ],
)
def test_an_amount_is_compared_in_the_leading_unit_of_its_dimension(
    value: float, unit: str, found: tuple[float, str]
) -> None:
    size, dimension = measured(value, unit)
    assert size == pytest.approx(found[0])
    assert dimension == found[1]


def test_amounts_agree_across_units_and_rounding_but_not_across_dimensions() -> None:
    assert same_amount(figure(1.2), figure(1204, "MWh"))
    assert not same_amount(figure(1.2), figure(1220, "MWh"))
    assert not same_amount(figure(30), figure(30, "MW"))


def test_a_range_agrees_with_a_range_that_ends_alike() -> None:
    assert same_high(figure(value_high=50), figure(high=50.1))
    assert not same_high(figure(value_high=50), figure())
    assert same_high(figure(), figure())


@pytest.mark.parametrize(
    ("label", "claim", "same"),
    [
        ("Northvale Cells", "NORTHVALE CELLS Co., Ltd.", True),
        ("Northvale Cells", "the cell maker", False),
        ("江苏常州", "常州", True),
        ("常州", "江苏省常州市金坛区华罗庚科技产业园内的项目", False),
        ("华东锂电池基地", "锂电池华东基地", True),
        (None, None, True),
        (None, "Toledo", False),
        ("Toledo", "—", False),
        ("?", "-", False),
    ],
)
def test_names_agree_when_they_plausibly_mean_one_thing(label: str | None, claim: str | None, same: bool) -> None:
    assert same_name(label, claim) is same


@pytest.mark.parametrize(
    ("label", "claim", "same"),
    [
        ("2022-07", "2022-07-25", True),
        ("2022-07-25", "2022", True),
        ("2025 target", "2025", True),
        ("2022-H1", "2022-Q1", False),
        ("2022", None, False),
        (None, None, True),
        (None, "2022", False),
    ],
)
def test_a_period_agrees_with_a_part_of_itself(label: str | None, claim: str | None, same: bool) -> None:
    assert same_period(label, claim) is same


def test_of_one_amount_those_that_agree_in_most_are_paired() -> None:
    labels = [figure(subject="Northvale Cells"), figure(subject="Eastmoor")]
    claims = [figure(subject="Eastmoor", place="Toledo"), figure(subject="Northvale Cells"), figure(subject="Eastmoor")]
    assert sorted(pair_up(labels, claims)) == [(0, 1), (1, 2)]


def test_missed_and_false_figures_cost_and_optional_ones_do_not() -> None:
    found = score([figure(1), figure(2), figure(3, optional=True)], [figure(1), figure(3), figure(9)])
    assert (found["gold"], found["predicted"]) == (2, 2)
    assert found["quantity_precision"] == found["quantity_recall"] == found["quantity_f1"] == 0.5


def test_a_wrong_subject_costs_the_claim_and_a_wrong_place_only_its_full_form() -> None:
    label = figure(place="Toledo")
    assert [score([label], [figure(place="Toledo")])[name] for name in ("claim_f1", "full_f1")] == [1, 1]
    assert [score([label], [figure(place="Lima")])[name] for name in ("claim_f1", "full_f1")] == [1, 0]
    assert [score([label], [figure(subject="Eastmoor")])[name] for name in ("claim_f1", "full_f1")] == [0, 0]


def test_measures_and_statuses_that_texts_do_not_keep_apart_cost_little() -> None:
    near = score([figure()], [figure(measure="production", status="announced")])
    assert (near["claim_f1"], near["full_f1"], near["measure_accuracy"], near["status_accuracy"]) == (1, 0, 0, 0)
    assert score([figure()], [figure(status="announced")])["full_f1"] == 1
    assert score([figure()], [figure(measure="price")])["claim_f1"] == 0


def test_a_value_where_the_label_has_none_is_an_invention_and_no_wrong_value() -> None:
    found = score([figure()], [figure(place="Toledo", qualifier="about")])
    assert (found["place_invented"], found["qualifier_invented"], found["period_invented"]) == (1, 1, 0)
    assert found["full_f1"] == 1


def test_a_pair_counts_when_both_its_ends_are_the_labelled_ones() -> None:
    labels = [figure(50, "CNY"), figure(7, "USD", same_as=0)]
    first, other = figure(50, "CNY", id="a"), figure(9, "EUR", id="b")
    right = score(labels, [first, other, figure(7, "USD", id="c", same_as="a")])
    wrong = score(labels, [first, other, figure(7, "USD", id="c", same_as="b")])
    assert [(found["pair_precision"], found["pair_recall"]) for found in (right, wrong)] == [(1, 1), (0, 0)]


def test_a_span_that_does_not_hold_its_words_is_seen() -> None:
    claims = [figure(30, surface="30 GWh", start=2, end=8), figure(5, surface="5 GWh", start=0, end=5)]
    assert score([], claims, "a 30 GWh plant")["span_exact"] == 0.5
    assert "span_exact" not in score([], claims)


def test_claims_are_grouped_by_the_stem_of_their_document_and_only_quantities_count() -> None:
    lines: list[Record] = [
        {"document": "news/001.txt", "value": 1, "unit": "t"},
        {"document": "001", "kind": "quantity", "value": 2, "unit": "t"},
        {"document": "001", "kind": "event"},
    ]
    assert [claim.value for claim in group_claims(lines)["001"]] == [1, 2]


def test_an_interval_needs_five_documents_and_is_drawn_the_same_every_time() -> None:
    documents = [compare([figure(1), figure(2)], [figure(1)] * (n % 2)).counts for n in range(6)]
    assert intervals(documents[:4]) == {}
    assert intervals(documents) == intervals(documents)
    low, high = intervals(documents)["quantity_f1_95"]
    assert 0 <= low <= summarise(total(documents))["quantity_f1"] <= high <= 1


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_the_labels_read_as_claims_score_full_marks(path: Path) -> None:
    _, labels = read_labels(path)
    found = score(labels, labels)
    assert (found["quantity_f1"], found["claim_f1"], found["full_f1"], found["high_accuracy"]) == (1, 1, 1, 1)


def test_what_differs_is_told_line_by_line() -> None:
    found = compare([figure(1), figure(2, place="Toledo")], [figure(2, place="Lima"), figure(9)])
    assert list(explain("001", found)) == [
        "missed 001: capacity 1 GWh",
        "false  001: capacity 9.0 GWh/yr 9 GWh",
        "field  001: 2 GWh: place 'Toledo' got 'Lima'",
    ]


def test_the_command_prints_every_score(tmp_path: Path) -> None:
    label = {"measure": "capacity", "value": 30, "unit": "GWh/yr", "value_high": None, "surface": "30 GWh"}
    (tmp_path / "001.json").write_text(json.dumps({"id": "001", "claims": [label]}), encoding="utf-8")
    (tmp_path / "001.txt").write_text("30 GWh\u2028a year", encoding="utf-8")
    said = tmp_path / "said.jsonl"
    claim = {"document": "001.txt", **label, "subject": "A\u2028B", "start": 0, "end": 6}
    said.write_text(json.dumps(claim, ensure_ascii=False) + "\n", encoding="utf-8")
    command = [sys.executable, str(SCORER), str(tmp_path), str(said), "--texts", str(tmp_path)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "quantity_f1            1.000" in printed
    assert "recall by measure: capacity 1/1" in printed
    found = json.loads(subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout)
    assert (found["span_exact"], found["subject_invented"]) == (1, 1)
