"""Labelled documents as examples: the questions of each figure, their candidates, and which agree with the label."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from gigawatch.claims.language import detect_language
from gigawatch.claims.scope.candidate import Candidate
from gigawatch.claims.scope.history import History, Scoped, group_of
from gigawatch.claims.scope.measure import ALLOWED, MEASURES, measure_features, measure_groups, rule_measure
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.period import period_candidates
from gigawatch.claims.scope.place_candidate import place_candidates
from gigawatch.claims.scope.reading import decide_scope, scoped_figures
from gigawatch.claims.scope.status import STATUSES, status_features
from gigawatch.claims.scope.subject_candidate import subject_candidates
from gigawatch.claims.scope.weight import EVERYWHERE, Models, within
from gigawatch.claims.sentence import split_sentences
from gigawatch.intake import load_document
from gigawatch.model import Document, InputError
from gigawatch.quantity import convert, dimension_of

# What an example counts whose label is nobody, nowhere or undated: labels leave open what a reader may still tell.
NULL_WEIGHT = {"subject": 0.25, "place": 0.1, "period": 0.25}
# Names of which every word tells: joint ones, and conferences by their year.
EXACT = re.compile(r" and |\d{4}")
SYNTHETIC, SYNTHETIC_WEIGHT = "synthetic", 4.0
BASES = {"energy": "GWh", "power": "MW", "mass": "t", "area": "m2", "length": "km"}
COUNTED = ("count", "vehicles", "stations", "jobs", "projects", "sets")


@dataclass
class Example:
    """One question: the features of each candidate, and the numbers of the right ones."""

    candidates: list[list[str]]
    right: list[int]
    weight: float = 1.0


@dataclass
class Question:
    """One question of a field with a fixed list of values: its features, the values allowed, and the right one."""

    features: list[str]
    allowed: list[int]
    right: int
    weight: float = 1.0


@dataclass
class Examples:
    """The examples of one language by field, and how many labels no candidate agreed with."""

    by_field: dict[str, list[Example]] = field(default_factory=lambda: defaultdict(list))
    questions: dict[str, list[Question]] = field(default_factory=lambda: defaultdict(list))
    missing: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    weighed: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def weigh(self, factor: float) -> None:
        """Lets the examples added since the last call count so many times."""
        for name, of in (*self.by_field.items(), *self.questions.items()):
            for example in of[self.weighed[name] :]:
                example.weight *= factor
            self.weighed[name] = len(of)


def norm(text: str) -> str:
    """A name without case, spaces and marks."""
    return re.sub(r"[^\w]+|_", "", unicodedata.normalize("NFKC", text).lower())


def alike(gold: str | None, said: str | None) -> bool:
    """True when two names plausibly mean one thing: one holds the other and is not much longer, or most words agree."""
    if not gold or not said:
        return not gold and not said
    a, b = norm(gold), norm(said)
    if (a in b or b in a) and max(len(a), len(b)) <= 3 * min(len(a), len(b)) + 4:
        return True
    one, other = _tokens(gold), _tokens(said)
    return bool(one and other) and 2 * len(one & other) / (len(one) + len(other)) >= 0.5


def _tokens(text: str) -> set[str]:
    small = {
        "the",
        "of",
        "and",
        "in",
        "a",
        "an",
        "co",
        "ltd",
        "inc",
        "corp",
        "group",
        "company",
        "limited",
        "its",
        "city",
        "province",
    }
    text = unicodedata.normalize("NFKC", text).lower()
    words = {w for w in re.findall(r"[a-z0-9]+", text) if w not in small}
    for run in re.findall("[\u4e00-\u9fff]+", text):
        words.update([run[i : i + 2] for i in range(len(run) - 1)] or [run])
    return words


def closeness(gold: str, said: str) -> tuple[bool, float]:
    """How near one of several agreeing names is to the label: the same first, then by length."""
    a, b = norm(gold), norm(said)
    return a == b, -abs(len(a) - len(b))


def same_period(gold: str | None, said: str | None) -> bool:
    """True when two periods are one, or one refines the other."""
    g, p = (str(x or "").replace(" target", "") for x in (gold, said))
    if not g or not p:
        return not g and not p
    return p.startswith(g) or g.startswith(p)


def labelled(folder: Path) -> Iterator[tuple[Document, dict[str, Any]]]:
    """The documents of a folder with their labels."""
    if folder.is_file():
        yield from synthetic(folder)
        return
    texts = folder / "texts" if (folder / "texts").is_dir() else folder
    for path in sorted((*texts.glob("*.md"), *texts.glob("*.txt"))):
        for gold in (folder / "gold" / f"{path.stem}.json", path.with_suffix(".json")):
            if gold.is_file():
                yield load_document(path), json.loads(gold.read_text(encoding="utf-8"))
                break


def synthetic(path: Path) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Short texts with invented names and their labels, one a line: what plain sentences must give."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        day = date.fromisoformat(row["published"])
        text, lang, title = row["text"], row["lang"], row.get("title")
        yield Document(f"{path.stem}-{number}", str(path), "", text, language=lang, published=day, title=title), row


def scale(value: float, unit: str) -> tuple[float, str]:
    """An amount in its dimension's first unit, what it is per year left aside; money and prices as they are."""
    top = unit.partition("/yr")[0].partition("/month")[0].partition("/day")[0]
    if top in ("%", "pp"):
        return value, "%"
    if top in COUNTED:
        return value, "count"
    try:
        dimension = dimension_of(top)
        return (convert(value, top, BASES[dimension]), dimension) if dimension in BASES else (value, top)
    except InputError:
        return value, top


