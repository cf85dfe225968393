"""Reading takes time in proportion to the text, whatever the text: four times as long, at most eight times the time."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from types import FrameType

import pytest
from _pytest.mark.structures import ParameterSet
from hostile_text import PIECES, SERIES, count, repeat
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import stopwatch
from gigawatch.claims import read_claims, split_sentences
from gigawatch.model import Document
from gigawatch.quantity import find_periods, find_quantities

Work = Callable[[str], object]
Make = Callable[[int], str]

MOST = 8.0
FLOOR = 0.005  # seconds; below it a ratio is noise
LIMIT = 30.0  # seconds that one reading may take before it is given up
PATIENCE = 16.0  # what is given up counts seconds on the wall, which a busy machine makes many times those of work
TRIES = 3
CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff，。、（）《》「」…￥７\u3000]")
LATIN = re.compile(r"[A-Za-z]")


def claims_of(lang: str) -> Work:
    day = date(2023, 5, 20)
    return lambda text: read_claims(Document("d", "d.txt", "", text, language=lang, published=day))


PARTS: dict[str, Work] = {
    "quantities": find_quantities,
    "en periods": lambda text: find_periods(text, "en"),
    "zh periods": lambda text: find_periods(text, "zh"),
    "en sentences": lambda text: split_sentences(text, "en"),
    "zh sentences": lambda text: split_sentences(text, "zh"),
}
WHOLE: dict[str, Work] = {"en claims": claims_of("en"), "zh claims": claims_of("zh")}


def languages(piece: str) -> tuple[str, ...]:
    """The languages whose readers a piece is tried on: marks and digits on both."""
    if CHINESE.search(piece):
        return ("zh",)
    return ("en",) if LATIN.search(piece) else ("en", "zh")


def cases(works: dict[str, Work], names: dict[str, str]) -> list[ParameterSet]:
    asked = [(work, name) for name in names for work in works if work[:2] in ("qu", *languages(names[name]))]
    return [pytest.param(*one, id="-".join(one)) for one in asked]


@contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in work that takes longer, where the system has alarms (of CPU time they spoil the clock)."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"more than {seconds:.1f} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def seconds_of(work: Work, text: str, limit: float = LIMIT) -> float:
    with given_up_after(limit):
        return stopwatch.seconds_of(lambda: work(text))


def assert_linear(work: Work, make: Make, size: int) -> None:
    """The best of a few tries at a size and at four times the size are in proportion."""
    short, long = make(size), make(4 * size)
    small = large = LIMIT
    for _ in range(TRIES):
        small = min(small, seconds_of(work, short))
        large = min(large, seconds_of(work, long, max(10.0, PATIENCE * MOST * small)))
        if large < FLOOR or large <= MOST * max(small, FLOOR / 4):
            return
        if small > FLOOR and large > 2 * MOST * small:
            break  # no noise
    pytest.fail(f"{len(short)} characters in {small:.4f} s, {len(long)} in {large:.4f} s")


@pytest.fixture(scope="module", autouse=True)
def warm_reader() -> None:
    """The vocabulary is read once, before any time is taken."""
    for work in (*PARTS.values(), *WHOLE.values()):
        work("In May 2023 it built a 5 GWh plant. 2023年5月，甲公司年产5GWh项目开工。")


@pytest.mark.parametrize(("work", "piece"), cases(PARTS, PIECES))
def test_quantities_periods_and_sentences_are_found_in_linear_time(work: str, piece: str) -> None:
    assert_linear(PARTS[work], lambda size: repeat(PIECES[piece], size), 3000)


@pytest.mark.parametrize(("work", "piece"), cases(WHOLE, PIECES))
def test_no_short_text_takes_long_to_read(work: str, piece: str) -> None:
    assert seconds_of(WHOLE[work], repeat(PIECES[piece], 1000)) < 5.0


HEMMED = {
    # what repeats between words that a reader looks for on both sides
    "another before a firm": ("zh", "2022年动力电池装车量公布，", "另一", "里面数一数二的宁德时代装车量为5.9GWh。"),
    "at behind a subsidiary": ("zh", "公司成立子公司江苏星河新能源科技有限公司", "于", "甲。总投资5亿元。"),
    "will behind a subsidiary": ("zh", "公司成立子公司江苏星河新能源科技有限公司", "拟", "甲。总投资5亿元。"),
}


@pytest.mark.parametrize("name", HEMMED)
def test_no_text_takes_long_to_read_that_repeats_between_two_cues(name: str) -> None:
    lang, before, piece, after = HEMMED[name]
    work = WHOLE[f"{lang} claims"]
    assert seconds_of(work, f"{before}{repeat(piece, 100)}{after}") < 5.0
    assert seconds_of(work, f"{before}{repeat(piece, 20_000)}{after}") < 5.0


@settings(max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(st.sampled_from(sorted(PIECES.values())), min_size=2, max_size=4))
def test_mixtures_are_read_in_linear_time(pieces: list[str]) -> None:
    mixture = "".join(pieces)
    for lang in languages(mixture):
        assert_linear(find_quantities, lambda size: repeat(mixture, size), 2000)
        assert_linear(PARTS[f"{lang} periods"], lambda size: repeat(mixture, size), 2000)
        assert_linear(PARTS[f"{lang} sentences"], lambda size: repeat(mixture, size), 2000)


@pytest.mark.slow
@pytest.mark.parametrize(("work", "piece"), cases(PARTS, PIECES))
def test_parts_of_long_texts_are_found_in_linear_time(work: str, piece: str) -> None:
    assert_linear(PARTS[work], lambda size: repeat(PIECES[piece], size), 20_000)


@pytest.mark.slow
@pytest.mark.parametrize(("work", "piece"), cases(WHOLE, PIECES))
def test_long_texts_are_read_in_linear_time(work: str, piece: str) -> None:
    assert_linear(WHOLE[work], lambda size: repeat(PIECES[piece], size), 10_000)


@pytest.mark.slow
@pytest.mark.parametrize(("work", "piece"), cases(WHOLE, SERIES))
def test_long_texts_that_never_repeat_are_read_in_linear_time(work: str, piece: str) -> None:
    assert_linear(WHOLE[work], lambda size: count(SERIES[piece], size), 10_000)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(st.sampled_from(sorted(PIECES.values())), min_size=2, max_size=4))
def test_long_mixtures_are_read_in_linear_time(pieces: list[str]) -> None:
    mixture = "".join(pieces)
    for lang in languages(mixture):
        assert_linear(WHOLE[f"{lang} claims"], lambda size: repeat(mixture, size), 5000)
