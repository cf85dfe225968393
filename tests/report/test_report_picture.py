from __future__ import annotations

import pytest
from report_fixture import publication

from gigawatch.report import Content, compose_report, render_svg
from gigawatch.report.block import Chart
from gigawatch.report.picture import FONT, PALETTE, draw, font_folder

LANGUAGES = ("en", "zh")


def charts(content: Content) -> list[Chart]:
    queue, found = list(content.sections), []
    for section in queue:
        found += [block for block in section.blocks if isinstance(block, Chart)]
        queue.extend(section.sections)
    return found


def test_text_of_both_languages_stands_in_the_picture_in_the_named_font() -> None:
    values = [{"name": "宜宾", "value": 1, "href": "#ev-a"}, {"name": "Yibin", "value": 2, "href": "#ev-b"}]
    bars = {"x": {"field": "value", "type": "quantitative", "title": "产能"}, "y": {"field": "name", "type": "nominal"}}
    svg = render_svg(draw(values, mark="bar", encoding=bars), "zh")
    assert all(f">{word}</text>" in svg for word in ("宜宾", "Yibin", "产能"))
    assert f'font-family="{FONT}"' in svg


def test_labels_are_measured_and_not_dropped() -> None:
    wide, narrow = ({"name": name, "value": 1} for name in ("宜宾市动力电池产业集群", "宜"))
    encoding = {"y": {"field": "name", "type": "nominal", "title": None}}
    widths = [
        float(render_svg(draw([value], mark="bar", encoding=encoding), "zh").partition(' width="')[2].partition('"')[0])
        for value in (wide, narrow)
    ]
    assert widths[0] - widths[1] > 80


def test_a_mark_links_to_its_evidence_on_the_same_page() -> None:
    spec = draw([{"value": 1, "href": "#ev-fact-1"}], mark="point", encoding={"href": {"field": "href"}})
    assert 'xlink:href="#ev-fact-1"' in render_svg(spec, "en")


def test_the_font_of_the_theme_is_in_the_folder_that_is_registered() -> None:
    assert any(FONT.replace(" ", "") in path.name for path in font_folder().iterdir())


def test_the_palette_has_no_colour_twice() -> None:
    assert len(set(PALETTE)) == len(PALETTE)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_has_words_for_those_who_cannot_see_it_and_refs(lang: str) -> None:
    found = charts(compose_report(publication(), lang))
    assert len(found) >= 3
    assert all(chart.title and len(chart.alt) > 15 and chart.refs for chart in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chart_is_drawn_with_marks_and_text(lang: str) -> None:
    for chart in charts(compose_report(publication(), lang)):
        svg = render_svg(chart.spec, lang)
        assert svg.count("<text") >= 2
        assert 'xlink:href="#ev-' in svg
        assert "vega.github.io" not in svg
