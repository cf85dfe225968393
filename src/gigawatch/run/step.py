"""A step of the build: what it needs, what it makes, and whether what it made is still good."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gigawatch.run.fingerprint import MISSING, hash_path, hash_room, hash_text

OWN = "run"
Work = Callable[[], list[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work with declared inputs and outputs.

    `work` makes all `outputs` whole or raises; it returns notices for the user, such as a file that could not be
    read. `rooms` are the packages whose code the result depends on besides this one, `settings` whatever else there is.
    """

    name: str
    inputs: tuple[Path, ...]
    outputs: tuple[Path, ...]
    rooms: tuple[str, ...]
    work: Work
    settings: str = ""

    @property
    def group(self) -> str:
        """The kind of step: `read` of `read:documents/a.md`."""
        return self.name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Record:
    """What the manifest remembers of a step that was done."""

    fingerprint: str
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    seconds: float
    notices: tuple[str, ...] = field(default=())


def hash_inputs(step: Step, root: Path) -> dict[str, str]:
    """The content hash of every input of a step, by its path in the workspace."""
    return {_name(path, root): hash_path(path) for path in step.inputs}


def hash_outputs(step: Step, root: Path) -> dict[str, str]:
    """The content hash of every output of a step, by its path in the workspace."""
    return {_name(path, root): hash_path(path) for path in step.outputs}


def fingerprint(step: Step, inputs: Mapping[str, str]) -> str:
    """One hash of everything a step's result depends on: inputs, code and settings."""
    code = [f"{room}:{hash_room(room)}" for room in sorted({OWN, *step.rooms})]
    data = [f"{name}:{digest}" for name, digest in sorted(inputs.items())]
    return hash_text("\n".join([step.name, step.settings, *code, *data]))


def is_stale(step: Step, record: Record | None, inputs: Mapping[str, str], root: Path) -> bool:
    """True when a step must be done again: never done, something it depends on changed, or an output is not as made."""
    if record is None or record.fingerprint != fingerprint(step, inputs):
        return True
    now = hash_outputs(step, root)
    return now != dict(record.outputs) or MISSING in now.values()


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
