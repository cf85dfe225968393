"""Score read claims by hand-made labels: `python tools/score.py LABELS CLAIMS.jsonl [--texts FOLDER] [--detail]`.

LABELS is a folder of label files (`NAME.json`, as in `tests/claims/gold/en`), CLAIMS.jsonl what `gigawatch read
--format jsonl` printed for documents of those names, FOLDER their kept texts (`NAME.txt`, as `read --text` prints
them). `docs/reading.md` says what each number means.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from agreement import ALWAYS, FIELDS, INVENTABLE, Figure, Record, agrees, as_figure, comes_near, pair_up, same_high

Counts = Counter[str]
Score = dict[str, float]

DRAWS = 400  # of documents, with replacement, for the interval of a score
HEADLINES = ("quantity_f1", "claim_f1", "full_f1")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is counted in one document, and which label met which claim (by position)."""

    labels: Sequence[Figure]
    claims: Sequence[Figure]
    pairs: Sequence[tuple[int, int]]
    counts: Counts


def compare(labels: Sequence[Figure], claims: Sequence[Figure], text: str | None = None) -> Comparison:
    """What is right, false, missed and invented in one document; with its text also whether spans hold their words."""
    pairs = pair_up(labels, claims)
    firm = {i for i, label in enumerate(labels) if not label.optional}
    right = [(i, j) for i, j in pairs if i in firm]
    counts: Counts = Counter(tp=len(right), fn=len(firm) - len(right), fp=len(claims) - len(pairs))
    counts.update(f"of:{labels[i].fields['measure']}" for i in firm)
    for i, j in right:
        counts.update(_count_fields(labels[i], claims[j]))
    counts.update(_count_links(labels, claims, pairs))
    if text is not None:
        placed = [claim for claim in claims if claim.start is not None]
        counts["span:said"] = len(placed)
        counts["span:right"] = sum(text[claim.start : claim.end] == claim.surface for claim in placed)
    return Comparison(labels, claims, pairs, counts)


def _count_fields(label: Figure, claim: Figure) -> Counts:
    ok = {field: agrees(field, label, claim) for field in FIELDS}
    given = {field for field in FIELDS if field in ALWAYS or label.fields[field] is not None}
    counts: Counts = Counter(f"have:{field}" for field in given)
    counts.update(f"hit:{field}" for field in given if ok[field])
    counts.update(f"null:{field}" for field in INVENTABLE if field not in given)
    counts.update(f"invented:{field}" for field in INVENTABLE if field not in given and claim.fields[field])
    counts.update({f"got:{label.fields['measure']}": 1, "have:high": 1, "hit:high": int(same_high(label, claim))})
    fits = {field: ok[field] or label.fields[field] is None for field in FIELDS}
    core = comes_near("measure", label, claim) and fits["subject"]
    full = core and ok["measure"] and comes_near("status", label, claim) and fits["place"] and fits["period"]
    counts.update(core=int(core), full=int(full))
    return counts


def _count_links(labels: Sequence[Figure], claims: Sequence[Figure], pairs: Sequence[tuple[int, int]]) -> Counts:
    """Amounts told in two currencies or units: how many are labelled, how many claims say so, and how many rightly."""
    label_of = {j: i for i, j in pairs}
    counts: Counts = Counter({"pair:gold": sum(label.same_as is not None and not label.optional for label in labels)})
    for j, linked in _links(claims):
        here, there = label_of.get(j), label_of.get(linked)
        if here is None or not labels[here].optional:
            counts["pair:said"] += 1
            counts["pair:right"] += _are_linked(labels, here, there)
    return counts


