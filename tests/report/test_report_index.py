"""The index in the report: where the indicators change between two years, the course says so and is broken."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from report_fixture import publication

from gigawatch.report.block import Bullets, Chart, Paragraph
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.section.index import compose_index
from gigawatch.report.section.method import compose_method
from gigawatch.report.wording import tell_state


def changed() -> Publication:
    """The synthetic publication with another set of indicators in its last year."""
    found = publication()
    years = sorted({str(row["period"]) for row in found.scores})
    assert len(years) > 1
    scores = [{**row, "made_of": "scale" if row["period"] == years[-1] else "installed"} for row in found.scores]
    return replace(found, scores=scores)


def notes(found: Publication, lang: str) -> list[str]:
    blocks = compose_index(Pen(found, lang)).blocks
    return ["".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(("lang", "words"), [("en", "are not comparable"), ("zh", "前后得分不可比")])
def test_a_change_of_the_indicators_is_told_with_what_came_and_went(lang: str, words: str) -> None:
    (told,) = [text for text in notes(changed(), lang) if words in text]
    assert all(name in told for name in (("Scale", "Installed") if lang == "en" else ("规模", "装车量")))
    assert not any(words in text for text in notes(publication(), lang))


def test_the_line_of_a_unit_is_broken_where_the_indicators_change() -> None:
    (chart,) = [
        block
        for block in compose_index(Pen(changed(), "en")).blocks
        if isinstance(block, Chart) and '"set"' in json.dumps(block.spec)
    ]
    assert '"detail": {"field": "set"' in json.dumps(chart.spec)


@pytest.mark.parametrize(("lang", "told"), [("en", "ranks: Synthetic makers."), ("zh", "排名对象：虚构企业。")])
def test_the_method_says_whom_each_index_ranks(lang: str, told: str) -> None:
    found = publication()
    chosen = {"choice_en": "Synthetic makers.", "choice_zh": "虚构企业。"}
    indicators = [row if row["parent"] else {**row, **chosen} for row in found.indicators]
    (points,) = compose_method(Pen(replace(found, indicators=indicators), lang)).blocks
    assert isinstance(points, Bullets)
    assert [text for item in points.items for text in ["".join(run.text for run in item)] if told in text]


def test_a_state_of_a_score_is_told_in_the_language_of_the_report() -> None:
    state = "not ranked: scale 50% of 65%, missing installed"
    assert tell_state(Pen(publication(), "zh"), "makers", state) == "未参与排名：规模覆盖50%，门槛65%，缺少装车量"
