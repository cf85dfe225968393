"""The index in the report: where the indicators change between two years, the course says so and is broken."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from report_fixture import publication

from gigawatch.report.block import Chart, Paragraph, Table
from gigawatch.report.pen import Pen
from gigawatch.report.publication import Publication
from gigawatch.report.section.index import compose_index
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


def remarks(found: Publication, lang: str) -> list[str]:
    """What the chapter on the index leaves to the notes to the chapters."""
    pen = Pen(found, lang)
    compose_index(pen)
    return ["".join(run.text for run in runs) for told in pen.remarks.values() for runs in told]


@pytest.mark.parametrize(("lang", "words"), [("en", "are not comparable"), ("zh", "前后得分不可比")])
def test_a_change_of_the_indicators_is_told_with_what_came_and_went(lang: str, words: str) -> None:
    (told,) = [text for text in notes(changed(), lang) if words in text]
    assert all(name in told for name in (("scale", "installed") if lang == "en" else ("规模", "装车量")))
    assert not any(words in text for text in notes(publication(), lang))


def test_the_line_of_a_unit_is_broken_where_the_indicators_change() -> None:
    (chart,) = [
        block
        for block in compose_index(Pen(changed(), "en")).blocks
        if isinstance(block, Chart) and '"set"' in json.dumps(block.spec)
    ]
    assert '"detail": {"field": "set"' in json.dumps(chart.spec)


@pytest.mark.parametrize(("lang", "told"), [("en", "ranks: Synthetic makers."), ("zh", "排名对象：虚构企业。")])
def test_the_notes_to_the_chapters_say_whom_each_index_ranks(lang: str, told: str) -> None:
    found = publication()
    chosen = {"choice_en": "Synthetic makers.", "choice_zh": "虚构企业。"}
    indicators = [row if row["parent"] else {**row, **chosen} for row in found.indicators]
    assert [text for text in remarks(replace(found, indicators=indicators), lang) if told in text]


def test_a_state_of_a_score_is_told_in_the_language_of_the_report() -> None:
    state = "not ranked: scale 50% of 65%, missing installed"
    assert tell_state(Pen(publication(), "zh"), "makers", state) == "未参与排名：规模覆盖50%，门槛65%，缺少装车量"


def told_alone(low: int | None, high: int | None) -> Publication:
    """The synthetic publication with ranks' intervals of the data alone."""
    found = publication()
    return replace(found, scores=[{**row, "data_rank_low": low, "data_rank_high": high} for row in found.scores])


def rankings(found: Publication, lang: str) -> list[Table]:
    return [block for block in compose_index(Pen(found, lang)).blocks if isinstance(block, Table)]


@pytest.mark.parametrize(("lang", "head"), [("en", "Of data alone"), ("zh", "仅数据所致")])
def test_a_ranking_tells_the_interval_of_the_data_alone_and_what_it_is(lang: str, head: str) -> None:
    (table,) = rankings(told_alone(1, 3), lang)
    at = table.head.index(head)
    assert {"".join(run.text for run in row[at]) for row in table.rows} == {"1–3"}
    assert head in "".join(run.text for run in table.note)


def test_a_ranking_of_which_the_interval_of_the_data_alone_is_not_known_has_no_column_of_it() -> None:
    (table,) = rankings(publication(), "en")
    assert "Of data alone" not in table.head
    assert "Of data alone" not in "".join(run.text for run in table.note)


def test_units_of_which_no_figure_counts_are_said_to_be_in_no_line() -> None:
    found = publication()
    years = {str(row["period"]) for row in found.scores}
    for more in (0, 1):
        rows = [
            {"index_id": "makers", "code": "whole", "period": year, "state": "computed", "units": more + len(units)}
            for year in years
            for units in ({row["unit"] for row in found.scores if row["period"] == year},)
        ]
        told = [text for text in remarks(replace(found, coverage=rows), "en") if "are not listed here" in text]
        assert len(told) == more
