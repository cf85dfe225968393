"""Synthetic web archives: made up and said to be, gone through as real ones; what the simulation refuses and tells."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from news_settling import settle_news  # noqa: F401  # it puts the soak on the path
from soak.crawl import make_page, tell_stories, write_archives
from soak.offtopic import tell_asides
from soak.task import Cost
from soak.watch import watch
from soak.web import PARTS, Run, find_faults, growth
from soak.web_page import draw_runs, tell_runs

from gigawatch.intake.crawl import Crawl
from gigawatch.intake.keep import Shelf
from gigawatch.intake.pack import read_pack


def run(pages: int, seconds: float, peak: float = 300.0) -> Run:
    costs = {part: Cost(seconds / len(PARTS), seconds / len(PARTS), peak, {}) for part in PARTS}
    counts = {"document": pages // 20, "copy": 1, "claim": pages, "fact": pages // 3}
    sizes = {"archives": 1000 * pages, "packs": 10 * pages, "tables": 20 * pages}
    return Run(pages, pages // 20, 0.05, "2026-01-01", "a machine", costs, counts, sizes, {"a page": {"7 kB": 1.5}})


def test_every_synthetic_page_says_that_it_is_synthetic() -> None:
    for story in islice(tell_stories(1, 0.3), 100):
        page = make_page(story).decode()
        assert "Synthetic, made up by a machine." in page
        assert "Synthetic news" in story.text or "虚构新闻" in story.text


def test_the_same_seed_tells_the_same_asides_in_both_languages_and_of_every_subject() -> None:
    told = list(islice(tell_asides(3), 100))
    assert told == list(islice(tell_asides(3), 100))
    assert {aside.lang for aside in told} == {"en", "zh"}
    assert len({aside.subject for aside in told}) == 14


def test_a_synthetic_archive_keeps_its_industry_and_little_else(tmp_path: Path) -> None:
    wanted = write_archives(tmp_path / "archives", 5, 360, share=0.35, per_archive=360)
    crawl = Crawl(Shelf(tmp_path / "documents"))
    told = list(crawl.keep(sorted((tmp_path / "archives").iterdir())))
    (pack,) = (tmp_path / "documents").glob("*.parquet")
    publishers = [one for batch in read_pack(pack, "p") for one in batch.column("url").to_pylist()]
    assert "360 pages: " in str(told[-1])
    assert 0.9 * wanted <= len(publishers) <= wanted + 3


def test_a_million_pages_that_take_too_long_and_memory_that_grows_are_refused() -> None:
    assert not find_faults([run(10_000, 60, 200), run(100_000, 600), run(1_000_000, 6000)])
    assert "take 8000 s, at most 7200" in find_faults([run(1_000_000, 8000)])[0]
    grown = find_faults([run(100_000, 600), run(1_000_000, 6000, 600)])
    assert "add: memory grows from 300 to 600 MiB" in grown


def test_the_page_and_the_chart_tell_every_size_and_its_growth() -> None:
    runs = [run(n, n / 200) for n in (10_000, 100_000, 1_000_000)]
    page, chart = tell_runs(runs), draw_runs(runs)
    assert all(f"{one.pages:,}" in page for one in runs)
    assert (growth(runs) or 0) == pytest.approx(0.92, abs=0.01)
    assert "| a page | 1.50 ms |" in page
    assert chart.count("<polyline") == len(PARTS) + 2
    assert draw_runs(runs[:1]).startswith("<svg")


def test_a_size_without_costs_of_single_pages_is_told_without_them() -> None:
    assert "What a page costs" not in tell_runs([replace(run(10_000, 60), page_costs={})])


def test_a_command_is_watched_with_the_processes_that_it_splits_off() -> None:
    inner = "import time; held = bytearray(80_000_000)\nwhile time.process_time() < 0.8: pass"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}]); print('{{\"a\": 1}}')"
    seen = watch([sys.executable, "-c", outer])
    assert seen.found == {"a": 1}
    assert seen.peak > 80
    assert seen.seconds > seen.cpu / 2 > 0.4
    with pytest.raises(RuntimeError, match="failed with status 3"):
        watch([sys.executable, "-c", "raise SystemExit(3)"])
