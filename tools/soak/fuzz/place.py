"""The built workspace that questions are put to: the sample, unless the environment names another."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from gigawatch.run.sample import create_workspace
from soak.fuzz.run import FOLDER
from soak.fuzz.target.question import PLACE

SAMPLE, DAY = "yibin", "2026-01-01"


def provide_place() -> None:
    """Build the sample anew and name it in the environment, which the processes that fuzz take over."""
    if PLACE in os.environ:
        return
    root = (FOLDER / SAMPLE).resolve()
    shutil.rmtree(root, ignore_errors=True)
    create_workspace(root, SAMPLE, [])
    subprocess.run([sys.executable, "-m", "gigawatch", "build", str(root), "--date", DAY], check=True)
    os.environ[PLACE] = str(root)
