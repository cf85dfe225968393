"""Moves of share prices are no figures of a firm's business; shares sold, held and of markets are."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind


def surfaces(text: str, lang: Literal["en", "zh"]) -> list[str]:
    document = Document(id="d", path="d.txt", sha256="0" * 64, text=text, published=date(2023, 6, 15), language=lang)
    return [claim.surface for claim in read_claims(document, kinds=[Kind.QUANTITY]).claims]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Norvik shares fell as much as 4.7 percent to $263.20 in early trading.", "en"),
        ("Norvik's stock rose 5% to close at 200 yuan.", "en"),
        ("Shares of CATL jumped 3.2%.", "en"),
        ("受此消息影响，宁德时代股价上涨5%，收报每股210元。", "zh"),
    ],
)
def test_the_move_of_a_share_price_is_no_claim(text: str, lang: Literal["en", "zh"]) -> None:
    assert surfaces(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("The market shares of LFP and NCM rose to 60% and 40%.", "en", ["60%", "40%"]),
        ("Norvik sold shares worth 2 billion yuan.", "en", ["2 billion yuan"]),
        ("Norvik's net profit rose 5% to 2 billion yuan.", "en", ["5%", "2 billion yuan"]),
        ("Shares in CATL rose after it posted net profit of 12.4 billion yuan.", "en", ["12.4 billion yuan"]),
        ("CATL's and BYD's shares rose to 37.1% and 16.4% of installations.", "en", ["37.1%", "16.4%"]),
        ("碳酸锂价格下跌3.2%。", "zh", ["3.2%"]),
        ("赣锋锂业涨停，公司拟将锂盐产能占比提升至30%。", "zh", ["30%"]),
        ("A股上市公司宁德时代净利润上涨5%。", "zh", ["5%"]),
    ],
)
def test_other_shares_and_other_rises_are(text: str, lang: Literal["en", "zh"], said: list[str]) -> None:
    assert surfaces(text, lang) == said
