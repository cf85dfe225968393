"""`gigawatch doctor --repair`: what can be derived comes back as it was, what cannot is told, nothing kept is lost."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from adding import TEXTS, make_folders
from adding import settle as settle_tables

import gigawatch
from gigawatch.cli import main
from gigawatch.intake import Packed, write_pack
from gigawatch.intake.crawled import Crawled, Gone
from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.build import AT_WORK, locked
from gigawatch.run.diagnosis import examine
from gigawatch.run.fingerprint import hash_path
from gigawatch.run.folder import fresh_folder
from gigawatch.run.repair import Repair, repair
from gigawatch.run.salvage import mend_logs
from gigawatch.run.workspace import Workspace, open_workspace
from gigawatch.store import read_rows, tables
from synthetic_place import DAY, SYNTHETIC

Build = Callable[..., object]
SETTINGS = '[workspace]\nformat = 1\nname = "Yibin"\nregion = "Yibin"\n\n[index]\ndefinitions = []\n'
KEPT = ("documents", "tables", "reviews", "editions", "desk")


@pytest.fixture(scope="module")
def made(settle: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("repair") / "yibin"
    for name, text in {**SYNTHETIC, "gigawatch.toml": SETTINGS}.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    settle(place)
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Workspace:
    return open_workspace(shutil.copytree(made, tmp_path / "yibin"))


@pytest.fixture
def mend(place: Workspace, settle: Build) -> Callable[[], Repair]:
    return lambda: repair(place, lambda day: settle(place.root, day), DAY)


def results(place: Workspace) -> dict[str, object]:
    steps = {name: read_rows(place.steps / f"{name}.parquet") for name in tables()}
    return {**steps, "facts": gigawatch.open(place.root).facts().rows}


def kept(place: Workspace) -> dict[str, str]:
    files = (path for name in KEPT for path in (place.root / name).rglob("*") if path.is_file())
    return {path.relative_to(place.root).as_posix(): hash_path(path) for path in files}


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(bytes(data))


DAMAGE: dict[str, Callable[[Workspace], object]] = {
    "a table cut short": lambda w: truncate(w.steps / "fact.parquet"),
    "a table with a byte that flipped": lambda w: flip(w.steps / "claim.parquet"),
    "a table that is gone": lambda w: (w.steps / "entity.parquet").unlink(),
    "what a document gave cut short": lambda w: truncate(next((w.steps / "claim").glob("*.parquet"))),
    "a database cut short": lambda w: truncate(w.database),
    "a database that is gone": lambda w: w.database.unlink(),
    "a manifest cut short": lambda w: truncate(w.manifest),
    "a build that was cut": lambda w: (w.build / AT_WORK).write_text("settle", encoding="utf-8"),
    "a table that nothing makes": lambda w: (w.steps / "stray.parquet").write_bytes(b"PAR1"),
    "all steps gone": lambda w: shutil.rmtree(w.steps),
}


@pytest.mark.parametrize("what", list(DAMAGE))
def test_what_can_be_derived_comes_back_as_it_was(place: Workspace, mend: Callable[[], Repair], what: str) -> None:
    good, before = results(place), kept(place)
    assert examine(place) == []
    DAMAGE[what](place)
    assert examine(place) != []
    found = mend()
    assert found.left == ()
    assert found.done
    assert results(place) == good
    assert kept(place) == before
    assert mend() == Repair((), ())


def test_what_a_cut_writing_left_goes_and_what_was_moved_aside_comes_back(
    place: Workspace, mend: Callable[[], Repair]
) -> None:
    former, other = place.editions / "index" / ".2024.old", place.editions / "index" / ".2023.old"
    for folder in (former, other, place.editions / "index" / "2023"):
        folder.mkdir(parents=True)
        (folder / "scores.csv").write_text(f"of {folder.name}\n", encoding="utf-8")
    left = [place.documents / ".kept.csv.fresh", place.build / "gigawatch.fresh.duckdb", place.steps / "fact.fresh"]
    for path in left:
        path.write_text("half", encoding="utf-8")
    (place.build / ".site.fresh").mkdir()
    assert sum("left by a writing that was cut short" in told for told in examine(place)) == 6
    found = mend()
    assert found.left == ()
    assert not any(path.exists() for path in (*left, place.build / ".site.fresh", former, other))
    assert (place.editions / "index" / "2024" / "scores.csv").read_text(encoding="utf-8") == "of .2024.old\n"
    assert (place.editions / "index" / "2023" / "scores.csv").read_text(encoding="utf-8") == "of 2023\n"
    assert (place.root / "backup" / "2023" / "scores.csv").read_text(encoding="utf-8") == "of .2023.old\n"


def test_a_folder_whose_swap_was_cut_is_not_lost_to_the_next_one_that_fails(tmp_path: Path) -> None:
    target = tmp_path / "2024"
    former = tmp_path / ".2024.old"
    former.mkdir()
    (former / "scores.csv").write_text("kept\n", encoding="utf-8")
    with pytest.raises(RuntimeError), fresh_folder(target):
        raise RuntimeError
    assert (target / "scores.csv").read_text(encoding="utf-8") == "kept\n"


def test_a_damaged_log_is_written_again_from_its_lines_and_from_the_last_build(
    place: Workspace, mend: Callable[[], Repair]
) -> None:
    logs = [place.documents / "kept.csv", place.tables / "kept.csv"]
    good = {log: sorted(log.read_text(encoding="utf-8").splitlines()) for log in logs}
    results_before = results(place)
    for log in logs:
        first = log.read_text(encoding="utf-8").splitlines()[:2]
        log.write_text("\n".join((*first, 'half,"a li')), encoding="utf-8")
    damaged = {log: log.read_bytes() for log in logs}
    found = mend()
    assert found.left == ()
    for log in logs:
        assert sorted(log.read_text(encoding="utf-8").splitlines()) == good[log]
        aside = place.root / "backup" / f"damaged-{log.parent.name}-kept.csv"
        assert aside.read_bytes() == damaged[log]
    assert results(place) == results_before


def test_a_damaged_log_of_a_workspace_with_packs_gets_a_line_for_each_pack_and_none_for_its_documents(
    tmp_path: Path,
) -> None:
    place = open_workspace(make_folders(tmp_path / "debrecen"))
    write_pack(place.documents / "news.parquet", [Packed(f"wire/{n}", text) for n, text in enumerate(TEXTS)])
    Crawled(place.documents).note(place.documents / "news.parquet", "0" * 64, "all", Gone(1, 1))
    settle_tables(place.root)
    log = place.documents / "kept.csv"
    before = log.read_bytes()
    log.write_text("half a li", encoding="utf-8")
    (told,) = mend_logs(place)
    assert told.startswith("documents/kept.csv: written again, 0 lines of it and 1 from the last build (the damaged")
    assert log.read_bytes() == before


def test_what_cannot_be_derived_is_told_and_left_as_it_is(place: Workspace, mend: Callable[[], Repair]) -> None:
    document, review = place.documents / "plant.md", place.reviews / "accept.csv"
    document.write_text(document.read_text(encoding="utf-8") + "Another line.\n", encoding="utf-8")
    review.parent.mkdir(exist_ok=True)
    review.write_text("half a li", encoding="utf-8")
    before = kept(place)
    told = "\n".join(mend().left)
    assert "documents/plant.md" in told
    assert "accept.csv" in told
    assert kept(place) == before


def test_damage_beside_a_document_that_changed_is_put_right_and_both_are_told(
    place: Workspace, mend: Callable[[], Repair]
) -> None:
    document = place.documents / "plant.md"
    document.write_text(document.read_text(encoding="utf-8") + "Another line.\n", encoding="utf-8")
    truncate(place.database)
    found = mend()
    assert any("gigawatch.duckdb" in told for told in found.done)
    assert any("documents/plant.md" in told and "restore them from your copy" in told for told in found.left)


def test_a_manifest_that_names_kept_files_as_built_costs_none_of_them(
    place: Workspace, mend: Callable[[], Repair], tmp_path: Path
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine\n", encoding="utf-8")
    before = kept(place)
    manifest = json.loads(place.manifest.read_text(encoding="utf-8"))
    named = (
        "documents/plant.md",
        "build/../documents/later.md",
        "../outside.md",
        str(outside),
        "build",
        "build/..",
        "",
    )
    next(iter(manifest["steps"].values()))["outputs"] |= dict.fromkeys(named, "0" * 64)
    place.manifest.write_text(json.dumps(manifest), encoding="utf-8")
    mend()
    assert kept(place) == before
    assert outside.read_text(encoding="utf-8") == "mine\n"


def test_a_link_that_lies_in_the_place_of_a_leftover_goes_and_what_it_leads_to_stays(
    place: Workspace, mend: Callable[[], Repair], tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (place.build / ".site.fresh").symlink_to(mine)
    assert mend().left == ()
    assert not (place.build / ".site.fresh").is_symlink()
    assert mine.is_dir()


def test_what_was_put_right_is_told_where_nothing_can_be_built(place: Workspace) -> None:
    def refuse(_: date) -> None:
        raise InputError("no place is called so")

    (place.documents / ".kept.csv.fresh").write_text("half", encoding="utf-8")
    place.database.unlink()
    found = repair(place, refuse, DAY)
    assert found.done == ("documents/.kept.csv.fresh: removed, it was not written to its end",)
    assert "nothing could be built anew: no place is called so" in found.left


def test_nothing_is_put_right_while_a_build_is_at_work(place: Workspace, mend: Callable[[], Repair]) -> None:
    with locked(place.build), pytest.raises(WorkspaceError, match="another build is running here"):
        mend()


def test_the_command_says_what_it_did(place: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    (place.build / ".site.fresh").mkdir()
    with pytest.raises(SystemExit) as left:
        main(["doctor", "--repair", "--workspace", str(place.root)])
    assert left.value.code == 0
    told = capsys.readouterr().err
    assert "put right: build/.site.fresh: removed, it was not written to its end" in told
    assert "Everything is in order." in told
