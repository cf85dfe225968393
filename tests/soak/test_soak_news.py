"""Synthetic news: what it says stands where it says, is the same every time, and names itself made up."""

from __future__ import annotations

from itertools import islice

import pytest
from soak.name import misspell, root_en, root_zh
from soak.report import News
from soak.stream import read_news, take

from gigawatch.model import NarrativeClaim, QuantityClaim
from gigawatch.quantity import interval_of


@pytest.fixture(scope="module")
def news() -> list[News]:
    return list(take(read_news(7), 5000))


def test_every_claim_stands_in_the_text_at_its_offsets(news: list[News]) -> None:
    for item in news:
        for claim in item.claims:
            assert item.document.text[claim.start : claim.end] == claim.surface


def test_documents_and_claims_have_ids_of_their_own(news: list[News]) -> None:
    claims = [claim.id for item in news for claim in item.claims]
    documents = [item.document.id for item in news]
    assert len(set(claims)) == len(claims) >= 5000
    assert len(set(documents)) == len(documents)


def test_the_truth_is_told_of_every_claim_in_its_order(news: list[News]) -> None:
    assert all([c.id for c in item.claims] == [t.claim for t in item.truths] for item in news)


def test_the_same_seed_tells_the_same_news_and_another_seed_other_news(news: list[News]) -> None:
    again = list(islice(read_news(7), 50))
    other = list(islice(read_news(8), 50))
    assert again == news[:50]
    assert [item.document.text for item in other] != [item.document.text for item in again]


def test_a_claim_that_is_not_called_wrong_is_true(news: list[News]) -> None:
    pairs = [(c, t) for item in news for c, t in zip(item.claims, item.truths, strict=True)]
    told = [(claim, truth) for claim, truth in pairs if isinstance(claim, QuantityClaim) and truth.value is not None]
    right = [(claim, truth.value) for claim, truth in told if not truth.wrong and claim.qualifier]
    assert right
    for claim, value in right:
        interval = interval_of(claim.quantity)
        assert value is not None
        assert interval.low <= value <= interval.high, claim


def test_only_publishers_of_little_standing_tell_wrong_values(news: list[News]) -> None:
    wrong = [item.document.publisher for item in news if item.leads is None for t in item.truths if t.wrong]
    assert wrong
    assert all(
        publisher and ("herald" in publisher or "menafn" in publisher or "prnewswire" in publisher)
        for publisher in wrong
    )


def test_a_copy_says_what_its_leader_says(news: list[News]) -> None:
    by_id = {item.document.id: item for item in news}
    copies = [item for item in news if item.leads]
    assert copies
    for copy in copies:
        said = [claim.surface for claim in by_id[copy.leads or ""].claims]
        assert [claim.surface for claim in copy.claims] == said


def test_an_amount_in_dollars_is_tied_to_its_amount_in_yuan(news: list[News]) -> None:
    claims = {claim.id: claim for item in news for claim in item.claims if isinstance(claim, QuantityClaim)}
    pairs = [claim for claim in claims.values() if claim.unit == "USD"]
    assert pairs
    assert all(claims[claim.same_as or ""].unit == "CNY" for claim in pairs)


def test_every_text_and_every_firm_says_that_it_is_synthetic(news: list[News]) -> None:
    for item in news:
        assert item.document.text.startswith(("Synthetic news, made up", "虚构新闻，由机器编写"))
        for claim in item.claims:
            firms = claim.data.get("organisations", []) if isinstance(claim, NarrativeClaim) else []
            assert isinstance(firms, list)
            assert all("Synthetic" in str(firm) or "虚构" in str(firm) for firm in firms)


def test_firms_are_named_apart_and_no_misspelling_is_another_firms_name() -> None:
    english, chinese = [root_en(n) for n in range(3000)], [root_zh(n) for n in range(3000)]
    assert len(set(english)) == len(set(chinese)) == 3000
    assert not {misspell(name, n) for n, name in enumerate(english)} & set(english)
