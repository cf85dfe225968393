"""Builds that are killed: what must hold right after, and what the next build that is let live must give."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from gigawatch.engine.settling import group, layout
from gigawatch.run import settling
from soak.kill.process import Ended, Moment, run_apart, run_command
from soak.kill.workspace import (
    MORE,
    copy_afresh,
    digest_database,
    find_lost,
    hash_built,
    hash_kept,
    hash_published,
    read_logs,
)

DAY = "2026-01-01"
AIMED = 0.35  # share of the kills that are aimed at a swap of names, half before it and half after
CHAIN = (2, 4, 6)  # kills one after the other before a build is let live, drawn evenly
EVERY = "SELECT count(*) FROM fact"
Prepare = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Killed:
    """One kill: of what, when, and what did not hold afterwards."""

    case: str
    moment: Moment
    faults: tuple[str, ...]


@dataclass(slots=True)
class Case:
    """A workspace as it stands before a build: `made` is copied for every chain of kills.

    `before` and `after` are what its readers meet before the build and after it, `built` every file after it. Where it
    `is_parted`, settling goes in portions of a document and buckets of a thing, as that of very many claims does.
    """

    name: str
    made: Path
    is_parted: bool = False
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    built: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    swaps: int = 0


def make_case(name: str, made: Path, scratch: Path, *, is_parted: bool = False) -> Case:
    """Build a copy of a workspace undisturbed, to know what is to come and how long it takes."""
    case, place = Case(name, made, is_parted), copy_afresh(made, scratch)
    case.before = _look(place, scratch)
    ended = _build(case, place, scratch)
    if ended.status:
        raise RuntimeError(f"{name}: the build without a kill left with {ended.status}: {ended.output}")
    case.after, case.built, case.kept = _look(place, scratch), hash_built(place), hash_kept(place)
    case.seconds, case.swaps = ended.seconds, ended.swaps
    return case


def kill_builds(case: Case, most: int, scratch: Path, chance: Random) -> Iterator[Killed]:
    """Kill builds in a chain of at most so many, look after each, and let the next one live."""
    place, kills = copy_afresh(case.made, scratch), []
    kept, logs = hash_kept(place), read_logs(place)
    for number in range(min(most, chance.choice(CHAIN))):
        moment = _draw(case, chance, 1 + number)
        ended = _build(case, place, scratch, moment)
        if not ended.is_killed:
            case.seconds = min(case.seconds, ended.seconds) if number == 0 else case.seconds
            if ended.status:
                kills.append(Killed(case.name, moment, (f"left with {ended.status}: {ended.output[-500:]}",)))
            break  # it came to its end before its moment
        kills.append(Killed(case.name, moment, tuple(_find_faults(case, place, kept, logs, scratch))))
    faults = tuple(_find_differences(case, place, scratch)) if kills else ()
    yield from kills[:-1]
    if kills:
        last = kills[-1]
        yield Killed(last.case, last.moment, (*last.faults, *faults))


def _draw(case: Case, chance: Random, number: int) -> Moment:
    """A moment in the course of the nth build of a chain, which finds part of its work done."""
    if chance.random() < AIMED:
        return Moment(swap=chance.randrange(max(case.swaps // number, 1)), is_after=chance.random() < 0.5)
    return Moment(seconds=chance.uniform(0.0, case.seconds / number))


def _find_faults(
    case: Case, place: Path, kept: Mapping[str, str], logs: Mapping[str, bytes], scratch: Path
) -> Iterator[str]:
    """What does not hold right after a kill: kept files are as they were, what readers meet is old or new."""
    yield from find_lost(place, kept, logs)
    found = _look(place, scratch)
    for name, digest in found.items():
        if digest not in (case.before[name], case.after[name]):
            yield f"{name} is neither as before nor as after"
    for arguments, allowed in ((("doctor",), (0, 1)), (("sql", EVERY), (0,) if found["database"] else (0, 1))):
        ended = run_command([*arguments, "--workspace", str(place)], scratch / "log")
        if ended.status not in allowed or "Traceback" in ended.output:
            yield f"{arguments[0]} left with {ended.status}: {ended.output[-500:]}"


def _find_differences(case: Case, place: Path, scratch: Path) -> Iterator[str]:
    """What the next build gives otherwise than one that was never disturbed, or leaves lying."""
    ended = _build(case, place, scratch)
    if ended.status:
        yield f"the next build left with {ended.status}: {ended.output[-500:]}"
    built, kept = hash_built(place), hash_kept(place)
    for told, found, wanted in (("built", built, case.built), ("kept", kept, case.kept)):
        differing = sorted(name for name in found.keys() | wanted.keys() if found.get(name) != wanted.get(name))
        if differing:
            yield f"{told} otherwise: {', '.join(differing[:5])}"
    if _look(place, scratch) != case.after:
        yield "the database or what is published is another"
    doctor = run_command(["doctor", "--workspace", str(place)], scratch / "log")
    if doctor.status:
        yield f"doctor finds: {doctor.output}"


def _look(place: Path, scratch: Path) -> dict[str, str]:
    """What readers meet: everything published, and the rows of the database, read by a process of its own."""
    told = scratch / "database"
    ended = run_apart(lambda: _tell_database(place, told), scratch / "log")
    database = told.read_text(encoding="utf-8") if ended.status == 0 else f"unreadable: {ended.output[-300:]}"
    return {**hash_published(place), "database": database}


def _tell_database(place: Path, told: Path) -> None:
    told.write_text(digest_database(place), encoding="utf-8")


def _build(case: Case, place: Path, scratch: Path, moment: Moment | None = None) -> Ended:
    from gigawatch.cli import main

    def work() -> None:
        if case.is_parted:
            _part()
        main(["build", str(place), "--date", DAY])

    return run_apart(work, scratch / "log", moment)


def _part() -> None:
    """Have this process settle in portions, however few claims there are, each as small as can be."""
    settling.MANY = -1
    layout.STRETCH = group.BUCKET = 1


def add_document(place: Path) -> Path:
    """A document comes to a workspace."""
    shutil.copy(MORE / "later.md", place / "documents")
    return place


def judge_claim(place: Path) -> Path:
    """A person rejects a claim of a workspace that is built."""
    from gigawatch.store import read_rows

    claim = min(str(row["id"]) for row in read_rows(place / "build" / "step" / "claim.parquet"))
    ended = run_command(tell_judgement(place, claim), place.parent / "log")
    if ended.status:
        raise RuntimeError(f"the judgement left with {ended.status}: {ended.output}")
    return place


def tell_judgement(place: Path, claim: str) -> list[str]:
    """The command with which a person rejects a claim."""
    by = ["--by", "Synthetic person", "--why", "a made-up reason", "--on", DAY]
    return ["review", "reject", claim, *by, "--workspace", str(place)]
