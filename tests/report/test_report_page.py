from __future__ import annotations

import re
from dataclasses import replace

import pytest
from report_fixture import BUILT, OTHER, empty_publication, publication
from report_walk import Page, walk_report

from gigawatch.model import EvidenceError
from gigawatch.report import compose_report, render_html

LANGUAGES = ("en", "zh")


def page(lang: str) -> str:
    return render_html(
        compose_report(publication(), lang), publication(), f"report.{'zh' if lang == 'en' else 'en'}.html"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_leads_to_a_sentence_a_cell_or_a_computation_of_them(lang: str) -> None:
    walk = walk_report(page(lang))
    assert walk.faults == []
    assert walk.figures > 40
    assert {"fact", "claim", "computation", "score"} <= walk.kinds.keys()


def test_the_walk_finds_a_figure_without_a_link_and_a_link_without_evidence() -> None:
    entry = '<article class="ev" id="ev-x"></article>'
    broken = f'<main><p>There are 17 plants and <a href="#ev-x">18</a> lines.</p>{entry}</main>'
    faults = walk_report(broken).faults
    assert len(faults) == 2
    assert "'17'" in faults[0]
    assert "no inputs" in faults[1]


def test_the_walk_follows_computations_to_their_end() -> None:
    looped = (
        '<a href="#ev-a">1</a><article class="ev" id="ev-a" data-kind="computation"><ul class="inputs">'
        '<li><a href="#ev-a">a</a></li></ul></article>'
    )
    assert "rests on itself" in walk_report(looped).faults[0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_needs_nothing_from_elsewhere(lang: str) -> None:
    html = page(lang)
    assert not re.search(r"<(?:script|link|img|iframe)\b", html)
    assert "@import" not in html
    assert "url(" not in html


@pytest.mark.parametrize(("lang", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_the_page_says_its_language_and_links_to_the_other(lang: str, tag: str) -> None:
    html = page(lang)
    assert f'<html lang="{tag}">' in html
    assert f'href="report.{"zh" if lang == "en" else "en"}.html"' in html
    assert "prefers-color-scheme: dark" in html
    assert "@media print" in html


def test_every_anchor_stands_once() -> None:
    ids = re.findall(r'\sid="([^"]+)"', page("en"))
    assert len(ids) == len(set(ids))


def test_the_evidence_of_an_open_fact_shows_kept_and_lost_with_reason_and_marked_sentence() -> None:
    entries = Page(page("en")).by_id
    fact = next(
        e for name, e in entries.items() if name.startswith("ev-fact") and "40 GWh" in e.text() and "55" in e.text()
    )
    kept, lost = fact.find("li")
    assert (kept.classes, lost.classes) == ({"kept"}, {"lost"})
    assert "contradicts the value kept" in lost.text()
    assert [mark.text() for mark in fact.find("mark")] == [BUILT.surface, OTHER.surface]
    assert "Rule: " in fact.text()


def test_only_the_sentence_of_a_document_is_shown_never_the_rest() -> None:
    html = page("en")
    assert "has been built, and" in html
    assert "must never be shown" not in html


def test_a_score_without_a_reading_of_its_unit_rests_on_those_of_its_period() -> None:
    fewer = [row for row in publication().readings if row["unit"] != "Borealis"]
    guessed = replace(publication(), readings=fewer)
    walk = walk_report(render_html(compose_report(guessed, "en"), guessed))
    assert walk.faults == []


def test_a_score_without_any_reading_is_refused() -> None:
    bare = replace(publication(), readings=())
    with pytest.raises(EvidenceError, match="a score rests on no reading"):
        compose_report(bare, "en")


def test_words_of_sources_cannot_bring_markup() -> None:
    hostile = replace(publication(), name="<b>Riverton</b>")
    assert "<b>Riverton" not in render_html(compose_report(hostile, "en"), hostile)


def test_a_report_without_data_is_a_page_without_figures() -> None:
    walk = walk_report(render_html(compose_report(empty_publication(), "zh"), empty_publication()))
    assert (walk.figures, walk.faults) == (0, [])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_key_figure_says_what_it_counts_and_leads_to_the_section_that_explains_it(lang: str) -> None:
    html = page(lang)
    scopes = re.findall(r'<dd class="scope">(.*?)</dd>', html)
    cards = re.findall(r'<dd class="value">', html.partition("</dl>")[0])
    assert len(scopes) == len(cards) >= 4
    for scope in scopes:
        ((anchor, words),) = re.findall(r'<a href="#([\w-]+)">(.+)</a>', scope)
        assert len(words) > len("total")
        assert f'<section id="{anchor}"' in html


def test_a_report_without_the_section_that_explains_a_figure_says_what_it_counts_in_plain_words() -> None:
    whole = compose_report(publication(), "en")
    html = render_html(replace(whole, sections=whole.sections[:1]), publication())
    told = re.findall(r'<dd class="scope">(.*?)</dd>', html)
    assert "links in which a plant in Riverton is producing" in told


@pytest.mark.parametrize(("lang", "words"), [("en", "To the contents"), ("zh", "回到目录")])
def test_each_part_of_the_report_ends_with_a_way_back_to_the_contents(lang: str, words: str) -> None:
    html = page(lang)
    parts = html.split('<div class="part">')[1:]
    assert len(parts) == len(compose_report(publication(), lang).sections) + 1
    assert all(part.count('<a href="#contents">') == 1 and words in part for part in parts)
    assert html.count('<nav id="contents"') == 1
    assert "<script" not in html


def test_an_english_page_sets_the_apostrophe_of_a_chinese_font_as_narrow_as_its_letters() -> None:
    assert re.search(r"html:lang\(en\) \{ font-variant-east-asian: proportional-width;", page("en"))
