"""The accuracy of reading on the project's own gold documents may rise and not fall; floors are only ever raised."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gigawatch.claims import read_claims
from gigawatch.cli.read import as_record
from gigawatch.intake import load_document

ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared" / "tools" / "score_claims.py"
GOLD = Path(__file__).parent / "gold"
TEXTS = ROOT / "src" / "gigawatch" / "run" / "sample" / "yibin" / "documents"
FLOORS = json.loads((GOLD / "floor.json").read_text(encoding="utf-8"))


@pytest.mark.skipif(not SCORER.is_file(), reason="the scorer is not at hand")
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_reading_is_as_accurate_as_it_was(lang: str, tmp_path: Path) -> None:
    lines = []
    for gold in sorted((GOLD / lang).glob("*.json")):
        document = load_document(TEXTS / f"{gold.stem}.md")
        (tmp_path / f"{gold.stem}.txt").write_text(document.text, encoding="utf-8")
        lines += [json.dumps(as_record(claim, gold.stem)) for claim in read_claims(document).claims]
    said = tmp_path / "said.jsonl"
    said.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(GOLD / lang), str(said), "--texts", str(tmp_path), "--json"]
    score = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    fallen = {name: (score[name], floor) for name, floor in FLOORS[lang].items() if score[name] < floor}
    assert fallen == {}
