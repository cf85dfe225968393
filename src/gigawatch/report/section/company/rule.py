"""What a company's profile shows of its figures, and which of them the ledger may tell."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

RULES = Path(__file__).parents[2] / "data" / "company.toml"


@cache
def company_rules() -> Mapping[str, object]:
    """What the profile shows of a company's figures."""
    return tomllib.loads(RULES.read_text(encoding="utf-8"))
