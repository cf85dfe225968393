"""Why: facts, claims, cells, things and steps explain themselves, in one language at a time."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from question_desk import FIRM, PHASE, PLANT, QuestionDesk

from gigawatch.ledger import Ledger
from gigawatch.model import InputError, Judgement, Verdict
from gigawatch.question.voice import Voice
from gigawatch.question.why import account_for, account_record, render_account

RULE = Judgement("judgement-1", "甲电池", "site-plant", Verdict.SAME, "rule:alias", None, "a known name", 1.0)
PERSON = Judgement("judgement-2", "claim-doc-0", None, Verdict.ACCEPT, "李娜", date(2026, 1, 5), "公司公告")
OTHER_RULE = Judgement("judgement-3", "甲电池", "site-plant", Verdict.UNSURE, "rule:made-up", None, "no reason", 0.5)
CHINESE = {"lang": "zh", "publisher": "示例报"}


@pytest.fixture
def ledger(desk: QuestionDesk) -> Ledger:
    desk.say("75吉瓦时", 75.0, **CHINESE)
    desk.say("90吉瓦时", 90.0, on="2022-08-01", **CHINESE | {"publisher": "另一报"})
    desk.say("15吉瓦时", 15.0, PHASE, status="signed", **CHINESE)
    desk.count(FIRM, "production", 30.0, "2022", "2023-01", "示例表")
    return desk.ledger()


def told(ledger: Ledger, key: str, lang: str = "en", *judgements: Judgement) -> str:
    return render_account(Voice(ledger, lang), account_for(ledger, judgements, key))


def ids(ledger: Ledger) -> dict[str, str]:
    fact = next(f.id for f in ledger.facts.values() if f.subject == PLANT.id)
    step = ledger.milestones[PHASE.id][0].id
    return {"fact": fact, "claim": "claim-doc-0", "cell": "obs-0", "thing": PLANT.id, "step": step}


@pytest.mark.parametrize("kind", ["fact", "claim", "cell", "thing", "step"])
def test_chinese_is_wholly_chinese(ledger: Ledger, kind: str) -> None:
    text = told(ledger, ids(ledger)[kind], "zh", RULE, PERSON)
    text = re.sub(r"\[[^\]]*\]|https?://\S+|(?:claim|doc|obs|fact|step)-[\w-]+|tables/\S+?csv", "", text)
    text = text.replace(FIRM.name, "")  # the cell's own words
    assert set(re.findall(r"[A-Za-z]{2,}", text)) <= {"GWh"}


@pytest.mark.parametrize("kind", ["fact", "claim", "cell", "thing", "step"])
def test_english_is_told_and_json_can_be_read(ledger: Ledger, kind: str) -> None:
    key = ids(ledger)[kind]
    assert told(ledger, key)
    record = json.loads(json.dumps(account_record(ledger, account_for(ledger, (RULE, PERSON), key), "en"), default=str))
    assert record["id"] == key


def test_a_fact_shows_every_statement_kept_or_lost_with_its_sentence(ledger: Ledger) -> None:
    text = told(ledger, ids(ledger)["fact"], "en", PERSON)
    assert "kept  75吉瓦时" in text
    assert "lost  90吉瓦时" in text
    assert "“数字为75吉瓦时。”" in text
    assert "contradict" in text
    assert "李娜" in text
    assert "公司公告" in text


def test_a_fact_s_json_is_the_contract_s_with_rule_evidence_and_judgements(ledger: Ledger) -> None:
    record = account_record(ledger, account_for(ledger, (PERSON,), ids(ledger)["fact"]), "zh")
    value = "id subject measure value high unit qualifier valid_on known_on status perimeter place"
    ground = "rule verdict candidates checks"
    assert {*value.split(), *ground.split()} <= set(record)
    assert record["subject"] == "甲电池（江城）"
    assert all(re.search("[\u4e00-\u9fff]", str(one["reason"])) for one in record["candidates"])  # type: ignore[union-attr, index]
    assert [one["by"] for one in record["judgements"]] == ["李娜"]  # type: ignore[union-attr, index]


def test_a_thing_shows_its_parts_steps_names_and_facts(ledger: Ledger) -> None:
    text = told(ledger, PLANT.id, "en")
    assert "holds Alpha Cells, River City, phase 1" in text
    assert "belongs to Alpha Cells; River City" in text
    assert "stands at: operating" in text
    assert "75 GWh a year" in text


def test_a_step_tells_its_test_and_its_sentence(ledger: Ledger) -> None:
    text = told(ledger, ids(ledger)["step"], "zh")
    assert "进入检验" in text
    assert "这是该对象目前所处的步骤" in text
    assert "数字为15吉瓦时" in text


def test_a_rule_without_a_name_in_words_is_told_by_its_code(ledger: Ledger) -> None:
    assert "规则（made-up）" in told(ledger, PLANT.id, "zh", OTHER_RULE)


def test_what_is_not_there_is_refused_in_one_line(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="nothing-1"):
        account_for(ledger, (), "nothing-1")


def test_by_an_earlier_clock_a_later_statement_is_not_there_yet(desk: QuestionDesk) -> None:
    for value, day in ((75.0, "2022-07-25"), (90.0, "2022-08-01")):
        desk.say(f"{value:.0f} GWh", value, on=day, subject="CATL", place="Yibin")
    book = desk.resolved()
    (fact,), then = book.facts, book.as_of(date(2022, 7, 31))
    assert "90" in told(book, fact)
    assert "90" not in told(then, fact)
    with pytest.raises(InputError):
        account_for(then, (), "claim-doc-1")
