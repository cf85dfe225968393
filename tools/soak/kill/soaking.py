"""All the kills of a soak, one after the other; what came of each is kept at once in a file of lines."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from soak.kill.building import Case, Killed, add_document, judge_claim, kill_builds, make_case
from soak.kill.process import Moment, load_program
from soak.kill.workspace import make_small
from soak.kill.writing import (
    Writing,
    add_archives,
    add_feed,
    add_files,
    fetch_chart,
    judge,
    kill_writing,
    make_writing,
    serving,
)

SEED = 2026
BUILDS, WRITINGS, SAMPLE = 200, 60, 10  # kills
PATIENCE = "\n[limits]\nhost_milliseconds = 1\n"


def kill_all(lines: Path, builds: int = BUILDS, writings: int = WRITINGS, sample: int = SAMPLE) -> None:
    """Kill builds of a small workspace, commands that keep something, and builds of the sample Yibin."""
    load_program()
    chance = Random(SEED)
    with tempfile.TemporaryDirectory() as folder, lines.open("w", encoding="utf-8") as out:

        def note(told: dict[str, object]) -> None:
            print(told, flush=True)
            out.write(json.dumps(told, ensure_ascii=False) + "\n")
            out.flush()

        scratch = Path(folder)
        cases = _make_cases(scratch)
        for case in cases:
            note({"case": case.name, "seconds": case.seconds, "swaps": case.swaps, "files": len(case.built)})
        _kill_writings(scratch, writings, chance, note)
        _kill_builds(cases, builds, scratch, chance, note)
        if sample:
            found = _make_sample(scratch)
            note({"case": found.name, "seconds": found.seconds, "swaps": found.swaps, "files": len(found.built)})
            _kill_builds([found], sample, scratch, chance, note)


def _kill_builds(
    cases: list[Case], most: int, scratch: Path, chance: Random, note: Callable[[dict[str, object]], None]
) -> None:
    killed, turn = 0, 0
    while killed < most:
        began = time.perf_counter()
        for one in kill_builds(cases[turn % len(cases)], most - killed, scratch, chance):
            killed += 1
            note(_tell(one, "build"))
        turn += 1
        note({"chain": turn, "seconds": round(time.perf_counter() - began, 1)})


def _kill_writings(scratch: Path, most: int, chance: Random, note: Callable[[dict[str, object]], None]) -> None:
    with serving(scratch / "site") as address:
        commands = list(_make_writings(scratch, address))
        killed, turn = 0, 0
        while killed < most:
            one = kill_writing(commands[turn % len(commands)], scratch, chance)
            turn += 1
            if one is not None:
                killed += 1
                note(_tell(one, "writing"))


def _make_cases(scratch: Path) -> list[Case]:
    """First builds, and builds of a built workspace to which a document or a judgement came."""
    parted = make_case("first build, settled in portions", make_small(scratch / "parted"), scratch, is_parted=True)
    first = make_case("first build", make_small(scratch / "first"), scratch)
    built = shutil.copytree(scratch / "place", scratch / "built")
    added = add_document(shutil.copytree(built, scratch / "added"))
    judged = judge_claim(shutil.copytree(built, scratch / "judged"))
    came = [make_case("a document came", added, scratch), make_case("a judgement came", judged, scratch)]
    return [first, *came, parted]


def _make_writings(scratch: Path, address: str) -> Iterator[Writing]:
    from gigawatch.store import read_rows

    place = shutil.copytree(scratch / "built", scratch / "open")
    claim = max(str(row["id"]) for row in read_rows(place / "build" / "step" / "claim.parquet"))
    with (place / "gigawatch.toml").open("a", encoding="utf-8") as settings:
        settings.write(PATIENCE)
    yield make_writing("add files", place, scratch, add_files)
    yield make_writing("add web archives", place, scratch, add_archives(scratch / "archives"))
    yield make_writing("add a feed", place, scratch, add_feed(address))
    yield make_writing("fetch a source", place, scratch, fetch_chart(address))
    yield make_writing("judge", place, scratch, judge(claim))


def _make_sample(scratch: Path) -> Case:
    """The sample Yibin, built, to which a document came."""
    from gigawatch.run.sample import create_workspace

    place = scratch / "yibin"
    create_workspace(place, "yibin", [])
    make_case("sample Yibin", place, scratch)
    built = shutil.copytree(scratch / "place", scratch / "yibin-built")
    return make_case("sample Yibin, a document came", add_document(built), scratch)


def _tell(one: Killed, kind: str) -> dict[str, object]:
    return {"kind": kind, "case": one.case, "moment": _word(one.moment), "faults": list(one.faults)}


def _word(moment: Moment) -> str:
    return str(moment)
