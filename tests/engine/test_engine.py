"""Both engines make the same rows, set the same documents aside and go on from what is done."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gigawatch import claims
from gigawatch.claims import read_claims
from gigawatch.engine import Borrow, LocalEngine, Reading, lend_engine, notice, read_documents
from gigawatch.engine.pack import map_pack
from gigawatch.intake import Limits, Packed, find_copies, write_pack
from gigawatch.model import Document, GigawatchError, InputError, WorkspaceError
from gigawatch.run.build import Outcome, run_steps
from gigawatch.run.plan import plan_steps
from gigawatch.run.table import REASONED
from gigawatch.run.workspace import open_workspace
from gigawatch.store import read_rows
from gigawatch.store.record import document_from

Built = tuple[Path, Outcome]
SCHEMA = pa.schema([("number", pa.int64())])


def rows_of(root: Path, table: str) -> list[dict[str, object]]:
    return read_rows(root / "build" / "step" / f"{table}.parquet")


@pytest.mark.parametrize("table", REASONED)
def test_every_table_is_row_for_row_what_one_process_makes_of_all_at_once(
    built: Built, at_once: Built, table: str
) -> None:
    assert rows_of(built[0], table) == rows_of(at_once[0], table)


def test_the_tables_that_should_have_rows_have_them(built: Built) -> None:
    counts = {table: len(rows_of(built[0], table)) for table in ("document", "claim", "mention", "fact", "candidate")}
    assert min(counts.values()) > 25


def test_a_pack_is_one_step_with_one_file_of_documents_and_one_of_claims(built: Built) -> None:
    root, outcome = built
    assert [name for name in outcome.done if name.startswith("read:")] == [
        "read:documents/all.parquet",
        "read:documents/own.md",
    ]
    assert len(list((root / "build" / "step" / "document").iterdir())) == 2
    assert len(list((root / "build" / "step" / "claim").iterdir())) == 2


def test_every_poisoned_document_is_set_aside_with_its_name_and_the_reason(
    built: Built, at_once: Built, poisoned: dict[str, object]
) -> None:
    faults = [text for text in built[1].notices if text.startswith("fault: ")]
    assert [text.split(": ")[1].rpartition("/")[2] for text in faults] == list(poisoned)
    assert "limits.read_seconds" in faults[-1]
    assert built[1].notices == at_once[1].notices


def test_the_rest_of_a_pack_is_read_and_what_came_twice_counts_once(built: Built, documents: list[Packed]) -> None:
    paths = {str(row["path"]) for row in rows_of(built[0], "document")}
    assert paths == {f"documents/all.parquet/{one.name}" for one in documents if one.name != "again"} | {
        "documents/own.md"
    }
    told = "documents/all.parquet/again: the same bytes as documents/all.parquet/news/5"
    assert sum(told in text for text in built[1].notices) == 1


def test_near_copies_are_those_that_are_found_in_memory(built: Built) -> None:
    rows = rows_of(built[0], "document")
    copies = find_copies([document_from(row) for row in rows])
    assert copies
    assert {str(row["id"]): row["leads"] for row in rows if row["leads"]} == copies


def test_evidence_in_a_packed_document_stands_at_its_place(built: Built) -> None:
    texts = {row["id"]: str(row["text"]) for row in rows_of(built[0], "document")}
    told = rows_of(built[0], "claim")
    assert all(texts[c["document"]][c["start"] : c["end"]] == c["surface"] for c in told)  # type: ignore[misc]


def test_what_is_done_on_one_engine_is_not_done_again_on_another(
    built: Built, build: Callable[[Path, Borrow], Outcome]
) -> None:
    def unused() -> None:
        raise AssertionError("nothing is left to do")

    assert build(built[0], unused).done == []  # type: ignore[arg-type]


def killed_once(folder: str) -> Callable[[int], Iterator[pa.RecordBatch]]:
    """A task that kills its own process the first time that number 2 is done, and leaves a mark for each done."""

    def task(number: int) -> Iterator[pa.RecordBatch]:
        mark = Path(folder) / "killed"
        if number == 2 and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        (Path(folder) / f"{number}-{os.getpid()}").touch()
        yield pa.RecordBatch.from_pylist([{"number": number}], schema=pa.schema([("number", pa.int64())]))

    return task


def test_work_whose_process_was_killed_is_told_of_and_done_the_next_time(borrow: Borrow, tmp_path: Path) -> None:
    task = killed_once(str(tmp_path))
    with pytest.raises(GigawatchError):
        borrow().map_tasks(4, task, SCHEMA, tmp_path / "parts")
    parts = borrow().map_tasks(4, task, SCHEMA, tmp_path / "parts")
    assert [row["number"] for part in parts for row in pq.read_table(part).to_pylist()] == [0, 1, 2, 3]


def test_a_process_that_a_document_ends_is_followed_by_careful_work(borrow: Borrow, tmp_path: Path) -> None:
    class Deadly:
        """Work on batches that ends its process where a document says so; done carefully, it leaves that one out."""

        def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
            if "deadly" in batch.column("name").to_pylist():
                os.kill(os.getpid(), signal.SIGKILL)
            return self.careful(batch)

        def careful(self, batch: pa.RecordBatch) -> pa.RecordBatch:
            places = [n for n, name in enumerate(batch.column("name").to_pylist()) if name != "deadly"]
            return batch.select(["row", "name"]).take(places)

    write_pack(tmp_path / "p.parquet", [Packed(name, "Words.") for name in ("a", "deadly", "b")])
    schema = pa.schema([("row", pa.int64()), ("name", pa.string())])
    parts = map_pack(borrow(), tmp_path / "p.parquet", "p", Deadly(), schema, tmp_path / "parts", Limits())
    assert [row["name"] for part in parts for row in pq.read_table(part).to_pylist()] == ["a", "b"]


def test_a_document_whose_reading_ends_the_process_is_set_aside_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end_or_read(document: Document) -> claims.Reading:
        if "deadly" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return read_claims(document)

    told = "CATL's plant in Yibin has a capacity of 30 GWh a year."
    write_pack(tmp_path / "p.parquet", [Packed("a", told), Packed("b", "deadly"), Packed("c", f"{told} It said so.")])
    monkeypatch.setattr(claims, "read_claims", end_or_read)
    targets = tmp_path / "document.parquet", tmp_path / "claim.parquet"
    reading = Reading("documents/p.parquet", {}, None, Limits())
    notices = read_documents(LocalEngine(), tmp_path / "p.parquet", reading, targets, tmp_path / "parts")
    assert notices == ["fault: documents/p.parquet/b: reading it ended the process, perhaps for want of memory"]
    assert [row["path"] for row in read_rows(targets[0])] == ["documents/p.parquet/a", "documents/p.parquet/c"]
    assert len(read_rows(targets[1])) == 2


def test_parts_that_are_done_are_kept_when_the_local_engine_goes_on(tmp_path: Path) -> None:
    task = killed_once(str(tmp_path))
    with lend_engine("local", tmp_path) as borrow:
        with pytest.raises(GigawatchError, match="ended from outside"):
            borrow().map_tasks(4, task, SCHEMA, tmp_path / "parts")
        borrow().map_tasks(4, task, SCHEMA, tmp_path / "parts")
    done = sorted(path.name.partition("-")[0] for path in tmp_path.iterdir() if path.name[0].isdigit())
    assert done == ["0", "1", "2", "3"]


def test_a_part_that_was_torn_is_made_again(tmp_path: Path) -> None:
    def task(number: int) -> Iterator[pa.RecordBatch]:
        yield pa.RecordBatch.from_pylist([{"number": number}], schema=SCHEMA)

    first, second = LocalEngine().map_tasks(2, task, SCHEMA, tmp_path)
    first.write_bytes(first.read_bytes()[:20])
    second.write_bytes(b"")
    parts = LocalEngine().map_tasks(2, task, SCHEMA, tmp_path)
    assert [pq.read_table(part).to_pylist() for part in parts] == [[{"number": 0}], [{"number": 1}]]


def test_a_pack_that_is_damaged_within_is_one_fault_and_the_rest_is_built_as_it_is_called_from_its_folder(
    tmp_path: Path, build: Callable[[Path, Borrow], Outcome], borrow: Borrow, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "CATL's plant in Yibin has a capacity of 30 GWh a year."
    folder = tmp_path / "documents"
    (tmp_path / "gigawatch.toml").write_text('[workspace]\nname = "Yibin"\n', encoding="utf-8")
    write_pack(folder / "_whole.parquet", [Packed("a", told)])
    write_pack(folder / "empty.parquet", [])
    write_pack(folder / "torn.parquet", [Packed("b", f"{told} It said so.")])
    torn = bytearray((folder / "torn.parquet").read_bytes())
    torn[4:60] = bytes(56)
    (folder / "torn.parquet").write_bytes(torn)
    monkeypatch.chdir(tmp_path)
    outcome = build(Path(), borrow)
    assert [text.partition(" (")[0] for text in outcome.notices] == [
        "fault: documents/torn.parquet: it cannot be read as pack"
    ]
    assert [row["path"] for row in rows_of(tmp_path, "document")] == ["documents/_whole.parquet/a"]
    assert not (tmp_path / "build" / "step" / "part").exists()


def test_of_very_many_notices_the_first_are_told_and_how_many_more_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice, "MOST_TOLD", 2)
    (tmp_path / "documents").mkdir()
    (tmp_path / "gigawatch.toml").write_text('[workspace]\nname = "Yibin"\n', encoding="utf-8")
    write_pack(tmp_path / "documents" / "a.parquet", (Packed(f"{n}", f"Words {n}.") for n in range(5)))
    write_pack(tmp_path / "documents" / "b.parquet", (Packed(f"{n}", f"Words {n}.") for n in range(5)))
    place = open_workspace(tmp_path)
    steps = [step for step in plan_steps(place, date(2026, 1, 1)) if step.group in ("read", "gather")]
    notices = run_steps(place, lambda: steps, version="0", date="2026-01-01", report=lambda *_: None).notices
    assert len(notices) == 3
    assert notices[0] == ("notice: documents/b.parquet/0: the same bytes as documents/a.parquet/0, so it counts once")
    assert notices[-1] == "notice: documents that came twice: 3 more notices, 0 of them faults"
    assert len(rows_of(tmp_path, "document")) == 5


def test_a_table_of_something_else_is_a_fault_and_stops_no_build(
    tmp_path: Path, build: Callable[[Path, Borrow], Outcome], borrow: Borrow
) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "gigawatch.toml").write_text('[workspace]\nname = "Yibin"\n', encoding="utf-8")
    pq.write_table(pa.table({"name": ["a"], "body": ["b"]}), tmp_path / "documents" / "other.parquet")
    notices = build(tmp_path, borrow).notices
    assert len(notices) == 1
    assert notices[0].startswith("fault: documents/other.parquet: this is no pack of documents: there is no text")


def test_without_java_the_larger_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(WorkspaceError, match=r"needs Java 17.*openjdk-17"), lend_engine("spark", tmp_path):
        pass


def test_an_engine_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no engine 'flink'"), lend_engine("flink", tmp_path):
        pass


def test_settings_name_the_engine_and_hand_spark_its_own(tmp_path: Path) -> None:
    file = tmp_path / "gigawatch.toml"
    own = '[engine]\nname = "spark"\n[engine.spark]\n"spark.master" = "local[4]"\n"spark.ui.enabled" = true\n'
    file.write_text(f'[workspace]\nname = "Yibin"\n{own}', encoding="utf-8")
    settings = open_workspace(tmp_path).settings
    assert settings.engine == "spark"
    assert settings.engine_settings == {"spark.master": "local[4]", "spark.ui.enabled": "true"}
    file.write_text('[workspace]\nname = "Yibin"\n[engine.spark]\nmaster = "local"\n', encoding="utf-8")
    with pytest.raises(WorkspaceError, match="settings of Spark by name"):
        open_workspace(tmp_path)
