"""Make the environment from the lock file: `python3 tools/setup.py .venv`. Standard library only."""

import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

OLDEST = (3, 11)
LOCK = Path("requirements.lock")


def main() -> None:
    """Create the environment when there is none, then install exactly what the lock file pins, and the project."""
    if sys.version_info < OLDEST:
        sys.exit(f"Gigawatch needs Python 3.11 or newer; this is {sys.version.split()[0]} (set PYTHON=python3.11)")
    folder = Path(sys.argv[1])
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"making {folder}", flush=True)
        venv.create(folder, with_pip=True)
    with tempfile.TemporaryDirectory() as place:
        pin = Path(place) / "uv.txt"
        pin.write_text(find_pin(LOCK.read_text(encoding="utf-8"), "uv"), encoding="utf-8")
        pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        _run(*pip, "--no-deps", "--require-hashes", "-r", pin)
    print("installing what requirements.lock pins", flush=True)
    uv = (python, "-m", "uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", python)
    _run(*uv, "--require-hashes", "-r", LOCK)
    _run(*uv, "--no-deps", "--no-build-isolation", "-e", ".")
    _run(python, "-m", "compileall", "-q", "src")


def find_pin(lock: str, name: str) -> str:
    """The entry of one package in a lock file: its version and all its hashes."""
    found = re.search(rf"^{re.escape(name)}==[^\n]+(?:\n +--hash=[^\n]+)+", lock, re.MULTILINE)
    if found is None:
        sys.exit(f"requirements.lock does not pin {name} (make it anew: make lock)")
    return found[0] + "\n"


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], check=False)
    if done.returncode:
        sys.exit(f"set-up stopped: {' '.join(str(part) for part in command[:6])} ... failed (is there a network?)")


if __name__ == "__main__":
    main()
