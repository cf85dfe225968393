from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gigawatch.ledger.sentence import LONGEST, STOPS, sentence_bounds, sentence_of

TEXTS = st.text(alphabet="ab .!?。；\n", max_size=60) | st.text(alphabet="a. \n", min_size=850, max_size=900)


def search_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds by looking through the text on both sides, mark by mark."""
    before = [m.end() for m in STOPS.finditer(text, max(0, start - LONGEST), start)]
    after = STOPS.search(text, end, min(len(text), end + LONGEST))
    first = before[-1] if before else max(0, start - LONGEST)
    return first, after.start() if after else min(len(text), end + LONGEST)


@given(TEXTS, st.data())
def test_the_sentence_around_a_span_ends_at_the_nearest_marks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert sentence_bounds(text, start, end) == search_bounds(text, start, end)


def test_a_sentence_is_the_words_on_both_sides_of_the_span() -> None:
    text = "It was early. A plant makes 30 GWh a year. More later."
    start = text.index("30 GWh")
    sentence = sentence_of(text, start, start + 6)
    assert (sentence.before, sentence.surface, sentence.after) == ("A plant makes ", "30 GWh", " a year.")
