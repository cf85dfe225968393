"""What is new on the front page: where plants came to stand, and the newest figures, each with its evidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from site_example import ledger
from site_tree import Element, by_id, read_page, target

from gigawatch.ledger import Move, find_ages
from gigawatch.ledger.chronicle import write_chronicle
from gigawatch.site.recent import OF_ONE, find_moves, find_news


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def new_of(page: Path) -> Element:
    return next(e for e in read_page(page).find("section") if e.attributes.get("aria-labelledby") == "new")


def days(part: Element) -> list[str]:
    return [time.attributes["datetime"] for small in part.find("small") for time in small.find("time")[:1]]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_new_comes_first_and_newest_first_in_both_lists(site: Path, lang: str) -> None:
    page = site / lang / "index.html"
    headed = [
        e.attributes["aria-labelledby"] for e in read_page(page).find("section") if "aria-labelledby" in e.attributes
    ]
    assert headed[:2] == ["new", "figures"]
    lists = new_of(page).find("ul")
    assert len(lists) == 2
    for one in lists:
        assert 3 < len(days(one)) <= 8
        assert days(one) == sorted(days(one), reverse=True)


def test_every_new_line_leads_to_the_thing_and_to_its_evidence(site: Path) -> None:
    page = site / "en" / "index.html"
    moves, figures = new_of(page).find("ul")
    for item in moves.find("li"):
        thing, *evidence = (target(page, a.attributes["href"])[0].parent.name for a in item.find("a"))
        assert thing == "thing"
        assert set(evidence) == {"document"}
    for item in figures.find("li"):
        assert {target(page, a.attributes["href"])[0].parent.name for a in item.find("a")} == {"thing"}


def test_a_plant_that_went_from_building_to_running_is_told_with_both(site: Path) -> None:
    moves = new_of(site / "en" / "index.html").find("ul")[0]
    told = [" ".join(item.text.split()) for item in moves.find("li")]
    assert any(one.startswith("CATL, Yibin: under construction → now operating") for one in told)


def test_what_silence_made_stale_is_no_news_and_no_thing_fills_the_list() -> None:
    book = ledger()
    steps = [step for group in book.milestones.values() for step in group]
    entries = write_chronicle(book, find_ages(steps, date(2026, 1, 1))).entries
    assert any(one.kind == "aged" for one in entries)
    moves = find_moves(entries)
    assert moves
    assert all(isinstance(one.told, Move) and one.kind != "aged" for one in moves)
    subjects = [one.told.after.subject for one in find_news(entries)]  # type: ignore[union-attr]
    assert subjects
    assert max(map(subjects.count, subjects)) <= OF_ONE


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_key_figure_says_what_it_counts_and_leads_to_where_that_is_explained(site: Path, lang: str) -> None:
    page = site / lang / "index.html"
    (cards,) = (e for e in read_page(page).find("dl") if e.attributes.get("class") == "key")
    told = {card.find("dt")[0].text: card.find("dd")[-1] for card in cards.find("div")}
    assert len(told) >= 6
    for label, scope in told.items():
        assert scope.attributes["class"] == "scope", label
        (link,) = scope.find("a")
        file, anchor = target(page, link.attributes["href"])
        assert file.is_file(), label
        assert not anchor or anchor in by_id(file), label


@pytest.mark.parametrize(
    ("lang", "sites", "base"),
    [("en", "Sites in Yibin in operation", "a base once"), ("zh", "宜宾市已投产基地", "一个基地只计一次")],
)
def test_the_count_of_sites_says_why_the_outlook_has_a_smaller_one(
    site: Path, lang: str, sites: str, base: str
) -> None:
    cards = [e for e in read_page(site / lang / "index.html").find("div") if e.find("dt")]
    (card,) = (one for one in cards if sites in one.find("dt")[0].text)
    assert base in card.text
    assert target(site / lang / "index.html", card.find("a")[-1].attributes["href"])[0].name == "outlook.html"
