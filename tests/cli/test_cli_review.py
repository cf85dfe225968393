from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.ledger import open_ledger
from gigawatch.model import QuantityClaim

WHO = ("--by", "Anna", "--why", "the notice says so", "--on", "2026-01-05")


@pytest.fixture
def place(built_sample: tuple[Path, object], tmp_path: Path) -> Path:
    """A light copy of the built sample: its settings and its database, and a log of its own."""
    root = tmp_path / "yibin"
    (root / "build").mkdir(parents=True)
    (root / "gigawatch.toml").write_bytes((built_sample[0] / "gigawatch.toml").read_bytes())
    (root / "build" / "gigawatch.duckdb").symlink_to(built_sample[0] / "build" / "gigawatch.duckdb")
    return root


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str]):
    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["review", *arguments, "--workspace", str(place)])
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return call


def claim_of(place: Path, value: float) -> str:
    claims = open_ledger(place / "build" / "gigawatch.duckdb").material.claims.values()
    return next(c.id for c in claims if isinstance(c, QuantityClaim) and c.value == value)


def lines(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def test_the_list_is_ranked_and_speaks_both_languages(run) -> None:
    status, text, said = run("list", "--format", "json", "--limit", "500")
    items = json.loads(text)
    assert status == 0
    assert items
    assert [item["effect"]["share"] for item in items] == sorted((i["effect"]["share"] for i in items), reverse=True)
    assert all(item["text"]["zh"] and item["effect"]["text"]["zh"] for item in items)
    assert said == ""
    status, text, said = run("list", "--lang", "zh", "--limit", "3")
    assert text.splitlines()[0] == "编号\t原因\t内容\t影响"
    assert len(text.splitlines()) == 4
    assert "待判断" in said


def test_every_item_of_the_list_can_be_shown_with_commands_that_decide_it(run) -> None:
    _, text, _ = run("list", "--format", "json", "--limit", "4")
    for item in json.loads(text):
        status, shown, _ = run("show", item["id"], "--format", "json")
        case = json.loads(shown)
        assert (status, case["about"]) == (0, item["about"])
        assert case["commands"]
        assert all("[" in statement["words"] for statement in case["statements"])


def test_a_matter_is_shown_with_the_sentence_of_every_statement(run, place: Path) -> None:
    claim = claim_of(place, 9.62e10)
    status, text, _ = run("show", claim)
    assert status == 0
    assert "[96.2 billion yuan]" in text
    assert f"review accept {claim}" in text


def test_a_judgement_is_one_line_that_says_who_when_what_and_why(run, place: Path) -> None:
    claim = claim_of(place, 9.62e10)
    status, out, said = run("reject", claim, *WHO)
    (line,) = lines(place / "reviews" / "reject.csv")
    assert (status, out) == (0, "")
    assert (line["on"], line["by"], line["claim"], line["why"]) == ("2026-01-05", "Anna", claim, "the notice says so")
    assert "[96.2 billion yuan]" in line["words"]
    assert line["document"].startswith("documents/")
    assert line["id"] in said


def test_a_judgement_of_a_day_that_has_not_come_is_refused(run, place: Path) -> None:
    status, _, said = run("reject", claim_of(place, 9.62e10), *WHO[:-1], "2999-01-01")
    assert status == 1
    assert "2999-01-01 has not come" in said
    assert not (place / "reviews" / "reject.csv").exists()


def test_a_correction_writes_one_line_a_field(run, place: Path) -> None:
    status, _, _ = run("correct", claim_of(place, 9.62e10), "value=9.5e10", "qualifier=about", "phase=", *WHO)
    assert status == 0
    told = [(line["field"], line["value"]) for line in lines(place / "reviews" / "correct.csv")]
    assert told == [("value", "9.5e10"), ("qualifier", "about"), ("phase", "")]


def test_names_are_joined_parted_or_left_and_a_judgement_taken_back(run) -> None:
    for command in ("same", "not-same", "unsure"):
        status, text, _ = run(command, "CATL", "Sichuan Times", *WHO, "--format", "json")
        assert status == 0
        (record,) = json.loads(text)
    _, text, _ = run("log", "--format", "json")
    assert [entry["force"] for entry in json.loads(text)].count("in force") == 1
    assert run("withdraw", record["id"], *WHO)[0] == 0
    forces = {entry["id"]: entry["force"] for entry in json.loads(run("log", "--format", "json")[1])}
    assert forces[record["id"]] == "withdrawn"
    assert "2026-01-05" in run("log")[1]


def test_the_day_is_today_where_none_is_named(run, place: Path) -> None:
    run("accept", claim_of(place, 9.62e10), "--by", "Anna", "--why", "seen")
    assert lines(place / "reviews" / "accept.csv")[0]["on"] == date.today().isoformat()


def test_what_is_newer_than_the_build_is_said(run, place: Path) -> None:
    run("accept", claim_of(place, 9.62e10), *WHO)
    assert "1 judgements are newer than the build" in run("list")[2]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("accept", "claim-0", *WHO), "there is no claim or table cell claim-0"),
        (("correct", "CLAIM", "value=many", *WHO), "'many' is not a number"),
        (("correct", "CLAIM", "unit=GHh", *WHO), "'GHh' is no unit"),
        (("correct", "CLAIM", "value", *WHO), "'value' is no change (write FIELD=VALUE"),
        (("correct", "CLAIM", "period=soon", *WHO), "unknown period 'soon'"),
        (("correct", "CLAIM", "unit=", *WHO), "unit must have a value"),
        (("same", "CATL", "CATL", *WHO), "'CATL' is judged with itself"),
        (("same", "CATL", "Katl", *WHO), "nothing here is called 'Katl'"),
        (
            ("same", "CATL", "Yibin", *WHO),
            "Yibin is of the kind place: they cannot be one thing",
        ),
        (("withdraw", "judgement-0", *WHO), "there is no judgement judgement-0"),
        (("show", "nothing-0"), "there is nothing called nothing-0 here"),
        (("list", "--kind", "odd"), "'odd' is no kind (one of: open,"),
        (("accept", "CLAIM", "--by", " ", "--why", "x"), "--by is empty"),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_written(
    run, place: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    given = [claim_of(place, 9.62e10) if word == "CLAIM" else word for word in arguments]
    status, out, said = run(*given)
    assert (status, out) == (1, "")
    assert complaint in said
    assert len(said.splitlines()) == 1
    assert not (place / "reviews").exists()


def test_a_fact_is_not_judged_but_its_claims_are_named(run, place: Path) -> None:
    book = open_ledger(place / "build" / "gigawatch.duckdb")
    fact, candidates = next((f, c) for f, c in book.candidates.items() if len(c) > 1)
    status, _, said = run("accept", fact, *WHO)
    assert status == 1
    assert all(candidate.claim in said for candidate in candidates)


def test_a_faulty_line_of_the_log_is_named_beside_the_list(run, place: Path) -> None:
    (place / "reviews").mkdir()
    (place / "reviews" / "reject.csv").write_text("on,by,claim,why\nsoon,Anna,claim-1,x\n")
    status, out, said = run("list")
    assert status == 1
    assert out
    assert "reviews/reject.csv:2: 'soon' is not a date" in said


def test_commands_to_copy_name_the_workspace_that_was_given_and_chinese_has_its_own_brackets(run, place: Path) -> None:
    item = json.loads(run("list", "--format", "json", "--limit", "1")[1])[0]["id"]
    told = [line for line in run("show", item)[1].splitlines() if "review " in line]
    assert told
    assert all(line.endswith(f"--workspace {place}") for line in told)
    assert f"review show ID --workspace {place}" in run("list", "--limit", "1")[2]
    assert "  (" not in run("show", item, "--lang", "zh")[1]
