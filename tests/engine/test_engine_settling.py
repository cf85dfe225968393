"""Settling in portions: the tables that settling at once makes, gone on from what is done, whatever lies parted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from gigawatch.engine import Borrow, LocalEngine
from gigawatch.engine.protocol import Task
from gigawatch.engine.settling import group, layout, settle_on, sums
from gigawatch.engine.settling.group import share_out
from gigawatch.model import Entity, EntityKind, WorkspaceError
from gigawatch.model.split import ProcessEndedError
from gigawatch.run.build import Outcome
from gigawatch.run.sample import create_workspace
from gigawatch.run.table import GATHERED, RESOLVED, SETTLED
from gigawatch.store import read_rows, write_rows

ACROSS = {"share", "growth", "sum", "scope", "conflict"}  # findings that reach far
Held = dict[str, list[str]]


class Stopping:
    """The engine of this machine, ended before one piece of work; notes how many parts of each lay there before."""

    name = LocalEngine().name

    def __init__(self, at: str = "") -> None:
        self.at, self.found = at, dict[str, int]()

    def map_tasks(self, count: int, task: Task, schema: pa.Schema, folder: Path) -> list[Path]:
        if folder.name == self.at:
            raise ProcessEndedError
        self.found[folder.name] = len(list(folder.glob("part-*.parquet")))
        return LocalEngine().map_tasks(count, task, schema, folder)

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Portions and buckets so small that what belongs together is far apart."""
    monkeypatch.setattr(layout, "STRETCH", 12)
    monkeypatch.setattr(layout, "CELLS", 300)
    monkeypatch.setattr(group, "BUCKET", 400)
    monkeypatch.setattr(sums, "LEAST", 20)
    yield
    layout._entities.cache_clear()


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory, build: Callable[[Path, Borrow], Outcome]) -> Path:
    """The tables of the sample, settled at once."""
    root = tmp_path_factory.mktemp("sample") / "yibin"
    create_workspace(root, "yibin", [])
    build(root, LocalEngine)
    return root / "build" / "step"


@pytest.fixture
def folder(settled: Path, tmp_path: Path) -> Path:
    """The gathered and resolved tables of the sample, nothing of them settled."""
    place = tmp_path / "step"
    place.mkdir()
    for table in (*GATHERED, *RESOLVED):
        shutil.copy(settled / f"{table}.parquet", place)
    return place


def held(folder: Path) -> Held:
    """The rows of the settled tables, in an order of their own."""
    return {table: sorted(map(repr, read_rows(folder / f"{table}.parquet"))) for table in SETTLED}


def test_the_sample_settled_in_portions_is_row_for_row_the_sample_settled_at_once(
    borrow: Borrow, folder: Path, settled: Path, tmp_path: Path
) -> None:
    settle_on(borrow(), folder, tmp_path / "part")
    assert held(folder) == held(settled)
    kinds = {str(row["kind"]) for row in read_rows(folder / "finding.parquet")}
    assert kinds >= ACROSS
    assert not (tmp_path / "part").exists()


def test_a_settling_that_was_cut_short_goes_on_with_what_is_done(folder: Path, settled: Path, tmp_path: Path) -> None:
    with pytest.raises(ProcessEndedError):
        settle_on(Stopping("fact"), folder, tmp_path / "part")
    assert not any((folder / f"{table}.parquet").exists() for table in SETTLED)
    again = Stopping()
    settle_on(again, folder, tmp_path / "part")
    done = {"gather", "join", "align", "history"}
    assert {name for name, count in again.found.items() if count} == done
    assert held(folder) == held(settled)


def test_what_was_done_is_done_anew_where_it_is_damaged(folder: Path, settled: Path, tmp_path: Path) -> None:
    with pytest.raises(ProcessEndedError):
        settle_on(Stopping("history"), folder, tmp_path / "part")
    damaged = tmp_path / "part" / "table" / "document-bucket.parquet"
    damaged.write_bytes(damaged.read_bytes()[:100])
    settle_on(LocalEngine(), folder, tmp_path / "part")
    assert held(folder) == held(settled)


def test_a_table_that_is_damaged_stops_the_settling_with_its_reason_and_nothing_is_written(
    borrow: Borrow, folder: Path, tmp_path: Path
) -> None:
    content = bytearray((folder / "claim.parquet").read_bytes())
    content[4:2_000] = bytes(1_996)
    (folder / "claim.parquet").write_bytes(content)
    with pytest.raises(WorkspaceError, match="the tables between the steps cannot be read"):
        settle_on(borrow(), folder, tmp_path / "part")
    assert not any((folder / f"{table}.parquet").exists() for table in SETTLED)


@pytest.mark.parametrize("lacking", [("claim",), ("document", "claim"), (*GATHERED, *RESOLVED)])
def test_where_nothing_is_told_in_documents_only_the_cells_are_settled(
    lacking: tuple[str, ...], folder: Path, settled: Path
) -> None:
    for table in lacking:
        write_rows(folder / f"{table}.parquet", table, [])
    settle_on(LocalEngine(), folder, folder.parent / "part")
    claims = {str(row["claim"]) for row in read_rows(folder / "candidate.parquet")}
    cells = {str(row["id"]) for row in read_rows(folder / "observation.parquet")}
    bearing = {str(row["claim"]) for row in read_rows(settled / "candidate.parquet")}
    assert claims == cells & bearing


