"""What the review queue says, in both languages: nothing in it is a code or a word of the other language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gigawatch.ledger.queue import ItemKind, QueueItem, list_queue
from gigawatch.resolve import resolve

if TYPE_CHECKING:
    from conftest import Desk

DOUBTS = {
    "Yibin Bluewater Garden": ("place", "名称中含有该地名", "contains 'Yibin'"),
    "Blue Heron Energy Co., Ltd.": ("subject", "词表未收录的企业名称", "does not know"),
}


def queue_of(desk: Desk) -> list[QueueItem]:
    names = resolve(desk.documents, desk.claims.values(), desk.cells.values()).judgements
    return list_queue(desk.ledger(), names.values())


@pytest.mark.parametrize("name", list(DOUBTS))
def test_why_a_name_is_not_sure_is_told_in_the_language_of_the_reader(desk: Desk, name: str) -> None:
    field, zh, en = DOUBTS[name]
    desk.document("a", "This text is synthetic. The plant makes 12 GWh a year.", "2024-01-02")
    desk.say("a", "12 GWh", 12.0, **({"subject": "CATL"} | {field: name}), status="operating")
    (item,) = [one for one in queue_of(desk) if one.kind is ItemKind.UNSURE_NAME and one.about == name]
    assert en in item.text["en"]
    assert zh in item.text["zh"]
    assert not re.search(r"[a-z]{3,} [a-z]{3,}", item.text["zh"].replace(name, ""))


def test_a_period_is_told_in_words_and_not_as_its_code(desk: Desk) -> None:
    desk.document("a", "This text is synthetic. CATL made 12 GWh in Yibin.", "2023-08-02")
    key = desk.say("a", "12 GWh", 12.0, "GWh", measure="production", period="2023-H1", subject="CATL")
    desk.claims[key] = replace(desk.claims[key], confidence=0.5)
    (item,) = [one for one in queue_of(desk) if one.kind is ItemKind.LOW_CONFIDENCE]
    assert "first half of 2023" in item.text["en"]
    assert "2023年上半年" in item.text["zh"]
    assert "2023-H1" not in "".join((*item.text.values(), *item.effect.text.values()))
