"""Every package that Gigawatch asks for, in whatever extra, may be used and shipped with an Apache-2.0 project."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import distributions, packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

from release.licence import asked, is_permissive, licence_of, normalise, pinned, read_by_hand  # noqa: E402

# What is imported without being asked for by name, and what brings it.
BROUGHT = {
    "starlette": "fastapi",
    "pydantic": "fastapi",
    "markupsafe": "jinja2",
    "py4j": "pyspark",
    "adbc_driver_manager": "adbc_driver_postgresql",
}
OPTIONAL = {"pandas"}  # a frame is made of an answer where it is installed


def test_every_pinned_package_has_a_permissive_licence() -> None:
    names, judged = pinned(), read_by_hand()
    found = {normalise(one.metadata["Name"]): licence_of(one) for one in distributions()}
    checked = {name: licence for name, licence in found.items() if name in names}
    assert len(checked) > 40
    refused = {name: text for name, text in checked.items() if not is_permissive(text)}
    assert {name: text for name, text in refused.items() if name not in judged} == {}


def test_what_an_extra_asks_for_is_pinned_and_checked_or_was_read_by_hand() -> None:
    named = {(extra, name) for extra, name in asked() if name not in pinned() and name not in read_by_hand()}
    assert named == set()


def test_who_was_read_by_hand_has_a_licence_and_a_reason() -> None:
    judged = read_by_hand()
    assert all(one.licence and one.reason for one in judged.values())
    shipped = {name for extra, name in asked() if not extra}
    assert [name for name in shipped & judged.keys() if not is_permissive(judged[name].licence)] == []


@pytest.mark.parametrize(
    "licence",
    ["", "UNKNOWN", "GPL-3.0-or-later", "LGPLv3", "AGPL-3.0", "MIT AND GPL-2.0-only", "CC-BY-NC-4.0", "Proprietary"],
)
def test_copyleft_and_unknown_licences_are_refused(licence: str) -> None:
    assert not is_permissive(licence)


@pytest.mark.parametrize("licence", ["MIT", "BSD-3-Clause", "GPL-2.0-only OR MIT", "Apache-2.0", "MPL-2.0"])
def test_a_permissive_licence_that_may_be_chosen_is_enough(licence: str) -> None:
    assert is_permissive(licence)


def test_every_library_that_the_package_imports_is_asked_for() -> None:
    declared = {name for extra, name in asked() if extra != "dev"}
    brings = packages_distributions()
    lacking = {
        top
        for top in imported()
        if top not in OPTIONAL and not declared & {normalise(name) for name in brings.get(BROUGHT.get(top, top), [top])}
    }
    assert lacking == set()


def imported() -> set[str]:
    """The top names that modules of the package import, but for the standard library and itself."""
    tops = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                tops |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                tops.add(node.module.partition(".")[0])
    return tops - set(sys.stdlib_module_names) - {"gigawatch", "_typeshed"}


def test_the_lock_file_pins_by_hash_and_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.findall(r"^[A-Za-z0-9._-]+==[^\n]+(?:\n +--hash=[^\n]+)+", lock, re.M)
    pins = re.findall(r"^[A-Za-z0-9._-]+==", lock, re.M)
    assert len(entries) == len(pins) >= len(pinned())
    assert "://" not in lock
