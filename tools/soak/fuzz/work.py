"""The process that fuzzes one target: `python -m soak.fuzz.work TARGET SECONDS CORPUS FOUND`.

New inputs that lead somewhere new go to CORPUS, crashes to FOUND, each place once with the shortest input that breaks
it. An input that ends the process itself is kept there by libFuzzer, and the process may be started again.
"""

from __future__ import annotations

import sys
from pathlib import Path

MEGABYTES = 3000
HANGS = 120  # seconds on the clock, for work that no signal ends

with_instruments = ("gigawatch", "protego", "warcio", "yaml", "docx")


def main() -> None:
    """Fuzz until the time is up."""
    name, seconds, corpus, found = sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    import atheris

    with atheris.instrument_imports(include=list(with_instruments)):
        from soak.fuzz.catalogue import SEEDS, find_target, seeds
        from soak.fuzz.verdict import judge

        target = find_target(name)
        for seed in seeds(name):  # what is imported late is instrumented too
            judge(target, seed.read_bytes())

    def ask(data: bytes) -> None:
        crash = judge(target, data)
        if crash is not None:
            _keep(found / f"{crash.mark}.input", data, crash.told)

    options = (
        f"-max_total_time={seconds:.0f}",
        f"-max_len={target.longest}",
        f"-timeout={HANGS}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-artifact_prefix={found}/",
        "-print_final_stats=1",
        "-verbosity=1",
    )
    atheris.Setup([sys.argv[0], *options, str(corpus), str(SEEDS / name)], ask)
    atheris.Fuzz()


def _keep(path: Path, data: bytes, told: str) -> None:
    """Keep the shortest input that breaks a place."""
    if not path.exists() or len(data) < path.stat().st_size:
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(told, encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
