"""Synthetic news of many plants: what the site of a large workspace is measured on."""

from __future__ import annotations

from collections import Counter

import pytest
from news_settling import settle_news
from soak.plant import tell_plants
from soak.report import News
from soak.stream import open_workspace

from gigawatch.ledger import Ledger
from gigawatch.model import EntityKind
from gigawatch.run.settling import load_ledger

PLANTS = 60


@pytest.fixture(scope="module")
def news() -> list[News]:
    return list(tell_plants(7, PLANTS))


@pytest.fixture(scope="module")
def ledger(news: list[News], tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    root = tmp_path_factory.mktemp("plant")
    settle_news(root, news)
    return load_ledger(open_workspace(root))


def test_every_claim_of_a_plant_stands_in_its_text_and_is_true(news: list[News]) -> None:
    for item in news:
        for claim, truth in zip(item.claims, item.truths, strict=True):
            assert item.document.text[claim.start : claim.end] == claim.surface
            assert not truth.wrong


def test_the_same_seed_tells_the_same_plants_whatever_their_number(news: list[News]) -> None:
    assert list(tell_plants(7, PLANTS // 2)) == news[:PLANTS]


def test_each_plant_is_one_thing_told_by_two_documents_with_some_ten_facts_in_all(ledger: Ledger) -> None:
    kinds = Counter(entity.kind for entity in ledger.entities.values())
    assert kinds[EntityKind.SITE] == PLANTS
    assert len(ledger.material.documents) == 2 * PLANTS
    assert 10 * PLANTS <= len(ledger.facts) <= 11 * PLANTS


def test_every_text_says_that_it_is_synthetic(news: list[News]) -> None:
    assert all(item.document.text.startswith(("Synthetic news", "虚构新闻")) for item in news)
