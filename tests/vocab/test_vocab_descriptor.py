"""Descriptors: what a figure is of, told in either language; words without an entry stay as their source has them."""

from __future__ import annotations

import pytest

from gigawatch.ledger import tell_perimeter
from gigawatch.vocab import tell_descriptor
from gigawatch.vocab.descriptor import tongue_of
from gigawatch.vocab.shelf import read_entries, texts_of


def test_a_descriptor_is_told_in_the_other_language_whichever_of_its_forms_a_source_uses() -> None:
    assert [tell_descriptor(form, "en") for form in ("用钢", "用钢量", "每年缴税", "自动化率在")] == [
        "steel used", "steel used", "tax paid a year", "degree of automation",
    ]  # fmt: skip
    assert [tell_descriptor(form, "zh") for form in ("Suppliers", "the total amount", "industry experts")] == [
        "供应商", "总额", "业内专家",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["另有", "cut its carbon footprint", "steel used"])
def test_words_without_an_entry_and_words_of_the_own_language_stay_as_they_are(words: str) -> None:
    other = "en" if tongue_of(words) == "zh" else "zh"
    assert tell_descriptor(words, tongue_of(words)) == words
    assert tell_descriptor(words, other) in {words, "用钢"}


def test_no_form_belongs_to_two_descriptors_and_each_is_in_its_own_language() -> None:
    for lang in ("en", "zh"):
        forms = [form for entry in read_entries("descriptor.toml", "descriptor") for form in texts_of(entry, lang)]
        assert len(forms) == len(set(forms)) > 40
        assert {tongue_of(form) for form in forms} == {lang}


def test_a_scope_of_several_parts_is_told_in_one_language_where_all_its_words_are_known() -> None:
    code = "market=province;of=capacity;about=建成"
    assert tell_perimeter(code, "zh").endswith("建成")
    assert tell_perimeter(code, "en").endswith(", built")
