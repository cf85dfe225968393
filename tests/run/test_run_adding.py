"""Adding to a synthetic ledger gives, table by table and row by row, what settling everything anew gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random

import pytest
from soak.stream import read_news, take

from gigawatch.claims import read_claims
from gigawatch.model import Claim, Document, make_id
from gigawatch.run.note import touched_path
from gigawatch.run.reviewing import review_path
from gigawatch.run.settling import resolve_step, settle_step
from gigawatch.run.table import RESOLVED, SETTLED, table_path
from gigawatch.run.workspace import Settings, Workspace
from gigawatch.store import read_rows, write_rows
from gigawatch.store.record import claim_row, document_row

Text = tuple[Document, str | None, Sequence[Claim]]
CLAIMS, BASE = 2500, 0.9
ONE, TWO, THREE = "one.example", "two.example", "three.example"
SHARE = "In 2023 CATL installed 167.1 GWh in China, a share of 43.1 percent of China's installed capacity."
CONFERENCE = "At the 2022 World Power Battery Conference in Yibin, 48 projects worth 96.2 billion yuan were signed."
PLAN = "EVE Energy's base in Debrecen is to have a capacity of {value} GWh a year by {year}{end}"
OWN = (  # what the synthetic world does not tell: all of it made up
    ("SVOLT signed an agreement for a 24 GWh battery plant in Überherrn.", date(2020, 11, 1), ONE),
    ("SVOLT cancelled its battery plant.", date(2024, 10, 1), TWO),
    ("SVOLT's battery plant in Überherrn is to have a capacity of 22 GWh a year.", date(2021, 2, 1), THREE),
    ("SVOLT signed an agreement for a 20 GWh battery plant in Suining.", date(2021, 3, 1), THREE),
    ("时代长安即四川时代七期，位于宜宾，规划产能30GWh。", date(2022, 6, 1), ONE),
    ("时代长安宜宾项目规划产能25GWh，总投资80亿元。", date(2022, 6, 15), TWO),
    ("四川时代宜宾七期项目已开工建设，规划产能30GWh。", date(2022, 7, 15), THREE),
    ("In 2023 the top three by installed capacity were CATL, BYD, and CALB, in this order.", date(2024, 1, 5), ONE),
    ("In 2024 the top three by installed capacity were CATL, CALB, and BYD, in this order.", date(2025, 1, 5), TWO),
    ("China installed 387.7 GWh of power batteries in 2023.", date(2024, 1, 11), ONE),
    (SHARE, date(2024, 1, 12), TWO),
    ("In 2023 China installed 386 GWh of power batteries, up 31 percent on the year.", date(2024, 2, 16), ONE),
    ("China installed 294.6 GWh of power batteries in 2022.", date(2023, 1, 11), ONE),
    ("CATL's capacity in Yibin was 75 GWh at the end of 2022.", date(2023, 1, 20), ONE),
    ("CATL's capacity in Yibin was 40 GWh at the end of 2023.", date(2024, 1, 20), TWO),
    ("CATL closed the first phase of its battery plant in Yibin in June 2023.", date(2023, 7, 20), THREE),
    ("Yibin plans a total battery capacity of 130 GWh a year.", date(2022, 3, 9), TWO),
    (CONFERENCE, date(2022, 7, 21), ONE),
    ("Yibin signed projects worth 96.2 billion yuan in 2022.", date(2023, 1, 9), THREE),
    (
        "Synthetic Voltano Batteries will build a battery plant in Debrecen with a capacity of 30 GWh.",
        date(2022, 1, 3),
        ONE,
    ),
    (
        "Synthetic Voltano began building its battery plant in Debrecen, with a capacity of 10 GWh.",
        date(2022, 2, 3),
        TWO,
    ),
    *(
        (PLAN.format(value=value, year=year, end=end), date(2022, 9, day), who)
        for year in (2025, 2026, 2027)
        for day, (who, value, end) in enumerate(
            (
                (ONE, 30, ". The weather was fine on that day and many came to see the mayor."),
                (TWO, 30, ", visitors heard; coffee was served late in the old town hall."),
                ("lone.example", 90, ". A drawing on the wall shows it, and farmers nearby still sow wheat."),
            ),
            start=1,
        )
    ),
)


def keep(number: int, text: str, day: date, publisher: str) -> Text:
    """A made-up document with the claims that the reader finds in it."""
    key, lang = make_id("doc", text), "en" if text.isascii() or "Ü" in text else "zh"
    url = f"https://{publisher}/{number}"
    held = Document(key, f"documents/{number}.md", key, text, lang, "Synthetic", url, publisher, day, day, "CC0-1.0")
    return held, None, tuple(read_claims(held).claims)


def lead(texts: Sequence[Text]) -> dict[str, str | None]:
    """The leader of each near-copy among the documents there are: the earliest copy where the leader is not there."""
    there = {document.id for document, _, _ in texts}
    clusters: dict[str, list[Document]] = {}
    for document, leader, _ in texts:
        clusters.setdefault(leader or document.id, []).append(document)
    heads = {
        key: key if key in there else min(copies, key=lambda d: (d.published or date.max, d.id)).id
        for key, copies in clusters.items()
    }
    return {d.id: head if d.id != head else None for key, head in heads.items() for d in clusters[key]}


class World:
    """A folder with the tables of some documents, resolved and settled."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root, Settings("synthetic", "虚构", "World"))
        for table in ("observation", "judgement"):
            path = review_path(self.workspace) if table == "judgement" else table_path(self.workspace, table)
            write_rows(path, table, [])

    def settle(self, texts: Sequence[Text]) -> Mapping[str, list[dict[str, object]]]:
        """The tables when there are these documents; those that came since are added, however few there were."""
        leaders = lead(texts)
        rows = (document_row(document, leaders[document.id]) for document, _, _ in texts)
        write_rows(table_path(self.workspace, "document"), "document", rows)
        write_rows(table_path(self.workspace, "claim"), "claim", (claim_row(c) for _, _, own in texts for c in own))
        resolve_step(self.workspace, smallest=0).work()
        settle_step(self.workspace).work()
        return {table: read_rows(table_path(self.workspace, table)) for table in (*RESOLVED, *SETTLED)}

    @property
    def was_resolved_anew(self) -> bool:
        """True where the last settling added nothing but began anew."""
        return touched_path(self.workspace).read_text(encoding="utf-8") == "null"


