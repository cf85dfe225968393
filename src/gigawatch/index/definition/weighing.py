"""Weights that a definition states: they count, or a method under which they could not count is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gigawatch.index.definition.checking import TABLE, list_rows
from gigawatch.index.fault import Fault
from gigawatch.index.method.method import Method, Step

WEIGH, EQUAL, GIVEN = "weigh", "equal", "given"
Plain = Mapping[str, object]


def states_weights(plain: Plain) -> bool:
    """Whether any pillar or indicator of a definition states a weight."""
    return any(True for _ in _list_stated(plain))


def weigh_as_stated(step: dict[str, object], plain: Plain) -> None:
    """Let a shipped method's step that weighs all alike weigh as a definition states, where it states weights; what it
    leaves open counts one.
    """
    if step.get("step") == WEIGH and step.get("rule") == EQUAL and states_weights(plain):
        step["rule"] = GIVEN


def check_weights(plain: Plain, method: Method) -> list[Fault]:
    """The weights of a definition that its own method would pass over, since no rule by which it weighs takes them, in
    its steps or in an alternative of its uncertainty.
    """
    step = method.find(WEIGH)
    used = [] if step is None else [*_list_choices(step), *_list_options(step, method.uncertainty or {})]
    if not used or any(GIVEN in (choice.get("rule"), choice.get("target")) for choice in used):
        return []
    rules = ", ".join(sorted({repr(choice["rule"]) for choice in used if "rule" in choice}))
    alike = " all alike" if rules == repr(EQUAL) else ""
    hint = f"the method weighs{alike} ({rules}), so that a weight has no effect: take rule {GIVEN!r}, or leave it"
    return [
        Fault(TABLE, row, f"{table}.weight", f"{hint} ({found.get('code')})")
        for table, row, found in _list_stated(plain)
    ]


def _list_choices(step: Step) -> Iterator[Plain]:
    """By which rules a step weighs, for single codes and levels too."""
    for choice in (step.choice, *step.by_code.values(), *step.by_level.values()):
        yield choice.describe()


def _list_options(step: Step, uncertainty: Plain) -> Iterator[Plain]:
    """By which other rules runs of the uncertainty analysis weigh."""
    alternatives = uncertainty.get("alternative", [])
    for one in alternatives if isinstance(alternatives, list) else []:
        if one.get("step") in (step.kind, step.name):
            yield from one.get("options", [])


def _list_stated(plain: Plain) -> Iterator[tuple[str, int, Plain]]:
    """The pillars and indicators that state a weight, each with its table and row."""
    for table in ("pillar", "indicator"):
        yield from ((table, row, found) for row, found in list_rows(plain, table) if "weight" in found)
