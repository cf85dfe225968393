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
    assert tell_reason(state, "en", NAMES) == state


def test_words_that_are_no_known_reason_stay_as_they_are() -> None:
    assert tell_reason("not ranked: synthetic", "zh", NAMES) == "未参与排名：synthetic"
    assert tell_reason("", "zh", NAMES) == ""


def test_every_reason_of_the_sample_is_told_in_chinese_alone(built_sample: tuple[Path, Outcome]) -> None:
    workspace = open_workspace(built_sample[0])
    names = {(row["index_id"], row["code"]): str(row["name_zh"]) for row in table_rows(workspace, "indicator")}
    states = {
        (row["index_id"], str(row[column]))
        for table, column in (("indicator", "status"), ("score", "state"), ("coverage", "state"))
        for row in table_rows(workspace, table)
    }
    assert len(states) > 20
    for index, state in states:
        own = {str(code): name for (of, code), name in names.items() if of == index}
        assert not re.search("[A-Za-z]", tell_reason(state, "zh", own)), state
