"""The glossary: the words of the project and of the industry, in both languages, and the ways to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from site_tree import by_id, links, read_page, read_search_list, target

from gigawatch.report.figure import find_figures
from gigawatch.site.word import say_if_known
from gigawatch.vocab import TermGroup, label, measures, statuses, terms
from gigawatch.vocab import links as chain_links

KINDS = {"measure": measures, "status": statuses, "link": chain_links}


def test_every_word_is_explained_in_both_languages_and_none_twice() -> None:
    words = terms().values()
    assert {one.group for one in words} == set(TermGroup)
    for lang in ("en", "zh"):
        names = [one.label(lang) for one in words]
        assert len(set(names)) == len(names) > 30
        known = {label(kind, code, lang).casefold() for kind, table in KINDS.items() for code in table()}
        assert known.isdisjoint(name.casefold() for name in names)
    assert all(one.definition_en.endswith(".") and one.definition_zh.endswith("。") for one in words)


def test_words_point_only_to_entries_that_the_vocabulary_has() -> None:
    for one in terms().values():
        assert all(code in KINDS[kind]() for kind, code in one.see), one.code


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_list_of_all_words_leads_to_each_of_them(built: Path, lang: str) -> None:
    page = built / lang / "vocabulary.html"
    listed = [target(page, a.attributes["href"])[1] for a in read_page(page).find("nav")[1].find("a")]
    explained = [key for key in by_id(page) if key.startswith(("term-", "measure-", "status-", "statement-", "link-"))]
    assert sorted(listed) == sorted(explained)


def test_chinese_words_stand_in_the_order_of_their_pinyin(built: Path) -> None:
    names = [a.text for a in read_page(built / "zh" / "vocabulary.html").find("nav")[1].find("a")]
    assert names.index("表述") < names.index("负极材料") < names.index("正极材料")


def test_facts_and_things_lead_to_what_their_words_mean(built: Path) -> None:
    for path in ("facts.html", "changes.html", "thing/site-example.html", "development-index.html"):
        page = built / "zh" / path
        assert any(re.search(r"vocabulary\.html#(term-|project$)", address) for _, address in links(page)), path


def test_words_of_the_industry_are_found_by_search_in_either_script(built: Path) -> None:
    rows = read_search_list(built / "en" / "search-words.js")
    (row,) = (row for row in rows if row[2] == "vocabulary.html#term-lfp")
    assert row[0] == "LFP (lithium iron phosphate)"
    assert "磷酸铁锂" in row[3]


def test_no_definition_states_a_figure_that_would_need_a_source() -> None:
    for one in terms().values():
        if one.code not in ("goalpost", "hedge", "index_interval"):
            assert find_figures(one.definition_en) == [], one.code


UNCLEAR = re.compile(r"\babstained\b|\bcame to stand\b|^Stands at$|^Covers$", re.IGNORECASE)
"""Words that only those who know the code understand."""


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_pages_say_in_plain_words_how_a_fact_was_settled_and_what_it_is_of(
    built_sample: tuple[Path, object], lang: str
) -> None:
    site = built_sample[0] / "build" / "site" / lang
    pages = [*site.glob("*.html"), *site.glob("thing/*.html")]
    assert len(pages) > 50
    unclear = {(page.name, text) for page in pages for text in read_page(page).texts() if UNCLEAR.search(text.strip())}
    assert unclear == set()


@pytest.mark.parametrize(("lang", "word"), [("en", "left undecided"), ("zh", "不予判定")])
def test_the_glossary_explains_the_word_for_a_fact_that_is_left_undecided(built: Path, lang: str, word: str) -> None:
    assert say_if_known("verdict.abstained", lang) == word
    assert word in getattr(terms()["verdict"], f"definition_{lang}")
    assert word in by_id(built / lang / "vocabulary.html")["term-verdict"].text