@pytest.fixture
def make_world(tmp_path: Path) -> Callable[[str], World]:
    def make(name: str) -> World:
        shutil.rmtree(tmp_path / name, ignore_errors=True)
        return World(tmp_path / name)

    return make


def texts_of(*told: tuple[str, date, str]) -> list[Text]:
    return [keep(number, *one) for number, one in enumerate(told)]


def assert_added_as_anew(
    make_world: Callable[[str], World], texts: Sequence[Text], first: int, size: int = 1
) -> Mapping[str, list[dict[str, object]]]:
    """Add documents group by group, comparing all tables with those of everything settled anew; the last tables."""
    world = make_world("added")
    found = world.settle(texts[:first])
    for held in range(first + size, len(texts) + 1, size):
        found = world.settle(texts[:held])
        anew = make_world("anew").settle(texts[:held])
        assert not world.was_resolved_anew
        for table, rows in anew.items():
            assert found[table] == rows, f"{table} after {held} documents, the last: {texts[held - 1][0].text}"
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_documents_added_in_any_order_give_what_settling_everything_anew_gives(
    make_world: Callable[[str], World], seed: int
) -> None:
    news = [(one.document, one.leads, one.claims) for one in take(read_news(seed), CLAIMS)]
    texts = [*news, *texts_of(*OWN)]
    Random(seed).shuffle(texts)
    size = 6 * seed
    first = len(texts) - 4 * size
    assert_added_as_anew(make_world, texts, first, size)


@pytest.mark.parametrize("seed", [3, 4])
def test_documents_of_every_kind_added_one_by_one_give_what_settling_everything_anew_gives(
    make_world: Callable[[str], World], seed: int
) -> None:
    texts = texts_of(*OWN)
    Random(seed).shuffle(texts)
    assert_added_as_anew(make_world, texts, first=8)


def test_a_stop_told_without_a_place_stays_with_its_site_when_that_is_settled_again(
    make_world: Callable[[str], World],
) -> None:
    found = assert_added_as_anew(make_world, texts_of(*OWN[:3]), first=2)
    assert [step["entity"] for step in found["milestone"] if step["status"] == "cancelled"]


def test_a_stop_told_without_a_place_is_open_again_when_another_plant_comes(
    make_world: Callable[[str], World],
) -> None:
    found = assert_added_as_anew(make_world, texts_of(*OWN[:4]), first=3)
    assert not [step for step in found["milestone"] if step["status"] == "cancelled"]
    assert [one for one in found["finding"] if one["kind"] == "ambiguous"]


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 1, 0)])
def test_another_name_of_a_phase_is_tied_whichever_comes_first(
    make_world: Callable[[str], World], order: Sequence[int]
) -> None:
    told = [OWN[4:7][place] for place in order]
    found = assert_added_as_anew(make_world, texts_of(*told), first=1)
    assert any("same_as" in str(entity["data"]) for entity in found["entity"])


def test_a_share_is_checked_again_when_the_whole_it_is_of_comes_or_is_restated(
    make_world: Callable[[str], World],
) -> None:
    found = assert_added_as_anew(make_world, texts_of(OWN[10], OWN[11], OWN[9], OWN[12]), first=1)
    assert "agrees" in " ".join(str(one["text"]) for one in found["finding"] if one["kind"] == "share")


def test_a_name_that_joins_two_firms_renames_their_plants_and_judgements(make_world: Callable[[str], World]) -> None:
    told = ("Synthetic Voltano Batteries AS cancelled its battery plant in Debrecen.", date(2023, 2, 3), THREE)
    found = assert_added_as_anew(make_world, texts_of(OWN[19], OWN[20], told), first=1)
    assert any(one["by"] == "rule:joined" for one in found["judgement"])


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_a_plants_figure_is_open_once_another_source_gives_it_for_all_plants_of_its_owner(
    make_world: Callable[[str], World], order: Sequence[int]
) -> None:
    told = (
        ("ACC opened its plant in Douvrin. The plant takes an investment of 4.2 billion euros.", date(2023, 5, 2), ONE),
        ("CATL's battery plant in Arnstadt is to have a capacity of 14 GWh a year.", date(2023, 5, 9), TWO),
        ("ACC plans to build three battery plants at a total cost of 4.2 billion euros.", date(2023, 6, 2), THREE),
    )
    found = assert_added_as_anew(make_world, texts_of(*(told[place] for place in order)), first=1)
    assert [one for one in found["finding"] if one["kind"] == "scope"]
