"""Learn the weights of the reader's scope models from labelled documents: `python tools/train_reader.py FOLDER ...`.

A folder holds documents (`NAME.md` or `NAME.txt`) beside their labels (`NAME.json`), or in `texts/` and `gold/`. Each
question of a field becomes one example: its candidates with their features, and which of them agree with the label.
The weights maximise the likelihood of the right candidates under a softmax; a penalty keeps them near what is believed
before any example is seen or, with `--known FOLDER`, near weights that were learned before, from documents that need
not be at hand. `--keep zh:place=0.7` leaves seven tenths of a field's known weights as they were and takes three of the
learned ones; `--keep en:subject=1` leaves the field alone. The shipped weights came so, in two rounds; docs/reading.md
says from what and with which shares. They are written to `src/gigawatch/claims/data/scope_LANG.json`.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reader.blend import keep_known, read_kept
from reader.example import SYNTHETIC, Examples, collect, labelled
from reader.fit import fit, fit_values
from reader.prior import Known

from gigawatch.claims.scope.weight import models_of
from gigawatch.model import Document

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "gigawatch" / "claims" / "data"
CLASSIFIED, CHOSEN = ("measure", "status"), ("subject", "place", "period")
# Fields half learned from what the reader itself decided before, and in how many parts the documents are read for that.
FROM_OWN, FOLDS = ("place",), 3
LANGUAGES = ("en", "zh")


def tables_of(examples: dict[str, Examples], known: Known | None = None) -> dict[str, dict[str, Any]]:
    """The tables of the models by language, held near those `known` before."""
    tables: dict[str, dict[str, Any]] = {lang: {"choose": {}, "classify": {}} for lang in examples}
    for name in CHOSEN:
        pooled = [(lang, example) for lang, of in examples.items() for example in of.by_field[name]]
        for lang, weights in fit(name, pooled, known).items():
            tables[lang]["choose"][name] = chooser_table(weights)
    for name in CLASSIFIED:
        asked = [(lang, question) for lang, of in examples.items() for question in of.questions[name]]
        for lang, table in fit_values(name, asked, known).items():
            tables[lang]["classify"][name] = table
    return tables


def train(
    documents: Sequence[tuple[Document, dict[str, Any]]], known: Known | None = None
) -> tuple[dict[str, dict[str, Any]], dict[str, Examples]]:
    """The tables of the models by language, and the examples that they were learned from."""
    examples = {lang: collect(documents, lang) for lang in LANGUAGES}
    own = own_choices(documents, known)
    for lang, of in examples.items():
        for name in FROM_OWN:
            of.by_field[name] += own[lang].by_field[name]
            for example in of.by_field[name]:
                example.weight /= 2
    return tables_of(examples, known), examples


def own_choices(
    documents: Sequence[tuple[Document, dict[str, Any]]], known: Known | None = None
) -> dict[str, Examples]:
    """The examples of documents read by models that were learned from the others."""
    found = {lang: Examples() for lang in LANGUAGES}
    for fold in range(FOLDS):
        others = [d for d in documents if fold_of(d[0]) != fold]
        tables = tables_of({lang: collect(others, lang) for lang in LANGUAGES}, known)
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


def read_known(folder: Path) -> Known:
    """The weights of a folder, by language."""
    return Known({lang: json.loads((folder / f"scope_{lang}.json").read_text(encoding="utf-8")) for lang in LANGUAGES})


def main() -> None:
    """Read the folders, learn, write the models and say from how many examples."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--missing")
    parser.add_argument("--out", type=Path, default=DATA)
    parser.add_argument("--skip", default="", help="regular expression of document names to leave out of training")
    parser.add_argument("--known", type=Path, help="folder of weights learned before, near which the new ones are held")
    parser.add_argument("--keep", action="append", default=[], help="LANGUAGE:FIELD=SHARE of the known weights kept")
    given = parser.parse_args()
    if given.keep and not given.known:
        parser.error("--keep needs the weights that are kept: --known FOLDER")
    known = read_known(given.known) if given.known else None
    documents = [
        d
        for folder in given.folders
        for d in labelled(folder)
        if not (given.skip and re.match(given.skip, Path(d[0].path).name))
    ]
    learned, examples = train(documents, known)
    if known:
        keep_known(learned, known.tables, read_kept(given.keep))
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
