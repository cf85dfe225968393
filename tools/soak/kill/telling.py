"""What came of the kills, as Markdown, from the lines that a soak kept of each."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

HEAD = """Each kill is SIGKILL to a command's whole process group: at a moment drawn evenly from its measured course, or
right before or after one of its swaps of names (a table, the database, the manifest, a folder put in place).
Right after each: every kept file is as it was (logs may have grown), what is published and every row of the database
is of before or of after and nothing between, `doctor` and a question answer. Builds are killed in chains of two to
six, each resuming what the one before left; the first build that is let live must give every file, byte for byte
(of the database every row), as a build that nobody disturbed, leave nothing else lying, and `doctor` finds all in
order. Commands that keep something are killed once and run again. They run in processes split from one that has
loaded the program, so that the kills fall into the work and not into loading."""


def read_lines(lines: Path) -> list[Mapping[str, object]]:
    """What a soak kept, a line each."""
    return [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]


def find_faults(told: Sequence[Mapping[str, object]]) -> list[str]:
    """What did not hold, each with its case and moment."""
    return [f"{one['case']}, {one['moment']}: {fault}" for one in told for fault in _faults(one)]


def tell_kills(told: Sequence[Mapping[str, object]]) -> str:
    """A table of the cases: how many were killed, how many of them at a swap, how many survived."""
    cases: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for one in told:
        if "kind" in one:
            cases[str(one["case"])].append(one)
    rows = [f"| {name} | {_tell_case(kills)} |" for name, kills in cases.items()]
    chains = sum("chain" in one for one in told)
    built = [one for kills in cases.values() for one in kills if one["kind"] == "build"]
    whole = sum(not _faults(one) for one in built)
    closing = f"Builds: {whole} of {len(built)} kills survived, in {chains} chains."
    table = "\n".join(["| killed | kills | at a swap | survived |", "| --- | ---: | ---: | ---: |", *rows])
    faults = "".join(f"- {fault}\n" for fault in find_faults(told))
    return f"\n{HEAD}\n\n{table}\n\n{closing}\n" + (f"\nWhat did not hold:\n\n{faults}" if faults else "")


def _tell_case(kills: Sequence[Mapping[str, object]]) -> str:
    aimed = sum("swap" in str(one["moment"]) for one in kills)
    return f"{len(kills)} | {aimed} | {sum(not _faults(one) for one in kills)}"


def _faults(one: Mapping[str, object]) -> Sequence[str]:
    found = one.get("faults", ())
    return [str(fault) for fault in found] if isinstance(found, Sequence) else []
