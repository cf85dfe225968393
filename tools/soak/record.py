"""The page of last results: each part of a soak takes the place of its own last one."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from gigawatch.model.machine import count_cores

DOCS = Path("docs")
PAGE = DOCS / "soak.md"
HEAD = """# The last soak

What is too long for every change: made by `make soak`, which writes this page.
"""


def write_part(title: str, body: str, order: Sequence[str]) -> None:
    """Put a part into the page in place of its last result; the others stay, in their order."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    parts = dict(re.findall(r"^## (.+)\n\n((?:(?!^## ).*\n?)*)", before, re.MULTILINE))
    parts[title] = f"{tell_circumstances()}\n{body}"
    told = [f"\n## {name}\n\n{parts[name].strip()}\n" for name in order if name in parts]
    PAGE.write_text(HEAD + "".join(told), encoding="utf-8")
    print(f"written: {PAGE}")


def tell_circumstances() -> str:
    """The day and the machine."""
    return f"- Date: {date.today().isoformat()}\n- Machine: {tell_machine()}\n"


def tell_table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of figures as Markdown, its cells to the right."""
    lines = [names, ["---:"] * len(names), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def tell_machine() -> str:
    """What a soak runs on."""
    cores = count_cores()
    counted = f"{cores} core" if cores == 1 else f"{cores} cores"
    return f"{platform.system()}, {platform.machine()}, {counted}, Python {platform.python_version()}"
