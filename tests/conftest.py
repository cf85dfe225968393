from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gigawatch import __version__
from gigawatch.cli.workspace import build_workspace
from gigawatch.ledger import Ledger, Material, make_ledger
from gigawatch.model import Document, Kind, NarrativeClaim, Observation, QuantityClaim
from gigawatch.resolve import resolve
from gigawatch.run.build import Outcome, run_steps
from gigawatch.run.plan import plan_steps
from gigawatch.run.sample import create_workspace
from gigawatch.run.step import Step
from gigawatch.run.workspace import open_workspace
from shared_work import make_once, stamp_files
from synthetic_place import DAY, SYNTHETIC

# How fast examples are drawn is the machine's business: several workers share it.
settings.register_profile("shared", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("shared")

Build = Callable[..., Outcome]
TESTS = Path(__file__).parent
BUILT = "GIGAWATCH_BUILT_SAMPLE"  # names a sample workspace that was built just now, by this code and these libraries
PUBLISHED = ("report", "site", "export")  # folders of a build that are made anew whole and never written into
DEAR = (  # the files that take longest: taken first, so that the workers end together
    "docs/test_docs_examples.py",
    "site/test_site_access.py",
    "test_wheel.py",
    "engine/test_engine.py",
    "run/test_run_sample.py",
    "run/test_run_adding.py",
    "run/test_run_review_sample.py",
    "run/test_run_damage.py",
    "cli/test_cli_ask.py",
    "run/test_run_review.py",
    "site/test_site_desk_browser.py",
    "site/test_site_desk.py",
    "site/test_site_browser.py",
    "run/test_run_report.py",
    "question/test_question_docs.py",
    "run/test_run_edition.py",
    "cli/test_cli_documents.py",
    "cli/test_cli_cities.py",
    "run/test_run_fixture.py",
    "chain/test_chain_clusters.py",
    "report/test_report_print.py",
    "report/test_report_silent.py",
    "run/test_run_increment.py",
    "cli/test_cli_faults.py",
    "cli/test_cli_outlook_promises.py",
    "cli/test_cli_workspace.py",
)


def pytest_configure() -> None:
    """A worker among as many as there are cores takes one: what runs in it need not spread over those of the others."""
    name, count = os.environ.get("PYTEST_XDIST_WORKER", ""), int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "0"))
    cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if name and 1 < len(cores) <= count:
        os.sched_setaffinity(0, {cores[int(name.removeprefix("gw")) % len(cores)]})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take the dear files first; each stays together, as its fixtures are."""
    order = {TESTS / name: place for place, name in enumerate(DEAR)}
    gone = [path.name for path in order if not path.is_file()]
    assert not gone, f"DEAR names files that are no more: {gone}"
    items.sort(key=lambda item: order.get(item.path, len(order)))


def pytest_collection_finish() -> None:
    """What is loaded by now lives to the end: the collector of garbage need not walk it again and again."""
    gc.collect()
    gc.freeze()


class Desk:
    """Synthetic documents with hand-written claims on their words, resolved and settled by the real rooms."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.claims: dict[str, QuantityClaim | NarrativeClaim] = {}
        self.cells: dict[str, Observation] = {}

    def document(self, name: str, text: str, published: str, lang: str = "en") -> str:
        day = date.fromisoformat(published)
        url = f"https://example.org/{name}"
        self.documents[name] = Document(name, f"{name}.md", name, text, lang, name, url, "Example News", day, day)
        return name

    def say(self, document: str, words: str, value: float, unit: str = "GWh/yr", **fields: object) -> str:
        start = self.documents[document].text.index(words)
        key = f"claim-{document}-{start}"
        self.claims[key] = QuantityClaim(
            id=key,
            document=document,
            lang=self.documents[document].language,
            value=value,
            unit=unit,
            surface=words,
            start=start,
            end=start + len(words),
            confidence=1.0,
            reader="test/1",
            **({"measure": "capacity", "place": "Yibin"} | fields),
        )
        return key

    def tell(self, kind: Kind, document: str, words: str, **data: object) -> str:
        start = self.documents[document].text.index(words)
        key = f"claim-{kind.value}-{document}-{start}"
        self.claims[key] = NarrativeClaim(
            kind=kind,
            document=document,
            lang=self.documents[document].language,
            surface=words,
            start=start,
            end=start + len(words),
            id=key,
            confidence=1.0,
            reader="test/1",
            data=data,
        )
        return key

    def ledger(self) -> Ledger:
        found = resolve(self.documents, self.claims.values(), self.cells.values())
        material = Material(self.documents, self.claims, self.cells, found.entities, found.mentions, {})
        return make_ledger(material)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(scope="session")
def build() -> Build:
    """Build a workspace as of a fixed day, or another one."""
    return lambda place, day=DAY: build_workspace(open_workspace(place), day)


@pytest.fixture(scope="session")
def settle() -> Build:
    """Build a workspace as of a fixed day, or another one, up to its database: nothing is published from it."""

    def settled(place: Path, day: date = DAY) -> Outcome:
        workspace = open_workspace(place)

        def plan() -> list[Step]:
            steps = plan_steps(workspace, day)
            return steps[: next(number for number, step in enumerate(steps, 1) if step.name == "store")]

        return run_steps(workspace, plan, version=__version__, date=day.isoformat(), report=lambda *_: None)

    return settled


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory, build: Build) -> tuple[Path, Outcome]:
    """The bundled sample workspace, built once for all tests; a test that changes it takes `sample_copy`.

    A build that the environment names is copied and brought to the day of the tests; no other build is ever used, since
    no step knows which libraries it was done with.
    """

    def make(place: Path) -> Outcome:
        create_workspace(place, "yibin", [])
        if BUILT in os.environ:
            shutil.copytree(Path(os.environ[BUILT]) / "build", place / "build")
        return build(place)

    return make_once(tmp_path_factory, "yibin", make)


@pytest.fixture(autouse=True)
def _the_shared_sample_stays_as_made(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that builds in the shared sample is told so itself, and not the tests that come after it."""
    if "built_sample" not in request.fixturenames:
        yield
        return
    manifest = request.getfixturevalue("built_sample")[0] / "build" / "manifest.json"
    made = manifest.stat().st_mtime_ns
    yield
    assert manifest.stat().st_mtime_ns == made, "the shared sample was built again: take sample_copy"


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Path:
    """A small built workspace of synthetic texts, to ask; a test that changes it copies it."""

    def make(place: Path) -> Outcome:
        for name, text in SYNTHETIC.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8")
        return build(place)

    return make_once(tmp_path_factory, "synthetic", make)[0]


@pytest.fixture
def sample_copy(built_sample: tuple[Path, Outcome], tmp_path: Path) -> Iterator[Path]:
    """A copy of the built sample to change; what was published from it may be replaced, but not written into."""
    made, place = built_sample[0], tmp_path / "yibin"
    published = [made / "build" / name for name in PUBLISHED]
    shutil.copytree(made, place, ignore=lambda folder, _: PUBLISHED if Path(folder) == made / "build" else ())
    for folder in published:
        shutil.copytree(folder, place / "build" / folder.name, copy_function=os.link)
    before = stamp_files(published)
    yield place
    assert stamp_files(published) == before, "a published file of the shared sample was written into: replace it"
