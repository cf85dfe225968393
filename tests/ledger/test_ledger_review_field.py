"""What a person may write in a field of a figure: what means nothing is refused when it is written."""

from __future__ import annotations

import pytest

from gigawatch.ledger.review.field import read_value
from gigawatch.model import InputError
from gigawatch.resolve.ordinal import read_ordinals


@pytest.mark.parametrize("text", ["1", "phase 1", "Phase I", "i", "first", "first phase", "1st", "一期", "首期"])
def test_a_phase_is_meant_by_its_number_and_by_its_words_in_both_languages(text: str) -> None:
    assert read_ordinals(str(read_value("phase", text))) == (1,)


def test_several_phases_and_a_plant_of_a_row_stay_as_they_are_written() -> None:
    assert read_ordinals(str(read_value("phase", "phases 1 to 3"))) == (1, 2, 3)
    assert read_ordinals(str(read_value("phase", "三、四期"))) == (3, 4)
    assert read_value("phase", "second plant") == "second plant"


@pytest.mark.parametrize("text", ["banana", "0", "99", "2.0", "first banana", "分三期"])
def test_what_is_no_phase_is_refused_with_the_forms_of_one(text: str) -> None:
    with pytest.raises(InputError, match=r"is no phase.*first phase.*一期"):
        read_value("phase", text)


@pytest.mark.parametrize("field", ["status", "measure", "unit", "qualifier", "basis", "multiple", "period"])
def test_a_word_that_a_field_does_not_have_is_refused(field: str) -> None:
    with pytest.raises(InputError):
        read_value(field, "banana")
