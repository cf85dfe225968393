"""The accuracy of reading on the project's own gold documents may rise and not fall; floors are only ever raised."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from agreement import Record
from gold_set import GOLD, LABELS, LANGUAGES, document_of, is_held_out, is_of_the_sample
from score import Comparison, Score, compare, group_claims, intervals, read_labels, summarise, total

from gigawatch.claims import read_claims
from gigawatch.cli.read import as_record
from gigawatch.intake import load_document
from gigawatch.model import Document

OTHER_SCORER = Path(__file__).parents[3] / "shared" / "tools" / "score_claims.py"
FLOORS: Mapping[str, Mapping[str, Mapping[str, float]]] = json.loads((GOLD / "floor.json").read_text(encoding="utf-8"))
GROUPS: Mapping[str, Callable[[Path], bool]] = {
    "all": lambda _: True,
    "sample": is_of_the_sample,
    "held_out": is_held_out,
}


@cache
def document(label: Path) -> Document:
    return load_document(document_of(label))


@cache
def reading(label: Path) -> list[Record]:
    return [as_record(claim, label.stem) for claim in read_claims(document(label)).claims]


@cache
def compared(label: Path) -> Comparison:
    name, labels = read_labels(label)
    return compare(labels, group_claims(reading(label)).get(name, []), document(label).text)


def in_group(group: str, lang: str) -> list[Path]:
    return [label for label in LABELS if label.parent.name == lang and GROUPS[group](label)]


def scored(group: str, lang: str) -> Score:
    return summarise(total(compared(label).counts for label in in_group(group, lang)))


def test_there_is_a_floor_for_every_group_in_every_language() -> None:
    assert set(FLOORS) == set(GROUPS)
    assert all(set(FLOORS[group]) == set(LANGUAGES) for group in GROUPS)
    assert all(bool(FLOORS[group][lang]) == bool(in_group(group, lang)) for group in GROUPS for lang in LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_reading_is_as_accurate_as_it_was(group: str, lang: str) -> None:
    score = scored(group, lang)
    fallen = {name: (score[name], floor) for name, floor in FLOORS[group][lang].items() if score[name] < floor}
    assert fallen == {}


@pytest.mark.skipif(not OTHER_SCORER.is_file(), reason="no other scorer is at hand")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_another_scorer_finds_the_same(lang: str, tmp_path: Path) -> None:
    lines = []
    for label in in_group("all", lang):
        (tmp_path / f"{label.stem}.txt").write_text(document(label).text, encoding="utf-8")
        lines += [json.dumps(record) for record in reading(label)]
    said = tmp_path / "said.jsonl"
    said.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(OTHER_SCORER), str(GOLD / lang), str(said), "--texts", str(tmp_path), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    found = [compared(label).counts for label in in_group("all", lang)]
    drawn = intervals(found)
    assert {name: theirs.pop(name) for name in drawn} == drawn
    assert summarise(total(found)) == pytest.approx(theirs, abs=1e-9)