def _links(claims: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """The positions of each claim that tells an amount again, and of the earlier claim (-1 where there is none)."""
    place = {claim.id: j for j, claim in enumerate(claims) if claim.id is not None}
    for j, claim in enumerate(claims):
        if claim.same_as is not None:
            at = claim.same_as if isinstance(claim.same_as, int) and 0 <= claim.same_as < len(claims) else -1
            yield j, place.get(str(claim.same_as), at)


def _are_linked(labels: Sequence[Figure], here: int | None, there: int | None) -> bool:
    if here is None or there is None:
        return False
    return labels[here].same_as == there or labels[there].same_as == here


def summarise(counts: Counts) -> Score:
    """The scores that counts of one document or of many give, by name."""
    found, wanted = counts["tp"] + counts["fp"], counts["tp"] + counts["fn"]
    score: Score = {"gold": wanted, "predicted": found}
    score["quantity_precision"], score["quantity_recall"] = _part(counts["tp"], found), _part(counts["tp"], wanted)
    for name, count in zip(HEADLINES, ("tp", "core", "full"), strict=True):
        score[name] = _harmonic(_part(counts[count], found), _part(counts[count], wanted))
    for field in (*FIELDS, "high"):
        score[f"{field}_accuracy"] = _part(counts[f"hit:{field}"], counts[f"have:{field}"])
    for field in INVENTABLE:
        score[f"{field}_invented"] = _part(counts[f"invented:{field}"], counts[f"null:{field}"])
    score["pair_precision"] = _part(counts["pair:right"], counts["pair:said"])
    score["pair_recall"] = _part(counts["pair:right"], counts["pair:gold"])
    if counts["span:said"]:
        score["span_exact"] = _part(counts["span:right"], counts["span:said"])
    return score


def _part(count: int, whole: int) -> float:
    return count / max(whole, 1)


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / max(one + other, 1e-12)


def intervals(documents: Sequence[Counts]) -> dict[str, list[float]]:
    """Where the headline scores would lie 95 times in 100, had other documents of the kind been labelled."""
    if len(documents) < 5:
        return {}
    draw = random.Random(7)
    drawn = [summarise(total(draw.choices(documents, k=len(documents)))) for _ in range(DRAWS)]
    low, high = int(0.025 * DRAWS), int(0.975 * DRAWS) - 1
    ranked = {name: sorted(score[name] for score in drawn) for name in HEADLINES}
    return {f"{name}_95": [round(ranks[low], 3), round(ranks[high], 3)] for name, ranks in ranked.items()}


def total(documents: Iterable[Counts]) -> Counts:
    """The counts of many documents as one."""
    counts: Counts = Counter()
    for document in documents:
        counts.update(document)
    return counts


def read_labels(path: Path) -> tuple[str, list[Figure]]:
    """The name of a labelled document and its labels."""
    labelled = json.loads(path.read_text(encoding="utf-8"))
    return str(labelled["id"]), [as_figure(record) for record in labelled["claims"]]


def group_claims(records: Iterable[Record]) -> dict[str, list[Figure]]:
    """The quantity claims of a reading, by the name of their document without folder and ending."""
    claims: dict[str, list[Figure]] = defaultdict(list)
    for record in records:
        if record.get("kind", "quantity") == "quantity" and record.get("value") is not None:
            claims[PurePosixPath(str(record["document"])).stem].append(as_figure(record))
    return claims


def explain(name: str, found: Comparison) -> Iterator[str]:
    """One line for every label missed, every claim that is false, and every field that says something else."""
    met, said = {i for i, _ in found.pairs}, {j for _, j in found.pairs}
    for i, label in enumerate(found.labels):
        if i not in met and not label.optional:
            yield f"missed {name}: {label.fields['measure']} {label.surface}"
    for j, claim in enumerate(found.claims):
        if j not in said:
            yield f"false  {name}: {claim.fields['measure']} {claim.value} {claim.unit} {claim.surface}"
    for i, j in found.pairs:
        label, claim = found.labels[i], found.claims[j]
        given = (field for field in FIELDS if label.fields[field] is not None)
        wrong = [field for field in given if not agrees(field, label, claim)]
        if wrong:
            told = (f"{field} {label.fields[field]!r} got {claim.fields[field]!r}" for field in wrong)
            yield f"field  {name}: {label.surface}: {'; '.join(told)}"


def recall_by_measure(counts: Counts) -> str:
    """How many labels of each measure were found, the most frequent measure first."""
    wanted = sorted((key for key in counts if key.startswith("of:")), key=lambda key: -counts[key])
    return ", ".join(f"{key[3:]} {counts['got:' + key[3:]]}/{counts[key]}" for key in wanted)


def main() -> None:
    """Print the scores of a reading, or with `--json` the same as one object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("labels", type=Path)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--texts", type=Path, help="kept texts (NAME.txt): checks that spans hold their words")
    parser.add_argument("--detail", action="store_true", help="list what is missed, false or told otherwise")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    claims = group_claims(map(json.loads, filter(str.strip, given.claims.read_text(encoding="utf-8").split("\n"))))
    compared = {}
    for name, labels in map(read_labels, sorted(given.labels.glob("*.json"))):
        text = given.texts / f"{name}.txt" if given.texts else None
        kept = text.read_text(encoding="utf-8") if text and text.is_file() else None
        compared[name] = compare(labels, claims.get(name, []), kept)
    counts = total(found.counts for found in compared.values())
    score = summarise(counts) | intervals([found.counts for found in compared.values()])
    if given.detail:
        print(*(line for name, found in compared.items() for line in explain(name, found)), sep="\n")
    if given.json:
        print(json.dumps(score))
        return
    for key, value in score.items():
        print(f"{key:22} {value:.3f}" if isinstance(value, float) else f"{key:22} {value}")
    print("recall by measure:", recall_by_measure(counts))


if __name__ == "__main__":
    main()
