from __future__ import annotations

from pathlib import Path

import pytest

from gigawatch.ledger import open_ledger
from gigawatch.model import WorkspaceError
from gigawatch.site.search import SearchBook, open_search, write_search


@pytest.fixture(scope="module")
def book(synthetic: Path) -> SearchBook:
    return open_search(synthetic / "build" / "gigawatch.duckdb")


def names(book: SearchBook, question: str, lang: str = "en") -> list[str]:
    return [hit.name for hit in book.find(question, lang, 10)["thing"]]


@pytest.mark.parametrize(
    "question",
    ["CATL", "catl", "宁德时代", "寧德時代", "宁德", "ningdeshidai", "ningde shidai", "ningde", "ndsd", "cat"],
)
def test_a_company_is_found_by_either_script_pinyin_initials_and_its_beginning(book: SearchBook, question: str) -> None:
    assert "CATL" in names(book, question)


def test_the_thing_of_the_very_name_comes_first(book: SearchBook) -> None:
    assert names(book, "CATL")[0] == "CATL"
    assert names(book, "yibin")[0] == "Yibin"
    assert names(book, "宜宾市", "zh")[0] == names(book, "yibin", "zh")[0] == "宜宾市"
    assert names(book, "宜宾")[0] == "Yibin"
    assert names(book, "ningdeshidai")[0] == "CATL"


def test_every_word_must_be_there(book: SearchBook) -> None:
    assert names(book, "catl yibin")[0] == "CATL, Yibin"
    assert "CATL" not in names(book, "catl yibin")
    assert names(book, "catl atlantis") == []


def test_facts_are_found_by_what_they_say_in_the_language_asked_for(book: SearchBook) -> None:
    found = book.find("gotion 30 GWh", "en", 10)["fact"]
    assert [hit.kind for hit in found] == ["capacity"]
    assert "30 GWh" in found[0].text
    assert "产能" in book.find("国轩 30", "zh", 10)["fact"][0].text


def test_passages_of_documents_are_found_by_their_words(book: SearchBook) -> None:
    (hit,) = book.find("签约项目", "zh", 10)["passage"]
    assert "签约项目27个" in hit.text
    assert book.find("个 总投资", "zh", 10)["passage"] == [hit]  # behind a number without a space


@pytest.mark.parametrize(
    "question", ["", "   ", '"', "'; DROP TABLE thing; --", "* OR *", "NEAR(", "\x00", "%", "(((", "🔋"]
)
def test_what_is_no_word_finds_nothing_and_breaks_nothing(book: SearchBook, question: str) -> None:
    assert all(not hits for hits in book.find(question, "en", 10).values())


def test_the_same_ledger_gives_the_same_bytes(synthetic: Path, tmp_path: Path) -> None:
    ledger = open_ledger(synthetic / "build" / "gigawatch.duckdb")
    for name in ("one", "two"):
        write_search(ledger, tmp_path / name)
    made = synthetic / "build" / "search.sqlite"
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() == made.read_bytes()


def test_a_search_file_that_is_not_there_or_damaged_says_what_to_do(tmp_path: Path) -> None:
    lost = SearchBook(tmp_path / "search.sqlite")
    with pytest.raises(WorkspaceError, match="gigawatch build"):
        lost.find("catl", "en", 1)
    lost.path.write_bytes(b"no database" * 1000)
    with pytest.raises(WorkspaceError, match="damaged"):
        lost.find("catl", "en", 1)
