"""Where a step keeps what it has done so far, so that one that was cut short goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

from gigawatch.run.fingerprint import hash_text
from gigawatch.run.step import Step, fingerprint, hash_inputs
from gigawatch.run.workspace import Workspace


def scratch_of(workspace: Workspace, step: Step) -> Path:
    """The folder of what a step has done of its inputs as they are; what others left there is removed."""
    home = workspace.parts / hash_text(step.name)[:8]
    scratch = home / fingerprint(step, hash_inputs(step, workspace.root))[:16]
    for left in home.iterdir() if home.is_dir() else ():
        if left != scratch:
            shutil.rmtree(left)
    return scratch
