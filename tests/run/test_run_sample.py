from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.ledger import explain, open_ledger
from gigawatch.model import QuantityClaim
from gigawatch.run.build import Outcome
from gigawatch.store import fetch_rows, open_database

DAY = date(2026, 1, 1)

if TYPE_CHECKING:
    from conftest import Build

    Built = tuple[Path, Outcome]


def test_the_sample_builds_without_a_fault_and_leaves_everything_it_promises(built_sample: Built) -> None:
    place, outcome = built_sample
    assert not [notice for notice in outcome.notices if notice.startswith("fault")]
    made = place / "build"
    for name in (
        "gigawatch.duckdb",
        "manifest.json",
        "chain.json",
        "outlook.json",
        "site/index.html",
        "export/fact.csv",
    ):
        assert (made / name).stat().st_size > 0
    reports = {path.name for path in (made / "report").iterdir()}
    assert reports >= {"report.en.html", "report.zh.html", "report.en.pdf", "report.zh.pdf"}


def test_every_claim_of_the_sample_stands_in_its_document_at_its_offsets(built_sample: Built) -> None:
    material = open_ledger(built_sample[0] / "build" / "gigawatch.duckdb").material
    assert len(material.claims) > 200
    for claim in material.claims.values():
        assert material.documents[claim.document].text[claim.start : claim.end] == claim.surface


def test_the_sample_is_read_in_both_languages(built_sample: Built) -> None:
    with open_database(built_sample[0] / "build" / "gigawatch.duckdb") as con:
        rows = fetch_rows(con, "SELECT lang, kind, count(*) AS n FROM claim GROUP BY ALL")
    by_language = {(str(r["lang"]), str(r["kind"])): int(str(r["n"])) for r in rows}
    assert by_language[("en", "quantity")] > 60
    assert by_language[("zh", "quantity")] > 100
    assert {kind for _, kind in by_language} == {
        "quantity",
        "event",
        "agreement",
        "pledge",
        "statement",
        "superlative",
    }


def test_the_commissioning_event_is_in_the_ledger_as_it_was_told(built_sample: Built) -> None:
    book = open_ledger(built_sample[0] / "build" / "gigawatch.duckdb")
    facts = book.select(subject="World Power Battery Conference 2022", status="signed")
    told = {(fact.measure, fact.value, fact.unit) for fact in facts}
    assert told >= {("projects", 48.0, "count"), ("investment", 9.62e10, "CNY"), ("investment", 1.42e10, "USD")}
    dollars = next(fact for fact in facts if fact.unit == "USD")
    yuan = next(c for c in book.material.claims.values() if isinstance(c, QuantityClaim) and c.value == 9.62e10)
    assert yuan.id in {getattr(book.material.claims.get(c.claim), "same_as", None) for c in book.candidates[dollars.id]}
    assert any("14.2 billion" in evidence.sentence for _, evidence in explain(book, dollars.id).candidates)


def test_what_was_published_later_is_not_known_before(built_sample: Built) -> None:
    book = open_ledger(built_sample[0] / "build" / "gigawatch.duckdb")
    then = book.as_of(date(2022, 8, 1))
    assert 0 < len(then.facts) < len(book.facts)
    assert all(fact.known_on is not None and fact.known_on <= "2022-08-01" for fact in then.facts.values())


def test_a_second_build_does_nothing_and_says_so_in_two_seconds_of_the_processor(sample_copy: Path) -> None:
    started = _spent()
    command = [sys.executable, "-m", "gigawatch", "build", str(sample_copy), "--date", DAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Nothing has changed" in done.stderr
    assert _spent() - started < 2.0


def _spent() -> float:
    """Processor seconds of all programs called so far: the clock's depend on what else the machine does."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_one_changed_document_redoes_only_what_depends_on_it(sample_copy: Path, settle: Build) -> None:
    file = sample_copy / "documents" / "030-calb-chengdu.md"
    file.write_text(file.read_text(encoding="utf-8").replace("120", "121"), encoding="utf-8")
    done = settle(sample_copy).done
    assert [name for name in done if name.startswith(("read:", "table:", "package:"))] == [
        "read:documents/030-calb-chengdu.md"
    ]
    assert done[1:4] == ["gather", "review", "resolve"]
    assert "index" not in done


def test_a_document_that_says_nothing_new_leaves_the_index_as_it_was(sample_copy: Path, settle: Build) -> None:
    (sample_copy / "documents" / "099-note.md").write_text("---\nlanguage: en\n---\nNothing is said here in figures.\n")
    assert "index" not in settle(sample_copy).done


def test_a_change_of_day_redoes_only_ageing(sample_copy: Path, build: Build) -> None:
    assert build(sample_copy, date(2026, 1, 2)).done == ["age"]


def steps_of(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (place / "build" / "step").glob("*.parquet")}


def test_deleting_the_build_loses_nothing(sample_copy: Path, settle: Build) -> None:
    wanted = steps_of(sample_copy)
    shutil.rmtree(sample_copy / "build")
    settle(sample_copy)
    assert steps_of(sample_copy) == wanted


def test_deleting_the_build_loses_nothing_of_the_report(synthetic: Path, tmp_path: Path, build: Build) -> None:
    place = tmp_path / "w"
    shutil.copytree(synthetic, place, ignore=shutil.ignore_patterns("build"))
    build(place)
    assert steps_of(place) == steps_of(synthetic)
    for name in ("report.en.html", "report.zh.html"):
        assert (place / "build" / "report" / name).read_bytes() == (synthetic / "build" / "report" / name).read_bytes()


def test_an_unreadable_document_is_set_aside_and_the_rest_is_built(sample_copy: Path) -> None:
    (sample_copy / "documents" / "bad.txt").write_bytes(b"\x00\x01")
    command = [sys.executable, "-m", "gigawatch", "build", str(sample_copy), "--date", DAY.isoformat()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "documents/bad.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert (sample_copy / "build" / "gigawatch.duckdb").exists()


def test_the_manifest_leads_from_the_report_back_to_the_documents(built_sample: Built) -> None:
    steps = json.loads((built_sample[0] / "build" / "manifest.json").read_text(encoding="utf-8"))["steps"]
    made_by = {output: name for name, step in steps.items() for output in step["outputs"]}
    reached, queue = set(), ["report"]
    while queue:
        for source in steps[queue.pop()]["inputs"]:
            if source not in reached:
                reached.add(source)
                queue += [made_by[source]] if source in made_by else []
    assert "documents/001-conference-2022.md" in reached
