from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from site_example import CLOSED_TEXT, OPEN_TEXT
from site_tree import by_id, read_page

from gigawatch.ledger.sentence import sentence_bounds
from gigawatch.model import Document, QuantityClaim
from gigawatch.site.document import choose_excerpts, merge_ranges
from gigawatch.site.rights import permits_text, rights

OPEN = [
    "CC0-1.0", "cc0", "CC BY 4.0", "CC-BY-3.0-IGO", "cc-by-3.0-us", "Public Domain", "PDM-1.0", "own words",
    "https://creativecommons.org/licenses/by/4.0/", "http://creativecommons.org/publicdomain/zero/1.0/",
]  # fmt: skip
CLOSED = [
    None, "", "CC-BY-NC-4.0", "CC BY-ND 4.0", "CC-BY-NC-SA-4.0", "all rights reserved", "proprietary", "CC0-like",
    "CC-BY-4.0-NC", "https://creativecommons.org/licenses/by-nc/4.0/", "https://example.org/licenses/by/4.0/",
]  # fmt: skip


@pytest.mark.parametrize("licence", OPEN)
def test_an_open_licence_permits_the_whole_text(licence: str) -> None:
    assert permits_text(licence)


@pytest.mark.parametrize("licence", CLOSED)
def test_any_other_licence_permits_nothing(licence: str | None) -> None:
    assert not permits_text(licence)


def test_an_open_document_is_shown_whole_with_an_anchor_for_every_claim(built: Path) -> None:
    page = built / "en" / "document" / "doc-open.html"
    (kept,) = (e for e in read_page(page).walk() if e.attributes.get("class") == "kept-text")
    assert " ".join(line.text for line in kept.find("p")).split() == OPEN_TEXT.split()
    anchors = {key: by_id(page)[key].text for key in ("claim-over", "claim-cost", "claim-opening")}
    assert anchors["claim-over"] == "over 30 GWh a year"
    assert anchors["claim-opening"] == "Example Cells opened its plant in Riverton on Friday."


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_of_a_closed_document_no_page_shows_more_than_the_sentence(built: Path, lang: str) -> None:
    secret = ["slow morning", "noodles", "grey covers"]
    assert all(words in CLOSED_TEXT for words in secret)
    for page in (built / lang).rglob("*.html"):
        text = read_page(page).text
        assert not [words for words in secret if words in text], page
    page = built / lang / "document" / "doc-closed.html"
    assert "The Example Cells plant has a capacity of 24 GWh a year, two officials said." in read_page(page).text
    assert by_id(page)["claim-rival"].text == "24 GWh a year"


def claim(document: str, start: int, end: int) -> QuantityClaim:
    return QuantityClaim(
        document=document, lang="en", measure="other", value=1, unit="count", surface="", start=start, end=end,
        id=f"claim-{start}-{end}", confidence=1, reader="test/1",
    )  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 590), st.integers(1, 9)), min_size=1, max_size=40))
def test_excerpts_hold_every_claim_and_never_add_up_to_the_whole_text(spans: list[tuple[int, int]]) -> None:
    text = ("Ten words stand here and this one ends now, my friend. " * 11)[:600]
    document = Document("doc-x", "x", "0", text)
    claims = [claim("doc-x", start, start + length) for start, length in spans]
    ranges = choose_excerpts(document, claims, {claims[0].id})
    for one in claims:
        assert any(start <= one.start < end for start, end in ranges)
    first, last = sentence_bounds(text, claims[0].start, claims[0].end)
    assert any(start <= first and last <= end for start, end in ranges)
    shown = sum(end - start for start, end in ranges)
    assert shown <= max(rights().most_around * len(text), last - first) + sum(length for _, length in spans)
    assert ranges == merge_ranges(ranges)


def test_beyond_the_permitted_share_a_claim_has_only_the_words_around_it() -> None:
    text = "".join(
        f"Sentence number {n} is quite a long one and holds a figure of {n} GWh among its many words. "
        for n in range(9)
    )
    document = Document("doc-x", "x", "0", text)
    places = [text.index(f"{n} GWh") for n in range(9)]
    claims = [claim("doc-x", start, start + 5) for start in places]
    ranges = choose_excerpts(document, claims, set())
    shown = sum(end - start for start, end in ranges)
    assert shown <= rights().most_shown * len(text) + len(claims) * (2 * rights().around + 5)
    assert shown < len(text)
    assert all(any(start <= one.start and one.end <= end for start, end in ranges) for one in claims)
