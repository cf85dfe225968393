"""Weights that make the right candidates likely under a softmax, held near what was believed by a penalty."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags, hstack

from gigawatch.claims.scope.measure import MEASURES
from gigawatch.claims.scope.status import STATUSES
from reader.example import Example, Question
from reader.prior import PENALTY, PRIOR, Known

LEAST = 2


def fit(name: str, examples: Sequence[tuple[str, Example]], prior: Known | None = None) -> dict[str, dict[str, float]]:
    """For each language the weights that make the right candidates likeliest.

    They are held near those of `prior`, where they are given, else near what is believed.

    A feature has one weight that all languages share and one that each adds, so that what holds in both is learned
    from both.
    """
    index = number_features(examples)
    held = np.array([believed(name, f) if prior is None else prior.choice(name, f, believed) for f in index])
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


def fit_values(
    name: str, questions: Sequence[tuple[str, Question]], prior: Known | None = None
) -> dict[str, dict[str, Any]]:
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
    for row, feature in enumerate(names):
        before = prior.values(name, feature, values) if prior is not None else None
        held[row] = before or [believed(name, f"{value}|{feature}") for value in values]
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
