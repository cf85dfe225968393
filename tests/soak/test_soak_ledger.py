"""A ledger of twenty thousand synthetic claims held against the truth, and the parts of the soak that refuse."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from random import Random

from news_settling import settle_news
from soak.chart import draw
from soak.scale import Point, find_faults, find_untrue, growth
from soak.score import score
from soak.stream import read_news, take
from soak.task import Cost
from soak.telling import tell

from gigawatch.store import read_rows

TABLES = ("entity", "mention", "fact", "candidate", "finding", "milestone")
SCORE = {
    "documents": 10,
    "facts": 10,
    "findings": 1,
    "tied": 1.0,
    "merged": 0.0,
    "split": 0.5,
    "mixed_facts": 0.0,
    "values": 0.99,
    "contested": 0.98,
    "contested_open": 0.05,
    "misled": 0.0,
    "left_open": 0.01,
    "statuses": 0.99,
    "guessed": 0,
}


def point(claims: int, seconds: float, peak: float = 500.0, **changed: float) -> Point:
    cost = Cost(seconds / 2, seconds / 2, peak, {})
    return Point(cost, cost, cost, {**SCORE, "claims": claims, **changed})


def test_twenty_thousand_claims_are_settled_as_they_are_true(twenty_thousand: Path) -> None:
    found = asdict(score(twenty_thousand))
    assert found["claims"] >= 20_000
    assert not find_untrue(found)


def test_the_order_of_the_news_does_not_matter(tmp_path: Path) -> None:
    news = list(take(read_news(3), 3000))
    shuffled = Random(1).sample(news, len(news))
    one, other = settle_news(tmp_path / "one", news), settle_news(tmp_path / "other", shuffled)
    for table in TABLES:
        assert read_rows(one / f"{table}.parquet") == read_rows(other / f"{table}.parquet"), table


def test_a_cost_that_grows_with_the_square_is_refused() -> None:
    linear = [point(n, n / 1000) for n in (100_000, 200_000, 400_000)]
    square = [point(n, (n / 20_000) ** 2) for n in (100_000, 200_000, 400_000)]
    assert not find_faults(linear)
    assert (growth(linear) or 0) < 1.1
    assert "time grows as (n log n)^1.8" in find_faults(square)[0]


def test_a_million_that_takes_too_long_or_too_much_memory_is_refused() -> None:
    assert not find_faults([point(1_000_000, 500)])
    assert "take 700 s" in find_faults([point(1_000_000, 700)])[0]
    assert "take 9000 MiB" in find_faults([point(1_000_000, 500, 9000)])[0]


def test_a_ledger_that_is_less_true_than_asked_for_is_refused() -> None:
    assert "values 0.5000" in find_faults([point(10_000, 1, values=0.5)])[0]
    assert "guessed 1.0000" in find_faults([point(10_000, 1, guessed=1.0)])[0]


def test_the_page_and_the_chart_tell_every_size() -> None:
    points = [point(n, n / 1000) for n in (10_000, 100_000, 1_000_000)]
    page, chart = tell(points), draw(points)
    assert all(f"{p.claims:,}" in page for p in points)
    assert chart.startswith("<svg")
    assert chart.count("<circle") == 9