def align(figures: Sequence[Scoped], claims: Sequence[dict[str, Any]], text: str) -> dict[int, dict[str, Any]]:
    """The label of each figure, by the figure's number: the same amount where the label's words stand."""
    found: dict[int, dict[str, Any]] = {}
    for claim in claims:
        surface = claim.get("surface") or ""
        starts = (
            [claim["start"]]
            if "start" in claim
            else [m.start() for m in re.finditer(re.escape(surface), text)]
            if surface
            else []
        )
        want = scale(claim["value"], claim["unit"])
        best = None
        for number, figure in enumerate(figures):
            if number in found:
                continue
            value, dimension = scale(figure.found.value, figure.found.unit)
            if dimension != want[1] or abs(abs(value) - abs(want[0])) > 0.005 * max(abs(want[0]), 1e-12):
                continue
            touches = any(s < figure.found.end and figure.found.start < s + len(surface) for s in starts)
            if touches:
                best = number
                break
            if best is None and not starts:
                best = number
        if best is not None:
            found[best] = claim
    return found


def collect(documents: Iterable[tuple[Document, dict[str, Any]]], lang: str, models: Models | None = None) -> Examples:
    """The examples that labelled documents of a language give.

    What is decided of a figure bears on the figures behind it. Here it is as the labels have it, or, where `models` are
    given, as these decide, right or wrong: so it will be when the reader reads.
    """
    examples = Examples()
    for document, gold in documents:
        if (document.language or detect_language(document.text)) != lang:
            continue
        page = Page(document, lang, split_sentences(document.text, lang))
        figures = list(scoped_figures(page))
        labels = align(figures, gold["claims"], document.text)
        history = History()
        for number, figure in enumerate(figures):
            history.enter(page, figure.line)
            if number in labels:
                learn(figure, labels[number], history, page, examples)
            if models is not None:
                decide_scope(figure, history, page, models)
            if models is not None or number in labels:
                history.take(figure)
        examples.weigh(SYNTHETIC_WEIGHT if document.id.startswith(SYNTHETIC) else 1.0)
    return examples


def learn(figure: Scoped, label: dict[str, Any], history: History, page: Page, examples: Examples) -> None:
    """Adds the examples of one labelled figure, each field decided as the label has it before the next is asked."""
    learn_measure(figure, label["measure"], history, page, examples)
    figure.measure = label["measure"]
    learn_status(figure, label["status"], history, page, examples)
    figure.status = label["status"]
    asked = Asked(examples, group_of(figure.measure), figure)
    chosen = choose(asked, "subject", subject_candidates(figure, history, page), label.get("subject"))
    figure.subject, figure.subject_kind = (chosen.name, chosen.kind) if chosen else (label.get("subject"), "firm")
    chosen = choose(asked, "place", place_candidates(figure, history, page), label.get("place"))
    figure.place = chosen.name if chosen else label.get("place")
    period = (label.get("period") or "").replace(" target", "") or None
    chosen = choose(asked, "period", period_candidates(figure, history, page), period)
    figure.period = chosen.name if chosen else period


def learn_measure(figure: Scoped, measure: str, history: History, page: Page, examples: Examples) -> None:
    """Adds the example of a figure's measure, where more than one is possible."""
    rule, dimension = rule_measure(figure, history, page.lang), figure.found.dimension
    allowed = list(dict.fromkeys((rule, *ALLOWED.get(dimension, ()))))
    if len(allowed) > 1 and measure in allowed:
        features = within(measure_features(figure, history, rule), measure_groups(dimension))
        asked = Question(features, [MEASURES.index(value) for value in allowed], MEASURES.index(measure))
        examples.questions["measure"].append(asked)


def learn_status(figure: Scoped, status: str, history: History, page: Page, examples: Examples) -> None:
    """Adds the example of a figure's status."""
    if status in STATUSES:
        features = status_features(figure, history, page)
        asked = Question(features, list(range(len(STATUSES))), STATUSES.index(status))
        examples.questions["status"].append(asked)


@dataclass(frozen=True)
class Asked:
    """Where the examples of one figure go, and the group that it is weighed in."""

    examples: Examples
    group: str
    figure: Scoped


def choose(asked: Asked, name: str, candidates: list[Candidate], gold: str | None) -> Candidate | None:
    """Adds one example with the candidates that agree with the label; the closest of them, None where none does."""
    test = same_period if name == "period" else alike
    right = [n for n, candidate in enumerate(candidates) if test(gold, candidate.name)]
    if name == "period" or EXACT.search(gold or ""):
        right = [n for n in right if candidates[n].name == gold] or right
    if not right:
        asked.examples.missing[name].append(f"{gold} <- {asked.figure.line.sentence.text[:160]}")
        return None
    features = [within(c.features, (EVERYWHERE, asked.group)) for c in candidates]
    asked.examples.by_field[name].append(Example(features, right, 1.0 if gold else NULL_WEIGHT[name]))
    return candidates[max(right, key=lambda n: closeness(gold or "", candidates[n].name or ""))]
