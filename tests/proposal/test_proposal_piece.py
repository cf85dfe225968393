"""Long documents: pieces at the ends of sentences, offsets kept, and no more sent than could be of use."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proposal_server import QUICK, Desk, claims_of, document, proposal, reader, says

from gigawatch.claims import split_sentences
from gigawatch.claims.proposal.piece import cut

SMALL = replace(QUICK, piece_chars=300)


@given(
    text=st.lists(
        st.sampled_from(["It grew by 3%. ", "年产8GWh。", "A plant\n\n", "9 GWh! ", "x" * 50]), max_size=60
    ).map("".join),
    longest=st.integers(1, 200),
)
def test_pieces_are_whole_sentences_in_order_and_nothing_is_lost(text: str, longest: int) -> None:
    sentences = split_sentences(text)
    pieces = list(cut(text, sentences, longest))
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
    assert [piece.start for piece in pieces] == sorted({piece.start for piece in pieces})
    assert {piece.start for piece in pieces} <= {sentence.start for sentence in sentences}
    for sentence in sentences:
        assert sum(piece.start <= sentence.start and sentence.end <= piece.end for piece in pieces) == 1
    for piece in pieces:
        within = [s for s in sentences if piece.start <= s.start < piece.end]
        assert len(piece.text) <= longest or len(within) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_quote_in_a_late_piece_is_found_where_it_stands_in_the_document(desk: Desk, lang: str) -> None:
    en, zh = "Factory {n} of Northvale Cells makes 1{n} GWh a year. ", "北谷公司第{n}工厂年产1{n}GWh动力电池。"
    text = "".join((zh if lang == "zh" else en).format(n=n) for n in range(10, 40))
    note = document(text, language=lang)
    quote = "年产138GWh动力电池" if lang == "zh" else "makes 138 GWh a year"
    desk.otherwise = says([proposal(quote, 138, "GWh/yr", "production", "forecast")])
    second = reader(desk, SMALL).read(note, claims_of(note))
    assert len(desk.asked) >= 3
    assert all(len(question) < 600 for question in desk.texts())
    assert second.disagreements
    assert all(difference.surface in quote for difference in second.disagreements)
    assert {text[d.start : d.end] for d in second.disagreements} == {d.surface for d in second.disagreements}
    assert len(second.refusals) == len(desk.asked) - 1


def test_pieces_without_a_figure_are_not_sent(desk: Desk) -> None:
    silent = "The mayor thanked everybody for coming in 2022. " * 20
    text = f"{silent}\n\nNorthvale Cells will build a 9 GWh plant.\n\n{silent}"
    reader(desk, SMALL).read(document(text), claims_of(document(text)))
    assert len(desk.asked) == 1
    assert "9 GWh" in desk.texts()[0]


def test_a_text_in_a_third_language_or_without_figures_is_not_sent_at_all(desk: Desk) -> None:
    german = "Das Werk hat eine Leistung von 9 GWh und wird in Salzgitter gebaut, sagte der Sprecher am Montag."
    for note in (document(german, language="de"), document("Nothing is counted here."), document("")):
        second = reader(desk).read(note, claims_of(note))
        assert (second.notices, second.refusals) == ([], [])
    assert desk.asked == []


def test_the_number_of_questions_about_one_document_is_bounded_and_said(desk: Desk) -> None:
    text = "Northvale Cells makes 9 GWh a year in a plant near Toledo. " * 40
    (notice,) = reader(desk, replace(SMALL, pieces=2)).read(document(text), claims_of(document(text))).notices
    assert len(desk.asked) == 2
    assert notice.startswith("only 2 of ")
