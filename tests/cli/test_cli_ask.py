"""Every question of the command line once on a small synthetic workspace; bad input is one line and status 1."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from gigawatch.cli import main

Capture = pytest.CaptureFixture[str]
EVENT = "World Power Battery Conference 2023"
QUESTIONS = (
    [],
    ["--subject", "CATL, Yibin"],
    ["--company", "CATL"],
    ["--place", "Yibin"],
    ["--link", "cell"],
    ["--measure", "capacity"],
    ["--status", "planned"],
    ["--stage", "planned"],
    ["--period", "2022-H1"],
    ["--publisher", "newswire"],
    ["--verdict", "settled"],
    ["--kind", "site"],
    ["--as-of", "2022-12-31"],
    ["--valid-on", "2022"],
    ["--sort", "value", "--reverse", "--limit", "2"],
    ["--total"],
    ["--total", "--place", "Yibin", "--measure", "investment", "--unit", "USD"],
    ["--total", "--kind", "site", "--publisher", "Xinhua", "--as-of", "2023-12-31", "--valid-on", "2023"],
    ["--tree", "Yibin"],
    ["--tree", "CATL", "--measure", "investment", "--unit", "CNY"],
    ["--timeline", "Yibin"],
    ["--signings", EVENT],
    ["--signings", "2022", "--place", "Yibin"],
    ["--superlatives"],
    ["--superlatives", "--of", "CATL"],
)
OURS = re.compile(
    r"\b(?:capacity|investment|scope|left out|planned|built|signed|announced|operating|phases?|value|known|valid"
    r"|settled|stated|everywhere|refused|since|stands|not decidable|production|share|projects|source|held|total)\b",
    re.IGNORECASE,
)


def ask(place: Path, capsys: Capture, *arguments: str) -> tuple[int | str | None, str, str]:
    """Status, standard output and standard error of a command in a workspace."""
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--workspace", str(place)])
    shown = capsys.readouterr()
    return left.value.code, shown.out, shown.err


def words(arguments: list[str]) -> str:
    return " ".join(arguments) or "facts"


@pytest.mark.parametrize("arguments", QUESTIONS, ids=words)
def test_every_question_is_answered_in_words_and_as_json(
    arguments: list[str], synthetic: Path, capsys: Capture
) -> None:
    code, text, _ = ask(synthetic, capsys, "ledger", *arguments)
    assert code == 0
    assert text.strip()
    code, data, _ = ask(synthetic, capsys, "ledger", *arguments, "--format", "json")
    assert code == 0
    assert json.loads(data)


@pytest.mark.parametrize("arguments", QUESTIONS, ids=words)
def test_no_word_of_ours_is_left_in_english_in_a_chinese_answer(
    arguments: list[str], synthetic: Path, capsys: Capture
) -> None:
    code, text, _ = ask(synthetic, capsys, "ledger", *arguments, "--lang", "zh")
    assert code == 0
    told = re.sub(r"\[[^\]]*\]|“[^”]*”|(?:fact|claim|site|obs|step|phase)-[0-9a-f]+", "", text)
    assert OURS.findall(told) == []


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--subject", "Nobody Ltd"], "Nobody Ltd"),
        (["--measure", "beauty"], "no fact has the measure 'beauty'"),
        (["--status", "asleep"], "no fact has the status 'asleep'"),
        (["--link", "soup"], "no fact has the link 'soup'"),
        (["--publisher", "Nobody Times"], "nothing is published by 'Nobody Times'"),
        (["--period", "soon"], "'soon' is no period"),
        (["--valid-on", "2022-Q3"], "'2022-Q3' is no date"),
        (["--total", "--tree", "Yibin"], "--total and --tree are 2 questions"),
        (["--of", "CATL"], "--of belongs to --superlatives"),
        (["--unit", "CNY"], "--unit belongs to --total and --tree"),
        (["--total", "--unit", "bananas"], "bananas"),
        (["--total", "--place", "Yibin", "--unit", "t"], "nothing chosen is told in 't'"),
        (["--tree", "Nobody Ltd"], "'Nobody Ltd' is known"),
        (["--tree", "Yibin", "--measure", "investment"], "a tree of investment is of one unit"),
        (["--tree", "Yibin", "--place", "Yibin"], "--place does not belong to --tree"),
        (["--timeline", "Nobody Ltd"], "Nobody Ltd"),
        (["--timeline", "Yibin", "--status", "signed"], "--status does not belong to --timeline"),
        (["--signings", "A Fair"], "there is no event 'A Fair'"),
        (["--signings", EVENT, "--place", "Yibin"], "a conference has one place"),
        (["--superlatives", "--of", "Nobody Ltd"], "Nobody Ltd"),
        (["--total", "--format", "csv"], "only facts are printed as csv"),
    ],
)
def test_bad_input_is_one_line_and_status_one(
    arguments: list[str], reason: str, synthetic: Path, capsys: Capture
) -> None:
    code, text, fault = ask(synthetic, capsys, "ledger", *arguments)
    assert (code, text) == (1, "")
    (line,) = fault.splitlines()
    assert reason in line


def test_facts_are_printed_as_csv_that_no_spreadsheet_runs(synthetic: Path, capsys: Capture) -> None:
    code, text, _ = ask(synthetic, capsys, "ledger", "--format", "csv")
    assert code == 0
    head, *rows = text.splitlines()
    assert head.startswith("id,subject,subject_zh,kind,measure,value")
    assert rows
    assert not any(row.startswith(("=", "+", "-", "@")) for row in rows)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("kind", ["fact", "claim", "thing", "step"])
def test_everything_with_an_id_can_be_asked_why(kind: str, lang: str, synthetic: Path, capsys: Capture) -> None:
    _, shown, _ = ask(synthetic, capsys, "ledger", "--subject", "CATL, Yibin", "--format", "json")
    _, course, _ = ask(synthetic, capsys, "ledger", "--timeline", "CATL, Yibin", "--format", "json")
    fact, found = json.loads(shown)[0], json.loads(course)[0]
    asked = {
        "fact": fact["id"],
        "claim": fact["candidates"][0]["claim"],
        "thing": found["thing"],
        "step": found["standing"]["id"],
    }
    code, text, _ = ask(synthetic, capsys, "why", asked[kind], "--lang", lang)
    assert code == 0
    assert kind == "fact" or asked[kind] in text
    code, data, _ = ask(synthetic, capsys, "why", asked[kind], "--format", "json", "--lang", lang)
    assert code == 0
    assert asked[kind] in data


def test_why_of_nothing_is_one_line(synthetic: Path, capsys: Capture) -> None:
    code, _, fault = ask(synthetic, capsys, "why", "fact-000000000000")
    assert code == 1
    assert len(fault.splitlines()) == 1


@pytest.mark.parametrize("by", ["published", "held"])
@pytest.mark.parametrize("output", ["table", "json", "jsonl", "atom"])
def test_a_difference_is_told_in_every_format(by: str, output: str, synthetic: Path, capsys: Capture) -> None:
    code, text, _ = ask(synthetic, capsys, "diff", "2022-12-31", "2023-12-31", "--format", output, "--by", by)
    assert code == 0
    assert output in ("jsonl", "table") or text.strip()


def test_an_edition_is_kept_once_listed_and_compared(synthetic: Path, tmp_path: Path, capsys: Capture) -> None:
    place = tmp_path / "w"
    shutil.copytree(synthetic, place)
    code, kept, _ = ask(place, capsys, "edition", "keep", "--name", "spring")
    assert code == 0
    assert ask(place, capsys, "edition", "keep")[1] == kept
    _, listed, _ = ask(place, capsys, "edition", "list", "--format", "json")
    assert [one["id"] for one in json.loads(listed)] == [kept.strip()]
    assert ask(place, capsys, "diff", "spring", kept.strip(), "--format", "json")[0] == 0


@pytest.mark.parametrize("name", ["2022", "2022-12", "2022-12-31", "2022-99"])
def test_what_stands_for_a_date_is_no_name_for_an_edition(
    name: str, synthetic: Path, tmp_path: Path, capsys: Capture
) -> None:
    place = tmp_path / "w"
    shutil.copytree(synthetic, place)
    code, text, fault = ask(place, capsys, "edition", "keep", "--name", name)
    assert (code, text) == (1, "")
    assert "no name for an edition" in fault
    assert not list((place / "editions").glob("*/manifest.json"))


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT nothing FROM nowhere", "nowhere"),
        ("DROP TABLE fact", ""),
        ("SELECT * FROM read_csv('/etc/passwd')", ""),
    ],
)
def test_sql_that_is_wrong_or_reaches_out_is_refused(query: str, reason: str, synthetic: Path, capsys: Capture) -> None:
    code, text, fault = ask(synthetic, capsys, "sql", query)
    assert (code, text) == (1, "")
    assert reason in fault
    assert len(fault.splitlines()) == 1


def test_sql_answers_as_a_table_and_as_json(synthetic: Path, capsys: Capture) -> None:
    query = "SELECT measure, count(*) AS facts FROM fact GROUP BY measure ORDER BY measure"
    _, table, _ = ask(synthetic, capsys, "sql", query)
    assert table.splitlines()[0] == "measure\tfacts"
    _, data, _ = ask(synthetic, capsys, "sql", query, "--format", "json")
    assert {row["measure"] for row in json.loads(data)} >= {"capacity", "investment"}


def test_no_facts_asked_for_are_not_an_empty_ledger(synthetic: Path, capsys: Capture) -> None:
    code, out, told = ask(synthetic, capsys, "ledger", "--limit", "0")
    assert code == 0
    assert out.startswith("id\t")
    assert re.search(r"0 of [1-9]\d* facts", told)
