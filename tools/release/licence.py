"""Which licences may be used and shipped with an Apache-2.0 project, and what a package's metadata name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).parent / "licence.toml"
PERMISSIVE = re.compile(
    r"\b(?:MIT|BSD|0BSD|Apache|ISC|PSF|PSFL|Python Software Foundation|Unlicense|MPL|Mozilla|OFL|Zlib|CC0|HPND|CNRI)",
    re.IGNORECASE,
)
COPYLEFT = re.compile(r"(?:\b|[AL])GPL|General Public License|\b(?:EUPL|SSPL|BUSL|CC-BY-NC)\b", re.IGNORECASE)
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Judged:
    """A package that its metadata do not let pass by themselves: the licence that a person read, and where or why."""

    licence: str
    reason: str


def read_by_hand() -> Mapping[str, Judged]:
    """The packages of `licence.toml` by name."""
    return {name: Judged(**entry) for name, entry in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}


def normalise(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> set[str]:
    """The names that the lock file pins."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return {normalise(match.group(1)) for match in re.finditer(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}


def asked() -> Iterator[tuple[str, str]]:
    """Every requirement of pyproject.toml as (extra, package); the extra of what is always needed is empty."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra, lines in {"": project["dependencies"], **project["optional-dependencies"]}.items():
        for line in lines:
            found = NAME.match(line)
            if found is not None and found[0] != "gigawatch":
                yield extra, normalise(found[0])


def licence_of(found: Distribution) -> str:
    """What an installed package's metadata say of its licence."""
    meta = found.metadata
    classifiers = [c for c in meta.get_all("Classifier") or [] if c.startswith("License ::")]
    texts = [meta.get("License-Expression"), *classifiers, *(meta.get("License") or "").splitlines()[:1]]
    return " ".join(str(text) for text in texts if text)


def is_permissive(licence: str) -> bool:
    """True when one of the licences that a package offers to choose from is permissive."""
    return any(PERMISSIVE.search(choice) and not COPYLEFT.search(choice) for choice in licence.split(" OR "))
