"""`gigawatch read --llm`: off unless asked for, no default host, claims to standard output, questions to a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from proposal_server import Desk, proposal, says, sends

from gigawatch.cli import main
from gigawatch.run.workspace import open_workspace

TEXT = "CATL has invested 64 billion yuan in Yibin. 宜宾基地总投资约三十六亿元,带动就业。\n"
ADDED = proposal("总投资约三十六亿元", 3.6e9, "CNY", "investment", "announced")
WRONG = proposal("65 billion yuan", 6.5e10, "CNY", "investment", "reported")


def run(*arguments: object) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def news(tmp_path: Path) -> Path:
    file = tmp_path / "news.md"
    file.write_text(f"---\nlanguage: en\n---\n{TEXT}", encoding="utf-8")
    return file


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ADDRESS", "MODEL", "KEY"):
        monkeypatch.delenv(f"GIGAWATCH_LLM_{name}", raising=False)


def test_nothing_is_sent_unless_it_is_asked_for(desk: Desk, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIGAWATCH_LLM_ADDRESS", desk.address)
    monkeypatch.setenv("GIGAWATCH_LLM_MODEL", "m")
    assert run("read", news) == 0
    assert desk.asked == []


def test_claims_are_printed_in_the_order_of_the_text_and_differences_written_for_review(
    desk: Desk, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("read", news, "--format", "jsonl") == 0
    alone = json.loads(capsys.readouterr().out)
    differs = proposal("invested 64 billion yuan", 6.4e10, "CNY", "contract_value", alone["status"])
    desk.otherwise = says([ADDED, differs, WRONG])
    review = tmp_path / "review.jsonl"
    asked = ("--llm", "--llm-address", desk.address, "--llm-model", "m", "--review", review)
    assert run("read", news, "--format", "jsonl", *asked) == 0
    shown = capsys.readouterr()
    first, second = map(json.loads, shown.out.splitlines())
    assert first == alone
    assert (second["reader"], second["value"], second["document"]) == ("llm:m/1", 3.6e9, str(news))
    assert first["confidence"] > second["confidence"]
    question, refusal = map(json.loads, review.read_text(encoding="utf-8").splitlines())
    assert (question["kind"], question["claim"], question["field"]) == ("disagreement", first["id"], "measure")
    assert (question["claimed"], question["proposed"]) == ("investment", "contract_value")
    assert question["document"] == str(news)
    assert (refusal["kind"], refusal["quote"]) == ("refusal", "65 billion yuan")
    assert "quote is not in the text" in refusal["reason"]
    assert "1 added, 0 agreed, 1 fields differ, 1 refused" in shown.err


def test_address_model_and_key_may_come_from_the_environment(
    desk: Desk, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIGAWATCH_LLM_ADDRESS", desk.address)
    monkeypatch.setenv("GIGAWATCH_LLM_MODEL", "m")
    monkeypatch.setenv("GIGAWATCH_LLM_KEY", "s3cret")
    assert run("read", news, "--llm") == 0
    shown = capsys.readouterr()
    assert desk.headers[0]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in shown.out + shown.err


@pytest.fixture
def workspace(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that names an endpoint, and is the folder that commands run in."""
    settings = f'[workspace]\nname = "w"\n[llm]\naddress = "{desk.address}"\nmodel = "told"\n'
    (tmp_path / "gigawatch.toml").write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("workspace")
def test_address_and_model_may_come_from_the_workspace_and_the_address_is_told(
    desk: Desk, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("read", news) == 0
    assert desk.asked == []
    assert run("read", news, "--llm") == 0
    assert desk.asked[0]["model"] == "told"
    assert f"texts are sent to {desk.address}" in capsys.readouterr().err


@pytest.mark.usefixtures("workspace")
def test_what_option_or_environment_name_goes_before_the_workspace(
    desk: Desk, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("read", news, "--llm", "--llm-model", "mine") == 0
    monkeypatch.setenv("GIGAWATCH_LLM_MODEL", "ours")
    assert run("read", news, "--llm") == 0
    assert [asked["model"] for asked in desk.asked] == ["mine", "ours"]
    monkeypatch.setenv("GIGAWATCH_LLM_ADDRESS", "http://127.0.0.1:9/v1")
    assert run("read", news, "--llm", "--llm-address", desk.address) == 0
    assert len(desk.asked) == 3


@pytest.mark.usefixtures("workspace")
def test_a_key_is_not_sent_to_an_address_out_of_a_workspace(
    desk: Desk, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIGAWATCH_LLM_KEY", "s3cret")
    assert run("read", news, "--llm") == 0
    shown = capsys.readouterr().err
    assert "GIGAWATCH_LLM_KEY is not sent there" in shown
    assert "s3cret" not in shown
    assert run("read", news, "--llm", "--llm-address", desk.address) == 0
    assert [headers.get("Authorization") for headers in desk.headers] == [None, "Bearer s3cret"]


def test_a_key_has_no_place_in_the_settings_of_a_workspace(
    workspace: Path, desk: Desk, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (workspace / "gigawatch.toml").open("a", encoding="utf-8") as file:
        file.write('key = "s3cret"\n')
    assert run("read", news, "--llm") == 1
    assert "unknown setting llm.key" in capsys.readouterr().err
    assert desk.asked == []


def test_no_build_depends_on_the_model_that_a_workspace_names(workspace: Path) -> None:
    settings = open_workspace(workspace).settings
    assert settings.llm_model == "told"
    assert "told" not in str(settings.raw)


def test_an_endpoint_that_fails_leaves_the_claims_of_the_grammar_one_notice_and_status_one(
    desk: Desk, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (news.parent / "other.md").write_text(TEXT, encoding="utf-8")
    assert run("read", news.parent, "--format", "jsonl") == 0
    alone = capsys.readouterr().out
    desk.otherwise = sends(b"", 401)
    asked = ("--llm", "--llm-address", desk.address, "--llm-model", "m")
    assert run("read", news.parent, "--format", "jsonl", *asked) == 1
    shown = capsys.readouterr()
    assert shown.out == alone
    assert shown.err.count("cannot be asked") == 1
    assert len(shown.err.splitlines()) == 1
    assert len(desk.asked) == 1


def test_an_answer_of_garbage_is_a_notice_and_no_fault(
    desk: Desk, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.otherwise = sends(b"\x1b[31mgarbage")
    assert run("read", news, "--llm", "--llm-address", desk.address, "--llm-model", "m") == 0
    shown = capsys.readouterr()
    assert "1 of 1 answers of the language model refused" in shown.err
    assert "\x1b" not in shown.err


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (["--llm"], 2, "there is no default"),
        (["--llm", "--llm-model", "m"], 2, "there is no default"),
        (["--llm", "--llm-address", "http://127.0.0.1:9/v1", "--llm-model", "m", "--kind", "event"], 2, "quantities"),
        (["--review", "r.jsonl"], 2, "without --llm"),
        (["--llm", "--llm-address", "nowhere", "--llm-model", "m"], 1, "http://127.0.0.1"),
    ],
)
def test_what_cannot_be_meant_is_said_and_nothing_is_read(
    news: Path, options: list[str], status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("read", news, *options) == status
    shown = capsys.readouterr()
    assert told in shown.err
    assert shown.out == ""


def test_a_review_never_overwrites_a_document(desk: Desk, news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = news.read_bytes()
    assert run("read", news, "--llm", "--llm-address", desk.address, "--llm-model", "m", "--review", news) == 1
    assert ".jsonl" in capsys.readouterr().err
    assert news.read_bytes() == before
