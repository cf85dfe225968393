"""The kinds of judgement that a person may write, each with its file and the columns of its lines, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gigawatch.model import Verdict

KINDS = Path(__file__).parent / "data" / "kind.toml"
SUFFIX = ".csv"
VERDICTS: Mapping[str, Verdict] = {
    "accept": Verdict.ACCEPT,
    "reject": Verdict.REJECT,
    "correct": Verdict.CORRECT,
    "same": Verdict.SAME,
    "not-same": Verdict.NOT_SAME,
    "unsure": Verdict.UNSURE,
    "withdraw": Verdict.WITHDRAW,
}
PAIRS = frozenset({Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE})
ON_CLAIMS = frozenset({Verdict.ACCEPT, Verdict.REJECT, Verdict.CORRECT})
ORDER = (
    *("on", "by", "judgement", "claim", "left", "right", "field", "value", "why"),
    *("words", "document", "evidence", "id", "supersedes"),
)  # as a person reads a line: who, when, what, why, then what the machine needs


@dataclass(frozen=True, slots=True)
class ReviewKind:
    """One kind: its word (the file's name before the first dot), its verdict, and its columns."""

    word: str
    verdict: Verdict
    needs: tuple[str, ...]
    may: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column in the order in which a new file has them."""
        return tuple(name for name in ORDER if name in {*self.needs, *self.may})


@cache
def kinds() -> Mapping[str, ReviewKind]:
    """Every kind by its word."""
    data = tomllib.loads(KINDS.read_text(encoding="utf-8"))
    return {
        word: ReviewKind(word, VERDICTS[word], tuple(spec["needs"]), tuple(spec["may"])) for word, spec in data.items()
    }


def word_of(verdict: Verdict) -> str:
    """The word by which files and commands call a verdict."""
    return next(word for word, known in VERDICTS.items() if known is verdict)
