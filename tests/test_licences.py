"""Every package that the lock file pins may be used and shipped with an Apache-2.0 project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PERMISSIVE = re.compile(
    r"\b(?:MIT|BSD|0BSD|Apache|ISC|PSF|Python Software Foundation|Unlicense|MPL|Mozilla|OFL|Zlib|CC0|HPND|CNRI)",
    re.IGNORECASE,
)
COPYLEFT = re.compile(r"\b(?:AGPL|GPL|LGPL|General Public License)", re.IGNORECASE)
# Packages whose metadata name no licence; each was read in the package's own licence file.
READ_BY_HAND = {
    "axe-playwright-python": "MIT, in its LICENSE file; the script that it brings is MPL-2.0",
    "currencyconverter": "Apache-2.0, in its LICENSE file",
}


def pinned() -> set[str]:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return {match.group(1).lower().replace("_", "-") for match in re.finditer(r"^([A-Za-z0-9._-]+)==", lock, re.M)}


def installed() -> Iterator[tuple[str, Distribution]]:
    names = pinned()
    for found in distributions():
        name = found.metadata["Name"].lower().replace("_", "-")
        if name in names:
            yield name, found


def licence_of(found: Distribution) -> str:
    meta = found.metadata
    classifiers = [c for c in meta.get_all("Classifier") or [] if c.startswith("License ::")]
    texts = [meta.get("License-Expression"), *classifiers, (meta.get("License") or "").splitlines()[:1]]
    return " ".join(str(text) for text in texts if text)


def is_permissive(licence: str) -> bool:
    """True when one of the licences that a package offers to choose from is permissive."""
    return any(PERMISSIVE.search(choice) and not COPYLEFT.search(choice) for choice in licence.split(" OR "))


def test_every_pinned_package_has_a_permissive_licence() -> None:
    found = dict(installed())
    assert len(found) > 40
    unclear = {
        name: licence_of(dist)
        for name, dist in found.items()
        if name not in READ_BY_HAND and not is_permissive(licence_of(dist))
    }
    assert unclear == {}


def test_the_lock_file_pins_by_hash_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^[A-Za-z0-9._-]+==[^\n]+(?:\n +--hash=[^\n]+)+", lock, re.M)
    pins = re.findall(r"^[A-Za-z0-9._-]+==", lock, re.M)
    assert len(entries) == len(pins) >= len(pinned())
    assert "://" not in lock
