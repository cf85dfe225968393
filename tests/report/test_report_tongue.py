"""Which words of a text are of the page's other language."""

from __future__ import annotations

import pytest

from gigawatch.report.tongue import split_tongues


def foreign(text: str, lang: str) -> list[str]:
    pieces = list(split_tongues(text, lang))
    assert "".join(words for words, _ in pieces) == text
    return [words for words, own in pieces if own]


@pytest.mark.parametrize(
    ("text", "lang", "words"),
    [
        ("见 https://example.org/some-page，另见 cell plant", "zh", ["cell plant"]),
        ("来源：www.example.org/battery-plant。", "zh", []),
        ("来自 example.org 的消息", "zh", []),
        ("at https://example.org/wiki/宜宾 and 宜宾", "en", ["宜宾"]),
        ("CATL, BYD and others", "zh", ["CATL, BYD and others"]),
    ],
)
def test_an_address_is_of_no_language(text: str, lang: str, words: list[str]) -> None:
    assert foreign(text, lang) == words


@pytest.mark.parametrize(
    ("text", "lang"), [("CATL BYD " * 200_000, "zh"), ("CATL, 12 " * 200_000, "zh"), ("中 12 A " * 200_000, "en")]
)
def test_a_very_long_text_without_words_of_the_other_language_is_gone_through_once(text: str, lang: str) -> None:
    assert len(foreign(text, lang)) == (200_000 if lang == "en" else 0)
