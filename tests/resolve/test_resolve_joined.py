"""Names of firms that come later are joined as if all had come at once; only what they change is compared."""

from __future__ import annotations

from random import Random

import pytest

from gigawatch.resolve.organisation import Firms
from gigawatch.resolve.organisation.cluster import LARGEST_BLOCK

SYLLABLES = ("vol", "tan", "ker", "mir", "sol", "zen", "dra", "lum")
ENDINGS = ("", " Energy", " Battery Co., Ltd.", " Battery", " (Yibin) Battery", " Power Technology")
CHARACTERS = "维诺凯泰瑞博"


def make_names(rng: Random, number: int) -> list[str]:
    """Made-up names of few roots, so that many are alike and the block of a common word is too large for all pairs."""
    english = [
        f"{rng.choice(SYLLABLES)}{rng.choice(SYLLABLES)}{rng.choice(('', 'n', 'nn'))}".capitalize()
        for _ in range(number)
    ]
    roots = [f"{root} Synthetic{rng.choice(ENDINGS)}" for root in english]
    chinese = [
        "".join(rng.sample(CHARACTERS, 3)) + rng.choice(("新能源", "电池", "虚构新能源")) for _ in range(number // 4)
    ]
    return sorted({*roots, *chinese})


@pytest.mark.parametrize("seed", range(6))
def test_names_that_come_one_by_one_are_joined_as_if_all_had_come_at_once(seed: int) -> None:
    rng = Random(seed)
    names = make_names(rng, 2 * LARGEST_BLOCK)
    rng.shuffle(names)
    held = len(names) - 12
    joined = Firms(names[:held]).joined
    while held < len(names):
        more = rng.choice((1, 2, 3))
        joined = Firms(names[held : held + more], joined).joined
        held += more
        anew = Firms(names[:held]).joined
        assert set(joined.groups) == set(anew.groups)
        assert joined.torn == anew.torn


def test_names_met_before_mean_the_same_firms_where_no_name_comes() -> None:
    names = make_names(Random(7), 20)
    anew = Firms(names)
    again = Firms(names[:5], anew.joined)
    assert [again.name(name) for name in names] == [anew.name(name) for name in names]
