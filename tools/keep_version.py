"""Keep a small workspace as this version builds it, for every later version to open: `python tools/keep_version.py`.

It is written to `tests/fixture/version/VERSION/workspace.tar.xz`, built up to its database. Its texts are synthetic.
"""

import io
import sys
import tarfile
import tempfile
from datetime import date
from pathlib import Path

import gigawatch
from gigawatch import __version__
from gigawatch.cli import main as command
from gigawatch.run.build import run_steps
from gigawatch.run.plan import plan_steps
from gigawatch.run.workspace import open_workspace

DAY = date(2026, 1, 1)
LAST = "store"  # the step that writes the database; what is published is made again
TARGET = Path("tests/fixture/version")
LEFT_OUT = {".lock", "hashes.json"}  # of the machine, not of the workspace
FILES = {
    "documents/plant.md": """---
title: A synthetic report on a plant
url: https://example.org/plant
publisher: Example News
published: 2022-07-25
---
This text is synthetic. CATL's Yibin base has a planned capacity of 60 GWh a year. Phase 1 of CATL's Yibin base, with a
capacity of 15 GWh a year, started production in June 2022.
""",
    "documents/later.md": """---
title: A synthetic report of the next year
url: https://example.org/later
publisher: Xinhua
published: 2023-06-10
---
This text is synthetic. CATL's Yibin base has a planned capacity of 70 GWh a year. Gotion High-tech plans to build a
battery plant in Yibin with a capacity of 30 GWh a year. In 2022 Yibin produced 72 GWh of power batteries.
""",
    "documents/zh.md": """---
title: 合成报道
url: https://example.org/zh
publisher: 新华社
published: 2023-06-12
---
本文为合成文本。2023年6月9日，2023世界动力电池大会在宜宾举行，签约项目27个，总投资1063亿元。
""",
    "tables/output.csv": "subject,measure,period,value,unit\nYibin,production,2022,72,GWh\nYibin,share,2023,15,%\n",
}


def main() -> None:
    """Make the workspace with a judgement and a kept edition, and pack it."""
    target = TARGET / __version__ / "workspace.tar.xz"
    if target.exists():
        sys.exit(f"{target} is there already: what a version kept is never changed")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "yibin"
        make_workspace(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        pack(place, target)
    print(f"{target}: {target.stat().st_size:,} bytes")


def make_workspace(place: Path) -> None:
    """Documents, a table, a person's judgement, an edition, and what is built from them."""
    run("init", str(place))
    settings = place / "gigawatch.toml"
    told = settings.read_text(encoding="utf-8").split("[figures]")[0]
    settings.write_text(f"{told}[figures]\npackages = []\n\n[index]\ndefinitions = []\n", encoding="utf-8")
    for name, text in FILES.items():
        (place / name).write_text(text, encoding="utf-8")
    build(place)
    claim = gigawatch.open(place).sql("SELECT id FROM claim WHERE value = 70 AND measure = 'capacity'").rows[0][0]
    why = "synthetic: the later page names the plant"
    run("review", "accept", claim, "--by", "ann", "--why", why, "--on", str(DAY), "--workspace", str(place))
    build(place)
    run("edition", "keep", "--name", "first", "--workspace", str(place))


def build(place: Path) -> None:
    """Build up to the database."""
    workspace = open_workspace(place)
    steps = plan_steps(workspace, DAY)
    some = steps[: next(number for number, step in enumerate(steps, 1) if step.name == LAST)]
    run_steps(workspace, lambda: some, version=__version__, date=DAY.isoformat(), report=lambda *_: None)


def run(*words: str) -> None:
    """Run a command of the program."""
    try:
        command(words)
    except SystemExit as left:
        if left.code:
            raise


def pack(place: Path, target: Path) -> None:
    """All of the workspace in one archive, with nothing of the machine."""
    with tarfile.open(target, "w:xz", preset=9) as tar:
        for path in sorted(place.rglob("*")):
            if path.is_file() and path.name not in LEFT_OUT:
                data = path.read_bytes()
                entry = tarfile.TarInfo(path.relative_to(place).as_posix())
                entry.size, entry.mode = len(data), 0o644
                tar.addfile(entry, io.BytesIO(data))


if __name__ == "__main__":
    main()
