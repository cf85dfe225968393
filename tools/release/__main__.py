"""Make a release into `dist/`: wheel, source archive, bill of materials, hashes. `make release`."""

from __future__ import annotations

import shutil
from pathlib import Path

from release.artifact import build, find_epoch, write_sums
from release.bom import install_alone, write_bom
from release.licence import ROOT

OUT = Path("dist")
WORK = Path("build") / "release"


def main() -> None:
    """Everything anew."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    made = build(ROOT, OUT, find_epoch(ROOT))
    (wheel,) = (file for file in made if file.suffix == ".whl")
    python = install_alone(wheel, WORK)
    bom = write_bom(python, OUT / f"{'-'.join(wheel.name.split('-')[:2])}.cdx.json")
    sums = write_sums([*made, bom], OUT)
    for file in (*made, bom, sums):
        print(f"{file}  {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
