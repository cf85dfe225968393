"""The list of sources: pages that one table names below its title, licences in words, none where figures are cited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_fixture import publication

from gigawatch.report import compose_report, render_html
from gigawatch.report.bibliography import Bibliography, Source
from gigawatch.report.block import Section
from gigawatch.report.origin import group_sources, tell_licence, tell_origin
from gigawatch.report.paper import Paper

LANGUAGES = ("en", "zh")
TABLE = "Synthetic makers"
PAGES = [
    Source(1, "A document", url="https://example.org/1"),
    Source(2, TABLE, "", "2031-05", "https://www.example.net/a", "cited fact", table=TABLE),
    Source(3, TABLE, "Example News", "2031", "https://example.com/b", "CC BY 4.0", table=TABLE),
    Source(4, "package 1.0: data.csv", "", "2031", "", "public domain", table=TABLE),
    Source(5, TABLE, "", "", "https://example.net/c", table=TABLE),
]


def listed(lang: str) -> list[dict[str, object]]:
    section = Section("sources", "Sources", (Bibliography(tuple(PAGES)),))
    content = replace(compose_report(publication(), lang), sections=(section,))
    (told,) = Paper(content, publication(), lambda *_: {}).data()["sections"]  # type: ignore[attr-defined]
    found: list[dict[str, object]] = told["blocks"][0]["sources"]
    return found


def test_pages_in_a_row_that_one_table_names_are_a_group_and_one_alone_is_none() -> None:
    assert [(title, [one.number for one in group]) for title, group in group_sources(PAGES)] == [
        ("", [1]), (TABLE, [2, 3]), ("", [4]), ("", [5]),
    ]  # fmt: skip


def test_a_page_of_a_group_is_told_by_its_publisher_or_host_and_the_title_once() -> None:
    told = listed("en")
    assert [one["group"] for one in told] == ["", TABLE, "", "", ""]
    assert [one["told"] for one in told[1:3]] == ["example.net, May 2031", "Example News, 2031, licence: CC BY 4.0"]
    assert told[4]["told"] == TABLE
    assert listed("zh")[1]["told"] == "example.net，2031年5月"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_groups_its_sources_as_print_does_and_keeps_their_numbers(lang: str) -> None:
    section = Section("sources", "Sources", (Bibliography(tuple(PAGES)),))
    page = render_html(replace(compose_report(publication(), lang), sections=(section,)), publication())
    assert page.count(f'<p class="group"><cite>{TABLE}</cite></p>') == 1
    assert [f'<li id="src-{number}" value="{number}">' in page for number in range(1, 6)] == [True] * 5


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", ", 2031, licence: public domain (table: Synthetic makers)"),
        ("zh", "，2031年，许可：公有领域（数据表：Synthetic makers）"),
    ],
)
def test_a_source_without_an_address_names_its_licence_in_words_and_the_table(lang: str, told: str) -> None:
    assert tell_origin(PAGES[3], lang) == told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_that_figures_are_merely_cited_is_no_licence(lang: str) -> None:
    assert tell_licence("cited fact", lang) == tell_licence("cited figure", lang) == ""
    assert tell_licence("CC BY 4.0", lang) == "CC BY 4.0"
    page = render_html(compose_report(publication(), lang), publication())
    told = "Where no licence is named" if lang == "en" else "未注明许可者"
    assert page.count(told) == 1
