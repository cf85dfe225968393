"""Why something is not computed or not ranked, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gigawatch.index.definition.reason import tell_reason
from gigawatch.run.build import Outcome
from gigawatch.run.table import table_rows
from gigawatch.run.workspace import open_workspace

NAMES = {"scale": "规模", "stored": "储能", "sold": "销量"}


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("computed from 3 of 4 first-level indicators", "由4个一级指标中的3个计算"),
        ("not computed: 0 of 2 indicators have enough units", "未计算：2项指标中仅0项有足够多的对象具备"),
        ("not computed: too little else is known under scale", "未计算：规模之下的其余指标数据过少"),
        (
            "not computed: at most 33% of the units have it (2018), the gate is 65%",
            "未计算：最多有33%的对象具备该指标（2018年），门槛为65%",
        ),
        (
            "not ranked: scale 50% of 65%, missing stored, sold; green 0% of 65%, missing stored",
            "未参与排名：规模覆盖50%，门槛65%，缺少储能、销量；green覆盖0%，门槛65%，缺少储能",
        ),
    ],
)
def test_a_reason_is_told_in_chinese_with_the_names_of_indicators(state: str, told: str) -> None:
    assert tell_reason(state, "zh", NAMES) == told
    assert tell_reason(state, "en", {}) == state


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (
            "not computed: too little else is known under scale",
            "not computed: too little else is known under Industrial scale",
        ),
        (
            "not ranked: scale 50% of 65%, missing stored, sold; green 0% of 65%, missing stored",
            "not ranked: Industrial scale 50% of 65%, missing Storage, Cars sold; green 0% of 65%, missing Storage",
        ),
    ],
)
def test_a_reason_is_told_in_english_with_the_names_of_indicators(state: str, told: str) -> None:
    names = {"scale": "Industrial scale", "stored": "Storage", "sold": "Cars sold"}
    assert tell_reason(state, "en", names) == told


def test_words_that_are_no_known_reason_stay_as_they_are() -> None:
    assert tell_reason("not ranked: synthetic", "zh", NAMES) == "未参与排名：synthetic"
    assert tell_reason("", "zh", NAMES) == ""


def test_every_reason_of_the_sample_is_told_in_words_and_in_chinese_alone(built_sample: tuple[Path, Outcome]) -> None:
    workspace = open_workspace(built_sample[0])
    rows = table_rows(workspace, "indicator")
    states = {
        (row["index_id"], str(row[column]))
        for table, column in (("indicator", "status"), ("score", "state"), ("coverage", "state"))
        for row in table_rows(workspace, table)
    }
    assert len(states) > 20
    for index, state in states:
        own = [row for row in rows if row["index_id"] == index]
        named = {lang: {str(row["code"]): str(row[f"name_{lang}"]) for row in own} for lang in ("en", "zh")}
        assert not re.search("[A-Za-z]", tell_reason(state, "zh", named["zh"])), state
        assert not re.search("[a-z]_[a-z]", tell_reason(state, "en", named["en"])), state
