"""Synthetic histories of plants: made by a stated rule from a seed, never taken for real ones."""

from __future__ import annotations

import random
from datetime import date, timedelta

from gigawatch.figures import ProjectHistory, Sampling

OWNERS = 60
FAR = 6  # years ahead


def history(number: int = 1, **fields: object) -> ProjectHistory:
    """One synthetic history; what is not given is an ordinary list project that was cancelled."""
    values: dict[str, object] = {
        "id": f"synthetic:{number}",
        "name": f"Synthetic plant {number}",
        "owner": f"Synthetic owner {number % OWNERS}",
        "country": "Germany",
        "place": "Nowhere",
        "link": "cell",
        "capacity": 20.0,
        "unit": "GWh/yr",
        "is_capacity_later": False,
        "announced": "2019-01-01",
        "promised": None,
        "earlier_on": "2019-01-01",
        "earlier_status": "announced",
        "outcome_on": "2021-01-01",
        "outcome_status": "cancelled",
        "started": False,
        "started_on": "",
        "sampling": Sampling.LIST,
        "source": "https://example.org/announcement",
        "earlier_source": "https://example.org/earlier",
        "outcome_source": "https://example.org/outcome",
        "note": "synthetic",
    }
    return ProjectHistory(**{**values, **fields})  # type: ignore[arg-type]


def histories(
    count: int = 320, *, seed: int = 1, likely: float = 0.95, unlikely: float = 0.05
) -> tuple[ProjectHistory, ...]:
    """Plants that are promised for the next year start with one chance, those promised far ahead with another.

    With both alike nothing can be known of a plant beyond the share of all.
    """
    drawn = random.Random(seed)
    found = []
    for number in range(count):
        is_far = drawn.random() < 0.5
        is_started = drawn.random() < (unlikely if is_far else likely)
        earlier = date(2015, 1, 1) + timedelta(days=drawn.randrange(2500))
        outcome = earlier + timedelta(days=drawn.randrange(500, 1100))
        found.append(
            history(
                number,
                earlier_on=earlier.isoformat(),
                earlier_status=drawn.choice(["announced", "signed"]),
                promised=earlier.year + (FAR if is_far else 1),
                outcome_on=outcome.isoformat(),
                outcome_status="operating" if is_started else "cancelled",
                started=is_started,
            )
        )
    return tuple(found)
