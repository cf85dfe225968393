"""The steps that read: each document to claims, each table to observations, all gathered into one file a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from gigawatch.engine import Borrow, LocalEngine
from gigawatch.figures.mapping import sidecar_names
from gigawatch.intake.damage import named_faults
from gigawatch.intake.limit import Limits
from gigawatch.intake.metadata import SIDECAR, read_sidecar
from gigawatch.model import GigawatchError, InputError
from gigawatch.run.fingerprint import hash_text
from gigawatch.run.scratch import scratch_of
from gigawatch.run.step import Step
from gigawatch.run.workspace import Workspace

WHOLE = "the whole table is left out until this is mended"
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def read_step(workspace: Workspace, file: Path, kept: date | None) -> Step:
    """One document to its row and its claims."""
    name = file.relative_to(workspace.root).as_posix()
    document, claims = _target(workspace, "document", name), _target(workspace, "claim", name)

    def work() -> list[str]:
        return _read_document(file, name, kept, (document, claims), limits)

    limits = workspace.settings.limits
    sidecar = file.with_name(file.name + SIDECAR)
    rooms = ("model", "vocab", "quantity", "store", "intake", "claims")
    return Step(f"read:{name}", (file, sidecar), (document, claims), rooms, work, f"kept={kept} {limits}")


def pack_step(workspace: Workspace, file: Path, kept: date | None, borrow: Borrow) -> Step:
    """All documents of a pack to their rows and claims, in one step; which engine reads them makes no difference."""
    name = file.relative_to(workspace.root).as_posix()
    targets = _target(workspace, "document", name), _target(workspace, "claim", name)

    def work() -> list[str]:
        from gigawatch.engine import Reading, read_documents
        from gigawatch.store import write_rows

        try:
            reading = Reading(name, read_sidecar(file, limits), kept, limits)
            return read_documents(borrow(), file, reading, targets, scratch_of(workspace, step))
        except InputError as fault:
            for target, table in zip(targets, ("document", "claim"), strict=True):
                write_rows(target, table, [])
            return [f"fault: {fault}"]

    limits = workspace.settings.limits
    sidecar = file.with_name(file.name + SIDECAR)
    rooms = ("model", "vocab", "quantity", "store", "intake", "claims", "engine")
    step = Step(f"read:{name}", (file, sidecar), targets, rooms, work, f"kept={kept} {limits}")
    return step


def table_step(workspace: Workspace, file: Path, kept: date | None) -> Step:
    """One table of the user's to its observations."""
    name = file.relative_to(workspace.root).as_posix()
    target = _target(workspace, "observation", name)

    def work() -> list[str]:
        return _read_table(file, name, kept, target, limits)

    limits = workspace.settings.limits
    rooms = ("model", "vocab", "store", "intake", "figures")
    return Step(f"table:{name}", (file, *sidecar_names(file)), (target,), rooms, work, f"kept={kept} {limits}")


def package_step(workspace: Workspace, name: str) -> Step:
    """One data package that ships with Gigawatch to its observations."""
    target = _target(workspace, "observation", f"package/{name}")

    def work() -> list[str]:
        from gigawatch.figures import load_package
        from gigawatch.store import write_rows
        from gigawatch.store.record import observation_row

        write_rows(target, "observation", map(observation_row, load_package(name)))
        return []

    return Step(f"package:{name}", (), (target,), ("model", "store", "figures"), work)


def gather_step(workspace: Workspace, steps: Sequence[Step], borrow: Borrow = LocalEngine) -> Step:
    """All documents, claims and observations, each in one file; near-copies are found here."""
    inputs = tuple(path for step in steps for path in step.outputs)
    outputs = tuple(workspace.steps / f"{table}.parquet" for table in ("document", "claim", "observation"))

    def work() -> list[str]:
        from gigawatch.engine.gathering import gather_documents, gather_rows

        by_table = _by_table(inputs)
        targets, scratch = (outputs[0], outputs[1]), workspace.parts / "gather"
        notices = gather_documents(borrow(), by_table["document"], by_table["claim"], targets, scratch)
        gather_rows(by_table["observation"], outputs[2], "observation")
        return notices

    return Step("gather", inputs, outputs, ("model", "vocab", "store", "intake", "engine"), work)


def _read_document(file: Path, name: str, kept: date | None, targets: tuple[Path, Path], limits: Limits) -> list[str]:
    from gigawatch.claims import read_claims
    from gigawatch.intake import load_document
    from gigawatch.store import write_rows
    from gigawatch.store.record import claim_row, document_row

    document, claims = targets
    try:
        found = load_document(file, name=name, kept=kept, limits=limits, follow=False)
        with named_faults(name, "claims"):
            reading = read_claims(found)
    except GigawatchError as fault:
        write_rows(document, "document", [])
        write_rows(claims, "claim", [])
        return [f"fault: {fault}"]
    rows = [{**claim_row(claim), "document": found.id} for claim in reading.claims]
    write_rows(document, "document", [document_row(found)])
    write_rows(claims, "claim", rows)
    return [f"notice: {name}: {text.removeprefix(f'{name}: ')}" for text in reading.notices]


def _read_table(file: Path, name: str, kept: date | None, target: Path, limits: Limits) -> list[str]:
    from gigawatch.figures import find_unlikely, find_unlisted, note_unlikely, read_table
    from gigawatch.store import write_rows
    from gigawatch.store.record import observation_row

    try:
        table = read_table(file, name, limits=limits, follow=False, where=name)
    except GigawatchError as fault:
        write_rows(target, "observation", [])
        return [f"fault: {fault}\n  {name}: {WHOLE}"]
    more = {"table_name": name, "kept": kept}
    rows = ({**observation_row(cell), "note": note_unlikely(cell), **more} for cell in table.observations)
    write_rows(target, "observation", rows)
    return [f"notice: {name}:{told}" for told in (*find_unlisted(table), *find_unlikely(table))]


def _by_table(paths: Sequence[Path]) -> dict[str, list[Path]]:
    groups: dict[str, list[Path]] = {"document": [], "claim": [], "observation": []}
    for path in paths:
        groups[path.parent.name].append(path)
    return groups


def _target(workspace: Workspace, table: str, name: str) -> Path:
    """The Parquet file of a source: its name made safe, with a hash so that no two sources share one."""
    return workspace.steps / table / f"{UNSAFE.sub('-', name)}-{hash_text(name)[:8]}.parquet"
