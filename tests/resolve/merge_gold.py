"""The labelled mentions and the figures by which merges are judged: pairwise and B-cubed precision and recall."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gigawatch.model import EntityKind, Quantity
from gigawatch.quantity import find_quantities
from gigawatch.resolve import Description

FOLDER = Path(__file__).parent / "gold"
SCALED = re.compile(r"([\d.,]+) ([A-Z]{3}) (mn|bn)")
FIELDS = ("surface", "document", "lang", "owner", "place", "phase", "object", "date", "published")


@dataclass(frozen=True)
class Labelled:
    """One labelled mention: its description, the thing it means by the labeller, and whether it is easily mixed up."""

    description: Description
    entity: str
    is_confusable: bool


@dataclass(frozen=True)
class Merging:
    """Precision and recall of merges: over pairs of mentions, and B-cubed, averaged over mentions."""

    mentions: int
    pair_precision: float
    pair_recall: float
    b3_precision: float
    b3_recall: float


def read_gold(folder: Path) -> list[Labelled]:
    """Every labelled mention of a folder's files."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines())
    return [_labelled(json.loads(line)) for line in lines if line.strip()]


def _labelled(row: Mapping[str, object]) -> Labelled:
    told = {key: row[key] for key in FIELDS if row.get(key) is not None}
    description = Description(
        id=str(row["id"]),
        kind=EntityKind(str(row["kind"])),
        text=str(row["text"] or ""),
        capacity=_quantity(row["capacity"]),
        investment=_quantity(row["investment"]),
        partners=tuple(row["partners"]),  # type: ignore[arg-type]  # a list of names
        **told,  # type: ignore[arg-type]  # texts
    )
    return Labelled(description, f"{row['kind']}:{row['entity']}", bool(row["confusable"]))


def _quantity(words: object) -> Quantity | None:
    if not words:
        return None
    lang = "zh" if any("\u4e00" <= char <= "\u9fff" for char in str(words)) else "en"
    found = find_quantities(SCALED.sub(r"\1 \3 \2", str(words)), lang)
    return found[0].quantity if found else None


def judge_merging(found: Mapping[str, str], gold: Iterable[Labelled]) -> Merging:
    """How well ids found agree with labels: a pair is two mentions of one kind with the same id."""
    listed = list(gold)
    joint = Counter((found[one.description.id], one.entity) for one in listed)
    by_id = Counter(found[one.description.id] for one in listed)
    by_label = Counter(one.entity for one in listed)
    hits, guessed, true = (sum(n * (n - 1) // 2 for n in c.values()) for c in (joint, by_id, by_label))
    precision = sum(joint[(found[o.description.id], o.entity)] / by_id[found[o.description.id]] for o in listed)
    recall = sum(joint[(found[o.description.id], o.entity)] / by_label[o.entity] for o in listed)
    count = len(listed)
    return Merging(count, hits / max(guessed, 1), hits / max(true, 1), precision / count, recall / count)


def wrong_merges(found: Mapping[str, str], gold: Iterable[Labelled]) -> list[tuple[str, list[Labelled]]]:
    """The ids that hold mentions of more than one thing."""
    groups: dict[str, list[Labelled]] = defaultdict(list)
    for one in gold:
        groups[found[one.description.id]].append(one)
    return [(key, group) for key, group in groups.items() if len({one.entity for one in group}) > 1]


def missed_merges(found: Mapping[str, str], gold: Iterable[Labelled]) -> list[tuple[str, list[Labelled]]]:
    """The things whose mentions have more than one id."""
    groups: dict[str, list[Labelled]] = defaultdict(list)
    for one in gold:
        groups[one.entity].append(one)
    return [(key, group) for key, group in groups.items() if len({found[o.description.id] for o in group}) > 1]


def pool_mergings(sets: Iterable[tuple[str, Mapping[str, str], Iterable[Labelled]]]) -> Merging:
    """How well the ids found agree with labels over several sets together, each under its name.

    Every set is resolved by itself and its things are its own: labels of two sets were given by different people, and
    nobody said which of them mean one thing. So a pair lies within one set.
    """
    found: dict[str, str] = {}
    gold: list[Labelled] = []
    for name, ids, labelled in sets:
        for one in labelled:
            key = f"{name}/{one.description.id}"
            found[key] = f"{name}/{ids[one.description.id]}"
            gold.append(replace(one, description=replace(one.description, id=key), entity=f"{name}/{one.entity}"))
    return judge_merging(found, gold)
