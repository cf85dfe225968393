"""The page of every pledge and declaration: words, who, by when, what became of it, who tells it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from site_tree import Element, is_outer, links, read_page, read_search_list, target
from test_site_links import ends_at_evidence

from gigawatch.model import Kind
from gigawatch.outlook import find_pledges


@pytest.fixture
def site(built_sample: tuple[Path, object]) -> Path:
    return built_sample[0] / "build" / "site"


def main_of(page: Path) -> Element:
    (main,) = read_page(page).find("main")
    return main


def pledge_of(site: Path, lang: str, theme: str) -> Path:
    return next(
        path for path in sorted((site / lang / "pledge").iterdir()) if main_of(path).find("h1")[0].text == theme
    )


def test_a_pledge_shows_its_words_who_signed_it_and_when(site: Path) -> None:
    main = main_of(pledge_of(site, "en", "Research and development"))
    assert [mark.text for mark in main.find("mark")] == ["raise investment in research and development"]
    text = " ".join(main.text.split())
    assert "Signed byCATL, BYD, Panasonic, China Battery Industry Association" in text
    assert "Made25 July 2022" in text
    assert "Duenone in its words" in text


@pytest.mark.parametrize(
    ("lang", "theme", "words"),
    [("en", "Green development", "progress at a minority"), ("zh", "绿色发展", "少数签署方有进展")],
)
def test_a_pledge_on_which_a_minority_has_moved_is_not_called_one_without_evidence(
    site: Path, lang: str, theme: str, words: str
) -> None:
    (card,) = (one for one in main_of(site / lang / "pledges.html").find("li") if one.text.strip().startswith(theme))
    assert words in card.text


def test_a_retold_pledge_is_no_quotation(site: Path) -> None:
    main = main_of(pledge_of(site, "en", "Green development"))
    assert main.find("blockquote") == []
    assert "as retold from Top News Philippines" in " ".join(main.text.split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_figure_of_what_became_of_a_pledge_ends_at_a_sentence_or_a_cell(site: Path, lang: str) -> None:
    pages = sorted((site / lang / "pledge").iterdir())
    assert len(pages) == 5
    figures = 0
    for page in pages:
        for one in main_of(page).find("a"):
            if one.attributes.get("class") == "fig":
                assert ends_at_evidence(site, *target(page, one.attributes["href"])), one.text
                figures += 1
    assert figures > 30


def test_each_signatory_of_a_pledge_has_a_row_of_its_own_with_the_reason(site: Path) -> None:
    main = main_of(pledge_of(site, "en", "Collaboration in the industry"))
    rows = [[td.text for td in tr.find("td")] for tr in main.find("tr") if tr.find("td")]
    own = {row[0]: row[1:] for row in rows if len(row) == 4}
    assert own["Panasonic"] == ["in progress", "29 March 2024", "steps of this kind taken"]
    assert own["China Battery Industry Association"] == ["no evidence", "", "nothing reported since"]


def test_pledges_are_reached_from_the_list_their_declaration_their_signatories_and_the_search(site: Path) -> None:
    pages = {path.resolve() for path in (site / "en" / "pledge").iterdir()}
    (declaration,) = (site / "en" / "declaration").iterdir()
    catl = next(path for path in (site / "en" / "thing").iterdir() if main_of(path).find("h1")[0].text == "CATL")
    for page in (site / "en" / "pledges.html", declaration, catl):
        inner = {target(page, address)[0] for _, address in links(page) if not is_outer(address)}
        assert pages <= inner, page
    rows = read_search_list(site / "en" / "search-words.js")
    assert len([row for row in rows if row[2].startswith("pledge/") and row[1] == "pledge"]) == 5


def test_a_declaration_names_its_signatories_its_pledges_and_who_tells_it(site: Path) -> None:
    (page,) = (site / "zh" / "declaration").iterdir()
    text = " ".join(main_of(page).text.split())
    assert "签署方宁德时代、比亚迪、松下" in text
    assert "来源文件" in text
    assert "承诺的后续" in text


def test_a_pledge_keeps_its_id_when_a_fuller_telling_is_found(desk: Callable[..., object]) -> None:
    def tell(name: str, words: str, title: str) -> None:
        text = f"They pledged in {title} to {words}."
        desk.document(name, text, "2022-07-25")  # type: ignore[attr-defined]
        for number, each in enumerate(words.split(" and to "), 1):
            theme = "green" if "green" in each else "research"
            more = {"declaration": title, "theme": theme, "commitment": each, "number": number}
            desk.tell(Kind.PLEDGE, name, each, signatories=["CATL"], **more)  # type: ignore[attr-defined]

    tell("one", "speed up green development", "the Yibin Declaration")
    (before,) = find_pledges(desk.ledger()).declarations  # type: ignore[attr-defined]
    tell("two", "spend more on research and to make green development faster", "the Yibin Declaration")
    (after,) = find_pledges(desk.ledger()).declarations  # type: ignore[attr-defined]
    assert before.id == after.id
    assert before.pledge_ids == (after.pledge_ids[1],)
    assert len(set(after.pledge_ids)) == 2
