"""Learn the weights of the reader's scope models from labelled documents: `python tools/train_reader.py FOLDER ...`.

A folder holds documents (`NAME.md` or `NAME.txt`) beside their labels (`NAME.json`), or in `texts/` and `gold/`. Each
question of a field becomes one example: its candidates with their features, and which of them agree with the label.
The weights maximise the likelihood of the right candidates under a softmax; a penalty keeps them near what is believed
before any example is seen. They are written to `src/gigawatch/claims/data/scope_LANG.json`.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags, hstack

from gigawatch.claims.language import detect_language
from gigawatch.claims.scope.candidate import Candidate
from gigawatch.claims.scope.history import History, Scoped, group_of
from gigawatch.claims.scope.measure import ALLOWED, MEASURES, measure_features, measure_groups, rule_measure
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.period import period_candidates
from gigawatch.claims.scope.place import place_candidates
from gigawatch.claims.scope.reading import decide_scope, scoped_figures
from gigawatch.claims.scope.status import STATUSES, status_features
from gigawatch.claims.scope.subject import subject_candidates
from gigawatch.claims.scope.weight import EVERYWHERE, Models, models_of, within
from gigawatch.claims.sentence import split_sentences
from gigawatch.intake import load_document
from gigawatch.model import Document, InputError
from gigawatch.quantity import convert, dimension_of

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "gigawatch" / "claims" / "data"
CLASSIFIED, CHOSEN = ("measure", "status"), ("subject", "place", "period")
PENALTY = {"measure": 3.0, "status": 10.0, "subject": 15.0, "place": 3.0, "period": 8.0}
# Fields half learned from what the reader itself decided before, and in how many parts the documents are read for that.
FROM_OWN, FOLDS = ("place",), 3
LEAST = 2
NULL_WEIGHT = 0.25
# Names of which every word tells: joint ones, and conferences by their year.
EXACT = re.compile(r" and |\d{4}")
SYNTHETIC, SYNTHETIC_WEIGHT = "synthetic", 4.0
LANGUAGES = ("en", "zh")
BASES = {"energy": "GWh", "power": "MW", "mass": "t", "area": "m2", "length": "km"}
COUNTED = ("count", "vehicles", "stations", "jobs", "projects", "sets")
# What a feature is believed to count before any example is seen; learning moves away only as far as examples ask.
PRIOR: dict[str, dict[str, float]] = {
    "measure": {
        r"(?P<v>\w+)\|\w[\w/]*\|rule:(?P=v)": 3.0,
    },
    "status": {
        r"(?P<v>\w+)\|rule:(?P=v)": 2.0,
    },
    "subject": {
        r"bcl:0:(?:firm|group)": 1.0,
        r"bcl:0:(?:place|country)": 0.3,
        r"role:verb:b": 0.8,
        r"a:(?:firm|group)": -1.0,
        r"a:(?:place|country)": -1.5,
        r"out": -0.3,
        r"=pf:0": 0.6,
        r"=pf:1:out:False": 0.8,
        r"=pf:clause": 0.5,
        r"=lead": 0.3,
        r"acts:first": 0.8,
        r"acts:last": 0.5,
        r"heads:\w+": 0.6,
        r"in:\w+:item:True": 0.8,
        r"out:(?:nation|world):country": -1.5,
        r"none": -1.5,
        r"k:event": -1.0,
        r"st:signed:event": 1.5,
        r"opens:(?:firm|group|event):0": 0.8,
        r"role:(?:source|press):[ab]": -2.5,
        r"first:firm": 0.4,
        r"bn:0": 0.3,
        r"project\|k:(?:place|country)": -0.8,
        r"deal\|k:(?:place|country)": -0.5,
        r"stat\|k:country": 0.3,
    },
    "place": {
        r"bcl:0:place": 1.2,
        r"bcl:1:place": 0.5,
        r"lv:city": 0.7,
        r"lv:province": 0.2,
        r"a:\w+:1": -0.6,
        r"out": -0.4,
        r"=pf:0:\w+": 0.6,
        r"=pf:1:\w+": 0.5,
        r"home:\w+": 0.8,
        r"from:subject:(?:in|out):\w+": 1.0,
        r"none": -0.3,
        r"from:nation:out:\w+": -1.0,
        r"from:world:out:\w+": -1.5,
    },
    "period": {
        r"bcl:0": 1.5,
        r"bcl:1": 0.8,
        r"acl:0": 0.9,
        r"acl:1": -0.5,
        r"out": -0.6,
        r"founded": -3.0,
        r"=pf:0:\w+": 0.4,
        r"=pf:1:\w+": 0.3,
        r"from:(?:published|month|year):out": -2.0,
        r"from:span:out": 0.5,
        r"none": 0.0,
    },
}


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
    asked.examples.by_field[name].append(Example(features, right, 1.0 if gold else NULL_WEIGHT))
    return candidates[max(right, key=lambda n: closeness(gold or "", candidates[n].name or ""))]


def fit(name: str, examples: Sequence[tuple[str, Example]]) -> dict[str, dict[str, float]]:
    """For each language the weights that make the right candidates likeliest.

    A feature has one weight that all languages share and one that each adds, so that what holds in both is learned
    from both.
    """
    index = number_features(examples)
    held = np.array([believed(name, f) for f in index])
    columns, starts, owners, right = [], [0], [], []
    weight = np.array([example.weight for _, example in examples])
    for number, (lang, example) in enumerate(examples):
        for at, candidate in enumerate(example.candidates):
            columns += [index[f] for f in candidate if f in index]
            columns += [index[key] for f in candidate if (key := f"{lang}>{f}") in index]
            starts.append(len(columns))
            owners.append(number)
            right.append(at in example.right)
    matrix = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(owners), len(index)))
    weights = minimise(matrix, (np.array(owners), np.array(right), weight), held, PENALTY[name])
    found: dict[str, dict[str, float]] = {}
    for lang in {lang for lang, _ in examples}:
        added = {
            f: float(weights[n]) + (float(weights[index[k]]) if (k := f"{lang}>{f}") in index else 0.0)
            for f, n in index.items()
            if ">" not in f
        }
        found[lang] = {f: round(w, 2) for f, w in added.items() if abs(w) >= 0.03}
    return found


def number_features(examples: Sequence[tuple[str, Example]]) -> dict[str, int]:
    """A number for each feature that is common enough, shared and by language."""
    counts: dict[str, int] = defaultdict(int)
    for lang, example in examples:
        for feature in {f for c in example.candidates for f in c}:
            counts[feature] += 1
            counts[f"{lang}>{feature}"] += 1
    return {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= LEAST))}


def believed(name: str, feature: str) -> float:
    """What a feature is believed to count."""
    return next((weight for pattern, weight in PRIOR[name].items() if re.fullmatch(pattern, feature)), 0.0)


def minimise(
    matrix: csr_matrix, questions: tuple[np.ndarray, np.ndarray, np.ndarray], held: np.ndarray, penalty: float
) -> np.ndarray:
    """The weights at the least penalised loss.

    Rows of `matrix` are candidates; `questions` are the number of each candidate's question, whether it is right, and
    what each question counts. The penalty grows with the distance from what is `held` beforehand.
    """
    owner, is_right, counts = questions
    heads = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.maximum.reduceat(scores, heads)[owner]
        grown = np.exp(scores - top)
        whole = np.add.reduceat(grown, heads)
        good = np.add.reduceat(np.where(is_right, grown, 0.0), heads) + 1e-300
        away = weights - held
        value = float(np.sum(counts * (np.log(whole) - np.log(good))) + 0.5 * penalty * away @ away)
        slope = counts[owner] * (grown / whole[owner] - np.where(is_right, grown, 0.0) / good[owner])
        return value, matrix.T @ slope + penalty * away

    result = minimize(loss, held, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(result.x)


def fit_values(name: str, questions: Sequence[tuple[str, Question]]) -> dict[str, dict[str, Any]]:
    """For each language the table of a field with a fixed list of values, learned as `fit` learns.

    A feature has one weight for each value that it is common enough with.
    """
    values = MEASURES if name == "measure" else STATUSES
    langs = sorted({lang for lang, _ in questions})
    common = Counter(f for _, q in questions for f in set(q.features))
    names = sorted(f for f, count in common.items() if count >= LEAST)
    number = {f: n for n, f in enumerate(names)}
    allowed = np.zeros((len(questions), len(values)), bool)
    for row, (_, q) in enumerate(questions):
        allowed[row, q.allowed] = True
    known = [[number[f] for f in q.features if f in number] for _, q in questions]
    once = stack([sorted(set(numbers)) for numbers in known], len(names))
    every = stack(known, len(names))
    told = [np.array([lang == of for of, _ in questions], float) for lang in langs]
    parts = [np.ones(len(questions)), *told]
    open_to = np.vstack([once.T @ (allowed * part[:, None]) >= LEAST for part in parts])
    held = np.zeros(open_to.shape)
    held[: len(names)] = [[believed(name, f"{value}|{f}") for value in values] for f in names]
    matrix = hstack([diags(part) @ every for part in parts], format="csr")
    weights = minimise_values(matrix, (questions, allowed), (held, open_to), PENALTY[name])
    shared, *added = np.vsplit(weights, len(parts))
    return {
        lang: {
            "values": values,
            "weights": {f: row for f, row in zip(names, rounded(shared + own), strict=True) if any(row)},
        }
        for lang, own in zip(langs, added, strict=True)
    }


def stack(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    """A matrix with a one for every number of every row, added up where a row has one twice."""
    starts = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(starts[-1]), [n for row in rows for n in row], starts), shape=(len(rows), width))


def rounded(weights: np.ndarray) -> list[list[float]]:
    """Weights as they are kept: two places, the least left out."""
    kept: list[list[float]] = np.where(np.abs(weights) >= 0.03, weights, 0.0).round(2).tolist()
    return kept


def minimise_values(
    matrix: csr_matrix,
    asked: tuple[Sequence[tuple[str, Question]], np.ndarray],
    given: tuple[np.ndarray, np.ndarray],
    penalty: float,
) -> np.ndarray:
    """The weights of features by value at the least penalised loss; those that are not open stay at zero."""
    (questions, allowed), (held, open_to) = asked, given
    right = np.array([q.right for _, q in questions])
    counts = np.array([q.weight for _, q in questions])
    rows, back = np.arange(len(questions)), matrix.T.tocsr()
    start, weights = held[open_to], np.zeros(held.shape)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights[open_to] = flat
        scores = np.where(allowed, matrix @ weights, -np.inf)
        scores -= scores.max(axis=1, keepdims=True)
        grown = np.exp(scores)
        whole = grown.sum(axis=1)
        away = flat - start
        value = float(np.sum(counts * (np.log(whole) - scores[rows, right])) + 0.5 * penalty * np.sum(away * away))
        slope = grown / whole[:, None]
        slope[rows, right] -= 1.0
        slope *= counts[:, None]
        return value, (back @ slope)[open_to] + penalty * away

    weights[open_to] = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return weights


def tables_of(examples: dict[str, Examples]) -> dict[str, dict[str, Any]]:
    """The tables of the models by language."""
    tables: dict[str, dict[str, Any]] = {lang: {"choose": {}, "classify": {}} for lang in examples}
    for name in CHOSEN:
        pooled = [(lang, example) for lang, of in examples.items() for example in of.by_field[name]]
        for lang, weights in fit(name, pooled).items():
            tables[lang]["choose"][name] = chooser_table(weights)
    for name in CLASSIFIED:
        asked = [(lang, question) for lang, of in examples.items() for question in of.questions[name]]
        for lang, table in fit_values(name, asked).items():
            tables[lang]["classify"][name] = table
    return tables


def train(
    documents: Sequence[tuple[Document, dict[str, Any]]],
) -> tuple[dict[str, dict[str, Any]], dict[str, Examples]]:
    """The tables of the models by language, and the examples that they were learned from."""
    examples = {lang: collect(documents, lang) for lang in LANGUAGES}
    own = own_choices(documents)
    for lang, of in examples.items():
        for name in FROM_OWN:
            of.by_field[name] += own[lang].by_field[name]
            for example in of.by_field[name]:
                example.weight /= 2
    return tables_of(examples), examples


def own_choices(documents: Sequence[tuple[Document, dict[str, Any]]]) -> dict[str, Examples]:
    """The examples of documents read by models that were learned from the others."""
    found = {lang: Examples() for lang in LANGUAGES}
    for fold in range(FOLDS):
        others = [d for d in documents if fold_of(d[0]) != fold]
        tables = tables_of({lang: collect(others, lang) for lang in LANGUAGES})
        held = [d for d in documents if fold_of(d[0]) == fold]
        for lang, of in found.items():
            for name, more in collect(held, lang, models_of(tables[lang])).by_field.items():
                of.by_field[name] += more
    return found


def fold_of(document: Document) -> int:
    """The part that a document is in; what is numbered alike tells one story and is in one part."""
    name = document.id if document.id.startswith(SYNTHETIC) else Path(document.path).stem
    number = re.search(r"\d+", name)
    return int(number.group()) % FOLDS if number else 0


def chooser_table(weights: dict[str, float]) -> dict[str, Any]:
    """The weights of a field that chooses among candidates, by group."""
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    for feature, weight in weights.items():
        group, mark, rest = feature.partition("|")
        groups[group if mark else ""][rest if mark else feature] = weight
    return dict(groups)


def main() -> None:
    """Read the folders, learn, write the models and say from how many examples."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--missing")
    parser.add_argument("--out", type=Path, default=DATA)
    parser.add_argument("--skip", default="", help="regular expression of document names to leave out of training")
    given = parser.parse_args()
    documents = [
        d
        for folder in given.folders
        for d in labelled(folder)
        if not (given.skip and re.match(given.skip, Path(d[0].path).name))
    ]
    learned, examples = train(documents)
    for lang, tables in learned.items():
        if given.missing:
            print("\n".join(examples[lang].missing[given.missing]))
        path = given.out / f"scope_{lang}.json"
        path.write_text(
            json.dumps(tables, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8"
        )
        print(
            lang,
            {n: len(e) for n, e in examples[lang].questions.items()},
            {n: (len(e), len(examples[lang].missing[n])) for n, e in examples[lang].by_field.items()},
            path.stat().st_size,
        )


if __name__ == "__main__":
    main()
