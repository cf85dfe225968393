"""A method in words, step by step, and what a reader of a result has to know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gigawatch.index.method.method import Choice, Step
from gigawatch.index.montecarlo.spread import Uncertainty
from gigawatch.index.result.result import ENGINE, Result
from gigawatch.index.show.view import Names
from gigawatch.index.show.word import say, say_if_known


@dataclass(frozen=True)
class Told:
    """One step in words: its name, what it does, and its parameters as they were set."""

    name: str
    text: str
    parameters: str


def tell_steps(result: Result, language: str) -> list[Told]:
    """Every step in order, what is done differently for one code or level beneath it, and how units are ranked."""
    told = [found for step in result.method.steps for found in _tell_step(step, result, language)]
    ties = result.method.rank.text("ties")
    told.append(Told(say("step.rank", language), say("telling.rank", language), f"ties = {ties}"))
    share = result.method.gate.number("share")
    if share > 0:
        told.append(Told(say("step.coverage", language), say("telling.gate", language, share=f"{share:.0%}"), ""))
    return told


def name_step(step: str, language: str) -> str:
    """The name of a step's table in a language; a name of the user's own stays as it is."""
    return say_if_known(f"step.{step}", language, step)


def _tell_step(step: Step, result: Result, language: str) -> Iterator[Told]:
    name = name_step(step.name, language)
    yield _tell(name, step.kind, step.choice, language)
    for code, choice in step.by_code.items():
        label = result.structure.by_code[code].names.get(language, code)
        yield _tell(f"{name}: {label}", step.kind, choice, language)
    for level, choice in step.by_level.items():
        yield _tell(f"{name}: {say('telling.level', language, level=level)}", step.kind, choice, language)


def _tell(name: str, kind: str, choice: Choice, language: str) -> Told:
    meaning = choice.rule.meaning
    text = meaning if language == "en" else say_if_known(f"rule.{kind}_{choice.rule.name}", language, meaning)
    return Told(name, text, ", ".join([choice.rule.name, *_tell_settings(choice.settings.values)]))


def _tell_settings(values: Mapping[str, object]) -> list[str]:
    return [f"{name} = {_tell_setting(value)}" for name, value in values.items() if value is not None]


def _tell_setting(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_tell_setting(part) for part in value) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def tell_facts(result: Result, spread: Uncertainty | None, language: str) -> list[tuple[str, str]]:
    """What was computed, of what, and the hash that names it: pairs of heading and text."""
    structure, values = result.structure, result.values
    labels = [structure.by_code[code].names.get(language, code) for code in structure.roots]
    given = float(values.given[values.present].mean())
    facts = [
        ("index", say("chart.comma", language).join(labels)),
        ("units", f"{len(values.units):,}"),
        ("indicators", f"{len(structure.indicators):,}"),
        ("periods", _tell_periods(values.periods, language)),
        ("given", f"{given:.1%}"),
        ("marks", f"{sum(mark.count for mark in result.marks):,}"),
    ]
    if spread is not None:
        facts.append(("runs", f"{spread.draws.runs:,} ({say('telling.seed', language)} {spread.draws.seed})"))
    facts += [("hash", result.hash), ("engine", ENGINE)]
    return [(say(f"fact.{key}", language), text) for key, text in facts]


def _tell_periods(periods: tuple[str | None, ...], language: str) -> str:
    if len(periods) == 1:
        return periods[0] or say("telling.single", language)
    return f"{periods[0]} – {periods[-1]} ({len(periods)})"


def tell_status(status: str, language: str) -> str:
    """A status of the engine in a language; the codes in it stay."""
    if language == "en":
        return status
    for english, key in (("not ranked: no value", "no_value"), ("not ranked: ", "not_ranked"), ("ranked", "ranked")):
        if status.startswith(english):
            return say(f"telling.{key}", language) + status.removeprefix(english).replace("missing", "缺")
    return status


def name_units(units: tuple[str, ...], names: Names) -> list[str]:
    """The name of each unit, else its code."""
    return [names.get(unit, unit) for unit in units]
