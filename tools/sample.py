"""Make the project's own sample workspace, anew when the bundled sample has changed: `tools/sample.py build/yibin`."""

import shutil
import sys
from pathlib import Path

from gigawatch.model import GigawatchError
from gigawatch.run.fingerprint import hash_path
from gigawatch.run.sample import SAMPLES, create_workspace

NAME = "yibin"


def main() -> None:
    """Leave the workspace as it is when it was made from the sample as it is now; else make it anew."""
    folder = Path(sys.argv[1])
    mark = folder.with_name(f"{folder.name}.sample")
    now = hash_path(SAMPLES / NAME)
    if folder.is_dir() and mark.is_file() and mark.read_text(encoding="utf-8") == now:
        return
    if folder.is_dir():
        print(f"the bundled sample has changed: making {folder} anew", flush=True)
        shutil.rmtree(folder)
    try:
        create_workspace(folder, NAME, [])
    except GigawatchError as fault:
        sys.exit(f"the sample workspace {folder} could not be made: {fault}")
    print(f"Made the workspace {folder} from the sample {NAME}.", flush=True)
    mark.write_text(now, encoding="utf-8")


if __name__ == "__main__":
    main()
