"""What a large site costs is held against its bounds, and what is beyond them is refused by name."""

from __future__ import annotations

from soak.showing import Shown, find_slow, tell_site
from soak.task import Cost

QUICK = {"answers": 10, "quantiles": {"50": 0.005, "95": 0.02, "99": 0.03}, "errors": {}}


def shown(size: int, seconds: float, mixed: float = 0.02, errors: int = 0) -> Shown:
    found: dict[str, object] = {"seconds": seconds, "pages": 12, "bytes": size}
    quantiles = {"50": 0.005, "95": mixed, "99": mixed}
    loads = {"mixed": {"answers": 10, "quantiles": quantiles, "errors": {"500": errors} if errors else {}}}
    served = {"read": 1.0, "day": 2.0, "search": QUICK, **loads}
    return Shown(3, {"document": 6, "claim": 30, "fact": 20}, Cost(seconds + 9, seconds, 100.0, found), served)


def test_a_site_within_its_bounds_is_not_refused() -> None:
    within = shown(999_000_000, 179.0)
    assert find_slow(within) == []
    assert "| size of the site | 999 MB |" in tell_site(within)


def test_a_site_that_is_too_large_too_slow_or_fails_is_refused() -> None:
    assert find_slow(shown(1_001_000_000, 10.0)) == ["the site has 1,001 MB, at most 1,000"]
    assert find_slow(shown(10, 181.0)) == ["the site takes 181 s, at most 180"]
    assert find_slow(shown(10, 1.0, mixed=0.09)) == ["mixed: 95 in 100 answers take up to 90 ms, at most 80"]
    assert find_slow(shown(10, 1.0, errors=2)) == ["mixed: 2 answers fail with 500"]
