"""What resolving keeps for the next time: new firms' names as they were joined, and sayings of another name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.store.whole import write_whole

if TYPE_CHECKING:
    from gigawatch.resolve import Resolution
    from gigawatch.resolve.another_name import AnotherName
    from gigawatch.resolve.organisation import Joined

FILE = "memory.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """The groups of names that no vocabulary knows, each one firm's, and sayings of another name of a phase."""

    joined: Joined
    sayings: tuple[AnotherName, ...]


def keep_memory(folder: Path, found: Resolution, sayings: Iterable[AnotherName] = ()) -> None:
    """Keep what a resolution found in the folder of its tables; `sayings` are those of documents not resolved now."""
    told = sorted({*map(astuple, sayings), *map(astuple, found.sayings)})
    joined = found.firms.joined
    groups = sorted(sorted(group) for group in joined.groups)
    kept = {"groups": groups, "torn": sorted(joined.torn), "told": sorted(joined.told), "sayings": told}
    write_whole(folder / FILE, json.dumps(kept, ensure_ascii=False))


def read_memory(folder: Path) -> Memory | None:
    """What was kept; None where nothing is."""
    from gigawatch.resolve.another_name import AnotherName
    from gigawatch.resolve.organisation import Joined, TwoNames

    try:
        kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    pairs = frozenset(TwoNames(*told) for told in kept.get("told", ()))
    joined = Joined(tuple(frozenset(group) for group in kept["groups"]), frozenset(kept["torn"]), pairs)
    return Memory(joined, tuple(AnotherName(*told) for told in kept["sayings"]))
