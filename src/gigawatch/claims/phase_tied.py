"""A phase tied to an English amount from behind, or by a list whose verb is told once, and sums drawn behind phases.

`6.9 GWh in the first phase and 15 GWh after the second phase` gives the first phase 6.9 GWh and the whole 15 GWh;
in `its first phase has 10 GWh, its second phase 15 GWh` the second phase is of the same plant at the same stage.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from gigawatch.claims.scope.cue_table import cue_table, read_cues
from gigawatch.claims.scope.history import Scoped
from gigawatch.claims.scope.stopped import part_number

_NUMBER = r"(?:[ivx]+|\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
_PHASE = (
    rf"(?P<phase>phases {_NUMBER} (?:to|through|and|-|–) {_NUMBER}|phase {_NUMBER}"
    r"|(?:first|second|third|fourth|fifth|sixth|initial|final|last) phase)\b"
)
_FAR = 60  # characters of words between two amounts of one list


class Tie(NamedTuple):
    """The phase that an amount is tied to; None where it is that of the whole."""

    phase: str | None


def tied_phase(folded: str, span: tuple[int, int]) -> Tie | None:
    """What an English amount is tied to by the words right behind it, or by a sum drawn before it.

    A phase right behind, and the whole where the words behind say `in total`; None where neither is told.

    >>> tied_phase("6.9 gwh in the first phase and 15 gwh after the second phase", (0, 7))
    Tie(phase='first phase')
    >>> tied_phase("6.9 gwh in the first phase and 15 gwh after the second phase", (31, 37))
    Tie(phase=None)
    >>> tied_phase("phase two will add 15 gwh, for 24 gwh in total", (31, 37))
    Tie(phase=None)
    >>> tied_phase("15 gwh in 2028", (0, 6)) is None
    True
    """
    if "phase" not in folded:
        return None
    if _words("as_sum").match(folded, span[1]):
        return Tie(None)
    if told := _behind("in_phase").match(folded, span[1]):
        return Tie(told["phase"])
    if told := _behind("with_phase").match(folded, span[1]):
        return Tie(told["phase"] if part_number(told["phase"]) == "1" else None)
    over = [*cue_table("phase_cue", "en")["over"].finditer(folded, 0, span[0])]
    is_sum = bool(over) and not any(c.isdigit() for c in folded[over[-1].end() : span[0]])
    return Tie(None) if is_sum and "phase" not in folded[over[-1].end() : span[0]] else None


def is_chinese_sum(folded: str, at: int) -> bool:
    """True for an amount to which the two or more phases that a Chinese sentence lists before it come, or to which a
    plant told by a phase grows in the end.

    >>> is_chinese_sum("一期10gwh，二期15gwh，总规划25gwh", 19), is_chinese_sum("一期10gwh，总投资25亿元", 11)
    (True, False)
    """
    cues = read_cues("phase_cue")
    if any(re.search(f"{words}$", folded[:at]) for words in cues["in_the_end"]["zh"]):
        return True
    told = re.search(f"(?:{'|'.join(cues['over']['zh'])})$", folded[:at])
    phases = set(re.findall(f"{cues['number']['zh'][0]}(?=期)", folded[: told.start()])) if told else ()
    return len(phases) > 1


def phase_gapped(figure: Scoped, before: Scoped | None) -> str | None:
    """The phase of an amount in a list whose verb is told once, before the amount before; None for any other."""
    if before is None or before.line is not figure.line or before.measure != figure.measure:
        return None
    between = figure.line.folded[before.end : figure.start]
    told = _words("gapped").fullmatch(between) if len(between) < _FAR else None
    if told is None or not _speaks_of_phase(figure.line.folded[: figure.start]):
        return None
    words = told["told"]
    return words if "phase" in words else f"{words.removesuffix(' stage')} phase"


def _speaks_of_phase(words: str) -> bool:
    return "phase" in words or "stage" in words


@cache
def _behind(key: str) -> re.Pattern[str]:
    return re.compile(_words(key).pattern + _PHASE)


@cache
def _words(key: str) -> re.Pattern[str]:
    """Words of `phase_cue.toml` that begin right behind an amount."""
    return re.compile(f"(?:{'|'.join(read_cues('phase_cue')[key]['en'])})")
