"""Make `requirements.lock` anew: every dependency of every extra, pinned with hashes, without index addresses."""

import subprocess
import sys
from pathlib import Path

HEAD = "# Every package that Gigawatch and its development need, pinned with hashes. Made by: make lock\n"
COMMAND = (
    "uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 "
    "--no-header --no-annotate --no-emit-index-url --quiet"
)


def main() -> None:
    """Compile the lock file beside pyproject.toml."""
    done = subprocess.run([sys.executable, "-m", *COMMAND.split()], check=True, capture_output=True, text=True)
    Path("requirements.lock").write_text(HEAD + done.stdout, encoding="utf-8")


if __name__ == "__main__":
    main()
