"""Make the environment from the lock file: `python3 tools/setup.py .venv`. Standard library only."""

import subprocess
import sys
import venv
from pathlib import Path

OLDEST = (3, 11)
UV = "uv>=0.9"


def main() -> None:
    """Create the environment when there is none, then install exactly what the lock file pins, and the project."""
    if sys.version_info < OLDEST:
        sys.exit(f"Gigawatch needs Python 3.11 or newer; this is {sys.version.split()[0]} (set PYTHON=python3.11)")
    folder = Path(sys.argv[1])
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"making {folder}", flush=True)
        venv.create(folder, with_pip=True)
    _run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    print("installing what requirements.lock pins", flush=True)
    uv = (python, "-m", "uv", "pip", "install", "--quiet", "--python", python)
    _run(*uv, "--require-hashes", "-r", "requirements.lock")
    _run(*uv, "--no-deps", "--no-build-isolation", "-e", ".")


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], check=False)
    if done.returncode:
        sys.exit(f"set-up stopped: {' '.join(str(part) for part in command[:6])} ... failed (is there a network?)")


if __name__ == "__main__":
    main()
