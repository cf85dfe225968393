"""The numbers of phases by the words for them: `third`, `iii` and `三` are 3."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gigawatch.claims.scope.cue_table import read_cues


@cache
def phase_numbers() -> Mapping[str, str]:
    """The number of a phase, as a digit, by each word of `phase_number.toml`."""
    return {word: number for number, words in read_cues("phase_number").items() for word in words}
