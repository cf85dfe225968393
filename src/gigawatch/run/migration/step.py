"""From one format of what is kept to the next: small steps that tell the new text of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import tomlkit

from gigawatch.run.aside import BACKUP, free_place, lay_aside
from gigawatch.run.workspace import SETTINGS, open_workspace
from gigawatch.store.whole import write_kept

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Migration:
    """The step to a format: what it does, and from a workspace's folder the new texts of kept files by their path.

    It reads what is kept and writes nothing.
    """

    to: int
    what: str
    rewrite: Callable[[Path], Texts]


def name_format(text: str, to: int) -> str:
    """The settings with the number of a format, all else in them as it stands there."""
    settings = tomlkit.parse(text)
    if "workspace" not in settings:
        settings["workspace"] = tomlkit.table()
    own = settings["workspace"]
    assert isinstance(own, MutableMapping)
    own["format"] = to
    return tomlkit.dumps(settings)


MIGRATIONS: Sequence[Migration] = (Migration(1, "the settings name the format of what is kept", lambda _: {}),)


def migrate(root: Path, steps: Sequence[Migration] = MIGRATIONS) -> list[str]:
    """Bring what a workspace keeps to the newest format, step by step; what was done, in words.

    Every file that a step changes is copied to `backup/format-N/` first, and the new format is named last: a step that
    is cut short is done again, so it leaves alone what is of the new format already.
    """
    done = []
    for step in steps:
        now = open_workspace(root).settings.format
        if step.to <= now:
            continue
        changed = dict(step.rewrite(root))
        settings = changed.pop(SETTINGS, None) or (root / SETTINGS).read_text(encoding="utf-8")
        changed[SETTINGS] = name_format(settings, step.to)  # the last one
        kept = free_place(root / BACKUP / f"format-{now}")
        for name in changed:
            if (root / name).exists():
                lay_aside(root / name, kept / name)
        for name, text in changed.items():
            write_kept(root / name, text.encode())
        done.append(f"format {now} to {step.to}: {step.what}; as it was: {kept.relative_to(root)}/")
    return done
