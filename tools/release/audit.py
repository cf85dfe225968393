"""Check every pinned package for known vulnerabilities: `make audit`, `make audit OSV=all.zip` without a network.

It leaves with 0 where all were checked and none is known to be vulnerable, 1 where one is, 3 where nothing could be
checked: an audit that reached no data is never a clean one.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from release.advisory import find_hits, find_newest, read_export
from release.licence import ROOT, normalise

LOCK = ROOT / "requirements.lock"
CLEAN, VULNERABLE, UNCHECKED = 0, 1, 3
SECONDS = 10


def read_pins(lock: Path) -> dict[str, str]:
    """The pinned version of each package of a lock file."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {normalise(name): version for name, version in pins}


def main() -> None:
    """Ask a local export where one is given, else the services that pip-audit knows."""
    parser = argparse.ArgumentParser(prog="audit", description=__doc__)
    parser.add_argument(
        "--osv", type=Path, help="advisories at hand: all.zip of OSV's on PyPI, or a folder of such (JSON, YAML)"
    )
    parser.add_argument("--lock", type=Path, default=LOCK, help="the lock file (default: the project's)")
    asked = parser.parse_args()
    pins = read_pins(asked.lock)
    sys.exit(audit_export(pins, asked.osv) if asked.osv else audit_services(pins, asked.lock))


def audit_export(pins: Mapping[str, str], export: Path) -> int:
    """Hold the pins against a local export."""
    advisories = list(read_export(export))
    if not advisories:
        print(f"{export}: no advisory in it: nothing was checked", file=sys.stderr)
        return UNCHECKED
    hits = list(find_hits(pins, iter(advisories)))
    for hit in hits:
        mended = f"; mended in {', '.join(hit.mended)}" if hit.mended else ""
        print(f"{hit.package} {hit.version}: {hit.advisory} {hit.summary}{mended}")
    newest = f", the newest of {day}" if (day := find_newest(advisories)) else ""
    print(f"{len(pins)} packages held against {len(advisories):,} advisories{newest}: {len(hits)} hits")
    return VULNERABLE if hits else CLEAN


def audit_services(pins: Mapping[str, str], lock: Path) -> int:
    """Ask PyPI, then OSV: the first that knows the packages decides."""
    for service in ("pypi", "osv"):
        found = ask(service, lock)
        known = [one for one in found if "vulns" in one]
        if not known:
            print(f"{service}: it knows none of the packages, or does not answer", file=sys.stderr)
            continue
        hits = [(one, each) for one in known for each in one["vulns"]]
        for one, each in hits:
            print(f"{one['name']} {one['version']}: {each['id']}; mended in {', '.join(each['fix_versions'])}")
        print(f"{service}: {len(known)} of {len(pins)} packages checked: {len(hits)} hits")
        return VULNERABLE if hits else CLEAN if len(known) == len(pins) else UNCHECKED
    print("nothing was checked: no service answers; with a local export: make audit OSV=all.zip", file=sys.stderr)
    return UNCHECKED


def ask(service: str, lock: Path) -> list[dict[str, object]]:
    """What pip-audit learns of each package from a service; nothing where it does not answer."""
    command = (sys.executable, "-m", "pip_audit", "--requirement", str(lock), "--no-deps", "--disable-pip")
    wanted = ("--vulnerability-service", service, "--format", "json", "--progress-spinner", "off")
    done = subprocess.run([*command, *wanted, "--timeout", str(SECONDS)], capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return []


if __name__ == "__main__":
    main()
