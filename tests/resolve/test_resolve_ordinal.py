from __future__ import annotations

import pytest

from gigawatch.resolve.ordinal import name_phase, read_ordinals


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("Phase II", (2,)),
        ("the second phase", (2,)),
        ("first-phase production", (1,)),
        ("phases 1 to 3", (1, 2, 3)),
        ("phases I and II", (1, 2)),
        ("seventh to tenth phases", (7, 8, 9, 10)),
        ("二期", (2,)),
        ("首期", (1,)),
        ("第二期项目", (2,)),
        ("三、四期", (3, 4)),
        ("七至八期", (7, 8)),
        ("十二期", (12,)),
        ("一期和二期", (1, 2)),
        ("the first two phases", (1, 2)),
        ("the first 3 construction phases", (1, 2, 3)),
        ("前两期", (1, 2)),
        ("前三期项目", (1, 2, 3)),
        ("前两个阶段", (1, 2)),
    ],
)
def test_a_phase_is_a_number_however_it_is_written(text: str, ordinals: tuple[int, ...]) -> None:
    assert read_ordinals(text) == ordinals


@pytest.mark.parametrize(
    "text",
    [
        "工期缩短",
        "同期增长",
        "期间",
        "the phase-out",
        "in phases",
        "two phases",
        "前两期间",
        "the first two plants",
        "分两期建设",
        "",
    ],
)
def test_a_word_that_only_looks_like_a_phase_is_none(text: str) -> None:
    assert read_ordinals(text) == ()


def test_a_phase_is_named_by_its_number_in_both_languages() -> None:
    assert [name_phase((1, 2, 3), lang) for lang in ("en", "zh")] == ["phases 1–3", "1–3期"]
    assert [name_phase((2, 4), lang) for lang in ("en", "zh")] == ["phases 2, 4", "2、4期"]