FAR = (
    ("zh", "2024年5月动力电池装车量前三名依次为宁德时代、比亚迪、中创新航。"),
    ("en", "CATL's plant in Yibin has a capacity of 30 GWh a year. It employs 3,000 people there."),
    ("zh", "2024年6月动力电池装车量前三名依次为宁德时代、中创新航、比亚迪。"),
    ("en", "CATL installed 98.6 GWh of power batteries in China in 2023, a share of 43.1%, of a total of 228.8 GWh."),
    ("en", "In 2023 CATL held a share of 43.1% of power batteries installed in China. It installed 98.6 GWh there."),
    ("en", "Synthetic Voltano will build a battery plant in Debrecen with a capacity of 30 GWh a year in 2023."),
    ("en", "Synthetic Voltano cancelled a battery plant in 2024. It did not say which."),
    ("en", "Synthetic Voltano will build a battery plant in Skellefteå with a capacity of 300 GWh a year in 2023."),
    ("en", "Synthetic Voltano will build a battery plant in Skellefteå with a capacity of 30 GWh a year in 2023."),
    ("en", "At the 2022 World Power Battery Conference in Yibin, 48 projects worth 96.2 billion yuan were signed."),
    ("en", "Yibin signed 48 projects worth 96.2 billion yuan in 2022. They are to make batteries and cathodes there."),
    (
        "en",
        "CATL's plant in Yibin made 20 GWh in 2022. " * 3 + "CATL's plant in Yibin has a capacity of 31 GWh a year.",
    ),
    (
        "en",
        "CATL's plant in Yibin made 20 GWh in 2022. " * 3 + "CATL's plant in Yibin has a capacity of 31 GWh a year!",
    ),
)


@pytest.fixture(scope="session")
def far(tmp_path_factory: pytest.TempPathFactory, build: Callable[[Path, Borrow], Outcome]) -> Path:
    """The tables of synthetic documents that bear on one another across portions, settled at once."""
    root = tmp_path_factory.mktemp("far")
    (root / "documents").mkdir()
    (root / "gigawatch.toml").write_text('[workspace]\nname = "Synthetic"\n', encoding="utf-8")
    for number, (lang, text) in enumerate(FAR):
        head = (
            f"---\npublished: 2024-{1 + number % 12:02}-03\npublisher: Synthetic {number % 5}\nlanguage: {lang}\n---\n"
        )
        (root / "documents" / f"{number:02}.md").write_text(f"{head}{text}\n", encoding="utf-8")
    build(root, LocalEngine)
    return root / "build" / "step"


def test_documents_that_bear_on_one_another_are_held_together_though_each_lies_in_a_portion_of_its_own(
    far: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layout, "STRETCH", 1)
    monkeypatch.setattr(group, "BUCKET", 1)
    for table in (*GATHERED, *RESOLVED):
        shutil.copy(far / f"{table}.parquet", tmp_path)
    settle_on(LocalEngine(), tmp_path, tmp_path / "part")
    assert held(tmp_path) == held(far)
    kinds = {str(row["kind"]) for row in read_rows(tmp_path / "finding.parquet")}
    assert kinds >= {"rank", "share", "scope", "conflict", "copy"}


def entity(key: str, kind: EntityKind, part_of: str | None = None, **data: object) -> Entity:
    return Entity(key, kind, key, {}, part_of, data)


THINGS = {
    one.id: one
    for one in (
        entity("org-synthetic", EntityKind.ORGANISATION, "org-synthetic-group"),
        entity("org-synthetic-group", EntityKind.ORGANISATION),
        entity("org-other", EntityKind.ORGANISATION),
        entity("site-a", EntityKind.SITE, owner="org-synthetic", place="place-cn"),
        entity("site-b", EntityKind.SITE, owner="org-other", place="place-cn"),
        entity("phase-a1", EntityKind.PHASE, "site-a"),
        entity("site-also-a", EntityKind.SITE, same_as="phase-a1"),
        entity("place-cn", EntityKind.PLACE),
        entity("event-1", EntityKind.EVENT, place="place-cn"),
    )
}


def test_a_plant_is_settled_with_its_parts_other_names_owner_and_the_group_of_its_owner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(group, "BUCKET", 100)
    bucket = share_out(THINGS, dict.fromkeys(THINGS, 100))
    together = ("site-a", "phase-a1", "site-also-a", "org-synthetic", "org-synthetic-group")
    assert len({bucket[one] for one in together}) == 1
    assert bucket["site-b"] == bucket["org-other"] != bucket["site-a"]
    assert len({bucket[one] for one in ("site-a", "site-b", "place-cn", "event-1")}) == 4


def test_few_claims_are_one_bucket_and_a_group_of_very_many_is_not_parted() -> None:
    assert set(share_out(THINGS, {"site-a": 3}).values()) == {0}
    bucket = share_out(THINGS, {"site-a": 10_000, "phase-a1": 10_000, "site-b": 1})
    assert bucket["site-a"] == bucket["phase-a1"] != bucket["site-b"]
