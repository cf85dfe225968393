"""Regular expressions against strings made to be hard on them: on each alone, and on the readers that use them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from itertools import islice

import pytest
from attack import attacks
from pattern import patterns
from soak.fuzz.verdict import given_up_after

from gigawatch.claims import read_claims
from gigawatch.model import Document

MOST = 12.0  # a square takes 4 times as long on twice the length, a cube 8 times, what doubles with each piece ages
FLOOR = 0.1  # seconds of work; below it a ratio would be noise
LIMIT = 3.0  # seconds of work after which one search is given up
ATTACKS = 8  # strings for one pattern
READING = ("gigawatch.quantity", "gigawatch.claims", "gigawatch.vocab")
TAILS = {"en": " it built a 5 GWh plant. It opened.", "zh": "建成5GWh工厂。"}
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
LINEAR = 3.0  # twice the text takes twice as long; what stands around it and noise are the rest
EVERY = 12  # of the strings for readers, in the quick pass


def seconds_of(work: Callable[[], object], tries: int = 1) -> float:
    def once() -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    return min(once() for _ in range(tries))


def is_ever_steeper(pattern: re.Pattern[str], lead: str, piece: str, end: str) -> bool:
    """True where a search takes more than the cube of the length."""
    short, long = (lead + piece * (size // len(piece)) + end for size in (250, 500))
    try:
        with given_up_after(LIMIT):
            if (large := seconds_of(lambda: pattern.search(long))) <= FLOOR:
                return False
            large = min(large, seconds_of(lambda: pattern.search(long), 3))
            small = seconds_of(lambda: pattern.search(short), 3)
    except TimeoutError:
        return True
    return large > FLOOR and large > MOST * small


@pytest.mark.slow
def test_no_pattern_takes_ages_on_a_string_made_for_it() -> None:
    known = patterns()
    assert len(known) > 600
    hard = [
        (name, pattern.pattern[:80], lead, piece)
        for pattern, name in known.items()
        for lead, piece, end in islice(attacks(pattern), ATTACKS)
        if is_ever_steeper(pattern, lead, piece, end)
    ]
    assert hard == []


def reader_attacks() -> list[tuple[str, str]]:
    """A lead and a piece for each part that repeats of each pattern that reads texts."""
    found = {
        (lead[:60], piece)
        for pattern, name in patterns().items()
        if name.startswith(READING)
        for lead, piece, end in attacks(pattern)
        if not end
    }
    return sorted(found)


def read_seconds(lead: str, piece: str, size: int) -> float:
    text = lead + piece * (size // len(piece))
    lang = "zh" if CHINESE.search(text) else "en"
    document = Document("d", "d.txt", "", text + TAILS[lang], language=lang, published=date(2023, 5, 20))
    return seconds_of(lambda: read_claims(document))


def find_slow(pairs: list[tuple[str, str]], size: int, floor: float) -> list[tuple[str, str, float, float]]:
    """The strings that take out of proportion longer when they are twice as long."""
    slow = []
    for lead, piece in pairs:
        if (large := read_seconds(lead, piece, 2 * size)) <= floor:
            continue
        large = min(large, read_seconds(lead, piece, 2 * size), read_seconds(lead, piece, 2 * size))
        small = min(read_seconds(lead, piece, size) for _ in range(3))
        if large > LINEAR * small and large > floor:
            slow.append((lead, piece, small, large))
    return slow


def test_reading_takes_time_in_proportion_on_strings_made_for_its_patterns() -> None:
    read_seconds("", "a ", 100)  # the vocabulary is read once, before any time is taken
    pairs = reader_attacks()[::EVERY]
    assert len(pairs) > 100
    assert find_slow(pairs, 200, 0.2) == []


@pytest.mark.slow
def test_reading_long_strings_made_for_its_patterns_takes_time_in_proportion() -> None:
    pairs = reader_attacks()
    assert len(pairs) > 1000
    print(f"measured: {len(pairs):,} strings made for the {len(patterns()):,} patterns, read at two lengths")
    assert find_slow(pairs, 800, 0.5) == []
