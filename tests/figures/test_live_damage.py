from __future__ import annotations

import random

import pytest

from gigawatch.figures.live import find_source
from gigawatch.figures.live.answer import read_answer
from gigawatch.figures.live.drift import Inspection
from gigawatch.figures.live.figure import Gathering
from gigawatch.intake import Limits
from gigawatch.model import InputError
from live_recording import BODIES

SCRAPS = (b"{", b"[", b'"', b"\n", b",", b"\0", b"null", b"1e999", b"NaN", b"\xff\xfe", "、".encode())


def damage(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few changed, cut off, taken out or put in."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(found))
        match chance.randrange(4):
            case 0:
                found[at] = chance.randrange(256)
            case 1:
                del found[max(at, 1) :]
            case 2:
                found[at:at] = chance.choice(SCRAPS)
            case _:
                del found[at : at + chance.randint(1, 20)]
        found = found or bytearray(b"x")
    return bytes(found)


def read(name: str, data: bytes) -> str:
    """What came of an answer: figures, the alarm, or one line that refuses it."""
    source = find_source(name)
    assert source.layout is not None
    try:
        inspection = Inspection(source)
        inspection.look(read_answer(data, source, Limits(), name))
        if inspection.judge(()).is_grave:
            return "drift"
        gathering = Gathering(source, source.layout, "")
        gathering.take(read_answer(data, source, Limits(), name), "https://example.org", "2026-03-01")
        return f"{len(gathering.finish())} figures"
    except InputError as fault:
        return str(fault)


@pytest.mark.parametrize("name", BODIES)
def test_a_damaged_answer_brings_figures_the_alarm_or_one_line_and_nothing_else(name: str) -> None:
    chance = random.Random(2022)
    whole = BODIES[name][0]
    data = whole.encode() if isinstance(whole, str) else whole
    results = [read(name, damage(data, chance)) for _ in range(400)]
    assert all(result and "\n" not in result for result in results)
    assert len(set(results)) > 3
