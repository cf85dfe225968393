"""The questions of `gigawatch ledger` besides its facts: totals, trees, timelines, signings, superlatives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gigawatch.model import InputError
from gigawatch.question.query import Query

if TYPE_CHECKING:
    from gigawatch.question import Observatory

Answer = tuple[Callable[[], object], Callable[[], str]]
CONDITIONS = (
    *("subject", "company", "place", "link", "measure", "status", "stage"),
    *("period", "valid_on", "publisher", "verdict", "kind", "limit"),
)
FITTING = {"--tree": ("measure",), "--timeline": (), "--signings": ("place",), "--superlatives": ()}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the conditions, and the question that they are of."""

    query: Query
    total: bool
    unit: str | None
    tree: str | None
    timeline: str | None
    signings: str | None
    superlatives: bool
    of: str | None

    @property
    def question(self) -> str | None:
        """The option that asks; None where facts are asked for."""
        return next(iter(self._questions()), None)

    def require_one(self, *, is_csv: bool) -> None:
        """Refuse two questions at once, and what does not belong to the one: nothing is left aside in silence."""
        asked = self._questions()
        if len(asked) > 1:
            raise InputError(f"{' and '.join(asked)} are {len(asked)} questions", hint="ask one of them")
        if self.of is not None and not self.superlatives:
            raise InputError("--of belongs to --superlatives", hint="for facts name a --company, --place or --subject")
        if self.unit is not None and self.question not in ("--total", "--tree"):
            raise InputError("--unit belongs to --total and --tree", hint="add one of them")
        if is_csv and asked:
            raise InputError("only facts are printed as csv", hint="use --format json or table")
        if self.question in FITTING:
            self._require_fitting(asked[0])

    def _questions(self) -> list[str]:
        told = {
            "--total": self.total,
            "--tree": self.tree is not None,
            "--timeline": self.timeline is not None,
            "--signings": self.signings is not None,
            "--superlatives": self.superlatives,
        }
        return [option for option, is_asked in told.items() if is_asked]

    def _require_fitting(self, question: str) -> None:
        given = [name for name in CONDITIONS if getattr(self.query, name) is not None]
        idle = [f"--{name.replace('_', '-')}" for name in given if name not in FITTING[question]]
        if idle:
            raise InputError(f"{', '.join(idle)} does not belong to {question}", hint="leave it out")


def answer(book: Observatory, asked: Asked, lang: str, built: Callable[[], date]) -> Answer:
    """The answer as data and as text, each made when it is called for; `built` tells the day of the build."""
    if asked.total:
        return _total(book, asked, lang)
    if asked.tree is not None:
        return _tree(book, asked, asked.tree, lang)
    if asked.timeline is not None:
        return _timeline(book, asked.timeline, lang)
    if asked.signings is not None:
        return _signings(book, asked, asked.signings, lang, book.clocks.day or built())
    return _superlatives(book, asked.of, lang)


def _total(book: Observatory, asked: Asked, lang: str) -> Answer:
    from gigawatch.question.total import render_totals, total_record
    from gigawatch.question.voice import Voice

    found = book.totals(asked.query, asked.unit)
    return (
        lambda: [total_record(book.ledger, one, book.clocks, lang) for one in found],
        lambda: render_totals(Voice(book.ledger, lang), found),
    )


def _tree(book: Observatory, asked: Asked, name: str, lang: str) -> Answer:
    from gigawatch.question.tree import CAPACITY, ask_trees, render_trees, tree_records
    from gigawatch.question.voice import Voice

    measure = asked.query.measure or CAPACITY
    if asked.unit is None and measure != CAPACITY:
        raise InputError(f"a tree of {measure} is of one unit", hint="name it with --unit")
    found = ask_trees(book.ledger, name, measure, asked.unit)
    return (
        lambda: tree_records(book.ledger, found, lang),
        lambda: render_trees(Voice(book.ledger, lang), found),
    )


def _timeline(book: Observatory, name: str, lang: str) -> Answer:
    from gigawatch.question.step import course_record, render_courses
    from gigawatch.question.voice import Voice

    found = book.courses(name)
    return (
        lambda: [course_record(book.ledger, one, lang) for one in found],
        lambda: render_courses(Voice(book.ledger, lang), found),
    )


def _signings(book: Observatory, asked: Asked, of: str, lang: str, on: date) -> Answer:
    from gigawatch.question.signing import funnel_record, render_funnel
    from gigawatch.question.voice import Voice

    found = book.signings(of, on=on, place=asked.query.place)
    return (
        lambda: {"on": on, **funnel_record(book.ledger, found, lang)},
        lambda: render_funnel(Voice(book.ledger, lang), found),
    )


def _superlatives(book: Observatory, of: str | None, lang: str) -> Answer:
    from gigawatch.outlook import find_superlatives, render_superlatives, superlative_record

    found = find_superlatives(book.ledger, of)
    return (
        lambda: [superlative_record(one) for one in found],
        lambda: render_superlatives(found, book.ledger, lang),
    )
