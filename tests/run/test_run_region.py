"""What a change may reach: the region asks what the checks ask, and no less."""

from __future__ import annotations

import re
import tomllib

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigawatch.ledger.check import rank


@pytest.mark.parametrize("lang", ["en", "zh"])
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_every_text_that_tells_a_ranking_is_one_that_may(lang: str, data: st.DataObject) -> None:
    pattern = tomllib.loads(rank.RANKS.read_text(encoding="utf-8"))["pattern"][lang]
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)).filter(lambda told: "\0" not in told))
    (found,) = duckdb.execute(f"SELECT regexp_matches(?, '{rank.may_rank()}')", [text]).fetchone() or ()
    assert found
