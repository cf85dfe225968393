"""A workspace with a pack, built on each engine; Spark runs once for all tests, bound to this machine alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cluster_build import build_heavy
from soak.stream import pack_document, read_news

from gigawatch.engine import Borrow, LocalEngine, lend_engine, portion
from gigawatch.engine.settling import group, layout, sums
from gigawatch.intake import Packed
from gigawatch.intake.pack import pack_schema
from gigawatch.run import sample
from gigawatch.run.build import Outcome
from live_spark import has_spark

ENGINES = ("local", "spark")
SETTINGS = """[workspace]
name = "Synthetic"
region = "Yibin"

[limits]
text_characters = 200_000
read_seconds = 1
"""
Build = Callable[[Path, Borrow], Outcome]


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Borrow]:
    if not has_spark():
        pytest.skip("PySpark or Java is not installed")
    settings = {"spark.master": "local[2]", "spark.driver.memory": "1g", "spark.sql.shuffle.partitions": "2"}
    with lend_engine("spark", tmp_path_factory.mktemp("spark"), settings) as borrow:
        yield borrow


@pytest.fixture(scope="session", params=ENGINES)
def borrow(request: pytest.FixtureRequest) -> Borrow:
    return LocalEngine if request.param == "local" else request.getfixturevalue("spark")


@pytest.fixture(scope="session")
def build() -> Build:
    """Do the heavy steps of a workspace on an engine."""
    return build_heavy


@pytest.fixture(scope="session")
def documents() -> list[Packed]:
    """Synthetic news, the texts of the sample, and a repost."""
    news = [pack_document(item.document, f"news/{n}") for n, item in enumerate(islice(read_news(2022), 24))]
    texts = sorted((Path(sample.__file__).parent / "yibin" / "documents").glob("*.md"))[:6]
    told = [Packed(f"sample/{file.name}", file.read_text(encoding="utf-8").split("---\n", 2)[-1]) for file in texts]
    return [*news, *told, replace(news[3], name="repost", publisher="Another Wire"), replace(news[5], name="again")]


@pytest.fixture(scope="session")
def poisoned() -> dict[str, object]:
    """Documents that cannot be read, by the names that tell why."""
    slow = (
        "In 2023 CATL's plant in Yibin made 15 GWh, it said, and 20 GWh is planned there for 2025, or 25 GWh. " * 1_900
    )
    return {"empty": " \n", "binary": "A\x00B", "none": None, "long": "x" * 200_001, "bad": b"\xff\xfe", "slow": slow}


@pytest.fixture(scope="session")
def fill(documents: list[Packed], poisoned: dict[str, object]) -> Callable[[Path], Path]:
    """Make a workspace with a pack in which the poisoned documents stand among the others, and a file beside it."""

    def make(root: Path) -> Path:
        folder = root / "documents"
        folder.mkdir(parents=True)
        (root / "gigawatch.toml").write_text(SETTINGS, encoding="utf-8")
        (folder / "own.md").write_text("CATL's plant in Yibin has a capacity of 30 GWh a year.\n", encoding="utf-8")
        rows = [{name: getattr(one, name) for name in pack_schema().names} for one in documents]
        rows[10:10] = [{"name": name, "text": text, "retold": False} for name, text in poisoned.items()]
        _write(folder / "all.parquet", rows)
        return root

    return make


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    """A pack as others may write it: texts that are no texts, and small groups of rows."""
    told = [text.encode() if isinstance(text := row["text"], str) else text for row in rows]
    texts = pa.array(told, pa.binary()).view(pa.string())
    schema = pa.schema([field.with_nullable(True) for field in pack_schema()])
    arrays = [texts if f.name == "text" else pa.array([row.get(f.name) for row in rows], f.type) for f in schema]
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), path, row_group_size=8)


@pytest.fixture(scope="session")
def built(
    borrow: Borrow, build: Build, fill: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Outcome]:
    """The workspace built on an engine, portion by portion, and what the build told."""
    root = fill(tmp_path_factory.mktemp("built") / "虚构 %20 synthetic")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portion, "LARGE", 0)
        patch.setattr(portion, "STRETCH", 13)
        patch.setattr(layout, "STRETCH", 7)
        patch.setattr(layout, "CELLS", 5)
        patch.setattr(group, "BUCKET", 20)
        patch.setattr(sums, "LEAST", 4)
        return root, build(root, borrow)


@pytest.fixture(scope="session")
def at_once(
    build: Build, fill: Callable[[Path], Path], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Outcome]:
    """The same workspace with all of it held in memory at once."""
    root = fill(tmp_path_factory.mktemp("at-once") / "synthetic")
    return root, build(root, LocalEngine)
