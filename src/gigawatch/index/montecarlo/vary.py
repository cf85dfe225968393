"""The steps of one run: the method's, with what was drawn in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gigawatch.index.fault import Fault, refuse
from gigawatch.index.input.structure import Structure
from gigawatch.index.method.method import Choice, Method, Step, read_choice
from gigawatch.index.montecarlo.design import Design
from gigawatch.index.montecarlo.factor import Alternative, Option, Span


def vary(
    method: Method, design: Design, structure: Structure, choice: Sequence[int], shares: Sequence[float]
) -> tuple[Step, ...]:
    """The method's steps with one option of each alternative and a value of each span in place."""
    steps = {step.name: step for step in method.steps}
    drawn: list[tuple[Alternative | Span, Option]] = []
    drawn += [(found, found.options[at]) for found, at in zip(design.alternatives, choice, strict=True)]
    drawn += [(span, {span.parameter: span.place(share)}) for span, share in zip(design.spans, shares, strict=True)]
    for factor, option in drawn:
        faults: list[Fault] = []
        varied = patch(steps[factor.step], option, structure, factor.code, faults)
        refuse(faults)
        assert varied is not None
        steps[factor.step] = varied
    return tuple(steps.values())


def patch(step: Step, option: Option, structure: Structure, code: str | None, faults: list[Fault]) -> Step | None:
    """The step with an option in place, for all codes or one; None when it cannot take it, with the faults."""
    before = step.choice if code is None else step.choose(code, structure.levels[code])
    plain = dict(option) if "rule" in option else {**_describe(before), **option}
    choice = read_choice(step.kind, plain, 1, faults, step.rules)
    if choice is None:
        return None
    if code is None:
        return replace(step, choice=choice)
    return replace(step, by_code={**step.by_code, code: choice})


def _describe(choice: Choice) -> dict[str, object]:
    return {"rule": choice.rule.name, **choice.settings.plain}
