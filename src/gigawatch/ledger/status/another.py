"""Another plant at a site: words that tell of a second plant, or of an expansion, and not of the one that is there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gigawatch.ledger.material import Material
from gigawatch.ledger.stage import Progress, progress_of
from gigawatch.ledger.status.entry import sentence_of
from gigawatch.ledger.status.milestone import Milestone
from gigawatch.ledger.status.step import step_data, step_of_test
from gigawatch.model import Entity, EntityKind

ROW = "row"


def mark_another(milestones: Sequence[Milestone], material: Material) -> list[Milestone]:
    """The steps, those of a thing that runs under the test of another plant where their words tell of one.

    Such a step neither contradicts nor stops what runs.
    """
    running = {m.entity for m in milestones if m.admitted and _runs(m)}
    return [_mark(m, material) if m.entity in running and _may_contradict(m) else m for m in milestones]


def is_marked(milestone: Milestone) -> bool:
    """True for a step told of another plant, or of an expansion, where one runs."""
    return milestone.test == str(step_data()["another"]["test"])


def is_numbered(thing: Entity) -> bool:
    """True for a phase or a plant of a row: a number in a sentence may be its own."""
    return thing.kind is EntityKind.PHASE or bool(thing.data.get(ROW))


def _mark(milestone: Milestone, material: Material) -> Milestone:
    claim, thing = material.claims[milestone.claim], material.entities[milestone.entity]
    is_other = tells_another(sentence_of(claim, material), claim.lang, of_phase=is_numbered(thing))
    return replace(milestone, test=str(step_data()["another"]["test"])) if is_other else milestone


def _may_contradict(milestone: Milestone) -> bool:
    step = step_of_test(milestone.test)
    return milestone.admitted and not _runs(milestone) and step is not None and bool(step.excludes)


def _runs(milestone: Milestone) -> bool:
    return progress_of(milestone.status) is Progress.RUNS


def tells_another(words: str, lang: str, *, of_phase: bool = False) -> bool:
    """True where a sentence speaks of a further plant or of an expansion; of a phase its own number is no other plant.

    >>> tells_another("It began building a second cathode plant in June.", "en")
    True
    >>> tells_another("二期扩建项目开工。", "zh", of_phase=True), tells_another("二期项目开工。", "zh", of_phase=True)
    (True, False)
    """
    language = "zh" if lang.startswith("zh") else "en"
    kinds = ("expansion",) if of_phase else ("expansion", "further")
    return any(_pattern(kind, language).search(words) for kind in kinds)


@cache
def _pattern(kind: str, lang: str) -> re.Pattern[str]:
    return re.compile("|".join(step_data()["another"][kind][lang]), re.IGNORECASE)
